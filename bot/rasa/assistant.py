"""A conversation as channels see it: begin, take a turn, see the plan, forget."""

from __future__ import annotations

import asyncio
import json
import logging
import re
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from typing import Any, cast

import msgspec
from rasa.core.channels.channel import UserMessage

from bot.chat import Chat
from bot.clock import today
from bot.guidance.content import Content
from bot.guidance.facts import parse_facts
from bot.guidance.plan import make_plan
from bot.nlu.cleaning import clean
from bot.privacy.masking import mask
from bot.rasa.agent import LANGUAGE_SLOT, WegwijzerAgent
from bot.rasa.tracker_store import NoConversation
from bot.store import Conversation, Conversations, State

logger = logging.getLogger(__name__)

#: `restart` is a Rasa default intent: a rule for it aborts training (rasa/core/policies/rule_policy.py).
CONTRACT_NAMES = {"start_over": "restart"}
#: What no outsider knows: that a message was not understood, and what a button of ours means.
_OWN_NAMES = frozenset({"nlu_fallback", "choose", "resume"})

_QUEUE = 3
_TURN_SECONDS = 10.0
_ISSUED_KEPT = 60
_PAYLOAD = re.compile(r"/(?P<intent>[a-z_]+)(?P<entities>\{.*\})?", re.DOTALL)


class Busy(Exception):
    """This conversation has as many messages waiting as it may have."""


@dataclass(frozen=True)
class Turn:
    """What came of one message: what was said, what was understood, and the plan if it was shown."""

    messages: list[dict[str, Any]]
    intent: str | None = None
    plan: dict[str, Any] | None = None
    erased: bool = False


@dataclass
class _Queue:
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    users: int = 0


class Assistant:
    """The trust boundary around Rasa: who speaks, in which order, and what is said when nothing was said.

    Rasa itself believes whoever names a conversation and obeys whoever types a slash; here an id is given out by
    the server, and a payload acts only where it was shown as a button of the same conversation.
    """

    def __init__(
        self, agent: WegwijzerAgent, conversations: Conversations, content: Content, chat: Chat
    ) -> None:
        """Take a loaded agent whose tracker store is a FactsTrackerStore on `conversations`."""
        self._agent = agent
        self._conversations = conversations
        self._content = content
        self._chat = chat
        self._queues: dict[str, _Queue] = {}

    async def begin(self, language: str | None = None, id: str | None = None) -> tuple[str, str, int]:
        """Start a conversation; returns id, token and end (seconds since 1970). A given language stays fixed."""
        id, token, expires_at = await asyncio.to_thread(self._conversations.begin, id)
        if language:
            slots: dict[str, object] = {LANGUAGE_SLOT: language, "language_fixed": True}
            await self._change(id, State(slots=slots))
        return id, token, expires_at

    async def opens(self, id: str, token: str) -> bool:
        """Does this token open this conversation?

        Raises:
            NoConversation: there is none (any more).
        """
        answer = await asyncio.to_thread(self._conversations.opens, id, token)
        if answer is None:
            raise NoConversation
        return answer

    async def turn(self, id: str, text: str, channel: str = "web", language: str | None = None) -> Turn:
        """Handle one message, after those that came before it; `language` is the page's, where it has one.

        Raises:
            Busy: too many messages of this conversation are waiting.
            NoConversation: there is none (any more).
        """
        async with self._in_order(id):
            conversation = await self._in_language(await self._read(id), language)
            message, masked = self._message(conversation, text, channel)
            if not message.text and message.parse_data is None:
                return await self._finish(id, [{"text": self._both("empty")}], masked, heard=False)
            try:
                said = await asyncio.wait_for(self._agent.turn(message), _TURN_SECONDS)
            except NoConversation:
                raise
            except Exception as error:
                # The message of an exception may quote what the person wrote.
                logger.error("turn failed: %s", type(error).__name__)
                said = []
            finally:
                self._agent.tracker_store.let_go(id)
            return await self._finish(id, said, masked)

    async def facts(self, id: str) -> dict[str, Any]:
        """The facts of a conversation.

        Raises:
            NoConversation: there is none (any more).
        """
        return _facts((await self._read(id)).state)

    async def plan(self, id: str) -> dict[str, Any] | None:
        """The plan as the facts now stand, or None before a situation is known.

        Raises:
            NoConversation: there is none (any more).
        """
        return self._plan((await self._read(id)).state)

    async def receipt(self, id: str) -> dict[str, Any]:
        """Exactly what is held of a conversation, and until when (seconds since 1970).

        Raises:
            NoConversation: there is none (any more).
        """
        conversation = await self._read(id)
        state = conversation.state
        return {
            "expires_at": conversation.ends_at,
            "held": state.slots,
            "last_events": [list(event) for event in state.events],
            "buttons": state.issued,
            "open_question": state.active_loop,
            "paused": state.paused,
        }

    async def check(self) -> None:
        """Make sure that the database answers.

        Raises:
            bot.store.StoreUnavailable: it does not.
        """
        await asyncio.to_thread(self._conversations.read, "")

    async def purge(self) -> int:
        """Erase what has ended; returns how many."""
        return await asyncio.to_thread(self._conversations.purge)

    async def forget(self, id: str) -> None:
        """Erase a conversation, after the turn in progress."""
        async with self._in_order(id):
            await asyncio.to_thread(self._conversations.erase, id)

    async def _in_language(self, conversation: Conversation, language: str | None) -> Conversation:
        state = conversation.state
        if language is None or language == state.slots.get(LANGUAGE_SLOT):
            return conversation
        slots = {**state.slots, LANGUAGE_SLOT: language, "language_fixed": True}
        changed = replace(conversation, state=msgspec.structs.replace(state, slots=slots))
        return await asyncio.to_thread(self._conversations.write, changed)

    async def _read(self, id: str) -> Conversation:
        conversation = await asyncio.to_thread(self._conversations.read, id)
        if conversation is None:
            raise NoConversation
        return conversation

    async def _change(self, id: str, state: State) -> None:
        conversation = await self._read(id)
        await asyncio.to_thread(self._conversations.write, replace(conversation, state=state))

    def _message(self, conversation: Conversation, text: str, channel: str) -> tuple[UserMessage, bool]:
        if text.strip() in conversation.state.issued:
            return UserMessage("", None, conversation.id, _parse_data(text.strip()), channel), False
        # Without its slash a forged payload is a sentence like any other; signs that look like a slash, or hide
        # before one, become one or vanish in cleaning.
        masked = mask(clean(text).lstrip("/ "))
        return UserMessage(masked.text, None, conversation.id, None, channel), bool(masked.kinds)

    async def _finish(self, id: str, said: list[dict[str, Any]], masked: bool, *, heard: bool = True) -> Turn:
        conversation = await self._read(id)
        state = conversation.state
        language = str(state.slots.get(LANGUAGE_SLOT) or "nl")
        messages = [_message(utterance, language) for utterance in said]
        if state.slots.get("erase_requested"):
            await asyncio.to_thread(self._conversations.erase, id)
            return Turn(messages, "delete_my_data", erased=True)
        if not messages:
            # Rasa swallows most failures and says nothing (rasa/core/processor.py); silence is the worst answer.
            messages = [_message({"text": self._both("apology")}, language)]
        if masked:
            messages.insert(0, _message({"text": self._chat.phrase("masked", language)}, language))
        issued = [button["payload"] for message in messages for button in message["buttons"]]
        # After starting over, buttons of before would bring back what was thrown away.
        before = state.issued if _facts(state) else []
        if issued or before != state.issued:
            kept = (before + issued)[-_ISSUED_KEPT:]
            await asyncio.to_thread(
                self._conversations.write,
                replace(conversation, state=msgspec.structs.replace(state, issued=kept)),
            )
        shown = any((message["card"] or {}).get("type") == "plan" for message in messages)
        intent = _understood(state) if heard else None
        return Turn(messages, intent, self._plan(state) if shown else None)

    def _both(self, phrase: str) -> str:
        text = self._chat.both(phrase)
        return f"{text.nl}\n\n{text.en}"

    def _plan(self, state: State) -> dict[str, Any] | None:
        facts = _facts(state)
        if not facts.get("situation"):
            return None
        plan = make_plan(parse_facts(facts, today=today()), self._content)
        return cast(dict[str, Any], msgspec.to_builtins(plan))

    @asynccontextmanager
    async def _in_order(self, id: str) -> AsyncIterator[None]:
        queue = self._queues.setdefault(id, _Queue())
        if queue.users > _QUEUE:
            raise Busy
        queue.users += 1
        try:
            async with queue.lock:
                yield
        finally:
            queue.users -= 1
            if not queue.users:
                self._queues.pop(id, None)


def _facts(state: State) -> dict[str, Any]:
    return dict(cast(Mapping[str, Any], state.slots.get("facts") or {}))


def _message(utterance: Mapping[str, Any], language: str) -> dict[str, Any]:
    return {
        "text": utterance.get("text") or "",
        "lang": language,
        "buttons": [{"title": b["title"], "payload": b["payload"]} for b in utterance.get("buttons") or []],
        "card": utterance.get("custom") or None,
    }


def _understood(state: State) -> str | None:
    """The contract's name of what was understood last; None where nothing was, or a button was pressed."""
    intent = next((name for kind, name in reversed(state.events) if kind == "user"), None)
    return None if intent in _OWN_NAMES else CONTRACT_NAMES.get(intent or "", intent)


def _parse_data(payload: str) -> dict[str, Any]:
    match = _PAYLOAD.fullmatch(payload)
    assert match, "issued payloads have this form"
    entities = json.loads(match["entities"] or "{}")
    return {
        "text": "",
        "intent": {"name": match["intent"], "confidence": 1.0},
        "intent_ranking": [{"name": match["intent"], "confidence": 1.0}],
        "entities": [{"entity": name, "value": value} for name, value in entities.items()],
    }
