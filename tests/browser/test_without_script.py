"""The whole way from message to letter in a browser that runs no script."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import SHOTS, Server
from tests.browser.scripted import ScriptedAssistant
from tests.browser.steps import STORY
from tests.browser.test_leaving import NEUTRAL, stub_neutral_page

pytestmark = pytest.mark.browser


@pytest.fixture
def plain(chromium: Browser, server: Server) -> Iterator[Page]:
    context = chromium.new_context(base_url=server.url, java_script_enabled=False)
    context.set_default_timeout(5000)
    yield context.new_page()
    context.close()


def reach_plan(page: Page, lang: str = "nl") -> None:
    page.goto(f"/{lang}")
    page.fill("#message", STORY[lang])
    page.click("#send")
    page.locator("button[name=choice]").nth(1).click()
    expect(page.locator("#plan")).to_be_visible()


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_the_form_of_the_first_page_leads_to_plan_letter_and_pdf(plain: Page, lang: str) -> None:
    reach_plan(plain, lang)
    assert plain.locator(".step").count() >= 3
    plain.screenshot(path=SHOTS / f"noscript-plan-{lang}.png", full_page=True)
    plain.locator("button[name=letter]").first.click()
    plain.fill("#f-name", "Voorbeeld Naam")
    plain.locator("button[value=html]").click()
    expect(plain.locator(".sheet")).to_contain_text("Voorbeeld Naam")
    expect(plain.locator("#f-name")).to_have_value("Voorbeeld Naam")
    plain.screenshot(path=SHOTS / f"noscript-letter-{lang}.png", full_page=True)
    with plain.expect_download() as download:
        plain.locator("button[value=pdf]").click()
    assert Path(download.value.path()).read_bytes().startswith(b"%PDF")
    with plain.expect_download() as download:
        plain.locator("button[value=txt]").click()
    assert "Voorbeeld Naam" in Path(download.value.path()).read_text("utf-8")
    plain.fill("#sent-on", "2026-11-20")
    with plain.expect_download() as download:
        plain.locator("button[value=ics]").click()
    assert "BEGIN:VEVENT" in Path(download.value.path()).read_text("utf-8")
    assert "Voorbeeld" not in plain.url
    plain.locator("main button[name=plan]").click()
    expect(plain.locator("#plan")).to_be_visible()


def test_a_start_of_the_first_page_works_as_a_message(plain: Page, assistant: ScriptedAssistant) -> None:
    plain.goto("/nl")
    plain.locator("button[name=start]").first.click()
    expect(plain.locator("button[name=choice]").first).to_be_visible()
    assert ["Een ander land heeft mij teruggestuurd"] in assistant.turns.values()


def test_sending_the_same_form_again_takes_the_message_once(
    plain: Page, assistant: ScriptedAssistant
) -> None:
    reach_plan(plain)
    plain.fill("#message", "nog een keer")
    plain.locator(".composer .primary").last.click()
    expect(plain.locator(".msg.you")).to_have_text("nog een keer")
    plain.reload()
    assert sum(turn.count("nog een keer") for turn in assistant.turns.values()) == 1


def test_erasing_says_that_the_conversation_is_gone(plain: Page, assistant: ScriptedAssistant) -> None:
    before = set(assistant.turns)
    reach_plan(plain)
    plain.locator("button[name=erase]").click()
    expect(plain.locator("[role=status]")).to_contain_text("bestaat niet meer")
    assert set(assistant.turns) <= before


def test_a_message_typed_after_going_back_is_not_taken_for_the_one_before(
    plain: Page, assistant: ScriptedAssistant
) -> None:
    """The old page has the key of what was sent from it; the second message was answered with the first answer."""
    reach_plan(plain)
    form = {
        field: plain.locator(f".composer input[name={field}]").input_value()
        for field in ("id", "token", "key")
    }
    for text in ("het eerste", "het tweede"):
        plain.request.post("/nl/zonder-script", form={**form, "text": text})
    assert assistant.turns[form["id"]][-2:] == ["het eerste", "het tweede"]


def test_the_language_link_takes_the_conversation_along(plain: Page) -> None:
    reach_plan(plain)
    plain.get_by_role("button", name="English").click()
    expect(plain.locator("#plan-title")).to_have_text("Your plan")
    plain.fill("#message", "what now")
    plain.locator(".composer .primary").last.click()
    expect(plain.locator(".msg.you")).to_have_text("what now")


def test_leaving_fast_erases_and_shows_nothing(plain: Page, assistant: ScriptedAssistant) -> None:
    stub_neutral_page(plain)
    before = set(assistant.turns)
    reach_plan(plain)
    plain.locator("button.exit").click()
    plain.wait_for_url(NEUTRAL)
    assert set(assistant.turns) <= before


def test_the_receipt_tells_in_words_what_the_server_holds(plain: Page) -> None:
    reach_plan(plain)
    plain.locator("button[name=receipt]").click()
    for told in ("Land: Turkije", "Waar u bent: Weer in Nederland", "bij de grens van een ander land"):
        expect(plain.locator(".drawer")).to_contain_text(told)
    plain.screenshot(path=SHOTS / "noscript-receipt.png", full_page=True)


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_a_wrong_address_leads_on_in_the_language_of_the_page(plain: Page, lang: str) -> None:
    answer = plain.goto(f"/{lang}/nergens")
    assert answer is not None
    assert answer.status == 404
    expect(plain.locator("h1")).to_have_text(
        {"nl": "Deze pagina is er niet", "en": "This page does not exist"}[lang]
    )
    plain.locator(".button").last.click()
    expect(plain.locator("#message")).to_be_visible()


def test_an_empty_message_gets_a_sentence_and_not_an_error(plain: Page) -> None:
    plain.goto("/nl/zonder-script")
    plain.locator(".composer .primary").click()
    expect(plain.locator("[role=status]")).to_have_text("Typ eerst een bericht.")


def test_a_conversation_that_ended_says_so_and_keeps_what_was_typed(
    plain: Page, assistant: ScriptedAssistant
) -> None:
    reach_plan(plain)
    assistant.turns.clear()
    plain.fill("#message", "bent u er nog")
    plain.locator(".composer .primary").last.click()
    expect(plain.locator("[role=status]")).to_contain_text("is er niet meer")
    expect(plain.locator("#message")).to_have_value("bent u er nog")


def test_nobody_acts_in_a_conversation_without_its_token(plain: Page, assistant: ScriptedAssistant) -> None:
    reach_plan(plain)
    held = {id: list(turns) for id, turns in assistant.turns.items()}
    id = next(reversed(held))
    answer = plain.request.post("/nl/zonder-script", form={"id": id, "token": "guess", "text": "x"})
    assert answer.status == 404
    assert assistant.turns == held


def test_markup_in_a_message_is_escaped(plain: Page) -> None:
    plain.goto("/nl/zonder-script")
    plain.fill("#message", "</textarea><img src=x><script>1</script>")
    plain.locator(".composer .primary").click()
    expect(plain.locator(".msg.you")).to_contain_text("<img src=x>")
    assert plain.locator("img, .msg script").count() == 0
