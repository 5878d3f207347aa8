"""Dutch or English, and when a conversation changes over."""

import pytest

from bot.nlu import lexicon
from bot.nlu.language_model import CharacterModel, Identifier, Lang, identify

DUTCH = ["mijn visum is geweigerd", "ik sta vast op het vliegveld", "hoe lang duurt dat", "schrijf een brief"]
ENGLISH = ["my visa was refused", "I am stuck at the airport", "how long does it take", "write a letter"]


@pytest.mark.parametrize(("text", "language"), [*((x, "nl") for x in DUTCH), *((x, "en") for x in ENGLISH)])
def test_function_words_tell_the_language(text: str, language: Lang) -> None:
    assert identify(text) == language


@pytest.mark.parametrize(
    "text", ["ja", "yes", "ok", "Istanbul", "AIVD", "", "12-09-2026", "👍", "visum denied"]
)
@pytest.mark.parametrize("current", ["nl", "en"])
def test_short_or_undecided_text_stays_in_the_language_spoken(text: str, current: Lang) -> None:
    assert identify(text, current) == current


def test_a_whole_sentence_changes_the_language() -> None:
    assert identify("I would like to know what the police have about me", "nl") == "en"
    assert identify("ik wil graag weten wat de politie over mij heeft", "en") == "nl"


def test_a_trained_model_knows_words_that_the_lists_do_not() -> None:
    model = CharacterModel.train(DUTCH * 3 + ENGLISH * 3, ["nl"] * 12 + ["en"] * 12)
    identifier = Identifier(lexicon.load("language"), model)
    assert identifier.identify("geweigerd vliegveld") == "nl"
    assert identifier.identify("refused airport") == "en"


def test_a_stored_model_judges_like_the_trained_one() -> None:
    model = CharacterModel.train(DUTCH + ENGLISH, ["nl"] * 4 + ["en"] * 4)
    restored = CharacterModel.from_arrays(*model.to_arrays())
    assert restored.weights == pytest.approx(model.weights)
