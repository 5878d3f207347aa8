"""`plan`, `letter` and `content check`: guidance without a conversation."""

from __future__ import annotations

import datetime
import sys
from argparse import Namespace
from typing import Any

import msgspec

from bot.cli.commands import CommandError
from bot.cli.lines import BAD_INPUT, LineError, read_lines, write_error, write_line
from bot.clock import today
from bot.guidance.content import load_content
from bot.guidance.facts import Facts, FactsError, parse_facts
from bot.guidance.freshness import check
from bot.guidance.plan import make_plan
from bot.letters import (
    LetterError,
    draft_letter,
    render_docx,
    render_eml,
    render_ics,
    render_pdf,
    render_text,
)
from bot.letters.catalogue import load_catalogue
from bot.settings import Settings

_MOST_YEARS = 5


def plan(options: Namespace, settings: Settings) -> int:
    """Write a plan for each facts object."""
    content = load_content()
    code = 0
    for number, line in read_lines():
        try:
            write_line(make_plan(_facts(line), content))
        except LineError as error:
            write_error(number, error)
            code = BAD_INPUT
    return code


def _facts(text: str) -> Facts:
    try:
        raw: Any = msgspec.json.decode(text)
    except (msgspec.DecodeError, RecursionError):
        raise LineError(None, "This is not JSON; write one facts object on the line.") from None
    if not isinstance(raw, dict):
        raise LineError(None, 'This is not an object; write {"situation": …}.')
    try:
        return parse_facts(raw, today=today())
    except FactsError as error:
        raise LineError(error.field, error.message) from None


def letter(options: Namespace, settings: Settings) -> int:
    """Write one letter in one format, with placeholders for what only its sender knows."""
    sent_on = _sent_on(options.sent_on)
    try:
        facts = _facts(options.facts.read_text("utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise CommandError(f"The facts file cannot be read ({type(error).__name__}).") from error
    except LineError as error:
        write_error(1, error)
        return BAD_INPUT
    try:
        content = load_content()
        about = make_plan(facts, content).about(options.agency, options.type)
        draft = draft_letter(options.agency, options.type, facts, content, about)
    except LetterError as error:
        write_error(1, LineError(_wrong_name(options.agency), str(error)))
        return BAD_INPUT
    try:
        rendered = {
            "txt": lambda: render_text(draft).encode(),
            "docx": lambda: render_docx(draft),
            "pdf": lambda: render_pdf(draft),
            "ics": lambda: render_ics(draft, sent_on=sent_on),
            "eml": lambda: render_eml(draft),
        }[options.format]()
    except LetterError as error:
        write_error(1, LineError("format", str(error)))
        return BAD_INPUT
    if not options.out:
        sys.stdout.buffer.write(rendered)
        return 0
    try:
        options.out.write_bytes(rendered)
    except OSError as error:
        raise CommandError(f"{options.out} cannot be written ({error.strerror}).") from error
    return 0


def _sent_on(told: str | None) -> datetime.date | None:
    if told is None:
        return None
    try:
        day = datetime.date.fromisoformat(told)
    except ValueError:
        day = None
    if day is None or abs(day.year - today().year) > _MOST_YEARS:
        raise CommandError("--sent-on is a day of these years, written as YYYY-MM-DD.")
    return day


def _wrong_name(agency: str) -> str:
    """The field to look at where there is no such letter."""
    known = any(agency == name for name, _ in load_catalogue().templates)
    return "type" if known else "agency"


def content(options: Namespace, settings: Settings) -> int:
    """List what an editor should look at; fails only where content cannot be used."""
    for finding in check(load_content(), today(), fingerprints=load_catalogue().fingerprints):
        print(finding)
    return 0
