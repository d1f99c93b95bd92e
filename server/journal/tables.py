"""The tables of one exercise's file, and the statements over them.

Owns the schema and the SQL of the record; rows and their hashes come from `rows`, connections from `database`.
`step` and `event` only grow: triggers refuse a change. A text can only be emptied.
"""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime

from server.journal import rows
from server.journal.base import RecordedStep
from server.journal.database import Kind

JOURNAL = Kind(
    application_id=0x534E4B4A,  # SNKJ
    version=1,
    word="logboek",
    schema=(
        """CREATE TABLE step (
            step INTEGER PRIMARY KEY, seat TEXT, command_id TEXT, based_on INTEGER,
            first_seq INTEGER NOT NULL, last_seq INTEGER NOT NULL, recorded_at TEXT NOT NULL,
            outcome TEXT NOT NULL, hash TEXT NOT NULL, UNIQUE (seat, command_id)) STRICT""",
        """CREATE TABLE event (
            seq INTEGER PRIMARY KEY, step INTEGER NOT NULL REFERENCES step (step), at_ms INTEGER NOT NULL,
            type TEXT NOT NULL, v INTEGER NOT NULL, body TEXT NOT NULL, hash TEXT NOT NULL) STRICT""",
        """CREATE TABLE text (
            id TEXT PRIMARY KEY, seat TEXT NOT NULL, salt TEXT NOT NULL, body TEXT NOT NULL)
            STRICT, WITHOUT ROWID""",
        """CREATE TABLE pulse (
            one INTEGER PRIMARY KEY CHECK (one = 1), at_ms INTEGER NOT NULL, recorded_at TEXT NOT NULL) STRICT""",
        "CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID",
        "INSERT INTO meta VALUES ('schema', 'journal/1')",
        *(
            f"""CREATE TRIGGER {table}_is_never_{done} BEFORE {verb} ON {table}
            BEGIN SELECT RAISE(ABORT, 'the record is never edited'); END"""
            for table in ("step", "event")
            for verb, done in (("UPDATE", "changed"), ("DELETE", "removed"))
        ),
        *(
            f"""CREATE TRIGGER {table}_comes_at_the_end BEFORE INSERT ON {table}
            WHEN NEW.{number} != (SELECT COALESCE(MAX({number}), 0) + 1 FROM {table})
            BEGIN SELECT RAISE(ABORT, 'the record only grows at its end'); END"""
            for table, number in (("step", "step"), ("event", "seq"))
        ),
        """CREATE TRIGGER text_is_only_emptied BEFORE UPDATE ON text
            WHEN NEW.id != OLD.id OR NEW.seat != OLD.seat OR NEW.salt != '' OR NEW.body != ''
            BEGIN SELECT RAISE(ABORT, 'a text is only emptied'); END""",
        """CREATE TRIGGER text_is_never_removed BEFORE DELETE ON text
            BEGIN SELECT RAISE(ABORT, 'a text is only emptied'); END""",
    ),
)


def insert(connection: sqlite3.Connection, linked: rows.Linked) -> None:
    """Add rows; call it inside a transaction. A repeated command or text id is an `sqlite3.IntegrityError`."""
    connection.executemany("INSERT INTO step VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", linked.steps)
    connection.executemany("INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?)", linked.events)
    connection.executemany("INSERT INTO text VALUES (?, ?, ?, ?)", linked.texts)


def head_after(connection: sqlite3.Connection, step: int | None = None) -> rows.Head:
    """Where the record ended after that step, or where it ends now; the empty head when there is no such step."""
    found = connection.execute(
        """SELECT step.step, step.last_seq, COALESCE(event.hash, step.hash)
           FROM step LEFT JOIN event ON event.seq = step.last_seq AND event.step = step.step
           WHERE step.step = COALESCE(?, (SELECT MAX(step) FROM step))""",
        (step,),
    ).fetchone()
    return rows.Head(*found) if found else rows.EMPTY


def read_steps(connection: sqlite3.Connection, first_step: int = 1, last_step: int | None = None) -> list[RecordedStep]:
    """The steps of a range, verified from the hash of the step before it."""
    between = (max(1, first_step), rows.LARGEST if last_step is None else last_step)
    steps = connection.execute("SELECT * FROM step WHERE step BETWEEN ? AND ? ORDER BY step", between)
    events = connection.execute("SELECT * FROM event WHERE step BETWEEN ? AND ? ORDER BY seq", between)
    return rows.verify(
        head_after(connection, between[0] - 1), map(rows.StepRow._make, steps), map(rows.EventRow._make, events)
    )


def read_texts(connection: sqlite3.Connection, steps: list[RecordedStep]) -> dict[str, str]:
    """The words by id, compared with what all `steps` say of them."""
    return rows.verify_texts(steps, map(rows.TextRow._make, connection.execute("SELECT * FROM text ORDER BY id")))


def outcome_of(connection: sqlite3.Connection, seat: str, command_id: str) -> str | None:
    """What that command was answered with; None when it is not in the record."""
    try:
        found = connection.execute("SELECT outcome FROM step WHERE seat = ? AND command_id = ?", (seat, command_id))
    except UnicodeEncodeError:  # half a character: what could not be stored is not there
        return None
    row = found.fetchone()
    return row[0] if row else None


def write_pulse(connection: sqlite3.Connection, at_ms: int, recorded_at: datetime) -> None:
    row = (at_ms, recorded_at.astimezone(UTC).isoformat(timespec="microseconds"))
    connection.execute("INSERT OR REPLACE INTO pulse VALUES (1, ?, ?)", row)


def read_pulse(connection: sqlite3.Connection) -> tuple[int, datetime] | None:
    row = connection.execute("SELECT at_ms, recorded_at FROM pulse").fetchone()
    return (row[0], datetime.fromisoformat(row[1])) if row else None
