"""The data folder: which sessions and exercises there are, and where their files lie.

Owns the folder's layout and `server.sqlite`. Who sits on which seat is kept here, so that no record holds a name. Does
not open the exercises (`sqlite`). One program at a time uses a data folder. Every call waits for the disk: meant for
starting up and for the rare change of a session.

    exercises/<id>.sqlite   one record each        media/<sha256>   pictures and films, by content
    backups/                copies                 server.sqlite    sessions, exercises, the secret
"""

from __future__ import annotations

import re
import secrets
import sqlite3
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from server.journal.base import Now
from server.journal.database import Kind, cannot_write, open_database, transaction, using_error
from server.journal.errors import Conflict, InUse
from server.journal.media import Media

LIBRARY = Kind(
    application_id=0x534E4B4C,  # SNKL
    version=1,
    word="register",
    schema=(
        "CREATE TABLE secret (one INTEGER PRIMARY KEY CHECK (one = 1), value BLOB NOT NULL) STRICT",
        """CREATE TABLE session (
            id TEXT PRIMARY KEY, code TEXT NOT NULL UNIQUE, title TEXT NOT NULL, language TEXT NOT NULL,
            created_at TEXT NOT NULL, current_exercise TEXT REFERENCES exercise (id), closed_at TEXT) STRICT""",
        """CREATE TABLE exercise (
            id TEXT PRIMARY KEY, session TEXT NOT NULL REFERENCES session (id), path TEXT NOT NULL UNIQUE,
            scenario_id TEXT NOT NULL, started_at TEXT NOT NULL, ended_at TEXT) STRICT""",
    ),
)

_BESIDE = (
    """CREATE TABLE IF NOT EXISTS person (
        session TEXT NOT NULL REFERENCES session (id), seat TEXT NOT NULL, name TEXT NOT NULL, party TEXT NOT NULL,
        PRIMARY KEY (session, seat)) STRICT, WITHOUT ROWID""",
    "CREATE TABLE IF NOT EXISTS locked (session TEXT PRIMARY KEY REFERENCES session (id)) STRICT, WITHOUT ROWID",
)
"""Tables that came later; a folder of an older version gets them when it is opened."""

_ID = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")


@dataclass(frozen=True, slots=True)
class Session:
    """An evening: its code and title, and the exercise that plays in it now."""

    id: str
    code: str
    title: str
    language: str
    created_at: datetime
    current_exercise: str | None
    closed_at: datetime | None


@dataclass(frozen=True, slots=True)
class Person:
    """Who sits on a seat. Kept apart from every record, and gone when the names are erased."""

    seat: str
    name: str
    party: str = ""


@dataclass(frozen=True, slots=True)
class Exercise:
    """One run of a scenario in a session, and the file of its record."""

    id: str
    session: str
    path: Path
    scenario_id: str
    started_at: datetime
    ended_at: datetime | None


class DataFolder:
    """The open data folder; close it to let another program in.

    Opening makes what is missing. `CannotWrite`, or `InUse` when another program has it.
    """

    def __init__(self, folder: Path, now: Now) -> None:
        self.folder = folder
        self._now = now
        self._lock = threading.Lock()
        try:
            for part in (folder, folder / "exercises", folder / "media", folder / "backups"):
                part.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as wrong:
            raise cannot_write(folder) from wrong
        self._connection = _open(folder / "server.sqlite")
        with self._changing() as execute:
            for statement in _BESIDE:
                execute(statement)
        self.media = Media(folder / "media")
        self.backups = folder / "backups"
        self.secret = self._make_secret()

    def create_session(self, session_id: str, code: str, title: str, language: str = "nl") -> Session:
        """A new session without an exercise. `Conflict` when the id or the code is taken."""
        row = (_checked(session_id), code, title, language, self._now_text())
        with self._changing() as execute:
            execute("INSERT INTO session (id, code, title, language, created_at) VALUES (?, ?, ?, ?, ?)", row)
        return self.session(session_id)

    def session(self, session_id: str) -> Session:
        """The session with this id; KeyError when there is none."""
        return next((s for s in self.sessions() if s.id == session_id), None) or _missing(session_id)

    def sessions(self) -> list[Session]:
        """All sessions, oldest first."""
        found = self._select("SELECT * FROM session ORDER BY created_at, id")
        return [Session(row[0], row[1], row[2], row[3], _time(row[4]), row[5], _time_or_none(row[6])) for row in found]

    def add_exercise(self, session_id: str, exercise_id: str, scenario_id: str) -> Exercise:
        """A new exercise that its session plays from now on. Its file is made by whoever opens the record.

        KeyError when there is no such session, `Conflict` when the id is taken.
        """
        self.session(session_id)
        path = f"exercises/{_checked(exercise_id)}.sqlite"
        with self._changing() as execute:
            row = (exercise_id, session_id, path, scenario_id, self._now_text())
            execute("INSERT INTO exercise (id, session, path, scenario_id, started_at) VALUES (?, ?, ?, ?, ?)", row)
            execute("UPDATE session SET current_exercise = ? WHERE id = ?", (exercise_id, session_id))
        return next(e for e in self.exercises() if e.id == exercise_id)

    def exercises(self, session_id: str | None = None) -> list[Exercise]:
        """The exercises of a session, or all of them, oldest first."""
        query = "SELECT * FROM exercise WHERE session = COALESCE(?, session) ORDER BY started_at, id"
        return [
            Exercise(row[0], row[1], self.folder / row[2], row[3], _time(row[4]), _time_or_none(row[5]))
            for row in self._select(query, (session_id,))
        ]

    def set_current_exercise(self, session_id: str, exercise_id: str) -> None:
        """Let a session play another of its own exercises. KeyError when it is not one of them."""
        own = "SELECT id FROM exercise WHERE session = ?2"
        query = f"UPDATE session SET current_exercise = ?1 WHERE id = ?2 AND ?1 IN ({own})"
        self._change_one(query, exercise_id, session_id)

    def mark_ended(self, exercise_id: str) -> None:
        """Remember that an exercise is over. Ending it again keeps the first moment."""
        query = "UPDATE exercise SET ended_at = COALESCE(ended_at, ?1) WHERE id = ?2"
        self._change_one(query, self._now_text(), exercise_id)

    def mark_reopened(self, exercise_id: str) -> None:
        """Take back that an exercise is over."""
        self._change_one("UPDATE exercise SET ended_at = NULL WHERE id = ?1", exercise_id)

    def people(self, session_id: str) -> dict[str, Person]:
        """By seat who sits there, as far as it was filled in."""
        rows = self._select("SELECT seat, name, party FROM person WHERE session = ? ORDER BY seat", (session_id,))
        return {row[0]: Person(*row) for row in rows}

    def set_people(self, session_id: str, people: Iterable[Person]) -> None:
        """These people, in place of whoever there was; without any, all names are erased from the file."""
        rows = [(session_id, person.seat, person.name, person.party) for person in people]
        with self._changing() as execute:
            execute("DELETE FROM person WHERE session = ?", (session_id,))
            for row in rows:
                execute("INSERT INTO person VALUES (?, ?, ?, ?)", row)
        if not rows:
            # What was deleted is overwritten in the file; the pages of before must go from the log beside it too.
            with self._lock:
                self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def is_locked(self, session_id: str) -> bool:
        """Whether nobody new may choose a seat with the code."""
        return bool(self._select("SELECT 1 FROM locked WHERE session = ?", (session_id,)))

    def lock(self, session_id: str, locked: bool) -> None:
        """Let nobody new choose a seat with the code, or let them again."""
        with self._changing() as execute:
            if locked:
                execute("INSERT OR IGNORE INTO locked VALUES (?)", (session_id,))
            else:
                execute("DELETE FROM locked WHERE session = ?", (session_id,))

    def close_session(self, session_id: str) -> None:
        """Remember that nobody comes back to this session."""
        query = "UPDATE session SET closed_at = COALESCE(closed_at, ?1) WHERE id = ?2"
        self._change_one(query, self._now_text(), session_id)

    def close(self) -> None:
        """Let go of the folder. Closing twice is fine."""
        with self._lock:
            self._connection.close()

    def _make_secret(self) -> bytes:
        with self._changing() as execute:
            execute("INSERT OR IGNORE INTO secret VALUES (1, ?)", (secrets.token_bytes(32),))
        secret: bytes = self._select("SELECT value FROM secret")[0][0]
        return secret

    def _change_one(self, query: str, *values: str) -> None:
        with self._changing() as execute:
            if execute(query, values).rowcount != 1:
                raise KeyError(values[-1])

    @contextmanager
    def _changing(self) -> Iterator[Callable[..., sqlite3.Cursor]]:
        """One transaction; what is done in it is on the disk afterwards."""
        try:
            with self._lock, transaction(self._connection):
                yield self._connection.execute
        except sqlite3.IntegrityError as wrong:
            raise Conflict("Deze code of naam is al in gebruik.") from wrong
        except sqlite3.OperationalError as wrong:
            raise using_error(wrong) from wrong

    def _select(self, query: str, values: tuple[str | None, ...] = ()) -> list[tuple[Any, ...]]:
        with self._lock:
            return self._connection.execute(query, values).fetchall()

    def _now_text(self) -> str:
        return self._now().astimezone(UTC).isoformat(timespec="microseconds")


def _open(path: Path) -> sqlite3.Connection:
    try:
        return open_database(path, LIBRARY)
    except InUse as wrong:
        raise InUse(
            f"De gegevensmap {path.parent} is al in gebruik door een Snelkookpan die nog draait. "
            "Sluit die eerst, of kies een andere map met --data."
        ) from wrong


def _checked(ident: str) -> str:
    """The id itself, when it is safe as the name of a file. Ids come from the program, never from a visitor."""
    if not _ID.fullmatch(ident):
        raise ValueError(f"not an id: {ident!r}")
    return ident


def _missing(ident: str) -> Session:
    raise KeyError(ident)


def _time(text: str) -> datetime:
    return datetime.fromisoformat(text)


def _time_or_none(text: str | None) -> datetime | None:
    return _time(text) if text else None
