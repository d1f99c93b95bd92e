"""Files of the scenario: for the seats that got a message with them, and for nobody else."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from pathlib import Path

import pytest
from fastapi import FastAPI

from engine.exercise.commands import ChangeMode, FireInject, StartExercise
from server.app import application, renderer
from server.hall import Hall
from server.hosting import Hosted
from server.journal.library import DataFolder
from server.opening import open_exercise
from server.settings import Settings
from tests.server import live

PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4
FILM = b"\x00\x00\x00\x18ftypmp42" + bytes(range(256)) * 40
CAPTIONS = b"WEBVTT\n\n00:00.000 --> 00:02.000\nGoedenavond.\n"
SCRIPT = """\
format: 1
scenario: {id: proef, title: Proef, starts: dag 1 08:00}
roles:
  burgemeester: {title: Burgemeester}
  griffier: {title: Griffier}
phases:
  - {id: acuut, title: Acuut, session: 30 min, clock: {from: dag 1 08:00, to: dag 1 10:00}}
media:
  rook: {file: media/rook.png, alt: Rook, credit: Wij, license: CC0-1.0}
  nieuws: {file: media/nieuws.mp4, alt: Nieuws, credit: Wij, license: CC0-1.0, captions: media/nieuws.vtt}
injects:
  - {id: foto, phase: acuut, manual: yes, channel: message, from: A, to: burgemeester, title: T, body: B, media: [rook]}
  - {id: film, phase: acuut, manual: yes, channel: tv, from: A, to: plenary, title: T, body: B, media: [nieuws]}
"""


def write(folder: Path) -> Path:
    (folder / "media").mkdir(parents=True)
    (folder / "scenario.yaml").write_text(SCRIPT)
    (folder / "media" / "rook.png").write_bytes(PICTURE)
    (folder / "media" / "nieuws.mp4").write_bytes(FILM)
    (folder / "media" / "nieuws.vtt").write_bytes(CAPTIONS)
    return folder


@asynccontextmanager
async def evening(tmp_path: Path) -> AsyncIterator[tuple[FastAPI, Hosted, live.Hands]]:
    """An exercise that runs, whose scenario is gone from the disk since it was opened."""
    hands, scenario = live.Hands(), write(tmp_path / "script")
    hall = Hall(Settings(host="127.0.0.1", data=tmp_path / "data"))
    with closing(DataFolder(tmp_path / "data", hands.clock().wall_time)) as data:
        hosted = await open_exercise(data, scenario, renderer("nl"), hands.clock())
        for file in (scenario / "media").iterdir():
            file.unlink()
        hall.exercises[hosted.id] = hosted
        hosted.runner.start()
        try:
            await live.order(hosted, StartExercise())
            await live.order(hosted, ChangeMode(False))
            yield application(hall), hosted, hands
        finally:
            await hosted.runner.stop()


async def test_a_picture_is_for_who_got_it_and_for_the_trainer_and_for_nobody_else(tmp_path: Path) -> None:
    async with evening(tmp_path) as (app, hosted, _):
        everybody = ("burgemeester", "griffier", "beamer", "trainer")
        async with live.client(app, hosted, *everybody) as browser:
            path = {seat: f"{hosted.path(seat)}/media/rook" for seat in everybody}
            before = {seat: (await browser.get(path[seat])).status_code for seat in everybody}
            await live.order(hosted, FireInject("foto"))
            after = {seat: (await browser.get(path[seat])).status_code for seat in everybody}

            assert before == {"burgemeester": 404, "griffier": 404, "beamer": 404, "trainer": 200}
            assert after == {"burgemeester": 200, "griffier": 404, "beamer": 404, "trainer": 200}
            assert (await browser.get(path["burgemeester"])).content == PICTURE


async def test_without_the_seats_own_cookie_there_is_nothing(tmp_path: Path) -> None:
    async with evening(tmp_path) as (app, hosted, _):
        await live.order(hosted, FireInject("foto"))
        async with live.client(app, hosted, "griffier") as browser:
            for medium in ("rook", "nieuws", "bestaat-niet"):
                answer = await browser.get(f"{hosted.path('burgemeester')}/media/{medium}")
                assert (answer.status_code, answer.content) == (403, b"")


async def test_a_file_says_what_it_is_and_is_kept_in_no_shared_cache(tmp_path: Path) -> None:
    async with evening(tmp_path) as (app, hosted, _), live.client(app, hosted, "trainer") as browser:
        answer = await browser.get(f"{hosted.path('trainer')}/media/rook")

        assert answer.headers["content-type"] == "image/png"
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["cache-control"].startswith("private")
        assert "default-src 'none'" in answer.headers["content-security-policy"]


async def test_a_film_comes_in_pieces_and_with_its_captions(tmp_path: Path) -> None:
    async with evening(tmp_path) as (app, hosted, _), live.client(app, hosted, "beamer") as browser:
        await live.order(hosted, FireInject("film"))
        path = f"{hosted.path('beamer')}/media/nieuws"

        piece = await browser.get(path, headers={"Range": "bytes=100-199"})
        captions = await browser.get(f"{path}/captions")

        assert (piece.status_code, piece.content) == (206, FILM[100:200])
        assert piece.headers["content-range"] == f"bytes 100-199/{len(FILM)}"
        assert (captions.content, captions.headers["content-type"]) == (CAPTIONS, "text/vtt; charset=utf-8")


@pytest.mark.parametrize(
    "name",
    ["..%2F..%2Fserver.sqlite", "rook.png", "media%2Frook.png", "scenario.yaml", "rook/captions", "%00", "a" * 5000],
)
async def test_no_other_name_gives_a_file(tmp_path: Path, name: str) -> None:
    async with evening(tmp_path) as (app, hosted, _), live.client(app, hosted, "trainer") as browser:
        assert (await browser.get(f"{hosted.path('trainer')}/media/{name}")).status_code == 404


async def test_a_file_that_is_gone_from_the_data_folder_is_a_404_and_told_in_the_log(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with evening(tmp_path) as (app, hosted, _), live.client(app, hosted, "trainer") as browser:
        (tmp_path / "data" / "media" / hosted.scenario.sha256("media/rook.png")).unlink()

        assert (await browser.get(f"{hosted.path('trainer')}/media/rook")).status_code == 404
        assert "media/rook.png is gone" in caplog.text


async def test_an_exercise_that_is_taken_up_again_still_has_its_media(tmp_path: Path) -> None:
    async with evening(tmp_path) as (_, hosted, hands):
        await live.order(hosted, FireInject("foto"))
        before = hosted.scenario
    write(tmp_path / "again")
    with closing(DataFolder(tmp_path / "data", hands.clock().wall_time)) as data:
        again = await open_exercise(data, tmp_path / "again", renderer("nl"), hands.clock())
        await again.runner.journal.close()

    assert (again.id, again.scenario) == (hosted.id, before)
    assert again.feeds.sight().may_have("burgemeester", "rook")
