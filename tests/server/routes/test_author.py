from __future__ import annotations

import html
import shutil
import sys
from collections.abc import AsyncIterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import httpx
import pytest

from server.hosting import Hosted
from server.routes import author
from tests.server import live

SCRIPT = "/e/e1/trainer/script/given-1/"
ALL = "/e/e1/trainer/script/"
LIBRARY = "/e/e1/trainer/script/library-mini/"
LIST = "/e/e1/trainer/script/library"
Desk = tuple[httpx.AsyncClient, Hosted, Path]


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    """A trainer's browser on an exercise whose scenario lies in a folder of its own."""
    own = shutil.copytree(live.MINI, tmp_path / "mini")
    async with live.hosted(live.Hands()) as (app, hosted), live.client(app, hosted, "trainer") as browser:
        hosted.source = own
        hall = live.hall_of(app)
        hall.settings = replace(hall.settings, data=tmp_path / "data")
        yield browser, hosted, own


def text(own: Path) -> str:
    return (own / "scenario.yaml").read_text("utf-8")


def inputs(page: str) -> dict[str, list[str]]:
    """The fields of the form as a browser would send them back."""
    soup = _Form()
    soup.feed(page)
    return soup.fields


class _Form(HTMLParser):
    """Reads the first form of a page that has a field `title`; enough for plain fields."""

    def __init__(self) -> None:
        super().__init__()
        self.fields: dict[str, list[str]] = {}
        self._text: str | None = None
        self._select: str | None = None
        self._done = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        has = {name: value or "" for name, value in attrs}
        if self._done:
            return
        if tag == "input" and (has.get("type") != "checkbox" or "checked" in has):
            self.fields.setdefault(has["name"], []).append(has.get("value", ""))
        elif tag == "textarea":
            self._text = has["name"]
            self.fields[self._text] = [""]
        elif tag == "select":
            self._select = has["name"]
        elif tag == "option" and self._select and "selected" in has:
            self.fields[self._select] = [has["value"]]

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._text = None
        self._done |= tag == "form"

    def handle_data(self, data: str) -> None:
        if self._text:
            self.fields[self._text][0] += data.removeprefix("\n")


async def test_the_scenario_is_the_trainers_alone() -> None:
    async with live.hosted(live.Hands()) as (app, hosted), live.client(app, hosted, "griffier", "beamer") as browser:
        for page in ("", "preview?bericht=omroep-belt&plek=burgemeester", "message/omroep-belt"):
            assert (await browser.get(f"{LIBRARY}{page}")).status_code == 403, page
        for page in ("copy", "message/omroep-belt", "message/omroep-belt/copy", "message/omroep-belt/remove"):
            assert (await browser.post(f"{LIBRARY}{page}", data={})).status_code == 403, page
        assert (await browser.get("/e/bestaat-niet/trainer/script/")).status_code == 403


async def test_another_website_can_change_nothing(desk: Desk) -> None:
    browser, _, own = desk
    before = text(own)
    for page in ("copy", "message/omroep-belt", "message/omroep-belt/copy", "message/omroep-belt/remove"):
        answer = await browser.post(f"{SCRIPT}{page}", data={}, headers={"Origin": "http://elders.example"})
        assert answer.status_code == 403, page
    assert text(own) == before


async def test_the_console_leads_to_it_and_back(desk: Desk) -> None:
    browser, _, _ = desk
    assert 'href="/e/e1/trainer/script/"' in (await browser.get("/e/e1/trainer/")).text
    assert (await browser.get("/e/e1/trainer/script/")).headers["location"] == SCRIPT
    assert 'href="/e/e1/trainer/"' in (await browser.get(SCRIPT)).text
    assert (await browser.get("/e/e1/trainer/script/own-weg/")).status_code == 404


async def test_a_message_is_shown_as_the_player_gets_it(desk: Desk) -> None:
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


async def test_what_nobody_gets_is_not_shown(desk: Desk) -> None:
    browser, _, _ = desk
    for query in ("bericht=omroep-belt&plek=beamer", "bericht=nergens&plek=burgemeester", ""):
        answer = await browser.get(f"{SCRIPT}preview?{query}")
        assert answer.status_code == 404
        assert author.NO_MESSAGE in answer.text


async def test_a_file_that_is_broken_meanwhile_is_shown_as_it_is(desk: Desk) -> None:
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


async def test_when_it_cannot_be_read_now_the_exercise_goes_on(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    browser, _, _ = desk
    monkeypatch.setattr(sys, "executable", "false")
    for page in (SCRIPT, f"{SCRIPT}preview?bericht=omroep-belt&plek=burgemeester"):
        answer = await browser.get(page)
        assert answer.status_code == 503
        assert author.NOT_READ in answer.text
    assert (await live.post(browser, "trainer", "start")).status_code == 200


async def test_the_form_sent_back_as_it_is_changes_nothing(desk: Desk) -> None:
    browser, _, own = desk
    before = text(own)
    for ident in ("mail-bewoner", "omroep-belt", "naam-online", "omroep-zonder-reactie", "bericht-aan-raad"):
        page = await browser.get(f"{SCRIPT}message/{ident}")
        assert page.status_code == 200, ident
        answer = await browser.post(f"{SCRIPT}message/{ident}", data=inputs(page.text))
        assert answer.headers["location"] == f"{SCRIPT}?bericht={ident}"
    assert text(own) == before


async def test_a_change_is_saved_and_seen_and_the_exercise_keeps_its_own(desk: Desk) -> None:
    browser, hosted, own = desk
    pinned = hosted.scenario
    form = inputs((await browser.get(f"{SCRIPT}message/omroep-belt")).text)
    form |= {"title": ["Komt het door de {{ straat }}?"], "to": ["griffier", "burgemeester"], "optional": ["yes"]}
    answer = await browser.post(f"{SCRIPT}message/omroep-belt", data=form)
    assert answer.status_code == 303
    preview = await browser.get(f"{SCRIPT}preview?bericht=omroep-belt&plek=griffier")
    assert "Komt het door de Brinkweg?" in preview.text
    assert "    to: [burgemeester, griffier]\n" in text(own)
    assert "    optional: yes\n" in text(own)
    assert hosted.scenario is pinned
    page = (await browser.get(answer.headers["location"])).text
    assert html.escape(author.SAVED) in page
    assert "Deze oefening speelt een eerdere versie" in page


async def test_a_mistake_is_told_at_its_field_and_what_was_typed_stays(desk: Desk) -> None:
    browser, _, own = desk
    before = text(own)
    form = inputs((await browser.get(f"{SCRIPT}message/omroep-belt")).text)
    form |= {"title": ["In {{ nergens }}"], "after.delay": ["straks"], "body": [""]}
    answer = await browser.post(f"{SCRIPT}message/omroep-belt", data=form)
    assert answer.status_code == 422
    page = html.unescape(answer.text)
    assert "In {{ nergens }}" in page
    for field in ("title", "after-delay", "body"):
        assert f'id="f-{field}-error"' in page
    assert "Onbekend woord" in page
    assert text(own) == before


async def test_two_people_change_the_same_message_and_neither_loses_a_word(desk: Desk) -> None:
    browser, _, own = desk
    form = inputs((await browser.get(f"{SCRIPT}message/omroep-belt")).text)
    other = {**form, "title": ["Van de ander"]}
    assert (await browser.post(f"{SCRIPT}message/omroep-belt", data=other)).status_code == 303
    answer = await browser.post(f"{SCRIPT}message/omroep-belt", data={**form, "title": ["Van mij"]})
    assert answer.status_code == 409
    page = html.unescape(answer.text)
    assert "Iemand heeft dit bestand intussen veranderd." in page
    assert "Van de ander" in page
    assert 'value="Van mij"' in page
    assert "Van de ander" in text(own)
    assert (await browser.post(f"{SCRIPT}message/omroep-belt", data=inputs(answer.text))).status_code == 303
    assert "Van mij" in text(own)


async def test_what_comes_with_the_program_is_copied_first(desk: Desk) -> None:
    browser, _, _ = desk
    assert (await browser.get(f"{LIBRARY}message/omroep-belt")).status_code == 403
    answer = await browser.post(f"{LIBRARY}copy", data={"bericht": "omroep-belt"})
    where, _, query = answer.headers["location"].partition("?")
    assert where == "/e/e1/trainer/script/own-mini/"
    assert query.startswith("bericht=omroep-belt&melding=Dit+is+uw+eigen+kopie")
    page = (await browser.get(where)).text
    assert "Niet het scenario van deze oefening" in page
    assert (await browser.get(f"{where}message/omroep-belt")).status_code == 200
    again = await browser.post(f"{LIBRARY}copy", data={})
    assert again.headers["location"].startswith("/e/e1/trainer/script/own-mini-2/")


async def test_a_message_is_copied_and_the_copy_taken_out_again(desk: Desk) -> None:
    browser, _, own = desk
    seen = inputs((await browser.get(f"{SCRIPT}message/naam-online")).text)["seen"]
    answer = await browser.post(f"{SCRIPT}message/naam-online/copy", data={"seen": seen})
    assert answer.headers["location"] == f"{SCRIPT}message/naam-online-2"
    assert "- id: naam-online-2\n" in text(own)
    page = (await browser.get(f"{SCRIPT}message/naam-online-2/remove")).text
    answer = await browser.post(f"{SCRIPT}message/naam-online-2/remove", data=inputs(page))
    assert answer.status_code == 303
    assert "naam-online-2" not in text(own)


async def test_a_message_that_others_name_stays_and_they_are_named(desk: Desk) -> None:
    browser, _, own = desk
    page = await browser.get(f"{SCRIPT}message/mail-bewoner/remove")
    assert page.status_code == 409
    assert "message/omroep-belt" in page.text
    answer = await browser.post(f"{SCRIPT}message/mail-bewoner/remove", data={"seen": "x"})
    assert answer.status_code == 409
    assert "- id: mail-bewoner" in text(own)


async def test_an_old_page_copies_and_removes_nothing(desk: Desk) -> None:
    browser, _, own = desk
    before = text(own)
    for page in ("copy", "remove"):
        answer = await browser.post(f"{SCRIPT}message/naam-online/{page}", data={"seen": "van gisteren"})
        assert "intussen+veranderd" in answer.headers["location"]
    assert text(own) == before


async def test_a_message_that_is_not_there_cannot_change(desk: Desk) -> None:
    browser, _, _ = desk
    assert (await browser.get(f"{SCRIPT}message/nergens")).status_code == 404
    assert (await browser.post(f"{SCRIPT}message/nergens", data={"seen": "x"})).status_code == 404
    assert (await browser.post(f"{SCRIPT}message/omroep-belt", data={"body": "x" * 70_000})).status_code == 422


async def test_the_library_lists_what_there_is(desk: Desk) -> None:
    browser, _, own = desk
    (own / "scenario.yaml").write_text("\tstuk", "utf-8")
    page = html.unescape((await browser.get(LIST)).text)
    for shown in (SCRIPT, "/e/e1/trainer/script/library-familiedrama/", "Bericht uit de buurt", "1 fout"):
        assert shown in page
    assert f'href="{LIST}"' in (await browser.get(LIBRARY)).text


async def test_a_new_scenario_is_begun_and_opened(desk: Desk) -> None:
    browser, _, _ = desk
    answer = await browser.post(f"{ALL}new", data={"name": "mijn-brand"})
    assert answer.headers["location"] == f"{ALL}own-mijn-brand/"
    assert "Mijn brand" in (await browser.get(answer.headers["location"])).text
    for name, sentence in (("mijn-brand", author.TAKEN), ("Mijn Brand!", author.NO_NAME), ("", author.NO_NAME)):
        answer = await browser.post(f"{ALL}new", data={"name": name})
        page = html.unescape((await browser.get(answer.headers["location"])).text)
        assert sentence in page
        assert f'name="name" value="{name}"' in page


async def test_a_saved_zip_can_be_brought_in_under_its_own_name(desk: Desk) -> None:
    browser, _, _ = desk
    saved = await browser.get(f"{LIBRARY}zip")
    assert saved.headers["content-disposition"] == "attachment; filename*=UTF-8''mini.zip"
    assert (await browser.get(f"{LIBRARY}yaml")).content == (live.MINI / "scenario.yaml").read_bytes()
    answer = await browser.post(f"{ALL}upload", files={"file": ("C:\\tmp\\Brand Zuid.zip", saved.content)})
    assert answer.headers["location"] == f"{ALL}own-brand-zuid/"
    assert "Bericht uit de buurt" in (await browser.get(answer.headers["location"])).text


@pytest.mark.parametrize("content", [b"", b"PK\x05\x06" + b"\0" * 18, b"geen zip"])
async def test_what_is_no_scenario_is_not_brought_in(desk: Desk, tmp_path: Path, content: bytes) -> None:
    browser, _, _ = desk
    answer = await browser.post(f"{ALL}upload", files={"file": ("x.zip", content)})
    assert author.NO_ZIP in html.unescape((await browser.get(answer.headers["location"])).text)
    assert not list((tmp_path / "data").glob("scenarios/*"))
    answer = await browser.post(f"{ALL}upload", data={})
    assert "Kies+eerst+een+bestand" in answer.headers["location"]


async def test_the_library_is_the_trainers_alone(desk: Desk) -> None:
    browser, _, _ = desk
    for page in ("new", "upload"):
        answer = await browser.post(f"{ALL}{page}", data={"name": "x"}, headers={"Origin": "http://elders.example"})
        assert answer.status_code == 403
    browser.cookies.clear()
    assert (await browser.get(LIST)).status_code == 403
    for page in ("new", "upload"):
        assert (await browser.post(f"{ALL}{page}", data={"name": "x"})).status_code == 403
    for page in ("zip", "yaml"):
        assert (await browser.get(f"{LIBRARY}{page}")).status_code == 403


async def test_a_picture_of_a_message_comes_from_the_scenarios_own_folder(desk: Desk) -> None:
    browser, _, own = desk
    page = await browser.get(f"{SCRIPT}preview?bericht=omroep-zonder-reactie&plek=burgemeester")
    assert 'src="media/straat"' in page.text
    answer = await browser.get(f"{SCRIPT}media/straat")
    assert (answer.content, answer.headers["content-type"]) == (
        (own / "media" / "straat.png").read_bytes(),
        "image/png",
    )
    assert (await browser.get(f"{SCRIPT}media/straat/captions")).status_code == 404
    assert (await browser.get(f"{SCRIPT}media/nergens")).status_code == 404
    browser.cookies.clear()
    assert (await browser.get(f"{SCRIPT}media/straat")).status_code == 403


async def test_the_script_is_printed_whole_or_for_one_role(desk: Desk) -> None:
    browser, _, own = desk
    whole = html.unescape((await browser.get(f"{SCRIPT}print")).text)
    assert "Bericht uit de buurt" in whole
    assert 'href="?rol=griffier"' in whole
    assert '<h1 class="sk-title">Griffier</h1>' in (await browser.get(f"{SCRIPT}print?rol=griffier")).text
    (own / "scenario.yaml").write_text(text(own).replace("channel: phone", "channel: telefoon", 1), "utf-8")
    answer = await browser.get(f"{SCRIPT}print")
    assert answer.status_code == 409
    assert author.NOT_ON_PAPER in answer.text


async def test_the_words_filled_in_for_this_exercise_are_in_what_is_shown(desk: Desk) -> None:
    browser, _, _ = desk
    given = {"gemeente": "Loosdrecht", "straat": "Havenkade"}
    assert (await live.post(browser, "trainer", "fill_in", parameters=given)).status_code == 200
    for page in ("print", "preview?bericht=naam-online&plek=burgemeester"):
        assert "Havenkade" in (await browser.get(f"{SCRIPT}{page}")).text, page
    assert "Havenkade" not in (await browser.get(f"{LIBRARY}print")).text
