"""From a command's name to its function."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable

from bot.settings import Settings

Command = Callable[[Namespace, Settings], int]


class CommandError(Exception):
    """A command cannot do its work; the message is one plain sentence that says what to do."""


def run(options: Namespace, settings: Settings) -> int:
    """Run the chosen command; returns the exit code.

    Raises:
        CommandError: it cannot do its work.
    """
    return _command(options.command)(options, settings)


def _command(name: str) -> Command:
    if name in ("plan", "letter", "content"):
        from bot.cli import guidance

        return {"plan": guidance.plan, "letter": guidance.letter, "content": guidance.content}[name]
    if name in ("parse", "say"):
        from bot.cli import dialogue

        return {"parse": dialogue.parse, "say": dialogue.say}[name]
    from bot.cli import operations

    return {
        "setup": operations.setup,
        "train": operations.train,
        "serve": operations.serve,
        "doctor": operations.doctor,
        "purge": operations.purge,
    }[name]
