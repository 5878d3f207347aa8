"""No text says what this assistant never says."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from bot.guidance.lint import blocks, texts, unhedged, violations
from bot.guidance.never import RULES
from bot.guidance.text import Text
from tests.content.conftest import Files

EXAMPLES = yaml.safe_load((Path(__file__).parent / "never.yml").read_text("utf-8"))


def _cases(kind: str) -> list[tuple[str, str, Text]]:
    return [
        (
            rule,
            language,
            Text(nl=sentence["nl"], en="") if language == "nl" else Text(nl="", en=sentence["en"]),
        )
        for rule, examples in EXAMPLES.items()
        for sentence in examples[kind]
        for language in ("nl", "en")
    ]


@pytest.mark.parametrize(("rule", "language", "text"), _cases("forbidden"))
def test_a_rule_finds_what_is_forbidden(rule: str, language: str, text: Text) -> None:
    assert rule in {found.rule for found in violations("here", text)}


@pytest.mark.parametrize(("rule", "language", "text"), _cases("allowed"))
def test_a_rule_lets_pass_what_is_allowed(rule: str, language: str, text: Text) -> None:
    assert list(violations("here", text)) == []


def test_every_rule_has_examples_of_both_kinds() -> None:
    assert {rule.name for rule in RULES} == EXAMPLES.keys()
    assert all(examples["forbidden"] and examples["allowed"] for examples in EXAMPLES.values())


def test_no_text_of_the_product_breaks_a_rule(files: Files) -> None:
    found = [
        f"{broken.where}: {broken.rule}: {broken.sentence}"
        for folder, by_name in files.items()
        for name, data in by_name.items()
        for where, text in texts(data, f"{folder}/{name}.yml")
        for broken in violations(where, text)
    ]
    assert found == []


@pytest.mark.parametrize("folder", ["agencies", "regimes", "countries", "explanations", "outcomes"])
def test_what_is_not_verified_says_where_to_check_it(
    folder: str, files: Files, marks: dict[str, str]
) -> None:
    found = [
        f"{broken.where}: {broken.sentence}"
        for name, data in files[folder].items()
        for where, block in blocks(data, f"{folder}/{name}.yml")
        for broken in unhedged(where, block, marks)
    ]
    assert found == []


def test_an_unverified_statement_without_a_check_is_found() -> None:
    block = {"text": {"nl": "Het duurt 60 dagen.", "en": "It takes 60 days."}, "sources": ["lawyer-page"]}
    assert len(list(unhedged("here", block, {"lawyer-page": "V2"}))) == 2
    assert list(unhedged("here", block, {"lawyer-page": "V"})) == []


def test_an_inference_must_show_its_reason() -> None:
    bare = {"text": {"nl": "Bij de politie.", "en": "At the police."}, "sources": ["page"]}
    reasoned = {
        "text": {"nl": "Bij de politie, omdat X.", "en": "At the police, because X."},
        "sources": ["page"],
    }
    assert len(list(unhedged("here", bare, {"page": "I"}))) == 2
    assert list(unhedged("here", reasoned, {"page": "I"})) == []
