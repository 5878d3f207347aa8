"""The HTML pages: made once at start-up from templates and content, served from memory."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jinja2
from aiohttp import web
from markupsafe import Markup

from bot.server.assets import Assets, Body, load_assets
from bot.server.site import LANGUAGES, Language, in_language, load_site

TEMPLATES = Path(__file__).parent / "templates"
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

#: Page → its address in each language.
ADDRESSES: Mapping[str, Mapping[Language, str]] = {
    "home": {"nl": "/nl", "en": "/en"},
    "frame": {"nl": "/nl/frame", "en": "/en/frame"},
    "noscript": {"nl": "/nl/zonder-script", "en": "/en/no-script"},
}


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

    def render(
        self, template: str, page: str, language: Language, **values: Any
    ) -> str:
        """One page as HTML."""
        other: Language = "en" if language == "nl" else "nl"
        words = in_language(self.site, language)
        return self.templates.get_template(template).render(
            lang=language,
            other_lang=other,
            page=page,
            words=words,
            text=words["page"],
            script_words=_data_block(words["script"]),
            links={
                name: by_language[language] for name, by_language in ADDRESSES.items()
            },
            other_link=ADDRESSES[page][other],
            static=f"/static/{self.assets.version}",
            **values,
        )

    def body(self, template: str, page: str, language: Language, **values: Any) -> Body:
        """One page, ready to serve."""
        return Body.of(
            self.render(template, page, language, **values).encode(), ".html"
        )


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
    homes = {
        language: pages.body("home.html", "home", language, framed=False)
        for language in LANGUAGES
    }

    async def root(request: web.Request) -> web.Response:
        return homes[preferred_language(request)].response(
            request, {"Vary": "Accept-Encoding, Accept-Language"}
        )

    app.router.add_get("/", root)
    app.router.add_get("/static/{version}/{name}", pages.assets.serve)
    app.router.add_get("/favicon.ico", _asset(pages.assets, "icon.svg"))
    for language in LANGUAGES:
        app.router.add_get(ADDRESSES["home"][language], _fixed(homes[language]))
        frame = pages.body("home.html", "frame", language, framed=True)
        app.router.add_get(ADDRESSES["frame"][language], _fixed(frame))


def _data_block(value: Any) -> Markup:
    """JSON that may stand inside a `<script type="application/json">`: nothing in it can close the element."""
    return Markup(json.dumps(value, ensure_ascii=False).replace("<", "\\u003c"))


def _fixed(body: Body, headers: Mapping[str, str] | None = None) -> Handler:
    async def serve(request: web.Request) -> web.Response:
        return body.response(request, headers)

    return serve


def _asset(assets: Assets, name: str) -> Handler:
    return _fixed(assets.files[name], {"Cache-Control": "public, max-age=3600"})
