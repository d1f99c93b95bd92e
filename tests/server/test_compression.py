"""Answers go over the line smaller, but for media and what is downloaded."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import httpx

from benchmarks import desk
from server.compression import LEVEL
from shared_ui.rendering import STATIC_FOLDERS
from tests.server import live

FIRST_LOAD = 150_000
"""Bytes: what a desk with 300 messages may take over the line before it works, on a bad network."""


async def test_pages_styles_and_scripts_are_compressed_for_who_asks() -> None:
    async with live.hosted(live.Hands()) as (app, hosted), live.client(app, hosted, "trainer") as browser:
        for address in ("/e/e1/trainer/", "/static/facilitator/console.css", "/static/shared/feed.js"):
            packed = await browser.get(address, headers={"Accept-Encoding": "gzip"})
            plain = await browser.get(address, headers={"Accept-Encoding": "identity"})
            assert packed.headers["content-encoding"] == "gzip"
            assert "content-encoding" not in plain.headers
            assert packed.headers["content-security-policy"] == plain.headers["content-security-policy"]
            assert packed.num_bytes_downloaded < plain.num_bytes_downloaded / 2


async def test_pictures_and_the_copy_go_as_they_are() -> None:
    async with live.hosted(live.Hands()) as (app, hosted), live.client(app, hosted, "trainer") as browser:
        for address in ("/e/e1/trainer/media/straat", "/e/e1/trainer/copy"):
            answer = await browser.get(address, headers={"Accept-Encoding": "gzip"})
            assert "content-encoding" not in answer.headers


async def test_a_desk_with_three_hundred_messages_is_light_enough_for_a_bad_network(tmp_path: Path) -> None:
    path = desk.script(tmp_path / "regie")
    script = live.scenario(path)
    async with (
        live.hosted(live.Hands(), path, script=script) as (app, hosted),
        live.client(app, hosted, "trainer") as browser,
    ):
        page = await browser.get("/e/e1/trainer/", headers={"Accept-Encoding": "gzip"})
    assert page.status_code == httpx.codes.OK
    taken = page.num_bytes_downloaded + sum(map(packed_size, everything_it_loads(page.text)))
    assert 20_000 < taken < FIRST_LOAD


def everything_it_loads(html: str) -> set[Path]:
    """The styles and scripts of a page, with what they bring in themselves."""
    found: set[Path] = set()
    ahead = [on_disk(address) for address in re.findall(r'(?:href|src)="(/static/[^"#]+)', html)]
    while ahead:
        path = ahead.pop()
        if path in found:
            continue
        found.add(path)
        if path.suffix in (".js", ".css"):
            text = path.read_text(encoding="utf-8")
            named = re.findall(r"""(?:from |@import (?:url\()?)['"]([^'"]+)['"]""", text)
            ahead += [on_disk(name) if name.startswith("/static/") else path.parent / name for name in named]
    return found


def on_disk(address: str) -> Path:
    prefix, folder = next((p, f) for p, f in STATIC_FOLDERS.items() if address.startswith(f"{p}/"))
    return Path(folder) / address.removeprefix(f"{prefix}/")


def packed_size(path: Path) -> int:
    return len(gzip.compress(path.read_bytes(), LEVEL))
