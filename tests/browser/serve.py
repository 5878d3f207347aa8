"""Serve the scripted application by hand: `python -m tests.browser.serve [PORT]`."""

from __future__ import annotations

import sys

from aiohttp import web

from bot.guidance.content import load_content
from tests.browser.scripted import ScriptedAssistant, make_app


def main() -> None:
    """Serve until stopped."""
    content = load_content()
    port = int(sys.argv[1]) if len(sys.argv) > 1 else 8099
    app = make_app(ScriptedAssistant(content), content)
    web.run_app(app, host="127.0.0.1", port=port, access_log=None, shutdown_timeout=1)


if __name__ == "__main__":
    main()
