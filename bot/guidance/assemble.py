"""From a case to its ordered steps, without texts: routes, earlier requests, gates, one plan."""

from __future__ import annotations

import msgspec

from bot.guidance.case import Case
from bot.guidance.deadlines import URGENT_WITHIN
from bot.guidance.gates import criminal_gate, paper_gate, protection_gate
from bot.guidance.refs import StepRef
from bot.guidance.requests import earlier_steps, is_open
from bot.guidance.routes import ROUTES
from bot.guidance.terms import DATA_REQUESTS


def assemble(case: Case) -> tuple[StepRef, ...]:
    """The steps of all situations in one order, each once: urgent first, options last."""
    earlier = earlier_steps(case)
    rows = [step for situation in case.situations for step in ROUTES[situation](case)]
    steps = _no_lifting_too_early(_sorted([*earlier, *_not_asked_already(case, rows)]))
    steps = protection_gate(case, paper_gate(case, steps))
    return tuple(_sorted(_once(criminal_gate(case, _once(steps)))))


def is_urgent(case: Case, steps: tuple[StepRef, ...]) -> bool:
    """Held, stranded, without money or passport, or with a journey or an own term that ends within two weeks."""
    facts = case.facts
    if case.is_held or facts.no_money or facts.passport_demanded:
        return True
    if facts.journey_on is not None and facts.today <= facts.journey_on <= facts.today + URGENT_WITHIN:
        return True
    return any(step.your is not None and step.your.is_urgent(facts.today) for step in steps)


def _not_asked_already(case: Case, steps: list[StepRef]) -> list[StepRef]:
    """Without requests that still run or can still be challenged: asking twice helps nobody."""
    running = {
        (told.agency, told.request_type or "access")
        for told in case.requests
        if told.phase == "request" and is_open(case, told)
    }
    return [
        step
        for step in steps
        if step.action not in DATA_REQUESTS or (step.agency, step.action) not in running
    ]


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
    """The first of equal steps, with what the later ones add; wanted by one route, it is no option."""
    kept: dict[tuple[str, str, object], StepRef] = {}
    for step in steps:
        known = kept.get(step.key)
        if known is None:
            kept[step.key] = step
            continue
        kept[step.key] = msgspec.structs.replace(
            known,
            optional=known.optional and step.optional,
            your=known.your or step.your,
            answer=known.answer or step.answer,
            variant=known.variant or step.variant,
        ).with_notes(*step.notes)
    return list(kept.values())
