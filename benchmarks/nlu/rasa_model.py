"""Measures a trained Rasa model: `python -m benchmarks.nlu.rasa_model MODEL NAME` prints its row of reference.json.

For one fit of the stock pipeline (`rasa init`'s config.yml) on data/nlu; training it takes hours of two cores.
"""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.nlu.data import (
    CONTRACT_NAMES,
    OUT_OF_SCOPE,
    Line,
    open_lines,
    training_lines,
    unrelated_lines,
)
from benchmarks.nlu.measures import Readings, caught_out_of_scope
from benchmarks.nlu.run import noisy
from bot.nlu import noise


def main() -> int:
    """Print the row."""
    from rasa.core.agent import Agent

    model, name = sys.argv[1:]
    row = asyncio.run(_measure(Agent.load(model), name))
    sys.stdout.write(json.dumps(row, indent=2) + "\n")
    return 0


async def _measure(agent: Any, name: str) -> dict[str, Any]:
    lines = open_lines()
    plain = await _read(agent, lines)
    typos, dictated = [await _read(agent, noisy(lines, change)) for change in (noise.typos, noise.dictated)]
    outside = await _read(agent, unrelated_lines())
    return {
        "name": name,
        "open set": plain.accuracy(),
        "nl": plain.accuracy("nl"),
        "en": plain.accuracy("en"),
        "first two": plain.accuracy(within=2),
        "typos": typos.accuracy(),
        "dictated": dictated.accuracy(),
        "caught": caught_out_of_scope(plain, outside.scores),
    }


async def _read(agent: Any, lines: Sequence[Line]) -> Readings:
    intents = sorted({line.intent for line in training_lines()})
    scores: NDArray[np.float64] = np.zeros((len(lines), len(intents)))
    for row, line in enumerate(lines):
        parsed = await agent.parse_message(line.text)
        for reading in parsed["intent_ranking"]:
            name = CONTRACT_NAMES.get(reading["name"], reading["name"])
            column = intents.index(name if name in intents else OUT_OF_SCOPE)
            scores[row, column] = max(scores[row, column], reading["confidence"])
    return Readings(scores, intents, lines)


if __name__ == "__main__":
    raise SystemExit(main())
