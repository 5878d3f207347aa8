"""Two servers to measure side by side: stock Rasa as `rasa init` makes it, and ours. Both answer over HTTP on loopback."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
import uuid
from abc import ABC, abstractmethod
from pathlib import Path

_START_SECONDS = 180.0


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def post(url: str, body: object, headers: dict[str, str] | None = None) -> object:
    """POST JSON, get JSON."""
    request = urllib.request.Request(
        url, json.dumps(body).encode(), {"Content-Type": "application/json", **(headers or {})}
    )
    with urllib.request.urlopen(request, timeout=60) as response:
        return json.loads(response.read() or b"null")


class Server(ABC):
    """A server under measurement: how it is started, and how one turn is taken."""

    name: str

    def __init__(self) -> None:
        self.port = free_port()
        self.start_seconds = 0.0
        self._process: subprocess.Popen[bytes] | None = None

    @abstractmethod
    def command(self) -> tuple[list[str], Path]:
        """The command line and its folder."""

    @abstractmethod
    def begin(self) -> str:
        """Begin a conversation; returns what `turn` needs."""

    @abstractmethod
    def turn(self, conversation: str, text: str) -> None:
        """Send one message and wait for its answers."""

    def start(self, first: str) -> None:
        """Start, and measure until the first message has been answered."""
        command, folder = self.command()
        began = time.perf_counter()
        self._process = subprocess.Popen(
            command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
            env={**os.environ, "RASA_TELEMETRY_ENABLED": "false", "TF_CPP_MIN_LOG_LEVEL": "3"},
        )  # fmt: skip
        while time.perf_counter() - began < _START_SECONDS:
            try:
                self.turn(self.begin(), first)
                break
            except (urllib.error.URLError, ConnectionError, TimeoutError):
                time.sleep(0.1)
        else:
            raise RuntimeError(f"{self.name} did not answer within {_START_SECONDS:.0f} s")
        self.start_seconds = time.perf_counter() - began

    def peak_memory_mb(self) -> float:
        """Peak resident memory of the process that answers."""
        assert self._process
        status = Path(f"/proc/{self._process.pid}/status").read_text()
        return next(int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith("VmHWM"))

    def stop(self) -> None:
        """Stop it."""
        if self._process:
            os.killpg(self._process.pid, signal.SIGTERM)
            try:
                self._process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                os.killpg(self._process.pid, signal.SIGKILL)


class Stock(Server):
    """`rasa init`, trained as it is, served with `rasa run` and the SQLite tracker store."""

    name = "stock rasa init"

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder
        self.train_seconds = 0.0

    def prepare(self) -> None:
        """Make and train the project."""
        self._folder.mkdir(parents=True)
        began = time.perf_counter()
        subprocess.run(
            [sys.executable, "-m", "rasa", "init", "--no-prompt", "--init-dir", str(self._folder)],
            check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            env={**os.environ, "RASA_TELEMETRY_ENABLED": "false", "TF_CPP_MIN_LOG_LEVEL": "3"},
        )  # fmt: skip
        self.train_seconds = time.perf_counter() - began
        (self._folder / "endpoints.yml").write_text(
            "tracker_store:\n  type: SQL\n  dialect: sqlite\n  db: stock.db\n"
        )

    def command(self) -> tuple[list[str], Path]:
        return [
            sys.executable,
            "-m",
            "rasa",
            "run",
            "--port",
            str(self.port),
            "-i",
            "127.0.0.1",
        ], self._folder

    def begin(self) -> str:
        return uuid.uuid4().hex

    def turn(self, conversation: str, text: str) -> None:
        answers = post(
            f"http://127.0.0.1:{self.port}/webhooks/rest/webhook", {"sender": conversation, "message": text}
        )
        assert answers, "no answer"


class Ours(Server):
    """`wegwijzer serve` with its SQLite database, from an empty data folder."""

    name = "wegwijzer"

    def __init__(self, folder: Path, root: Path) -> None:
        super().__init__()
        self._folder = folder
        self._root = root

    def command(self) -> tuple[list[str], Path]:
        os.environ["WEGWIJZER_DATA"] = str(self._folder)
        return [sys.executable, "-m", "bot.cli", "serve", "--port", str(self.port)], self._root

    def begin(self) -> str:
        begun = post(f"http://127.0.0.1:{self.port}/api/conversations", {})
        assert isinstance(begun, dict)
        return f"{begun['id']} {begun['token']}"

    def turn(self, conversation: str, text: str) -> None:
        id, token = conversation.split()
        answer = post(
            f"http://127.0.0.1:{self.port}/api/conversations/{id}/messages",
            {"text": text},
            {"Authorization": f"Bearer {token}"},
        )
        assert isinstance(answer, dict)
        assert answer["messages"], "no answer"
