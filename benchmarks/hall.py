"""A hall full of people for measuring: a real server process, and clients that note when a frame came in."""

from __future__ import annotations

import asyncio
import json
import os
import secrets
import socket
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
from websockets.asyncio.client import ClientConnection, connect

STARTED_WITHIN_S = 20.0
FIRST_AT_S = 4
"""Exercise time of the first timed message: time enough to read the clock in peace."""


def script(folder: Path, seats: int, injects: int, every_ms: int | None = None) -> Path:
    """A scenario folder: `injects` messages to everybody, by hand or every so many ms."""
    lines = [
        "format: 1",
        "scenario: {id: meting, title: Meting, language: nl, starts: dag 1 09:00}",
        f"roles:\n  speler: {{title: Speler, seats: {seats}}}",
        "phases:\n  - {id: fase, title: Fase, session: 60 min, clock: {from: dag 1 09:00, to: dag 1 10:00}}",
        "injects:",
    ]
    body = "Er is een bericht voor u. " * 30
    for number in range(injects):
        when = "manual: yes" if every_ms is None else f"at: +{FIRST_AT_S + number * every_ms // 1000} s"
        lines.append(
            f"  - {{id: bericht-{number}, phase: fase, {when}, channel: email, from: Meting, to: [all, plenary],"
            f" title: Bericht {number}, body: '{body}'}}"
        )
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "scenario.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


@dataclass(slots=True)
class Served:
    """A running server and what it said when it listened."""

    process: subprocess.Popen[str]
    said: dict[str, Any]
    started_s: float

    def rss_mb(self) -> float:
        """Resident memory of the server process now, in MB (Linux)."""
        status = Path(f"/proc/{self.process.pid}/status").read_text(encoding="utf-8")
        kb = next(line for line in status.splitlines() if line.startswith("VmRSS:")).split()[1]
        return int(kb) / 1024


@contextmanager
def served(scenario: Path, data: Path) -> Iterator[Served]:
    """Our own program, as a person starts it, on a free loopback port."""
    words = ["serve", str(scenario), "--host", "127.0.0.1", "--port", "0", "--data", str(data), "--no-browser"]
    began = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "server.cli", *words, "--format", "json"],
        stdout=subprocess.PIPE,
        text=True,
        env={name: value for name, value in os.environ.items() if not name.startswith("SNELKOOKPAN_")},
    )
    try:
        assert process.stdout is not None
        said = json.loads(process.stdout.readline())
        httpx.get(said["url"]).raise_for_status()
        yield Served(process, said, time.perf_counter() - began)
    finally:
        _end(process)


@contextmanager
def plain_served(folder: Path) -> Iterator[str]:
    """The plain server beside it; its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen([sys.executable, "-m", "benchmarks.plain", str(port), str(folder)], text=True)
    try:
        _wait_for(port)
        yield f"http://127.0.0.1:{port}"
    finally:
        _end(process)


def _wait_for(port: int) -> None:
    until = time.monotonic() + STARTED_WITHIN_S
    while time.monotonic() < until:
        try:
            socket.create_connection(("127.0.0.1", port), 0.2).close()
            return
        except OSError:
            time.sleep(0.05)
    raise TimeoutError("the plain server did not start")


def _end(process: subprocess.Popen[str]) -> None:
    process.terminate()
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


@dataclass(slots=True)
class Seat:
    """One device: its way in, and when which text came in (perf_counter seconds)."""

    base: str
    cookie: str
    got: list[tuple[float, str]] = field(default_factory=list)


async def sit_down(http: httpx.AsyncClient, link: str) -> Seat:
    """Follow a personal link as a browser does."""
    answer = await http.get(link)
    path = answer.headers["location"]
    cookies = [c for c in answer.headers.get_list("set-cookie") if f"Path={path};" in c]
    return Seat(f"{httpx.URL(link).copy_with(path=path)}".rstrip("/"), cookies[0].split(";")[0])


@asynccontextmanager
async def listening(seats: list[Seat], as_what: str = "html") -> AsyncIterator[None]:
    """Every seat on its feed, each noting what comes in."""
    async with asyncio.TaskGroup() as group:
        sockets = []
        for seat in seats:
            address = seat.base.replace("http", "ws", 1) + "/feed"
            ws = await connect(address, additional_headers={"Cookie": seat.cookie}, compression=None)
            await ws.send(json.dumps({"type": "hello", "epoch": "", "n": 0, "as": as_what}))
            sockets.append(ws)
            group.create_task(_note(ws, seat))
        try:
            await _settled(seats)
            yield
        finally:
            for ws in sockets:
                await ws.close()


async def _note(ws: ClientConnection, seat: Seat) -> None:
    async for text in ws:
        seat.got.append((time.perf_counter(), str(text)))


async def _settled(seats: list[Seat]) -> None:
    while not all(seat.got for seat in seats):  # noqa: ASYNC110  each seat notes in its own task
        await asyncio.sleep(0.02)
    await asyncio.sleep(0.3)


async def order(http: httpx.AsyncClient, seat: Seat, **command: object) -> dict[str, Any]:
    """Post a command for a seat; an answer that is not ok is a bug in the measurement."""
    body = {"command_id": secrets.token_hex(16), **command}
    answer = await http.post(f"{seat.base}/commands", json=body, headers={"Cookie": seat.cookie})
    said: dict[str, Any] = answer.json()
    if not said["ok"]:
        raise RuntimeError(said)
    return said
