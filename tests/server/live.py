"""A hosted exercise for tests: a real application and a real runner, on a clock that only moves when told.

Owns what the tests of the server share: the host's clocks (`Hands`), journals that wait or fail, a device without a
network (`Line`), the client that `docs/protocol.md` describes (`Screen`) and a server on a real port.
"""

from __future__ import annotations

import asyncio
import json
import secrets
import socket
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import httpx
import uvicorn
from fastapi import FastAPI

from engine.exercise.commands import ChangeSpeed, Command
from engine.scenario.model import Scenario
from engine.scenario.reading import read
from server import hosting
from server.access import cookie_name
from server.app import application, renderer
from server.hall import Hall
from server.hosting import Hosted
from server.journal.base import Journal, StoredStep
from server.journal.errors import StoreFailed
from server.journal.memory import MemoryJournal
from server.platform import listening_socket
from server.runner import HostClock, Reply, Runner
from server.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
MINI = ROOT / "scenarios" / "mini"
FAMILIEDRAMA = ROOT / "scenarios" / "familiedrama"
SECRET = b"s" * 32
MINUTE = 60_000


@dataclass(slots=True)
class Hands:
    """A host clock in the test's own hands. Steady and wall time go together unless told otherwise."""

    steady: int = 1_000_000
    wall: int = 1_800_000_000_000

    def on(self, ms: int) -> None:
        self.steady += ms
        self.wall += ms

    def clock(self) -> HostClock:
        return HostClock(lambda: self.steady, lambda: self.wall)


@cache
def scenario(path: Path = MINI) -> Scenario:
    """A scenario of the library; a finding fails the test."""
    reading = read(path)
    assert reading.scenario is not None, reading.findings
    return reading.scenario


def memory(hands: Hands) -> MemoryJournal:
    return MemoryJournal(lambda: datetime.fromtimestamp(hands.wall / 1000, UTC))


class MoodyJournal(MemoryJournal):
    """A memory journal that keeps its writer waiting, or refuses, when the test says so."""

    def __init__(self, hands: Hands) -> None:
        super().__init__(lambda: datetime.fromtimestamp(hands.wall / 1000, UTC))
        self.open = asyncio.Event()
        self.open.set()
        self.asked = asyncio.Event()
        self.failing: Exception | None = None
        self.transactions: list[int] = []
        """How many steps each append stored."""

    def hold(self) -> None:
        """Keep appends waiting from now on; `asked` tells when one waits, `open.set()` lets them go."""
        self.open.clear()
        self.asked.clear()

    async def append(self, expected_step: int, steps: Sequence[StoredStep]) -> None:
        self.asked.set()
        await self.open.wait()
        if self.failing is not None:
            raise self.failing
        await super().append(expected_step, steps)
        self.transactions.append(len(steps))

    async def pulse(self, at_ms: int, recorded_at: datetime) -> None:
        if isinstance(self.failing, StoreFailed):
            raise self.failing
        await super().pulse(at_ms, recorded_at)

    async def close(self) -> None:
        """Stays usable, so that a test can take the exercise up again."""


@asynccontextmanager
async def hosted(
    hands: Hands,
    path: Path = MINI,
    journal: Journal | None = None,
    code: str = "4827",
    script: Scenario | None = None,
    host: str = "127.0.0.1",
) -> AsyncIterator[tuple[FastAPI, Hosted]]:
    """A new exercise, hosted and running its task."""
    script = script or scenario(path)
    runner = await hosting.create(script, journal or memory(hands), "e1", renderer("nl"), hands.clock())
    async with hosting_of(runner, script, code, host, path) as both:
        yield both


@asynccontextmanager
async def hosting_of(
    runner: Runner, script: Scenario, code: str = "4827", host: str = "127.0.0.1", path: Path = MINI
) -> AsyncIterator[tuple[FastAPI, Hosted]]:
    """An application around a runner that exists already."""
    found = Hosted("e1", "s1", code, script, runner, SECRET, path)
    hall = Hall(Settings(host=host))
    hall.exercises[found.id] = found
    runner.start()
    try:
        yield application(hall), found
    finally:
        await runner.stop()


def hall_of(app: FastAPI) -> Hall:
    found = app.state.hall
    assert isinstance(found, Hall)
    return found


def cookies(hosted: Hosted, *seats: str) -> dict[str, str]:
    """The cookies of these seats."""
    return {cookie_name(seat): hosted.secret(seat) for seat in seats}


def client(app: FastAPI, hosted: Hosted | None = None, *seats: str) -> httpx.AsyncClient:
    """A browser; with seats it already has their cookies."""
    return httpx.AsyncClient(
        transport=httpx.ASGITransport(app),
        base_url="http://127.0.0.1:8000",
        cookies=cookies(hosted, *seats) if hosted else {},
        follow_redirects=False,
    )


def new_id() -> str:
    return secrets.token_hex(16)


async def order(hosted: Hosted | Runner, command: Command, seat: str = "trainer", command_id: str = "") -> Reply:
    """Give an order and wait for the reply."""
    runner = hosted.runner if isinstance(hosted, Hosted) else hosted
    return await asyncio.wait_for(runner.order(command, seat, command_id or new_id()), 5)


async def settle(hosted: Hosted | Runner) -> None:
    """Let the runner take what is due at the hands' time."""
    # An order that is refused passes through the loop once.
    await order(hosted, ChangeSpeed(0), "nobody")


async def moments() -> None:
    """Let every other task have its turn."""
    for _ in range(20):
        await asyncio.sleep(0)


async def post(browser: httpx.AsyncClient, seat: str, type_: str, **fields: object) -> httpx.Response:
    """Send one command as JSON, with an id of its own unless one is given."""
    body = {"command_id": new_id(), "type": type_, **fields}
    return await browser.post(f"/e/e1/{seat}/commands", content=json.dumps(body))


@dataclass(slots=True)
class Line:
    """A device without a network: it keeps what was sent to it, or never takes anything."""

    stuck: bool = False
    sent: list[str] = field(default_factory=list)

    async def send_text(self, data: str) -> None:
        if self.stuck:
            await asyncio.Event().wait()
        self.sent.append(data)

    def messages(self) -> list[dict[str, Any]]:
        return [json.loads(text) for text in self.sent]

    def frames(self) -> list[dict[str, Any]]:
        return [message for message in self.messages() if message["type"] == "frame"]


class MissedSomething(Exception):
    """A frame does not fit on what the client has: it must connect again."""


@dataclass(slots=True)
class Screen:
    """What a client holds, by the rules of docs/protocol.md and nothing else."""

    epoch: str = ""
    n: int = 0
    nodes: dict[str, dict[str, Any]] = field(default_factory=dict)

    def hello(self, as_: str = "view") -> str:
        return json.dumps({"type": "hello", "epoch": self.epoch, "n": self.n, "as": as_})

    def take(self, frame: dict[str, Any]) -> None:
        """Apply a frame; MissedSomething when it does not fit."""
        if frame["from"] == 0:
            self.nodes = {}
        elif (frame["epoch"], frame["from"]) != (self.epoch, self.n):
            raise MissedSomething
        for key in frame["removed"]:
            self.nodes.pop(key, None)
        self.nodes.update({node["key"]: node for node in frame["nodes"]})
        self.epoch, self.n = frame["epoch"], frame["to"]

    def data(self, key: str) -> dict[str, Any]:
        found = self.nodes[key]["data"]
        assert isinstance(found, dict)
        return found


class _Server(uvicorn.Server):
    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.listens = asyncio.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.listens.set()


@asynccontextmanager
async def listening(app: FastAPI, send_buffer: int = 0) -> AsyncIterator[str]:
    """An application that hosts, on a real port that it knows: host:port."""
    async with on_a_port(app, send_buffer) as port:
        hall_of(app).settings = Settings(host="127.0.0.1", port=port)
        yield f"127.0.0.1:{port}"


@asynccontextmanager
async def on_a_port(app: FastAPI, send_buffer: int = 0) -> AsyncIterator[int]:
    """Any application on a real port of this machine. A small buffer makes a stuck device felt soon."""
    sock = listening_socket("127.0.0.1", 0)
    if send_buffer:
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, send_buffer)
    config = uvicorn.Config(
        app,
        lifespan="off",
        log_config=None,
        ws_max_size=64 * 1024,
        ws_per_message_deflate=False,
        timeout_graceful_shutdown=1,
    )
    server = _Server(config)
    task = asyncio.create_task(server._serve([sock]))
    try:
        await asyncio.wait_for(server.listens.wait(), 5)
        yield int(sock.getsockname()[1])
    finally:
        server.should_exit = True
        await task
        sock.close()
