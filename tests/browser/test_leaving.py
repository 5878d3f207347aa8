"""Safe use: leave fast, erase all, erase when idle, and what the server says it holds."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.scripted import ScriptedAssistant
from tests.browser.steps import open_page, reach_letter, reach_plan

pytestmark = pytest.mark.browser

NEUTRAL = "https://www.wikipedia.org/"


def stub_neutral_page(page: Page) -> None:
    page.context.route(
        f"{NEUTRAL}**", lambda route: route.fulfill(body="<title>n</title>", content_type="text/html")
    )


@pytest.mark.parametrize("way", ["button", "shift"])
def test_leaving_fast_erases_and_opens_a_neutral_page(
    page: Page, assistant: ScriptedAssistant, way: str
) -> None:
    stub_neutral_page(page)
    reach_letter(page)
    page.fill("#field-name", "Kanarie")
    held = set(assistant.turns)
    if way == "button":
        page.click("#exit")
    else:
        for _ in range(3):
            page.keyboard.press("Shift")
    page.wait_for_url(NEUTRAL)
    page.wait_for_timeout(200)
    assert len(held - set(assistant.turns)) == 1
    page.go_back()
    assert page.locator(".msg.you").count() == 0


@pytest.mark.parametrize(
    "path", ["/nl/over", "/nl/privacy", "/nl/bronnen", "/nl/kopie-afdekken", "/nl/mijn-zaak"]
)
def test_leaving_from_another_page_of_the_same_tab_erases_the_conversation_as_well(
    page: Page, assistant: ScriptedAssistant, path: str
) -> None:
    """The page about Wegwijzer had a bare link, and the conversation stayed in the tab and on the server."""
    stub_neutral_page(page)
    reach_plan(page)
    held = set(assistant.turns)
    page.goto(path)
    expect(page.locator("#exit")).to_have_attribute("title", re.compile("Shift"))
    for _ in range(3):
        page.keyboard.press("Shift")
    page.wait_for_url(NEUTRAL)
    page.wait_for_timeout(200)
    assert len(held - set(assistant.turns)) == 1
    page.goto("/nl")
    assert page.evaluate("sessionStorage.length") == 0


def test_the_first_screen_says_that_nobody_answers_for_a_fresh_installation(page: Page) -> None:
    page.goto("/nl")
    expect(page.locator("#safe")).to_contain_text("Dit is een proefinstallatie")
    for path in ("/nl/over", "/nl/privacy"):
        page.goto(path)
        expect(page.locator("main")).to_contain_text("proefinstallatie zonder beheerder")
    page.goto("/nl/privacy")
    for unknown in ("of er reservekopieën zijn", "welk internetadres wanneer komt", "op welke grondslag"):
        expect(page.locator("main")).to_contain_text(unknown)


def test_typing_capitals_does_not_leave(page: Page) -> None:
    open_page(page)
    page.focus("#message")
    for letter in "ABC":
        page.keyboard.press(f"Shift+{letter}")
    expect(page.locator("#message")).to_have_value("ABC")


def test_erase_all_asks_first_and_checks_that_the_old_id_is_gone(
    page: Page, assistant: ScriptedAssistant
) -> None:
    reach_plan(page)
    before = set(assistant.turns)
    page.click("#erase")
    page.click("text=Ja, wis alles")
    expect(page.locator("#status")).to_contain_text("bestaat niet meer op de server")
    expect(page.locator(".msg.you")).to_have_count(0)
    expect(page.locator("#plan")).to_be_hidden()
    assert len(before - set(assistant.turns)) == 1
    expect(page.locator("#status")).to_contain_text("reservekopie")
    assert page.evaluate("sessionStorage.length") == 0


def test_erasing_without_a_server_says_what_is_not_certain(page: Page) -> None:
    reach_plan(page)
    page.context.set_offline(True)
    page.click("#erase")
    page.click("text=Ja, wis alles")
    expect(page.locator("#status")).to_contain_text("niet bereikbaar")


def test_the_receipt_lists_what_the_server_holds(page: Page) -> None:
    reach_plan(page)
    page.click("#receipt")
    expect(page.locator("#receipt-title")).to_be_focused()
    for told in ("Land: Turkije", "Waar u bent: Weer in Nederland", "bij de grens van een ander land"):
        expect(page.locator(".drawer")).to_contain_text(told)
    page.click("text=Sluiten")
    expect(page.locator("#receipt")).to_be_focused()


def test_an_idle_page_warns_can_be_put_off_and_then_erases(page: Page) -> None:
    # A page that still glides to its plan would look as if somebody scrolled.
    page.emulate_media(reduced_motion="reduce")
    page.clock.install()
    reach_plan(page)
    page.clock.fast_forward(28 * 60_000 + 10_000)
    expect(page.locator("#idle")).to_contain_text("minuten")
    page.click("#idle button")
    expect(page.locator("#idle")).to_have_count(0)
    page.clock.fast_forward(27 * 60_000)
    expect(page.locator("#plan")).to_be_visible()
    page.clock.fast_forward(4 * 60_000)
    expect(page.locator("#status")).to_contain_text("30 minuten niets")
    expect(page.locator("#plan")).to_be_hidden()


def test_whoever_reads_here_is_not_idle_on_the_server(page: Page) -> None:
    page.emulate_media(reduced_motion="reduce")
    # A page that is still gliding to its plan would count as somebody who scrolls.
    page.emulate_media(reduced_motion="reduce")
    page.clock.install()
    reach_plan(page)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(f"{request.method} {request.url}"))
    with page.expect_request("**/api/conversations/*"):
        page.clock.fast_forward(6 * 60_000)
    page.clock.fast_forward(6 * 60_000)
    assert len(asked) == 1
    page.keyboard.press("ArrowDown")
    with page.expect_request("**/api/conversations/*"):
        page.clock.fast_forward(10_000)
    assert len(asked) == 2


def test_title_and_icon_are_neutral(page: Page) -> None:
    for path in ("/nl", "/en", "/nl/privacy", "/en/my-case"):
        page.goto(path)
        assert page.title() == "Wegwijzer"
