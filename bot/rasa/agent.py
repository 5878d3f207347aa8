"""Loading Rasa, reading a message, and handling one: all that this project asks of Rasa's Python API."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from rasa.core.agent import Agent
from rasa.core.channels.channel import OutputChannel, UserMessage
from rasa.core.nlg import TemplatedNaturalLanguageGenerator
from rasa.core.processor import MessageProcessor
from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import SlotSet
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

from bot.clock import today
from bot.guidance.facts import SITUATIONS
from bot.rasa.actions_endpoint import check_schema_once
from bot.rasa.tracker_store import FactsTrackerStore

LANGUAGE_SLOT = "language"
_CLAUSE = re.compile(r"[.;!?\n]+|,? (?:en|and|maar|but|daarnaast|besides) ", re.IGNORECASE)
_WORDS = 4
_MOST_CLAUSES = 6
_SURE = 0.7


class ModelError(Exception):
    """The trained model cannot be loaded; the message says what to do."""


class TurnChannel(OutputChannel):
    """Collects what the assistant says in one turn, each utterance whole: text, buttons and card together."""

    def __init__(self) -> None:
        """Start empty."""
        self.utterances: list[dict[str, Any]] = []

    @classmethod
    def name(cls) -> str:
        """The channel's name in Rasa; no response is written for one channel only."""
        return "turn"

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        """Keep an utterance as it is, instead of splitting it as Rasa's channels do."""
        self.utterances.append(message)


class WegwijzerProcessor(MessageProcessor):
    """Sets the language slot as part of reading a message, so that every answer of the turn has it."""

    async def parse_message(
        self,
        message: UserMessage,
        tracker: DialogueStateTracker | None = None,
        only_output_properties: bool = True,
    ) -> dict[str, Any]:
        """Read a message; see MessageProcessor.parse_message."""
        if tracker is not None:
            message.metadata = {
                "today": today().isoformat(),
                "language": tracker.get_slot(LANGUAGE_SLOT),
                "language_fixed": bool(tracker.get_slot("language_fixed")),
                **(message.metadata or {}),
            }
        parse_data: dict[str, Any] = await super().parse_message(message, tracker, only_output_properties)
        language = parse_data.get("language")
        if tracker is not None and language and language != tracker.get_slot(LANGUAGE_SLOT):
            tracker.update(SlotSet(LANGUAGE_SLOT, language), self.domain)
        if tracker is not None and parse_data["intent"]["name"] in SITUATIONS:
            parse_data["clauses"] = await self._clauses(message)
        return parse_data

    async def _clauses(self, message: UserMessage) -> list[str]:
        """The situations that parts of a message tell of: a classifier of whole messages hears one of two only."""
        clauses = [part for part in _CLAUSE.split(message.text or "") if len(part.split()) >= _WORDS]
        if len(clauses) < 2:
            return []
        found: dict[str, None] = {}
        for clause in clauses[:_MOST_CLAUSES]:
            intent = (await super().parse_message(UserMessage(clause, metadata=message.metadata)))["intent"]
            if intent["name"] in SITUATIONS and intent["confidence"] >= _SURE:
                found[intent["name"]] = None
        return list(found)


class WegwijzerAgent(Agent):
    """An agent whose store fails loudly, with the processor above."""

    processor: WegwijzerProcessor
    tracker_store: FactsTrackerStore

    @staticmethod
    def _create_tracker_store(store: TrackerStore | None, domain: Domain) -> TrackerStore:
        # Rasa wraps every store so that a failed read becomes an empty conversation (rasa/core/tracker_store.py:
        # FailSafeTrackerStore); a person would be asked everything again, and led by half of the facts.
        return store if store is not None else Agent._create_tracker_store(store, domain)

    def load_model(self, model_path: str | Path, fingerprint: str | None = None) -> None:
        """Load a model file, with this project's processor instead of Rasa's."""
        self.processor = WegwijzerProcessor(
            model_path=model_path,
            tracker_store=self.tracker_store,
            lock_store=self.lock_store,
            action_endpoint=self.action_endpoint,
            generator=self.nlg,
        )
        self.domain = self.processor.domain
        self._set_fingerprint(fingerprint)
        self.tracker_store.domain = self.domain
        if isinstance(self.nlg, TemplatedNaturalLanguageGenerator):
            self.nlg.responses = self.domain.responses

    async def parse(self, text: str) -> dict[str, Any]:
        """Read one message outside any conversation."""
        return await self.processor.parse_message(UserMessage(text))

    async def turn(self, message: UserMessage) -> list[dict[str, Any]]:
        """Handle one message; returns the utterances. The caller holds the conversation's lock."""
        channel = TurnChannel()
        message.output_channel = channel
        await self.processor.handle_message(message)
        return channel.utterances


def load_agent(
    model: Path, tracker_store: TrackerStore | None = None, action_endpoint: EndpointConfig | None = None
) -> WegwijzerAgent:
    """Load a trained model.

    Raises:
        ModelError: the file is broken or was made by another version.
    """
    check_schema_once()
    agent = WegwijzerAgent(tracker_store=tracker_store, action_endpoint=action_endpoint)
    try:
        agent.load_model(model)
    except Exception as error:
        raise ModelError(
            f"The model {model.name} cannot be loaded ({type(error).__name__}). "
            "Delete it and run `make train`, then try again."
        ) from error
    return agent
