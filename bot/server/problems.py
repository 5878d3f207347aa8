"""Errors as RFC 9457 problems: a kind, a title, and one sentence that says what to do."""

from __future__ import annotations

import json
import logging
from collections.abc import Awaitable, Callable

from aiohttp import web

from bot.rasa.assistant import Busy
from bot.rasa.tracker_store import NoConversation
from bot.store import StoreUnavailable

logger = logging.getLogger(__name__)

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Problem(Exception):
    """Something is wrong with a request; becomes the response."""

    def __init__(
        self, status: int, kind: str, detail: str, *, field: str | None = None, retry_after: int | None = None
    ):
        """Take the HTTP status, a stable kind such as `too-long`, and what to do."""
        super().__init__(kind)
        self.status = status
        self.kind = kind
        self.detail = detail
        self.field = field
        self.retry_after = retry_after

    def response(self) -> web.Response:
        """The response."""
        body = {
            "type": f"about:blank#{self.kind}",
            "title": self.kind,
            "status": self.status,
            "detail": self.detail,
        }
        if self.field:
            body["field"] = self.field
        headers = {"Retry-After": str(self.retry_after)} if self.retry_after else {}
        return web.Response(
            status=self.status,
            text=json.dumps(body),
            content_type="application/problem+json",
            headers=headers,
        )


#: Shows a problem to a person, as a page; programs get JSON.
AS_PAGE: web.AppKey[Callable[[web.Request, Problem], web.Response]] = web.AppKey("problem_page", Callable)


@web.middleware
async def problems(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Turn what goes wrong into problems; nothing of an exception's message leaves the process."""
    try:
        return await handler(request)
    except ConnectionResetError:
        # Whoever asked has gone; nobody reads an answer.
        raise
    except web.HTTPException as error:
        if error.status < 400:
            raise
        answer = _shown(request, _of_http(error))
        if "Allow" in error.headers:
            answer.headers["Allow"] = error.headers["Allow"]
        return answer
    except Exception as error:
        problem = _of(error)
        if problem is None:
            logger.error("%s %s failed: %s", request.method, _route(request), type(error).__name__)
            problem = Problem(500, "failed", "Something went wrong on our side. Try again in a minute.")
        return _shown(request, problem)


def _of(error: Exception) -> Problem | None:
    """What is wrong in words, where the error is one that we expect."""
    match error:
        case Problem():
            return error
        case NoConversation():
            detail = "There is no such conversation (any more). Begin a new one."
            return Problem(404, "no-conversation", detail)
        case Busy():
            detail = "Earlier messages are still being answered. Wait a moment."
            return Problem(429, "busy", detail, retry_after=1)
        case StoreUnavailable():
            detail = "The service cannot be reached. Try again in a minute."
            return Problem(503, "unavailable", detail, retry_after=30)
    return None


def _of_http(error: web.HTTPException) -> Problem:
    match error.status:
        case 404:
            return Problem(404, "not-found", "There is nothing at this address. See /api/openapi.json.")
        case 405:
            return Problem(405, "method", f"This address takes {error.headers['Allow'].replace(',', ', ')}.")
        case 413:
            return Problem(413, "too-long", "The request is too large.")
    return Problem(error.status, "http", error.reason or "The request cannot be answered.")


def _shown(request: web.Request, problem: Problem) -> web.Response:
    wants_page = "text/html" in request.headers.get("Accept", "") and not request.path.startswith("/api/")
    if wants_page and AS_PAGE in request.app:
        return request.app[AS_PAGE](request, problem)
    return problem.response()


def _route(request: web.Request) -> str:
    # The route and not the path, which names the conversation.
    resource = request.match_info.route.resource
    return resource.canonical if resource else "?"
