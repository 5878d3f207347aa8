"""What a message wants: one linear classifier over sentence vectors and character n-grams, for both languages."""

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
from bot.nlu.ngrams import CharacterNgrams

Vectors = NDArray[np.float32]

_SEED = 20261124
_FOLDS = 3
_ARRAYS_FILE, _INTENTS_FILE = "intent_model.npz", "intents.json"


@dataclass(frozen=True)
class Options:
    """What was tuned across writers (docs/evaluation.md).

    Attributes:
        penalty: inverse strength of the classifier's regularisation.
        ngram_share: weight of the n-grams against the sentence vector's 1.
    """

    penalty: float = 0.3
    ngram_share: float = 1.0


class IntentModel:
    """Trained with `fit`, kept with `save`, and safe to share between threads."""

    VERSION = "1"
    """Changes with what `fit` or `save` do, for Rasa sees only its component's own code."""

    def __init__(
        self, intents: list[str], ngrams: CharacterNgrams, arrays: dict[str, NDArray[Any]], options: Options
    ) -> None:
        self.intents = intents
        self._ngrams = ngrams
        self._arrays = arrays
        self._options = options

    @classmethod
    def fit(
        cls, texts: Sequence[str], vectors: Vectors, intents: Sequence[str], options: Options = Options()
    ) -> IntentModel:
        """Train on lines, their sentence vectors `[lines, width]` and their intents; same input, same model.

        Raises:
            ValueError: fewer than two intents.
        """
        names, labels = np.unique(np.array(intents), return_inverse=True)
        if len(names) < 2:
            raise ValueError("Training needs lines of at least two intents.")
        model = cls._fit_uncalibrated(texts, vectors, labels, options)
        model.intents = names.tolist()
        model._arrays["temperature"] = np.array(_held_out_temperature(texts, vectors, labels, options))
        return model

    @classmethod
    def _fit_uncalibrated(
        cls, texts: Sequence[str], vectors: Vectors, labels: NDArray[np.int64], options: Options
    ) -> IntentModel:
        ngrams = CharacterNgrams()
        rows = ngrams.fit(texts)
        # The encoder's vectors all point the same way; only what differs from the mean says something.
        centre = vectors.mean(axis=0)
        scale = np.float32(1 / max(np.linalg.norm(vectors - centre, axis=1).mean(), 1e-6))
        features = _joined(rows, (vectors - centre) * scale, options)
        classifier = LinearSVC(C=options.penalty, tol=1e-2, max_iter=300, random_state=_SEED).fit(
            features, labels
        )
        weights, bias = classifier.coef_, classifier.intercept_
        if len(weights) == 1:
            # scikit-learn keeps one row for two classes.
            weights, bias = np.vstack([-weights, weights]), np.concatenate([-bias, bias])
        arrays = {
            "centre": centre,
            "scale": scale,
            "weights": np.ascontiguousarray(weights.T, dtype=np.float32),
            "bias": bias.astype(np.float32),
            "temperature": np.array(1.0),
        }
        return cls([], ngrams, arrays, options)

    def scores(self, texts: Sequence[str], vectors: Vectors) -> NDArray[np.float32]:
        """Uncalibrated scores, `[texts, intents]`."""
        dense = (vectors - self._arrays["centre"]) * self._arrays["scale"]
        features = _joined(self._ngrams.transform(texts), dense, self._options)
        scores: NDArray[np.float32] = features @ self._arrays["weights"] + self._arrays["bias"]
        return scores

    def probabilities(self, texts: Sequence[str], vectors: Vectors) -> NDArray[np.float64]:
        """Calibrated probabilities, `[texts, intents]`, in the order of `intents`."""
        return probabilities(self.scores(texts, vectors), float(self._arrays["temperature"]))

    def ranking(self, text: str, vector: Vectors) -> list[tuple[str, float]]:
        """All intents with their probability, the likeliest first."""
        row = self.probabilities([text], vector[None])[0]
        return [(self.intents[place], float(row[place])) for place in np.argsort(-row, kind="stable")]

    def save(self, folder: Path) -> None:
        """Write the model into `folder`, in formats that hold data only."""
        np.savez(folder / _ARRAYS_FILE, **self._arrays, **self._ngrams.to_arrays())
        saved = {"intents": self.intents, "options": vars(self._options)}
        (folder / _INTENTS_FILE).write_text(json.dumps(saved), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> IntentModel:
        """Read what `save` wrote."""
        with np.load(folder / _ARRAYS_FILE, allow_pickle=False) as stored:
            arrays = dict(stored)
        saved = json.loads((folder / _INTENTS_FILE).read_text(encoding="utf-8"))
        ngrams = CharacterNgrams.from_arrays({name: arrays.pop(name) for name in ("ngrams", "ngram_weights")})
        return cls(saved["intents"], ngrams, arrays, Options(**saved["options"]))


def _joined(ngrams: csr_matrix, dense: Vectors, options: Options) -> csr_matrix:
    return hstack([ngrams * options.ngram_share, csr_matrix(dense)], format="csr", dtype=np.float32)


def _held_out_temperature(
    texts: Sequence[str], vectors: Vectors, labels: NDArray[np.int64], options: Options
) -> float:
    folds = min(_FOLDS, int(np.bincount(labels).min()))
    if folds < 2:
        return 1.0
    scores = np.zeros((len(labels), int(labels.max()) + 1), dtype=np.float32)
    splitter = StratifiedKFold(folds, shuffle=True, random_state=_SEED)
    for kept, held_out in splitter.split(texts, labels):
        model = IntentModel._fit_uncalibrated([texts[i] for i in kept], vectors[kept], labels[kept], options)
        scores[held_out] = model.scores([texts[i] for i in held_out], vectors[held_out])
    return fit_temperature(scores, labels)
