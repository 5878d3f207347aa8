"""The pattern language in which editors keep phrases."""

import pytest

from bot.nlu.phrases import PhraseError, Phrases
from bot.nlu.words import split_words


def found(phrase: str, text: str, **groups: list[str]) -> list[str]:
    words = split_words(text)
    matches = Phrases([(phrase, None)], groups).longest(words)
    return [" ".join(word.text for word in words[match.first : match.last + 1]) for match in matches]


def test_case_and_accents_do_not_matter() -> None:
    assert found("turkije", "TURKIJË") == ["TURKIJË"]


def test_an_abbreviation_may_be_asked_for_in_capitals() -> None:
    assert found("=OM", "waar gaat het om bij het OM") == ["OM"]
    assert found("=US", "the U.S. border") == ["U.S."]


def test_a_star_stands_for_the_rest_of_a_word() -> None:
    assert found("politie*", "het politiebureau") == ["politiebureau"]
    assert found("*grens", "de landsgrens") == ["landsgrens"]
    assert found("*radical*", "een deradicaliseringsproject") == ["deradicaliseringsproject"]


def test_a_gap_stays_inside_its_sentence() -> None:
    assert found("vroeg .. inzage", "Ik vroeg de politie om inzage") == ["vroeg de politie om inzage"]
    assert found("vroeg .. inzage", "Hij vroeg niets. Inzage wil ik") == []


def test_a_gap_has_a_limit() -> None:
    assert found("vroeg .. inzage", "vroeg een twee drie vier inzage") == []
    assert found("vroeg ... inzage", "vroeg een twee drie vier inzage") == ["vroeg een twee drie vier inzage"]


def test_groups_and_optional_words_and_alternatives() -> None:
    assert found("@mine oude? zoon/dochter", "mijn oude dochter en mijn zoon", mine=["mijn"]) == [
        "mijn oude dochter",
        "mijn zoon",
    ]


def test_the_longer_phrase_wins() -> None:
    phrases = Phrases([("beroep", "appeal"), ("hoger beroep", "higher")])
    assert [match.label for match in phrases.longest(split_words("in hoger beroep"))] == ["higher"]


@pytest.mark.parametrize("phrase", ["", "..", ".. grens", "grens ..", "grens?", "@nobody", "a//b"])
def test_a_phrase_that_cannot_work_is_refused(phrase: str) -> None:
    with pytest.raises(PhraseError):
        Phrases([(phrase, None)])


def test_a_group_holds_single_words() -> None:
    with pytest.raises(PhraseError, match="single words"):
        Phrases([("@place", None)], {"place": ["new york"]})
