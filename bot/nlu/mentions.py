"""Agencies, kinds of request and relations named in a message."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from bot.nlu.entities import Entity
from bot.nlu.phrases import Phrases
from bot.nlu.places import Marked

ENTITIES = ("agency", "request_type", "relation")


@dataclass(frozen=True, slots=True)
class _Meaning:
    """What a phrase names; an empty value means that these words name nothing."""

    entity: str
    value: str


class Mentions:
    """Finds what the word list `mentions` names."""

    def __init__(self, lists: Mapping[str, Any]) -> None:
        """Build from the word list `mentions` (`bot/content/lexicon`)."""
        self._by_entity = {
            entity: Phrases(list(_phrases(entity, lists)), lists["groups"]) for entity in ENTITIES
        }

    def find(self, marked: Marked) -> list[Entity]:
        """Return agencies, request types and relations; of one kind the longer phrase wins."""
        found: list[Entity] = []
        for phrases in self._by_entity.values():
            for match in phrases.longest(marked.words, marked.shouted):
                if match.label.value:
                    first, last = marked.words[match.first], marked.words[match.last]
                    found.append(Entity(match.label.entity, match.label.value, first.start, last.end))
        return found


def _phrases(entity: str, lists: Mapping[str, Any]) -> Iterator[tuple[str, _Meaning]]:
    for phrase in lists["none"].get(entity, []):
        yield phrase, _Meaning(entity, "")
    for value, phrases in lists[entity].items():
        for phrase in phrases:
            yield phrase, _Meaning(entity, value)
