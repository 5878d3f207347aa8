"""Streams: one line in, one JSON line out, also for a line that cannot be used."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import BinaryIO

import msgspec

BAD_INPUT = 2


class LineError(Exception):
    """A line cannot be used; names the field it is about."""

    def __init__(self, field: str | None, message: str) -> None:
        """Take the field, or None where the line as a whole is wrong."""
        super().__init__(message)
        self.field = field
        self.message = message


def read_lines(stream: BinaryIO | None = None) -> Iterator[tuple[int, str]]:
    """The lines of standard input with their numbers; bytes that are no UTF-8 become the replacement character."""
    for number, line in enumerate(stream or sys.stdin.buffer, start=1):
        yield number, line.decode("utf-8", errors="replace").rstrip("\r\n")


def write_line(value: object) -> None:
    """Write one JSON line at once, so that a reader at the other end of a pipe need not wait."""
    sys.stdout.buffer.write(msgspec.json.encode(value) + b"\n")
    sys.stdout.buffer.flush()


def write_error(number: int, error: LineError) -> None:
    """Write what is wrong with a line."""
    write_line({"error": {"line": number, "field": error.field, "message": error.message}})
