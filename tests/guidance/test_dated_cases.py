"""Last days derived by hand from the facts, one case a line: the start, the law, the day, and why it falls there.

2026: Good Friday 3 April, Easter Monday 6 April, King's Day Monday 27 April, 5 May a Tuesday, Ascension 14 May, Whit
Monday 25 May. Christmas 2026 is a Friday and a Saturday; New Year's Day 2027 a Friday. 2027: Good Friday 26 March,
Easter Monday 29 March, King's Day a Tuesday.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.guidance.content import load_content
from bot.guidance.deadlines import is_working_day
from bot.guidance.facts import parse_facts
from bot.guidance.plan import Deadline, make_plan

CONTENT = load_content()


def _step_term(key: str, whose: str, facts: dict[str, Any], today: str) -> Deadline:
    plan = make_plan(parse_facts(facts, today=date.fromisoformat(today)), CONTENT)
    step = next(step for step in plan.steps if f"{step.agency}/{step.action}" == key)
    term: Deadline | None = step.your_deadline if whose == "your" else step.agency_deadline
    assert term is not None
    return term


def refused(agency: str, sent_on: str, **request: Any) -> dict[str, Any]:
    told = {
        "agency": agency,
        "request_type": "access",
        "status": "refused",
        "decision_sent_on": sent_on,
        **request,
    }
    return {"situation": "request_refused", "prior_request": told}


def asked(agency: str, received_on: str, kind: str = "access", **request: Any) -> dict[str, Any]:
    told = {
        "agency": agency,
        "request_type": kind,
        "received_on": received_on,
        "status": "pending",
        **request,
    }
    return {"situation": "no_reply", "prior_request": told}


def paper(situation: str, sent_on: str, **facts: Any) -> dict[str, Any]:
    return {"situation": situation, "paper": "decision", "paper_sent_on": sent_on, **facts}


HOME = {"whereabouts": "netherlands"}
OTHER, EU = {"nationality": "other"}, {"nationality": "eu"}

OWN = [
    # Police law: six weeks from the sending.
    ("court/appeal", refused("police", "2026-09-01"), "2026-10-13"),  # a Tuesday gives a Tuesday
    ("court/appeal", refused("police", "2026-09-05"), "2026-10-19"),  # Saturday 17 October
    ("court/appeal", refused("police", "2026-09-06"), "2026-10-19"),  # Sunday 18 October
    ("court/appeal", refused("kmar", "2026-02-20"), "2026-04-07"),  # Good Friday, then Easter to Monday
    ("court/appeal", refused("police", "2026-02-23"), "2026-04-07"),  # Easter Monday
    ("court/appeal", refused("police", "2026-03-16"), "2026-04-28"),  # King's Day
    ("court/appeal", refused("police", "2026-03-24"), "2026-05-06"),  # 5 May, every year
    ("court/appeal", refused("sis", "2026-04-02"), "2026-05-15"),  # Ascension Day; the Friday after it is no holiday
    ("court/appeal", refused("police", "2026-04-13"), "2026-05-26"),  # Whit Monday
    ("court/appeal", refused("pi_nl", "2026-11-13"), "2026-12-28"),  # both Christmas days, then Sunday
    ("court/appeal", refused("police", "2026-11-20"), "2027-01-04"),  # New Year's Day, then a weekend
    ("court/appeal", refused("police", "2027-03-16"), "2027-04-28"),  # King's Day on a Tuesday
    ("ap/mediation", refused("police", "2026-09-05"), "2026-10-19"),  # inside the court's term
    # Objection first: six weeks.
    ("om/objection", refused("om", "2026-09-01"), "2026-10-13"),
    ("justid/objection", refused("justid", "2026-02-20"), "2026-04-07"),
    ("municipality/objection", refused("municipality", "2026-11-14"), "2026-12-28"),  # Boxing Day, a Saturday
    ("aivd/objection", refused("aivd", "2026-03-16"), "2026-04-28"),
    # After an objection; after mediation from the day the notice came.
    ("court/appeal", refused("aivd", "2026-09-05", phase="objection"), "2026-10-19"),
    ("court/appeal", refused("police", "2026-06-01", phase="mediation", phase_ended_on="2026-10-10"), "2026-11-23"),
    # Aliens law: four weeks.
    ("court/appeal", paper("entry_ban_netherlands", "2026-03-06", **OTHER), "2026-04-07"),  # Good Friday
    ("ind/objection", paper("entry_ban_netherlands", "2026-03-30", **EU), "2026-04-28"),  # King's Day
    ("court/appeal", refused("ind", "2026-11-27", request_type="lifting"), "2026-12-28"),  # Christmas
    ("ind/objection", refused("ind", "2026-09-01"), "2026-10-13"),  # about data: six weeks
    # Passport and screening.
    ("municipality/hold_request", paper("passport_problem", "2026-03-20"), "2026-04-07"),  # two weeks: Good Friday
    ("nctv/objection", paper("passport_problem", "2026-03-20"), "2026-05-01"),
    ("justis/view", {"situation": "screening_refused", "agency": "justis", "stage": "intention",
                     "paper_sent_on": "2026-12-11"}, "2026-12-28"),
    ("justis/objection", paper("screening_refused", "2026-09-05", agency="justis"), "2026-10-19"),
    # A complaint within a year, a term that no weekend moves; 29 February gives 28 February.
    ("kmar/complaint", {"situation": "unfair_treatment", "agency": "kmar", "event_date": "2026-02-28"}, "2027-02-28"),
    ("kmar/complaint", {"situation": "unfair_treatment", "agency": "kmar", "event_date": "2024-02-29"}, "2025-02-28"),
    # Recipients of four years: the day stays a Saturday.
    ("police/access", {"situation": "data_shared_abroad", "event_date": "2022-12-05"}, "2026-12-05"),
    # Foreign terms: sixty days, never later, and the last working day before a free one.
    ("tr/foreign_redress", paper("refused_entry_abroad", "2026-10-01", country="TR", **HOME), "2026-11-30"),
    ("tr/foreign_redress", paper("refused_entry_abroad", "2026-09-29", country="TR", **HOME), "2026-11-27"),
    ("ma/foreign_redress", paper("refused_entry_abroad", "2026-02-02", country="MA", **HOME), "2026-04-02"),
    ("ca/foreign_redress", paper("refused_entry_abroad", "2026-11-02", country="CA", **HOME), "2026-12-31"),
    # Canada counts from the denied boarding, not from a letter that came later.
    ("ca/foreign_redress", paper("refused_entry_abroad", "2026-11-20", country="CA", event_date="2026-11-02", **HOME),
     "2026-12-31"),
    ("tr/foreign_redress", {"situation": "refused_entry_abroad", "country": "TR", "paper": "none",
                            "event_date": "2026-10-01", **HOME}, "2026-11-30"),
]  # fmt: skip


def _day_before(facts: dict[str, Any]) -> str:
    """A day on which nothing of these facts lies ahead: that of the last event told."""
    told = [*facts.values(), *(facts.get("prior_request") or {}).values()]
    return max(value for value in told if isinstance(value, str) and value[:2] == "20")


@pytest.mark.parametrize(("key", "facts", "day"), OWN, ids=lambda value: str(value)[:100])
def test_a_term_of_the_person_ends_on_the_day_derived_by_hand(
    key: str, facts: dict[str, Any], day: str
) -> None:
    term = _step_term(key, "your", facts, _day_before(facts))
    assert str(term.day) == day
    assert not term.past
    last = _step_term(key, "your", facts, day)
    assert not last.past
    if key not in ("police/access", "ap/mediation"):  # without its day, and only inside a term that runs
        over = _step_term(key, "your", facts, str(date.fromordinal(date.fromisoformat(day).toordinal() + 15)))
        assert over.past


ANSWERS = [
    # Agency, kind, received, first day, longest day.
    ("police", "access", "2026-09-01", "2026-10-13", "2026-11-24"),  # 6 + 6 weeks
    ("police", "access", "2026-02-20", "2026-04-07", "2026-05-15"),  # Good Friday; twelve weeks end on 15 May
    ("police", "erasure", "2026-03-30", "2026-04-28", "2026-04-28"),  # four weeks, no extension: King's Day
    ("kmar", "access", "2026-09-01", "2026-10-13", "2026-11-10"),  # 6 + 4 weeks
    ("sis", "access", "2026-09-05", "2026-10-19", "2026-11-16"),  # both a Saturday
    ("pi_nl", "access", "2026-10-16", "2026-11-27", "2026-12-28"),  # 10 weeks end on Christmas Day
    ("om", "access", "2026-09-01", "2026-10-13", "2026-11-24"),
    ("om", "rectification", "2026-09-01", "2026-09-29", "2026-09-29"),
    ("justid", "access", "2026-03-06", "2026-04-07", "2026-04-07"),  # four weeks: Good Friday
    ("aivd", "access", "2026-01-31", "2026-04-30", "2026-05-28"),  # three months end on the last day of April
    (
        "mivd",
        "access",
        "2026-11-30",
        "2027-03-01",
        "2027-03-30",
    ),  # 28 February is a Sunday; +4 weeks is Easter Sunday
    (
        "ind",
        "access",
        "2026-01-31",
        "2026-03-02",
        "2026-04-30",
    ),  # 28 February is a Saturday; three months: 30 April
    ("municipality", "access", "2026-03-27", "2026-04-28", "2026-06-29"),  # King's Day; 27 June is a Saturday
    ("nctv", "access", "2026-12-31", "2027-02-01", "2027-03-31"),  # 31 January is a Sunday
    ("rvig", "erasure", "2026-04-05", "2026-05-06", "2026-07-06"),  # 5 May; 5 July is a Sunday
    (
        "europol",
        "access",
        "2026-07-28",
        "2026-11-27",
        "2026-11-27",
    ),  # Saturday 28 November: the Friday before
    ("interpol", "access", "2026-08-29", "2026-12-29", "2026-12-29"),
    (
        "interpol",
        "erasure",
        "2026-03-27",
        "2026-12-24",
        "2026-12-24",
    ),  # 27 December is a Sunday after Christmas
]


@pytest.mark.parametrize(("agency", "kind", "received", "day", "latest"), ANSWERS)
def test_the_time_to_answer_ends_on_the_day_derived_by_hand(
    agency: str, kind: str, received: str, day: str, latest: str
) -> None:
    term = _step_term(f"{agency}/contact", "agency", asked(agency, received, kind, sent_by="post"), received)
    assert (str(term.day), str(term.latest)) == (day, latest)


@pytest.mark.parametrize(
    ("received", "today", "steps"),
    [
        ("2026-11-06", "2026-11-20", ["police/contact"]),  # the last day of the two weeks
        ("2026-11-06", "2026-11-21", ["court/appeal"]),
        ("2026-12-11", "2026-12-28", ["police/contact"]),  # two weeks end at Christmas: Monday 28 December
        ("2026-12-11", "2026-12-29", ["court/appeal"]),
        ("2026-03-20", "2026-04-07", ["police/contact"]),  # Good Friday to Easter Monday
        ("2026-03-20", "2026-04-08", ["court/appeal"]),
    ],
)
def test_two_weeks_after_a_notice_of_default_the_court_is_open(
    received: str, today: str, steps: list[str]
) -> None:
    facts = parse_facts(asked("police", received, "default_notice"), today=date.fromisoformat(today))
    plan = make_plan(facts, CONTENT)
    assert [f"{step.agency}/{step.action}" for step in plan.steps] == steps


def test_a_day_counted_from_the_sending_of_a_request_says_at_the_earliest() -> None:
    told = asked("om", "2026-09-03", sent_on="2026-09-01", sent_by="post")
    exact = _step_term("om/contact", "agency", told, "2026-09-10")
    told["prior_request"] |= {"received_on": None}
    early = _step_term("om/contact", "agency", told, "2026-09-10")
    assert (str(exact.day), str(early.day)) == ("2026-10-15", "2026-10-13")
    assert "ontvangst" in exact.rule.nl
    assert "at the earliest" in early.rule.en.lower()


def test_an_announced_day_is_told_as_announced_and_wins() -> None:
    term = _step_term(
        "om/contact", "agency", asked("om", "2026-09-01", extended_until="2026-12-05"), "2026-11-24"
    )
    assert (str(term.day), str(term.latest)) == ("2026-12-05", "2026-12-05")
    assert "zelf heeft gemeld" in term.rule.nl


ANY_DAY = st.dates(date(2024, 1, 1), date(2036, 12, 31))
LAWS = st.sampled_from(
    ["police", "kmar", "sis", "pi_nl", "om", "justid", "aivd", "mivd", "ind", "nctv", "rvig"]
)


@settings(max_examples=150, deadline=None, derandomize=True)
@given(ANY_DAY, LAWS, st.integers(0, 40))
def test_a_later_receipt_never_gives_an_earlier_day_and_both_languages_tell_the_same_one(
    received: date, agency: str, later: int
) -> None:
    terms = []
    for day in (received, date.fromordinal(received.toordinal() + later)):
        term = _step_term(f"{agency}/contact", "agency", asked(agency, str(day), sent_by="post"), str(day))
        assert term.day is not None
        assert term.latest is not None
        assert is_working_day(term.day)
        assert is_working_day(term.latest)
        assert term.day <= term.latest
        numbers = [[part for part in text.split() if part.isdigit()] for text in (term.rule.nl, term.rule.en)]
        assert set(numbers[0]) == set(numbers[1]) or "parket" in term.rule.nl or "eenheden" in term.rule.nl
        terms.append(term)
    assert terms[0].day <= terms[1].day
    assert terms[0].latest <= terms[1].latest


@settings(max_examples=150, deadline=None, derandomize=True)
@given(ANY_DAY, LAWS, st.integers(0, 120))
def test_a_remedy_of_the_person_is_past_only_after_its_last_day_and_never_without_what_is_left(
    sent: date, agency: str, passed: int
) -> None:
    today = date.fromordinal(sent.toordinal() + passed)
    plan = make_plan(parse_facts(refused(agency, str(sent)), today=today), CONTENT)
    term = plan.steps[0].your_deadline
    assert term is not None
    assert term.day is not None
    assert is_working_day(term.day)
    assert term.past is (today > term.day)
    assert (len(plan.steps) > 1 and plan.steps[-1].letter is not None) or not term.past
