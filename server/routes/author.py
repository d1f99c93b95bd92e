"""The scenario in the trainer's browser: its running order, its findings, and each message as players see it.

Owns these addresses, for whoever has the trainer's cookie. The pages are `facilitator_ui.author`'s and, for what
players see, `player_ui`'s. Nothing here touches an exercise: it plays its own stored copy of the scenario.
"""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from engine.exercise.preview import can_be_seen, seen
from engine.scenario.axis import expected_ms
from engine.scenario.model import PLENARY, TRAINER
from engine.scenario.overview import Overview
from facilitator_ui.author import AuthorPage, author_page
from player_ui.pages import message_page, plenary_preview_page, preview_page
from server.hall import Hall
from server.hosting import Hosted
from server.security import FRAMES, READ_ONLY
from server.shelf import Shelf
from server.worker import NotDone

NO_ACCESS = ("Dit is de pagina van de trainer", "Open de regie met de link die het programma bij de start liet zien.")
NOT_READ = "Het scenario kon nu niet worden nagekeken. De oefening zelf gaat gewoon door; probeer het opnieuw."
NO_MESSAGE = "Dit bericht is er niet, of het is zo nog niet te tonen."


def routes(hall: Hall) -> APIRouter:
    """Under `/e/EXERCISE/trainer/script/`."""
    router = APIRouter(prefix="/e/{exercise}/trainer/script", default_response_class=HTMLResponse)
    shelf = Shelf()

    @router.get("")
    async def without_slash(exercise: str) -> Response:
        return RedirectResponse(f"/e/{exercise}/trainer/script/", 303)

    @router.get("/")
    async def page(
        exercise: str, request: Request, fase: str = "", bericht: str = "", plek: str = "", melding: str = ""
    ) -> Response:
        hosted = hall.admitted(exercise, TRAINER, request.cookies)
        if hosted is None:
            return _no_access(hall)
        try:
            overview = await shelf.overview(hosted.source)
        except NotDone as wrong:
            return _sentence("Niet gelukt", f"{NOT_READ} ({wrong})", 503)
        base = f"{hosted.path(TRAINER)}/script/"
        values = AuthorPage(
            language=hall.settings.language,
            phase=fase,
            inject=bericht,
            seat=plek,
            preview=f"{base}preview",
            console=f"{hosted.path(TRAINER)}/",
            about=_about(hosted, overview),
            notice=melding,
        )
        return HTMLResponse(author_page(overview, values), headers=FRAMES)

    @router.get("/preview")
    async def preview(exercise: str, request: Request, bericht: str = "", plek: str = "") -> Response:
        hosted = hall.admitted(exercise, TRAINER, request.cookies)
        if hosted is None:
            return _no_access(hall)
        try:
            html = preview_of(await shelf.overview(hosted.source), bericht, plek, hall.settings.language)
        except NotDone as wrong:
            return _sentence("Niet gelukt", f"{NOT_READ} ({wrong})", 503)
        return _sentence("Niet te tonen", NO_MESSAGE, 404) if html is None else HTMLResponse(html, headers=READ_ONLY)

    return router


def preview_of(overview: Overview, inject_id: str, seat: str, language: str) -> str | None:
    """One message as this seat sees it, on a page that can do nothing; None when it is not there to be seen."""
    scenario = overview.scenario
    inject = scenario.injects.get(inject_id) if scenario else None
    if scenario is None or inject is None or not can_be_seen(scenario, inject):
        return None
    item = seen(scenario, inject, seat, expected_ms(scenario).get(inject.id, 0))
    if item is None:
        return None
    return plenary_preview_page(item, language=language) if seat == PLENARY else preview_page(item, language=language)


def _about(hosted: Hosted, overview: Overview) -> str:
    """Which scenario this is beside the exercise that is going on."""
    same = overview.scenario is not None and overview.scenario.files == hosted.scenario.files
    if same:
        return "Dit wordt gespeeld"
    return "Deze oefening speelt een eerdere versie; wat hier staat, geldt voor de volgende"


def _no_access(hall: Hall) -> Response:
    return HTMLResponse(message_page(*NO_ACCESS, 403, language=hall.settings.language, way_out=None), 403)


def _sentence(title: str, sentence: str, status: int) -> Response:
    return HTMLResponse(message_page(title, sentence, status, way_out=None), status)
