"""`make bench`: run all measurements and print them."""

from __future__ import annotations

import asyncio
import json
import platform
import tempfile
import time
from pathlib import Path

import httpx
import simpy
import yaml  # type: ignore[import-untyped]
from websockets.asyncio.client import ClientConnection, connect

from benchmarks import desk, hall
from benchmarks.figures import line, ratio
from benchmarks.script import long_script
from engine.exercise.commands import StartExercise
from engine.exercise.decide import Order
from engine.exercise.events import ExerciseCreated
from engine.exercise.exercise import Exercise
from engine.rehearsal.checking import TESTS, checked
from engine.scenario.files.package import SCENARIO_FILE
from engine.scenario.model import TRAINER
from engine.scenario.reading import read, read_files
from server.settings import BUNDLED

GOS = 60
DEVICES = 40
TIMED = 60
HEADLESS_RUNS = 20


def main() -> None:
    """All of it; about three minutes."""
    print(f"Python {platform.python_version()} on {platform.system()} {platform.machine()}")
    with tempfile.TemporaryDirectory(prefix="snelkookpan-bench-") as folder:
        headless()
        check_long_scripts(Path(folder))
        start_and_memory(Path(folder))
        asyncio.run(go_to_last_frame(Path(folder)))
        asyncio.run(timed_injects(Path(folder)))
        asyncio.run(desk.measure(Path(folder)))


def headless() -> None:
    """The forty injects played unattended with nobody answering, against SimPy alone with as many moments."""
    began = time.perf_counter()
    scenario = read(BUNDLED / "familiedrama").scenario
    assert scenario is not None
    print(line("familiedrama: read and check", [(time.perf_counter() - began) * 1000]))
    ours, beside = [], []
    for _ in range(HEADLESS_RUNS):
        began = time.perf_counter()
        created = ExerciseCreated(0, "x", "x", scenario.id, scenario.files, (), 1, "bench", "plain/1", True, True)
        exercise, _step = Exercise.create(scenario, created)
        exercise.decide(StartExercise(), Order(TRAINER, "0" * 32, 0, "0" * 32), 0)
        exercise.due(24 * 60 * 60 * 1000)
        steps = exercise.commit()
        ours.append((time.perf_counter() - began) * 1000)
        assert exercise.state.status == "ended"
        began = time.perf_counter()
        env = simpy.Environment()
        for at in range(sum(len(step.events) for step in steps)):
            env.timeout(at)
        env.run()
        beside.append((time.perf_counter() - began) * 1000)
    print(line("familiedrama: played headless to its end", ours))
    print(ratio("  … as a ratio of SimPy alone, same number of events", ours, beside))


def check_long_scripts(folder: Path) -> None:
    """Reading a scenario by the number of messages, beside PyYAML that only loads the same file; and all of `check`,
    which also plays: a test of it, and runs of its own."""
    for injects in (300, 1_000, 3_000):
        content = long_script(injects).encode()
        scenario = _with_a_test(folder / f"long-{injects}", content)
        ours, beside, whole = [], [], []
        for _ in range(5):
            began = time.perf_counter()
            assert read_files({SCENARIO_FILE: content}).scenario is not None
            ours.append((time.perf_counter() - began) * 1000)
            began = time.perf_counter()
            yaml.load(content, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
            beside.append((time.perf_counter() - began) * 1000)
            began = time.perf_counter()
            assert checked(scenario).reading.scenario is not None
            whole.append((time.perf_counter() - began) * 1000)
        print(line(f"read a scenario of {injects} injects", ours))
        print(f"{'  … for each inject':<52} {min(ours) / injects:.2f} ms")
        print(ratio("  … as a ratio of PyYAML loading the same file", ours, beside))
        print(line("  … check: read, play its test and a few runs", whole))


def _with_a_test(folder: Path, content: bytes) -> Path:
    (folder / TESTS).mkdir(parents=True)
    (folder / SCENARIO_FILE).write_bytes(content)
    (folder / TESTS / "stil.yaml").write_text("format: 1\ntest: Niemand antwoordt\nalways_sent: [bericht-1]\n", "utf-8")
    return folder


def start_and_memory(folder: Path) -> None:
    """From process start to the first page, and memory with 25 devices."""
    starts = []
    for run in range(3):
        with hall.served(BUNDLED / "familiedrama", folder / f"start-{run}") as served:
            starts.append(served.started_s * 1000)
            if run == 2:
                print(line("process start to first page", starts))
                asyncio.run(_memory(served))


async def _memory(served: hall.Served) -> None:
    exercise = served.said["exercises"][0]
    async with httpx.AsyncClient() as http:
        players = [await hall.sit_down(http, seat["link"]) for seat in exercise["seats"]]
        screens = [await hall.sit_down(http, exercise["beamer_link"]) for _ in range(7)]
        trainer = await hall.sit_down(http, served.said["trainer_link"])
        async with hall.listening([trainer, *players, *screens]):
            await hall.order(http, trainer, type="start", phase="acuut")
            await hall.order(http, trainer, type="mode", automatic=True)
            await hall.order(http, trainer, type="speed", speed_num=60)
            await asyncio.sleep(20)
            print(f"{'server with 25 devices after 20 exercise minutes':<52} {served.rss_mb():.0f} MB resident")


async def go_to_last_frame(folder: Path) -> None:
    """From the POST of GO to the last of 40 sockets having its frame, in turn with the plain server."""
    scenario = hall.script(folder / "go", DEVICES - 2, GOS)
    with hall.served(scenario, folder / "go-data") as served, hall.plain_served(folder) as plain:
        exercise = served.said["exercises"][0]
        async with httpx.AsyncClient() as http:
            seats = [await hall.sit_down(http, seat["link"]) for seat in exercise["seats"]]
            beamer = await hall.sit_down(http, exercise["beamer_link"])
            trainer = await hall.sit_down(http, served.said["trainer_link"])
            devices = [trainer, beamer, *seats]
            neighbours = [await _plain_device(plain) for _ in range(DEVICES)]
            async with hall.listening(devices):
                await hall.order(http, trainer, type="start")
                ours, beside = [], []
                for number in range(GOS):
                    await asyncio.sleep(1.05)
                    ours.append(await _one_go(http, trainer, devices, f"bericht-{number}"))
                    beside.append(await _one_plain(http, plain, neighbours))
            for ws in neighbours:
                await ws.close()
    print(line(f"GO to the last of {DEVICES} sockets", ours))
    print(line("  … the plain server beside it", beside))
    print(ratio("  … as a ratio of the plain server", ours, beside))


async def _one_go(http: httpx.AsyncClient, trainer: hall.Seat, devices: list[hall.Seat], inject: str) -> float:
    before = [len(device.got) for device in devices]
    began = time.perf_counter()
    await hall.order(http, trainer, type="fire", inject=inject)
    while not all(  # noqa: ASYNC110  every device notes arrivals in its own task; this only waits for the last
        any('"type":"frame"' in text for _, text in device.got[n:]) for device, n in zip(devices, before, strict=True)
    ):
        await asyncio.sleep(0.001)
    arrived = [
        next(at for at, text in device.got[n:] if '"type":"frame"' in text)
        for device, n in zip(devices, before, strict=True)
    ]
    return (max(arrived) - began) * 1000


async def _plain_device(plain: str) -> ClientConnection:
    return await connect(plain.replace("http", "ws", 1) + "/feed", compression=None)


async def _one_plain(http: httpx.AsyncClient, plain: str, devices: list[ClientConnection]) -> float:
    began = time.perf_counter()
    waiting = [asyncio.create_task(device.recv()) for device in devices]
    await http.post(f"{plain}/go")
    await asyncio.gather(*waiting)
    return (time.perf_counter() - began) * 1000


async def timed_injects(folder: Path) -> None:
    """How late a timed inject reaches a socket, against how late a plain timer of this machine is."""
    scenario = hall.script(folder / "timed", 3, TIMED, every_ms=1000)
    with hall.served(scenario, folder / "timed-data") as served:
        exercise = served.said["exercises"][0]
        async with httpx.AsyncClient() as http:
            player = await hall.sit_down(http, exercise["seats"][0]["link"])
            trainer = await hall.sit_down(http, served.said["trainer_link"])
            async with hall.listening([trainer, player], "view"):
                await hall.order(http, trainer, type="mode", automatic=True)
                await hall.order(http, trainer, type="start")
                await asyncio.sleep(1)
                # Each change of speed makes the server say which exercise time it is.
                await hall.order(http, trainer, type="speed", speed_num=2)
                await hall.order(http, trainer, type="speed", speed_num=1)
                beside = await _plain_timers(TIMED + hall.FIRST_AT_S)
            late = _lateness(player)
    print(line("timed inject: exercise time to frame on a socket", late))
    print(line("  … a plain timer beside it", beside))


def _lateness(player: hall.Seat) -> list[float]:
    """Ms between an inject's exercise time and its frame. The clock message says which exercise time it was when."""
    messages = [(at, json.loads(text)) for at, text in player.got]
    arrived, clock = [(at, m) for at, m in messages if m["type"] == "clock" and m["speed"] == [1, 1]][-1]
    late = []
    for at, message in messages:
        for node in message.get("nodes", []) if message["type"] == "frame" else []:
            if node["kind"] == "item":
                expected = arrived + (node["data"]["at_ms"] - clock["at_ms"]) / 1000
                late.append((at - expected) * 1000)
    return late


async def _plain_timers(count: int) -> list[float]:
    late = []
    for _ in range(count):
        began = time.perf_counter()
        await asyncio.sleep(1)
        late.append((time.perf_counter() - began - 1) * 1000)
    return late


if __name__ == "__main__":
    main()
