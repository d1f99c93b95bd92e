"""Names on seats, kept apart from the record, and the lock on the door."""

from __future__ import annotations

import html
from pathlib import Path

import pytest

from server.journal.library import DataFolder, Person
from tests.server import live

LIST = "Naam\tFunctie\nJan de Vries\tBurgemeester\nNoor Bos\tGriffier\n"
FORM = {"name": ["Jan de Vries", "Noor Bos"], "party": ["Lokaal", ""], "seat": ["burgemeester", "griffier"]}


async def test_a_pasted_list_comes_back_as_a_proposal_and_keeps_nothing() -> None:
    async with live.hosted(live.Hands()) as (app, hosted), live.client(app, hosted, "trainer") as browser:
        page = html.unescape((await browser.post("/e/e1/trainer/people/list", data={"list": LIST})).text)
        assert "Ons voorstel" in page
        assert '<option value="burgemeester" selected>' in page
        assert hosted.people == {}


async def test_a_file_is_read_in_the_encoding_of_an_office() -> None:
    async with live.hosted(live.Hands()) as (app, hosted), live.client(app, hosted, "trainer") as browser:
        file = {"file": ("lijst.csv", "Naam;Functie\nÉva Öz;Griffier\n".encode("cp1252"), "text/csv")}
        page = html.unescape((await browser.post("/e/e1/trainer/people/list", files=file)).text)
        assert "Éva Öz" in page


async def test_what_is_wrong_is_told_with_row_and_column_and_nothing_is_kept() -> None:
    async with live.hosted(live.Hands()) as (app, hosted), live.client(app, hosted, "trainer") as browser:
        bad = "Naam\tFunctie\nJan\t=1+1\nJan\tGriffier\n"
        answer = await browser.post("/e/e1/trainer/people/list", data={"list": bad})
        page = html.unescape(answer.text)
        assert answer.status_code == 422
        assert "rij 2, kolom 2" in page
        assert hosted.people == {}


async def test_names_stand_in_the_lobby_at_the_door_and_on_the_cards_and_nowhere_else() -> None:
    async with live.hosted(live.Hands()) as (app, hosted), live.client(app, hosted, "trainer", "beamer") as browser:
        assert (await browser.post("/e/e1/trainer/people", data=FORM)).status_code == 303
        for address in ("/e/e1/trainer/", "/join/4827", "/e/e1/trainer/cards", "/e/e1/trainer/people"):
            assert "Jan de Vries" in (await browser.get(address)).text, address
        assert "Jan de Vries" not in (await browser.get("/e/e1/beamer/")).text
        assert "Jan de Vries" not in repr(await hosted.runner.journal.read())
        assert "Jan de Vries" not in repr(await hosted.runner.journal.texts())


@pytest.mark.parametrize(("ticked", "party"), [({}, ""), ({"party_too": "yes"}, "Lokaal")])
async def test_a_party_is_kept_only_when_the_trainer_says_so(ticked: dict[str, str], party: str) -> None:
    async with live.hosted(live.Hands()) as (app, hosted), live.client(app, hosted, "trainer") as browser:
        await browser.post("/e/e1/trainer/people", data=FORM | ticked)
        assert hosted.people["burgemeester"].party == party


@pytest.mark.parametrize(
    "form",
    [
        FORM | {"seat": ["griffier", "griffier"]},
        FORM | {"seat": ["koning", "griffier"]},
        FORM | {"name": ["=1+1", "Noor Bos"]},
    ],
)
async def test_a_form_made_by_hand_is_refused_and_changes_nothing(form: dict[str, list[str]]) -> None:
    async with live.hosted(live.Hands()) as (app, hosted), live.client(app, hosted, "trainer") as browser:
        assert (await browser.post("/e/e1/trainer/people", data=form)).status_code == 422
        assert hosted.people == {}


async def test_hostile_names_stay_text() -> None:
    async with live.hosted(live.Hands()) as (app, hosted), live.client(app, hosted, "trainer") as browser:
        form = FORM | {"name": ["<img src=x onerror=alert(1)>", "Noor Bos"]}
        await browser.post("/e/e1/trainer/people", data=form)
        for address in ("/e/e1/trainer/", "/join/4827", "/e/e1/trainer/cards", "/e/e1/trainer/people"):
            assert "<img src=x" not in (await browser.get(address)).text


async def test_names_are_the_trainers_alone_and_other_sites_change_nothing() -> None:
    async with live.hosted(live.Hands()) as (app, hosted):
        async with live.client(app, hosted, "griffier") as browser:
            assert (await browser.get("/e/e1/trainer/people")).status_code == 403
            for place in ("people", "people/list", "people/erase", "lock"):
                assert (await browser.post(f"/e/e1/trainer/{place}", data=FORM)).status_code == 403
        async with live.client(app, hosted, "trainer") as browser:
            away = {"Origin": "http://elders.example"}
            for place in ("people", "people/list", "people/erase", "lock"):
                answer = await browser.post(f"/e/e1/trainer/{place}", data=FORM, headers=away)
                assert answer.status_code == 403


async def test_names_can_be_erased() -> None:
    async with live.hosted(live.Hands()) as (app, hosted), live.client(app, hosted, "trainer") as browser:
        await browser.post("/e/e1/trainer/people", data=FORM)
        await browser.post("/e/e1/trainer/people/erase")
        assert hosted.people == {}
        assert "Jan de Vries" not in (await browser.get("/e/e1/trainer/")).text


async def test_behind_a_locked_door_nobody_new_sits_down_and_personal_links_go_on() -> None:
    async with live.hosted(live.Hands()) as (app, hosted), live.client(app, hosted, "trainer") as browser:
        await browser.post("/e/e1/trainer/lock", data={"locked": "yes"})
        assert "De deur is dicht" in (await browser.get("/e/e1/trainer/")).text
        async with live.client(app) as late:
            assert "De deur is dicht" in (await late.get("/join/4827")).text
            assert (await late.post("/join/4827", data={"seat": "griffier"})).status_code == 423
            assert (await late.get(f"/k/{hosted.secret('griffier')}")).status_code == 303
            # Who sat there comes back through the door too.
            assert (await late.post("/join/4827", data={"seat": "griffier"})).status_code == 303
        await browser.post("/e/e1/trainer/lock", data={"locked": "no"})
        async with live.client(app) as late:
            assert (await late.post("/join/4827", data={"seat": "burgemeester"})).status_code == 303


def test_names_and_lock_are_kept_per_session_and_erased_from_the_file(tmp_path: Path) -> None:
    clock = live.Hands().clock()
    folder = DataFolder(tmp_path, clock.wall_time)
    folder.create_session("s1", "1111", "Een")
    folder.create_session("s2", "2222", "Twee")
    folder.set_people("s1", [Person("griffier", "Zeldzame Naam", "Lokaal")])
    folder.lock("s1", True)
    folder.close()

    folder = DataFolder(tmp_path, clock.wall_time)
    assert folder.people("s1") == {"griffier": Person("griffier", "Zeldzame Naam", "Lokaal")}
    assert (folder.people("s2"), folder.is_locked("s1"), folder.is_locked("s2")) == ({}, True, False)
    folder.set_people("s1", [])
    folder.lock("s1", False)
    assert (folder.people("s1"), folder.is_locked("s1")) == ({}, False)
    for file in tmp_path.glob("server.sqlite*"):
        assert b"Zeldzame" not in file.read_bytes()
    folder.close()
