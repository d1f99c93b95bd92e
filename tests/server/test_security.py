from __future__ import annotations

import pytest
from starlette.datastructures import Headers

from server.security import POLICY, own_origin
from tests.server import live

PAGES = [
    ("/", 200),
    ("/?code=0000", 404),
    ("/join/4827", 200),
    ("/join/0000", 404),
    ("/k/onbekend", 404),
    ("/trainer/onbekend", 403),
    ("/healthz", 200),
    ("/bestaat-niet", 404),
    ("/e/e1/griffier/", 200),
    ("/e/e1/griffier/commands", 405),
    ("/e/e1/trainer/", 200),
    ("/e/e1/trainer/cards", 200),
    ("/e/e1/trainer/qr.svg", 200),
    ("/e/e1/trainer/qr/griffier.svg", 200),
    ("/e/e1/trainer/copy", 503),
    ("/e/e1/beamer/", 200),
    ("/e/e1/beamer/qr.svg", 200),
    ("/e/e1/raadslid-1/", 403),
    ("/e/e2/griffier/", 403),
    ("/static/shared/bestaat-niet.js", 404),
]


@pytest.mark.parametrize(("path", "status"), PAGES)
async def test_every_page_carries_the_headers(path: str, status: int) -> None:
    async with (
        live.hosted(live.Hands()) as (app, hosted),
        live.client(app, hosted, "griffier", "trainer", "beamer") as browser,
    ):
        answer = await browser.get(path)
        assert answer.status_code == status
        assert answer.headers["content-security-policy"] == POLICY
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["referrer-policy"] == "same-origin"
        assert answer.headers["cross-origin-opener-policy"] == "same-origin"
        assert answer.headers["cross-origin-resource-policy"] == "same-origin"
        assert answer.headers["cache-control"] == ("no-cache" if path.startswith("/static/") else "no-store")


async def test_an_answer_to_a_command_carries_them_too() -> None:
    async with live.hosted(live.Hands()) as (app, hosted), live.client(app, hosted, "trainer") as browser:
        for answer in (await live.post(browser, "trainer", "start"), await live.post(browser, "trainer", "start")):
            assert answer.headers["content-security-policy"] == POLICY
            assert answer.headers["cache-control"] == "no-store"


def test_nothing_runs_or_loads_from_elsewhere() -> None:
    assert "default-src 'none'" in POLICY
    assert "unsafe" not in POLICY
    assert "http" not in POLICY.replace("'", "")


ORIGINS = [
    (None, True),
    ("http://127.0.0.1:8000", True),
    ("HTTP://127.0.0.1:8000", True),
    ("https://127.0.0.1:8000", True),  # behind a proxy that does TLS
    ("null", False),
    ("", False),
    ("http://127.0.0.1", False),
    ("http://127.0.0.1:8001", False),
    ("http://127.0.0.1:80000", False),
    ("http://127.0.0.1:8000.elders.example", False),
    ("http://elders.example/127.0.0.1:8000", False),
    ("http://x@127.0.0.1:8000", False),
    ("http://xx127.0.0.1:8000", False),
    ("ftp://127.0.0.1:8000", False),
    ("chrome-extension://127.0.0.1:8000", False),
    ("file://", False),
    ("127.0.0.1:8000", False),
    ("http://[", False),
    ("http://127.0.0.1:8000 http://elders.example", False),
]


@pytest.mark.parametrize(("origin", "ours"), ORIGINS)
def test_only_our_own_pages_may_post(origin: str | None, ours: bool) -> None:
    given = {} if origin is None else {"origin": origin}
    assert own_origin(Headers({"host": "127.0.0.1:8000", **given})) is ours


def test_names_of_hosts_have_no_capitals() -> None:
    assert own_origin(Headers({"host": "Laptop.local:8000", "origin": "http://laptop.local:8000"}))
    assert own_origin(Headers({"host": "laptop.local:8000", "origin": "http://LAPTOP.local:8000"}))


def test_without_a_host_no_origin_is_ours() -> None:
    assert not own_origin(Headers({"origin": "http://127.0.0.1:8000"}))
    assert not own_origin(Headers({"origin": "http://"}))


@pytest.mark.parametrize(("origin", "ours"), [pair for pair in ORIGINS if pair[0] is not None])
async def test_a_command_from_another_page_is_refused_and_changes_nothing(origin: str, ours: bool) -> None:
    async with live.hosted(live.Hands()) as (app, hosted), live.client(app, hosted, "trainer") as browser:
        answer = await browser.post(
            "/e/e1/trainer/commands",
            json={"command_id": "a" * 32, "type": "start"},
            headers={"Origin": origin},
        )
        assert answer.status_code == (200 if ours else 403)
        assert hosted.runner.exercise.state.status == ("running" if ours else "lobby")
        if not ours:
            assert answer.json()["code"] == "seat.may_not"
