"""Looking along with a seat, and seeing whether its page is in sight."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest
from websockets.asyncio.client import ClientConnection, connect

from engine.exercise.commands import Fold, StartExercise
from server.access import cookie_name
from server.hosting import Hosted
from tests.server import live


@pytest.mark.parametrize("staff", ["trainer", "trainer.2", "co.1", "observer.1"])
@pytest.mark.parametrize("seat", ["burgemeester", "beamer"])
async def test_the_desk_looks_along_with_any_seat_and_the_projector(staff: str, seat: str) -> None:
    async with live.hosted(live.Hands()) as (app, hosted), live.client(app, hosted, staff) as browser:
        answer = await browser.get(f"/e/e1/{staff}/look/{seat}/")
        assert answer.status_code == 200
        assert hosted.secret(seat) not in answer.text
        assert "set-cookie" not in answer.headers
        if seat != "beamer":
            assert "U kijkt mee." in answer.text


@pytest.mark.parametrize("seat", ["burgemeester", "beamer"])
async def test_a_player_or_the_projector_looks_along_with_nobody(seat: str) -> None:
    async with live.hosted(live.Hands()) as (app, hosted), live.client(app, hosted, seat) as browser:
        assert (await browser.get(f"/e/e1/{seat}/look/griffier/")).status_code == 403
        assert (await browser.get("/e/e1/trainer/look/griffier/")).status_code == 403


async def test_who_is_not_a_seat_cannot_be_looked_at() -> None:
    async with live.hosted(live.Hands()) as (app, hosted), live.client(app, hosted, "trainer") as browser:
        assert (await browser.get("/e/e1/trainer/look/koning/")).status_code == 403
        assert (await browser.get("/e/e1/trainer/look/co.1/")).status_code == 403


async def test_looking_along_orders_nothing() -> None:
    async with live.hosted(live.Hands()) as (app, hosted), live.client(app, hosted, "trainer") as browser:
        answer = await browser.post("/e/e1/trainer/look/burgemeester/commands", json={"type": "open"})
        assert answer.status_code in (404, 405)


def line(address: str, hosted: Hosted, seat: str, path: str) -> connect:
    cookie = f"{cookie_name(seat)}={hosted.secret(seat)}"
    return connect(f"ws://{address}/e/e1/{path}", additional_headers={"Cookie": cookie}, proxy=None)


async def hello(ws: ClientConnection) -> dict[str, Any]:
    """Say hello and take messages until the whole screen has come."""
    await ws.send(json.dumps({"type": "hello", "epoch": "", "n": 0, "as": "view"}))
    return await until(ws, "frame")


async def until(ws: ClientConnection, kind: str) -> dict[str, Any]:
    async with asyncio.timeout(5):
        while True:
            message: dict[str, Any] = json.loads(await ws.recv())
            if message["type"] == kind:
                return message


async def test_who_looks_along_follows_the_seat_takes_nobodys_place_and_counts_as_nobody() -> None:
    async with live.hosted(live.Hands()) as (app, hosted), live.listening(app) as address:
        async with line(address, hosted, "burgemeester", "burgemeester/feed") as own:
            await hello(own)
            steps = hosted.runner.stored
            async with line(address, hosted, "trainer", "trainer/look/burgemeester/feed") as looking:
                frame = await hello(looking)
                assert {node["key"] for node in frame["nodes"]} >= {"header", "card"}
                await live.order(hosted, StartExercise())
                assert (await until(looking, "frame"))["nodes"]
                assert (await until(own, "frame"))["nodes"]
                assert hosted.connected() == {"burgemeester"}
            assert hosted.runner.stored == steps + 1
        async with line(address, hosted, "trainer", "trainer/look/griffier/feed") as looking:
            await hello(looking)
            assert "griffier" not in hosted.connected()


async def test_a_page_out_of_sight_is_told_to_the_desk_and_nonsense_is_not() -> None:
    async with (
        live.hosted(live.Hands()) as (app, hosted),
        live.listening(app) as address,
        line(address, hosted, "burgemeester", "burgemeester/feed") as phone,
        line(address, hosted, "trainer", "trainer/feed") as desk,
    ):
        await hello(phone)
        await hello(desk)
        for nonsense in ("[", "{}", '{"type":"seen"}', '{"type":"seen","visible":"no"}', "x" * 1_000):
            await phone.send(nonsense)
        await phone.send(json.dumps({"type": "seen", "visible": False}))
        seats = (await until(desk, "presence"))["seats"]
        while seats.get("burgemeester", {}).get("visible", True):
            seats = (await until(desk, "presence"))["seats"]
        assert seats["burgemeester"] == {"connected": True, "visible": False, "since_s": 0}


async def test_role_cards_are_printed_for_folded_roles_too() -> None:
    async with live.hosted(live.Hands()) as (app, hosted), live.client(app, hosted, "trainer") as browser:
        await live.order(hosted, Fold("griffier", "burgemeester"))
        page = await browser.get("/e/e1/trainer/cards")
        assert page.status_code == 200
        assert "Joris Wesseling" in page.text
