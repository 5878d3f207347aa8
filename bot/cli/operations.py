"""`setup`, `train`, `serve`, `doctor`, `purge`."""

from __future__ import annotations

import errno
import socket
import sys
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from bot.cli.commands import CommandError
from bot.settings import Settings
from bot.setup import SetupError, ensure_set_up
from bot.store import CipherError, Conversations, StoreError, load_cipher, make_engine
from bot.store.cases import Cases
from bot.store.cipher import Cipher

if TYPE_CHECKING:
    from sqlalchemy.engine import Engine

    from bot.rasa.agent import WegwijzerAgent
    from bot.rasa.assistant import Assistant
    from bot.rasa.cases import CaseDesk

_LAST_PORT = 65_535


def setup(options: Namespace, settings: Settings) -> int:
    """Put everything in place that a first start needs."""
    _ready_model(settings)
    print("Everything is in place.")
    return 0


def train(options: Namespace, settings: Settings) -> int:
    """Train the model if anything changed since it was trained."""
    from bot.rasa import training

    _set_up()
    try:
        path = (
            training.train(settings.model_folder)
            if options.force
            else training.ensure_model(settings.model_folder)
        )
    except training.TrainingError as error:
        raise CommandError(str(error)) from error
    print(f"The model is {path.name}.")
    return 0


def purge(options: Namespace, settings: Settings) -> int:
    """Erase what has ended."""
    engine, cipher = _database(settings)
    ended = Conversations(engine, cipher).purge()
    print(f"Erased {ended} conversations and {Cases(engine, cipher).purge()} case codes that had ended.")
    return 0


def doctor(options: Namespace, settings: Settings) -> int:
    """Say what is in place and what is missing; fails where something is."""
    from bot.cli.doctor import examine

    return examine(settings)


def serve(options: Namespace, settings: Settings) -> int:
    """Start the assistant and print where it is."""
    from bot.server.serving import serve as serve_app

    if options.workers < 1:
        raise CommandError("At least one worker is needed: --workers 1")
    listening = _listen(options.host, options.port, shared=options.workers > 1)
    _ready_model(settings)
    serve_app(listening, settings, options.workers)
    return 0


def _listen(host: str, port: int, *, shared: bool) -> socket.socket:
    if not 0 <= port <= _LAST_PORT:
        raise CommandError(f"There is no port {port}. Choose one up to {_LAST_PORT}: make run PORT=8080")
    listening = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
        listening.listen(128)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise CommandError(
                f"Port {port} is in use by another program. Stop that program, or choose another port: "
                f"make run PORT={port + 1}"
            ) from error
        raise CommandError(f"The address {host}:{port} cannot be used ({error.strerror}).") from error
    return listening


def _set_up() -> None:
    try:
        ensure_set_up()
    except SetupError as error:
        raise CommandError(str(error)) from error


def _ready_model(settings: Settings) -> Path:
    from bot.rasa import training

    _set_up()
    path = training.model_path(settings.model_folder)
    if not path.exists():
        # Standard output belongs to the command's own lines.
        print("The model is trained first; this takes a few minutes, once.", file=sys.stderr)
    try:
        return training.ensure_model(settings.model_folder)
    except training.TrainingError as error:
        raise CommandError(str(error)) from error


def loaded_agent(settings: Settings, conversations: Conversations | None = None) -> WegwijzerAgent:
    """The assistant's Rasa agent, with everything it needs set up first.

    Raises:
        CommandError: something is missing or broken.
    """
    path = _ready_model(settings)
    from bot.rasa.actions_endpoint import make_action_endpoint
    from bot.rasa.agent import ModelError, load_agent
    from bot.rasa.tracker_store import FactsTrackerStore

    store = FactsTrackerStore(conversations) if conversations else None
    endpoint = make_action_endpoint(settings.action_endpoint_url) if conversations else None
    try:
        return load_agent(path, store, endpoint)
    except ModelError as error:
        raise CommandError(str(error)) from error


def make_assistant(
    settings: Settings, *, database_url: str | None = None, key: bytes | None = None
) -> Assistant:
    """The assistant on its database, or on one given here.

    Raises:
        CommandError: something is missing or broken.
    """
    return _assistant(settings, Conversations(*_database(settings, database_url, key)))


def make_served(settings: Settings) -> tuple[Assistant, CaseDesk]:
    """The assistant and the case codes, on one database.

    Raises:
        CommandError: something is missing or broken.
    """
    engine, cipher = _database(settings)
    from bot.rasa.cases import CaseDesk, beginning

    conversations = Conversations(engine, cipher)
    desk = CaseDesk(Cases(engine, cipher), beginning(conversations))
    return _assistant(settings, conversations), desk


def _assistant(settings: Settings, conversations: Conversations) -> Assistant:
    agent = loaded_agent(settings, conversations)
    from bot.chat import load_chat
    from bot.guidance.content import load_content
    from bot.rasa.assistant import Assistant

    return Assistant(agent, conversations, load_content(), load_chat())


def _database(settings: Settings, url: str | None = None, key: bytes | None = None) -> tuple[Engine, Cipher]:
    url = url or settings.database_url
    try:
        if url.startswith("sqlite:///"):
            settings.data.mkdir(parents=True, exist_ok=True, mode=0o700)
        shared = not url.startswith("sqlite")
        cipher = Cipher(key) if key else load_cipher(settings.key, settings.data, shared_database=shared)
        engine = make_engine(url)
        Conversations(engine, cipher).create_tables()
    except (CipherError, StoreError) as error:
        raise CommandError(str(error)) from error
    except OSError as error:
        raise CommandError(f"The folder {settings.data} cannot be used ({error.strerror}).") from error
    return engine, cipher
