"""How the others at the desk come in, and what their pages let them do."""

from __future__ import annotations

import html
import re

import pytest

from engine.exercise.commands import StartExercise
from engine.exercise.staff import KINDS, STAFF
from server.feeds import Connection
from tests.server import live

OTHERS = STAFF[1:]


async def test_the_page_of_links_names_everybody_who_can_sit_at_the_desk() -> None:
    async with live.hosted(live.Hands()) as (app, hosted), live.client(app, hosted, "trainer") as browser:
        page = (await browser.get("/e/e1/trainer/staff")).text
        assert re.findall(r'data-staff="([^"]+)"', page) == list(OTHERS)
        assert all(hosted.secret(seat) in page for seat in OTHERS)
        for seat in OTHERS:
            assert (await browser.get(f"/e/e1/trainer/qr/{seat}.svg")).status_code == 200
        assert hosted.secret("trainer") not in page


@pytest.mark.parametrize("seat", ["griffier", "beamer", "co.1", "observer.1"])
async def test_only_trainers_see_the_links(seat: str) -> None:
    async with live.hosted(live.Hands()) as (app, hosted), live.client(app) as browser:
        await browser.get(f"/k/{hosted.secret(seat)}")
        assert (await browser.get("/e/e1/trainer/staff")).status_code == 403


@pytest.mark.parametrize("seat", ["trainer.2", "co.2", "observer.6"])
async def test_a_link_leads_to_a_seat_of_ones_own_as_often_as_one_likes(seat: str) -> None:
    async with live.hosted(live.Hands()) as (app, hosted):
        for _ in range(2):
            async with live.client(app) as browser:
                answer = await browser.get(f"/k/{hosted.secret(seat)}")
                assert (answer.status_code, answer.headers["location"]) == (303, f"/e/e1/{seat}/")
                page = (await browser.get(f"/e/e1/{seat}/")).text
                assert f'data-kind="{KINDS[seat]}"' in page
                assert f'data-seat="{seat}"' in page


async def test_a_second_trainer_opens_the_cards_and_the_scenario_and_a_co_trainer_does_not() -> None:
    async with live.hosted(live.Hands()) as (app, hosted):
        for seat, code in (("trainer.2", 200), ("co.1", 403)):
            async with live.client(app) as browser:
                await browser.get(f"/k/{hosted.secret(seat)}")
                assert (await browser.get("/e/e1/trainer/cards")).status_code == code


async def test_a_co_trainer_releases_and_scores_and_is_told_why_not_the_rest() -> None:
    async with live.hosted(live.Hands()) as (app, hosted), live.client(app, hosted, "co.1") as browser:
        await live.order(hosted, StartExercise())
        fired = await live.post(browser, "co.1", "fire", inject=next(iter(hosted.scenario.injects)))
        assert fired.status_code == 200
        refused = await live.post(browser, "co.1", "pause")
        assert (refused.status_code, refused.json()["code"]) == (409, "cotrainer.may_not")
        assert hosted.runner.exercise.state.status == "running"


async def test_the_record_says_who_of_the_desk_did_it() -> None:
    async with live.hosted(live.Hands()) as (app, hosted), live.client(app, hosted, "trainer.2") as browser:
        await live.post(browser, "trainer.2", "start")
        steps = await hosted.runner.journal.read()
        assert [step.seat for step in steps] == [None, "trainer.2"]


async def test_a_line_of_the_desk_tells_who_of_the_desk_is_here() -> None:
    async with live.hosted(live.Hands()) as (_, hosted):
        line = live.Line()
        connection = Connection(hosted.feeds, "trainer", line, False, 0)
        hosted.join(Connection(hosted.feeds, "observer.1", live.Line(), False, 0))
        hosted.join(connection)
        assert connection.aside["presence"]["staff"] == ["trainer", "observer.1"]


async def test_the_observer_has_a_note_at_hand_and_none_of_the_trainers_buttons() -> None:
    async with live.hosted(live.Hands()) as (app, hosted), live.client(app, hosted, "observer.1") as browser:
        page = html.unescape((await browser.get("/e/e1/observer.1/")).text)
        assert "Bewaar de notitie" in page
        assert 'data-act="skip"' not in page
        assert "OEFENING" in page


async def test_no_staff_seat_can_be_chosen_at_the_door() -> None:
    async with live.hosted(live.Hands()) as (app, _), live.client(app) as browser:
        page = (await browser.get("/join/4827")).text
        assert not any(f'value="{seat}"' in page for seat in STAFF)
        assert (await browser.post("/join/4827", data={"seat": "trainer.2"})).status_code == 422


@pytest.mark.parametrize(
    ("seat", "code"), [("trainer.2", 200), ("co.1", 200), ("observer.1", 403), ("griffier", 403), ("beamer", 403)]
)
async def test_the_small_desk_is_for_who_may_send_a_message_out(seat: str, code: int) -> None:
    async with live.hosted(live.Hands()) as (app, hosted), live.client(app) as browser:
        await browser.get(f"/k/{hosted.secret(seat)}")
        answer = await browser.get(f"/e/e1/{seat}/klein/")
        assert answer.status_code == code
        assert ('name="type" value="pause"' in answer.text.partition("sm-keys")[2]) is (seat == "trainer.2")
        assert ('id="go"' in answer.text) is (code == 200)
