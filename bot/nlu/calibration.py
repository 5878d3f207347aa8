"""Turns a classifier's scores into probabilities that mean what they say."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize_scalar
from scipy.special import log_softmax, softmax

Floats = NDArray[np.float64]

_BINS = 15
_LOWEST, _HIGHEST = 0.02, 5.0


def probabilities(scores: NDArray[np.float32], temperature: float) -> Floats:
    """Scores `[texts, intents]` as probabilities; a lower temperature is more certain."""
    result: Floats = softmax(np.asarray(scores, dtype=np.float64) / temperature, axis=-1)
    return result


def fit_temperature(scores: NDArray[np.float32], truth: NDArray[np.int64]) -> float:
    """The temperature under which held-out `scores` say `truth` (column numbers) with the least surprise.

    Scores of lines that the classifier was trained on are too good to learn from: pass those of held-out folds.
    """
    rows = np.arange(len(truth))

    def surprise(temperature: float) -> float:
        return float(-log_softmax(scores / temperature, axis=1)[rows, truth].mean())

    return float(minimize_scalar(surprise, bounds=(_LOWEST, _HIGHEST), method="bounded").x)


def expected_calibration_error(confidence: Floats, correct: NDArray[np.bool_]) -> float:
    """How far confidence lies from the share that was right, in 15 equal bins weighted by size (Naeini et al. 2015)."""
    bins = np.minimum((confidence * _BINS).astype(int), _BINS - 1)
    gaps = (
        (bins == number).mean() * abs(confidence[bins == number].mean() - correct[bins == number].mean())
        for number in np.unique(bins)
    )
    return float(sum(gaps))
