"""Where everything is put together: settings in, an ASGI application out.

The composition root, and the only place that chooses real parts: the clock, the store, the pages. Making an application
opens nothing; `hosting_of` opens the exercises and closes them again.
"""

from __future__ import annotations

import asyncio
import gc
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, closing
from pathlib import Path

from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse, Response
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException

import facilitator_ui.pages as facilitator
import player_ui.pages as player
from engine.exercise.staff import KINDS
from engine.exercise.view import Node
from engine.scenario.model import PLENARY
from server.compression import Compressed
from server.feeds import Render
from server.hall import Hall
from server.hosting import Hosted
from server.journal.library import DataFolder
from server.opening import CannotStart, open_exercise
from server.routes import author, door, media, people, phone_test, seat, start, trainer
from server.runner import HostClock
from server.security import SecurityHeaders
from server.settings import Settings
from shared_ui import themes
from shared_ui.rendering import STATIC_FOLDERS, WORN
from shared_ui.words import translator


def create_app(settings: Settings) -> FastAPI:
    """The application on real parts. It opens the data folder when it starts and closes every exercise when it stops.

    Starting raises `CannotStart` or a `JournalError`, each with a sentence for a person.
    """
    hall = Hall(settings)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        async with hosting_of(hall):
            yield

    app = application(hall)
    app.router.lifespan_context = lifespan
    return app


def application(hall: Hall) -> FastAPI:
    """The application over whatever the hall holds."""
    app = FastAPI(title="Snelkookpan", docs_url=None, redoc_url=None, openapi_url=None)
    app.state.hall = hall
    for room in (door, phone_test, author, start, people, trainer, media, seat):
        app.include_router(room.routes(hall))
    for prefix, folder in STATIC_FOLDERS.items():
        app.mount(prefix, StaticFiles(directory=folder), name=prefix)
    _wear(app, hall.settings.theme)
    app.add_exception_handler(HTTPException, _no_such_page)
    app.add_middleware(Compressed)
    app.add_middleware(SecurityHeaders)
    return app


def _wear(app: FastAPI, theme: str) -> None:
    """Give every page the look that was chosen. CannotStart says what is wrong with it."""
    WORN.url = f"/static/shared/themes/{theme}.css" if theme in themes.bundled() else ""
    if not theme or WORN.url:
        return
    path = Path(theme).expanduser()
    if not path.is_file():
        names = ", ".join(themes.bundled())
        raise CannotStart(f"Er is geen thema ‘{theme}’. Kies {names}, of noem een CSS-bestand.")
    css = path.read_text(encoding="utf-8", errors="replace")
    try:
        themes.tokens(css)
    except themes.BadTheme as error:
        raise CannotStart(f"{path}: {error}") from error
    WORN.url = "/theme.css"
    app.add_api_route(WORN.url, lambda: Response(css, media_type="text/css"), methods=["GET"])


@asynccontextmanager
async def hosting_of(hall: Hall) -> AsyncIterator[None]:
    """Open the data folder, take up or make the exercises, run them; stop and close them all afterwards.

    In between the hall opens more of them when it is asked to.
    """
    clock, language = host_clock(), hall.settings.language
    with closing(DataFolder(hall.settings.data, clock.wall_time)) as data:
        # A stack: every exercise is stopped and stored, also when stopping another one fails.
        async with AsyncExitStack() as opened:

            async def host(path: Path, instead: Hosted | None = None) -> Hosted:
                taken = {hosted.session for hosted in hall.exercises.values() if hosted is not instead}
                over = instead.id if instead is not None else ""
                hosted = await open_exercise(data, path, renderer(language), clock, language, taken, over)
                hosted.people, hosted.locked = data.people(hosted.session), data.is_locked(hosted.session)
                opened.push_async_callback(hosted.runner.stop)
                hall.exercises[hosted.id] = hosted
                hosted.runner.start()
                return hosted

            hall.opens(host)
            hall.data = data
            try:
                for path in hall.settings.scenarios:
                    await hall.host(path)
                warming = asyncio.create_task(asyncio.to_thread(warm))
                yield
                await warming
            finally:
                await hall.close()


def warm() -> None:
    """Make ready what the first messages need, and set apart what stays: collecting garbage then passes it by."""
    player.compile_templates()
    facilitator.compile_templates()
    gc.collect()
    gc.freeze()


def renderer(language: str) -> Render:
    """How a node of a seat's screen becomes HTML, in one language."""
    words = translator(language)

    def render(seat_id: str, node: Node) -> str:
        if seat_id in KINDS:
            return facilitator.render_node(node, words)
        if seat_id == PLENARY:
            return player.plenary_node(node, words)
        return player.render_node(node, words)

    return render


def host_clock() -> HostClock:
    """This machine's clocks."""
    return HostClock(lambda: time.monotonic_ns() // 1_000_000, lambda: time.time_ns() // 1_000_000)


async def _no_such_page(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    if request.method != "GET":
        return Response(status_code=error.status_code)
    text = "Deze pagina bestaat niet. Scan uw rolkaart opnieuw, of typ de code van de sessie."
    return HTMLResponse(player.message_page("Niet gevonden", text, error.status_code), error.status_code)
