"""Taking in a situation: who to call first where it cannot wait, then the facts that the message tells."""

from __future__ import annotations

from rasa_sdk.events import SlotSet

from actions.base import WegwijzerAction
from actions.corrections import correction
from actions.reading import read_back
from actions.saying import say_contacts
from actions.telling import tell_in_passing, tell_situation
from actions.turn import Event, Turn
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
        facts = tell_situation(turn.facts, turn.intent, entities, today())
        facts = tell_in_passing(facts, turn.text, turn.chat)
        if turn.intent in _CALL_FIRST:
            say_contacts(turn, turn.intent)
            _say_on_the_spot(turn, facts.get("country"))
        _read_back_new_day(turn, facts)
        # What was asked about another situation does not use up the questions of this one.
        return [
            *turn.remember(facts),
            SlotSet("told", []),
            SlotSet("heard", None),
            SlotSet("also_heard", _second_reading(turn)),
        ]


def _say_on_the_spot(turn: Turn, code: str | None) -> None:
    """Say what cannot wait in that country, before any question."""
    country = turn.content.countries.get(code or "")
    if turn.intent == "stuck_abroad" and country is not None and country.on_the_spot:
        turn.say_text("\n".join(line.text.in_language(turn.language) for line in country.on_the_spot))


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
