"""A record that lives as long as the program: for tests, rehearsals and reports.

Keeps the same rows with the same hashes as a file does, so it makes the same promises except outliving a crash. It has
no file to copy.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from server.journal import rows
from server.journal.base import Now, RecordedStep, StoredStep
from server.journal.errors import CannotWrite, Conflict, StoreFailed


class MemoryJournal:
    """A `Journal` in lists."""

    def __init__(self, now: Now) -> None:
        self._now = now
        self._head = rows.EMPTY
        self._steps: list[rows.StepRow] = []
        self._events: list[rows.EventRow] = []
        self._texts: dict[str, rows.TextRow] = {}
        self._outcomes: dict[tuple[str, str], str] = {}
        self._pulse: tuple[int, datetime] | None = None
        self._closed = False

    async def append(self, expected_step: int, steps: Sequence[StoredStep]) -> None:
        self._check_open()
        if expected_step != self._head.step + 1:
            raise Conflict(f"Stap {expected_step} kan niet: de volgende stap is {self._head.step + 1}.")
        linked = rows.link(self._head, steps, self._now())
        outcomes = self._new_outcomes(linked)
        texts = self._new_texts(linked)
        # Nothing above changed anything: either all of it happens, or none.
        self._steps += linked.steps
        self._events += linked.events
        self._outcomes |= outcomes
        self._texts |= texts
        self._head = linked.head

    def _new_outcomes(self, linked: rows.Linked) -> dict[tuple[str, str], str]:
        fresh: dict[tuple[str, str], str] = {}
        for row in linked.steps:
            if row.seat is None or row.command_id is None:
                continue
            if (key := (row.seat, row.command_id)) in self._outcomes or key in fresh:
                raise Conflict("Deze opdracht is al uitgevoerd.")
            fresh[key] = row.outcome
        return fresh

    def _new_texts(self, linked: rows.Linked) -> dict[str, rows.TextRow]:
        fresh: dict[str, rows.TextRow] = {}
        for row in linked.texts:
            if row.id in self._texts or row.id in fresh:
                raise Conflict(f"Er staat al een tekst {row.id} in het logboek.")
            fresh[row.id] = row
        return fresh

    async def outcome_of(self, seat: str, command_id: str) -> str | None:
        return self._outcomes.get((seat, command_id))

    async def read(self, first_step: int = 1, last_step: int | None = None) -> list[RecordedStep]:
        return rows.verify(rows.EMPTY, self._steps, self._events)[max(0, first_step - 1) : last_step]

    async def texts(self) -> dict[str, str]:
        return rows.verify_texts(await self.read(), self._texts.values())

    async def pulse(self, at_ms: int, recorded_at: datetime) -> None:
        self._check_open()
        self._pulse = (at_ms, recorded_at.astimezone(UTC))

    async def last_pulse(self) -> tuple[int, datetime] | None:
        return self._pulse

    async def copy_to(self, path: Path) -> None:
        raise CannotWrite(f"{path} is niet gemaakt: deze oefening wordt niet in een bestand bewaard.")

    async def close(self) -> None:
        self._closed = True

    def _check_open(self) -> None:
        if self._closed:
            raise StoreFailed("Het logboek is al gesloten.")
