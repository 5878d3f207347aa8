"""Answering what somebody wants to know. A question changes no fact."""

from __future__ import annotations

from actions.base import WegwijzerAction
from actions.saying import say_explanation
from actions.turn import Event, Reference, Turn, answered


class ActionAnswerQuestion(WegwijzerAction):
    """Answers for the agency and country in the question, else for those of the conversation."""

    action_name = "action_answer_question"
    hears_asides = True

    async def perform(self, turn: Turn) -> list[Event]:
        """See the class."""
        if _asks_own_embassy(turn):
            turn.say_text(turn.phrase("own_embassy_feared"))
            return []
        return [answered(say_explanation(turn, explanation_of(turn, turn.intent)))]


def _asks_own_embassy(turn: Turn) -> bool:
    """Whether somebody who fled asks about the embassy of another country than the one that checked or refused."""
    named = turn.entity("country")
    is_other = named not in (None, "NL", turn.facts.get("country"))
    return bool(turn.facts.get("protection")) and is_other and turn.mentions("say_embassy")


def explanation_of(turn: Turn, topic: str) -> Reference:
    """What an answer is about: what the message names, and what the conversation knows."""
    requests = turn.facts.get("prior_requests") or [{}]
    return {
        "kind": "explanation",
        "intent": topic,
        "asked": {name: turn.entity(name) for name in ("agency", "country")},
        "known": {
            "agency": turn.facts.get("agency") or requests[0].get("agency"),
            "country": turn.facts.get("country"),
            "situation": turn.facts.get("situation"),
        },
    }
