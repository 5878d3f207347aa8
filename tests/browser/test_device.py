"""What stays on the device: the covered identity copy and the case file."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import white_png
from tests.browser.scripted import FACTS
from tests.browser.steps import reach_plan

pytestmark = pytest.mark.browser

PHRASE = "vier gewone losse woorden"


def choose_picture(page: Page) -> list[str]:
    # Places on the screen are measured, so nothing may still be gliding.
    page.emulate_media(reduced_motion="reduce")
    page.goto("/nl/kopie-afdekken")
    page.set_input_files(
        "#picture", {"name": "id.png", "mimeType": "image/png", "buffer": white_png(400, 250)}
    )
    expect(page.locator("canvas")).to_be_visible()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    return asked


def pixel(page: Page, x: int, y: int) -> list[int]:
    found: list[int] = page.evaluate(
        "([x, y]) => [...document.querySelector('canvas').getContext('2d').getImageData(x, y, 1, 1).data]",
        [x, y],
    )
    return found[:3]


def test_dragging_covers_a_part_and_the_copy_is_saved_without_a_request(page: Page) -> None:
    asked = choose_picture(page)
    page.fill("#mask-mark", "")
    box = page.locator("canvas").bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] * 0.2, box["y"] + box["height"] * 0.2)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.6, box["y"] + box["height"] * 0.6)
    page.mouse.up()
    assert pixel(page, 160, 100) == [0, 0, 0]
    assert pixel(page, 380, 240) == [255, 255, 255]
    with page.expect_download() as download:
        page.click("text=Bewaar de kopie")
    assert download.value.suggested_filename == "kopie.jpg"
    assert [url for url in asked if not url.startswith("blob:")] == []


def test_the_saved_copy_holds_the_covers_and_the_purpose_and_the_picture_is_not_uploaded(page: Page) -> None:
    asked = choose_picture(page)
    expect(page.locator("#mask-mark")).to_have_value(re.compile("Kopie alleen voor Politie, .*20"))
    page.get_by_role("button", name="Vlak toevoegen").click()
    for side, value in {"left": "0", "top": "0", "width": "50", "height": "50"}.items():
        page.fill(f"#cover-0-{side}", value)
    with page.expect_download() as download:
        page.click("text=Bewaar de kopie")
    saved = Path(download.value.path()).read_bytes()
    assert saved.startswith(b"\xff\xd8")  # JPEG
    # Read back what was saved: all of the covered quarter is black or the mark on it, the rest white or the mark.
    covered, open_part = page.evaluate(
        """async (data) => {
            const picture = await createImageBitmap(new Blob([new Uint8Array(data)]));
            const pen = new OffscreenCanvas(picture.width, picture.height).getContext('2d');
            pen.drawImage(picture, 0, 0);
            const part = (x, y) => [...pen.getImageData(x, y, picture.width / 2 - 8, picture.height / 2 - 8).data];
            return [part(2, 2), part(picture.width / 2 + 4, picture.height / 2 + 4)];
        }""",
        list(saved),
    )
    assert max(covered[1::4]) < 60
    assert max(covered[0::4]) > 60  # the mark runs across the cover
    assert sum(green > 240 for green in open_part[1::4]) > len(open_part) / 4 * 0.5
    assert any(green < 200 for green in open_part[1::4])  # and across what stays open
    assert [url for url in asked if not url.startswith("blob:")] == []


def test_an_area_can_be_placed_and_removed_with_the_keyboard(page: Page) -> None:
    choose_picture(page)
    page.fill("#mask-mark", "")
    page.get_by_role("button", name="Vlak toevoegen").click()
    expect(page.locator("#cover-0-left")).to_be_focused()
    page.fill("#cover-0-left", "0")
    page.fill("#cover-0-top", "0")
    assert pixel(page, 5, 5) == [0, 0, 0]
    page.click("text=Vlak 1 weghalen")
    assert pixel(page, 5, 5) == [255, 255, 255]


def test_each_agency_says_what_may_be_covered(page: Page) -> None:
    page.goto("/nl/kopie-afdekken")
    page.select_option("#agency", "aivd")
    expect(page.locator("#rule")).to_contain_text("BSN te lezen")
    page.select_option("#agency", "interpol")
    expect(page.locator("#rule")).to_contain_text("Dek niets af")


def saved_case(page: Page, phrase: str = PHRASE) -> Path:
    reach_plan(page)
    page.get_by_role("button", name="Bewaar mijn zaak").click()
    page.fill("#case-new-phrase", phrase)
    with page.expect_download() as download:
        page.locator(".drawer .primary").click()
    assert download.value.suggested_filename == "notities.json"
    return Path(download.value.path())


def open_case(page: Page, text: str, phrase: str = PHRASE) -> None:
    page.goto("/nl/mijn-zaak")
    page.set_input_files(
        "#case-file", {"name": "n.json", "mimeType": "application/json", "buffer": text.encode()}
    )
    page.fill("#case-phrase", phrase)
    page.click("text=Open mijn zaak")


def test_a_case_is_locked_opens_with_its_passphrase_and_leads_to_the_next_plan(page: Page) -> None:
    text = saved_case(page).read_text()
    assert "police" not in text
    assert "TR" not in json.loads(text).get("facts", "")
    open_case(page, text)
    page.fill("#case-0-sent_on", "2026-09-01")
    page.click("text=Wat nu?")
    expect(page.locator("#plan-title")).to_be_focused()


def test_a_request_told_of_in_the_conversation_can_be_followed_up_too(
    page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The case of somebody who had asked before using Wegwijzer was an empty page."""
    told = {"agency": "police", "request_type": "access", "sent_on": "2026-09-01", "regime": "wpg"}
    monkeypatch.setitem(FACTS, "prior_requests", [told])
    open_case(page, saved_case(page).read_text())
    legend = page.locator("#case-letters legend", has_text="inzage")
    expect(legend.first).to_be_visible()
    asked: list[dict] = []
    page.on(
        "request", lambda request: asked.append(request.post_data_json) if "plan" in request.url else None
    )
    page.click("text=Wat nu?")
    expect(page.locator("#plan-title")).to_be_focused()
    assert [request for request in asked if told.items() <= request["facts"]["prior_requests"][-1].items()]


def test_a_wrong_passphrase_opens_nothing(page: Page) -> None:
    open_case(page, saved_case(page).read_text(), "een heel andere zin hier")
    expect(page.locator("#status")).to_contain_text("past niet")


@pytest.mark.parametrize(
    "text", ["", "{}", "[]", '{"format":1,"rounds":1e12,"salt":"","iv":"","data":""}', "<script>"]
)
def test_a_forged_file_opens_nothing(page: Page, text: str) -> None:
    open_case(page, text)
    expect(page.locator("#status")).to_contain_text("past niet")


def test_a_short_passphrase_is_not_taken(page: Page) -> None:
    reach_plan(page)
    page.get_by_role("button", name="Bewaar mijn zaak").click()
    page.fill("#case-new-phrase", "kort")
    page.locator(".drawer .primary").click()
    expect(page.locator(".drawer")).to_contain_text("langere wachtzin")


def test_an_open_case_is_closed_when_nothing_happens(page: Page) -> None:
    text = saved_case(page).read_text()
    page.emulate_media(reduced_motion="reduce")
    page.clock.install()
    open_case(page, text)
    expect(page.locator("#case-letters fieldset").first).to_be_visible()
    page.clock.fast_forward(28 * 60_000 + 10_000)
    expect(page.locator("#idle")).to_contain_text("uw zaak")
    page.clock.fast_forward(2 * 60_000)
    expect(page.locator("#status")).to_contain_text("gesloten")
    expect(page.locator("#case-letters")).to_be_empty()
