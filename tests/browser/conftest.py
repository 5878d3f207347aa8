"""A server on a free port and Debian's Chromium, shared by the browser tests.

Playwright holds the event loop of its thread, so it ends with this package: other tests need a loop of their own.
"""

from __future__ import annotations

import asyncio
import json
import shutil
import struct
import subprocess
import tarfile
import threading
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from bot.guidance.content import load_content
from tests.browser.scripted import ScriptedAssistant, make_app

ROOT = Path(__file__).resolve().parents[2]
SHOTS = ROOT / "screenshots"
PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 900}
_ARGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip


class Server:
    """An aiohttp application in a thread of its own."""

    def __init__(self, app: web.Application) -> None:
        self._loop = asyncio.new_event_loop()
        self._runner = web.AppRunner(app)
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        self.port = asyncio.run_coroutine_threadsafe(self._start(), self._loop).result(30)
        self.url = f"http://127.0.0.1:{self.port}"

    async def _start(self) -> int:
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        return int(site._server.sockets[0].getsockname()[1])

    def stop(self) -> None:
        asyncio.run_coroutine_threadsafe(self._runner.cleanup(), self._loop).result(30)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(5)


@pytest.fixture(scope="package")
def assistant() -> ScriptedAssistant:
    return ScriptedAssistant(load_content())


@pytest.fixture(scope="package")
def server(assistant: ScriptedAssistant) -> Iterator[Server]:
    running = Server(make_app(assistant, load_content()))
    yield running
    running.stop()


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    path = shutil.which("chromium")
    assert path, "Chromium is missing: `make test` installs it, or run apt-get install chromium."
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=_ARGS)
        yield browser
        browser.close()


@pytest.fixture
def context(chromium: Browser, server: Server) -> Iterator[BrowserContext]:
    made = chromium.new_context(base_url=server.url, viewport=DESK)
    made.set_default_timeout(5000)
    yield made
    made.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    opened = context.new_page()
    errors: list[str] = []
    opened.on("pageerror", lambda error: errors.append(str(error)))
    return opened


@pytest.fixture(scope="session")
def axe_source() -> str:
    return packed_script("axe-core@4", "package/axe.min.js")


@pytest.fixture(scope="session")
def axe(axe_source: str) -> Callable[[Page], list[str]]:
    """Run axe-core on a page; returns one line per finding."""

    def find(page: Page) -> list[str]:
        page.evaluate(axe_source)
        tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
        options = json.dumps({"runOnly": {"type": "tag", "values": tags}})
        result: dict[str, Any] = page.evaluate(f"axe.run(document, {options})")
        return [
            f"{found['id']}: {node['target']} {node['failureSummary']}"
            for found in result["violations"]
            for node in found["nodes"]
        ]

    return find


def packed_script(package: str, member: str) -> str:
    """One file of an npm package, fetched once. Only tests use it; the page has no dependency."""
    name, version = package.rsplit("@", 1)
    script = ROOT / ".cache" / name.replace("/", "-").strip("@") / f"{version}-{Path(member).name}"
    if not script.exists():
        script.parent.mkdir(parents=True, exist_ok=True)
        packed = subprocess.run(
            ["npm", "pack", "--silent", package],
            cwd=script.parent,
            capture_output=True,
            text=True,
            check=False,
        )
        if packed.returncode:
            pytest.skip(f"{package} cannot be fetched with npm on this machine")
        with tarfile.open(script.parent / packed.stdout.strip()) as archive:
            content = archive.extractfile(member)
            assert content is not None
            script.write_bytes(content.read())
    return script.read_text("utf-8")


def white_png(width: int, height: int) -> bytes:
    """A picture without anything on it."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress(b"".join(b"\0" + b"\xff" * width for _ in range(height)))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
