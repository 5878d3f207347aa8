"""Saying things that are built from content: plans, questions, explanations, contacts, letters."""

from __future__ import annotations

import datetime
import json
from collections.abc import Mapping
from typing import Any

import msgspec
from babel.dates import format_date

from actions.turn import Reference, Turn
from bot.guidance.explanations import Explanation, explain
from bot.guidance.plan import Deadline, Plan, Step
from bot.guidance.questions import Option, Question, next_question, question_about
from bot.letters import draft_letter, render_text
from bot.letters.letter import Language, to_card

_LETTER_BUTTONS = 4
TELLS_A_STATE = frozenset({"interpol", "consulate_abroad", "own_embassy"})
#: A letter that was asked for before anything was told: the one that needs no facts.
_NOTHING_TOLD = {"situation": "suspect_police_registration"}


def payload(intent: str, **entities: object) -> str:
    """What a button sends: an intent and its entities, as Rasa writes them."""
    return f"/{intent}{json.dumps(entities, ensure_ascii=False)}" if entities else f"/{intent}"


def button(title: str, intent: str, **entities: object) -> dict[str, str]:
    """A button."""
    return {"title": title, "payload": payload(intent, **entities)}


def spoken_day(day: datetime.date, language: str) -> str:
    """A day in words: "dinsdag 3 maart 2026"."""
    return format_date(day, "EEEE d MMMM y", locale="nl" if language == "nl" else "en_GB")


def say_question(turn: Turn, plan: Plan) -> Reference | None:
    """Ask the first thing that would change the plan, with its reason; None where nothing is left to ask."""
    question = next_question(plan, turn.content, turn.parsed(turn.facts))
    return None if question is None else _say_question(turn, question)


def _say_question(turn: Turn, question: Question) -> Reference:
    language = turn.language
    text = question.text.in_language(language)
    reason = turn.phrase("why_this_question", reason=question.reason.in_language(language))
    buttons = [
        button(
            option.label.in_language(language),
            "choose",
            choice={"fact": question.fact, "value": option.value},
        )
        for option in question.options
    ]
    buttons.append(
        button(question.skip.in_language(language), "choose", choice={"fact": question.fact, "skip": True})
    )
    card = {
        "type": "question",
        "fact": question.fact,
        "reason": msgspec.to_builtins(question.reason),
        "skippable": True,
    }
    turn.say_text(f"{text}\n{reason}", buttons, card)
    return {"kind": "question", "fact": question.fact}


def say_plan(turn: Turn, plan: Plan) -> Reference:
    """Show the plan: a short text for any channel, and the whole of it as a card."""
    buttons = [
        button(
            turn.phrase("write_letter", title=step.title.in_language(turn.language)),
            "draft_letter",
            choice=msgspec.to_builtins(step.letter),
        )
        for step in plan.steps
        if step.letter and not step.optional and not must_know_protection(plan, step.agency)
    ][:_LETTER_BUTTONS]
    also = turn.tracker.get_slot("also_heard")
    if also and also not in (turn.facts.get("situation"), *turn.facts.get("also", [])):
        title = turn.chat.readings[also].in_language(turn.language)
        buttons.insert(0, button(turn.phrase("also_heard", title=title), also))
    if plan.questions:
        buttons.append(button(turn.phrase("one_more_question"), "resume"))
    turn.say_text(_plan_text(turn, plan), buttons, {"type": "plan", "plan": msgspec.to_builtins(plan)})
    return {"kind": "plan"}


def must_know_protection(plan: Plan, agency: str) -> bool:
    """Whether a letter to this agency tells a state something, and it is not yet known if that is safe."""
    return agency in TELLS_A_STATE and "protection" in plan.questions


def _assumed(turn: Turn) -> str:
    """What the plan assumes, in the words of the answers, so that a wrong one is seen."""
    names = turn.content.country_names
    said = [names[turn.facts["country"]].in_language(turn.language)] if turn.facts.get("country") else []
    for name in turn.tracker.get_slot("told") or []:
        value = turn.parsed(turn.facts).told(name)
        if isinstance(value, datetime.date):
            what = turn.phrase(f"day_of.{name.replace('.', '_')}")
            said.append(f"{what} {spoken_day(value, turn.language)}")
        elif value is not None and name != "country":
            fitting = [option for option in question_of(turn, name).options if _is_told(turn, name, option)]
            said += [option.label.in_language(turn.language) for option in fitting[:1]]
    return "; ".join(said)


def _is_told(turn: Turn, name: str, option: Option) -> bool:
    """Whether the facts say what this answer says; one that tells several facts stands before its parts."""
    told = option.value if isinstance(option.value, Mapping) else {name: option.value}
    facts = turn.parsed(turn.facts)
    return all(facts.told(fact) == value for fact, value in told.items())


def _plan_text(turn: Turn, plan: Plan) -> str:
    lines = [turn.phrase("plan_urgent")] if plan.urgent else []
    count = len(plan.steps)
    lines.append(turn.phrase("plan_intro.one") if count == 1 else turn.phrase("plan_intro.many", count=count))
    assumed = _assumed(turn)
    if assumed:
        lines.append(turn.phrase("noted_facts", facts=assumed))
    lines += [_step_text(turn, number, step) for number, step in enumerate(plan.steps, start=1)]
    lines += [expectation.in_language(turn.language) for expectation in plan.expectations[:2]]
    lines.append(turn.phrase("plan_closing"))
    return "\n".join(lines)


def _step_text(turn: Turn, number: int, step: Step) -> str:
    name = "plan_step_optional" if step.optional else "plan_step"
    line = turn.phrase(name, number=number, title=step.title.in_language(turn.language))
    when = _day_text(turn, step.your_deadline) if step.your_deadline else ""
    return f"{line}. {when}" if when else f"{line}."


def _day_text(turn: Turn, deadline: Deadline) -> str:
    if deadline.day is None:
        return ""
    name = (
        "plan_step_past"
        if deadline.past
        else "plan_step_maybe_past"
        if deadline.maybe_past
        else "plan_step_day"
    )
    day = datetime.date.fromisoformat(str(deadline.day))
    return turn.phrase(name, day=spoken_day(day, turn.language))


def say_explanation(turn: Turn, reference: Reference, *, simple: bool = False) -> Reference:
    """Answer a question for what it is about, with its sources. `reference` holds `intent`, `asked`, `known`."""
    answer = explain(reference["intent"], turn.content, reference["asked"], reference["known"])
    language = turn.language
    text = (answer.simple if simple else answer.text).in_language(language)
    titles = "; ".join(source.title.in_language(language) for source in answer.sources)
    buttons = [] if turn.tracker.active_loop else _more_buttons(turn, answer, simple=simple)
    card = {"type": "sources", "items": [msgspec.to_builtins(source) for source in answer.sources]}
    turn.say_text(f"{text}\n{turn.phrase('source_short', titles=titles)}", buttons, card)
    return reference


def _more_buttons(turn: Turn, answer: Explanation, *, simple: bool) -> list[dict[str, str]]:
    language = turn.language
    buttons = [
        button(title.in_language(language), "choose", choice={"topic": name}) for name, title in answer.more
    ]
    names = [] if simple else ["explain_simpler"]
    if turn.facts.get("situation"):
        names.append("show_plan")
    return buttons + [button(turn.chat.readings[name].in_language(language), name) for name in names]


def say_contacts(turn: Turn, name: str, *, resume: bool = False) -> Reference:
    """Say first who to call."""
    contacts = turn.chat.contacts[name]
    lines = [contacts.introduction.in_language(turn.language)]
    for item in contacts.items:
        note = f" ({item.note.in_language(turn.language)})" if item.note else ""
        lines.append(f"{item.title.in_language(turn.language)}: {item.phone}{note}")
    card = {"type": "contacts", "urgent": True, "items": msgspec.to_builtins(contacts.items)}
    buttons = [button(turn.phrase("resume"), "resume")] if resume else []
    turn.say_text("\n".join(lines), buttons, card)
    return {"kind": "contacts", "name": name}


def say_letter(turn: Turn, letter: dict[str, Any]) -> Reference:
    """Show a letter with placeholders: nothing personal belongs into a conversation."""
    facts = turn.parsed(turn.facts if turn.facts.get("situation") else {**turn.facts, **_NOTHING_TOLD})
    draft = draft_letter(letter["agency"], letter["type"], facts, turn.content, about=letter.get("about"))
    turn.say("letter_ready")
    buttons = [
        button(turn.chat.readings[name].in_language(turn.language), name)
        for name in ("download_letter", "set_reminder")
    ]
    turn.say_text(
        render_text(draft, language=language_of(turn)), buttons, {"type": "letter", "letter": to_card(draft)}
    )
    return {"kind": "letter", "letter": letter}


def language_of(turn: Turn) -> Language:
    """The reader's language as letters take it."""
    return "nl" if turn.language == "nl" else "en"


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


def question_of(turn: Turn, fact: str) -> Question:
    """The question about a fact as it is asked in this conversation."""
    return question_about(fact, turn.content, turn.parsed(turn.facts))


def say_question_about(turn: Turn, fact: str) -> Reference:
    """Ask one fact that has to be known before something else can be done."""
    return _say_question(turn, question_of(turn, fact))
