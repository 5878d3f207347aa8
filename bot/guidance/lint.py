"""Reads every block of text: against the rules of `never.py`, and for unverified things told as facts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final, Literal

import msgspec

from bot.guidance.directory import VERIFIED
from bot.guidance.never import RULES, Rule
from bot.guidance.nodes import nodes
from bot.guidance.text import Text

_Language = Literal["nl", "en"]
_LANGUAGES: Final[tuple[_Language, ...]] = ("nl", "en")
_SENTENCE: Final = re.compile(r"(?<=[.!?:;])\s+")
_PATTERNS: Final = {
    (rule, language): re.compile("|".join(said), 0 if rule.case_counts else re.IGNORECASE)
    for rule in RULES
    for language, said in (("nl", rule.nl), ("en", rule.en))
}
#: Words that send the reader to a place where the thing can be checked.
_CHECK: Final[dict[_Language, re.Pattern[str]]] = {
    "nl": re.compile(r"controle|kijk .*na|zoek .*op|lees (in|op)|ga na\b", re.IGNORECASE),
    "en": re.compile(r"\bcheck|look .*up|verif|read (in|on)\b|find out", re.IGNORECASE),
}
#: Words that show the reasoning behind what was inferred.
_REASON: Final[dict[_Language, re.Pattern[str]]] = {
    "nl": re.compile(r"omdat|daarom|want\b|waarschijnlijk|daaruit|dus\b|betekent", re.IGNORECASE),
    "en": re.compile(r"because|that is why|probably|conclude|so\b|therefore|means", re.IGNORECASE),
}
_INFERRED: Final = "I"


class Violation(msgspec.Struct, frozen=True):
    """A sentence that breaks a rule."""

    rule: str
    where: str
    sentence: str


def violations(where: str, text: Text) -> Iterator[Violation]:
    """The sentences of a block of text that say what is never said."""
    for rule in RULES:
        for language in _LANGUAGES:
            block = text.in_language(language)
            broken = _alone(rule, language, block) if rule.beside else _said(rule, language, block)
            yield from (Violation(rule.name, where, sentence) for sentence in broken)


def _said(rule: Rule, language: _Language, block: str) -> Iterator[str]:
    unless = rule.unless_nl if language == "nl" else rule.unless_en
    for sentence in _SENTENCE.split(block):
        harmless = unless and re.search(unless, sentence, re.IGNORECASE)
        if not harmless and _PATTERNS[rule, language].search(sentence):
            yield sentence


def _alone(rule: Rule, language: _Language, block: str) -> Iterator[str]:
    complete = all(re.search(other, block, re.IGNORECASE) for other in rule.beside)
    if not complete and _PATTERNS[rule, language].search(block):
        yield block


def unhedged(where: str, block: Mapping[str, Any], marks: Mapping[str, str]) -> Iterator[Violation]:
    """A block that tells what is not verified without "check on …", or what is inferred without its reasons.

    Args:
        where: file and place.
        block: a node of content with `sources`. One that holds further such nodes only sums up theirs.
        marks: the confidence mark of every source.
    """
    weak = [slug for slug in block["sources"] if marks[slug] not in VERIFIED]
    if not weak or any(node is not block for _, node in blocks(block, where)):
        return
    wanted = _REASON if all(marks[slug] == _INFERRED for slug in weak) else _CHECK
    said = [text for _, text in texts(block, where)]
    for language in _LANGUAGES:
        whole = " ".join(text.in_language(language) for text in said)
        if whole and not wanted[language].search(whole):
            yield Violation("tells what is not verified", where, f"{', '.join(weak)}: {whole}")


def texts(data: Any, where: str) -> Iterator[tuple[str, Text]]:
    """Every block of text in a content file, with its place."""
    for place, node in nodes(data, where):
        if isinstance(node.get("nl"), str) and isinstance(node.get("en"), str):
            yield place, Text(node["nl"], node["en"])


def blocks(data: Any, where: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Every node with sources of its own, with its place."""
    for place, node in nodes(data, where):
        if isinstance(node.get("sources"), list):
            yield place, node
