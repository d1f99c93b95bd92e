from __future__ import annotations

import asyncio
import shutil
from pathlib import Path

import pytest

from engine.scenario.overview import Overview
from server import shelf
from server.shelf import Shelf, fingerprint, look
from tests.server.live import MINI


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Scenarios that were read, here and now in place of elsewhere."""
    done: list[Path] = []

    async def at_once(function: object, path: Path) -> Overview:
        await asyncio.sleep(0)
        done.append(path)
        return look(path)

    monkeypatch.setattr(shelf, "away", at_once)
    return done


async def test_a_scenario_is_read_again_only_when_it_changed(tmp_path: Path, reads: list[Path]) -> None:
    own = shutil.copytree(MINI, tmp_path / "mini")
    kept = Shelf()
    first = await kept.overview(own)
    assert await kept.overview(own) is first
    (own / "scenario.yaml").write_text("format: 1\n", "utf-8")
    assert (await kept.overview(own)).scenario != first.scenario
    assert reads == [own, own]


async def test_two_windows_wait_for_one_reading(reads: list[Path]) -> None:
    kept = Shelf()
    one, other = await asyncio.gather(kept.overview(MINI), kept.overview(MINI))
    assert one is other
    assert reads == [MINI]


async def test_it_does_not_keep_everything(tmp_path: Path, reads: list[Path]) -> None:
    kept = Shelf()
    copies = [shutil.copytree(MINI, tmp_path / f"s{n}") for n in range(shelf.KEPT + 1)]
    for copy in (*copies, copies[0]):
        await kept.overview(copy)
    assert reads == [*copies, copies[0]]


def test_every_file_of_a_scenario_counts(tmp_path: Path) -> None:
    own = shutil.copytree(MINI, tmp_path / "mini")
    seen = [fingerprint(own)]
    (own / "i18n").mkdir()
    (own / "i18n" / "en.yaml").write_text("format: 1\n", "utf-8")
    seen.append(fingerprint(own))
    (own / "foto.jpg").write_bytes(b"beeld")
    seen.append(fingerprint(own))
    (own / "foto.jpg").write_bytes(b"een ander beeld")
    seen.append(fingerprint(own))
    assert len(set(seen)) == 4
    assert fingerprint(own) == seen[-1]


def test_what_is_not_there_or_cannot_be_read_has_a_fingerprint_too(tmp_path: Path) -> None:
    assert fingerprint(tmp_path / "weg") == fingerprint(tmp_path / "weg")
    (tmp_path / "scenario.yaml").symlink_to(tmp_path / "nergens")
    fingerprint(tmp_path)
    assert look(tmp_path).scenario is None
