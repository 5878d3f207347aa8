"""Rasa component: the language of a message, as message property `language`."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT, METADATA, METADATA_INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu import lexicon
from bot.nlu.language_model import LISTS, CharacterModel, Identifier, Lang, as_language, identify

__all__ = ["LANGUAGE", "Lang", "LanguageIdentifier", "identify"]

LANGUAGE = "language"
_FIXED = "language_fixed"
_GRAMS, _WEIGHTS = "grams.json", "weights.npz"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=True)
class LanguageIdentifier(GraphComponent):
    """Learns both languages from the training lines and names the language of each message.

    Training lines say theirs in their intent's metadata (`metadata: {language: nl}`). A message may carry the
    conversation's language in its metadata (`language`), and `language_fixed` where the person has chosen it.
    """

    def __init__(
        self, model_storage: ModelStorage, resource: Resource, model: CharacterModel | None = None
    ) -> None:
        self._model_storage = model_storage
        self._resource = resource
        self._identifier = Identifier(lexicon.load("language"), model)

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> LanguageIdentifier:
        """Build the untrained component (Rasa's entry point)."""
        return cls(model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> LanguageIdentifier:
        """Restore what `train` stored; a model without language data falls back to function words."""
        try:
            with model_storage.read_from(resource) as folder:
                grams = json.loads((folder / _GRAMS).read_text(encoding="utf-8"))
                with np.load(folder / _WEIGHTS, allow_pickle=False) as arrays:
                    model = CharacterModel.from_arrays(grams, arrays["weights"])
        except (ValueError, FileNotFoundError):
            return cls(model_storage, resource)
        return cls(model_storage, resource, model)

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str:
        """Let a change in the word list count as a change of the component."""
        return lexicon.fingerprint(*LISTS)

    def train(self, training_data: TrainingData) -> Resource:
        """Learn from the lines whose language is told, and store the result."""
        told = [
            (message.get(TEXT), language)
            for message in training_data.training_examples
            if message.get(TEXT) and (language := _told_language(message))
        ]
        if {language for _, language in told} != {"nl", "en"}:
            return self._resource
        model = CharacterModel.train([text for text, _ in told], [language for _, language in told])
        grams, weights = model.to_arrays()
        with self._model_storage.write_to(self._resource) as folder:
            (folder / _GRAMS).write_text(json.dumps(grams, ensure_ascii=False), encoding="utf-8")
            np.savez(folder / _WEIGHTS, weights=weights)
        self._identifier = Identifier(lexicon.load("language"), model)
        return self._resource

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Name the language of training lines, so that later components may use it."""
        for message in training_data.training_examples:
            text = message.get(TEXT)
            if text:
                message.set(LANGUAGE, _told_language(message) or self._identifier.identify(text))
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Name the language of each message; a button (`/…`) or an empty text stays in the conversation's."""
        for message in messages:
            metadata = message.get(METADATA) or {}
            text = message.get(TEXT) or ""
            current = as_language(metadata.get(LANGUAGE))
            if not current or not (metadata.get(_FIXED) or not text or text.startswith("/")):
                current = self._identifier.identify("" if text.startswith("/") else text, current)
            message.set(LANGUAGE, current, add_to_output=True)
        return messages


def _told_language(message: Message) -> Lang | None:
    of_intent = (message.get(METADATA) or {}).get(METADATA_INTENT) or {}
    return as_language(of_intent.get(LANGUAGE)) if message.get(INTENT) else None
