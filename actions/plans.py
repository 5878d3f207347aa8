"""Showing the plan, and where it comes from."""

from __future__ import annotations

import datetime

import msgspec

from actions.base import WegwijzerAction
from actions.saying import say_plan
from actions.turn import Event, Turn, answered
from actions.wording import spoken_day
from bot.guidance.decoder import Outcome, decode

#: Asked for again, the plan comes without the meaning of the answer before it.
_AGAIN = frozenset({"show_plan", "repeat"})
_OF_STATUS: dict[str, Outcome] = {
    "no_data": "no_data",
    "partial": "partial",
    "refused": "refused",
    "more_wanted": "more_wanted",
    "not_competent": "not_competent",
}
_OF_PHASE: dict[str, Outcome] = {"objection": "objection_decided", "mediation": "mediation_ended"}


class ActionShowPlan(WegwijzerAction):
    """Shows the plan for what is known, also where not everything was told."""

    action_name = "action_show_plan"

    async def perform(self, turn: Turn) -> list[Event]:
        """See the class."""
        if turn.is_in_crisis and turn.intent != "show_plan":
            return []
        plan = turn.plan()
        if plan is None:
            # A message that was asked back leads here too, for the intake ends where nothing is known.
            was_asked_back = (turn.tracker.get_slot("last_answer") or {}).get("kind") == "clarify"
            return (
                [] if was_asked_back and turn.intent != "show_plan" else [answered(turn.say("no_plan_yet"))]
            )
        if turn.intent not in _AGAIN:
            _say_meaning(turn)
        return [answered(say_plan(turn, plan))]


def _say_meaning(turn: Turn) -> None:
    """Say what an agency's answer means and does not mean, before what can be done about it."""
    outcome = _outcome(turn)
    if outcome is None:
        return
    answer = decode(outcome, turn.parsed(turn.facts), turn.content)
    language = turn.language
    turn.say_text(
        turn.phrase(
            "answer_meaning",
            means=answer.means.in_language(language),
            not_means=answer.not_means.in_language(language),
        ),
        card={"type": "sources", "items": [msgspec.to_builtins(source) for source in answer.sources]},
    )


def _outcome(turn: Turn) -> Outcome | None:
    request = (turn.facts.get("prior_requests") or [{}])[0]
    if turn.facts.get("situation") == "request_refused":
        return _OF_PHASE.get(request.get("phase") or "") or _OF_STATUS.get(request.get("status") or "")
    if turn.facts.get("situation") == "no_reply" and request.get("agency"):
        return "extension" if request.get("extended_until") else "silence"
    return None


class ActionSources(WegwijzerAction):
    """Names the sources of the plan, or of the last explanation."""

    action_name = "action_sources"

    async def perform(self, turn: Turn) -> list[Event]:
        """See the class."""
        plan = turn.plan()
        if plan is None:
            sources = [
                turn.content.source(slug) for slug in ("minister-letter-2024", "ombudsman-2024", "wpg-25")
            ]
        else:
            sources = list({source.id: source for step in plan.steps for source in step.sources}.values())
        lines = [turn.phrase("sources_intro")]
        for source in sources:
            day = datetime.date.fromisoformat(str(source.checked_on))
            title = source.title.in_language(turn.language)
            lines.append(turn.phrase("source_line", title=title, day=spoken_day(day, turn.language)))
        turn.say_text("\n".join(lines), card={"type": "sources", "items": msgspec.to_builtins(sources)})
        return []
