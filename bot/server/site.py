"""The page's own words, from `bot/content/site`: read once, checked, handed out per language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Literal

import yaml

_CONTENT = Path(__file__).parent.parent / "content"
FOLDER = _CONTENT / "site"
Language = Literal["nl", "en"]
LANGUAGES: tuple[Language, ...] = ("nl", "en")


class SiteError(ValueError):
    """A file of the page's words cannot be used; the message names the file, the key and what to do."""


def load_site(folder: Path = FOLDER) -> Mapping[str, Any]:
    """Every file of the folder under its own name.

    Raises:
        SiteError: a text lacks one of the two languages, or a file is no mapping.
    """
    site: dict[str, Any] = {}
    for path in sorted(folder.glob("*.yml")):
        data = yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader)
        if not isinstance(data, dict):
            raise SiteError(f"{path.name}: the file must be a mapping of keys to texts.")
        for key, problem in _problems(data, ()):
            raise SiteError(f"{path.name}: {key}: {problem}")
        site[path.stem] = data
    return site


def load_sources(folder: Path = _CONTENT / "sources") -> list[Mapping[str, Any]]:
    """Every source with its slug as `id`, for the page that lists them."""
    found: dict[str, Mapping[str, Any]] = {}
    for path in sorted(folder.glob("*.yml")):
        found |= yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader) or {}
    return [{"id": slug, **source} for slug, source in sorted(found.items())]


def load_agencies(folder: Path = _CONTENT / "agencies") -> list[Mapping[str, Any]]:
    """Every record of the directory."""
    return [yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader) for path in sorted(folder.glob("*.yml"))]


def identity_rules(agencies: list[Mapping[str, Any]], language: Language) -> list[dict[str, str]]:
    """Per agency that wants a copy of an identity document: what it says about covering parts of it."""
    rules = []
    for agency in agencies:
        blocks = (procedure.get("blocks", {}) for procedure in agency.get("procedures", []))
        wanted = [block["identity"] for block in blocks if block.get("identity", {}).get("document")]
        if wanted:
            text = in_language(wanted[0]["text"], language)
            rules.append({"code": agency["code"], "name": agency["name"][language], "text": text})
    return sorted(rules, key=lambda rule: rule["name"])


def in_language(value: Any, language: Language) -> Any:
    """The same structure with every `{nl, en}` replaced by its text in one language."""
    if isinstance(value, dict):
        if _is_text(value):
            return value[language]
        return {key: in_language(inner, language) for key, inner in value.items()}
    if isinstance(value, list):
        return [in_language(inner, language) for inner in value]
    return value


def _is_text(value: Mapping[str, Any]) -> bool:
    return bool({"nl", "en"} & value.keys())


def _problems(value: Any, where: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    if isinstance(value, list):
        for position, inner in enumerate(value, 1):
            yield from _problems(inner, (*where, str(position)))
    elif isinstance(value, dict) and _is_text(value):
        if value.keys() - set(LANGUAGES):
            yield ".".join(where), "has more than nl and en: put a text with a comma between quotes."
        for language in LANGUAGES:
            if not str(value.get(language) or "").strip():
                yield ".".join(where), f"has no text in {language!r}: add it."
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _problems(inner, (*where, str(key)))
