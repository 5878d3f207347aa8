"""Rasa component: countries, agencies, kinds of request and relations, from the word lists."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.nlu import lexicon
from bot.nlu.entity_finder import LISTS, EntityFinder


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class Gazetteer(GraphComponent, EntityExtractorMixin):
    """Adds the entities `country`, `agency`, `request_type` and `relation` to messages."""

    def __init__(self, finder: EntityFinder) -> None:
        self._finder = finder

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> Gazetteer:
        """Build the component (Rasa's entry point)."""
        return cls(EntityFinder.from_lexicon())

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
            found = self.add_extractor_name([entity.as_dict() for entity in self._finder.find(text)])
            message.set(ENTITIES, [*message.get(ENTITIES, []), *found], add_to_output=True)
        return messages
