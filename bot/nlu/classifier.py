"""Rasa component: the intent of a message, with calibrated confidence and whether to ask what was meant."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier as RasaIntentClassifier
from rasa.shared.constants import DEFAULT_NLU_FALLBACK_INTENT_NAME
from rasa.shared.nlu.constants import (
    INTENT,
    INTENT_NAME_KEY,
    INTENT_RANKING_KEY,
    PREDICTED_CONFIDENCE_KEY,
    TEXT,
)
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu import entity_finder, lexicon
from bot.nlu.encoder import RESPELLED, SentenceEncoder
from bot.nlu.entity_finder import EntityFinder
from bot.nlu.hints import hints
from bot.nlu.intent_model import IntentModel, Lines

CLARIFY = "clarify"
"""Message property: whether the likeliest reading is too doubtful to act on."""

_RANKING_LENGTH = 10
_THRESHOLD, _MARGIN = "threshold", "margin"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class IntentClassifier(GraphComponent, RasaIntentClassifier):
    """Reads the intent from what `SentenceEncoder` left on the message, and from what the word lists know of it.

    A doubtful message gets Rasa's fallback intent first, so that rules ask; the real readings follow in the ranking.
    """

    def __init__(
        self,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        model: IntentModel | None = None,
    ) -> None:
        self._threshold = float(config[_THRESHOLD])
        self._margin = float(config[_MARGIN])
        self._model_storage = model_storage
        self._resource = resource
        self._model = model
        self._finder = EntityFinder.from_lexicon()

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Below `threshold`, or with the second reading nearer than `margin`, the assistant asks what was meant."""
        return {_THRESHOLD: 0.5, _MARGIN: 0.2}

    @classmethod
    def required_components(cls) -> list[type]:
        """The encoder leaves what this component reads."""
        return [SentenceEncoder]

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> IntentClassifier:
        """Build the untrained component (Rasa's entry point)."""
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> IntentClassifier:
        """Read the trained component back."""
        with model_storage.read_from(resource) as folder:
            return cls(config, model_storage, resource, IntentModel.load(folder))

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str:
        """A change in the model's own code or in the word lists makes a trained one stale."""
        return f"{IntentModel.VERSION} {lexicon.fingerprint(*entity_finder.LISTS)}"

    def train(self, training_data: TrainingData) -> Resource:
        """Train on all lines that have an intent."""
        examples = [example for example in training_data.intent_examples if example.get(RESPELLED)]
        lines = Lines(
            [example.get(RESPELLED) for example in examples],
            np.stack([_vector(example) for example in examples]),
            [hints(example.get(TEXT), self._finder) for example in examples],
        )
        self._model = IntentModel.fit(lines, [example.get(INTENT) for example in examples])
        with self._model_storage.write_to(self._resource) as folder:
            self._model.save(folder)
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Set intent, ranking and doubt on each message; a payload is left to Rasa, an empty message is doubtful."""
        for message in messages:
            text = message.get(TEXT) or ""
            if not text.startswith("/"):
                self._classify(message)
        return messages

    def _classify(self, message: Message) -> None:
        readings, doubtful = self._read(message)
        ranking = [_reading(name, confidence) for name, confidence in readings[:_RANKING_LENGTH]]
        if doubtful:
            ranking.insert(0, _reading(DEFAULT_NLU_FALLBACK_INTENT_NAME, self._threshold))
        message.set(INTENT, ranking[0], add_to_output=True)
        message.set(INTENT_RANKING_KEY, ranking, add_to_output=True)
        message.set(CLARIFY, doubtful, add_to_output=True)

    def _read(self, message: Message) -> tuple[list[tuple[str, float]], bool]:
        respelled = message.get(RESPELLED)
        if self._model is None or not respelled:
            return [], True
        readings = self._model.ranking(respelled, _vector(message), hints(message.get(TEXT), self._finder))
        (_, first), (_, second) = readings[:2]
        too_close = first < self._threshold or first - second < self._margin
        return readings, too_close or not self._model.knows(respelled)


def _vector(message: Message) -> NDArray[np.float32]:
    _, sentence = message.get_dense_features(TEXT, [SentenceEncoder.__name__])
    vector: NDArray[np.float32] = sentence.features[0]
    return vector


def _reading(name: str, confidence: float) -> dict[str, Any]:
    return {INTENT_NAME_KEY: name, PREDICTED_CONFIDENCE_KEY: confidence}
