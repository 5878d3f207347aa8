"""Letters without script: shown to be filled in, and sent as a file. What was typed lives in this one answer."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import msgspec
from aiohttp import web

from bot.clock import today
from bot.guidance.content import Content
from bot.guidance.facts import FactsError, parse_facts
from bot.letters import LetterError, draft_letter, parse_identity
from bot.letters.compose import compose
from bot.letters.letter import Letter
from bot.server import api, keys
from bot.server.clients import client_address
from bot.server.letters import rendered_letter
from bot.server.noscript_view import Notice, View, html, open_conversation
from bot.server.problems import Problem
from bot.server.rendering import Pages
from bot.server.site import Language, in_language

_FIELD = "field-"
_FILES = ("pdf", "docx", "txt", "eml", "ics")
#: More than any letter of ours asks for.
_MOST_REFERENCE = 500


async def letter_answer(
    request: web.Request,
    form: Mapping[str, str],
    view: View,
    language: Language,
    pages: Pages,
    content: Content,
) -> web.Response:
    """The letter that the form names, as a page to fill in or as a file.

    Raises:
        Notice: there is no such letter, or this address asked for too many.
        NoConversation: the form's token opens no conversation.
    """
    await open_conversation(request, view)
    if not request.app[api.LIMITS].letters.allows(client_address(request)):
        raise Notice("too_many", 429)
    facts = await request.app[keys.ASSISTANT].facts(view.id)
    view.plan = await request.app[keys.ASSISTANT].plan(view.id)
    wanted = _wanted(form["letter"])
    typed = {name.removeprefix(_FIELD): value for name, value in form.items() if name.startswith(_FIELD)}
    if form.get("format") in _FILES:
        asked = {**wanted, "format": form["format"], "reader": language, "identity": typed}
        if form["format"] == "ics":
            asked["sent_on"] = form.get("sent_on") or today().isoformat()
        return await _file(asked, facts, content)
    letter = _drafted(wanted, facts, content)
    return html(
        pages.render(
            "noscript-letter.html",
            "noscript",
            language,
            body=in_language(pages.site["noscript"], language),
            view=view,
            letter=msgspec.to_builtins(letter),
            reference=json.dumps(wanted),
            typed=typed,
            sheet=compose(letter, parse_identity(typed), language),
        )
    )


async def _file(asked: Mapping[str, Any], facts: dict[str, Any], content: Content) -> web.Response:
    try:
        media_type, name, rendered = await rendered_letter(asked, facts, content)
    except Problem as problem:
        raise (Notice("unavailable", 503) if problem.status == 503 else Notice("letter_none", 404)) from None
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return web.Response(body=rendered, content_type=media_type, headers=headers)


def _wanted(reference: str) -> dict[str, Any]:
    """The letter that a button of ours names."""
    try:
        named = json.loads(reference[:_MOST_REFERENCE])
        return {name: named.get(name) for name in ("agency", "type", "about")}
    except (ValueError, AttributeError, RecursionError):
        raise Notice("letter_none", 404) from None


def _drafted(wanted: Mapping[str, Any], facts: dict[str, Any], content: Content) -> Letter:
    try:
        parsed = parse_facts(facts, today=today())
        return draft_letter(wanted["agency"], wanted["type"], parsed, content, about=wanted["about"])
    except (TypeError, ValueError, AttributeError, LetterError, FactsError):
        raise Notice("letter_none", 404) from None
