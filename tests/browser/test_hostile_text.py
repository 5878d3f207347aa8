"""Markup from anywhere stays text: as a message, a letter field, an answer of the server, a case file."""

from __future__ import annotations

import json
import re

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
    for start in range(0, len(PAYLOADS), 25):
        some = PAYLOADS[start : start + 25]
        send(page, "\n".join(some))
        expect(page.locator("#composer")).not_to_have_attribute("aria-busy", "true")
        shown = page.locator(".msg.you").last.inner_text()
        assert all(payload.replace("\u202e", "") in shown.replace("\u202e", "") for payload in some)
    untouched(page)
    page.reload()
    expect(page.locator(".msg.you")).to_have_count(-(-len(PAYLOADS) // 25))
    untouched(page)


def test_markup_as_a_country_stays_text_in_receipt_and_plan(page: Page) -> None:
    text = {"nl": PAYLOADS[0], "en": PAYLOADS[0]}
    step = {
        "agency": "police",
        "action": "access",
        "optional": False,
        "title": text,
        "why": text,
        "sources": [],
    }
    plan = {"urgent": True, "questions": [], "steps": [step], "expectations": [text], "help": [text]}
    facts = {"country": PAYLOADS[1], "feared_states": PAYLOADS, "prior_requests": [{"agency": PAYLOADS[2]}]}
    held = {"expires_at": 2_000_000_000, "held": {"facts": facts, PAYLOADS[3]: PAYLOADS}, "buttons": PAYLOADS}
    message = {"text": "", "lang": "nl", "buttons": [], "card": {"type": "plan", "plan": plan}}
    page.route("**/messages", lambda route: route.fulfill(json={"messages": [message], "erased": False}))
    page.route(re.compile(r"/conversations/[^/]+$"), lambda route: route.fulfill(json=held))
    open_page(page)
    send(page, "hallo")
    expect(page.locator(".plan .step h3")).to_contain_text(PAYLOADS[0])
    page.click("#receipt")
    expect(page.locator(".drawer")).to_contain_text(PAYLOADS[1])
    page.locator(".drawer summary").click()
    expect(page.locator(".drawer details")).to_contain_text(PAYLOADS[-2])
    page.wait_for_timeout(200)
    untouched(page)


def test_a_country_that_is_markup_is_refused_and_not_echoed_as_a_page(page: Page) -> None:
    for payload in PAYLOADS:
        facts = {"situation": "refused_entry_abroad", "country": payload}
        answer = page.request.post("/api/plan", data={"facts": facts})
        assert answer.status == 422
        assert answer.headers["content-type"].startswith("application/problem+json")
        assert answer.headers["x-content-type-options"] == "nosniff"


def test_markup_in_a_case_file_stays_text(page: Page) -> None:
    letters = [
        {"agency": payload, "type": payload, "title": {"nl": payload, "en": payload}, "sent_on": payload}
        for payload in PAYLOADS
    ]
    page.goto("/nl/mijn-zaak")
    locked = page.evaluate(
        """async (data) => {
            const { lock } = await import(document.querySelector("script[src$='case.js']").src.replace("case.js", "vault.js"));
            return (await lock(data, "vier gewone losse woorden")).text();
        }""",
        {"facts": {"situation": PAYLOADS[0], "country": PAYLOADS[1]}, "letters": letters},
    )
    file = {"name": "n.json", "mimeType": "application/json", "buffer": locked.encode()}
    page.set_input_files("#case-file", file)
    page.fill("#case-phrase", "vier gewone losse woorden")
    page.click("text=Open mijn zaak")
    expect(page.locator("#case-letters legend")).to_have_count(len(PAYLOADS))
    page.click("text=Wat nu?")
    expect(page.locator("#status")).to_contain_text("kon niet worden gemaakt")
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
