"""The regular expressions of masking: shapes of numbers, and the words that announce them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

_HOUSE = r"\d{1,5}(?:\s?[-/]?\s?(?:[a-zA-Z]\b|bis\b|hs\b|[IVX]{1,4}\b|\d{1,3}\b))?"
_HOUSE_WORD = r"[\s,]*(?:(?:nr|no)\.?|nummer|number|huisnummer|house number)?\s*"
_SEPARATORS = r"[\s,;.:#=-]{0,4}"
_FILLERS = r"(?:is|was|van|of|nummer|number|nr|no|mij|mijn|my|me|on|op)"
_YEAR = r"(?:19|20)\d\d"
_MONTH = r"(?:0[1-9]|1[0-2])"
_DAY = r"(?:0[1-9]|[12]\d|3[01])"

# Passport lines hold fillers ("<"); whoever copies them may put blanks in.
_MACHINE_ZONE = (
    r"\b(?=[A-Z0-9< ]*<<)[A-Z0-9][A-Z0-9<]{8,}(?: ?[A-Z0-9<]{8,})*"
    r"|\b[A-Z0-9]{9}<?\d[A-Z]{3}\d{7}[MFX<]\d{7}[A-Z0-9<]*"
)
_LOCAL = r"(?<![\w.+%'-])[\w.+%'-]{1,200}"
_EMAIL = (
    rf"{_LOCAL}\s?(?:@|\(at\)|\[at\])\s?[\w-]{{1,63}}(?:\s?\.\s?[\w-]{{1,63}}){{1,8}}"
    # Spelt out against harvesters; "at" is too common a word for one that is not followed by "dot".
    rf"|{_LOCAL} (?:at|apenstaartje) [\w-]{{1,63}}(?: (?:dot|punt) [\w-]{{1,63}}){{1,4}}"
)
_IBAN = r"\b[A-Za-z]{2}\d{2}(?:[ .,/-]?[A-Za-z0-9]){11,32}"
_PHONE = (
    r"(?<![\w./-])(?<!\d:)(?:\(?(?:\+|00)\d{1,3}\)?[ .-]?(?:\(0\)[ .-]?)?|\(?0)"
    r"\d?(?:(?:[ ./()-]{0,2}|,)\d){6,12}(?![\w/:]|-\d)"
)
# A Dutch mobile number in one piece is nothing else, whatever stands against it.
_MOBILE = r"(?<!\d)(?:\+31|0031|0)6\d{8}(?!\d)"
# Dutch passports and cards: two letters, six letters or digits, a digit; never the letter O.
_DUTCH_DOCUMENT = r"(?=[A-Z0-9]*\d[A-Z0-9]*\d\b)[A-NP-Z]{2}[A-NP-Z0-9]{6}\d\b"
_ANY_DOCUMENT = (
    r"[A-Z]{0,3}[ -]?\d[A-Z0-9]{5,10}|[A-Z0-9]{2}[ -]?[A-Z0-9]{3,6}[ -]?[A-Z0-9]{0,3}\d"
    r"|\d(?:[ .,/-]?\d){6,11}"
)
_DATE = (
    rf"\(?\d{{1,2}}[ ./-]\d{{1,2}}[ ./-]{_YEAR}|{_YEAR}[ ./-]\d{{1,2}}[ ./-]\d{{1,2}}"
    rf"|\d{{1,2}} [a-zA-Z]{{3,9}}\.? {_YEAR}"
    # From one year to another, or the year and number of an authority's own reference.
    rf"|{_YEAR} ?[-/] ?\d{{1,6}}"
)


@dataclass(frozen=True)
class Patterns:
    """Compiled once per masker; a pattern with a cue has the number in group `number`."""

    email: re.Pattern[str]
    machine_zone: re.Pattern[str]
    iban: re.Pattern[str]
    cued_bsn: re.Pattern[str]
    bsn: re.Pattern[str]
    cued_document: re.Pattern[str]
    documents: tuple[re.Pattern[str], ...]
    reference: re.Pattern[str]
    phone: re.Pattern[str]
    mobile: re.Pattern[str]
    cued_phone: re.Pattern[str]
    addresses: tuple[re.Pattern[str], ...]
    date: re.Pattern[str]
    plain_date: re.Pattern[str]

    @classmethod
    def from_lists(cls, lists: Mapping[str, Any]) -> Patterns:
        """Build from the word list `masking` (`bot/content/lexicon`)."""
        cues = lists["cues"]
        return cls(
            email=re.compile(_EMAIL),
            machine_zone=re.compile(_MACHINE_ZONE),
            iban=re.compile(_IBAN),
            cued_bsn=_cued(cues["bsn"], r"\d(?:[ .,/-]{0,2}\d){7,8}"),
            bsn=re.compile(
                r"(?<![\w€$£/+-])(?<!\d:)(?<![.,]\d)(?<!\d[.,])(?<!€ )(?<!\beur )(?<!\beuro )"
                r"(?:\d(?:[ .-]?\d){7,8}|\d{3}(?:,\d{3}){2}|\d{3}(?:/\d{3}){2})(?![\w/:]|[.,-]\d| ?(?:euro|eur|€))",
                re.IGNORECASE,
            ),
            cued_document=_cued(cues["document"], rf"(?:{_ANY_DOCUMENT})(?![/-]\d)"),
            documents=(
                re.compile(rf"\b{_DUTCH_DOCUMENT}"),
                # The aliens' number of the IND: ten digits.
                re.compile(r"(?<![\w.,/:-])2[5-9]\d{8}\b(?![/:-])", re.IGNORECASE),
            ),
            reference=_cued(lists["references"], r"\d[\d./-]{0,24}(?: \d{3}){0,2}"),
            phone=re.compile(_PHONE),
            mobile=re.compile(_MOBILE),
            cued_phone=_cued(cues["phone"], r"\+?\d(?:[ .()-]{0,2}\d){8,13}"),
            addresses=tuple(_addresses(cues["postcode"])),
            date=re.compile(_DATE),
            plain_date=re.compile(rf"{_YEAR}{_MONTH}{_DAY}|{_DAY}{_MONTH}{_YEAR}"),
        )


def _addresses(cues: Sequence[str]) -> Iterator[re.Pattern[str]]:
    """Yield postcode and house number in either order; a bare postcode only where it is no year and word."""
    spaced = r"\b[1-9]\d{3}\s?(?P<letters>[A-Z]{2})\b"
    joined = r"\b[1-9]\d{3}(?P<letters>[A-Za-z]{2})\b"
    small = rf"\b(?!{_YEAR})[1-9]\d{{3}}\s(?P<letters>[a-z]{{2}})\b"
    yield re.compile(rf"{spaced}{_HOUSE_WORD}{_HOUSE}\b")
    yield re.compile(rf"(?<!postbus )(?<!Postbus )(?<!Box )\b{_HOUSE}[\s,]+{spaced}")
    yield re.compile(rf"{joined}(?:{_HOUSE_WORD}{_HOUSE}\b)?")
    yield re.compile(rf"\b[1-9]\d{{3}}(?P<letters>[A-Za-z]{{2}}){_HOUSE}\b")
    yield re.compile(rf"{small}{_HOUSE_WORD}{_HOUSE}\b")
    yield re.compile(
        rf"\b(?:{_any_of(cues)})\b{_SEPARATORS}(?:is\s+)?"
        rf"[1-9]\d{{3}}\s?(?P<letters>[A-Za-z]{{2}})\b(?:{_HOUSE_WORD}{_HOUSE}\b)?",
        re.IGNORECASE,
    )


def _cued(cues: Iterable[str], number: str) -> re.Pattern[str]:
    """Return a number that one of the cues announces, with at most three small words in between."""
    between = rf"{_SEPARATORS}(?:{_FILLERS}\b{_SEPARATORS}){{0,3}}"
    # Where the blank was forgotten, the number begins at its first digit or capital.
    end = rf"(?:\b|(?=\d)|(?=(?-i:[A-Z]{{1,3}}\d|{_DUTCH_DOCUMENT})))"
    return re.compile(rf"(?<!\w)(?:{_any_of(cues)}){end}{between}(?P<number>{number})(?!\w)", re.IGNORECASE)


def _any_of(words: Iterable[str]) -> str:
    longest_first = sorted(set(words), key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\ ", r"[\s-]?") for word in longest_first)
