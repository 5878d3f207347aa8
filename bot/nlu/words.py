"""Words of a message, folded for look-up, with their place in the original text."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_WORD = re.compile(
    r"(?:[^\W\d_]\.){2,}[^\W\d_]?(?!\w)"  # U.S., V.S., a.i.v.d.
    r"|\d+(?:[.,:/]\d+)*"
    r"|[^\W\d_]+(?:['’`][^\W\d_]+)*"
    r"|[^\W_]+"
)
_SENTENCE_END = re.compile(r"[.!?;…\n]\s|[!?;\n]")
_CLAUSE_END = re.compile(r"[,:()–—]|\s-\s")
_UNFOLDED = str.maketrans(
    {"ı": "i", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe", "ß": "ss", "’": "'", "`": "'"}
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word: `key` is folded (no case, no accents), `text` as written, `start`/`end` offsets in the message.

    `sentence` and `clause` count up: two words belong together where the numbers are equal.
    """

    key: str
    text: str
    start: int
    end: int
    sentence: int
    clause: int


def fold(text: str) -> str:
    """Return `text` without case and accents: `Türkiye` and `turkiye` become the same."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFD", text.lower().translate(_UNFOLDED))
    return "".join(character for character in decomposed if unicodedata.category(character) != "Mn")


def split_words(text: str) -> list[Word]:
    """Split `text` into words; hyphens split too (`Turks-Syrische`), a possessive 's leaves the key."""
    words: list[Word] = []
    sentence = clause = previous_end = 0
    for match in _WORD.finditer(text):
        between = text[previous_end : match.start()]
        if _SENTENCE_END.search(between):
            sentence += 1
            clause += 1
        elif _CLAUSE_END.search(between):
            clause += 1
        written = match.group()
        words.append(Word(_key(written), written, match.start(), match.end(), sentence, clause))
        previous_end = match.end()
    return words


def is_shouted(words: list[Word]) -> bool:
    """Whether the whole message is in capitals, so that capitals mark nothing."""
    lettered = [word.text for word in words if len(word.text) > 1 and word.text.isalpha()]
    return len(lettered) > 3 and sum(text.isupper() for text in lettered) * 2 > len(lettered)


def _key(written: str) -> str:
    folded = fold(written)
    if "." in folded and not folded[0].isdigit():
        return folded.replace(".", "")
    return folded.removesuffix("'s") if len(folded) > 3 else folded
