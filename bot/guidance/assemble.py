"""From a case to its ordered steps, without texts: routes, earlier requests, gates, one plan."""

from __future__ import annotations

from bot.guidance.case import Case
from bot.guidance.deadlines import URGENT_WITHIN
from bot.guidance.facts import PriorRequest
from bot.guidance.gates import REMEDIES, criminal_gate, deceased_gate, paper_gate, protection_gate
from bot.guidance.refs import StepRef, is_lawyer
from bot.guidance.requests import earlier_steps, is_open
from bot.guidance.routes import ROUTES
from bot.guidance.terms import DATA_REQUESTS


def assemble(case: Case) -> tuple[StepRef, ...]:
    """The steps of all situations in one order, each once: urgent first, options last."""
    earlier = earlier_steps(case)
    rows = sorted((ROUTES[situation](case) for situation in case.situations), key=_can_wait)
    wanted = _not_asked_already(case, [step for row in rows for step in row])
    steps = _no_lifting_too_early(_sorted([*earlier, *wanted]))
    steps = protection_gate(case, paper_gate(case, deceased_gate(case, steps)))
    return tuple(_sorted(_once(criminal_gate(case, _once(steps)))))


def is_urgent(case: Case, steps: tuple[StepRef, ...]) -> bool:
    """Held, stranded, without money or passport, or with a journey or an own term that ends within two weeks."""
    facts = case.facts
    if case.is_held or facts.no_money or facts.passport_demanded:
        return True
    if facts.journey_on is not None and facts.today <= facts.journey_on <= facts.today + URGENT_WITHIN:
        return True
    return any(step.your is not None and step.your.is_urgent(facts.today) for step in steps)


def _can_wait(row: list[StepRef]) -> bool:
    """Whether a situation's row starts with no lawyer and holds no remedy that runs: it comes after those that do."""
    return not (row and is_lawyer(row[0])) and not any(
        step.your and not step.your.past and step.action in REMEDIES and step.action != "complaint"
        for step in row
    )


def _not_asked_already(case: Case, steps: list[StepRef]) -> list[StepRef]:
    """Without requests that still run or can still be challenged, and objections already made: once is enough."""
    running = {
        (told.agency, told.request_type or "access")
        for told in case.requests
        if (told.phase == "request" or _is_about_data(told)) and is_open(case, told)
    }
    objected = {(told.agency, "objection") for told in case.requests if told.phase in ("objection", "court")}
    done = {(agency, action) for agency, action in running if action in DATA_REQUESTS} | objected
    return [step for step in steps if (step.agency, step.action) not in done]


def _is_about_data(told: PriorRequest) -> bool:
    """Whether a later phase is about a request for data: said so, or at an agency that decides on little else."""
    return told.request_type in DATA_REQUESTS or (told.request_type is None and told.agency != "ind")


def _no_lifting_too_early(steps: list[StepRef]) -> list[StepRef]:
    """Without a lifting while an appeal against the ban may still run: asking for it would let the term pass."""
    runs = any(
        step.action in ("appeal", "objection")
        and "ind" in (step.agency, step.about.agency if step.about else None)
        and not (step.your and step.your.past)
        for step in steps
    )
    return [step for step in steps if not (runs and step.action == "lifting")]


def _sorted(steps: list[StepRef]) -> list[StepRef]:
    return sorted(steps, key=lambda step: (step.optional, step.rank))


def _once(steps: list[StepRef]) -> list[StepRef]:
    """The first of equal steps, with what the later ones add."""
    kept: dict[tuple[str, str, object], StepRef] = {}
    for step in steps:
        known = kept.get(step.key)
        kept[step.key] = step if known is None else known.merged(step)
    return list(kept.values())
