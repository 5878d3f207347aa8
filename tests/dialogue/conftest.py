"""A new conversation for each test."""

from __future__ import annotations

import pytest

from tests.dialogue.talk import Talk


@pytest.fixture
async def talk(assistant: object) -> Talk:
    """A conversation whose language follows the messages."""
    id, token, _ = await assistant.begin()
    return Talk(assistant, id, token)


@pytest.fixture
async def dutch(assistant: object) -> Talk:
    """A conversation on the Dutch page."""
    id, token, _ = await assistant.begin("nl")
    return Talk(assistant, id, token)


@pytest.fixture
async def english(assistant: object) -> Talk:
    """A conversation on the English page."""
    id, token, _ = await assistant.begin("en")
    return Talk(assistant, id, token)
