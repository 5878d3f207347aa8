"""What can be done in other countries, with the terms that may run there."""

from __future__ import annotations

import pytest

from bot.guidance.lint import texts
from tests.content.conftest import Files, read

#: Country: the terms of its file, with their length where the law or a lawyer gives one.
TERMS = {
    "TR": {"entry_ban_court": {"days": 60}, "deportation_court": {"days": 7}},
    "MA": {"entry_refusal_objection": {"days": 60}},
    "IL": {"appeal_before_flight": {"hours": 4}},
    "GB": {"judicial_review": None},
    "US": {},
    "CA": {"no_board_recourse": {"days": 60}},
    "EG": {},
    "AE": {},
    "SA": {},
    "AU": {"review": None},
    "_eu": {"eu_decision": None},
    "_other": {"local_remedy": None},
}


@pytest.mark.parametrize("code", read("countries"))
def test_a_country_has_the_terms_that_the_facts_give(code: str, files: Files) -> None:
    terms = {term["id"]: term.get("length") for term in files["countries"][code]["terms"]}
    assert terms == TERMS[code]


@pytest.mark.parametrize("code", read("countries"))
def test_a_redress_names_a_term_of_its_own_country(code: str, files: Files) -> None:
    country = files["countries"][code]
    assert country["code"] == code
    known = {term["id"]: set(term["applies"]) for term in country["terms"]}
    for redress in country["redress"]:
        if "term" in redress:
            assert known[redress["term"]] & set(redress["applies"])


@pytest.mark.parametrize("code", read("countries"))
def test_a_refusal_at_the_border_has_a_next_step(code: str, files: Files) -> None:
    applies = {kind for redress in files["countries"][code]["redress"] for kind in redress["applies"]}
    assert {"held_now", "entry_refusal"} <= applies


def test_the_canadian_review_is_only_for_those_with_the_letter(files: Files) -> None:
    redress = {each["id"]: each["applies"] for each in files["countries"]["CA"]["redress"]}
    assert redress["no_board_letter"] == ["no_board_letter"]


def test_an_american_step_tells_no_story_and_no_untruth(files: Files) -> None:
    trip = next(each for each in files["countries"]["US"]["redress"] if each["id"] == "trip")
    assert "alleen wat op reis gebeurde" in " ".join(text.nl for _, text in texts(trip, "trip"))


def test_refusing_to_answer_in_the_united_kingdom_is_said_to_be_an_offence(files: Files) -> None:
    assert "strafbaar" in files["countries"]["GB"]["on_the_spot"][0]["text"]["nl"]
    assert "offence" in files["countries"]["GB"]["on_the_spot"][0]["text"]["en"]
