"""Finds a known name behind one wrong, missing, doubled or swapped letter."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Generic, TypeVar

from bot.nlu.words import fold

MIN_LENGTH = 6
"""Shorter words have too many neighbours among ordinary words."""

Name = TypeVar("Name")


class Misspellings(Generic[Name]):
    """Names of at least six letters, found at an edit distance of one (a swap of neighbours counts as one).

    The first letter must be right: people rarely miss it, and it keeps ordinary words out.
    """

    def __init__(self, names: Mapping[str, Name], ordinary: list[str]) -> None:
        self._names = {fold(text): name for text, name in names.items() if len(text) >= MIN_LENGTH}
        self._ordinary = frozenset(fold(word) for word in ordinary)
        self._by_part: dict[str, list[str]] = {}
        for text in self._names:
            for part in with_one_left_out(text):
                self._by_part.setdefault(part, []).append(text)

    def find(self, key: str) -> Name | None:
        """Return the name that the folded word `key` misspells, or nothing (also where it is spelt right)."""
        if len(key) < MIN_LENGTH or key in self._ordinary or key in self._names or not key.isalpha():
            return None
        for part in with_one_left_out(key):
            for text in self._by_part.get(part, []):
                if text[0] == key[0] and is_one_edit(key, text):
                    return self._names[text]
        return None


def with_one_left_out(text: str) -> Iterator[str]:
    """`text` and all that is left of it without one letter: two words one edit apart share at least one."""
    yield text
    for place in range(len(text)):
        yield text[:place] + text[place + 1 :]


def is_one_edit(one: str, other: str) -> bool:
    """Whether one letter, or a swap of two neighbours, is all that differs between two different words."""
    if len(one) > len(other):
        one, other = other, one
    start = 0
    while start < len(one) and one[start] == other[start]:
        start += 1
    if len(one) < len(other):
        return one[start:] == other[start + 1 :]
    swapped = one[start + 1 : start + 2] + one[start : start + 1] == other[start : start + 2]
    return one[start + 1 :] == other[start + 1 :] or (swapped and one[start + 2 :] == other[start + 2 :])
