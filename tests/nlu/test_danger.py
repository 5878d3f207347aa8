"""Danger and suicide by phrase: what must be heard, and what must not set off the alarm."""

from pathlib import Path

import pytest
import yaml

from bot.nlu.danger import check

LINES = yaml.safe_load((Path(__file__).parent / "data" / "safety.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("text", LINES["in_danger"])
def test_danger_now_is_heard(text: str) -> None:
    assert check(text) == "in_danger"


@pytest.mark.parametrize("text", LINES["crisis_distress"])
def test_suicide_is_heard(text: str) -> None:
    assert check(text) == "crisis_distress"


@pytest.mark.parametrize("text", LINES["neither"])
def test_a_figure_of_speech_a_story_or_a_worry_is_no_alarm(text: str) -> None:
    assert check(text) is None


def test_danger_comes_before_suicide() -> None:
    assert check("he has a gun and says he will kill himself") == "in_danger"


def test_capitals_and_missing_accents_change_nothing() -> None:
    assert check("IK WIL DOOD") == "crisis_distress"
    assert check("suicidaal") == "crisis_distress"


def test_an_empty_message_is_no_alarm() -> None:
    assert check("") is None
