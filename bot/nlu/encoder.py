"""Rasa component: the sentence vector of a message, computed from its corrected spelling."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.encoder_cache import VectorCache
from bot.nlu.onnx_e5 import convert
from bot.nlu.onnx_e5.runtime import SentenceVectors
from bot.nlu.reader import Reader
from bot.settings import ROOT

RESPELLED = "respelled"
"""Message property: the text that the vector was made of: anybody's words, in lower case, known ones put right."""

_WORDS_FILE = "words.json"
_CACHE_FOLDER = ROOT / ".cache" / "vectors"


class OtherEncoderError(Exception):
    """A trained model expects another encoder than the one installed; the message says what to do."""


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=True)
class SentenceEncoder(GraphComponent):
    """Learns the words of the training lines, then gives each message its respelled text and its sentence vector."""

    def __init__(self, model_storage: ModelStorage, resource: Resource, reader: Reader | None = None) -> None:
        self._model_storage = model_storage
        self._resource = resource
        self._reader = reader or Reader({})
        self._vectors = SentenceVectors(convert.encoder_folder())

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> SentenceEncoder:
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
    ) -> SentenceEncoder:
        """Read the trained component back.

        Raises:
            OtherEncoderError: the model was trained with vectors of another encoder.
        """
        with model_storage.read_from(resource) as folder:
            saved = json.loads((folder / _WORDS_FILE).read_text(encoding="utf-8"))
        if saved["encoder"] != convert.encoder_id():
            raise OtherEncoderError(
                "The model was trained with another sentence encoder: run 'wegwijzer train'."
            )
        return cls(model_storage, resource, Reader(saved["words"]))

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str:
        """Another encoder, or another way to read words, makes trained parts stale."""
        return f"{convert.encoder_id()} {Reader.version()}"

    def train(self, training_data: TrainingData) -> Resource:
        """Learn which words people use; the encoder itself is fixed."""
        self._reader = Reader.fit(example.get(TEXT) or "" for example in training_data.intent_examples)
        saved = {"encoder": convert.encoder_id(), "words": self._reader.counts}
        with self._model_storage.write_to(self._resource) as folder:
            (folder / _WORDS_FILE).write_text(json.dumps(saved), encoding="utf-8")
        return self._resource

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Add vectors to all training lines; those known from an earlier training come from the cache."""
        examples = [example for example in training_data.training_examples if example.get(TEXT)]
        texts = [self._reader.read(example.get(TEXT)) for example in examples]
        cache = VectorCache(_CACHE_FOLDER / f"{convert.encoder_id()}.npz")
        for example, text, vector in zip(examples, texts, cache.encode(texts, self._encode), strict=True):
            _add(example, text, vector)
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Add the vector to each message; a button's payload and an empty message have none."""
        for message in messages:
            text = message.get(TEXT)
            if text and not text.startswith("/"):
                read = self._reader.read(text)
                _add(message, read, self._vectors.encode_one(read))
        return messages

    def _encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return self._vectors.encode(texts)


def _add(message: Message, text: str, vector: NDArray[np.float32]) -> None:
    message.set(RESPELLED, text)
    message.add_features(Features(vector[None], FEATURE_TYPE_SENTENCE, TEXT, SentenceEncoder.__name__))
