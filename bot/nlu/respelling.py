"""Puts misspelled words right before they are understood: "vluchhaven" is read as "vluchthaven".

Only the reading changes. What a person wrote is shown, and searched for dates and names, as they wrote it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from bot.nlu.cleaning import clean
from bot.nlu.spelling import is_one_edit, with_one_left_out

SHORTEST = 4
"""Shorter words have too many neighbours to guess from."""

# A word in one line only may itself be a misspelling, so nothing is corrected towards it.
_LEAST_LINES = 2
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
"""A word as it is spelled: letters only, with an apostrophe inside."""


class Respeller:
    """Knows the words of the training lines; an unknown word one edit away from one of them becomes that word.

    The first letter must be right: people rarely miss it, and it keeps ordinary words that no line has out.

    Args:
        counts: in how many places of the training lines a lower-case word stands.
    """

    VERSION = "2"
    """Changes with what `respell` does, for trained vectors depend on it."""

    def __init__(self, counts: dict[str, int]) -> None:
        self.counts = counts
        self._by_part: dict[str, list[str]] = {}
        for word, count in counts.items():
            if count >= _LEAST_LINES and len(word) >= SHORTEST:
                for part in set(with_one_left_out(word)):
                    self._by_part.setdefault(part, []).append(word)

    @classmethod
    def fit(cls, texts: Iterable[str]) -> Respeller:
        """Learn the words of `texts`."""
        return cls(dict(Counter(word for text in texts for word in WORD.findall(clean(text).lower()))))

    def respell(self, text: str) -> str:
        """`text` cleaned, in lower case (people type without capitals, or in nothing else) and with known words."""
        return WORD.sub(lambda match: self._word(match.group()), clean(text).lower())

    def _word(self, word: str) -> str:
        if len(word) < SHORTEST or word in self.counts:
            return word
        parts = set(with_one_left_out(word))
        near = {
            known
            for part in parts
            for known in self._by_part.get(part, ())
            if known[0] == word[0] and is_one_edit(word, known)
        }
        return max(near, key=lambda known: (self.counts[known], known), default=word)
