"""Going on elsewhere: facts kept under a case code begin a new conversation, in whatever channel."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from bot.rasa.agent import LANGUAGE_SLOT
from bot.store import Conversations, State
from bot.store.case_code import CaseCode
from bot.store.cases import Cases

#: Facts and a language → id, token and end (seconds since 1970) of a new conversation that holds them.
Begin = Callable[[Mapping[str, Any], str | None], Awaitable[tuple[str, str, int]]]

_AT_ONCE = 2


def beginning(conversations: Conversations) -> Begin:
    """Begin conversations with facts in this store."""

    def begin_now(facts: Mapping[str, Any], language: str | None) -> tuple[str, str, int]:
        id, token, ends_at = conversations.begin()
        begun = conversations.read(id)
        assert begun, "it was begun a moment ago"
        slots: dict[str, object] = {"facts": dict(facts)}
        if language:
            slots |= {LANGUAGE_SLOT: language, "language_fixed": True}
        conversations.write(replace(begun, state=State(slots=slots)))
        return id, token, ends_at

    async def begin(facts: Mapping[str, Any], language: str | None) -> tuple[str, str, int]:
        return await asyncio.to_thread(begin_now, facts, language)

    return begin


@dataclass(frozen=True)
class CaseDesk:
    """Case codes as channels see them."""

    cases: Cases
    begin: Begin
    # Each opening takes 32 MB on purpose; many at once must not take the machine.
    _opening: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(_AT_ONCE))

    async def keep(self, facts: Mapping[str, Any]) -> tuple[CaseCode, int]:
        """Keep facts under a new code; returns it and when it ends (seconds since 1970).

        Raises:
            bot.store.cases.NothingToKeep: these facts are not kept under a code.
        """
        async with self._opening:
            return await asyncio.to_thread(self.cases.keep, facts)

    async def go_on(self, code: CaseCode, language: str | None = None) -> tuple[str, str, int]:
        """A new conversation with the facts under this code; returns its id, token and end.

        Raises:
            bot.store.cases.NoCase: no case opens with this code.
        """
        async with self._opening:
            facts = await asyncio.to_thread(self.cases.open, code)
        return await self.begin(facts, language)

    async def revoke(self, code: CaseCode) -> None:
        """Forget what is kept under a code.

        Raises:
            bot.store.cases.NoCase: no case opens with this code.
        """
        async with self._opening:
            await asyncio.to_thread(self.cases.revoke, code)

    async def purge(self) -> int:
        """Forget the codes that have ended; returns how many."""
        return await asyncio.to_thread(self.cases.purge)
