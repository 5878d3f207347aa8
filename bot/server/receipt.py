"""The receipt in plain words, for the pages without script; `static/receipt.js` tells it the same way."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from babel import Locale

from bot.server.rendering import written_day
from bot.server.site import Language

_COUNTRIES = {"country", "second_nationality", "feared_states"}

#: A name and what is held under it.
Line = tuple[str, str]


def told(
    receipt: Mapping[str, Any], labels: Mapping[str, Any], language: Language
) -> tuple[list[Line], list[Line]]:
    """Facts, and the rest of what is held. What has no words yet is told as it is held: nothing is left out."""
    held = dict(receipt["held"])
    facts = held.pop("facts", None) or {}
    rest = held | {name: receipt[name] for name in ("last_events", "buttons", "open_question", "paused")}
    teller = _Teller(labels, language)
    return teller.lines(facts.items()), teller.lines(rest.items())


class _Teller:
    def __init__(self, labels: Mapping[str, Any], language: Language) -> None:
        self._labels = labels
        self._language = language

    def lines(self, values: Iterable[tuple[str, Any]]) -> list[Line]:
        names = self._labels["names"]
        return [
            (names.get(name, name), self._plain(name, value)) for name, value in values if _filled_in(value)
        ]

    def _plain(self, name: str, value: Any) -> str:
        if isinstance(value, bool):
            return str(self._labels["yes" if value else "no"])
        if isinstance(value, list | tuple):
            return "; ".join(self._plain(name, item) for item in value)
        if isinstance(value, dict):
            return ", ".join(f"{inner}: {text}" for inner, text in self.lines(value.items()))
        return self._word(name, str(value))

    def _word(self, name: str, text: str) -> str:
        if name in _COUNTRIES:
            return str(Locale(self._language).territories.get(text, text))
        try:
            return written_day(date.fromisoformat(text).isoformat(), self._language)
        except ValueError:
            pass
        values, names = self._labels["values"], self._labels["names"]
        told = values.get(name, {}).get(text) or values["situation"].get(text) or names.get(text)
        return str(told or text)


def _filled_in(value: Any) -> bool:
    return value not in (None, "", [], {}, ())
