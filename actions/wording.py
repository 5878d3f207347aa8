"""Small wordings: buttons, days, the reader's language."""

from __future__ import annotations

import datetime
import json

from babel.dates import format_date

from actions.turn import Turn
from bot.letters.letter import Language


def payload(intent: str, **entities: object) -> str:
    """What a button sends: an intent and its entities, as Rasa writes them."""
    return f"/{intent}{json.dumps(entities, ensure_ascii=False)}" if entities else f"/{intent}"


def button(title: str, intent: str, **entities: object) -> dict[str, str]:
    """A button."""
    return {"title": title, "payload": payload(intent, **entities)}


def spoken_day(day: datetime.date, language: str) -> str:
    """A day in words: "dinsdag 3 maart 2026"."""
    return format_date(day, "EEEE d MMMM y", locale="nl" if language == "nl" else "en_GB")


def language_of(turn: Turn) -> Language:
    """The reader's language as letters take it."""
    return "nl" if turn.language == "nl" else "en"
