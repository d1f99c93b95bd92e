from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from engine.scenario.reading import read
from engine.scenario.writing.editing import Copy, Put, Remove
from server import saving
from server.saving import digest, save, stored
from tests.server.live import MINI

TITLE = ("injects", "omroep-belt", "title")


@pytest.fixture
def own(tmp_path: Path) -> Path:
    return shutil.copytree(MINI, tmp_path / "mini")


def seen(own: Path) -> str:
    return digest((own / "scenario.yaml").read_bytes())


def test_a_change_is_on_the_disk_and_plays(own: Path) -> None:
    assert save(own, seen(own), [Put(TITLE, "Een vraag")]).outcome == "saved"
    scenario = read(own).scenario
    assert scenario is not None
    assert scenario.injects["omroep-belt"].title == "Een vraag"


def test_the_file_itself_may_be_named_too(own: Path) -> None:
    assert save(own / "scenario.yaml", seen(own), [Put(TITLE, "Een vraag")]).outcome == "saved"


def test_somebody_elses_change_is_not_written_over(own: Path) -> None:
    was = seen(own)
    save(own, was, [Put(TITLE, "Van de ander")])
    assert save(own, was, [Put(TITLE, "Van mij")]).outcome == "changed"
    assert "Van de ander" in (own / "scenario.yaml").read_text("utf-8")


def test_a_change_that_makes_a_mistake_is_not_written(own: Path) -> None:
    before = seen(own)
    saved = save(own, before, [Put(TITLE, "{{ nergens }}"), Put(("injects", "omroep-belt", "channel"), "nieuws")])
    assert saved.outcome == "refused"
    assert {(finding.code, subject) for finding, subject in saved.errors} == {
        ("E302", TITLE),
        ("E109", ("injects", "omroep-belt", "channel")),
    }
    assert seen(own) == before


def test_a_mistake_that_was_there_does_not_stop_a_change_elsewhere(own: Path) -> None:
    file = own / "scenario.yaml"
    file.write_text(file.read_text("utf-8").replace("channel: news", "channel: nieuws"), "utf-8")
    assert save(own, seen(own), [Put(TITLE, "Een vraag")]).outcome == "saved"
    assert "Een vraag" in file.read_text("utf-8")


def test_taking_out_what_others_need_is_refused_and_says_who(own: Path) -> None:
    saved = save(own, seen(own), [Remove("mail-bewoner")])
    assert saved.outcome == "refused"
    assert ("injects", "omroep-belt") in {subject[:2] for _, subject in saved.errors}


def test_an_id_that_is_taken_is_refused(own: Path) -> None:
    saved = save(own, seen(own), [Copy("omroep-belt", "mail-bewoner")])
    assert [finding.code for finding, _ in saved.errors] == ["E105"]


def test_what_is_not_there_is_lost(own: Path) -> None:
    assert save(own, seen(own), [Put(("injects", "nergens", "title"), "x")]).outcome == "lost"
    (own / "scenario.yaml").write_bytes(b"\tstuk")
    assert save(own, seen(own), [Put(TITLE, "x")]).outcome == "lost"
    (own / "scenario.yaml").write_bytes(b"format: \xff")
    assert save(own, seen(own), [Put(TITLE, "x")]).outcome == "lost"


def test_a_disk_that_says_no_leaves_the_file_as_it_was(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    before = seen(own)
    monkeypatch.setattr(os, "fsync", full)
    saved = save(own, before, [Put(TITLE, "Een vraag")])
    assert (saved.outcome, saved.reason) == ("failed", "No space left on device")
    assert seen(own) == before
    assert not [path for path in own.iterdir() if path.name.startswith(".")]


def test_a_message_as_it_stands_in_the_file(own: Path) -> None:
    there = stored(own, "omroep-belt")
    assert there is not None
    assert there.seen == seen(own)
    assert there.values["number",] == "02"
    assert "{{" in str(there.values["from",])
    assert stored(own, "nergens") is None
    (own / "scenario.yaml").write_bytes(b"\xff")
    assert stored(own, "omroep-belt") is None
    assert saving.digest(b"a") != saving.digest(b"b")
