"""Turns text into sentence vectors with ONNX Runtime."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from bot.nlu.cleaning import clean
from bot.nlu.onnx_e5 import convert

MAX_TOKENS = 128
"""Tokens the encoder reads of one text; of a longer one its head and its tail, in equal parts."""

WIDTH = 384
"""Numbers in a sentence vector."""

_START, _END = 0, 2
# The model was trained with this word before every text that is compared with others.
_PREFIX = "query: "
_THREADS = 2


class SentenceVectors:
    """multilingual-e5-small. Safe to share between threads; never raises on a string.

    Args:
        folder: what `convert.encoder_folder()` returned.
    """

    def __init__(self, folder: Path) -> None:
        self._tokenizer = Tokenizer.from_file(str(folder / convert.TOKENIZER_FILE))
        self._scales = np.load(folder / convert.SCALES_FILE, mmap_mode="r")
        self._nibbles = np.load(folder / convert.NIBBLES_FILE, mmap_mode="r")
        self._positions = np.load(folder / convert.POSITIONS_FILE)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = _THREADS
        options.inter_op_num_threads = 1
        # Threads that wait must not burn the cores that other conversations need.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        self._session = onnxruntime.InferenceSession(
            str(folder / convert.GRAPH_FILE), options, providers=["CPUExecutionProvider"]
        )

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Vectors of length 1, `[texts, 384]`; a text without visible characters gets zeros.

        Texts run one by one: a vector must not depend on its neighbours, or training and use would differ.
        """
        return (
            np.stack([self.encode_one(text) for text in texts]) if texts else np.zeros((0, WIDTH), np.float32)
        )

    def encode_one(self, text: str) -> NDArray[np.float32]:
        """The vector of one text, `[384]`."""
        cleaned = clean(text)
        if not cleaned:
            return np.zeros(WIDTH, dtype=np.float32)
        token_vectors = self._token_vectors(self._tokens(cleaned))
        (sentence,) = self._session.run(None, {"token_vectors": token_vectors[None]})
        vector: NDArray[np.float32] = sentence[0] / np.linalg.norm(sentence[0])
        return vector

    def _tokens(self, text: str) -> list[int]:
        content = self._tokenizer.encode(_PREFIX + text).ids
        room = MAX_TOKENS - 2
        if len(content) > room:
            content = content[: room - room // 2] + content[-(room // 2) :]
        return [_START, *content, _END]

    def _token_vectors(self, tokens: list[int]) -> NDArray[np.float32]:
        nibbles = self._nibbles[tokens]
        values = np.concatenate([nibbles & 0x0F, nibbles >> 4], axis=-1).astype(np.float32) - 8
        scaled = values * self._scales[tokens].astype(np.float32)[..., None]
        vectors: NDArray[np.float32] = scaled.reshape(len(tokens), WIDTH) + self._positions[: len(tokens)]
        return vectors


@lru_cache(maxsize=1)
def shared_vectors() -> SentenceVectors:
    """The one encoder of this process: its session and table are too large to hold twice."""
    return SentenceVectors(convert.encoder_folder())
