"""Walking through a content file: every mapping in it, with its place."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any


def nodes(data: Any, where: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every mapping in `data`, which is called `where`, with its place: `steps/police.yml: access: how[0]`."""
    if isinstance(data, dict):
        yield where, data
        for key, value in data.items():
            yield from nodes(value, f"{where}: {key}")
    elif isinstance(data, list):
        for place, value in enumerate(data):
            yield from nodes(value, f"{where}[{place}]")
