"""The value of the fact that was asked, as a message gives it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Final

from actions.choosing import read_age, read_number
from actions.nationality import named_countries, read_nationality
from actions.places import countries_in_question
from actions.turn import Entity, Turn
from bot.clock import today
from bot.guidance.answers import DECLINED, read_answer
from bot.guidance.questions import Question

_FEW = 4


def value_of(turn: Turn, question: Question) -> object:
    """The value of the fact, DECLINED where the person cannot or will not tell it, None where nothing answers."""
    if _only_asks(turn, question):
        return None
    value = read_age(turn) if question.fact == "acting_for.age" else read_number(turn, question)
    if value is not None:
        return value
    value = read_answer(question, turn.text, turn.intent, _entities(turn), today=today())
    if value is DECLINED and question.kind != "date" and turn.entity("date"):
        return None  # "Het was op 12 november" sounds like not knowing, and tells a day.
    if value is None and question.kind == "date":
        value = _weeks_ago(turn)
    look_closer = _CLOSER.get(question.fact)
    return value if look_closer is None else look_closer(turn, value)


def _weeks_ago(turn: Turn) -> str | None:
    """The day that "de brief is vijf weken oud" points at, by today."""
    found = turn.chat.find("weeks_old", turn.text.lower())
    if found is None:
        return None
    said, words = found["number"], turn.chat.typed["number_words"]
    counted = [words[language].index(said) for language in words if said in words[language]]
    weeks = int(said) if said.isdigit() else counted[0] if counted else None
    return None if weeks is None else (today() - timedelta(weeks=weeks)).isoformat()


def _only_asks(turn: Turn, question: Question) -> bool:
    """Whether a message asks something itself: "wordt dit aan Nederland doorgegeven?" says not where somebody is."""
    return "?" in turn.text and len(turn.words) > _FEW and question.kind == "choice"


def _entities(turn: Turn) -> list[Entity]:
    """What was recognised, of the countries only the one in question."""
    countries = countries_in_question(turn.text, turn.entities, turn.chat)
    return [
        found
        for found in turn.entities
        if found["entity"] != "country" or found["value"] in (*countries, "NL")
    ]


def _paper(turn: Turn, value: object) -> object:
    """A "nothing" that is not about a paper: "ze zeggen niks", "geen strafzaak", "no other nationality"."""
    if turn.intent == "draft_letter" and turn.says("say_write"):
        return None  # "schrijf een brief" is no paper that was given.
    is_about_else = turn.says("say_silent", "say_no_case", "say_no_other") and not turn.says("say_paper")
    return None if value == "none" and is_about_else else value


def _criminal_case(_: Turn, value: object) -> object:
    """Not being sure is an answer here: a lawyer first does no harm, a letter with an address may."""
    return "possible" if value is DECLINED else value


def _country(turn: Turn, value: object) -> object:
    if value in (None, "NL") and turn.speaks_of_home:
        return DECLINED
    if value is not None:
        return value
    named = [code for code in named_countries(turn.text) if code != "NL"]
    return named[0] if len(named) == 1 else None


def _paper_until(turn: Turn, value: object) -> object:
    """A length is no day; the plan works the day out, or says that the paper goes first."""
    return DECLINED if value is None and turn.says("say_length") else value


def _whereabouts(turn: Turn, value: object) -> object:
    """Where somebody who is not held says to be, by the name of the place."""
    if value is not None or turn.says("say_held"):
        return value
    if turn.says("say_in_netherlands") or (turn.says("say_landed") and turn.speaks_of_home):
        return "netherlands"
    return "abroad" if countries_in_question(turn.text, turn.entities, turn.chat) else None


def _nationality(turn: Turn, value: object) -> object:
    value = _by_name(turn, "nationality", value)
    # Not that of the country in question: that is what the question wanted to know.
    return DECLINED if value is None and turn.intent == "deny" else value


def _second_nationality(turn: Turn, value: object) -> object:
    return _by_name(turn, "second_nationality", value)


def _by_name(turn: Turn, fact: str, value: object) -> object:
    """A nationality by its name where no answer said more: "Dutch" alone may go with a second one."""
    if value not in (None, "nl", "nl_dual"):
        return value
    named = read_nationality(turn.text, fact)
    return value if named in (None, "nl") and value is not None else named


#: What an answer to these means beyond its words.
_CLOSER: Final[dict[str, Callable[[Turn, object], object]]] = {
    "criminal_case": _criminal_case,
    "country": _country,
    "paper": _paper,
    "paper_until": _paper_until,
    "whereabouts": _whereabouts,
    "nationality": _nationality,
    "second_nationality": _second_nationality,
}
