"""The training lines: enough of them, each meaning one thing, and none near what understanding is measured on."""

import re
from collections import Counter, defaultdict
from difflib import SequenceMatcher

import pytest

from benchmarks.nlu.data import OPEN_SET, Line, blind_lines, open_lines, training_lines, unrelated_lines
from bot.nlu.ngrams import without_accents

FEWEST = 80
# Up to three words ("ja", "thank you very much" aside) everybody writes the same.
SHORT = 3
TOO_LIKE = 0.85


@pytest.fixture(scope="module")
def training() -> list[Line]:
    return training_lines()


def test_every_intent_has_lines_in_both_languages(training: list[Line]) -> None:
    counts = Counter((line.intent, line.language) for line in training)
    intents = {line.intent for line in training}
    assert len(intents) == 72
    assert [
        key for key in ((i, lang) for i in intents for lang in ("nl", "en")) if counts[key] < FEWEST
    ] == []


def test_no_line_has_two_meanings(training: list[Line]) -> None:
    meanings = defaultdict(set)
    for line in training:
        meanings[line.language, _words(line.text) or (line.text,)].add(line.intent)
    assert [key for key, intents in meanings.items() if len(intents) > 1] == []


@pytest.mark.skipif(not OPEN_SET.exists(), reason="the open set lies beside the project and is not there")
def test_no_training_line_is_near_a_line_of_the_open_set(training: list[Line]) -> None:
    assert _near(training, open_lines()) == []


def test_no_training_line_is_near_a_line_of_the_blind_set(training: list[Line]) -> None:
    assert _near(training, blind_lines()) == []


def test_no_training_line_is_near_an_unrelated_request_of_the_benchmark(training: list[Line]) -> None:
    assert _near(training, unrelated_lines()) == []


def _near(training: list[Line], kept_apart: list[Line]) -> list[str]:
    """The intents of training lines that are nearly a line kept apart (their texts are not for print)."""
    apart = [words for line in kept_apart if len(words := _words(line.text)) > SHORT]
    by_word = defaultdict(list)
    for number, words in enumerate(apart):
        for word in set(words):
            by_word[word].append(number)
    found = []
    for line in training:
        words = _words(line.text)
        if len(words) > SHORT:
            shared = Counter(number for word in set(words) for number in by_word.get(word, ()))
            if any(
                2 * count >= max(len(words), len(apart[number])) and _alike(words, apart[number])
                for number, count in shared.items()
            ):
                found.append(line.intent)
    return found


def _alike(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    matcher = SequenceMatcher(None, " ".join(one), " ".join(other), autojunk=False)
    return (
        matcher.real_quick_ratio() > TOO_LIKE
        and matcher.quick_ratio() > TOO_LIKE
        and matcher.ratio() > TOO_LIKE
    )


def _words(text: str) -> tuple[str, ...]:
    return tuple(re.findall(r"\w+", without_accents(text)))
