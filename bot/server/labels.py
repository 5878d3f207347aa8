"""Plain words for what the receipt lists: names of facts, and of their values, in one language."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from bot.guidance.content import Content
from bot.server.site import Language, in_language

_READINGS = Path(__file__).parent.parent / "content" / "chat" / "readings.yml"
#: Facts whose values are named as those of another fact.
_NAMED_LIKE = {
    "also": "situation",
    "underlying": "situation",
    "requesting_authority": "agency",
    "paper_remedy": "request_type",
    "type": "request_type",
}


def fact_labels(
    site: Mapping[str, Any], agencies: list[Mapping[str, Any]], content: Content, language: Language
) -> dict[str, Any]:
    """`{names, yes, no, values: {fact: {value: label}}, intents}` for the page's script."""
    words = in_language(site["receipt"], language)
    readings = in_language(yaml.load(_READINGS.read_bytes(), Loader=yaml.CSafeLoader), language)
    values: dict[str, dict[str, str]] = {
        "situation": readings,
        "agency": {agency["code"]: agency["name"][language] for agency in agencies},
    }
    for question in content.questions.values():
        if question.kind == "choice":
            labels = {str(o.value): o.label.in_language(language) for o in question.options}
            values.setdefault(question.fact.rpartition(".")[2], labels)
    for fact, labels in words["values"].items():
        values[fact] = values.get(fact, {}) | labels
    values |= {fact: values[other] for fact, other in _NAMED_LIKE.items()}
    return {**words, "values": values}
