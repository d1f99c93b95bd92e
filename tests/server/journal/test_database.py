import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from server.journal.database import PRAGMAS, Kind, open_database, pragma, transaction
from server.journal.errors import CannotWrite, Damaged, InUse, StoreFailed, TooNew

KIND = Kind(application_id=77, version=3, schema=("CREATE TABLE t (a INT) STRICT",), word="boek")


def make(path: Path) -> None:
    open_database(path, KIND).close()


def test_every_setting_is_what_it_must_be(tmp_path: Path) -> None:
    with closing(open_database(tmp_path / "a.sqlite", KIND)) as connection:
        assert {name: pragma(connection, name) for name, _, _ in PRAGMAS} == {
            "locking_mode": "exclusive",
            "journal_mode": "wal",
            "synchronous": 2,
            "fullfsync": 1,
            "checkpoint_fullfsync": 1,
            "secure_delete": 1,
            "foreign_keys": 1,
            "recursive_triggers": 1,
            "trusted_schema": 0,
            "cell_size_check": 1,
            "mmap_size": 0,
        }
        assert (pragma(connection, "application_id"), pragma(connection, "user_version")) == (77, 3)


def test_a_setting_that_does_not_take_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("server.journal.database.PRAGMAS", (("synchronous", "NORMAL", 2),))
    with pytest.raises(StoreFailed, match="synchronous=NORMAL"):
        open_database(tmp_path / "a.sqlite", KIND)


def test_a_transaction_that_raises_leaves_nothing(tmp_path: Path) -> None:
    with closing(open_database(tmp_path / "a.sqlite", KIND)) as connection:
        with pytest.raises(sqlite3.IntegrityError), transaction(connection):
            connection.executemany("INSERT INTO t VALUES (?)", [(1,), ("geen getal",)])
        with transaction(connection):
            connection.execute("INSERT INTO t VALUES (2)")
        assert connection.execute("SELECT a FROM t").fetchall() == [(2,)]


def test_a_file_that_is_open_elsewhere_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("server.journal.database.WAIT_S", 0)
    with (
        closing(open_database(tmp_path / "a.sqlite", KIND)),
        pytest.raises(InUse, match=r"a\.sqlite is al geopend"),
    ):
        open_database(tmp_path / "a.sqlite", KIND)


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(CannotWrite, match="nergens"):
        open_database(tmp_path / "nergens" / "a.sqlite", KIND)


def test_a_folder_in_the_place_of_the_file_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "a.sqlite").mkdir()
    with pytest.raises(CannotWrite, match=tmp_path.name):
        open_database(tmp_path / "a.sqlite", KIND)


def test_a_file_that_is_no_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.sqlite"
    path.write_text("Dit is een brief aan de burgemeester.\n" * 100)
    before = path.read_bytes()
    with pytest.raises(Damaged, match=r"a\.sqlite is geen boek van Snelkookpan"):
        open_database(path, KIND)
    assert path.read_bytes() == before
    assert [found.name for found in tmp_path.iterdir()] == ["a.sqlite"]


def test_a_database_of_somebody_else_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.sqlite"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE theirs (a)")
    before = path.read_bytes()
    with pytest.raises(Damaged, match="geen boek"):
        open_database(path, KIND)
    assert path.read_bytes() == before


def test_a_file_of_a_newer_version_says_so(tmp_path: Path) -> None:
    make(tmp_path / "a.sqlite")
    with pytest.raises(TooNew, match="nieuwste versie"):
        open_database(tmp_path / "a.sqlite", Kind(77, 2, (), "boek"))


def test_an_empty_file_becomes_ours(tmp_path: Path) -> None:
    """What a crash leaves between making the file and its first table."""
    (tmp_path / "a.sqlite").touch()
    make(tmp_path / "a.sqlite")
    make(tmp_path / "a.sqlite")


def test_a_damaged_file_is_recognised(tmp_path: Path) -> None:
    path = tmp_path / "a.sqlite"
    make(path)
    content = bytearray(path.read_bytes())
    content[4096:] = b"\x5a" * (len(content) - 4096)
    path.write_bytes(content)
    with pytest.raises(Damaged, match="beschadigd boek"):
        open_database(path, KIND)
