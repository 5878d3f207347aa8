"""Rasa component: dates with what happened on them."""

from __future__ import annotations

from datetime import date
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.constants import ENTITIES, METADATA, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.nlu import lexicon
from bot.nlu.date_finder import LISTS, DateFinder


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class DateExtractor(GraphComponent, EntityExtractorMixin):
    """Adds the entity `date`. Metadata `today` (an ISO day) stands in for the clock."""

    def __init__(self, finder: DateFinder) -> None:
        self._finder = finder

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> DateExtractor:
        """Build the component (Rasa's entry point)."""
        return cls(DateFinder.from_lexicon())

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str:
        """Let a change in a word list count as a change of the component."""
        return lexicon.fingerprint(*LISTS)

    def process(self, messages: list[Message]) -> list[Message]:
        """Add what was found to each message; button payloads (`/…`) carry their own entities."""
        for message in messages:
            text = message.get(TEXT)
            if not text or text.startswith("/"):
                continue
            found = [entity.as_dict() for entity in self._finder.find(text, _today(message))]
            message.set(
                ENTITIES, [*message.get(ENTITIES, []), *self.add_extractor_name(found)], add_to_output=True
            )
        return messages


def _today(message: Message) -> date:
    said = (message.get(METADATA) or {}).get("today")
    return date.fromisoformat(said) if said else date.today()
