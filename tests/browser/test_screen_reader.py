"""What a screen reader announces by itself during the main story: each answer once, short, nothing else."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import pytest
from playwright.sync_api import Page, expect

from bot.guidance.content import load_content
from bot.server.site import Language, load_site
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
