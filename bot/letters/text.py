"""A letter as plain text."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable

from bot.letters.compose import Pair, Part, Sheet, compose
from bot.letters.identity import Identity
from bot.letters.letter import Language, Letter

WIDTH = 78
RULE = "-" * WIDTH


def render_text(letter: Letter, identity: Identity | None = None, *, language: Language = "nl") -> str:
    """The letter in the language it is sent in; for another reader the reading text follows; then the notes.

    Args:
        letter: what `draft_letter` made.
        identity: exists only in this call; without it placeholders stand in the letter.
        language: the reader's.
    """
    return "\n".join([*letter_lines(compose(letter, identity, language)), ""])


def letter_lines(sheet: Sheet) -> list[str]:
    """The lines of a sheet, wrapped for a printer or a mail window."""
    lines = [
        *_block(sheet.sender),
        *_block(sheet.recipient),
        *_block((sheet.dateline,)),
    ]
    lines += [*_wrapped(sheet.subject), ""]
    lines += _block((sheet.salutation,))
    for part in sheet.parts:
        lines += [*_part(part), ""]
    if sheet.is_letter:
        lines += [sheet.closing, "", "", sheet.signature, sheet.name, ""]
    if sheet.enclosures:
        lines += [f"{sheet.enclosures_heading}:", *_bullets(sheet.enclosures), ""]
    if sheet.reading:
        lines += [
            RULE,
            *_wrapped(sheet.reading_heading.upper()),
            *_wrapped(sheet.reading_note),
            "",
        ]
        for pair in sheet.reading:
            lines += [
                *_wrapped(_numbered(pair, pair.sent)),
                *_wrapped(pair.read, indent="    "),
                "",
            ]
    lines += [
        RULE,
        *_wrapped(sheet.notes_heading.upper()),
        *_wrapped(sheet.notes_note),
        "",
    ]
    for group in sheet.notes:
        lines += [group.heading, *_bullets(group.lines), ""]
    return lines[:-1]


def _block(lines: Iterable[str]) -> list[str]:
    kept = [line for line in lines if line]
    return [*kept, ""] if kept else []


def _part(part: Part) -> list[str]:
    if part.kind == "numbered":
        return [
            line
            for number, item in enumerate(part.lines, start=1)
            for line in _wrapped(item, first=f"{number}. ".rjust(4), indent="    ")
        ]
    return (
        _bullets(part.lines)
        if part.kind == "bullets"
        else [line for text in part.lines for line in _wrapped(text)]
    )


def _bullets(items: Iterable[str]) -> list[str]:
    return [line for item in items for line in _wrapped(item, first="  - ", indent="    ")]


def _numbered(pair: Pair, text: str) -> str:
    return f"{pair.number}. {text}" if pair.number else text


def _wrapped(text: str, *, first: str | None = None, indent: str = "") -> list[str]:
    return textwrap.wrap(
        text,
        WIDTH,
        initial_indent=indent if first is None else first,
        subsequent_indent=indent,
        break_on_hyphens=False,
    )
