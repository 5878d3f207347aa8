"""What an editor should look at: `wegwijzer content check`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, Final, Literal, Protocol

import msgspec
import yaml

from bot.guidance.directory import VERIFIED
from bot.guidance.nodes import nodes

Kind = Literal["past review", "conflict", "not verified", "not yet reviewed by a lawyer"]
#: Letter templates, which guidance does not read otherwise.
LETTERS: Final = Path(__file__).parent.parent / "content" / "letters"
#: The order in which an editor should look.
KINDS: Final[tuple[Kind, ...]] = ("past review", "conflict", "not verified", "not yet reviewed by a lawyer")


class ContentFiles(Protocol):
    """All content, as far as it is looked through here."""

    @property
    def files(self) -> Mapping[str, Mapping[str, Any]]:
        """Folder, file name, data."""
        ...


class Finding(msgspec.Struct, frozen=True):
    """One place that needs a person: what is the matter, where, and what it means."""

    kind: Kind
    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.kind}: {self.where}: {self.what}"


def check(
    content: ContentFiles, today: date, letters: Path = LETTERS, fingerprints: Mapping[str, str] | None = None
) -> tuple[Finding, ...]:
    """Everything past its review, in conflict between sources, not verified or not reviewed, most pressing first.

    Args:
        content: all content.
        today: the day on which an editor looks.
        letters: the folder of letter templates.
        fingerprints: by letter file, the name of its text as it is now; a review must name it.

    Nothing here stops the product: an address past its review is not printed, and a text that rests on an
    unverified source says where to check it.
    """
    templates = {path.stem: yaml.load(path.read_bytes(), yaml.CSafeLoader) for path in letters.glob("*.yml")}
    found = [
        finding
        for folder, files in {**content.files, "letters": templates}.items()
        for name, data in files.items()
        for where, node in nodes(data, f"{folder}/{name}.yml")
        for finding in _findings(where, node, today)
    ]
    for name, data in templates.items():
        found += _reviews(name, data.get("review"), (fingerprints or {}).get(name))
    return tuple(sorted(found, key=lambda finding: (KINDS.index(finding.kind), finding.where)))


def _findings(where: str, node: Mapping[str, Any], today: date) -> Iterator[Finding]:
    review_after = node.get("review_after")
    if isinstance(review_after, date) and review_after < today:
        yield Finding("past review", where, f"was to be checked again after {review_after.isoformat()}")
    if isinstance(conflict := node.get("conflict"), str):
        yield Finding("conflict", where, conflict)
    confidence = node.get("confidence")
    if isinstance(confidence, str) and confidence not in VERIFIED:
        yield Finding("not verified", where, _unverified(confidence, node))


def _reviews(name: str, review: Mapping[str, Any] | None, text: str | None) -> Iterator[Finding]:
    if review is None:
        return
    where = f"letters/{name}.yml: review"
    if review.get("reviewed_by") is None:
        yield Finding(
            "not yet reviewed by a lawyer", where, f"fill in reviewed_by, reviewed_on and text: {text}"
        )
    elif review.get("text") != text:
        yield Finding(
            "not yet reviewed by a lawyer",
            where,
            f"the letters changed after {review['reviewed_by']} read them; their text is now {text}",
        )


def _unverified(confidence: str, node: Mapping[str, Any]) -> str:
    note = f"; {node['note']}" if isinstance(node.get("note"), str) else ""
    printed = ", not printed" if node.get("lines") or node.get("email") else ""
    return f"marked {confidence}{printed}{note}"
