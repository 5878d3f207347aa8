"""The HTML pages: made once at start-up from templates and content, served from memory."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jinja2
from aiohttp import web
from markupsafe import Markup

from bot.server.assets import Assets, Body, load_assets
from bot.server.site import (
    LANGUAGES,
    Language,
    identity_rules,
    in_language,
    load_agencies,
    load_site,
    load_sources,
)

TEMPLATES = Path(__file__).parent / "templates"
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

#: Page → its address in each language.
ADDRESSES: Mapping[str, Mapping[Language, str]] = {
    "home": {"nl": "/nl", "en": "/en"},
    "frame": {"nl": "/nl/frame", "en": "/en/frame"},
    "about": {"nl": "/nl/over", "en": "/en/about"},
    "privacy": {"nl": "/nl/privacy", "en": "/en/privacy"},
    "sources": {"nl": "/nl/bronnen", "en": "/en/sources"},
    "accessibility": {"nl": "/nl/toegankelijkheid", "en": "/en/accessibility"},
    "owners": {"nl": "/nl/voor-websites", "en": "/en/for-websites"},
    "mask": {"nl": "/nl/kopie-afdekken", "en": "/en/cover-a-copy"},
    "case": {"nl": "/nl/mijn-zaak", "en": "/en/my-case"},
    "status": {"nl": "/nl/status", "en": "/en/status"},
    "noscript": {"nl": "/nl/zonder-script", "en": "/en/no-script"},
}
#: Pages whose script says more than the conversation's; every other page can save a case.
_SCRIPTS = {"mask": "mask"}


def environment() -> jinja2.Environment:
    """Templates with every value escaped; a name that does not exist is an error, not an empty place."""
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@dataclass(frozen=True)
class Pages:
    """Renders pages: templates, words and assets in one place."""

    templates: jinja2.Environment
    site: Mapping[str, Any]
    assets: Assets

    def render(self, template: str, page: str, language: Language, **values: Any) -> str:
        """One page as HTML."""
        other: Language = "en" if language == "nl" else "nl"
        words = in_language(self.site, language)
        return self.templates.get_template(template).render(
            lang=language,
            other_lang=other,
            page=page,
            words=words,
            text=words["page"],
            script_words=_data_block(words["script"] | words[_SCRIPTS.get(page, "case")]["script"]),
            links={name: by_language[language] for name, by_language in ADDRESSES.items()},
            other_link=ADDRESSES[page][other],
            operator=words["operator"]["name"],
            static=f"/static/{self.assets.version}",
            **values,
        )

    def body(self, template: str, page: str, language: Language, **values: Any) -> Body:
        """One page, ready to serve."""
        return Body.of(self.render(template, page, language, **values).encode(), ".html")


def make_pages() -> Pages:
    """Read everything pages are made of."""
    return Pages(environment(), load_site(), load_assets())


def preferred_language(request: web.Request) -> Language:
    """The first of our languages that the browser names; Dutch where it names none."""
    for part in request.headers.get("Accept-Language", "").lower().split(","):
        for language in LANGUAGES:
            if part.strip().startswith(language):
                return language
    return "nl"


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
    for language in LANGUAGES:
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
        pages.body("mask.html", "mask", language, body=words, agencies=rules, rules=_data_block(rules)),
    )
    yield "case", pages.body("case.html", "case", language, body=in_language(pages.site["case"], language))
    words = in_language(pages.site["sources_page"], language)
    yield "sources", pages.body("sources.html", "sources", language, body=words, sources=load_sources())


def _data_block(value: Any) -> Markup:
    """JSON that may stand inside a `<script type="application/json">`: nothing in it closes the element."""
    return Markup(json.dumps(value, ensure_ascii=False).replace("<", "\\u003c"))


def _fixed(body: Body, headers: Mapping[str, str] | None = None) -> Handler:
    async def serve(request: web.Request) -> web.Response:
        return body.response(request, headers)

    return serve


def _asset(assets: Assets, name: str) -> Handler:
    return _fixed(assets.files[name], {"Cache-Control": "public, max-age=3600"})
