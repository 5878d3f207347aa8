"""The letter view: typed details stay on the device unless a file is asked of the server."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import SHOTS
from tests.browser.fake_api import FakeApi
from tests.browser.steps import reach_letter

pytestmark = pytest.mark.browser

CANARY = "Kanarie Geelvink"


def test_what_is_typed_appears_in_both_languages_of_the_letter(page: Page) -> None:
    reach_letter(page, "en")
    page.fill("#field-name", CANARY)
    page.fill("#field-birth_date", "1990-05-04")
    expect(page.locator(".sheet [lang=nl]", has_text="geboren op 4 mei 1990").first).to_be_visible()
    expect(page.locator(".sheet .reading", has_text="born on 4 May 1990").first).to_be_visible()
    page.screenshot(path=SHOTS / "letter-en.png", full_page=True)


def test_every_field_says_why_it_is_needed(page: Page) -> None:
    reach_letter(page)
    for field in page.locator(".identity .field").all():
        control = field.locator("input, textarea")
        reason = control.get_attribute("aria-describedby")
        assert page.locator(f"#{reason}").inner_text().strip()


def test_copy_print_and_text_file_need_no_server(context: BrowserContext, page: Page) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    reach_letter(page)
    page.fill("#field-name", CANARY)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.get_by_role("button", name="Kopieer").click()
    expect(page.locator("#letter-news")).to_contain_text("gekopieerd")
    assert f"Mijn naam is {CANARY}." in page.evaluate("navigator.clipboard.readText()")
    with page.expect_download() as download:
        page.click("text=Bewaar als tekst")
    saved = Path(download.value.path()).read_text("utf-8")
    assert CANARY in saved
    assert "[uw naam]" not in saved
    assert "1. Welke gegevens hebt u over mij?" in saved
    assert download.value.suggested_filename == "brief-1-2026-11-24.txt"
    assert [url for url in asked if not url.startswith("blob:")] == []


def test_a_changed_text_is_what_is_copied(context: BrowserContext, page: Page) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    reach_letter(page)
    page.click("text=Tekst aanpassen")
    page.fill("#letter-edit", "Mijn eigen tekst")
    page.get_by_role("button", name="Kopieer").click()
    expect(page.locator("#letter-news")).to_contain_text("gekopieerd")
    assert page.evaluate("navigator.clipboard.readText()") == "Mijn eigen tekst"


def test_a_file_of_the_server_comes_after_a_sentence_that_says_what_is_sent(page: Page, api: FakeApi) -> None:
    reach_letter(page)
    page.fill("#field-name", CANARY)
    expect(page.locator(".out", has_text="gaan uw gegevens naar de server")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("button", name="PDF").click()
    assert download.value.suggested_filename == "brief-1-2026-11-24.pdf"
    assert api.letters[-1]["identity"] == {"name": CANARY}
    assert api.letters[-1]["type"] == "access"


def test_nothing_typed_in_the_letter_is_in_the_address_or_in_storage(page: Page) -> None:
    reach_letter(page)
    page.fill("#field-name", CANARY)
    page.fill("#field-street", "Kanariestraat 1")
    with page.expect_download():
        page.get_by_role("button", name="PDF").click()
    held = page.evaluate("location.href + document.cookie + JSON.stringify([sessionStorage, localStorage])")
    assert "anarie" not in held


def test_printing_shows_the_letter_alone(page: Page) -> None:
    reach_letter(page)
    page.evaluate("window.print = () => undefined")
    page.get_by_role("button", name="Druk af").click()
    page.emulate_media(media="print")
    expect(page.locator(".sheet")).to_be_visible()
    for hidden in ("#plan", ".chat", ".identity", ".help-now"):
        expect(page.locator(hidden)).to_be_hidden()


def test_closing_the_letter_leads_back_to_the_plan(page: Page) -> None:
    reach_letter(page)
    page.click("text=Terug naar het plan")
    expect(page.locator("#letter")).to_be_hidden()
    expect(page.locator("#plan-title")).to_be_focused()
