"""The Dutch spaCy pipeline: the official release where it can be reached, else a stand-in of the same name.

`nl_core_news_sm` is published on its makers' release page only. Nothing but tokens depends on it, and the stand-in
(a blank Dutch pipeline) cuts the same tokens, so everything works on both (docs/decisions/0006-dutch-pipeline.md).
"""

from __future__ import annotations

import importlib
import importlib.metadata
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

NAME = "nl_core_news_sm"
VERSION = "3.7.0"
STAND_IN = f"{VERSION}+wegwijzer"
_RELEASE = f"https://github.com/explosion/spacy-models/releases/download/{NAME}-{VERSION}/{NAME}-{VERSION}-py3-none-any.whl"
_SECONDS = "15"


class SetupError(Exception):
    """Something could not be set up; the message says what to do."""


def installed_version() -> str | None:
    """The version that is installed, or None."""
    try:
        return importlib.metadata.version(NAME)
    except importlib.metadata.PackageNotFoundError:
        return None


def ensure_dutch_pipeline() -> str:
    """Install the pipeline if none is installed; returns the version in use.

    Raises:
        SetupError: neither the release nor the stand-in could be installed.
    """
    version = installed_version()
    if version:
        return version
    source = os.environ.get("WEGWIJZER_DUTCH_PIPELINE") or _RELEASE
    if _install(source):
        return VERSION
    # Standard output belongs to the command that needs the pipeline.
    print(
        "The official Dutch pipeline cannot be reached; the built-in stand-in is used. It cuts the same words.",
        file=sys.stderr,
    )
    with tempfile.TemporaryDirectory() as folder:
        if not _install(str(_build_stand_in(Path(folder)))):
            raise SetupError(
                "The Dutch pipeline cannot be installed. Is the environment writable? Run `make setup` again."
            )
    return STAND_IN


def _install(source: str) -> bool:
    uv = shutil.which("uv") or os.environ.get("UV")
    command = (
        [uv, "pip", "install", "--python", sys.executable] if uv else [sys.executable, "-m", "pip", "install"]
    )
    environment = {
        **os.environ,
        "UV_HTTP_TIMEOUT": _SECONDS,
        "PIP_DEFAULT_TIMEOUT": _SECONDS,
        "UV_HTTP_RETRIES": "0",
    }
    result = subprocess.run(
        [*command, "--quiet", "--no-deps", source],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    importlib.invalidate_caches()
    return result.returncode == 0


def _build_stand_in(folder: Path) -> Path:
    """Pack a blank Dutch pipeline as a wheel; a wheel is a ZIP with a record of its files (PEP 427)."""
    import spacy
    from wheel.wheelfile import WheelFile

    package = folder / NAME
    package.mkdir()
    nlp = spacy.blank("nl", meta={"name": "core_news_sm", "version": STAND_IN, "license": "EUPL-1.2"})
    data = package / f"{NAME}-{VERSION}"
    nlp.to_disk(data)
    shutil.copy(data / "meta.json", package / "meta.json")
    (package / "__init__.py").write_text(
        "from pathlib import Path\n\n"
        "from spacy.util import load_model_from_path\n\n"
        f"__version__ = {STAND_IN!r}\n\n\n"
        "def load(**overrides):\n"
        f"    return load_model_from_path(Path(__file__).parent / '{NAME}-{VERSION}', **overrides)\n"
    )
    info = folder / f"{NAME}-{STAND_IN}.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {NAME}\nVersion: {STAND_IN}\n")
    (info / "WHEEL").write_text(
        "Wheel-Version: 1.0\nGenerator: wegwijzer\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
    )
    # spaCy finds packaged pipelines by this entry point (spacy/util.py: load_model_from_package).
    (info / "entry_points.txt").write_text(f"[spacy_models]\n{NAME} = {NAME}\n")
    wheel = folder / f"{NAME}-{STAND_IN}-py3-none-any.whl"
    with WheelFile(wheel, "w") as file:
        for path in sorted([*package.rglob("*"), *info.rglob("*")]):
            if path.is_file():
                file.write(path, path.relative_to(folder).as_posix())
    return wheel
