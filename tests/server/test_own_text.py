"""A letter that the person changed, over the API."""

from __future__ import annotations

import io
from collections.abc import AsyncIterator

import pytest
from aiohttp.test_utils import TestClient, TestServer
from docx import Document

from bot.guidance.content import load_content
from tests.browser.scripted import FACTS, ScriptedAssistant, make_app

LETTER = {"agency": "police", "type": "access", "facts": FACTS}


@pytest.fixture
async def client() -> AsyncIterator[TestClient]:
    content = load_content()
    async with TestClient(TestServer(make_app(ScriptedAssistant(content), content))) as client:
        yield client


async def test_the_file_holds_the_text_that_was_sent(client: TestClient) -> None:
    body = {**LETTER, "format": "docx", "text": "Mijn eigen regel\ntweede regel"}
    answer = await client.post("/api/letters", json=body)
    assert answer.status == 200
    assert Document(io.BytesIO(await answer.read())).paragraphs[0].text == "Mijn eigen regel\ntweede regel"


@pytest.mark.parametrize(
    "change",
    [
        {"text": ""},
        {"text": 1},
        {"text": "a" * 20_001},
        {"text": "a", "format": "ics"},
        {"text": "a", "format": "zip"},
    ],
)
async def test_a_text_that_cannot_be_set_is_named(client: TestClient, change: dict) -> None:
    answer = await client.post("/api/letters", json={**LETTER, "format": "pdf", **change})
    assert (answer.status, (await answer.json())["field"]) == (422, "text")
