"""An answer during the intake is read as an answer, and a real change of subject is followed."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import yaml

from tests.dialogue.talk import Talk

pytestmark = pytest.mark.model

DATA = Path(__file__).parent / "data"
LANGUAGES = ("nl", "en")
NOT_UNDERSTOOD = ("Dat antwoord begreep ik niet", "I did not understand that answer")
AFTER_A_REFUSAL = {
    "situation": "refused_entry_abroad",
    "country": "TR",
    "whereabouts": "netherlands",
    "paper": "none",
}


@pytest.fixture(autouse=True)
def thursday(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is Thursday 26 November 2026."""

    class Frozen(datetime.datetime):
        @classmethod
        def now(cls, tz: datetime.tzinfo | None = None) -> Frozen:
            return cls(2026, 11, 26, 12, tzinfo=tz)

    monkeypatch.setattr("bot.clock.datetime", SimpleNamespace(datetime=Frozen, date=datetime.date))


def _answers() -> Iterator[Any]:
    for block in yaml.safe_load((DATA / "answers.yml").read_text("utf-8")):
        known = _as_told(block["known"])
        for language in LANGUAGES:
            for text, then in block[language].items():
                yield pytest.param(block["asks"], known, language, text, then, id=f"{block['asks']}-{text}")


def _changes() -> Iterator[Any]:
    changes = yaml.safe_load((DATA / "changes.yml").read_text("utf-8"))
    for language in LANGUAGES:
        for change in changes[language]:
            yield pytest.param(language, change, id=change["text"])


def _as_told(value: Any) -> Any:
    """Days as the conversation keeps them."""
    if isinstance(value, dict):
        return {name: _as_told(part) for name, part in value.items()}
    if isinstance(value, list):
        return [_as_told(part) for part in value]
    return value.isoformat() if isinstance(value, datetime.date) else value


def _fact(facts: dict[str, Any], name: str) -> Any:
    head, _, part = name.partition(".")
    if head == "prior_request":
        return (facts.get("prior_requests") or [{}])[0].get(part)
    return (facts.get(head) or {}).get(part) if part else facts.get(head)


@pytest.mark.parametrize(("asked", "known", "language", "text", "then"), _answers())
async def test_what_is_typed_as_an_answer_is_the_answer(
    talk: Talk, asked: str, known: dict[str, Any], language: str, text: str, then: Any
) -> None:
    await talk.ask(asked, known, language)
    await talk.say(text)
    facts = await talk.facts()
    if then == "open":
        assert (_fact(facts, asked), talk.asked) == (None, asked)
    elif then == "declined":
        assert asked in facts.get("declined", [])
        assert _fact(facts, asked) is None
    else:
        told = _as_told(then if isinstance(then, dict) else {asked: then})
        assert {name: _fact(facts, name) for name in told} == told
        assert talk.asked != asked
    assert facts["situation"] == known["situation"]


@pytest.mark.parametrize(("language", "change"), _changes())
async def test_a_real_change_of_subject_is_followed_and_the_open_question_comes_back(
    talk: Talk, language: str, change: dict[str, Any]
) -> None:
    await talk.ask("criminal_case", AFTER_A_REFUSAL, language)
    await talk.say(change["text"])
    facts = await talk.facts()
    assert "criminal_case" not in facts
    assert "criminal_case" not in facts.get("declined", [])
    if "also" in change:
        assert not talk.text.startswith(NOT_UNDERSTOOD)
        assert change["also"] in (facts["situation"], facts.get("underlying"), *facts.get("also", []))
    else:
        assert change["says"].lower() in talk.text.lower()
    if change["back"]:
        assert talk.asked == "criminal_case"
    else:
        assert talk.asked is None or change.get("also")
        await talk.say("ga verder" if language == "nl" else "go on")
        assert talk.asked == "criminal_case" or "also" in change
