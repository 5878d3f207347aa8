"""The measures of issue 4, on scores `[lines, intents]`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.nlu.data import OUT_OF_SCOPE, URGENT, Line
from bot.nlu.calibration import expected_calibration_error

Scores = NDArray[np.floating[Any]]

_FALSE_ALARMS = 0.03


@dataclass(frozen=True)
class Readings:
    """What a classifier says of some lines: its scores and the names of their columns."""

    scores: Scores
    intents: Sequence[str]
    lines: Sequence[Line]

    def correct(self, within: int = 1) -> NDArray[np.bool_]:
        """For each line, whether its intent is among the first `within`."""
        names = np.array(self.intents)[np.argsort(-self.scores, axis=1)[:, :within]]
        truth = np.array([line.intent for line in self.lines])
        right: NDArray[np.bool_] = (names == truth[:, None]).any(axis=1)
        return right

    def accuracy(self, language: str | None = None, within: int = 1) -> float:
        """The share of lines read right, in one language or in both."""
        chosen = np.array([language in (None, line.language) for line in self.lines])
        return float(self.correct(within)[chosen].mean())

    def weakest(self) -> list[tuple[str, float]]:
        """Intents with their accuracy, the worst first."""
        right = self.correct()
        names = np.array([line.intent for line in self.lines])
        return sorted(
            ((name, float(right[names == name].mean())) for name in set(names)), key=lambda item: item[1]
        )

    def urgent_recall(self, within: int) -> float:
        """Of the lines that cannot wait, the share whose intent is among the first `within`."""
        urgent = np.array([line.intent in URGENT for line in self.lines])
        return float(self.correct(within)[urgent].mean())

    def calibration_error(self) -> float:
        """Expected calibration error; the scores must be probabilities."""
        return expected_calibration_error(self.scores.max(axis=1).astype(np.float64), self.correct())


def caught_out_of_scope(inside: Readings, outside: Scores) -> float:
    """The share of unrelated messages caught where 3 % of the related ones are taken for unrelated.

    What decides is how far out_of_scope lies above the best other reading.
    """
    column = list(inside.intents).index(OUT_OF_SCOPE)
    related = np.array([line.intent != OUT_OF_SCOPE for line in inside.lines])
    threshold = np.quantile(_lead(inside.scores, column)[related], 1 - _FALSE_ALARMS)
    return float((_lead(outside, column) > threshold).mean())


def _lead(scores: Scores, column: int) -> Scores:
    lead: Scores = scores[:, column] - np.delete(scores, column, axis=1).max(axis=1)
    return lead
