"""The words around plans and letters: phrases, readings of a message, and who to call first (bot/content/chat)."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import Any

import msgspec
import yaml

FOLDER = Path(__file__).parent / "content" / "chat"


class Text(msgspec.Struct, frozen=True):
    """A text for people, in both languages."""

    nl: str
    en: str

    def in_language(self, language: str) -> str:
        """The text in one language."""
        return self.nl if language == "nl" else self.en


class Contact(msgspec.Struct, frozen=True):
    """Somebody to call."""

    title: Text
    phone: str
    url: str | None = None
    note: Text | None = None


class Contacts(msgspec.Struct, frozen=True):
    """What is said first in a situation that cannot wait, with whom to call."""

    introduction: Text
    items: list[Contact]
    sources: list[str]


class OtherQuestion(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How a fact is asked of somebody else: texts may hold `{person}` and `{country}`, labels go by value."""

    text: Text
    text_of_country: Text | None = None
    reason: Text | None = None
    labels: dict[str, Text] = {}


class OtherPerson(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How somebody else is called, by relation, and asked about, by fact."""

    person: dict[str, Text]
    questions: dict[str, OtherQuestion]


class Chat(msgspec.Struct, frozen=True):
    """Everything in the folder."""

    contacts: dict[str, Contacts]
    readings: dict[str, Text]
    phrases: dict[str, Any]
    #: What people type, by what they mean with it.
    typed: dict[str, dict[str, list[str]]]
    #: The same where words alone do not tell: regular expressions over the message in lower case.
    patterns: dict[str, dict[str, list[str]]]
    other_person: OtherPerson

    def phrase(self, name: str, language: str, **values: object) -> str:
        """A phrase with its values filled in; `name` may be a path such as `plan_intro.one`."""
        found: Any = self.phrases
        for part in name.split("."):
            found = found[part]
        return str(found[language]).format(**values)

    def both(self, name: str) -> Text:
        """A phrase without values, in both languages."""
        return msgspec.convert(self.phrases[name], Text)

    def says(self, name: str) -> list[str]:
        """What people type to say this, in either language, lower case."""
        return [*self.typed[name]["nl"], *self.typed[name]["en"]]

    def find(self, name: str, text: str) -> re.Match[str] | None:
        """The first place in a text, lower case, where one of these patterns fits in either language."""
        patterns = [*self.patterns[name]["nl"], *self.patterns[name]["en"]]
        found = [match for pattern in patterns if (match := re.search(pattern, text))]
        return min(found, key=re.Match.start, default=None)


@lru_cache(maxsize=1)
def load_chat() -> Chat:
    """Read the folder once per process; it does not change while the program runs.

    Raises:
        msgspec.ValidationError: a text is missing in one of the languages; the message says where.
    """
    read = {
        name: yaml.load((FOLDER / f"{name}.yml").read_text("utf-8"), yaml.CSafeLoader)
        for name in ("contacts", "readings", "phrases", "says", "patterns", "other_person")
    }
    return msgspec.convert({**read, "typed": read["says"]}, Chat)
