"""Taking in a situation: who to call first where it cannot wait, then the facts that the message tells."""

from __future__ import annotations

from typing import Any

from rasa_sdk.events import SlotSet

from actions.base import WegwijzerAction
from actions.conversation import AT_A_BORDER, ask_which
from actions.corrections import another_day, correction
from actions.passing import kind_of_day_ahead, tell_in_passing
from actions.places import countries_in_question, refusing_countries
from actions.reading import read_back
from actions.saying import say_contacts, say_limit, say_on_the_spot
from actions.telling import Said, tell_situation
from actions.turn import Entity, Event, Turn
from actions.wording import button
from bot.clock import today
from bot.guidance.facts import SITUATIONS

_CALL_FIRST = frozenset({"stuck_abroad", "held_in_netherlands"})
#: The second reading is worth a question when it is this likely.
_ALSO = 0.12
_AT_HOME = frozenset({"passport_problem", "status_refused", "entry_ban_netherlands"})
_OF_A_FOREIGN_STATE = ("refused_entry_abroad", "travel_permit_refused")
_HARDLY_DOUBTFUL = 0.8
_BARE = 2
_FEW = 6
_OFTEN_MISHEARD = frozenset({"want_data_removed"})


class ActionSituation(WegwijzerAction):
    """Adds the situation to the facts; the intake form then asks what is missing."""

    action_name = "action_situation"

    async def perform(self, turn: Turn) -> list[Event]:
        """See the class."""
        corrects = (
            turn.facts.get("situation") and turn.says("say_correction") and not turn.looks_like_a_question
        )
        changed = correction(turn) if corrects else None
        if changed:
            name, facts = changed
            turn.say("corrected")
            return turn.remember(facts, told=name)
        say_limit(turn)
        is_another_story = len(turn.words) > _FEW and turn.tells_of(turn.intent)
        day = None if is_another_story else another_day(turn)
        if day:
            turn.say("corrected")
            return turn.remember(day[1], told=day[0])
        if _is_no_other_story(turn):
            return _take_in_passing(turn)
        if _is_misheard(turn):
            return ask_which(turn, [turn.intent])
        if _is_doubtful(turn):
            return ask_which(turn, [*_OF_A_FOREIGN_STATE, turn.intent])
        if _is_a_bare_country(turn):
            return ask_which(turn, [*AT_A_BORDER])
        said = _said(turn)
        intent = _intent(turn)
        facts = tell_situation(turn.facts, intent, said)
        if intent != turn.intent:
            facts["whereabouts"] = "netherlands"
        others = [name for name in turn.clauses if name not in (turn.intent, facts.get("underlying"))]
        if turn.intent == "acting_for_other" and "underlying" not in facts and others:
            happened = others.pop(0)
            facts = tell_situation(facts, happened, said)
            turn.say_text(turn.phrase("understood_underlying", title=_underlying(turn, happened)))
        facts = tell_in_passing(turn, facts)
        _say_whom_to_call(turn, facts)
        _read_back_new_day(turn, facts)
        if turn.is_in_crisis:
            turn.say_text(turn.phrase("crisis_pause"), [button(turn.phrase("resume"), "resume")])
        # What was asked about another situation does not use up the questions of this one.
        return [
            *turn.remember(facts),
            SlotSet("told", []),
            SlotSet(
                "heard", [_country(code) for code in said.countries] if len(said.countries) > 1 else None
            ),
            SlotSet("also_heard", next(iter(others), None) or _second_reading(turn)),
        ]


def _is_no_other_story(turn: Turn) -> bool:
    """Whether a message after another story has no word of the one that a classifier heard in it."""
    known = {turn.facts.get("situation"), turn.facts.get("underlying"), *turn.facts.get("also", [])} - {None}
    return bool(turn.text and known) and turn.intent not in known and not turn.tells_of(turn.intent)


def _is_misheard(turn: Turn) -> bool:
    """Whether a first message was read as what it has no word of: "I do not want to lose him" wants no data removed."""
    is_first = bool(turn.text) and not turn.facts.get("situation")
    is_sure = turn.confidence >= _HARDLY_DOUBTFUL or turn.tells_of(turn.intent)
    return is_first and turn.intent in _OFTEN_MISHEARD and not is_sure


def _take_in_passing(turn: Turn) -> list[Event]:
    """Take what such a message tells besides; the plan follows."""
    facts = tell_in_passing(turn, turn.facts)
    if facts == turn.facts:
        turn.say_text(turn.phrase("changes_nothing"))
    else:
        turn.say("corrected")
    return turn.remember(facts)


def _intent(turn: Turn) -> str:
    """The situation; "taken off a flight to New York in Amsterdam" is not stuck abroad."""
    is_here = turn.says("say_in_netherlands") and turn.confidence < _HARDLY_DOUBTFUL
    return "refused_entry_abroad" if turn.intent == "stuck_abroad" and is_here else turn.intent


def _said(turn: Turn) -> Said:
    entities = turn.entities or turn.tracker.get_slot("heard") or []
    countries = countries_in_question(turn.text, entities, turn.chat)
    return Said(
        entities,
        countries,
        turn.says("say_received"),
        kind_of_day_ahead(turn),
        today(),
        turn.says("say_also"),
    )


def _say_whom_to_call(turn: Turn, facts: dict[str, Any]) -> None:
    for situation in sorted(_CALL_FIRST & {_intent(turn), facts.get("underlying")}):
        if facts.get("whereabouts") != "netherlands" or situation == "held_in_netherlands":
            say_contacts(turn, situation)
            say_on_the_spot(turn, situation, facts.get("country"))


def _is_doubtful(turn: Turn) -> bool:
    """Whether a foreign state did what was read as a matter of a Dutch authority."""
    is_home_matter = turn.intent in _AT_HOME and turn.confidence < _HARDLY_DOUBTFUL
    return is_home_matter and bool(refusing_countries(turn.text, turn.entities, turn.chat))


def _is_a_bare_country(turn: Turn) -> bool:
    """Whether only a country was named, and nothing that happened there."""
    return bool(turn.entity("country")) and len(turn.words) <= _BARE and not turn.facts.get("situation")


def _underlying(turn: Turn, situation: str) -> str:
    """What happened to somebody else, in the words of the question about it."""
    options = {option.value: option.label for option in turn.content.questions["underlying"].options}
    return options.get(situation, turn.chat.readings[situation]).in_language(turn.language)


def _country(code: str) -> Entity:
    return {"entity": "country", "value": code}


def _read_back_new_day(turn: Turn, facts: dict[str, Any]) -> None:
    requests = facts.get("prior_requests") or [{}]
    days = {
        "paper_sent_on": facts.get("paper_sent_on"),
        "paper_until": facts.get("paper_until"),
        "event_date": facts.get("event_date"),
        "prior_request.sent_on": requests[0].get("sent_on"),
        "prior_request.decided_on": requests[0].get("decided_on"),
    }
    for name, day in days.items():
        if day is not None and day == turn.entity("date"):
            read_back(turn, name, day)


def _second_reading(turn: Turn) -> str | None:
    for reading in turn.ranking[1:2]:
        if reading["name"] in SITUATIONS and float(reading["confidence"]) >= _ALSO:
            return str(reading["name"])
    return None
