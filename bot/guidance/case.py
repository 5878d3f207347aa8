"""The facts as routes read them: with the readings that hold where a fact is missing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import msgspec

from bot.guidance.countries import GENERAL, Applies, Country, country_of
from bot.guidance.deadlines import Start, start_of
from bot.guidance.facts import ANSWERED, CriminalCase, Facts, PriorRequest, SanctionsList, Situation, Stage
from bot.guidance.territories import FREE_MOVEMENT, SCHENGEN

_DUTCH: Final = ("nl", "nl_dual")
#: Under this age the legal representative asks (Wpg 26 lid 2, Wjsg 20 and 39k).
UNDER_AGE: Final = 16
_HELD_NOW: Final = ("stuck_abroad", "held_in_netherlands")


@dataclass(frozen=True)
class Case:
    """One person's facts, with what the content says about countries."""

    facts: Facts
    countries: Mapping[str, Country]

    @cached_property
    def situations(self) -> tuple[Situation, ...]:
        """Every situation, those that cannot wait first, without repeats."""
        told = [self._meant(name) for name in (self.facts.situation, *self.facts.also)]
        now = self._held_now(told)
        ordered = sorted(dict.fromkeys([*now, *told]), key=lambda name: name not in _HELD_NOW)
        return tuple(ordered)

    def _held_now(self, told: list[Situation]) -> list[Situation]:
        """Whoever is held or stranded at this moment is helped there first, whatever the question is about."""
        where, refused = self.facts.whereabouts, "refused_entry_abroad" in told
        if {*_HELD_NOW} & {*told} or not (self.facts.detained or where == "stuck_abroad"):
            return []
        at_home = where == "netherlands" or (where is None and self.abroad is None and not refused)
        if at_home:
            return ["held_in_netherlands"]
        return [] if refused else ["stuck_abroad"]  # a refusal abroad starts on the spot itself

    def _meant(self, situation: Situation) -> Situation:
        if situation == "stuck_abroad" and self.facts.whereabouts == "netherlands":
            return "refused_entry_abroad"
        if situation != "acting_for_other":
            return situation
        underlying = self.facts.underlying
        return self._meant(underlying) if underlying and underlying != situation else situation

    @property
    def is_for_other(self) -> bool:
        """Whether somebody asks on behalf of another person."""
        return (
            "acting_for_other" in (self.facts.situation, *self.facts.also)
            or self.facts.acting_for is not None
        )

    @property
    def other_person(self) -> str | None:
        """What decides who may act for the other person: `deceased`, `minor`, `client` or `adult`."""
        told = self.facts.acting_for
        if not self.is_for_other:
            return None
        if told is None or (told.relation is None and told.age is None and told.deceased is None):
            return "unknown"
        if told.deceased:
            return "deceased"
        if told.age is not None and told.age < UNDER_AGE:
            return "minor"
        return "client" if told.relation == "client" else "adult"

    @property
    def is_dutch(self) -> bool:
        """Known to be a Dutch national."""
        return self.facts.nationality in _DUTCH

    @property
    def is_foreign(self) -> bool:
        """Known not to be a Dutch national."""
        return self.facts.nationality in ("eu", "other")

    @property
    def is_undesirable(self) -> bool:
        """Whether the IND's decision is an undesirability: told as such, or by the nationality of an EU state."""
        return self.facts.stage == "undesirable" or (
            self.facts.nationality == "eu" and self.facts.stage != "sis_refusal"
        )

    @property
    def is_national_of_country(self) -> bool:
        """Whether the country that refused or holds the person sees them as its own national."""
        return self.facts.country is not None and self.facts.second_nationality == self.facts.country

    @property
    def abroad(self) -> str | None:
        """The foreign country the case is about."""
        return None if self.facts.country == "NL" else self.facts.country

    @property
    def country(self) -> Country | None:
        """What the content says of that country."""
        return None if self.abroad is None else country_of(self.abroad, self.countries)

    @property
    def has_own_file(self) -> bool:
        """Whether the content knows the country's own remedies; the general file only sends to a lawyer there."""
        return self.country is not None and self.country.code != GENERAL

    @property
    def in_schengen(self) -> bool:
        """Whether the country applies the Schengen rules; the Netherlands does."""
        return self.facts.country in SCHENGEN

    @property
    def is_eu_state(self) -> bool:
        """Whether the country falls under free movement."""
        return self.abroad in FREE_MOVEMENT

    @property
    def is_stuck(self) -> bool:
        """Held or stranded abroad at this moment."""
        told = self.facts.whereabouts
        detained = bool(self.facts.detained) and "refused_entry_abroad" in self.situations
        return (
            told == "stuck_abroad"
            or "stuck_abroad" in self.situations
            or (detained and told != "netherlands")
        )

    @property
    def is_held(self) -> bool:
        """Held or stranded at this moment, wherever."""
        return bool(self.facts.detained) or self.is_stuck or "held_in_netherlands" in self.situations

    @cached_property
    def criminal_case(self) -> CriminalCase | None:
        """The criminal case as it is known: a suspect has one, and a feared arrest is treated as a possible one."""
        told = self.facts.criminal_case
        if told is None and "criminal_procedure" in self.situations:
            return "running"
        if told in (None, "none") and self.facts.arrest_feared:
            return "possible"
        return told

    @property
    def stage(self) -> Stage | None:
        """The stage of a matter; a decision on paper is the stage of the decision, a view belongs to the intention."""
        facts = self.facts
        if facts.stage is None and facts.paper_remedy == "view":
            return "intention"
        return facts.stage or ("decision" if facts.paper == "decision" else None)

    @property
    def sanctions_list(self) -> SanctionsList | None:
        """Which list froze the money."""
        by_agency: dict[str, SanctionsList] = {"buza": "nl", "council_eu": "eu", "un": "un", "bank": "bank"}
        told = None if self.facts.list == "unknown" else self.facts.list
        return told or by_agency.get(self.facts.agency or "")

    @property
    def is_protected(self) -> bool:
        """Whether a state is feared: said as such, or by naming the state."""
        told = self.facts.protection
        return bool(self.facts.feared_states) if told is None else told

    def fears(self, code: str) -> bool:
        """Whether nothing may be told to this state; where the person did not say which, to none."""
        states = self.facts.feared_states
        return self.is_protected and (not states or code in states)

    @property
    def paper_start(self) -> Start | None:
        """The day a term counts from for the paper that was given."""
        return start_of(self.facts.paper_sent_on, self.facts.paper_date)

    def foreign_start(self, *, from_event: bool = False) -> Start | None:
        """The same for a foreign paper; without a paper, and where the term counts `from_event`, the event itself."""
        facts = self.facts
        if from_event and facts.event_date is not None:
            return Start(facts.event_date, exact=True)
        return start_of(facts.paper_sent_on, facts.paper_date, facts.event_date)

    @property
    def foreign_kind(self) -> Applies:
        """What the foreign state did at its border, as its content file sorts it."""
        if self.is_stuck:
            return "held_now"
        if self.facts.country == "CA" and self.facts.paper in ("decision", "form"):
            return "no_board_letter"
        return "entry_refusal"

    @cached_property
    def requests(self) -> tuple[PriorRequest, ...]:
        """Earlier requests; what was told about "the answer" or "the agency" completes the one it belongs to."""
        told = self.facts.prior_requests
        main = next((name for name in self.situations if name in ("request_refused", "no_reply")), None)
        if main is None:
            return tuple(_completed(request) for request in told)
        first, *others = told or (PriorRequest(),)
        facts = self.facts
        first = msgspec.structs.replace(
            first,
            agency=first.agency or facts.agency,
            status=first.status or ("refused" if main == "request_refused" else "pending"),
        )
        if main == "request_refused":
            first = msgspec.structs.replace(
                first,
                decided_on=first.decided_on or facts.paper_date,
                decision_sent_on=first.decision_sent_on or facts.paper_sent_on,
            )
        return tuple(_completed(request) for request in (first, *others))


def _completed(request: PriorRequest) -> PriorRequest:
    decided = request.decided_on or request.decision_sent_on or request.phase_ended_on
    status = request.status or ("refused" if decided else "pending")
    phase = request.phase or _PHASES.get(request.request_type or "", "request")
    return msgspec.structs.replace(request, status=status, phase=phase)


_PHASES: Final = {
    "objection": "objection", "mediation": "mediation", "appeal": "court", "interim_relief": "court",
}  # fmt: skip


def is_answered(request: PriorRequest) -> bool:
    """Whether the agency gave an answer, of whatever kind."""
    return request.status in ANSWERED
