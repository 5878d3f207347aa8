"""What goes wrong on the way to a page, told as a page: in the person's language, with a way on."""

from __future__ import annotations

from functools import partial

from aiohttp import web

from bot.server.problems import AS_PAGE, Problem
from bot.server.rendering import Pages, preferred_language
from bot.server.site import LANGUAGES, Language, in_language


def prepare(app: web.Application, pages: Pages) -> None:
    """Have problems shown to people with the application's own words."""
    app[AS_PAGE] = partial(_page, pages)


def _page(pages: Pages, request: web.Request, problem: Problem) -> web.Response:
    language = _language(request)
    words = in_language(pages.site["errors"], language)
    told = words["kinds"].get(problem.kind, words["kinds"]["failed"])
    html = pages.render("error.html", "error", language, body={**words, **told})
    headers = {"Retry-After": str(problem.retry_after)} if problem.retry_after else {}
    return web.Response(text=html, content_type="text/html", status=problem.status, headers=headers)


def _language(request: web.Request) -> Language:
    first = request.path.strip("/").partition("/")[0]
    return next((language for language in LANGUAGES if language == first), preferred_language(request))
