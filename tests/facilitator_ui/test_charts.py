from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from engine.scoring.scorecard import Profile, Spread
from facilitator_ui import charts
from tests.facilitator_ui.evening import MINUTE, REPORT


def test_three_lies_in_the_middle_and_only_halves_are_drawn() -> None:
    one, three, five = (charts.scale_x(position) for position in (1, 3, 5))
    assert three - one == five - three
    assert charts.scale_x(Fraction(31, 10)) == three


def test_each_scored_dimension_has_its_line() -> None:
    profile = Profile("iedereen", (Spread("d2", 4, Fraction(2), Fraction(4), Fraction(3)),), "proportioneel")
    chart = charts.spread_chart(profile)
    assert [line.dimension for line in chart.lines] == ["d2"]
    assert chart.lines[0].low < chart.lines[0].middle == chart.three < chart.lines[0].high
    assert chart.height == 66


def test_a_meter_stays_where_it_is_until_it_moves() -> None:
    chart = charts.time_chart(REPORT, "onrust")
    assert chart is not None
    assert chart.meter.line == "0.0,118.2 344.0,118.2 344.0,78.8 688.0,78.8"
    assert (chart.meter.first, chart.meter.lowest, chart.meter.highest, chart.meter.last) == (5, 5, 39, 39)


def test_turning_points_stand_on_the_line_in_order_of_time() -> None:
    chart = charts.time_chart(REPORT, "onrust")
    assert chart is not None
    assert [(turn.number, turn.title, turn.x, turn.y) for turn in chart.turns] == [(1, "De omroep belt", 137.6, 118.2)]


def test_phases_take_the_width_of_their_real_length() -> None:
    chart = charts.time_chart(REPORT, "onrust")
    assert chart is not None
    assert [(band.title, band.start, band.width) for band in chart.bands] == [("Avond", 0.0, 688.0)]


def test_only_meters_that_moved_are_drawn_small() -> None:
    assert [chart.id for chart in charts.small_charts(REPORT, "onrust")] == ["vertrouwen"]
    assert charts.unmoved(REPORT, "onrust") == ("regellast",)


def test_an_exercise_that_never_ran_has_no_time_chart() -> None:
    unstarted = replace(REPORT, duration_ms=0)
    assert charts.time_chart(unstarted, "onrust") is None
    assert charts.small_charts(unstarted, "onrust") == ()
    assert REPORT.duration_ms == 10 * MINUTE
