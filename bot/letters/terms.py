"""The days a letter starts or must keep, for its calendar."""

from __future__ import annotations

from datetime import date, timedelta

import holidays
from dateutil.relativedelta import relativedelta

from bot.letters.model import Span


def last_day(start: date, span: Span, *, dutch_law: bool) -> date:
    end = start + relativedelta(
        weeks=span.weeks, months=span.months, days=span.days, years=span.years
    )
    free = holidays.country_holidays("NL", years=end.year)
    while dutch_law and (end.weekday() >= 5 or end in free):
        end += timedelta(days=1)
    return end
