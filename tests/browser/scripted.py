"""The real application with an assistant that says its lines from a script: no model, so tests start at once.

Routes, limits, plans, letters and pages are the program's own; only understanding is left out.
"""

from __future__ import annotations

import asyncio
import secrets
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast

import msgspec
from aiohttp import web

from bot.clock import today
from bot.guidance.content import Content
from bot.guidance.facts import parse_facts
from bot.guidance.plan import make_plan
from bot.guidance.questions import Question
from bot.rasa.assistant import Assistant, Turn
from bot.rasa.cases import CaseDesk
from bot.rasa.tracker_store import NoConversation
from bot.server import app as server
from bot.settings import Settings
from bot.store import Cipher, Conversations, StoreUnavailable, make_engine
from bot.store.cases import Cases

FACTS: dict[str, Any] = {"situation": "refused_entry_abroad", "country": "TR", "whereabouts": "netherlands"}
LIFETIME = 86_400


class ScriptedAssistant:
    """First a question, then the plan; "gevaar" or "danger" brings the contacts, "wis alles" erases."""

    def __init__(self, content: Content) -> None:
        self._content = content
        self.turns: dict[str, list[str]] = {}
        self._languages: dict[str, str] = {}
        self._continued: dict[str, dict[str, Any]] = {}
        self.down = False

    async def begin(self, language: str | None = None, id: str | None = None) -> tuple[str, str, int]:
        id = id or secrets.token_urlsafe(8)
        self.turns[id] = []
        self._languages[id] = language or "nl"
        return id, f"token-{id}", int(time.time()) + LIFETIME

    async def begin_with(self, facts: Mapping[str, Any], language: str | None) -> tuple[str, str, int]:
        begun = await self.begin(language)
        self._continued[begun[0]] = dict(facts)
        return begun

    async def opens(self, id: str, token: str) -> bool:
        self._check(id)
        return token == f"token-{id}"

    async def turn(self, id: str, text: str, channel: str = "web", language: str | None = None) -> Turn:
        self._check(id)
        self.turns[id].append(text)
        await asyncio.sleep(0.03)
        if "wis alles" in text:
            del self.turns[id]
            return Turn([self._message("nl", "Alles is gewist.")], erased=True)
        return Turn(self._lines(self._languages[id], text, len(self.turns[id])))

    async def facts(self, id: str) -> dict[str, Any]:
        self._check(id)
        return self._continued.get(id) or (FACTS if len(self.turns[id]) > 1 else {})

    async def plan(self, id: str) -> dict[str, Any] | None:
        return self._plan(facts) if (facts := await self.facts(id)) else None

    async def receipt(self, id: str) -> dict[str, Any]:
        held = {"language": self._languages[id], "facts": await self.facts(id)}
        state = {"last_events": [], "buttons": [], "open_question": None, "paused": False}
        return {"expires_at": int(time.time()) + LIFETIME, "held": held, **state}

    async def forget(self, id: str) -> None:
        self.turns.pop(id, None)

    async def check(self) -> None:
        if self.down:
            raise StoreUnavailable("down")

    async def purge(self) -> int:
        return 0

    def _check(self, id: str) -> None:
        if id not in self.turns:
            raise NoConversation

    def _plan(self, facts: Mapping[str, Any] = FACTS) -> dict[str, Any]:
        plan = make_plan(parse_facts(facts, today=today()), self._content)
        return cast(dict[str, Any], msgspec.to_builtins(plan))

    def _lines(self, lang: str, said: str, turn: int) -> list[dict[str, Any]]:
        if "gevaar" in said or "danger" in said:
            note = {"nl": "Bel nu.", "en": "Call now."}
            item = {"title": {"nl": "Alarmnummer", "en": "Emergency number"}, "phone": "112", "note": note}
            card = {"type": "contacts", "urgent": True, "items": [item]}
            return [self._message(lang, "Bel 112, dit gaat voor.\nAlarmnummer: 112 (Bel nu.)", card=card)]
        if turn == 1:
            return [self._question(lang, self._content.questions["whereabouts"])]
        return [self._message(lang, "1. …\n2. …", card={"type": "plan", "plan": self._plan()})]

    def _question(self, lang: str, question: Question) -> dict[str, Any]:
        reason = question.reason.in_language(lang)
        labels = [option.label.in_language(lang) for option in question.options]
        labels.append(question.skip.in_language(lang))
        buttons = [{"title": label, "payload": f"/choose{{{place}}}"} for place, label in enumerate(labels)]
        card = {"type": "question", "fact": question.fact, "reason": msgspec.to_builtins(question.reason)}
        text = f"{question.text.in_language(lang)}\n({reason})"
        return self._message(lang, text, buttons, {**card, "skippable": True})

    @staticmethod
    def _message(
        lang: str, text: str, buttons: list[dict[str, str]] | None = None, card: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        return {"text": text, "lang": lang, "buttons": buttons or [], "card": card}


def make_desk(assistant: ScriptedAssistant) -> CaseDesk:
    """Case codes in memory, as the program keeps them."""
    engine, cipher = make_engine("sqlite://"), Cipher(secrets.token_bytes(32))
    Conversations(engine, cipher).create_tables()
    return CaseDesk(Cases(engine, cipher), assistant.begin_with)


def make_app(
    assistant: ScriptedAssistant, content: Content, allowed_origins: tuple[str, ...] = ()
) -> web.Application:
    """The program's own application around the script."""
    settings = Settings(Path("unused"), "sqlite://", allowed_origins=allowed_origins)
    app = server.make_app(cast(Assistant, assistant), content, settings, make_desk(assistant))
    # One person drives hundreds of turns in these tests.
    for limit in (*vars(app[server.api.LIMITS]).values(), app[server.cases.LIMIT]):
        limit._burst = limit._rate = 10_000
    return app
