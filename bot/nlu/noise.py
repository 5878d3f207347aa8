"""Spelling noise as hurried fingers and voice-to-text make it: for training with it and for measuring against it."""

from __future__ import annotations

import random
import string
from collections.abc import Callable

from bot.nlu.ngrams import without_accents

_SHORTEST_MISSPELLED_WORD = 4
_MISSPELLED_SHARE = 0.15
_NO_PUNCTUATION = str.maketrans("", "", ".,;:!?\"'()")

Noise = Callable[[str, random.Random], str]


def typos(text: str, rng: random.Random) -> str:
    """Every seventh longer word or so with two letters swapped, one missing, or one double; at least one word."""
    words = text.split(" ")
    long_enough = [place for place, word in enumerate(words) if len(word) >= _SHORTEST_MISSPELLED_WORD]
    if not long_enough:
        return text
    count = max(1, round(len(words) * _MISSPELLED_SHARE))
    for place in rng.sample(long_enough, min(count, len(long_enough))):
        words[place] = _misspell(words[place], rng)
    return " ".join(words)


def lower_case(text: str, _rng: random.Random) -> str:
    """No capitals, no accents."""
    return without_accents(text)


def dictated(text: str, _rng: random.Random) -> str:
    """As voice-to-text writes: no punctuation, no capitals."""
    return " ".join(text.translate(_NO_PUNCTUATION).lower().split())


def shouted(text: str, _rng: random.Random) -> str:
    """All capitals."""
    return text.upper()


def anything(text: str, rng: random.Random) -> str:
    """Typos, often together with missing capitals or punctuation."""
    other = rng.choice((lower_case, dictated, _unchanged, _unchanged))
    return typos(other(text, rng), rng)


def _unchanged(text: str, _rng: random.Random) -> str:
    return text


def _misspell(word: str, rng: random.Random) -> str:
    place = rng.randrange(1, len(word) - 1)
    kind = rng.choice(("swap", "drop", "double", "near"))
    if kind == "swap":
        return word[:place] + word[place + 1] + word[place] + word[place + 2 :]
    if kind == "drop":
        return word[:place] + word[place + 1 :]
    if kind == "double":
        return word[:place] + word[place] + word[place:]
    return word[:place] + rng.choice(string.ascii_lowercase) + word[place + 1 :]
