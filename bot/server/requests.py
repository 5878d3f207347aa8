"""What the handlers ask of every request: room, a JSON object or a form, the right to a conversation."""

from __future__ import annotations

import asyncio
import json
import re
import zlib
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl

from aiohttp import ClientPayloadError, web

from bot.server import keys
from bot.server.clients import client_address
from bot.server.limits import RateLimit
from bot.server.problems import Problem

_BODY_SECONDS = 15.0
_FORM = "application/x-www-form-urlencoded"
#: aiohttp calls a body of no named type an octet-stream.
_JSON = re.compile(r"application/(?:[\w.+-]+\+)?json|application/octet-stream")
_MOST_FIELDS = 100


def allow(request: web.Request, limit: RateLimit, key: str | None = None) -> None:
    """Let an address (or what `key` names) through, or tell it to wait.

    Raises:
        Problem: it asked too often.
    """
    if not limit.allows(key or client_address(request)):
        raise Problem(429, "too-many", "Too many requests. Wait a minute.", retry_after=60)


async def json_object(request: web.Request, *, needed: bool = True) -> Mapping[str, Any]:
    """The body; an empty object where none came and none is needed.

    Raises:
        Problem: it is not a JSON object, cannot be read, or takes too long to arrive.
    """
    raw = await _body(request)
    if not raw and not needed:
        return {}
    if raw and not _JSON.fullmatch(request.content_type):
        raise Problem(415, "media-type", "Send the body as application/json.")
    try:
        body = json.loads(raw)
    except (ValueError, RecursionError):
        raise Problem(400, "json", "The body is not JSON.") from None
    if not isinstance(body, dict):
        raise Problem(400, "json", "The body is not a JSON object.")
    return body


async def form_fields(request: web.Request) -> Mapping[str, str]:
    """The fields of a form as a browser sends them without script.

    Raises:
        Problem: the body is no such form, cannot be read, or takes too long to arrive.
    """
    raw = await _body(request)
    if raw and request.content_type != _FORM:
        raise Problem(415, "media-type", f"Send the form as {_FORM}.")
    try:
        fields = parse_qsl(raw.decode(errors="replace"), keep_blank_values=True, max_num_fields=_MOST_FIELDS)
    except ValueError:
        raise Problem(413, "too-long", "The form has too many fields.") from None
    return dict(fields)


async def _body(request: web.Request) -> bytes:
    try:
        return await asyncio.wait_for(request.read(), _BODY_SECONDS)
    except TimeoutError:
        raise Problem(408, "slow", "The request took too long to arrive.") from None
    except (web.RequestPayloadError, ClientPayloadError, zlib.error):
        raise Problem(400, "body", "The body cannot be read.") from None


def text_of(body: Mapping[str, Any], name: str) -> str:
    """A field that is a string.

    Raises:
        Problem: it is missing or something else.
    """
    value = body.get(name)
    if not isinstance(value, str):
        raise Problem(422, "invalid", "Write this as a string.", field=name)
    return value


def page_language(body: Mapping[str, Any]) -> str | None:
    """The language of the page, where it says one.

    Raises:
        Problem: it is not one of ours.
    """
    value = body.get("lang")
    if value is not None and value not in ("nl", "en"):
        raise Problem(422, "invalid", "The language is nl or en.", field="lang")
    return value


async def authorised(request: web.Request, conversation: str) -> str:
    """The conversation, if the request carries its token.

    Raises:
        Problem: it does not.
        NoConversation: there is no such conversation (any more).
    """
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if not await request.app[keys.ASSISTANT].opens(conversation, token) or scheme.lower() != "bearer":
        raise Problem(401, "token", "The token does not open this conversation.")
    return conversation
