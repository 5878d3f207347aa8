"""Training the model, once per content of what it is made from."""

from __future__ import annotations

import contextlib
import hashlib
import logging
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from bot.settings import ROOT

logger = logging.getLogger(__name__)

_MADE_FROM = ("config.yml", "domain.yml", "data", "bot/nlu", "bot/content/lexicon", "uv.lock")


class TrainingError(Exception):
    """The model could not be trained; the message says what to do."""


def _files(root: Path) -> Iterator[Path]:
    for name in _MADE_FROM:
        path = root / name
        if path.is_file():
            yield path
        else:
            yield from sorted(
                p for p in path.rglob("*") if p.is_file() and p.suffix in {".yml", ".py", ".json"}
            )


def fingerprint(root: Path = ROOT) -> str:
    """A hash of everything the model depends on.

    Rasa's own cache sees the source of a component's class only, not of the modules it uses
    (rasa/engine/training/fingerprinting.py).
    """
    digest = hashlib.sha256()
    for path in _files(root):
        digest.update(str(path.relative_to(root)).encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:16]


def model_path(folder: Path, root: Path = ROOT) -> Path:
    """Where the model for the files as they now are belongs."""
    return folder / f"wegwijzer-{fingerprint(root)}.tar.gz"


def ensure_model(folder: Path, root: Path = ROOT) -> Path:
    """The trained model, trained now if it is missing.

    Raises:
        TrainingError: training failed.
    """
    path = model_path(folder, root)
    return path if path.exists() else train(folder, root)


def train(folder: Path, root: Path = ROOT) -> Path:
    """Train and keep the model under its fingerprint.

    Raises:
        TrainingError: training failed; what Rasa printed stands above.
    """
    # Rasa draws a progress bar per step of each rule unless its log level says otherwise (rasa/shared/utils/io.py).
    os.environ["LOG_LEVEL"] = "WARNING"
    from rasa.model_training import train as rasa_train

    path = model_path(folder, root)
    folder.mkdir(parents=True, exist_ok=True)
    # Standard output belongs to the command that needs the model; Rasa prints there.
    with contextlib.redirect_stdout(sys.stderr):
        result = rasa_train(
            domain=str(root / "domain.yml"),
            config=str(root / "config.yml"),
            training_files=[str(root / "data")],
            output=str(folder),
            fixed_model_name=f".part-{os.getpid()}-{path.name.removesuffix('.tar.gz')}",
            force_training=True,
        )
    if result.code != 0 or result.model is None:
        raise TrainingError(
            "The model could not be trained. What is wrong stands above; mend it and run `make train`."
        )
    shutil.move(result.model, path)
    for old in folder.glob("wegwijzer-*.tar.gz"):
        if old != path:
            old.unlink()
    return path
