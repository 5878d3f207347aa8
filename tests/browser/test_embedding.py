"""Another website shows Wegwijzer: a frame of our own origin that its scripts cannot look into."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from aiohttp import web
from playwright.sync_api import BrowserContext, Frame, Page, expect

from bot.guidance.content import load_content
from tests.browser.conftest import Server
from tests.browser.scripted import ScriptedAssistant, make_app
from tests.browser.steps import STORY

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def host() -> Iterator[Server]:
    """A website of somebody else."""

    async def page(request: web.Request) -> web.Response:
        widget, style = request.query["widget"], request.query.get("style", "")
        html = (
            '<!doctype html><html lang="nl"><title>Gemeente</title>'
            f'<script src="{widget}/embed.js" defer></script>'
            f'<weg-wijzer lang="nl" style="{style}"><a href="{widget}/nl">Wegwijzer</a></weg-wijzer>'
        )
        return web.Response(text=html, content_type="text/html")

    app = web.Application()
    app.router.add_get("/", page)
    running = Server(app)
    yield running
    running.stop()


@pytest.fixture(scope="module")
def widget(host: Server) -> Iterator[Server]:
    """Wegwijzer, open to the host alone."""
    content = load_content()
    running = Server(make_app(ScriptedAssistant(content), content, allowed_origins=(host.url,)))
    yield running
    running.stop()


def frame_of(page: Page) -> Frame:
    """The frame inside the element; its shadow root is closed to the host and to selectors."""
    for _ in range(100):
        found = [frame for frame in page.frames if frame.url.endswith("/nl/frame")]
        if found:
            expect(found[0].locator("#receipt")).to_be_visible()
            return found[0]
        page.wait_for_timeout(50)
    raise AssertionError("the element shows no frame")


def test_one_line_and_one_element_show_the_conversation(page: Page, host: Server, widget: Server) -> None:
    page.goto(f"{host.url}/?widget={widget.url}")
    frame = frame_of(page)
    frame.locator("#message").fill(STORY["nl"])
    frame.locator("#send").click()
    expect(frame.locator(".choices button").first).to_be_visible()
    expect(frame.get_by_text("Open Wegwijzer op een eigen pagina")).to_have_attribute("href", "/nl")


def test_the_host_cannot_read_the_frame_even_where_it_opens_the_element(
    page: Page, host: Server, widget: Server
) -> None:
    page.add_init_script(
        "const attach = Element.prototype.attachShadow;"
        "Element.prototype.attachShadow = function () { return window.root = attach.call(this, {mode: 'open'}) }"
    )
    page.goto(f"{host.url}/?widget={widget.url}")
    frame_of(page)
    assert page.evaluate("root.firstChild.contentDocument") is None
    read = "(() => { try { return root.firstChild.contentWindow.document } catch (e) { return e.name } })()"
    assert page.evaluate(read) == "SecurityError"


def test_a_theme_of_the_host_is_taken_over(page: Page, host: Server, widget: Server) -> None:
    page.goto(f"{host.url}/?widget={widget.url}&style=--wegwijzer-accent:%23154273;--wegwijzer-radius:0px")
    send = frame_of(page).locator("#send")
    expect(send).to_have_css("background-color", "rgb(21, 66, 115)")
    expect(send).to_have_css("border-radius", "0px")


@pytest.mark.parametrize("value", ["%23ffff66", "url(//evil.example/x)", "red;background:url(x)"])
def test_a_theme_nobody_could_read_or_that_loads_something_is_refused(
    page: Page, host: Server, widget: Server, value: str
) -> None:
    page.goto(f"{host.url}/?widget={widget.url}&style=--wegwijzer-accent:{value}")
    send = frame_of(page).locator("#send")
    page.wait_for_timeout(300)
    expect(send).to_have_css("background-color", "rgb(11, 85, 102)")


def test_a_website_that_is_not_allowed_shows_nothing(page: Page, host: Server, server: Server) -> None:
    page.goto(f"{host.url}/?widget={server.url}")
    page.wait_for_timeout(500)
    assert page.frames[-1].locator("#message").count() == 0


def test_leaving_fast_takes_the_host_page_along(
    context: BrowserContext, page: Page, host: Server, widget: Server
) -> None:
    context.route(
        "https://www.wikipedia.org/**", lambda route: route.fulfill(body="x", content_type="text/html")
    )
    page.goto(f"{host.url}/?widget={widget.url}")
    frame_of(page).locator("#exit").click()
    page.wait_for_url("https://www.wikipedia.org/")
