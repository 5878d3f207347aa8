"""The lines that understanding is measured with: training lines with their writer, the open and the blind set, and more."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from bot.settings import ROOT

FOLDER = Path(__file__).parent
OPEN_SET = ROOT.parent / "shared" / "eval" / "nlu_open.jsonl"
OUT_OF_SCOPE = "out_of_scope"
URGENT = ("stuck_abroad", "held_in_netherlands", "in_danger", "crisis_distress")

WRITERS = (1, 2, 3, 4)
_THEIR_LINES = {2: "second_writer.txt", 3: "third_writer.txt", 4: "fourth_writer.txt"}

# The contract's name for what Rasa calls start_over.
CONTRACT_NAMES = {"start_over": "restart"}


@dataclass(frozen=True)
class Line:
    """One message with the intent it has; training lines also have a writer (of `WRITERS`) and the topic of their file."""

    text: str
    intent: str
    language: str
    writer: int = 0
    topic: str = ""


def training_lines() -> list[Line]:
    """All lines of data/nlu, in the order of the files."""
    writers = {
        key: writer
        for writer, file in _THEIR_LINES.items()
        for key in (FOLDER / file).read_text(encoding="ascii").split()
    }
    lines = []
    for path in sorted((ROOT / "data" / "nlu").glob("*/*.yml")):
        for block in yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"]:
            intent = CONTRACT_NAMES.get(block["intent"], block["intent"])
            for item in block["examples"].splitlines():
                text = item.strip().removeprefix("- ")
                writer = writers.get(writer_key(text), 1)
                lines.append(Line(text, intent, path.parent.name, writer, path.stem))
    return lines


def open_lines() -> list[Line]:
    """The open set, which nothing is trained on.

    Raises:
        FileNotFoundError: it lies beside the project, in shared/eval, and is not there.
    """
    return _json_lines(OPEN_SET)


def blind_lines() -> list[Line]:
    """Six lines per intent and language by a writer who saw the contract only; nothing is trained on them."""
    return _json_lines(FOLDER / "blind.jsonl")


def unrelated_lines() -> list[Line]:
    """Requests that the assistant is not for, written for this measurement only."""
    by_language = yaml.safe_load((FOLDER / "unrelated.yml").read_text(encoding="utf-8"))
    return [Line(text, OUT_OF_SCOPE, language) for language, texts in by_language.items() for text in texts]


def writer_key(text: str) -> str:
    """How the writers' files name a line."""
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def _json_lines(path: Path) -> list[Line]:
    items: list[dict[str, Any]] = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [Line(item["text"], item["intent"], item["lang"]) for item in items]
