"""axe-core on every view and state, in both languages and all themes; and what it cannot see."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from bot.server.rendering import ADDRESSES
from bot.server.site import load_site
from tests.browser.conftest import PHONE, SHOTS, Server, white_png
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


def states_of_a_conversation(page: Page, lang: str) -> Iterator[str]:
    """Brings the page into every state that is not on the straight way from message to letter."""
    words = load_site()["script"] | load_site()["case"]["script"]

    def word(key: str) -> str:
        return str(words[key][lang])

    page.clock.install()
    open_page(page, lang)
    page.context.set_offline(True)
    send(page, STORY[lang])
    expect(page.locator("#status .problem button")).to_be_visible()
    yield "offline, with a message that waits"
    page.context.set_offline(False)
    expect(page.locator(".choices button").first).to_be_visible()
    page.locator(".choices button").nth(1).click()
    expect(page.locator("#plan")).to_be_visible()
    for details in page.locator(".plan details, #safe").all():
        details.evaluate("(element) => { element.open = true }")
    yield "the plan with all of it open"
    page.click("#erase")
    yield "asking whether to erase"
    page.get_by_role("button", name=word("case_save")).click()
    expect(page.locator("#case-new-phrase")).to_be_focused()
    yield "saving the case"
    page.get_by_role("button", name=word("code_button")).click()
    page.get_by_role("button", name=word("code_make")).click()
    expect(page.locator("#case-code")).to_be_visible()
    yield "a case code"
    send(page, "gevaar" if lang == "nl" else "danger")
    expect(page.locator(".contacts.urgent")).to_be_visible()
    yield "urgent contacts"
    page.locator(".letter-button").first.click()
    expect(page.locator("#letter-title")).to_be_focused()
    page.fill("#field-name", "X")
    page.get_by_role("button", name=word("edit"), exact=True).click()
    yield "an edited letter"
    page.clock.fast_forward(28 * 60_000 + 10_000)
    expect(page.locator("#idle")).to_be_visible()
    yield "the warning before an idle page is wiped"
    page.clock.fast_forward(5 * 60_000)
    expect(page.locator(".msg.you")).to_have_count(0)
    yield "wiped"


@pytest.mark.parametrize(
    ("theme", "lang"),
    [
        pytest.param(
            theme, lang, marks=[] if (theme, lang) in {("light", "nl"), ("dark", "en")} else pytest.mark.slow
        )
        for theme in THEMES
        for lang in ("nl", "en")
    ],
)
def test_axe_finds_nothing_in_any_other_state(
    chromium: Browser, server: Server, axe: Axe, theme: str, lang: str
) -> None:
    page = themed_page(chromium, server, theme, viewport=PHONE if lang == "en" else None)
    found = [f"{state}: {line}" for state in states_of_a_conversation(page, lang) for line in axe(page)]
    page.context.close()
    assert found == []


def test_axe_finds_nothing_while_a_copy_is_covered(chromium: Browser, server: Server, axe: Axe) -> None:
    page = themed_page(chromium, server, "light")
    page.goto(ADDRESSES["mask"]["nl"])
    page.set_input_files("#picture", {"name": "x", "mimeType": "image/png", "buffer": white_png(400, 250)})
    page.click("#mask-add")
    found = axe(page)
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


@pytest.mark.parametrize("lang", ["nl", "en"])
@pytest.mark.parametrize("width", [320, 390])
def test_nothing_sticks_out_sideways_on_a_narrow_screen_or_at_400_per_cent(
    page: Page, width: int, lang: str
) -> None:
    # 1280 by 1024 pixels at 400 per cent are 320 by 256.
    page.set_viewport_size({"width": width, "height": 256})

    def fits(state: str) -> None:
        assert page.evaluate("document.documentElement.scrollWidth") <= width, state
        cut = page.evaluate(
            """() => [...document.querySelectorAll('body *')].filter((e) => e.checkVisibility() && e.textContent.trim()
            && !e.matches('.skip') && getComputedStyle(e).clipPath === 'none' && getComputedStyle(e).overflowX !== 'visible' && !e.matches('textarea')
            && e.scrollWidth > e.clientWidth + 1).map((e) => e.className || e.tagName)"""
        )
        assert cut == [], state

    open_page(page, lang)
    fits("first screen")
    reach_plan(page, lang)
    for details in page.locator(".plan details").all():
        details.evaluate("(element) => { element.open = true }")
    fits("plan")
    page.locator(".letter-button").first.click()
    expect(page.locator("#letter-title")).to_be_focused()
    page.locator("#reading").check()
    fits("letter")


def test_what_has_the_focus_is_never_hidden_behind_the_header(page: Page) -> None:
    page.set_viewport_size(PHONE)
    page.emulate_media(reduced_motion="reduce")
    reach_plan(page)
    header = page.locator(".top").evaluate("(e) => e.getBoundingClientRect().bottom")
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    page.locator(".keep button").last.focus()
    for _ in range(60):
        page.keyboard.press("Shift+Tab")
        top, inside = page.evaluate(
            "[document.activeElement.getBoundingClientRect().bottom, !!document.activeElement.closest('.top, .skip')]"
        )
        assert inside or top > header + 8


@pytest.mark.parametrize("reach", [open_page, reach_plan, reach_letter])
def test_every_target_is_at_least_24_pixels(page: Page, reach: Callable[[Page], None]) -> None:
    page.set_viewport_size(PHONE)
    reach(page)
    small = page.evaluate(
        """() => [...document.querySelectorAll('button, input, textarea, select, summary, nav a, .exit, .help-now a')]
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


@pytest.mark.parametrize(("motion", "animation"), [("reduce", "none"), ("no-preference", "breathe")])
def test_reduced_motion_stops_all_animation(page: Page, motion: Any, animation: str) -> None:
    page.emulate_media(reduced_motion=motion)
    page.route("**/messages", lambda route: None)  # an answer that never comes
    open_page(page)
    send(page, STORY["nl"])
    expect(page.locator(".typing")).to_be_visible()
    assert (
        page.evaluate("getComputedStyle(document.querySelector('.typing'), '::after').animationName")
        == animation
    )
    scrolling = page.evaluate("getComputedStyle(document.documentElement).scrollBehavior")
    assert scrolling == ("auto" if motion == "reduce" else "smooth")
