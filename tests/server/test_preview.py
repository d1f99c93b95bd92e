"""The live preview: its page, its headers, who may ask for it, and how a page hears that there is something newer."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from server import preview as module
from server.preview import Preview, application
from server.security import POLICY
from server.watching import look
from tests.engine.rehearsal.world import CALLS, SCENARIO, WAITS, written
from tests.server.live import MINI


@pytest.fixture
async def shown(tmp_path: Path) -> Preview:
    preview = Preview()
    await preview.show(look(written(tmp_path, calls=CALLS, waits=WAITS)))
    return preview


async def asked(preview: Preview, path: str = "/", host: str = "127.0.0.1:4711", method: str = "GET") -> httpx.Response:
    transport = httpx.ASGITransport(application(preview))
    async with httpx.AsyncClient(transport=transport, base_url=f"http://{host}") as client:
        return await client.request(method, path)


async def test_it_shows_the_page_of_the_scenario_that_follows_the_file(shown: Preview) -> None:
    page = await asked(shown)

    assert page.status_code == 200
    assert "De pers belt" in page.text
    assert 'data-live="/live" data-version="1"' in page.text
    assert "2 van 2 proeven geslaagd · kijkt mee met het bestand" in page.text
    assert '<script type="module" src="/static/facilitator/live.js">' in page.text
    assert (await asked(shown, "/static/facilitator/live.js")).status_code == 200


async def test_the_query_says_what_one_looks_at(shown: Preview) -> None:
    assert 'aria-current="page"' in (await asked(shown, "/?fase=ochtend")).text
    assert 'src="/preview?bericht=mail&amp;plek=raadslid-1"' in (await asked(shown, "/?bericht=mail")).text


async def test_a_message_stands_by_itself_on_a_page_that_can_do_nothing(shown: Preview) -> None:
    page = await asked(shown, "/preview?bericht=mail&plek=raadslid-1")

    assert "En nu?" in page.text
    assert page.headers["content-security-policy"] == f"{POLICY}; sandbox allow-same-origin"
    assert (await asked(shown, "/preview?bericht=weg")).status_code == 404


async def test_the_pictures_of_a_message_are_shown_with_it() -> None:
    preview = Preview()
    assert (await asked(preview, "/media/straat")).status_code == 404
    await preview.show(look(MINI))

    message = await asked(preview, "/preview?bericht=omroep-zonder-reactie&plek=griffier")

    [picture] = re.findall(r'<img class="sk-medium__picture" src="([^"]+)"', message.text)
    found = await asked(preview, f"/{picture}")
    assert (found.status_code, found.headers["content-type"]) == (200, "image/png")
    assert (await asked(preview, f"/{picture}/captions")).status_code == 404
    assert (await asked(preview, "/media/..%2Fscenario.yaml")).status_code == 404


@pytest.mark.parametrize("host", ["192.168.1.7", "snelkookpan.example", "127.0.0.1.example", "[::1]"])
async def test_only_this_computer_under_its_own_name_gets_anything(shown: Preview, host: str) -> None:
    for path in ("/", "/preview?bericht=mail", "/live", "/static/shared/base.css"):
        answer = await asked(shown, path, host)
        assert answer.status_code == 400
        assert "pers" not in answer.text


async def test_localhost_is_this_computer_too(shown: Preview) -> None:
    assert (await asked(shown, host="localhost:80")).status_code == 200


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
async def test_nothing_can_be_changed(shown: Preview, method: str) -> None:
    for path in ("/", "/preview", "/live"):
        assert (await asked(shown, path, method=method)).status_code == 405


async def test_every_answer_has_the_headers_of_our_pages(shown: Preview) -> None:
    page = await asked(shown)

    assert page.headers["content-security-policy"] == f"{POLICY}; frame-src 'self'"
    assert page.headers["cache-control"] == "no-store"
    assert page.headers["x-content-type-options"] == "nosniff"
    assert (await asked(shown, "/weg")).headers["content-security-policy"] == POLICY


async def test_a_broken_scenario_shows_its_findings(tmp_path: Path) -> None:
    preview = Preview()
    await preview.show(look(written(tmp_path, SCENARIO.replace("title: Debat", "title: [Debat"))))

    page = await asked(preview)

    assert page.status_code == 200
    assert "Er is geen draaiboek te tonen" in page.text
    assert "Traceback" not in page.text


async def test_before_the_first_look_there_is_a_page_that_waits() -> None:
    page = await asked(Preview())

    assert (page.status_code, page.headers["refresh"]) == (503, "1")
    assert "Even geduld" in page.text


async def next_of(stream: AsyncIterator[str]) -> str:
    return await asyncio.wait_for(anext(stream), 5)


async def test_a_page_hears_the_version_there_is_and_then_each_newer_one(shown: Preview, tmp_path: Path) -> None:
    stream = shown.stream()
    assert await next_of(stream) == "data: 1\n\n"

    waiting = asyncio.ensure_future(next_of(stream))
    await asyncio.sleep(0)
    await shown.show(look(tmp_path))

    assert await waiting == "data: 2\n\n"


async def test_a_page_that_hears_nothing_new_still_hears_something(
    shown: Preview, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "BEAT_S", 0.01)
    stream = shown.stream()

    assert [await next_of(stream), await next_of(stream)] == ["data: 1\n\n", ": \n\n"]


async def test_closing_lets_go_of_every_page(shown: Preview) -> None:
    stream = shown.stream()
    await next_of(stream)
    waiting = asyncio.ensure_future(next_of(stream))
    await asyncio.sleep(0)

    await shown.close()

    with pytest.raises(StopAsyncIteration):
        await waiting
