"""Letters: a plan's step and its facts become a letter, and a letter text, DOCX, PDF, calendar or e-mail draft."""

from bot.letters.bundle import bundle, bundle_letters
from bot.letters.calendar import deadlines_after_sending, render_ics
from bot.letters.compose import own_lines
from bot.letters.docx import render_docx
from bot.letters.draft import draft_letter, has_letter
from bot.letters.email_draft import render_eml
from bot.letters.identity import Identity, parse_identity
from bot.letters.letter import Letter, LetterError, file_name, to_card
from bot.letters.pdf import render_pdf
from bot.letters.text import render_text

__all__ = [
    "Identity",
    "Letter",
    "LetterError",
    "bundle",
    "bundle_letters",
    "deadlines_after_sending",
    "draft_letter",
    "file_name",
    "has_letter",
    "own_lines",
    "parse_identity",
    "render_docx",
    "render_eml",
    "render_ics",
    "render_pdf",
    "render_text",
    "to_card",
]
