"""Countries in a message: names, peoples, cities and airports, judged by what stands around them.

A birthplace, a nationality or a home says nothing about the border somebody stands at; such places are left
out, so that an origin never changes what people are told.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from typing import Any

from babel import Locale

from bot.nlu.entities import Entity
from bot.nlu.phrases import Match, Phrases, longest_first
from bot.nlu.spelling import Misspellings
from bot.nlu.words import Word, fold, is_shouted, split_words

_HOME = "NL"
_BARE_ANSWER = 3
"""A message of so few words that it only answers "which country?"."""


class Kind(Enum):
    """How a place is named; the value is the word that stands for it in the phrases of `places.yml`."""

    PLACE = "<place>"
    UNSURE = "<unsure>"
    UNSURE_IF_SMALL = "<unsure if small>"
    ADJECTIVE = "<adjective>"
    PEOPLE = "<people>"
    HOME = "<nl>"
    HOME_ADJECTIVE = "<dutch>"


@dataclass(frozen=True, slots=True)
class _Name:
    country: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class Marked:
    """A message in which every place is one word, its kind, so that phrases can speak of any place."""

    words: list[Word]
    names: dict[int, str]
    shouted: bool


class Places:
    """Finds the countries in question."""

    def __init__(self, countries: Mapping[str, Any], company: Mapping[str, Any]) -> None:
        """Build from the word lists `countries` and `places` (`bot/content/lexicon`)."""
        names = list(_names(countries))
        self._names = Phrases(names)
        self._misspelt = Misspellings(
            {text: name for text, name in names if name.kind is Kind.PLACE and text.isalpha()},
            company["not_misspelt"],
        )
        groups = company["groups"]
        self._accepted = Phrases([(phrase, True) for phrase in company["accepted"]], groups)
        self._rejected = Phrases(
            [(phrase.replace("<place>", "<place>/<unsure>"), False) for phrase in company["rejected"]], groups
        )
        self._dutch = Phrases([(phrase, True) for phrase in company["dutch"]], groups)

    def mark(self, text: str) -> Marked:
        """Replace every place name of `text` by its kind, keeping offsets."""
        words = split_words(text)
        shouted = is_shouted(words)
        found = {match.first: match for match in longest_first(self._matches(words, shouted))}
        marked: list[Word] = []
        names: dict[int, str] = {}
        place = 0
        while place < len(words):
            match = found.get(place)
            if match is None:
                marked.append(words[place])
                place += 1
                continue
            names[len(marked)] = match.label.country
            covered = words[match.first : match.last + 1]
            kind = _settled(match.label.kind, covered[0], shouted)
            marked.append(replace(covered[0], key=kind.value, end=covered[-1].end))
            place = match.last + 1
        return Marked(marked, names, shouted)

    def find(self, marked: Marked) -> list[Entity]:
        """Return the countries in question, in the order of the message, each place once."""
        accepted = self._judged(self._accepted, marked)
        rejected = self._judged(self._rejected, marked)
        bare = len(marked.words) <= _BARE_ANSWER
        foreign: list[Entity] = []
        home: list[Entity] = []
        dutch = self._judged(self._dutch, marked)
        for place, country in marked.names.items():
            kind = marked.words[place].key
            if kind in (Kind.HOME.value, Kind.HOME_ADJECTIVE.value):
                if place in dutch or (bare and kind == Kind.HOME.value and len(marked.words) == 1):
                    home.append(_entity(country, marked.words[place]))
            elif place in rejected:
                continue
            elif kind == Kind.PLACE.value or place in accepted or (bare and kind == Kind.UNSURE.value):
                foreign.append(_entity(country, marked.words[place]))
        return foreign or home

    def _matches(self, words: Sequence[Word], shouted: bool) -> Iterator[Match[_Name]]:
        yield from self._names.find(words, shouted)
        for place, word in enumerate(words):
            name = self._misspelt.find(word.key)
            if name is not None:
                yield Match(name, place, place)

    @staticmethod
    def _judged(phrases: Phrases[bool], marked: Marked) -> set[int]:
        """Return the first place inside each phrase found: the one the phrase is about."""
        judged: set[int] = set()
        for match in phrases.find(marked.words, marked.shouted):
            inside = [place for place in range(match.first, match.last + 1) if place in marked.names]
            judged.update(inside[:1])
        return judged


def _settled(kind: Kind, word: Word, shouted: bool) -> Kind:
    """Return a kind that phrases know: a capital letter settles some doubts, unless all are capitals."""
    if kind is not Kind.UNSURE_IF_SMALL:
        return kind
    return Kind.PLACE if word.text[0].isupper() and not shouted else Kind.UNSURE


def _entity(country: str, word: Word) -> Entity:
    return Entity("country", country, word.start, word.end)


def _names(countries: Mapping[str, Any]) -> Iterator[tuple[str, _Name]]:
    """Yield every phrase that names a country; the same words may name two, then the first listed wins."""
    doubts = {fold(name): Kind.UNSURE for name in countries["unsure"]}
    doubts |= {fold(name): Kind.UNSURE_IF_SMALL for name in countries["unsure_in_small_letters"]}
    for country, texts in _all_texts(countries):
        home = country == _HOME
        for text in texts.get("names", []) + texts.get("cities", []):
            kind = Kind.HOME if home else doubts.get(fold(text), Kind.PLACE)
            yield text, _Name(country, kind)
        for code in texts.get("airports", []):
            yield f"={code}", _Name(country, Kind.PLACE)
        for text in texts.get("adjectives", []):
            name = _Name(country, Kind.HOME_ADJECTIVE if home else Kind.ADJECTIVE)
            yield text, name
            yield f"{text}e", name
        if not home:
            for text in texts.get("people", []):
                yield text, _Name(country, Kind.PEOPLE)


def _all_texts(countries: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, list[str]]]]:
    left_out = set(countries["left_out"])
    official: dict[str, list[str]] = {}
    for language in ("nl", "en"):
        for code, name in Locale(language).territories.items():
            if len(code) == 2 and code.isalpha() and code not in left_out:
                official.setdefault(code, []).append(_plain(name))
    for code, texts in countries["countries"].items():
        yield code, {**texts, "names": [*official.pop(code, []), *texts.get("names", [])]}
    for code, names in official.items():
        yield code, {"names": names}


def _plain(name: str) -> str:
    """Return a CLDR name as the words people write: no brackets, no ampersand, no hyphens."""
    return name.split(" (")[0].replace(" - ", " ").replace("&", "").replace("’", "'").replace(".", "")
