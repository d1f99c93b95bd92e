"""Where things come on the axis."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from engine.scenario.axis import axis
from facilitator_ui.running_order import BARS, LANE, NARROWEST, cell_width, chart
from tests.engine.worlds import MINUTE, SECOND, inject, phase, world


def test_a_cell_stands_at_its_share_of_the_phase() -> None:
    scenario = world([inject("een", at=0), inject("half", at=5 * MINUTE), inject("eind", at=10 * MINUTE)])
    drawn = chart(scenario, axis(scenario)[0])
    assert [box.x for box in drawn.rows[0].cells] == [0, 50, 100]
    assert [box.number for box in drawn.rows[0].cells] == ["01", "02", "03"]


def test_cells_that_would_cover_each_other_stand_below_each_other() -> None:
    scenario = world([inject(f"m{n}", at=n * SECOND) for n in range(3)] + [inject("later", at=8 * MINUTE)])
    row = chart(scenario, axis(scenario)[0]).rows[0]
    ys = [box.y for box in row.cells]
    assert ys == [ys[0], ys[0] + LANE, ys[0] + 2 * LANE, ys[0]]
    assert row.height > 3 * LANE


def test_cells_of_one_lane_never_touch_on_the_narrowest_axis() -> None:
    scenario = world([inject(f"m{n}", at=n * 20 * SECOND) for n in range(30)])
    boxes = chart(scenario, axis(scenario)[0]).rows[0].cells
    for lane in {box.y for box in boxes}:
        inside = [box for box in boxes if box.y == lane]
        for one, other in pairwise(inside):
            assert one.x * NARROWEST / 100 + one.width < other.x * NARROWEST / 100
    assert cell_width("12345") > cell_width("01")


def test_ticks_are_round_and_not_many() -> None:
    for minutes, step in ((2, MINUTE // 2), (8, 2 * MINUTE), (30, 5 * MINUTE), (90, 15 * MINUTE), (480, 120 * MINUTE)):
        scenario = world([], [phase("een", minutes)])
        ticks = chart(scenario, axis(scenario)[0]).ticks
        assert [tick.at_ms for tick in ticks] == list(range(0, minutes * MINUTE + 1, step))
        assert len(ticks) <= 9


def test_bars_grow_with_the_busiest_minute_and_a_calm_one_stays_low() -> None:
    calm = world([inject("een", at=0)])
    assert chart(calm, axis(calm)[0]).bars[0].height == BARS / 4
    busy = world([inject(f"m{n}", at=0) for n in range(6)] + [inject("later", at=MINUTE)])
    bars = chart(busy, axis(busy)[0]).bars
    assert (bars[0].height, bars[1].height, bars[2].height) == (BARS, BARS / 6, 0)
    assert all(bar.y + bar.height == BARS for bar in bars)


def test_a_long_number_is_shortened() -> None:
    scenario = world([inject("een", at=0)])
    injects = {"een": replace(scenario.injects["een"], number="hoofdstuk 12")}
    scenario = replace(scenario, injects=injects)
    assert chart(scenario, axis(scenario)[0]).rows[0].cells[0].number == "hoof…"
