"""Case codes over the API, with an assistant that says its lines from a script."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp.test_utils import TestClient, TestServer

from bot.guidance.content import load_content
from bot.server import cases
from tests.browser.scripted import FACTS, ScriptedAssistant, make_app


@pytest.fixture
async def client() -> AsyncIterator[TestClient]:
    content = load_content()
    async with TestClient(TestServer(make_app(ScriptedAssistant(content), content))) as client:
        yield client


async def begin(client: TestClient, turns: int = 2) -> tuple[dict[str, str], dict[str, str]]:
    begun = await (await client.post("/api/conversations", json={"lang": "en"})).json()
    headers = {"Authorization": f"Bearer {begun['token']}"}
    for turn in range(turns):
        path = f"/api/conversations/{begun['id']}/messages"
        await client.post(path, json={"text": f"line {turn}"}, headers=headers)
    return begun, headers


async def kept_code(client: TestClient) -> str:
    begun, headers = await begin(client)
    answer = await client.post("/api/cases", json={"conversation": begun["id"]}, headers=headers)
    assert answer.status == 201
    return str((await answer.json())["code"])


async def opened(client: TestClient, code: Any) -> int:
    return (await client.post("/api/cases/open", json={"code": code})).status


async def test_a_code_begins_a_new_conversation_with_the_same_facts(client: TestClient) -> None:
    code = await kept_code(client)
    answer = await client.post("/api/cases/open", json={"code": code.lower(), "lang": "en"})
    assert answer.status == 201
    begun = await answer.json()
    headers = {"Authorization": f"Bearer {begun['token']}"}
    held = await (await client.get(f"/api/conversations/{begun['id']}", headers=headers)).json()
    assert held["held"]["facts"] == FACTS
    plan = await client.get(f"/api/conversations/{begun['id']}/plan", headers=headers)
    assert (await plan.json())["steps"]


async def test_only_the_conversations_token_makes_a_code(client: TestClient) -> None:
    begun, _ = await begin(client)
    for headers in ({}, {"Authorization": "Bearer guess"}):
        answer = await client.post("/api/cases", json={"conversation": begun["id"]}, headers=headers)
        assert answer.status == 401


async def test_before_there_is_a_plan_there_is_nothing_to_keep(client: TestClient) -> None:
    begun, headers = await begin(client, turns=1)
    answer = await client.post("/api/cases", json={"conversation": begun["id"]}, headers=headers)
    assert (answer.status, (await answer.json())["title"]) == (409, "nothing-to-keep")


async def test_a_withdrawn_code_opens_nothing(client: TestClient) -> None:
    code = await kept_code(client)
    assert (await client.delete("/api/cases", json={"code": code})).status == 204
    assert await opened(client, code) == 404
    assert (await client.delete("/api/cases", json={"code": code})).status == 404


async def test_a_slip_is_named_and_costs_no_try(client: TestClient) -> None:
    code = await kept_code(client)
    slip = ("A" if code[0] != "A" else "B") + code[1:]
    for _ in range(6):
        answer = await client.post("/api/cases/open", json={"code": slip})
        assert (answer.status, (await answer.json())["field"]) == (422, "code")
    assert await opened(client, code) == 201


@pytest.mark.parametrize("body", [{}, {"code": 1}, {"code": None}, {"code": "x", "lang": "fr"}])
async def test_what_is_no_code_is_a_clear_problem(client: TestClient, body: dict) -> None:
    assert (await client.post("/api/cases/open", json=body)).status == 422


async def test_one_address_can_not_try_codes_without_end(client: TestClient) -> None:
    limit = client.app[cases.LIMIT]
    limit._burst, limit._rate = 3, 0
    statuses = [await opened(client, "0000-0000-0000-0000") for _ in range(6)]
    assert statuses[-1] == 429


async def test_another_sites_page_may_not_open_a_code(client: TestClient) -> None:
    answer = await client.post(
        "/api/cases/open", json={"code": "x"}, headers={"Origin": "https://evil.example"}
    )
    assert answer.status == 403
