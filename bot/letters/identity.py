"""The person's own data: they exist only in the call that renders a letter, and are cleaned before use."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import date

import msgspec
from babel.dates import format_date

from bot.guidance.text import Text
from bot.letters.letter import LANGUAGES, Field, Language, Letter, LetterError

LINE_LIMIT = 200
LONG_LIMIT = 2_000
_LINE_BREAKS = re.compile(r"[\r\n\v\f\x85\u2028\u2029]+")


class Identity(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Name, address and birth of whoever signs, and `entries` for the other fields that a letter asks for.

    An empty value leaves the letter's placeholder in place. Dates may be ISO days; they are then written out.
    """

    name: str = ""
    street: str = ""
    postcode: str = ""
    town: str = ""
    birth_date: str = ""
    birth_place: str = ""
    phone: str = ""
    email: str = ""
    sign_place: str = ""
    sign_date: str = ""
    entries: Mapping[str, str] = {}

    def __repr__(self) -> str:
        return "Identity(…)"

    def value(self, key: str) -> str:
        """What was typed for the field `key`, "" where nothing was."""
        return str(getattr(self, key)) if key in OWN_FIELDS else self.entries.get(key, "")


OWN_FIELDS = frozenset(Identity.__struct_fields__) - {"entries"}


def parse_identity(raw: Mapping[str, object]) -> Identity:
    """Read a form's flat field → text mapping.

    Raises:
        LetterError: a value is not text; the message names the field, never the value.
    """
    wrong = [key for key, value in raw.items() if not isinstance(value, str)]
    if wrong:
        raise LetterError(f"identity field {wrong[0]!r} is not text: send every field as a string")
    texts = {key: str(value) for key, value in raw.items()}
    own = {key: texts.pop(key) for key in OWN_FIELDS & texts.keys()}
    return Identity(**own, entries=texts)


def clean(value: str, *, limit: int = LINE_LIMIT) -> str:
    """Make typed text harmless: one line, no control, format or unassigned characters, at most `limit` long.

    Direction marks are dropped because one of them can turn the rest of a letter around; the letters of
    right-to-left scripts stay and order themselves.
    """
    spaced = _LINE_BREAKS.sub(" ", value[: 4 * limit]).replace("\t", " ")
    kept = "".join(c for c in unicodedata.normalize("NFC", spaced) if unicodedata.category(c)[0] != "C")
    return " ".join(kept.split())[:limit].rstrip()


def typed_values(letter: Letter, identity: Identity, language: Language) -> dict[str, str]:
    """Field key → cleaned text for every field that was filled in, dates written out in `language`."""
    values: dict[str, str] = {}
    for field in letter.fields:
        value = _written(field, identity.value(field.key), language)
        if value:
            values[field.key] = value
    return values


def _written(field: Field, typed: str, language: Language) -> str:
    value = clean(typed, limit=LONG_LIMIT if field.kind == "long" else LINE_LIMIT)
    if field.kind == "date":
        try:
            return written_date(date.fromisoformat(value), language)
        except ValueError:
            return value
    return value


def written_date(day: date, language: Language) -> str:
    """`24 november 2026` or `24 November 2026`."""
    return format_date(day, "d MMMM y", locale="nl_NL" if language == "nl" else "en_GB")


def written_text(day: date) -> Text:
    """A day written out in both languages."""
    return Text(*(written_date(day, language) for language in LANGUAGES))
