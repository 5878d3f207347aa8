"""Refused, held or checked abroad."""

from __future__ import annotations

import msgspec

from bot.guidance.case import Case
from bot.guidance.countries import Applies, Country, CountryTerm, Redress
from bot.guidance.deadlines import TermDay, own_term
from bot.guidance.refs import ON_THE_SPOT, StepRef, lawyer
from bot.guidance.routes.common import access, consular_contact, option


def stuck(case: Case) -> list[StepRef]:
    """Held or stranded now: who helps there, a lawyer there, what that country itself allows."""
    return _on_the_spot(case)


def refused(case: Case) -> list[StepRef]:
    """Refused at a border: the country's own remedy while it runs, then who may have shared what, then the rest."""
    spot = _on_the_spot(case) if case.is_stuck or case.facts.whereabouts == "abroad" else []
    redress = None if spot else own_step(case, case.foreign_kind)
    runs = redress is not None and redress.your is not None and case.has_own_file
    steps = [*spot]
    if redress and runs:
        steps.append(redress)
    steps += [access("police", "recipients"), access("kmar")]
    if case.in_schengen:
        steps.append(access("sis"))
    elif case.abroad:
        steps.append(access("interpol"))
    if redress and not runs:
        steps.append(redress)
    steps += _consulate(case)
    if not spot and not case.is_foreign:
        steps.append(consular_contact(case))
    return [*steps, option(access("aivd")), option(access("mivd")), option(access("europol"))]


def extra_checks(case: Case) -> list[StepRef]:
    """Checked again and again: the Dutch holders, the system that fits the border, the passenger data."""
    steps = [access("police", "recipients"), access("kmar")]
    # Whoever lives here and travels passes a Schengen border, so SIS is asked where the country is not known.
    steps.append(access("sis") if case.in_schengen or not case.abroad else access("interpol"))
    steps.append(access("pi_nl"))
    if case.facts.country == "US":
        steps += _without_term(case)
    return steps


def travel_permit(case: Case) -> list[StepRef]:
    """A visa, ESTA or ETA refused: that country's own next step, then the recipients of police data."""
    redress = own_step(case, "travel_permit")
    return [*([redress] if redress else []), access("police", "recipients")]


def namesake_redress(case: Case) -> list[StepRef]:
    """Redress abroad for someone who is taken for another person."""
    return _without_term(case)


def own_step(case: Case, kind: Applies) -> StepRef | None:
    """The country's own next step, with its term as it stands today."""
    country = case.country
    redress = country.redress_for(kind) if country else None
    if case.abroad is None or country is None or redress is None:
        return None
    notes = ("own_national",) if case.is_national_of_country else ()
    return StepRef(
        case.abroad.lower(),
        "foreign_redress",
        redress.id,
        your=_term(case, country, redress),
        notes=notes,
        rank=ON_THE_SPOT if case.is_stuck else 2,
    )


def _on_the_spot(case: Case) -> list[StepRef]:
    card = own_step(case, "held_now" if case.is_stuck else case.foreign_kind)
    steps = [
        consular_contact(case),
        lawyer("abroad"),
        *([card.with_notes("on_the_spot")] if card else []),
    ]
    return [msgspec.structs.replace(step, rank=ON_THE_SPOT) for step in steps]


def _without_term(case: Case) -> list[StepRef]:
    step = own_step(case, "entry_refusal")
    return [msgspec.structs.replace(step, your=None)] if step else []


def _consulate(case: Case) -> list[StepRef]:
    country = case.country
    return [StepRef("consulate_abroad", "contact")] if country and country.consulate_inquiry else []


def _term(case: Case, country: Country, redress: Redress) -> TermDay | None:
    term = country.term_of(redress)
    if term is None:
        return None
    rule = f"{country.code}:{term.id}"
    if term.length is None or term.length.hours:
        # Hours before a flight end when the person is home; no day can be named for them.
        return TermDay(rule, past=_flight_is_over(case, term))
    return own_term(rule, case.foreign_start, term.length, case.facts.today, foreign=True)


def _flight_is_over(case: Case, term: CountryTerm) -> bool:
    return term.counts_from == "before_flight" and not case.is_stuck
