"""Steps through the calendar for the date grammar."""

from __future__ import annotations

from datetime import date, timedelta

_DAYS_OF_HALF = {"month": 15, "week": 4}
_LEAP_CYCLE = 8
"""Years within which every day of the calendar comes up, 29 February included (also around 2100)."""


def full_year(written: str) -> int:
    """Return the year of `2026`, `26` or `'26`."""
    year = int(written.removeprefix("'"))
    return year + 2000 if year < 100 else year


def months_later(day: date, months: int) -> date:
    """Return the same day so many months later (or earlier), the last of the month where that is shorter."""
    month = day.year * 12 + day.month - 1 + months
    first = date(month // 12, month % 12 + 1, 1)
    next_first = date((month + 1) // 12, (month + 1) % 12 + 1, 1)
    return first.replace(day=min(day.day, (next_first - timedelta(days=1)).day))


def shifted(day: date, steps: int, unit: str) -> date:
    """Return `day` moved by so many days, weeks, months or years."""
    if unit in ("month", "year"):
        return months_later(day, steps * (12 if unit == "year" else 1))
    return day + timedelta(days=steps * (7 if unit == "week" else 1))


def halves_before(day: date, halves: int, unit: str) -> date | None:
    """Return the day so many half years, months or weeks before; half days are no date."""
    if unit == "year":
        return months_later(day, -6 * halves)
    days = _DAYS_OF_HALF.get(unit)
    return day - timedelta(days=days * halves) if days else None


def monday_of(day: date) -> date:
    """Return the first day of the week of `day`."""
    return day - timedelta(days=day.isoweekday() - 1)


def day_of(day: int, month: int, year: int) -> date | None:
    """Return the date, or nothing where the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def nearest(day: int, month: int, today: date, forward: bool) -> date | None:
    """Return the nearest such day, today included: the past one, or the coming one where `forward`."""
    step = 1 if forward else -1
    for year in range(today.year, today.year + step * _LEAP_CYCLE, step):
        found = day_of(day, month, year)
        if found and (found >= today if forward else found <= today):
            return found
    return None
