"""A letter as a tagged PDF/UA-1, set by Typst."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from pathlib import Path

import msgspec
import typst

from bot.letters.compose import Sheet, compose
from bot.letters.identity import Identity
from bot.letters.letter import Language, Letter, LetterError

TEMPLATE = Path(__file__).parent / "templates" / "letter.typ"
_UNDISPLAYABLE = re.compile(
    r"[^\u0020-\u024f\u0250-\u02ff\u0300-\u036f\u0370-\u03ff\u0400-\u052f\u05d0-\u05ea"
    r"\u0621-\u064a\u1e00-\u1eff\u2010-\u2027\u2030-\u203a\u20ac]"
)
"""Outside these ranges Typst's own fonts may lack a glyph, and PDF/UA-1 allows no missing one."""


def render_pdf(
    letter: Letter,
    identity: Identity | None = None,
    *,
    language: Language = "nl",
    own_text: str | None = None,
) -> bytes:
    """The letter on its own page(s), then the reading text and the notes on theirs.

    Typst's own conformance mode refuses to write a PDF that breaks PDF/UA-1. Only its embedded fonts are
    used: the same letter is the same bytes on every machine. Typed characters they lack become "?".

    Raises:
        LetterError: Typst cannot set the letter, or the own text is empty or too long.
    """
    return render_sheet(compose(letter, identity, language, own_text), letter.written_on)


def render_sheet(sheet: Sheet, day: date) -> bytes:
    """A laid-out letter of a day as a PDF."""
    inputs = {"sheet": displayable(msgspec.json.encode(sheet).decode()), "day": day.isoformat()}
    return compile_pdf(TEMPLATE, inputs, datetime(day.year, day.month, day.day, tzinfo=UTC))


def displayable(text: str) -> str:
    """The text with "?" for every character that Typst's own fonts may not have."""
    return _UNDISPLAYABLE.sub("?", text)


def compile_pdf(template: Path, inputs: dict[str, str], made_at: datetime) -> bytes:
    """Compile a Typst template with data that is never read as markup.

    Raises:
        LetterError: Typst refuses; its message is passed on, the data are not.
    """
    compiler = typst.Compiler(template.read_bytes(), ignore_system_fonts=True, sys_inputs=inputs)
    try:
        made = compiler.compile(format="pdf", pdf_standards=["ua-1"], timestamp=made_at)
    except typst.TypstError as error:
        raise LetterError(f"{template.name} could not be set: {error.message}") from None
    if not isinstance(made, bytes):
        raise LetterError(f"{template.name} gave no PDF")
    return made
