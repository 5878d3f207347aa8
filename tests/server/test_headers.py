"""Security headers, graded as the public graders do: every point lost is named."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Mapping

import pytest
from aiohttp.test_utils import TestClient, TestServer

from bot.guidance.content import load_content
from bot.server import app
from bot.server.rendering import ADDRESSES
from bot.settings import Settings
from tests.browser.scripted import ScriptedAssistant, make_app

HOST = "https://gemeente.example"
PAGES = sorted({address for by_language in ADDRESSES.values() for address in by_language.values()} | {"/"})
OTHERS = [
    "/api/openapi.json",
    "/healthz",
    "/readyz",
    "/nl/labels.json",
    "/embed.js",
    "/favicon.ico",
    "/nergens",
]
YEAR = 365 * 24 * 60 * 60


@pytest.fixture(scope="module")
async def client() -> AsyncIterator[TestClient]:
    content = load_content()
    made = make_app(ScriptedAssistant(content), content, allowed_origins=(HOST,))
    old = made[app.keys.SETTINGS]
    made[app.keys.SETTINGS] = Settings(
        old.data, old.database_url, allowed_origins=(HOST,), trusted_proxies=("127.0.0.0/8",)
    )
    async with TestClient(TestServer(made)) as client:
        yield client


def policy(headers: Mapping[str, str]) -> dict[str, set[str]]:
    directives = [part.split() for part in headers["Content-Security-Policy"].split(";")]
    return {name: set(values) for name, *values in directives}


def lost(headers: Mapping[str, str], *, framed: bool) -> Iterator[str]:
    """What a grader takes points for."""
    csp = policy(headers)
    sources = set().union(*(values for name, values in csp.items() if name.endswith("-src")))
    if {"'unsafe-inline'", "'unsafe-eval'", "*", "https:", "http:", "data:"} & sources:
        yield "the policy lets in what anybody can put there"
    if csp["default-src"] != {"'none'"} or csp["object-src"] != {"'none'"} or csp["base-uri"] != {"'none'"}:
        yield "the policy begins by allowing"
    if csp["form-action"] != {"'self'"}:
        yield "forms may be sent elsewhere"
    if csp.get("require-trusted-types-for") != {"'script'"}:
        yield "text may become markup"
    if csp["frame-ancestors"] != ({"'self'", HOST} if framed else {"'none'"}):
        yield "whoever likes may frame the page"
    if framed == ("X-Frame-Options" in headers):
        yield "old browsers frame it differently"
    if headers.get("X-Content-Type-Options") != "nosniff":
        yield "types are guessed"
    if headers.get("Referrer-Policy") not in ("no-referrer", "same-origin"):
        yield "other sites learn the address"
    if headers.get("Cross-Origin-Opener-Policy") != "same-origin":
        yield "other windows can reach this one"
    if "Cross-Origin-Resource-Policy" not in headers:
        yield "other sites can load it"
    for power in ("camera", "microphone", "geolocation"):
        if f"{power}=()" not in headers.get("Permissions-Policy", ""):
            yield f"{power} is not switched off"
    max_age, _, more = headers.get("Strict-Transport-Security", "max-age=0").partition(";")
    if int(max_age.removeprefix("max-age=")) < YEAR or "includeSubDomains" not in more:
        yield "https is not kept to for a year"
    if headers.get("Server", "") != "web" or "X-Powered-By" in headers:
        yield "the software names itself"
    if "Set-Cookie" in headers:
        yield "a cookie is set"


@pytest.mark.parametrize("path", [*PAGES, *OTHERS])
async def test_no_point_is_lost_on_any_page_or_answer(client: TestClient, path: str) -> None:
    for accept in ("text/html", "application/json"):
        answer = await client.get(path, headers={"Accept": accept, "X-Forwarded-Proto": "https"})
        assert list(lost(answer.headers, framed=path.endswith("/frame"))) == []


async def test_answers_to_a_person_are_kept_nowhere_and_scripts_are_kept_for_good(client: TestClient) -> None:
    for path in (*PAGES, "/nergens", "/api/nothing"):
        assert (await client.get(path)).headers["Cache-Control"] == "no-store"
    page = await (await client.get("/nl")).text()
    script = page.split('type="module" src="')[1].split('"')[0]
    assert "immutable" in (await client.get(script)).headers["Cache-Control"]


async def test_over_plain_http_nobody_promises_https(client: TestClient) -> None:
    assert "Strict-Transport-Security" not in (await client.get("/nl")).headers


async def test_the_page_that_says_whether_it_works_says_so_to_programs_as_well() -> None:
    content = load_content()
    assistant = ScriptedAssistant(content)
    async with TestClient(TestServer(make_app(assistant, content))) as client:
        for down, status in ((False, 200), (True, 503)):
            assistant.down = down
            for path in ("/nl/status", "/en/status", "/readyz"):
                assert (await client.get(path)).status == status
