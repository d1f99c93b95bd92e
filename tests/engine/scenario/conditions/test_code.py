"""At which minutes a condition may turn: what the timeline has to wake up for."""

import pytest

from engine.scenario.conditions.parsing import turning_minutes
from tests.engine.worlds import condition


@pytest.mark.parametrize(
    ("source", "turns"),
    [
        ("vragen > 10", {}),
        ('sent("a")', {}),
        ('minutes_since("a") >= 10', {"a": {10, 11}}),
        ('5 < minutes_since("a") <= 8', {"a": {5, 6, 8, 9}}),
        ('minutes_since("a") in [1, 4]', {"a": {1, 2, 4, 5}}),
        ('minutes_since("a") > 2 and not (minutes_since("a") < 9 or minutes_since("b") == 1)', {
            "a": {2, 3, 9, 10},
            "b": {1, 2},
        }),
        ('(minutes_since("a") > 3) == paniek', {"a": {3, 4}}),
        ('minutes_since("a") > vragen', {"a": None}),
        ('minutes_since("a") + 1 > 5', {"a": None}),
        ('minutes_since("a") > 5 and minutes_since("a") > vragen', {"a": None}),
        ('minutes_since("a") > minutes_since("b")', {"a": None, "b": None}),
        ('minutes_since("a") in [minutes_since("b"), 3]', {"a": None, "b": None}),
        ('3 in [minutes_since("a"), 4]', {"a": None}),
    ],
)  # fmt: skip
def test_a_condition_may_turn_at_these_minutes(source: str, turns: dict[str, set[int] | None]) -> None:
    assert turning_minutes(condition(source)) == turns
