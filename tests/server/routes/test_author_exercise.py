"""An exercise of another scenario, prepared from the author's pages, on a real data folder."""

from __future__ import annotations

import asyncio
import html
import shutil
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from server.app import application, hosting_of
from server.hall import Hall
from server.hosting import Hosted
from server.journal.errors import StoreFailed
from server.journal.library import DataFolder
from server.routes import author
from server.settings import Settings
from tests.server import live


@dataclass(slots=True)
class House:
    """A program that hosts one exercise, and its trainer's browser."""

    hall: Hall
    browser: httpx.AsyncClient
    first: Hosted
    own: Path

    @property
    def script(self) -> str:
        return f"{self.first.path('trainer')}/script"

    @property
    def mine(self) -> str:
        """The page of the trainer's own scenario, which nobody plays yet."""
        return f"{self.script}/own-mijn/"

    def others(self) -> list[Hosted]:
        return [hosted for hosted in self.hall.exercises.values() if hosted is not self.first]


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    data = tmp_path / "data"
    own = shutil.copytree(live.MINI, data / "scenarios" / "mijn")
    hall = Hall(Settings(host="127.0.0.1", data=data, scenarios=(live.MINI,)))
    async with hosting_of(hall):
        (first,) = hall.exercises.values()
        async with live.client(application(hall)) as browser:
            await browser.get(f"/trainer/{first.trainer_link.secret}")
            yield House(hall, browser, first, own)


async def page(house: House, where: str) -> str:
    return html.unescape((await house.browser.get(where)).text)


async def test_an_exercise_of_another_scenario_is_prepared_and_its_console_answers(house: House) -> None:
    for where in (f"{house.script}/library", house.mine):
        assert f'action="{house.mine}exercise"' in await page(house, where)
    answer = await house.browser.post(f"{house.mine}exercise")
    (other,) = house.others()
    assert (answer.status_code, answer.headers["location"]) == (303, f"{other.path('trainer')}/")
    assert other.runner.exercise.state.status == "lobby"
    console = await house.browser.get(answer.headers["location"])
    assert (console.status_code, other.id in console.text) == (200, True)
    started = await house.browser.post(
        f"{other.path('trainer')}/commands", json={"command_id": live.new_id(), "type": "start"}
    )
    assert (started.status_code, other.runner.exercise.state.status) == (200, "running")
    assert house.first.runner.exercise.state.status == "lobby"


async def test_it_has_a_code_and_links_of_its_own_also_when_it_is_a_copy(house: House) -> None:
    await house.browser.post(f"{house.mine}exercise")
    (other,) = house.others()
    assert other.scenario.id == house.first.scenario.id
    assert (other.session != house.first.session, other.code != house.first.code) == (True, True)
    assert house.hall.by_code(other.code) is other
    assert house.hall.by_seat_secret(other.secret("griffier")) == (other, "griffier")
    assert (await house.browser.get(f"/join/{other.code}")).status_code == 200
    assert (await house.browser.get(f"{house.first.path('trainer')}/")).status_code == 200


async def test_the_link_the_trainer_came_in_with_still_opens_in_the_same_browser(house: House) -> None:
    await house.browser.post(f"{house.mine}exercise")
    again = await house.browser.get(f"/trainer/{house.first.trainer_link.secret}")
    assert (again.status_code, again.headers.get("location")) == (303, f"{house.first.path('trainer')}/")


async def test_what_is_hosted_is_not_opened_twice(house: House) -> None:
    presses = (house.browser.post(f"{house.mine}exercise") for _ in range(2))
    one, two = await asyncio.gather(*presses)
    (other,) = house.others()
    assert one.headers["location"] == two.headers["location"] == f"{other.path('trainer')}/"
    (house.own / "scenario.yaml").write_text("\tstuk", "utf-8")
    again = await house.browser.post(f"{house.mine}exercise")
    assert again.headers["location"] == f"{other.path('trainer')}/"
    assert "Ga naar de oefening" in await page(house, house.mine)
    listed = await page(house, f"{house.script}/library")
    assert "Ga naar de oefening van Bericht uit de buurt" in listed
    assert "staat klaar als oefening" in listed
    back = await house.browser.post(f"{other.path('trainer')}/script/library-mini/exercise")
    assert back.headers["location"] == f"{house.first.path('trainer')}/"
    assert house.others() == [other]


async def test_the_exercise_one_came_from_is_only_gone_back_to(house: House) -> None:
    made = await page(house, f"{house.script}/library-mini/")
    assert "Terug naar de regie" in made
    assert "library-mini/exercise" not in made


async def test_a_scenario_with_errors_is_not_played_and_its_findings_are_shown(house: House) -> None:
    text = (house.own / "scenario.yaml").read_text("utf-8")
    (house.own / "scenario.yaml").write_text(text.replace("channel: phone", "channel: telefoon", 1), "utf-8")
    for where in (f"{house.script}/library", house.mine):
        assert f'action="{house.mine}exercise"' not in await page(house, where)
    assert "Bekijk de bevindingen" in await page(house, f"{house.script}/library")
    answer = await house.browser.post(f"{house.mine}exercise")
    told = await page(house, answer.headers["location"])
    assert author.NOT_PLAYABLE in told
    assert "Bevindingen: 1 fout" in told
    assert house.others() == []


async def test_another_website_or_another_person_prepares_nothing(house: House) -> None:
    elsewhere = await house.browser.post(f"{house.mine}exercise", headers={"Origin": "http://elders.example"})
    assert (elsewhere.status_code, "set-cookie" in elsewhere.headers) == (403, False)
    async with live.client(application(house.hall), house.first, "griffier", "beamer") as player:
        for where in (house.mine, f"{house.script}/library-mini/"):
            answer = await player.post(f"{where}exercise")
            assert (answer.status_code, "set-cookie" in answer.headers) == (403, False)
    assert (await house.browser.post(f"{house.script}/own-nergens/exercise")).status_code == 404
    assert house.others() == []


async def test_a_full_disk_is_told_in_a_sentence_and_it_can_be_tried_again(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise StoreFailed("De schijf is vol.")

    with monkeypatch.context() as broken:
        broken.setattr(DataFolder, "add_exercise", full)
        answer = await house.browser.post(f"{house.mine}exercise")
        assert "Er is geen oefening klaargezet. De schijf is vol." in await page(house, answer.headers["location"])
    assert house.others() == []
    await house.browser.post(f"{house.mine}exercise")
    assert len(house.others()) == 1


async def test_a_file_that_changes_while_it_is_opened_is_told_in_a_sentence(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("server.journal.media.Media.put", lambda *_: "een andere inhoud")
    answer = await house.browser.post(f"{house.mine}exercise")
    told = await page(house, answer.headers["location"])
    assert "scenario.yaml veranderde terwijl het scenario werd geopend" in told
    assert house.others() == []


async def test_stopping_the_program_stops_it_and_closes_its_record(tmp_path: Path) -> None:
    hall = Hall(Settings(data=tmp_path, scenarios=(live.MINI,)))
    async with hosting_of(hall):
        other = await hall.host(live.FAMILIEDRAMA)
        assert other.runner.runs()
        assert list((tmp_path / "exercises").glob(f"{other.id}*-wal"))
    assert not other.runner.runs()
    assert not list((tmp_path / "exercises").glob("*-wal"))


async def test_a_program_that_stops_opens_nothing_any_more(house: House) -> None:
    await house.hall.close()
    answer = await house.browser.post(f"{house.mine}exercise")
    assert "Er is geen oefening klaargezet. Het programma sluit net af." in await page(
        house, answer.headers["location"]
    )
    assert house.others() == []


async def test_after_a_restart_it_is_taken_up_where_it_was_when_it_is_asked_for_again(tmp_path: Path) -> None:
    copy = shutil.copytree(live.MINI, tmp_path / "kopie")
    scenario = copy / "scenario.yaml"
    scenario.write_text(scenario.read_text("utf-8").replace("Bericht uit de buurt", "Mijn buurt"), "utf-8")
    hall = Hall(Settings(data=tmp_path / "data", scenarios=(live.MINI,)))
    async with hosting_of(hall):
        (first,) = hall.exercises.values()
        other = await hall.host(copy)
    again = Hall(hall.settings)
    async with hosting_of(again):
        assert list(again.exercises) == [first.id]
        taken_up = await again.host(copy)
        assert (taken_up.id, taken_up.code, taken_up.scenario.title) == (other.id, other.code, "Mijn buurt")
