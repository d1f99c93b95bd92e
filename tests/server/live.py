"""A hosted exercise for tests: a real application and a real runner, on a clock that only moves when told."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import httpx
from fastapi import FastAPI

from engine.scenario.model import Scenario
from engine.scenario.reading import read
from server import hosting
from server.app import application, renderer
from server.hall import Hall
from server.hosting import Hosted
from server.journal.base import Journal
from server.journal.memory import MemoryJournal
from server.runner import HostClock
from server.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
MINI = ROOT / "scenarios" / "mini"
FAMILIEDRAMA = ROOT / "scenarios" / "familiedrama"
SECRET = b"s" * 32


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


def scenario(path: Path = MINI) -> Scenario:
    """A scenario of the library; a finding fails the test."""
    reading = read(path)
    assert reading.scenario is not None, reading.findings
    return reading.scenario


def memory(hands: Hands) -> MemoryJournal:
    return MemoryJournal(lambda: datetime.fromtimestamp(hands.wall / 1000, UTC))


@asynccontextmanager
async def hosted(
    hands: Hands, path: Path = MINI, journal: Journal | None = None, code: str = "4827"
) -> AsyncIterator[tuple[FastAPI, Hosted]]:
    """A new exercise, hosted and running its task."""
    script = scenario(path)
    store = journal or memory(hands)
    runner = await hosting.create(script, store, "e1", renderer("nl"), hands.clock())
    host = Hosted("e1", "s1", code, script, runner, SECRET)
    hall = Hall(Settings(host="127.0.0.1", scenarios=(path,)))
    hall.exercises[host.id] = host
    runner.start()
    try:
        yield application(hall), host
    finally:
        await runner.stop()


def client(app: FastAPI, hosted: Hosted | None = None, seat: str = "") -> httpx.AsyncClient:
    """A browser; with a seat it already has that seat's cookie."""
    from server.access import cookie_name

    cookies = {cookie_name(seat): hosted.secret(seat)} if hosted else {}
    return httpx.AsyncClient(
        transport=httpx.ASGITransport(app), base_url="http://127.0.0.1:8000", cookies=cookies, follow_redirects=False
    )


async def settle(hosted: Hosted) -> None:
    """Let the runner take what is due at the hands' time."""
    from engine.exercise.commands import ChangeSpeed

    # An order that changes nothing passes through the loop once.
    await asyncio.wait_for(hosted.runner.order(ChangeSpeed(0), "nobody", "0" * 32), 5)
