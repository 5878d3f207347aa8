"""Reading what somebody typed as the answer to the question that was asked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from enum import Enum
from typing import Any, Final

from bot.guidance.questions import Option, Question

#: A longer message tells or asks something else; what it says of a fact is read by the dialogue.
_MOST_WORDS: Final = 12
#: With the halves of "don't" and the like, as words are cut here.
_NEGATIONS: Final = frozenset({"niet", "geen", "nooit", "not", "never", "don", "isn", "haven", "didn"})
_YES: Final = frozenset({"ja", "yes"})
_NO: Final = frozenset({"nee", "no"})
#: Only the past can be told for these; "vrijdag" is then the last Friday, not the next.
_AHEAD: Final = frozenset({"paper_until", "prior_request.extended_until"})


class Declined(Enum):
    """The person does not know, or would rather not say."""

    DECLINED = "declined"


DECLINED: Final = Declined.DECLINED


def read_answer(
    question: Question, text: str, intent: str, entities: Sequence[Mapping[str, Any]], today: date
) -> object:
    """The value of the fact that was asked, DECLINED, or None where the message is no answer to it.

    Args:
        question: the question that was asked.
        text: the message.
        intent: what the classifier makes of it (a contract intent).
        entities: `{entity, value, …}` found in it; dates are ISO days.
        today: days after it are no answer to a question about the past.
    """
    words = _words(text)
    if not words or len(words) > _MOST_WORDS:
        return None
    if intent == "dont_know":
        whole = [option for option in question.options if words in _all_phrases(option)]
        return whole[0].value if len(whole) == 1 else DECLINED
    value: object
    if question.kind == "date":
        value = _date(question, entities, today)
        if value is None and intent == "deny":
            return DECLINED  # "no": there was no extension, no acknowledgement, no date on it
    elif question.kind in ("country", "agency"):
        value = _last(entities, question.kind) or _option(question, words, intent)
    else:
        value = _option(question, words, intent)
    return value


def _words(text: str) -> list[str]:
    return re.findall(r"[\w-]+", text.lower())


def _last(entities: Sequence[Mapping[str, Any]], name: str) -> str | None:
    values = [str(found["value"]) for found in entities if found["entity"] == name]
    return values[-1] if values else None


def _date(question: Question, entities: Sequence[Mapping[str, Any]], today: date) -> str | None:
    value = _last(entities, "date")
    if value is None or (question.fact not in _AHEAD and date.fromisoformat(value) > today):
        return None
    return value


def _option(question: Question, words: list[str], intent: str) -> object:
    matches = sorted(_matches(question.options, words), key=lambda match: match[0], reverse=True)
    if matches and (len(matches) == 1 or matches[0][0] > matches[1][0]):
        return matches[0][1].value
    if intent in ("affirm", "deny"):
        wanted = _YES if intent == "affirm" else _NO
        saying = [option for option in question.options if wanted & set(_says(option))]
        return saying[0].value if len(saying) == 1 else None
    return None


def _matches(options: Sequence[Option], words: list[str]) -> Iterator[tuple[int, Option]]:
    """Each option with the length of its longest phrase in the message; the whole message counts most."""
    for option in options:
        lengths = [
            len(phrase) + (len(phrase) == len(words)) * _MOST_WORDS for phrase in _phrases(option, words)
        ]
        if lengths:
            yield max(lengths), option


def _phrases(option: Option, words: list[str]) -> Iterator[list[str]]:
    """The phrases of an option that the message holds; "nog niet thuis" does not say that somebody is home."""
    for phrase in _all_phrases(option):
        for start in range(len(words) - len(phrase) + 1):
            around = words[:start] + words[start + len(phrase) :]
            if words[start : start + len(phrase)] == phrase and not _NEGATIONS & set(around):
                yield phrase


def _all_phrases(option: Option) -> list[list[str]]:
    said = (_words(says) for says in (*_says(option), option.label.nl, option.label.en))
    return [phrase for phrase in said if phrase]


def _says(option: Option) -> tuple[str, ...]:
    return tuple(says for by_language in option.says.values() for says in by_language)
