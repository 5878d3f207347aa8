"""Reads the word lists of `bot/content/lexicon`, checked against their schema."""

from __future__ import annotations

import functools
import hashlib
import json
from pathlib import Path
from typing import Any

import jsonschema
import yaml

FOLDER = Path(__file__).resolve().parent.parent / "content" / "lexicon"
SCHEMA = FOLDER.parent / "schema" / "lexicon.json"


class LexiconError(ValueError):
    """A word list is missing or not in the shape its schema asks for; the message names file and place."""


def load(name: str, folder: Path = FOLDER) -> dict[str, Any]:
    """Return the word list `name` (file name without `.yml`). Raises `LexiconError`."""
    path = folder / f"{name}.yml"
    try:
        content: Any = yaml.load(
            path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        )
    except (OSError, yaml.YAMLError) as error:
        raise LexiconError(f"{path.name} cannot be read: {error}. Restore or correct the file.") from error
    try:
        jsonschema.validate(content, _schema(name))
    except jsonschema.ValidationError as error:
        place = " → ".join(str(step) for step in error.absolute_path) or "the whole file"
        raise LexiconError(f"{path.name}, {place}: {error.message}. Correct the word list.") from error
    return dict(content)


def fingerprint(*names: str, folder: Path = FOLDER) -> str:
    """Return a hash of these word lists, so that no cached Rasa component is used after one has changed."""
    digest = hashlib.sha256()
    for name in names:
        digest.update((folder / f"{name}.yml").read_bytes())
    return digest.hexdigest()


def _schema(name: str) -> dict[str, Any]:
    whole = json.loads(SCHEMA.read_text(encoding="utf-8"))
    if name not in whole["files"]:
        raise LexiconError(f"{name}.yml has no schema; add one under 'files' in {SCHEMA.name}.")
    return {"definitions": whole["definitions"], **whole["files"][name]}


@functools.cache
def load_once(name: str) -> dict[str, Any]:
    """`load` for the product's own lists, read once per process; treat the result as read-only."""
    return load(name)
