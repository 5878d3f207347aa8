"""Every file has the shape that its folder's schema describes."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import jsonschema
import pytest

from tests.content.conftest import FOLDER, Files, read

#: Folder and the schema of its files.
SCHEMAS = {
    "sources": "source",
    "agencies": "agency",
    "regimes": "regime",
    "countries": "country",
    "explanations": "explanation",
    "outcomes": "outcome",
}
_STORE = {
    f"file:///{path.name}": json.loads(path.read_text("utf-8")) for path in (FOLDER / "schema").glob("*.json")
}


def _validator(schema: str) -> jsonschema.Draft7Validator:
    uri = f"file:///{schema}.json"
    resolver = jsonschema.RefResolver(uri, _STORE[uri], store=_STORE)
    return jsonschema.Draft7Validator(_STORE[uri], resolver=resolver)


def _as_json(data: Any) -> Any:
    """YAML's days as text, for JSON has none."""
    if isinstance(data, dict):
        return {key: _as_json(value) for key, value in data.items()}
    if isinstance(data, list):
        return [_as_json(value) for value in data]
    return data.isoformat() if isinstance(data, date) else data


@pytest.mark.parametrize(("folder", "name"), [(folder, name) for folder in SCHEMAS for name in read(folder)])
def test_a_file_follows_its_schema(folder: str, name: str, files: Files) -> None:
    problems = [
        f"{'/'.join(map(str, error.path))}: {error.message[:200]}"
        for error in _validator(SCHEMAS[folder]).iter_errors(_as_json(files[folder][name]))
    ]
    assert problems == []


@pytest.mark.parametrize("schema", SCHEMAS.values())
def test_a_schema_refuses_a_text_without_english(schema: str) -> None:
    text = _STORE["file:///definitions.json"]["text"]
    assert not jsonschema.Draft7Validator(text).is_valid({"nl": "Alleen Nederlands"})
    assert "definitions.json#/text" in json.dumps(_STORE[f"file:///{schema}.json"])
