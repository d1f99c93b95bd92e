"""The program as a person starts it: a real process, real files, a real port on loopback."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from click.testing import CliRunner
from websockets.sync.client import connect

from server.cli import main
from tests.server.live import MINI

pytestmark = pytest.mark.slow
STOPS_WITHIN_S = 8


def environment(**extra: str) -> dict[str, str]:
    own = {name: value for name, value in os.environ.items() if not name.startswith("SNELKOOKPAN_")}
    return {**own, **extra}


@contextmanager
def started(*words: str, **env: str) -> Iterator[tuple[subprocess.Popen[str], dict[str, Any]]]:
    process = subprocess.Popen(
        [sys.executable, "-m", "server.cli", "serve", *words, "--no-browser", "--format", "json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment(**env),
    )
    try:
        assert process.stdout is not None
        yield process, json.loads(process.stdout.readline())
    finally:
        process.kill()
        process.communicate()


def on_loopback(data: Path, *more: str) -> tuple[str, ...]:
    return (str(MINI), "--host", "127.0.0.1", "--port", "0", "--data", str(data), *more)


def refused(*words: str, **env: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "server.cli", "serve", *words, "--no-browser"]
    return subprocess.run(command, capture_output=True, text=True, env=environment(**env), timeout=30, check=False)


def test_one_line_tells_a_program_everything_it_needs_to_come_in(tmp_path: Path) -> None:
    with started(*on_loopback(tmp_path)) as (_, said), httpx.Client() as http:
        exercise = said["exercises"][0]
        assert set(said) == {"url", "trainer_link", "exercises"}
        assert [seat["seat"] for seat in exercise["seats"]] == [
            "burgemeester",
            "raadslid-1",
            "raadslid-2",
            "griffier",
        ]
        assert http.get(said["url"]).status_code == 200
        seat = http.get(exercise["seats"][0]["link"], follow_redirects=True)
        assert (seat.status_code, "OEFENING" in seat.text) == (200, True)
        console = http.get(said["trainer_link"], follow_redirects=True)
        assert (console.status_code, "OEFENING" in console.text) == (200, True)


@pytest.mark.skipif(sys.platform == "win32", reason="a browser is named in another way there")
def test_with_a_display_the_browser_opens_on_the_page_to_start_from(tmp_path: Path) -> None:
    opened, browser = tmp_path / "opened.txt", tmp_path / "browser.sh"
    browser.write_text(f'#!/bin/sh\necho "$1" > "{opened}.part" && mv "{opened}.part" "{opened}"\n')
    browser.chmod(0o755)
    process = subprocess.Popen(
        [sys.executable, "-m", "server.cli", "serve", *on_loopback(tmp_path / "data"), "--format", "json"],
        stdout=subprocess.PIPE,
        text=True,
        env=environment(DISPLAY=":0", BROWSER=f"{browser} %s"),
    )
    try:
        assert process.stdout is not None
        said = json.loads(process.stdout.readline())
        until = time.monotonic() + STOPS_WITHIN_S
        while not opened.exists() and time.monotonic() < until:
            time.sleep(0.05)
        assert opened.read_text().strip() == f"{said['trainer_link']}?start=1"
        with httpx.Client() as http:
            page = http.get(opened.read_text().strip(), follow_redirects=True)
        assert page.url.path.endswith("/trainer/start")
        assert "Is alles klaar?" in page.text
    finally:
        process.kill()
        process.communicate()


def test_the_terminal_shows_the_address_the_code_and_the_trainers_link(tmp_path: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "server.cli", "serve", *on_loopback(tmp_path), "--no-browser"],
        stdout=subprocess.PIPE,
        text=True,
        env=environment(PYTHONIOENCODING="utf-8"),
    )
    try:
        assert process.stdout is not None
        lines: list[str] = []
        while not any("Stoppen" in line for line in lines):
            lines.append(process.stdout.readline())
        text = "".join(lines)
        assert "Trainer      http://127.0.0.1:" in text
        assert "?start=1 " in text
        assert "Beamer       http://127.0.0.1:" in text
        assert "code " in text
        assert "█" in text
    finally:
        process.kill()
        process.communicate()


def test_a_port_in_use_is_told_with_a_way_out(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        outcome = refused(str(MINI), "--host", "127.0.0.1", "--port", port, "--data", str(tmp_path))

    assert outcome.returncode == 2
    assert f"poort {port}" in outcome.stderr
    assert "--port" in outcome.stderr
    assert "Traceback" not in outcome.stderr


def test_a_second_program_on_the_same_data_is_refused_with_a_sentence(tmp_path: Path) -> None:
    with started(*on_loopback(tmp_path)):
        outcome = refused(*on_loopback(tmp_path))

    assert outcome.returncode == 2
    assert "--data" in outcome.stderr
    assert "Traceback" not in outcome.stderr


def test_a_data_folder_that_cannot_be_written_is_refused_with_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "bestand").write_text("", encoding="utf-8")
    outcome = refused(str(MINI), "--host", "127.0.0.1", "--port", "0", "--data", str(tmp_path / "bestand"))

    assert outcome.returncode == 2
    assert "bestand" in outcome.stderr
    assert "Traceback" not in outcome.stderr


def test_a_scenario_that_is_not_there_is_refused_with_its_findings(tmp_path: Path) -> None:
    outcome = refused(str(tmp_path / "nergens"), "--host", "127.0.0.1", "--port", "0", "--data", str(tmp_path / "d"))

    assert outcome.returncode == 2
    assert "nergens" in outcome.stderr
    assert "Traceback" not in outcome.stderr


def test_settings_may_come_from_the_environment(tmp_path: Path) -> None:
    env = {"SNELKOOKPAN_HOST": "127.0.0.1", "SNELKOOKPAN_PORT": "0", "SNELKOOKPAN_DATA": str(tmp_path / "daar")}
    with started(str(MINI), **env) as (_, said):
        assert said["url"].startswith("http://127.0.0.1:")
    assert (tmp_path / "daar" / "server.sqlite").is_file()


def test_a_clean_stop_ends_soon_though_screens_are_open_and_leaves_one_file_to_copy(tmp_path: Path) -> None:
    with started(*on_loopback(tmp_path)) as (process, said), httpx.Client() as http:
        answer = http.get(said["exercises"][0]["seats"][0]["link"])
        cookie = answer.headers.get_list("set-cookie")[0].split(";")[0]
        address = said["url"].replace("http", "ws", 1).rstrip("/") + answer.headers["location"] + "feed"
        with connect(address, additional_headers={"Cookie": cookie}) as ws:
            ws.send(json.dumps({"type": "hello", "epoch": "", "n": 0, "as": "view"}))
            assert json.loads(ws.recv(timeout=5))["type"] == "frame"
            began = time.monotonic()
            process.send_signal(signal.SIGTERM)
            process.wait(STOPS_WITHIN_S)
            assert time.monotonic() - began < STOPS_WITHIN_S

    files = sorted(path.name for path in (tmp_path / "exercises").iterdir())
    assert files == [f"{said['exercises'][0]['id']}.sqlite"]


def test_every_command_has_help_in_one_line() -> None:
    listed = CliRunner().invoke(main, ["--help"]).output

    for command in ("serve", "check", "report"):
        assert command in listed
        assert CliRunner().invoke(main, [command, "--help"]).exit_code == 0


def test_the_report_of_a_played_exercise_has_no_names(tmp_path: Path) -> None:
    with started(*on_loopback(tmp_path)) as (process, said):
        process.send_signal(signal.SIGTERM)
        process.wait(STOPS_WITHIN_S)
        record = tmp_path / "exercises" / f"{said['exercises'][0]['id']}.sqlite"
    for style in ("json", "html"):
        command = [sys.executable, "-m", "server.cli", "report", str(record), "--format", style]
        outcome = subprocess.run(command, capture_output=True, text=True, env=environment(), timeout=30, check=False)
        assert outcome.returncode == 0, outcome.stderr
        assert "Overdijk" not in outcome.stdout


@pytest.mark.parametrize("theme", ["oostmark", "own"])
def test_every_page_wears_the_theme_that_was_chosen(tmp_path: Path, theme: str) -> None:
    own = tmp_path / "gemeente.css"
    own.write_text("@layer theme { :root { --nl-color-accent: #24543b; } }", encoding="utf-8")
    chosen = str(own) if theme == "own" else theme
    with started(*on_loopback(tmp_path / "data", "--theme", chosen)) as (_, said), httpx.Client() as http:
        address = "/theme.css" if theme == "own" else "/static/shared/themes/oostmark.css"
        for link in (said["exercises"][0]["seats"][0]["link"], said["trainer_link"]):
            assert f'href="{address}"' in http.get(link, follow_redirects=True).text
        worn = http.get(said["url"].rstrip("/") + address)
        assert (worn.status_code, worn.headers["content-type"].split(";")[0]) == (200, "text/css")
        assert "#24543b" in worn.text


def test_a_theme_that_cannot_be_worn_is_refused_with_a_sentence(tmp_path: Path) -> None:
    pale = tmp_path / "bleek.css"
    pale.write_text("@layer theme { :root { --nl-color-accent: #dddddd; } }", encoding="utf-8")
    assert "niet te lezen" in refused(*on_loopback(tmp_path / "data", "--theme", str(pale))).stderr
    assert "Kies hesselveld, oostmark" in refused(*on_loopback(tmp_path / "data", "--theme", "rood")).stderr
