import sqlite3
from pathlib import Path

import pytest

from server.journal import rows, tables
from server.journal.database import open_database, transaction
from tests.server.journal.contract import START, due, message


@pytest.fixture
def connection(tmp_path: Path) -> sqlite3.Connection:
    return open_database(tmp_path / "avond.sqlite", tables.JOURNAL)


def test_the_head_is_that_of_the_last_row(connection: sqlite3.Connection) -> None:
    assert tables.head_after(connection) == rows.EMPTY
    linked = rows.link(rows.EMPTY, [due("a"), message("m1", "nee"), due("b")], START)
    with transaction(connection):
        tables.insert(connection, linked)
    assert tables.head_after(connection) == linked.head
    assert tables.head_after(connection, 2) == (2, 2, linked.events[1].hash)
    assert tables.head_after(connection, 9) == rows.EMPTY
    connection.close()
