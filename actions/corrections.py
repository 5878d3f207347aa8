"""Correcting what was told before: "nee, ik bedoelde Marokko", "no, the 4th of November"."""

from __future__ import annotations

import re

from actions.telling import set_fact
from actions.turn import Turn

_SHORT = 6
#: Facts whose value is a date that was read back.
_DATES = ("paper_date", "paper_sent_on", "event_date")


def correction(turn: Turn) -> tuple[str, dict[str, object]] | None:
    """The fact that a message corrects and the facts after it, or None where it corrects nothing."""
    words = re.findall(r"\w+", turn.text.lower())
    says = turn.chat.says("say_correction")
    corrects = any(phrase in words or (" " in phrase and phrase in turn.text.lower()) for phrase in says)
    if not words or not (corrects or len(words) <= _SHORT):
        return None
    country = turn.entity("country")
    if country and turn.facts.get("country") and country != turn.facts["country"]:
        return "country", set_fact(turn.facts, "country", country)
    date = turn.entity("date")
    last = (turn.tracker.get_slot("told") or [""])[-1]
    if date and corrects and (last in _DATES or (last.startswith("prior_request.") and last.endswith("_on"))):
        return last, set_fact(turn.facts, last, date)
    return None
