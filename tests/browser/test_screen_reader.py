"""The main story as a screen reader tells it.

`heard.*.txt` is what it announces by itself: each answer once, short, nothing else. `read.*.txt` is all that Guidepup's
virtual screen reader says while it reads the page from top to end, in the story's four states. Texts that belong to
the content and change with it are shortened before they reach the page. UPDATE_READ=1 writes `read.*.txt` anew.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any, cast

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from bot.guidance.content import load_content
from bot.server.site import Language, load_site
from tests.browser.conftest import Server, packed_script
from tests.browser.steps import STORY, open_page, send

pytestmark = pytest.mark.browser

_LISTEN = """() => {
    window.heard = [];
    const hear = (changes) => changes.forEach(({ addedNodes, target }) => {
        const region = target.closest?.('[role=log], [role=status], [role=alert]');
        if (!region || region.getAttribute('aria-live') === 'off') return;
        addedNodes.forEach((node) => {
            const text = (node.innerText ?? node.data ?? '').replace(/\\s+/g, ' ').trim();
            if (text) window.heard.push(`${region.getAttribute('role')}: ${text}`);
        });
    });
    new MutationObserver(hear).observe(document.body, { childList: true, subtree: true });
}"""


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_the_main_story_is_heard_as_written_down(page: Page, lang: Language) -> None:
    open_page(page, lang)
    page.evaluate(_LISTEN)
    send(page, STORY[lang])
    page.locator(".choices button").nth(1).click()
    expect(page.locator("#plan")).to_be_visible()
    page.locator(".letter-button").first.click()
    expect(page.locator("#letter-title")).to_be_focused()
    page.get_by_role("button", name="Termijnen" if lang == "nl" else "Deadlines").click()
    typing = load_site()["script"]["typing"][lang]
    heard = cast(list[str], page.evaluate("window.heard"))
    expected = (Path(__file__).parent / f"heard.{lang}.txt").read_text("utf-8").splitlines()
    # "Is writing an answer" depends on how fast this machine is today.
    lines = [_general(line, lang) for line in heard if typing not in line]
    assert lines == expected


def _general(line: str, lang: Language) -> str:
    """Without the words that belong to the content and change with it."""
    question = load_content().questions["whereabouts"]
    parts = [question.text, question.reason, *(option.label for option in question.options), question.skip]
    for text in parts:
        line = line.replace(text.in_language(lang), "…")
    return "".join("#" if sign.isdigit() else sign for sign in line)


_START = """async (source) => {
    const url = URL.createObjectURL(new Blob([source], { type: 'text/javascript' }));
    window.virtual = (await import(url)).virtual;
}"""
_READ = """async (selector) => {
    await virtual.stop();
    await virtual.start({ container: document.querySelector(selector) });
    const end = `end of ${await virtual.lastSpokenPhrase()}`;
    for (let i = 0; i < 1000 && (await virtual.lastSpokenPhrase()) !== end; i += 1) await virtual.next();
    const said = await virtual.spokenPhraseLog();
    await virtual.stop();
    // Back to the whole page, to hear what it announces.
    await virtual.start({ container: document.body });
    await virtual.clearSpokenPhraseLog();
    return said;
}"""


def shortened(value: Any, numbers: Iterator[int]) -> Any:
    """The same structure with at most three of everything, and a number instead of every text of the content."""
    if isinstance(value, list):
        return [shortened(item, numbers) for item in value[:3]]
    if isinstance(value, dict):
        number = next(numbers) if {"nl", "en"} <= value.keys() else None
        return {
            key: f"[{key} {number}]" if number and key in ("nl", "en") else shortened(inner, numbers)
            for key, inner in value.items()
        }
    return value


def shorten(route: Route) -> None:
    answer = route.fetch()
    body = answer.json()
    for message in body.get("messages", []):
        card = message["card"] or {}
        if card.get("type") == "question":
            message["text"] = "Q?"
            message["buttons"] = [button | {"title": f"B{n}"} for n, button in enumerate(message["buttons"])]
        if card.get("type") == "plan":
            steps = card["plan"]["steps"]
            needed = [step for step in steps if step["letter"] and not step["optional"]][:2]
            needed[0]["your_deadline"] = {"rule": {"nl": "x", "en": "x"}, "day": "2026-12-07", "latest": None}
            card["plan"]["steps"] = needed + [step for step in steps if step["optional"]][:1]
    route.fulfill(response=answer, json=shortened(body, count(1)))


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_the_main_story_reads_as_written_down(chromium: Browser, server: Server, lang: Language) -> None:
    source = packed_script("@guidepup/virtual-screen-reader@0.33.0", "package/lib/esm/index.browser.js")
    context = chromium.new_context(base_url=server.url, bypass_csp=True)
    context.set_default_timeout(10_000)
    page = context.new_page()
    page.route("**/messages", shorten)
    page.route("**/api/letters", shorten)
    open_page(page, lang)
    page.evaluate(_START, source)
    told: list[str] = []

    def read(title: str, selector: str) -> None:
        told.extend([f"== {title}", *page.evaluate(_READ, selector)])

    def announced(title: str) -> None:
        page.wait_for_timeout(300)
        told.extend([f"== announced after: {title}", *page.evaluate("virtual.spokenPhraseLog()")])

    read("first screen", ".chat")
    page.fill("#message", STORY[lang])
    page.locator("#message").press("Enter")
    expect(page.locator(".choices button").first).to_be_visible()
    announced("the first message")
    read("the question", ".log")
    page.locator(".choices button").nth(1).click()
    expect(page.locator("#plan")).to_be_visible()
    announced("a choice")
    read("the plan", "#plan")
    page.locator(".letter-button").first.click()
    expect(page.locator("#letter-title")).to_be_focused()
    announced("write this letter")
    read("the letter", "#letter")
    context.close()
    typing = load_site()["script"]["typing"][lang]
    lines = [
        "".join("#" if sign.isdigit() else sign for sign in line)
        for line in told
        if typing not in line and line != "polite: "
    ]
    file = Path(__file__).parent / f"read.{lang}.txt"
    if os.environ.get("UPDATE_READ"):
        file.write_text("\n".join(lines) + "\n", "utf-8")
    assert lines == file.read_text("utf-8").splitlines()
