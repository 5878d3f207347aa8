"""The page that says whether Wegwijzer works, looked up when it is asked."""

from __future__ import annotations

from aiohttp import web

from bot.server import keys
from bot.server.rendering import ADDRESSES, Handler, Pages
from bot.server.site import LANGUAGES, Language, in_language
from bot.store import StoreError


def add_routes(app: web.Application, pages: Pages) -> None:
    """Add the page in both languages."""
    for language in LANGUAGES:
        app.router.add_get(ADDRESSES["status"][language], _shown(pages, language))


def _shown(pages: Pages, language: Language) -> Handler:
    words = in_language(pages.site["status"], language)
    bodies = {up: pages.body("status.html", "status", language, body=words, up=up) for up in (True, False)}

    async def show(request: web.Request) -> web.Response:
        try:
            await request.app[keys.ASSISTANT].check()
        except StoreError:
            return bodies[False].response(request, status=503)
        return bodies[True].response(request)

    return show
