"""A small pattern language over words, so that editors keep phrase lists instead of regular expressions.

A phrase is words separated by spaces; each is one of

- `word`: that word, whatever its case and accents;
- `=OM`: written exactly so (in a message that is not all capitals);
- `politie*`, `*politie`, `*politie*`: a word that begins with, ends with, or holds it;
- `a/b/c`: one of these;
- `@group`: one of the words of a named group;
- `word?`: may be absent;
- `..`: up to three words may stand here; `...`: up to six. A gap never crosses the end of a sentence.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from bot.nlu.words import Word, fold

_GAPS = {"..": 3, "...": 6}

Label = TypeVar("Label")


class PhraseError(ValueError):
    """A phrase in a word list cannot be read; the message says which and why."""


@dataclass(frozen=True, slots=True)
class _Part:
    """One place of a phrase: what may stand there, or a gap of at most `gap` words."""

    words: frozenset[str] = frozenset()
    exact: frozenset[str] = frozenset()
    prefixes: tuple[str, ...] = ()
    suffixes: tuple[str, ...] = ()
    inner: tuple[str, ...] = ()
    optional: bool = False
    gap: int = 0

    def fits(self, word: Word, shouted: bool) -> bool:
        key = word.key
        if key in self.words:
            return True
        if self.exact and not shouted and word.text.replace(".", "") in self.exact:
            return True
        return (
            key.startswith(self.prefixes)
            or key.endswith(self.suffixes)
            or any(part in key for part in self.inner)
        )

    @property
    def is_open(self) -> bool:
        return bool(self.suffixes or self.inner)


@dataclass(frozen=True, slots=True)
class Match(Generic[Label]):
    """A phrase found: its label and the words it covers, `first` to `last` (index, inclusive)."""

    label: Label
    first: int
    last: int


class Phrases(Generic[Label]):
    """Phrases with a label each, found in a list of words; looked up by first word, so size costs little."""

    def __init__(
        self, phrases: Iterable[tuple[str, Label]], groups: Mapping[str, Sequence[str]] | None = None
    ) -> None:
        self._by_first: dict[str, list[tuple[tuple[_Part, ...], Label]]] = defaultdict(list)
        self._by_prefix: dict[str, list[tuple[tuple[_Part, ...], Label]]] = defaultdict(list)
        self._any_first: list[tuple[tuple[_Part, ...], Label]] = []
        for text, label in phrases:
            self._add(text, label, groups or {})

    def _add(self, text: str, label: Label, groups: Mapping[str, Sequence[str]]) -> None:
        parts = tuple(_part(item, text, groups) for item in text.replace("-", " ").split())
        if not parts or parts[0].gap or parts[-1].gap or all(part.optional for part in parts):
            raise PhraseError(f"phrase {text!r} must begin and end with a word")
        while parts[0].optional:
            self._index(parts[1:], label)
            parts = (_required(parts[0]), *parts[1:])
        self._index(parts, label)

    def _index(self, parts: tuple[_Part, ...], label: Label) -> None:
        first = parts[0]
        if first.optional:
            self._index(parts[1:], label)
            first = _required(first)
            parts = (first, *parts[1:])
        if first.is_open or any(len(prefix) < 3 for prefix in first.prefixes):
            self._any_first.append((parts, label))
            return
        for key in first.words | {fold(text) for text in first.exact}:
            self._by_first[key].append((parts, label))
        for prefix in first.prefixes:
            self._by_prefix[prefix[:3]].append((parts, label))

    def find(self, words: Sequence[Word], shouted: bool = False) -> Iterator[Match[Label]]:
        """Yield the longest match of every phrase at every place; matches may overlap."""
        for start, word in enumerate(words):
            candidates = self._by_first.get(word.key, [])
            by_prefix = self._by_prefix.get(word.key[:3], [])
            for parts, label in (*candidates, *by_prefix, *self._any_first):
                end = _end_of(parts, 0, words, start, shouted)
                if end is not None:
                    yield Match(label, start, end - 1)

    def longest(self, words: Sequence[Word], shouted: bool = False) -> list[Match[Label]]:
        """Return matches that do not overlap, the longer winning over the shorter, in order of place."""
        return longest_first(self.find(words, shouted))


def longest_first(matches: Iterable[Match[Label]]) -> list[Match[Label]]:
    """Drop every match that overlaps a longer one (of equal ones the earlier stays)."""
    kept: list[Match[Label]] = []
    taken: set[int] = set()
    for match in sorted(matches, key=lambda match: (match.first - match.last, match.first)):
        covered = range(match.first, match.last + 1)
        if taken.isdisjoint(covered):
            taken.update(covered)
            kept.append(match)
    return sorted(kept, key=lambda match: match.first)


def _end_of(
    parts: tuple[_Part, ...], at: int, words: Sequence[Word], place: int, shouted: bool
) -> int | None:
    """Return the index behind the match of `parts[at:]` at `place`, or nothing."""
    if at == len(parts):
        return place
    part = parts[at]
    if part.gap:
        for skipped in range(part.gap + 1):
            end = _end_of(parts, at + 1, words, place + skipped, shouted)
            if end is not None and words[place - 1].sentence == words[end - 1].sentence:
                return end
        return None
    fits = place < len(words) and part.fits(words[place], shouted)
    if fits and (at == 0 or words[place - 1].sentence == words[place].sentence):
        end = _end_of(parts, at + 1, words, place + 1, shouted)
        if end is not None:
            return end
    return _end_of(parts, at + 1, words, place, shouted) if part.optional else None


def _part(item: str, phrase: str, groups: Mapping[str, Sequence[str]]) -> _Part:
    if item in _GAPS:
        return _Part(gap=_GAPS[item])
    optional = item.endswith("?")
    words: set[str] = set()
    exact: set[str] = set()
    prefixes: list[str] = []
    suffixes: list[str] = []
    inner: list[str] = []
    for option in _options(item.removesuffix("?"), phrase, groups):
        if option.startswith("="):
            exact.add(option[1:])
        elif option.startswith("*") and option.endswith("*"):
            inner.append(fold(option[1:-1]))
        elif option.endswith("*"):
            prefixes.append(fold(option[:-1]))
        elif option.startswith("*"):
            suffixes.append(fold(option[1:]))
        else:
            words.add(fold(option))
    return _Part(frozenset(words), frozenset(exact), tuple(prefixes), tuple(suffixes), tuple(inner), optional)


def _options(item: str, phrase: str, groups: Mapping[str, Sequence[str]]) -> Iterator[str]:
    for option in item.split("/"):
        if option.startswith("@"):
            if option[1:] not in groups:
                raise PhraseError(
                    f"phrase {phrase!r} names the group {option}, which its file does not define"
                )
            if long := [word for word in groups[option[1:]] if " " in word or "-" in word]:
                raise PhraseError(f"group {option} holds {long[0]!r}; a group holds single words only")
            yield from groups[option[1:]]
        elif option.strip("=*"):
            yield option
        else:
            raise PhraseError(f"phrase {phrase!r} has an empty word in {item!r}")


def _required(part: _Part) -> _Part:
    return _Part(part.words, part.exact, part.prefixes, part.suffixes, part.inner)
