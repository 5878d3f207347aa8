"""Answers by number: "2", "de tweede", "the first one", and ages."""

from __future__ import annotations

import re

from actions.turn import Turn
from bot.guidance.questions import Question

_OLDEST = 110
_SHORT = 7


def read_number(turn: Turn, question: Question) -> object:
    """The value of the answer whose place in the list was named, or None."""
    words = [word for word in turn.words if word not in turn.chat.says("say_number")]
    if len(words) != 1:
        return None
    place = int(words[0]) if words[0].isdecimal() else _ordinal(turn, words[0])
    return question.options[place - 1].value if 1 <= place <= len(question.options) else None


def read_age(turn: Turn) -> int | None:
    """An age in figures or words, in a message that tells little else."""
    if len(turn.words) > _SHORT:
        return None
    figures = [int(found) for found in re.findall(r"\b\d{1,3}\b", turn.text)]
    numbers = turn.chat.typed["number_words"]
    named = [words.index(word) for words in numbers.values() for word in turn.words if word in words[2:]]
    ages = [age for age in (*figures, *named) if age <= _OLDEST]
    return ages[0] if len(ages) == 1 else None


def _ordinal(turn: Turn, word: str) -> int:
    for words in turn.chat.typed["ordinals"].values():
        if word in words:
            return words.index(word) + 1
    return 0
