"""The directory of agencies: what each is, how one asks there, and where to write.

A procedure takes from its law (`bot/content/regimes`) every block that the agency does not say differently.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

import msgspec

from bot.guidance.text import Text

#: Marks under which an address or a phone number is printed.
VERIFIED: Final = frozenset({"V", "V1"})


class Block(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One thing to know about a procedure.

    `confidence` is a mark of `facts/`, or `unknown`: then the text says where to look. The fields after
    `sources` belong to `identity`, `language` and `medium`.
    """

    text: Text
    confidence: str
    sources: tuple[str, ...]
    needed: tuple[str, ...] = ()
    document: bool = False
    cover: tuple[str, ...] = ()
    show: tuple[str, ...] = ()
    accepted: tuple[str, ...] = ()
    ways: tuple[str, ...] = ()
    form: str | None = None


class Remedy(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is open against an answer; without an `agency` it goes to the agency itself."""

    action: str
    text: Text
    confidence: str
    sources: tuple[str, ...]
    agency: str | None = None


class Procedure(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What can be asked under one law; where the agency adds nothing, it holds what that law says."""

    id: str
    regime: str
    actions: tuple[str, ...]
    controller: Block
    law: tuple[str, ...]
    blocks: Mapping[str, Block] = {}
    remedies: tuple[Remedy, ...] = ()


class Address(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A postal or e-mail address for some actions."""

    actions: tuple[str, ...]
    confidence: str
    checked_on: date
    review_after: date
    sources: tuple[str, ...]
    regime: str | None = None
    lines: tuple[str, ...] = ()
    email: str | None = None
    note: str | None = None

    def is_printable(self, day: date) -> bool:
        """Whether it is verified and not past its review."""
        return self.confidence in VERIFIED and day <= self.review_after


class Phone(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A phone number, with what it is for."""

    number: str
    note: Text
    confidence: str
    checked_on: date
    review_after: date
    sources: tuple[str, ...]


class Line(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A sentence with its sources."""

    text: Text
    sources: tuple[str, ...]


class Agency(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One file of `bot/content/agencies`; `look_up` is the site where an address or a rule is checked."""

    code: str
    name: Text
    what: Text
    look_up: str
    procedures: tuple[Procedure, ...]
    addresses: tuple[Address, ...]
    phones: tuple[Phone, ...]
    pitfalls: tuple[Line, ...]
    sources: tuple[str, ...]
    checked_on: date
    review_after: date
    confidence: str

    def procedure_for(self, action: str, regime: str | None = None) -> Procedure | None:
        """The first procedure for an action, under a law where that is known."""
        return next(
            (
                procedure
                for procedure in self.procedures
                if action in procedure.actions and regime in (None, procedure.regime)
            ),
            None,
        )


def read_directory(agencies: Mapping[str, Any], regimes: Mapping[str, Any]) -> dict[str, Agency]:
    """The directory by agency code.

    Args:
        agencies: files of `bot/content/agencies` by name, as YAML gave them.
        regimes: files of `bot/content/regimes` by name.

    Raises:
        ValueError: a file's name is not its code, or it lacks a field or has one too many.
    """
    found = {}
    for name, data in agencies.items():
        if name != data["code"]:
            raise ValueError(f"agencies/{name}.yml says code {data['code']!r}; make them the same")
        procedures = [_with_law(procedure, regimes) for procedure in data["procedures"]]
        try:
            found[name] = msgspec.convert({**data, "procedures": procedures}, Agency)
        except msgspec.ValidationError as error:
            raise ValueError(f"agencies/{name}.yml: {error}") from None
    return found


def _with_law(procedure: Mapping[str, Any], regimes: Mapping[str, Any]) -> dict[str, Any]:
    law = regimes.get(procedure["regime"])
    # What a law says about requests is not meant for a complaint about conduct.
    if law is None or "access" not in procedure["actions"]:
        return dict(procedure)
    return {
        **procedure,
        "blocks": {**law["blocks"], **procedure["blocks"]},
        "remedies": procedure.get("remedies", law["remedies"]),
    }
