"""Rasa's tracker, kept as one encrypted row of facts (docs/decisions/0003-facts-not-words.md)."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import replace

from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.constants import ACTION_LISTEN_NAME, ACTION_SESSION_START_NAME
from rasa.shared.core.events import (
    ActionExecuted,
    ActionExecutionRejected,
    ActiveLoop,
    ConversationPaused,
    Event,
    SessionStarted,
    SlotSet,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker

from bot.store import Conversation, Conversations, State

_KEPT_EVENTS = 12
#: Slots that speak of the turn in progress only.
_OF_THE_TURN = frozenset({"action_failed", "erase", "session_started_metadata"})


class NoConversation(Exception):
    """There is no such conversation (any more)."""


class FactsTrackerStore(TrackerStore):
    """Reads and writes one conversation per turn; whoever calls holds the conversation's lock.

    Unlike Rasa's own stores it never answers a failed read with a fresh tracker: a person whose facts were
    silently forgotten would be led the wrong way.
    """

    def __init__(self, conversations: Conversations) -> None:
        """Take the table; the domain arrives with the model."""
        super().__init__(domain=None)
        self._conversations = conversations
        self._in_turn: dict[str, Conversation] = {}

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """Rebuild the tracker of a conversation.

        Raises:
            NoConversation: it was erased or has ended.
            bot.store.StoreError: the database did not answer, or the row cannot be read.
        """
        conversation = await asyncio.to_thread(self._conversations.read, sender_id)
        if conversation is None:
            raise NoConversation
        self._in_turn[sender_id] = conversation
        return self._tracker(sender_id, conversation.state)

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Keep the facts of a tracker that was retrieved in this turn.

        Raises:
            bot.store.StoreError: the database did not answer, or another worker wrote meanwhile.
        """
        conversation = self._in_turn.pop(tracker.sender_id)
        state = State(
            slots=_kept_slots(tracker),
            active_loop=tracker.active_loop_name,
            paused=tracker.is_paused(),
            events=list(_kept_events(tracker))[-_KEPT_EVENTS:],
            issued=conversation.state.issued,
        )
        await asyncio.to_thread(self._conversations.write, replace(conversation, state=state))

    def let_go(self, sender_id: str) -> None:
        """Forget a conversation whose turn is over, also where it ended before it was saved."""
        self._in_turn.pop(sender_id, None)

    def _tracker(self, sender_id: str, state: State) -> DialogueStateTracker:
        events: list[Event] = [
            ActionExecuted(ACTION_SESSION_START_NAME),
            SessionStarted(),
            ActionExecuted(ACTION_LISTEN_NAME),
        ]
        events += [_event(kind, name) for kind, name in state.events]
        events += [SlotSet(name, value) for name, value in state.slots.items()]
        if state.active_loop or any(kind == "loop" for kind, _ in state.events):
            events.append(ActiveLoop(state.active_loop))
        if state.paused:
            events.append(ConversationPaused())
        # A turn ends with listening; what was put back after it must not look like a later action.
        events.append(ActionExecuted(ACTION_LISTEN_NAME))
        return DialogueStateTracker.from_events(sender_id, events, self.domain.slots, sender_source=None)


def _kept_slots(tracker: DialogueStateTracker) -> dict[str, object]:
    return {
        name: slot.value
        for name, slot in tracker.slots.items()
        if slot.value is not None and slot.value != slot.initial_value and name not in _OF_THE_TURN
    }


def _kept_events(tracker: DialogueStateTracker) -> Iterator[tuple[str, str]]:
    for event in tracker.events:
        if isinstance(event, UserUttered):
            yield "user", str(event.intent_name or "")
        elif isinstance(event, ActionExecuted) and event.action_name not in (
            ACTION_SESSION_START_NAME,
            ACTION_LISTEN_NAME,
        ):
            yield "action", event.action_name or ""
        elif isinstance(event, ActiveLoop):
            yield "loop", event.name or ""
        elif isinstance(event, ActionExecutionRejected):
            yield "rejected", event.action_name


def _event(kind: str, name: str) -> Event:
    if kind == "user":
        intent = {"name": name, "confidence": 1.0}
        return UserUttered("", intent, [], {"text": "", "intent": intent, "entities": []})
    if kind == "action":
        return ActionExecuted(name)
    if kind == "loop":
        return ActiveLoop(name or None)
    return ActionExecutionRejected(name)
