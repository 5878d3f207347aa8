"""Makes two people who tell the same thing sound the same: no greeting, name or origin, one word per sex and faith.

Only what the classifier reads is changed. Countries, dates and relations are searched in the message as it was written.
Why, and what it does to accuracy: docs/decisions/0008-alike.md.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from bot.nlu import lexicon
from bot.nlu.cleaning import clean
from bot.nlu.places import Places
from bot.nlu.respelling import WORD

LISTS = ("people", "countries", "places")
"""The word lists this is built from."""

_ORIGIN = "Istanbul"
"""What every origin becomes: a place in either language, and so frequent that no line stands out by it."""

# "Fatima", "van der Berg", "El Amrani": with its capital, or "mijn naam is verkeerd gespeld" would lose its point.
_NAME = r"(?:(?:van|de|der|den|el|al|bin|ben|ter|ten)\s+)*[A-ZÀ-ÖØ-Þ][\w'’-]+"
_CAPITALISED = re.compile(_NAME)
_LONGEST_PLACE = 60
_FEWEST_WORDS_LEFT = 2


class Alike:
    """Reads a message as if anybody had written it.

    Args:
        people: the word list `people` (`bot/content/lexicon`).
        places: finds what may be an origin.
    """

    VERSION = "2"
    """Changes with what the methods do, for trained models depend on it."""

    def __init__(self, people: Mapping[str, Any], places: Places) -> None:
        self._places = places
        self._greeting = re.compile(rf"^\s*(?:{_any_of(people['greetings'])})\b[\s,.!:–-]*", re.IGNORECASE)
        # A run of signs is tried from its beginning only, or a message of dots would cost the square of its length.
        self._closing = re.compile(
            rf"(?<![\s,.!–-])[\s,.!–-]+(?:{_any_of(people['closings'])})\b.{{0,40}}$", re.IGNORECASE
        )
        before_name = _any_of(people["name_follows"])
        self._name = re.compile(
            rf"(?:\b(?i:{before_name})\s+{_NAME}(?:\s+{_NAME}){{0,2}}|^{_NAME}\s+(?:hier|here))\s*(?:[,.;:!]+|$)"
        )
        self._before_origin = re.compile(rf"\b(?:{_any_of(people['origin_follows'])})\s+", re.IGNORECASE)
        self._same = {word: words[0] for words in people["same"] for word in words[1:]}

    @classmethod
    def from_lexicon(cls) -> Alike:
        """Build from the product's own word lists. Raises `LexiconError`."""
        places = Places(lexicon.load("countries"), lexicon.load("places"))
        return cls(lexicon.load("people"), places)

    def without_person(self, text: str) -> str:
        """`text`, cleaned, without greeting, closing and the writer's name, and with one origin for all."""
        text = clean(text)
        for pattern in (self._greeting, self._closing):
            text = _left_out(pattern, text, _FEWEST_WORDS_LEFT)
        return self._with_one_origin(_left_out(self._name, text, 1))

    def with_same_words(self, text: str) -> str:
        """`text`, which is in lower case, with one word for both sexes and for every faith."""
        return WORD.sub(lambda match: self._same.get(match.group(), match.group()), text)

    def _with_one_origin(self, text: str) -> str:
        start = 0
        while before := self._before_origin.search(text, start):
            start = before.end()
            end = self._end_of_place(text, start)
            if end is not None:
                text = text[:start] + _ORIGIN + text[end:]
        return text

    def _end_of_place(self, text: str, start: int) -> int | None:
        """Where the place that begins at `start` ends: a known one however written, or any name with its capital."""
        marked = self._places.mark(text[start : start + _LONGEST_PLACE])
        if 0 in marked.names and marked.words[0].start == 0:
            return start + marked.words[0].end
        name = _CAPITALISED.match(text, start)
        return name.end() if name else None


def _any_of(phrases: Sequence[str]) -> str:
    """A pattern for the longest of the phrases, whatever stands between their words."""
    longest_first = sorted(phrases, key=len, reverse=True)
    return "|".join(r"[\s,/]+".join(map(re.escape, phrase.split())) for phrase in longest_first)


def _left_out(pattern: re.Pattern[str], text: str, fewest: int) -> str:
    """`text` without what the pattern finds, unless fewer words would be left: then it is the message."""
    match = pattern.search(text)
    if match is None:
        return text
    rest = f"{text[: match.start()]} {text[match.end() :]}".strip()
    return rest if len(WORD.findall(rest)) >= fewest else text
