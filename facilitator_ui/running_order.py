"""Geometry of the running order on its time axis: from moments to places in an SVG.

Owns where cells, silences, ticks and bars come, and which cells must stand below each other. Places along the axis are
percentages, so that it fits any width; heights are pixels. Colours are in `static/author.css`, words in the templates.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from engine.scenario.axis import Cell, Gap, Load, PhaseAxis, Row
from engine.scenario.model import Inject, Scenario

MINUTE_MS = 60_000
NARROWEST = 660
"""Pixels that the axis has at least; on something narrower it scrolls."""
LANE, EDGE, CELL = 35, 3, 29
"""Heights: a lane of cells, the room around it, a cell."""
BARS = 48
_STEPS_MS = (15_000, 30_000, MINUTE_MS, *(minutes * MINUTE_MS for minutes in (2, 5, 10, 15, 30, 60, 120)))
_MOST_TICKS = 8
_FEWEST_HIGH = 4
"""Messages at once that fill the height, at least: a calm minute must not look like a peak."""


@dataclass(frozen=True, slots=True)
class Tick:
    at_ms: int
    x: float


@dataclass(frozen=True, slots=True)
class CellBox:
    cell: Cell
    inject: Inject
    x: float
    y: int
    width: int
    number: str


@dataclass(frozen=True, slots=True)
class GapBox:
    gap: Gap
    x: float
    width: float
    minutes: int


@dataclass(frozen=True, slots=True)
class RowBox:
    row: Row
    height: int
    cells: tuple[CellBox, ...]
    gaps: tuple[GapBox, ...]


@dataclass(frozen=True, slots=True)
class Bar:
    load: Load
    x: float
    width: float
    y: float
    height: float


@dataclass(frozen=True, slots=True)
class Chart:
    ticks: tuple[Tick, ...]
    rows: tuple[RowBox, ...]
    bars: tuple[Bar, ...]
    height: int
    """Of the bars."""


def chart(scenario: Scenario, phase: PhaseAxis) -> Chart:
    """A phase drawn: rows in the order of the roles, cells at their time."""
    length_ms = max(phase.phase.length_ms, 1)
    rows = tuple(_row(scenario, row, length_ms) for row in phase.rows)
    return Chart(tuple(_ticks(length_ms)), rows, tuple(_bars(phase.load, length_ms)), BARS)


def cell_width(number: str) -> int:
    """Room for the icon and the number."""
    return 31 + 9 * max(len(number), 2)


def _ticks(length_ms: int) -> Iterable[Tick]:
    step = next((step for step in _STEPS_MS if length_ms // step < _MOST_TICKS), _STEPS_MS[-1])
    for at_ms in range(0, length_ms + 1, step):
        yield Tick(at_ms, _share(at_ms, length_ms))


def _row(scenario: Scenario, row: Row, length_ms: int) -> RowBox:
    free: list[float] = []
    """Per lane, where the last cell ends."""
    boxes = []
    for cell in row.cells:
        number = _short(scenario.injects[cell.inject].number)
        width, x = cell_width(number), _share(cell.at_ms, length_ms)
        lane = next((lane for lane, end in enumerate(free) if end <= x), len(free))
        free[lane : lane + 1] = [x + (width + 3) * 100 / NARROWEST]
        y = EDGE + lane * LANE + (LANE - CELL) // 2
        boxes.append(CellBox(cell, scenario.injects[cell.inject], x, y, width, number))
    height = max(len(free), 1) * LANE + 2 * EDGE
    return RowBox(row, height, tuple(boxes), tuple(_gap(gap, length_ms) for gap in row.gaps))


def _short(number: str) -> str:
    return number if len(number) <= 5 else f"{number[:4]}…"


def _gap(gap: Gap, length_ms: int) -> GapBox:
    x = _share(gap.from_ms, length_ms)
    return GapBox(gap, x, round(_share(gap.to_ms, length_ms) - x, 2), (gap.to_ms - gap.from_ms) // MINUTE_MS)


def _bars(load: Collection[Load], length_ms: int) -> Iterable[Bar]:
    high = max([_FEWEST_HIGH, *(each.messages for each in load)])
    width = _share(MINUTE_MS, length_ms)
    for each in load:
        x = _share(each.minute * MINUTE_MS, length_ms)
        height = round(BARS * each.messages / high, 1)
        yield Bar(each, x, round(min(width, 100 - x) * 0.86, 2), BARS - height, height)


def _share(ms: int, length_ms: int) -> float:
    return round(100 * ms / length_ms, 2)
