"""Reading a message while a question is open: an answer, a wish about the intake, or something else altogether."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from typing import Any

from actions.corrections import correction
from actions.nationality import read_nationality
from actions.saying import question_of, spoken_day
from actions.telling import decline, set_fact, tell_in_passing, unset_fact
from actions.turn import Turn
from bot.clock import today
from bot.guidance.answers import DECLINED, read_answer
from bot.guidance.facts import SITUATIONS

_SHORT = 7
_SURE = 0.6
_HELD = frozenset({"stuck_abroad", "held_in_netherlands"})
#: What may interrupt a question. Anything else that is no answer is asked back, for "volgende" is no goodbye and a
#: bare date no wish for a reminder.
_INTERRUPTS = frozenset(
    {
        "show_plan", "help", "stop", "repeat", "explain_simpler", "talk_to_human", "bot_challenge", "start_over",
        "draft_letter", "express_frustration", "in_danger", "crisis_distress", "report_concern",
    }
)  # fmt: skip


@dataclass(frozen=True)
class Reading:
    """What a message did to the facts while a question was open."""

    facts: dict[str, Any]
    #: The facts in the order in which they were told, for "back".
    told: list[str]
    #: No further question is wanted.
    enough: bool = False
    #: The open question is asked again.
    again: bool = False


def read(turn: Turn, asked: str) -> Reading | None:
    """Read the message as an answer to what was asked; None where its own rule should answer it."""
    if turn.choice is not None:
        return _chosen(turn)
    if turn.intent in ("in_danger", "crisis_distress", "report_concern"):
        return None
    wish = _wish(turn, asked)
    if wish is not None:
        return wish
    question = question_of(turn, asked)
    # "No, I meant Morocco" answers no yes-or-no question.
    changed = correction(turn, asked) if question.kind != "country" else None
    if changed is not None:
        turn.say("corrected")
        return _told(turn, changed[1], changed[0])
    if _asks(turn):
        return None
    value = _value(turn, asked)
    if value is DECLINED:
        return _told(turn, decline(turn.facts, asked), asked)
    if value is not None:
        return _told(turn, _set(turn, asked, value), asked)
    if _interrupts(turn):
        return None
    facts = tell_in_passing(turn.facts, turn.text, turn.chat)
    facts = _day_in_passing(turn, facts)
    if facts == turn.facts:
        turn.say("answer_not_understood")
    return Reading(facts, _order(turn), again=True)


def _day_in_passing(turn: Turn, facts: dict[str, Any]) -> dict[str, Any]:
    """Take a day that was not asked for but says what it is of: the next journey, or the paper."""
    day = turn.entity("date")
    if not day:
        return facts
    ahead = str(day) > today().isoformat()
    speaks_of_paper = any(word in turn.text.lower() for word in turn.chat.says("say_paper"))
    name = "journey_on" if ahead else "paper_sent_on" if speaks_of_paper else None
    if name is None:
        return facts
    read_back(turn, name, day)
    return set_fact(facts, name, day)


def _order(turn: Turn) -> list[str]:
    return list(turn.tracker.get_slot("told") or [])


def _told(turn: Turn, facts: dict[str, Any], name: str) -> Reading:
    facts = tell_in_passing(facts, turn.text, turn.chat)
    return Reading(facts, [*[other for other in _order(turn) if other != name], name])


def _chosen(turn: Turn) -> Reading | None:
    choice = turn.choice or {}
    if "fact" not in choice:
        return None
    name = choice["fact"]
    facts = decline(turn.facts, name) if choice.get("skip") else set_fact(turn.facts, name, choice["value"])
    return _told(turn, facts, name)


def _wish(turn: Turn, asked: str) -> Reading | None:
    """A wish about the intake itself: enough, skip, back, why."""
    text = turn.text.strip().lower().rstrip(".!? ")
    if any(phrase in text for phrase in turn.chat.says("say_skip_all")):
        return Reading(turn.facts, _order(turn), enough=True)
    if len(text.split()) <= _SHORT and any(phrase in text for phrase in turn.chat.says("say_skip")):
        return _told(turn, decline(turn.facts, asked), asked)
    if text in turn.chat.says("say_back"):
        return _back(turn, asked)
    if turn.facts.get("situation") in _HELD and any(phrase in text for phrase in turn.chat.says("say_sign")):
        turn.say_text(turn.phrase("sign_nothing"))
        return Reading(turn.facts, _order(turn), again=True)
    if text in turn.chat.says("say_why"):
        # The question is asked again with its reason, which is the answer.
        return Reading(turn.facts, _order(turn), again=True)
    return None


def _back(turn: Turn, asked: str) -> Reading:
    order = _order(turn)
    turn.say("went_back")
    name = order[-1] if order else asked
    return Reading(unset_fact(turn.facts, name), order[:-1], again=True)


def _asks(turn: Turn) -> bool:
    return turn.intent.startswith("ask_") and (turn.confidence >= _SURE or "?" in turn.text)


def _interrupts(turn: Turn) -> bool:
    if turn.intent.startswith("ask_") or turn.intent in _INTERRUPTS:
        return True
    if turn.intent in ("delete_my_data", "switch_to_dutch", "switch_to_english"):
        return turn.is_explicit
    is_situation = turn.intent in SITUATIONS
    return is_situation and turn.confidence >= _SURE and len(turn.text.split()) >= 4


def _value(turn: Turn, asked: str) -> object:
    question = question_of(turn, asked)
    value = read_answer(question, turn.text, turn.intent, turn.entities, today=today())
    if asked == "criminal_case" and value is DECLINED:
        # Not being sure is an answer here: a lawyer first does no harm, a letter with an address may.
        return "possible"
    if asked == "country" and value in (None, "NL") and turn.speaks_of_home:
        return DECLINED
    if asked in ("nationality", "second_nationality") and value in (None, "nl", "nl_dual"):
        return read_nationality(turn.text, asked) or value
    return value


def _set(turn: Turn, asked: str, value: object) -> dict[str, Any]:
    """Set the fact; a day that starts a term is read back, also where it came along with the paper."""
    facts = set_fact(turn.facts, asked, value)
    day = (asked, value) if question_of(turn, asked).kind == "date" else None
    if asked == "paper" and value != "none" and turn.entity("date"):
        day = ("paper_sent_on", turn.entity("date"))
        facts = set_fact(facts, *day)
    if day is not None:
        read_back(turn, *day)
    return facts


def read_back(turn: Turn, name: str, day: object) -> None:
    """Say which day was noted, of what, and how sure it is."""
    spoken = spoken_day(datetime.date.fromisoformat(str(day)), turn.language)
    what = turn.phrase(f"day_of.{re.sub(r'[^a-z_]', '_', name)}")
    exact = turn.precision("date") in (None, "day")
    turn.say_text(turn.phrase("noted_date" if exact else "noted_about", what=what, day=spoken))
