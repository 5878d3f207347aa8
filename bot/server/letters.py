"""Rendering letters for the API: facts and identity in, a file out, nothing kept."""

from __future__ import annotations

import asyncio
import datetime
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Literal, cast

import msgspec

from bot.clock import today
from bot.guidance.content import Content
from bot.guidance.facts import Agency, Facts, FactsError, parse_facts
from bot.guidance.plan import make_plan
from bot.guidance.refs import About
from bot.letters import (
    Identity,
    Letter,
    LetterError,
    bundle,
    draft_letter,
    file_name,
    own_lines,
    parse_identity,
    render_docx,
    render_eml,
    render_ics,
    render_pdf,
    render_text,
    to_card,
)
from bot.server.problems import Problem

_MEDIA_TYPES = {
    "txt": "text/plain",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "ics": "text/calendar",
    "eml": "message/rfc822",
    "zip": "application/zip",
    "json": "application/json",
}
#: Formats in which the person's own version of the text can be had.
_WRITTEN = ("txt", "docx", "pdf", "eml")
_SECONDS = 20.0
_MOST_YEARS = 5
#: One at a time, and apart from the threads that serve the database, which every turn needs.
_RENDERERS = ThreadPoolExecutor(max_workers=1, thread_name_prefix="letters")


async def rendered_letter(
    body: Mapping[str, Any], raw_facts: Mapping[str, Any], content: Content
) -> tuple[str, str, bytes]:
    """Media type, neutral file name and bytes of what a request asks for.

    Raises:
        Problem: a field cannot be used, or there is no such letter.
    """
    wanted = _Wanted(body)
    try:
        facts = parse_facts(dict(raw_facts), today=today())
        work = wanted.bundle(facts, content) if wanted.format == "zip" else wanted.letter(facts, content)
        # Rendering takes tens of milliseconds of processor time; other people's turns go on meanwhile.
        loop = asyncio.get_running_loop()
        name, rendered = await asyncio.wait_for(loop.run_in_executor(_RENDERERS, work), _SECONDS)
    except FactsError as error:
        raise Problem(422, "facts", error.message, field=f"facts.{error.field}") from None
    except TimeoutError:
        raise Problem(
            503, "busy", "Many letters are being made. Try again in a minute.", retry_after=60
        ) from None
    except LetterError:
        raise Problem(422, "letter", "There is no such letter for these facts.", field="type") from None
    return _MEDIA_TYPES[wanted.format], name, rendered


class _WhoseDecision(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`about`, as a plan's letter names it."""

    agency: Agency | None = None
    decided_on: datetime.date | None = None


class _Wanted:
    """A request, checked field by field."""

    def __init__(self, body: Mapping[str, Any]) -> None:
        self.agency = _text(body, "agency")
        self.type = _text(body, "type")
        self.format = _one_of(body, "format", tuple(_MEDIA_TYPES), "txt")
        self.reader = cast(Literal["nl", "en"], _one_of(body, "reader", ("nl", "en"), "nl"))
        self.about = _about(body)
        self.variant = body.get("variant")
        if self.variant is not None and not isinstance(self.variant, str):
            raise Problem(422, "invalid", "Write the variant as a string.", field="variant")
        self.identity = _identity(body)
        self.sent_on = _day(body, "sent_on")
        self.own_text = _own_text(body, self.format)

    def letter(self, facts: Facts, content: Content) -> Callable[[], tuple[str, bytes]]:
        """The work of rendering one letter."""
        about = self.about or make_plan(facts, content).about(self.agency, self.type)
        draft = draft_letter(self.agency, self.type, facts, content, about, variant=self.variant)
        if self.format == "eml" and draft.email is None:
            raise Problem(
                422, "invalid", "This letter does not go by e-mail: choose pdf or docx.", field="format"
            )
        name = file_name(draft, self.format, language=self.reader)
        return lambda: (name, self._render(draft))

    def bundle(self, facts: Facts, content: Content) -> Callable[[], tuple[str, bytes]]:
        """The work of rendering all letters of the plan."""
        plan = make_plan(facts, content)
        name = f"{'brieven' if self.reader == 'nl' else 'letters'}-{facts.today.isoformat()}.zip"
        return lambda: (
            name,
            bundle(plan, facts, content, self.identity, language=self.reader, sent_on=self.sent_on),
        )

    def _render(self, draft: Letter) -> bytes:
        if self.format == "json":
            return msgspec.json.encode(to_card(draft))
        if self.format == "ics":
            return render_ics(draft, sent_on=self.sent_on, language=self.reader)
        if self.format == "eml":
            return render_eml(draft, self.identity, own_text=self.own_text)
        if self.format == "txt":
            return render_text(draft, self.identity, language=self.reader, own_text=self.own_text).encode()
        render = render_pdf if self.format == "pdf" else render_docx
        return render(draft, self.identity, language=self.reader, own_text=self.own_text)


def _text(body: Mapping[str, Any], name: str) -> str:
    value = body.get(name)
    if not isinstance(value, str):
        raise Problem(422, "invalid", "Write this as a string.", field=name)
    return value


def _one_of(body: Mapping[str, Any], name: str, values: tuple[str, ...], default: str) -> str:
    value = body.get(name, default)
    if value not in values:
        raise Problem(422, "invalid", f"Choose one of {', '.join(values)}.", field=name)
    return str(value)


def _object(body: Mapping[str, Any], name: str) -> Mapping[str, Any] | None:
    value = body.get(name)
    if value is not None and not isinstance(value, dict):
        raise Problem(422, "invalid", "Write this as an object.", field=name)
    return value


def _about(body: Mapping[str, Any]) -> About | None:
    raw = _object(body, "about")
    if raw is None:
        return None
    try:
        told = msgspec.convert(raw, _WhoseDecision)
    except msgspec.ValidationError:
        told = None
    if told is None or (told.decided_on is not None and told.decided_on > today()):
        raise Problem(
            422,
            "invalid",
            "Give the agency's code, and the day of its decision as YYYY-MM-DD.",
            field="about",
        )
    return About(told.agency, told.decided_on)


def _identity(body: Mapping[str, Any]) -> Identity | None:
    raw = _object(body, "identity")
    try:
        return parse_identity(raw) if raw else None
    except LetterError:
        raise Problem(
            422, "invalid", "Write every field of the identity as a string.", field="identity"
        ) from None


def _own_text(body: Mapping[str, Any], format: str) -> str | None:
    if body.get("text") is None:
        return None
    if format not in _WRITTEN:
        raise Problem(422, "invalid", f"Only {', '.join(_WRITTEN)} take a text of your own.", field="text")
    text = _text(body, "text")
    try:
        own_lines(text)
    except LetterError as error:
        raise Problem(422, "invalid", f"{error}.".capitalize(), field="text") from None
    return text


def _day(body: Mapping[str, Any], name: str) -> datetime.date | None:
    value = body.get(name)
    if value is None:
        return None
    try:
        day = datetime.date.fromisoformat(value)
    except (ValueError, TypeError):
        day = None
    if day is None or abs(day.year - today().year) > _MOST_YEARS:
        raise Problem(422, "invalid", "Write the day as YYYY-MM-DD.", field=name) from None
