"""What a route yields: references to steps, without any text."""

from __future__ import annotations

from datetime import date
from typing import Final

import msgspec

from bot.guidance.deadlines import TermDay

#: What can be done where the person is held comes before earlier requests, and these before the situation's own steps.
ON_THE_SPOT: Final = 0
EARLIER_REQUEST: Final = 1
ROW: Final = 2


#: Variants whose words come first where steps are merged: no statement before a lawyer was spoken to.
_LEADING: Final = frozenset({"held", "suspect"})


class About(msgspec.Struct, frozen=True):
    """Whose decision a step concerns."""

    agency: str | None
    decided_on: date | None = None


class StepRef(msgspec.Struct, frozen=True):
    """One step: who, what, in which variant, with which terms.

    `variant` chooses among the texts of an action, `notes` adds lines to what to do; both are keys of the content.
    `also` are variants of equal steps that were merged into this one: their lines are said here too.
    """

    agency: str
    action: str
    variant: str = ""
    optional: bool = False
    about: About | None = None
    your: TermDay | None = None
    answer: TermDay | None = None
    notes: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    rank: int = ROW

    @property
    def key(self) -> tuple[str, str, About | None]:
        """What makes two steps the same step."""
        return self.agency, self.action, self.about

    def with_notes(self, *notes: str) -> StepRef:
        """The same step with more to say."""
        new = tuple(note for note in notes if note not in self.notes)
        return msgspec.structs.replace(self, notes=self.notes + new) if new else self

    def merged(self, other: StepRef) -> StepRef:
        """This step with what an equal one adds: its lines, its term; wanted by one route, it is no option."""
        leads = other.variant in _LEADING and self.variant not in _LEADING
        variant = other.variant if leads else self.variant or other.variant
        also = dict.fromkeys((*self.also, self.variant, other.variant, *other.also))
        return msgspec.structs.replace(
            self,
            variant=variant,
            also=tuple(name for name in also if name and name != variant),
            optional=self.optional and other.optional,
            your=_sooner(self.your, other.your),
            answer=self.answer or other.answer,
        ).with_notes(*other.notes)


def _sooner(one: TermDay | None, other: TermDay | None) -> TermDay | None:
    """The term to keep: of two that still run the one that ends first, a known day before a rule alone."""
    known = [term for term in (one, other) if term is not None and term.day is not None]
    running = [term for term in known if not term.past]
    return min(running or known, key=lambda term: term.day or date.max, default=one or other)


def lawyer(variant: str = "", *notes: str, your: TermDay | None = None, rank: int = ROW) -> StepRef:
    """The step "see a lawyer"."""
    return StepRef("lawyer", "lawyer", variant, notes=notes, your=your, rank=rank)


def is_lawyer(step: StepRef) -> bool:
    """Whether the step is the lawyer."""
    return step.action == "lawyer"
