"""Before the start: where a trainer begins, what is ready, ticks that stay, and the beamer's test card."""

from __future__ import annotations

import html
from typing import Any

import httpx
import pytest

from engine.exercise.commands import FillIn, PauseClock, StartExercise
from server.feeds import Connection
from server.hosting import Hosted
from tests.server import live

START = "/e/e1/trainer/start"
POSTS = ("/e/e1/trainer/tick", "/e/e1/trainer/beamer-test", "/e/e1/trainer/phone-test")


async def checks(browser: httpx.AsyncClient) -> dict[str, dict[str, Any]]:
    answer = (await browser.get("/e/e1/trainer/ready")).json()
    return {check["id"]: check for check in answer["checks"]}


def projector(hosted: Hosted) -> live.Line:
    """A projector that is open."""
    line = live.Line()
    hosted.join(Connection(hosted.feeds, "beamer", line, True, 0))
    return line


def told(hosted: Hosted) -> list[object]:
    """What each projector was last told of the test card."""
    return [c.aside.get("beamer_test", {}).get("show") for c in hosted.feeds.connections if c.seat == "beamer"]


async def test_the_way_in_for_a_person_leads_to_the_page_to_start_from() -> None:
    async with live.hosted(live.Hands()) as (app, hosted), live.client(app) as browser:
        link = live.hall_of(app).start_link(hosted).removeprefix("http://127.0.0.1:8000")
        answer = await browser.get(link)
        assert (answer.status_code, answer.headers["location"]) == (303, START)
        page = html.unescape((await browser.get(START)).text)
        for words in ("Probeer de demo", "Open mijn draaiboek", "Lege simulatie", "Is alles klaar?", "Telefoon-test"):
            assert words in page, words


async def test_what_was_under_way_comes_first() -> None:
    async with live.hosted(live.Hands()) as (app, hosted), live.client(app, hosted, "trainer") as browser:
        assert "Ga verder met" not in (await browser.get(START)).text
        await live.order(hosted, StartExercise())
        await live.order(hosted, PauseClock())
        page = html.unescape((await browser.get(START)).text)
        assert page.index("Ga verder met") < page.index("Probeer de demo")
        assert "staat stil waar zij was" in page.lower()


@pytest.mark.parametrize("seat", ["griffier", "beamer", "co.1", "observer.1"])
async def test_all_of_it_is_for_trainers_only(seat: str) -> None:
    async with live.hosted(live.Hands()) as (app, hosted), live.client(app) as browser:
        await browser.get(f"/k/{hosted.secret(seat)}")
        for path in (START, "/e/e1/trainer/ready", "/e/e1/trainer/test-qr.svg"):
            assert (await browser.get(path)).status_code == 403, path
        for path in POSTS:
            assert (await browser.post(path, data={"step": "cards", "on": "yes", "show": "yes"})).status_code == 403
        assert (hosted.ticked, hosted.beamer_test) == (set(), False)


async def test_another_site_can_tick_and_show_nothing() -> None:
    async with live.hosted(live.Hands()) as (app, hosted), live.client(app, hosted, "trainer") as browser:
        for path in POSTS:
            answer = await browser.post(
                path, data={"step": "cards", "on": "yes", "show": "yes"}, headers={"Origin": "http://elders.example"}
            )
            assert answer.status_code == 403
        assert (hosted.ticked, hosted.beamer_test) == (set(), False)


async def test_a_tick_survives_a_reload_and_can_be_taken_away() -> None:
    async with live.hosted(live.Hands()) as (app, hosted), live.client(app, hosted, "trainer") as browser:
        await browser.post(POSTS[0], data={"step": "cards", "on": "yes"})
        await browser.post(POSTS[0], data={"step": "onzin", "on": "yes"})
        assert (await checks(browser))["cards"]["state"] == "ok"
        assert 'data-check="cards" data-state="ok"' in (await browser.get("/e/e1/trainer/")).text
        assert hosted.ticked == {"cards"}
        await browser.post(POSTS[0], data={"step": "cards", "on": "no"})
        assert (await checks(browser))["cards"]["state"] == "wait"


async def test_the_lobby_knows_by_itself_that_a_phone_came_and_a_beamer_is_open() -> None:
    async with live.hosted(live.Hands()) as (app, hosted), live.client(app, hosted, "trainer") as browser:
        before = await checks(browser)
        assert (before["phone"]["state"], before["beamer"]["state"]) == ("wait", "wait")
        await browser.get("/test")
        assert (await checks(browser))["phone"]["state"] == "warn"
        live.hall_of(app).phone_test.line_worked("10.0.0.9", 8)
        projector(hosted)
        after = await checks(browser)
        assert (after["phone"]["state"], after["phone"]["meta"]) == ("ok", "2 telefoons · 8 ms heen en terug")
        assert after["beamer"]["state"] == "ok"
        assert after["address"]["state"] == "warn"
        assert after["scenario"]["state"] == "ok"
        await browser.post(POSTS[2], data={"address": "http://elders.example"})
        assert (await checks(browser))["phone"]["state"] == "wait"
        assert live.hall_of(app).chosen_address == ""


async def test_a_record_that_cannot_write_is_told_with_what_to_do() -> None:
    async with live.hosted(live.Hands()) as (app, hosted), live.client(app, hosted, "trainer") as browser:
        hosted.runner.trouble = "De schijf is vol."
        record = (await checks(browser))["record"]
        assert (record["state"], record["todo"]) == ("warn", "De schijf is vol.")


async def test_the_test_card_is_on_every_projector_also_a_later_one_and_in_no_record() -> None:
    async with live.hosted(live.Hands()) as (app, hosted), live.client(app, hosted, "trainer") as browser:
        projector(hosted)
        recorded = len(await hosted.runner.journal.read())
        await browser.post(POSTS[1], data={"show": "yes"})
        projector(hosted)
        assert told(hosted) == [True, True]
        assert (await browser.get("/e/e1/trainer/ready")).json()["beamer_test"] is True
        await browser.post(POSTS[1], data={"show": "no"})
        assert told(hosted) == [False, False]
        assert len(await hosted.runner.journal.read()) == recorded


async def test_once_the_exercise_runs_there_is_no_test_card() -> None:
    async with live.hosted(live.Hands()) as (app, hosted), live.client(app, hosted, "trainer") as browser:
        await browser.post(POSTS[1], data={"show": "yes"})
        await live.order(hosted, StartExercise())
        projector(hosted)
        assert told(hosted) == [None]
        await browser.post(POSTS[1], data={"show": "yes"})
        assert told(hosted) == [False]


async def test_players_are_told_nothing_of_the_test() -> None:
    async with live.hosted(live.Hands()) as (app, hosted), live.client(app, hosted, "trainer") as browser:
        player = Connection(hosted.feeds, "griffier", live.Line(), True, 0)
        hosted.join(player)
        await browser.post(POSTS[1], data={"show": "yes"})
        assert "beamer_test" not in player.aside


async def test_the_emergency_set_has_the_words_of_the_place_and_is_for_trainers() -> None:
    async with live.hosted(live.Hands()) as (app, hosted), live.client(app, hosted, "trainer") as browser:
        await live.order(hosted, FillIn({"gemeente": "Maasdorp"}))
        page = await browser.get("/e/e1/trainer/paper")
        assert page.status_code == 200
        assert "Maasdorp" in page.text
        assert "/e/e1/trainer/paper" in (await browser.get("/e/e1/trainer/")).text
    async with live.hosted(live.Hands()) as (app, hosted), live.client(app, hosted, "griffier") as browser:
        assert (await browser.get("/e/e1/trainer/paper")).status_code == 403
