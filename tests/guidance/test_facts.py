"""What counts as a fact, and what is refused with the name of the field."""

from __future__ import annotations

from typing import Any

import pytest

from bot.guidance.facts import FactsError, parse_facts
from tests.guidance.conftest import TODAY


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"colour": "red"}, "colour"),
        ({"situation": "bad_weather"}, "situation"),
        ({"also": ["bad_weather"]}, "also[0]"),
        ({"country": "ZZ"}, "country"),
        ({"country": "tr"}, "country"),
        ({"second_nationality": "XX"}, "second_nationality"),
        ({"feared_states": ["SY", "QQ"]}, "feared_states"),
        ({"paper_date": "2026-11-25"}, "paper_date"),
        ({"event_date": "2030-01-01"}, "event_date"),
        ({"event_date": "0001-01-01"}, "event_date"),
        ({"paper_sent_on": "24-11-2026"}, "paper_sent_on"),
        ({"nationality": "dutch"}, "nationality"),
        ({"protection": "maybe"}, "protection"),
        ({"acting_for": {"age": 140}}, "acting_for.age"),
        ({"acting_for": {"age": -1}}, "acting_for.age"),
        ({"acting_for": {"name": "…"}}, "acting_for.name"),
        ({"acting_for": 7}, "acting_for"),
        ({"prior_request": {"agency": "fbi"}}, "prior_request.agency"),
        ({"prior_request": {"sent_on": "2027-01-01"}}, "prior_request.sent_on"),
        ({"prior_requests": [{}, {"sent_on": "2027-01-01"}]}, "prior_requests[1].sent_on"),
        ({"prior_requests": {}}, "prior_requests"),
        ({"prior_request": {}, "prior_requests": []}, "prior_request"),
        ({"declined": ["shoe_size"]}, "declined"),
        ({"today": "tomorrow"}, "today"),
        ({"today": "9000-01-01"}, "today"),
    ],
)
def test_what_cannot_be_is_refused_with_the_name_of_the_field(told: dict[str, Any], field: str) -> None:
    with pytest.raises(FactsError) as refused:
        parse_facts({"situation": "no_reply", **told}, today=TODAY)
    assert refused.value.field == field


def test_a_refusal_never_repeats_what_was_typed() -> None:
    with pytest.raises(FactsError) as refused:
        parse_facts({"situation": "no_reply", "agency": "Jan de Vries"}, today=TODAY)
    assert "Jan" not in str(refused.value)


def test_the_situation_and_the_day_are_needed() -> None:
    with pytest.raises(FactsError, match="situation"):
        parse_facts({}, today=TODAY)
    with pytest.raises(FactsError, match="today"):
        parse_facts({"situation": "no_reply"})


def test_the_day_in_the_facts_wins() -> None:
    assert parse_facts({"situation": "no_reply", "today": "2026-01-02"}, today=TODAY).today.year == 2026
    assert parse_facts({"situation": "no_reply", "today": "2026-01-02"}, today=TODAY).today.month == 1


def test_a_single_prior_request_is_a_list_of_one() -> None:
    single = parse_facts({"situation": "no_reply", "prior_request": {"agency": "police"}}, today=TODAY)
    several = parse_facts({"situation": "no_reply", "prior_requests": [{"agency": "police"}]}, today=TODAY)
    assert single == several


def test_a_null_is_an_unknown_fact() -> None:
    assert parse_facts({"situation": "no_reply", "country": None}, today=TODAY).country is None


def test_days_that_lie_ahead_are_possible_where_they_may() -> None:
    facts = parse_facts(
        {"situation": "no_reply", "journey_on": "2027-01-01", "paper_until": "2027-01-01"}, today=TODAY
    )
    assert facts.journey_on == facts.paper_until
