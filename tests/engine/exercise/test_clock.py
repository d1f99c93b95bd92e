"""Exercise time is a map of segments, story time a map of phases; neither ticks."""

import pytest

from engine.exercise import events as e
from engine.exercise.clock import Segment, minute_in, stage, story_at, story_minute, story_words
from engine.exercise.commands import NextPhase
from tests.engine.worlds import MINUTE, Play, phase, world


def test_a_segment_floors_from_its_anchor() -> None:
    third = Segment(wall_ms=1_000, at_ms=50, speed_num=1, speed_den=3)

    assert [third.at(wall) for wall in (1_000, 1_001, 1_002, 1_003, 1_005, 1_006)] == [50, 50, 50, 51, 51, 52]


def test_many_readings_never_drift() -> None:
    segment = Segment(wall_ms=0, at_ms=0, speed_num=1, speed_den=3)

    readings = [segment.at(wall) for wall in range(0, 300_001, 7)]

    assert readings[-1] == 299_999 // 3
    assert readings == sorted(readings)


def test_a_change_of_speed_goes_on_from_where_the_clock_was() -> None:
    slow = Segment(wall_ms=0, at_ms=0, speed_num=1)
    fast = Segment(wall_ms=10_000, at_ms=slow.at(10_000), speed_num=20)

    assert (slow.at(10_000), fast.at(10_000), fast.at(10_001), fast.at(11_000)) == (10_000, 10_000, 10_020, 30_000)


def test_a_segment_with_speed_zero_stands_still() -> None:
    still = Segment(wall_ms=500, at_ms=70, speed_num=0)

    assert still.at(500 + 30 * MINUTE) == 70
    assert still.wall(70) == 500
    assert still.wall(71) is None


def test_a_wall_clock_that_went_back_gives_the_anchor() -> None:
    assert Segment(wall_ms=5_000, at_ms=70, speed_num=1).at(1_000) == 70


@pytest.mark.parametrize(("num", "den"), [(1, 1), (1, 4), (3, 2), (7, 3), (60, 1)])
def test_wall_is_the_first_moment_that_reaches_an_exercise_time(num: int, den: int) -> None:
    segment = Segment(wall_ms=1_234, at_ms=99, speed_num=num, speed_den=den)

    for at_ms in range(100, 400):
        wall_ms = segment.wall(at_ms)
        assert wall_ms is not None
        assert segment.at(wall_ms) >= at_ms > segment.at(wall_ms - 1)


def test_what_was_reached_before_the_anchor_was_reached_at_the_anchor() -> None:
    assert Segment(wall_ms=1_000, at_ms=99, speed_num=1).wall(3) == 1_000


def test_story_time_is_linear_inside_a_phase() -> None:
    hour_in_ten_minutes = phase("een", 10, story=(1_000, 1_060))

    minutes = [minute_in(hour_in_ten_minutes, into * MINUTE) for into in (0, 1, 5, 10)]

    assert minutes == [1_000, 1_006, 1_030, 1_060]


def test_story_time_stands_at_the_end_of_a_phase_that_runs_over() -> None:
    play = Play.started(world(phases=[phase("een", 10, story=(1_000, 1_060))]))

    assert story_minute(play.scenario, play.state, 25 * MINUTE) == 1_060


def test_story_time_stands_still_in_a_phase_whose_clock_does() -> None:
    break_ = phase("een", 10, story=(1_000, 1_000), kind="break")

    assert [minute_in(break_, into * MINUTE) for into in (0, 5, 10)] == [1_000, 1_000, 1_000]


def test_story_time_in_the_lobby_is_that_of_the_first_phase() -> None:
    play = Play(world(phases=[phase("een", story=(1_000, 1_060))]))

    assert story_minute(play.scenario, play.state, 0) == 1_000


def test_story_time_jumps_to_the_next_phase() -> None:
    play = Play.started(world(phases=[phase("een", story=(0, 60)), phase("twee", story=(2_000, 2_060))]))
    play.until(3 * MINUTE)
    play.order(NextPhase("een"))

    assert story_minute(play.scenario, play.state, 3 * MINUTE) == 2_000
    assert story_minute(play.scenario, play.state, 4 * MINUTE) == 2_006


def test_story_words_give_weekday_and_hour() -> None:
    scenario = world()  # day 1 is a Saturday

    assert story_words(scenario, 17 * 60 + 5) == "za 17.05"
    assert story_words(scenario, 24 * 60 + 9 * 60) == "zo 9.00"
    assert story_words(scenario, 8 * 24 * 60 + 30) == "zo 0.30"


def test_a_label_stands_in_place_of_the_weekday() -> None:
    assert story_words(world(), 9 * 60, "acht maanden later") == "acht maanden later, 9.00 uur"


def test_story_words_of_a_moment_follow_the_phase_that_runs() -> None:
    play = Play(world(phases=[phase("een", story=(540, 600), label="een week later")]))
    assert story_at(play.scenario, play.state, 0) == "za 9.00"

    play = Play.started(play.scenario)
    assert story_at(play.scenario, play.state, 5 * MINUTE) == "een week later, 9.30 uur"


@pytest.mark.parametrize(
    ("day", "name"),
    [(0, "acuut"), (1, "dag"), (6, "dag"), (7, "nafase"), (89, "nafase"), (90, "rapport"), (240, "rapport")],
)
def test_the_stage_follows_story_time_since_the_story_began(day: int, name: str) -> None:
    begins = phase("een", story=(600, 660))
    later = phase("twee", story=(600 + day * 24 * 60, 660 + day * 24 * 60))
    play = Play.started(world(phases=[begins, later]))
    play.order(NextPhase("een"))

    assert stage(play.scenario, play.state, 0) == name


def test_the_story_begins_with_the_first_phase_that_is_simulation() -> None:
    welcome = phase("een", story=(0, 0), kind="plenary")
    begins = phase("twee", story=(3 * 24 * 60, 3 * 24 * 60 + 60))
    play = Play.started(world(phases=[welcome, begins]))
    play.order(NextPhase("een"))

    assert stage(play.scenario, play.state, 0) == "acuut"


def test_a_phase_may_say_its_own_stage() -> None:
    play = Play.started(world(phases=[phase("een", stage="rapport")]))

    assert stage(play.scenario, play.state, 0) == "rapport"


def test_a_programme_without_simulation_has_a_stage_too() -> None:
    play = Play(world(phases=[phase("een", kind="knowledge")]))

    assert stage(play.scenario, play.state, 0) == "acuut"
    assert isinstance(play.events[0], e.ExerciseCreated)
