"""A letter as plain text, one paragraph or list item a line: whatever shows it breaks the lines."""

from __future__ import annotations

from collections.abc import Iterable

from bot.letters.compose import Pair, Part, Sheet, compose
from bot.letters.identity import Identity
from bot.letters.letter import Language, Letter

RULE = "-" * 60


def render_text(
    letter: Letter,
    identity: Identity | None = None,
    *,
    language: Language = "nl",
    own_text: str | None = None,
) -> str:
    """The letter in the language it is sent in; for another reader the reading text follows; then the notes.

    Args:
        letter: what `draft_letter` made.
        identity: exists only in this call; without it placeholders stand in the letter.
        language: the reader's.
        own_text: the letter as the person changed it, in place of ours.

    Raises:
        LetterError: the own text is empty or too long.
    """
    sheet = compose(letter, identity, language, own_text)
    return render_sheet(sheet)


def render_sheet(sheet: Sheet) -> str:
    """A laid-out letter as plain text."""
    return "\n".join([*_letter(sheet), *_reading(sheet), *_notes(sheet)]) + "\n"


def _letter(sheet: Sheet) -> Iterable[str]:
    for block in (sheet.sender, sheet.recipient, (sheet.dateline,), (sheet.subject,), (sheet.salutation,)):
        kept = [line for line in block if line]
        yield from [*kept, ""] if kept else []
    for part in sheet.parts:
        yield from (*_part(part), "")
    if sheet.is_letter:
        yield from (sheet.closing, "", "", sheet.signature, sheet.name, "")
    if sheet.enclosures:
        yield from (f"{sheet.enclosures_heading}:", *_bullets(sheet.enclosures), "")


def _part(part: Part) -> Iterable[str]:
    if part.kind == "numbered":
        return (f"{number}. {item}" for number, item in enumerate(part.lines, start=1))
    return _bullets(part.lines) if part.kind == "bullets" else part.lines


def _reading(sheet: Sheet) -> Iterable[str]:
    if sheet.reading:
        yield from (RULE, sheet.reading_heading.upper(), sheet.reading_note, "")
    for pair in sheet.reading:
        yield from (_numbered(pair, pair.sent), f"    {pair.read}", "")


def _notes(sheet: Sheet) -> Iterable[str]:
    if sheet.notes:
        yield from (RULE, sheet.notes_heading.upper(), sheet.notes_note)
    for group in sheet.notes:
        yield from ("", group.heading, *_bullets(group.lines))


def _bullets(items: Iterable[str]) -> Iterable[str]:
    return (f"- {item}" for item in items)


def _numbered(pair: Pair, text: str) -> str:
    return f"{pair.number}. {text}" if pair.number else text
