"""`make bench-nlu`: ways to understand a message, side by side; the tables go to docs/evaluation.md.

Every candidate is trained twice: without the last writer's lines, tested on those, and on all lines, tested on the open
and the blind set. Fixed seeds; one process for each core. Stock Rasa takes hours and nlp.js takes Node: reference.json
keeps the figures of one fit.
"""

from __future__ import annotations

import os
import random
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass

import numpy as np

from benchmarks.nlu import report
from benchmarks.nlu.candidates import OURS, Candidate, candidates
from benchmarks.nlu.data import WRITERS, Line, blind_lines, open_lines, training_lines, unrelated_lines
from benchmarks.nlu.features import e5, use
from benchmarks.nlu.measures import Readings, caught_out_of_scope
from bot.nlu import noise

_SEED = 7
_LAST_WRITER = max(WRITERS)
NOISES = {
    "typos": noise.typos,
    "no capitals": noise.lower_case,
    "dictated": noise.dictated,
    "capitals": noise.shouted,
}


@dataclass(frozen=True)
class Result:
    """One row of the comparison; shares from 0 to 1. `other_writer` is measured on a writer not trained on."""

    name: str
    other_writer: float
    open_set: Readings
    blind_set: Readings
    noisy: dict[str, float]
    caught: float
    seconds: float


def main() -> int:
    """Compare all candidates, or those whose names contain an argument, and write the report."""
    names = [name for name in candidates({}) if _is_wanted(name, sys.argv[1:])]
    # The two encoders' vectors are computed once, before the processes that share them begin.
    texts = [line.text for line in training_lines()]
    for encode in (e5, use):
        encode(texts)
    results = []
    with ProcessPoolExecutor(os.cpu_count()) as processes:
        for result in processes.map(measure, names):
            results.append(result)
            sys.stdout.write(report.progress(result) + "\n")
            sys.stdout.flush()
    if len(sys.argv) == 1:
        report.write(results, next(result for result in results if result.name == OURS))
    return 0


def _is_wanted(name: str, parts: Sequence[str]) -> bool:
    return not parts or any(part in name for part in parts)


def measure(name: str) -> Result:
    """Train and test one candidate."""
    training = training_lines()
    make = candidates({line.intent: line.topic for line in training})[name]
    across = _trained(make, [line for line in training if line.writer != _LAST_WRITER])
    start = time.perf_counter()
    candidate = _trained(make, training)
    seconds = time.perf_counter() - start
    lines = open_lines()
    readings = _read(candidate, lines)
    return Result(
        name,
        _read(across, [line for line in training if line.writer == _LAST_WRITER]).accuracy(),
        readings,
        _read(candidate, blind_lines()),
        {kind: _read(candidate, noisy(lines, change)).accuracy() for kind, change in NOISES.items()},
        caught_out_of_scope(readings, candidate.scores([line.text for line in unrelated_lines()])),
        seconds,
    )


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
