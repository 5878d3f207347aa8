"""The Dutch pipeline: the official release where it can be reached, else the stand-in."""

from __future__ import annotations

import http.server
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from bot.setup import dutch_pipeline


@pytest.fixture(scope="module")
def stand_in(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return dutch_pipeline._build_stand_in(tmp_path_factory.mktemp("wheel"))


@pytest.fixture
def index(stand_in: Path) -> Iterator[str]:
    """A release page on this machine."""
    handler = partial(http.server.SimpleHTTPRequestHandler, directory=str(stand_in.parent))
    handler.log_message = lambda *_: None  # type: ignore[attr-defined]
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Installs go to a folder of their own, so that the environment stays as it is."""
    target = tmp_path / "site"
    real = subprocess.run

    def run(command: list[str], **options: object) -> subprocess.CompletedProcess[bytes]:
        return real([*command, "--target", str(target)], **options)

    monkeypatch.setattr(dutch_pipeline.subprocess, "run", run)
    monkeypatch.setattr(dutch_pipeline, "installed_version", lambda: None)
    if not (shutil.which("uv") or dutch_pipeline.os.environ.get("UV")):
        pytest.importorskip("pip")
    return target


@pytest.mark.slow
def test_the_release_is_installed_where_it_can_be_reached(
    index: str, stand_in: Path, elsewhere: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WEGWIJZER_DUTCH_PIPELINE", f"{index}/{stand_in.name}")
    assert dutch_pipeline.ensure_dutch_pipeline() == dutch_pipeline.VERSION
    assert (elsewhere / dutch_pipeline.NAME).is_dir()


@pytest.mark.slow
def test_the_stand_in_is_installed_and_said_where_the_release_cannot_be_reached(
    index: str, elsewhere: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("WEGWIJZER_DUTCH_PIPELINE", f"{index}/nothing-here-1.0-py3-none-any.whl")
    assert dutch_pipeline.ensure_dutch_pipeline() == dutch_pipeline.STAND_IN
    assert "stand-in" in capsys.readouterr().err
    code = (
        f"import sys; sys.path.insert(0, {str(elsewhere)!r}); import nl_core_news_sm;"
        "print([t.text for t in nl_core_news_sm.load()('Ik werd teruggestuurd.')])"
    )
    printed = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert printed.strip() == "['Ik', 'werd', 'teruggestuurd', '.']"


def test_what_is_installed_is_left_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dutch_pipeline, "installed_version", lambda: "3.7.0")
    monkeypatch.setattr(dutch_pipeline, "_install", lambda source: pytest.fail("installed again"))
    assert dutch_pipeline.ensure_dutch_pipeline() == "3.7.0"
