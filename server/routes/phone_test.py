"""The test page for phones: `/test`, its live line and its QR picture's target. No seat, no cookie, no exercise.

Owns these public addresses. A page that opens shows that HTTP comes through; the live line is tried apart, because some
networks let one through and not the other.
"""

from __future__ import annotations

import asyncio

from fastapi import APIRouter, Request, WebSocket, WebSocketDisconnect
from fastapi.responses import HTMLResponse, Response
from starlette.datastructures import Headers

from player_ui.pages import phone_test_page
from server.hall import Hall
from server.phone_test import MOST_LINES, ROUNDS, is_this_machine
from server.platform import steady_ms
from server.security import own_origin

ANSWER_WITHIN_S = 5.0
TRY_AGAIN_LATER = 1013


def routes(hall: Hall) -> APIRouter:
    """`/test` and `/test/line`."""
    router = APIRouter()
    test = hall.phone_test

    @router.get("/test")
    async def page(request: Request) -> Response:
        address = request.client.host if request.client else ""
        own = is_this_machine(address, hall.addresses())
        if not own:
            test.page_opened(address)
        return HTMLResponse(phone_test_page(language=hall.settings.language, own=own))

    @router.websocket("/test/line")
    async def line(websocket: WebSocket) -> None:
        if test.lines >= MOST_LINES or not own_origin(Headers(scope=websocket.scope)):
            await websocket.close(TRY_AGAIN_LATER)
            return
        test.lines += 1
        try:
            await websocket.accept()
            async with asyncio.timeout(ANSWER_WITHIN_S):
                fastest = await _fastest_round(websocket)
                address = websocket.client.host if websocket.client else ""
                if not is_this_machine(address, hall.addresses()):
                    test.line_worked(address, fastest)
                await websocket.send_json({"done": True, "round_trip_ms": fastest})
                await websocket.close()
        except (TimeoutError, WebSocketDisconnect, OSError, RuntimeError, KeyError):
            return  # a device that goes away during the test has told nothing
        finally:
            test.lines -= 1

    return router


async def _fastest_round(websocket: WebSocket) -> int:
    """The quickest of a few messages there and back, in milliseconds, measured here."""
    rounds = []
    for number in range(ROUNDS):
        sent = steady_ms()
        await websocket.send_json({"round": number})
        await websocket.receive_text()
        rounds.append(steady_ms() - sent)
    return min(rounds)
