"""Dates without Rasa: the grammar finds them, the words around them say what happened on that day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from bot.nlu import lexicon
from bot.nlu.dategrammar import DateGrammar, FoundDate
from bot.nlu.datewords import DateWords
from bot.nlu.entities import Entity
from bot.nlu.phrases import Match, Phrases
from bot.nlu.words import Word, split_words

LISTS = ("dates",)
"""The word lists this is built from."""

_DEFAULT_ROLE = "event"
_OTHER_CLAUSE = 4
_OTHER_SENTENCE = 12
_BARE_ANSWER = 2
"""So few words beside the date only answer a question; who asked knows what the day is about."""


class DateFinder:
    """Finds dates with their roles `event`, `request_sent` and `decision`."""

    def __init__(self, lists: Mapping[str, Any]) -> None:
        """Build from the word list `dates` (`bot/content/lexicon`)."""
        self._words = DateWords.from_lists(lists)
        self._grammar = DateGrammar(self._words)
        self._roles = Phrases(
            [(phrase, role) for role, phrases in lists["roles"].items() for phrase in phrases],
            lists["groups"],
        )
        self._joints = frozenset(lists["joints"])
        self._births = Phrases([(phrase, "") for phrase in lists["birth"]])

    @classmethod
    def from_lexicon(cls) -> DateFinder:
        """Build from the product's own word list. Raises `LexiconError`."""
        return cls(lexicon.load("dates"))

    def find(self, text: str, today: date) -> list[Entity]:
        """Return the dates of `text` as ISO days; a message that only is a date has no role."""
        words = split_words(text)
        found = self._grammar.find(text, today, lambda place: self._looks_forward(words, place))
        if not found:
            return []
        births = [match.last for match in self._births.find(words)]
        cues = list(self._roles.find(words))
        entities = []
        for item in found:
            covered = [at for at, word in enumerate(words) if item.start <= word.start < item.end]
            if covered and not any(0 < covered[0] - last <= 3 for last in births):
                role = self._role(covered, words, cues)
                entities.append(_entity(item, role))
        return entities

    def _looks_forward(self, words: Sequence[Word], place: int) -> bool:
        """Whether the sentence around `place` speaks of a day to come."""
        at = next((at for at, word in enumerate(words) if word.end > place), None)
        if at is None:
            return False
        if not self._words.until.isdisjoint(word.key for word in words[max(at - 1, 0) : at + 1]):
            return True
        if at and words[at - 1].key in self._words.dated:
            return False
        keys = {word.key for word in words if word.sentence == words[at].sentence}
        return not keys.isdisjoint(self._words.future) and keys.isdisjoint(self._words.past)

    def _role(self, covered: Sequence[int], words: Sequence[Word], cues: Sequence[Match[str]]) -> str | None:
        if len(words) - len(covered) <= _BARE_ANSWER and not cues:
            return None
        if not cues:
            return _DEFAULT_ROLE
        # Of two equally near the longer says more: "must reply" is no reply.
        nearest = min(cues, key=lambda cue: (self._distance(covered, words, cue), cue.first - cue.last))
        return nearest.label

    def _distance(self, covered: Sequence[int], words: Sequence[Word], cue: Match[str]) -> int:
        """Return how far a cue is from a date, in words; other clauses and sentences are further away."""
        first, last = covered[0], covered[-1]
        if cue.first > last:
            between = range(last + 1, cue.first)
        elif cue.last < first:
            between = range(cue.last + 1, first)
        else:
            # A cue around the date ("sent on 3 March a request") is nearest; a wider one says more.
            return cue.first - cue.last
        near, far = (words[last], words[cue.first]) if cue.first > last else (words[first], words[cue.last])
        if near.sentence != far.sentence:
            return len(between) + _OTHER_SENTENCE
        joints = sum(words[at].key in self._joints for at in between)
        return len(between) + _OTHER_CLAUSE * (abs(near.clause - far.clause) + joints)


def _entity(item: FoundDate, role: str | None) -> Entity:
    return Entity("date", item.day.isoformat(), item.start, item.end, role, item.precision)
