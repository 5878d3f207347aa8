"""The commands and their options. Each command imports what it needs when it runs, so that `plan` needs no Rasa."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from bot.privacy.logs import configure_logging, prepare_process
from bot.settings import SettingsError, load_settings

_FAILED = 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="wegwijzer",
        description="Guidance for people who may have been registered or alerted in the context of counter-terrorism.",
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="command")
    commands.add_parser(
        "parse", help="lines of text on standard input → what is understood, one JSON line each"
    )
    commands.add_parser("plan", help="one facts object a line on standard input → one plan a line")
    letter = commands.add_parser("letter", help="write a letter")
    letter.add_argument("--agency", required=True, help="code of the agency, as in a plan's step")
    letter.add_argument("--type", required=True, help="the action, as in a plan's step")
    letter.add_argument("--facts", required=True, type=Path, help="file with one facts object (JSON)")
    letter.add_argument("--format", default="txt", choices=("txt", "docx", "pdf", "ics", "eml"))
    letter.add_argument("--sent-on", help="the day of posting (YYYY-MM-DD), for the calendar")
    letter.add_argument("--out", type=Path, help="where to write; standard output without it")
    say = commands.add_parser(
        "say", help="lines of text on standard input, one conversation → one JSON line a turn"
    )
    say.add_argument(
        "--lang", choices=("nl", "en"), help="language of the page; without it that of the messages"
    )
    say.add_argument("--channel", default="web", help="name of the channel")
    commands.add_parser(
        "setup", help="install the Dutch pipeline and the encoder, and train the model if it is missing"
    )
    train = commands.add_parser("train", help="train the model if anything changed")
    train.add_argument("--force", action="store_true", help="train also if nothing changed")
    serve = commands.add_parser("serve", help="start the assistant")
    serve.add_argument("--host", default="127.0.0.1")
    serve.add_argument("--port", type=int, default=8080)
    serve.add_argument("--workers", type=int, default=1)
    commands.add_parser("doctor", help="say what is in place and what is missing")
    commands.add_parser("purge", help="erase conversations that have ended")
    content = commands.add_parser("content", help="look after the content")
    content.add_argument(
        "action", choices=("check",), help="list what is past its review day, unverified or conflicting"
    )
    return parser


def main(arguments: Sequence[str] | None = None) -> None:
    """Run a command and exit with its code: 0 for success, 1 for failure, 2 where input lines were wrong."""
    options = _parser().parse_args(arguments)
    prepare_process()
    try:
        settings = load_settings()
    except SettingsError as error:
        sys.exit(f"wegwijzer: {error}")
    configure_logging(settings.log_level if options.command == "serve" else "WARNING")
    from bot.cli import commands

    try:
        code = commands.run(options, settings)
    except commands.CommandError as error:
        print(f"wegwijzer: {error}", file=sys.stderr)
        code = _FAILED
    except KeyboardInterrupt:
        code = 130
    except BrokenPipeError:
        code = _FAILED
    sys.exit(code)
