"""The whole way without scripting: forms, one page an answer. No cookie: the form carries the token."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from typing import Any

from aiohttp import web

from bot.guidance.content import Content
from bot.rasa.assistant import Busy
from bot.rasa.tracker_store import NoConversation
from bot.server import api, keys, noscript_code
from bot.server.clients import client_address
from bot.server.noscript_letter import letter_answer
from bot.server.noscript_view import Act, Notice, View, html, open_conversation
from bot.server.receipt import told
from bot.server.rendering import ADDRESSES, Handler, Pages
from bot.server.requests import form_fields
from bot.server.site import LANGUAGES, Language, in_language
from bot.store import StoreUnavailable


def add_routes(
    app: web.Application, pages: Pages, content: Content, labels: Mapping[Language, Mapping[str, Any]]
) -> None:
    """Add the form in both languages; `labels` are the plain words of the receipt."""
    for language in LANGUAGES:
        address = ADDRESSES["noscript"][language]
        app.router.add_get(address, _shown(pages, language))
        app.router.add_post(address, _answered(pages, language, content, labels[language]))


def _shown(pages: Pages, language: Language) -> Handler:
    async def show(request: web.Request) -> web.Response:
        return html(_page(pages, language, View(spoken=language)))

    return show


def _answered(pages: Pages, language: Language, content: Content, labels: Mapping[str, Any]) -> Handler:
    async def answer(request: web.Request) -> web.Response:
        form = await form_fields(request)
        view = View.of(form, language)
        try:
            if "leave" in form:
                return await _left(request, pages, view, language)
            if "letter" in form:
                return await letter_answer(request, form, view, language, pages, content)
            await _act_on(form)(request, form, view, language)
        except Notice as notice:
            view.notice = notice.key
            return html(_page(pages, language, view), notice.status)
        except NoConversation:
            ended = View(said=view.said, notice="expired", spoken=language)
            return html(_page(pages, language, ended), 404)
        except (Busy, StoreUnavailable):
            view.notice = "unavailable"
            return html(_page(pages, language, view), 503)
        held = told(view.receipt, labels, language) if view.receipt else None
        return html(_page(pages, language, view, held=held))

    return answer


def _act_on(form: Mapping[str, str]) -> Act:
    named = {
        "erase": _erase,
        "receipt": _receipt,
        "plan": _plan,
        "withdraw": noscript_code.withdraw,
        "code": noscript_code.go_on,
        "keep": noscript_code.keep,
    }
    return next((act for name, act in named.items() if name in form), _turn)


async def _turn(request: web.Request, form: Mapping[str, str], view: View, language: Language) -> None:
    """Take one message into the conversation; begin one where there is none."""
    text = form.get("choice") or form.get("start") or form.get("text", "")
    view.said = _title(form) or form.get("start") or form.get("text", "")
    if not text.strip():
        raise Notice("empty")
    if len(text) > api.MOST_CHARACTERS:
        raise Notice("too_long", 413)
    assistant = request.app[keys.ASSISTANT]
    limits = request.app[api.LIMITS]
    if not view.id:
        if not limits.begin.allows(client_address(request)):
            raise Notice("too_many", 429)
        view.id, view.token, _ = await assistant.begin(language)
    await open_conversation(request, view)
    if not (limits.messages.allows(view.id) and limits.address.allows(client_address(request))):
        raise Notice("too_many", 429)
    spoken = form.get("spoken") if form.get("spoken") in LANGUAGES else None

    async def work() -> dict[str, Any]:
        turn = await assistant.turn(view.id, text, language=spoken)
        return {"messages": turn.messages, "erased": turn.erased}

    # Whoever gives up waiting does not take the turn down: the next sending finds the answer.
    replays = request.app[api.REPLAYS]
    answer = await asyncio.shield(replays.once(view.id, form.get("key") or None, (text, spoken), work))
    view.messages = answer["messages"]
    if answer["erased"]:
        await _prove_gone(request, view)
        return
    view.spoken = view.messages[-1]["lang"]
    view.plan = await assistant.plan(view.id)


def _title(form: Mapping[str, str]) -> str:
    """What stood on the button that was pressed."""
    try:
        buttons = json.loads(form.get("titles", "[]"))
        return next((str(b["title"]) for b in buttons if b["payload"] == form.get("choice")), "")
    except (ValueError, TypeError, KeyError, RecursionError):
        return ""


async def _plan(request: web.Request, form: Mapping[str, str], view: View, language: Language) -> None:
    """Show the plan again; nothing is said, and nothing changes."""
    await open_conversation(request, view)
    view.plan = await request.app[keys.ASSISTANT].plan(view.id)


async def _receipt(request: web.Request, form: Mapping[str, str], view: View, language: Language) -> None:
    """Show what the server holds of the conversation, and the plan again."""
    await open_conversation(request, view)
    view.receipt = await request.app[keys.ASSISTANT].receipt(view.id)
    view.plan = await request.app[keys.ASSISTANT].plan(view.id)


async def _erase(request: web.Request, form: Mapping[str, str], view: View, language: Language) -> None:
    """Erase, then look whether the conversation is really gone before saying so."""
    view.said = ""
    if view.id:
        await open_conversation(request, view)
        await _forget(request, view)
    await _prove_gone(request, view)


async def _forget(request: web.Request, view: View) -> None:
    await request.app[keys.ASSISTANT].forget(view.id)
    request.app[api.REPLAYS].forget(view.id)


async def _prove_gone(request: web.Request, view: View) -> None:
    try:
        if view.id:
            await request.app[keys.ASSISTANT].facts(view.id)
            raise Notice("unavailable", 503)
    except NoConversation:
        pass
    view.id = view.token = ""
    view.notice = "erased"


async def _left(request: web.Request, pages: Pages, view: View, language: Language) -> web.Response:
    """Erase where that can be done, and in any case show nothing and go to the neutral page."""
    try:
        if view.id:
            await open_conversation(request, view)
            await _forget(request, view)
    except (NoConversation, Busy, StoreUnavailable):
        # Leaving cannot wait; what could not be erased ends by itself.
        pass
    return html(pages.templates.get_template("left.html").render(lang=language, url=pages.exit_url(language)))


def _page(pages: Pages, language: Language, view: View, **values: Any) -> str:
    words = in_language(pages.site["noscript"], language)
    return pages.render(
        "noscript.html", "noscript", language, body=words, view=view, **{"held": None, **values}
    )
