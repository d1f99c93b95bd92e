"""How answers came in: how fast, in time or late, and which never came.

Counts at group level; the course in time is in `course`, positions on the scale in `engine.scoring`.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AnswerTimes:
    """Exercise ms from delivery to first answer. Both are None when nothing was answered."""

    answered: int
    median_ms: int | None
    slowest_ms: int | None


@dataclass(frozen=True, slots=True)
class PerPart:
    """The answer times of a phase (`id` and `title`) or of a channel (`id`; the screen has its word)."""

    id: str
    title: str
    times: AnswerTimes


@dataclass(frozen=True, slots=True)
class Unanswered:
    """An inject that asked `asked` answers and never got `missing` of them, from these groups."""

    number: str
    title: str
    channel: str
    groups: tuple[str, ...]
    asked: int
    missing: int


@dataclass(frozen=True, slots=True)
class Deadlines:
    """Answers asked with a deadline: `asked` = `in_time` + `late` + `missed` + `still_open`."""

    asked: int
    in_time: int
    late: int
    missed: int
    still_open: int
