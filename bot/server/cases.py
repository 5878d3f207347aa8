"""Case codes over the API: keep a conversation's facts, go on from them elsewhere, take the code back."""

from __future__ import annotations

import asyncio
import contextlib
import datetime
import logging
from collections.abc import AsyncIterator, Awaitable
from typing import TypeVar

from aiohttp import web

from bot.rasa.cases import CaseDesk
from bot.server import keys
from bot.server.limits import RateLimit
from bot.server.problems import Problem
from bot.server.requests import allow, authorised, json_object, page_language, text_of
from bot.store import StoreError
from bot.store.case_code import CaseCode, CodeError
from bot.store.cases import NoCase, NothingToKeep

logger = logging.getLogger(__name__)
Result = TypeVar("Result")

DESK: web.AppKey[CaseDesk] = web.AppKey("desk", CaseDesk)
LIMIT: web.AppKey[RateLimit] = web.AppKey("case_limit", RateLimit)
_PURGE_SECONDS = 300


def add_routes(app: web.Application, desk: CaseDesk) -> None:
    """Add the endpoints, their limit, and the erasing of codes that have ended."""
    app[DESK] = desk
    app[LIMIT] = new_limit()
    app.router.add_post("/api/cases", keep)
    app.router.add_post("/api/cases/open", go_on)
    app.router.add_delete("/api/cases", revoke)
    app.cleanup_ctx.append(_purging)


def new_limit() -> RateLimit:
    """What one address may try: enough for slips of the hand, too little to guess."""
    return RateLimit(per_minute=6, burst=10)


async def keep(request: web.Request) -> web.Response:
    """`POST /api/cases` `{conversation}` with its token → a code."""
    allow(request, request.app[LIMIT])
    conversation = text_of(await json_object(request), "conversation")
    await authorised(request, conversation)
    facts = await request.app[keys.ASSISTANT].facts(conversation)
    try:
        code, expires_at = await request.app[DESK].keep(facts)
    except NothingToKeep:
        detail = "There is no plan to keep yet, or it is about a criminal case, which no code holds."
        raise Problem(409, "nothing-to-keep", detail) from None
    return web.json_response({"code": str(code), "expires_at": _moment(expires_at)}, status=201)


async def go_on(request: web.Request) -> web.Response:
    """`POST /api/cases/open` `{code, lang?}` → a new conversation with the facts under the code."""
    allow(request, request.app[LIMIT])
    body = await json_object(request)
    wanted = page_language(body)
    id, token, ends_at = await _found(request.app[DESK].go_on(_code(text_of(body, "code")), wanted))
    return web.json_response({"id": id, "token": token, "expires_at": _moment(ends_at)}, status=201)


async def revoke(request: web.Request) -> web.Response:
    """`DELETE /api/cases` `{code}`: what stands under it is gone."""
    allow(request, request.app[LIMIT])
    await _found(request.app[DESK].revoke(_code(text_of(await json_object(request), "code"))))
    return web.Response(status=204)


def _code(typed: str) -> CaseCode:
    try:
        return CaseCode.parse(typed)
    except CodeError as error:
        raise Problem(422, "code", f"{error} Look at the code again.", field="code") from None


async def _found(work: Awaitable[Result]) -> Result:
    try:
        return await work
    except NoCase:
        raise Problem(404, "no-case", "Nothing opens with this code (any more).") from None


def _moment(seconds: int) -> str:
    return datetime.datetime.fromtimestamp(seconds, datetime.UTC).isoformat()


async def _purging(app: web.Application) -> AsyncIterator[None]:
    async def purge() -> None:
        while True:
            try:
                await app[DESK].purge()
            except StoreError as error:
                logger.error("purge of cases failed: %s", type(error).__name__)
            await asyncio.sleep(_PURGE_SECONDS)

    task = asyncio.create_task(purge())
    yield
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await task
