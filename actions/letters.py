"""Letters: which one, and showing it."""

from __future__ import annotations

from typing import Any

import msgspec
from rasa_sdk.events import SlotSet

from actions.asking import say_question_about
from actions.base import WegwijzerAction
from actions.corrections import correction
from actions.saying import TELLS_A_STATE, must_know_protection, say_letter
from actions.turn import Event, Turn, answered
from actions.wording import button
from bot.guidance.plan import Plan
from bot.letters import has_letter

_SHOWN = 6
#: Letters that give an authority the person's address wait behind a lawyer while a criminal case runs.
_CASE = frozenset({"running", "sentence_open"})
#: Too early or against the wrong decision these do harm; the plan says when they fit.
_NEEDS_ITS_MOMENT = frozenset(
    {"appeal", "objection", "default_notice", "erasure", "lifting", "revision", "delisting"}
)
_TO_AN_AUTHORITY = frozenset({"access", "rectification", "erasure", "restriction", "supplement"})


class ActionDraftLetter(WegwijzerAction):
    """Drafts the letter that was chosen, named, or first in the plan."""

    action_name = "action_draft_letter"
    hears_asides = True

    async def perform(self, turn: Turn) -> list[Event]:
        """See the class."""
        plan = turn.plan()
        letter = _wanted(turn, plan)
        if letter is None:
            return _ask_which(turn, plan)
        if turn.facts.get("criminal_case") in _CASE and letter["type"] in _TO_AN_AUTHORITY:
            return [answered(turn.say("letter_waits"))]
        if plan is not None and must_know_protection(plan, letter["agency"]):
            reference = say_question_about(turn, "protection")
            return [SlotSet("asked", "protection"), answered(reference)]
        if not has_letter(letter["agency"], letter["type"]):
            return [answered(turn.say("letter_none"))]
        if plan is None and turn.facts.get("protection") and letter["agency"] in TELLS_A_STATE:
            return [answered(turn.say("letter_not_now"))]
        if plan is not None and not turn.choice and _out_of_place(plan, letter):
            return [answered(turn.say("letter_not_now"))]
        reference = say_letter(turn, letter)
        return [SlotSet("letter", letter), SlotSet("sent_on", None), answered(reference)]


def _out_of_place(plan: Plan, letter: dict[str, Any]) -> bool:
    """Whether this letter does harm outside the plan: too early, or by telling a state that is feared."""
    harms = letter["type"] in _NEEDS_ITS_MOMENT or letter["agency"] in TELLS_A_STATE
    return harms and not _in_plan(plan, letter)


def _in_plan(plan: Plan, letter: dict[str, Any]) -> bool:
    return any(
        (found["agency"], found["type"]) == (letter["agency"], letter["type"]) for found in letters_of(plan)
    )


def letters_of(plan: Plan | None) -> list[dict[str, Any]]:
    """The letters of a plan, in its order."""
    return [msgspec.to_builtins(step.letter) for step in plan.steps if step.letter] if plan else []


def _wanted(turn: Turn, plan: Plan | None) -> dict[str, Any] | None:
    if turn.choice:
        return turn.choice
    letters = letters_of(plan)
    agency, kind = turn.entity("agency"), turn.entity("request_type")
    fitting = [
        letter
        for letter in letters
        if (agency is None or letter["agency"] == agency) and (kind is None or letter["type"] == kind)
    ]
    if fitting and (agency or kind or len(letters) == 1):
        return fitting[0]
    if agency:
        return {"agency": agency, "type": kind or "access", "about": None}
    # "Write the letter" right after the plan means its first letter.
    return letters[0] if letters and kind is None else None


def _ask_which(turn: Turn, plan: Plan | None) -> list[Event]:
    letters = (
        [(step.title, msgspec.to_builtins(step.letter)) for step in plan.steps if step.letter] if plan else []
    )
    if not letters:
        return [answered(turn.say("no_plan_yet" if plan is None else "letter_none"))]
    buttons = [
        button(title.in_language(turn.language), "draft_letter", choice=letter) for title, letter in letters
    ]
    turn.say_text(turn.phrase("letter_which"), buttons[:_SHOWN])
    return []


class ActionChangeLetter(WegwijzerAction):
    """Says how to change a letter; a fact that changed is changed in it."""

    action_name = "action_change_letter"
    hears_asides = True

    async def perform(self, turn: Turn) -> list[Event]:
        """See the class."""
        changed = correction(turn)
        letter = turn.tracker.get_slot("letter")
        if changed:
            turn.say("corrected")
            return turn.remember(changed[1], told=changed[0])
        if letter is None and not turn.facts:
            return [answered(turn.say("no_plan_yet"))]
        return [answered(turn.say("change_letter"))]


class ActionDownloadLetter(WegwijzerAction):
    """Says where the letter can be had as a file; the page does the rest, with what it alone knows."""

    action_name = "action_download_letter"

    async def perform(self, turn: Turn) -> list[Event]:
        """See the class."""
        letter = turn.tracker.get_slot("letter")
        if letter is None:
            return await ActionDraftLetter().perform(turn)
        return [answered(turn.say("download_letter"))]
