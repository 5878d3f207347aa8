"""Responses of data/responses: both languages, a default, and somebody who says them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from bot.chat import load_chat
from bot.settings import ROOT

RESPONSES = {
    name: variations
    for path in sorted((ROOT / "data" / "responses").glob("*.yml"))
    for name, variations in yaml.safe_load(path.read_text("utf-8"))["responses"].items()
}
ACTIONS = "\n".join(path.read_text("utf-8") for path in sorted((ROOT / "actions").glob("*.py")))
#: Said by action_say under the name of the intent.
BY_INTENT = re.findall(
    r"intent: (\w+)", "\n".join(p.read_text("utf-8") for p in (ROOT / "data" / "rules").glob("*.yml"))
)


def _files_naming(name: str) -> list[Path]:
    return [p for p in (ROOT / "data" / "responses").glob("*.yml") if f"\n  {name}:" in p.read_text("utf-8")]


@pytest.mark.parametrize("name", sorted(RESPONSES))
def test_a_response_has_both_languages_and_a_bilingual_default_last(name: str) -> None:
    variations = RESPONSES[name]
    languages = [v["condition"][0]["value"] for v in variations if "condition" in v]
    assert languages == ["nl", "en"]
    assert "condition" not in variations[-1]
    assert "·" in variations[-1]["text"]


@pytest.mark.parametrize("name", sorted(RESPONSES))
def test_a_response_stands_in_one_file_for_a_second_one_would_silently_win(name: str) -> None:
    assert len(_files_naming(name)) == 1


@pytest.mark.parametrize("name", sorted(RESPONSES))
def test_a_response_is_said_by_an_action(name: str) -> None:
    short = name.removeprefix("utter_")
    assert f'"{short}"' in ACTIONS or short in BY_INTENT


@pytest.mark.parametrize("said", sorted(set(re.findall(r'\.say\(\s*"(\w+)"', ACTIONS))))
def test_what_an_action_says_exists(said: str) -> None:
    assert f"utter_{said}" in RESPONSES


@pytest.mark.parametrize("name", sorted(set(re.findall(r'phrase\(\s*"([\w.]+)"', ACTIONS))))
def test_a_phrase_that_an_action_uses_exists_in_both_languages(name: str) -> None:
    found = load_chat().phrases
    for part in name.split("."):
        found = found[part]
    assert set(found) == {"nl", "en"}


def test_no_action_speaks_in_python() -> None:
    """A sentence in code is in one language only, and no editor finds it."""
    literals = re.findall(r'(?:say_text|utter_message)\(\s*(?:text=)?"([^"]*)"', ACTIONS)
    assert [literal for literal in literals if literal.strip("\\n ")] == []


def test_every_intent_has_a_reading_in_plain_words() -> None:
    domain = yaml.safe_load((ROOT / "domain.yml").read_text("utf-8"))
    intents = {next(iter(intent)) for intent in domain["intents"]} - {"choose", "resume"}
    assert set(load_chat().readings) == intents
    assert len(intents) == 72


def test_every_intent_has_at_least_thirty_lines_in_each_language() -> None:
    domain = yaml.safe_load((ROOT / "domain.yml").read_text("utf-8"))
    intents = {next(iter(intent)) for intent in domain["intents"]} - {"choose", "resume"}
    for language in ("nl", "en"):
        counts = {
            block["intent"]: len(block["examples"].splitlines())
            for path in (ROOT / "data" / "nlu" / language).glob("*.yml")
            for block in yaml.safe_load(path.read_text("utf-8"))["nlu"]
        }
        assert set(counts) == intents
        assert min(counts.values()) >= 30
