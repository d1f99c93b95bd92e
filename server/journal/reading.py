"""Reading the file of an exercise without opening the exercise: for reports, replays and branches.

Owns the promise that reading never changes a file, nor puts anything beside it. A file that is in use is not read: its
latest steps may not be in it yet.
"""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from server.journal import tables
from server.journal.base import RecordedStep
from server.journal.database import check_kind, check_sound, opening_error
from server.journal.errors import CannotRead, Damaged, InUse, JournalError


def read_all(path: Path) -> tuple[list[RecordedStep], dict[str, str]]:
    """Every step and the typed words by id, verified. `InUse`, `CannotRead`, `Damaged` or `TooNew`."""
    with open_for_reading(path) as connection:
        steps = tables.read_steps(connection)
        return steps, tables.read_texts(connection, steps)


@contextmanager
def open_for_reading(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection that cannot write, for use with `tables`. Raises what `read_all` raises."""
    _check_readable(path)
    if not path.with_name(path.name + "-wal").exists():
        # No program has it open, and everything is in the one file.
        with _connected(path, path) as connection:
            yield connection
        return
    _check_free(path)
    with (
        tempfile.TemporaryDirectory(prefix="snelkookpan-") as folder,
        _connected(_recovered(path, Path(folder)), path) as connection,
    ):
        yield connection


def _check_readable(path: Path) -> None:
    try:
        is_file = path.is_file()
    except OSError:
        is_file = False
    if not is_file:
        raise CannotRead(f"{path} is er niet, of mag niet worden gelezen.")


def _check_free(path: Path) -> None:
    """`InUse` when a program has the file open.

    Asks SQLite: opening the file ourselves would undo the locks of our own process. Without shared memory nothing is
    made beside the file; what a crash left then cannot be opened, but nobody holds it.
    """
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&readonly_shm=1", uri=True, timeout=0)
    with closing(connection):
        try:
            connection.execute("SELECT 1 FROM sqlite_master").fetchone()
        except sqlite3.DatabaseError as wrong:
            if isinstance(opening_error(path, tables.JOURNAL, wrong), InUse):
                raise InUse(
                    f"{path.name} hoort bij een oefening die nu open is. Kies in die oefening 'Download kopie' "
                    "en gebruik de kopie."
                ) from wrong


def _recovered(path: Path, folder: Path) -> Path:
    """A copy in which the steps that a crashed program left beside the file are in it."""
    copy = folder / path.name
    try:
        for suffix in ("", "-wal"):
            shutil.copyfile(path.with_name(path.name + suffix), folder / (path.name + suffix))
    except OSError as wrong:
        raise CannotRead(f"{path} kan niet worden gelezen ({wrong.strerror}).") from wrong
    with _errors_of(path), closing(sqlite3.connect(copy, isolation_level=None)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    return copy


@contextmanager
def _connected(path: Path, original: Path) -> Iterator[sqlite3.Connection]:
    with _errors_of(original):
        uri = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
        with closing(sqlite3.connect(uri, uri=True, isolation_level=None)) as connection:
            check_kind(connection, original, tables.JOURNAL)
            check_sound(connection, original, tables.JOURNAL)
            yield connection


@contextmanager
def _errors_of(path: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.DatabaseError as wrong:
        raise _reading_error(path, wrong) from wrong


def _reading_error(path: Path, wrong: sqlite3.DatabaseError) -> JournalError:
    meant = opening_error(path, tables.JOURNAL, wrong)
    return meant if isinstance(meant, Damaged) else CannotRead(f"{path} kan niet worden gelezen ({wrong}).")
