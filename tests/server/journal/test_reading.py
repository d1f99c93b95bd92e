import random
import shutil
import sqlite3
from pathlib import Path

import pytest

from server.journal.errors import CannotRead, Damaged, InUse, JournalError
from server.journal.reading import open_for_reading, read_all
from server.journal.sqlite import SqliteJournal
from tests.server.journal.contract import due, message, ticking


def folder_as_it_is(folder: Path) -> dict[str, bytes]:
    return {found.name: found.read_bytes() for found in folder.iterdir()}


async def record(path: Path, steps: int = 3) -> SqliteJournal:
    journal = await SqliteJournal.open(path, ticking())
    for n in range(steps):
        await journal.append(2 * n + 1, [due(f"i{n}", n, "wethouder", f"c{n}"), message(f"m{n}", f"tekst {n}")])
    return journal


async def test_a_closed_record_is_read_and_not_touched(tmp_path: Path) -> None:
    journal = await record(tmp_path / "avond #1 50%.sqlite")
    expected = (await journal.read(), await journal.texts())
    await journal.close()
    before = folder_as_it_is(tmp_path)
    assert read_all(tmp_path / "avond #1 50%.sqlite") == expected
    assert folder_as_it_is(tmp_path) == before


async def test_a_record_left_by_a_crash_is_read_whole_and_not_touched(tmp_path: Path) -> None:
    journal = await record(tmp_path / "avond.sqlite")
    crashed = tmp_path / "crash"
    crashed.mkdir()
    for name in ("avond.sqlite", "avond.sqlite-wal"):
        shutil.copy(tmp_path / name, crashed / name)  # after this copy the open record is not used any more
    before = folder_as_it_is(crashed)
    steps, texts = read_all(crashed / "avond.sqlite")
    assert len(steps) == 6
    assert len(texts) == 9
    assert folder_as_it_is(crashed) == before
    await journal.close()


@pytest.mark.parametrize("steps", [0, 3])
async def test_a_record_in_use_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, steps: int) -> None:
    monkeypatch.setattr("server.journal.database.WAIT_S", 0)
    await (await record(tmp_path / "avond.sqlite", 1)).close()
    journal = await SqliteJournal.open(tmp_path / "avond.sqlite", ticking())
    for n in range(steps):
        await journal.append(3 + n, [due(f"later{n}")])
    with pytest.raises(InUse, match="Download kopie"):
        read_all(tmp_path / "avond.sqlite")
    with pytest.raises(InUse):  # asking did not undo the lock
        await SqliteJournal.open(tmp_path / "avond.sqlite", ticking())
    await journal.append(3 + steps, [due("nog een")])
    await journal.close()
    assert len(read_all(tmp_path / "avond.sqlite")[0]) == 3 + steps


async def test_the_connection_cannot_write(tmp_path: Path) -> None:
    await (await record(tmp_path / "avond.sqlite")).close()
    with (
        pytest.raises(CannotRead, match="readonly"),
        open_for_reading(tmp_path / "avond.sqlite") as connection,
    ):
        connection.execute("DROP TABLE text")


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    for path in (tmp_path / "weg.sqlite", tmp_path, tmp_path / ("x" * 300)):
        with pytest.raises(CannotRead, match=tmp_path.name):
            read_all(path)


def test_a_file_that_is_not_ours_is_left_alone(tmp_path: Path) -> None:
    brief, empty, theirs = (tmp_path / name for name in ("brief.txt", "leeg.sqlite", "ander.sqlite"))
    brief.write_text("Geachte burgemeester,\n" * 200)
    empty.touch()
    connection = sqlite3.connect(theirs)
    connection.execute("CREATE TABLE step (a)")
    connection.close()
    before = folder_as_it_is(tmp_path)
    for path in (brief, empty, theirs):
        with pytest.raises(Damaged, match="geen logboek van Snelkookpan"):
            read_all(path)
    assert folder_as_it_is(tmp_path) == before


async def test_no_flipped_byte_changes_what_is_read(tmp_path: Path) -> None:
    """Either it says that the file is damaged, or the byte was in an unused place and everything is as it was."""
    path = tmp_path / "avond.sqlite"
    journal = await record(path)
    expected = (await journal.read(), await journal.texts())
    await journal.close()
    sound = path.read_bytes()
    used = [place for place, byte in enumerate(sound) if byte]
    found = 0
    for place in random.Random(7).sample(used, 400):
        path.write_bytes(sound[:place] + bytes([sound[place] ^ 0x01]) + sound[place + 1 :])
        try:
            assert read_all(path) == expected, place
        except JournalError:
            found += 1
    assert found > 200


async def test_each_byte_of_each_row_is_guarded(tmp_path: Path) -> None:
    path = tmp_path / "avond.sqlite"
    await (await record(path, 1)).close()
    sound = path.read_bytes()
    for part in (b'{"due":"i0"}', b'"inject":"i0"', b"message.sent", b"tekst 0", b"wethouder"):
        start = sound.index(part)
        for place in range(start, start + len(part)):
            path.write_bytes(sound[:place] + bytes([sound[place] ^ 0x01]) + sound[place + 1 :])
            with pytest.raises(Damaged):
                read_all(path)
