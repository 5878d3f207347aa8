"""What the assistant is told to do with the conversation itself."""

from __future__ import annotations

from typing import Any

from rasa_sdk.events import ActiveLoop, AllSlotsReset, SlotSet

from actions.again import say_again
from actions.base import WegwijzerAction
from actions.corrections import correction
from actions.passing import day_ahead, tell_in_passing
from actions.places import countries_in_question
from actions.saying import say_first_step, say_plan
from actions.telling import set_fact
from actions.turn import Event, Turn, answered
from actions.wording import button
from bot.guidance.facts import SITUATIONS

_READINGS = 3
#: An angry message of so many words tells what happened, too.
_A_STORY = 8
_HEARD_IN_ANGER = 2
#: So many words tell more than one thing.
_LONG = 60
#: What a country alone may be about.
AT_A_BORDER = ("stuck_abroad", "refused_entry_abroad", "extra_border_checks")
_URGENT = ("stuck_abroad", "held_in_netherlands")
_DANGER = frozenset({"in_danger", "crisis_distress"})
#: No reading of a doubtful message: small talk, and a worry about somebody else, which no button may suggest.
_NEVER_OFFERED = frozenset(
    {
        "in_danger", "crisis_distress", "report_concern", "out_of_scope", "affirm", "deny", "dont_know", "greet",
        "goodbye", "thank", "bot_challenge", "express_frustration", "choose", "resume",
    }
)  # fmt: skip


class ActionSay(WegwijzerAction):
    """Says the response that is named after the intent; for a person, with who can be called."""

    action_name = "action_say"
    hears_asides = True

    async def perform(self, turn: Turn) -> list[Event]:
        """See the class."""
        changed = correction(turn) if turn.intent == "out_of_scope" else None
        if changed:
            return corrected(turn, *changed)
        if turn.intent == "express_frustration" and not turn.facts.get("situation"):
            return _hear_out(turn)
        if turn.intent == "goodbye":
            return [answered(turn.say("goodbye")), ActiveLoop(None), SlotSet("requested_slot", None)]
        if turn.intent != "talk_to_human":
            return [answered(turn.say(turn.intent))]
        lines = [turn.phrase("talk_to_human")]
        lines += [entry.text.in_language(turn.language) for entry in turn.content.people()]
        turn.say_text("\n".join(lines))
        return []


def _hear_out(turn: Turn) -> list[Event]:
    """Hear a complaint, and ask whether it is about what else was heard in it."""
    reference = turn.say("express_frustration")
    names = [reading["name"] for reading in turn.ranking[1:] if reading["name"] in SITUATIONS]
    if len(turn.words) < _A_STORY or not names:
        return [answered(reference)]
    turn.say_text(turn.phrase("frustration_readings"), readings(turn, names[:_HEARD_IN_ANGER]))
    return [answered(reference), *keep_heard(turn)]


def readings(turn: Turn, names: list[str]) -> list[dict[str, str]]:
    """Buttons for what a message may mean, and for something else."""
    buttons = [button(turn.chat.readings[name].in_language(turn.language), name) for name in names]
    return [*buttons, button(turn.phrase("something_else"), "help")]


def keep_heard(turn: Turn) -> list[Event]:
    """Keep what was heard in a message that was not understood, for the button that says what it meant."""
    countries = countries_in_question(turn.text, turn.entities, turn.chat)
    heard = [
        {key: found[key] for key in ("entity", "value", "role") if key in found}
        for found in turn.entities
        if found["entity"] != "country" or found["value"] in countries
    ]
    facts = tell_in_passing(turn, turn.facts)
    if ahead := day_ahead(turn):
        facts = set_fact(facts, *ahead)
    return [SlotSet("heard", heard or None), SlotSet("facts", facts)]


def corrected(turn: Turn, name: str, facts: dict[str, Any]) -> list[Event]:
    """Take a correction after the intake, and show what it makes of the plan."""
    turn.say("corrected")
    plan = turn.plan(facts)
    reference = turn.say("no_plan_yet") if plan is None else say_plan(turn.knowing(facts), plan)
    return [*turn.remember(facts, told=name), answered(reference)]


class ActionSwitchLanguage(WegwijzerAction):
    """Switches, and gives the last answer in the new language. Every fact stays."""

    action_name = "action_switch_language"

    async def perform(self, turn: Turn) -> list[Event]:
        """See the class."""
        if not turn.is_explicit:
            # "Dutch and Turkish" names nationalities, "in Holland" a place.
            return [answered(turn.say("rephrase"))]
        language = "nl" if turn.intent == "switch_to_dutch" else "en"
        # Responses are worded by Rasa with the tracker as it is before the events below.
        turn.tracker.slots["language"] = language
        turn.say_text(turn.phrase("language_switched"))
        reference = turn.tracker.get_slot("last_answer")
        is_worth_it = reference and reference.get("kind") not in ("response", "clarify")
        if is_worth_it and not turn.tracker.active_loop:
            say_again(turn, reference)
        return [SlotSet("language", language), SlotSet("language_fixed", True)]


class ActionRepeat(WegwijzerAction):
    """Gives the last answer again. During the intake the form itself asks its question again."""

    action_name = "action_repeat"

    async def perform(self, turn: Turn) -> list[Event]:
        """See the class."""
        reference = turn.tracker.get_slot("last_answer") or {"kind": "response", "name": "nothing_to_repeat"}
        if turn.tracker.active_loop and reference.get("kind") == "question":
            return []
        say_again(turn, reference)
        return []


class ActionExplainSimpler(WegwijzerAction):
    """Gives the last answer in plainer words."""

    action_name = "action_explain_simpler"

    async def perform(self, turn: Turn) -> list[Event]:
        """See the class."""
        reference = turn.tracker.get_slot("last_answer") or {"kind": "response", "name": "help"}
        plan = turn.plan()
        if reference.get("kind") == "plan" and plan and plan.steps:
            say_first_step(turn, plan)
            return []
        if reference.get("kind") == "question" and turn.tracker.active_loop:
            turn.say_text(turn.phrase("question_simple"))
            return []
        say_again(turn, reference, simple=True)
        return []


class ActionDeleteMyData(WegwijzerAction):
    """Says that everything is erased; the channel erases after the turn, under the conversation's lock.

    Rasa would save the conversation once more after an action that erased it (rasa/core/processor.py).
    """

    action_name = "action_delete_my_data"
    hears_asides = True

    async def perform(self, turn: Turn) -> list[Event]:
        """See the class."""
        if not turn.is_explicit:
            turn.say("confirm_erase")
            return [SlotSet("pending", "erase")]
        return erase(turn)


def erase(turn: Turn) -> list[Event]:
    """Say so, and let the channel erase."""
    turn.say("erased")
    return [ActiveLoop(None), SlotSet("erase_requested", True)]


class ActionConfirmStartOver(WegwijzerAction):
    """Asks before facts are thrown away."""

    action_name = "action_confirm_start_over"

    async def perform(self, turn: Turn) -> list[Event]:
        """See the class."""
        if not turn.facts:
            return start_over(turn)
        turn.say("confirm_start_over")
        return [ActiveLoop(None), SlotSet("requested_slot", None), SlotSet("pending", "start_over")]


def start_over(turn: Turn) -> list[Event]:
    """Forget all facts, keep the language."""
    turn.say("started_over")
    return [
        ActiveLoop(None),
        AllSlotsReset(),
        SlotSet("language", turn.language),
        SlotSet("language_fixed", bool(turn.tracker.get_slot("language_fixed"))),
    ]


class ActionClarify(WegwijzerAction):
    """Asks what was meant, with the likeliest readings as buttons; never twice in a row."""

    action_name = "action_clarify"
    hears_asides = True

    async def perform(self, turn: Turn) -> list[Event]:
        """See the class."""
        if turn.in_intake:
            turn.say("answer_not_understood")
            return []
        changed = correction(turn)
        if changed:
            return corrected(turn, *changed)
        last = turn.tracker.get_slot("last_answer") or {}
        names = [
            reading["name"]
            for reading in turn.ranking
            if reading["name"] in turn.chat.readings and reading["name"] not in _NEVER_OFFERED
        ][:_READINGS]
        country, heard = turn.entity("country"), turn.countries_heard
        chooses = country is not None and bool(heard) and heard != [country]
        if last.get("kind") == "clarify" and chooses:
            # "Turkey is the most urgent": what happened there is all that is missing.
            return ask_which(turn, [*AT_A_BORDER])
        if last.get("kind") == "clarify" or not names:
            return [answered(turn.say("rephrase"))]
        names.sort(key=lambda name: name not in _URGENT)
        return ask_which(
            turn, names, danger=any(reading["name"] in _DANGER for reading in turn.ranking[:_READINGS])
        )


def ask_which(turn: Turn, names: list[str], *, danger: bool = False) -> list[Event]:
    """Ask which of these readings is meant, or something else; keep what else was heard."""
    # A number may always be said; a button with these words would put them into somebody's mouth.
    lines = [turn.phrase("urgent_line")] if danger else []
    asks = turn.phrase("clarify_long" if len(turn.words) > _LONG else "clarify")
    turn.say_text("\n".join([*lines, asks]), readings(turn, names))
    return [answered({"kind": "clarify"}), *keep_heard(turn)]
