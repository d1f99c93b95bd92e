import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from server.journal.errors import CannotWrite, Conflict, InUse
from server.journal.library import DataFolder, Exercise, Session
from server.journal.sqlite import SqliteJournal
from tests.server.journal.contract import START, due, ticking


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[DataFolder]:
    folder = DataFolder(tmp_path / "gegevens", ticking())
    yield folder
    folder.close()


def test_a_new_folder_gets_its_rooms(folder: DataFolder) -> None:
    rooms = {found.name for found in folder.folder.iterdir() if found.is_dir()}
    assert rooms == {"exercises", "media", "backups"}
    assert (folder.sessions(), folder.exercises()) == ([], [])
    assert folder.media.get(folder.media.put(b"film")) == b"film"


def test_the_secret_is_made_once(folder: DataFolder) -> None:
    secret = folder.secret
    folder.close()
    again = DataFolder(folder.folder, ticking())
    assert len(secret) == 32
    assert again.secret == secret
    again.close()


def test_sessions_and_exercises_are_there_after_a_restart(folder: DataFolder) -> None:
    s = START + timedelta(seconds=1)
    folder.create_session("s1", "KRMTPQ", "Raad van dinsdag")
    first = folder.add_exercise("s1", "e1", "familiedrama")
    folder.mark_ended("e1")
    folder.add_exercise("s1", "e2", "familiedrama")
    folder.close()
    again = DataFolder(folder.folder, ticking())
    assert first == Exercise("e1", "s1", folder.folder / "exercises/e1.sqlite", "familiedrama", s, None)
    assert again.sessions() == [Session("s1", "KRMTPQ", "Raad van dinsdag", "nl", START, "e2", None)]
    assert [(e.id, e.ended_at) for e in again.exercises("s1")] == [("e1", s + timedelta(seconds=1)), ("e2", None)]
    assert again.exercises("s2") == []
    again.close()


def test_ending_keeps_the_first_moment_until_it_is_taken_back(folder: DataFolder) -> None:
    folder.create_session("s1", "KRMTPQ", "Raad")
    folder.add_exercise("s1", "e1", "mini")
    folder.mark_ended("e1")
    folder.mark_ended("e1")
    assert folder.exercises()[0].ended_at == START + timedelta(seconds=2)
    folder.mark_reopened("e1")
    assert folder.exercises()[0].ended_at is None
    folder.close_session("s1")
    assert folder.session("s1").closed_at == START + timedelta(seconds=4)


def test_a_session_plays_only_its_own_exercises(folder: DataFolder) -> None:
    folder.create_session("s1", "AAAAAA", "Raad")
    folder.create_session("s2", "BBBBBB", "College")
    folder.add_exercise("s1", "e1", "mini")
    folder.add_exercise("s1", "e2", "mini")
    folder.set_current_exercise("s1", "e1")
    assert folder.session("s1").current_exercise == "e1"
    for session, exercise in (("s2", "e1"), ("s1", "e9"), ("s9", "e1")):
        with pytest.raises(KeyError):
            folder.set_current_exercise(session, exercise)
    assert folder.session("s2").current_exercise is None


def test_a_code_or_id_that_is_taken_is_a_conflict(folder: DataFolder) -> None:
    folder.create_session("s1", "KRMTPQ", "Raad")
    with pytest.raises(Conflict):
        folder.create_session("s2", "KRMTPQ", "College")
    with pytest.raises(Conflict):
        folder.create_session("s1", "AAAAAA", "College")
    folder.add_exercise("s1", "e1", "mini")
    with pytest.raises(Conflict):
        folder.add_exercise("s1", "e1", "mini")
    assert len(folder.exercises()) == 1


def test_what_is_not_there_is_a_bug(folder: DataFolder) -> None:
    for wrong in (
        lambda: folder.session("s1"),
        lambda: folder.add_exercise("s1", "e1", "mini"),
        lambda: folder.mark_ended("e1"),
        lambda: folder.close_session("s1"),
    ):
        with pytest.raises(KeyError):
            wrong()


@pytest.mark.parametrize("ident", ["", "../server", "a/b", "A", ".x", "x" * 65])
def test_an_id_is_safe_as_the_name_of_a_file(folder: DataFolder, ident: str) -> None:
    with pytest.raises(ValueError, match="not an id"):
        folder.create_session(ident, "KRMTPQ", "Raad")


async def test_the_record_of_an_exercise_lies_where_the_folder_says(folder: DataFolder) -> None:
    folder.create_session("s1", "KRMTPQ", "Raad")
    path = folder.add_exercise("s1", "e1", "mini").path
    journal = await SqliteJournal.open(path, ticking())
    await journal.append(1, [due("a")])
    await journal.copy_to(folder.backups / "e1.sqlite")
    await journal.close()


SECOND_PROGRAM = """
import sys
from pathlib import Path
from server.journal.errors import InUse
from server.journal.library import DataFolder
from tests.server.journal.contract import ticking
try:
    DataFolder(Path(sys.argv[1]), ticking())
except InUse as refused:
    print(refused.sentence)
"""


def test_a_second_program_is_refused(folder: DataFolder) -> None:
    command = [sys.executable, "-c", SECOND_PROGRAM, str(folder.folder)]
    said = subprocess.run(command, check=True, capture_output=True, text=True, timeout=30).stdout
    assert said.startswith(f"De gegevensmap {folder.folder} is al in gebruik")


def test_a_second_opening_in_the_same_program_is_refused_in_time(folder: DataFolder) -> None:
    started = time.monotonic()
    with pytest.raises(InUse, match="gegevensmap"):
        DataFolder(folder.folder, ticking())
    assert time.monotonic() - started < 2


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "bestand").write_text("geen map")
    for folder in (tmp_path / "bestand", tmp_path / "bestand" / "gegevens"):
        with pytest.raises(CannotWrite, match="bestand"):
            DataFolder(folder, ticking())
