"""Dutch or English: function words, a character model of our own lines, and the language spoken so far."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
import numpy.typing as npt

from bot.nlu import lexicon
from bot.nlu.words import Word, fold, split_words

Lang = Literal["nl", "en"]
LANGUAGES: tuple[Lang, ...] = get_args(Lang)
LISTS = ("language",)
"""The word lists this is built from."""

DEFAULT: Lang = "nl"
"""Where nothing speaks for either language: the service is a Dutch one."""

_LONGEST_NGRAM = 4
_RAREST_NGRAM = 2
_SMOOTHING = 0.5
_WORD_WEIGHT = 3.0
_SWITCH_WORDS = 3
_SWITCH_EVIDENCE = 8.0
"""How much more likely (natural logarithm) the other language must be before a conversation changes."""


@dataclass(frozen=True)
class CharacterModel:
    """Log-odds of character n-grams: above zero speaks for Dutch, below for English."""

    weights: Mapping[str, float]

    @classmethod
    def train(cls, texts: Sequence[str], languages: Sequence[Lang]) -> CharacterModel:
        """Count the n-grams of `texts`, each in its language (`languages`, of the same length)."""
        counts: dict[Lang, Counter[str]] = {language: Counter() for language in LANGUAGES}
        for text, language in zip(texts, languages, strict=True):
            counts[language].update(_ngrams(split_words(text)))
        totals = {language: sum(counts[language].values()) + 1 for language in LANGUAGES}
        known = [gram for gram, count in sum(counts.values(), Counter()).items() if count >= _RAREST_NGRAM]
        return cls(
            {
                gram: math.log((counts["nl"][gram] + _SMOOTHING) / totals["nl"])
                - math.log((counts["en"][gram] + _SMOOTHING) / totals["en"])
                for gram in sorted(known)
            }
        )

    def evidence(self, words: Sequence[Word]) -> float:
        """Return how much more likely Dutch is than English, as a logarithm tamed for overlapping n-grams."""
        return sum(self.weights.get(gram, 0.0) for gram in _ngrams(words)) / _LONGEST_NGRAM

    def to_arrays(self) -> tuple[list[str], npt.NDArray[np.float32]]:
        """Return n-grams and weights in one order, for storage without pickle."""
        return list(self.weights), np.array(list(self.weights.values()), dtype=np.float32)

    @classmethod
    def from_arrays(cls, grams: Sequence[str], weights: npt.NDArray[np.float32]) -> CharacterModel:
        """Restore what `to_arrays` gave."""
        return cls(dict(zip(grams, weights.tolist(), strict=True)))


class Identifier:
    """Says which language a message is in; without a trained model the function words alone decide."""

    def __init__(self, words: Mapping[str, Sequence[str]], model: CharacterModel | None = None) -> None:
        """Build from the word list `language` (`bot/content/lexicon`)."""
        self._words = {language: frozenset(fold(word) for word in words[language]) for language in LANGUAGES}
        self._model = model

    def identify(self, text: str, current: Lang | None = None) -> Lang:
        """Return the language of `text`; a short or undecided text stays in `current`."""
        words = [word for word in split_words(text) if word.key.isascii() and not word.key.isdigit()]
        evidence = self._evidence(words)
        found: Lang = "nl" if evidence > 0 else "en" if evidence < 0 else current or DEFAULT
        if current is None or found == current:
            return found
        return found if len(words) >= _SWITCH_WORDS and abs(evidence) >= _SWITCH_EVIDENCE else current

    def _evidence(self, words: Sequence[Word]) -> float:
        dutch, english = (sum(word.key in self._words[language] for word in words) for language in LANGUAGES)
        votes = _WORD_WEIGHT * (dutch - english)
        return votes + (self._model.evidence(words) if self._model else 0.0)


def identify(text: str, current: Lang | None = None) -> Lang:
    """Return the language of `text` by function words alone; for a trained judgement use `Identifier`."""
    return Identifier(lexicon.load_once("language")).identify(text, current)


def as_language(value: object) -> Lang | None:
    """Return `value` where it is a language we speak, else nothing."""
    return value if value in LANGUAGES else None


def _ngrams(words: Sequence[Word]) -> Iterable[str]:
    text = " ".join(word.key for word in words if not word.key[0].isdigit())
    padded = f" {text} " if text else ""
    for size in range(1, _LONGEST_NGRAM + 1):
        for start in range(len(padded) - size + 1):
            yield padded[start : start + size]
