"""Filling a template: which sentences are said, and what stands in place of each `{variable}`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

from bot.guidance.text import Text
from bot.letters.catalogue import Block, Item
from bot.letters.letter import LANGUAGES, Field, Language, LetterError, Section

_VARIABLE = re.compile(r"\{([a-z_]+)\}")
_DEEPEST = 4


def holds(when: Iterable[str], holding: frozenset[str]) -> bool:
    """Whether every flag holds; `!flag` asks that it does not."""
    return all((flag[1:] not in holding) if flag.startswith("!") else (flag in holding) for flag in when)


class Filler:
    """Fills `{variables}`: from the facts and the template's words, else with the placeholder of a field."""

    def __init__(self, fields: Mapping[str, Field], known: Mapping[str, Text]) -> None:
        self._fields = fields
        self._known = known
        self._asked: set[str] = set()

    def fill(self, text: Text) -> Text:
        """The text with every variable replaced.

        Raises:
            LetterError: a variable is neither known nor a field, or two of them name one another.
        """
        return Text(*(self._fill(text.in_language(language), language, 0) for language in LANGUAGES))

    def fields(self, also: Iterable[str]) -> tuple[Field, ...]:
        """The fields whose placeholders were used so far, and those of `also`, in the order of the form."""
        wanted = self._asked.union(also)
        return tuple(field for key, field in self._fields.items() if key in wanted)

    def _fill(self, text: str, language: Language, depth: int) -> str:
        if depth > _DEEPEST:
            raise LetterError(
                f"variables name one another in a circle near {text[:60]!r}: correct the template"
            )
        return _VARIABLE.sub(lambda match: self._value(match[1], language, depth), text)

    def _value(self, name: str, language: Language, depth: int) -> str:
        if name in self._known:
            return self._fill(self._known[name].in_language(language), language, depth + 1)
        if name in self._fields:
            self._asked.add(name)
            return self._fields[name].placeholder.in_language(language)
        raise LetterError(
            f"a letter names {{{name}}}, which is neither a value nor a field: correct the template"
        )


def sections(
    blocks: Iterable[Block], shared: Mapping[str, tuple[Block, ...]], holding: frozenset[str], filler: Filler
) -> Iterator[Section]:
    """The sections that hold for these flags, shared blocks put in their place.

    Raises:
        LetterError: a block is used that does not exist.
    """
    for block in blocks:
        if not holds(block.when, holding):
            continue
        if block.use:
            if block.use not in shared:
                raise LetterError(f"a letter uses the block {block.use!r}, which _blocks.yml does not hold")
            yield from sections(shared[block.use], shared, holding, filler)
            continue
        kind, items = _kind_and_items(block)
        said = [_said(item, holding, filler) for item in items if holds(item.when, holding)]
        kept = tuple(sentences for sentences in said if sentences)
        if kept:
            yield Section(kind, kept, filler.fill(block.heading) if block.heading else None)


def _kind_and_items(block: Block) -> tuple[Literal["paragraph", "numbered", "bullets"], tuple[Item, ...]]:
    if block.text:
        return "paragraph", (Item(sentences=block.text),)
    return ("numbered", block.numbered) if block.numbered else ("bullets", block.bullets)


def _said(item: Item, holding: frozenset[str], filler: Filler) -> tuple[Text, ...]:
    return tuple(filler.fill(pair.text) for pair in item.pairs if holds(pair.when, holding))
