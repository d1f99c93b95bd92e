"""A program that appends and says so, to be killed: `python -m tests.server.journal.appender FILE STORE`.

Prints `ready`, then a line for every step of which the store said that it is kept: its number. Every batch has steps
with and without words; now and then a pulse or a copy comes between. STORE `hasty` is a planted bug: it says yes first
and writes later.
"""

import asyncio
import random
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from server.journal.base import StoredStep
from server.journal.sqlite import SqliteJournal
from tests.server.journal.contract import due, message


class HastyJournal(SqliteJournal):
    """Says that steps are kept when they are only queued."""

    async def append(self, expected_step: int, steps: Sequence[StoredStep]) -> None:
        self._writing = [*getattr(self, "_writing", []), asyncio.ensure_future(super().append(expected_step, steps))]
        await asyncio.sleep(0)


def batch(first: int, size: int) -> list[StoredStep]:
    """The steps with these numbers; what is in a step follows from its number."""
    return [
        message(f"m{n}", f"bericht {n}") if n % 3 == 0 else due(f"i{n}", n, "wethouder", f"c{n}")
        for n in range(first, first + size)
    ]


async def main(path: Path, store: type[SqliteJournal]) -> None:
    journal = await store.open(path, lambda: datetime.now(UTC))
    number = len(await journal.read()) + 1
    dice = random.Random(number)
    print("ready", flush=True)
    while True:
        size = dice.randint(1, 4)
        await journal.append(number, batch(number, size))
        number += size
        print(number - 1, flush=True)
        if dice.random() < 0.1:
            await journal.pulse(number, datetime.now(UTC))


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1]), HastyJournal if sys.argv[2] == "hasty" else SqliteJournal))
