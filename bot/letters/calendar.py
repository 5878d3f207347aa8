"""The days of letters as a calendar that betrays nothing: neutral titles, reminders, private by default."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import cast

import msgspec
from icalendar import Alarm, Calendar, Event

from bot.guidance.deadlines import dutch_end, extended_end, foreign_end, next_working_day
from bot.guidance.text import Text
from bot.letters.identity import written_text
from bot.letters.letter import Language, Letter, Term

REMIND_BEFORE = timedelta(days=3)
REMIND_BEFORE_OWN_TERM = timedelta(days=7)
_DAY = timedelta(days=1)
#: What the person may do once an authority's term is over.
_NEXT_STEP = {"answer": "calendar_default_notice", "decide_after_default": "calendar_decide_after_default"}
PRODUCT = "-//Agenda//1//NL"
_NAMESPACE = uuid.UUID("6f2d6a0e-5f0c-4a34-9b2e-2f1f5b6f8a11")


class Due(msgspec.Struct, frozen=True):
    """One day to watch: `title` is neutral, `note` says how the day was counted."""

    day: date
    title: Text
    note: Text
    remind_before: timedelta


def deadlines_after_sending(letter: Letter, sent_on: date, number: int = 1) -> tuple[Due, ...]:
    """The days that follow from posting a letter on `sent_on`, and the last day of the person's own term.

    An authority's term runs from receipt. Its own day is counted from posting, as the earliest, which the note
    says. What the person does next would be void too early: that is counted from receipt, which we take to be
    the working day after posting.
    `number` is the letter's place in its bundle, for the titles.
    """
    return tuple(_due(letter, sent_on, number))


def _due(letter: Letter, sent_on: date, number: int) -> Iterator[Due]:
    words = {
        key: text.filled({"number": Text(str(number), str(number))}) for key, text in letter.words.items()
    }
    received_on = next_working_day(sent_on + _DAY)
    counted = words["calendar_received_note"].filled({"received": written_text(received_on)})
    for term in letter.terms:
        if term.starts == "decision":
            if letter.decision_sent_on is not None:
                day = _end(term, letter.decision_sent_on)
                yield Due(day, words["calendar_own"], words["calendar_own_note"], REMIND_BEFORE_OWN_TERM)
            continue
        if term.key == "answer":
            day, note = _end(term, sent_on), words["calendar_note"]
            yield Due(day, words["calendar_answer"], note, REMIND_BEFORE)
            if term.extension is not None:
                yield Due(_latest(term, sent_on), words["calendar_last_extension"], note, REMIND_BEFORE)
        if not term.foreign:
            first_day_after = next_working_day(_latest(term, received_on) + _DAY)
            yield Due(first_day_after, words[_NEXT_STEP[term.key]], counted, timedelta())


def _end(term: Term, start: date) -> date:
    return foreign_end(start, term.length) if term.foreign else dutch_end(start, term.length)


def _latest(term: Term, start: date) -> date:
    """The last day of a term with its longest lawful extension."""
    return _end(term, start) if term.extension is None else extended_end(start, term.length, term.extension)


def render_ics(
    letter: Letter, *, sent_on: date | None = None, language: Language = "nl", number: int = 1
) -> bytes:
    """One letter's calendar; without a posting day it is counted from the day the letter was written."""
    return render_calendar([(number, letter)], sent_on=sent_on, language=language)


def render_calendar(
    letters: Sequence[tuple[int, Letter]], *, sent_on: date | None, language: Language
) -> bytes:
    """One calendar for several numbered letters."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    counted = [
        (letter, deadlines_after_sending(letter, sent_on or letter.written_on, number))
        for number, letter in letters
    ]
    if not any(days for _, days in counted):
        # RFC 5545 knows no calendar without events, and programs refuse to open one.
        counted = [(letter, (_posting(letter, sent_on, number),)) for number, letter in letters]
    for letter, days in counted:
        stamp = datetime.combine(letter.written_on, datetime.min.time(), tzinfo=UTC)
        for due in days:
            calendar.add_component(_event(due, stamp, language))
    return cast(bytes, calendar.to_ical())


def _posting(letter: Letter, sent_on: date | None, number: int) -> Due:
    title = letter.words["calendar_send"].filled({"number": Text(str(number), str(number))})
    return Due(sent_on or letter.written_on, title, letter.words["calendar_send_note"], timedelta())


def _event(due: Due, stamp: datetime, language: Language) -> Event:
    title = due.title.in_language(language)
    event = Event()
    event.add("uid", str(uuid.uuid5(_NAMESPACE, f"{due.day.isoformat()} {title}")))
    event.add("dtstamp", stamp)
    event.add("dtstart", due.day)
    event.add("dtend", due.day + _DAY)
    event.add("summary", title)
    event.add("description", due.note.in_language(language))
    event.add("class", "PRIVATE")
    event.add("transp", "TRANSPARENT")
    if due.remind_before:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", title)
        alarm.add("trigger", -due.remind_before)
        event.add_component(alarm)
    return event
