"""Refused, held or checked abroad."""

from __future__ import annotations

import msgspec

from bot.guidance.case import Case
from bot.guidance.countries import Applies, Country, CountryTerm, Redress
from bot.guidance.deadlines import TermDay, own_term
from bot.guidance.refs import ON_THE_SPOT, ROW, StepRef, lawyer
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
        steps += consular_contact(case)
    return [*steps, option(access("aivd")), option(access("mivd")), option(access("europol"))]


def extra_checks(case: Case) -> list[StepRef]:
    """Checked again and again: the Dutch holders, the system that fits the border, the passenger data."""
    steps = [access("police", "recipients"), access("kmar")]
    # Whoever lives here and travels passes a Schengen border, so SIS is asked where the country is not known.
    steps.append(access("sis") if case.in_schengen or not case.abroad else access("interpol"))
    steps.append(access("pi_nl"))
    redress = own_step(case, "entry_refusal") if case.facts.country == "US" else None
    return [*steps, redress] if redress else steps


def travel_permit(case: Case) -> list[StepRef]:
    """A visa, ESTA or ETA refused: that country's own next step, then the recipients of police data."""
    redress = own_step(case, "travel_permit")
    return [*([redress] if redress else []), access("police", "recipients")]


def namesake_redress(case: Case) -> list[StepRef]:
    """Redress abroad for someone who is taken for another person; an EU state has one only against a decision."""
    if case.is_eu_state and case.facts.paper not in ("decision", "form"):
        return []
    step = own_step(case, "entry_refusal")
    return [step] if step else []


def own_step(case: Case, kind: Applies) -> StepRef | None:
    """The country's own next step, with its term as it stands today; a lawyer there where its file has none."""
    country = case.country
    if case.abroad is None or country is None:
        return None
    redress = country.redress_for(kind)
    return StepRef(
        case.abroad.lower(),
        "foreign_redress",
        redress.id if redress else "",
        your=_term(case, country, redress) if redress else None,
        notes=("own_national",) if case.is_national_of_country else (),
        rank=ON_THE_SPOT if case.is_stuck else ROW,
    )


def _on_the_spot(case: Case) -> list[StepRef]:
    card = own_step(case, "held_now" if case.is_stuck else case.foreign_kind)
    steps = [
        *consular_contact(case),
        lawyer("abroad"),
        *([card.with_notes("on_the_spot")] if card else []),
    ]
    return [msgspec.structs.replace(step, rank=ON_THE_SPOT) for step in steps]


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
    start = case.foreign_start(from_event=term.counts_from == "event")
    return own_term(rule, start, term.length, case.facts.today, foreign=True)


def _flight_is_over(case: Case, term: CountryTerm) -> bool:
    return term.counts_from == "before_flight" and not case.is_stuck
