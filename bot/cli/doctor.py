"""`doctor`: what is in place, what is missing, and what to do about it."""

from __future__ import annotations

import importlib.metadata
import platform
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from bot.settings import ROOT, Settings
from bot.store import CipherError, Conversations, StoreError, load_cipher, make_engine


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at."""

    good: bool
    text: str


def examine(settings: Settings) -> int:
    """Print the findings; 1 where something is missing."""
    findings = [
        finding
        for look in (_python, _pipeline, _encoder, _model, _content, _database)
        for finding in look(settings)
    ]
    for finding in findings:
        print(f"{'ok     ' if finding.good else 'missing'}  {finding.text}")
    return 0 if all(finding.good for finding in findings) else 1


def _python(settings: Settings) -> Iterator[Finding]:
    versions = ", ".join(
        f"{name} {importlib.metadata.version(name)}" for name in ("rasa", "spacy", "aiohttp")
    )
    yield Finding(True, f"Python {platform.python_version()}, {versions}")


def _pipeline(settings: Settings) -> Iterator[Finding]:
    from bot.setup.dutch_pipeline import NAME, STAND_IN, installed_version

    version = installed_version()
    kind = "the built-in stand-in" if version == STAND_IN else "the official release"
    yield Finding(
        version is not None, f"{NAME} {version}, {kind}" if version else f"{NAME}: run `make setup`"
    )


def _encoder(settings: Settings) -> Iterator[Finding]:
    from bot.nlu.onnx_e5.convert import encoder_id

    built = (ROOT / ".cache" / "encoder" / encoder_id()).is_dir()
    yield Finding(
        built, f"sentence encoder {encoder_id()}" if built else "sentence encoder: run `make setup`"
    )


def _model(settings: Settings) -> Iterator[Finding]:
    from bot.rasa.training import model_path

    path = model_path(settings.model_folder)
    yield Finding(path.exists(), f"model {path.name}" if path.exists() else "trained model: run `make train`")


def _content(settings: Settings) -> Iterator[Finding]:
    from bot.guidance.content import load_content

    yield from _tried(load_content, "content is complete in both languages", "content: ")


def _database(settings: Settings) -> Iterator[Finding]:
    def connect() -> None:
        shared = not settings.database_url.startswith("sqlite")
        if not shared:
            settings.data.mkdir(parents=True, exist_ok=True, mode=0o700)
        cipher = load_cipher(settings.key, settings.data, shared_database=shared)
        Conversations(make_engine(settings.database_url), cipher).create_tables()

    kind = settings.database_url.partition(":")[0]
    yield from _tried(connect, f"database ({kind}) answers", "database: ")


def _tried(work: Callable[[], object], good: str, bad: str) -> Iterator[Finding]:
    try:
        work()
    except (StoreError, CipherError, OSError, ValueError) as error:
        yield Finding(False, f"{bad}{error}")
    else:
        yield Finding(True, good)
