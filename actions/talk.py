"""Yes, no and "I do not know" outside the intake."""

from __future__ import annotations

from rasa_sdk.events import SlotSet

from actions.base import WegwijzerAction
from actions.conversation import erase, start_over
from actions.corrections import correction
from actions.saying import say_again, say_plan
from actions.turn import Event, Turn, answered


class ActionAffirm(WegwijzerAction):
    """Takes a yes to what is pending."""

    action_name = "action_affirm"

    async def perform(self, turn: Turn) -> list[Event]:
        """See the class."""
        if turn.tracker.active_loop:
            turn.say("answer_not_understood")
            return []
        pending = turn.tracker.get_slot("pending")
        if pending == "start_over":
            return start_over(turn)
        if pending == "erase":
            return erase(turn)
        if _stays_with_crisis(turn):
            return []
        return [answered(turn.say("what_next"))]


class ActionDeny(WegwijzerAction):
    """Takes a no to what is pending, or the correction of something told before."""

    action_name = "action_deny"

    async def perform(self, turn: Turn) -> list[Event]:
        """See the class."""
        changed = correction(turn)
        if changed:
            name, facts = changed
            turn.say("corrected")
            plan = turn.plan(facts)
            if plan is not None and not turn.tracker.active_loop:
                say_plan(turn, plan)
            return turn.remember(facts, told=name)
        if turn.tracker.active_loop:
            turn.say("answer_not_understood")
            return []
        if turn.tracker.get_slot("pending"):
            turn.say("resumed")
            reference = turn.tracker.get_slot("last_answer")
            if reference:
                say_again(turn, reference)
            return [SlotSet("pending", None)]
        if _stays_with_crisis(turn):
            return []
        return [answered(turn.say("what_next"))]


def _stays_with_crisis(turn: Turn) -> bool:
    """After a word about suicide, a bare yes or no gets no menu."""
    last = turn.tracker.get_slot("last_answer") or {}
    if last.get("name") != "crisis_distress":
        return False
    turn.say("crisis_stay")
    return True


class ActionDontKnow(WegwijzerAction):
    """Not knowing is fine."""

    action_name = "action_dont_know"

    async def perform(self, turn: Turn) -> list[Event]:
        """See the class."""
        if turn.tracker.active_loop:
            turn.say("answer_not_understood")
            return []
        return [answered(turn.say("dont_know" if not turn.facts else "what_next"))]
