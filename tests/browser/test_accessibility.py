"""axe-core on every view and state, in both languages and all themes; and what it cannot see."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from bot.server.pages import ADDRESSES
from tests.browser.conftest import PHONE, SHOTS, Server
from tests.browser.steps import STORY, open_page, reach_letter, reach_plan, send

pytestmark = pytest.mark.browser

THEMES: dict[str, dict[str, Any]] = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "contrast": {"contrast": "more"},
    "forced": {"forced_colors": "active"},
}
Axe = Callable[[Page], list[str]]


def themed_page(chromium: Browser, server: Server, theme: str, **more: Any) -> Page:
    # The page's own policy forbids the script that axe injects.
    context = chromium.new_context(base_url=server.url, bypass_csp=True, **THEMES[theme], **more)
    context.set_default_timeout(5000)
    return context.new_page()


@pytest.mark.parametrize("lang", ["nl", "en"])
@pytest.mark.parametrize("theme", list(THEMES))
def test_axe_finds_nothing_from_the_first_screen_to_the_letter(
    chromium: Browser, server: Server, axe: Axe, theme: str, lang: str
) -> None:
    page = themed_page(chromium, server, theme, viewport=PHONE if lang == "en" else None)
    open_page(page, lang)
    found = axe(page)
    send(page, STORY[lang])
    expect(page.locator(".choices button").first).to_be_visible()
    found += axe(page)
    page.locator(".choices button").nth(1).click()
    expect(page.locator("#plan")).to_be_visible()
    found += axe(page)
    page.click("#receipt")
    expect(page.locator("#receipt-title")).to_be_visible()
    found += axe(page)
    page.locator(".letter-button").first.click()
    expect(page.locator("#letter-title")).to_be_visible()
    found += axe(page)
    page.screenshot(path=SHOTS / f"axe-{theme}-{lang}.png", full_page=True)
    page.context.close()
    assert found == []


@pytest.mark.parametrize("lang", ["nl", "en"])
@pytest.mark.parametrize("name", sorted(set(ADDRESSES) - {"home"}))
def test_axe_finds_nothing_on_any_other_page(
    chromium: Browser, server: Server, axe: Axe, name: str, lang: Any
) -> None:
    page = themed_page(chromium, server, "dark" if lang == "en" else "light")
    answer = page.goto(ADDRESSES[name][lang])
    assert answer is not None
    assert answer.status == 200
    found = axe(page)
    page.screenshot(path=SHOTS / f"page-{name}-{lang}.png", full_page=True)
    page.context.close()
    assert found == []


@pytest.mark.parametrize("width", [320, 390])
def test_nothing_sticks_out_sideways_on_a_narrow_screen(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 256})
    reach_letter(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_every_target_is_at_least_24_pixels(page: Page) -> None:
    page.set_viewport_size(PHONE)
    reach_letter(page)
    small = page.evaluate(
        """() => [...document.querySelectorAll('button, input, textarea, select, summary, nav a, .exit')]
        .filter((e) => e.checkVisibility()).map((e) => [e.outerHTML.slice(0, 60), e.getBoundingClientRect()])
        .filter(([, box]) => box.width < 24 || box.height < 24).map(([html]) => html)"""
    )
    assert small == []


def test_a_new_answer_does_not_move_the_focus(page: Page) -> None:
    open_page(page)
    page.fill("#message", STORY["nl"])
    page.keyboard.press("Enter")
    expect(page.locator(".choices button").first).to_be_visible()
    expect(page.locator("#message")).to_be_focused()


def test_the_log_announces_the_plan_in_one_short_sentence(page: Page) -> None:
    reach_plan(page)
    log = page.locator("[role=log]")
    assert log.locator(".plan, .step").count() == 0
    spoken = log.locator(".msg").last.inner_text()
    assert re.search(r"Het heeft \d+ stappen", spoken)
    assert len(spoken) < 120


def test_messages_and_letter_sentences_say_their_language(page: Page) -> None:
    reach_letter(page, "en")
    assert page.locator(".msg:not([lang])").count() == 1  # the greeting, in the page's own language
    assert page.locator(".sheet span.pair > span[lang=nl]").count() > 5
    assert page.locator(".sheet .reading > span[lang=en]").count() > 5


def test_the_whole_way_works_with_the_keyboard_alone(page: Page) -> None:
    open_page(page)

    def tab_to(selector: str) -> None:
        for _ in range(80):
            if page.evaluate("(s) => document.activeElement.matches(s)", selector):
                return
            page.keyboard.press("Tab")
        raise AssertionError(f"Tab never reaches {selector}")

    tab_to("#message")
    page.keyboard.type(STORY["nl"])
    page.keyboard.press("Enter")
    expect(page.locator(".choices button").first).to_be_visible()
    page.keyboard.press("Shift+Tab")
    tab_to(".skip") if page.locator(".choices button:focus").count() == 0 else None
    tab_to(".choices button")
    page.keyboard.press("Enter")
    expect(page.locator("#plan")).to_be_visible()
    tab_to(".letter-button")
    page.keyboard.press("Enter")
    expect(page.locator("#letter-title")).to_be_focused()
    tab_to("#field-name")
    page.keyboard.type("Voorbeeld")
    expect(page.locator(".sheet mark.filled").first).to_have_text("Voorbeeld")


def test_reduced_motion_stops_all_animation(chromium: Browser, server: Server) -> None:
    context = chromium.new_context(base_url=server.url, reduced_motion="reduce")
    page = context.new_page()
    page.goto("/nl")
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"
    context.close()
