"""When terms end: the working days of Dutch law, foreign terms, and what is past or doubtful."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.guidance.deadlines import (
    Length,
    Start,
    TermDay,
    authority_term,
    dutch_end,
    foreign_end,
    is_working_day,
    own_term,
    paper_term,
)
from bot.guidance.facts import PriorRequest
from bot.guidance.terms import answer_day

WEEKS_6 = Length(weeks=6)
DAYS = st.dates(date(2024, 1, 1), date(2040, 12, 31))
SHORT = st.one_of(
    st.builds(Length, days=st.integers(1, 90)),
    st.builds(Length, weeks=st.integers(1, 12)),
    st.builds(Length, months=st.integers(1, 3)),
)
ANY = st.one_of(
    SHORT, st.builds(Length, years=st.integers(1, 5)), st.builds(Length, months=st.integers(4, 24))
)


def exact(day: date) -> Start:
    return Start(day, exact=True)


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2026, 11, 24), True),
        (date(2026, 11, 28), False),
        (date(2027, 3, 26), False),  # Good Friday counts by equation
        (date(2027, 4, 27), False),  # King's Day
        (date(2026, 5, 5), False),  # every year, not only in lustrum years
        (date(2026, 5, 14), False),  # Ascension Day
        (date(2026, 12, 26), False),
        (date(2026, 12, 24), True),
    ],
)
def test_holidays_are_those_of_the_algemene_termijnenwet(day: date, works: bool) -> None:
    assert is_working_day(day) is works


def test_an_appeal_on_a_saturday_ends_on_monday() -> None:
    assert dutch_end(date(2026, 10, 17), WEEKS_6) == date(2026, 11, 30)


def test_a_term_that_ends_at_christmas_ends_on_the_next_working_day() -> None:
    assert dutch_end(date(2026, 11, 13), WEEKS_6) == date(2026, 12, 28)


def test_terms_in_years_or_over_twelve_weeks_do_not_move() -> None:
    saturday = date(2026, 11, 28)
    assert dutch_end(date(2022, 11, 28), Length(years=4)) == saturday
    assert dutch_end(saturday - timedelta(weeks=13), Length(weeks=13)) == saturday
    assert dutch_end(saturday - timedelta(weeks=12), Length(weeks=12)) == date(2026, 11, 30)
    assert dutch_end(saturday - timedelta(days=91), Length(days=91)) == saturday


def test_a_foreign_term_shows_the_last_working_day_before() -> None:
    assert foreign_end(date(2026, 9, 29), Length(days=60)) == date(2026, 11, 27)


def test_a_month_without_that_day_ends_on_its_last_day() -> None:
    assert Length(months=1).after(date(2026, 1, 31)) == date(2026, 2, 28)
    assert Length(years=1).after(date(2028, 2, 29)) == date(2029, 2, 28)


@given(DAYS, SHORT)
def test_where_the_act_applies_no_term_ends_on_a_free_day(start: date, length: Length) -> None:
    assert is_working_day(dutch_end(start, length))


@given(DAYS, ANY)
def test_a_foreign_term_never_moves_later(start: date, length: Length) -> None:
    assert foreign_end(start, length) <= length.after(start)
    assert is_working_day(foreign_end(start, length))


@given(DAYS, st.integers(0, 60), ANY)
def test_a_later_start_never_ends_earlier(start: date, days: int, length: Length) -> None:
    later = start + timedelta(days=days)
    assert dutch_end(start, length) <= dutch_end(later, length)
    assert foreign_end(start, length) <= foreign_end(later, length)


@given(DAYS, SHORT, st.integers(0, 400), st.booleans())
def test_a_term_is_never_past_and_doubtful_at_once(
    start: date, length: Length, days: int, sure: bool
) -> None:
    today = start + timedelta(days=days)
    term = own_term("rule", Start(start, exact=sure), length, today)
    assert not (term.past and term.maybe_past)
    assert term.day is not None
    if sure:
        assert term.past == (today > term.day)
    else:
        assert term.past == (today > term.day + timedelta(days=14))


def test_a_term_is_urgent_up_to_and_including_the_fourteenth_day() -> None:
    today = date(2026, 11, 24)
    assert TermDay("rule", day=date(2026, 12, 8)).is_urgent(today)
    assert not TermDay("rule", day=date(2026, 12, 9)).is_urgent(today)
    assert TermDay("rule", day=date(2026, 11, 20), maybe_past=True).is_urgent(today)
    assert not TermDay("rule", day=date(2026, 11, 20), past=True).is_urgent(today)


def test_an_authority_has_its_longest_extension_before_its_term_is_past() -> None:
    received, weeks_4 = exact(date(2026, 9, 21)), Length(weeks=4)
    open_term = authority_term("rule", received, WEEKS_6, date(2026, 11, 24), extension=weeks_4)
    assert (open_term.day, open_term.latest, open_term.past) == (date(2026, 11, 2), date(2026, 11, 30), False)
    assert authority_term("rule", received, WEEKS_6, date(2026, 12, 1), extension=weeks_4).past


def test_an_announced_extension_wins_over_the_computed_day() -> None:
    request = PriorRequest(agency="police", received_on=date(2026, 9, 21), extended_until=date(2026, 12, 5))
    term = answer_day(request, date(2026, 11, 24))
    assert term is not None
    assert term.day == term.latest == date(2026, 12, 5)
    assert term.rule == "announced"


def test_a_day_on_the_paper_stays_as_it_is() -> None:
    assert paper_term("rule", date(2026, 11, 28), date(2026, 11, 24)).day == date(2026, 11, 28)
