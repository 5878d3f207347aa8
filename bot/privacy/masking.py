"""Takes personal numbers and addresses out of a message before tracker, log or database see it.

The assistant needs none of them: a letter's identity fields are typed in its form and rendered once. Give it
text that `bot.nlu.cleaning.clean` has been through, so that invisible or full-width characters hide nothing.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from stdnum import iban
from stdnum.nl import bsn

from bot.nlu import lexicon
from bot.privacy.patterns import Patterns

_BSN_LENGTHS = (8, 9)
_PHONE_DIGITS = range(9, 16)
_DUTCH_PHONE_DIGITS = 10
_PUBLIC_NUMBERS = ("0800", "0900")
_SHORTEST_IBAN = 15
_DOCUMENT_DIGITS = 5
_DOCUMENT_LENGTH = 9
_NEVER_A_REFERENCE = {"email", "iban", "address"}
_NO_SEPARATORS = str.maketrans("", "", " .,/-")


@dataclass(frozen=True, slots=True)
class Masked:
    """A message without personal numbers, and which kinds were in it (so that the person can be told)."""

    text: str
    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Found:
    kind: str
    start: int
    end: int


class Masker:
    """Finds BSN, IBAN, phone, e-mail, document numbers, and postcode with house number."""

    def __init__(self, lists: Mapping[str, Any]) -> None:
        """Build from the word list `masking` (`bot/content/lexicon`)."""
        self._tokens: Mapping[str, str] = lists["tokens"]
        self._patterns = Patterns.from_lists(lists)
        self._words_of_two = frozenset(lists["words_of_two"])

    def mask(self, text: str) -> Masked:
        """Return `text` with a neutral token for each find; never raises on a string."""
        kept: list[_Found] = []
        # An authority's own number is needed, and looks like any other.
        spared = [_Found("reference", *m.span("number")) for m in self._patterns.reference.finditer(text)]
        for found in self._find(text):
            others = kept if found.kind in _NEVER_A_REFERENCE else [*kept, *spared]
            if not any(found.start < other.end and other.start < found.end for other in others):
                kept.append(found)
        kept.sort(key=lambda found: found.start)
        return Masked(self._replaced(text, kept), tuple(dict.fromkeys(found.kind for found in kept)))

    def _replaced(self, text: str, found: Sequence[_Found]) -> str:
        pieces: list[str] = []
        end = 0
        for item in found:
            pieces += [text[end : item.start], self._tokens[item.kind]]
            end = item.end
        return "".join([*pieces, text[end:]])

    def _find(self, text: str) -> Iterator[_Found]:
        """Yield what is found; what comes first wins where two overlap."""
        patterns = self._patterns
        for match in patterns.email.finditer(text):
            yield _Found("email", *match.span())
        for match in patterns.machine_zone.finditer(text):
            yield _Found("document", *match.span())
        if not any(character.isdigit() for character in text):
            return
        yield from self._ibans(text)
        for match in patterns.cued_bsn.finditer(text):
            if not patterns.date.fullmatch(match["number"]):
                yield _Found("bsn", *match.span("number"))
        for match in patterns.cued_document.finditer(text):
            if _looks_like_a_document(match["number"]) and not patterns.date.fullmatch(match["number"]):
                yield _Found("document", *match.span("number"))
        yield from self._addresses(text)
        yield from self._phones(text)
        yield from self._bsns(text)
        for pattern in patterns.documents:
            for match in pattern.finditer(text):
                yield _Found("document", *match.span())

    def _ibans(self, text: str) -> Iterator[_Found]:
        for match in self._patterns.iban.finditer(text):
            end = _end_of_iban(match.group())
            if end:
                yield _Found("iban", match.start(), match.start() + end)

    def _phones(self, text: str) -> Iterator[_Found]:
        for match in self._patterns.phone.finditer(text):
            digits = _digits(match.group())
            if digits.startswith(_PUBLIC_NUMBERS) or self._patterns.date.match(match.group()):
                continue
            foreign = match.group().lstrip("(").startswith(("+", "00"))
            if len(digits) == _DUTCH_PHONE_DIGITS or (foreign and len(digits) in _PHONE_DIGITS):
                yield _Found("phone", *match.span())
        for match in self._patterns.mobile.finditer(text):
            yield _Found("phone", *match.span())
        for match in self._patterns.cued_phone.finditer(text):
            number = match["number"]
            if len(_digits(number)) in _PHONE_DIGITS and not self._patterns.date.match(number):
                yield _Found("phone", *match.span("number"))

    def _bsns(self, text: str) -> Iterator[_Found]:
        for match in self._patterns.bsn.finditer(text):
            digits = _digits(match.group())
            is_date = self._patterns.plain_date.fullmatch(digits) or self._patterns.date.fullmatch(
                match.group()
            )
            if len(digits) in _BSN_LENGTHS and bsn.is_valid(digits) and not is_date:
                yield _Found("bsn", *match.span())

    def _addresses(self, text: str) -> Iterator[_Found]:
        for pattern in self._patterns.addresses:
            for match in pattern.finditer(text):
                letters = match["letters"]
                if letters.isupper() or letters.lower() not in self._words_of_two:
                    yield _Found("address", *match.span())


@functools.cache
def own_masker() -> Masker:
    """Return the masker of the product's own word list, read once per process. Raises `LexiconError`."""
    return Masker(lexicon.load("masking"))


def mask(text: str) -> Masked:
    """Return `text` without personal numbers and addresses."""
    return own_masker().mask(text)


def _digits(text: str) -> str:
    """Return the digits of `text`, those of other scripts as ours."""
    return "".join(str(int(character)) for character in text if character.isdecimal())


def _looks_like_a_document(number: str) -> bool:
    """Whether it is digits enough, or the mixture of a Dutch document number; "in 2019" is neither."""
    compact = number.replace(" ", "").replace("-", "")
    digits = len(_digits(compact))
    mixed = number == compact and len(compact) == _DOCUMENT_LENGTH and digits >= 2
    mixed = number == compact and len(compact) == _DOCUMENT_LENGTH and digits >= 2
    return digits >= _DOCUMENT_DIGITS or mixed


def _end_of_iban(text: str) -> int:
    """Return how many characters of `text` are a valid IBAN, or 0; the next word may hang on to the match."""
    for end in range(len(text), _SHORTEST_IBAN - 1, -1):
        if text[end - 1].isalnum() and iban.is_valid(
            text[:end].translate(_NO_SEPARATORS), check_country=False
        ):
            return end
    return 0
