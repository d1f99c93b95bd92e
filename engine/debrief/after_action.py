"""The after-action report as data: what happened at group level, without anybody's name.

Owns the shape of the report and puts it together from the record. The course in time is folded in `course`, answers
are counted in `answers`, positions in `engine.scoring`. Does not lay out pages (`facilitator_ui`).

Left out on purpose, wherever it stands in the record: seat ids, names, parties, everything players typed, the words of
messages made up on the spot, and trainers' notes. Local words (`{{ gemeente }}`) are shown: the trainer filled them in
to be read.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, is_dataclass
from fractions import Fraction
from typing import Any, Literal, TypeAlias

from engine.debrief.answers import AnswerTimes, Deadlines, PerPart, Unanswered
from engine.debrief.course import CourseRow, MeterCourse
from engine.scenario.model import Value
from engine.scoring.scale import to_half
from engine.scoring.scorecard import Profile

Json: TypeAlias = dict[str, Any]


@dataclass(frozen=True, slots=True)
class PhaseReport:
    """A phase of the programme. Times are exercise ms; `real_ms` is None when it never began.

    `ended` is False for the phase that the record stops in. `profiles` are the scores given to its moments.
    """

    id: str
    title: str
    kind: str
    started_at_ms: int | None
    planned_ms: int
    real_ms: int | None
    ended: bool
    profiles: tuple[Profile, ...]


@dataclass(frozen=True, slots=True)
class InjectLine:
    """An inject as a report refers to it. `delivered_at_ms` is None when it never came."""

    number: str
    title: str
    channel: str
    delivered_at_ms: int | None


@dataclass(frozen=True, slots=True)
class EscalationReport:
    """A moment the evening turned on: its injects, how fast answers came, and the spread over the scale."""

    id: str
    title: str
    injects: tuple[InjectLine, ...]
    answer_times: AnswerTimes
    profiles: tuple[Profile, ...]


@dataclass(frozen=True, slots=True)
class DebriefReport:
    """A question for afterwards, what it is about, and the injects to look at again."""

    ask: str
    objective: str
    injects: tuple[InjectLine, ...]


@dataclass(frozen=True, slots=True)
class Participation:
    """How many took part: seats that opened or answered anything, of all seats; and how many people scored."""

    active: int
    seats: int
    raters: int


@dataclass(frozen=True, slots=True)
class AfterAction:
    """The whole report. Positions are exact fractions here and halves in `as_json`. Times are exercise ms."""

    exercise: str
    title: str
    municipality: str
    """The local word for the municipality; empty when the scenario has none."""
    held_on: str
    """The date as the shell gives it (`2026-11-26`), or empty."""
    language: Literal["nl", "en"]
    summary: str
    objectives: tuple[str, ...]
    finished: bool
    """False when the record stops before the exercise ended."""
    duration_ms: int
    planned_ms: int
    participation: Participation
    phases: tuple[PhaseReport, ...]
    course: tuple[CourseRow, ...]
    meters: tuple[MeterCourse, ...]
    escalations: tuple[EscalationReport, ...]
    profile: tuple[Profile, ...]
    """All scores of the exercise: the whole first, then the groups that may be shown."""
    answer_times: AnswerTimes
    answer_times_per_phase: tuple[PerPart, ...]
    answer_times_per_channel: tuple[PerPart, ...]
    unanswered: tuple[Unanswered, ...]
    deadlines: Deadlines
    variables: tuple[tuple[str, Value], ...]
    """The scenario's own variables where the record stops, in its order; meters are in `meters`."""
    debrief: tuple[DebriefReport, ...]

    def as_json(self) -> Json:
        """Plain data for `json.dumps`: positions rounded to halves, so no figure looks finer than it was scored."""
        plain: Json = _plain(self)
        return plain


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if isinstance(value, Fraction):
        half = to_half(value)
        return int(half) if half.denominator == 1 else float(half)
    return value
