"""Which facts a plan asks for, in which order, and how an answer is read."""

from __future__ import annotations

from datetime import date
from typing import Any, get_args

import pytest

from bot.guidance.answers import DECLINED, read_answer
from bot.guidance.content import Content
from bot.guidance.facts import Situation, fact_names, parse_facts
from bot.guidance.questions import Option, Question, next_question, question_about
from tests.guidance.conftest import TODAY, plan_of

TURKEY = {"situation": "refused_entry_abroad", "country": "TR"}


def asked(content: Content, **facts: Any) -> list[str]:
    return list(plan_of(content, **facts).questions)


def test_after_a_refusal_the_questions_come_in_an_order_unlike_the_border(content: Content) -> None:
    assert asked(content, **TURKEY) == [
        "whereabouts", "paper", "paper_sent_on", "criminal_case", "nationality", "protection",
    ]  # fmt: skip


def test_without_a_paper_the_day_it_happened_is_asked_instead(content: Content) -> None:
    questions = asked(content, **TURKEY, whereabouts="netherlands", paper="none")
    assert questions == ["event_date", "criminal_case", "nationality", "protection"]


def test_the_date_on_the_paper_is_asked_where_the_sending_day_is_not_known(content: Content) -> None:
    questions = asked(content, **TURKEY, paper="decision", declined=["paper_sent_on"])
    assert "paper_date" in questions
    assert "paper_date" not in asked(content, **TURKEY, paper="decision")


def test_a_declined_fact_is_never_asked_again(content: Content) -> None:
    assert asked(content, **TURKEY, declined=asked(content, **TURKEY)) == []


@pytest.mark.parametrize("situation", get_args(Situation))
def test_a_situation_asks_at_most_a_handful_and_all_can_be_asked(content: Content, situation: str) -> None:
    questions = asked(content, situation=situation)
    assert len(questions) <= 6
    assert set(questions) <= content.questions.keys()


@pytest.mark.parametrize(
    ("facts", "name", "is_asked"),
    [
        ({"situation": "suspect_police_registration"}, "nationality", False),
        ({"situation": "suspect_police_registration"}, "protection", False),
        ({"situation": "suspect_international_alert"}, "protection", True),
        ({"situation": "assets_frozen"}, "list", True),
        ({"situation": "data_shared_abroad"}, "event_date", True),
        ({"situation": "entry_ban_netherlands"}, "nationality", True),
        ({"situation": "status_refused", "paper": "decision"}, "paper_until", True),
        ({"situation": "status_refused", "paper": "none"}, "paper_until", False),
        ({"situation": "no_reply", "prior_request": {"agency": "police"}}, "prior_request.sent_by", True),
        ({"situation": "no_reply", "prior_request": {"agency": "kmar"}}, "prior_request.sent_by", False),
        ({"situation": "request_refused", "prior_request": {"agency": "kmar"}}, "prior_request.regime", True),
        (
            {"situation": "request_refused", "prior_request": {"agency": "police"}},
            "prior_request.regime",
            False,
        ),
        ({"situation": "acting_for_other"}, "underlying", True),
    ],
)
def test_only_what_would_change_the_plan_is_asked(
    content: Content, facts: dict[str, Any], name: str, is_asked: bool
) -> None:
    assert (name in asked(content, **facts)) is is_asked


def test_the_next_question_is_the_first_of_the_plan(content: Content) -> None:
    question = next_question(plan_of(content, **TURKEY), content, parse_facts(TURKEY, TODAY))
    assert question is not None
    assert question.fact == "whereabouts"
    done = {"situation": "suspect_police_registration", "criminal_case": "none"}
    assert next_question(plan_of(content, **done), content, parse_facts(done, TODAY)) is None


def asked_as(content: Content, name: str, **facts: Any) -> Question:
    return question_about(name, content, parse_facts(facts, TODAY))


@pytest.mark.parametrize(
    ("facts", "offered"),
    [
        ({"situation": "screening_refused"}, ["intention", "decision"]),
        ({"situation": "passport_problem"}, ["intention", "decision", "exit_ban"]),
        (
            {"situation": "entry_ban_netherlands"},
            ["border_refusal", "entry_ban", "undesirable", "sis_refusal"],
        ),
        (
            {"situation": "screening_refused", "also": ["passport_problem"]},
            ["intention", "decision", "exit_ban"],
        ),
        (
            {"situation": "acting_for_other", "underlying": "passport_problem"},
            ["intention", "decision", "exit_ban"],
        ),
    ],
)
def test_only_papers_that_exist_in_the_situation_are_offered(
    content: Content, facts: dict[str, Any], offered: list[str]
) -> None:
    assert [option.value for option in asked_as(content, "stage", **facts).options] == offered


@pytest.mark.parametrize(
    ("situation", "offered"),
    [
        ("screening_refused", ["aivd", "mivd", "justis"]),
        ("suspect_intelligence_file", ["aivd", "mivd"]),
        ("unfair_treatment", ["police", "kmar", "om", "aivd", "mivd", "ind", "municipality", "nctv"]),
    ],
)
def test_only_agencies_that_can_be_meant_are_offered(
    content: Content, situation: str, offered: list[str]
) -> None:
    assert [option.value for option in asked_as(content, "agency", situation=situation).options] == offered


@pytest.mark.parametrize("situation", get_args(Situation))
def test_a_question_that_is_asked_as_a_choice_offers_a_choice(content: Content, situation: str) -> None:
    facts = {"situation": situation, "underlying": "passport_problem"}
    for name in asked(content, **facts):
        question = asked_as(content, name, **facts)
        assert question.kind in ("date", "country") or len(question.options) > 1


def test_nationality_is_asked_of_the_country_by_its_name(content: Content) -> None:
    question = asked_as(content, "nationality", **TURKEY)
    assert question.text.nl == "Hebt u ook de nationaliteit van Turkije?"
    assert question.text.en == "Do you also hold the nationality of Türkiye?"
    assert [option.value for option in question.options] == [
        {"nationality": "nl_dual", "second_nationality": "TR"},
        {"nationality": "other", "second_nationality": "TR"}, "nl", "nl_dual", "eu", "other",
    ]  # fmt: skip
    german = asked_as(content, "nationality", situation="refused_entry_abroad", country="DE")
    assert german.options[1].value == {"nationality": "eu", "second_nationality": "DE"}
    american = asked_as(content, "nationality", situation="refused_entry_abroad", country="US")
    assert american.text.nl == "Hebt u ook de nationaliteit van de Verenigde Staten?"


def test_nationality_is_asked_in_general_where_no_country_is_known(content: Content) -> None:
    question = asked_as(content, "nationality", situation="entry_ban_netherlands")
    assert question.text == content.questions["nationality"].text
    assert [option.value for option in question.options] == ["nl", "nl_dual", "eu", "other"]


def test_somebody_who_holds_the_nationality_of_that_country_is_not_asked_for_it_again(
    content: Content,
) -> None:
    known = {"nationality": "nl_dual", "second_nationality": "TR"}
    assert "second_nationality" not in asked(content, **TURKEY, **known)
    assert "second_nationality" in asked(content, **TURKEY, nationality="nl_dual")


def test_every_question_is_about_a_fact_and_its_options_are_values_of_it(content: Content) -> None:
    for name, question in content.questions.items():
        assert name == question.fact
        assert name in fact_names()
        for option in question.options:
            parse_facts({"situation": "no_reply", **told_by(name, option)}, today=TODAY)
        for option in asked_as(content, name, situation="no_reply", country="TR").options:
            parse_facts({"situation": "no_reply", **told_by(name, option)}, today=TODAY)


def told_by(name: str, option: Option) -> dict[str, Any]:
    """The facts that an answer tells."""
    if isinstance(option.value, dict):
        return option.value
    head, _, part = name.partition(".")
    return {head: {part: option.value} if part else option.value}


@pytest.mark.parametrize(
    ("fact", "text", "intent", "value"),
    [
        ("whereabouts", "ik zit vast", "stuck_abroad", "stuck_abroad"),
        ("whereabouts", "Weer thuis!", "", "netherlands"),
        ("paper", "nee", "deny", "none"),
        ("paper", "ja, een brief", "affirm", "decision"),
        ("criminal_case", "no", "deny", "none"),
        ("criminal_case", "weet ik niet", "dont_know", "possible"),
        ("whereabouts", "weet ik niet", "dont_know", DECLINED),
        ("criminal_case", "what does it cost in Turkey?", "ask_cost", None),
        ("protection", "yes", "affirm", True),
        ("acting_for.age", "ja", "affirm", 15),
        ("list", "de lijst van de EU", "", "eu"),
        ("list", "weet niet", "dont_know", "unknown"),
        ("whereabouts", "ik ben nog niet thuis", "", None),
        ("paper", "ik heb geen papier", "", "none"),
        ("criminal_case", "nee, er loopt geen zaak", "deny", "none"),
        ("criminal_case", "ja", "affirm", "running"),
        ("paper", "ja", "affirm", None),
        ("nationality", "ja", "affirm", None),
        ("nationality", "ik ben Nederlands", "", "nl"),
        ("nationality", "Nederlands en Marokkaans", "", "nl_dual"),
        ("whereabouts", "they are sending me back to the Netherlands", "", "stuck_abroad"),
        ("whereabouts", "I want to go home", "", "stuck_abroad"),
        ("prior_request.status", "niks", "", None),
        ("prior_request.sent_by", "mail", "", None),
        ("acting_for.age", "ik ben de ouder", "", None),
    ],
)
def test_a_typed_answer_is_read(content: Content, fact: str, text: str, intent: str, value: object) -> None:
    assert read_answer(content.questions[fact], text, intent, [], TODAY) == value


def test_yes_to_the_nationality_of_a_country_tells_two_facts(content: Content) -> None:
    question = asked_as(content, "nationality", **TURKEY)
    told = {"nationality": "nl_dual", "second_nationality": "TR"}
    assert read_answer(question, "ja", "affirm", [], TODAY) == told
    assert read_answer(question, "nee", "deny", [], TODAY) is None
    assert read_answer(question, "Nederlands en Turks", "", [], TODAY) == "nl_dual"


def test_a_day_is_read_from_its_entity_and_never_lies_ahead(content: Content) -> None:
    question = content.questions["paper_sent_on"]
    found = [{"entity": "date", "value": "2026-11-03"}]
    assert read_answer(question, "3 november", "", found, TODAY) == "2026-11-03"
    assert read_answer(question, "3 november", "", found, date(2026, 11, 1)) is None


def test_there_was_none_is_an_answer_to_a_question_about_a_day(content: Content) -> None:
    question = content.questions["prior_request.extended_until"]
    assert read_answer(question, "nee, niets gehoord", "deny", [], TODAY) is DECLINED


def test_a_country_is_read_from_its_entity(content: Content) -> None:
    found = [{"entity": "country", "value": "MA"}]
    assert read_answer(content.questions["country"], "marokko", "", found, TODAY) == "MA"
