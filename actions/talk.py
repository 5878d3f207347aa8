"""Yes, no and "I do not know" outside the intake."""

from __future__ import annotations

from rasa_sdk.events import SlotSet

from actions.again import say_again
from actions.base import WegwijzerAction
from actions.conversation import ActionClarify, erase, start_over
from actions.corrections import correction
from actions.saying import say_plan
from actions.turn import Event, Turn, answered


class ActionAffirm(WegwijzerAction):
    """Takes a yes to what is pending."""

    action_name = "action_affirm"
    hears_asides = True

    async def perform(self, turn: Turn) -> list[Event]:
        """See the class."""
        if turn.in_intake:
            turn.say("answer_not_understood")
            return []
        pending = turn.tracker.get_slot("pending")
        if pending == "start_over":
            return start_over(turn)
        if pending == "erase":
            return erase(turn)
        if turn.looks_like_a_question:
            return await ActionClarify().perform(turn)
        return [answered(turn.say("what_next" if turn.facts.get("situation") else "no_plan_yet"))]


class ActionDeny(WegwijzerAction):
    """Takes a no to what is pending, or the correction of something told before."""

    action_name = "action_deny"
    hears_asides = True

    async def perform(self, turn: Turn) -> list[Event]:
        """See the class."""
        changed = correction(turn)
        if changed:
            name, facts = changed
            turn.say("corrected")
            plan = turn.plan(facts)
            if plan is not None and not turn.in_intake:
                say_plan(turn.knowing(facts), plan)
            return turn.remember(facts, told=name)
        if turn.in_intake:
            turn.say("answer_not_understood")
            return []
        if turn.tracker.get_slot("pending"):
            turn.say("resumed")
            reference = turn.tracker.get_slot("last_answer")
            if reference:
                say_again(turn, reference)
            return [SlotSet("pending", None)]
        return [answered(turn.say("what_next" if turn.facts.get("situation") else "no_plan_yet"))]


class ActionDontKnow(WegwijzerAction):
    """Not knowing is fine."""

    action_name = "action_dont_know"
    hears_asides = True

    async def perform(self, turn: Turn) -> list[Event]:
        """See the class."""
        if turn.in_intake:
            turn.say("answer_not_understood")
            return []
        return [answered(turn.say("dont_know" if not turn.facts else "what_next"))]
