"""The application put together: on real parts, opened and closed by its own lifespan."""

from __future__ import annotations

from pathlib import Path

import httpx

from server.app import create_app, warm
from server.settings import Settings
from tests.server.live import MINI


async def test_the_application_opens_an_exercise_when_it_starts_and_closes_it_when_it_stops(tmp_path: Path) -> None:
    app = create_app(Settings(host="127.0.0.1", data=tmp_path, scenarios=(MINI,)))
    async with app.router.lifespan_context(app):
        (hosted,) = app.state.hall.exercises.values()
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8000") as http:
            assert (await http.get("/healthz")).json() == {"ok": True, "exercises": 1}
    assert hosted.runner.task.done()
    assert [path.name for path in (tmp_path / "exercises").iterdir()] == [f"{hosted.id}.sqlite"]


def test_everything_a_first_message_needs_can_be_made_ready() -> None:
    warm()
