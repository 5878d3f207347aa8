"""One turn as an action sees it: what was said and is known, and how to answer."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from bot.chat import Chat, load_chat
from bot.clock import today
from bot.guidance.content import Content, load_content
from bot.guidance.facts import Facts, parse_facts
from bot.guidance.plan import Plan, make_plan

Event = dict[str, Any]
Entity = dict[str, Any]
Reference = dict[str, Any]


@dataclass(frozen=True)
class Turn:
    """Reads the tracker; facts are changed by returning `remember(...)`."""

    dispatcher: CollectingDispatcher
    tracker: Tracker

    @cached_property
    def content(self) -> Content:
        """All guidance content."""
        return load_content()

    @cached_property
    def chat(self) -> Chat:
        """The words around it."""
        return load_chat()

    @property
    def language(self) -> str:
        """The language to answer in; Dutch until something tells otherwise."""
        return self.tracker.get_slot("language") or "nl"

    @property
    def intent(self) -> str:
        """What the person meant."""
        # Some classifiers name intents with numpy's strings, which no store takes.
        return str(self.tracker.latest_message.get("intent", {}).get("name") or "")

    @property
    def confidence(self) -> float:
        """How sure that is, 0 to 1."""
        return float(self.tracker.latest_message.get("intent", {}).get("confidence") or 0.0)

    @property
    def is_explicit(self) -> bool:
        """Whether a message that would erase, or change the language, says just that, or was a button."""
        text = re.sub(r"[^\w\s]", " ", self.text.lower())
        bare = " ".join(word for word in text.split() if word not in self.chat.says("say_politely"))
        if self.intent == "delete_my_data":
            return not bare or bare in self.chat.says("say_erase")
        alone = not self.tracker.active_loop and bare in self.chat.says("say_language")
        return not bare or alone or any(phrase in f" {bare} " for phrase in self.chat.says("say_switch"))

    @property
    def speaks_of_home(self) -> bool:
        """Whether the message names the Netherlands or its airport as the place."""
        return self.mentions("say_netherlands")

    def mentions(self, name: str) -> bool:
        """Whether one of these phrases stands in the message, also as a part of a word: "vluchtelingenpaspoort"."""
        text = f" {self.text.lower()} "
        return any(phrase in text for phrase in self.chat.says(name))

    def says(self, *names: str) -> bool:
        """Whether the message holds one of the phrases that people type for one of these (says.yml), as whole words."""
        text = f" {' '.join(self.words)} "
        return any(f" {phrase.strip()} " in text for name in names for phrase in self.chat.says(name))

    def tells_of(self, situation: str) -> bool:
        """Whether a message in the middle of another story has a word of this situation, and so may begin it."""
        name = f"say_of_{situation}"
        return name not in self.chat.typed or self.mentions(name)

    def says_only(self, *names: str) -> bool:
        """Whether the message is nothing but such phrases, but for words of politeness."""
        text = f" {' '.join(self.words)} "
        phrases = [phrase.strip() for name in names for phrase in self.chat.says(name)]
        for phrase in sorted(phrases, key=len, reverse=True):
            text = text.replace(f" {phrase} ", " ")
        return self.says(*names) and not set(text.split()) - set(self.chat.says("say_politely"))

    @cached_property
    def words(self) -> list[str]:
        """The words of the message in lower case, with their apostrophes."""
        return re.findall(r"[\w'-]+", self.text.lower().replace("\u2019", "'"))

    @property
    def looks_like_a_question(self) -> bool:
        """Whether the message asks, by its sign or its words: "ze willen een kopie" answers, "wat willen ze" asks."""
        return "?" in self.text or self.says("say_question_word")

    @property
    def is_reassuring(self) -> bool:
        """Whether nothing but somebody's safety is told: "hij is thuis" sounds like danger to a classifier."""
        return self.says("say_safe") and self.says_only("say_safe", "say_of_somebody")

    @property
    def is_in_crisis(self) -> bool:
        """Whether the last thing said was where to find help against thoughts of suicide."""
        return (self.tracker.get_slot("last_answer") or {}).get("name") == "crisis_distress"

    @property
    def in_intake(self) -> bool:
        """Whether a question of the intake is open."""
        return (self.tracker.active_loop or {}).get("name") == "intake_form"

    @property
    def is_for_other(self) -> bool:
        """Whether the person asks for somebody else."""
        told = self.facts
        return "acting_for" in told or "acting_for_other" in (told.get("situation"), *told.get("also", []))

    @property
    def countries_heard(self) -> list[str]:
        """Countries that were named together, so that it is not known which is meant."""
        heard = self.tracker.get_slot("heard") or []
        return [found["value"] for found in heard if found["entity"] == "country" and found["value"] != "NL"]

    @property
    def clauses(self) -> list[str]:
        """The situations that parts of the message tell of, each for itself (bot/rasa/agent.py)."""
        return list(self.tracker.latest_message.get("clauses") or [])

    @property
    def ranking(self) -> list[dict[str, Any]]:
        """The likeliest readings, best first: `{name, confidence}`."""
        return self.tracker.latest_message.get("intent_ranking") or []

    @property
    def text(self) -> str:
        """What the person wrote; never kept."""
        return self.tracker.latest_message.get("text") or ""

    @property
    def entities(self) -> list[Entity]:
        """What was recognised in it."""
        return self.tracker.latest_message.get("entities") or []

    def entity(self, name: str, role: str | None = None) -> Any:
        """The last value of an entity, or None."""
        found = [
            e["value"]
            for e in self.entities
            if e["entity"] == name and (role is None or e.get("role") == role)
        ]
        return found[-1] if found else None

    def precision(self, name: str) -> str | None:
        """How exact the last value of an entity is: `day`, `week`, `month` or `year` for a date."""
        found = [e.get("precision") for e in self.entities if e["entity"] == name]
        return found[-1] if found else None

    @property
    def choice(self) -> dict[str, Any] | None:
        """What a pressed button chose."""
        choice = self.entity("choice")
        return choice if isinstance(choice, dict) else None

    @cached_property
    def facts(self) -> dict[str, Any]:
        """The facts told so far (the fact table of guidance.md)."""
        return dict(self.tracker.get_slot("facts") or {})

    @property
    def told(self) -> list[str]:
        """The facts that answered a question, in the order in which they were told."""
        return list(self.tracker.get_slot("told") or [])

    def knowing(self, facts: dict[str, Any]) -> Turn:
        """The same turn once these facts are kept."""
        self.tracker.slots["facts"] = facts
        return Turn(self.dispatcher, self.tracker)

    def parsed(self, facts: dict[str, Any]) -> Facts:
        """Facts as guidance takes them."""
        return parse_facts(facts, today=today())

    def plan(self, facts: dict[str, Any] | None = None) -> Plan | None:
        """The plan for these facts (or those of the conversation); None before a situation is known."""
        facts = self.facts if facts is None else facts
        return make_plan(self.parsed(facts), self.content) if facts.get("situation") else None

    def say(self, name: str, **values: object) -> Reference:
        """Say a response of data/responses."""
        self.dispatcher.utter_message(response=f"utter_{name}", **values)
        return {"kind": "response", "name": name}

    def say_text(
        self, text: str, buttons: list[dict[str, str]] | None = None, card: dict[str, Any] | None = None
    ) -> None:
        """Say a text that was built from content."""
        self.dispatcher.utter_message(text=text, buttons=buttons or None, json_message=card)

    def phrase(self, name: str, **values: object) -> str:
        """A phrase of bot/content/chat in the language of the turn."""
        return self.chat.phrase(name, self.language, **values)

    def remember(self, facts: dict[str, Any], told: str | None = None) -> list[Event]:
        """Keep facts; `told` names the one that was answered, for "back"."""
        events = [SlotSet("facts", facts)]
        if told:
            events.append(SlotSet("told", self.told_last(told)))
        return events

    def told_last(self, name: str) -> list[str]:
        """The order of what was told once this is told too."""
        return [*(other for other in self.told if other != name), name]


def answered(reference: Reference) -> Event:
    """Remember by key what "again" and "simpler" refer to."""
    return SlotSet("last_answer", reference)
