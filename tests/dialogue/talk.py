"""Talking to the assistant in tests."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from bot.clock import today
from bot.guidance.content import load_content
from bot.guidance.facts import parse_facts
from bot.guidance.plan import make_plan
from bot.rasa.assistant import Assistant, Turn
from bot.store import State


@dataclass
class Talk:
    """One conversation."""

    assistant: Assistant
    id: str
    token: str
    last: Turn | None = None
    plans: list[dict[str, Any]] = field(default_factory=list)

    async def say(self, text: str) -> Turn:
        """Send a message."""
        self.last = await self.assistant.turn(self.id, text)
        if self.last.plan is not None:
            self.plans.append(self.last.plan)
        return self.last

    async def ask(self, fact: str, known: dict[str, Any], language: str) -> None:
        """Let the assistant ask for this fact, with these facts known and what it would ask before it declined."""
        facts = dict(known)
        while (first := make_plan(parse_facts(facts, today()), load_content()).questions[0]) != fact:
            facts["declined"] = [*facts.get("declined", []), first]
        slots = {"language": language, "language_fixed": True, "facts": facts}
        await self.assistant._change(self.id, State(slots=slots, issued=["/resume"]))
        await self.say("/resume")
        assert self.asked == fact

    async def press(self, title: str) -> Turn:
        """Press the button whose title contains this."""
        found = [button for button in self.buttons if title.lower() in button["title"].lower()]
        assert found, f"no button {title!r} among {[button['title'] for button in self.buttons]}"
        return await self.say(found[0]["payload"])

    async def skip_to_plan(self) -> dict[str, Any]:
        """Skip every question that is left; returns the plan."""
        for _ in range(10):
            if self.last.plan is not None:
                return self.last.plan
            await self.say(self.buttons[-1]["payload"])
        raise AssertionError("no plan after ten questions")

    @property
    def buttons(self) -> list[dict[str, str]]:
        """The buttons of the last turn."""
        return [button for message in self.last.messages for button in message["buttons"]]

    @property
    def text(self) -> str:
        """Everything said in the last turn."""
        return "\n".join(message["text"] for message in self.last.messages)

    @property
    def asked(self) -> str | None:
        """The fact that the last turn asks for."""
        cards = [message["card"] for message in self.last.messages if message["card"]]
        return next((card["fact"] for card in cards if card["type"] == "question"), None)

    async def facts(self) -> dict[str, Any]:
        """The facts so far."""
        return await self.assistant.facts(self.id)


def steps(plan: dict[str, Any]) -> list[tuple[str, str]]:
    """Agency and action of each step."""
    return [(step["agency"], step["action"]) for step in plan["steps"]]
