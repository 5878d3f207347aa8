"""Scripts and styles: read once, compressed once, served under an address that follows their content."""

from __future__ import annotations

import gzip
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from aiohttp import web

FOLDER = Path(__file__).parent / "static"
_TYPES = {
    ".js": "text/javascript",
    ".css": "text/css",
    ".svg": "image/svg+xml",
    ".json": "application/json",
    ".html": "text/html",
}
_IMPORT = re.compile(r'^(?:import|export)\b[^;]*?"\./([\w-]+\.js)";', re.MULTILINE)
_FOREVER = "public, max-age=31536000, immutable"


@dataclass(frozen=True)
class Body:
    """Bytes for the wire, in both encodings that are offered."""

    content_type: str
    plain: bytes
    zipped: bytes

    @classmethod
    def of(cls, data: bytes, suffix: str) -> Body:
        """Compress `data`; `suffix` is that of its file name."""
        # mtime=0: the same content gives the same bytes.
        return cls(_TYPES[suffix], data, gzip.compress(data, 9, mtime=0))

    def response(
        self, request: web.Request, headers: Mapping[str, str] | None = None, status: int = 200
    ) -> web.Response:
        """Answer with the smaller form where the browser takes it."""
        sent = {"Vary": "Accept-Encoding", **(headers or {})}
        body = self.plain
        if "gzip" in request.headers.get("Accept-Encoding", ""):
            body, sent["Content-Encoding"] = self.zipped, "gzip"
        return web.Response(
            body=body, status=status, content_type=self.content_type, charset="utf-8", headers=sent
        )


@dataclass(frozen=True)
class Assets:
    """All static files, and the part of their address that stands for their content."""

    version: str
    files: Mapping[str, Body]

    def modules(self, entry: str) -> list[str]:
        """The modules that `entry` loads, directly or not: named in the page, they all travel at once."""
        found, waiting = [], [entry]
        while waiting:
            name = waiting.pop()
            if name not in found:
                found.append(name)
                waiting += _IMPORT.findall(self.files[name].plain.decode())
        return sorted(set(found) - {entry})

    async def serve(self, request: web.Request) -> web.Response:
        """`/static/{version}/{name}`; an old version is gone, so that no page runs half old, half new."""
        body = self.files.get(request.match_info["name"])
        if body is None or request.match_info["version"] != self.version:
            raise web.HTTPNotFound
        return body.response(request, {"Cache-Control": _FOREVER})


def load_assets(folder: Path = FOLDER) -> Assets:
    """Read the static folder (flat: no folders inside it)."""
    paths = sorted(path for path in folder.iterdir() if path.suffix in _TYPES)
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return Assets(
        digest.hexdigest()[:12],
        {path.name: Body.of(path.read_bytes(), path.suffix) for path in paths},
    )
