"""Everything under `bot/content` that guidance needs: read once, checked whole, passed to whoever needs it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final, TypeVar

import msgspec
import yaml
from babel import Locale

from bot.guidance.countries import Country
from bot.guidance.directory import Agency, read_directory
from bot.guidance.entries import Entry
from bot.guidance.nodes import nodes
from bot.guidance.questions import Question
from bot.guidance.steps import Note, StepFile, StepLibrary
from bot.guidance.territories import COUNTRIES
from bot.guidance.text import Text

FOLDER: Final = Path(__file__).parent.parent / "content"
#: What guidance reads; chat and site load their own. Of letters only their names are used here.
FOLDERS: Final = (
    "sources",
    "agencies",
    "regimes",
    "steps",
    "countries",
    "questions",
    "explanations",
    "outcomes",
    "letters",
)
#: Marks under which a text may be shown (facts/README.md); general knowledge never is.
SHOWN: Final = frozenset({"V", "V1", "V2", "S", "V-old", "I"})
_T = TypeVar("_T")


class ContentError(ValueError):
    """A content file cannot be used; the message names file, key and what to do."""


class Source(msgspec.Struct, frozen=True):
    """What a text rests on, as a plan shows it."""

    id: str
    title: Text
    url: str
    checked_on: date
    confidence: str


class Content(msgspec.Struct, frozen=True):
    """All guidance content. `files` holds the other folders as they were read: folder, file name, data."""

    sources: Mapping[str, Source]
    steps: StepLibrary
    countries: Mapping[str, Country]
    #: As a sentence calls them: "Morocco", "the United States".
    country_names: Mapping[str, Text]
    questions: Mapping[str, Question]
    expectations: tuple[Entry, ...]
    help: tuple[Entry, ...]
    agencies: Mapping[str, Agency]
    letters: frozenset[tuple[str, str]]
    files: Mapping[str, Mapping[str, Any]]

    def source(self, slug: str) -> Source:
        """A source by its slug.

        Raises:
            ContentError: there is none.
        """
        try:
            return self.sources[slug]
        except KeyError:
            raise ContentError(
                f"no source {slug!r}; add it to a file in sources/ or correct the slug"
            ) from None

    def people(self) -> tuple[Entry, ...]:
        """Whom a person can talk to, whatever the situation."""
        return tuple(entry for entry in self.help if entry.person)


@cache
def load_content(folder: Path = FOLDER) -> Content:
    """Read and check all content.

    Raises:
        ContentError: a file is missing, is not YAML, lacks a language, or cites a source that does not exist.
    """
    files = {name: _read_folder(folder / name) for name in FOLDERS}
    sources = _sources(files["sources"])
    _check_texts(files, sources)
    steps = StepLibrary.of(
        {name: _typed(data, StepFile, f"steps/{name}") for name, data in _named(files["steps"])},
        {
            key: _typed(note, Note, f"steps/_notes.yml: {key}")
            for key, note in files["steps"]["_notes"].items()
        },
        {
            key: _typed(rule, Text, f"steps/_rules.yml: {key}")
            for key, rule in files["steps"]["_rules"].items()
        },
    )
    single = {name: _read(folder / f"{name}.yml") for name in ("expectations", "help", "country_names")}
    _check_texts({"": single}, sources)
    return Content(
        sources=sources,
        steps=steps,
        countries={
            code: _typed(data, Country, f"countries/{code}") for code, data in files["countries"].items()
        },
        country_names=_country_names(single["country_names"]),
        questions={
            data["fact"]: _typed(data, Question, f"questions/{name}")
            for name, data in files["questions"].items()
        },
        expectations=_typed(single["expectations"], tuple[Entry, ...], "expectations"),
        help=_typed(single["help"], tuple[Entry, ...], "help"),
        agencies=_directory(files["agencies"], files["regimes"]),
        letters=frozenset(
            (agency, action)
            for agency, data in files["letters"].items()
            if not agency.startswith("_")
            for action in data["letters"]
        ),
        files=files,
    )


def _named(files: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    return ((name, data) for name, data in files.items() if name not in ("_notes", "_rules"))


def _read_folder(folder: Path) -> dict[str, Any]:
    return {path.stem: _read(path) for path in sorted(folder.glob("*.yml"))}


def _read(path: Path) -> Any:
    try:
        return yaml.load(path.read_text("utf-8"), Loader=yaml.CSafeLoader)
    except OSError as error:
        raise ContentError(
            f"{path.name} cannot be read ({type(error).__name__}); restore it from the repository"
        ) from None
    except yaml.YAMLError as error:
        raise ContentError(f"{path.parent.name}/{path.name} is not YAML: {error}") from None


def _typed(data: Any, kind: type[_T], where: str) -> _T:
    try:
        return msgspec.convert(data, kind)
    except msgspec.ValidationError as error:
        raise ContentError(f"{where}: {error}") from None


def _directory(agencies: Mapping[str, Any], regimes: Mapping[str, Any]) -> dict[str, Agency]:
    try:
        return read_directory(agencies, regimes)
    except ValueError as error:
        raise ContentError(str(error)) from None


def _sources(files: Mapping[str, Any]) -> dict[str, Source]:
    found: dict[str, Source] = {}
    for name, slugs in files.items():
        for slug, data in slugs.items():
            if slug in found:
                raise ContentError(
                    f"sources/{name}.yml: {slug!r} exists already; a slug names one source for good"
                )
            found[slug] = _typed({**data, "id": slug}, Source, f"sources/{name}.yml: {slug}")
    return found


def _country_names(with_article: Any) -> dict[str, Text]:
    dutch, english = (Locale(language).territories for language in ("nl", "en"))
    names = {code: Text(dutch[code], english[code]) for code in COUNTRIES}
    return names | _typed(with_article, dict[str, Text], "country_names.yml")


def _check_texts(files: Mapping[str, Mapping[str, Any]], sources: Mapping[str, Source]) -> None:
    for folder, by_name in files.items():
        for name, data in by_name.items():
            for path, node in nodes(data, f"{folder}/{name}.yml".lstrip("/")):
                _check_node(path, node, sources)


def _check_node(path: str, node: dict[str, Any], sources: Mapping[str, Source]) -> None:
    if ("nl" in node) != ("en" in node):
        raise ContentError(f"{path}: one language is missing; write both nl and en")
    cited = node.get("sources")
    if not isinstance(cited, list):
        return
    for slug in cited:
        if slug not in sources:
            raise ContentError(
                f"{path}: no source {slug!r}; add it to a file in sources/ or correct the slug"
            )
        if sources[slug].confidence not in SHOWN:
            raise ContentError(
                f"{path}: {slug!r} is general knowledge, which is never shown; leave the text out"
            )
