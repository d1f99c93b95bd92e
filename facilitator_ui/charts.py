"""Geometry of the report's charts: from figures to places on an SVG.

Owns where lines, bars and dots come; colours are in `static/report.css`, words in the templates. Everything is in user
units of a fixed width, rounded to a tenth, so that the same report gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from engine.debrief.after_action import AfterAction, PhaseReport
from engine.debrief.course import MeterCourse
from engine.scoring.scale import POSITIONS, to_half
from engine.scoring.scorecard import Profile, Spread

WIDTH = 688
"""Text width of the report."""
LABELS = 208
"""Left of the scale, for the names of the dimensions."""
_EDGE = 24


@dataclass(frozen=True, slots=True)
class SpreadLine:
    """One dimension on the two-sided scale. The bar is the spread, the dot the middle."""

    dimension: str
    y: int
    low: float
    high: float
    middle: float
    spread: Spread


@dataclass(frozen=True, slots=True)
class SpreadChart:
    height: int
    start: float
    three: float
    end: float
    lines: tuple[SpreadLine, ...]


@dataclass(frozen=True, slots=True)
class Band:
    """A phase on the time line."""

    title: str
    start: float
    width: float


@dataclass(frozen=True, slots=True)
class Turn:
    """An escalation moment on the time line, at the height of the line there."""

    number: int
    title: str
    at_ms: int
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class MeterChart:
    """A meter as a stepped line: it stays where it is until the script moves it."""

    id: str
    line: str
    area: str
    first: int
    lowest: int
    highest: int
    last: int


@dataclass(frozen=True, slots=True)
class TimeChart:
    width: int
    height: int
    base: int
    bands: tuple[Band, ...]
    meter: MeterChart
    turns: tuple[Turn, ...]


def spread_chart(profile: Profile) -> SpreadChart:
    """The dimensions that were scored, in order, on the scale from 1 to 5."""
    lines = tuple(
        SpreadLine(
            spread.dimension, 40 + 26 * row, scale_x(spread.min), scale_x(spread.max), scale_x(spread.median), spread
        )
        for row, spread in enumerate(profile.spreads)
    )
    return SpreadChart(40 + 26 * len(lines), scale_x(POSITIONS[0]), scale_x(3), scale_x(POSITIONS[-1]), lines)


def scale_x(position: Fraction | int) -> float:
    """Where a position from 1 to 5 lies, in halves: finer than that nobody scored."""
    room = WIDTH - LABELS - 2 * _EDGE
    return _tenth(LABELS + _EDGE + room * (to_half(Fraction(position)) - 1) / 4)


def time_chart(report: AfterAction, meter: str) -> TimeChart | None:
    """A meter over the whole exercise with phases and escalation moments; None while there is nothing to draw."""
    course = next((each for each in report.meters if each.id == meter), None)
    if course is None or report.duration_ms <= 0:
        return None
    height, base = 150, 124
    turns = tuple(
        Turn(number, title, at_ms, _time_x(at_ms, report, WIDTH), _value_y(_value(course.points, at_ms), base))
        for number, (title, at_ms) in enumerate(_turning_points(report), 1)
    )
    return TimeChart(WIDTH, height, base, _bands(report, WIDTH), _meter(course, report, WIDTH, base), turns)


def small_charts(report: AfterAction, without: str) -> tuple[MeterChart, ...]:
    """The other meters that moved, each on 320 by 64."""
    moved = (each for each in report.meters if each.id != without and len({value for _, value in each.points}) > 1)
    return tuple(_meter(each, report, 320, 60) for each in moved) if report.duration_ms > 0 else ()


def unmoved(report: AfterAction, without: str) -> tuple[str, ...]:
    """Ids of the meters that stayed where they began."""
    return tuple(
        each.id for each in report.meters if each.id != without and len({value for _, value in each.points}) == 1
    )


def _turning_points(report: AfterAction) -> list[tuple[str, int]]:
    reached = []
    for escalation in report.escalations:
        times = [inject.delivered_at_ms for inject in escalation.injects if inject.delivered_at_ms is not None]
        if times:
            reached.append((escalation.title, min(times)))
    return sorted(reached, key=lambda turn: turn[1])


def _bands(report: AfterAction, width: int) -> tuple[Band, ...]:
    return tuple(_band(phase, report, width) for phase in report.phases if phase.started_at_ms is not None)


def _band(phase: PhaseReport, report: AfterAction, width: int) -> Band:
    start_ms = phase.started_at_ms or 0
    start = _time_x(start_ms, report, width)
    return Band(phase.title, start, _tenth(_time_x(start_ms + (phase.real_ms or 0), report, width) - start))


def _meter(course: MeterCourse, report: AfterAction, width: int, base: int) -> MeterChart:
    corners = list(_steps(course.points, report, width, base))
    line = " ".join(f"{x},{y}" for x, y in corners)
    values = [value for _, value in course.points]
    area = f"{corners[0][0]},{base} {line} {corners[-1][0]},{base}"
    return MeterChart(course.id, line, area, values[0], min(values), max(values), values[-1])


def _steps(
    points: Sequence[tuple[int, int]], report: AfterAction, width: int, base: int
) -> Iterable[tuple[float, float]]:
    was = None
    for at_ms, value in points:
        x, y = _time_x(at_ms, report, width), _value_y(value, base)
        if was is not None and was != y:
            yield x, was
        yield x, y
        was = y


def _value(points: Sequence[tuple[int, int]], at_ms: int) -> int:
    return [value for when, value in points if when <= at_ms or when == points[0][0]][-1]


def _time_x(at_ms: int, report: AfterAction, width: int) -> float:
    return _tenth(Fraction(width * min(at_ms, report.duration_ms), report.duration_ms))


def _value_y(value: int, base: int) -> float:
    return _tenth(base - Fraction((base - 8) * value, 100))


def _tenth(value: Fraction | float) -> float:
    return round(float(value), 1)
