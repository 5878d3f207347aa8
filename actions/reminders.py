"""The days to watch once a letter is posted."""

from __future__ import annotations

from rasa_sdk.events import SlotSet

from actions.base import WegwijzerAction
from actions.conversation import corrected
from actions.corrections import another_day
from actions.deadlines import say_deadlines, say_reminder
from actions.letters import letters_of
from actions.turn import Event, Turn, answered


class ValidateLetterForm(WegwijzerAction):
    """Reads the day of posting. It is asked once: whoever says something else then is not held to it."""

    action_name = "validate_letter_form"

    async def perform(self, turn: Turn) -> list[Event]:
        """See the class."""
        changed = another_day(turn)
        if changed and not turn.says("say_sent"):
            # "The letter is dated 10 November": the day on theirs, not of posting one's own.
            return [*corrected(turn, *changed), SlotSet("sent_on", None), SlotSet("requested_slot", None)]
        letters, letter = letters_of(turn.plan()), turn.tracker.get_slot("letter")
        day = turn.entity("date") or turn.tracker.get_slot("sent_on")
        is_asked = bool(turn.tracker.get_slot("requested_slot"))
        if not is_asked and turn.says("say_deadline"):
            return [answered(say_deadlines(turn)), SlotSet("requested_slot", None)]
        if letter is None and not letters:
            turn.say("no_plan_yet" if turn.plan() is None else "letter_none")
            return [SlotSet("requested_slot", None)]
        events: list[Event] = [] if letter else [SlotSet("letter", letters[0])]
        if day is None:
            return [*events, SlotSet("requested_slot", None if is_asked else "sent_on")]
        return [*events, SlotSet("sent_on", day), SlotSet("requested_slot", None)]


class ActionAskSentOn(WegwijzerAction):
    """Asks for the day of posting."""

    action_name = "action_ask_letter_form_sent_on"

    async def perform(self, turn: Turn) -> list[Event]:
        """See the class."""
        return [answered(turn.say("ask_sent_on"))]


class ActionSetReminder(WegwijzerAction):
    """Tells the days to watch after posting."""

    action_name = "action_set_reminder"

    async def perform(self, turn: Turn) -> list[Event]:
        """See the class."""
        letter, day = turn.tracker.get_slot("letter"), turn.tracker.get_slot("sent_on")
        return [] if letter is None or day is None else [answered(say_reminder(turn, letter, day))]
