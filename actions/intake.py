"""The intake: ask what would change the plan, one question at a time, until nothing would."""

from __future__ import annotations

from rasa_sdk.events import ActiveLoop, SlotSet

from actions.asking import say_question
from actions.base import WegwijzerAction
from actions.questions import explanation_of
from actions.reading import Reading, read
from actions.saying import say_explanation, say_plan
from actions.telling import decline, set_fact
from actions.turn import Event, Turn, answered

#: A person at a border has answered enough questions today. What else could change the plan is offered with it.
_MOST_QUESTIONS = 4
_MOST_HELD = 2
_HELD = frozenset({"stuck_abroad", "held_in_netherlands"})
_ASK = "intake_answer"
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
        is_open = asked and turn.tracker.get_slot("requested_slot") and not _is_answered(turn)
        reading = read(turn, asked) if is_open else None
        facts = turn.facts if reading is None else reading.facts
        told = turn.told if reading is None else reading.told
        events = [] if reading is None else [SlotSet("facts", facts), SlotSet("told", told)]
        if reading and reading.countries:
            heard = [{"entity": "country", "value": code} for code in reading.countries]
            events.append(SlotSet("heard", heard))
        more = not (reading and reading.enough) and _asks_on(turn, facts, told, reading)
        return [*events, SlotSet("requested_slot", _ASK if more else None)]


def _is_answered(turn: Turn) -> bool:
    """Whether another action answered this message already: Rasa comes back here after an interruption."""
    for event in reversed(turn.tracker.events):
        if event.get("event") == "user":
            return False
        if event.get("event") == "action" and event.get("name") not in ("action_listen", "intake_form"):
            return True
    return False


def _asks_on(turn: Turn, facts: dict[str, object], told: list[str], reading: Reading | None) -> bool:
    plan = turn.plan(facts)
    if plan is None or not plan.questions or turn.is_in_crisis:
        return False
    if turn.intent == "resume" or (reading and reading.again) or plan.questions[0] in _FOLLOW_UPS:
        return True
    most = _MOST_HELD if facts.get("situation") in _HELD else _MOST_QUESTIONS
    # An interruption changes nothing about the question that is open.
    open_now = reading is None and bool(turn.tracker.get_slot("requested_slot"))
    return open_now or len([name for name in told if name not in _FOLLOW_UPS]) < most


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
        reference = say_plan(turn.knowing(facts), plan) if plan is not None else turn.say("no_plan_yet")
        return [*turn.remember(facts, told=fact), answered(reference)]


class ActionResume(WegwijzerAction):
    """Goes on after an interruption."""

    action_name = "action_resume"

    async def perform(self, turn: Turn) -> list[Event]:
        """See the class."""
        if not turn.facts.get("situation"):
            return []
        return [answered(turn.say("resumed"))]


class ActionStop(WegwijzerAction):
    """Stops what is going on; the facts stay until they are erased."""

    action_name = "action_stop"
    hears_asides = True

    async def perform(self, turn: Turn) -> list[Event]:
        """See the class."""
        reference = turn.say("stopped")
        return [
            ActiveLoop(None),
            SlotSet("requested_slot", None),
            SlotSet("pending", None),
            answered(reference),
        ]
