"""From pressing "send" to the answer on the screen, in Chromium: `python -m benchmarks.screen`."""

from __future__ import annotations

import os
import shutil
import statistics
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from benchmarks.run import percentile
from benchmarks.servers import Ours
from bot.settings import ROOT

_CONVERSATIONS = 12
_PAUSE_MS = 500
_MESSAGES = (
    "Ik werd op Istanbul Airport teruggestuurd en niemand zegt waarom",
    "weer in Nederland",
    "nee",
    "wat kost dat eigenlijk?",
    "Wat betekent CTER?",
    "schrijf een brief aan de politie",
    "toon mijn plan",
    "waar komt deze informatie vandaan?",
)
# Measured inside the page: the driver's own way to and fro is not the person's.
_MEASURE = """async (text) => {
  const log = document.getElementById("log");
  const before = log.querySelectorAll(".msg.bot").length;
  document.getElementById("message").value = text;
  const began = performance.now();
  const answered = new Promise((resolve) => {
    const watch = new MutationObserver(() => {
      if (log.querySelectorAll(".msg.bot").length === before) return;
      watch.disconnect();
      requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - began)));
    });
    watch.observe(log, { childList: true });
  });
  document.getElementById("composer").requestSubmit();
  return answered;
}"""


def measured(browser: Browser, url: str) -> list[float]:
    """Milliseconds of every message of one conversation; the first begins it too."""
    page = browser.new_page()
    page.goto(url)
    page.wait_for_selector("#receipt:visible")
    times = []
    for text in _MESSAGES:
        # Nobody writes sooner; what the page still does after an answer is not part of the next one.
        page.wait_for_timeout(_PAUSE_MS)
        times.append(float(page.evaluate(_MEASURE, text)))
        page.wait_for_selector("#composer:not([aria-busy])")
    page.close()
    return times


def measure(port: int) -> None:
    """Print the percentiles of the server on this port."""
    url = f"http://127.0.0.1:{port}/nl"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        measured(browser, url)
        load = os.getloadavg()[0]
        runs = [measured(browser, url) for _ in range(_CONVERSATIONS)]
    told = {"all": [one for run in runs for one in run], "first": [run[0] for run in runs]}
    for name, times in told.items():
        print(
            f"{name}: {len(times)} messages, p50 {statistics.median(times):.0f} ms, "
            f"p95 {percentile(times, 0.95):.0f} ms, most {max(times):.0f} ms (load before: {load:.1f})"
        )


def main() -> None:
    """Start a server and measure it."""
    with tempfile.TemporaryDirectory() as folder:
        ours = Ours(Path(folder), ROOT)
        try:
            ours.start(_MESSAGES[0])
            measure(ours.port)
        finally:
            ours.stop()


if __name__ == "__main__":
    main()
