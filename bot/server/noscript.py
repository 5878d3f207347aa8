"""The whole way without scripting: forms, one page an answer. No cookie: the form carries the token."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from typing import Any

import msgspec
from aiohttp import web

from bot.clock import today
from bot.guidance.facts import FactsError, parse_facts
from bot.letters import (
    LetterError,
    draft_letter,
    parse_identity,
    render_text,
)
from bot.letters.letter import Letter
from bot.rasa.assistant import Busy
from bot.rasa.tracker_store import NoConversation
from bot.server import api, keys, noscript_code
from bot.server.letters import rendered_letter
from bot.server.limits import client_address
from bot.server.noscript_view import Act, Notice, View, open_conversation
from bot.server.problems import Problem
from bot.server.rendering import ADDRESSES, Handler, Pages
from bot.server.site import LANGUAGES, Language, in_language
from bot.store import StoreUnavailable

_FIELD = "field-"


def add_routes(app: web.Application, pages: Pages, content: Any) -> None:
    """Add the form in both languages."""
    for language in LANGUAGES:
        address = ADDRESSES["noscript"][language]
        app.router.add_get(address, _shown(pages, language))
        app.router.add_post(address, _answered(pages, language, content))


def _shown(pages: Pages, language: Language) -> Handler:
    body = _page(pages, language, View())

    async def show(request: web.Request) -> web.Response:
        return _html(body)

    return show


def _answered(pages: Pages, language: Language, content: Any) -> Handler:
    async def answer(request: web.Request) -> web.Response:
        form = {name: value for name, value in (await request.post()).items() if isinstance(value, str)}
        view = View(id=form.get("id", ""), token=form.get("token", ""), said=form.get("text", ""))
        try:
            if "letter" in form:
                return await _letter(request, pages, language, form, content)
            await _act_on(form)(request, form, view, language)
        except Notice as notice:
            view.notice = notice.key
            return _html(_page(pages, language, view), notice.status)
        except NoConversation:
            return _html(_page(pages, language, View(said=view.said, notice="expired")), 404)
        except (Busy, StoreUnavailable):
            view.notice = "unavailable"
            return _html(_page(pages, language, view), 503)
        return _html(_page(pages, language, view))

    return answer


def _act_on(form: Mapping[str, str]) -> Act:
    named = {
        "erase": _erase,
        "withdraw": noscript_code.withdraw,
        "code": noscript_code.go_on,
        "keep": noscript_code.keep,
    }
    return next((act for name, act in named.items() if name in form), _turn)


async def _turn(request: web.Request, form: Mapping[str, str], view: View, language: Language) -> None:
    """Take one message into the conversation; begin one where there is none."""
    text = form.get("choice") or form.get("start") or form.get("text", "")
    view.said = form.get("start") or form.get("text", "")
    if not text.strip():
        raise Notice("empty")
    if len(text) > api.MOST_CHARACTERS:
        raise Notice("too_long", 413)
    address = client_address(request, request.app[keys.SETTINGS].trusted_proxies)
    assistant = request.app[keys.ASSISTANT]
    if not view.id:
        if not request.app[api.LIMITS].begin.allows(address):
            raise Notice("too_many", 429)
        view.id, view.token, _ = await assistant.begin(language)
    await open_conversation(request, view)
    if not request.app[api.LIMITS].messages.allows(view.id):
        raise Notice("too_many", 429)

    async def work() -> dict[str, Any]:
        turn = await assistant.turn(view.id, text)
        return {"messages": turn.messages, "erased": turn.erased}

    # Whoever gives up waiting does not take the turn down: the next sending finds the answer.
    answer = await asyncio.shield(request.app[api.REPLAYS].once(view.id, form.get("key") or None, work))
    view.messages = answer["messages"]
    if answer["erased"]:
        view.id = view.token = ""
        return
    view.plan = await assistant.plan(view.id)


async def _erase(request: web.Request, form: Mapping[str, str], view: View, language: Language) -> None:
    """Erase, then look whether the conversation is really gone before saying so."""
    if view.id:
        await open_conversation(request, view)
        assistant = request.app[keys.ASSISTANT]
        await assistant.forget(view.id)
        request.app[api.REPLAYS].forget(view.id)
        try:
            await assistant.facts(view.id)
        except NoConversation:
            pass
        else:
            raise Notice("unavailable", 503)
    view.id = view.token = view.said = ""
    view.notice = "erased"


async def _letter(
    request: web.Request, pages: Pages, language: Language, form: Mapping[str, str], content: Any
) -> web.Response:
    """Show a letter to fill in, or send it as a file. What was typed lives in this one answer."""
    view = View(id=form.get("id", ""), token=form.get("token", ""))
    await open_conversation(request, view)
    facts = await request.app[keys.ASSISTANT].facts(view.id)
    letter = _drafted(form["letter"], facts, content)
    typed = {name.removeprefix(_FIELD): value for name, value in form.items() if name.startswith(_FIELD)}
    identity = parse_identity(typed)
    if form.get("format") in ("pdf", "docx"):
        return await _file(request, form, facts, typed, language, content)
    words = in_language(pages.site["noscript"], language)
    html = pages.render(
        "noscript-letter.html",
        "noscript",
        language,
        body=words,
        view=view,
        letter=msgspec.to_builtins(letter),
        reference=form["letter"],
        typed=typed,
        shown=render_text(letter, identity, language=language),
    )
    return _html(html)


async def _file(
    request: web.Request,
    form: Mapping[str, str],
    facts: dict[str, Any],
    typed: dict[str, str],
    language: Language,
    content: Any,
) -> web.Response:
    address = client_address(request, request.app[keys.SETTINGS].trusted_proxies)
    if not request.app[api.LIMITS].letters.allows(address):
        raise Notice("too_many", 429)
    wanted = {**json.loads(form["letter"]), "format": form["format"], "reader": language, "identity": typed}
    try:
        media_type, name, rendered = await rendered_letter(wanted, facts, content)
    except Problem:
        raise Notice("letter_none", 404) from None
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return web.Response(body=rendered, content_type=media_type, headers=headers)


def _drafted(reference: str, facts: dict[str, Any], content: Any) -> Letter:
    try:
        wanted = json.loads(reference)
        parsed = parse_facts(facts, today=today())
        return draft_letter(wanted["agency"], wanted["type"], parsed, content, about=wanted.get("about"))
    except (ValueError, KeyError, TypeError, AttributeError, LetterError, FactsError):
        raise Notice("letter_none", 404) from None


def _page(pages: Pages, language: Language, view: View) -> str:
    words = in_language(pages.site["noscript"], language)
    return pages.render("noscript.html", "noscript", language, body=words, view=view)


def _html(text: str, status: int = 200) -> web.Response:
    return web.Response(text=text, content_type="text/html", status=status)
