"""Which postal address may stand on a letter: one that the directory holds as verified, until its review."""

from __future__ import annotations

from datetime import date

import msgspec

from bot.guidance.content import Content
from bot.guidance.text import Text

VERIFIED = frozenset({"V", "V1"})


class Address(msgspec.Struct, frozen=True):
    """An address of the directory and the actions it holds for; one without lines is for e-mail only."""

    actions: tuple[str, ...]
    confidence: str
    review_after: date
    lines: tuple[str, ...] = ()


def printable_address(content: Content, agency: str, action: str, day: date) -> tuple[Text, ...]:
    """The lines of the verified address for an action; none where the letter must say where to find it."""
    for raw in content.files["agencies"].get(agency, {}).get("addresses", ()):
        address = msgspec.convert(raw, Address)
        is_valid = address.confidence in VERIFIED and day <= address.review_after
        if address.lines and is_valid and action in address.actions:
            return tuple(Text(line, line) for line in address.lines)
    return ()
