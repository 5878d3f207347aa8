"""Character n-grams: what survives of a word when it is misspelled, abbreviated or inflected."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import TfidfVectorizer

from bot.nlu.cleaning import clean

_SHORTEST, _LONGEST = 3, 5
# An n-gram in one or two lines says who wrote them, not what they mean.
_LEAST_LINES = 3


def without_accents(text: str) -> str:
    """`text` in lower case and without accents ("Marrókko" → "marrokko"); cleaned, so it never raises."""
    decomposed = unicodedata.normalize("NFKD", clean(text).lower())
    return "".join(character for character in decomposed if not unicodedata.combining(character))


class CharacterNgrams:
    """TF-IDF weights of the n-grams of 3 to 5 characters inside words, rows of length 1."""

    def __init__(self) -> None:
        self._vectorizer = _vectorizer(_LEAST_LINES)

    def fit(self, texts: Sequence[str]) -> csr_matrix:
        """Learn vocabulary and weights; returns the rows of `texts`, `[texts, n-grams]`."""
        if len(texts) < 2 * _LEAST_LINES:
            self._vectorizer = _vectorizer(1)
        return self._vectorizer.fit_transform(texts).astype(np.float32)

    def transform(self, texts: Sequence[str]) -> csr_matrix:
        """The rows of `texts`, `[texts, n-grams]`; what was never seen counts for nothing."""
        return self._vectorizer.transform(texts).astype(np.float32)

    def to_arrays(self) -> dict[str, NDArray[Any]]:
        """What was learned, for `numpy.savez`."""
        vocabulary = sorted(self._vectorizer.vocabulary_, key=self._vectorizer.vocabulary_.__getitem__)
        return {"ngrams": np.array(vocabulary), "ngram_weights": self._vectorizer.idf_.astype(np.float32)}

    @classmethod
    def from_arrays(cls, arrays: dict[str, NDArray[Any]]) -> CharacterNgrams:
        """The opposite of `to_arrays`."""
        restored = cls()
        restored._vectorizer.vocabulary = arrays["ngrams"].tolist()
        restored._vectorizer.idf_ = arrays["ngram_weights"]
        return restored


def _vectorizer(least_lines: int) -> TfidfVectorizer:
    return TfidfVectorizer(
        analyzer="char_wb",
        ngram_range=(_SHORTEST, _LONGEST),
        min_df=least_lines,
        sublinear_tf=True,
        preprocessor=without_accents,
    )
