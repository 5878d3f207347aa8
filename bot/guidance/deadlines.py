"""Terms as rules: when they end, whether they are past, and when nobody can know.

Three kinds of term are counted differently.

* A term of Dutch law ends on a working day (Algemene termijnenwet art. 1 and 3), unless it is longer than twelve
  weeks, three months or ninety days, or is given in years or hours (art. 4).
* A foreign, EU-court or CCF term never moves later: the last working day before its end is shown.
* A term of the person's own counts from the sending of a decision (Awb 6:8). Where only the date on the paper is
  known, the computed day is the earliest one possible, and for two weeks after it nobody can say that it is past.
"""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from functools import cache
from typing import Final

# With its country, which is else imported at the first call: a third of a second into somebody's plan.
import holidays.countries.netherlands
import msgspec

#: How long a decision may have lain between its date and its sending before we say that a term is over.
SENDING_MARGIN: Final = timedelta(days=14)
#: Until how many days ahead a term of one's own is urgent, that day included.
URGENT_WITHIN: Final = timedelta(days=14)
_DAY: Final = timedelta(days=1)
_LONGEST_WEEKS, _LONGEST_MONTHS, _LONGEST_DAYS = 12, 3, 90


class Length(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The length of a term as its law gives it."""

    hours: int = 0
    days: int = 0
    weeks: int = 0
    months: int = 0
    years: int = 0

    @property
    def ends_on_a_working_day(self) -> bool:
        """Whether the Algemene termijnenwet moves its end (art. 4 names the terms it leaves alone)."""
        return not (
            self.hours
            or self.years
            or self.weeks > _LONGEST_WEEKS
            or self.months > _LONGEST_MONTHS
            or self.days > _LONGEST_DAYS
        )

    def after(self, start: date) -> date:
        """The day this length after `start`; a month without that day ends on its last day. Hours count as no day."""
        months = start.month - 1 + self.months
        year, month = start.year + self.years + months // 12, months % 12 + 1
        day = min(start.day, calendar.monthrange(year, month)[1])
        return date(year, month, day) + timedelta(days=self.days, weeks=self.weeks)


class TermDay(msgspec.Struct, frozen=True):
    """Where a term stands on the day of the plan.

    `day` is its last day, `latest` that of the longest lawful extension. `at_earliest` says that the start is not
    certain; then `maybe_past` may hold, and `past` holds only where no lawful sending day could save it.
    """

    rule: str
    day: date | None = None
    latest: date | None = None
    past: bool = False
    maybe_past: bool = False
    at_earliest: bool = False

    def is_urgent(self, today: date) -> bool:
        """Whether the person must act within two weeks."""
        if self.maybe_past:
            return True
        return self.day is not None and not self.past and self.day - today <= URGENT_WITHIN


class Start(msgspec.Struct, frozen=True):
    """The day a term counts from; `exact` where it is the day of sending or receipt itself."""

    day: date
    exact: bool


def start_of(exact: date | None, *at_earliest: date | None) -> Start | None:
    """The start of a term: the exact day where it is known, else the first of the other days that is."""
    if exact is not None:
        return Start(exact, exact=True)
    known = next((day for day in at_earliest if day is not None), None)
    return None if known is None else Start(known, exact=False)


@cache
def _holidays(year: int) -> frozenset[date]:
    # Good Friday and Liberation Day stand among the optional ones; the Act counts both every year (art. 3).
    return frozenset(holidays.country_holidays("NL", years=year, categories=("public", "optional")))


def is_working_day(day: date) -> bool:
    """Whether a day is neither Saturday, Sunday nor a holiday of the Algemene termijnenwet (art. 3)."""
    return day.weekday() < calendar.SATURDAY and day not in _holidays(day.year)


def next_working_day(day: date) -> date:
    """The day itself, or the first working day after it."""
    while not is_working_day(day):
        day += _DAY
    return day


def last_working_day(day: date) -> date:
    """The day itself, or the last working day before it."""
    while not is_working_day(day):
        day -= _DAY
    return day


def dutch_end(start: date, length: Length) -> date:
    """The last day of a term of Dutch law that counts from the day after `start` (Awb 6:8)."""
    end = length.after(start)
    return next_working_day(end) if length.ends_on_a_working_day else end


def extended_end(start: date, length: Length, extension: Length) -> date:
    """The last day of a Dutch term with its extension: months are counted as one, so that 31 January gives 30 April."""
    whole = Length(
        days=length.days + extension.days,
        weeks=length.weeks + extension.weeks,
        months=length.months + extension.months,
    )
    return next_working_day(max(extension.after(length.after(start)), whole.after(start)))


def foreign_end(start: date, length: Length) -> date:
    """The last working day on which a foreign, EU-court or CCF term can surely be kept."""
    return last_working_day(length.after(start))


def own_term(
    rule: str,
    start: Start | None,
    length: Length,
    today: date,
    *,
    foreign: bool = False,
) -> TermDay:
    """A term of the person's own, as it stands today; without a start only its rule is known."""
    if start is None:
        return TermDay(rule)
    end = foreign_end(start.day, length) if foreign else dutch_end(start.day, length)
    over = today > end
    doubtful = over and not start.exact and today <= end + SENDING_MARGIN
    return TermDay(
        rule,
        day=end,
        latest=end,
        past=over and not doubtful,
        maybe_past=doubtful,
        at_earliest=not start.exact,
    )


def authority_term(
    rule: str,
    start: Start | None,
    length: Length,
    today: date,
    *,
    extension: Length | None = None,
    foreign: bool = False,
) -> TermDay:
    """The term within which an authority must answer, counted from receipt (else, at the earliest, from sending).

    Args:
        rule: key of the rule in words.
        start: day of receipt, or of sending.
        length: the first term.
        today: the day of the plan.
        extension: the longest lawful extension.
        foreign: whether the term is none of Dutch law.
    """
    if start is None:
        return TermDay(rule)
    end = foreign_end(start.day, length) if foreign else dutch_end(start.day, length)
    latest = end if extension is None else extended_end(start.day, length, extension)
    return TermDay(rule, day=end, latest=latest, past=today > latest, at_earliest=not start.exact)


def announced_term(until: date, today: date) -> TermDay:
    """An authority's term whose last day it announced itself."""
    return TermDay("announced", day=until, latest=until, past=today > until)


def paper_term(rule: str, until: date, today: date) -> TermDay:
    """A term whose last day stands on the paper itself."""
    return TermDay(rule, day=until, latest=until, past=today > until)
