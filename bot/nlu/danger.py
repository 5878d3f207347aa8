"""Danger and suicide by reviewed phrases, before and beside every classifier; pure, without Rasa."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final, Literal

from bot.nlu import lexicon
from bot.nlu.phrases import Phrases
from bot.nlu.words import Word, split_words

Danger = Literal["in_danger", "crisis_distress"]
KINDS: Final[tuple[Danger, ...]] = ("in_danger", "crisis_distress")
"""Danger now comes before everything."""

LISTS = ("safety",)
"""The word lists this is built from."""

_NEITHER = "none"


class DangerPhrases:
    """Finds the phrases of the word list `safety`."""

    def __init__(self, lists: Mapping[str, Any]) -> None:
        """Build from the word list `safety` (`bot/content/lexicon`)."""
        self._phrases = Phrases(
            [(phrase, kind) for kind in (*KINDS, _NEITHER) for phrase in lists[kind]],
            lists["groups"],
        )

    def check(self, text: str) -> Danger | None:
        """Return the intent that `text` must have, or nothing; danger now comes before everything."""
        words = _with_edges(split_words(text))
        matches = list(self._phrases.find(words))
        harmless = {
            place
            for match in matches
            if match.label == _NEITHER
            for place in range(match.first, match.last + 1)
        }
        kinds = {
            match.label
            for match in matches
            if match.label != _NEITHER and not harmless.intersection(range(match.first, match.last + 1))
        }
        for kind in KINDS:
            if kind in kinds:
                return kind
        return None


@functools.cache
def own_phrases() -> DangerPhrases:
    """Return the product's own phrases, read once per process. Raises `LexiconError`."""
    return DangerPhrases(lexicon.load("safety"))


def check(text: str) -> Danger | None:
    """Return `in_danger` or `crisis_distress` where a reviewed phrase says so."""
    return own_phrases().check(text)


def _with_edges(words: Sequence[Word]) -> list[Word]:
    """Put a word before the first and behind the last, so that a phrase can ask for a whole message."""
    if not words:
        return []
    return [replace(words[0], key="<start>"), *words, replace(words[-1], key="<end>")]
