"""Saying things that are built from content: plans, questions, explanations, contacts, letters."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

import msgspec

from actions.asking import label_of, question_of
from actions.deadlines import own_day
from actions.turn import Reference, Turn
from actions.wording import button, language_of, spoken_day
from bot.guidance.explanations import Explanation, explain
from bot.guidance.plan import Plan, Step
from bot.guidance.questions import Option
from bot.letters import draft_letter, render_text
from bot.letters.letter import to_card

_LETTER_BUTTONS = 4
_SHORT = 8
_LIMITS = ("am_i_registered", "evade")
#: What the plan rests on is shown also where it was told in passing.
_ALWAYS_SHOWN = (
    "whereabouts", "paper", "paper_sent_on", "paper_until", "event_date", "criminal_case", "nationality", "protection",
)  # fmt: skip
TELLS_A_STATE = frozenset({"interpol", "consulate_abroad", "own_embassy"})
#: A letter that was asked for before anything was told: the one that needs no facts.
_NOTHING_TOLD = {"situation": "suspect_police_registration"}


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
    if plan.questions and not turn.in_intake:
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
    for name in dict.fromkeys([*turn.told, *_ALWAYS_SHOWN]):
        value = turn.parsed(turn.facts).told(name)
        if isinstance(value, datetime.date):
            what = turn.phrase(f"day_of.{name.replace('.', '_')}")
            said.append(f"{what} {spoken_day(value, turn.language)}")
        elif value is not None and name != "country":
            question = question_of(turn, name)
            fitting = [option for option in question.options if _is_told(turn, name, option)]
            said += [_named(turn, name, label_of(turn, question, option)) for option in fitting[:1]]
    return "; ".join(said)


def _named(turn: Turn, fact: str, answer: str) -> str:
    """An answer with what it answers, where it does not speak for itself: "strafzaak: nee"."""
    key = fact.replace(".", "_")
    if key not in turn.chat.phrases["fact_name"]:
        return answer
    value = answer[:1].lower() + answer[1:] if answer[1:2].islower() else answer
    return turn.phrase("noted_fact", fact=turn.phrase(f"fact_name.{key}"), value=value)


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


def asks_what_is_first(turn: Turn) -> bool:
    """Whether the message only asks what to do; a longer one asks what to do about something."""
    plan = turn.plan()
    return turn.says("say_first") and (len(turn.words) <= _SHORT or (plan is not None and plan.urgent))


def say_limit(turn: Turn) -> bool:
    """Say what nobody here can see or will do, where that is asked: "am I registered", "how do I get by unseen"."""
    for name in _LIMITS:
        if turn.chat.find(name, turn.text.lower().replace("\u2019", "'")):
            turn.say_text(turn.phrase(name))
            return True
    return False


def say_first_step(turn: Turn, plan: Plan) -> None:
    """Say what comes first in the plan, and why."""
    first, language = plan.steps[0], turn.language
    turn.say_text(
        turn.phrase(
            "plan_simple", title=first.title.in_language(language), why=first.why.in_language(language)
        )
    )


def _step_text(turn: Turn, number: int, step: Step) -> str:
    name = "plan_step_optional" if step.optional else "plan_step"
    line = turn.phrase(name, number=number, title=step.title.in_language(turn.language))
    when = own_day(turn, step.your_deadline) if step.your_deadline else ""
    return f"{line}. {when}" if when else f"{line}."


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


def say_on_the_spot(turn: Turn, situation: str, code: str | None) -> None:
    """Say what cannot wait in that country, before any question."""
    country = turn.content.countries.get(code or "")
    if situation == "stuck_abroad" and country is not None and country.on_the_spot:
        turn.say_text("\n".join(line.text.in_language(turn.language) for line in country.on_the_spot))


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
        render_text(draft, language=language_of(turn)),
        buttons,
        {"type": "letter", "letter": {**to_card(draft), "wanted": letter}},
    )
    return {"kind": "letter", "letter": letter}
