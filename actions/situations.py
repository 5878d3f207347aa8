"""Taking in a situation: who to call first where it cannot wait, then the facts that the message tells."""

from __future__ import annotations

from rasa_sdk.events import SlotSet

from actions.base import WegwijzerAction
from actions.corrections import correction
from actions.saying import say_contacts
from actions.telling import tell_situation
from actions.turn import Event, Turn
from bot.clock import today

_CALL_FIRST = frozenset({"stuck_abroad", "held_in_netherlands"})


class ActionSituation(WegwijzerAction):
    """Adds the situation to the facts; the intake form then asks what is missing."""

    action_name = "action_situation"

    async def perform(self, turn: Turn) -> list[Event]:
        """See the class."""
        changed = correction(turn) if turn.facts.get("situation") else None
        if changed:
            name, facts = changed
            turn.say("corrected")
            return turn.remember(facts, told=name)
        if turn.intent in _CALL_FIRST:
            say_contacts(turn, turn.intent)
        facts = tell_situation(turn.facts, turn.intent, turn.entities, today())
        # What was asked about another situation does not use up the questions of this one.
        return [*turn.remember(facts), SlotSet("told", [])]
