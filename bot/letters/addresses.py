"""Where a letter goes: only what the directory holds as verified, until its review, is printed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import msgspec

from bot.guidance.content import Content
from bot.guidance.directory import Address
from bot.guidance.text import Text
from bot.letters.letter import Email


def printable_address(content: Content, agency: str, action: str, day: date) -> tuple[Text, ...]:
    """The lines of the verified address for an action; none where the letter must say where to find it."""
    for address in _addresses(content, agency, action):
        if address.lines and address.is_printable(day):
            return tuple(Text(line, line) for line in address.lines)
    return ()


def email_of(content: Content, agency: str, action: str, day: date, subject: Text) -> Email | None:
    """How an action goes by e-mail, where the directory names that way; its address only where it is verified."""
    for address in _addresses(content, agency, action):
        if address.email:
            return Email(subject, address.email if address.is_printable(day) else None)
    return None


def _addresses(content: Content, agency: str, action: str) -> Iterator[Address]:
    for raw in content.files["agencies"].get(agency, {}).get("addresses", ()):
        address = msgspec.convert(raw, Address)
        if action in address.actions:
            yield address
