"""The real assistant on a real database: what is typed into a letter is afterwards found nowhere."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from bot.privacy.logs import PlacesOnly, configure_logging
from bot.settings import Settings
from tests.browser.conftest import Server
from tests.browser.steps import STORY, open_page, send

pytestmark = [pytest.mark.browser, pytest.mark.model]

WORD = "kanariewoordvijftig"
NAME, STREET, OWN = "Kanarienaam Geelvink", "Kanariestraat 83", "kanarietekst zelf geschreven"
CANARIES = (WORD, NAME, STREET, OWN)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("data")


@pytest.fixture(scope="module")
def log() -> Iterator[io.StringIO]:
    configure_logging("INFO")
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.addFilter(PlacesOnly())
    logging.getLogger().addHandler(handler)
    yield stream
    configure_logging("WARNING")


@pytest.fixture(scope="module")
def real(model: Path, data: Path, log: io.StringIO) -> Iterator[Server]:
    from bot.cli.operations import make_served
    from bot.guidance.content import load_content
    from bot.server.app import make_app

    settings = Settings(data, f"sqlite:///{data / 'wegwijzer.db'}", model_folder=model.parent)
    assistant, desk = make_served(settings)
    running = Server(make_app(assistant, load_content(), settings, desk))
    yield running
    running.stop()


def reach_real_plan(page: Page) -> None:
    open_page(page)
    send(page, f"{STORY['nl']} {WORD}")
    for _ in range(8):
        expect(page.locator("#composer")).not_to_have_attribute("aria-busy", "true", timeout=15_000)
        if page.locator("#plan .letter-button").count():
            return
        page.locator(".choices").last.locator("button").last.click()
    expect(page.locator("#plan .letter-button").first).to_be_visible()


def test_after_every_export_no_canary_is_in_storage_address_log_or_database(
    chromium: Browser, real: Server, data: Path, log: io.StringIO
) -> None:
    context = chromium.new_context(base_url=real.url)
    context.set_default_timeout(15_000)
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    reach_real_plan(page)
    page.locator(".letter-button").first.click()
    page.fill("#field-name", NAME)
    page.fill("#field-street", STREET)
    for button in ("PDF", "Word (DOCX)"):
        with page.expect_download():
            page.get_by_role("button", name=button).click()
    page.click("text=Tekst aanpassen")
    page.fill("#letter-edit", f"{NAME}\n\n{OWN}")
    with page.expect_download():
        page.get_by_role("button", name="PDF").click()
    page.locator(".letter .back").click()
    with page.expect_download():
        page.click("text=Alle brieven in één keer")
    page.get_by_role("button", name="Ga ergens anders verder").click()
    page.get_by_role("button", name="Maak een code").click()
    code = "".join(page.locator("#case-code").inner_text().split())

    kept = json.dumps(
        page.evaluate("[location.href, document.cookie, {...sessionStorage}, {...localStorage}]")
    )
    named = page.evaluate("indexedDB.databases().then((all) => all.length)") + page.evaluate(
        "('caches' in window ? caches.keys() : Promise.resolve([])).then((all) => all.length)"
    )
    assert named == 0
    stored = b"".join(path.read_bytes() for path in data.rglob("*") if path.is_file()).lower()
    assert stored
    written = log.getvalue().lower()
    for canary in (*CANARIES, code):
        assert canary.lower().encode() not in stored
        assert canary.lower() not in written
        assert not any(canary.split()[0].lower() in url.lower() for url in asked)
        # The tab keeps the words of the conversation for a reload, and nothing of the letter.
        assert canary == WORD or canary.lower() not in kept.lower()
    context.close()
