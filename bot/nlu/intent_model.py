"""What a message wants: one linear classifier over sentence vectors, n-grams and hints, for both languages."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack
from sklearn.model_selection import StratifiedKFold
from sklearn.svm import LinearSVC

from bot.nlu.calibration import fit_temperature, probabilities
from bot.nlu.hints import HintFeatures, Hints
from bot.nlu.ngrams import Ngrams

Vectors = NDArray[np.float32]

_SEED = 20261124
_FOLDS = 3
# Inverse strength of regularisation, tuned across writers (docs/evaluation.md).
_PENALTY = 0.3
_ARRAYS_FILE, _INTENTS_FILE = "intent_model.npz", "intents.json"


@dataclass(frozen=True)
class Lines:
    """Messages as the classifier sees them.

    Attributes:
        texts: respelled, in lower case.
        vectors: their sentence vectors, `[lines, width]`.
        hints: what the word lists know of each.
    """

    texts: Sequence[str]
    vectors: Vectors
    hints: Sequence[Hints]

    def take(self, places: NDArray[np.int64]) -> Lines:
        """The lines at `places`."""
        return Lines([self.texts[i] for i in places], self.vectors[places], [self.hints[i] for i in places])


class IntentModel:
    """Trained with `fit`, kept with `save`, and safe to share between threads."""

    VERSION = "3"
    """Changes with what `fit` or `save` do, for Rasa sees only its component's own code."""

    def __init__(
        self,
        intents: list[str],
        ngrams: Ngrams,
        hints: HintFeatures,
        arrays: dict[str, NDArray[Any]],
        temperature: float = 1.0,
    ) -> None:
        self.intents = intents
        self._ngrams = ngrams
        self._hints = hints
        self._arrays = arrays
        self._temperature = temperature

    @classmethod
    def fit(cls, lines: Lines, intents: Sequence[str]) -> IntentModel:
        """Train on lines and their intents; same input, same model.

        Raises:
            ValueError: fewer than two intents.
        """
        labels = np.array(intents)
        if len(set(intents)) < 2:
            raise ValueError("Training needs lines of at least two intents.")
        model = cls.fit_uncalibrated(lines, labels)
        model._temperature = _held_out_temperature(lines, labels)
        return model

    @classmethod
    def fit_uncalibrated(cls, lines: Lines, labels: NDArray[np.str_]) -> IntentModel:
        """As `fit`, without the held-out rounds: the order of the readings is right, their probabilities are not."""
        ngrams, hints = Ngrams(), HintFeatures.fit(lines.hints)
        rows = ngrams.fit(lines.texts)
        # The encoder's vectors all point the same way; only what differs from the mean says something.
        centre = lines.vectors.mean(axis=0)
        scale = np.float32(1 / max(np.linalg.norm(lines.vectors - centre, axis=1).mean(), 1e-6))
        features = _joined(rows, (lines.vectors - centre) * scale, hints.transform(lines.hints))
        classifier = LinearSVC(C=_PENALTY, tol=1e-2, max_iter=300, random_state=_SEED).fit(features, labels)
        weights, bias = classifier.coef_, classifier.intercept_
        if len(weights) == 1:
            # scikit-learn keeps one row for two classes.
            weights, bias = np.vstack([-weights, weights]), np.concatenate([-bias, bias])
        arrays = {
            "centre": centre,
            "scale": scale,
            "weights": np.ascontiguousarray(weights.T, dtype=np.float32),
            "bias": bias.astype(np.float32),
        }
        return cls(classifier.classes_.tolist(), ngrams, hints, arrays)

    def scores(self, lines: Lines) -> NDArray[np.float32]:
        """Uncalibrated scores, `[lines, intents]`."""
        dense = (lines.vectors - self._arrays["centre"]) * self._arrays["scale"]
        features = _joined(self._ngrams.transform(lines.texts), dense, self._hints.transform(lines.hints))
        scores: NDArray[np.float32] = features @ self._arrays["weights"] + self._arrays["bias"]
        return scores

    def probabilities(self, lines: Lines) -> NDArray[np.float64]:
        """Calibrated probabilities, `[lines, intents]`, in the order of `intents`."""
        return probabilities(self.scores(lines), self._temperature)

    def ranking(self, text: str, vector: Vectors, hints: Hints) -> list[tuple[str, float]]:
        """All intents with their probability for one message, the likeliest first."""
        row = self.probabilities(Lines([text], vector[None], [hints]))[0]
        return [(self.intents[place], float(row[place])) for place in np.argsort(-row, kind="stable")]

    def knows(self, text: str) -> bool:
        """Whether any part of a word of `text` stood in a training line; of other text the vector only guesses."""
        return bool(self._ngrams.transform([text]).nnz)

    def save(self, folder: Path) -> None:
        """Write the model into `folder`, in formats that hold data only."""
        np.savez(folder / _ARRAYS_FILE, **self._arrays, **self._ngrams.to_arrays())
        saved = {"intents": self.intents, "hints": self._hints.names, "temperature": self._temperature}
        (folder / _INTENTS_FILE).write_text(json.dumps(saved), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> IntentModel:
        """Read what `save` wrote."""
        with np.load(folder / _ARRAYS_FILE, allow_pickle=False) as stored:
            arrays = dict(stored)
        saved = json.loads((folder / _INTENTS_FILE).read_text(encoding="utf-8"))
        hints = HintFeatures(saved["hints"])
        return cls(saved["intents"], Ngrams.from_arrays(arrays), hints, arrays, saved["temperature"])


def _joined(ngrams: csr_matrix, dense: Vectors, hints: csr_matrix) -> csr_matrix:
    return hstack([ngrams, csr_matrix(dense), hints], format="csr", dtype=np.float32)


def _held_out_temperature(lines: Lines, labels: NDArray[np.str_]) -> float:
    names, columns = np.unique(labels, return_inverse=True)
    folds = min(_FOLDS, int(np.bincount(columns).min()))
    if folds < 2:
        return 1.0
    scores = np.zeros((len(labels), len(names)), dtype=np.float32)
    splitter = StratifiedKFold(folds, shuffle=True, random_state=_SEED)
    for kept, held_out in splitter.split(columns, columns):
        model = IntentModel.fit_uncalibrated(lines.take(kept), labels[kept])
        scores[held_out] = model.scores(lines.take(held_out))
    return fit_temperature(scores, columns)
