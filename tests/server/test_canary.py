"""Words, names and values go through every failure path; none may stand in a log or a database file afterwards."""

from __future__ import annotations

import asyncio
import io
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from aiohttp.test_utils import TestClient

from bot.privacy.logs import PlacesOnly, configure_logging
from bot.store import StoreUnavailable
from tests.server.conftest import Visitor

pytestmark = pytest.mark.model
CANARY = "kanariewoordzesentachtig"
BSN = "111222333"


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """All that any logger writes from INFO on, as the program sets it up."""
    configure_logging("INFO")
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.addFilter(PlacesOnly())
    logging.getLogger().addHandler(handler)
    yield stream
    configure_logging("WARNING")


def _clean(log: io.StringIO, data: Path) -> None:
    stored = b"".join(path.read_bytes() for path in data.rglob("*") if path.is_file())
    assert stored
    for secret in (CANARY, BSN):
        assert secret not in log.getvalue().lower()
        assert secret.encode() not in stored.lower()


async def test_ordinary_messages_leave_no_words(visitor: Visitor, log: io.StringIO, data: Path) -> None:
    for text in (
        f"Ik werd op het vliegveld van Istanbul teruggestuurd {CANARY}",
        f"mijn bsn is {BSN} {CANARY}",
        f'/{CANARY}{{"a": "{CANARY}"}}',
    ):
        status, body = await visitor.say(text)
        assert status == 200
        assert CANARY not in str(body).lower()
    _clean(log, data)


async def test_a_failing_action_apologises_and_leaves_no_words(
    visitor: Visitor, log: io.StringIO, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from actions.turn import Turn

    def fail(self: Turn) -> dict:
        raise RuntimeError(f"{CANARY} {self.text}")

    monkeypatch.setattr(Turn, "facts", property(fail))
    status, body = await visitor.say(f"Ik werd op het vliegveld van Istanbul teruggestuurd {CANARY}")
    assert status == 200
    assert "112" in body["messages"][0]["text"]
    assert "failed: RuntimeError" in log.getvalue()
    _clean(log, data)


@pytest.mark.parametrize("error", [ConnectionError(CANARY), ValueError(CANARY), TimeoutError(CANARY)])
async def test_an_action_server_that_is_down_or_answers_nonsense_is_an_apology(
    visitor: Visitor,
    log: io.StringIO,
    data: Path,
    served: object,
    monkeypatch: pytest.MonkeyPatch,
    error: Exception,
) -> None:
    async def fail(**_: object) -> None:
        raise error

    monkeypatch.setattr(served._agent.processor.action_endpoint, "request", fail)
    status, body = await visitor.say(f"Ik werd op het vliegveld van Istanbul teruggestuurd {CANARY}")
    assert status == 200
    assert "+31 247 247 247" in body["messages"][0]["text"]
    assert not any((message["card"] or {}).get("type") in ("plan", "letter") for message in body["messages"])
    _clean(log, data)


async def test_an_action_that_hangs_ends_in_an_apology(
    visitor: Visitor, log: io.StringIO, data: Path, served: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    from bot.rasa import assistant

    async def hang(**_: object) -> None:
        await asyncio.sleep(60)

    monkeypatch.setattr(assistant, "_TURN_SECONDS", 0.3)
    monkeypatch.setattr(served._agent.processor.action_endpoint, "request", hang)
    status, body = await visitor.say(f"Ik werd op het vliegveld van Istanbul teruggestuurd {CANARY}")
    assert (status, "112" in body["messages"][0]["text"]) == (200, True)
    _clean(log, data)


async def test_a_database_that_is_down_is_a_503_and_nothing_is_forgotten(
    visitor: Visitor, log: io.StringIO, data: Path, served: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    await visitor.say("Ik werd op het vliegveld van Istanbul teruggestuurd")

    def down(*_: object) -> None:
        raise StoreUnavailable("down")

    with monkeypatch.context() as patch:
        patch.setattr(served._conversations, "read", down)
        assert (await visitor.say(f"hallo {CANARY}"))[0] == 503
    receipt = await (await visitor.client.get(visitor.path, headers=visitor.headers)).json()
    assert receipt["held"]["facts"]["country"] == "TR"
    _clean(log, data)


async def test_an_identity_that_is_rendered_is_kept_nowhere(
    client: TestClient, visitor: Visitor, log: io.StringIO, data: Path
) -> None:
    await visitor.say("Ik werd op het vliegveld van Istanbul teruggestuurd")
    for format in ("txt", "pdf", "docx", "zip"):
        body = {
            "agency": "police",
            "type": "access",
            "format": format,
            "conversation": visitor.id,
            "identity": {"name": CANARY, "street": CANARY},
        }
        assert (await client.post("/api/letters", json=body, headers=visitor.headers)).status == 200
    body = {"agency": "police", "type": "nonsense", "conversation": visitor.id, "identity": {"name": CANARY}}
    assert (await client.post("/api/letters", json=body, headers=visitor.headers)).status == 422
    _clean(log, data)
