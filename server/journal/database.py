"""Opening a SQLite file of ours: the settings that make it durable, and whose file it is.

Owns pragmas, locks, and which error a failure of SQLite means. Does not know what is in the tables (`tables`,
`library`). A file has one connection at a time, whatever the program: several connections writing one file corrupt it
in many SQLite versions in use today.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from server.journal.errors import CannotWrite, Conflict, Damaged, InUse, JournalError, StoreFailed, TooNew

WAIT_S = 1.0
"""How long another program gets to let go of the file."""

PRAGMAS: tuple[tuple[str, str, str | int], ...] = (
    ("locking_mode", "EXCLUSIVE", "exclusive"),  # first: then WAL needs no shared memory and nobody else gets in
    ("journal_mode", "WAL", "wal"),
    ("synchronous", "FULL", 2),  # NORMAL loses acknowledged steps in a power cut
    ("fullfsync", "ON", 1),  # macOS: really to the disk
    ("checkpoint_fullfsync", "ON", 1),
    ("secure_delete", "ON", 1),  # erased words are gone from the file
    ("foreign_keys", "ON", 1),
    ("recursive_triggers", "ON", 1),  # INSERT OR REPLACE also asks the triggers that refuse a DELETE
    ("trusted_schema", "OFF", 0),
    ("cell_size_check", "ON", 1),
    ("mmap_size", "0", 0),
)
"""Pragma, what it is set to, what it must say afterwards."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A sort of file: its mark in the header, its version and the statements that make an empty one."""

    application_id: int
    version: int
    schema: Sequence[str]
    word: str
    """What it is, in a Dutch sentence: *logboek*."""


def open_database(path: Path, kind: Kind) -> sqlite3.Connection:
    """The only connection to the file, which is made when it is not there. For one thread at a time.

    `InUse` within two seconds, `CannotWrite`, `Damaged`, `TooNew` or `StoreFailed`; then nothing was changed.
    """
    if not path.parent.is_dir():
        raise cannot_write(path.parent)
    try:
        connection = sqlite3.connect(path, timeout=WAIT_S, isolation_level=None, check_same_thread=False)
    except sqlite3.Error as wrong:
        raise opening_error(path, kind, wrong) from wrong
    try:
        _prepare(connection, path, kind)
    except sqlite3.Error as wrong:
        connection.close()
        raise opening_error(path, kind, wrong) from wrong
    except BaseException:
        connection.close()
        raise
    return connection


def _prepare(connection: sqlite3.Connection, path: Path, kind: Kind) -> None:
    connection.execute("PRAGMA locking_mode=EXCLUSIVE")
    is_new = pragma(connection, "page_count") == 0
    if not is_new:
        check_kind(connection, path, kind)
    for name, wanted, result in PRAGMAS:
        connection.execute(f"PRAGMA {name}={wanted}").fetchall()
        if (actual := pragma(connection, name)) != result:
            raise StoreFailed(f"{path.name}: SQLite weigert {name}={wanted} (het blijft {actual}).")
    with transaction(connection):  # shows that it can be written, even when nothing is to be made
        if is_new:
            _create(connection, kind)
    check_sound(connection, path, kind)


def _create(connection: sqlite3.Connection, kind: Kind) -> None:
    for statement in kind.schema:
        connection.execute(statement)
    connection.execute(f"PRAGMA application_id={kind.application_id}")
    connection.execute(f"PRAGMA user_version={kind.version}")


def check_kind(connection: sqlite3.Connection, path: Path, kind: Kind) -> None:
    """`Damaged` when the file is something else, `TooNew` when a later version made it."""
    if pragma(connection, "application_id") != kind.application_id:
        raise _not_ours(path, kind)
    if pragma(connection, "user_version") != kind.version:
        raise TooNew(f"{path.name} is gemaakt met een nieuwere Snelkookpan. Open het met de nieuwste versie.")


def check_sound(connection: sqlite3.Connection, path: Path, kind: Kind) -> None:
    """`Damaged` when the file is not a sound database, indexes included."""
    found = [row[0] for row in connection.execute("PRAGMA integrity_check(1)")]
    if found != ["ok"]:
        raise _broken(path, kind)


def pragma(connection: sqlite3.Connection, name: str) -> str | int:
    """What a pragma says now."""
    value: str | int = connection.execute(f"PRAGMA {name}").fetchone()[0]
    return value


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """What is done in it is on the disk when it ends; when it raises, nothing of it is."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        # A full disk may have rolled back of itself.
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def opening_error(path: Path, kind: Kind, wrong: sqlite3.Error) -> JournalError:
    """What it means that SQLite refused to open the file."""
    match _primary_code(wrong):
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return InUse(
                f"{path.name} is al geopend, door een ander programma of door een Snelkookpan die nog draait. "
                "Sluit dat eerst, of kies een andere gegevensmap met --data."
            )
        case sqlite3.SQLITE_NOTADB:
            return _not_ours(path, kind)
        case sqlite3.SQLITE_CORRUPT:
            return _broken(path, kind)
        case sqlite3.SQLITE_CANTOPEN | sqlite3.SQLITE_READONLY | sqlite3.SQLITE_PERM:
            return cannot_write(path.parent)
    return using_error(wrong)


def using_error(wrong: sqlite3.Error) -> JournalError:
    """What it means that SQLite refused to read or write an open file."""
    match _primary_code(wrong):
        case sqlite3.SQLITE_CONSTRAINT:
            return Conflict("Deze opdracht of tekst staat al in het logboek.")
        case sqlite3.SQLITE_FULL:
            return StoreFailed("De schijf is vol: dit is niet vastgelegd. Maak ruimte vrij en probeer het opnieuw.")
        case sqlite3.SQLITE_NOTADB | sqlite3.SQLITE_CORRUPT | None:
            return Damaged(f"Het bestand is beschadigd ({wrong}). Gebruik een reservekopie.")
    return StoreFailed(f"De schijf geeft een fout ({wrong}): dit is niet vastgelegd.")


def cannot_write(folder: Path) -> CannotWrite:
    return CannotWrite(
        f"In de map {folder} kan niet worden geschreven. Geef Snelkookpan daar rechten, of kies een andere map."
    )


def _primary_code(wrong: sqlite3.Error) -> int | None:
    """SQLite's own code; None when the wrapper could not make sense of a value, such as text that is no UTF-8."""
    code: int | None = getattr(wrong, "sqlite_errorcode", None)
    return None if code is None else code & 0xFF


def _not_ours(path: Path, kind: Kind) -> Damaged:
    return Damaged(f"{path.name} is geen {kind.word} van Snelkookpan.")


def _broken(path: Path, kind: Kind) -> Damaged:
    return Damaged(f"{path.name} is een beschadigd {kind.word}. Gebruik een reservekopie.")
