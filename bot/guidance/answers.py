"""Reading what somebody typed as the answer to the question that was asked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from enum import Enum
from typing import Any, Final, NamedTuple

from bot.guidance.questions import Option, Question

#: A longer message tells or asks something else; what it says of a fact is read by the dialogue.
_MOST_WORDS: Final = 12
#: With the halves of "don't" and the like, as words are cut here.
_NEGATIONS: Final = frozenset({"niet", "geen", "nooit", "not", "never", "don", "isn", "haven", "didn"})
_YES: Final = frozenset({"ja", "yes"})
_NO: Final = frozenset({"nee", "no"})
#: "Yes, maybe" is a maybe: what a bare yes or no goes with says more.
_WEAK: Final = frozenset({*_YES, *_NO, "neen"})
#: "First a form, later a letter": the last one is how it stands.
_SEQUENCE: Final = frozenset({"later", "toen", "daarna", "vervolgens", "then", "afterwards"})
_CLAUSE_ENDS: Final = re.compile(r"[,.;:!?]| maar | but ")
#: Only the past can be told for these; "vrijdag" is then the last Friday, not the next.
_AHEAD: Final = frozenset({"paper_until", "prior_request.extended_until"})
_LONG_AGO: Final = 180
_FEBRUARY: Final = 2
#: A term runs from these.
_STARTS: Final = frozenset(
    {"paper_sent_on", "paper_date", "prior_request.decision_sent_on", "prior_request.decided_on"}
)


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
    named = _last(entities, question.kind) if question.kind in ("country", "agency") else None
    if intent == "dont_know" and named is None:
        whole = [option for option in question.options if words in _all_phrases(option)]
        return whole[0].value if len(whole) == 1 else DECLINED
    value: object
    if question.kind == "date":
        value = _date(question, entities, today)
        if value is None and intent == "deny":
            return DECLINED  # "no": there was no extension, no acknowledgement, no date on it
    elif question.kind in ("country", "agency"):
        value = named or _option(question, text, intent)
    else:
        value = _option(question, text, intent)
    return value


def is_an_option(question: Question, text: str) -> bool:
    """Whether the message is word for word one of the answers that one can press or say."""
    return any(_words(text) in _all_phrases(option) for option in question.options)


def _words(text: str) -> list[str]:
    return re.findall(r"[\w-]+", text.lower())


def _last(entities: Sequence[Mapping[str, Any]], name: str) -> str | None:
    values = [str(found["value"]) for found in entities if found["entity"] == name]
    return values[-1] if values else None


def _date(question: Question, entities: Sequence[Mapping[str, Any]], today: date) -> str | None:
    days = [date.fromisoformat(found["value"]) for found in entities if found["entity"] == "date"]
    if question.fact in _AHEAD:
        # "10 December" was read as the last one, and a term that ended almost a year ago is not meant.
        ahead = [_next_year(day) if (today - day).days > _LONG_AGO else day for day in days]
        return ahead[-1].isoformat() if ahead else None
    past = [day for day in days if day <= today]
    if question.fact in _STARTS:
        # "Dated Monday, in the post yesterday": too early a start costs a few days, too late a start the case.
        return min(past).isoformat() if past else None
    return past[-1].isoformat() if past and past[-1] == days[-1] else None


def _next_year(day: date) -> date:
    return day.replace(year=day.year + 1, day=min(day.day, 28) if day.month == _FEBRUARY else day.day)


def _option(question: Question, text: str, intent: str) -> object:
    matches = list(_matches(question.options, text))
    if matches and _SEQUENCE & set(_words(text)):
        return max(matches, key=lambda match: match.place).option.value
    matches.sort(key=lambda match: match.weight, reverse=True)
    if matches and (len(matches) == 1 or matches[0].weight > matches[1].weight):
        return matches[0].option.value
    if intent in ("affirm", "deny"):
        wanted = _YES if intent == "affirm" else _NO
        saying = [option for option in question.options if wanted & set(_says(option))]
        return saying[0].value if len(saying) == 1 else None
    return None


class _Match(NamedTuple):
    """An option that a message names: how strongly, and at which word last."""

    weight: int
    place: int
    option: Option


def _matches(options: Sequence[Option], text: str) -> Iterator[_Match]:
    """Each option with its strongest phrase in the message; the whole message counts most."""
    words = _words(text)
    for option in options:
        found = list(_phrases(option, text))
        if found:
            weights = [
                len(phrase) + (phrase == words) * _MOST_WORDS
                if not {*phrase} <= _WEAK
                else int(phrase == words)
                for _, phrase in found
            ]
            yield _Match(max(weights), max(place for place, _ in found), option)


def _phrases(option: Option, text: str) -> Iterator[tuple[int, list[str]]]:
    """The phrases of an option that the message holds, each with its place.

    A phrase beside a negation in the same clause does not count: "nog niet thuis" does not say that somebody is home.
    """
    phrases, before = _all_phrases(option), 0
    for words in map(_words, _CLAUSE_ENDS.split(text.lower())):
        for phrase in phrases:
            for start in range(len(words) - len(phrase) + 1):
                around = words[:start] + words[start + len(phrase) :]
                if words[start : start + len(phrase)] == phrase and not _NEGATIONS & set(around):
                    yield before + start, phrase
        before += len(words)


def _all_phrases(option: Option) -> list[list[str]]:
    said = (_words(says) for says in (*_says(option), option.label.nl, option.label.en))
    return [phrase for phrase in said if phrase]


def _says(option: Option) -> tuple[str, ...]:
    return tuple(says for by_language in option.says.values() for says in by_language)
