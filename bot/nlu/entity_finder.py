"""The gazetteer without Rasa: from a text to countries, agencies, kinds of request and relations."""

from __future__ import annotations

from bot.nlu import lexicon
from bot.nlu.entities import Entity
from bot.nlu.mentions import Mentions
from bot.nlu.places import Places

LISTS = ("countries", "places", "mentions")
"""The word lists this is built from."""


class EntityFinder:
    """Finds every entity that a word list names."""

    def __init__(self, places: Places, mentions: Mentions) -> None:
        self._places = places
        self._mentions = mentions

    @classmethod
    def from_lexicon(cls) -> EntityFinder:
        """Build from the product's own word lists. Raises `LexiconError`."""
        return cls(
            Places(lexicon.load("countries"), lexicon.load("places")), Mentions(lexicon.load("mentions"))
        )

    def find(self, text: str) -> list[Entity]:
        """Return the entities of `text` in the order of the message."""
        marked = self._places.mark(text)
        found = self._places.find(marked) + self._mentions.find(marked)
        return sorted(found, key=lambda entity: (entity.start, entity.end))
