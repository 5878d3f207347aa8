"""The HTML pages: most are made once at start-up and served from memory."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from aiohttp import web

from bot.server import case_plan, errors, noscript, status
from bot.server.assets import Assets, Body
from bot.server.labels import fact_labels
from bot.server.rendering import ADDRESSES, Handler, Pages, data_block, make_pages, preferred_language
from bot.server.site import LANGUAGES, Language, identity_rules, in_language, load_agencies, load_sources


def add_routes(app: web.Application, content: Any) -> None:
    """Add all pages and assets to the application."""
    pages = make_pages()
    app.router.add_get("/static/{version}/{name}", pages.assets.serve)
    app.router.add_get("/favicon.ico", _asset(pages.assets, "icon.svg"))
    app.router.add_get("/embed.js", _asset(pages.assets, "embed.js"))
    homes = {language: pages.body("home.html", "home", language, framed=False) for language in LANGUAGES}

    async def root(request: web.Request) -> web.Response:
        vary = {"Vary": "Accept-Encoding, Accept-Language"}
        return homes[preferred_language(request)].response(request, vary)

    app.router.add_get("/", root)
    status.add_routes(app, pages)
    errors.prepare(app, pages)
    labels = {language: fact_labels(pages.site, load_agencies(), content, language) for language in LANGUAGES}
    noscript.add_routes(app, pages, content, labels)
    app.router.add_post("/api/plan", case_plan.plan)
    for language in LANGUAGES:
        named = data_block(labels[language]).encode()
        app.router.add_get(f"/{language}/labels.json", _fixed(Body.of(named, ".json")))
        app.router.add_get(ADDRESSES["home"][language], _fixed(homes[language]))
        for page, body in _fixed_pages(pages, language):
            app.router.add_get(ADDRESSES[page][language], _fixed(body))


def _fixed_pages(pages: Pages, language: Language) -> Iterator[tuple[str, Body]]:
    """The pages that are the same for everybody."""
    yield "frame", pages.body("home.html", "frame", language, framed=True)
    for page in ("about", "privacy", "accessibility", "owners"):
        yield page, pages.body("page.html", page, language, body=in_language(pages.site[page], language))
    rules = identity_rules(load_agencies(), language)
    words = in_language(pages.site["mask"], language)
    yield (
        "mask",
        pages.body("mask.html", "mask", language, body=words, agencies=rules, rules=data_block(rules)),
    )
    yield "case", pages.body("case.html", "case", language, body=in_language(pages.site["case"], language))
    words = in_language(pages.site["sources_page"], language)
    yield "sources", pages.body("sources.html", "sources", language, body=words, sources=load_sources())


def _fixed(body: Body, headers: Mapping[str, str] | None = None) -> Handler:
    async def serve(request: web.Request) -> web.Response:
        return body.response(request, headers)

    return serve


def _asset(assets: Assets, name: str) -> Handler:
    return _fixed(assets.files[name], {"Cache-Control": "public, max-age=3600"})
