"""What goes over the line smaller: pages, styles and scripts.

Owns what is compressed and what is not. Pictures, films and sound are small already and are asked for in parts; a copy
of the record is made for the disk. What a page says back of what was typed and what it keeps secret do not travel
together over an encrypted line here, so the size of an answer tells an eavesdropper nothing that the answer does not.
"""

from __future__ import annotations

from starlette.middleware.gzip import GZipMiddleware
from starlette.types import ASGIApp, Receive, Scope, Send

SMALLEST = 1_000
"""Bytes under which compressing costs more than it saves."""
LEVEL = 5
"""A page of the desk takes a few ms; the last levels would take twice that for a few per cent."""
_AS_THEY_ARE = ("/media/", "/copy", "/live")


class Compressed:
    """Compresses answers for browsers that ask for it, but for media and what is downloaded or streamed."""

    def __init__(self, app: ASGIApp) -> None:
        self._plain = app
        self._gzip = GZipMiddleware(app, minimum_size=SMALLEST, compresslevel=LEVEL)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        as_it_is = scope["type"] != "http" or any(part in scope["path"] for part in _AS_THEY_ARE)
        await (self._plain if as_it_is else self._gzip)(scope, receive, send)
