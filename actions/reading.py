"""Reading a message while a question is open: an answer, a wish about the intake, or something else altogether."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from typing import Any

from actions.asking import question_of
from actions.choosing import read_age
from actions.corrections import correction
from actions.deadlines import say_deadlines
from actions.passing import day_ahead, tell_in_passing
from actions.places import countries_in_question
from actions.saying import asks_what_is_first, say_contacts, say_first_step, say_limit, say_on_the_spot
from actions.telling import DECIDED, HAPPENED, decline, set_fact, unset_fact
from actions.turn import Turn
from actions.values import value_of
from actions.wording import spoken_day
from bot.clock import today
from bot.guidance.answers import DECLINED, is_an_option
from bot.guidance.facts import SITUATIONS
from bot.guidance.questions import Question

_SHORT = 7
_FEW = 3
_SURE = 0.6
_DANGER = frozenset({"in_danger", "crisis_distress", "report_concern"})
_HELD = frozenset({"stuck_abroad", "held_in_netherlands"})
#: What may interrupt a question. Anything else that is no answer is asked back, for "volgende" is no goodbye and a
#: bare date no wish for a reminder.
_INTERRUPTS = frozenset(
    {
        "show_plan", "help", "stop", "repeat", "explain_simpler", "talk_to_human", "bot_challenge", "start_over",
        "draft_letter", "express_frustration", "in_danger", "crisis_distress", "report_concern",
    }
)  # fmt: skip


@dataclass(frozen=True)
class Reading:
    """What a message did to the facts while a question was open."""

    facts: dict[str, Any]
    #: The facts in the order in which they were told, for "back".
    told: list[str]
    #: No further question is wanted.
    enough: bool = False
    #: The open question is asked again.
    again: bool = False
    #: Countries that were named together, offered as answers.
    countries: tuple[str, ...] = ()


def read(turn: Turn, asked: str) -> Reading | None:
    """Read the message as an answer to what was asked; None where its own rule should answer it."""
    if turn.choice is not None:
        return _chosen(turn)
    question = question_of(turn, asked)
    if turn.intent in _DANGER and not turn.is_reassuring and not _only_sounds_like_danger(turn, question):
        return None
    if turn.says("say_who"):
        return None
    wish = _wish(turn, asked)
    if wish is not None:
        return wish
    # "No, I meant Morocco" answers no yes-or-no question.
    changed = correction(turn, asked) if question.kind != "country" else None
    if changed is not None:
        turn.say("corrected")
        return _told(turn, changed[1], changed[0])
    value = value_of(turn, question)
    if _asks(turn, question) and (turn.looks_like_a_question or value is None):
        return None
    countries = countries_in_question(turn.text, turn.entities, turn.chat)
    if asked == "country" and len(countries) > 1:
        return _several_countries(turn, countries)
    if value is not None:
        return _answer(turn, asked, value)
    return None if _interrupts(turn, question) else _told_besides(turn)


def _answer(turn: Turn, asked: str, value: object) -> Reading:
    facts = decline(turn.facts, asked) if value is DECLINED else _set(turn, asked, value)
    return _told(turn, facts, asked)


def _several_countries(turn: Turn, countries: list[str]) -> Reading:
    """Ask which one is meant; whoever names several again cannot say."""
    if turn.countries_heard:
        return _told(turn, decline(turn.facts, "country"), "country")
    turn.say_text(turn.phrase("which_country"))
    return Reading(turn.facts, turn.told, again=True, countries=tuple(countries))


def _told_besides(turn: Turn) -> Reading:
    """Take what a message tells that answers nothing; the question comes again, unless that answers it after all."""
    facts = tell_in_passing(turn, turn.facts)
    with_day = _day_in_passing(turn, facts)
    if with_day == turn.facts:
        _say_not_read(turn)
    elif with_day == facts:
        turn.say_text(turn.phrase("taken"))
    return _again(turn, with_day)


def _say_not_read(turn: Turn) -> None:
    """Say so kindly where somebody told or asked something, and did not only answer badly."""
    if len(turn.words) <= _FEW:
        turn.say("answer_not_understood")
    else:
        turn.say_text(turn.phrase("no_answer_yet" if turn.looks_like_a_question else "heard"))


def _again(turn: Turn, facts: dict[str, Any] | None = None) -> Reading:
    """The question stays open, and is asked again."""
    return Reading(turn.facts if facts is None else facts, turn.told, again=True)


def _only_sounds_like_danger(turn: Turn, question: Question) -> bool:
    """Whether a classifier alone heard danger in an answer: "hij wordt 12", "er loopt een zaak"."""
    if turn.confidence >= 1:
        return False
    is_age = question.fact == "acting_for.age" and len(turn.words) <= _FEW and read_age(turn) is not None
    return is_age or is_an_option(question, turn.text)


def _day_in_passing(turn: Turn, facts: dict[str, Any]) -> dict[str, Any]:
    """Take a day that was not asked for but says what it is of: the next journey, the paper, or what happened."""
    day, told = turn.entity("date"), day_ahead(turn)
    if day and str(day) <= today().isoformat():
        told = _day_behind(turn, facts, str(day))
    if told is None:
        return facts
    read_back(turn, *told)
    facts = set_fact(facts, *told)
    # Whoever says when they got the decision has it on paper.
    has_paper = told[0] == "paper_sent_on" and "paper" not in facts
    return set_fact(facts, "paper", "decision") if has_paper else facts


def _day_behind(turn: Turn, facts: dict[str, Any], day: str) -> tuple[str, str] | None:
    """What a day in the past is the day of."""
    situation = facts.get("situation")
    if turn.mentions("say_paper") or (situation in DECIDED and turn.mentions("say_received")):
        return "paper_sent_on", day
    return ("event_date", day) if situation in HAPPENED and "event_date" not in facts else None


def _told(turn: Turn, facts: dict[str, Any], name: str) -> Reading:
    facts = tell_in_passing(turn, facts) if turn.text else facts
    return Reading(facts, turn.told_last(name))


def _chosen(turn: Turn) -> Reading | None:
    choice = turn.choice or {}
    if "fact" not in choice:
        return None
    name = choice["fact"]
    if choice.get("skip"):
        return _told(turn, decline(turn.facts, name), name)
    return _told(turn, _noted(turn, name, choice["value"]), name)


def _wish(turn: Turn, asked: str) -> Reading | None:
    """A wish about the intake itself: enough, skip, back, why."""
    text = turn.text.strip().lower().rstrip(".!? ")
    if say_limit(turn):
        return _again(turn)
    if turn.mentions("say_skip_all"):
        return Reading(turn.facts, turn.told, enough=True)
    if len(text.split()) <= _SHORT and turn.mentions("say_skip"):
        return _told(turn, decline(turn.facts, asked), asked)
    if text in turn.chat.says("say_back"):
        return _back(turn, asked)
    if turn.facts.get("situation") in _HELD and turn.mentions("say_sign"):
        turn.say_text(turn.phrase("sign_nothing"))
        return _again(turn)
    if text in turn.chat.says("say_why"):
        # The question is asked again with its reason, which is the answer.
        return _again(turn)
    return _wish_about_the_plan(turn, asked)


def _wish_about_the_plan(turn: Turn, asked: str) -> Reading | None:
    """What comes first, and until when: the plan so far knows, and the question stays open."""
    is_answer = turn.entity("date") and turn.content.questions[asked].kind == "date"
    plan = turn.plan()
    if turn.says("say_deadline") and not is_answer:
        say_deadlines(turn)
    elif plan is not None and plan.steps and asks_what_is_first(turn):
        say_first_step(turn, plan)
    else:
        return None
    return _again(turn)


def _back(turn: Turn, asked: str) -> Reading:
    turn.say("went_back")
    name = turn.told[-1] if turn.told else asked
    return Reading(unset_fact(turn.facts, name), turn.told[:-1], again=True)


def _asks(turn: Turn, question: Question) -> bool:
    has_figures = any(sign.isdigit() for sign in turn.text)
    if question.kind == "date" and has_figures and not turn.looks_like_a_question:
        return False  # "6 weken staat er"
    return turn.intent.startswith("ask_") and (turn.confidence >= _SURE or "?" in turn.text)


def _interrupts(turn: Turn, question: Question) -> bool:
    if turn.intent.startswith("ask_"):
        return _asks(turn, question) or question.kind != "date"
    if turn.intent in _INTERRUPTS:
        return True
    if turn.intent in ("delete_my_data", "switch_to_dutch", "switch_to_english"):
        return turn.is_explicit
    if turn.intent in ("thank", "goodbye", "greet"):
        return turn.says("say_talk")
    known = {turn.facts.get("situation"), turn.facts.get("underlying"), *turn.facts.get("also", [])}
    is_situation = turn.intent in SITUATIONS - known
    return (
        is_situation
        and turn.tells_of(turn.intent)
        and turn.confidence >= _SURE
        and len(turn.text.split()) > _FEW
    )


def _noted(turn: Turn, name: str, value: object) -> dict[str, Any]:
    """The facts with this one; whoever is held now reads first whom to call."""
    facts = set_fact(turn.facts, name, value)
    if name in ("whereabouts", "underlying") and value in _HELD:
        say_contacts(turn, str(value))
        say_on_the_spot(turn, str(value), facts.get("country"))
    return facts


def _set(turn: Turn, asked: str, value: object) -> dict[str, Any]:
    """Set the fact; a day that starts a term is read back, also where it came along with the paper."""
    facts = _noted(turn, asked, value)
    day = (asked, value) if question_of(turn, asked).kind == "date" else None
    if asked == "paper" and value != "none" and turn.entity("date"):
        day = ("paper_sent_on", turn.entity("date"))
        facts = set_fact(facts, *day)
    if day is not None:
        read_back(turn, *day)
    return facts


def read_back(turn: Turn, name: str, day: object) -> None:
    """Say which day was noted, of what, and how sure it is."""
    spoken = spoken_day(datetime.date.fromisoformat(str(day)), turn.language)
    what = turn.phrase(f"day_of.{re.sub(r'[^a-z_]', '_', name)}")
    # "Five weeks old" names no day.
    exact = turn.entity("date") is not None and turn.precision("date") in (None, "day")
    turn.say_text(turn.phrase("noted_date" if exact else "noted_about", what=what, day=spoken))
    if name == "paper_sent_on" and turn.says("say_received", "say_came"):
        turn.say_text(turn.phrase("counts_from_sending"))
