"""Going on elsewhere with a code: made by the plan, shown once, typed or read out on another device."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import PHONE, SHOTS, Server
from tests.browser.scripted import ScriptedAssistant
from tests.browser.steps import open_page, reach_plan

pytestmark = pytest.mark.browser

BUTTON = {"nl": "Ga ergens anders verder", "en": "Go on elsewhere"}
MAKE = {"nl": "Maak een code", "en": "Make a code"}
ENTRY = {"nl": "Verder met een code", "en": "Go on with a code"}
OPEN = {"nl": "Ga verder", "en": "Go on"}
WITHDRAW = {"nl": "Trek de code in", "en": "Withdraw the code"}


def make_code(page: Page, lang: str = "nl") -> str:
    reach_plan(page, lang)
    page.get_by_role("button", name=BUTTON[lang]).click()
    page.get_by_role("button", name=MAKE[lang]).click()
    expect(page.locator("#case-code")).to_be_focused()
    return page.locator("#case-code").inner_text()


def enter(page: Page, code: str, lang: str = "nl", action: dict[str, str] = OPEN) -> None:
    page.locator("#code-entry summary", has_text=ENTRY[lang]).click()
    page.fill("#code", code)
    page.locator("#code-form").get_by_role("button", name=action[lang]).click()


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_a_code_brings_the_plan_to_another_device(
    page: Page, chromium: Browser, server: Server, lang: str
) -> None:
    code = make_code(page, lang)
    assert re.fullmatch(r"(?:[0-9A-HJKMNP-TV-Z]{4}\s*){4}", code)
    page.screenshot(path=SHOTS / f"code-{lang}.png", full_page=True)
    phone = chromium.new_context(base_url=server.url, viewport=PHONE).new_page()
    open_page(phone, lang)
    enter(phone, code.lower(), lang)
    expect(phone.locator("#plan-title")).to_be_focused()
    expect(phone.locator(".plan .step").first).to_be_visible()
    told = {"nl": "Zoekt u bescherming", "en": "Do you seek protection"}
    expect(phone.locator(".msg.bot", has_text=told[lang])).to_be_visible()
    expect(phone.locator("#code-entry")).to_be_hidden()
    phone.context.close()


def test_a_code_stands_in_no_address_and_in_no_storage(page: Page, chromium: Browser, server: Server) -> None:
    code = "".join(make_code(page).split())
    other = chromium.new_context(base_url=server.url).new_page()
    asked: list[str] = []
    other.on("request", lambda request: asked.append(request.url))
    open_page(other)
    enter(other, code)
    expect(other.locator("#plan")).to_be_visible()
    for opened in (page, other):
        held = opened.evaluate(
            "location.href + document.cookie + JSON.stringify([sessionStorage, localStorage])"
        )
        assert code not in held.replace("-", "")
        assert code[:4] not in opened.evaluate("location.href")
    assert not any(code[:4] in url for url in asked)
    other.context.close()


def test_a_code_that_is_withdrawn_opens_nothing(page: Page) -> None:
    code = make_code(page)
    page.locator(".drawer").get_by_role("button", name=WITHDRAW["nl"]).click()
    expect(page.locator(".drawer")).to_contain_text("De code is ingetrokken")
    page.evaluate("sessionStorage.clear()")
    page.reload()
    enter(page, code)
    expect(page.locator("#code-news")).to_contain_text("Deze code opent niets")
    expect(page.locator("#code")).to_be_focused()


def test_a_code_can_be_withdrawn_where_only_the_code_is_known(page: Page) -> None:
    code = make_code(page)
    page.evaluate("sessionStorage.clear()")
    page.reload()
    enter(page, code, action=WITHDRAW)
    expect(page.locator("#code-news")).to_contain_text("De code is ingetrokken")


def test_a_slip_is_said_and_what_was_typed_stays(page: Page) -> None:
    open_page(page)
    enter(page, "0000-0000-0000-0001")
    expect(page.locator("#code-news")).to_contain_text("klopt niet")
    expect(page.locator("#code")).to_have_value("0000-0000-0000-0001")


def test_receipt_and_erasing_say_that_a_code_still_works(page: Page, assistant: ScriptedAssistant) -> None:
    make_code(page)
    page.click("#receipt")
    expect(page.locator(".drawer")).to_contain_text("U hebt een code gemaakt")
    page.click("#erase")
    page.click("text=Ja, wis alles")
    expect(page.locator("#status")).to_contain_text("bestaat niet meer op de server")
    expect(page.locator("#status")).to_contain_text("U hebt een code gemaakt")


def test_without_a_kept_fact_the_page_says_why_there_is_no_code(page: Page) -> None:
    page.route("**/api/cases", lambda route: route.fulfill(status=409, json={"title": "nothing-to-keep"}))
    reach_plan(page)
    page.get_by_role("button", name=BUTTON["nl"]).click()
    page.get_by_role("button", name=MAKE["nl"]).click()
    expect(page.locator(".drawer [role=status]")).to_contain_text("nooit in een code")


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_axe_finds_nothing_where_a_code_is_made_or_entered(
    chromium: Browser, server: Server, axe: Callable[[Page], list[str]], lang: str
) -> None:
    page = chromium.new_context(base_url=server.url, bypass_csp=True, viewport=PHONE).new_page()
    open_page(page, lang)
    page.locator("#code-entry summary").click()
    # Where the page happens to stand, its fixed header may lie over half a button; that moves away by scrolling.
    page.evaluate("scrollTo(0, 0)")
    found = axe(page)
    make_code(page, lang)
    page.evaluate("scrollTo(0, 0)")
    found += axe(page)
    page.context.close()
    assert found == []


def test_without_script_a_code_is_made_used_and_withdrawn(chromium: Browser, server: Server) -> None:
    context = chromium.new_context(base_url=server.url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/nl")
    page.fill("#message", "Ik werd teruggestuurd")
    page.click("#send")
    page.locator("button[name=choice]").nth(1).click()
    page.click("button[name=keep]")
    code = page.locator(".code").inner_text()
    page.screenshot(path=SHOTS / "noscript-code.png", full_page=True)
    page.goto("/nl")
    page.locator("#code-entry summary").click()
    page.fill("#code", code)
    page.locator("#code-form .primary").click()
    expect(page.locator("#plan .step").first).to_be_visible()
    expect(page.locator("[role=status]").first).to_contain_text("Uw feiten zijn er weer")
    page.goto("/nl/zonder-script")
    for told in ("De code is ingetrokken", "Deze code opent niets"):
        page.locator("#code-entry summary").click()
        page.fill("#code", code)
        page.click("#code-form button[name=withdraw]")
        expect(page.locator("[role=status]").first).to_contain_text(told)
    context.close()
