"""What the classifier reads of a message: anybody's words, in lower case, with known words put right."""

from __future__ import annotations

from collections.abc import Iterable

from bot.nlu import alike, lexicon
from bot.nlu.alike import Alike
from bot.nlu.respelling import Respeller


class Reader:
    """Turns a message into the words that are understood; the message itself stays as it was written.

    Args:
        counts: the words of the training lines, as `Respeller` counts them.
    """

    def __init__(self, counts: dict[str, int]) -> None:
        self._alike = Alike.from_lexicon()
        self._respeller = Respeller(counts)

    @classmethod
    def fit(cls, texts: Iterable[str]) -> Reader:
        """Learn the words of `texts`."""
        reader = cls({})
        reader._respeller = Respeller.fit(map(reader._alike.without_person, texts))
        return reader

    @property
    def counts(self) -> dict[str, int]:
        """What was learned."""
        return self._respeller.counts

    @staticmethod
    def version() -> str:
        """Changes with what `read` returns, for trained vectors depend on it."""
        return f"{Respeller.VERSION} {Alike.VERSION} {lexicon.fingerprint(*alike.LISTS)}"

    def read(self, text: str) -> str:
        """The words of `text` as they are understood."""
        return self._alike.with_same_words(self._respeller.respell(self._alike.without_person(text)))
