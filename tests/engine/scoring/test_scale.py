from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.scoring.scale import POSITIONS, WORDS, direction, quality, to_half


def test_proportional_is_best_and_both_ends_are_equally_poor() -> None:
    assert [quality(position) for position in POSITIONS] == [1, 3, 5, 3, 1]


def test_the_direction_tells_the_two_sides_apart() -> None:
    assert [direction(position) for position in POSITIONS] == [
        "te_weinig",
        "te_weinig",
        "proportioneel",
        "reflex",
        "reflex",
    ]


def test_nothing_scored_stays_nothing() -> None:
    assert quality(None) is None
    assert direction(None) is None


@pytest.mark.parametrize("position", [0, 6, -1])
def test_a_position_off_the_scale_is_a_bug(position: int) -> None:
    with pytest.raises(ValueError, match="1 to 5"):
        quality(position)
    with pytest.raises(ValueError, match="1 to 5"):
        direction(position)


def test_every_position_has_a_word_in_both_languages() -> None:
    assert [WORDS[position]["nl"] for position in POSITIONS] == [
        "veel te weinig",
        "iets te weinig",
        "proportioneel",
        "neiging tot reflex",
        "volle reflex",
    ]
    assert all(WORDS[position]["en"] for position in POSITIONS)


def test_a_tie_between_two_halves_goes_towards_proportional() -> None:
    quarters = [Fraction(n, 4) for n in (5, 7, 11, 13, 15, 19)]

    assert [to_half(value) for value in quarters] == [
        Fraction(3, 2),
        2,
        3,
        3,
        Fraction(7, 2),
        Fraction(9, 2),
    ]


@given(st.fractions(min_value=1, max_value=5))
def test_a_rounded_value_is_a_half_at_most_a_quarter_away_on_the_same_side(value: Fraction) -> None:
    shown = to_half(value)

    assert shown.denominator in (1, 2)
    assert abs(shown - value) <= Fraction(1, 4)
    assert (shown - 3) * (value - 3) >= 0
