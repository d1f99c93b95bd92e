from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from server.app import create_app, host_clock, hosting_of, warm
from server.hall import Closed, Hall
from server.journal.errors import InUse
from server.journal.library import DataFolder
from server.settings import Settings
from tests.server import live


async def test_the_application_opens_its_exercises_when_it_starts_and_closes_them_when_it_stops(tmp_path: Path) -> None:
    app = create_app(Settings(data=tmp_path, scenarios=(live.MINI,)))
    async with app.router.lifespan_context(app), live.client(app) as browser:
        assert (await browser.get("/healthz")).json() == {"ok": True, "exercises": 1}
        with pytest.raises(InUse):
            DataFolder(tmp_path, host_clock().wall_time)
    with closing(DataFolder(tmp_path, host_clock().wall_time)) as data:
        assert len(data.exercises()) == 1


async def test_when_one_exercise_cannot_be_stopped_the_others_still_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hall = Hall(Settings(data=tmp_path, scenarios=(live.MINI, live.FAMILIEDRAMA)))
    hosting = hosting_of(hall)
    await hosting.__aenter__()
    first, last = (hosted.runner for hosted in hall.exercises.values())
    close = last.journal.close

    async def broken() -> None:
        raise RuntimeError("een fout")

    monkeypatch.setattr(last.journal, "close", broken)
    with pytest.raises(RuntimeError, match="een fout"):
        await hosting.__aexit__(None, None, None)
    assert not first.runs()
    assert not list((tmp_path / "exercises").glob(f"{first.exercise.state.exercise}*-wal"))
    await close()


async def test_a_scenario_that_is_named_twice_is_hosted_once_and_one_that_comes_later_is_added(tmp_path: Path) -> None:
    hall = Hall(Settings(data=tmp_path, scenarios=(live.MINI, live.MINI / "." / "../mini")))
    with pytest.raises(Closed):
        await hall.host(live.MINI)
    async with hosting_of(hall):
        (first,) = hall.exercises.values()
        assert await hall.host(live.MINI) is first
        later = await hall.host(live.FAMILIEDRAMA)
        assert list(hall.exercises.values()) == [first, later]
        assert later.runner.runs()
    with pytest.raises(Closed):
        await hall.host(live.ROOT)


def test_what_the_first_messages_need_can_be_made_ready() -> None:
    warm()
