"""Times parsing with one model, in a process of its own: `python -m benchmarks.parse_probe MODEL '["text", …]'`."""

from __future__ import annotations

import asyncio
import json
import sys
import time

from bot.privacy.logs import configure_logging, prepare_process

_ROUNDS = 30


async def _main(model: str, texts: list[str]) -> None:
    from rasa.core.agent import Agent

    agent = Agent.load(model)
    taken = []
    for number in range(_ROUNDS + 2):
        for text in texts:
            began = time.perf_counter()
            await agent.parse_message(text)
            if number >= 2:
                taken.append((time.perf_counter() - began) * 1000)
    taken.sort()
    print(json.dumps({"p50": taken[len(taken) // 2], "p95": taken[int(0.95 * len(taken))]}))


if __name__ == "__main__":
    prepare_process()
    configure_logging("WARNING")
    asyncio.run(_main(sys.argv[1], json.loads(sys.argv[2])))
