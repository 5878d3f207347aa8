"""How much the page weighs and how soon it can be used; and its headers."""

from __future__ import annotations

import gzip
import time
import urllib.request

import pytest
from playwright.sync_api import Browser, Page, expect

from bot.server.assets import load_assets
from bot.server.headers import content_security_policy
from tests.browser.conftest import Server
from tests.browser.steps import open_page

pytestmark = pytest.mark.browser

KILO = 1024


def fetch(url: str) -> tuple[bytes, dict[str, str]]:
    request = urllib.request.Request(url, headers={"Accept-Encoding": "gzip"})
    with urllib.request.urlopen(request) as answer:
        return answer.read(), dict(answer.headers)


def test_all_scripts_and_styles_together_stay_below_40_kilobytes() -> None:
    assets = load_assets()
    assert sum(len(body.zipped) for name, body in assets.files.items()) <= 40 * KILO


def test_the_first_load_stays_below_100_kilobytes(page: Page) -> None:
    sizes: list[int] = []
    page.on(
        "requestfinished",
        lambda request: sizes.append(
            sum(request.sizes()[part] for part in ("responseBodySize", "responseHeadersSize"))
        ),
    )
    open_page(page)
    assert 0 < sum(sizes) <= 100 * KILO


@pytest.mark.slow
@pytest.mark.parametrize(
    ("kilobits", "latency", "slower", "seconds"), [(400, 400, 1, 5.0), (1600, 150, 4, 1.5)]
)
def test_the_page_can_be_used_soon_on_a_slow_line(
    chromium: Browser, server: Server, kilobits: int, latency: int, slower: int, seconds: float
) -> None:
    context = chromium.new_context(base_url=server.url)
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    rate = kilobits * 1000 / 8
    session.send(
        "Network.emulateNetworkConditions",
        {"offline": False, "latency": latency, "downloadThroughput": rate, "uploadThroughput": rate},
    )
    session.send("Emulation.setCPUThrottlingRate", {"rate": slower})
    started = time.monotonic()
    page.goto("/nl", wait_until="commit")
    expect(page.locator("#message")).to_be_visible()
    usable = time.monotonic() - started
    expect(page.locator("#receipt")).to_be_visible()
    scripted = time.monotonic() - started
    context.close()
    print(f"{kilobits} kbit/s: form after {usable:.2f} s, script after {scripted:.2f} s")
    assert usable <= seconds


def test_nothing_comes_from_another_host_and_no_cookie_is_set(page: Page, server: Server) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    open_page(page)
    assert all(url.startswith(server.url) for url in asked)
    assert page.context.cookies() == []


def test_the_policy_lets_no_inline_script_or_style_run() -> None:
    policy = content_security_policy("/nl")
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "require-trusted-types-for 'script'" in policy


@pytest.mark.parametrize(
    "path", ["/", "/nl", "/en/privacy", "/nl/frame", "/embed.js", "/missing", "/static/x/y"]
)
def test_every_answer_carries_the_security_headers(server: Server, path: str) -> None:
    try:
        _, headers = fetch(server.url + path)
    except urllib.error.HTTPError as error:
        headers = dict(error.headers)
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Content-Security-Policy"]
    assert headers["Server"] == "web"
    assert ("X-Frame-Options" in headers) == (path != "/nl/frame")


def test_scripts_may_be_kept_for_good_and_pages_not_at_all(server: Server) -> None:
    html, headers = fetch(server.url + "/nl")
    assert headers["Cache-Control"] == "no-store"
    style = gzip.decompress(html).decode().split('rel="stylesheet" href="')[1].split('"')[0]
    assert "immutable" in fetch(server.url + style)[1]["Cache-Control"]
