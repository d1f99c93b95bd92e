"""What a record of an exercise promises, whatever keeps it.

Owns the interface and its values; `memory` and `sqlite` keep the promise, one contract suite holds them to it. Errors
are in `errors`, all of them with a sentence for a person.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol, TypeAlias

from engine.exercise.events import Event
from engine.exercise.step import Step

Now: TypeAlias = Callable[[], datetime]
"""Tells the wall time, aware UTC."""


@dataclass(frozen=True, slots=True)
class StoredStep:
    """A step to be stored, with what its command is answered with.

    `outcome` is the small canonical JSON that a repeated command gets again; it stands in the chain and can never be
    erased, so no typed words in it. `based_on` is what the command said it had seen.
    """

    step: Step
    outcome: str
    based_on: int | None = None


@dataclass(frozen=True, slots=True)
class RecordedStep:
    """A step as it stands in the record. Steps are numbered from 1; `hash` is that of the record up to here."""

    number: int
    recorded_at: datetime
    events: tuple[Event, ...]
    seat: str | None
    command_id: str | None
    based_on: int | None
    outcome: str
    hash: str


class Journal(Protocol):
    """The record of one exercise, open for one writer. Calls are carried out in the order in which they were made."""

    async def append(self, expected_step: int, steps: Sequence[StoredStep]) -> None:
        """Store all steps, durably, or none of them. `expected_step` is the number the first gets: last + 1.

        `Conflict` when another step has that number, or a (seat, command_id) or text id is already there;
        `StoreFailed` when the disk refuses. A cancelled call may still be carried out.
        """

    async def outcome_of(self, seat: str, command_id: str) -> str | None:
        """What this command was answered with, however long ago; None when it was never carried out."""

    async def read(self, first_step: int = 1, last_step: int | None = None) -> list[RecordedStep]:
        """The steps from `first_step` up to and including `last_step`, chain verified. `Damaged` when it is broken."""

    async def texts(self) -> dict[str, str]:
        """The typed words by text id, compared with the hashes in the events; an erased text is empty."""

    async def pulse(self, at_ms: int, recorded_at: datetime) -> None:
        """Remember how far the clock got. Outside the chain: each one overwrites the one before."""

    async def last_pulse(self) -> tuple[int, datetime] | None:
        """The exercise ms and wall time of the latest pulse."""

    async def copy_to(self, path: Path) -> None:
        """Write a complete copy to a path that does not exist yet. `CannotWrite` when that cannot be."""

    async def close(self) -> None:
        """Let go of the record and leave it as one file. Closing twice is fine; using it afterwards is not."""
