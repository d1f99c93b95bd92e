from __future__ import annotations

import os
import sys
import time
from pathlib import Path

import pytest

from server import worker
from server.worker import NotDone, away


async def test_the_work_is_done_in_another_process() -> None:
    assert await away(os.getpid) != os.getpid()
    assert await away(max, 3, 7) == 7


async def test_work_that_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "TIMEOUT_S", 0.05)
    with pytest.raises(NotDone, match="sleep took more than"):
        await away(time.sleep, 60)


async def test_work_that_fails_is_told() -> None:
    with pytest.raises(NotDone, match="listdir ended with 1"):
        await away(os.listdir, "/bestaat/niet")


async def test_nothing_is_imported_from_the_folder_the_program_was_started_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "server.py").write_text("open('gelezen', 'w').close()", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert await away(max, 1, 2) == 2
    assert not (tmp_path / "gelezen").exists()


async def test_a_process_that_cannot_be_started_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/bestaat/niet")
    with pytest.raises(NotDone):
        await away(max, 1, 2)
