"""The API as a client sees it."""

from __future__ import annotations

import asyncio

import pytest
from aiohttp.test_utils import TestClient

from tests.server.conftest import Visitor

pytestmark = pytest.mark.model
STORY = "Ik werd op Istanbul Airport teruggestuurd en niemand zegt waarom"


async def test_a_conversation_begins_without_body_or_origin(client: TestClient) -> None:
    response = await client.post("/api/conversations")
    assert response.status == 201
    assert set(await response.json()) == {"id", "token", "expires_at"}


async def test_only_the_token_of_the_conversation_opens_it(client: TestClient, visitor: Visitor) -> None:
    for headers in (
        {},
        {"Authorization": "Bearer wrong"},
        {"Authorization": visitor.headers["Authorization"][7:]},
    ):
        response = await client.get(visitor.path, headers=headers)
        assert response.status == 401
        assert response.content_type == "application/problem+json"


async def test_there_is_no_plan_before_a_situation_and_then_there_is(
    client: TestClient, visitor: Visitor
) -> None:
    assert (await client.get(f"{visitor.path}/plan", headers=visitor.headers)).status == 404
    await visitor.say(STORY)
    plan = await (await client.get(f"{visitor.path}/plan", headers=visitor.headers)).json()
    assert ("police", "access") in [(step["agency"], step["action"]) for step in plan["steps"]]


async def test_a_plan_travels_compressed(client: TestClient, visitor: Visitor) -> None:
    await visitor.say(STORY)
    answer = await client.get(f"{visitor.path}/plan", headers={**visitor.headers, "Accept-Encoding": "gzip"})
    assert answer.headers["Content-Encoding"] == "gzip"
    assert int(answer.headers["Content-Length"]) < 20_000


async def test_an_erased_conversation_answers_404(client: TestClient, visitor: Visitor) -> None:
    assert (await client.delete(visitor.path, headers=visitor.headers)).status == 204
    assert (await visitor.say("hallo"))[0] == 404
    assert (await client.get(visitor.path, headers=visitor.headers)).status == 404


async def test_erase_everything_as_a_message_answers_and_then_404(visitor: Visitor) -> None:
    await visitor.say(STORY)
    status, body = await visitor.say("wis alles")
    assert (status, body["erased"]) == (200, True)
    assert (await visitor.say("hallo"))[0] == 404


async def test_the_receipt_shows_exactly_what_is_held(client: TestClient, visitor: Visitor) -> None:
    await visitor.say(STORY)
    receipt = await (await client.get(visitor.path, headers=visitor.headers)).json()
    assert receipt["held"]["facts"] == {"situation": "refused_entry_abroad", "country": "TR"}
    assert "teruggestuurd" not in str(receipt)


@pytest.mark.parametrize(
    "text",
    [
        "", "   ", "\u0000", "😀😀😀", "مرحبا أنا عالق", "\u202eabc\u202c", "\ufdfa" * 200, "Robert'); SELECT * FROM users; --",
        "<script>alert(1)</script>", "{{7*7}}", "/restart", '/inform{"country": "TR"}', "/", "//affirm", "\ud800".encode("utf-16", "surrogatepass").decode("utf-16", "replace"),
        "a" * 10_000, "woord " * 1_600,
    ],
)  # fmt: skip
async def test_any_text_gets_a_polite_answer_and_executes_nothing(visitor: Visitor, text: str) -> None:
    status, body = await visitor.say(text)
    assert status == 200
    assert all(message["text"] for message in body["messages"])
    receipt = await (await visitor.client.get(visitor.path, headers=visitor.headers)).json()
    assert receipt["held"].get("facts", {}).get("country") is None
    assert (await visitor.say("hallo"))[0] == 200


async def test_a_forged_payload_is_a_sentence_and_an_issued_one_acts_only_in_its_own_conversation(
    client: TestClient, visitor: Visitor
) -> None:
    await visitor.say(STORY)
    status, body = await visitor.say(STORY)
    payload = '/choose{"choice": {"fact": "whereabouts", "value": "netherlands"}}'
    begun = await (await client.post("/api/conversations", json={"lang": "nl"})).json()
    other = Visitor(client, begun["id"], begun["token"])
    await other.say(payload)
    held = (await (await client.get(other.path, headers=other.headers)).json())["held"]
    assert "whereabouts" not in str(held.get("facts"))
    await visitor.say(payload)
    held = (await (await client.get(visitor.path, headers=visitor.headers)).json())["held"]
    assert held["facts"]["whereabouts"] == "netherlands"


@pytest.mark.parametrize(
    ("body", "status"),
    [(b"", 400), (b"[]", 400), (b"nope", 400), (b'{"text": 1}', 422), (b"{}", 422), (b"[" * 100_000, 400)],
)
async def test_a_body_that_cannot_be_used_is_a_clear_problem(
    visitor: Visitor, body: bytes, status: int
) -> None:
    response = await visitor.client.post(f"{visitor.path}/messages", data=body, headers=visitor.headers)
    problem = await response.json()
    assert (response.status, problem["status"]) == (status, status)
    assert problem["detail"]


async def test_too_long_is_said_and_not_cut(visitor: Visitor) -> None:
    assert (await visitor.say("a" * 10_001))[0] == 413
    response = await visitor.client.post(
        f"{visitor.path}/messages", data=b"x" * 400_000, headers=visitor.headers
    )
    assert response.status == 413


async def test_another_sites_page_may_not_act_and_an_allowed_one_may(client: TestClient) -> None:
    for origin, status in (("https://evil.example", 403), ("https://gemeente.example", 201), ("null", 403)):
        response = await client.post("/api/conversations", headers={"Origin": origin})
        assert response.status == status


async def test_the_same_key_gets_the_same_answer_and_nothing_is_sent_twice(visitor: Visitor) -> None:
    key = {"Idempotency-Key": "one"}
    first, second = await asyncio.gather(visitor.say(STORY, **key), visitor.say(STORY, **key))
    assert first == second
    receipt = await (await visitor.client.get(visitor.path, headers=visitor.headers)).json()
    assert [event for event in receipt["last_events"] if event[0] == "user"] == [
        ["user", "refused_entry_abroad"]
    ]


async def test_fifty_in_a_second_are_answered_or_clearly_declined(visitor: Visitor) -> None:
    answers = await asyncio.gather(*(visitor.say("hallo") for _ in range(50)))
    statuses = {status for status, _ in answers}
    assert statuses <= {200, 429}
    assert 200 in statuses
    assert (await visitor.say("hallo"))[0] in (200, 429)


async def test_metrics_are_for_whoever_has_the_token(client: TestClient) -> None:
    assert (await client.get("/metrics")).status == 404
    response = await client.get("/metrics", headers={"Authorization": "Bearer metrics-token"})
    assert "wegwijzer_requests_total" in await response.text()


async def test_health_and_readiness(client: TestClient) -> None:
    assert (await client.get("/healthz")).status == 200
    assert (await client.get("/readyz")).status == 200


async def test_the_language_link_of_the_page_turns_the_assistant_too_and_keeps_the_facts(
    visitor: Visitor,
) -> None:
    await visitor.say(STORY)
    response = await visitor.client.post(
        f"{visitor.path}/messages", json={"text": "hmm", "lang": "en"}, headers=visitor.headers
    )
    assert {message["lang"] for message in (await response.json())["messages"]} == {"en"}
    receipt = await (await visitor.client.get(visitor.path, headers=visitor.headers)).json()
    assert receipt["held"]["facts"]["country"] == "TR"


@pytest.mark.parametrize("sign", ["\uff0f", "\u200b/", "\u00ad/", "\u2044", " \u200b //"])
async def test_a_sign_that_looks_like_a_slash_or_hides_before_one_does_not_act(
    visitor: Visitor, sign: str
) -> None:
    """An attacker set any fact with a full-width slash."""
    for payload in ('choose{"choice": {"fact": "country", "value": "TR"}}', "restart", "back"):
        assert (await visitor.say(sign + payload))[0] == 200
    receipt = await (await visitor.client.get(visitor.path, headers=visitor.headers)).json()
    assert receipt["held"].get("facts", {}).get("country") is None


async def test_a_second_message_under_the_same_key_is_not_lost(visitor: Visitor) -> None:
    key = {"Idempotency-Key": "one"}
    await visitor.say("hallo", **key)
    status, body = await visitor.say(STORY, **key)
    receipt = await (await visitor.client.get(visitor.path, headers=visitor.headers)).json()
    assert receipt["held"]["facts"]["country"] == "TR"
    assert (await visitor.say("hallo", **{"Idempotency-Key": "x" * 81}))[0] == 422


async def test_after_starting_over_an_old_button_brings_nothing_back(visitor: Visitor) -> None:
    _, body = await visitor.say(STORY)
    old = body["messages"][-1]["buttons"][0]["payload"]
    await visitor.say("ik wil helemaal opnieuw beginnen")
    await visitor.say("ja")
    await visitor.say(old)
    receipt = await (await visitor.client.get(visitor.path, headers=visitor.headers)).json()
    assert "whereabouts" not in str(receipt["held"].get("facts"))


async def test_odd_bytes_where_a_token_or_id_belongs_open_nothing(
    client: TestClient, visitor: Visitor
) -> None:
    response = await client.get(visitor.path, headers={"Authorization": "Bearer \xff\xfe"})
    assert response.status == 401
    body = {"agency": "police", "type": "access", "conversation": "\ud800"}
    assert (await client.post("/api/letters", json=body)).status == 404
