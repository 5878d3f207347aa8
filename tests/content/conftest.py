"""Content as it stands in its files, before any loader."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

FOLDER = Path(__file__).parents[2] / "bot" / "content"
#: Words that people type, not texts that they read; and descriptions of files.
NOT_TEXTS = frozenset({"lexicon", "schema"})

Files = Mapping[str, Mapping[str, Any]]


def read(folder: str) -> dict[str, Any]:
    """The files of one folder by name."""
    return {
        path.stem: yaml.load(path.read_text("utf-8"), Loader=yaml.CSafeLoader)
        for path in sorted((FOLDER / folder).glob("*.yml"))
    }


@pytest.fixture(scope="session")
def files() -> Files:
    """Every content file, by folder and name; files beside the folders stand under the name ""."""
    folders = (path.name for path in sorted(FOLDER.iterdir()) if path.is_dir() and path.name not in NOT_TEXTS)
    return {"": read("."), **{folder: read(folder) for folder in folders}}


@pytest.fixture(scope="session")
def marks(files: Files) -> dict[str, str]:
    """The confidence mark of every source."""
    return {
        slug: data["confidence"] for sources in files["sources"].values() for slug, data in sources.items()
    }
