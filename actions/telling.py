"""What a message adds to the facts. Only what was said; never a guess."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from actions.turn import Entity
from bot.guidance.facts import SITUATIONS

#: Where a country in the message is the country that refused, checked or holds the person.
_COUNTRY = frozenset(
    {
        "refused_entry_abroad", "stuck_abroad", "extra_border_checks", "travel_permit_refused",
        "data_shared_abroad", "suspect_international_alert", "unfair_treatment", "mistaken_identity",
        "acting_for_other",
    }
)  # fmt: skip
#: What takes place on a day.
HAPPENED = frozenset(
    {
        "refused_entry_abroad",
        "extra_border_checks",
        "data_shared_abroad",
        "unfair_treatment",
        "acting_for_other",
    }
)
_REQUEST = frozenset({"request_refused", "no_reply"})
#: What somebody decided, on paper.
DECIDED = frozenset(
    {
        "travel_permit_refused", "passport_problem", "entry_ban_netherlands", "status_refused",
        "assets_frozen", "screening_refused", "criminal_procedure",
    }
)  # fmt: skip
_URGENT = frozenset({"stuck_abroad", "held_in_netherlands"})
#: A fact that is told together with another one is forgotten with it.
_GOES_WITH = {"nationality": "second_nationality"}


def _values(entities: list[Entity], name: str) -> list[Entity]:
    return [entity for entity in entities if entity["entity"] == name]


@dataclass(frozen=True)
class Said:
    """What a message holds beside its situation."""

    entities: list[Entity]
    #: The countries in question; more than one where it has to be asked which is meant.
    countries: list[str]
    #: Something was received on the days in it: no day on a paper, and none of sending.
    received: bool
    #: The fact that a day ahead tells: of the next journey, or the last one of a term.
    ahead: str | None
    today: datetime.date
    #: The message tells of one more beside what was told: "there was police, too".
    besides: bool = False


def tell_situation(facts: dict[str, Any], situation: str, said: Said) -> dict[str, Any]:
    """Add a situation, with what the same message says about it.

    A second situation joins the first in one plan (`also`); one that cannot wait comes first.
    """
    told = dict(facts)
    before = told.get("situation")
    if before == "acting_for_other" and situation != before and "underlying" not in told:
        told["underlying"] = situation
    elif before is None or before == situation:
        told["situation"] = situation
    elif situation == "acting_for_other" and before in SITUATIONS:
        # Whoever asks "may I call him?" after telling of an arrest asks about that same situation.
        told |= {"situation": situation, "underlying": before}
    elif situation in _URGENT:
        told["situation"] = situation
        told["also"] = [*told.get("also", []), before]
    elif situation not in told.get("also", []):
        told["also"] = [*told.get("also", []), situation]
    return _tell_details(told, situation, said)


def _tell_details(told: dict[str, Any], situation: str, said: Said) -> dict[str, Any]:
    entities, today = said.entities, said.today.isoformat()
    # The country of the situation that was told first stays: "will they tell Eritrea?" asks about a second one.
    is_first = situation in (told["situation"], told.get("underlying"))
    if len(said.countries) == 1 and situation in _COUNTRY and (is_first or "country" not in told):
        told["country"] = said.countries[0]
    agencies = [entity["value"] for entity in _values(entities, "agency")]
    dates = [found for found in _values(entities, "date") if found["value"] <= today]
    ahead = [found["value"] for found in _values(entities, "date") if found["value"] > today]
    if ahead and said.ahead is not None:
        told[said.ahead] = ahead[0]
    if situation in _REQUEST:
        told["prior_requests"] = [_request(told, situation, agencies, dates, said)]
    else:
        if agencies and (is_first or "agency" not in told) and not (said.besides and "agency" in told):
            told["agency"] = agencies[0]
        if dates and situation in HAPPENED:
            told["event_date"] = dates[-1]["value"]
        decided = [found["value"] for found in dates if found.get("role") == "decision"]
        if decided and situation in DECIDED:
            told["paper_sent_on" if said.received else "paper_date"] = decided[-1]
    relations = [entity["value"] for entity in _values(entities, "relation")]
    if relations and situation == "acting_for_other":
        told["acting_for"] = {**told.get("acting_for", {}), "relation": relations[0]}
    if relations and situation == "held_in_netherlands":
        told["acting_for"] = {**told.get("acting_for", {}), "relation": relations[0]}
    if situation == "stuck_abroad":
        told["whereabouts"] = "stuck_abroad"
    return told


def _request(
    told: dict[str, Any], situation: str, agencies: list[str], dates: list[Entity], said: Said
) -> dict[str, Any]:
    request = dict((told.get("prior_requests") or [{}])[0])
    if situation == "no_reply":
        request.setdefault("status", "pending")
    if agencies:
        request["agency"] = agencies[0]
    for kind in _values(said.entities, "request_type"):
        request["request_type"] = kind["value"]
    for date in dates:
        # Without a word that says otherwise, the day of a refusal is that of the answer, and the day of a silence
        # that of the request.
        role = date.get("role") or ("decision" if situation == "request_refused" else "request_sent")
        if situation == "no_reply" and role == "event":
            # "I asked them on 1 September, and hear nothing": nothing else happened.
            role = "request_sent"
        if role == "decision" and not said.received:
            request["decided_on"] = date["value"]
        elif role == "request_sent":
            request["sent_on"] = date["value"]
    return request


def set_fact(facts: dict[str, Any], name: str, value: object) -> dict[str, Any]:
    """Set one fact by its name; `prior_request.sent_on` names a part of the earlier request.

    A value that is a mapping tells several facts at once: "yes, also Turkish" is two.
    """
    told = dict(facts)
    if isinstance(value, Mapping):
        for part_name, part_value in value.items():
            told = set_fact(told, part_name, part_value)
        return told
    told.pop(_GOES_WITH.get(name, ""), None)
    head, _, part = name.partition(".")
    if not part:
        told[head] = value
    elif head == "prior_request":
        told["prior_requests"] = [{**(told.get("prior_requests") or [{}])[0], part: value}]
    else:
        told[head] = {**(told.get(head) or {}), part: value}
    return told


def unset_fact(facts: dict[str, Any], name: str) -> dict[str, Any]:
    """Forget one fact, also that it was declined."""
    told = dict(facts)
    told["declined"] = [fact for fact in told.get("declined", []) if fact != name]
    told.pop(_GOES_WITH.get(name, ""), None)
    head, _, part = name.partition(".")
    if not part:
        told.pop(head, None)
    elif head == "prior_request" and told.get("prior_requests"):
        told["prior_requests"] = [{k: v for k, v in told["prior_requests"][0].items() if k != part}]
    elif isinstance(told.get(head), dict):
        told[head] = {k: v for k, v in told[head].items() if k != part}
    return told


def decline(facts: dict[str, Any], name: str) -> dict[str, Any]:
    """Never ask for this again."""
    return {**facts, "declined": [*[f for f in facts.get("declined", []) if f != name], name]}
