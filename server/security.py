"""The headers every answer carries, and who may post from where.

Owns the headers as plain ASGI middleware, so that nothing can be answered without them.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "media-src 'self'",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'self'",
        "require-trusted-types-for 'script'",
        "trusted-types snelkookpan",
    )
)
FRAMES = {"Content-Security-Policy": f"{POLICY}; frame-src 'self'"}
"""For a page that shows another one of ours in a frame."""
READ_ONLY = {"Content-Security-Policy": f"{POLICY}; sandbox allow-same-origin"}
"""For a page that only shows: nothing on it runs, and nothing can be sent."""
# Under no-referrer a browser says `Origin: null` with a plain form, and that could come from anywhere.
_HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


_WHERE_IT_COUNTS = {"Cross-Origin-Opener-Policy": "same-origin"}
"""Over plain http to another machine browsers ignore these, with an error in the console of every phone."""
_OURSELVES = re.compile(r"(localhost|127\.0\.0\.1|\[::1\])(:\d+)?")


class SecurityHeaders:
    """Adds the headers to every HTTP answer; pages are never kept by caches, static files are asked for again."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        host = Headers(scope=scope).get("host", "")
        trusted = scope["scheme"] == "https" or _OURSELVES.fullmatch(host) is not None
        added = {**_HEADERS, **_WHERE_IT_COUNTS} if trusted else _HEADERS

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in added.items():
                    headers.setdefault(name, value)
                static = scope["path"].startswith("/static/")
                headers.setdefault("Cache-Control", "no-cache" if static else "no-store")
            await send(message)

        await self.app(scope, receive, with_headers)


def own_origin(headers: Headers) -> bool:
    """Whether a request comes from our own pages, or from a program that sends no Origin.

    A page elsewhere cannot leave Origin out of a POST or a WebSocket, so this closes both to it.
    """
    origin = headers.get("origin")
    if origin is None:
        return True
    try:
        parts = urlsplit(origin)
    except ValueError:
        return False
    host = headers.get("host", "").lower()
    return parts.scheme in ("http", "https") and host != "" and parts.netloc.lower() == host
