"""Letter templates as they stand in `bot/content/letters`: read once, checked whole, free of code.

A file holds one agency. A letter may build on a `pattern` (a letter that many agencies share) and on a
`regime` (the words and articles of one law). What the letter itself says wins, then its pattern, its agency,
its regime; only of `values` the pattern's come last, so that an agency can fill in its own words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Literal, TypeVar, cast

import msgspec
import yaml

from bot.guidance.deadlines import Length
from bot.guidance.text import Text
from bot.letters.letter import Field, Language, LetterError, Review
from bot.letters.review import fingerprint, standing

FOLDER = Path(__file__).parent.parent / "content" / "letters"
SHARED_FILES = ("_frame", "_fields", "_regimes", "_blocks", "_patterns")
_T = TypeVar("_T")


class Sentence(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A sentence pair, said only where every flag of `when` holds (`!flag`: does not hold)."""

    nl: str
    en: str
    when: tuple[str, ...] = ()

    @property
    def text(self) -> Text:
        """The pair alone."""
        return Text(nl=self.nl, en=self.en)


class Item(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A list item: one sentence pair, or several under `sentences`."""

    nl: str = ""
    en: str = ""
    sentences: tuple[Sentence, ...] = ()
    when: tuple[str, ...] = ()

    @property
    def pairs(self) -> tuple[Sentence, ...]:
        """Its sentence pairs."""
        return self.sentences or (Sentence(nl=self.nl, en=self.en),)


class Block(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A piece of a letter's body: a shared block by name, a paragraph (`text`) or a list."""

    use: str | None = None
    heading: Text | None = None
    text: tuple[Sentence, ...] = ()
    numbered: tuple[Item, ...] = ()
    bullets: tuple[Item, ...] = ()
    when: tuple[str, ...] = ()


class Template(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One letter of one agency, with every layer (pattern, regime, agency) already merged in."""

    subject: Text
    body: tuple[Block, ...]
    signer: tuple[Sentence, ...]
    send: tuple[Sentence, ...]
    reminders: tuple[Sentence, ...]
    sources: tuple[str, ...]
    addressee: tuple[Text, ...] = ()
    variant: str = "default"
    when: tuple[str, ...] = ()
    kind: Literal["letter", "form"] = "letter"
    language: Language = "nl"
    regime: str = ""
    look_up: Text | None = None
    email_subject: Text | None = None
    enclosures: tuple[Sentence, ...] = ()
    warnings: tuple[Sentence, ...] = ()
    own_term: Length | None = None
    own_term_foreign: bool = False
    values: Mapping[str, Text] = {}
    review: Review = Review()


class Catalogue(msgspec.Struct, frozen=True):
    """All letters: templates by (agency, action) in order of trial, shared blocks, fields, the frame's words.

    `controllers` is who answers for an agency in law: the office, never a person. `fingerprints` names the text
    of every file, as a review must name it.
    """

    templates: Mapping[tuple[str, str], tuple[Template, ...]]
    blocks: Mapping[str, tuple[Block, ...]]
    fields: Mapping[str, Field]
    words: Mapping[str, Text]
    controllers: Mapping[str, Text]
    fingerprints: Mapping[str, str]

    def variants(self, agency: str, action: str) -> tuple[Template, ...]:
        """The templates of a letter.

        Raises:
            LetterError: there is no such letter.
        """
        found = self.templates.get((agency, action))
        if found is None:
            actions = sorted(a for g, a in self.templates if g == agency)
            hint = (
                f"letters for {agency!r}: {', '.join(actions)}" if actions else "no letters for this agency"
            )
            raise LetterError(f"there is no letter {action!r} for agency {agency!r}; {hint}")
        return found


@cache
def load_catalogue(folder: Path = FOLDER) -> Catalogue:
    """Read and check every letter file.

    Raises:
        LetterError: a file, key or name is wrong; the message names the file and the key.
    """
    files = {path.stem: _read(path) for path in sorted(folder.glob("*.yml"))}
    missing = [name for name in SHARED_FILES if name not in files]
    if missing:
        raise LetterError(
            f"{folder / missing[0]}.yml is missing: letters need the shared files {SHARED_FILES}"
        )
    shared = {name: files.pop(name) for name in SHARED_FILES}
    fields = _convert("_fields", _keyed(shared["_fields"]), dict[str, Field])
    blocks = _convert("_blocks", shared["_blocks"], dict[str, tuple[Block, ...]])
    words = _convert("_frame", shared["_frame"], dict[str, Text])
    templates: dict[tuple[str, str], tuple[Template, ...]] = {}
    fingerprints: dict[str, str] = {}
    for agency, raw in files.items():
        found = {action: _templates(agency, action, raw, shared) for action in raw["letters"]}
        fingerprints[agency] = _fingerprint(found, blocks)
        for action, variants in found.items():
            templates[agency, action] = tuple(
                msgspec.structs.replace(each, review=standing(each.review, fingerprints[agency]))
                for each in variants
            )
    named = {
        agency: raw["values"]["controller"]
        for agency, raw in files.items()
        if "controller" in raw.get("values", {})
    }
    controllers = _convert("values.controller", named, dict[str, Text])
    return Catalogue(
        templates=templates,
        blocks=blocks,
        fields=fields,
        words=words,
        controllers=controllers,
        fingerprints=fingerprints,
    )


def _templates(
    agency: str, action: str, file: Mapping[str, Any], shared: Mapping[str, Any]
) -> tuple[Template, ...]:
    merged = [_merge(agency, action, file, letter, shared) for letter in _as_list(file["letters"][action])]
    return _convert(f"{agency}.yml: letters.{action}", merged, tuple[Template, ...])


def _fingerprint(letters: Mapping[str, tuple[Template, ...]], blocks: Mapping[str, tuple[Block, ...]]) -> str:
    """Of everything that a file's letters say, the shared blocks they use among it."""
    said = {
        action: [msgspec.structs.replace(each, review=Review()) for each in variants]
        for action, variants in letters.items()
    }
    bodies = (each.body for variants in letters.values() for each in variants)
    used = sorted({name for body in bodies for name in _used(body, blocks)})
    return fingerprint([said, [(name, blocks[name]) for name in used]])


def _used(body: Iterable[Block], blocks: Mapping[str, tuple[Block, ...]]) -> Iterator[str]:
    for block in body:
        if block.use and block.use in blocks:
            yield block.use
            yield from _used(blocks[block.use], blocks)


def _read(path: Path) -> dict[str, Any]:
    try:
        return cast(
            dict[str, Any],
            yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader),
        )
    except yaml.YAMLError as error:
        raise LetterError(f"{path.name} is not valid YAML: {error}") from error


def _merge(
    agency: str,
    action: str,
    file: Mapping[str, Any],
    letter: Mapping[str, Any],
    shared: Mapping[str, Any],
) -> dict[str, Any]:
    where = f"{agency}.yml: letters.{action}"
    regime = letter.get("regime", file.get("regime", ""))
    pattern = _named(shared["_patterns"], letter.get("pattern"), f"{where}: pattern")
    law = _named(shared["_regimes"], regime, f"{where}: regime")
    own = {key: value for key, value in file.items() if key not in ("agency", "letters", "regime")}
    layers = [law, own, pattern, letter]
    merged: dict[str, Any] = {key: value for layer in layers for key, value in layer.items()}
    merged["values"] = {
        k: v for layer in (pattern, law, own, letter) for k, v in layer.get("values", {}).items()
    }
    merged["sources"] = list(dict.fromkeys(slug for layer in layers for slug in layer.get("sources", ())))
    merged["regime"] = regime
    merged.pop("pattern", None)
    return merged


def _named(library: Mapping[str, Any], name: str | None, where: str) -> Mapping[str, Any]:
    if not name:
        return {}
    if name not in library:
        raise LetterError(f"{where} {name!r} does not exist; there are: {', '.join(sorted(library))}")
    return cast(Mapping[str, Any], library[name])


def _keyed(raw: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    return {key: {"key": key, **value} for key, value in raw.items()}


def _as_list(letters: object) -> Iterable[Mapping[str, Any]]:
    return cast(list[Mapping[str, Any]], letters if isinstance(letters, list) else [letters])


def _convert(where: str, raw: object, type_: type[_T]) -> _T:
    try:
        return msgspec.convert(raw, type_)
    except msgspec.ValidationError as error:
        raise LetterError(f"content/letters/{where}: {error}") from error
