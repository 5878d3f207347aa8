"""Answers to questions: complete, short, the same in both languages, and simpler where asked."""

from __future__ import annotations

import re
from typing import Any, get_args

import pytest

from bot.guidance.facts import Situation
from bot.guidance.territories import COUNTRIES
from tests.content.conftest import Files, read

QUESTIONS = frozenset(
    {
        "ask_registration_vs_alert", "ask_cter_meaning", "ask_which_agency", "ask_access_procedure",
        "ask_correction_procedure", "ask_response_time", "ask_cost", "ask_required_documents",
        "ask_refusal_grounds", "ask_retention_period", "ask_oversight", "ask_objection_procedure",
        "ask_complaint_procedure", "ask_legal_help", "ask_consular_help", "ask_request_consequences",
        "ask_expected_result", "ask_compensation", "ask_travel_again", "ask_ombudsman_report",
    }
)  # fmt: skip
_SITE = re.compile(r"\b[a-z0-9-]+(\.[a-z0-9-]+)*\.(nl|int|gov|uk|com|eu|ca|org|eu)\b(/\S*)?", re.IGNORECASE)
_NUMBER = re.compile(r"\d[\d .]*\d|\d")
ANSWERS = [
    pytest.param(name, answer, id=f"{name}-{place}")
    for name, file in read("explanations").items()
    for place, answer in enumerate(file["answers"])
]


def _sentences(text: str) -> list[str]:
    return [part for part in re.split(r"(?<=[.!?])\s+", _SITE.sub("site", text)) if part]


def test_every_question_has_an_answer(files: Files) -> None:
    assert {name for name in files["explanations"] if name.startswith("ask_")} == QUESTIONS


@pytest.mark.parametrize("name", read("explanations"))
def test_the_last_answer_holds_for_everybody(name: str, files: Files) -> None:
    file = files["explanations"][name]
    assert file["intent"] == name
    assert ["when" in answer for answer in file["answers"]] == [True] * (len(file["answers"]) - 1) + [False]
    assert set(file.get("more", [])) <= files["explanations"].keys() - {name}


@pytest.mark.parametrize(("name", "answer"), ANSWERS)
def test_an_answer_is_for_something_that_exists(name: str, answer: dict[str, Any], files: Files) -> None:
    when = answer.get("when", {})
    assert set(when.get("agency", [])) <= files["agencies"].keys()
    assert set(when.get("country", [])) <= COUNTRIES
    assert set(when.get("situation", [])) <= set(get_args(Situation))


@pytest.mark.parametrize(("name", "answer"), ANSWERS)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_an_answer_has_one_to_five_sentences(name: str, answer: dict[str, Any], language: str) -> None:
    sentences = _sentences(answer["text"][language])
    assert len(sentences) <= 5
    assert max(len(sentence.split()) for sentence in sentences) <= 38


@pytest.mark.parametrize(("name", "answer"), ANSWERS)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_simple_answer_has_short_sentences_only(name: str, answer: dict[str, Any], language: str) -> None:
    sentences = _sentences(answer["simple"][language])
    assert len(sentences) <= 7
    assert max(len(sentence.split()) for sentence in sentences) <= 18


@pytest.mark.parametrize(("name", "answer"), ANSWERS)
def test_both_languages_give_the_same_numbers(name: str, answer: dict[str, Any]) -> None:
    for part in ("text", "simple"):
        dutch, english = (sorted(_NUMBER.findall(answer[part][language])) for language in ("nl", "en"))
        assert dutch == english


def test_police_law_knows_no_objection(files: Files) -> None:
    answers = files["explanations"]["ask_objection_procedure"]["answers"]
    police = next(answer for answer in answers if "police" in answer.get("when", {}).get("agency", []))
    assert "direct naar de rechter" in police["text"]["nl"]
    assert "6 weken" in police["text"]["nl"]


def test_the_services_are_not_for_the_ombudsman(files: Files) -> None:
    for name in ("ask_complaint_procedure", "ask_oversight"):
        services = next(
            answer
            for answer in files["explanations"][name]["answers"]
            if "aivd" in answer.get("when", {}).get("agency", [])
        )
        assert "ombudsman gaat hier niet over" in services["text"]["nl"] or (
            "ombudsman gaan hier niet over" in services["text"]["nl"]
        )


def test_interpol_is_only_asked_through_its_portal(files: Files) -> None:
    answers = files["explanations"]["ask_access_procedure"]["answers"]
    interpol = next(answer for answer in answers if answer.get("when", {}).get("agency") == ["interpol"])
    assert "26 maart 2026" in interpol["text"]["nl"]
    assert "ccf-portal-2026" in interpol["sources"]
