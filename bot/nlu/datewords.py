"""The vocabulary of dates as the grammar needs it: one look-up per kind of word."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.nlu.words import fold


@dataclass(frozen=True)
class DateWords:
    """Folded word → meaning, for both languages together."""

    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    numbers: Mapping[str, int]
    ordinals: Mapping[str, int]
    units: Mapping[str, str]
    named_days: Mapping[str, int]
    parts: Mapping[str, str]
    seasons: Mapping[str, str]
    holidays: Mapping[str, tuple[int, int]]
    not_named_days: frozenset[str]
    short: frozenset[str]
    last: frozenset[str]
    this: frozenset[str]
    next: frozenset[str]
    ago: frozenset[str]
    counted: frozenset[str]
    month_before: frozenset[str]
    dated: frozenset[str]
    future: frozenset[str]
    until: frozenset[str]
    past: frozenset[str]

    @classmethod
    def from_lists(cls, lists: Mapping[str, Any]) -> DateWords:
        """Build from the word list `dates` (`bot/content/lexicon`)."""
        return cls(
            months=_numbered(lists["months"]),
            weekdays=_numbered(lists["weekdays"]),
            numbers=_numbered(lists["numbers"]),
            ordinals=_numbered(lists["ordinals"]),
            units=_named(lists["units"]),
            named_days=_numbered(lists["named_days"]),
            parts=_named(lists["parts"]),
            seasons=_named(lists["seasons"]),
            holidays={text: _month_and_day(day) for text, day in _named(lists["holidays"]).items()},
            not_named_days=_folded(lists["not_named_days"]),
            short=_folded(lists["short"]),
            last=_folded(lists["last"]),
            this=_folded(lists["this"]),
            next=_folded(lists["next"]),
            ago=_folded(lists["ago"]),
            counted=_folded(lists["counted"]),
            month_before=_folded(lists["month_before"]),
            dated=_folded(lists["dated"]),
            future=_folded(lists["future"]),
            until=_folded(lists["until"]),
            past=_folded(lists["past"]),
        )


def _numbered(lists: Mapping[Any, Sequence[str]]) -> dict[str, int]:
    return {fold(text): int(number) for number, texts in lists.items() for text in texts}


def _named(lists: Mapping[str, Sequence[str]]) -> dict[str, str]:
    return {fold(text): name for name, texts in lists.items() for text in texts}


def _folded(texts: Sequence[str]) -> frozenset[str]:
    return frozenset(fold(text) for text in texts)


def _month_and_day(day: str) -> tuple[int, int]:
    month, day_of_month = day.split("-")
    return int(month), int(day_of_month)
