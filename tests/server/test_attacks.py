"""What somebody sees who attacks the server: of the API as a program, of the forms as another site's page."""

from __future__ import annotations

import asyncio
import io
import json
import logging
from collections.abc import AsyncIterator, Iterator
from typing import Any

import pytest
from aiohttp.test_utils import TestClient, TestServer

from bot.guidance.content import load_content
from bot.privacy.logs import PlacesOnly, configure_logging
from bot.server import api, app, cases, requests
from bot.server.limits import RateLimit
from bot.settings import Settings
from bot.store.case_code import ALPHABET, CaseCode
from tests.browser.scripted import ScriptedAssistant, make_app

FORM = "/nl/zonder-script"
PROXY = "127.0.0.0/8"
CANARY = "kanariewoordnegentig"


@pytest.fixture(scope="module")
def assistant() -> ScriptedAssistant:
    return ScriptedAssistant(load_content())


@pytest.fixture(scope="module")
async def shared(assistant: ScriptedAssistant) -> AsyncIterator[TestClient]:
    """One application for all attacks, behind a proxy of ours."""
    made = make_app(assistant, load_content())
    old = made[app.keys.SETTINGS]
    made[app.keys.SETTINGS] = Settings(old.data, old.database_url, trusted_proxies=(PROXY,))
    async with TestClient(TestServer(made)) as client:
        yield client


@pytest.fixture
def client(shared: TestClient, assistant: ScriptedAssistant) -> Iterator[TestClient]:
    """The application with nothing in it, and its limits as they were after the test."""
    assistant.turns.clear()
    limits = [*vars(shared.app[api.LIMITS]).values(), shared.app[cases.LIMIT]]
    before = [vars(limit).copy() for limit in limits]
    yield shared
    for limit, values in zip(limits, before, strict=True):
        vars(limit).update(values)


def limit_to(limit: RateLimit, wanted: RateLimit) -> None:
    vars(limit).update(vars(wanted))


@pytest.fixture
async def begun(client: TestClient) -> dict[str, str]:
    """Id and token of a conversation, with the headers that open it."""
    return await begin(client)


async def begin(client: TestClient) -> dict[str, Any]:
    begun = await (await client.post("/api/conversations", json={"lang": "nl"})).json()
    return {**begun, "headers": {"Authorization": f"Bearer {begun['token']}"}}


async def say(client: TestClient, begun: dict[str, Any], text: str, **headers: str) -> int:
    path = f"/api/conversations/{begun['id']}/messages"
    return (await client.post(path, json={"text": text}, headers={**begun["headers"], **headers})).status


@pytest.mark.parametrize(
    ("origin", "forwarded", "status"),
    [
        ("https://evil.example", "https", 403),
        ("null", "https", 403),
        ("https://{host}.evil.example", "https", 403),
        ("https://evil.example@{host}", "https", 403),
        ("http://{host}", "https", 403),
        ("http://[::1", "https", 403),
        ("http://{host}", "http", 201),
        ("https://{host}", "https", 201),
        ("https://{host}", "http", 201),
    ],
)
async def test_a_page_of_another_site_or_of_ours_over_plain_http_cannot_act(
    client: TestClient, origin: str, forwarded: str, status: int
) -> None:
    headers = {"Origin": origin.format(host=f"{client.host}:{client.port}"), "X-Forwarded-Proto": forwarded}
    assert (await client.post("/api/conversations", headers=headers)).status == status


async def test_a_form_on_another_site_changes_nothing_and_its_sender_reads_why(
    client: TestClient, assistant: ScriptedAssistant
) -> None:
    headers = {"Origin": "https://evil.example", "Accept": "text/html"}
    answer = await client.post(FORM, data={"text": "hallo"}, headers=headers)
    assert (answer.status, answer.content_type) == (403, "text/html")
    assert "andere website" in await answer.text()
    assert not assistant.turns


async def test_no_answer_lets_another_origin_read_it(client: TestClient, begun: dict[str, Any]) -> None:
    headers = {**begun["headers"], "Origin": "https://evil.example"}
    answer = await client.get(f"/api/conversations/{begun['id']}", headers=headers)
    assert not [name for name in answer.headers if name.lower().startswith("access-control-")]
    assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"


async def test_the_token_of_one_tab_opens_nothing_of_another(
    client: TestClient, begun: dict[str, Any]
) -> None:
    other = await begin(client)
    for method, path in (
        ("GET", ""),
        ("DELETE", ""),
        ("GET", "/plan"),
        ("GET", "/events"),
        ("POST", "/messages"),
    ):
        answer = await client.request(
            method, f"/api/conversations/{other['id']}{path}", json={"text": "x"}, headers=begun["headers"]
        )
        assert answer.status == 401
    body = {"agency": "police", "type": "access", "conversation": other["id"]}
    assert (await client.post("/api/letters", json=body, headers=begun["headers"])).status == 401
    assert (await client.post("/api/cases", json=body, headers=begun["headers"])).status == 401


async def test_a_message_sent_again_is_taken_once_also_when_both_arrive_together(
    client: TestClient, begun: dict[str, Any], assistant: ScriptedAssistant
) -> None:
    key = {"Idempotency-Key": "same"}
    statuses = await asyncio.gather(*(say(client, begun, "hallo", **key) for _ in range(8)))
    assert set(statuses) == {200}
    assert assistant.turns[begun["id"]] == ["hallo"]


async def test_a_key_known_from_one_conversation_brings_no_answer_of_it_into_another(
    client: TestClient, begun: dict[str, Any], assistant: ScriptedAssistant
) -> None:
    other = await begin(client)
    for conversation in (begun, other):
        await say(client, conversation, "hallo", **{"Idempotency-Key": "same"})
    assert assistant.turns[begun["id"]] == assistant.turns[other["id"]] == ["hallo"]


async def test_keys_fill_no_memory_by_their_length(client: TestClient, begun: dict[str, Any]) -> None:
    assert await say(client, begun, "hallo", **{"Idempotency-Key": "k" * 81}) == 422
    form = {"id": begun["id"], "token": begun["token"], "text": "hallo", "key": "k" * 200_000}
    assert (await client.post(FORM, data=form)).status == 422


PROBLEMS: list[tuple[str, str, dict[str, Any], int]] = [
    ("GET", "/api/nothing", {}, 404),
    ("GET", "/nergens", {}, 404),
    ("PUT", "/api/conversations", {}, 405),
    ("TRACE", "/nl", {}, 405),
    ("POST", "/nl", {"data": b"x"}, 405),
    ("POST", "/api/plan", {"data": b"{", "headers": {"Content-Type": "application/json"}}, 400),
    ("POST", "/api/plan", {"data": b"[]", "headers": {"Content-Type": "application/json"}}, 400),
    ("POST", "/api/plan", {"data": b'{"a":' * 50_000, "headers": {"Content-Type": "application/json"}}, 400),
    ("POST", "/api/plan", {"data": b"x", "headers": {"Content-Encoding": "gzip"}}, 400),
    ("POST", "/api/plan", {"data": b"x" * 300_000}, 413),
    ("POST", "/api/plan", {"data": b"{}", "headers": {"Content-Type": "text/plain"}}, 415),
    ("POST", "/api/plan", {"data": {"facts": "{}"}}, 415),
    ("POST", "/api/plan", {"json": {"facts": 1}}, 422),
    ("POST", "/api/plan", {"json": {"facts": {"situation": "no_reply\r\nX-Evil: 1"}}}, 422),
    ("POST", "/api/letters", {"json": {"agency": "police\r\nX-Evil: 1", "type": "access", "facts": {}}}, 422),
    ("POST", "/api/cases/open", {"json": {"code": "\r\n"}}, 422),
    ("GET", "/api/conversations/%0d%0aX-Evil:%201", {}, 404),
    ("GET", "/api/conversations/..%2f..%2fkey", {}, 404),
    ("GET", "/static/x/..%2f..%2fapp.py", {}, 404),
    ("GET", "/static/..%2f..%2f..%2fetc/passwd", {}, 404),
    ("POST", FORM, {"data": b"x" * 300_000}, 413),
    ("POST", FORM, {"data": "&".join(f"a{n}=" for n in range(500)), "headers": {"Content-Type": requests._FORM}}, 413),
    ("POST", FORM, {"json": {"text": "hallo"}}, 415),
    ("POST", FORM, {"data": b"--x\r\n", "headers": {"Content-Type": "multipart/form-data; boundary=x"}}, 415),
]  # fmt: skip


@pytest.mark.parametrize(("method", "path", "sent", "status"), PROBLEMS)
async def test_whatever_is_wrong_with_a_request_a_program_gets_a_problem_of_rfc_9457(
    client: TestClient, method: str, path: str, sent: dict[str, Any], status: int
) -> None:
    answer = await client.request(method, path, **sent)
    problem = await answer.json()
    assert (answer.status, answer.content_type) == (status, "application/problem+json")
    assert problem["status"] == status
    assert problem.keys() >= {"type", "title", "detail"}
    assert "X-Evil" not in answer.headers


@pytest.mark.parametrize("path", ["/nl/nergens", "/en/nowhere", "/nowhere"])
async def test_a_person_at_a_wrong_address_gets_a_page_and_not_a_problem(
    client: TestClient, path: str
) -> None:
    headers = {"Accept": "text/html,*/*", "Accept-Language": "en"}
    answer = await client.get(path, headers=headers)
    assert (answer.status, answer.content_type) == (404, "text/html")
    assert 'href="tel:112"' in await answer.text()


@pytest.mark.parametrize("path", ["/api/plan", FORM])
async def test_a_body_that_never_ends_is_given_up(
    client: TestClient, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    monkeypatch.setattr(requests, "_BODY_SECONDS", 0.05)

    async def drip() -> AsyncIterator[bytes]:
        yield b"{"
        await asyncio.sleep(0.5)

    answer = await client.post(path, data=drip())
    assert (answer.status, (await answer.json())["title"]) == (408, "slow")


async def test_one_address_cannot_begin_a_thousand_conversations_and_another_still_can(
    client: TestClient,
) -> None:
    limit_to(client.app[api.LIMITS].begin, api.Limits().begin)
    flood = {"X-Forwarded-For": "203.0.113.7"}
    answers = [await client.post("/api/conversations", headers=flood) for _ in range(100)]
    assert {answer.status for answer in answers} == {201, 429}
    assert answers[-1].headers["Retry-After"]
    other = {"X-Forwarded-For": "203.0.113.8"}
    assert (await client.post("/api/conversations", headers=other)).status == 201


async def test_letters_without_script_have_the_limit_that_letters_have(
    client: TestClient, begun: dict[str, Any]
) -> None:
    limit_to(client.app[api.LIMITS].letters, RateLimit(per_minute=0.1, burst=3))
    letter = json.dumps({"agency": "police", "type": "access"})
    for turn in range(2):
        await say(client, begun, f"line {turn}")
    form = {"id": begun["id"], "token": begun["token"], "letter": letter}
    statuses = [(await client.post(FORM, data=form)).status for _ in range(5)]
    assert statuses == [200, 200, 200, 429, 429]


async def test_five_guesses_kill_a_code_and_a_dead_one_looks_like_one_that_never_was(
    client: TestClient, begun: dict[str, Any]
) -> None:
    for turn in range(2):
        await say(client, begun, f"line {turn}")
    answer = await client.post("/api/cases", json={"conversation": begun["id"]}, headers=begun["headers"])
    right = CaseCode.parse((await answer.json())["code"])
    answers = []
    for sign in ALPHABET[:6]:
        guess = CaseCode(right.lookup, sign + right.key[1:])
        if guess != right:
            answers.append(await client.post("/api/cases/open", json={"code": str(guess)}))
    never = await client.post("/api/cases/open", json={"code": str(CaseCode.new())})
    dead = await client.post("/api/cases/open", json={"code": str(right)})
    assert {answer.status for answer in [*answers, never, dead]} == {404}
    assert await dead.json() == await never.json() == await answers[0].json()


async def test_guessing_codes_is_slow_for_one_address(client: TestClient) -> None:
    limit_to(client.app[cases.LIMIT], cases.new_limit())
    statuses = [
        (await client.post("/api/cases/open", json={"code": str(CaseCode.new())})).status for _ in range(12)
    ]
    assert statuses.count(404) == 10
    assert statuses[-1] == 429


async def test_a_third_stream_of_one_conversation_is_refused(
    client: TestClient, begun: dict[str, Any]
) -> None:
    path = f"/api/conversations/{begun['id']}/events"
    first, second, third = [await client.get(path, headers=begun["headers"]) for _ in range(3)]
    assert (first.status, second.status, third.status) == (200, 200, 429)
    first.close()
    second.close()


@pytest.mark.parametrize("path", ["/nl", "/nl/zonder-script", "/nl/nergens", "/api/nothing"])
async def test_a_made_up_host_stands_in_no_answer(client: TestClient, path: str) -> None:
    evil = 'evil.example"><script>alert(1)</script>'
    answer = await client.get(path, headers={"Host": evil, "X-Forwarded-Host": evil, "Accept": "text/html"})
    assert "evil.example" not in await answer.text() + str(answer.headers)


@pytest.mark.parametrize(
    "letter",
    ["", "[]", "{}", "1", "null", "[" * 400, '{"agency": ["police"], "type": {}}', '{"agency": "../key", "type": "access"}',
     '{"agency": "police", "type": "access", "about": [1]}', "x" * 100_000],
)  # fmt: skip
@pytest.mark.parametrize("format", ["html", "pdf", "exe"])
async def test_a_forged_letter_button_gets_a_sentence(
    client: TestClient, begun: dict[str, Any], letter: str, format: str
) -> None:
    form = {"id": begun["id"], "token": begun["token"], "letter": letter, "format": format}
    answer = await client.post(FORM, data=form)
    assert (answer.status, answer.content_type) == (404, "text/html")
    assert "Deze brief is er niet" in await answer.text()


@pytest.mark.parametrize(
    "form",
    [
        {"text": f"<script>{CANARY}</script>"},
        {"choice": "/x", "titles": f'[{{"payload": "/x", "title": "<script>{CANARY}</script>"}}]'},
        {"code": f"<script>{CANARY}</script>"},
        {"text": "", "key": f'"><script>{CANARY}</script>'},
        {"spoken": f'"><script>{CANARY}</script>', "text": "hallo"},
    ],
)
async def test_nothing_that_a_form_carries_comes_back_as_markup(
    client: TestClient, form: dict[str, str]
) -> None:
    for base in ({}, {"id": f'"><script>{CANARY}</script>', "token": "x"}):
        html = await (await client.post(FORM, data={**base, **form})).text()
        assert f"<script>{CANARY}" not in html


async def test_no_attack_writes_its_words_or_its_address_into_the_log(
    client: TestClient, begun: dict[str, Any]
) -> None:
    configure_logging("INFO")
    log = io.StringIO()
    handler = logging.StreamHandler(log)
    handler.addFilter(PlacesOnly())
    logging.getLogger().addHandler(handler)
    headers = {
        **begun["headers"],
        "X-Forwarded-For": "203.0.113.77",
        "User-Agent": CANARY,
        "Referer": f"/{CANARY}",
    }
    try:
        await client.get(f"/{CANARY}?{CANARY}", headers=headers)
        await client.get(f"/api/conversations/{CANARY}", headers=headers)
        await client.post("/api/plan", json={"facts": {"situation": CANARY}}, headers=headers)
        await client.post("/api/plan", data=f"{{{CANARY}".encode(), headers=headers)
        await client.post("/api/cases/open", json={"code": CANARY}, headers=headers)
        await client.post(
            FORM, data={"id": begun["id"], "token": begun["token"], "letter": CANARY}, headers=headers
        )
        assert await say(client, begun, CANARY, Origin="https://evil.example") == 403
        await client.get("/nl", headers={"X": "x" * 9_000 + CANARY})
    finally:
        configure_logging("WARNING")
    assert not any(
        secret in log.getvalue() for secret in (CANARY, "203.0.113.77", begun["id"], begun["token"])
    )
