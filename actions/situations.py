"""Taking in a situation: who to call first where it cannot wait, then the facts that the message tells."""

from __future__ import annotations

from rasa_sdk.events import SlotSet

from actions.base import WegwijzerAction
from actions.corrections import correction
from actions.passing import tell_in_passing
from actions.places import countries_in_question
from actions.reading import read_back
from actions.saying import say_contacts, say_on_the_spot
from actions.telling import Said, tell_situation
from actions.turn import Entity, Event, Turn
from actions.wording import button
from bot.clock import today
from bot.guidance.facts import SITUATIONS

_CALL_FIRST = frozenset({"stuck_abroad", "held_in_netherlands"})
#: The second reading is worth a question when it is this likely.
_ALSO = 0.12


class ActionSituation(WegwijzerAction):
    """Adds the situation to the facts; the intake form then asks what is missing."""

    action_name = "action_situation"

    async def perform(self, turn: Turn) -> list[Event]:
        """See the class."""
        changed = correction(turn) if turn.facts.get("situation") else None
        if changed:
            name, facts = changed
            turn.say("corrected")
            return turn.remember(facts, told=name)
        entities = turn.entities or turn.tracker.get_slot("heard") or []
        countries = countries_in_question(turn.text, entities, turn.chat)
        said = Said(entities, countries, turn.says("say_received"), today())
        facts = tell_situation(turn.facts, turn.intent, said)
        others = [name for name in turn.clauses if name not in (turn.intent, facts.get("underlying"))]
        if turn.intent == "acting_for_other" and "underlying" not in facts and others:
            facts = tell_situation(facts, others.pop(0), said)
            title = turn.chat.readings[facts["underlying"]].in_language(turn.language)
            turn.say_text(turn.phrase("understood_underlying", title=title))
        facts = tell_in_passing(turn, facts)
        for situation in sorted(_CALL_FIRST & {turn.intent, facts.get("underlying")}):
            if facts.get("whereabouts") != "netherlands" or situation == "held_in_netherlands":
                say_contacts(turn, situation)
                say_on_the_spot(turn, situation, facts.get("country"))
        _read_back_new_day(turn, facts)
        if turn.is_in_crisis:
            turn.say_text(turn.phrase("crisis_pause"), [button(turn.phrase("resume"), "resume")])
        # What was asked about another situation does not use up the questions of this one.
        return [
            *turn.remember(facts),
            SlotSet("told", []),
            SlotSet("heard", [_country(code) for code in countries] if len(countries) > 1 else None),
            SlotSet("also_heard", next(iter(others), None) or _second_reading(turn)),
        ]


def _country(code: str) -> Entity:
    return {"entity": "country", "value": code}


def _read_back_new_day(turn: Turn, facts: dict[str, object]) -> None:
    requests = facts.get("prior_requests") or [{}]
    assert isinstance(requests, list)
    days = {
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
