"""`wegwijzer plan`: every line is answered by one line, whatever stands on it."""

from __future__ import annotations

import io
import json
import sys
from argparse import Namespace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from bot.cli.guidance import plan
from bot.settings import Settings

GOOD = b'{"situation":"no_reply","today":"2026-11-26"}'
Answered = tuple[int, list[dict[str, Any]]]


@pytest.fixture
def answered(monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]) -> Any:
    """The exit code and the lines that come out for the lines that go in."""

    def run(*lines: bytes) -> Answered:
        monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(b"\n".join(lines))))
        code = plan(Namespace(), Settings(data=Path(), database_url="sqlite://"))
        return code, [json.loads(line) for line in capsysbinary.readouterr().out.splitlines()]

    return run


def test_good_lines_end_well(answered: Any) -> None:
    code, (first, second) = answered(GOOD, GOOD)
    assert code == 0
    assert first == second
    assert list(first) == ["urgent", "questions", "steps", "expectations", "help"]


@pytest.mark.parametrize(
    ("line", "field"),
    [
        (b"", None),
        (b"{broken", None),
        (b"[]", None),
        (b"\xff\xfe" + GOOD, None),
        (b"[" * 100_000, None),
        (b'{"situation":"no_reply","acting_for":{"age":' + b"9" * 5_000 + b"}}", None),
        (b'{"situation":"no_reply","\\ud800":1}', None),
        (b'{"situation":"no_reply","no\\u0000fact":1}', "no\0fact"),
        (b'{"situation":"no_reply","country":"ZZ"}', "country"),
        (b'{"situation":"no_reply","acting_for":{"age":140}}', "acting_for.age"),
        (b'{"situation":"no_reply","padding":"' + b"a" * 1_000_000 + b'"}', "padding"),
    ],
)
def test_a_line_that_cannot_be_used_takes_no_other_line_with_it(
    answered: Any, line: bytes, field: str | None
) -> None:
    code, (before, wrong, after) = answered(GOOD, line, GOOD)
    assert code == 2
    assert wrong["error"].keys() == {"line", "field", "message"}
    assert (wrong["error"]["line"], wrong["error"]["field"]) == (2, field)
    assert before == after
    assert before["steps"]
