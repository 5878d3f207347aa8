"""Another website shows Wegwijzer: a frame of our own origin that its scripts cannot look into."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal
from urllib.parse import quote

import pytest
from aiohttp import web
from playwright.sync_api import Browser, BrowserContext, Frame, Page, expect

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


NL_DESIGN_SYSTEM = {
    "utrecht": {
        "--utrecht-button-primary-action-background-color": "#7d005b",
        "--utrecht-button-primary-action-color": "#ffffff",
        "--utrecht-document-color": "#101010",
        "--utrecht-document-background-color": "#fdfdf5",
        "--utrecht-button-border-radius": "3px",
        "--utrecht-document-font-family": "Georgia, serif",
    },
    "candidate": {
        "--nl-button-primary-background-color": "#7d005b",
        "--nl-button-primary-color": "#ffffff",
        "--basis-color-default-color-document": "#101010",
        "--basis-color-default-bg-document": "#fdfdf5",
        "--nl-button-border-radius": "3px",
        "--basis-text-font-family-default": "Georgia, serif",
    },
}


def styled(host: Server, widget: Server, tokens: Mapping[str, str]) -> str:
    style = ";".join(f"{name}:{value}" for name, value in tokens.items())
    return f"{host.url}/?widget={widget.url}&style={quote(style)}"


@pytest.mark.parametrize("generation", list(NL_DESIGN_SYSTEM))
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_tokens_of_nl_design_system_win_over_the_neutral_theme(
    page: Page, host: Server, widget: Server, generation: str, scheme: Literal["light", "dark"]
) -> None:
    page.emulate_media(color_scheme=scheme)
    page.goto(styled(host, widget, NL_DESIGN_SYSTEM[generation]))
    frame = frame_of(page)
    send = frame.locator("#send")
    expect(send).to_have_css("background-color", "rgb(125, 0, 91)")
    expect(send).to_have_css("border-radius", "3px")
    expect(frame.locator("html")).to_have_css("background-color", "rgb(253, 253, 245)")
    expect(frame.locator("body")).to_have_css("color", "rgb(16, 16, 16)")
    expect(frame.locator("body")).to_have_css("font-family", "Georgia, serif")
    # A light host on a dark device stays light in all of it.
    expect(frame.locator(".chat")).to_have_css("background-color", "rgb(255, 255, 255)")


def test_a_dark_host_gets_a_dark_frame_on_a_light_device(page: Page, host: Server, widget: Server) -> None:
    tokens = {"--wegwijzer-page": "#101418", "--wegwijzer-ink": "#f2f2f2", "--wegwijzer-accent": "#9ad0ff"}
    page.goto(styled(host, widget, tokens | {"--wegwijzer-accent-ink": "#001122"}))
    frame = frame_of(page)
    expect(frame.locator("html")).to_have_css("background-color", "rgb(16, 20, 24)")
    expect(frame.locator(".chat")).to_have_css("background-color", "rgb(27, 37, 43)")


def test_a_theme_is_readable_to_axe_in_a_frame_of_another_origin(
    chromium: Browser, host: Server, widget: Server, axe_source: str
) -> None:
    context = chromium.new_context(bypass_csp=True)
    page = context.new_page()
    page.goto(styled(host, widget, NL_DESIGN_SYSTEM["utrecht"]))
    frame = frame_of(page)
    expect(frame.locator("#send")).to_have_css("background-color", "rgb(125, 0, 91)")
    frame.evaluate(axe_source)
    found = frame.evaluate("axe.run(document, {runOnly: ['color-contrast']})")
    context.close()
    assert [node["html"] for violation in found["violations"] for node in violation["nodes"]] == []


@pytest.mark.parametrize("value", ["%23ffff66", "url(//evil.example/x)", "red;background:url(x)"])
def test_a_theme_nobody_could_read_or_that_loads_something_is_refused(
    page: Page, host: Server, widget: Server, value: str
) -> None:
    page.goto(f"{host.url}/?widget={widget.url}&style=--wegwijzer-accent:{value}")
    send = frame_of(page).locator("#send")
    page.wait_for_timeout(300)
    expect(send).to_have_css("background-color", "rgb(11, 85, 102)")


def test_a_website_that_is_not_allowed_shows_nothing(page: Page, host: Server, server: Server) -> None:
    with page.expect_response("**/nl/frame") as asked:
        page.goto(f"{host.url}/?widget={server.url}")
    assert asked.value.headers["content-security-policy"].endswith("frame-ancestors 'self'")
    page.wait_for_timeout(500)
    assert len(page.frames) == 2
    assert page.frames[-1].locator("#message").count() == 0


@pytest.mark.parametrize("way", ["button", "shift"])
def test_leaving_fast_takes_the_host_page_along(
    context: BrowserContext, page: Page, host: Server, widget: Server, way: str
) -> None:
    context.route(
        "https://www.wikipedia.org/**", lambda route: route.fulfill(body="x", content_type="text/html")
    )
    page.goto(f"{host.url}/?widget={widget.url}")
    frame = frame_of(page)
    if way == "button":
        frame.locator("#exit").click()
    else:
        frame.locator("#message").click()
        for _ in range(3):
            page.keyboard.press("Shift")
    page.wait_for_url("https://www.wikipedia.org/")


def test_no_cookie_is_set_and_nothing_is_asked_of_a_third_host(
    page: Page, host: Server, widget: Server
) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{host.url}/?widget={widget.url}")
    frame = frame_of(page)
    frame.locator("#message").fill(STORY["nl"])
    frame.locator("#send").click()
    expect(frame.locator(".choices button").first).to_be_visible()
    assert page.context.cookies() == []
    assert [url for url in asked if not url.startswith((host.url, widget.url))] == []


def test_nothing_but_a_theme_is_listened_to(page: Page, host: Server, widget: Server) -> None:
    page.add_init_script(
        "const attach = Element.prototype.attachShadow;"
        "Element.prototype.attachShadow = function () { return window.root = attach.call(this, {mode: 'open'}) }"
    )
    page.goto(f"{host.url}/?widget={widget.url}")
    frame = frame_of(page)
    theme = {
        "accent": "#154273",
        "paper": "#ff0000",
        "__proto__": {"ink": "#ff0000"},
        "font": "x;} * {color: red",
    }
    page.evaluate(
        "(theme) => { const to = root.firstChild.contentWindow;"
        "to.postMessage({ wegwijzerTheme: theme, text: 'x', say: 'x' }, '*'); to.postMessage('x', '*'); }",
        theme,
    )
    expect(frame.locator("#send")).to_have_css("background-color", "rgb(21, 66, 115)")
    expect(frame.locator(".chat")).to_have_css("background-color", "rgb(255, 255, 255)")
    assert frame.evaluate("document.documentElement.style.length") <= 4
    assert frame.locator(".msg.you").count() == 0
