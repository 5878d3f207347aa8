"""Held by Dutch authorities, a suspect, or followed by a case that is over."""

from __future__ import annotations

from bot.guidance.case import Case
from bot.guidance.refs import ON_THE_SPOT, StepRef, lawyer
from bot.guidance.routes.common import access, request
from bot.guidance.routes.decisions import court, interim_relief, on_paper, own_or_on_paper
from bot.guidance.terms import WEEKS_6


def held(case: Case) -> list[StepRef]:
    """Held now in the Netherlands: the duty lawyer before any statement; the term on an alien's decision."""
    notes = ("aliens_decision",) if case.is_foreign else ()
    term = on_paper(case) if case.is_foreign or case.facts.paper_until else None
    return [lawyer("held", *notes, your=term, rank=ON_THE_SPOT)]


def procedure(case: Case) -> list[StepRef]:
    """A suspect: the lawyer; a measure on paper (reporting duty, area or exit ban) goes straight to court.

    Only of an exit ban the six weeks are sure: another paper may be a judgment or a penalty order, with less time.
    """
    steps = [lawyer("suspect")]
    if case.stage in ("decision", "exit_ban"):
        term = own_or_on_paper(case, "appeal", WEEKS_6)
        if case.stage == "decision" and not (term.past or term.maybe_past):
            term = on_paper(case)
        steps.append(court(case, "measure", None, term))
        if not term.past:
            steps.append(interim_relief(case, "measure", None))
    return steps


def closed_case(case: Case) -> list[StepRef]:
    """A case that is over: the judicial records, the prosecution's data, the police's. A running one: the lawyer."""
    if case.criminal_case == "running":
        return [lawyer("suspect")]
    return [access("justid"), request("justid", "rectification"), access("om"), access("police")]
