"""What happened in time: the rows of the course, and the meters at each change.

Folds the record from its first event on, at group level. Counting answers is in `answers`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from engine.debrief.wording import Wording
from engine.exercise import events as e
from engine.exercise.clock import story_at
from engine.exercise.state import State, begin, evolve
from engine.scenario.model import Scenario

RowKind: TypeAlias = Literal[
    "phase_began", "phase_ended", "inject", "answer", "missed", "message", "paused", "ended", "reopened"
]


@dataclass(frozen=True, slots=True)
class CourseRow:
    """One line of the course. Which fields are filled depends on `kind`:

    - phase_began, phase_ended: `title`
    - inject: `number`, `title`, `channel`, `to` (role titles), `to_all`, `plenary`, `count` (seats)
    - answer (the first from a unit), missed: `number`, `title`, `channel`, `to` (one group word), `late`, `count`
      (of that group at that instant)
    - message (made up on the spot): `plenary`, `count` (seats)
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
    """A meter over time: (exercise ms, value) at its start, at each change, and where the record stops."""

    id: str
    points: tuple[tuple[int, int], ...]


def course(scenario: Scenario, events: Sequence[e.Event], wording: Wording) -> tuple[CourseRow, ...]:
    """The rows, in the order of the record. `events` begin with `ExerciseCreated`; any prefix of a record will do."""
    first = events[0]
    assert isinstance(first, e.ExerciseCreated)
    state = begin(scenario, first)
    rows: list[CourseRow] = []
    for event in _that_stood(events[1:]):
        row = _row(scenario, state, event, wording)
        state = evolve(state, event)
        if row is not None:
            _add(rows, replace(row, story=story_at(scenario, state, event.at_ms)))
    return tuple(rows)


def _that_stood(events: Sequence[e.Event]) -> Iterator[e.Event]:
    """The facts without the sending of what was taken back at once: nobody had opened it."""
    gone: set[int] = set()
    sent: dict[str, int] = {}
    for place, event in enumerate(events):
        match event:
            case e.InjectDelivered(inject=name) | e.MessageSent(message=name):
                sent[name] = place
            case e.InjectWithdrawn(inject=name) | e.MessageWithdrawn(message=name):
                gone |= {sent[name], place}
    yield from (event for place, event in enumerate(events) if place not in gone)


def meters(scenario: Scenario, events: Iterable[e.Event], until_ms: int) -> tuple[MeterCourse, ...]:
    """Every meter of the scenario, in its order. Of several changes at one instant the last is kept."""
    points = {v.id: {0: int(v.start)} for v in scenario.variables.values() if v.is_meter}
    for event in events:
        if isinstance(event, e.VariableChanged) and event.name in points:
            points[event.name][event.at_ms] = int(event.value)
        elif isinstance(event, e.InjectWithdrawn):
            for name, value in event.values:
                if name in points:
                    points[name][event.at_ms] = int(value)
    for line in points.values():
        line.setdefault(until_ms, list(line.values())[-1])
    return tuple(MeterCourse(name, tuple(line.items())) for name, line in points.items())


def _add(rows: list[CourseRow], row: CourseRow) -> None:
    """Append this row, or count it with its equal of the same instant: five silent members of a group are one line."""
    if row.kind in ("answer", "missed"):
        for place in range(len(rows) - 1, -1, -1):
            if rows[place].at_ms != row.at_ms:
                break
            if replace(rows[place], count=row.count) == row:
                rows[place] = replace(row, count=rows[place].count + row.count)
                return
    rows.append(row)


def _row(scenario: Scenario, before: State, event: e.Event, wording: Wording) -> CourseRow | None:
    """What this fact adds to the course, or None. Free text is not even looked at."""
    at_ms = event.at_ms
    match event:
        case e.PhaseStarted() | e.PhaseEnded():
            kind: RowKind = "phase_began" if isinstance(event, e.PhaseStarted) else "phase_ended"
            return CourseRow(at_ms, "", kind, title=wording.text(scenario.phase(event.phase).title))
        case e.InjectDelivered():
            return replace(
                _about(scenario, event.inject, event.variant, at_ms, "inject", wording),
                to=wording.roles(event.seats),
                to_all=set(event.seats) >= set(scenario.seats),
                plenary=event.plenary,
                count=len(event.seats),
            )
        case e.ResponseSubmitted(revision=1):
            sent = before.injects[event.inject].variant
            row = _about(scenario, event.inject, sent, at_ms, "answer", wording)
            return replace(row, to=(wording.group(event.unit),), late=event.late, count=1)
        case e.ResponseMissed() if not before.injects[event.inject].cancelled:
            sent = before.injects[event.inject].variant
            row = _about(scenario, event.inject, sent, at_ms, "missed", wording)
            return replace(row, to=(wording.group(event.unit),), count=1)
        case e.MessageSent():
            return CourseRow(at_ms, "", "message", plenary=event.plenary, count=len(event.seats))
        case e.ClockPaused():
            return CourseRow(at_ms, "", "paused", cause=event.cause)
        case e.ExerciseEnded():
            return CourseRow(at_ms, "", "ended")
        case e.ExerciseReopened():
            return CourseRow(at_ms, "", "reopened")
    return None


def _about(
    scenario: Scenario, inject_id: str, variant: int | None, at_ms: int, kind: RowKind, wording: Wording
) -> CourseRow:
    inject = scenario.injects[inject_id]
    return CourseRow(at_ms, "", kind, inject.number, wording.text(inject.title_of(variant)), inject.channel)
