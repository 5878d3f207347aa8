"""Writes what was measured: tables into docs/evaluation.md, the confusion matrix as a picture beside it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from benchmarks.nlu.data import FOLDER, URGENT
from benchmarks.nlu.measures import Readings
from bot.settings import ROOT

if TYPE_CHECKING:
    from benchmarks.nlu.run import Result

PAGE = ROOT / "docs" / "evaluation.md"
PICTURE = ROOT / "docs" / "images" / "confusion.png"
_START, _END = "<!-- measured: start -->", "<!-- measured: end -->"
_HEAD = (
    "way to read",
    "other writer",
    "blind set",
    "open set",
    "nl",
    "en",
    "first two",
    "typos",
    "dictated",
    "caught",
    "train s",
)
_WEAKEST = 0.80
_MEASURES: tuple[tuple[str, Callable[[Readings], float], str], ...] = (
    ("accuracy, Dutch", lambda read: read.accuracy("nl"), "≥ 0.95"),
    ("accuracy, English", lambda read: read.accuracy("en"), "≥ 0.95"),
    (
        "difference between the languages",
        lambda read: abs(read.accuracy("nl") - read.accuracy("en")),
        "≤ 0.015",
    ),
    ("right intent among the first two", lambda read: read.accuracy(within=2), "≥ 0.985"),
    (f"{', '.join(URGENT)} among the first two", lambda read: read.urgent_recall(within=2), "1.00"),
    ("expected calibration error", lambda read: read.calibration_error(), "≤ 0.05"),
)


def progress(result: Result) -> str:
    """One result as a line for the terminal."""
    return " | ".join(_row(result))


def write(results: Sequence[Result], ours: Result) -> None:
    """Put all tables between the page's two marks, and draw the confusion matrix."""
    page = PAGE.read_text(encoding="utf-8")
    before, rest = page.split(_START)
    after = rest.split(_END)[1]
    measured = "\n\n".join((_comparison(results), _ours(ours), _weak(ours.open_set)))
    PAGE.write_text(f"{before}{_START}\n{measured}\n{_END}{after}", encoding="utf-8")
    draw(ours.open_set)


def draw(readings: Readings) -> None:
    """The confusion matrix of the open set, as a picture."""
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    intents = list(readings.intents)
    counts = np.zeros((len(intents), len(intents)))
    for line, column in zip(readings.lines, readings.scores.argmax(axis=1), strict=True):
        counts[intents.index(line.intent), column] += 1
    figure, axes = pyplot.subplots(figsize=(15, 15))
    axes.imshow(counts / counts.sum(axis=1, keepdims=True), cmap="Blues")
    axes.set_xticks(range(len(intents)), intents, rotation=90, fontsize=7)
    axes.set_yticks(range(len(intents)), intents, fontsize=7)
    axes.set_xlabel("read as")
    axes.set_ylabel("is")
    figure.tight_layout()
    PICTURE.parent.mkdir(exist_ok=True)
    figure.savefig(PICTURE, dpi=80)
    pyplot.close(figure)


def _comparison(results: Sequence[Result]) -> str:
    measured = [_row(result) for result in results]
    reference: list[dict[str, Any]] = json.loads((FOLDER / "reference.json").read_text(encoding="utf-8"))
    once = [[item["name"], *(_shown(item.get(column)) for column in _HEAD[1:])] for item in reference]
    return _table(_HEAD, [*once, *measured])


def _row(result: Result) -> list[str]:
    readings = result.open_set
    shares = (
        result.other_writer,
        result.blind_set.accuracy(),
        readings.accuracy(),
        readings.accuracy("nl"),
        readings.accuracy("en"),
        readings.accuracy(within=2),
        result.noisy["typos"],
        result.noisy["dictated"],
        result.caught,
    )
    return [result.name, *map(_shown, shares), f"{result.seconds:.0f}"]


def _ours(ours: Result) -> str:
    rows = [
        (name, _shown(measure(ours.open_set)), _shown(measure(ours.blind_set)), goal)
        for name, measure, goal in _MEASURES
    ]
    plain = ours.open_set.accuracy()
    rows += [
        ("unrelated requests caught at 3 % false alarms", _shown(ours.caught), "", "≥ 0.95"),
        *(
            (f"accuracy lost: {kind}", _shown(plain - noisy), "", "≤ 0.03")
            for kind, noisy in ours.noisy.items()
        ),
    ]
    return _table(("ours", "open set", "blind set", "goal"), rows)


def _weak(readings: Readings) -> str:
    weak = [(name, _shown(share)) for name, share in readings.weakest() if share < _WEAKEST]
    return _table(("intents below 0.80 on the open set (six lines each)", "accuracy"), weak or [("none", "")])


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [f"| {' | '.join(row)} |" for row in (head, ["---"] * len(head), *rows)]
    return "\n".join(lines)


def _shown(share: Any) -> str:
    if share is None:
        return ""
    return share if isinstance(share, str) else f"{share:.3f}"
