"""The JSON API: conversations and letters (`/api/openapi.json` describes it)."""

from __future__ import annotations

import asyncio
import datetime
import time
from collections import Counter, OrderedDict
from collections.abc import Callable, Coroutine, Hashable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from aiohttp import web

from bot.rasa.tracker_store import NoConversation
from bot.server import keys
from bot.server.letters import rendered_letter
from bot.server.limits import RateLimit
from bot.server.problems import Problem
from bot.server.requests import allow, authorised, json_object, page_language, text_of

MOST_CHARACTERS = 10_000
MOST_KEY = 80
_STREAMS = 2
#: A plan takes some hundred kilobytes of memory; whoever tries again does so within seconds.
_REPLAYS = 500
#: With the sweep every few minutes, an answer is gone after ten; the receipt says so.
_REPLAY_SECONDS = 300.0

#: What came of a message, as it is sent.
Answer = dict[str, Any]


@dataclass
class Limits:
    """What one address and one conversation may ask for."""

    begin: RateLimit = field(default_factory=lambda: RateLimit(per_minute=30, burst=60))
    messages: RateLimit = field(default_factory=lambda: RateLimit(per_minute=120, burst=60))
    #: A town hall's visitors share an address; a flood from one still leaves room for others.
    address: RateLimit = field(default_factory=lambda: RateLimit(per_minute=300, burst=120))
    letters: RateLimit = field(default_factory=lambda: RateLimit(per_minute=60, burst=30))


LIMITS: web.AppKey[Limits] = web.AppKey("limits", Limits)


class Replays:
    """Answers that a client may ask for again with the same Idempotency-Key, for a few minutes, in memory."""

    def __init__(self) -> None:
        """Start empty."""
        self._tasks: OrderedDict[tuple[str, Hashable], tuple[float, asyncio.Task[Answer]]] = OrderedDict()

    def once(
        self,
        conversation: str,
        key: str | None,
        said: Hashable,
        work: Callable[[], Coroutine[Any, Any, Answer]],
    ) -> asyncio.Task[Answer]:
        """The task of a request that came before with this key, or a new one for `work`.

        `said` is what was sent under the key: the same key with another message is another request, so that nothing
        is lost.

        Raises:
            Problem: the key is empty or too long.
        """
        if key is not None and not 0 < len(key) <= MOST_KEY:
            detail = f"An Idempotency-Key has 1 to {MOST_KEY} characters."
            raise Problem(422, "invalid", detail, field="Idempotency-Key")
        self.sweep()
        if key is None:
            return asyncio.ensure_future(work())
        # A number in place of the words, which nobody needs to keep.
        place = (conversation, (key, hash(said)))
        kept = self._tasks.get(place)
        if kept is None or (kept[1].done() and kept[1].exception() is not None):
            kept = (time.monotonic(), asyncio.ensure_future(work()))
            self._tasks[place] = kept
        return kept[1]

    def sweep(self) -> None:
        """Drop what is older than a few minutes, or too much."""
        now = time.monotonic()
        while self._tasks:
            (_, (at, _task)) = next(iter(self._tasks.items()))
            if now - at < _REPLAY_SECONDS and len(self._tasks) < _REPLAYS:
                break
            self._tasks.popitem(last=False)

    def forget(self, conversation: str) -> None:
        """Drop what a conversation that was erased has been answered."""
        for entry in [entry for entry in self._tasks if entry[0] == conversation]:
            del self._tasks[entry]


#: Open event streams by conversation.
STREAMS: web.AppKey[Counter[str]] = web.AppKey("streams", Counter)
REPLAYS: web.AppKey[Replays] = web.AppKey("replays", Replays)


def add_routes(app: web.Application) -> None:
    """Add the API."""
    app.router.add_post("/api/conversations", begin)
    app.router.add_post("/api/conversations/{id}/messages", message)
    app.router.add_get("/api/conversations/{id}/events", events)
    app.router.add_get("/api/conversations/{id}/plan", plan)
    app.router.add_get("/api/conversations/{id}", receipt)
    app.router.add_delete("/api/conversations/{id}", forget)
    app.router.add_post("/api/letters", letter)
    app.router.add_get("/api/openapi.json", openapi)


async def begin(request: web.Request) -> web.Response:
    """Begin a conversation."""
    allow(request, request.app[LIMITS].begin)
    body = await json_object(request, needed=False)
    id, token, ends_at = await request.app[keys.ASSISTANT].begin(page_language(body))
    end = datetime.datetime.fromtimestamp(ends_at, datetime.UTC).isoformat()
    return web.json_response({"id": id, "token": token, "expires_at": end}, status=201)


async def message(request: web.Request) -> web.Response:
    """Take one turn."""
    id = await authorised(request, request.match_info["id"])
    allow(request, request.app[LIMITS].messages, key=id)
    allow(request, request.app[LIMITS].address)
    body = await json_object(request)
    text, language = text_of(body, "text"), page_language(body)
    if len(text) > MOST_CHARACTERS:
        raise Problem(413, "too-long", f"A message has at most {MOST_CHARACTERS:,} characters.", field="text")
    replays = request.app[REPLAYS]

    async def work() -> Answer:
        turn = await request.app[keys.ASSISTANT].turn(id, text, language=language)
        if turn.erased:
            replays.forget(id)
        return {"messages": turn.messages, "erased": turn.erased}

    key = request.headers.get("Idempotency-Key")
    # A client that gives up must not take the turn down with it: the next try finds the answer.
    return _compressed(await asyncio.shield(replays.once(id, key, (text, language), work)))


async def plan(request: web.Request) -> web.Response:
    """The plan as the facts now stand."""
    id = await authorised(request, request.match_info["id"])
    found = await request.app[keys.ASSISTANT].plan(id)
    if found is None:
        raise Problem(404, "no-plan", "There is no plan yet. Say first what happened.")
    return _compressed(found)


def _compressed(answer: Any) -> web.Response:
    """JSON that travels small: a plan is fifty kilobytes, and a slow phone waits for it."""
    response = web.json_response(answer)
    response.enable_compression()
    return response


async def receipt(request: web.Request) -> web.Response:
    """Exactly what the server holds of this conversation, and until when."""
    id = await authorised(request, request.match_info["id"])
    return web.json_response(await request.app[keys.ASSISTANT].receipt(id))


async def forget(request: web.Request) -> web.Response:
    """Erase the conversation."""
    id = await authorised(request, request.match_info["id"])
    await request.app[keys.ASSISTANT].forget(id)
    request.app[REPLAYS].forget(id)
    return web.Response(status=204)


async def events(request: web.Request) -> web.StreamResponse:
    """Server-sent events for what no message of the person caused; for now only signs of life."""
    id = await authorised(request, request.match_info["id"])
    streams = request.app[STREAMS]
    if streams[id] >= _STREAMS:
        raise Problem(429, "too-many", "This conversation has streams enough.", retry_after=20)
    streams[id] += 1
    try:
        return await _stream(request, id)
    finally:
        streams[id] -= 1
        if not streams[id]:
            del streams[id]


async def _stream(request: web.Request, id: str) -> web.StreamResponse:
    stream = web.StreamResponse(headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"})
    await stream.prepare(request)
    try:
        while True:
            await stream.write(b": alive\n\n")
            await asyncio.sleep(20)
            await request.app[keys.ASSISTANT].facts(id)
    except (NoConversation, ConnectionResetError):
        return stream


async def letter(request: web.Request) -> web.Response:
    """Render a letter; what it is filled in with is used for this answer only."""
    allow(request, request.app[LIMITS].letters)
    body = await json_object(request)
    facts = body.get("facts")
    if facts is None and "conversation" in body:
        facts = await request.app[keys.ASSISTANT].facts(await authorised(request, str(body["conversation"])))
    if not isinstance(facts, dict):
        raise Problem(422, "invalid", "Give facts, or a conversation with its token.", field="facts")
    media_type, name, rendered = await rendered_letter(body, facts, request.app[keys.CONTENT])
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return web.Response(body=rendered, content_type=media_type, headers=headers)


async def openapi(request: web.Request) -> web.Response:
    """The description of this API."""
    return web.Response(
        text=(Path(__file__).parent / "openapi.json").read_text("utf-8"), content_type="application/json"
    )
