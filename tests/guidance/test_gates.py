"""The gates before any route: criminal case, feared state, held now, a paper with its own remedy."""

from __future__ import annotations

from typing import Any

import pytest

from bot.guidance.content import Content
from tests.guidance.conftest import plan_of, step_of, steps_of

TURKEY = {"situation": "refused_entry_abroad", "country": "TR", "whereabouts": "netherlands"}


def test_a_possible_case_puts_the_lawyer_first_and_keeps_access_after(content: Content) -> None:
    steps = steps_of(content, situation="suspect_police_registration", criminal_case="possible")
    assert steps == ["lawyer/lawyer", "police/access", "kmar/access", "municipality/access?"]


@pytest.mark.parametrize("state", ["running", "sentence_open"])
def test_a_running_case_or_open_sentence_takes_access_out(content: Content, state: str) -> None:
    assert steps_of(content, situation="suspect_police_registration", criminal_case=state) == [
        "lawyer/lawyer"
    ]
    removal = steps_of(content, situation="want_data_removed", agency="police", criminal_case=state)
    assert removal == ["lawyer/lawyer", "police/rectification"]


@pytest.mark.parametrize("state", ["running", "sentence_open"])
def test_a_correction_in_a_running_case_is_for_the_lawyer_to_send(content: Content, state: str) -> None:
    step = step_of(
        content, "police/rectification", situation="data_incorrect", agency="police", criminal_case=state
    )
    assert any("Stuur deze brief niet zelf" in line.nl for line in step.how)


def test_a_running_case_is_seen_through_criminal_procedure(content: Content) -> None:
    lawyer = plan_of(content, situation="suspect_police_registration", criminal_case="running").steps[0]
    assert any("30 tot en met 34" in line.nl for line in lawyer.how)
    assert any("Reis niet" in line.nl for line in lawyer.how)


def test_a_feared_arrest_puts_the_lawyer_first(content: Content) -> None:
    assert steps_of(content, **TURKEY, arrest_feared=True)[0] == "lawyer/lawyer"


def test_a_suspect_has_a_running_case_also_where_another_situation_asks_for_access(content: Content) -> None:
    steps = steps_of(content, situation="criminal_procedure", also=["suspect_police_registration"])
    assert steps == ["lawyer/lawyer"]


def test_an_unknown_case_leaves_the_steps_and_is_asked_first(content: Content) -> None:
    plan = plan_of(content, situation="suspect_police_registration")
    assert plan.steps[0].agency == "police"
    assert plan.questions[0] == "criminal_case"


def test_protection_leaves_out_whatever_tells_the_feared_state(content: Content) -> None:
    steps = steps_of(content, **TURKEY, protection=True, nationality="other")
    assert steps[:2] == ["lawyer/lawyer", "unhcr/contact"]
    assert not {"tr/foreign_redress", "consulate_abroad/contact", "interpol/access"} & set(steps)


def test_a_foreign_term_is_then_told_with_the_lawyer(content: Content) -> None:
    plan = plan_of(content, **TURKEY, protection=True, paper="decision", paper_sent_on="2026-11-02")
    term = plan.steps[0].your_deadline
    assert term is not None
    assert str(term.day) == "2026-12-31"
    assert any("termijn" in line.nl for line in plan.steps[0].how)


def test_another_state_than_the_feared_one_may_be_asked(content: Content) -> None:
    steps = steps_of(content, **TURKEY, protection=True, feared_states=["SY"], nationality="other")
    assert {"tr/foreign_redress", "consulate_abroad/contact"} <= set(steps)
    assert "interpol/access" not in steps


def test_a_named_state_is_feared_also_where_protection_was_not_said(content: Content) -> None:
    assert "tr/foreign_redress" not in steps_of(content, **TURKEY, feared_states=["TR"])


def test_a_refugee_abroad_is_not_sent_to_the_own_embassy(content: Content) -> None:
    steps = steps_of(content, situation="stuck_abroad", country="TR", nationality="other", protection=True)
    assert steps == ["lawyer/lawyer", "unhcr/contact"]


def test_a_dutch_citizen_at_risk_keeps_dutch_help_without_unhcr(content: Content) -> None:
    steps = steps_of(content, situation="stuck_abroad", country="TR", nationality="nl", protection=True)
    assert steps == ["buza/contact", "lawyer/lawyer"]


@pytest.mark.parametrize(
    ("facts", "first"),
    [
        ({**TURKEY, "paper_remedy": "appeal"}, "tr/foreign_redress"),
        (
            {"situation": "refused_entry_abroad", "country": "US", "paper_remedy": "appeal"},
            "us/foreign_redress",
        ),
        ({"situation": "passport_problem", "paper_remedy": "objection"}, "municipality/objection"),
        (
            {"situation": "request_refused", "agency": "police", "paper_remedy": "objection"},
            "police/objection",
        ),
        ({"situation": "assets_frozen", "list": "nl", "paper_remedy": "objection"}, "lawyer/lawyer"),
        ({"situation": "screening_refused", "paper_remedy": "view"}, "justis/view"),
        ({"situation": "unfair_treatment", "agency": "kmar", "paper_remedy": "complaint"}, "kmar/complaint"),
    ],
)
def test_a_remedy_on_the_paper_comes_first(content: Content, facts: dict[str, Any], first: str) -> None:
    assert steps_of(content, **facts)[0] == first


def test_a_remedy_on_the_paper_wins_over_the_table(content: Content) -> None:
    request = {
        "agency": "police",
        "status": "refused",
        "decided_on": "2026-11-02",
        "decision_sent_on": "2026-11-03",
    }
    told = {"situation": "request_refused", "prior_request": request, "paper_remedy": "objection"}
    steps = steps_of(content, **told, paper_until="2026-12-03")
    assert steps == ["police/objection", "ap/mediation"]
    term = plan_of(content, **told, paper_until="2026-12-03").steps[0].your_deadline
    assert term is not None
    assert str(term.day) == "2026-12-03"


def test_only_a_lawyer_stays_before_the_remedy_on_the_paper(content: Content) -> None:
    steps = steps_of(content, situation="status_refused", paper_remedy="objection", paper_until="2026-12-01")
    assert steps[:2] == ["lawyer/lawyer", "ind/objection"]


def test_a_last_day_on_the_paper_wins_over_the_computed_one(content: Content) -> None:
    told = {"situation": "entry_ban_netherlands", "nationality": "other", "paper": "decision"}
    plan = plan_of(content, **told, paper_sent_on="2026-06-01", paper_until="2026-11-30")
    appeal = next(step for step in plan.steps if step.action == "appeal")
    assert appeal.your_deadline is not None
    assert str(appeal.your_deadline.day) == "2026-11-30"
    assert not any(step.action == "lifting" for step in plan.steps)


@pytest.mark.parametrize(
    "facts",
    [
        {"situation": "stuck_abroad"},
        {"situation": "held_in_netherlands"},
        {"situation": "refused_entry_abroad", "whereabouts": "stuck_abroad"},
        {"situation": "assets_frozen", "no_money": True},
        {"situation": "passport_problem", "passport_demanded": True},
        {"situation": "extra_border_checks", "journey_on": "2026-12-08"},
        {"situation": "entry_ban_netherlands", "paper_sent_on": "2026-11-10", "nationality": "other"},
        {"situation": "status_refused", "paper_until": "2026-12-08"},
    ],
)
def test_what_cannot_wait_makes_a_plan_urgent(content: Content, facts: dict[str, Any]) -> None:
    assert plan_of(content, **facts).urgent


@pytest.mark.parametrize(
    "facts",
    [
        {"situation": "refused_entry_abroad"},
        {"situation": "extra_border_checks", "journey_on": "2026-12-09"},
        {"situation": "extra_border_checks", "journey_on": "2026-11-20"},
        {"situation": "status_refused", "paper_until": "2026-12-09"},
        {"situation": "status_refused", "paper_until": "2026-11-20"},
    ],
)
def test_what_is_over_or_further_away_does_not(content: Content, facts: dict[str, Any]) -> None:
    assert not plan_of(content, **facts).urgent


def test_the_country_card_starts_with_what_can_be_done_on_the_spot(content: Content) -> None:
    step = step_of(content, "tr/foreign_redress", situation="stuck_abroad", country="TR")
    assert "Entry Ban Notification Form" in step.how[0].en


@pytest.mark.parametrize(
    ("facts", "first"),
    [
        (
            {"whereabouts": "stuck_abroad", "country": "TR"},
            ["buza/contact", "lawyer/lawyer", "tr/foreign_redress"],
        ),
        ({"detained": True, "country": "MA"}, ["buza/contact", "lawyer/lawyer", "ma/foreign_redress"]),
        ({"detained": True, "whereabouts": "netherlands"}, ["lawyer/lawyer"]),
        ({"detained": True}, ["lawyer/lawyer"]),
    ],
)
@pytest.mark.parametrize(
    "situation", ["suspect_police_registration", "extra_border_checks", "screening_refused"]
)
def test_whoever_is_held_is_helped_there_first_whatever_the_question_is_about(
    content: Content, situation: str, facts: dict[str, Any], first: list[str]
) -> None:
    plan = plan_of(content, situation=situation, **facts)
    assert plan.urgent
    assert [f"{step.agency}/{step.action}" for step in plan.steps][: len(first)] == first


def test_somebody_in_their_only_own_country_has_no_embassy_and_no_unhcr_there(content: Content) -> None:
    told = {"situation": "stuck_abroad", "country": "TR", "nationality": "other", "second_nationality": "TR"}
    assert steps_of(content, **told) == ["lawyer/lawyer", "tr/foreign_redress"]
    assert steps_of(content, **told, protection=True) == ["lawyer/lawyer"]
    assert not any(helper.phone == "+31 247 247 247" for helper in plan_of(content, **told).help)


def test_the_last_day_on_a_foreign_paper_is_not_put_on_an_earlier_dutch_request(content: Content) -> None:
    request = {"agency": "police", "status": "refused", "decision_sent_on": "2026-11-10"}
    told = {**TURKEY, "paper": "decision", "paper_until": "2026-12-01", "prior_request": request}
    days = {f"{s.agency}/{s.action}": s.your_deadline for s in plan_of(content, **told).steps}
    foreign, dutch = days["tr/foreign_redress"], days["court/appeal"]
    assert foreign is not None
    assert dutch is not None
    assert (str(foreign.day), str(dutch.day)) == ("2026-12-01", "2026-12-22")


def test_the_last_day_on_a_decision_is_that_of_the_objection_not_of_the_hold_request(
    content: Content,
) -> None:
    told = {"situation": "passport_problem", "stage": "decision", "paper_until": "2026-12-20"}
    first = plan_of(content, **told).steps[0]
    assert (first.agency, first.action) == ("municipality", "objection")
    assert first.your_deadline is not None
    assert str(first.your_deadline.day) == "2026-12-20"


def test_a_passed_day_on_the_paper_does_not_silence_the_duty_lawyer(content: Content) -> None:
    lawyer = plan_of(content, situation="held_in_netherlands", paper_until="2026-11-20").steps[0]
    assert lawyer.your_deadline is not None
    assert lawyer.your_deadline.past
    assert any("piketadvocaat" in line.nl for line in lawyer.how)


def test_a_feared_schengen_state_is_not_asked_through_sis(content: Content) -> None:
    told = {"situation": "suspect_international_alert", "protection": True}
    assert "sis/access" in steps_of(content, **told, feared_states=["TR"])
    assert "sis/access" not in steps_of(content, **told, feared_states=["HU"])


def test_a_citizen_at_risk_tells_foreign_affairs_that_the_state_must_hear_nothing(content: Content) -> None:
    step = step_of(
        content, "buza/contact", situation="stuck_abroad", country="TR", nationality="nl", protection=True
    )
    assert any("mag horen" in line.nl for line in step.how)


def test_about_somebody_who_died_only_the_services_are_asked(content: Content) -> None:
    told = {"situation": "acting_for_other", "acting_for": {"deceased": True}}
    assert steps_of(content, **told) == ["lawyer/lawyer"]
    assert steps_of(content, **told, agency="aivd") == ["aivd/access", "aivd/complaint"]
    shared = steps_of(content, **told, underlying="data_shared_abroad")
    assert shared == ["lawyer/lawyer"]


@pytest.mark.parametrize("paper", [{"paper_until": "2026-12-20"}, {"paper_remedy": "lawyer"}])
def test_a_last_day_on_the_paper_does_not_silence_what_another_situation_tells_the_lawyer(
    content: Content, paper: dict[str, str]
) -> None:
    told = {"situation": "status_refused", "also": ["assets_frozen", "criminal_procedure"]}
    lawyer = plan_of(content, **told, **paper).steps[0]
    lines = " ".join(line.nl for line in lawyer.how)
    assert "Zeg of schrijf vooraf niets over de zaak" in lines
    assert "Lees vandaag welke weg" in lines
    assert "Geef geen uitleg over geld" in lines
