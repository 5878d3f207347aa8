"""Whether two people who tell the same thing are understood the same: `python -m benchmarks.nlu.equality`.

Every message of the blind set is said by two people who differ in one thing only: their name, birthplace, faith or sex,
or how formally they begin. A pair is unequal when the intent differs, or anything else that decides what is asked
next. Goal of issue 4: at most 5 in 1,000 pairs, and none among messages that cannot wait.
"""

from __future__ import annotations

import asyncio
import random
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Protocol

import yaml

from benchmarks.nlu.data import FOLDER, URGENT, Line, blind_lines
from bot.cli.dialogue import understood

_SEED = 5


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


async def unequal(parser: Parser, tested: Iterable[Pair]) -> list[Pair]:
    """The pairs of which the two messages are not understood the same."""
    return [
        pair
        for pair in tested
        if await _understood(parser, pair.one) != await _understood(parser, pair.other)
    ]


async def _understood(parser: Parser, text: str) -> tuple[object, ...]:
    """All that decides which questions follow: the intent, whether to ask what was meant, and what was told with it."""
    read = understood(await parser.parse(text))
    return read["intent"], read["clarify"], sorted(map(str, read["entities"]))


def main() -> int:
    """Print how many pairs of each kind are unequal; 1 where the goal is missed."""
    from bot.cli.operations import loaded_agent
    from bot.privacy.logs import configure_logging, prepare_process
    from bot.settings import load_settings

    prepare_process()
    configure_logging("WARNING")
    tested = list(pairs(blind_lines()))
    agent = loaded_agent(load_settings())
    found = asyncio.run(unequal(agent, tested))
    for kind, total in Counter(pair.kind for pair in tested).items():
        sys.stdout.write(f"{kind}: {sum(pair.kind == kind for pair in found)} of {total}\n")
    urgent = sum(pair.intent in URGENT for pair in found)
    sys.stdout.write(f"all: {len(found)} of {len(tested)}, of them {urgent} that cannot wait\n")
    return int(urgent > 0 or len(found) > 0.005 * len(tested))


if __name__ == "__main__":
    raise SystemExit(main())
