"""`make bench`: whole turns, parsing, start-up and memory beside stock Rasa, in one run; the table goes to docs/benchmarks.md."""

from __future__ import annotations

import datetime
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks.servers import Ours, Server, Stock
from bot.settings import ROOT

_ROUNDS = 8
_LONG = 60
#: Greeting, mood and goodbye, which the stock bot knows; ours gets what its people write.
_STOCK_TURNS = ("hello", "I am very sad today", "yes", "are you a bot?", "no", "goodbye")
_OUR_TURNS = (
    "hallo",
    "Ik werd op Istanbul Airport teruggestuurd en niemand zegt waarom",
    "nee, ik ben weer thuis",
    "wat kost dat eigenlijk?",
    "are you a robot?",
    "tot ziens",
)


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which this share lies."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def timed(work: Callable[[], None]) -> float:
    """Milliseconds."""
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000


def turns(server: Server, texts: Sequence[str]) -> list[float]:
    """One short conversation, milliseconds a turn."""
    conversation = server.begin()
    return [timed(lambda text=text: server.turn(conversation, text)) for text in texts]  # type: ignore[misc]


def growth(server: Server, texts: Sequence[str]) -> float:
    """The median of turns 58–60 of a conversation over that of turns 2–4."""
    conversation = server.begin()
    taken = [
        timed(lambda number=number: server.turn(conversation, texts[number % len(texts)]))  # type: ignore[misc]
        for number in range(_LONG)
    ]
    same = len(texts)
    early, late = taken[same : 2 * same], taken[-same:]
    return statistics.median(late) / statistics.median(early)


def parse_times(model: Path, texts: Sequence[str]) -> dict[str, float]:
    """p50 and p95 of parsing in a process of its own."""
    printed = subprocess.run(
        [sys.executable, "-m", "benchmarks.parse_probe", str(model), json.dumps(list(texts))],
        check=True, capture_output=True, text=True, cwd=ROOT,
    ).stdout  # fmt: skip
    found: dict[str, float] = json.loads(printed.splitlines()[-1])
    return found


def main() -> None:
    """Measure and write."""
    with tempfile.TemporaryDirectory() as folder:
        stock, ours = Stock(Path(folder) / "stock"), Ours(Path(folder) / "data", ROOT)
        print("Training the stock bot …", flush=True)
        stock.prepare()
        servers: list[tuple[Server, Sequence[str]]] = [(stock, _STOCK_TURNS), (ours, _OUR_TURNS)]
        times: dict[str, list[float]] = {server.name: [] for server, _ in servers}
        grown: dict[str, float] = {}
        try:
            for server, texts in servers:
                print(f"Starting {server.name} …", flush=True)
                server.start(texts[0])
            for number in range(_ROUNDS + 1):
                # Turn about, so that whatever else the machine does meets both; the first round warms up.
                for server, texts in servers:
                    taken = turns(server, texts)
                    if number:
                        times[server.name] += taken
            for server, texts in servers:
                grown[server.name] = growth(server, texts)
            memory = {server.name: server.peak_memory_mb() for server, _ in servers}
        finally:
            for server, _ in servers:
                server.stop()
        model = next((Path(folder) / "stock" / "models").glob("*.tar.gz"))
        parsed = {
            stock.name: parse_times(model, _STOCK_TURNS),
            ours.name: parse_times(next((ROOT / "models").glob("wegwijzer-*.tar.gz")), _OUR_TURNS),
        }
    rows = [
        ("turn over HTTP, p50 ms", *(statistics.median(times[s.name]) for s, _ in servers), 0.6),
        ("turn over HTTP, p95 ms", *(percentile(times[s.name], 0.95) for s, _ in servers), None),
        ("parse, p50 ms", *(parsed[s.name]["p50"] for s, _ in servers), None),
        ("parse, p95 ms", *(parsed[s.name]["p95"] for s, _ in servers), None),
        ("late turns (49–60) over early ones (7–12)", *(grown[s.name] for s, _ in servers), None),
        ("start to first answer, s", *(s.start_seconds for s, _ in servers), None),
        ("peak memory of the worker, MB", *(memory[s.name] for s, _ in servers), 0.8),
    ]
    table = _table(rows)
    print(table)
    (ROOT / "docs" / "benchmarks.md").write_text(_page(table), "utf-8")


def _table(rows: list[tuple[str, float, float, float | None]]) -> str:
    lines = ["| measure | stock `rasa init` | wegwijzer | ratio | goal |", "| --- | --- | --- | --- | --- |"]
    for name, stock, ours, goal in rows:
        wanted = f"≤ {goal}" if goal else ""
        lines.append(f"| {name} | {stock:.1f} | {ours:.1f} | {ours / stock:.2f} | {wanted} |")
    return "\n".join(lines)


def _page(table: str) -> str:
    training = (ROOT / "benchmarks" / "training.md").read_text("utf-8")
    today = datetime.date.today().isoformat()
    return (
        "# Benchmarks\n\n"
        f"`make bench`, {today}, {os.cpu_count()} cores, Python {platform.python_version()}. Both servers run at once and are "
        "asked turn about; machines are noisy, so read the ratios. The stock bot knows 7 intents, ours 72.\n\n"
        f"{table}\n\n{training}"
    )


if __name__ == "__main__":
    main()
