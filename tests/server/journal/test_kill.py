"""Whatever was said to be kept is kept, whenever the program is killed."""

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from server.journal.reading import read_all
from server.journal.sqlite import SqliteJournal
from tests.server.journal.appender import batch
from tests.server.journal.contract import ticking

ROUNDS = 15


def kill_while_appending(path: Path, store: str, after_s: float) -> int:
    """Let the program open the record as the kill before left it, append for a while, and kill it.

    Returns the last step that it said was kept, 0 when none.
    """
    command = [sys.executable, "-m", "tests.server.journal.appender", str(path), store]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as program:
        assert program.stdout is not None
        assert program.stdout.readline() == "ready\n"
        time.sleep(after_s)
        program.kill()
        # A line that was cut off was not said.
        said = [line for line in program.stdout if line.endswith("\n")]
    return int(said[-1]) if said else 0


def lost_after(path: Path, acknowledged: int) -> list[int]:
    """The acknowledged steps that are not in the record as they were appended."""
    steps, texts = read_all(path)
    events = {step.number: step.events for step in steps}
    expected = dict(enumerate(batch(1, acknowledged), start=1))
    return [
        number
        for number, stored in expected.items()
        if events.get(number) != stored.step.events or any(texts[t.id] != t.body for t in stored.step.texts)
    ]


@pytest.mark.slow
async def test_no_acknowledged_step_is_lost_when_the_program_is_killed(tmp_path: Path) -> None:
    path, dice, acknowledged = tmp_path / "avond.sqlite", random.Random(2), 0
    for _ in range(ROUNDS):
        acknowledged = max(acknowledged, kill_while_appending(path, "honest", dice.uniform(0, 0.1)))
        assert lost_after(path, acknowledged) == []
    assert acknowledged > ROUNDS
    journal = await SqliteJournal.open(path, ticking())
    assert len(await journal.read()) >= acknowledged
    await journal.close()


@pytest.mark.slow
def test_a_store_that_says_yes_before_it_wrote_is_caught(tmp_path: Path) -> None:
    """A planted bug: what finds nothing proves nothing."""
    for attempt in range(5):
        path = tmp_path / f"{attempt}.sqlite"
        if lost_after(path, kill_while_appending(path, "hasty", 0.05)):
            return
    raise AssertionError("five kills, and nothing was missed")
