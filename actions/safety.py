"""Safety comes before law."""

from __future__ import annotations

from rasa_sdk.events import ActiveLoop, SlotSet

from actions.base import WegwijzerAction
from actions.passing import tell_in_passing
from actions.saying import say_contacts, say_plan
from actions.turn import Event, Turn, answered


class ActionSafety(WegwijzerAction):
    """Says who to call, and asks nothing. A worry about somebody else leaves no trace in the conversation."""

    action_name = "action_safety"

    async def perform(self, turn: Turn) -> list[Event]:
        """See the class."""
        if turn.is_reassuring:
            return _be_glad(turn)
        if turn.intent == "report_concern":
            if turn.says("say_must_report"):
                turn.say_text(turn.phrase("concern_report"))
            else:
                say_contacts(turn, "report_concern")
            return []
        reference = say_contacts(turn, turn.intent, resume=bool(turn.facts.get("situation")))
        if turn.is_in_crisis and turn.intent == "in_danger":
            # "She is calling 113" sounds like danger to a classifier: that number stays at hand beside 112.
            turn.say("crisis_stay")
            reference["name"] = "crisis_distress"
        # The question that was open would be cruel now; "resume" asks it again.
        return [ActiveLoop(None), SlotSet("requested_slot", None), answered(reference)]


def _be_glad(turn: Turn) -> list[Event]:
    """Nobody is in danger: say so, and show what it makes of the plan."""
    turn.say_text(turn.phrase("safe_now"))
    facts = tell_in_passing(turn, turn.facts)
    plan = turn.plan(facts)
    if turn.in_intake or plan is None or facts == turn.facts:
        return turn.remember(facts)
    return [*turn.remember(facts), answered(say_plan(turn.knowing(facts), plan))]
