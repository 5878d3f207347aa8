"""Templates, words and assets put together into pages."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import jinja2
from aiohttp import web
from babel.dates import format_date, format_datetime, get_timezone
from markupsafe import Markup

from bot.server.assets import Assets, Body, load_assets
from bot.server.site import LANGUAGES, Language, in_language, load_site

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
    # A page that stands in place of any other; its link to the other language begins anew.
    "error": {"nl": "/nl", "en": "/en"},
}
#: Pages whose script says more than the conversation's; every other page can save a case.
_SCRIPTS = {"mask": "mask"}


def environment() -> jinja2.Environment:
    """Templates with every value escaped; a name that does not exist is an error, not an empty place."""
    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["begun"] = begun
    made.filters["of_operator"] = of_operator
    made.filters["written_day"] = written_day
    made.filters["written_moment"] = written_moment
    return made


def of_operator(text: str, operator: Mapping[str, str]) -> str:
    """A text of ours with what the operator fills in (`site/operator.yml`), each by its key: `{backups}`."""
    for key, told in operator.items():
        text = text.replace(f"{{{key}}}", told)
    return text


def begun(sentence: str) -> str:
    """The words as they begin a line; names in them keep their capitals."""
    return sentence[:1].upper() + sentence[1:]


def written_day(day: str, language: Language) -> str:
    """`2026-12-07` → `7 december 2026`."""
    locale = "nl_NL" if language == "nl" else "en_GB"
    return format_date(date.fromisoformat(day), "d MMMM y", locale=locale)


def written_moment(seconds: int, language: Language) -> str:
    """Seconds since 1970 → `1 december 2026 09:30`, as clocks show it in the Netherlands."""
    locale = "nl_NL" if language == "nl" else "en_GB"
    zone = get_timezone("Europe/Amsterdam")
    moment = datetime.fromtimestamp(seconds, UTC)
    return format_datetime(moment, "d MMMM y HH:mm", tzinfo=zone, locale=locale)


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
            script_words=data_block(
                words["script"]
                | words[_SCRIPTS.get(page, "case")]["script"]
                | {
                    "backups": words["operator"]["backups"],
                    "elsewhere": words["operator"].get("elsewhere", ""),
                }
            ),
            links={name: by_language[language] for name, by_language in ADDRESSES.items()},
            other_link=ADDRESSES[page][other],
            modules=self.assets.modules,
            static=f"/static/{self.assets.version}",
            **values,
        )

    def exit_url(self, language: Language) -> str:
        """The neutral page that leaving fast leads to."""
        return str(self.site["page"]["exit_url"][language])

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


def data_block(value: Any) -> Markup:
    """JSON that may stand inside a `<script type="application/json">`: nothing in it closes the element."""
    return Markup(json.dumps(value, ensure_ascii=False).replace("<", "\\u003c"))
