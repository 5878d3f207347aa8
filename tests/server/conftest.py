"""The real application with the real assistant, on a database in a folder that tests can search."""

from __future__ import annotations

import secrets
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiohttp.test_utils import TestClient, TestServer

from bot.settings import Settings


@pytest.fixture(scope="session")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of the server."""
    return tmp_path_factory.mktemp("data")


@pytest.fixture(scope="session")
def settings(data: Path) -> Settings:
    """Settings with one other origin that may embed."""
    return Settings(
        data=data,
        database_url=f"sqlite:///{data / 'wegwijzer.db'}",
        allowed_origins=("https://gemeente.example",),
        metrics_token="metrics-token",
    )


@pytest.fixture(scope="session")
async def served(model: Path, settings: Settings) -> object:
    """The assistant on that database."""
    from bot.chat import load_chat
    from bot.guidance.content import load_content
    from bot.rasa.actions_endpoint import InProcessActions
    from bot.rasa.agent import load_agent
    from bot.rasa.assistant import Assistant
    from bot.rasa.tracker_store import FactsTrackerStore
    from bot.store import Cipher, Conversations, make_engine

    conversations = Conversations(make_engine(settings.database_url), Cipher(secrets.token_bytes(32)))
    conversations.create_tables()
    agent = load_agent(model, FactsTrackerStore(conversations), InProcessActions())
    return Assistant(agent, conversations, load_content(), load_chat())


@pytest.fixture
async def client(served: object, settings: Settings) -> AsyncIterator[TestClient]:
    """A client of a fresh application (fresh limits) on the shared assistant."""
    from bot.guidance.content import load_content
    from bot.rasa.cases import CaseDesk, beginning
    from bot.server.app import make_app
    from bot.store.cases import Cases

    conversations = served._conversations
    cases = Cases(conversations._engine, conversations._cipher)
    app = make_app(served, load_content(), settings, CaseDesk(cases, beginning(conversations)))
    async with TestClient(TestServer(app)) as client:
        yield client


class Visitor:
    """One conversation over HTTP."""

    def __init__(self, client: TestClient, id: str, token: str) -> None:
        self.client = client
        self.id = id
        self.headers = {"Authorization": f"Bearer {token}"}
        self.path = f"/api/conversations/{id}"

    async def say(self, text: object, **headers: str) -> tuple[int, dict]:
        """Send a message; returns status and body."""
        response = await self.client.post(
            f"{self.path}/messages", json={"text": text}, headers={**self.headers, **headers}
        )
        return response.status, await response.json()


@pytest.fixture
async def visitor(client: TestClient) -> Visitor:
    """A visitor of the Dutch page."""
    response = await client.post("/api/conversations", json={"lang": "nl"})
    begun = await response.json()
    return Visitor(client, begun["id"], begun["token"])
