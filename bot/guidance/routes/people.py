"""How officials treat people: visits, questions, checks, insults."""

from __future__ import annotations

from typing import Final

from bot.guidance.case import Case
from bot.guidance.refs import StepRef
from bot.guidance.routes.common import access, complaint, option

#: Bodies with a complaints procedure of their own.
COMPLAINED_OF: Final = frozenset(
    {
        "police", "kmar", "om", "justid", "ind", "nctv", "rvig", "buza", "municipality", "justis", "inspectie_jenv",
        "aivd", "mivd",
    }
)  # fmt: skip
_SERVICES: Final = ("aivd", "mivd")
#: Whose official it was where a country is named and no Dutch body.
_OF_ANOTHER_STATE: Final = (None, "consulate_abroad", "own_embassy")


def approached(case: Case) -> list[StepRef]:
    """Visited or questioned about radicalisation: what the municipality and the police hold, and how to complain."""
    steps = [
        access("municipality", "contact_person_first"),
        access("police"),
        complaint(case, _official(case)),
    ]
    return [*steps, StepRef("discriminatie_nl", "contact"), option(StepRef("lse", "contact"))]


def unfair_treatment(case: Case) -> list[StepRef]:
    """A complaint where it happened: at the agency, for the services at their minister, abroad at that country."""
    if case.abroad and case.facts.agency in _OF_ANOTHER_STATE:
        return [StepRef(case.abroad.lower(), "foreign_redress", "complaint")]
    agency = _official(case)
    if agency in _SERVICES:
        return [complaint(case, agency)]
    return [complaint(case, agency), StepRef("discriminatie_nl", "contact")]


def _official(case: Case) -> str:
    named: str | None = case.facts.agency
    # A check against SIS or passenger data is made by an officer: SIS lies with the police, Pi-NL at the Marechaussee.
    named = {"sis": "police", "pi_nl": "kmar"}.get(named or "", named)
    return named if named in COMPLAINED_OF else "police"
