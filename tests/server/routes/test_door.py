from __future__ import annotations

import pytest

from engine.scenario.model import TRAINER
from server.access import MAX_WRONG_CODES, WRONG_CODES_WINDOW_MS
from server.feeds import Connection
from server.routes.door import ELSEWHERE, TAKEN, TOO_MANY, WRONG_CODE
from tests.server import live


async def test_the_code_may_be_typed_with_spaces() -> None:
    async with live.hosted(live.Hands()) as (app, _), live.client(app) as browser:
        answer = await browser.get("/", params={"code": " 48 27 "})
        assert (answer.status_code, answer.headers["location"]) == (303, "/join/4827")


async def test_without_a_code_there_is_a_page_to_type_it() -> None:
    async with live.hosted(live.Hands()) as (app, _), live.client(app) as browser:
        for answer in (await browser.get("/"), await browser.get("/", params={"code": "  "})):
            assert answer.status_code == 200
            assert 'name="code"' in answer.text


@pytest.mark.parametrize("path", ["/?code=1111", "/?code=%00", "/?code=48271", "/join/1111", "/join/%20"])
async def test_a_wrong_code_is_told_and_can_be_typed_again(path: str) -> None:
    async with live.hosted(live.Hands()) as (app, _), live.client(app) as browser:
        answer = await browser.get(path)
        assert answer.status_code == 404
        assert WRONG_CODE in answer.text
        assert 'name="code"' in answer.text


@pytest.mark.parametrize(("page", "right"), [("/?code=", "4827"), ("/join/", "4827")])
async def test_after_too_many_wrong_codes_nobody_learns_which_one_is_right(page: str, right: str) -> None:
    hands = live.Hands()
    async with live.hosted(hands) as (app, _), live.client(app) as browser:
        for guess in range(MAX_WRONG_CODES):
            assert (await browser.get(f"{page}{1000 + guess}")).status_code == 404
        wrong, guessed = await browser.get(f"{page}9999"), await browser.get(f"{page}{right}")
        assert (wrong.status_code, guessed.status_code) == (429, 429)
        assert TOO_MANY in guessed.text
        hands.on(WRONG_CODES_WINDOW_MS + 1)
        assert (await browser.get(f"{page}{right}")).status_code in (200, 303)


async def test_a_role_card_still_opens_after_too_many_wrong_codes() -> None:
    async with live.hosted(live.Hands()) as (app, hosted), live.client(app) as browser:
        for guess in range(MAX_WRONG_CODES + 1):
            await browser.get(f"/join/{1000 + guess}")
        assert (await browser.get(f"/k/{hosted.secret('griffier')}")).status_code == 303
        for _ in range(MAX_WRONG_CODES + 1):
            assert (await browser.get("/k/geraden")).status_code == 404
        assert (await browser.get(f"/k/{hosted.secret('griffier')}")).status_code == 303


async def test_choosing_a_free_seat_leads_to_its_page() -> None:
    async with live.hosted(live.Hands()) as (app, _), live.client(app) as browser:
        listed = await browser.get("/join/4827")
        assert listed.text.count('name="seat"') == 4
        chosen = await browser.post("/join/4827", data={"seat": "raadslid-2"})
        assert (chosen.status_code, chosen.headers["location"]) == (303, "/e/e1/raadslid-2/")
        page = await browser.get(chosen.headers["location"])
        assert page.status_code == 200
        assert "Hanna Terwisse" in page.text


async def test_a_seat_somebody_sits_on_is_not_given_away_but_stays_its_own_players() -> None:
    async with (
        live.hosted(live.Hands()) as (app, hosted),
        live.client(app) as mine,
        live.client(app) as theirs,
    ):
        await mine.post("/join/4827", data={"seat": "griffier"})
        hosted.join(Connection(hosted.feeds, "griffier", live.Line(), False, 0))
        refused = await theirs.post("/join/4827", data={"seat": "griffier"})
        assert refused.status_code == 409
        assert TAKEN in refused.text
        assert "set-cookie" not in refused.headers
        assert (await mine.post("/join/4827", data={"seat": "griffier"})).status_code == 303


@pytest.mark.parametrize(
    "form", [{}, {"seat": ""}, {"seat": "koning"}, {"seat": "trainer"}, {"seat": "beamer"}, {"seat": "x" * 70_000}]
)
async def test_only_chairs_from_the_list_can_be_chosen(form: dict[str, str]) -> None:
    async with live.hosted(live.Hands()) as (app, _), live.client(app) as browser:
        answer = await browser.post("/join/4827", data=form)
        assert answer.status_code == 422
        assert "Kies een plek uit de lijst." in answer.text
        assert "set-cookie" not in answer.headers


async def test_another_website_cannot_choose_a_seat_nor_use_up_the_wrong_codes() -> None:
    async with live.hosted(live.Hands()) as (app, _), live.client(app) as browser:
        for _ in range(MAX_WRONG_CODES):
            answer = await browser.post("/join/4827", data={"seat": "griffier"}, headers={"Origin": "http://elders"})
            assert answer.status_code == 403
            assert ELSEWHERE in answer.text
        assert (await browser.get("/join/4827")).status_code == 200


async def test_a_personal_link_opens_its_seat_in_capitals_too() -> None:
    async with live.hosted(live.Hands()) as (app, hosted), live.client(app) as browser:
        for secret in (hosted.secret("griffier"), hosted.secret("griffier").upper()):
            answer = await browser.get(f"/k/{secret}")
            assert (answer.status_code, answer.headers["location"]) == (303, "/e/e1/griffier/")


async def test_the_projector_has_a_link_like_a_seat() -> None:
    async with live.hosted(live.Hands()) as (app, hosted), live.client(app) as browser:
        answer = await browser.get(f"/k/{hosted.secret('beamer')}")
        assert answer.headers["location"] == "/e/e1/beamer/"
        assert (await browser.get("/e/e1/beamer/")).status_code == 200


@pytest.mark.parametrize("secret", ["x", "a" * 32, "%00", "%ff%fe", "é", "a" * 5_000])
async def test_an_unknown_link_gets_a_sentence_and_no_cookie(secret: str) -> None:
    async with live.hosted(live.Hands()) as (app, _), live.client(app) as browser:
        answer = await browser.get(f"/k/{secret}")
        assert answer.status_code == 404
        assert "Deze link kennen we niet" in answer.text
        assert "set-cookie" not in answer.headers


async def test_the_trainers_secret_is_no_personal_link() -> None:
    async with live.hosted(live.Hands()) as (app, hosted), live.client(app) as browser:
        assert (await browser.get(f"/k/{hosted.secret(TRAINER)}")).status_code == 404


async def test_the_trainers_link_works_once_and_again_in_the_same_browser() -> None:
    async with (
        live.hosted(live.Hands()) as (app, hosted),
        live.client(app) as first,
        live.client(app) as second,
    ):
        link = f"/trainer/{hosted.trainer_link.secret}"
        assert (await first.get("/trainer/geraden")).status_code == 403
        opened = await first.get(link)
        assert (opened.status_code, opened.headers["location"]) == (303, "/e/e1/trainer/")
        assert (await first.get("/e/e1/trainer/")).status_code == 200
        assert (await first.get(link)).status_code == 303
        refused = await second.get(link)
        assert refused.status_code == 403
        assert "Deze trainerslink is al gebruikt" in refused.text
        assert (await second.get("/e/e1/trainer/")).status_code == 403


async def test_a_cookie_goes_to_its_own_seat_only_and_no_script_can_read_it() -> None:
    async with live.hosted(live.Hands()) as (app, hosted), live.client(app) as browser:
        answer = await browser.get(f"/k/{hosted.secret('griffier')}")
        given = answer.headers.get_list("set-cookie")
        assert [part for cookie in given for part in cookie.split("; ") if part.startswith("Path=")] == [
            "Path=/e/e1/griffier/",
            "Path=/join/",
            "Path=/trainer/",
        ]
        assert all("HttpOnly" in cookie and "SameSite=lax" in cookie for cookie in given)


async def test_the_door_says_whether_every_exercise_still_runs() -> None:
    async with live.hosted(live.Hands()) as (app, hosted), live.client(app) as browser:
        well = await browser.get("/healthz")
        assert (well.status_code, well.json()) == (200, {"ok": True, "exercises": 1})
        assert hosted.runner.task is not None
        hosted.runner.task.cancel()
        await live.moments()
        assert (await browser.get("/healthz")).status_code == 503


async def test_a_page_that_is_not_there_tells_the_way_in() -> None:
    async with live.hosted(live.Hands()) as (app, _), live.client(app) as browser:
        answer = await browser.get("/bestaat/niet")
        assert answer.status_code == 404
        assert "typ de code van de sessie" in answer.text
