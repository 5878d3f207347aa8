"""What an earlier request leads to, by law, phase, answer and day."""

from __future__ import annotations

from typing import Any

import pytest

from bot.guidance.content import Content
from tests.guidance.conftest import plan_of, step_of, steps_of

SENT = {"decided_on": "2026-11-02", "decision_sent_on": "2026-11-03"}
LAPSED = {"decided_on": "2026-06-02", "decision_sent_on": "2026-06-03"}


def refused(**request: Any) -> dict[str, Any]:
    return {"situation": "request_refused", "prior_request": {"status": "refused", **SENT, **request}}


def waiting(**request: Any) -> dict[str, Any]:
    return {"situation": "no_reply", "prior_request": {"status": "pending", **request}}


@pytest.mark.parametrize(
    ("facts", "steps"),
    [
        (refused(agency="police"), ["court/appeal", "ap/mediation"]),
        (refused(agency="police", status="no_data"), ["court/appeal", "ap/mediation"]),
        (refused(agency="kmar"), ["court/appeal", "ap/mediation"]),
        (refused(agency="kmar", regime="avg"), ["kmar/objection"]),
        (refused(agency="sis"), ["court/appeal", "ap/mediation"]),
        (refused(agency="pi_nl"), ["court/appeal", "ap/mediation"]),
        (refused(agency="ind"), ["ind/objection"]),
        (refused(agency="municipality"), ["municipality/objection"]),
        (refused(agency="nctv"), ["nctv/objection"]),
        (refused(agency="rvig"), ["rvig/objection"]),
        (refused(agency="om"), ["om/objection"]),
        (refused(agency="justid"), ["justid/objection"]),
        (refused(agency="aivd"), ["aivd/objection"]),
        (refused(agency="mivd"), ["mivd/objection"]),
        (refused(agency="aivd", phase="objection"), ["court/appeal"]),
        (refused(agency="om", phase="objection"), ["court/appeal", "ap/mediation?"]),
        (refused(agency="police", phase="mediation", phase_ended_on="2026-11-10"), ["court/appeal"]),
        (refused(agency="europol"), ["edps/complaint"]),
        (refused(agency="interpol"), ["interpol/revision"]),
        (refused(agency="ind", request_type="lifting"), ["court/appeal"]),
        (refused(agency="police", status="more_wanted"), ["police/supplement"]),
        (refused(agency="police", request_type="complaint"), ["ombudsman/complaint"]),
        (refused(agency="aivd", request_type="complaint"), ["ctivd/complaint"]),
        ({"situation": "request_refused"}, ["lawyer/lawyer"]),
        ({"situation": "request_refused", "agency": "police"}, ["court/appeal", "ap/mediation"]),
    ],
    ids=lambda value: str(value)[:90],
)
def test_an_answer_has_its_remedy(content: Content, facts: dict[str, Any], steps: list[str]) -> None:
    assert steps_of(content, **facts) == steps


@pytest.mark.parametrize(
    ("facts", "day"),
    [
        (refused(agency="police"), "2026-12-15"),
        (refused(agency="aivd", phase="objection"), "2026-12-15"),
        (refused(agency="ind", request_type="lifting"), "2026-12-01"),
        (refused(agency="police", phase="mediation", phase_ended_on="2026-11-14"), "2026-12-28"),
    ],
)
def test_a_term_runs_from_the_sending_to_a_working_day(
    content: Content, facts: dict[str, Any], day: str
) -> None:
    term = plan_of(content, **facts).steps[0].your_deadline
    assert term is not None
    assert str(term.day) == day


def test_without_the_sending_day_the_day_is_the_earliest_and_then_doubtful(content: Content) -> None:
    early = refused(agency="police", decided_on="2026-11-02", decision_sent_on=None)
    term = plan_of(content, **early).steps[0].your_deadline
    assert term is not None
    assert "Op zijn vroegst" in term.rule.nl
    assert not term.past
    assert not term.maybe_past
    doubtful = plan_of(content, **refused(agency="police", decided_on="2026-10-06", decision_sent_on=None))
    assert doubtful.urgent
    step = doubtful.steps[0]
    assert step.your_deadline is not None
    assert step.your_deadline.maybe_past
    assert "pro forma" in step.why.nl
    assert step.letter is not None
    assert [s.action for s in doubtful.steps] == ["appeal"]


def test_a_lapsed_remedy_is_said_first_with_a_new_request_as_what_is_left(content: Content) -> None:
    plan = plan_of(content, **refused(agency="police", **LAPSED))
    appeal, new = plan.steps
    assert appeal.your_deadline is not None
    assert appeal.your_deadline.past
    assert appeal.letter is None
    assert "voorbij" in appeal.why.nl
    assert (new.agency, new.action) == ("police", "access")
    assert not plan.urgent


def test_the_services_are_appealed_in_the_hague(content: Content) -> None:
    step = step_of(content, "court/appeal", **refused(agency="aivd", phase="objection"))
    assert "Den Haag" in step.title.nl
    assert "Den Haag" not in step_of(content, "court/appeal", **refused(agency="police")).title.nl


@pytest.mark.parametrize(
    ("facts", "steps"),
    [
        (waiting(agency="police", sent_on="2026-11-01"), ["police/contact"]),
        (waiting(agency="police", sent_on="2026-10-01"), ["police/contact"]),
        (waiting(agency="police", sent_on="2026-08-01"), ["police/default_notice"]),
        (waiting(agency="police", sent_on="2026-08-01", sent_by="email"), ["police/access"]),
        (waiting(agency="kmar", sent_on="2026-09-10"), ["kmar/default_notice"]),
        (waiting(agency="aivd", sent_on="2026-05-01"), ["aivd/default_notice", "ctivd/complaint"]),
        (waiting(agency="europol", sent_on="2026-05-01"), ["edps/complaint"]),
        (waiting(agency="europol", sent_on="2026-10-01"), ["europol/contact"]),
        (waiting(agency="interpol", sent_on="2025-05-01"), ["interpol/contact"]),
        (waiting(agency="police", request_type="default_notice", sent_on="2026-11-02"), ["court/appeal"]),
        (waiting(agency="police", request_type="default_notice", sent_on="2026-11-20"), ["police/contact"]),
        (waiting(agency="police", extended_until="2026-12-20", sent_on="2026-08-01"), ["police/contact"]),
        (
            waiting(agency="police", extended_until="2026-11-20", sent_on="2026-08-01"),
            ["police/default_notice"],
        ),
        (waiting(agency="police", status="more_wanted"), ["police/supplement"]),
        ({"situation": "no_reply"}, ["lawyer/lawyer"]),
    ],
    ids=lambda value: str(value)[:90],
)
def test_silence_is_answered_by_how_and_when_the_request_was_sent(
    content: Content, facts: dict[str, Any], steps: list[str]
) -> None:
    assert steps_of(content, **facts) == steps


def test_between_the_first_day_and_the_longest_extension_the_plan_asks_before_it_offers(
    content: Content,
) -> None:
    facts = waiting(agency="police", sent_on="2026-10-01", received_on="2026-10-02")
    plan = plan_of(content, **facts)
    assert "prior_request.extended_until" in plan.questions
    assert "meer tijd" in plan.steps[0].title.nl
    term = plan.steps[0].agency_deadline
    assert term is not None
    assert (str(term.day), str(term.latest)) == (
        "2026-11-13",
        "2026-12-28",
    )  # 25 December is a holiday, then a weekend
    declined = steps_of(content, **facts, declined=["prior_request.extended_until"])
    assert declined == ["police/default_notice"]


@pytest.mark.parametrize(
    ("agency", "kind", "day", "latest"),
    [
        ("kmar", "access", "2026-12-14", "2027-01-11"),
        ("police", "rectification", "2026-11-30", "2026-11-30"),
        ("om", "access", "2026-12-14", "2027-01-25"),
        ("justid", "access", "2026-11-30", "2026-11-30"),
        ("ind", "access", "2026-12-02", "2027-02-02"),
        ("aivd", "access", "2027-02-02", "2027-03-02"),
        ("interpol", "access", "2027-03-02", "2027-03-02"),
        ("interpol", "erasure", "2027-08-02", "2027-08-02"),
    ],
)
def test_each_law_gives_its_own_time_to_answer(
    content: Content, agency: str, kind: str, day: str, latest: str
) -> None:
    request = {"agency": agency, "request_type": kind, "received_on": "2026-11-02", "sent_on": "2026-11-01"}
    term = plan_of(content, **waiting(**request)).steps[0].agency_deadline
    assert term is not None
    assert (str(term.day), str(term.latest)) == (day, latest)


def test_an_earlier_request_adds_its_steps_in_every_situation(content: Content) -> None:
    steps = steps_of(
        content,
        situation="suspect_police_registration",
        prior_requests=[
            {"agency": "kmar", "status": "refused", **SENT},
            {"agency": "om", "status": "pending", "sent_on": "2026-01-05"},
        ],
    )
    assert steps == [
        "court/appeal",
        "ap/mediation",
        "om/default_notice",
        "police/access",
        "municipality/access?",
    ]


def test_a_request_that_still_runs_is_not_made_again(content: Content) -> None:
    request = {"agency": "police", "request_type": "access", "status": "pending", "sent_on": "2026-11-10"}
    steps = steps_of(content, situation="suspect_police_registration", prior_request=request)
    assert steps == ["kmar/access", "municipality/access?"]


def test_the_court_is_told_whose_decision_it_is_about(content: Content) -> None:
    about = step_of(content, "court/appeal", **refused(agency="kmar")).about
    assert about is not None
    assert (about.agency, str(about.decided_on)) == ("kmar", "2026-11-02")


@pytest.mark.parametrize(
    ("facts", "steps", "day"),
    [
        # An IND objection in aliens law has four weeks for the court, not the six of a decision about data.
        (
            {"situation": "entry_ban_netherlands", "nationality": "eu", "stage": "undesirable",
             "prior_request": {"agency": "ind", "request_type": "objection", "status": "refused", **SENT}},
            ["court/appeal", "lawyer/lawyer"], "2026-12-01",
        ),
        # A refused lifting of an undesirability is objected to first, one of an entry ban goes to court.
        (refused(agency="ind", request_type="lifting") | {"nationality": "eu"}, ["ind/objection"], "2026-12-01"),
        (refused(agency="ind", request_type="lifting") | {"nationality": "other"}, ["court/appeal"], "2026-12-01"),
        # A view was answered by a decision: the objection of its own kind.
        (
            {"situation": "screening_refused", "agency": "justis", "stage": "intention",
             "prior_request": {"agency": "justis", "request_type": "view", "status": "refused", **SENT}},
            ["justis/objection"], "2026-12-15",
        ),
        (refused(agency="police", request_type="compensation"), ["lawyer/lawyer"], "2026-12-15"),
    ],
    ids=lambda value: str(value)[:90],
)  # fmt: skip
def test_an_answer_has_the_remedy_of_what_was_asked(
    content: Content, facts: dict[str, Any], steps: list[str], day: str
) -> None:
    assert steps_of(content, **facts)[: len(steps)] == steps
    term = plan_of(content, **facts).steps[0].your_deadline
    assert term is not None
    assert str(term.day) == day


def test_a_lapsed_appeal_in_aliens_law_leaves_lifting(content: Content) -> None:
    request = {"agency": "ind", "request_type": "objection", "status": "refused", **LAPSED}
    told = {"situation": "entry_ban_netherlands", "nationality": "eu", "prior_request": request}
    assert steps_of(content, **told) == ["court/appeal", "ind/lifting", "lawyer/lawyer"]


def test_an_objection_against_a_screening_is_not_sent_to_the_hague(content: Content) -> None:
    request = {"agency": "aivd", "request_type": "objection", "status": "refused", **SENT}
    step = step_of(
        content, "court/appeal", situation="screening_refused", agency="aivd", prior_request=request
    )
    assert "Den Haag" not in step.title.nl


@pytest.mark.parametrize(
    ("facts", "steps"),
    [
        (waiting(agency="police", phase="mediation", sent_on="2026-01-05"), ["ap/contact"]),
        (waiting(agency="police", phase="mediation", extended_until="2026-03-01"), ["ap/contact"]),
        (waiting(agency="kmar", phase="court", sent_on="2026-01-05"), ["court/contact"]),
    ],
    ids=lambda value: str(value)[:90],
)
def test_silence_of_the_ap_or_a_court_is_not_held_against_the_agency(
    content: Content, facts: dict[str, Any], steps: list[str]
) -> None:
    assert steps_of(content, **facts) == steps


def test_where_the_remedy_is_inferred_the_letter_comes_first(content: Content) -> None:
    for agency in ("pi_nl", "sis"):
        step = step_of(content, "court/appeal", **refused(agency=agency))
        assert "volg de brief" in step.title.nl
        assert "geen bezwaar" in step.why.nl


def test_border_data_of_the_marechaussee_may_need_an_objection_first(content: Content) -> None:
    unknown = step_of(content, "court/appeal", **refused(agency="kmar"))
    assert any("AVG" in line.nl and "bezwaar" in line.nl for line in unknown.how)
    known = step_of(content, "court/appeal", **refused(agency="kmar", regime="wpg"))
    assert not any("AVG" in line.nl for line in known.how)


def test_a_letter_that_reports_a_refusal_is_not_offered_for_waiting(content: Content) -> None:
    step = step_of(
        content, "buza/contact", **waiting(agency="buza", sent_on="2026-11-10", request_type="access")
    )
    assert step.letter is None
