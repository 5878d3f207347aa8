"""Sentences around the steps: what to expect of a plan, and who helps."""

from __future__ import annotations

import msgspec

from bot.guidance.case import Case
from bot.guidance.refs import StepRef
from bot.guidance.text import Text


class When(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where an entry holds: every condition that is given must; within one condition any value suffices.

    `steps` names agencies (`sis`) or agency and action (`police/access`); `situations` and `nationality`
    name values of facts (`unknown` where it was not told), `other_person` who is asked for; the others are yes or no.
    """

    situations: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    nationality: tuple[str, ...] = ()
    other_person: tuple[str, ...] = ()
    for_other: bool | None = None
    held: bool | None = None
    abroad: bool | None = None
    protection: bool | None = None

    def holds(self, case: Case, steps: tuple[StepRef, ...]) -> bool:
        """Whether the entry belongs to this plan."""
        told: tuple[tuple[bool | None, bool], ...] = (
            (self.for_other, case.is_for_other),
            (self.held, case.is_held),
            (self.abroad, case.is_stuck or case.facts.whereabouts == "abroad"),
            (self.protection, case.is_protected),
        )
        if any(wanted is not None and wanted != is_so for wanted, is_so in told):
            return False
        if self.situations and not set(self.situations) & {*case.situations, case.facts.situation}:
            return False
        if self.nationality and (case.facts.nationality or "unknown") not in self.nationality:
            return False
        if self.other_person and case.other_person not in self.other_person:
            return False
        return not self.steps or any(
            step.agency in self.steps or f"{step.agency}/{step.action}" in self.steps for step in steps
        )


class Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One sentence or helper. `person` marks somebody one can talk to whatever the situation."""

    id: str
    text: Text
    sources: tuple[str, ...]
    when: When = When()
    phone: str | None = None
    url: str | None = None
    person: bool = False
