"""Letters over the API: identity is rendered and forgotten."""

from __future__ import annotations

import io
import zipfile

import pytest
from aiohttp.test_utils import TestClient

from tests.server.conftest import Visitor

pytestmark = pytest.mark.model
FACTS = {"situation": "refused_entry_abroad", "country": "TR", "paper": "none", "event_date": "2026-11-01"}
NAME = "Kanarie Voorbeeld-Persoon"


def _body(format: str, **more: object) -> dict:
    return {
        "agency": "police",
        "type": "access",
        "format": format,
        "facts": FACTS,
        "identity": {"name": NAME},
        **more,
    }


@pytest.mark.parametrize(
    ("format", "starts"), [("txt", NAME.encode()), ("pdf", b"%PDF-"), ("docx", b"PK"), ("ics", b"BEGIN:VCALENDAR"), ("zip", b"PK"), ("json", b"{")]
)  # fmt: skip
async def test_each_format_comes_under_a_neutral_name_and_is_not_cached(
    client: TestClient, format: str, starts: bytes
) -> None:
    response = await client.post("/api/letters", json=_body(format))
    assert response.status == 200, await response.text()
    assert (await response.read()).startswith(starts)
    disposition = response.headers["Content-Disposition"]
    assert not any(word in disposition.lower() for word in ("politie", "police", "cter", "kanarie"))
    assert response.headers["Cache-Control"] == "no-store"


async def test_a_letter_that_may_go_by_email_comes_as_a_draft(client: TestClient) -> None:
    response = await client.post("/api/letters", json=_body("eml", agency="rvig"))
    assert (response.status, response.content_type) == (200, "message/rfc822")
    draft = await response.read()
    assert b"X-Unsent: 1" in draft
    assert NAME.encode() in draft
    refused = await client.post("/api/letters", json=_body("eml"))
    assert (refused.status, (await refused.json())["field"]) == (422, "format")


async def test_the_facts_of_a_conversation_are_used_only_with_its_token(
    client: TestClient, visitor: Visitor
) -> None:
    await visitor.say("Ik werd teruggestuurd op het vliegveld van Istanbul")
    body = {"agency": "police", "type": "access", "conversation": visitor.id}
    assert (await client.post("/api/letters", json=body)).status == 401
    assert (await client.post("/api/letters", json=body, headers=visitor.headers)).status == 200


async def test_all_letters_of_a_plan_come_in_one_file_with_checklist_and_calendar(client: TestClient) -> None:
    response = await client.post("/api/letters", json=_body("zip"))
    names = zipfile.ZipFile(io.BytesIO(await response.read())).namelist()
    assert sum(name.endswith(".pdf") for name in names) >= 3
    assert any(name.endswith(".ics") for name in names)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"agency": 1}, "agency"), ({"format": "exe"}, "format"), ({"type": "nonsense"}, "type"),
        ({"facts": {"situation": "x"}}, "facts.situation"), ({"facts": {**FACTS, "country": "ZZ"}}, "facts.country"),
        ({"identity": {"name": 1}}, "identity"), ({"sent_on": "soon"}, "sent_on"), ({"facts": None}, "facts"),
    ],
)  # fmt: skip
async def test_what_cannot_be_used_is_named(client: TestClient, change: dict, field: str) -> None:
    response = await client.post("/api/letters", json={**_body("txt"), **change})
    assert response.status == 422
    problem = await response.json()
    assert problem["field"] == field
    assert NAME not in str(problem)


@pytest.mark.parametrize(
    "about",
    [{"agency": "policee"}, {"decided_on": "soon"}, {"decided_on": "2200-01-01"}, {"who": "police"}, [1]],
)
async def test_a_decision_of_nobody_or_of_a_day_to_come_is_no_decision(
    client: TestClient, about: object
) -> None:
    response = await client.post(
        "/api/letters", json=_body("txt", agency="court", type="appeal", about=about)
    )
    assert (response.status, (await response.json())["field"]) == (422, "about")


async def test_the_decision_that_a_plan_names_stands_in_the_letter(client: TestClient) -> None:
    for about in ({"agency": "police", "decided_on": "2026-11-02"}, {"agency": "police", "decided_on": None}):
        body = _body("txt", agency="court", type="appeal", about=about)
        assert "korpschef van politie" in await (await client.post("/api/letters", json=body)).text()
