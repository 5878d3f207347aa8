"""Reading nationalities as people type them: "syrisch", "nl en marokkaans", "Dutch and Turkish, both"."""

from __future__ import annotations

import re
from functools import lru_cache

from babel import Locale

from bot.chat import Chat
from bot.guidance.territories import FREE_MOVEMENT
from bot.nlu import lexicon
from bot.nlu.words import fold

_MOST_WORDS = 12
_BETWEEN = frozenset(
    {"en", "and", "de", "the", "een", "a", "an", "ook", "also", "both", "zowel", "als", "dubbele", "dual"}
)


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    """Name or adjective of a country, without accents and case → ISO code; no cities, for one is born in them."""
    found: dict[str, str] = {}
    for language in ("nl", "en"):
        found |= {fold(name): code for code, name in Locale(language).territories.items() if len(code) == 2}
    for code, texts in lexicon.load_once("countries")["countries"].items():
        for adjective in texts.get("adjectives", []):
            found |= {fold(adjective): code, fold(f"{adjective}e"): code}
        for people in texts.get("people", []):
            found |= {fold(people): code, _one_of(fold(people)): code}
    return found


def _one_of(people: str) -> str:
    """One of a people: Duitsers → Duitser, Turken → Turk, Marokkanen → Marokkaan."""
    for plural, single in (("anen", "aan"), ("en", ""), ("s", "")):
        if people.endswith(plural):
            return people.removesuffix(plural) + single
    return people


def named_countries(text: str) -> list[str]:
    """The countries of a short message by name, adjective or people, in its order."""
    words = re.findall(r"[\w'-]+", text)
    if len(words) > _MOST_WORDS:
        return []
    return list(dict.fromkeys(code for word in words if (code := _names().get(fold(word)))))


def nationality_in_passing(text: str, chat: Chat) -> object:
    """The value for `nationality` where a longer message says "de Nederlandse en de Iraanse nationaliteit"."""
    words = re.findall(r"[\w'-]+", text)
    for place, word in enumerate(words):
        if word.lower() not in chat.says("say_nationality"):
            continue
        start = place
        while start and (fold(words[start - 1]) in _names() or words[start - 1].lower() in _BETWEEN):
            start -= 1
        value = read_nationality(" ".join(words[start:place][-_MOST_WORDS:]), "nationality")
        if value is not None:
            return value
    return None


def read_nationality(text: str, asked: str) -> object:
    """The value for `nationality` or `second_nationality`, or None where the message names none."""
    words = re.findall(r"[\w'-]+", text)
    if len(words) > _MOST_WORDS:
        return None
    codes = named_countries(text)
    dutch = "NL" in codes or any(
        fold(word) in ("nl", "nederlander", "nederlandse", "dutch") for word in words
    )
    others = [code for code in codes if code != "NL"]
    if asked == "second_nationality":
        return others[0] if others else None
    if dutch and others:
        return {"nationality": "nl_dual", "second_nationality": others[0]}
    if dutch:
        return "nl"
    if not others:
        return None
    return "eu" if others[0] in FREE_MOVEMENT else "other"
