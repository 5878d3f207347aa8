"""The intake: ask what would change the plan, one question at a time, until nothing would."""

from __future__ import annotations

import datetime

from rasa_sdk.events import ActiveLoop, SlotSet

from actions.base import WegwijzerAction
from actions.corrections import correction
from actions.questions import explanation_of
from actions.saying import question_of, say_explanation, say_plan, say_question, spoken_day
from actions.telling import decline, set_fact, unset_fact
from actions.turn import Event, Turn, answered
from bot.clock import today
from bot.guidance.answers import DECLINED, read_answer

#: A person at a border has answered enough questions today. What else could change the plan is offered with it.
_MOST_QUESTIONS = 4
_ASK = "intake_answer"
_SHORT = 7
#: Asked in one breath with the question before it.
_FOLLOW_UPS = frozenset({"paper_sent_on", "paper_date", "second_nationality", "prior_request.decided_on"})


class ValidateIntakeForm(WegwijzerAction):
    """Reads the answer to the question that was asked, and decides whether there is another one.

    Returning no fact makes the form step aside, so that a question, a command or a change of subject is answered
    by its own rule (rasa/core/actions/forms.py: validate); Rasa then comes back here.
    """

    action_name = "validate_intake_form"

    async def perform(self, turn: Turn) -> list[Event]:
        """See the class."""
        asked = turn.tracker.get_slot("asked")
        read = _read(turn, asked) if asked else None
        facts = turn.facts if read is None else read[1]
        events = [] if read is None else turn.remember(facts, told=read[0])
        plan = turn.plan(facts)
        more = (
            plan is not None
            and bool(plan.questions)
            and (turn.intent == "resume" or _may_ask(turn, plan.questions[0], read))
        )
        return [*events, SlotSet("requested_slot", _ASK if more else None)]


def _may_ask(turn: Turn, name: str, read: object) -> bool:
    told = [fact for fact in turn.tracker.get_slot("told") or [] if fact not in _FOLLOW_UPS]
    return name in _FOLLOW_UPS or len(told) + (read is not None) < _MOST_QUESTIONS


def _read(turn: Turn, asked: str) -> tuple[str, dict[str, object]] | None:
    """The fact that was told and the facts after it; None where the message answers nothing."""
    choice = turn.choice
    if choice:
        if "fact" not in choice:
            return None
        fact = choice["fact"]
        return fact, decline(turn.facts, fact) if choice.get("skip") else set_fact(
            turn.facts, fact, choice["value"]
        )
    text = turn.text.strip().lower().rstrip(".!")
    if len(text.split()) <= _SHORT and any(phrase in text for phrase in turn.chat.says("say_skip")):
        return asked, decline(turn.facts, asked)
    if text in turn.chat.says("say_back"):
        return _back(turn, asked)
    # "No, I meant Morocco" answers no yes-or-no question.
    changed = correction(turn) if question_of(turn, asked).kind == "choice" else None
    if changed:
        turn.say("corrected")
        return changed
    value = read_answer(question_of(turn, asked), turn.text, turn.intent, turn.entities, today=today())
    if value is DECLINED:
        return asked, decline(turn.facts, asked)
    if value is not None:
        return asked, _set(turn, asked, value)
    return None


def _set(turn: Turn, asked: str, value: object) -> dict[str, object]:
    """Set the fact; a day that starts a term is read back, also where it came along with the paper."""
    facts = set_fact(turn.facts, asked, value)
    day = value if question_of(turn, asked).kind == "date" else None
    if asked == "paper" and value != "none" and turn.entity("date"):
        day = turn.entity("date")
        facts = set_fact(facts, "paper_sent_on", day)
    if day is not None:
        spoken = spoken_day(datetime.date.fromisoformat(str(day)), turn.language)
        exact = turn.precision("date") in (None, "day")
        turn.say_text(turn.phrase("noted_date" if exact else "noted_about", day=spoken))
    return facts


def _back(turn: Turn, asked: str) -> tuple[str, dict[str, object]]:
    told = turn.tracker.get_slot("told") or [asked]
    turn.say("went_back")
    return told[-1], unset_fact(turn.facts, told[-1])


class ActionAskIntake(WegwijzerAction):
    """Asks the next question."""

    action_name = "action_ask_intake_form_intake_answer"

    async def perform(self, turn: Turn) -> list[Event]:
        """See the class."""
        plan = turn.plan()
        reference = say_question(turn, plan) if plan else None
        if reference is None:
            return []
        return [SlotSet("asked", reference["fact"]), answered(reference)]


class ActionChoose(WegwijzerAction):
    """Takes a button of an earlier answer, or of an earlier question once the intake is over."""

    action_name = "action_choose"

    async def perform(self, turn: Turn) -> list[Event]:
        """See the class."""
        choice = turn.choice or {}
        if "topic" in choice:
            return [answered(say_explanation(turn, explanation_of(turn, choice["topic"])))]
        fact = choice["fact"]
        facts = (
            decline(turn.facts, fact) if choice.get("skip") else set_fact(turn.facts, fact, choice["value"])
        )
        turn.say("corrected")
        plan = turn.plan(facts)
        reference = say_plan(turn, plan) if plan is not None else turn.say("no_plan_yet")
        return [*turn.remember(facts, told=fact), answered(reference)]


class ActionResume(WegwijzerAction):
    """Goes on after an interruption."""

    action_name = "action_resume"

    async def perform(self, turn: Turn) -> list[Event]:
        """See the class."""
        if turn.facts.get("situation"):
            turn.say("resumed")
        return []


class ActionStop(WegwijzerAction):
    """Stops what is going on; the facts stay until they are erased."""

    action_name = "action_stop"

    async def perform(self, turn: Turn) -> list[Event]:
        """See the class."""
        reference = turn.say("stopped")
        return [
            ActiveLoop(None),
            SlotSet("requested_slot", None),
            SlotSet("pending", None),
            answered(reference),
        ]
