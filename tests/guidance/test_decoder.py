"""What came back, what it means, and what remains against it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.guidance.content import Content, load_content
from bot.guidance.deadlines import is_working_day
from bot.guidance.decoder import OUTCOMES, Decoded, DecoderError, Outcome, decode
from bot.guidance.facts import parse_facts
from bot.guidance.lint import violations

TODAY = date(2026, 11, 24)
AGENCIES = (
    "police", "kmar", "sis", "pi_nl", "om", "justid", "aivd", "mivd", "ind", "nctv", "rvig", "municipality", "buza",
    "justis", "interpol", "europol",
)  # fmt: skip
SENT = {"sent_on": "2026-09-01", "received_on": "2026-09-02"}
DECIDED = {"decided_on": "2026-11-02", "decision_sent_on": "2026-11-03"}


@pytest.fixture(scope="session")
def content() -> Content:
    return load_content()


def _decode(
    content: Content, outcome: Outcome, agency: str, request: dict[str, Any] | None = None, **facts: Any
) -> Decoded:
    told = {"agency": agency, "request_type": "access", **SENT, **DECIDED, **(request or {})}
    raw = {"situation": "request_refused", "prior_requests": [told], **facts}
    return decode(outcome, parse_facts(raw, today=TODAY), content)


def _steps(decoded: Decoded) -> list[tuple[str, str]]:
    return [(step.agency, step.action) for step in decoded.remains]


@pytest.mark.parametrize("agency", AGENCIES)
@pytest.mark.parametrize("outcome", OUTCOMES)
def test_every_outcome_is_explained_and_never_leads_to_a_lapsed_step(
    outcome: Outcome, agency: str, content: Content
) -> None:
    for decision in (DECIDED, {"decided_on": "2026-01-05", "decision_sent_on": "2026-01-06"}):
        decoded = _decode(content, outcome, agency, {**decision, "phase_ended_on": decision["decided_on"]})
        assert decoded.means != decoded.not_means
        assert decoded.sources
        assert not any(step.your_deadline and step.your_deadline.past for step in decoded.remains)
        for text in (decoded.means, decoded.not_means):
            assert list(violations(outcome, text)) == []


@pytest.mark.parametrize("outcome", ["no_data", "partial", "neither_confirm_nor_deny"])
def test_against_an_answer_of_the_police_stands_the_court_or_mediation_within_six_weeks(
    outcome: Outcome, content: Content
) -> None:
    decoded = _decode(content, outcome, "police")
    assert _steps(decoded) == [("court", "appeal"), ("ap", "mediation")]
    assert [step.your_deadline.day for step in decoded.remains if step.your_deadline] == [
        date(2026, 12, 15)
    ] * 2
    assert decoded.next_letter is not None
    assert (decoded.next_letter.agency, decoded.next_letter.type) == ("court", "appeal")


def test_no_data_at_the_police_is_said_to_be_a_decision(content: Content) -> None:
    decoded = _decode(content, "no_data", "police")
    assert decoded.regime == "wpg"
    assert "Ook dat is een besluit" in decoded.means.nl
    assert "That is a decision too" in decoded.means.en


def test_no_data_at_the_service_proves_nothing(content: Content) -> None:
    decoded = _decode(content, "no_data", "aivd")
    assert "bewijst niets" in decoded.not_means.nl
    assert _steps(decoded) == [("aivd", "objection")]


def test_a_lapsed_appeal_is_told_and_replaced_by_what_is_left(content: Content) -> None:
    decoded = _decode(
        content, "partial", "police", {"decided_on": "2026-03-02", "decision_sent_on": "2026-03-03"}
    )
    assert ("court", "appeal") not in _steps(decoded)
    assert decoded.lapsed is not None
    assert _steps(decoded) == [("police", "access")]


def test_what_the_police_deleted_is_not_yet_destroyed(content: Content) -> None:
    decoded = _decode(content, "deleted", "police")
    assert "Verwijderd is dus niet vernietigd" in decoded.not_means.nl


def test_deletion_that_was_asked_for_needs_no_remedy(content: Content) -> None:
    decoded = _decode(content, "deleted", "police", {"request_type": "erasure"})
    assert "deed wat u vroeg" in decoded.means.nl
    assert decoded.remains == ()
    assert decoded.next_letter is None


def test_silence_within_the_term_means_waiting_until_its_last_day(content: Content) -> None:
    decoded = _decode(
        content,
        "silence",
        "police",
        {"received_on": "2026-11-02", "sent_on": "2026-11-01", "sent_by": "post"},
    )
    assert _steps(decoded) == [("police", "contact")]
    assert decoded.remains[0].agency_deadline is not None
    assert decoded.remains[0].agency_deadline.day == date(2026, 12, 14)
    assert decoded.next_letter is None


def test_silence_after_the_longest_term_leads_to_a_notice_of_default(content: Content) -> None:
    decoded = _decode(
        content, "silence", "om", {"received_on": "2026-07-01", "sent_on": "2026-06-30", "sent_by": "post"}
    )
    assert _steps(decoded)[0] == ("om", "default_notice")
    assert decoded.next_letter is not None
    assert decoded.next_letter.type == "default_notice"


def test_an_announced_extension_moves_the_day(content: Content) -> None:
    decoded = _decode(content, "extension", "kmar", {"extended_until": "2026-12-18", "sent_by": "post"})
    assert decoded.remains[0].agency_deadline is not None
    assert decoded.remains[0].agency_deadline.day == date(2026, 12, 18)
    assert decoded.next_letter is None


def test_interpol_knows_no_notice_of_default(content: Content) -> None:
    decoded = _decode(content, "silence", "interpol", {"received_on": "2026-01-05", "sent_on": "2026-01-04"})
    assert decoded.regime == "ccf"
    assert _steps(decoded) == [("interpol", "contact")]


def test_an_answer_of_europol_goes_to_the_european_supervisor(content: Content) -> None:
    assert _steps(_decode(content, "neither_confirm_nor_deny", "europol")) == [("edps", "complaint")]


def test_after_mediation_six_weeks_count_from_the_notice(content: Content) -> None:
    decoded = _decode(content, "mediation_ended", "police", {"phase_ended_on": "2026-11-16"})
    assert _steps(decoded) == [("court", "appeal")]
    assert decoded.remains[0].your_deadline is not None
    assert decoded.remains[0].your_deadline.day == date(2026, 12, 28)


def test_more_wanted_is_answered_until_the_day_in_the_letter(content: Content) -> None:
    decoded = _decode(content, "more_wanted", "mivd", paper_until="2026-12-04")
    assert _steps(decoded) == [("mivd", "supplement")]
    assert decoded.remains[0].your_deadline is not None
    assert decoded.remains[0].your_deadline.day == date(2026, 12, 4)


def test_a_running_criminal_case_puts_the_lawyer_first(content: Content) -> None:
    decoded = _decode(content, "partial", "police", criminal_case="running")
    assert _steps(decoded)[0] == ("lawyer", "lawyer")


def test_without_earlier_requests_the_agency_of_the_facts_is_meant(content: Content) -> None:
    facts = parse_facts({"situation": "request_refused", "agency": "police"}, today=TODAY)
    decoded = decode("no_data", facts, content)
    assert decoded.agency == "police"
    assert ("court", "appeal") in _steps(decoded)


def test_a_request_that_does_not_exist_is_refused(content: Content) -> None:
    facts = parse_facts({"situation": "request_refused"}, today=TODAY)
    with pytest.raises(DecoderError, match="no place 3"):
        decode("no_data", facts, content, place=3)


#: Law and first remedies of each agency against a decision on access, as `facts/` say.
REMEDIES = {
    "police": ("wpg", ["court/appeal", "ap/mediation"]),
    "kmar": ("wpg", ["court/appeal", "ap/mediation"]),
    "sis": ("wpg", ["court/appeal", "ap/mediation"]),
    "pi_nl": ("wpg", ["court/appeal", "ap/mediation"]),
    "om": ("wjsg", ["om/objection"]),
    "justid": ("wjsg", ["justid/objection"]),
    "aivd": ("wiv", ["aivd/objection"]),
    "mivd": ("wiv", ["mivd/objection"]),
    "ind": ("avg", ["ind/objection"]),
    "nctv": ("avg", ["nctv/objection"]),
    "rvig": ("avg", ["rvig/objection"]),
    "municipality": ("avg", ["municipality/objection"]),
    "buza": ("avg", ["buza/objection"]),
    "interpol": ("ccf", ["interpol/revision"]),
    "europol": ("europol", ["edps/complaint"]),
}
DECISIONS: tuple[Outcome, ...] = ("refused", "no_data", "partial", "neither_confirm_nor_deny", "deleted")


@pytest.mark.parametrize("agency", REMEDIES)
@pytest.mark.parametrize("outcome", DECISIONS)
def test_every_decision_of_every_agency_has_the_remedies_of_its_law(
    outcome: Outcome, agency: str, content: Content
) -> None:
    law, remedies = REMEDIES[agency]
    decoded = _decode(content, outcome, agency)
    assert decoded.regime == law
    assert [f"{step.agency}/{step.action}" for step in decoded.remains] == remedies
    for step in decoded.remains:
        if step.agency not in ("interpol", "edps"):
            assert step.your_deadline is not None
            assert step.your_deadline.day == date(2026, 12, 15)  # six weeks from 3 November


@pytest.mark.parametrize("agency", REMEDIES)
def test_a_decided_objection_leads_to_court_and_one_of_the_services_to_the_hague(
    agency: str, content: Content
) -> None:
    if agency in ("interpol", "europol"):
        pytest.skip("there is no objection")
    decoded = _decode(content, "objection_decided", agency)
    assert _steps(decoded)[0] == ("court", "appeal")
    assert ("Den Haag" in decoded.remains[0].title.nl) is (agency in ("aivd", "mivd"))
    assert (("ap", "mediation") in _steps(decoded)) is (agency not in ("aivd", "mivd"))


@pytest.mark.parametrize(("agency", "remedy"), [("aivd", "aivd/objection"), ("mivd", "mivd/objection")])
def test_a_notice_of_mediation_opens_no_term_where_the_ap_does_not_mediate(
    agency: str, remedy: str, content: Content
) -> None:
    told = {"phase_ended_on": "2026-11-16", "decided_on": "2026-11-02", "decision_sent_on": "2026-11-03"}
    decoded = _decode(content, "mediation_ended", agency, told)
    assert [f"{step.agency}/{step.action}" for step in decoded.remains] == [remedy]
    late = _decode(
        content, "mediation_ended", agency, {**told, "decision_sent_on": "2026-06-02", "decided_on": None}
    )
    assert _steps(late) == [(agency, "access")]


def test_a_refusal_of_the_ccf_stays_open_for_a_new_fact_however_old_it_is(content: Content) -> None:
    decoded = _decode(content, "refused", "interpol", {"decision_sent_on": "2024-01-05", "decided_on": None})
    assert _steps(decoded) == [("interpol", "revision")]
    term = decoded.remains[0].your_deadline
    assert term is not None
    assert term.day is None
    assert "nieuw feit" in term.rule.nl


def test_an_extension_without_its_day_is_asked_for_before_any_notice_of_default(content: Content) -> None:
    decoded = _decode(content, "extension", "om", {"received_on": "2026-02-02", "sent_on": "2026-02-01"})
    assert _steps(decoded) == [("om", "contact")]
    assert decoded.questions == ("prior_request.extended_until",)


def test_europol_that_was_asked_at_the_wrong_desk_is_asked_again(content: Content) -> None:
    assert _steps(_decode(content, "not_competent", "europol")) == [("europol", "access")]


def test_what_was_wanted_too_long_ago_is_asked_for_anew(content: Content) -> None:
    decoded = _decode(content, "more_wanted", "police", paper_until="2026-11-02")
    assert decoded.lapsed is not None
    assert _steps(decoded) == [("police", "access")]


def test_another_paper_is_not_taken_for_the_answer(content: Content) -> None:
    undated = {"decided_on": None, "decision_sent_on": None}
    decoded = _decode(
        content, "refused", "police", undated, situation="refused_entry_abroad", country="TR",
        paper="decision", paper_sent_on="2026-06-01", paper_until="2026-07-31",
    )  # fmt: skip
    assert _steps(decoded) == [("court", "appeal"), ("ap", "mediation")]
    assert decoded.lapsed is None


def test_a_late_answer_under_an_unknown_law_still_leads_to_a_lawyer(content: Content) -> None:
    decoded = _decode(content, "refused", "justis", {"decided_on": None, "decision_sent_on": "2026-03-03"})
    assert _steps(decoded) == [("lawyer", "lawyer")]
    assert any("te laat" in line.nl for line in decoded.remains[0].how)


_DAYS = st.integers(0, 900).map(lambda days: TODAY - timedelta(days=days))


@settings(max_examples=300, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(
    outcome=st.sampled_from(OUTCOMES),
    agency=st.sampled_from([*REMEDIES, "justis", "finance"]),
    request_type=st.sampled_from(
        [None, "access", "rectification", "erasure", "lifting", "objection", "complaint"]
    ),
    regime=st.sampled_from([None, "wpg", "avg", "wjsg", "wiv", "vw"]),
    days=st.fixed_dictionaries(
        {},
        optional=dict.fromkeys(
            ("sent_on", "received_on", "decided_on", "decision_sent_on", "phase_ended_on"), _DAYS
        ),
    ),
    person=st.fixed_dictionaries(
        {},
        optional={
            "nationality": st.sampled_from(["nl", "nl_dual", "eu", "other"]),
            "criminal_case": st.sampled_from(["none", "possible", "running"]),
            "protection": st.booleans(),
            "country": st.sampled_from(["TR", "DE", "US"]),
        },
    ),
)
def test_nothing_lapsed_or_forbidden_is_ever_suggested(
    outcome: Outcome, agency: str, request_type: str | None, regime: str | None, days: dict[str, date],
    person: dict[str, Any],
) -> None:  # fmt: skip
    content = load_content()
    request = {"agency": agency, "request_type": request_type, "regime": regime, **days}
    facts = parse_facts({"situation": "request_refused", "prior_requests": [request], **person}, today=TODAY)
    decoded = decode(outcome, facts, content)
    assert decoded.remains or outcome == "deleted"
    for step in decoded.remains:
        assert not (step.your_deadline and step.your_deadline.past)
        if step.action == "default_notice":
            assert step.agency_deadline is not None
            assert step.agency_deadline.past
        if step.your_deadline and step.your_deadline.day and step.agency == "court":
            assert is_working_day(step.your_deadline.day)
    told = {f"{step.agency}/{step.action}" for step in decoded.remains}
    if agency in ("aivd", "mivd"):
        assert not {"ap/mediation", "ombudsman/complaint"} & told
    if agency in ("police", "sis", "pi_nl") and regime != "avg":
        assert f"{agency}/objection" not in told
    if agency in ("interpol", "europol"):
        assert not {"court/appeal", "ap/mediation", f"{agency}/default_notice"} & told
    if decoded.next_letter is not None:
        assert f"{decoded.next_letter.agency}/{decoded.next_letter.type}" in told
    if person.get("criminal_case") == "running" and decoded.remains:
        assert decoded.remains[0].action == "lawyer"
        assert not any(step.action == "access" for step in decoded.remains)


@pytest.mark.parametrize("situation", ["entry_ban_netherlands", "status_refused"])
def test_an_objection_decided_in_aliens_law_leaves_four_weeks_and_not_six(
    content: Content, situation: str
) -> None:
    told = {"request_type": "objection", "phase": "objection"}
    decoded = _decode(content, "objection_decided", "ind", told, situation=situation, nationality="eu")
    term = decoded.remains[0].your_deadline
    assert (_steps(decoded)[0], decoded.regime) == (("court", "appeal"), "vw")
    assert term is not None
    assert str(term.day) == "2026-12-01"


def test_a_decided_objection_about_a_clearance_is_not_sent_to_the_court_of_access_requests(
    content: Content,
) -> None:
    told = {"request_type": "objection", "phase": "objection"}
    decoded = _decode(content, "objection_decided", "aivd", told, situation="screening_refused")
    assert [key for key in _steps(decoded) if key != ("lawyer", "lawyer")] == [("court", "appeal")]
    assert "Den Haag" not in decoded.means.nl + decoded.remains[0].title.nl


def test_no_mediation_by_the_data_protection_authority_about_a_passport(content: Content) -> None:
    told = {"request_type": "objection", "phase": "objection"}
    decoded = _decode(content, "objection_decided", "nctv", told, situation="passport_problem")
    assert _steps(decoded) == [("court", "appeal")]
