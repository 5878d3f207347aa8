"""The days of letters as a calendar that betrays nothing: neutral titles, reminders, private by default."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta

import msgspec
from icalendar import Alarm, Calendar, Event

from bot.letters.model import Language, Letter, Text
from bot.letters.terms import last_day

REMIND_BEFORE = timedelta(days=3)
REMIND_BEFORE_OWN_TERM = timedelta(days=7)
_NAMESPACE = uuid.UUID("6f2d6a0e-5f0c-4a34-9b2e-2f1f5b6f8a11")
PRODUCT = "-//Agenda//1//NL"


class Entry(msgspec.Struct, frozen=True):
    """One day in the calendar; `title` still holds `{number}`, the letter's place in its bundle."""

    day: date
    title: Text
    note: Text
    remind_before: timedelta


def entries(letter: Letter, sent_on: date) -> Iterator[Entry]:
    """The days that follow from posting a letter on `sent_on`, and the last day of the person's own term.

    An authority's term runs from receipt; counted from posting it is the earliest day, which the note says.
    """
    words = letter.words
    for term in letter.terms:
        start = letter.decision_sent_on if term.starts == "decision" else sent_on
        if start is None:
            continue
        day = last_day(start, term.span, dutch_law=term.dutch_law)
        own = term.key == "own"
        note = words["calendar_own_note" if own else "calendar_note"]
        yield Entry(
            day,
            words[f"calendar_{term.key}"],
            note,
            REMIND_BEFORE_OWN_TERM if own else REMIND_BEFORE,
        )
        latest = day
        if term.extension:
            latest = last_day(
                start, term.span + term.extension, dutch_law=term.dutch_law
            )
            yield Entry(latest, words["calendar_last_extension"], note, REMIND_BEFORE)
        if term.default_notice:
            yield Entry(
                latest + timedelta(days=1),
                words["calendar_default_notice"],
                note,
                timedelta(),
            )


def render_ics(
    letter: Letter,
    *,
    sent_on: date | None = None,
    language: Language = "nl",
    number: int = 1,
) -> bytes:
    """One letter's calendar; without a posting day it is counted from the day the letter was written."""
    return calendar([(number, letter)], sent_on=sent_on, language=language)


def calendar(
    letters: Sequence[tuple[int, Letter]], *, sent_on: date | None, language: Language
) -> bytes:
    """One calendar for several numbered letters."""
    made = Calendar()
    made.add("prodid", PRODUCT)
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    if letters:
        made.add(
            "x-wr-calname", letters[0][1].words["calendar_name"].in_language(language)
        )
    for number, letter in letters:
        stamp = datetime.combine(letter.written_on, datetime.min.time(), tzinfo=UTC)
        for entry in entries(letter, sent_on or letter.written_on):
            made.add_component(_event(entry, number, stamp, language))
    return made.to_ical()


def _event(entry: Entry, number: int, stamp: datetime, language: Language) -> Event:
    title = entry.title.in_language(language).replace("{number}", str(number))
    event = Event()
    event.add("uid", str(uuid.uuid5(_NAMESPACE, f"{entry.day.isoformat()} {title}")))
    event.add("dtstamp", stamp)
    event.add("dtstart", entry.day)
    event.add("dtend", entry.day + timedelta(days=1))
    event.add("summary", title)
    event.add("description", entry.note.in_language(language))
    event.add("class", "PRIVATE")
    event.add("transp", "TRANSPARENT")
    if entry.remind_before:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", title)
        alarm.add("trigger", -entry.remind_before)
        event.add_component(alarm)
    return event
