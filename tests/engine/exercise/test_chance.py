"""Chance: drawn evenly, and from a stream of its own."""

from engine.exercise.chance import drawn_delay_ms, drawn_value
from engine.scenario.model import Between, Variable, Weights
from tests.engine.worlds import MINUTE, SECOND


def test_a_delay_without_spread_is_no_draw() -> None:
    assert drawn_delay_ms(1, "mail", 90_500, 0) == 90_500


def test_every_whole_second_within_the_spread_can_be_drawn_and_no_other() -> None:
    drawn = {drawn_delay_ms(seed, "mail", MINUTE, 2 * SECOND) for seed in range(200)}

    assert drawn == {58 * SECOND, 59 * SECOND, 60 * SECOND, 61 * SECOND, 62 * SECOND}


def test_a_delay_is_never_drawn_below_zero() -> None:
    assert {drawn_delay_ms(seed, "mail", SECOND, 2 * SECOND) for seed in range(200)} == {0, 1_000, 2_000, 3_000}


def test_a_draw_depends_on_the_seed_and_the_element_alone() -> None:
    of_mail = [drawn_delay_ms(seed, "mail", MINUTE, MINUTE) for seed in range(20)]

    assert [drawn_delay_ms(seed, "mail", MINUTE, MINUTE) for seed in range(20)] == of_mail
    assert [drawn_delay_ms(seed, "brief", MINUTE, MINUTE) for seed in range(20)] != of_mail


def test_a_draw_stays_what_it_was_in_every_version() -> None:
    # A scenario test with a seed says what is sent when: these figures may never change.
    assert [drawn_delay_ms(7, name, 4 * MINUTE, 2 * MINUTE) for name in ("whatsapp-buren", "rtv")] == [256_000, 293_000]


def test_a_value_is_drawn_in_proportion_to_its_weight() -> None:
    wind = Variable(
        "wind", "choice", "west", ("west", "oost", "zuid"), random=Weights((("west", 3), ("oost", 1), ("zuid", 0)))
    )
    drawn = [drawn_value(seed, wind) for seed in range(400)]

    assert drawn.count("zuid") == 0
    assert 250 < drawn.count("west") < 350


def test_a_number_is_drawn_from_all_between() -> None:
    dice = Variable("ogen", "number", 1, random=Between(1, 6))

    assert {drawn_value(seed, dice) for seed in range(200)} == {1, 2, 3, 4, 5, 6}


def test_a_variable_without_chances_begins_at_its_start() -> None:
    assert drawn_value(1, Variable("wind", "choice", "west", ("west", "oost"))) == "west"


def test_each_variable_has_a_stream_of_its_own() -> None:
    one, other = (Variable(name, "number", 0, random=Between(0, 10**6)) for name in ("een", "twee"))

    assert drawn_value(1, one) != drawn_value(1, other)
