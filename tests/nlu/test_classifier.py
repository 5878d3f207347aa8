"""The intent classifier: learning, calibrated confidence, doubt, and spelling."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.constants import INTENT, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu import encoder
from bot.nlu.calibration import expected_calibration_error, fit_temperature, probabilities
from bot.nlu.classifier import CLARIFY, IntentClassifier
from bot.nlu.encoder import OtherEncoderError, SentenceEncoder
from bot.nlu.entity_finder import EntityFinder
from bot.nlu.hints import HintFeatures, hints
from bot.nlu.intent_model import IntentModel, Lines
from bot.nlu.onnx_e5 import convert
from bot.nlu.respelling import Respeller

LINES = {
    "greet": ["hallo", "goedemorgen", "hi there", "good morning", "dag, bent u daar", "hello you"],
    "ask_cost": [
        "wat kost een verzoek",
        "hoeveel moet ik betalen",
        "is it free of charge",
        "what does it cost me",
    ],
    "stuck_abroad": [
        "ik zit vast op het vliegveld",
        "niemand helpt me op het vliegveld",
        "ze houden me hier vast",
        "I am stuck at the airport",
    ],
}


@pytest.fixture(scope="module")
def pipeline(tmp_path_factory: pytest.TempPathFactory) -> "Pipeline":
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(encoder, "_CACHE_FOLDER", tmp_path_factory.mktemp("vectors"))
        return Pipeline(tmp_path_factory.mktemp("model"))


class Pipeline:
    """The two components, trained on a handful of lines as Rasa would train them, then loaded."""

    def __init__(self, folder: Path) -> None:
        self.storage = LocalModelStorage.create(folder)
        self.context = ExecutionContext(GraphSchema({}))
        self.resources = (Resource("encoder"), Resource("classifier"))
        data = TrainingData(
            [Message.build(text, intent) for intent, texts in LINES.items() for text in texts]
        )
        untrained = SentenceEncoder.create({}, self.storage, self.resources[0], self.context)
        untrained.train(data)
        untrained.process_training_data(data)
        self.config = IntentClassifier.get_default_config()
        IntentClassifier.create(self.config, self.storage, self.resources[1], self.context).train(data)
        self.encoder = self.load_encoder()
        self.classifier = self.load_classifier(self.config)

    def load_encoder(self) -> SentenceEncoder:
        return SentenceEncoder.load({}, self.storage, self.resources[0], self.context)

    def load_classifier(self, config: dict[str, Any]) -> IntentClassifier:
        return IntentClassifier.load(config, self.storage, self.resources[1], self.context)

    def parse(self, text: str | None, classifier: IntentClassifier | None = None) -> Message:
        message = Message(data={TEXT: text})
        (classifier or self.classifier).process(self.encoder.process([message]))
        return message


def test_a_clear_message_gets_its_intent_first_in_a_ranking_that_sums_to_one(pipeline: Pipeline) -> None:
    message = pipeline.parse("wat kost dat verzoek")
    ranking = message.get(INTENT_RANKING_KEY)
    assert message.get(INTENT)["name"] == ranking[0]["name"] == "ask_cost"
    assert sum(reading["confidence"] for reading in ranking) == pytest.approx(1)
    assert message.get(CLARIFY) is False


def test_a_misspelled_message_is_read_like_the_right_one(pipeline: Pipeline) -> None:
    right, wrong = (
        pipeline.parse("ik zit vast op het vliegveld"),
        pipeline.parse("Ik zit vast op het vleigveld"),
    )
    assert right.get(INTENT) == wrong.get(INTENT)


def test_capitals_do_not_matter(pipeline: Pipeline) -> None:
    assert pipeline.parse("I AM STUCK AT THE AIRPORT").get(INTENT)["name"] == "stuck_abroad"


def test_a_doubtful_message_gets_the_fallback_before_its_real_readings(pipeline: Pipeline) -> None:
    strict = pipeline.load_classifier({"threshold": 1.01, "margin": 0})
    message = pipeline.parse("wat kost dat", strict)
    assert message.get(INTENT)["name"] == "nlu_fallback"
    assert message.get(CLARIFY) is True
    assert [reading["name"] for reading in message.get(INTENT_RANKING_KEY)][:2] == [
        "nlu_fallback",
        "ask_cost",
    ]


def test_two_readings_too_close_to_each_other_are_doubtful(pipeline: Pipeline) -> None:
    assert (
        pipeline.parse("wat kost dat", pipeline.load_classifier({"threshold": 0, "margin": 1})).get(CLARIFY)
        is True
    )


@pytest.mark.parametrize("text", ["😀", "qqqqqqqq", "مرحبا"])
def test_what_no_training_line_resembles_is_doubtful_however_sure_the_vector_is(
    pipeline: Pipeline, text: str
) -> None:
    message = pipeline.parse(text, pipeline.load_classifier({"threshold": 0, "margin": 0}))
    assert message.get(CLARIFY) is True
    assert len(message.get(INTENT_RANKING_KEY)) == 1 + len(LINES)


@pytest.mark.parametrize("text", ["", "   ", "\u200b", None])
def test_an_empty_message_is_doubtful(pipeline: Pipeline, text: str | None) -> None:
    message = pipeline.parse(text)
    assert message.get(INTENT)["name"] == "nlu_fallback"
    assert message.get(CLARIFY) is True


def test_a_payload_is_left_to_rasa(pipeline: Pipeline) -> None:
    message = pipeline.parse('/greet{"a": "b"}')
    assert message.get(INTENT) is None
    assert message.features == []


def test_a_model_of_another_encoder_is_refused(pipeline: Pipeline, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(convert, "_CONVERTER_VERSION", -1)
    monkeypatch.setattr(encoder, "SentenceVectors", lambda folder: None)
    with pytest.raises(OtherEncoderError, match="wegwijzer train"):
        pipeline.load_encoder()


def test_training_twice_gives_the_same_model() -> None:
    lines, intents = _two_heaps()
    one, other = (IntentModel.fit(lines, intents) for _ in range(2))
    assert np.array_equal(one.probabilities(lines), other.probabilities(lines))


def test_a_saved_model_judges_like_the_trained_one(tmp_path: Path) -> None:
    lines, intents = _two_heaps()
    model = IntentModel.fit(lines, intents)
    model.save(tmp_path)
    assert np.array_equal(IntentModel.load(tmp_path).probabilities(lines), model.probabilities(lines))


def test_a_model_is_saved_in_formats_that_hold_data_only(tmp_path: Path) -> None:
    IntentModel.fit(*_two_heaps()).save(tmp_path)
    assert sorted(file.suffix for file in tmp_path.iterdir()) == [".json", ".npz"]
    for values in np.load(tmp_path / "intent_model.npz", allow_pickle=False).values():
        assert values.dtype != object


def test_one_intent_is_not_enough_to_train() -> None:
    lines, _ = _two_heaps()
    with pytest.raises(ValueError, match="two intents"):
        IntentModel.fit(lines, ["greet"] * len(lines.texts))


def test_where_it_happens_decides_between_two_messages_that_are_the_same_otherwise() -> None:
    texts = ["ze houden mij vast"] * 12
    here, abroad = {"country:here"}, {"country:abroad"}
    lines = Lines(texts, np.ones((12, 4), dtype=np.float32), [here, abroad] * 6)
    model = IntentModel.fit(lines, ["held_in_netherlands", "stuck_abroad"] * 6)
    assert model.ranking(texts[0], lines.vectors[0], here)[0][0] == "held_in_netherlands"
    assert model.ranking(texts[0], lines.vectors[0], abroad)[0][0] == "stuck_abroad"


def test_which_foreign_country_it_is_changes_nothing() -> None:
    finder = EntityFinder.from_lexicon()
    assert hints("I am held in Cairo", finder) == hints("I am held in Turkey", finder) == {"country:abroad"}


def test_a_hint_that_training_never_saw_is_ignored() -> None:
    assert HintFeatures.fit([{"agency:police"}, set()]).transform([{"agency:aivd"}]).nnz == 0


def test_the_fitted_temperature_makes_overconfident_scores_honest() -> None:
    rng = np.random.default_rng(0)
    truth = rng.integers(0, 3, 3000)
    honest = rng.normal(size=(3000, 3)) + 2 * np.eye(3)[truth]
    overconfident = (honest * 5).astype(np.float32)
    before, after = (
        _calibration_error(overconfident, truth, temperature)
        for temperature in (1.0, fit_temperature(overconfident, truth))
    )
    assert before > 0.05
    assert after < 0.03


def test_a_known_word_is_never_changed() -> None:
    respeller = Respeller.fit(["brief schrijven", "brief schrijven", "brieven"])
    assert respeller.respell("Brieven") == "brieven"


@pytest.mark.parametrize("wrong", ["vluchhaven", "vluchtaven", "vlcuhthaven", "vluchthavenn", "Vluchthaben"])
def test_one_wrong_letter_is_put_right(wrong: str) -> None:
    assert Respeller.fit(["op de vluchthaven"] * 2).respell(f"op de {wrong}!") == "op de vluchthaven!"


def test_nothing_is_corrected_towards_a_word_seen_once() -> None:
    assert Respeller.fit(["vluchhaven"]).respell("vluchthaven") == "vluchthaven"


def test_a_word_with_another_first_letter_is_another_word() -> None:
    assert Respeller.fit(["mijn huis", "mijn huis"]).respell("mijn muis") == "mijn muis"


def test_short_words_stay_as_they_are() -> None:
    assert Respeller.fit(["wel", "wel", "die", "die"]).respell("wil dia") == "wil dia"


@given(st.text(st.characters()))
def test_respelling_any_text_never_raises(text: str) -> None:
    Respeller({"visum": 3, "politie": 9}).respell(text)


def _two_heaps() -> tuple[Lines, list[str]]:
    rng = np.random.default_rng(1)
    texts = [f"wat kost dat {n}" for n in range(8)] + [f"goedemorgen daar {n}" for n in range(8)]
    vectors = rng.normal(size=(16, 4)) + np.repeat([[3.0], [-3.0]], 8, axis=0)
    return Lines(texts, vectors.astype(np.float32), [set()] * 16), ["ask_cost"] * 8 + ["greet"] * 8


def _calibration_error(scores: np.ndarray, truth: np.ndarray, temperature: float) -> float:
    confidence = probabilities(scores, temperature)
    return expected_calibration_error(confidence.max(axis=1), confidence.argmax(axis=1) == truth)
