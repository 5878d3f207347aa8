"""Running the application on a listening socket, in one process or several."""

from __future__ import annotations

import multiprocessing
import signal
import socket
import sys

from aiohttp import web

from bot.settings import Settings


def serve(listening: socket.socket, settings: Settings, workers: int) -> None:
    """Serve until stopped. Several workers share the socket and the database; none holds a conversation."""
    if workers == 1:
        _work(listening, settings, announce=True)
        return
    # Each worker loads the model itself: TensorFlow does not survive a fork.
    context = multiprocessing.get_context("spawn")
    processes = [
        context.Process(target=_work, args=(listening, settings, number == 0)) for number in range(workers)
    ]
    for process in processes:
        process.start()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    try:
        for process in processes:
            process.join()
    finally:
        for process in processes:
            process.terminate()


def _work(listening: socket.socket, settings: Settings, announce: bool) -> None:
    from bot.privacy.logs import configure_logging, prepare_process

    prepare_process()
    from bot.cli.operations import make_served
    from bot.guidance.content import load_content
    from bot.server.app import make_app

    assistant, desk = make_served(settings)
    app = make_app(assistant, load_content(), settings, desk)
    configure_logging(settings.log_level)
    host, port = listening.getsockname()[:2]
    if announce:
        print(
            f"Wegwijzer is ready: http://{'localhost' if host in ('127.0.0.1', '0.0.0.0') else host}:{port}",
            flush=True,
        )
    web.run_app(app, sock=listening, access_log=None, print=None, handle_signals=True, shutdown_timeout=5)
