"""The trained model on messages that nobody trained on: `docs/evaluation.md` has the whole of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from benchmarks.nlu.data import URGENT, Line, blind_lines
from benchmarks.nlu.equality import pairs, unequal
from bot.cli.dialogue import understood

pytestmark = pytest.mark.slow

Readings = list[tuple[Line, list[str]]]


@pytest.fixture(scope="module")
async def readings(agent: Any) -> Readings:
    """Each line of the blind set with its readings, the likeliest first."""
    return [
        (line, [name for name, _ in understood(await agent.parse(line.text))["ranking"]])
        for line in blind_lines()
    ]


def share(readings: Readings, within: int, chosen: Callable[[Line], bool]) -> float:
    right = [line.intent in names[:within] for line, names in readings if chosen(line)]
    return sum(right) / len(right)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_at_least_95_of_100_messages_are_understood(readings: Readings, language: str) -> None:
    assert share(readings, 1, lambda line: line.language == language) >= 0.95


def test_where_the_first_reading_is_wrong_the_second_is_right(readings: Readings) -> None:
    assert share(readings, 2, lambda line: True) >= 0.985


def test_nothing_that_cannot_wait_is_missed(readings: Readings) -> None:
    assert share(readings, 2, lambda line: line.intent in URGENT) == 1


async def test_who_says_it_does_not_change_what_is_understood(agent: Any) -> None:
    tested = list(pairs(blind_lines()))[::3]
    found = await unequal(agent, tested)
    assert len(tested) > 1_000
    assert len(found) <= 0.005 * len(tested)
    assert [pair for pair in found if pair.intent in URGENT] == []
