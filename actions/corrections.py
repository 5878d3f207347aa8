"""Correcting what was told before: "nee, ik bedoelde Marokko", "no, the 4th of November"."""

from __future__ import annotations

import re

from actions.places import countries_in_question
from actions.telling import DECIDED, HAPPENED, set_fact
from actions.turn import Turn
from bot.clock import today

_SHORT = 6
#: An answer to these may name a country that is not the one in question.
_ABOUT_A_COUNTRY = frozenset({"whereabouts", "nationality", "second_nationality", "protection"})
#: Facts whose value is a date that was read back.
_DATES = (
    "paper_sent_on", "paper_date", "event_date", "prior_request.sent_on", "prior_request.received_on",
    "prior_request.decision_sent_on", "prior_request.decided_on",
)  # fmt: skip


def another_day(turn: Turn) -> tuple[str, dict[str, object]] | None:
    """The day that a message tells anew once the plan is there, and the facts after it, whatever else was heard."""
    day = turn.entity("date")
    tells = turn.says("say_other_day") and not turn.looks_like_a_question
    if not day or not tells or turn.in_intake or not turn.facts.get("situation"):
        return None
    name = _last_day(turn) or _first_day(turn)
    if name is None or str(day) > today().isoformat() or day == _value(turn, name):
        return None
    if turn.says("say_sent") and name != "prior_request.sent_on":
        return None  # "I sent it on the 20th" is about one's own letter, and moves no day of theirs.
    return name, set_fact(turn.facts, name, day)


def _first_day(turn: Turn) -> str | None:
    """What a day is of where none was told before."""
    situation = turn.facts.get("situation")
    if situation in HAPPENED:
        return "event_date"
    return (
        "paper_sent_on" if situation in DECIDED and turn.facts.get("paper") in ("decision", "form") else None
    )


def correction(turn: Turn, asked: str | None = None) -> tuple[str, dict[str, object]] | None:
    """The fact that a message corrects and the facts after it, or None where it corrects nothing.

    `asked` is the question that is open: a day is no correction where a day was asked.
    """
    words = re.findall(r"\w+", turn.text.lower())
    says = turn.chat.says("say_correction")
    corrects = any(phrase in words or (" " in phrase and phrase in turn.text.lower()) for phrase in says)
    if not words or turn.looks_like_a_question or not (corrects or len(words) <= _SHORT):
        return None
    country = _country(turn, asked, corrects)
    if country:
        return "country", set_fact(turn.facts, "country", country)
    date, name = turn.entity("date"), _last_day(turn)
    if date and name and (asked is None or turn.content.questions[asked].kind != "date"):
        if date > today().isoformat() or date == _value(turn, name):
            return None
        return name, set_fact(turn.facts, name, date)
    return None


def _country(turn: Turn, asked: str | None, corrects: bool) -> str | None:
    """Another country than before; where a country may be the answer, only so said: "ik bedoel", "I meant"."""
    countries = countries_in_question(turn.text, turn.entities, turn.chat)
    is_meant = turn.says("say_meant") if asked in _ABOUT_A_COUNTRY else corrects or asked is None
    if len(countries) != 1 or not is_meant or not turn.facts.get("country"):
        return None
    return countries[0] if countries[0] != turn.facts["country"] else None


def _last_day(turn: Turn) -> str | None:
    """The day that was told last, or the only one there is."""
    told = [name for name in turn.told if name in _DATES]
    known = [name for name in _DATES if _value(turn, name)]
    return told[-1] if told else known[0] if len(known) == 1 else None


def _value(turn: Turn, name: str) -> object:
    head, _, part = name.partition(".")
    if not part:
        return turn.facts.get(head)
    return (turn.facts.get("prior_requests") or [{}])[0].get(part)
