"""What every seat has: its page, its feed and where its orders go.

Owns who is let in: the seat's own cookie, for exactly this seat of exactly this exercise. The trainer's extra pages
are in `trainer`.
"""

from __future__ import annotations

import asyncio
import json
import logging
import secrets
from dataclasses import replace
from typing import TypeGuard
from urllib.parse import quote

from fastapi import APIRouter, Request, WebSocket, WebSocketDisconnect
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.datastructures import Headers

from engine.exercise.commands import Command, Refused, SubmitResponse
from engine.exercise.refusals import SENTENCES, refuse
from engine.exercise.staff import KINDS, READERS
from engine.scenario.model import PLENARY
from player_ui.pages import Page, message_page, player_page, plenary_page
from server.bodies import is_form, read_form, read_json
from server.feeds import Connection
from server.hall import Hall
from server.hosting import Hosted
from server.routes.trainer import console
from server.runner import ID_TAKEN, NOT_STORED, STOPPED, Done
from server.security import own_origin
from server.together import Filled
from server.wire import NotUnderstood, Posted, parse, parse_form
from shared_ui.phrases import refusals
from shared_ui.words import translator

HELLO_TIMEOUT_S = 10.0
MAX_PER_SEAT = 40
_REFUSALS = refusals({**SENTENCES, **{refused.code: refused.sentence for refused in (ID_TAKEN, NOT_STORED, STOPPED)}})
MAX_SAID = 64 * 1024
"""Characters: what a device may say after hello."""
NO_ACCESS = (
    "U bent hier nog niet binnen",
    "Scan de QR-code op uw rolkaart, of typ de code van de sessie en kies uw plek.",
)
FULL = "Er zijn te veel schermen open op deze plek. Sluit er een en probeer het opnieuw."
_TRY_AGAIN = (NOT_STORED, STOPPED)
"""Not refused but failed: sending the same order later may well succeed."""

log = logging.getLogger("snelkookpan.seat")


def routes(hall: Hall) -> APIRouter:
    """Under `/e/EXERCISE/SEAT/`: the page, for the desk also `klein/`, `feed` and `commands`."""
    router = APIRouter(prefix="/e/{exercise}/{seat}")

    @router.get("/")
    async def page(exercise: str, seat: str, request: Request, melding: str = "") -> Response:
        hosted = hall.admitted(exercise, seat, request.cookies)
        if hosted is None:
            return HTMLResponse(message_page(*NO_ACCESS, 403, language=hall.settings.language), 403)
        if seat in KINDS:
            return HTMLResponse(console(hall, hosted, seat, request, melding))
        return HTMLResponse(_page(hall, hosted, seat, melding))

    @router.get("/klein/")
    async def small(exercise: str, seat: str, request: Request, melding: str = "") -> Response:
        """The small desk, for who may send a message out."""
        hosted = hall.admitted(exercise, seat, request.cookies) if seat in READERS else None
        if hosted is None:
            return HTMLResponse(message_page(*NO_ACCESS, 403, language=hall.settings.language), 403)
        return HTMLResponse(console(hall, hosted, seat, request, melding, small=True))

    @router.post("/commands")
    async def commands(exercise: str, seat: str, request: Request) -> Response:
        by_page = is_form(request)
        hosted = hall.admitted(exercise, seat, request.cookies)
        if hosted is None or not own_origin(request.headers):
            if by_page:
                return HTMLResponse(message_page(*NO_ACCESS, 403, language=hall.settings.language), 403)
            return _answer(403, "", refuse("seat.may_not"), False, "")
        try:
            posted = parse_form(await read_form(request)) if by_page else parse(await read_json(request))
        except NotUnderstood as error:
            return _answer(422, "", Refused("command.not_understood", str(error)), by_page, f"{hosted.path(seat)}/")
        reply = await hosted.runner.order(posted.command, seat, posted.command_id)
        if isinstance(reply, Refused):
            reply = replace(reply, sentence=_REFUSALS.say(reply.sentence, translator(hall.settings.language)))
        if by_page and isinstance(reply, Refused) and seat in hosted.scenario.seats and holds_something(posted.command):
            # Without scripts nothing else keeps what somebody wrote.
            return HTMLResponse(_page(hall, hosted, seat, reply.sentence, posted.command), 409)
        return _said(hosted, seat, posted, reply, by_page)

    @router.websocket("/feed")
    async def feed(websocket: WebSocket, exercise: str, seat: str) -> None:
        hosted = hall.admitted(exercise, seat, websocket.cookies)
        if hosted is None or not own_origin(Headers(scope=websocket.scope)):
            await websocket.close(4403)
            return
        await websocket.accept()
        await _follow(hosted, seat, websocket)

    @router.websocket("/look/{other}/feed")
    async def look(websocket: WebSocket, exercise: str, seat: str, other: str) -> None:
        hosted = hall.admitted(exercise, seat, websocket.cookies) if seat in KINDS else None
        known = hosted is not None and (other in hosted.scenario.seats or other == PLENARY)
        if hosted is None or not known or not own_origin(Headers(scope=websocket.scope)):
            await websocket.close(4403)
            return
        await websocket.accept()
        await _follow(hosted, other, websocket, looks=True)

    return router


def _page(hall: Hall, hosted: Hosted, seat: str, notice: str, unsent: SubmitResponse | None = None) -> str:
    state = hosted.runner.exercise.state
    base = hosted.path(seat)
    page = Page(
        base=base,
        language=hall.settings.language,
        epoch=hosted.feeds.epoch,
        n=hosted.feeds.n(seat),
        at_ms=hosted.runner.at_ms(),
        running=state.status == "running",
        speed_num=state.speed_num,
        speed_den=state.speed_den,
        join_code=hosted.code,
        join_url=hall.base_url(),
        join_qr_url=f"{base}/qr.svg",
        notice=notice,
        here=len(hosted.connected() & hosted.scenario.seats.keys()),
        seats=len(hosted.scenario.seats),
        command_id=_new_id,
        unsent=unsent,
    )
    view = hosted.feeds.sight().view(seat)
    return plenary_page(view, page) if seat == PLENARY else player_page(view, page)


def _new_id() -> str:
    return secrets.token_hex(16)


def holds_something(command: Command) -> TypeGuard[SubmitResponse]:
    """Whether it is an answer in which anything was filled in."""
    if not isinstance(command, SubmitResponse):
        return False
    fields = (command.fields or {}).values()
    return any((command.text, command.option, command.options, command.value is not None, *fields))


def _said(hosted: Hosted, seat: str, posted: Posted, reply: Done | Refused, by_page: bool) -> Response:
    back = f"{hosted.path(seat)}/"
    if isinstance(reply, Refused):
        return _answer(503 if reply in _TRY_AGAIN else 409, posted.command_id, reply, by_page, back)
    if by_page:
        return RedirectResponse(back, 303)
    return JSONResponse({"ok": True, "command_id": posted.command_id, "step": reply.step})


def _answer(status: int, command_id: str, refused: Refused, by_page: bool, back: str) -> Response:
    if by_page:
        return RedirectResponse(f"{back}?melding={quote(refused.sentence)}", 303)
    body = {"ok": False, "command_id": command_id, "code": refused.code, "sentence": refused.sentence}
    if refused.field:
        body["field"] = refused.field
    return JSONResponse(body, status)


async def _follow(hosted: Hosted, seat: str, websocket: WebSocket, *, looks: bool = False) -> None:
    """One device: say hello, then be kept up to date until either side goes. `looks`: somebody of the desk looks on."""
    try:
        hello = _hello(await asyncio.wait_for(websocket.receive_text(), HELLO_TIMEOUT_S))
    except (TimeoutError, WebSocketDisconnect, KeyError):
        await _close(websocket, 4408)
        return
    feeds = hosted.feeds
    if hello is None or sum(c.seat == seat for c in feeds.connections) >= MAX_PER_SEAT:
        await _close(websocket, 4400)
        return
    epoch, n, as_html = hello
    resumes = epoch == feeds.epoch and 0 < n <= feeds.n(seat)
    connection = Connection(feeds, seat, websocket, as_html, n if resumes else 0, looks=looks)
    hosted.join(connection)
    listening = asyncio.create_task(_listen(hosted, connection, websocket))
    writing = asyncio.create_task(connection.write())
    try:
        await asyncio.wait({listening, writing}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        hosted.leave(connection)
        for task in (listening, writing):
            task.cancel()
        for outcome in await asyncio.gather(listening, writing, return_exceptions=True):
            if isinstance(outcome, Exception) and not isinstance(outcome, _GONE):
                log.error("a device of seat %s failed", seat, exc_info=outcome)
        await _close(websocket, 4000)


_GONE = (WebSocketDisconnect, TimeoutError, OSError)
"""How a device goes: it closes, it is too slow, or its line breaks while something is being sent."""


async def _listen(hosted: Hosted, connection: Connection, websocket: WebSocket) -> None:
    """Notice that the device goes, its page is out of sight, or a team fills something in. The rest means nothing."""
    while (message := await websocket.receive())["type"] != "websocket.disconnect":
        match _heard(message.get("text") or ""):
            case {"type": "seen", "visible": bool(visible)} if visible != connection.visible and not connection.looks:
                connection.visible = visible
                hosted.tell_presence()
            case {"type": "draft", "item": str(item), "field": str(name), "filled": filled} if not connection.looks:
                if _is_filled(filled):
                    hosted.take_draft(connection.seat, item, name, filled)


def _is_filled(filled: object) -> TypeGuard[Filled]:
    """Whether this can stand in a control: a text, or a list of options."""
    return isinstance(filled, str) or (isinstance(filled, list) and all(isinstance(each, str) for each in filled))


def _heard(text: str) -> object:
    """What a device says after its hello; None when it cannot be read."""
    if len(text) > MAX_SAID:
        return None
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


async def _close(websocket: WebSocket, code: int) -> None:
    try:
        await asyncio.wait_for(websocket.close(code), 2)
    except (*_GONE, RuntimeError):  # a RuntimeError: it was closed already
        log.debug("already closed")


def _hello(text: str) -> tuple[str, int, bool] | None:
    """Epoch, count and whether HTML is wanted; None when it is no hello."""
    try:
        said = json.loads(text)
        if said["type"] != "hello" or said.get("as", "html") not in ("html", "view"):
            return None
        return str(said.get("epoch", "")), int(said.get("n", 0)), said.get("as", "html") == "html"
    except (ValueError, TypeError, KeyError, OverflowError, RecursionError):
        return None
