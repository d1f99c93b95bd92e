"""Pictures, sound, films and documents of the scenario, for the seats that got a message with them.

Owns how a file is handed out: by its id in the scenario, never by a path from outside, and only while it is on that
seat's screen. Which seat may have which is `engine.exercise.visibility`'s; the files are `server.journal.media`'s.
"""

from __future__ import annotations

import logging

from fastapi import APIRouter, Request
from fastapi.responses import FileResponse, Response

from engine.scenario.sections.media import content_type
from server.hall import Hall
from server.journal.errors import CannotRead
from server.journal.media import Media

KEEP = "private, max-age=600"
"""A node that is shown anew must not fetch its picture again, and a film is fetched in pieces."""

log = logging.getLogger("snelkookpan.media")


def routes(hall: Hall) -> APIRouter:
    """Under `/e/EXERCISE/SEAT/media/MEDIUM`: the file, in ranges when asked, and `captions`."""
    router = APIRouter(prefix="/e/{exercise}/{seat}/media/{medium}")

    @router.get("")
    async def file(exercise: str, seat: str, medium: str, request: Request) -> Response:
        return _handed_out(hall, exercise, seat, medium, request, captions=False)

    @router.get("/captions")
    async def captions(exercise: str, seat: str, medium: str, request: Request) -> Response:
        return _handed_out(hall, exercise, seat, medium, request, captions=True)

    return router


def _handed_out(hall: Hall, exercise: str, seat: str, medium: str, request: Request, *, captions: bool) -> Response:
    """The file. 403 without the seat's cookie; 404 for what is not on its screen, whether or not it exists."""
    hosted = hall.admitted(exercise, seat, request.cookies)
    if hosted is None:
        return Response(status_code=403)
    if not hosted.feeds.sight().may_have(seat, medium):
        return Response(status_code=404)
    found = hosted.scenario.media[medium]
    name = found.captions if captions else found.file
    if not name:
        return Response(status_code=404)
    try:
        path = Media(hall.settings.data / "media").path(hosted.scenario.sha256(name))
    except CannotRead:
        log.error("%s is gone from the data folder, so medium %s cannot be shown", name, medium)
        return Response(status_code=404)
    return FileResponse(path, headers={"Cache-Control": KEEP}, media_type=content_type(name))
