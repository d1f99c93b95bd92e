"""The live preview of a scenario that is being written: its page in the browser, which follows the file.

Owns the addresses of it and the line over which a page hears that there is something newer. It only shows, to this
computer only: whoever asks for it by another name gets nothing. The pages themselves are `facilitator_ui.author`'s and
`player_ui`'s.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress

from fastapi import FastAPI
from fastapi.responses import HTMLResponse, Response, StreamingResponse
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException
from starlette.middleware.trustedhost import TrustedHostMiddleware

from facilitator_ui.author import AuthorPage, author_page
from player_ui.pages import message_page
from server.routes.author import NO_MESSAGE, medium_of, preview_of
from server.security import FRAMES, READ_ONLY, SecurityHeaders
from server.watching import Look
from shared_ui.rendering import STATIC_FOLDERS

LOOPBACK = "127.0.0.1"
HOSTS = (LOOPBACK, "localhost")
BEAT_S = 10.0
"""How often an open page hears something, so that one that was closed is noticed."""
ABOUT = "kijkt mee met het bestand, alleen op deze computer"
NOT_YET = ("Even geduld", "Het scenario wordt nagekeken. Deze pagina komt vanzelf terug.")


class Preview:
    """What was seen last, and the pages that wait for the next."""

    def __init__(self, language: str = "nl") -> None:
        self._language = language
        self._look: Look | None = None
        self._version = 0
        self._closed = False
        self._changed = asyncio.Condition()

    async def show(self, look: Look) -> None:
        """Something newer was seen: every open page hears of it."""
        async with self._changed:
            self._look = look
            self._version += 1
            self._changed.notify_all()

    async def close(self) -> None:
        """Let go of every open page, so that the server can stop."""
        async with self._changed:
            self._closed = True
            self._changed.notify_all()

    async def versions(self) -> AsyncIterator[int | None]:
        """The version there is, then every later one; None now and then while there is no later one."""
        seen = -1
        while not self._closed:
            newer = self._version != seen
            seen = self._version
            yield seen if newer else None
            await self._later_than(seen)

    async def _later_than(self, seen: int) -> None:
        """Wait until there is something newer, or everything stops, or for a beat."""
        async with self._changed:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._changed.wait_for(lambda: self._closed or self._version != seen), BEAT_S)

    def page(self, fase: str, bericht: str, plek: str) -> Response:
        """The author's page; until something was seen, one that says so and waits."""
        if self._look is None:
            title, sentence = NOT_YET
            return HTMLResponse(message_page(title, sentence, 503, way_out=None), 503, {"Refresh": "1"})
        values = AuthorPage(
            language=self._language,
            phase=fase,
            inject=bericht,
            seat=plek,
            preview="/preview",
            about=_about(self._look),
            live="/live",
            version=str(self._version),
        )
        return HTMLResponse(author_page(self._look.overview, values), headers=FRAMES)

    def message(self, bericht: str, plek: str, variant: str = "") -> Response:
        """One message as this seat sees it."""
        html = preview_of(self._look.overview, bericht, plek, self._language, variant) if self._look else None
        if html is None:
            return _not_found(NO_MESSAGE)
        return HTMLResponse(html, headers=READ_ONLY)

    async def medium(self, ident: str, captions: bool) -> Response:
        """A picture, sound or film of a message, or the captions of one."""
        if self._look is None:
            return Response(status_code=404)
        return await medium_of(self._look.overview, ident, captions=captions)

    async def stream(self) -> AsyncIterator[str]:
        """The versions as server-sent events."""
        async for version in self.versions():
            yield ": \n\n" if version is None else f"data: {version}\n\n"


def _about(seen: Look) -> str:
    tests = f"{seen.passed} van {seen.tests} proeven geslaagd · " if seen.tests else ""
    return f"{tests}{ABOUT}"


def application(preview: Preview) -> FastAPI:
    """The application over what is shown."""
    app = FastAPI(title="Snelkookpan", docs_url=None, redoc_url=None, openapi_url=None)

    @app.get("/", response_class=HTMLResponse)
    async def page(fase: str = "", bericht: str = "", plek: str = "") -> Response:
        return preview.page(fase, bericht, plek)

    @app.get("/preview", response_class=HTMLResponse)
    async def message(bericht: str = "", plek: str = "", variant: str = "") -> Response:
        return preview.message(bericht, plek, variant)

    @app.get("/media/{medium}")
    async def medium(medium: str) -> Response:
        return await preview.medium(medium, captions=False)

    @app.get("/media/{medium}/captions")
    async def captions(medium: str) -> Response:
        return await preview.medium(medium, captions=True)

    @app.get("/live")
    async def live() -> Response:
        return StreamingResponse(preview.stream(), media_type="text/event-stream")

    for prefix, folder in STATIC_FOLDERS.items():
        app.mount(prefix, StaticFiles(directory=folder), name=prefix)
    app.add_exception_handler(HTTPException, _no_such_page)
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=list(HOSTS), www_redirect=False)
    app.add_middleware(SecurityHeaders)
    return app


async def _no_such_page(_: object, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    return _not_found("Deze pagina bestaat niet.", error.status_code)


def _not_found(sentence: str, status: int = 404) -> Response:
    return HTMLResponse(message_page("Niet te tonen", sentence, status, way_out=None), status)
