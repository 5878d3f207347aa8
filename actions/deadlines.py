"""Days: those that count in the plan now, and those to watch once a letter is posted."""

from __future__ import annotations

import datetime
from typing import Any

from actions.turn import Reference, Turn
from actions.wording import spoken_day
from bot.guidance.plan import Deadline, Step
from bot.letters import deadlines_after_sending, draft_letter


def say_deadlines(turn: Turn) -> Reference:
    """Tell the days of the plan that run now, the person's own before the agency's."""
    plan = turn.plan()
    if plan is None:
        turn.say_text(turn.phrase("deadline_no_plan"))
        return {"kind": "deadlines"}
    # What is over comes last: it is not what somebody asks who asks for the last day.
    steps = sorted(plan.steps, key=lambda step: bool(step.your_deadline and step.your_deadline.past))
    lines = [line for step in steps for line in _lines(turn, step)]
    turn.say_text("\n".join([turn.phrase("deadlines"), *lines]) if lines else turn.phrase("deadline_none"))
    return {"kind": "deadlines"}


def has_deadlines(turn: Turn) -> bool:
    """Whether the plan has a term at all."""
    plan = turn.plan()
    return plan is not None and any(_lines(turn, step) for step in plan.steps)


def own_day(turn: Turn, deadline: Deadline) -> str:
    """The person's last day in words; nothing where it cannot be worked out."""
    if deadline.day is None:
        return ""
    name = (
        "plan_step_past"
        if deadline.past
        else "plan_step_maybe_past"
        if deadline.maybe_past
        else "plan_step_day"
    )
    return turn.phrase(name, day=_day(turn, deadline.day))


def _lines(turn: Turn, step: Step) -> list[str]:
    title = step.title.in_language(turn.language)
    found = [_own(turn, step.your_deadline), _theirs(turn, step.agency_deadline)]
    return [turn.phrase("deadline_line", title=title, when=when) for when in found if when]


def _own(turn: Turn, deadline: Deadline | None) -> str:
    if deadline is None:
        return ""
    if deadline.day is None:
        rule = deadline.rule.in_language(turn.language).rstrip(".")
        return turn.phrase("deadline_rule", rule=rule[:1].upper() + rule[1:])
    return own_day(turn, deadline)


def _theirs(turn: Turn, deadline: Deadline | None) -> str:
    if deadline is None or deadline.day is None:
        return ""
    name = "deadline_theirs_past" if deadline.past else "deadline_theirs"
    return turn.phrase(name, day=_day(turn, deadline.latest or deadline.day))


def _day(turn: Turn, day: datetime.date | str) -> str:
    return spoken_day(datetime.date.fromisoformat(str(day)), turn.language)


def say_reminder(turn: Turn, letter: dict[str, Any], day: str) -> Reference:
    """Tell the days to watch after a letter is posted on this day, each computed and read back."""
    sent_on = datetime.date.fromisoformat(day)
    draft = draft_letter(
        letter["agency"], letter["type"], turn.parsed(turn.facts), turn.content, about=letter.get("about")
    )
    days = deadlines_after_sending(draft, sent_on)
    lines = [turn.phrase("reminder", day=spoken_day(sent_on, turn.language))]
    lines += [
        turn.phrase(
            "reminder_line",
            day=spoken_day(due.day, turn.language),
            title=due.title.in_language(turn.language),
        )
        for due in days
    ]
    lines.append(turn.phrase("reminder_calendar" if days else "reminder_none"))
    turn.say_text("\n".join(lines), card={"type": "reminder", "letter": letter, "sent_on": day})
    return {"kind": "reminder"}
