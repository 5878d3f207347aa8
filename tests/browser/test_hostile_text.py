"""Markup from anywhere stays text: as a message, a letter field, an answer of the server, a case file."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import Page, expect

from tests.browser.steps import open_page, reach_letter, send

pytestmark = pytest.mark.browser

_TAGS = ["img", "svg", "iframe", "video", "audio", "object", "details", "body", "input", "marquee"]
_EVENTS = [
    "onerror",
    "onload",
    "onclick",
    "onfocus",
    "ontoggle",
    "onmouseover",
    "onbegin",
    "onanimationstart",
]
PAYLOADS = [
    *(f'<{tag} src=x {event}="window.hit=1" autofocus open>' for tag in _TAGS for event in _EVENTS),
    "<script>window.hit=1</script>",
    "</script><script>window.hit=1</script>",
    "</textarea><script>window.hit=1</script>",
    '"><script>window.hit=1</script>',
    "';window.hit=1;//",
    "javascript:window.hit=1",
    "{{constructor.constructor('window.hit=1')()}}",
    "${window.hit=1}",
    "<a href=javascript:window.hit=1>x</a>",
    "<math><mtext><table><mglyph><style><img src=x onerror=window.hit=1>",
    "<svg><animate onbegin=window.hit=1 attributeName=x dur=1s>",
    "<link rel=stylesheet href=data:text/css,*{color:red}>",
    "<base href=//evil.example>",
    "<form action=//evil.example><button>",
    "<meta http-equiv=refresh content=0;url=//evil.example>",
    "<template><script>window.hit=1</script></template>",
    "&lt;script&gt;window.hit=1&lt;/script&gt;",
    "\u202e<script>window.hit=1</script>",
    "<!--><img src=x onerror=window.hit=1>-->",
    "<noscript><p title='</noscript><img src=x onerror=window.hit=1>'>",
]


def untouched(page: Page) -> None:
    assert page.evaluate("window.hit") is None
    assert page.evaluate("document.scripts.length") <= 3
    assert page.locator("img, iframe, object, embed, base, meta[http-equiv]").count() == 0


def test_there_are_a_hundred_payloads() -> None:
    assert len(set(PAYLOADS)) >= 100


def test_a_message_of_markup_is_shown_as_it_was_typed(page: Page) -> None:
    open_page(page)
    send(page, PAYLOADS[0])
    expect(page.locator(".msg.you")).to_contain_text(PAYLOADS[0])
    untouched(page)


def test_an_answer_of_the_server_never_becomes_markup(page: Page) -> None:
    def answer(payload: str) -> dict[str, object]:
        text = {"nl": payload, "en": payload}
        contact = {"title": text, "phone": payload, "url": "javascript:window.hit=1", "note": text}
        source = {"title": text, "url": payload, "checked_on": payload}
        return {
            "text": payload,
            "lang": "nl",
            "buttons": [{"title": payload, "payload": payload}],
            "card": {"type": "contacts", "urgent": False, "items": [contact]},
            "also": source,
        }

    body = json.dumps({"messages": [answer(payload) for payload in PAYLOADS], "erased": False})
    page.route("**/messages", lambda route: route.fulfill(body=body, content_type="application/json"))
    open_page(page)
    send(page, "hallo")
    expect(page.locator(".msg.bot")).to_have_count(len(PAYLOADS) + 1)
    page.wait_for_timeout(300)
    untouched(page)
    assert page.locator("a[href^='javascript']").count() == 0
    page.reload()
    expect(page.locator(".msg.bot")).to_have_count(len(PAYLOADS) + 1)
    untouched(page)


def test_markup_in_a_letter_field_stays_text(page: Page) -> None:
    reach_letter(page)
    for payload in PAYLOADS:
        page.fill("#field-name", payload)
    expect(page.locator(".sheet mark.filled").first).to_have_text(" ".join(PAYLOADS[-1].split()))
    untouched(page)
