"""Case codes without script: make one, go on with one, take one back."""

from __future__ import annotations

from collections.abc import Mapping

from aiohttp import web

from bot.server import cases, keys
from bot.server.clients import client_address
from bot.server.noscript_view import Notice, View, open_conversation
from bot.server.site import Language
from bot.store.case_code import CaseCode, CodeError
from bot.store.cases import NoCase, NothingToKeep


async def keep(request: web.Request, form: Mapping[str, str], view: View, language: Language) -> None:
    """Keep the facts of the conversation under a code and show it once, with the plan."""
    await open_conversation(request, view)
    _allow(request)
    assistant = request.app[keys.ASSISTANT]
    view.plan = await assistant.plan(view.id)
    try:
        code, view.code_until = await request.app[cases.DESK].keep(await assistant.facts(view.id))
    except NothingToKeep:
        raise Notice("code_nothing", 409) from None
    view.code = str(code)


async def go_on(request: web.Request, form: Mapping[str, str], view: View, language: Language) -> None:
    """Begin a conversation with the facts under a code and show their plan."""
    _allow(request)
    try:
        view.id, view.token, _ = await request.app[cases.DESK].go_on(_code(form), language)
    except NoCase:
        raise Notice("code_gone", 404) from None
    view.notice = "code_opened"
    view.plan = await request.app[keys.ASSISTANT].plan(view.id)


async def withdraw(request: web.Request, form: Mapping[str, str], view: View, language: Language) -> None:
    """Forget what stands under a code; the conversation it came from, where there is one, goes on."""
    _allow(request)
    try:
        await request.app[cases.DESK].revoke(_code(form))
    except NoCase:
        raise Notice("code_gone", 404) from None
    view.notice = "code_withdrawn"
    if view.id:
        await open_conversation(request, view)
        view.plan = await request.app[keys.ASSISTANT].plan(view.id)


def _code(form: Mapping[str, str]) -> CaseCode:
    try:
        return CaseCode.parse(form.get("code", ""))
    except CodeError:
        raise Notice("code_mistyped", 422) from None


def _allow(request: web.Request) -> None:
    if not request.app[cases.LIMIT].allows(client_address(request)):
        raise Notice("too_many", 429)
