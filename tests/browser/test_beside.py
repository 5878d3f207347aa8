"""Beside the conversation: the plan or a letter, one at a time, found again, and left without a trace."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import PHONE
from tests.browser.steps import STORY, open_page, reach_letter, reach_plan, send

pytestmark = pytest.mark.browser

STEPS = 10


def lengthen(route: Route) -> None:
    """The plan of the script with ten steps, each with a last day."""
    answer = route.fetch()
    body: dict[str, Any] = answer.json()
    for message in body["messages"]:
        if (message["card"] or {}).get("type") == "plan":
            plan = message["card"]["plan"]
            first = next(step for step in plan["steps"] if step["letter"])
            plan["steps"] = [copy.deepcopy(first) for _ in range(STEPS)]
            for number, step in enumerate(plan["steps"], 1):
                rule = {"nl": "zes weken", "en": "six weeks"}
                step |= {
                    "optional": False,
                    "your_deadline": {"rule": rule, "day": f"2026-12-{number:02}", "latest": None},
                }
    route.fulfill(response=answer, json=body)


@pytest.fixture
def long_plan(page: Page) -> Page:
    page.set_viewport_size(PHONE)
    page.route("**/messages", lengthen)
    reach_plan(page)
    return page


def test_a_plan_of_ten_steps_begins_with_all_of_them_and_their_last_days(long_plan: Page) -> None:
    lines = long_plan.locator(".overview li")
    expect(lines).to_have_count(STEPS)
    for number, line in enumerate(lines.all(), 1):
        expect(line.locator(".due")).to_have_text(f"uiterlijk {number} december 2026")
    assert long_plan.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    # The whole of it can be seen at once on a phone.
    box = long_plan.locator(".overview").bounding_box()
    assert box
    assert box["height"] <= 1.2 * PHONE["height"]


def test_a_line_of_the_overview_leads_to_its_step_and_leaves_no_entry_in_the_history(long_plan: Page) -> None:
    entries = long_plan.evaluate("history.length")
    long_plan.locator(".overview a").nth(6).click()
    expect(long_plan.locator("#step-7")).to_be_focused()
    expect(long_plan.locator("#step-7")).to_be_in_viewport()
    long_plan.click("text=Naar uw plan")
    expect(long_plan.locator("#plan-title")).to_be_focused()
    assert long_plan.evaluate("[history.length, location.hash]") == [entries, ""]


def test_each_step_has_what_the_person_needs_to_decide(page: Page) -> None:
    reach_plan(page)
    for step in page.locator(".plan > .step").all():
        for part in ("h3", "h3 + p", ".row.legal_basis", ".row.cost"):
            assert step.locator(part).inner_text().strip()
        step.locator("summary").click()
        expect(step.locator(".row.expect")).to_be_visible()
        expect(step.locator(".sources a").first).to_be_visible()


def test_urgent_is_said_before_the_first_step(page: Page) -> None:
    def hurry(route: Route) -> None:
        answer = route.fetch()
        body = answer.json()
        for message in body["messages"]:
            if (message["card"] or {}).get("type") == "plan":
                message["card"]["plan"]["urgent"] = True
        route.fulfill(response=answer, json=body)

    page.route("**/messages", hurry)
    reach_plan(page)
    first = page.locator(".plan > :not(h2)").first
    expect(first).to_contain_text("Dit heeft haast")


def test_a_letter_takes_the_place_of_the_plan_and_gives_it_back(page: Page) -> None:
    reach_letter(page)
    expect(page.locator("#plan")).to_be_hidden()
    page.locator(".letter .back").click()
    expect(page.locator("#plan-title")).to_be_focused()
    expect(page.locator("#letter")).to_be_hidden()


def test_what_was_typed_is_still_there_when_the_letter_is_opened_again(page: Page) -> None:
    reach_letter(page)
    page.fill("#field-name", "Voorbeeld")
    page.locator(".letter .back").click()
    page.locator(".letter-button").nth(1).click()
    expect(page.locator("#letter-title")).to_be_focused()
    expect(page.locator("#field-name")).to_have_value("Voorbeeld")
    expect(page.locator(".sheet mark.filled").first).to_have_text("Voorbeeld")


def test_an_own_version_is_still_there_when_the_same_letter_is_opened_again(page: Page) -> None:
    reach_letter(page)
    page.click("text=Tekst aanpassen")
    page.fill("#letter-edit", "Mijn eigen tekst")
    page.locator(".letter .back").click()
    page.locator(".letter-button").first.click()
    expect(page.locator("#letter-title")).to_be_focused()
    expect(page.locator("#letter-edit")).to_have_value("Mijn eigen tekst")


def test_a_reload_shows_what_was_shown_last(page: Page) -> None:
    reach_letter(page)
    page.locator(".letter .back").click()
    page.reload()
    expect(page.locator("#plan")).to_be_visible()
    expect(page.locator("#letter")).to_be_hidden()
    page.locator(".letter-button").first.click()
    expect(page.locator("#letter-title")).to_be_focused()
    page.reload()
    expect(page.locator("#letter-title")).to_be_visible()
    expect(page.locator("#plan")).to_be_hidden()


def test_going_back_asks_before_it_throws_away_what_was_typed(page: Page) -> None:
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    page.goto("/nl/privacy")
    reach_letter(page)
    page.fill("#field-name", "Voorbeeld")
    page.evaluate("history.back()")
    page.wait_for_timeout(500)
    assert asked == ["beforeunload"]
    expect(page.locator("#field-name")).to_have_value("Voorbeeld")


def test_leaving_fast_asks_nothing(page: Page) -> None:
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.context.route(
        "https://www.wikipedia.org/**", lambda route: route.fulfill(body="x", content_type="text/html")
    )
    reach_letter(page)
    page.fill("#field-name", "Voorbeeld")
    page.click("#exit")
    page.wait_for_url("https://www.wikipedia.org/")
    assert asked == []


def test_an_own_version_is_what_is_printed_however_printing_is_asked_for(page: Page) -> None:
    reach_letter(page)
    page.click("text=Tekst aanpassen")
    page.fill("#letter-edit", "Mijn eigen tekst")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    expect(page.locator("#print-text")).to_have_text("Mijn eigen tekst")
    expect(page.locator("#print-text")).to_be_visible()
    for hidden in (".sheet", "#letter-edit", ".identity", ".chat", "#plan"):
        expect(page.locator(hidden)).to_be_hidden()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(page.locator("#print-text")).to_have_count(0)


def test_editing_begins_at_the_beginning_of_the_letter(page: Page) -> None:
    page.set_viewport_size(PHONE)
    reach_letter(page)
    page.click("text=Tekst aanpassen")
    editor = page.locator("#letter-edit")
    expect(editor).to_be_focused()
    assert editor.evaluate("(area) => [area.selectionStart, area.scrollTop]") == [0, 0]
    expect(page.locator("label[for=letter-edit]")).to_be_in_viewport()


def test_a_new_plan_is_seen_from_its_top_however_far_one_had_read(page: Page) -> None:
    reach_plan(page)
    page.evaluate("scrollTo(0, 2000)")
    send(page, "toon mijn plan")
    expect(page.locator(".msg.you")).to_have_count(3)
    expect(page.locator("#plan-title")).to_be_in_viewport()
    expect(page.locator("#send")).to_be_focused()


def test_a_letter_that_cannot_be_written_can_be_tried_again(page: Page) -> None:
    reach_plan(page)
    page.route("**/api/letters", lambda route: route.fulfill(status=503, json={}), times=1)
    page.locator(".letter-button").first.click()
    expect(page.locator("#letter")).to_contain_text("kon niet worden gemaakt")
    page.locator("#letter").get_by_role("button", name="Probeer opnieuw").click()
    expect(page.locator("#letter-title")).to_be_focused()


def test_a_long_answer_is_shown_from_its_beginning(page: Page) -> None:
    page.set_viewport_size(PHONE)
    text = "\n\n".join(f"Alinea {number}. " + "Dit is een lange zin. " * 8 for number in range(12))
    message = {"text": text, "lang": "nl", "buttons": [], "card": None}
    page.route("**/messages", lambda route: route.fulfill(json={"messages": [message], "erased": False}))
    page.emulate_media(reduced_motion="reduce")
    open_page(page)
    send(page, STORY["nl"])
    first = page.locator(".msg.bot").last.locator("p").first
    expect(first).to_contain_text("Alinea 0")
    expect(first).to_be_in_viewport(ratio=1)
    header = page.locator(".top").bounding_box()
    box = first.bounding_box()
    assert header
    assert box
    assert box["y"] >= header["y"] + header["height"]
