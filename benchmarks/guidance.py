"""How long a plan takes, and reading all content: medians over typical cases, printed as a table."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from datetime import date
from typing import get_args

from bot.guidance.content import FOLDER, load_content
from bot.guidance.facts import Situation, parse_facts
from bot.guidance.plan import encode_plan, make_plan

_ROUNDS = 20
#: Milliseconds (issue 3).
_GOALS = {"a plan": 2.0, "the slowest plan": 2.0, "all content": 300.0}


def _median(work: Callable[[], object], rounds: int = _ROUNDS) -> float:
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times)


def main() -> None:
    content = load_content()
    today = date(2026, 11, 24)
    request = {"agency": "police", "request_type": "access", "sent_on": "2026-10-01"}
    told = {"country": "TR", "paper": "decision", "prior_request": request}
    cases = [parse_facts({"situation": name, **told}, today) for name in get_args(Situation)]
    plans = [_median(lambda facts=facts: encode_plan(make_plan(facts, content))) for facts in cases]
    measured = {
        "a plan": statistics.median(plans),
        "the slowest plan": max(plans),
        "all content": _median(lambda: load_content.__wrapped__(FOLDER), rounds=5),
    }
    for name, value in measured.items():
        print(f"{name:18} {value:8.2f} ms   goal {_GOALS[name]:6.1f} ms")


if __name__ == "__main__":
    main()
