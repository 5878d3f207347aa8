"""What the entity components find, independent of Rasa."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Entity:
    """One entity of the contract (`intents.md`): `value` is a code or an ISO day, `start`/`end` its place.

    `precision` is set for dates only: `day`, `week`, `month` or `year`.
    """

    entity: str
    value: str
    start: int
    end: int
    role: str | None = None
    precision: str | None = None

    def as_dict(self) -> dict[str, Any]:
        """Return the entity as Rasa keeps it; what is not set is left out."""
        found: dict[str, Any] = {
            "entity": self.entity,
            "value": self.value,
            "start": self.start,
            "end": self.end,
        }
        if self.role:
            found["role"] = self.role
        if self.precision:
            found["precision"] = self.precision
        return found
