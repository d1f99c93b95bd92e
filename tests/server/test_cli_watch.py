"""`check --watch`: what is printed of one look after another, and the program as a real process."""

from __future__ import annotations

import asyncio
import os
import re
import shutil
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
import pytest
from click.testing import CliRunner

from server.cli import main
from server.cli_watch import Telling
from server.watching import look
from server.worker import NotDone
from tests.engine.rehearsal.world import CALLS, SCENARIO, WAITS, written
from tests.server.live import MINI, ROOT

PATIENCE_S = 60
"""A process of its own has to start, on a machine that may be busy."""


def telling() -> Telling:
    return Telling(
        "nl", lambda finding: f"{finding.code} {finding.message}", lambda seen: f"{len(seen.findings)} gevonden"
    )


def test_the_first_look_is_told_whole_and_later_ones_by_what_changed(tmp_path: Path) -> None:
    tell = telling()
    wrong = SCENARIO.replace("phase: ochtend", "phase: middag")
    both = wrong.replace("channel: news", "channel: n")

    def said(scenario: str) -> list[str]:
        return list(tell.of(look(written(tmp_path, scenario, calls=CALLS, waits=WAITS))))

    assert said(wrong) == ['E121 onbekende fase "middag"', "1 gevonden"]
    assert said(both) == ["", 'E109 "n" kan hier niet', "2 gevonden"]
    assert said(both + "# opmerking\n") == ["", "Veranderd; er is niets nieuws gevonden.", "2 gevonden"]
    assert said(SCENARIO) == [
        "",
        'opgelost: E109 "n" kan hier niet',
        'opgelost: E121 onbekende fase "middag"',
        "0 gevonden",
    ]


def test_a_look_that_failed_is_told_and_forgotten(tmp_path: Path) -> None:
    tell = telling()

    assert list(tell.of(NotDone("te lang"))) == [
        "Nakijken lukte nu niet (te lang). Bij de volgende verandering wordt opnieuw gekeken."
    ]
    assert list(tell.of(look(written(tmp_path, calls=CALLS, waits=WAITS)))) == ["0 gevonden"]


@pytest.mark.parametrize("words", [["a", "b"], ["a", "--format", "json"]])
def test_it_watches_one_scenario_for_people(words: list[str]) -> None:
    assert CliRunner().invoke(main, ["check", "--watch", *words]).exit_code == 2


class Program:
    """The program under way: its lines, and the page it announced."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self.process = process
        self.url = ""

    async def line(self, holds: str) -> str:
        """The next line with these words in it."""
        assert self.process.stdout is not None
        while line := (await asyncio.wait_for(self.process.stdout.readline(), PATIENCE_S)).decode():
            if holds in line:
                return line
        raise AssertionError(f"it ended without saying {holds}")

    async def end(self) -> tuple[int, str]:
        """Ctrl+C, and how it ended."""
        self.process.send_signal(signal.SIGINT)
        _, errors = await asyncio.wait_for(self.process.communicate(), PATIENCE_S)
        assert self.process.returncode is not None
        return self.process.returncode, errors.decode()


@asynccontextmanager
async def watching(folder: Path) -> AsyncIterator[Program]:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "server.cli", "check", "--watch", "--no-browser", str(folder)),
        cwd=ROOT,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )
    program = Program(process)
    try:
        found = re.search(r"http://127\.0\.0\.1:\d+/", await program.line("Voorvertoning"))
        assert found is not None
        program.url = found[0]
        yield program
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


@pytest.fixture
def own(tmp_path: Path) -> Path:
    return Path(shutil.copytree(MINI, tmp_path / "mini"))


@pytest.mark.slow
async def test_a_page_follows_the_file_until_somebody_presses_ctrl_c(own: Path) -> None:
    async with watching(own) as program, httpx.AsyncClient(base_url=program.url, timeout=PATIENCE_S) as client:
        await program.line("1 scenario: 0 fouten, 0 waarschuwingen, 2 van 2 proeven geslaagd")
        assert "Wat is er gebeurd bij de woongroep?" in (await client.get("/?bericht=mail-bewoner")).text

        async with client.stream("GET", "/live") as stream:
            versions = (line.removeprefix("data: ") async for line in stream.aiter_lines() if line.startswith("data: "))
            assert await anext(versions) == "1"
            scenario = own / "scenario.yaml"
            text = scenario.read_text("utf-8").replace(
                "title: Wat is er gebeurd bij de woongroep?", "title: Wie weet meer?"
            )
            scenario.write_text(text.replace("phase: ochtend", "phase: ochtent"), "utf-8")

            assert "E121" in await program.line("E121")
            assert await asyncio.wait_for(anext(versions), PATIENCE_S) == "2"
            page = (await client.get("/?bericht=mail-bewoner")).text
            assert "Wie weet meer?" in page
            assert "ochtent" in page

            assert await program.end() == (0, "")


@pytest.mark.slow
async def test_a_scenario_that_cannot_be_read_is_shown_with_its_findings(own: Path) -> None:
    own.joinpath("scenario.yaml").write_text("injects: [", "utf-8")

    async with watching(own) as program, httpx.AsyncClient(base_url=program.url, timeout=PATIENCE_S) as client:
        await program.line("1 scenario: 1 fout")
        page = await client.get("/")

        assert (page.status_code, "Traceback" in page.text) == (200, False)
        assert "E013" in page.text
        assert (await client.get("/", headers={"host": "elders.example"})).status_code == 400
        assert await program.end() == (0, "")
