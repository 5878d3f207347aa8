"""The days a letter brings, and the calendar that carries them."""

from __future__ import annotations

from datetime import date

import pytest
from icalendar import Calendar

from bot.letters import deadlines_after_sending, render_ics
from tests.letters.conftest import Draft
from tests.letters.test_rules import ABOUT_POLICE, WPG_REFUSED

POSTED = date(2026, 11, 25)


def days(letter, sent_on=POSTED):
    return [(due.day, due.title.nl) for due in deadlines_after_sending(letter, sent_on)]


def test_the_police_answer_in_six_weeks_or_with_the_longest_extension_in_twelve(draft: Draft):
    assert days(draft("police", "access")) == [
        (date(2027, 1, 6), "Brief 1: antwoord verwacht"),
        (date(2027, 2, 17), "Brief 1: uiterste dag na verlenging"),
        (date(2027, 2, 18), "Brief 1: nog geen antwoord? Stuur een herinnering"),
    ]


@pytest.mark.parametrize(
    ("agency", "action", "variant", "answer", "latest"),
    [
        ("police", "rectification", "wpg", date(2026, 12, 23), None),
        ("kmar", "access", "wpg", date(2027, 1, 6), date(2027, 2, 3)),
        ("kmar", "access", "avg", date(2026, 12, 28), date(2027, 2, 25)),
        ("justid", "access", None, date(2026, 12, 23), None),
        ("aivd", "access", None, date(2027, 2, 25), date(2027, 3, 25)),
        ("interpol", "erasure", None, date(2027, 8, 25), None),
    ],
)
def test_each_authority_has_its_own_term(draft: Draft, agency, action, variant, answer, latest):
    found = {
        title.removeprefix("Brief 1: "): day for day, title in days(draft(agency, action, variant=variant))
    }
    assert found["antwoord verwacht"] == answer
    assert found.get("uiterste dag na verlenging") == latest


def test_nobody_is_reminded_of_a_notice_of_default_to_a_foreign_body(draft: Draft):
    assert len(days(draft("interpol", "access"))) == 1


def test_after_a_notice_of_default_the_two_weeks_are_counted(draft: Draft):
    assert days(draft("police", "default_notice")) == [
        (date(2026, 12, 9), "Brief 1: twee weken voorbij, volgende stap")
    ]


def test_ones_own_term_counts_from_the_decision_and_not_from_posting(draft: Draft):
    letter = draft("court", "appeal", ABOUT_POLICE, **WPG_REFUSED)
    assert days(letter) == [(date(2026, 12, 23), "Brief 1: laatste dag om te versturen")]


def test_the_calendar_is_neutral_private_and_reminds(draft: Draft):
    made = render_ics(draft("police", "access"), sent_on=POSTED, language="en")
    calendar = Calendar.from_ical(made)
    events = calendar.walk("VEVENT")
    assert str(events[0]["SUMMARY"]) == "Letter 1: answer due"
    assert {str(event["CLASS"]) for event in events} == {"PRIVATE"}
    assert len(calendar.walk("VALARM")) == 2
    for word in (b"police", b"politie", b"CTER", b"Wpg", b"ORGANIZER", b"ATTENDEE"):
        assert word not in made


def test_the_same_letter_and_day_make_the_same_calendar(draft: Draft):
    letter = draft("police", "access")
    assert render_ics(letter, sent_on=POSTED) == render_ics(letter, sent_on=POSTED)


def test_without_a_posting_day_the_day_of_writing_counts(draft: Draft):
    letter = draft("police", "access")
    assert render_ics(letter) == render_ics(letter, sent_on=letter.written_on)
