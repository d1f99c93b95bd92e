"""The feed over real sockets: a real server on a port of its own, and a WebSocket client that is not ours."""

from __future__ import annotations

import asyncio
import json
import logging
import socket
from collections.abc import AsyncIterator, Awaitable
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any

import pytest
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import InvalidStatus

from engine.exercise import commands as c
from server import feeds as feeds_module
from server.hosting import Hosted
from server.routes import seat as seat_module
from server.wire import MAX_BODY
from tests.server import live
from tests.server.live import Hands, Screen, order

SEATS = ("burgemeester", "raadslid-1", "raadslid-2", "griffier")


@asynccontextmanager
async def serving(send_buffer: int = 0) -> AsyncIterator[tuple[str, Hosted]]:
    """A new exercise on a real port: host:port, and what is hosted there."""
    async with live.hosted(Hands()) as (app, hosted), live.listening(app, send_buffer) as at:
        yield at, hosted


def device(at: str, hosted: Hosted, seat: str, *, origin: str | None = None, cookie: str = "") -> connect:
    """A browser's line to a seat, with its cookie."""
    name, value = next(iter(live.cookies(hosted, seat).items()))
    headers = {"Cookie": f"{name}={cookie or value}"}
    if origin is not None:
        headers["Origin"] = origin
    return connect(
        f"ws://{at}/e/e1/{seat}/feed", additional_headers=headers, compression=None, proxy=None, ping_interval=None
    )


async def soon(what: Awaitable[Any]) -> Any:
    return await asyncio.wait_for(what, 5)


async def message(line: ClientConnection, kind: str) -> dict[str, Any]:
    """The next message of this type; the others pass by."""
    while True:
        found = json.loads(await soon(line.recv()))
        if found["type"] == kind:
            assert isinstance(found, dict)
            return found


async def closed(line: ClientConnection) -> int:
    """The code with which the server closes the line, whatever it still says before."""
    await soon(line.wait_closed())
    assert line.close_code is not None
    return line.close_code


async def test_a_device_says_hello_and_gets_its_screen_the_clock_and_what_is_fired() -> None:
    async with serving() as (at, hosted), device(at, hosted, "burgemeester") as line:
        screen = Screen()
        await line.send(screen.hello())
        screen.take(await message(line, "frame"))
        assert screen.data("header")["role_title"] == "Burgemeester"
        assert screen.n == 1
        clock = await message(line, "clock")
        assert clock == {"type": "clock", "at_ms": 0, "running": False, "speed": [1, 1]}
        await order(hosted, c.StartExercise())
        screen.take(await message(line, "frame"))
        assert screen.data("header")["status"] == "running"
        assert (await message(line, "clock"))["running"] is True
        await order(hosted, c.FireInject("omroep-belt"))
        fired = await message(line, "frame")
        assert [node["key"] for node in fired["nodes"]] == ["item:omroep-belt"]
        screen.take(fired)
        assert screen.data("item:omroep-belt")["ask"]["open"] is True


async def test_a_browser_gets_the_same_as_html() -> None:
    async with serving() as (at, hosted), device(at, hosted, "griffier") as line:
        await line.send(Screen().hello("html"))
        nodes = (await message(line, "frame"))["nodes"]
        assert {"key", "region", "order", "html"} == set(nodes[0])
        assert all(f'data-key="{node["key"]}"' in node["html"] for node in nodes)


async def test_after_a_drop_the_device_resumes_where_it_was() -> None:
    async with serving() as (at, hosted):
        screen = Screen()
        await order(hosted, c.StartExercise())
        async with device(at, hosted, "griffier") as line:
            await line.send(screen.hello())
            screen.take(await message(line, "frame"))
            line.transport.abort()
        await order(hosted, c.FireInject("mail-bewoner"))
        await order(hosted, c.PauseClock())
        async with device(at, hosted, "griffier") as line:
            await line.send(screen.hello())
            frame = await message(line, "frame")
            assert (frame["from"], frame["to"]) == (screen.n, screen.n + 2)
            screen.take(frame)
            assert screen.data("header")["status"] == "paused"
            assert "item:mail-bewoner" in screen.nodes


@pytest.mark.parametrize("hello", [{"epoch": "oud", "n": 2}, {"n": 999}, {"n": -1}, {"epoch": None, "n": 2}])
async def test_a_device_that_knows_something_else_gets_the_whole_screen(hello: dict[str, Any]) -> None:
    async with serving() as (at, hosted):
        await order(hosted, c.StartExercise())
        async with device(at, hosted, "griffier") as line:
            said = {"type": "hello", "epoch": hosted.feeds.epoch, "n": 0, "as": "view", **hello}
            await line.send(json.dumps(said))
            assert (await message(line, "frame"))["from"] == 0


async def test_a_second_device_takes_the_seat_and_the_first_is_told_and_closed() -> None:
    async with (
        serving() as (at, hosted),
        device(at, hosted, "griffier") as first,
        device(at, hosted, "griffier") as second,
    ):
        for line in (first, second):
            await line.send(Screen().hello())
            await message(line, "frame")
        await message(first, "taken_over")
        assert await closed(first) == 4000
        await order(hosted, c.StartExercise())
        assert (await message(second, "frame"))["to"] == 2


async def test_a_line_without_news_has_a_beat(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feeds_module, "BEAT_S", 0.02)
    async with serving() as (at, hosted), device(at, hosted, "griffier") as line:
        await line.send(Screen().hello())
        assert await message(line, "beat") == {"type": "beat"}
        assert await message(line, "beat") == {"type": "beat"}


BAD = [
    "",
    "nee",
    "[]",
    "5",
    "null",
    '"hello"',
    "{}",
    '{"type": "hallo"}',
    '{"type": "hello", "as": "pdf"}',
    '{"type": "hello", "as": ["view"]}',
    '{"type": "hello", "n": "veel"}',
    '{"type": "hello", "n": [1]}',
    '{"type": "hello", "n": 1e999}',
    '{"type": "hello", "n": ' + "9" * 5_000 + "}",
    "[" * 30_000,
]


@pytest.mark.parametrize("hello", BAD, ids=[text[:30] for text in BAD])
async def test_a_bad_hello_closes_the_line_and_nothing_else(hello: str, caplog: pytest.LogCaptureFixture) -> None:
    async with serving() as (at, hosted):
        async with device(at, hosted, "griffier") as line:
            await line.send(hello)
            assert await closed(line) == 4400
        assert hosted.connected() == set()
        assert caplog.records == []


async def test_a_hello_that_is_no_text_or_does_not_come_closes_the_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seat_module, "HELLO_TIMEOUT_S", 0.05)
    async with serving() as (at, hosted):
        async with device(at, hosted, "griffier") as line:
            await line.send(b"\x00\x01")
            assert await closed(line) == 4408
        async with device(at, hosted, "griffier") as line:
            assert await closed(line) == 4408


async def test_a_message_that_is_too_large_closes_the_line() -> None:
    async with serving() as (at, hosted), device(at, hosted, "griffier") as line:
        await line.send("x" * (MAX_BODY + 1))
        assert await closed(line) == 1009


async def test_what_a_device_says_after_hello_changes_nothing() -> None:
    async with serving() as (at, hosted), device(at, hosted, "griffier") as line:
        await line.send(Screen().hello())
        await message(line, "frame")
        await line.send('{"type": "start", "command_id": "' + "a" * 32 + '"}')
        await line.send("nog iets")
        await line.send(b"geen tekst")
        await order(hosted, c.StartExercise())
        assert (await message(line, "frame"))["to"] == 2
        assert hosted.runner.stored == 2


@pytest.mark.parametrize("error", [KeyError("weg"), RuntimeError("stuk")])
async def test_a_bug_in_what_is_shown_is_told_and_is_no_device_that_went(
    error: Exception, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with serving() as (at, hosted):

        def poisoned(*_: object) -> str:
            raise error

        monkeypatch.setattr(hosted.feeds, "_render", poisoned)
        async with device(at, hosted, "griffier") as line:
            await line.send(Screen().hello("html"))
            assert await closed(line) == 4000
    assert [record.message for record in caplog.records if record.levelno >= logging.ERROR] == [
        "a device of seat griffier failed"
    ]


@pytest.mark.parametrize(
    "origin",
    ["null", "http://elders.example", "http://127.0.0.1", "ftp://{at}", "http://{at}.elders.example", "http://["],
)
async def test_another_website_cannot_follow_a_seat(origin: str) -> None:
    async with serving() as (at, hosted):
        with pytest.raises(InvalidStatus) as refused:
            await soon(device(at, hosted, "griffier", origin=origin.format(at=at)).__aenter__())
        assert refused.value.response.status_code == 403


async def test_our_own_page_can_follow_its_seat_however_its_host_is_written() -> None:
    async with serving() as (at, hosted):
        for origin in (f"http://{at}", f"HTTP://{at}"):
            async with device(at, hosted, "griffier", origin=origin) as line:
                await line.send(Screen().hello())
                await message(line, "frame")


async def test_without_the_seats_own_cookie_there_is_no_feed() -> None:
    async with serving() as (at, hosted):
        for seat in ("griffier", "trainer", "beamer", "koning"):
            with pytest.raises(InvalidStatus) as refused:
                await soon(device(at, hosted, seat, cookie=hosted.secret("burgemeester")).__aenter__())
            assert refused.value.response.status_code == 403


async def test_too_many_screens_on_one_seat_are_turned_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seat_module, "MAX_PER_SEAT", 1)
    async with (
        serving() as (at, hosted),
        device(at, hosted, "beamer") as first,
        device(at, hosted, "beamer") as second,
    ):
        await first.send(Screen().hello())
        await message(first, "frame")
        await second.send(Screen().hello())
        assert await closed(second) == 4400


async def test_the_seat_is_free_again_when_its_device_goes() -> None:
    async with serving() as (at, hosted):
        async with device(at, hosted, "trainer") as trainer:
            await trainer.send(Screen().hello())
            await message(trainer, "frame")
            async with device(at, hosted, "griffier") as line:
                await line.send(Screen().hello())
                await message(line, "frame")
                assert hosted.connected() == {"griffier", "trainer"}
            while True:
                seats = (await message(trainer, "presence"))["seats"]
                if seats.get("griffier", {}).get("connected") is False:
                    break
        assert hosted.connected() <= {"trainer"}


def stops_reading(at: str, hosted: Hosted, seat: str) -> socket.socket:
    """A device that says hello and then never reads another byte, with as little room as the system gives."""
    sock = socket.socket()
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1)
    host, port = at.split(":")
    sock.connect((host, int(port)))
    name, value = next(iter(live.cookies(hosted, seat).items()))
    sock.sendall(
        f"GET /e/e1/{seat}/feed HTTP/1.1\r\nHost: {at}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        f"Sec-WebSocket-Key: {'A' * 22}==\r\nSec-WebSocket-Version: 13\r\nCookie: {name}={value}\r\n\r\n".encode()
    )
    handshake = b""
    while not handshake.endswith(b"\r\n\r\n"):
        handshake += sock.recv(1)
    # A masked text frame with a mask of zeroes, of less than 126 bytes.
    hello = Screen().hello().encode()
    sock.sendall(bytes([0x81, 0x80 | len(hello), 0, 0, 0, 0]) + hello)
    return sock


async def test_twenty_devices_of_which_five_stop_reading_and_the_others_get_theirs(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(feeds_module, "SEND_TIMEOUT_S", 1.0)
    async with serving(send_buffer=4_096) as (at, hosted), AsyncExitStack() as open_lines:
        seats = (*SEATS, *["beamer"] * 5, *["trainer"] * 6)
        lines = [await open_lines.enter_async_context(device(at, hosted, seat)) for seat in seats]
        screens = [Screen() for _ in lines]
        for line, screen in zip(lines, screens, strict=True):
            await line.send(screen.hello())
            screen.take(await message(line, "frame"))
        for _ in range(5):
            open_lines.enter_context(await asyncio.to_thread(stops_reading, at, hosted, "trainer"))
        while len(hosted.feeds.connections) < 20:
            await message(lines[-1], "presence")
        await order(hosted, c.StartExercise())
        for number in range(60):
            # Every cue changes: some 5 kB for a trainer, each time.
            await order(hosted, c.MovePhaseEnd("avond", 1_000 * (1 + number)))
        await order(hosted, c.FireInject("naam-online"))
        for line, screen in zip(lines, screens, strict=True):
            while screen.n < hosted.feeds.n(seats[lines.index(line)]):
                screen.take(await message(line, "frame"))
        assert len({screen.n for screen in screens[-6:]}) == 1
        assert all("item:naam-online" in screen.nodes for screen in screens[:-6])
        assert [screen.data("cue:naam-online")["status"] for screen in screens[-6:]] == ["delivered"] * 6
        while len(hosted.feeds.connections) > 15:
            await message(lines[-1], "presence")
