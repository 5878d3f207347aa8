"""The days a letter brings, and the calendar that carries them."""

from __future__ import annotations

from datetime import date

import pytest
from icalendar import Calendar

from bot.letters import deadlines_after_sending, render_ics
from tests.letters.conftest import Draft
from tests.letters.test_rules import ABOUT_POLICE, WPG_REFUSED

POSTED = date(2026, 11, 25)
LATE = "nog geen antwoord? Dan kan een ingebrekestelling (schriftelijk melden dat het te laat is)"


def days(letter, sent_on=POSTED):
    return [(due.day, due.title.nl) for due in deadlines_after_sending(letter, sent_on)]


def test_the_police_answer_in_six_weeks_or_with_the_longest_extension_in_twelve(draft: Draft):
    assert days(draft("police", "access")) == [
        (date(2027, 1, 6), "Brief 1: antwoord verwacht"),
        (date(2027, 2, 17), "Brief 1: uiterste dag na verlenging"),
        (date(2027, 2, 19), f"Brief 1: {LATE}"),
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


def test_a_notice_of_default_is_never_sent_too_early(draft: Draft):
    # Posted on Friday, received on Monday 30 November; four weeks end on the 28th of December.
    changed = deadlines_after_sending(draft("police", "rectification"), date(2026, 11, 27))
    assert [(due.day, due.title.en) for due in changed] == [
        (date(2026, 12, 28), "Letter 1: answer due"),
        (
            date(2026, 12, 29),
            "Letter 1: still no answer? Then a notice of default is possible (saying in writing that it is late)",
        ),
    ]
    assert changed[-1].note.nl.startswith(
        "Deze dag is geteld alsof de brief op 30 november 2026 is ontvangen."
    )


def test_months_with_their_extension_count_as_one_for_the_notice_of_default_too(draft: Draft):
    # Received on Friday 30 January: three months end on 30 April, and not on the 28th by way of February.
    changed = deadlines_after_sending(draft("ind", "access"), date(2026, 1, 29))
    assert changed[-1].day == date(2026, 5, 1)


def test_after_a_notice_of_default_the_two_weeks_count_from_its_receipt(draft: Draft):
    # Received on the 26th: the two weeks end with the 10th, and the next step is possible the day after.
    assert days(draft("police", "default_notice")) == [
        (date(2026, 12, 11), "Brief 1: twee weken voorbij, volgende stap")
    ]


def test_ones_own_term_counts_from_the_decision_and_not_from_posting(draft: Draft):
    letter = draft("court", "appeal", ABOUT_POLICE, **WPG_REFUSED)
    assert days(letter) == [(date(2026, 12, 23), "Brief 1: laatste dag om te versturen")]


def test_the_calendar_is_neutral_private_and_reminds(draft: Draft):
    made = render_ics(draft("police", "access"), sent_on=POSTED, language="en")
    calendar = Calendar.from_ical(made)
    events = calendar.walk("VEVENT")
    assert str(events[0]["SUMMARY"]) == "Letter 1: answer due"
    assert not [component.errors for component in calendar.walk() if component.errors]
    assert {str(event["CLASS"]) for event in events} == {"PRIVATE"}
    assert len(calendar.walk("VALARM")) == 2
    for word in (b"police", b"politie", b"CTER", b"Wpg", b"ORGANIZER", b"ATTENDEE"):
        assert word not in made


def test_the_calendar_is_valid_where_it_is_read_by_the_letter_of_rfc_5545(draft: Draft):
    made = render_ics(draft("police", "access"), sent_on=POSTED)
    lines = made.split(b"\r\n")
    assert (lines[0], lines[-2], lines[-1]) == (b"BEGIN:VCALENDAR", b"END:VCALENDAR", b"")
    assert all(len(line) <= 75 and b"\n" not in line for line in lines)
    unfolded = made.replace(b"\r\n ", b"").decode().splitlines()
    opened: list[str] = []
    for line in unfolded:
        name, _, value = line.partition(":")
        if name == "BEGIN":
            opened.append(value)
        elif name == "END":
            assert opened.pop() == value
    assert opened == []
    for needed in ("VERSION:2.0", "PRODID:", "DTSTART;VALUE=DATE:20270106", "DTEND;VALUE=DATE:20270107"):
        assert any(line.startswith(needed) for line in unfolded)
    for name in ("UID:", "DTSTAMP:", "SUMMARY:"):
        assert len({line for line in unfolded if line.startswith(name)}) == (1 if name == "DTSTAMP:" else 3)
    assert {line for line in unfolded if line.startswith("TRIGGER")} == {"TRIGGER:-P3D"}


def test_the_same_letter_and_day_make_the_same_calendar(draft: Draft):
    letter = draft("police", "access")
    assert render_ics(letter, sent_on=POSTED) == render_ics(letter, sent_on=POSTED)


def test_without_a_posting_day_the_day_of_writing_counts(draft: Draft):
    letter = draft("police", "access")
    assert render_ics(letter) == render_ics(letter, sent_on=letter.written_on)


@pytest.mark.parametrize(
    ("agency", "action"), [("court", "appeal"), ("police", "complaint"), ("justis", "view")]
)
def test_the_calendar_of_a_letter_without_a_known_day_is_not_empty(draft: Draft, agency: str, action: str):
    events = Calendar.from_ical(render_ics(draft(agency, action), sent_on=POSTED)).walk("VEVENT")
    assert [(event["DTSTART"].dt, str(event["SUMMARY"])) for event in events] == [
        (POSTED, "Brief 1: versturen")
    ]
    assert "geen laatste dag" in str(events[0]["DESCRIPTION"])
