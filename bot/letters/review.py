"""A lawyer's review holds for the text that was read, and ends with its next change."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from datetime import date

import msgspec

from bot.guidance.content import Source
from bot.guidance.text import Text
from bot.letters.identity import written_text
from bot.letters.letter import Review

_SHOWN = 12


def fingerprint(texts: object) -> str:
    """A short name of exactly these texts; any change of them gives another."""
    return hashlib.sha256(msgspec.json.encode(texts)).hexdigest()[:_SHOWN]


def standing(review: Review, text: str) -> Review:
    """The review, where it is about the text as it is now; else an empty one."""
    return review if review.text == text else Review()


def status(review: Review, sources: Iterable[Source], words: Mapping[str, Text]) -> Text:
    """What a letter says of itself: whether a lawyer read it, and when its sources were checked."""
    oldest = min(source.checked_on for source in sources)
    if review.reviewed_on is None:
        return words["not_reviewed"].filled({"day": written_text(oldest)})
    days: Mapping[str, date] = {"day": oldest, "reviewed_on": review.reviewed_on}
    return words["reviewed"].filled({name: written_text(day) for name, day in days.items()})
