"""What a message says whatever the classifier made of it: "wat is mijn laatste dag", "go on", "gooi de brief weg".

Each of these is a phrase of says.yml; where none fits, the action does its own work.
"""

from __future__ import annotations

from rasa_sdk.events import ActiveLoop, SlotSet

from actions.asking import say_question_about
from actions.corrections import another_day
from actions.deadlines import has_deadlines, say_deadlines, say_reminder
from actions.passing import tell_in_passing
from actions.reading import read
from actions.saying import asks_what_is_first, say_first_step, say_limit, say_plan
from actions.turn import Event, Turn, answered

#: Talk that tells nothing by itself, so that what it tells in passing is the point of it.
_TALK = frozenset(
    {"nlu_fallback", "thank", "greet", "affirm", "deny", "dont_know", "out_of_scope", "express_frustration"}
)
#: What ends nothing and begins nothing after a word about suicide.
_AFTER_CRISIS = frozenset({*_TALK, "goodbye", "help", "repeat", "in_danger"})


def aside(turn: Turn) -> list[Event] | None:
    """Answer such a message; None where it is none."""
    if not turn.text:
        return None
    for answer in (_limit, _go_on, _stay, _day, _late_answer, _posted, _drop, _days, _first, _who, _told):
        events = answer(turn)
        if events is not None:
            return events
    return None


def _limit(turn: Turn) -> list[Event] | None:
    return [] if say_limit(turn) else None


def _day(turn: Turn) -> list[Event] | None:
    """A day that was told before, and is another one now."""
    posted = turn.tracker.get_slot("letter") is not None and turn.says("say_sent")
    changed = None if posted else another_day(turn)
    if changed is None:
        return None
    name, facts = changed
    turn.say("corrected")
    plan = turn.plan(facts)
    shown = [] if plan is None else [answered(say_plan(turn.knowing(facts), plan))]
    return [*turn.remember(facts, told=name), *shown]


def _go_on(turn: Turn) -> list[Event] | None:
    if not turn.says_only("say_go_on") or turn.in_intake:
        return None
    plan = turn.plan()
    if plan is None:
        return None
    if not plan.questions:
        return [answered(say_plan(turn, plan)), SlotSet("pending", None)]
    return [answered(turn.say("resumed")), SlotSet("pending", None), ActiveLoop("intake_form")]


def _stay(turn: Turn) -> list[Event] | None:
    """Stay with somebody who spoke of suicide; nothing is asked until they want it."""
    if not turn.is_in_crisis or turn.intent not in _AFTER_CRISIS:
        return None
    turn.say("crisis_stay")
    return []


def _posted(turn: Turn) -> list[Event] | None:
    """A letter that was shown is posted, or the day of posting corrected."""
    letter, day = turn.tracker.get_slot("letter"), turn.entity("date")
    corrects = (turn.tracker.get_slot("last_answer") or {}).get("kind") == "reminder"
    tells = turn.says("say_sent") or (corrects and not turn.looks_like_a_question)
    if letter is None or day is None or not tells:
        return None
    return [SlotSet("sent_on", day), answered(say_reminder(turn, letter, day))]


def _drop(turn: Turn) -> list[Event] | None:
    if not turn.says("say_drop_letter"):
        return None
    has_letter = turn.tracker.get_slot("letter") is not None
    turn.say_text(turn.phrase("letter_dropped" if has_letter else "letter_none_to_drop"))
    return [SlotSet("letter", None), SlotSet("sent_on", None)]


def _days(turn: Turn) -> list[Event] | None:
    if not turn.says("say_deadline") or (turn.intent.startswith("ask_") and not has_deadlines(turn)):
        return None
    return [answered(say_deadlines(turn))]


def _first(turn: Turn) -> list[Event] | None:
    plan = turn.plan()
    if plan is None or not plan.steps or not asks_what_is_first(turn):
        return None
    say_first_step(turn, plan)
    return []


def _who(turn: Turn) -> list[Event] | None:
    return [answered(turn.say("bot_challenge"))] if turn.says("say_who") else None


def _late_answer(turn: Turn) -> list[Event] | None:
    """The answer to a question that was asked outside the intake, before a letter that needs it."""
    last = turn.tracker.get_slot("last_answer") or {}
    if turn.tracker.get_slot("pending") and turn.intent in ("affirm", "deny"):
        return None  # A yes to starting over is none to the question before it.
    if turn.in_intake or last.get("kind") != "question" or turn.tracker.get_slot("asked") != last["fact"]:
        return None
    plan = turn.plan()
    if plan is not None and turn.says_only("say_back"):
        return [answered(say_plan(turn, plan))]
    reading = read(turn, last["fact"])
    plan = turn.plan(reading.facts) if reading else None
    if reading is None or plan is None:
        return None
    then, kept = turn.knowing(reading.facts), [SlotSet("facts", reading.facts), SlotSet("told", reading.told)]
    if reading.again:
        return [*kept, answered(say_question_about(then, last["fact"]))]
    return [*kept, answered(say_plan(then, plan))]


def _told(turn: Turn) -> list[Event] | None:
    """A fact among thanks or complaints, once the plan is there."""
    if turn.intent not in _TALK or turn.in_intake:
        return None
    facts = tell_in_passing(turn, turn.facts)
    plan = turn.plan(facts)
    if facts == turn.facts or plan is None:
        return None
    turn.say("corrected")
    return [SlotSet("facts", facts), answered(say_plan(turn.knowing(facts), plan))]
