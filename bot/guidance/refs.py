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


class About(msgspec.Struct, frozen=True):
    """Whose decision a step concerns."""

    agency: str | None
    decided_on: date | None = None


class StepRef(msgspec.Struct, frozen=True):
    """One step: who, what, in which variant, with which terms.

    `variant` chooses among the texts of an action, `notes` adds lines to what to do; both are keys of the content.
    """

    agency: str
    action: str
    variant: str = ""
    optional: bool = False
    about: About | None = None
    your: TermDay | None = None
    answer: TermDay | None = None
    notes: tuple[str, ...] = ()
    rank: int = ROW

    @property
    def key(self) -> tuple[str, str, About | None]:
        """What makes two steps the same step."""
        return self.agency, self.action, self.about

    def with_notes(self, *notes: str) -> StepRef:
        """The same step with more to say."""
        new = tuple(note for note in notes if note not in self.notes)
        return msgspec.structs.replace(self, notes=self.notes + new) if new else self


def lawyer(variant: str = "", *notes: str, your: TermDay | None = None, rank: int = ROW) -> StepRef:
    """The step "see a lawyer"."""
    return StepRef("lawyer", "lawyer", variant, notes=notes, your=your, rank=rank)


def is_lawyer(step: StepRef) -> bool:
    """Whether the step is the lawyer."""
    return step.action == "lawyer"
