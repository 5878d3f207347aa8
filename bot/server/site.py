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
        for language in LANGUAGES:
            if not str(value.get(language) or "").strip():
                yield ".".join(where), f"has no text in {language!r}: add it."
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _problems(inner, (*where, str(key)))
