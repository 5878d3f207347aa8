"""Security headers on every answer: what a browser may load, who may frame a page, what is kept."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from aiohttp import web

from bot.server.clients import client_scheme

#: Origins whose pages may show the frame page (`ALLOWED_ORIGINS`); without any, only our own.
FRAME_ANCESTORS: web.AppKey[tuple[str, ...]] = web.AppKey("frame_ancestors", tuple)
FRAME_PATHS = frozenset({"/nl/frame", "/en/frame"})

_POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' blob:",
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "object-src": "'none'",
    # With no policy named, every assignment of text to markup throws: nothing from a server becomes HTML.
    "require-trusted-types-for": "'script'",
    "trusted-types": "'none'",
}
_FIXED = {
    "X-Content-Type-Options": "nosniff",
    # Other sites learn nothing; our own forms keep the Origin that shows where they come from.
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "X-Robots-Tag": "noarchive",
    # Not the name and version of the software that answers.
    "Server": "web",
}
_EMBEDDABLE = frozenset({"/embed.js"}) | FRAME_PATHS

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def content_security_policy(path: str, frame_ancestors: tuple[str, ...] = ()) -> str:
    """The policy of one page. Only the frame page may stand in another page, and only in those named."""
    sources = ("'self'", *frame_ancestors) if path in FRAME_PATHS else ("'none'",)
    directives = _POLICY | {"frame-ancestors": " ".join(sources)}
    return "; ".join(f"{name} {value}" for name, value in directives.items())


def secure(
    response: web.StreamResponse,
    path: str,
    scheme: str,
    frame_ancestors: tuple[str, ...] = (),
) -> None:
    """Put the headers on a response; what a handler has set itself for caching stays."""
    headers = response.headers
    headers.update(_FIXED)
    headers["Content-Security-Policy"] = content_security_policy(path, frame_ancestors)
    # An answer or a page with a letter must not come back with the back button after leaving.
    headers.setdefault("Cache-Control", "no-store")
    headers["Cross-Origin-Resource-Policy"] = "cross-origin" if path in _EMBEDDABLE else "same-origin"
    if path not in FRAME_PATHS:
        headers["X-Frame-Options"] = "DENY"
    if scheme == "https":
        headers["Strict-Transport-Security"] = "max-age=31536000; includeSubDomains"


@web.middleware
async def middleware(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Secure every answer, errors included. Outermost in the application's list."""
    ancestors = request.app.get(FRAME_ANCESTORS, ())
    try:
        response = await handler(request)
    except web.HTTPException as error:
        secure(error, request.path, client_scheme(request), ancestors)
        raise
    if not response.prepared:
        secure(response, request.path, client_scheme(request), ancestors)
    return response
