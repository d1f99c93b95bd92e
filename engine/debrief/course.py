"""What happened in time: the rows of the course, and the meters at each change.

Folds the record from its first event on, at group level. Counting answers is in `answers`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

RowKind: TypeAlias = Literal[
    "phase_began", "phase_ended", "inject", "answer", "missed", "message", "paused", "ended", "reopened"
]


@dataclass(frozen=True, slots=True)
class CourseRow:
    """One line of the course. Which fields are filled depends on `kind`:

    - phase_began, phase_ended: `title`
    - inject: `number`, `title`, `channel`, `to` (role titles), `to_all`, `plenary`, `count` (seats)
    - answer, missed: `number`, `title`, `channel`, `to` (one group word), `late`
    - message (made up on the spot): `channel`, `plenary`, `count` (seats)
    - paused: `cause` (facilitator, restart or gap)
    """

    at_ms: int
    story: str
    kind: RowKind
    number: str = ""
    title: str = ""
    channel: str = ""
    to: tuple[str, ...] = ()
    to_all: bool = False
    plenary: bool = False
    count: int = 0
    late: bool = False
    cause: str = ""


@dataclass(frozen=True, slots=True)
class MeterCourse:
    """A meter over time: (exercise ms, value) at its start and at each change, and where the record stops."""

    id: str
    points: tuple[tuple[int, int], ...]
