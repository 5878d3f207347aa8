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
_WORD = r"[\w'-]+"
_I_AM = r"\b(?:ik ben|i am|i'm|(?:hij|zij|ze|he|she) is|he's|she's)\b"
_BETWEEN = frozenset(
    {"en", "and", "de", "the", "een", "a", "an", "ook", "also", "both", "zowel", "als", "dubbele", "dual"}
)


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    """Name or adjective of a country, without accents and case → ISO code; no cities, for one is born in them."""
    found: dict[str, str] = {}
    for language in ("nl", "en"):
        found |= {fold(name): code for code, name in Locale(language).territories.items() if len(code) == 2}
    return found | _peoples()


@lru_cache(maxsize=1)
def _peoples() -> dict[str, str]:
    """What somebody can be: the adjective of a country or its people, without accents and case → ISO code."""
    found = {fold(word): "NL" for word in ("Nederlander", "Nederlandse", "Dutch")}
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
    """The value for `nationality` where a longer message tells it: "Nederlands paspoort en ook de Marokkaanse".

    "I am Dutch" does not say that there is no other one, nor "I also have the Turkish" beside which: then None.
    """
    value = read_nationality(" ".join(_told(text, chat)[-_MOST_WORDS:]), "nationality")
    said = f" {' '.join(re.findall(_WORD, text.lower()))} "
    is_whole = any(f" {phrase} " in said for phrase in chat.says("say_only_one"))
    is_one_more = any(f" {phrase} " in said for phrase in chat.says("say_also"))
    is_half = (value == "nl" and not is_whole) or (value in ("other", "eu") and is_one_more)
    return None if is_half else value


def second_in_passing(text: str, chat: Chat) -> str | None:
    """The country of a nationality that a message tells beside the Dutch one: "ik heb ook de Turkse"."""
    return next((code for word in _told(text, chat) if (code := _names()[fold(word)]) != "NL"), None)


def _told(text: str, chat: Chat) -> list[str]:
    """The words of a message that name a nationality of the person: before "paspoort", or after "ik ben"."""
    words = re.findall(_WORD, text)
    told: dict[int, str] = {}
    for place, word in enumerate(words):
        if word.lower() in chat.says("say_nationality"):
            told |= _named_before(words, place)
    for found in re.finditer(_I_AM, text.lower()):
        told |= _named_after(words, len(re.findall(_WORD, text[: found.end()])))
    return [told[place] for place in sorted(told)]


def _named_before(words: list[str], place: int) -> dict[int, str]:
    told: dict[int, str] = {}
    while place and (fold(words[place - 1]) in _names() or words[place - 1].lower() in _BETWEEN):
        place -= 1
        if fold(words[place]) in _names():
            told[place] = words[place]
    return told


def _named_after(words: list[str], place: int) -> dict[int, str]:
    """Only what somebody can be: "I am Dutch and Morocco refused me" names no second nationality."""
    told: dict[int, str] = {}
    while place < len(words) and (fold(words[place]) in _peoples() or words[place].lower() in _BETWEEN):
        if fold(words[place]) in _peoples():
            told[place] = words[place]
        place += 1
    return told


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
