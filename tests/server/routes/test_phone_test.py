"""The public test page: it opens no seat, gives no cookie, and tells the trainer how far a phone came."""

from __future__ import annotations

import json

import pytest
import websockets

from server import hall as hall_module
from server.phone_test import MOST_LINES, Outcome
from tests.server import live


async def test_the_page_says_that_it_worked_and_gives_no_cookie_and_no_secret() -> None:
    async with live.hosted(live.Hands()) as (app, hosted), live.client(app) as phone:
        answer = await phone.get("/test")
        assert answer.status_code == 200
        assert "Gelukt, deze telefoon bereikt de laptop" in answer.text
        assert "OEFENING" in answer.text
        assert "set-cookie" not in answer.headers
        assert hosted.code not in answer.text
        assert hosted.id not in answer.text
        assert live.hall_of(app).phone_test.outcome() == Outcome(1, 0, None)


async def test_the_laptop_itself_is_told_so_and_not_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hall_module, "lan_addresses", lambda: ["192.168.1.5", "127.0.0.1"])
    async with live.hosted(live.Hands(), host="0.0.0.0") as (app, _), live.client(app) as itself:
        assert "Dit is de laptop zelf" in (await itself.get("/test")).text
        assert live.hall_of(app).phone_test.outcome().state == "wait"


async def test_the_live_line_is_tried_apart_and_measured_here() -> None:
    async with live.hosted(live.Hands()) as (app, _), live.listening(app) as where:
        async with websockets.connect(f"ws://{where}/test/line") as line:
            told = json.loads(await line.recv())
            while "done" not in told:
                await line.send("hier")
                told = json.loads(await line.recv())
        assert told["round_trip_ms"] >= 0
        outcome = live.hall_of(app).phone_test.outcome()
        assert (outcome.state, outcome.lines) == ("ok", 1)
        assert live.hall_of(app).phone_test.lines == 0


async def test_a_device_that_hangs_up_or_comes_from_another_page_tells_nothing() -> None:
    async with live.hosted(live.Hands()) as (app, _), live.listening(app) as where:
        async with websockets.connect(f"ws://{where}/test/line") as line:
            await line.recv()
        with pytest.raises(websockets.InvalidStatus):
            await websockets.connect(f"ws://{where}/test/line", origin=websockets.Origin("http://elders.example"))
        assert live.hall_of(app).phone_test.outcome().state == "wait"


async def test_more_lines_than_a_hall_has_phones_are_turned_away() -> None:
    async with live.hosted(live.Hands()) as (app, _), live.listening(app) as where:
        live.hall_of(app).phone_test.lines = MOST_LINES
        with pytest.raises(websockets.InvalidStatus):
            await websockets.connect(f"ws://{where}/test/line")
        assert live.hall_of(app).phone_test.lines == MOST_LINES
