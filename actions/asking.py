"""Asking for a fact, of the person or of somebody else they ask for."""

from __future__ import annotations

from actions.turn import Reference, Turn
from actions.wording import button
from bot.chat import OtherQuestion
from bot.guidance.plan import Plan
from bot.guidance.questions import Option, Question, next_question, question_about

#: What holds for somebody else, whoever it is.
_ANYBODY = "other"


def question_of(turn: Turn, fact: str) -> Question:
    """The question about a fact as it is asked in this conversation."""
    return question_about(fact, turn.content, turn.parsed(turn.facts))


def say_question(turn: Turn, plan: Plan) -> Reference | None:
    """Ask the first thing that would change the plan, with its reason; None where nothing is left to ask."""
    question = next_question(plan, turn.content, turn.parsed(turn.facts))
    return None if question is None else _say(turn, question)


def say_question_about(turn: Turn, fact: str) -> Reference:
    """Ask one fact that has to be known before something else can be done."""
    return _say(turn, question_of(turn, fact))


def label_of(turn: Turn, question: Question, option: Option) -> str:
    """An answer in the words of its button."""
    other = _of_other(turn, question.fact)
    changed = other.labels.get(str(option.value)) if other else None
    return changed.in_language(turn.language) if changed else option.label.in_language(turn.language)


def _say(turn: Turn, question: Question) -> Reference:
    other = _of_other(turn, question.fact)
    text = (
        question.text.in_language(turn.language) if other is None else _text_of_other(turn, question, other)
    )
    reason = other.reason if other and other.reason else question.reason
    buttons = _answers(turn, question)
    card = {
        "type": "question",
        "fact": question.fact,
        "reason": {"nl": reason.nl, "en": reason.en},
        "skippable": True,
    }
    why = turn.phrase("why_this_question", reason=reason.in_language(turn.language))
    turn.say_text(f"{text}\n{why}", buttons, card)
    return {"kind": "question", "fact": question.fact}


def _answers(turn: Turn, question: Question) -> list[dict[str, str]]:
    options = {label_of(turn, question, option): option.value for option in question.options}
    if question.kind == "country":
        names = turn.content.country_names
        options |= {names[code].in_language(turn.language): code for code in turn.countries_heard}
    buttons = [
        button(title, "choose", choice={"fact": question.fact, "value": value})
        for title, value in options.items()
    ]
    skip = question.skip.in_language(turn.language)
    return [*buttons, button(skip, "choose", choice={"fact": question.fact, "skip": True})]


def _of_other(turn: Turn, fact: str) -> OtherQuestion | None:
    return turn.chat.other_person.questions.get(fact) if turn.is_for_other else None


def _text_of_other(turn: Turn, question: Question, other: OtherQuestion) -> str:
    language, people = turn.language, turn.chat.other_person.person
    relation = (turn.facts.get("acting_for") or {}).get("relation") or _ANYBODY
    country = turn.facts.get("country")
    if other.text_of_country is not None and country not in (None, "NL"):
        name = turn.content.country_names[country].in_language(language)
        text = other.text_of_country.in_language(language)
        return text.format(person=people[relation].in_language(language), country=name)
    return other.text.in_language(language).format(person=people[relation].in_language(language))
