"""Showing the plan, and where it comes from."""

from __future__ import annotations

import datetime

import msgspec

from actions.base import WegwijzerAction
from actions.saying import say_plan, spoken_day
from actions.turn import Event, Turn, answered


class ActionShowPlan(WegwijzerAction):
    """Shows the plan for what is known, also where not everything was told."""

    action_name = "action_show_plan"

    async def perform(self, turn: Turn) -> list[Event]:
        """See the class."""
        plan = turn.plan()
        return [answered(turn.say("no_plan_yet") if plan is None else say_plan(turn, plan))]


class ActionSources(WegwijzerAction):
    """Names the sources of the plan, or of the last explanation."""

    action_name = "action_sources"

    async def perform(self, turn: Turn) -> list[Event]:
        """See the class."""
        plan = turn.plan()
        if plan is None:
            slugs = ["minister-letter-2024", "ombudsman-2024", "wpg-25"]
            sources = [turn.content.source(slug) for slug in slugs]
        else:
            sources = list({source.id: source for step in plan.steps for source in step.sources}.values())
        lines = [turn.phrase("sources_intro")]
        for source in sources:
            day = datetime.date.fromisoformat(str(source.checked_on))
            title = source.title.in_language(turn.language)
            lines.append(turn.phrase("source_line", title=title, day=spoken_day(day, turn.language)))
        turn.say_text("\n".join(lines), card={"type": "sources", "items": msgspec.to_builtins(sources)})
        return []
