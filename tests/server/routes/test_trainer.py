from __future__ import annotations

import asyncio
import html
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from server import hall as hall_module
from server.routes import trainer
from tests.server import live


async def test_the_trainers_pages_are_the_trainers_alone() -> None:
    async with live.hosted(live.Hands()) as (app, hosted), live.client(app, hosted, "griffier", "beamer") as browser:
        for page in ("", "cards", "report", "copy", "qr.svg", "qr/griffier.svg"):
            answer = await browser.get(f"/e/e1/trainer/{page}")
            assert answer.status_code == 403, page
        assert (await browser.post("/e/e1/trainer/address", data={"address": "x"})).status_code == 403
        assert (await browser.get("/e/bestaat-niet/trainer/cards")).status_code == 403


async def test_the_console_shows_where_to_join_and_who_is_there() -> None:
    async with live.hosted(live.Hands()) as (app, hosted), live.client(app, hosted, "trainer") as browser:
        page = (await browser.get("/e/e1/trainer/")).text
        assert "4827" in page or "48 27" in page
        assert "Joris Wesseling" in page
        assert hosted.secret("griffier") not in page


@pytest.mark.parametrize("seat", ["trainer", "beamer"])
async def test_the_joining_picture_is_an_svg_for_trainer_and_projector(seat: str) -> None:
    async with live.hosted(live.Hands()) as (app, hosted), live.client(app, hosted, seat) as browser:
        answer = await browser.get(f"/e/e1/{seat}/qr.svg")
        assert answer.headers["content-type"] == "image/svg+xml"
        assert ElementTree.fromstring(answer.text).tag.endswith("svg")


async def test_a_player_gets_no_joining_picture() -> None:
    async with live.hosted(live.Hands()) as (app, hosted), live.client(app, hosted, "griffier") as browser:
        assert (await browser.get("/e/e1/griffier/qr.svg")).status_code == 403


async def test_every_seat_has_a_picture_of_its_own_link() -> None:
    async with live.hosted(live.Hands()) as (app, hosted), live.client(app, hosted, "trainer") as browser:
        seats = [*hosted.scenario.seats, "beamer"]
        pictures = [(await browser.get(f"/e/e1/trainer/qr/{seat}.svg")).text for seat in seats]
        assert len(set(pictures)) == len(seats)
        assert (await browser.get("/e/e1/trainer/qr/koning.svg")).status_code == 403


async def test_the_cards_hold_every_role_and_no_secret_in_words() -> None:
    async with live.hosted(live.Hands()) as (app, hosted), live.client(app, hosted, "trainer") as browser:
        page = html.unescape((await browser.get("/e/e1/trainer/cards")).text)
        for seat in hosted.scenario.seats.values():
            assert seat.name in page
            assert f"/e/e1/trainer/qr/{seat.id}.svg" in page
        assert "OEFENING" in page


async def test_the_trainer_picks_another_address_and_links_follow(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hall_module, "lan_addresses", lambda: ["192.168.1.5", "10.0.0.7", "127.0.0.1"])
    async with (
        live.hosted(live.Hands(), host="0.0.0.0") as (app, hosted),
        live.client(app, hosted, "trainer") as browser,
    ):
        hall = live.hall_of(app)
        assert hall.join_link(hosted) == "http://192.168.1.5:8000/join/4827"
        page = (await browser.get("/e/e1/trainer/")).text
        assert 'name="address"' in page
        before = (await browser.get("/e/e1/trainer/qr.svg")).text
        answer = await browser.post("/e/e1/trainer/address", data={"address": "http://10.0.0.7:8000"})
        assert (answer.status_code, answer.headers["location"]) == (303, "/e/e1/trainer/")
        assert hall.join_link(hosted) == "http://10.0.0.7:8000/join/4827"
        assert (await browser.get("/e/e1/trainer/qr.svg")).text != before
        await browser.post("/e/e1/trainer/address", data={"address": "http://elders.example"})
        await browser.post("/e/e1/trainer/address", data={})
        assert (await browser.post("/e/e1/trainer/address", data={"address": "x" * 70_000})).status_code == 422
        assert hall.join_link(hosted) == "http://10.0.0.7:8000/join/4827"


async def test_another_page_cannot_pick_the_address() -> None:
    async with live.hosted(live.Hands()) as (app, hosted), live.client(app, hosted, "trainer") as browser:
        answer = await browser.post(
            "/e/e1/trainer/address",
            data={"address": "http://127.0.0.1:8000"},
            headers={"Origin": "http://127.0.0.1:9999"},
        )
        assert answer.status_code == 403
        assert live.hall_of(app).chosen_address == ""


async def test_where_there_is_no_file_a_copy_and_a_report_are_refused_in_a_sentence() -> None:
    async with live.hosted(live.Hands()) as (app, hosted), live.client(app, hosted, "trainer") as browser:
        copy = await browser.get("/e/e1/trainer/copy")
        assert copy.status_code == 503
        assert trainer.NO_COPY in copy.text
        assert "niet in een bestand bewaard" in copy.text
        report = await browser.get("/e/e1/trainer/report")
        assert report.status_code == 503
        assert trainer.NO_REPORT in report.text
        assert (await live.post(browser, "trainer", "start")).status_code == 200


class _Copies(live.MoodyJournal):
    async def copy_to(self, path: Path) -> None:
        await asyncio.to_thread(path.write_bytes, b"een kopie")


async def test_a_copy_is_a_file_with_the_scenarios_name() -> None:
    hands = live.Hands()
    async with (
        live.hosted(hands, journal=_Copies(hands)) as (app, hosted),
        live.client(app, hosted, "trainer") as browser,
    ):
        answer = await browser.get("/e/e1/trainer/copy")
        assert answer.content == b"een kopie"
        assert 'filename="bericht-uit-de-buurt-e1.sqlite"' in answer.headers["content-disposition"]


async def test_a_report_that_fails_says_so_and_the_exercise_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "false")
    hands = live.Hands()
    async with (
        live.hosted(hands, journal=_Copies(hands)) as (app, hosted),
        live.client(app, hosted, "trainer") as browser,
    ):
        answer = await browser.get("/e/e1/trainer/report")
        assert answer.status_code == 500
        assert trainer.NO_REPORT in answer.text
        assert (await live.post(browser, "trainer", "start")).status_code == 200


async def test_a_report_that_cannot_be_started_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/bestaat/niet")
    hands = live.Hands()
    async with (
        live.hosted(hands, journal=_Copies(hands)) as (app, hosted),
        live.client(app, hosted, "trainer") as browser,
    ):
        assert (await browser.get("/e/e1/trainer/report")).status_code == 503


async def test_a_report_that_takes_too_long_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    endless = tmp_path / "python"
    endless.write_text("#!/bin/sh\nexec sleep 60\n")
    endless.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(endless))
    monkeypatch.setattr(trainer, "REPORT_TIMEOUT_S", 0.05)
    hands = live.Hands()
    async with (
        live.hosted(hands, journal=_Copies(hands)) as (app, hosted),
        live.client(app, hosted, "trainer") as browser,
    ):
        assert (await browser.get("/e/e1/trainer/report")).status_code == 500


async def test_a_report_imports_nothing_from_the_folder_the_program_was_started_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "server.py").write_text("open('gelezen', 'w').close()", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    hands = live.Hands()
    async with (
        live.hosted(hands, journal=_Copies(hands)) as (app, hosted),
        live.client(app, hosted, "trainer") as browser,
    ):
        await browser.get("/e/e1/trainer/report")
    assert not (tmp_path / "gelezen").exists()


async def test_only_the_trainer_begins_again_and_never_from_another_site() -> None:
    async with live.hosted(live.Hands()) as (app, hosted):
        async with live.client(app, hosted, "griffier") as browser:
            assert (await browser.post("/e/e1/trainer/restart")).status_code == 403
        async with live.client(app, hosted, "trainer") as browser:
            away = {"Origin": "http://elders.example"}
            assert (await browser.post("/e/e1/trainer/restart", headers=away)).status_code == 403
        assert hosted.runner.runs()


async def test_where_nothing_can_be_opened_the_exercise_goes_on() -> None:
    async with live.hosted(live.Hands()) as (app, hosted), live.client(app, hosted, "trainer") as browser:
        answer = await browser.post("/e/e1/trainer/restart")
        assert answer.status_code == 409
        assert hosted.runner.runs()
