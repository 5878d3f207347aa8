"""The base of every action: it ends in time, never raises, and says so when it failed.

An exception that leaves an action is answered by the action server with the whole request, and logged by Rasa with
every word of the conversation (rasa_sdk/endpoint.py; rasa/core/processor.py: _run_action). So none may leave.
"""

from __future__ import annotations

import asyncio
import logging
from abc import ABC, abstractmethod
from typing import Any, ClassVar

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.asides import aside
from actions.turn import Event, Turn
from bot.chat import load_chat

logger = logging.getLogger(__name__)

_SECONDS = 5.0


class WegwijzerAction(Action, ABC):
    """An action with a name, a time limit and an apology. `action_failed` tells rules and tests how it went."""

    action_name: ClassVar[str]
    #: What a message says in passing is answered before the action's own work (actions/asides.py).
    hears_asides: ClassVar[bool] = False

    def name(self) -> str:
        """The action's name in the domain."""
        return self.action_name

    @abstractmethod
    async def perform(self, turn: Turn) -> list[Event]:
        """Do the work: read the turn, say something, return events."""

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[Event]:
        """Perform, or apologise in the person's language."""
        turn = Turn(dispatcher, tracker)
        try:
            events = aside(turn) if self.hears_asides else None
            if events is None:
                events = await asyncio.wait_for(self.perform(turn), _SECONDS)
        except Exception as error:
            # Only the kind of error: its message may quote facts.
            logger.error("%s failed: %s", self.action_name, type(error).__name__)
            dispatcher.messages.clear()
            turn.say_text(load_chat().phrase("apology", turn.language))
            return [SlotSet("action_failed", True)]
        return [*events, SlotSet("action_failed", False)] if tracker.get_slot("action_failed") else events
