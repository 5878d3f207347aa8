"""A letter plus the person's own data, laid out once for every format: what is sent, read and kept."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import Literal

import msgspec

from bot.guidance.text import Text
from bot.letters.identity import Identity, clean, typed_values, written_date
from bot.letters.letter import Language, Letter, LetterError, Section

OWN_TEXT_LIMIT = 20_000

PartKind = Literal["heading", "paragraph", "numbered", "bullets", "lines"]


class Part(msgspec.Struct, frozen=True):
    """A heading or paragraph (one string), a list (one string an item), or lines that stay lines."""

    kind: PartKind
    lines: tuple[str, ...]


class Pair(msgspec.Struct, frozen=True):
    """A sentence as it is sent, and as the reader reads it; `number` is that of a numbered request."""

    sent: str
    read: str
    number: int = 0
    heading: bool = False


class Notes(msgspec.Struct, frozen=True):
    """One group of what the person must know, in the reader's language; never sent."""

    heading: str
    lines: tuple[str, ...]


class Sheet(msgspec.Struct, frozen=True):
    """Everything a renderer prints, in order: the letter, the reading text (if any), the notes."""

    language: Language
    reader: Language
    title: str
    is_letter: bool
    sender: tuple[str, ...]
    recipient: tuple[str, ...]
    dateline: str
    subject: str
    salutation: str
    parts: tuple[Part, ...]
    closing: str
    signature: str
    name: str
    enclosures_heading: str
    enclosures: tuple[str, ...]
    reading_heading: str
    reading_note: str
    reading_columns: tuple[str, str]
    reading: tuple[Pair, ...]
    notes_heading: str
    notes_note: str
    notes: tuple[Notes, ...]


def compose(
    letter: Letter, identity: Identity | None, reader: Language, own_text: str | None = None
) -> Sheet:
    """Lay a letter out. Without an identity its placeholders stay, for pen or for the page to fill.

    `own_text` is the letter as the person changed it: it then stands in place of ours, whole, and without a
    reading text, which would say something else.
    """
    sheet = _drafted(letter, identity, reader)
    return sheet if own_text is None else _with_own_text(sheet, own_text)


def without_notes(sheet: Sheet) -> Sheet:
    """Only what is sent: no reading text and no notes."""
    return msgspec.structs.replace(sheet, reading=(), notes=())


def own_lines(text: str) -> tuple[tuple[str, ...], ...]:
    """Typed text as blocks of lines, cleaned like everything typed; an empty line ends a block.

    Raises:
        LetterError: it is empty or longer than OWN_TEXT_LIMIT characters.
    """
    if len(text) > OWN_TEXT_LIMIT:
        raise LetterError(f"the text has more than {OWN_TEXT_LIMIT:,} characters: make it shorter")
    lines = [clean(line, limit=OWN_TEXT_LIMIT) for line in text.splitlines()]
    blocks = tuple(tuple(block) for filled, block in groupby(lines, key=bool) if filled)
    if not blocks:
        raise LetterError("the text is empty: leave it out to send ours")
    return blocks


def _with_own_text(sheet: Sheet, text: str) -> Sheet:
    return msgspec.structs.replace(
        sheet,
        is_letter=False,
        sender=(),
        recipient=(),
        dateline="",
        subject="",
        salutation="",
        parts=tuple(Part("lines", block) for block in own_lines(text)),
        closing="",
        signature="",
        name="",
        enclosures=(),
        reading=(),
    )


def _drafted(letter: Letter, identity: Identity | None, reader: Language) -> Sheet:
    typed = typed_values(letter, identity or Identity(), letter.language)
    sent = _Filled(letter, typed, letter.language)
    read = _Filled(letter, typed_values(letter, identity or Identity(), reader), reader)
    word = letter.words
    signed_on = typed.get("sign_date") or written_date(letter.written_on, letter.language)
    place = typed.get("sign_place") or typed.get("town") or sent.placeholder("sign_place")
    town = " ".join(typed.get(key) or sent.placeholder(key) for key in ("postcode", "town"))
    sender = [
        *(typed.get(key) or sent.placeholder(key) for key in ("name", "street")),
        town,
    ]
    sender += [typed[key] for key in ("phone", "email") if key in typed]
    is_letter = letter.kind == "letter"
    subject_label = word["subject"].in_language(letter.language)
    return Sheet(
        language=letter.language,
        reader=reader,
        title=letter.title.in_language(reader),
        is_letter=is_letter,
        sender=tuple(sender) if is_letter else (),
        recipient=tuple(sent.fill(line) for line in letter.addressee),
        dateline=f"{place}, {signed_on}" if is_letter else "",
        subject=f"{subject_label}: {sent.fill(letter.subject)}" if is_letter else sent.fill(letter.subject),
        salutation=word["salutation"].in_language(letter.language) if is_letter else "",
        parts=tuple(_parts(letter.sections, sent)),
        closing=word["closing"].in_language(letter.language) if is_letter else "",
        signature=word["signature"].in_language(letter.language) if is_letter else "",
        name=typed.get("name") or sent.placeholder("name") if is_letter else "",
        enclosures_heading=word["enclosures"].in_language(letter.language),
        enclosures=tuple(sent.fill(line) for line in letter.enclosures),
        reading_heading=word["reading_heading"].in_language(reader),
        reading_note=word["reading_note"].in_language(reader),
        reading_columns=(
            word[f"column_{letter.language}"].in_language(reader),
            word[f"column_{reader}"].in_language(reader),
        ),
        reading=tuple(_pairs(letter, sent, read)) if reader != letter.language else (),
        notes_heading=word["notes_heading"].in_language(reader),
        notes_note=word["notes_note"].in_language(reader),
        notes=tuple(_notes(letter, read)),
    )


class _Filled:
    """One language of a letter, with placeholders replaced in a single pass.

    One pass, so that typed text which looks like a placeholder is not filled in again.
    """

    def __init__(self, letter: Letter, typed: Mapping[str, str], language: Language) -> None:
        self._language = language
        self._placeholders = {f.key: f.placeholder.in_language(language) for f in letter.fields}
        self._values = {self._placeholders[key]: value for key, value in typed.items()}
        longest_first = sorted(self._values, key=len, reverse=True)
        self._pattern = re.compile("|".join(map(re.escape, longest_first))) if longest_first else None

    def fill(self, text: Text) -> str:
        sentence = text.in_language(self._language)
        return self._pattern.sub(lambda m: self._values[m[0]], sentence) if self._pattern else sentence

    def run(self, sentences: Iterable[Text]) -> str:
        return " ".join(self.fill(sentence) for sentence in sentences)

    def placeholder(self, key: str) -> str:
        return self._placeholders.get(key, "")


def _parts(sections: Iterable[Section], sent: _Filled) -> Iterable[Part]:
    for section in sections:
        if section.heading:
            yield Part("heading", (sent.fill(section.heading),))
        yield Part(section.kind, tuple(sent.run(item) for item in section.items))


def _pairs(letter: Letter, sent: _Filled, read: _Filled) -> Iterable[Pair]:
    yield Pair(sent.fill(letter.subject), read.fill(letter.subject), heading=True)
    for section in letter.sections:
        if section.heading:
            yield Pair(sent.fill(section.heading), read.fill(section.heading), heading=True)
        for number, item in enumerate(section.items, start=1):
            for index, sentence in enumerate(item):
                shown = number if section.kind == "numbered" and index == 0 else 0
                yield Pair(sent.fill(sentence), read.fill(sentence), number=shown)
    for enclosure in letter.enclosures:
        yield Pair(sent.fill(enclosure), read.fill(enclosure))


def _notes(letter: Letter, read: _Filled) -> Iterable[Notes]:
    groups = (
        ("notes_warnings", letter.warnings),
        ("notes_send", letter.send),
        ("notes_signer", letter.signer),
        ("notes_enclosures", letter.enclosures),
        ("notes_reminders", letter.reminders),
    )
    for heading, lines in groups:
        if lines:
            yield Notes(
                read.fill(letter.words[heading]),
                tuple(read.fill(line) for line in lines),
            )
    yield Notes(read.fill(letter.words["notes_status"]), (read.fill(letter.status),))
    titles = tuple(f"{read.fill(source.title)} ({source.url})" for source in letter.sources)
    yield Notes(read.fill(letter.words["notes_sources"]), titles)
