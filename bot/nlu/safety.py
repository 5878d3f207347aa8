"""Rasa component: danger and suicide come first, whatever the classifier made of a message."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import (
    INTENT,
    INTENT_NAME_KEY,
    INTENT_RANKING_KEY,
    PREDICTED_CONFIDENCE_KEY,
    TEXT,
)
from rasa.shared.nlu.training_data.message import Message

from bot.nlu import lexicon
from bot.nlu.danger import LISTS, DangerPhrases, check

__all__ = ["CLARIFY", "SafetyCheck", "check"]

CLARIFY = "clarify"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class SafetyCheck(GraphComponent):
    """Puts `in_danger` or `crisis_distress` first where a phrase says so; stands last in the pipeline."""

    def __init__(self, phrases: DangerPhrases) -> None:
        self._phrases = phrases

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> SafetyCheck:
        """Build the component (Rasa's entry point)."""
        return cls(DangerPhrases(lexicon.load("safety")))

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str:
        """Let a change in the phrases count as a change of the component."""
        return lexicon.fingerprint(*LISTS)

    def process(self, messages: list[Message]) -> list[Message]:
        """Overrule intent and doubt on a hit; the classifier's ranking stays behind it."""
        for message in messages:
            text = message.get(TEXT)
            if not text or text.startswith("/"):
                continue
            danger = self._phrases.check(text)
            if danger is None:
                continue
            first = {INTENT_NAME_KEY: danger, PREDICTED_CONFIDENCE_KEY: 1.0}
            ranking = message.get(INTENT_RANKING_KEY, [])
            others = [item for item in ranking if item[INTENT_NAME_KEY] != danger]
            message.set(INTENT, first, add_to_output=True)
            message.set(INTENT_RANKING_KEY, [first, *others], add_to_output=True)
            message.set(CLARIFY, False, add_to_output=True)
        return messages
