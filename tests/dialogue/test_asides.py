"""What is answered before an action's own work, each named after what the user saw; no model is needed."""

from __future__ import annotations

from typing import Any

import pytest
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.asides import aside
from actions.asking import question_of
from actions.choosing import read_number
from actions.turn import Event, Turn

HOME = {"situation": "refused_entry_abroad", "country": "AE", "whereabouts": "netherlands", "paper": "none"}
#: A letter to Interpol waits for the answer whether a state is feared.
BEFORE_A_LETTER = {"asked": "protection", "last_answer": {"kind": "question", "fact": "protection"}}
POSTED = {
    "letter": {"agency": "police", "type": "access", "about": None},
    "sent_on": "2026-11-24",
    "last_answer": {"kind": "reminder"},
}


def turn_of(text: str, intent: str, *entities: dict[str, Any], **slots: Any) -> Turn:
    message = {"text": text, "intent": {"name": intent, "confidence": 0.9}, "entities": list(entities)}
    known = {"language": "nl", "facts": HOME, **slots}
    tracker = Tracker("somebody", known, message, [], False, None, {}, "action_listen")
    return Turn(CollectingDispatcher(), tracker)


def slots_of(events: list[Event] | None) -> dict[str, Any]:
    return {event["name"]: event["value"] for event in events or []}


def cards_of(turn: Turn) -> list[str]:
    cards = [message.get("custom") for message in turn.dispatcher.messages]
    return [card["type"] for card in cards if card]


@pytest.mark.parametrize("text", ["wat is mijn laatste dag", "wat moet ik nu doen", "blauw"])
def test_a_question_before_a_letter_is_asked_again_and_nothing_is_said_twice(text: str) -> None:
    turn = turn_of(text, "nlu_fallback", **BEFORE_A_LETTER)
    assert slots_of(aside(turn))["last_answer"] == {"kind": "question", "fact": "protection"}
    assert len(turn.dispatcher.messages) == 2
    assert cards_of(turn) == ["question"]


def test_back_from_a_question_before_a_letter_is_back_to_the_plan() -> None:
    turn = turn_of("terug", "nlu_fallback", told=["paper"], **BEFORE_A_LETTER)
    assert "facts" not in slots_of(aside(turn))
    assert cards_of(turn) == ["plan"]


def test_a_day_in_a_question_after_the_reminder_is_no_new_day_of_posting() -> None:
    day = {"entity": "date", "value": "2026-12-03"}
    asks = turn_of("wat als ze op 3 december nog niet hebben geantwoord?", "ask_no_reply", day, **POSTED)
    assert aside(asks) is None
    tells = turn_of("het was 3 december", "nlu_fallback", day, **POSTED)
    assert slots_of(aside(tells))["sent_on"] == "2026-12-03"


def test_a_raised_two_is_not_an_answer_and_breaks_nothing() -> None:
    turn = turn_of("\u00b2", "nlu_fallback", asked="criminal_case")
    assert read_number(turn, question_of(turn, "criminal_case")) is None
