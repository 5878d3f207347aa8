"""Whether two people who tell the same thing are understood the same: `python -m benchmarks.nlu.equality`.

Every message of the blind set is said by two people who differ in one thing only: their name, birthplace, faith or sex,
or how formally they begin. A pair is unequal when the intent differs, or the number of questions the assistant would
ask. Goal of issue 4: at most 5 in 1,000 pairs, and none among messages that cannot wait.
"""

from __future__ import annotations

import asyncio
import datetime
import random
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Protocol

import yaml

from actions.telling import tell_situation
from benchmarks.nlu.data import FOLDER, URGENT, Line, blind_lines
from bot.cli.dialogue import understood
from bot.guidance.content import Content, load_content
from bot.guidance.facts import SITUATIONS, parse_facts
from bot.guidance.plan import make_plan

_SEED = 5
_TODAY = datetime.date(2026, 11, 24)


class Parser(Protocol):
    """What is needed of the loaded assistant (`bot.rasa.agent.WegwijzerAgent`)."""

    async def parse(self, text: str) -> dict[str, Any]:
        """Rasa's parse data of a message."""


@dataclass(frozen=True)
class Pair:
    """One message in the mouth of two people; `kind` says in what they differ."""

    kind: str
    intent: str
    one: str
    other: str


def pairs(lines: Iterable[Line]) -> Iterator[Pair]:
    """For each line and each kind of difference one pair; always the same ones."""
    people = yaml.safe_load((FOLDER / "people.yml").read_text(encoding="utf-8"))
    rng = random.Random(_SEED)
    for line in lines:
        for kind, choices in people[line.language].items():
            if "values" in choices:
                frame = rng.choice(choices["frames"])
                first, second = (frame.format(value=value) for value in rng.sample(choices["values"], 2))
            else:
                first, second = rng.sample(choices["frames"], 2)
            yield Pair(kind, line.intent, first + line.text, second + line.text)


async def unequal(parser: Parser, tested: Iterable[Pair], content: Content) -> list[Pair]:
    """The pairs of which the two messages are not understood the same."""
    return [
        pair
        for pair in tested
        if await _understood(parser, pair.one, content) != await _understood(parser, pair.other, content)
    ]


async def _understood(parser: Parser, text: str, content: Content) -> tuple[str, int]:
    parsed = await parser.parse(text)
    intent = str(understood(parsed)["intent"])
    if intent not in SITUATIONS:
        return intent, 0
    facts = tell_situation({}, intent, parsed.get("entities", []), _TODAY)
    return intent, len(make_plan(parse_facts(facts, today=_TODAY), content).questions)


def main() -> int:
    """Print how many pairs of each kind are unequal; 1 where the goal is missed."""
    from bot.cli.operations import loaded_agent
    from bot.settings import load_settings

    tested = list(pairs(blind_lines()))
    agent = loaded_agent(load_settings())
    found = asyncio.run(unequal(agent, tested, load_content()))
    for kind, total in Counter(pair.kind for pair in tested).items():
        sys.stdout.write(f"{kind}: {sum(pair.kind == kind for pair in found)} of {total}\n")
    urgent = sum(pair.intent in URGENT for pair in found)
    sys.stdout.write(f"all: {len(found)} of {len(tested)}, of them {urgent} that cannot wait\n")
    return int(urgent > 0 or len(found) > 0.005 * len(tested))


if __name__ == "__main__":
    raise SystemExit(main())
