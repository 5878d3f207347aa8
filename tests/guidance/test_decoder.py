"""What came back, what it means, and what remains against it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from bot.guidance.content import Content, load_content
from bot.guidance.decoder import OUTCOMES, Decoded, DecoderError, Outcome, decode
from bot.guidance.facts import parse_facts
from bot.guidance.lint import violations

TODAY = date(2026, 11, 24)
AGENCIES = ("police", "kmar", "om", "justid", "aivd", "mivd", "ind", "nctv", "rvig", "interpol", "europol")
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
