from __future__ import annotations

import json
from urllib.parse import unquote

import httpx
import pytest

from engine.exercise.commands import (
    ChangeMode,
    Command,
    EndExercise,
    FireInject,
    OpenItem,
    StartExercise,
    SubmitResponse,
)
from server.bodies import MAX_FIELDS
from server.hosting import Hosted
from server.journal.errors import StoreFailed
from server.routes.seat import holds_something
from server.wire import MAX_BODY
from tests.server import live

NO_ACCESS = "U bent hier nog niet binnen"


async def test_no_seat_has_a_page_without_its_cookie() -> None:
    async with live.hosted(live.Hands()) as (app, _), live.client(app) as browser:
        for seat in ("griffier", "beamer", "trainer", "bestaat-niet"):
            answer = await browser.get(f"/e/e1/{seat}/")
            assert answer.status_code == 403
            assert NO_ACCESS in answer.text
        assert (await browser.get("/e/bestaat-niet/griffier/")).status_code == 403


@pytest.mark.parametrize("seat", ["burgemeester", "raadslid-1", "raadslid-2", "beamer", "trainer"])
async def test_another_seats_cookie_opens_neither_page_nor_commands(seat: str) -> None:
    async with live.hosted(live.Hands()) as (app, hosted), live.client(app, hosted, "griffier") as browser:
        # Even when it is sent under the other seat's name.
        forged = {name: hosted.secret("griffier") for name in live.cookies(hosted, seat)}
        browser.cookies.update(forged)
        assert (await browser.get(f"/e/e1/{seat}/")).status_code == 403
        answer = await live.post(browser, seat, "start")
        assert answer.status_code == 403
        assert answer.json() == {
            "ok": False,
            "command_id": "",
            "code": "seat.may_not",
            "sentence": "Dat kan vanaf deze plek niet.",
        }
        assert hosted.runner.stored == 1


async def test_a_players_seat_cannot_run_the_exercise() -> None:
    async with live.hosted(live.Hands()) as (app, hosted), live.client(app, hosted, "griffier", "beamer") as browser:
        for seat in ("griffier", "beamer"):
            answer = await live.post(browser, seat, "start")
            assert (answer.status_code, answer.json()["code"]) == (409, "seat.may_not")
        assert hosted.runner.exercise.state.status == "lobby"


async def asked(hosted: Hosted) -> None:
    """The burgemeester has been asked for a reaction of at most 600 characters."""
    await live.order(hosted, StartExercise())
    await live.order(hosted, ChangeMode(False))
    await live.order(hosted, FireInject("omroep-belt"))


async def test_an_answer_is_stored_and_sending_it_again_changes_nothing() -> None:
    async with live.hosted(live.Hands()) as (app, hosted), live.client(app, hosted, "burgemeester") as browser:
        await asked(hosted)
        body = {"command_id": "a" * 32, "type": "respond", "inject": "omroep-belt", "text": "Wij leven mee."}
        first = await browser.post("/e/e1/burgemeester/commands", json=body)
        stored = hosted.runner.stored
        assert (first.status_code, first.json()) == (200, {"ok": True, "command_id": "a" * 32, "step": stored})
        again = await browser.post("/e/e1/burgemeester/commands", json={**body, "text": "Iets anders"})
        assert (again.status_code, again.json()) == (200, first.json())
        assert hosted.runner.stored == stored
        assert "Wij leven mee." in (await browser.get("/e/e1/burgemeester/")).text


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"text": "x" * 601}, "answer.too_long"),
        ({"text": ""}, "answer.empty"),
        ({"text": " \n "}, "answer.empty"),
        ({}, "answer.empty"),
        ({"text": "a\u0000b"}, "answer.unreadable"),
        ({"text": "a\ud800b"}, "answer.unreadable"),
        ({"option": "griffier"}, "answer.option"),
        ({"text": "x", "based_on": 1}, "answer.changed"),
        ({"text": "x", "based_on": -1}, "answer.changed"),
        ({"text": "x", "inject": "bericht-aan-raad"}, "response.not_asked"),
        ({"text": "x", "inject": "a\ud800"}, "response.not_asked"),
    ],
)
async def test_an_answer_that_will_not_do_is_refused_with_a_sentence_and_changes_nothing(
    fields: dict[str, object], code: str
) -> None:
    async with live.hosted(live.Hands()) as (app, hosted), live.client(app, hosted, "burgemeester") as browser:
        await asked(hosted)
        before = (hosted.runner.stored, hosted.runner.exercise.state.digest())
        answer = await live.post(browser, "burgemeester", "respond", **{"inject": "omroep-belt", **fields})
        said = answer.json()
        assert (answer.status_code, said["ok"], said["code"]) == (409, False, code)
        assert len(said["command_id"]) == 32
        assert said["sentence"].endswith(".")
        assert (hosted.runner.stored, hosted.runner.exercise.state.digest()) == before


async def test_two_answers_on_the_same_revision_are_not_both_taken() -> None:
    async with live.hosted(live.Hands()) as (app, hosted), live.client(app, hosted, "burgemeester") as browser:
        await asked(hosted)
        first = await live.post(browser, "burgemeester", "respond", inject="omroep-belt", text="een")
        second = await live.post(browser, "burgemeester", "respond", inject="omroep-belt", text="twee")
        assert (first.status_code, second.status_code, second.json()["code"]) == (200, 409, "answer.changed")


async def test_after_the_end_an_answer_is_refused() -> None:
    async with live.hosted(live.Hands()) as (app, hosted), live.client(app, hosted, "burgemeester") as browser:
        await asked(hosted)
        await live.order(hosted, EndExercise())
        stored = hosted.runner.stored
        answer = await live.post(browser, "burgemeester", "respond", inject="omroep-belt", text="te laat")
        assert (answer.status_code, answer.json()["code"]) == (409, "exercise.ended")
        assert hosted.runner.stored == stored


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        (b"", "De opdracht is geen leesbare JSON."),
        (b"{", "De opdracht is geen leesbare JSON."),
        (b"\xff\xfe\x00", "De opdracht is geen leesbare JSON."),
        (b"[" * 60_000, "De opdracht is geen leesbare JSON."),
        (b'{"a":' * 12_000, "De opdracht is geen leesbare JSON."),
        (b'{"type": "start", "n": ' + b"9" * 5_000 + b"}", "De opdracht is geen leesbare JSON."),
        (b'["start"]', "Stuur \u00e9\u00e9n JSON-object met type en command_id."),
        (b" " * (MAX_BODY + 1), "De opdracht is te groot: ten hoogste 64 kB."),
        (
            json.dumps({"command_id": "a" * 32, "type": "start", "\ud800": 1}).encode(),
            "?: dit veld hoort niet bij start.",
        ),
    ],
    ids=["empty", "half", "bytes", "deep", "deep objects", "huge number", "list", "too big", "surrogate"],
)
async def test_what_cannot_be_understood_is_told_in_a_sentence(raw: bytes, sentence: str) -> None:
    async with live.hosted(live.Hands()) as (app, hosted), live.client(app, hosted, "trainer") as browser:
        answer = await browser.post("/e/e1/trainer/commands", content=raw)
        assert answer.status_code == 422
        assert answer.json() == {
            "ok": False,
            "command_id": "",
            "code": "command.not_understood",
            "sentence": sentence,
        }
        assert hosted.runner.stored == 1


async def test_64_kB_still_fits() -> None:
    async with live.hosted(live.Hands()) as (app, hosted), live.client(app, hosted, "trainer") as browser:
        raw = json.dumps({"command_id": "a" * 32, "type": "start"}).encode()
        answer = await browser.post("/e/e1/trainer/commands", content=raw.ljust(MAX_BODY))
        assert answer.status_code == 200


async def test_what_cannot_be_stored_is_503_and_changes_nothing() -> None:
    hands = live.Hands()
    journal = live.MoodyJournal(hands)
    async with live.hosted(hands, journal=journal) as (app, hosted), live.client(app, hosted, "trainer") as browser:
        journal.failing = StoreFailed("De schijf is vol.")
        answer = await live.post(browser, "trainer", "start")
        assert (answer.status_code, answer.json()["code"]) == (503, "store.failed")
        assert hosted.runner.exercise.state.status == "lobby"
        journal.failing = None
        assert (await live.post(browser, "trainer", "start")).status_code == 200


# -- forms -------------------------------------------------------------------------------------------------------


def notice(answer: httpx.Response, seat: str) -> str:
    assert answer.status_code == 303
    path, _, said = answer.headers["location"].partition("?melding=")
    assert path == f"/e/e1/{seat}/"
    return unquote(said)


async def test_a_form_goes_back_to_the_page() -> None:
    async with live.hosted(live.Hands()) as (app, hosted), live.client(app, hosted, "trainer") as browser:
        answer = await browser.post("/e/e1/trainer/commands", data={"type": "start", "command_id": ""})
        assert notice(answer, "trainer") == ""
        assert hosted.runner.exercise.state.status == "running"


async def test_local_words_come_in_by_a_plain_form_and_are_on_the_cards() -> None:
    async with live.hosted(live.Hands()) as (app, hosted), live.client(app, hosted, "trainer") as browser:
        page = (await browser.get("/e/e1/trainer/")).text
        assert 'name="parameters.gemeente" value="Hesselveld"' in page
        fields = {"type": "fill_in", "command_id": "", "parameters.gemeente": "Maasdorp", "parameters.straat": ""}
        sent = await browser.post("/e/e1/trainer/commands", data=fields)
        assert (sent.status_code, sent.headers["location"]) == (303, "/e/e1/trainer/")
        page = (await browser.get("/e/e1/trainer/")).text
        assert 'name="parameters.gemeente" value="Maasdorp"' in page
        assert 'name="parameters.straat" value="Brinkweg"' in page
        refused = await browser.post("/e/e1/trainer/commands", data={**fields, "parameters.gemeente": "x" * 41})
        assert "Bij ‘Naam van de gemeente’ is de tekst te lang" in unquote(refused.headers["location"])
        answer = await live.post(browser, "trainer", "fill_in", parameters={"gemeente": "x" * 41})
        assert (answer.status_code, answer.json()["code"], answer.json()["field"]) == (409, "word.too_long", "gemeente")


async def test_a_refused_form_goes_back_with_the_sentence_and_the_page_shows_it() -> None:
    async with (
        live.hosted(live.Hands()) as (app, hosted),
        live.client(app, hosted, "trainer", "burgemeester") as browser,
    ):
        await asked(hosted)
        form = {"type": "respond", "inject": "omroep-belt", "text": "", "based_on": "0", "command_id": "b" * 32}
        answer = await browser.post("/e/e1/burgemeester/commands", data=form)
        sentence = notice(answer, "burgemeester")
        assert sentence == "Er staat nog niets in. Schrijf eerst uw tekst."
        assert sentence in (await browser.get(answer.headers["location"])).text
        answer = await browser.post("/e/e1/trainer/commands", data={**form, "text": "Namens de burgemeester."})
        assert notice(answer, "trainer") == "Van deze plek wordt hier geen antwoord gevraagd."
        answer = await browser.post("/e/e1/trainer/commands", data={"type": "resume"})
        assert notice(answer, "trainer") == "De klok staat niet stil."
        assert notice(answer, "trainer") in (await browser.get(answer.headers["location"])).text


async def test_a_refused_answer_comes_back_in_its_form_as_it_was_written() -> None:
    async with live.hosted(live.Hands()) as (app, hosted), live.client(app, hosted, "burgemeester") as browser:
        await asked(hosted)
        form = {"type": "respond", "inject": "omroep-belt", "text": "a" * 601, "based_on": "0", "command_id": "b" * 32}
        answer = await browser.post("/e/e1/burgemeester/commands", data=form)
        assert answer.status_code == 409
        assert "Uw tekst is te lang: 601 tekens" in answer.text
        assert f">\n{'a' * 601}</textarea>" in answer.text
        assert 'data-keep="open hidden" open>' in answer.text
        assert "b" * 32 not in answer.text
        assert hosted.runner.exercise.state.wanted["omroep-belt", "seat:burgemeester"].answer is None


@pytest.mark.parametrize(
    ("command", "something"),
    [
        (SubmitResponse("a"), False),
        (SubmitResponse("a", "", fields={"b": "", "c": ()}, options=()), False),
        (SubmitResponse("a", "x"), True),
        (SubmitResponse("a", option="x"), True),
        (SubmitResponse("a", options=("x",)), True),
        (SubmitResponse("a", value=0), True),
        (SubmitResponse("a", fields={"b": "", "c": ("x",)}), True),
        (OpenItem("a"), False),
    ],
)
def test_an_answer_without_anything_in_it_needs_not_come_back(command: Command, something: bool) -> None:
    assert holds_something(command) is something


async def test_a_form_that_is_not_understood_goes_back_with_the_sentence() -> None:
    async with live.hosted(live.Hands()) as (app, hosted), live.client(app, hosted, "trainer") as browser:
        path = "/e/e1/trainer/commands"
        assert "type: kies uit" in notice(await browser.post(path, data={"type": "vlieg"}), "trainer")
        many = {f"veld{n}": "x" for n in range(MAX_FIELDS + 1)}
        assert (
            notice(await browser.post(path, data=many), "trainer")
            == f"Er zijn te veel velden: ten hoogste {MAX_FIELDS}."
        )
        large = await browser.post(path, data={"type": "x" * MAX_BODY})
        assert notice(large, "trainer") == "De opdracht is te groot: ten hoogste 64 kB."


async def test_a_form_without_access_gets_a_page_that_tells_the_way_in() -> None:
    async with live.hosted(live.Hands()) as (app, _), live.client(app) as browser:
        answer = await browser.post("/e/e1/griffier/commands", data={"type": "open", "item": "mail-bewoner"})
        assert answer.status_code == 403
        assert NO_ACCESS in answer.text


async def test_sending_the_same_form_twice_answers_once() -> None:
    async with live.hosted(live.Hands()) as (app, hosted), live.client(app, hosted, "burgemeester") as browser:
        await asked(hosted)
        form = {"type": "respond", "inject": "omroep-belt", "text": "ja", "based_on": "0", "command_id": "b" * 32}
        for _ in range(2):
            assert notice(await browser.post("/e/e1/burgemeester/commands", data=form), "burgemeester") == ""
        assert hosted.runner.exercise.state.wanted["omroep-belt", "seat:burgemeester"].answer is not None
        assert hosted.runner.exercise.state.wanted["omroep-belt", "seat:burgemeester"].answer.revision == 1


async def test_the_words_of_a_notice_stay_words() -> None:
    async with live.hosted(live.Hands()) as (app, hosted), live.client(app, hosted, "griffier", "trainer") as browser:
        for seat in ("griffier", "trainer"):
            page = await browser.get(f"/e/e1/{seat}/", params={"melding": "<script>x</script>"})
            assert "<script>x" not in page.text
            assert "&lt;script&gt;x" in page.text
