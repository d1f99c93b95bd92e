from __future__ import annotations

import html
import shutil
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from server.hosting import Hosted
from server.routes import author
from tests.server import live

SCRIPT = "/e/e1/trainer/script/"


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[tuple[httpx.AsyncClient, Hosted, Path]]:
    """A trainer's browser on an exercise whose scenario lies in a folder of its own."""
    own = shutil.copytree(live.MINI, tmp_path / "mini")
    async with live.hosted(live.Hands()) as (app, hosted), live.client(app, hosted, "trainer") as browser:
        hosted.source = own
        yield browser, hosted, own


async def test_the_scenario_is_the_trainers_alone() -> None:
    async with live.hosted(live.Hands()) as (app, hosted), live.client(app, hosted, "griffier", "beamer") as browser:
        for page in ("", "preview?bericht=omroep-belt&plek=burgemeester"):
            assert (await browser.get(f"{SCRIPT}{page}")).status_code == 403, page
        assert (await browser.get("/e/bestaat-niet/trainer/script/")).status_code == 403


async def test_the_console_leads_to_it_and_back(desk: tuple[httpx.AsyncClient, Hosted, Path]) -> None:
    browser, _, _ = desk
    assert f'href="{SCRIPT}"' in (await browser.get("/e/e1/trainer/")).text
    assert 'href="/e/e1/trainer/"' in (await browser.get(SCRIPT)).text
    assert (await browser.get(SCRIPT.rstrip("/"))).headers["location"] == SCRIPT


async def test_a_message_is_shown_as_the_player_gets_it(desk: tuple[httpx.AsyncClient, Hosted, Path]) -> None:
    browser, hosted, _ = desk
    page = html.unescape((await browser.get(f"{SCRIPT}?bericht=omroep-belt")).text)
    assert f'src="{SCRIPT}preview?bericht=omroep-belt&plek=burgemeester"' in page
    answer = await browser.get(f"{SCRIPT}preview?bericht=omroep-belt&plek=burgemeester")
    assert "RTV Oostmark" in answer.text
    assert "OEFENING" in answer.text
    assert "<script" not in answer.text
    assert "sandbox allow-same-origin" in answer.headers["content-security-policy"]
    assert "sandbox" not in (await browser.get(SCRIPT)).headers["content-security-policy"]
    assert hosted.runner.exercise.state.status == "lobby"


async def test_what_nobody_gets_is_not_shown(desk: tuple[httpx.AsyncClient, Hosted, Path]) -> None:
    browser, _, _ = desk
    for query in ("bericht=omroep-belt&plek=beamer", "bericht=nergens&plek=burgemeester", ""):
        answer = await browser.get(f"{SCRIPT}preview?{query}")
        assert answer.status_code == 404
        assert author.NO_MESSAGE in answer.text


async def test_a_file_that_is_broken_meanwhile_is_shown_as_it_is(desk: tuple[httpx.AsyncClient, Hosted, Path]) -> None:
    browser, _, own = desk
    assert "Dit wordt gespeeld" in (await browser.get(SCRIPT)).text
    file = own / "scenario.yaml"
    sound = file.read_text("utf-8")
    file.write_text(sound.replace("channel: phone", "channel: telefoon", 1), "utf-8")
    page = (await browser.get(SCRIPT)).text
    assert "Deze oefening speelt een eerdere versie" in page
    assert "1 fout" in page
    file.write_text("\tstuk", "utf-8")
    assert "Er is geen draaiboek te tonen" in (await browser.get(SCRIPT)).text
    file.unlink()
    assert "Er is geen draaiboek te tonen" in (await browser.get(SCRIPT)).text
    assert (await live.post(browser, "trainer", "start")).status_code == 200


async def test_when_it_cannot_be_read_now_the_exercise_goes_on(
    desk: tuple[httpx.AsyncClient, Hosted, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    browser, _, _ = desk
    monkeypatch.setattr(sys, "executable", "false")
    for page in (SCRIPT, f"{SCRIPT}preview?bericht=omroep-belt&plek=burgemeester"):
        answer = await browser.get(page)
        assert answer.status_code == 503
        assert author.NOT_READ in answer.text
    assert (await live.post(browser, "trainer", "start")).status_code == 200
