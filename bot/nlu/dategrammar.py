"""A small grammar of dates in Dutch and English: relative ones, absolute ones, months and years alone.

Written by hand because a date here may start a six-week term: the day comes before the month, a missing year
is the past one, and a duration ("6 weken"), a number of a law or a telephone number is never a date.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from bot.nlu.datepatterns import date_patterns
from bot.nlu.datesteps import (
    day_of,
    full_year,
    halves_before,
    monday_of,
    months_later,
    nearest,
    shifted,
)
from bot.nlu.datewords import DateWords
from bot.nlu.words import fold

_OLDEST_YEAR = 1990
_YEARS_AHEAD = 5
_SEASON_MONTHS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}
_VERBS = {"may", "march"}
_NO_DATES = {"24/7", "9/11", "7/7"}


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date and where it stands; `precision` is how exactly the words name it: day, week, month or year."""

    start: int
    end: int
    day: date
    precision: str


@dataclass(frozen=True, slots=True)
class _Context:
    """What a reading needs besides its own words: today, and whether the message looks forward."""

    today: date
    forward: bool


_Reading = tuple[date | None, str]
_NOTHING: _Reading = (None, "")


def fold_in_place(text: str) -> str:
    """Fold case and accents but keep every offset."""
    if text.isascii():
        return text.lower()
    return "".join(folded if len(folded := fold(character)) == 1 else character for character in text)


class DateGrammar:
    """Finds the dates of a message."""

    def __init__(self, words: DateWords) -> None:
        self._words = words
        self._patterns = list(date_patterns(words))
        self._readings: Mapping[str, Callable[[re.Match[str], _Context], _Reading]] = {
            "numeric": self._numeric,
            "day_and_month": self._day_and_month,
            "month_and_year": self._month_and_year,
            "month": self._month,
            "weekday": self._weekday,
            "weekday_and_day": self._weekday_and_day,
            "weekday_of_week": self._weekday_of_week,
            "weekday_weeks_ago": self._weekday_weeks_ago,
            "ago": self._ago,
            "ahead": self._ahead,
            "unit": self._unit,
            "holiday": self._holiday,
            "season": self._season,
            "named_day": self._named_day,
            "day_of_month": self._day_of_month,
            "year": self._year,
        }

    def find(self, text: str, today: date, forward: Callable[[int], bool]) -> list[FoundDate]:
        """Return the dates in `text` in order.

        `forward` says of a place in the text whether a date without a year lies ahead there.
        """
        folded = fold_in_place(text)
        found: list[FoundDate] = []
        # What reads like a date but is none ("31 februari") is not read again as half a date.
        taken: list[tuple[int, int]] = []
        for reading, pattern in self._patterns:
            for match in pattern.finditer(folded):
                start, end = match.span()
                if any(start < other_end and other_start < end for other_start, other_end in taken):
                    continue
                taken.append((start, end))
                day, precision = self._readings[reading](match, _Context(today, forward(start)))
                if day and _OLDEST_YEAR <= day.year <= today.year + _YEARS_AHEAD:
                    found.append(FoundDate(start, end, day, precision))
        return sorted(found, key=lambda item: item.start)

    def _numeric(self, match: re.Match[str], context: _Context) -> _Reading:
        if match.group() in _NO_DATES:
            return _NOTHING
        day, month = int(match["d"]), int(match["month"])
        year = match.groupdict().get("year")
        if year and month > 12 >= day:
            day, month = month, day
        return _dated(day, month, year, context)

    def _day_and_month(self, match: re.Match[str], context: _Context) -> _Reading:
        written = match["d"]
        day = int(written) if written.isdigit() else self._words.ordinals[written]
        return _dated(day, self._words.months[match["name"]], match["year"], context)

    def _month_and_year(self, match: re.Match[str], context: _Context) -> _Reading:
        return self._in_month(full_year(match["year"]), match)

    def _month(self, match: re.Match[str], context: _Context) -> _Reading:
        which = match.groupdict().get("which")
        if match["name"] in _VERBS and which in self._words.this | {"of", "by", "before", "after", "about"}:
            return _NOTHING
        number = self._words.months[match["name"]]
        ahead = context.forward or which in self._words.next
        year = context.today.year
        if ahead and number < context.today.month:
            year += 1
        elif not ahead and number > context.today.month:
            year -= 1
        return self._in_month(year, match)

    def _in_month(self, year: int, match: re.Match[str]) -> _Reading:
        groups = match.groupdict()
        part = self._words.parts.get(groups.get("part") or groups.get("which") or "")
        first = date(year, self._words.months[match["name"]], 1)
        if part == "end":
            return months_later(first, 1) - timedelta(days=1), "month"
        return first.replace(day=15 if part == "middle" else 1), "month"

    def _weekday(self, match: re.Match[str], context: _Context) -> _Reading:
        which = (match["which"] or "").strip()
        behind = (context.today.isoweekday() - self._words.weekdays[match["day"]] - 1) % 7 + 1
        ahead_said = context.forward or which in self._words.next
        if ahead_said and which not in self._words.last:
            return context.today + timedelta(days=7 - behind or 7), "day"
        return context.today - timedelta(days=behind), "day"

    def _weekday_and_day(self, match: re.Match[str], context: _Context) -> _Reading:
        """Read "vrijdag de 13e": the last day that was both; a year holds one of any such pair."""
        weekday, wanted = self._words.weekdays[match["day"]], int(match["d"])
        for back in range(370):
            day = context.today - timedelta(days=back)
            if day.day == wanted and day.isoweekday() == weekday:
                return day, "day"
        return None

    def _weekday_of_week(self, match: re.Match[str], context: _Context) -> _Reading:
        return self._weekday_after(match, context, 7 * self._steps(match["which"]))

    def _weekday_weeks_ago(self, match: re.Match[str], context: _Context) -> _Reading:
        return self._weekday_after(match, context, -7 * self._number(match["n"]))

    def _weekday_after(self, match: re.Match[str], context: _Context, days: int) -> _Reading:
        weekday = self._words.weekdays[match["day"]]
        return monday_of(context.today) + timedelta(days=days + weekday - 1), "day"

    def _ago(self, match: re.Match[str], context: _Context) -> _Reading:
        unit = self._words.units[match["unit"]]
        if match["half"]:
            halves = 3 if match["half"].startswith("anderhal") else 1
            return halves_before(context.today, halves, unit), "month" if unit == "year" else "week"
        return shifted(context.today, -self._number(match["n"]), unit), unit

    def _ahead(self, match: re.Match[str], context: _Context) -> _Reading:
        unit = self._words.units[match["unit"]]
        return shifted(context.today, self._number(match["n"]), unit), unit

    def _unit(self, match: re.Match[str], context: _Context) -> _Reading:
        steps = self._steps(match["which"])
        if match["unit"] == "weekend":
            saturday = context.today - timedelta(days=(context.today.isoweekday() - 6) % 7)
            return saturday + timedelta(days=0 if steps < 0 else 7), "week"
        unit = self._words.units[match["unit"]]
        return shifted(context.today, steps, unit), unit

    def _holiday(self, match: re.Match[str], context: _Context) -> _Reading:
        month, day = self._words.holidays[match["name"]]
        return _dated(day, month, match["year"], context)

    def _season(self, match: re.Match[str], context: _Context) -> _Reading:
        month = _SEASON_MONTHS[self._words.seasons[match["season"]]]
        if match["year"]:
            return date(full_year(match["year"]), month, 1), "month"
        start = date(context.today.year, month, 1)
        if match["which"] in self._words.next:
            return start if start > context.today else start.replace(year=start.year + 1), "month"
        over = months_later(start, 3) <= context.today
        running = start <= context.today and match["which"] in self._words.this
        return start if over or running else start.replace(year=start.year - 1), "month"

    def _named_day(self, match: re.Match[str], context: _Context) -> _Reading:
        if match["name"] is None:
            return _NOTHING
        return context.today + timedelta(days=self._words.named_days[match["name"]]), "day"

    def _day_of_month(self, match: re.Match[str], context: _Context) -> _Reading:
        day, today = int(match["d"]), context.today
        ahead = int(context.forward and day <= today.day) - int(not context.forward and day > today.day)
        month = months_later(today.replace(day=1), ahead)
        return day_of(day, month.month, month.year), "day"

    def _year(self, match: re.Match[str], context: _Context) -> _Reading:
        return date(int(match["year"]), 1, 1), "year"

    def _steps(self, which: str) -> int:
        return -1 if which in self._words.last else 1 if which in self._words.next else 0

    def _number(self, written: str) -> int:
        return int(written) if written.isdigit() else self._words.numbers[written]


def _dated(day: int, month: int, written_year: str | None, context: _Context) -> _Reading:
    if not 1 <= month <= 12:
        return _NOTHING
    if written_year:
        return day_of(day, month, full_year(written_year)), "day"
    return nearest(day, month, context.today, context.forward), "day"
