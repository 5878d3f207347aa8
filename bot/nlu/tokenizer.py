"""Rasa component: tokens from the Dutch spaCy pipeline; nothing else of the pipeline is loaded."""

from __future__ import annotations

from typing import Any

import spacy
from rasa.engine.graph import ExecutionContext
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.tokenizers.tokenizer import Token, Tokenizer
from rasa.shared.nlu.training_data.message import Message
from spacy.language import Language

PIPELINE = "nl_core_news_sm"

_UNUSED_PIPES = (
    "tok2vec",
    "morphologizer",
    "tagger",
    "parser",
    "senter",
    "attribute_ruler",
    "lemmatizer",
    "ner",
)


class PipelineMissing(RuntimeError):
    """The Dutch spaCy pipeline is not installed; the message says what to do."""


def load_pipeline(name: str = PIPELINE) -> Language:
    """Return the tokenizer-only spaCy pipeline `name`, a package or a folder. Raises `PipelineMissing`."""
    try:
        return spacy.load(name, exclude=list(_UNUSED_PIPES))
    except OSError as error:
        raise PipelineMissing(
            f"The spaCy pipeline {name!r} is not installed. Run `make setup`: it installs it or a stand-in."
        ) from error


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_TOKENIZER, is_trainable=False)
class DutchTokenizer(Tokenizer):
    """Splits text as spaCy does for Dutch (English comes out the same but for a few contractions)."""

    def __init__(self, config: dict[str, Any], pipeline: Language) -> None:
        super().__init__(config)
        self._pipeline = pipeline

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Return the base tokenizer's options and the pipeline's name."""
        return {
            "intent_tokenization_flag": False,
            "intent_split_symbol": "_",
            "token_pattern": None,
            "prefix_separator_symbol": None,
            "pipeline": PIPELINE,
        }

    @staticmethod
    def required_packages() -> list[str]:
        """Name what must be importable; the pipeline itself is checked, with advice, when it is loaded."""
        return ["spacy"]

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> DutchTokenizer:
        """Build the component (Rasa's entry point). Raises `PipelineMissing`."""
        return cls(config, load_pipeline(config["pipeline"]))

    def tokenize(self, message: Message, attribute: str) -> list[Token]:
        """Return the tokens of an attribute with their places in its text; blanks are no tokens."""
        text = message.get(attribute) or ""
        tokens = [
            Token(token.text, token.idx, token.idx + len(token.text))
            for token in self._pipeline.make_doc(text)
            if not token.is_space
        ]
        return self._apply_token_pattern(tokens)
