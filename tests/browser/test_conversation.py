"""The conversation in a real browser: sent once, kept per tab, usable before and without its script."""

from __future__ import annotations

import json
import re

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from tests.browser.conftest import PHONE, SHOTS, Server
from tests.browser.scripted import ScriptedAssistant
from tests.browser.steps import STORY, open_page, reach_letter, reach_plan, send

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("lang", ["nl", "en"])
@pytest.mark.parametrize("size", ["desk", "phone"])
def test_the_main_story_goes_from_a_message_to_a_letter(page: Page, lang: str, size: str) -> None:
    if size == "phone":
        page.set_viewport_size(PHONE)
    reach_letter(page, lang)
    expect(page.locator("#sheet, .sheet").first).to_be_visible()
    assert page.locator(".plan .step").count() >= 2
    page.screenshot(path=SHOTS / f"story-{lang}-{size}.png", full_page=True)


def test_the_first_html_holds_emergency_numbers_and_a_form_without_any_script(
    chromium: Browser, server: Server
) -> None:
    context = chromium.new_context(base_url=server.url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/nl")
    for phone in ("112", "+31 247 247 247", "113"):
        expect(page.locator(".help-now").get_by_text(phone, exact=True)).to_be_visible()
    assert page.locator("#composer").get_attribute("action") == "/nl/zonder-script"
    assert page.locator("#composer").get_attribute("method") == "post"
    context.close()


def test_a_reload_continues_the_conversation_with_its_plan(page: Page, assistant: ScriptedAssistant) -> None:
    reach_plan(page)
    before = page.locator(".msg").count()
    page.reload()
    expect(page.locator("#plan")).to_be_visible()
    assert page.locator(".msg").count() == before
    send(page, "nog iets")
    expect(page.locator(".msg.bot").last).to_contain_text("plan")
    assert len([turn for turn in assistant.turns.values() if STORY["nl"] in turn and "nog iets" in turn]) == 1


def test_a_chosen_button_stays_in_place_and_keeps_the_focus(page: Page) -> None:
    open_page(page)
    send(page, STORY["nl"])
    button = page.locator(".choices button").nth(1)
    button.click()
    expect(page.locator("#plan")).to_be_visible()
    expect(button).to_be_focused()
    expect(button).to_have_attribute("aria-disabled", "true")
    expect(button).to_have_attribute("aria-pressed", "true")
    sent = page.locator(".msg.you").count()
    page.locator(".choices button").nth(0).click(force=True)
    assert page.locator(".msg.you").count() == sent


def test_a_message_whose_answer_got_lost_is_taken_once(page: Page, assistant: ScriptedAssistant) -> None:
    lost: list[int] = []

    def lose_the_first_answer(route: Route) -> None:
        answer = route.fetch()
        lost.append(answer.status)
        route.abort() if len(lost) == 1 else route.fulfill(response=answer)

    page.route("**/messages", lose_the_first_answer)
    open_page(page)
    send(page, "een bericht dat verloren gaat")
    expect(page.locator(".choices button").first).to_be_visible()
    turns = [turn for turn in assistant.turns.values() if "een bericht dat verloren gaat" in turn]
    assert turns == [["een bericht dat verloren gaat"]]


def test_offline_keeps_the_message_and_sends_it_when_the_network_is_back(
    context: BrowserContext, page: Page
) -> None:
    open_page(page)
    context.set_offline(True)
    send(page, STORY["nl"])
    expect(page.locator("#status")).to_contain_text("geen internet")
    expect(page.locator(".help-now")).to_be_visible()
    context.set_offline(False)
    expect(page.locator(".choices button").first).to_be_visible()


def test_a_message_typed_while_another_still_waits_is_not_lost(
    page: Page, assistant: ScriptedAssistant
) -> None:
    page.route("**/messages", lambda route: route.fulfill(status=503, json={}), times=3)
    open_page(page)
    send(page, "het eerste bericht")
    expect(page.locator("#status")).to_contain_text("niet bereikbaar", timeout=10_000)
    send(page, "het tweede bericht")
    expect(page.locator(".choices button").first).to_be_visible()
    expect(page.locator("#message")).to_have_value("het tweede bericht")
    assert [turn for turn in assistant.turns.values() if "het eerste bericht" in turn] == [
        ["het eerste bericht"]
    ]
    page.click("#send")
    expect(page.locator("#message")).to_have_value("")
    expect(page.locator("#plan")).to_be_visible()


def test_a_server_that_was_away_gets_the_waiting_message_once_and_the_focus_stays(
    page: Page, assistant: ScriptedAssistant
) -> None:
    page.route("**/messages", lambda route: route.abort(), times=3)
    open_page(page)
    send(page, "een bericht aan een server die weg is")
    page.get_by_role("button", name="Probeer opnieuw").click(timeout=10_000)
    expect(page.locator(".choices button").first).to_be_visible()
    expect(page.locator("#message")).to_be_focused()
    taken = [turn for turn in assistant.turns.values() if "een bericht aan een server die weg is" in turn]
    assert taken == [["een bericht aan een server die weg is"]]


def test_only_the_last_question_is_open_and_its_reason_is_given_once(page: Page) -> None:
    card = {
        "type": "question",
        "fact": "papers",
        "reason": {"nl": "Daarom.", "en": "Because."},
        "skippable": True,
    }
    buttons = [{"title": "Ja", "payload": "/choose{0}"}, {"title": "Nee", "payload": "/choose{1}"}]
    message = {"text": "Hebt u een papier?\n(Daarom.)", "lang": "nl", "buttons": buttons, "card": card}
    page.route("**/messages", lambda route: route.fulfill(json={"messages": [message], "erased": False}))
    open_page(page)
    send(page, "wat kost het?")
    expect(page.locator(".question")).to_have_count(1)
    send(page, "en hoe lang duurt het?")
    expect(page.locator(".question")).to_have_count(2)
    expect(page.locator(".reason")).to_have_count(1)
    expect(page.locator(".question").first.locator("button:not([aria-disabled])")).to_have_count(0)
    expect(page.locator(".question").last.locator("button:not([aria-disabled])")).to_have_count(2)
    page.reload()
    expect(page.locator(".question").first.locator("button:not([aria-disabled])")).to_have_count(0)
    page.locator(".question").first.locator("button").first.click(force=True)
    expect(page.locator(".msg.you")).to_have_count(2)


def test_the_answer_shows_that_it_is_being_written_and_the_sign_goes_away(page: Page) -> None:
    held: list[Route] = []
    page.route("**/messages", lambda route: held.append(route))
    open_page(page)
    send(page, STORY["nl"])
    expect(page.locator("#status")).to_contain_text("schrijft een antwoord")
    held[0].continue_()
    expect(page.locator(".choices button").first).to_be_visible()
    expect(page.locator("#status")).to_have_text("")


def test_a_conversation_of_twenty_turns_stays_in_view_and_survives_a_reload(page: Page) -> None:
    page.set_viewport_size(PHONE)
    page.emulate_media(reduced_motion="reduce")
    open_page(page)
    for number in range(1, 21):
        send(page, f"bericht {number}")
        expect(page.locator("#composer")).not_to_have_attribute("aria-busy", "true")
        expect(page.locator(".msg.bot")).to_have_count(number + 1)
        expect(page.locator(".msg.bot").last).to_be_in_viewport()
    page.reload()
    expect(page.locator(".msg.you")).to_have_count(20)
    expect(page.locator(".msg.you").last).to_contain_text("bericht 20")


def test_text_can_be_pasted_and_an_answer_copied(context: BrowserContext, page: Page) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    open_page(page)
    page.evaluate("navigator.clipboard.writeText('Regel een\\nregel twee')")
    page.focus("#message")
    page.keyboard.press("Control+v")
    page.keyboard.press("Enter")
    expect(page.locator(".msg.you")).to_have_text(re.compile("Regel een\nregel twee"))
    expect(page.locator(".choices button").first).to_be_visible()
    page.locator(".msg.bot").last.locator("p").first.select_text()
    page.keyboard.press("Control+c")
    assert (
        page.evaluate("navigator.clipboard.readText()").strip()
        == page.locator(".msg.bot").last.locator("p").first.inner_text().strip()
    )


def test_after_no_action_is_the_focus_lost(page: Page) -> None:
    reach_plan(page)
    ways = [
        lambda: page.click("#receipt"),
        lambda: page.locator(".drawer").get_by_role("button", name="Sluiten").click(),
        lambda: page.click("#erase"),
        lambda: page.locator(".drawer").get_by_role("button", name="Nee").click(),
        lambda: page.get_by_role("button", name="Bewaar mijn zaak").click(),
        lambda: page.locator(".drawer").get_by_role("button", name="Sluiten").click(),
        lambda: page.get_by_role("button", name="Ga ergens anders verder").click(),
        lambda: page.locator(".drawer").get_by_role("button", name="Sluiten").click(),
        lambda: page.locator(".letter-button").first.click(),
        lambda: page.click("text=Tekst aanpassen"),
        lambda: page.click("text=Terug naar de brief zonder aanpassing"),
        lambda: page.get_by_role("button", name="Kopieer").click(),
        lambda: page.locator(".letter .back").click(),
        lambda: page.click("#erase"),
        lambda: page.click("text=Ja, wis alles"),
    ]
    for number, way in enumerate(ways):
        way()
        page.wait_for_timeout(150)
        where = page.evaluate("[document.activeElement.tagName, document.activeElement.checkVisibility()]")
        assert where[0] != "BODY", f"action {number} loses the focus"
        assert where[1], f"action {number} leaves the focus on something unseen"


def test_a_duplicated_tab_starts_its_own_conversation(context: BrowserContext, page: Page) -> None:
    reach_plan(page)
    stored = page.evaluate("JSON.stringify(sessionStorage)")
    twin = context.new_page()
    twin.add_init_script(f"Object.entries({stored}).forEach(([k, v]) => sessionStorage.setItem(k, v))")
    twin.goto("/nl")
    expect(twin.locator("#status")).to_contain_text("ander tabblad")
    expect(twin.locator("#plan")).to_be_hidden()
    expect(page.locator("#plan")).to_be_visible()


def test_a_browser_that_stores_nothing_is_told_so_and_works(page: Page) -> None:
    page.add_init_script("Object.defineProperty(window, 'sessionStorage', {get() {throw new Error('no')}})")
    open_page(page)
    expect(page.locator("#status")).to_contain_text("bewaart niets")
    send(page, STORY["nl"])
    expect(page.locator(".choices button").first).to_be_visible()


def test_the_language_link_keeps_the_conversation_and_turns_the_plan(page: Page) -> None:
    reach_plan(page, "nl")
    page.click(".languages a")
    expect(page.locator("#plan-title")).to_have_text("Your plan")
    expect(page.locator(".msg.you").first).to_have_attribute("lang", "nl")
    expect(page.locator("html")).to_have_attribute("lang", "en")


def test_an_answer_in_the_other_language_offers_the_page_in_it(page: Page) -> None:
    message = {"text": "Of course.", "lang": "en", "buttons": [], "card": None}
    body = json.dumps({"messages": [message], "erased": False})
    page.route("**/messages", lambda route: route.fulfill(body=body, content_type="application/json"))
    open_page(page)
    send(page, "can you speak English?")
    page.click("text=This page in English")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator(".msg.bot").last).to_contain_text("Of course.")


def test_an_erased_conversation_is_replaced_and_the_person_is_told(
    page: Page, assistant: ScriptedAssistant
) -> None:
    open_page(page)
    send(page, STORY["nl"])
    expect(page.locator(".choices button").first).to_be_visible()
    assistant.turns.clear()
    send(page, "bent u er nog")
    expect(page.locator(".msg.bot", has_text="gewist")).to_be_visible()
    expect(page.locator(".choices")).to_have_count(2)


def test_urgent_contacts_are_links_to_call(page: Page) -> None:
    open_page(page)
    send(page, "ik ben in gevaar")
    expect(page.locator(".contacts.urgent a.phone")).to_have_attribute("href", "tel:112")
    expect(page.locator(".msg.bot").last).to_contain_text("Bel 112, dit gaat voor.")


def test_a_day_can_be_picked_and_is_sent_in_words(page: Page, assistant: ScriptedAssistant) -> None:
    card = {"type": "question", "fact": "event_date", "reason": {"nl": "x", "en": "x"}, "skippable": True}
    message = {"text": "Wanneer was het?", "lang": "nl", "buttons": [], "card": card}
    body = json.dumps({"messages": [message], "erased": False})
    page.route(
        "**/messages", lambda route: route.fulfill(body=body, content_type="application/json"), times=1
    )
    open_page(page)
    send(page, STORY["nl"])
    page.fill(".day input", "2026-03-03")
    page.click(".day button")
    expect(page.locator(".msg.you").last).to_contain_text("3 maart 2026")
    expect(page.locator(".msg.bot").last).not_to_contain_text("Wanneer")
    assert any("3 maart 2026" in turn for turn in assistant.turns.values())


def test_enter_sends_and_shift_enter_makes_a_new_line(page: Page) -> None:
    open_page(page)
    page.locator("#message").type("regel een")
    page.keyboard.press("Shift+Enter")
    page.locator("#message").type("regel twee")
    page.keyboard.press("Enter")
    expect(page.locator(".msg.you")).to_have_text(re.compile("regel een\nregel twee"))


def test_after_the_back_button_the_conversation_is_still_there(page: Page) -> None:
    reach_plan(page)
    page.goto("/nl/privacy")
    page.go_back()
    expect(page.locator("#plan")).to_be_visible()
