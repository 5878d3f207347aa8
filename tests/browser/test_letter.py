"""The letter view: typed details stay on the device unless a file is asked of the server."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pikepdf
import pytest
from docx import Document
from playwright.sync_api import BrowserContext, Page, expect

from bot.clock import today
from tests.browser.conftest import SHOTS
from tests.browser.steps import reach_letter, reach_plan

pytestmark = pytest.mark.browser

CANARY = "Kanarie Geelvink"


def test_what_is_typed_appears_in_both_languages_of_the_letter(page: Page) -> None:
    reach_letter(page, "en")
    page.fill("#field-name", CANARY)
    page.fill("#field-birth_date", "1990-05-04")
    expect(page.locator(".sheet [lang=nl]", has_text="4 mei 1990").first).to_be_visible()
    expect(page.locator(".sheet .reading", has_text="4 May 1990").first).to_be_visible()
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
    assert CANARY in page.evaluate("navigator.clipboard.readText()")
    with page.expect_download() as download:
        page.click("text=Bewaar als tekst")
    saved = Path(download.value.path()).read_text("utf-8")
    assert CANARY in saved
    assert "[uw naam]" not in saved
    assert "\n2. " in saved
    assert download.value.suggested_filename == f"brief-1-{today()}.txt"
    assert [url for url in asked if not url.startswith("blob:")] == []


def test_a_changed_text_is_what_is_copied(context: BrowserContext, page: Page) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    reach_letter(page)
    page.click("text=Tekst aanpassen")
    page.fill("#letter-edit", "Mijn eigen tekst")
    page.get_by_role("button", name="Kopieer").click()
    expect(page.locator("#letter-news")).to_contain_text("gekopieerd")
    assert page.evaluate("navigator.clipboard.readText()") == "Mijn eigen tekst"


def test_a_changed_text_is_what_the_files_of_the_server_hold(page: Page) -> None:
    reach_letter(page)
    page.fill("#field-name", CANARY)
    page.click("text=Tekst aanpassen")
    text = page.input_value("#letter-edit")
    assert CANARY in text
    page.fill("#letter-edit", f"Mijn eigen begin\n\n{text}")
    with page.expect_download() as download, page.expect_request("**/api/letters") as asked:
        page.get_by_role("button", name="Word").click()
    written = [paragraph.text for paragraph in Document(download.value.path()).paragraphs]
    assert written[0] == "Mijn eigen begin"
    assert any(CANARY in line for line in written)
    assert "identity" not in asked.value.post_data_json
    page.click("text=Terug naar de brief zonder aanpassing")
    with page.expect_request("**/api/letters") as asked:
        page.get_by_role("button", name="PDF").click()
    assert "text" not in asked.value.post_data_json


def test_a_file_of_the_server_comes_after_a_sentence_that_says_what_is_sent(page: Page) -> None:
    reach_letter(page)
    page.fill("#field-name", CANARY)
    expect(page.locator(".out", has_text="gaan uw gegevens naar de server")).to_be_visible()
    with page.expect_download() as download, page.expect_request("**/api/letters") as asked:
        page.get_by_role("button", name="PDF").click()
    assert download.value.suggested_filename == f"brief-1-{today()}.pdf"
    assert Path(download.value.path()).read_bytes().startswith(b"%PDF")
    assert asked.value.post_data_json["identity"] == {"name": CANARY}
    assert asked.value.post_data_json["type"] == "access"


def test_all_letters_at_once_come_as_one_file(page: Page) -> None:
    reach_plan(page)
    with page.expect_download() as download:
        page.click("text=Alle brieven in één keer")
    names = zipfile.ZipFile(download.value.path()).namelist()
    assert sum(name.endswith(".pdf") for name in names) >= 3
    assert not any("cter" in name.lower() or "politie" in name.lower() for name in names)


def test_the_calendar_asks_for_the_posting_day_first(page: Page) -> None:
    reach_letter(page)
    page.get_by_role("button", name="Termijnen voor uw agenda").click()
    expect(page.locator("#sent-on")).to_be_focused()
    page.fill("#sent-on", str(today()))
    with page.expect_download() as download:
        page.get_by_role("button", name="Termijnen voor uw agenda").click()
    assert b"BEGIN:VEVENT" in Path(download.value.path()).read_bytes()


def test_nothing_typed_in_the_letter_is_in_the_address_or_in_storage(page: Page) -> None:
    reach_letter(page)
    page.fill("#field-name", CANARY)
    page.fill("#field-street", "Kanariestraat 1")
    with page.expect_download():
        page.get_by_role("button", name="PDF").click()
    held = page.evaluate("location.href + document.cookie + JSON.stringify([sessionStorage, localStorage])")
    assert "anarie" not in held


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_the_plan_prints_on_both_sides_of_one_sheet(page: Page, lang: str) -> None:
    reach_plan(page, lang)
    with pikepdf.open(io.BytesIO(page.pdf(prefer_css_page_size=True, format="A4"))) as printed:
        assert len(printed.pages) <= 2


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
