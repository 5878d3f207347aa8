"""Giving an answer again."""

from __future__ import annotations

from actions.asking import say_question
from actions.saying import say_contacts, say_explanation, say_letter, say_plan
from actions.turn import Reference, Turn


def say_again(turn: Turn, reference: Reference, *, simple: bool = False) -> Reference:
    """Give an answer again, in the language of now; plainer where the content has it."""
    kind = reference.get("kind")
    plan = turn.plan()
    if kind == "plan" and plan is not None:
        return say_plan(turn, plan)
    if kind == "question" and plan is not None:
        return say_question(turn, plan) or say_plan(turn, plan)
    if kind == "explanation":
        return say_explanation(turn, reference, simple=simple)
    if kind == "contacts":
        return say_contacts(turn, reference["name"])
    if kind == "letter":
        return say_letter(turn, reference["letter"])
    return turn.say(reference.get("name", "nothing_to_repeat"))
