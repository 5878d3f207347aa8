"""Answering what somebody wants to know. A question changes no fact."""

from __future__ import annotations

from actions.base import WegwijzerAction
from actions.saying import say_explanation
from actions.turn import Event, Turn, answered


class ActionAnswerQuestion(WegwijzerAction):
    """Answers for the agency and country in the question, else for those of the conversation."""

    action_name = "action_answer_question"

    async def perform(self, turn: Turn) -> list[Event]:
        """See the class."""
        requests = turn.facts.get("prior_requests") or [{}]
        about = {
            "agency": turn.entity("agency") or turn.facts.get("agency") or requests[0].get("agency"),
            "country": turn.entity("country") or turn.facts.get("country"),
            "situation": turn.facts.get("situation"),
        }
        return [answered(say_explanation(turn, turn.intent, about))]
