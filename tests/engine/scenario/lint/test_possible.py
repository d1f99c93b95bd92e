"""Whether a condition can be true and can be false: certain, or nothing said."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from engine.scenario.conditions.code import Condition, ConditionNames
from engine.scenario.conditions.parsing import parse
from engine.scenario.lint.possible import Work, outcomes
from engine.scenario.model import LADDERS, METERS, Value, Variable
from engine.scenario.sections.variables import always_there

VARIABLES = {
    "gebeld": Variable("gebeld", "yesno", False),
    "keuze": Variable("keuze", "choice", "geen", ("geen", "nu", "later")),
    "vragen": Variable("vragen", "number", 0, min=0, max=9),
    "los": Variable("los", "number", 0),
    **{each.id: each for each in always_there()},
}
DOMAINS: dict[str, Sequence[Value] | range] = {
    "gebeld": (False, True),
    "keuze": ("geen", "nu"),
    "vragen": range(10),
    "los": range(-(10**9), 10**9 + 1),
    "phase": ("een",),
    **{name: range(101) for name in METERS},
    **{name: range(steps + 1) for name, steps in LADDERS.items()},
}
BOTH, NEVER, ALWAYS = {True, False}, {False}, {True}


def result(source: str) -> set[bool] | None:
    condition = parse(source, ConditionNames(VARIABLES, ("een", "twee"), injects=("a",)))
    assert isinstance(condition, Condition), condition
    found = outcomes(condition, DOMAINS)
    return None if found is None else set(found)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("gebeld", BOTH),
        ("gebeld and not gebeld", NEVER),
        ("gebeld or keuze != 'later'", ALWAYS),
        ("keuze == 'later'", NEVER),
        ("keuze in ['nu', 'later']", BOTH),
        ("phase == 'twee'", NEVER),
        ("phase == 'een' and gebeld", BOTH),
        ("onrust > 100", NEVER),
        ("onrust >= 100", BOTH),
        ("onrust < 0", NEVER),
        ("onrust >= 0", ALWAYS),
        ("mediadruk > 50 and mediadruk < 20", NEVER),
        ("mediadruk > 50 and mediadruk < 52", BOTH),
        ("mediadruk > 50 and mediadruk < 51", NEVER),
        ("10 <= onrust <= 5", NEVER),
        ("vragen + 1 > 10", NEVER),
        ("vragen * 2 == 7", NEVER),
        ("vragen - vragen == 0", ALWAYS),
        ("los > 1000", BOTH),
        ("los == -5", BOTH),
        ("los > -5 and los < -4", NEVER),
        ("onrust in [101, -1]", NEVER),
        ("yes", ALWAYS),
    ],
)
def test_every_case_is_tried(source: str, expected: set[bool]) -> None:
    assert result(source) == expected


@pytest.mark.parametrize(
    "source",
    [
        "los + 1 > 0",  # no end to what it can be
        "onrust > mediadruk and mediadruk > vertrouwen",  # a million cases
        "sent('a')",
        "minutes_since('a') < 0 and gebeld",
    ],
)
def test_what_cannot_be_tried_is_not_claimed(source: str) -> None:
    assert result(source) is None


def test_a_name_of_which_nothing_is_known_gives_no_claim() -> None:
    condition = parse("gebeld and not gebeld", ConditionNames(VARIABLES, ("een",)))

    assert isinstance(condition, Condition)
    assert outcomes(condition, {}) is None


def test_no_more_work_is_done_than_is_left_and_nothing_is_claimed_then() -> None:
    condition = parse("vragen + vragen < 0", ConditionNames(VARIABLES, ("een",)))
    work = Work(left=60)

    assert isinstance(condition, Condition)
    assert [outcomes(condition, DOMAINS, work) for _ in range(3)] == [{False}, None, None]
    assert work.left == 10
