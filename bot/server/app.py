"""One application: API, site, letters, health."""

from __future__ import annotations

import asyncio
import contextlib
import ipaddress
import logging
import secrets
from collections import Counter
from collections.abc import AsyncIterator

from aiohttp import web

from bot.guidance.content import Content
from bot.rasa.assistant import Assistant
from bot.rasa.cases import CaseDesk
from bot.server import api, cases, headers, keys, pages
from bot.server.clients import client_scheme
from bot.server.metrics import METRICS, Metrics, counted
from bot.server.problems import Handler, Problem, problems
from bot.settings import Settings
from bot.store import StoreError

logger = logging.getLogger(__name__)

_MOST_BYTES = 256 * 1024
_PURGE_SECONDS = 300


def make_app(assistant: Assistant, content: Content, settings: Settings, desk: CaseDesk) -> web.Application:
    """Put the application together."""
    app = web.Application(
        client_max_size=_MOST_BYTES, middlewares=[headers.middleware, counted, problems, same_origin]
    )
    app[keys.ASSISTANT] = assistant
    app[keys.CONTENT] = content
    app[keys.SETTINGS] = settings
    app[api.LIMITS] = api.Limits()
    app[api.REPLAYS] = api.Replays()
    app[api.STREAMS] = Counter()
    app[METRICS] = Metrics()
    app[headers.FRAME_ANCESTORS] = settings.allowed_origins
    api.add_routes(app)
    cases.add_routes(app, desk)
    pages.add_routes(app, content)
    app.router.add_get("/healthz", healthz)
    app.router.add_get("/readyz", readyz)
    app.router.add_get("/metrics", metrics)
    app.cleanup_ctx.append(_purging)
    return app


@web.middleware
async def same_origin(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Let no other site's page act here; programs, which send no Origin, are free to."""
    origin = request.headers.get("Origin")
    if origin and request.method not in ("GET", "HEAD") and not _allowed(request, origin):
        raise Problem(403, "origin", "This page may not use the service.")
    return await handler(request)


def _allowed(request: web.Request, origin: str) -> bool:
    if origin in request.app[keys.SETTINGS].allowed_origins:
        return True
    own = {f"https://{request.host}"}
    if client_scheme(request) == "http":
        own.add(f"http://{request.host}")
    return origin in own


async def healthz(request: web.Request) -> web.Response:
    """The process answers."""
    return web.json_response({"status": "ok"})


async def readyz(request: web.Request) -> web.Response:
    """The process can take a message: the model is loaded and the database answers."""
    try:
        await request.app[keys.ASSISTANT].check()
    except StoreError:
        return web.json_response({"status": "database unavailable"}, status=503)
    return web.json_response({"status": "ready"})


async def metrics(request: web.Request) -> web.Response:
    """Counts for an operator: on this machine, or with METRICS_TOKEN."""
    token = request.app[keys.SETTINGS].metrics_token
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if not (
        secrets.compare_digest(given.encode(errors="replace"), token.encode())
        if token
        else _on_this_machine(request)
    ):
        raise web.HTTPNotFound
    return web.Response(text=request.app[METRICS].exposition(), content_type="text/plain")


def _on_this_machine(request: web.Request) -> bool:
    # Behind a proxy every request comes from this machine.
    return (
        bool(request.remote)
        and ipaddress.ip_address(request.remote).is_loopback
        and not request.headers.get("X-Forwarded-For")
    )


async def _purging(app: web.Application) -> AsyncIterator[None]:
    async def purge() -> None:
        while True:
            try:
                app[api.REPLAYS].sweep()
                for limit in (*vars(app[api.LIMITS]).values(), app[cases.LIMIT]):
                    limit.sweep()
                await app[keys.ASSISTANT].purge()
            except StoreError as error:
                logger.error("purge failed: %s", type(error).__name__)
            await asyncio.sleep(_PURGE_SECONDS)

    task = asyncio.create_task(purge())
    yield
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await task
