"""`make bench-nlu`: ways to understand a message, side by side; the tables go to docs/evaluation.md.

Every candidate is trained five times: without the lines of each writer in turn, tested on that writer's, and on all
lines, tested on the open and the blind set. Fixed seeds. Stock Rasa takes hours and nlp.js takes Node: reference.json keeps the figures of one fit.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from benchmarks.nlu import report
from benchmarks.nlu.candidates import OURS, Candidate, candidates
from benchmarks.nlu.data import WRITERS, Line, blind_lines, open_lines, training_lines, unrelated_lines
from benchmarks.nlu.measures import Readings, caught_out_of_scope
from bot.nlu import noise

_SEED = 7
NOISES = {
    "typos": noise.typos,
    "no capitals": noise.lower_case,
    "dictated": noise.dictated,
    "capitals": noise.shouted,
}


@dataclass(frozen=True)
class Result:
    """One row of the comparison; shares from 0 to 1."""

    name: str
    other_writer: float
    open_set: Readings
    blind_set: Readings
    noisy: dict[str, float]
    caught: float
    seconds: float


def main() -> int:
    """Compare all candidates, or those whose names contain an argument, and write the report."""
    training, wanted = training_lines(), sys.argv[1:]
    topics = {line.intent: line.topic for line in training}
    chosen = {
        name: make
        for name, make in candidates(topics).items()
        if not wanted or any(part in name for part in wanted)
    }
    results = []
    for name, make in chosen.items():
        results.append(measure(name, make, training))
        sys.stdout.write(report.progress(results[-1]) + "\n")
        sys.stdout.flush()
    if not wanted:
        report.write(results, next(result for result in results if result.name == OURS))
    return 0


def measure(name: str, make: Callable[[], Candidate], training: Sequence[Line]) -> Result:
    """Train and test one candidate."""
    across = [_without(writer, make, training) for writer in WRITERS]
    start = time.perf_counter()
    candidate = _trained(make, training)
    seconds = time.perf_counter() - start
    lines = open_lines()
    readings = _read(candidate, lines)
    return Result(
        name,
        float(np.mean(across)),
        readings,
        _read(candidate, blind_lines()),
        {kind: _read(candidate, noisy(lines, change)).accuracy() for kind, change in NOISES.items()},
        caught_out_of_scope(readings, candidate.scores([line.text for line in unrelated_lines()])),
        seconds,
    )


def _without(writer: int, make: Callable[[], Candidate], training: Sequence[Line]) -> float:
    """The accuracy on one writer's lines of what was trained on the other writers' lines."""
    learned = [line for line in training if line.writer != writer]
    return _read(_trained(make, learned), [line for line in training if line.writer == writer]).accuracy()


def _trained(make: Callable[[], Candidate], lines: Sequence[Line]) -> Candidate:
    candidate = make()
    candidate.fit([line.text for line in lines], np.array([line.intent for line in lines]))
    return candidate


def _read(candidate: Candidate, lines: Sequence[Line]) -> Readings:
    return Readings(candidate.scores([line.text for line in lines]), candidate.intents, lines)


def noisy(lines: Sequence[Line], change: noise.Noise) -> list[Line]:
    """The lines as hurried people would have written them; the same noise every time."""
    rng = random.Random(_SEED)
    return [Line(change(line.text, rng), line.intent, line.language) for line in lines]


if __name__ == "__main__":
    raise SystemExit(main())
