"""The day it is where the terms run."""

from __future__ import annotations

import datetime
from zoneinfo import ZoneInfo


def today() -> datetime.date:
    """Today in the Netherlands."""
    return datetime.datetime.now(ZoneInfo("Europe/Amsterdam")).date()
