"""The letters and words of a message as sparse features: what a sentence vector is too smooth to see.

Character n-grams survive inflection and misspelling; word n-grams tell "may I ask for him" from "he asks me".
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer

from bot.nlu.cleaning import clean

# Weights against the sentence vector's 1, and lengths, as tuned across writers (docs/evaluation.md).
_CHARACTER_SHARE, _WORD_SHARE = 1.2, 1.3
_CHARACTERS, _WORDS = (3, 5), (1, 3)
# An n-gram in fewer lines says who wrote them, not what they mean.
_LEAST_LINES = {"characters": 3, "words": 2}
_SHARES = {"characters": _CHARACTER_SHARE, "words": _WORD_SHARE}


def without_accents(text: str) -> str:
    """`text` in lower case and without accents ("Marrókko" → "marrokko"); cleaned, so it never raises."""
    decomposed = unicodedata.normalize("NFKD", clean(text).lower())
    return "".join(character for character in decomposed if not unicodedata.combining(character))


class Ngrams:
    """TF-IDF weights of n-grams of 3 to 5 characters inside words, and of 1 to 3 words; a question mark is a word."""

    def __init__(self) -> None:
        self._vectorizers = _vectorizers(_LEAST_LINES)

    def fit(self, texts: Sequence[str]) -> csr_matrix:
        """Learn vocabularies and weights; returns the rows of `texts`, `[texts, n-grams]`."""
        if len(texts) < 10 * max(_LEAST_LINES.values()):
            self._vectorizers = _vectorizers(dict.fromkeys(_LEAST_LINES, 1))
        return self._join({name: one.fit_transform(texts) for name, one in self._vectorizers.items()})

    def transform(self, texts: Sequence[str]) -> csr_matrix:
        """The rows of `texts`, `[texts, n-grams]`; what was never seen counts for nothing."""
        return self._join({name: one.transform(texts) for name, one in self._vectorizers.items()})

    def to_arrays(self) -> dict[str, NDArray[Any]]:
        """What was learned, for `numpy.savez`."""
        arrays = {}
        for name, vectorizer in self._vectorizers.items():
            vocabulary = vectorizer.vocabulary_
            arrays[name] = np.array(sorted(vocabulary, key=vocabulary.__getitem__))
            arrays[f"{name}_weights"] = vectorizer.idf_
        return arrays

    @classmethod
    def from_arrays(cls, arrays: dict[str, NDArray[Any]]) -> Ngrams:
        """The opposite of `to_arrays`; other arrays are ignored."""
        restored = cls()
        for name, vectorizer in restored._vectorizers.items():
            vectorizer.vocabulary = arrays[name].tolist()
            vectorizer.idf_ = arrays[f"{name}_weights"]
        return restored

    @staticmethod
    def _join(rows: dict[str, csr_matrix]) -> csr_matrix:
        return hstack([part * _SHARES[name] for name, part in rows.items()], format="csr", dtype=np.float32)


def _vectorizers(least_lines: dict[str, int]) -> dict[str, TfidfVectorizer]:
    common = {"sublinear_tf": True, "preprocessor": without_accents}
    return {
        "characters": TfidfVectorizer(
            analyzer="char_wb", ngram_range=_CHARACTERS, min_df=least_lines["characters"], **common
        ),
        "words": TfidfVectorizer(
            token_pattern=r"\w+|\?", ngram_range=_WORDS, min_df=least_lines["words"], **common
        ),
    }
