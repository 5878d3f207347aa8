"""What the pages without script show, and why a form cannot be answered as sent."""

from __future__ import annotations

import secrets
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from bot.rasa.tracker_store import NoConversation
from bot.server import keys
from bot.server.site import Language


class Notice(Exception):
    """The form cannot be answered as sent; `key` names the sentence that says why."""

    def __init__(self, key: str, status: int = 400) -> None:
        """Take a key of `site/noscript.yml` and the HTTP status."""
        super().__init__(key)
        self.key = key
        self.status = status


@dataclass
class View:
    """What the page shows: the way back into the conversation, the last exchange, the plan."""

    id: str = ""
    token: str = ""
    said: str = ""
    messages: list[dict[str, Any]] = field(default_factory=list)
    plan: dict[str, Any] | None = None
    notice: str = ""
    #: The language in which the assistant last spoke, or in which the page was opened.
    spoken: str = "nl"
    #: A case code that was just made, and when it ends (seconds since 1970).
    code: str = ""
    code_until: int = 0
    #: What the server holds of the conversation, where that was asked.
    receipt: dict[str, Any] | None = None
    #: A repeated sending of the same form (a reload) is answered again, not taken twice.
    key: str = field(default_factory=lambda: secrets.token_hex(16))

    @property
    def asks(self) -> bool:
        """Is a question open? The plan can still change then, and is shown where somebody asks for it."""
        return any((message["card"] or {}).get("type") == "question" for message in self.messages)

    @classmethod
    def of(cls, form: Mapping[str, str], language: Language) -> View:
        """What a form of ours carries along."""
        return cls(form.get("id", ""), form.get("token", ""), form.get("text", ""), spoken=language)


#: Does what a form asks for, and puts what came of it into the view.
Act = Callable[[web.Request, Mapping[str, str], View, Language], Awaitable[None]]


async def open_conversation(request: web.Request, view: View) -> None:
    """Check that the form carries the token of its conversation.

    Raises:
        NoConversation: it does not, or there is no such conversation (any more).
    """
    if not await request.app[keys.ASSISTANT].opens(view.id, view.token):
        raise NoConversation


def html(text: str, status: int = 200) -> web.Response:
    """A page as the answer."""
    return web.Response(text=text, content_type="text/html", status=status)
