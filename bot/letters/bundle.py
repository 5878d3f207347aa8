"""All letters of a plan at once: one ZIP with the letters, a checklist and one calendar."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import msgspec

from bot.guidance.content import Content
from bot.guidance.facts import Facts
from bot.guidance.plan import Plan
from bot.letters.calendar import render_calendar
from bot.letters.docx import render_docx
from bot.letters.draft import draft_letter
from bot.letters.email_draft import render_eml
from bot.letters.identity import Identity
from bot.letters.letter import EMAIL_FORMAT, Language, Letter, LetterError, file_name
from bot.letters.pdf import compile_pdf, displayable, render_pdf
from bot.letters.text import render_text

CHECKLIST_TEMPLATE = Path(__file__).parent / "templates" / "checklist.typ"
_ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)


class ChecklistItem(msgspec.Struct, frozen=True):
    """One letter on the checklist: its number, to whom, about what, and what to do with it."""

    heading: str
    recipient: str
    subject: str
    to_do: tuple[str, ...]


class Checklist(msgspec.Struct, frozen=True):
    """The list that lies on top, in the reader's language."""

    reader: Language
    title: str
    heading: str
    note: str
    items: tuple[ChecklistItem, ...]
    last: tuple[str, ...]


def bundle(
    plan: Plan,
    facts: Facts,
    content: Content,
    identity: Identity | None = None,
    *,
    language: Language = "nl",
    sent_on: date | None = None,
) -> bytes:
    """The ZIP of all letters of a plan, in its order; optional steps are not in it.

    Raises:
        LetterError: the plan has no letter.
    """
    wanted = [step.letter for step in plan.steps if step.letter and not step.optional]
    letters = [draft_letter(ref.agency, ref.type, facts, content, ref.about) for ref in wanted]
    return bundle_letters(letters, identity, language=language, sent_on=sent_on)


def bundle_letters(
    letters: Sequence[Letter],
    identity: Identity | None = None,
    *,
    language: Language = "nl",
    sent_on: date | None = None,
) -> bytes:
    """A ZIP of letters (PDF, DOCX, text, and a draft where one may go by e-mail), the checklist and one calendar.

    Raises:
        LetterError: there is no letter to put in.
    """
    if not letters:
        raise LetterError("this plan has no letters: there is nothing to download")
    numbered = list(enumerate(letters, start=1))
    words, day = letters[0].words, letters[0].written_on.isoformat()
    checklist = _checklist(letters, language)
    list_name = f"{words['checklist_file'].in_language(language)}-{day}"
    files: dict[str, bytes] = {
        f"{list_name}.pdf": _checklist_pdf(checklist, letters[0].written_on),
        f"{list_name}.txt": _checklist_text(checklist).encode(),
    }
    for number, letter in numbered:
        made = {
            "pdf": render_pdf(letter, identity, language=language),
            "docx": render_docx(letter, identity, language=language),
            "txt": render_text(letter, identity, language=language).encode(),
        }
        if letter.email:
            made[EMAIL_FORMAT] = render_eml(letter, identity)
        files |= {
            file_name(letter, ext, language=language, number=number): data for ext, data in made.items()
        }
    calendar_name = f"{words['calendar_file'].in_language(language)}-{day}.ics"
    files[calendar_name] = render_calendar(numbered, sent_on=sent_on, language=language)
    return _zipped(files)


def _checklist(letters: Sequence[Letter], language: Language) -> Checklist:
    words = letters[0].words

    def item(number: int, letter: Letter) -> ChecklistItem:
        to_do = (*letter.send, *letter.enclosures)
        return ChecklistItem(
            heading=words["checklist_letter"].in_language(language).replace("{number}", str(number)),
            recipient=", ".join(line.in_language(language) for line in letter.addressee[:2]),
            subject=letter.subject.in_language(language),
            to_do=(
                *(line.in_language(language) for line in to_do),
                words["checklist_sent"].in_language(language),
            ),
        )

    return Checklist(
        reader=language,
        title=words["checklist_title"].in_language(language),
        heading=words["checklist_heading"].in_language(language),
        note=words["checklist_note"].in_language(language),
        items=tuple(item(number, letter) for number, letter in enumerate(letters, start=1)),
        last=tuple(words[key].in_language(language) for key in ("checklist_proof", "checklist_border")),
    )


def _checklist_text(checklist: Checklist) -> str:
    lines = [checklist.heading, "", checklist.note, ""]
    for item in checklist.items:
        lines += [
            item.heading,
            f"  {item.recipient}",
            f"  {item.subject}",
            *(f"  [ ] {step}" for step in item.to_do),
            "",
        ]
    return "\n".join([*lines, *checklist.last, ""])


def _checklist_pdf(checklist: Checklist, made_on: date) -> bytes:
    inputs = {
        "list": displayable(msgspec.json.encode(checklist).decode()),
        "day": made_on.isoformat(),
    }
    return compile_pdf(
        CHECKLIST_TEMPLATE,
        inputs,
        datetime(made_on.year, made_on.month, made_on.day, tzinfo=UTC),
    )


def _zipped(files: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name, _ZIP_EPOCH), data, zipfile.ZIP_DEFLATED)
    return target.getvalue()
