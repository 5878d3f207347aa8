"""Steps that several routes share."""

from __future__ import annotations

import msgspec

from bot.guidance.case import Case
from bot.guidance.refs import StepRef
from bot.guidance.terms import answer_rule, complaint_term


def request(agency: str, action: str, *notes: str) -> StepRef:
    """A request about one's data that was not sent yet, with the time the agency has for it."""
    return StepRef(agency, action, answer=answer_rule(agency, action), notes=notes)


def access(agency: str, *notes: str) -> StepRef:
    """A request to see one's data."""
    return request(agency, "access", *notes)


def option(step: StepRef) -> StepRef:
    """The same step as something one may add."""
    return msgspec.structs.replace(step, optional=True)


def complaint(case: Case, agency: str) -> StepRef:
    """A complaint about conduct, within its year."""
    return StepRef(agency, "complaint", your=complaint_term(case.facts.event_date, case.facts.today))


def consular_contact(case: Case) -> list[StepRef]:
    """Who helps a national abroad: Foreign Affairs for the Dutch and for whoever did not say, else the own embassy.

    Whoever is in the only country whose nationality they hold has no embassy there.
    """
    if case.is_foreign:
        return [] if case.is_national_of_country else [StepRef("own_embassy", "contact")]
    there = case.facts.whereabouts in ("abroad", "stuck_abroad") or case.is_stuck
    notes = ("dual_national",) if case.facts.nationality == "nl_dual" else ()
    return [StepRef("buza", "contact", "there" if there else "", notes=notes)]
