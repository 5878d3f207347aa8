"""What the word lists know of a message, as features for its intent: held at Schiphol is not held in Cairo."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np
from scipy.sparse import csr_matrix

from bot.nlu.entity_finder import EntityFinder

# Weight against the sentence vector's 1, as tuned across writers (docs/evaluation.md).
_SHARE = 0.4
_HOME = "NL"

Hints = Collection[str]


def hints(text: str, finder: EntityFinder) -> Hints:
    """The named bodies, kinds of request and relations of `text`, and whether a place is in the Netherlands or not.

    Which other country it is does not matter: the same thing happens to people in all of them.
    """
    return {
        f"{entity.entity}:{_place(entity.value) if entity.entity == 'country' else entity.value}"
        for entity in finder.find(text)
    }


def _place(country: str) -> str:
    return "here" if country == _HOME else "abroad"


class HintFeatures:
    """One column for each hint that training lines gave.

    Args:
        names: the hints, in the order of the columns.
    """

    def __init__(self, names: Sequence[str]) -> None:
        self.names = list(names)
        self._columns = {name: column for column, name in enumerate(self.names)}

    @classmethod
    def fit(cls, lines: Sequence[Hints]) -> HintFeatures:
        """Give each hint of the lines a column."""
        return cls(sorted({name for line in lines for name in line}))

    def transform(self, lines: Sequence[Hints]) -> csr_matrix:
        """The rows of `lines`, `[lines, hints]`."""
        places = [
            (row, self._columns[name])
            for row, line in enumerate(lines)
            for name in sorted(line)
            if name in self._columns
        ]
        rows, columns = zip(*places, strict=True) if places else ((), ())
        values = np.full(len(places), _SHARE, dtype=np.float32)
        return csr_matrix((values, (rows, columns)), shape=(len(lines), len(self.names)), dtype=np.float32)
