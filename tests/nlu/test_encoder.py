"""The sentence encoder: right vectors, for any text, without the package's own engine."""

import json
import time
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.nlu.encoder_cache import VectorCache
from bot.nlu.onnx_e5 import convert
from bot.nlu.onnx_e5.packed import PackedModel, PackedModelError
from bot.nlu.onnx_e5.runtime import WIDTH, SentenceVectors

# Vectors of the original C engine, computed once in a process of its own.
REFERENCE = json.loads((Path(__file__).parent / "data" / "e5_reference.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def encoder() -> SentenceVectors:
    return SentenceVectors(convert.encoder_folder())


@pytest.mark.parametrize("item", REFERENCE, ids=lambda item: item["text"][:20])
def test_vectors_agree_with_the_original_engine(encoder: SentenceVectors, item: dict) -> None:
    assert float(encoder.encode_one(item["text"]) @ np.array(item["vector"])) > 0.999


def test_the_same_thing_in_two_languages_is_nearer_than_another_thing_in_one(
    encoder: SentenceVectors,
) -> None:
    refused, geweigerd, weather = encoder.encode(
        ["they refused me at the border", "ze weigerden me aan de grens", "what a sunny day at the beach"]
    )
    assert refused @ geweigerd > refused @ weather + 0.03


def test_a_vector_does_not_depend_on_its_neighbours(encoder: SentenceVectors) -> None:
    texts = ["kort", "een veel langere zin over een geweigerd visum aan de grens"]
    assert np.array_equal(encoder.encode(texts)[0], encoder.encode_one(texts[0]))


@pytest.mark.parametrize("text", ["", "   ", "\n\t", "\ud800", "\u202e\u200b\x00"])
def test_nothing_visible_has_a_vector_of_zeros(encoder: SentenceVectors, text: str) -> None:
    assert not encoder.encode_one(text).any()


@pytest.mark.parametrize(
    "text",
    ["\ufdfa" * 1000, "\ud800 ja", "😀" * 500, "a" * 100_000, "👨‍👩‍👧‍👦" * 200, "ẁ̶̡" * 300, "' OR 1=1;--"],
)
def test_hostile_text_gets_a_finite_vector_soon(encoder: SentenceVectors, text: str) -> None:
    start = time.perf_counter()
    vector = encoder.encode_one(text)
    assert np.isfinite(vector).all()
    assert time.perf_counter() - start < 2


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(), max_size=80))
def test_no_string_raises(encoder: SentenceVectors, text: str) -> None:
    vector = encoder.encode_one(text)
    assert vector.shape == (WIDTH,)
    assert np.isfinite(vector).all()


def test_of_a_long_text_both_ends_count(encoder: SentenceVectors) -> None:
    middle = " en toen gebeurde er nog iets anders onderweg" * 40
    whole = encoder.encode_one("ik ben geweigerd" + middle + " wat kost een advocaat")
    assert whole @ encoder.encode_one("ik ben geweigerd" + middle + " hoe laat is het nu") < 0.9999
    assert whole @ encoder.encode_one("mijn geld is weg" + middle + " wat kost een advocaat") < 0.9999


def test_no_text_gives_no_rows(encoder: SentenceVectors) -> None:
    assert encoder.encode([]).shape == (0, WIDTH)


def test_a_missing_package_says_what_to_run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(convert, "_PACKAGE", "no_such_package")
    with pytest.raises(PackedModelError, match="make setup"):
        convert.encoder_folder(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_other_weights_than_the_tested_ones_are_refused(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(convert, "_WEIGHTS_SHA256", "0" * 64)
    with pytest.raises(PackedModelError, match="pinned version"):
        convert.encoder_folder(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_file_of_another_kind_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "weights.bin"
    file.write_bytes(b"PK\x03\x04" + bytes(100))
    with pytest.raises(PackedModelError, match=r"weights\.bin"):
        PackedModel(file)


def test_a_known_line_is_not_encoded_again(tmp_path: Path) -> None:
    asked: list[str] = []

    def encode(texts: list[str]) -> np.ndarray:
        asked.extend(texts)
        return np.array([[len(text), 1] for text in texts], dtype=np.float32)

    VectorCache(tmp_path / "v.npz").encode(["aap", "noot"], encode)
    vectors = VectorCache(tmp_path / "v.npz").encode(["noot", "mies!", "noot"], encode)
    assert asked == ["aap", "noot", "mies!"]
    assert vectors[:, 0].tolist() == [4, 5, 4]


def test_a_damaged_cache_is_made_anew(tmp_path: Path) -> None:
    file = tmp_path / "v.npz"
    file.write_bytes(b"broken")
    vectors = VectorCache(file).encode(["aap"], lambda texts: np.ones((len(texts), 2), dtype=np.float32))
    assert vectors.tolist() == [[1, 1]]


def test_the_cache_holds_no_text(tmp_path: Path) -> None:
    file = tmp_path / "v.npz"
    VectorCache(file).encode(["kanarie"], lambda texts: np.ones((len(texts), 2), dtype=np.float32))
    assert b"kanarie" not in file.read_bytes()
