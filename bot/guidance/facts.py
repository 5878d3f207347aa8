"""The facts of a conversation: what a plan is a function of."""

from __future__ import annotations

import types
from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any, Final, Literal, Union, get_args, get_origin, get_type_hints

import msgspec

from bot.guidance.territories import COUNTRIES

Situation = Literal[
    "refused_entry_abroad", "stuck_abroad", "held_in_netherlands", "extra_border_checks", "travel_permit_refused",
    "suspect_police_registration", "suspect_intelligence_file", "suspect_international_alert", "data_shared_abroad",
    "passport_problem", "entry_ban_netherlands", "status_refused", "assets_frozen", "screening_refused",
    "approached_by_authorities", "criminal_procedure", "mistaken_identity", "criminal_case_data", "data_incorrect",
    "want_data_removed", "request_refused", "no_reply", "unfair_treatment", "acting_for_other",
]  # fmt: skip
SITUATIONS: Final = frozenset(get_args(Situation))
Agency = Literal[
    "police", "kmar", "om", "justid", "aivd", "mivd", "ind", "nctv", "rvig", "buza", "municipality", "pi_nl",
    "interpol", "europol", "sis", "ap", "ctivd", "ombudsman", "inspectie_jenv", "justis",
    "court", "lawyer", "bank", "edps", "consulate_abroad", "discriminatie_nl", "lse", "un", "council_eu", "finance",
    "unhcr", "own_embassy",
]  # fmt: skip
Action = Literal[
    "contact", "access", "rectification", "erasure", "restriction", "statement", "objection", "appeal", "mediation",
    "complaint", "default_notice", "hold_request", "view", "interim_relief", "exemption", "lifting", "revision",
    "delisting", "compensation", "supplement", "foreign_redress", "lawyer",
]  # fmt: skip
Nationality = Literal["nl", "nl_dual", "eu", "other"]
CriminalCase = Literal["none", "possible", "running", "sentence_open"]
Whereabouts = Literal["stuck_abroad", "abroad", "netherlands"]
Paper = Literal["decision", "form", "none"]
Frequency = Literal["once", "repeated"]
SanctionsList = Literal["nl", "eu", "un", "bank", "unknown"]
Stage = Literal[
    "intention", "decision", "exit_ban", "border_refusal", "entry_ban", "undesirable", "sis_refusal"
]  # fmt: skip
Regime = Literal["wpg", "avg", "wjsg", "wiv", "vw"]
Phase = Literal["request", "objection", "mediation", "court"]
Medium = Literal["post", "email", "form"]
Status = Literal["pending", "refused", "partial", "no_data", "more_wanted", "not_competent"]
Relation = Literal["child", "partner", "parent", "sibling", "client", "other"]
Country = str

ANSWERED: Final = frozenset({"refused", "partial", "no_data", "more_wanted", "not_competent"})
_OLDEST_AGE: Final = 120
_EARLIEST, _LATEST = date(1900, 1, 1), date(2200, 12, 31)
_COUNTRY_FACTS: Final = frozenset({"country", "second_nationality", "feared_states"})
#: Days that lie behind the person. The others (a journey, the last day of a term) may lie ahead.
_PAST: Final = frozenset(
    {
        "event_date", "paper_date", "paper_sent_on", "sent_on", "received_on", "decided_on", "decision_sent_on",
        "phase_ended_on",
    }
)  # fmt: skip


class FactsError(ValueError):
    """A fact is unknown, impossible or of the wrong kind."""

    def __init__(self, field: str, message: str) -> None:
        """`field` is the fact's name, with its place in a list where it has one (`prior_requests[0].sent_on`)."""
        super().__init__(f"{field}: {message}")
        self.field = field
        self.message = message


class PriorRequest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An earlier request, objection or mediation, and how far it came."""

    agency: Agency | None = None
    request_type: Action | None = None
    regime: Regime | None = None
    phase: Phase | None = None
    sent_by: Medium | None = None
    sent_on: date | None = None
    received_on: date | None = None
    status: Status | None = None
    decided_on: date | None = None
    decision_sent_on: date | None = None
    phase_ended_on: date | None = None
    extended_until: date | None = None


class ActingFor(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The person somebody else asks for."""

    relation: Relation | None = None
    age: int | None = None
    deceased: bool | None = None
    mandate: bool | None = None


class Facts(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is known. A missing fact is unknown, never "no"; the meaning of each is the fact table of `guidance.md`."""

    situation: Situation
    today: date
    also: tuple[Situation, ...] = ()
    underlying: Situation | None = None
    country: Country | None = None
    nationality: Nationality | None = None
    second_nationality: Country | None = None
    protection: bool | None = None
    feared_states: tuple[Country, ...] = ()
    criminal_case: CriminalCase | None = None
    arrest_feared: bool | None = None
    journey_on: date | None = None
    whereabouts: Whereabouts | None = None
    detained: bool | None = None
    paper: Paper | None = None
    paper_date: date | None = None
    paper_sent_on: date | None = None
    paper_remedy: Action | None = None
    paper_until: date | None = None
    no_money: bool | None = None
    passport_demanded: bool | None = None
    event_date: date | None = None
    frequency: Frequency | None = None
    agency: Agency | None = None
    requesting_authority: Agency | None = None
    list: SanctionsList | None = None
    stage: Stage | None = None
    return_decision: bool | None = None
    prior_requests: tuple[PriorRequest, ...] = ()
    acting_for: ActingFor | None = None
    declined: tuple[str, ...] = ()

    def told(self, name: str) -> Any:
        """The value of a fact by its name (`prior_request.sent_on`: of the first request); None if unknown."""
        head, _, part = name.partition(".")
        if not part:
            return getattr(self, head)
        whole: msgspec.Struct | None = self.acting_for
        if head == "prior_request":
            whole = self.prior_requests[0] if self.prior_requests else None
        return getattr(whole, part) if whole is not None else None


def fact_names() -> frozenset[str]:
    """Every name a question may have or a person may decline, parts included (`prior_request.sent_on`)."""
    return frozenset(
        [*Facts.__struct_fields__]
        + [f"prior_request.{part}" for part in PriorRequest.__struct_fields__]
        + [f"acting_for.{part}" for part in ActingFor.__struct_fields__]
    )


def parse_facts(raw: Mapping[str, Any], today: date | None = None) -> Facts:
    """Facts from JSON-like data.

    Args:
        raw: facts by name; a null is a fact that is not known. `prior_request` is a list of one `prior_requests`.
        today: the day the plan holds for, where `raw` does not name one.

    Raises:
        FactsError: an unknown fact or value, a code that is no country, a past event in the future, an impossible
            age, or no `today`.
    """
    told = {name: value for name, value in raw.items() if value is not None}
    single = told.pop("prior_request", None)
    if single is not None:
        if "prior_requests" in told:
            raise FactsError("prior_request", "give either prior_request or prior_requests, not both")
        told["prior_requests"] = [_struct(single, PriorRequest, "prior_request.")]
    told.setdefault("today", today)
    if told["today"] is None:
        raise FactsError("today", "is missing; give the day the plan is made for as YYYY-MM-DD")
    if "situation" not in told:
        raise FactsError("situation", "is missing; name the situation as intents.md does")
    facts: Facts = _struct(told, Facts, "")
    _check_possible(facts, single=single is not None)
    return facts


def _struct(raw: object, kind: type[Any], path: str) -> Any:
    if not isinstance(raw, Mapping):
        raise FactsError(path.rstrip("."), "is not an object with facts")
    hints = _hints()[kind]
    for name in raw:
        if name not in hints:
            raise FactsError(f"{path}{name}", "is not a fact; see the fact table of guidance.md")
    values = {
        name: _value(value, hints[name], f"{path}{name}") for name, value in raw.items() if value is not None
    }
    return kind(**values)


@cache
def _hints() -> dict[type[Any], dict[str, Any]]:
    return {kind: get_type_hints(kind) for kind in (Facts, PriorRequest, ActingFor)}


def _value(raw: object, hint: Any, path: str) -> Any:
    if get_origin(hint) in (Union, types.UnionType):
        hint = next(option for option in get_args(hint) if option is not type(None))
    if isinstance(hint, type) and issubclass(hint, msgspec.Struct):
        if isinstance(raw, hint):
            return raw
        return _struct(raw, hint, f"{path}.")
    if get_origin(hint) is tuple:
        if not isinstance(raw, (list, tuple)):
            raise FactsError(path, "is not a list")
        return tuple(_value(item, get_args(hint)[0], f"{path}[{place}]") for place, item in enumerate(raw))
    try:
        return msgspec.convert(raw, hint)
    except msgspec.ValidationError:
        raise FactsError(path, f"is not possible like this; {_expected(hint)}") from None


def _expected(hint: Any) -> str:
    if get_origin(hint) is Literal:
        return f"give one of {', '.join(get_args(hint))}"
    kinds = {
        date: "a day as YYYY-MM-DD",
        bool: "true or false",
        int: "a whole number",
        str: "a text",
    }
    return f"give {kinds.get(hint, 'another value')}"


def _check_possible(facts: Facts, *, single: bool) -> None:
    for name in _COUNTRY_FACTS:
        value = getattr(facts, name)
        for code in value if isinstance(value, tuple) else [value]:
            if code is not None and code not in COUNTRIES:
                raise FactsError(
                    name,
                    f"{code!r} is not a country code (ISO 3166-1 alpha-2, like TR)",
                )
    _check_days(facts, facts.today, "")
    for place, request in enumerate(facts.prior_requests):
        _check_days(request, facts.today, "prior_request." if single else f"prior_requests[{place}].")
    age = facts.acting_for.age if facts.acting_for else None
    if age is not None and not 0 <= age <= _OLDEST_AGE:
        raise FactsError("acting_for.age", f"{age} is not an age")
    known = fact_names()
    for name in facts.declined:
        if name not in known:
            raise FactsError("declined", f"{name!r} is not a fact; see the fact table of guidance.md")


def _check_days(holder: msgspec.Struct, today: date, path: str) -> None:
    for name in holder.__struct_fields__:
        day = getattr(holder, name)
        if not isinstance(day, date):
            continue
        if not _EARLIEST <= day <= _LATEST:
            raise FactsError(f"{path}{name}", f"{day} is too far away to be meant")
        if name in _PAST and day > today:
            raise FactsError(f"{path}{name}", f"{day} lies in the future of {today}")
