"""Makes any string safe for everything behind it: encoders, regular expressions, logs."""

from __future__ import annotations

import re
import unicodedata

MAX_LENGTH = 2_000
"""Characters that understanding reads; a longer message keeps head and tail, where its point usually is."""

_REMOVED_CATEGORIES = frozenset({"Cs", "Cc", "Cf", "Co", "Cn"})
_WHITESPACE = re.compile(r"\s+")
_GAP = " … "


def clean(text: str, max_length: int = MAX_LENGTH) -> str:
    """Return `text` in one normal form: NFKC, visible characters, single spaces, at most `max_length` long.

    Surrogates, control and format characters (bidirectional overrides, zero-width joiners) vanish, line
    breaks and tabs become spaces. Never raises on a string.
    """
    # Cut before normalising: NFKC makes up to 18 characters of one, and a megabyte of those costs seconds.
    shortened = _cut(text, max_length * 4)
    spaced = _WHITESPACE.sub(" ", shortened)
    normal = unicodedata.normalize("NFKC", _visible(spaced))
    return _cut(_WHITESPACE.sub(" ", _visible(normal)).strip(), max_length).strip()


def _visible(text: str) -> str:
    if text.isascii() and text.isprintable():
        return text
    return "".join(
        character for character in text if unicodedata.category(character) not in _REMOVED_CATEGORIES
    )


def _cut(text: str, max_length: int) -> str:
    if len(text) <= max_length:
        return text
    kept = max_length - len(_GAP)
    tail = kept // 2
    return text[: kept - tail] + _GAP + text[len(text) - tail :]
