"""A record in one SQLite file: durable before it answers, one connection, one thread.

Owns the lifetime of an open file and the thread that alone touches it, so that the event loop never waits for a disk.
Settings and errors of SQLite are in `database`, the statements in `tables`; reading a file without opening the exercise
is in `reading`.
"""

from __future__ import annotations

import asyncio
import logging
import os
import sqlite3
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TypeVar

from server.journal import rows, tables
from server.journal.base import Now, RecordedStep, StoredStep
from server.journal.database import cannot_write, open_database, opening_error, transaction, using_error
from server.journal.errors import CannotWrite, Conflict, StoreFailed

T = TypeVar("T")
log = logging.getLogger(__name__)


class SqliteJournal:
    """A `Journal` in a file. Open it with `SqliteJournal.open`, and close it: only then it is one file again."""

    def __init__(self, connection: sqlite3.Connection, head: rows.Head, writer: ThreadPoolExecutor, now: Now) -> None:
        self._connection = connection
        self._head = head
        self._writer = writer
        self._now = now
        self._closed = False

    @classmethod
    async def open(cls, path: Path, now: Now) -> SqliteJournal:
        """The record in this file, which is made when it is not there. Raises what `open_database` raises."""
        writer = ThreadPoolExecutor(max_workers=1, thread_name_prefix=f"journal-{path.stem}")
        try:
            connection, head = await asyncio.get_running_loop().run_in_executor(writer, _open, path)
        except BaseException:
            writer.shutdown(wait=False)
            raise
        return cls(connection, head, writer, now)

    async def append(self, expected_step: int, steps: Sequence[StoredStep]) -> None:
        await self._run(partial(self._append, expected_step=expected_step, steps=steps, recorded_at=self._now()))

    def _append(
        self, connection: sqlite3.Connection, expected_step: int, steps: Sequence[StoredStep], recorded_at: datetime
    ) -> None:
        if expected_step != self._head.step + 1:
            raise Conflict(f"Stap {expected_step} kan niet: de volgende stap is {self._head.step + 1}.")
        linked = rows.link(self._head, steps, recorded_at)
        with transaction(connection):
            tables.insert(connection, linked)
        self._head = linked.head

    async def outcome_of(self, seat: str, command_id: str) -> str | None:
        return await self._run(partial(tables.outcome_of, seat=seat, command_id=command_id))

    async def read(self, first_step: int = 1, last_step: int | None = None) -> list[RecordedStep]:
        return await self._run(partial(tables.read_steps, first_step=first_step, last_step=last_step))

    async def texts(self) -> dict[str, str]:
        return await self._run(lambda connection: tables.read_texts(connection, tables.read_steps(connection)))

    async def pulse(self, at_ms: int, recorded_at: datetime) -> None:
        await self._run(partial(tables.write_pulse, at_ms=at_ms, recorded_at=recorded_at))

    async def last_pulse(self) -> tuple[int, datetime] | None:
        return await self._run(tables.read_pulse)

    async def copy_to(self, path: Path) -> None:
        await self._run(partial(_copy, path=path))

    async def close(self) -> None:
        if self._closed:
            return
        self._closed = True
        await asyncio.get_running_loop().run_in_executor(self._writer, _close, self._connection)
        self._writer.shutdown(wait=False)

    async def _run(self, job: Callable[[sqlite3.Connection], T]) -> T:
        """Do a job on the writer thread, after all earlier ones."""
        if self._closed:
            raise StoreFailed("Het logboek is al gesloten.")
        return await asyncio.get_running_loop().run_in_executor(self._writer, _carry_out, job, self._connection)


def _open(path: Path) -> tuple[sqlite3.Connection, rows.Head]:
    connection = open_database(path, tables.JOURNAL)
    return connection, tables.head_after(connection)


def _carry_out(job: Callable[[sqlite3.Connection], T], connection: sqlite3.Connection) -> T:
    try:
        return job(connection)
    except sqlite3.ProgrammingError:
        raise
    except sqlite3.DatabaseError as wrong:
        raise using_error(wrong) from wrong


def _copy(connection: sqlite3.Connection, path: Path) -> None:
    """Under its own name only once it is complete and on the disk."""
    part = path.with_name(path.name + ".part")
    if path.exists():
        raise CannotWrite(f"{path} bestaat al. Kies een andere naam voor de kopie.")
    try:
        part.unlink(missing_ok=True)
        connection.execute("VACUUM INTO ?", (str(part),))
        with part.open("rb+") as copy:
            os.fsync(copy.fileno())
        part.rename(path)
    except OSError as wrong:
        raise cannot_write(path.parent) from wrong
    except sqlite3.DatabaseError as wrong:
        with suppress(OSError):
            part.unlink()
        raise opening_error(path, tables.JOURNAL, wrong) from wrong


def _close(connection: sqlite3.Connection) -> None:
    try:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    except sqlite3.Error:
        # Nothing is lost: the file next to it holds the rest until the next time it is opened.
        log.warning("could not tidy up the record at closing", exc_info=True)
    finally:
        connection.close()
