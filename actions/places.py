"""Which of the countries in a message is the one in question: the one that refused, and not where a stamp is from."""

from __future__ import annotations

import re
from collections.abc import Sequence

from actions.turn import Entity
from bot.chat import Chat

_AFTER = 3
#: How a mention ranks: it is where something comes from, it is merely named, it took place there, it did it.
_CAUSE, _NAMED, _PLACE, _DOER = range(4)


def countries_in_question(text: str, entities: Sequence[Entity], chat: Chat) -> list[str]:
    """The codes of the countries that a message may be about; one where it is sure, several where it must be asked."""
    mentions = [found for found in entities if found["entity"] == "country" and found["value"] != "NL"]
    codes = list(dict.fromkeys(found["value"] for found in mentions))
    if len(codes) < 2 or any("start" not in found for found in mentions):
        return codes
    ranks = [(_rank(text, found["start"], found["end"], chat), found["value"]) for found in mentions]
    best = max(rank for rank, _ in ranks)
    return list(dict.fromkeys(code for rank, code in ranks if rank == best))


def refusing_countries(text: str, entities: Sequence[Entity], chat: Chat) -> list[str]:
    """The foreign countries that a message says did something: "refused by the UK"."""
    mentions = [
        found
        for found in entities
        if found["entity"] == "country" and found["value"] != "NL" and "start" in found
    ]
    return [found["value"] for found in mentions if _rank(text, found["start"], found["end"], chat) == _DOER]


def _rank(text: str, start: int, end: int, chat: Chat) -> int:
    before, after = _words(text[:start]), _words(text[end:])[:_AFTER]
    while before and before[-1] in chat.says("country_between"):
        before.pop()
    inside = _words(text[start:end])[:1]
    # "in Rome" is found as one mention, with the word that leads it.
    leads = inside[0] if set(inside) & set(chat.says("country_at")) else before[-1] if before else ""
    if {leads, *after[:1]} & set(chat.says("country_after_not")) or leads in chat.says("country_not"):
        return _CAUSE
    if leads in chat.says("country_by") or set(after) & set(chat.says("country_refuses")):
        return _DOER
    return _PLACE if leads in chat.says("country_at") else _NAMED


def _words(text: str) -> list[str]:
    return re.findall(r"[\w']+", text.lower())
