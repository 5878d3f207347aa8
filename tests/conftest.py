"""What many tests need: a quiet process, the trained model, the assistant on a database of its own."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

import pytest

os.environ["WEGWIJZER_TESTING"] = "1"

from bot.privacy.logs import configure_logging, prepare_process

prepare_process()
configure_logging("WARNING")


@pytest.fixture(scope="session")
def model() -> Path:
    """The trained model; trained first where it is missing."""
    from bot.cli.operations import _ready_model
    from bot.settings import load_settings

    return _ready_model(load_settings())


@pytest.fixture(scope="session")
async def agent(model: Path) -> object:
    """The agent with the real actions, on a database in memory."""
    from bot.rasa.actions_endpoint import InProcessActions
    from bot.rasa.agent import load_agent
    from bot.rasa.tracker_store import FactsTrackerStore
    from bot.store import Cipher, Conversations, make_engine

    conversations = Conversations(make_engine("sqlite://"), Cipher(secrets.token_bytes(32)))
    conversations.create_tables()
    return load_agent(model, FactsTrackerStore(conversations), InProcessActions())


@pytest.fixture(scope="session")
async def assistant(agent: object) -> object:
    """The assistant as every channel uses it."""
    from bot.chat import load_chat
    from bot.guidance.content import load_content
    from bot.rasa.assistant import Assistant

    return Assistant(agent, agent.tracker_store._conversations, load_content(), load_chat())
