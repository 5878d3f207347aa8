"""The graph components around the understanding: what Rasa sees of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import spacy
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.dates import DateExtractor
from bot.nlu.gazetteer import Gazetteer
from bot.nlu.language import LanguageIdentifier
from bot.nlu.safety import SafetyCheck
from bot.nlu.tokenizer import DutchTokenizer, PipelineMissing

RESOURCE = Resource("component")


@pytest.fixture
def storage(tmp_path: Path) -> LocalModelStorage:
    return LocalModelStorage.create(tmp_path)


@pytest.fixture(scope="module")
def pipeline(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("pipeline")
    spacy.blank("nl").to_disk(folder)
    return str(folder)


def build(component: Any, storage: LocalModelStorage, **config: Any) -> Any:
    defaults = component.get_default_config() if hasattr(component, "get_default_config") else {}
    return component.create({**defaults, **config}, storage, RESOURCE, ExecutionContext(GraphSchema({})))


def said(text: str, **data: Any) -> Message:
    return Message({"text": text, **data}, output_properties=set())


def test_entities_and_dates_are_added_to_what_is_there(storage: LocalModelStorage) -> None:
    message = said("Op 3 maart hield Marokko mijn zoon tegen", metadata={"today": "2026-11-24"})
    for component in (Gazetteer, DateExtractor):
        build(component, storage).process([message])
    found = {(item["entity"], item["value"], item["extractor"]) for item in message.get("entities")}
    assert found == {
        ("country", "MA", "Gazetteer"),
        ("relation", "child", "Gazetteer"),
        ("date", "2026-03-03", "DateExtractor"),
    }


@pytest.mark.parametrize("text", ["", '/inform{"country": "MA"}'])
def test_an_empty_text_and_a_button_are_left_alone(text: str, storage: LocalModelStorage) -> None:
    message = said(text, entities=[])
    for component in (Gazetteer, DateExtractor, SafetyCheck):
        build(component, storage).process([message])
    assert message.get("entities") == []
    assert message.get("intent") is None


def test_danger_overrules_the_classifier_and_its_doubt(storage: LocalModelStorage) -> None:
    ranking = [{"name": "nlu_fallback", "confidence": 0.4}, {"name": "greet", "confidence": 0.3}]
    message = said("ik wil dood", intent=ranking[0], intent_ranking=ranking, clarify=True)
    build(SafetyCheck, storage).process([message])
    assert message.get("intent") == {"name": "crisis_distress", "confidence": 1.0}
    assert [item["name"] for item in message.get("intent_ranking")] == [
        "crisis_distress",
        "nlu_fallback",
        "greet",
    ]
    assert message.get("clarify") is False


def test_without_danger_the_classifier_stands(storage: LocalModelStorage) -> None:
    message = said("hallo", intent={"name": "greet", "confidence": 0.9})
    build(SafetyCheck, storage).process([message])
    assert message.get("intent")["name"] == "greet"


def training_line(text: str, language: str) -> Message:
    return Message({"text": text, "intent": "x", "metadata": {"intent": {"language": language}}})


def test_the_language_model_survives_storage(storage: LocalModelStorage) -> None:
    lines = [training_line("geweigerd vliegveld", "nl"), training_line("refused airport", "en")] * 3
    build(LanguageIdentifier, storage).train(TrainingData(lines))
    loaded = LanguageIdentifier.load({}, storage, RESOURCE, ExecutionContext(GraphSchema({})))
    messages = [said("vliegveld geweigerd"), said("airport refused")]
    loaded.process(messages)
    assert [message.get("language") for message in messages] == ["nl", "en"]


@pytest.mark.parametrize(
    ("text", "metadata", "language"),
    [
        ("I am stuck at the airport and need help", {"language": "nl"}, "en"),
        ("I am stuck at the airport and need help", {"language": "nl", "language_fixed": True}, "nl"),
        ("ok", {"language": "en"}, "en"),
        ("/affirm", {"language": "en"}, "en"),
        ("", {"language": "en"}, "en"),
        ("", {}, "nl"),
    ],
)
def test_the_conversation_s_language_counts(
    text: str, metadata: dict[str, Any], language: str, storage: LocalModelStorage
) -> None:
    message = said(text, metadata=metadata)
    build(LanguageIdentifier, storage).process([message])
    assert message.get("language") == language


def test_tokens_stand_where_the_text_has_them(storage: LocalModelStorage, pipeline: str) -> None:
    text = "  Ik zit vast,\thelp! 🙏 "
    message = said(text)
    build(DutchTokenizer, storage, pipeline=pipeline).process([message])
    tokens = message.get("text_tokens")
    assert [token.text for token in tokens] == ["Ik", "zit", "vast", ",", "help", "!", "🙏"]
    assert all(text[token.start : token.end] == token.text for token in tokens)


def test_a_missing_pipeline_says_what_to_do(storage: LocalModelStorage) -> None:
    with pytest.raises(PipelineMissing, match="make setup"):
        build(DutchTokenizer, storage, pipeline="no_such_pipeline")
