"""The ways to read an intent that are compared; each is trained on lines and scores texts."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack
from sklearn.linear_model import LogisticRegression
from sklearn.neural_network import MLPClassifier
from sklearn.svm import LinearSVC

from benchmarks.nlu.features import Vectors, e5, use
from bot.nlu.entity_finder import EntityFinder
from bot.nlu.hints import hints
from bot.nlu.intent_model import IntentModel, Lines
from bot.nlu.ngrams import Ngrams
from bot.nlu.reader import Reader

Scores = NDArray[np.floating[Any]]
Encode = Callable[[Sequence[str]], Vectors]

_SEED = 20261124
_SENTENCE_END = re.compile(r"(?<=[.!?…])\s+")


class Candidate(Protocol):
    """A classifier in training and in use."""

    intents: list[str]

    def fit(self, texts: Sequence[str], labels: NDArray[np.str_]) -> None:
        """Train on texts and their intents."""

    def scores(self, texts: Sequence[str]) -> Scores:
        """Scores `[texts, intents]`."""


class Linear:
    """Any mix of encoders and n-grams under a linear classifier."""

    def __init__(self, encoders: Sequence[Encode] = (), ngrams: bool = False, logistic: bool = False) -> None:
        self._encoders = encoders
        self._ngrams = Ngrams() if ngrams else None
        self._classifier = (
            LogisticRegression(C=16, max_iter=200)
            if logistic
            else LinearSVC(C=0.3, tol=1e-2, max_iter=300, random_state=_SEED)
        )
        self._centres: list[tuple[Vectors, float]] = []
        self.intents: list[str] = []

    def fit(self, texts: Sequence[str], labels: NDArray[np.str_]) -> None:
        """See `Candidate`."""
        for encode in self._encoders:
            vectors = encode(texts)
            centre = vectors.mean(axis=0)
            self._centres.append((centre, float(np.linalg.norm(vectors - centre, axis=1).mean())))
        rows = [self._ngrams.fit(texts)] if self._ngrams else []
        self._classifier.fit(hstack([*rows, *self._dense(texts)], format="csr"), labels)
        self.intents = self._classifier.classes_.tolist()

    def scores(self, texts: Sequence[str]) -> Scores:
        """See `Candidate`."""
        rows = [self._ngrams.transform(texts)] if self._ngrams else []
        scores: Scores = self._classifier.decision_function(
            hstack([*rows, *self._dense(texts)], format="csr")
        )
        return scores

    def _dense(self, texts: Sequence[str]) -> list[csr_matrix]:
        pairs = zip(self._encoders, self._centres, strict=True)
        return [csr_matrix((encode(texts) - centre) / length) for encode, (centre, length) in pairs]


class Ours:
    """What the assistant runs: anybody's words, corrected spelling, e5, n-grams and hints from the word lists."""

    def __init__(self) -> None:
        self._finder = EntityFinder.from_lexicon()
        self.intents: list[str] = []

    def fit(self, texts: Sequence[str], labels: NDArray[np.str_]) -> None:
        """See `Candidate`."""
        self._reader = Reader.fit(texts)
        self._model = IntentModel.fit(self._lines(texts), labels.tolist())
        self.intents = self._model.intents

    def scores(self, texts: Sequence[str]) -> Scores:
        """Calibrated probabilities."""
        return self._model.probabilities(self._lines(texts))

    def _lines(self, texts: Sequence[str]) -> Lines:
        read = [self._reader.read(text) for text in texts]
        return Lines(read, e5(read), [hints(text, self._finder) for text in texts])


class Head:
    """A small neural head (one hidden layer) on frozen e5 vectors."""

    def __init__(self) -> None:
        self._classifier = MLPClassifier(
            (256,), alpha=1e-3, max_iter=40, early_stopping=True, random_state=_SEED
        )
        self.intents: list[str] = []

    def fit(self, texts: Sequence[str], labels: NDArray[np.str_]) -> None:
        """See `Candidate`."""
        vectors = e5(texts)
        self._centre, self._spread = vectors.mean(axis=0), vectors.std(axis=0)
        self._classifier.fit((vectors - self._centre) / self._spread, labels)
        self.intents = self._classifier.classes_.tolist()

    def scores(self, texts: Sequence[str]) -> Scores:
        """See `Candidate`."""
        scores: Scores = self._classifier.predict_proba((e5(texts) - self._centre) / self._spread)
        return scores


class Nearest:
    """The nearest training lines vote, each with its similarity."""

    _NEIGHBOURS = 10

    def __init__(self) -> None:
        self.intents: list[str] = []

    def fit(self, texts: Sequence[str], labels: NDArray[np.str_]) -> None:
        """See `Candidate`."""
        names, self._columns = np.unique(labels, return_inverse=True)
        self.intents = names.tolist()
        vectors = e5(texts)
        self._centre = vectors.mean(axis=0)
        self._lines = _unit(vectors - self._centre)

    def scores(self, texts: Sequence[str]) -> Scores:
        """See `Candidate`."""
        similarity = _unit(e5(texts) - self._centre) @ self._lines.T
        near = np.argsort(-similarity, axis=1)[:, : self._NEIGHBOURS]
        votes = np.zeros((len(texts), len(self.intents)))
        rows = np.arange(len(texts))
        for place in near.T:
            np.add.at(votes, (rows, self._columns[place]), similarity[rows, place] ** 4)
        return votes


class LastSentence(Linear):
    """Our features, and the vector of the last sentence beside that of the whole."""

    def __init__(self) -> None:
        super().__init__(
            [e5, lambda texts: e5([_SENTENCE_END.split(text)[-1] for text in texts])], ngrams=True
        )


class TwoLevels:
    """First the topic, then the intent within it; the two scores add up."""

    def __init__(self, topics: dict[str, str]) -> None:
        self._topics = topics
        self._first, self._second = Linear([e5], ngrams=True), Linear([e5], ngrams=True)
        self.intents: list[str] = []

    def fit(self, texts: Sequence[str], labels: NDArray[np.str_]) -> None:
        """See `Candidate`."""
        self._first.fit(texts, np.array([self._topics[label] for label in labels]))
        self._second.fit(texts, labels)
        self.intents = self._second.intents

    def scores(self, texts: Sequence[str]) -> Scores:
        """See `Candidate`."""
        places = [self._first.intents.index(self._topics[name]) for name in self.intents]
        scores: Scores = self._second.scores(texts) + 0.5 * self._first.scores(texts)[:, places]
        return scores


def candidates(topics: dict[str, str]) -> dict[str, Callable[[], Candidate]]:
    """Makers of the candidates by the name they have in the table; `topics` names each intent's topic."""
    return {
        "n-grams + linear SVM": lambda: Linear(ngrams=True),
        "USE + linear SVM": lambda: Linear([use]),
        "e5 + linear SVM": lambda: Linear([e5]),
        "USE + e5 + linear SVM": lambda: Linear([use, e5]),
        "USE + n-grams + linear SVM": lambda: Linear([use], ngrams=True),
        "e5 + n-grams + linear SVM": lambda: Linear([e5], ngrams=True),
        "USE + e5 + n-grams + linear SVM": lambda: Linear([use, e5], ngrams=True),
        "e5 + logistic regression": lambda: Linear([e5], logistic=True),
        "e5 + small neural head": Head,
        "e5, nearest examples vote": Nearest,
        "e5 + n-grams, last sentence apart": LastSentence,
        "e5 + n-grams, two levels": lambda: TwoLevels(topics),
        OURS: Ours,
    }


OURS = "**ours**: e5 + n-grams + respelling + hints"


def _unit(vectors: Vectors) -> Vectors:
    unit: Vectors = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    return unit
