import asyncio
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from server.journal import reading, rows, tables
from server.journal.errors import CannotWrite, Conflict, InUse, StoreFailed
from server.journal.sqlite import SqliteJournal
from tests.server.journal.contract import START, JournalContract, due, injects, message, ticking


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "avond.sqlite"


@pytest.fixture
async def journal(path: Path) -> AsyncIterator[SqliteJournal]:
    journal = await SqliteJournal.open(path, ticking())
    yield journal
    await journal.close()


class TestSqliteJournal(JournalContract):
    pass


def files_beside(path: Path) -> list[str]:
    return sorted(found.name for found in path.parent.iterdir())


async def test_what_was_appended_is_there_after_closing_and_opening(path: Path) -> None:
    first = await SqliteJournal.open(path, ticking())
    await first.append(1, [due("a", seat="wethouder", command_id="c1"), message("m1", "tot zo")])
    await first.pulse(4200, START)
    before = await first.read()
    await first.close()
    second = await SqliteJournal.open(path, ticking())
    assert await second.read() == before
    assert await second.outcome_of("wethouder", "c1") == '{"due":"a"}'
    assert await second.last_pulse() == (4200, START)
    with pytest.raises(Conflict):
        await second.append(3, [due("b", seat="wethouder", command_id="c1")])
    await second.append(3, [due("b")])
    assert await injects(second) == ["a", "b"]
    await second.close()


async def test_closing_leaves_one_file(path: Path) -> None:
    journal = await SqliteJournal.open(path, ticking())
    await journal.append(1, [due("a")])
    assert files_beside(path) == ["avond.sqlite", "avond.sqlite-wal"]
    await journal.close()
    assert files_beside(path) == ["avond.sqlite"]


async def test_the_event_loop_never_touches_the_file(journal: SqliteJournal) -> None:
    threads = [await journal._run(lambda connection: threading.current_thread()) for _ in range(3)]
    assert len(set(threads)) == 1
    assert threads[0] is not threading.current_thread()


async def test_calls_are_carried_out_in_the_order_in_which_they_were_made(journal: SqliteJournal) -> None:
    await asyncio.gather(*(journal.append(n, [due(f"i{n}")]) for n in range(1, 50)))
    assert await injects(journal) == [f"i{n}" for n in range(1, 50)]


async def test_a_cancelled_caller_breaks_nothing(journal: SqliteJournal) -> None:
    appending = asyncio.ensure_future(journal.append(1, [due("a")]))
    await asyncio.sleep(0)
    appending.cancel()
    recorded = len(await journal.read())
    await journal.append(recorded + 1, [due("b")])
    assert (await injects(journal))[-1] == "b"


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE step SET outcome = '{}' WHERE step = 1",
        "DELETE FROM step",
        "UPDATE event SET at_ms = at_ms + 1",
        "DELETE FROM event WHERE seq = 1",
        "UPDATE text SET body = 'iets anders'",
        "UPDATE text SET id = id || 'x', salt = '', body = ''",
        "DELETE FROM text",
        "INSERT OR REPLACE INTO event SELECT seq, step, 99, type, v, body, hash FROM event",
        "INSERT INTO event SELECT seq + 7, step, 99, type, v, body, hash FROM event",
        "INSERT OR REPLACE INTO step SELECT 3, seat, command_id, 0, 3, 3, recorded_at, outcome, hash FROM step",
    ],
)
async def test_the_file_itself_refuses_to_be_edited(path: Path, statement: str) -> None:
    journal = await SqliteJournal.open(path, ticking())
    await journal.append(1, [due("a", 0, "wethouder", "c1"), message("m1", "geen commentaar")])
    before = (await journal.read(), await journal.texts())
    with pytest.raises(Conflict):
        await journal._run(lambda connection: connection.execute(statement))
    assert (await journal.read(), await journal.texts()) == before
    await journal.close()


async def test_a_text_can_be_emptied(journal: SqliteJournal) -> None:
    await journal.append(1, [message("m1", "geen commentaar")])
    await journal._run(lambda connection: connection.execute("UPDATE text SET salt = '', body = '' WHERE id = 'm1-c'"))
    assert (await journal.texts())["m1-c"] == ""
    assert len(await journal.read()) == 1


async def append_until_refused(journal: SqliteJournal) -> tuple[int, StoreFailed]:
    """Append pairs of steps; how many pairs were stored, and why the next was not."""
    stored = 0
    try:
        while stored < 1000:
            await journal.append(2 * stored + 1, [due(f"i{stored}"), message(f"m{stored}", "x" * 3000)])
            stored += 1
    except StoreFailed as refused:
        return stored, refused
    raise AssertionError("nothing was refused")


async def test_a_full_disk_stores_nothing_and_loses_nothing(journal: SqliteJournal) -> None:
    await journal._run(lambda connection: connection.execute("PRAGMA max_page_count=64").fetchall())
    stored, refused = await append_until_refused(journal)
    assert stored > 2
    assert "schijf is vol" in refused.sentence
    assert await injects(journal) == [f"i{n}" for n in range(stored)]
    assert len(await journal.texts()) == 3 * stored
    with pytest.raises(StoreFailed):
        await journal.append(2 * stored + 1, [message("groot", "x" * 30_000)])
    await journal._run(lambda connection: connection.execute("PRAGMA max_page_count=1000000").fetchall())
    await journal.append(2 * stored + 1, [due("later"), message("groot", "x" * 30_000)])
    assert (await injects(journal))[-1] == "later"


FILE_LIMIT = """
import asyncio, resource, sys
from pathlib import Path
from server.journal.sqlite import SqliteJournal
from tests.server.journal.contract import due, injects, ticking
from tests.server.journal.test_sqlite import append_until_refused

async def main() -> None:
    journal = await SqliteJournal.open(Path(sys.argv[1]), ticking())
    resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, resource.RLIM_INFINITY))
    stored, refused = await append_until_refused(journal)
    assert stored > 2
    assert len(await injects(journal)) == stored
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    await journal.append(2 * stored + 1, [due("later")])
    assert len(await injects(journal)) == stored + 1
    await journal.close()
    print(refused.sentence)
    print(stored)

asyncio.run(main())
"""


def run(program: str, path: Path) -> list[str]:
    command = [sys.executable, "-c", program, str(path)]
    return subprocess.run(command, check=True, capture_output=True, text=True, timeout=60).stdout.splitlines()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit on the size of a file")
def test_a_failing_disk_stores_nothing_and_loses_nothing(path: Path) -> None:
    sentence, stored = run(FILE_LIMIT, path)
    assert "niet vastgelegd" in sentence
    steps, texts = reading.read_all(path)
    assert len(steps) == 2 * int(stored) + 1
    assert len(texts) == 3 * int(stored)


SECOND_PROGRAM = """
import asyncio, sys, time
from pathlib import Path
from server.journal.errors import InUse
from server.journal.sqlite import SqliteJournal
from tests.server.journal.contract import ticking
started = time.monotonic()
try:
    asyncio.run(SqliteJournal.open(Path(sys.argv[1]), ticking()))
except InUse as refused:
    print(refused.sentence)
print(time.monotonic() - started)
"""


async def test_a_second_program_is_refused_within_two_seconds(journal: SqliteJournal, path: Path) -> None:
    sentence, took_s = await asyncio.to_thread(run, SECOND_PROGRAM, path)
    assert sentence.startswith("avond.sqlite is al geopend")
    assert float(took_s) < 2
    await journal.append(1, [due("a")])


async def test_a_second_opening_in_the_same_program_is_refused(journal: SqliteJournal, path: Path) -> None:
    started = time.monotonic()
    with pytest.raises(InUse, match=r"avond\.sqlite is al geopend"):
        await SqliteJournal.open(path, ticking())
    assert time.monotonic() - started < 2
    await journal.append(1, [due("a")])


async def test_a_copy_is_complete_and_leaves_the_record_open(journal: SqliteJournal, tmp_path: Path) -> None:
    copy = tmp_path / "kopie.sqlite"
    await journal.append(1, [due("a"), message("m1", "geen commentaar")])
    await journal.copy_to(copy)
    await journal.append(3, [due("b")])
    steps, texts = reading.read_all(copy)
    assert steps == (await journal.read())[:2]
    assert texts == await journal.texts()
    opened = await SqliteJournal.open(copy, ticking())
    await opened.append(3, [due("c")])
    assert await injects(opened) == ["a", "c"]
    await opened.close()


async def test_a_copy_never_overwrites(journal: SqliteJournal, path: Path) -> None:
    with pytest.raises(CannotWrite, match="bestaat al"):
        await journal.copy_to(path)


async def test_a_copy_to_nowhere_says_which_folder(journal: SqliteJournal, tmp_path: Path) -> None:
    with pytest.raises(CannotWrite, match="nergens"):
        await journal.copy_to(tmp_path / "nergens" / "kopie.sqlite")


async def test_any_change_in_the_tables_is_found(path: Path) -> None:
    """Someone with the file and a tool can drop the triggers, but not make the chain fit."""
    journal = await SqliteJournal.open(path, ticking())
    await journal.append(1, [due("a", 1, seat="wethouder", command_id="c1"), message("m1", "nee"), due("b", 2)])
    await journal.close()
    edits = [
        ("step", "outcome", "'{}'"),
        ("step", "recorded_at", "'2026-11-22T19:30:09.000000+00:00'"),
        ("step", "seat", "'griffier'"),
        ("event", "body", "replace(body, 'a', 'z')"),
        ("event", "at_ms", "at_ms + 1"),
        ("text", "body", "'ja'"),
        ("text", "salt", "'00'"),
    ]
    for table, column, value in edits:
        changed = path.with_name(f"{table}-{column}.sqlite")
        _copy_and_edit(path, changed, f"UPDATE {table} SET {column} = {value}")
        with pytest.raises(Exception, match="beschadigd of gewijzigd"):
            reading.read_all(changed)


def _copy_and_edit(path: Path, copy: Path, statement: str) -> None:
    copy.write_bytes(path.read_bytes())
    connection = sqlite3.connect(copy)
    for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        connection.execute(f"DROP TRIGGER {name}")
    connection.execute(statement)
    connection.commit()
    connection.close()


async def test_a_store_that_forgets_its_transaction_is_caught_by_the_contract(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A planted bug: rows written one by one. The contract's test of atomicity must not pass."""

    def one_by_one(connection: sqlite3.Connection, linked: rows.Linked) -> None:
        for step in linked.steps:
            events = [event for event in linked.events if event.step == step.step]
            connection.execute("COMMIT")
            connection.execute("BEGIN")
            tables_insert(connection, rows.Linked([step], events, [], linked.head))

    tables_insert = tables.insert
    monkeypatch.setattr(tables, "insert", one_by_one)
    journal = await SqliteJournal.open(path, ticking())
    with pytest.raises(AssertionError):
        await JournalContract().test_a_batch_with_one_bad_step_stores_nothing(journal)
    await journal.close()
