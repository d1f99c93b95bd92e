"""What conditions with calls come to, held against Python on random ones."""

from __future__ import annotations

from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.scenario.conditions.parsing import Condition, ConditionNames, holds, parse
from engine.scenario.model import Value, Variable
from tests.engine.worlds import Told

VARIABLES = {
    "gebeld": Variable("gebeld", "yesno", False),
    "standpunt": Variable("standpunt", "choice", "geen", ("geen", "meedoen")),
    "vragen": Variable("vragen", "number", 0),
}
INJECTS = ("een", "twee")
NAMES = ConditionNames(VARIABLES, ("acuut",), INJECTS, INJECTS, INJECTS, ("vorm",), ("vorm",))
VALUES: dict[str, Value] = {"gebeld": False, "standpunt": "geen", "vragen": 2, "phase": "acuut"}
FACTS = Told(minutes={"een": 4}, answers={"een": 3, "vorm": 1}, missed=("een",))


def comes_to(source: str, facts: Told = FACTS, values: dict[str, Value] = VALUES) -> bool:
    parsed = parse(source, NAMES)
    assert isinstance(parsed, Condition), parsed
    return holds(parsed, values, facts)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ('sent("een")', True),
        ('sent("twee")', False),
        ('answered("een") and answered("vorm")', True),
        ('answered("twee")', False),
        ('late("een") == yes', True),
        ('late("twee")', False),
        ('minutes_since("een") == 4', True),
        ('3 < minutes_since("een") < 5', True),
        ('count_answered("een") > vragen', True),
        ('count_answered("twee") == 0', True),
    ],
)
def test_a_call_asks_the_exercise(source: str, expected: bool) -> None:
    assert comes_to(source) is expected


@pytest.mark.parametrize(
    "comparison",
    [
        'minutes_since("twee") < 5',
        'minutes_since("twee") != 5',
        'minutes_since("twee") not in [5]',
        '-minutes_since("twee") * 2 + 1 <= 5',
        '1 != 2 != minutes_since("twee")',
        '1 in [1, minutes_since("twee")]',
        'minutes_since("twee") == minutes_since("twee")',
    ],
)
def test_a_comparison_with_the_minutes_since_what_was_not_sent_is_no(comparison: str) -> None:
    assert comes_to(comparison) is False
    assert comes_to(f"not ({comparison})") is True
    assert comes_to(f"({comparison}) == no") is True


class Twin(NamedTuple):
    """The same in a condition and in Python."""

    ours: str
    python: str


def _both(text: str, *parts: Twin) -> Twin:
    return Twin(text.format(*(part.ours for part in parts)), text.format(*(part.python for part in parts)))


def _compared(parts: tuple[Twin, str, Twin]) -> Twin:
    left, sign, right = parts
    ours = f"{left.ours} {sign} {right.ours}"
    return Twin(ours, f"(known({left.python}, {right.python}) and {left.python} {sign} {right.python})")


def _chosen(parts: tuple[Twin, str, list[Twin]]) -> Twin:
    left, sign, options = parts
    listed = ", ".join(option.python for option in options)
    ours = f"{left.ours} {sign} [{', '.join(option.ours for option in options)}]"
    return Twin(ours, f"(known({left.python}, {listed}) and {left.python} {sign} [{listed}])")


def _reckoned(parts: tuple[Twin, str, Twin]) -> Twin:
    left, sign, right = parts
    # None stands for minutes that are not there: Python does not reckon with it, so leave the sum out then.
    return Twin(
        f"({left.ours} {sign} {right.ours})",
        f"({left.python} {sign} {right.python} if known({left.python}, {right.python}) else None)",
    )


_IDS = st.sampled_from(INJECTS)
_NUMBERS = st.recursive(
    st.integers(0, 9).map(lambda n: Twin(str(n), str(n)))
    | st.just(Twin("vragen", "vragen"))
    | _IDS.map(lambda i: Twin(f'minutes_since("{i}")', f"facts.minutes.get('{i}')"))
    | _IDS.map(lambda i: Twin(f'count_answered("{i}")', f"facts.answers.get('{i}', 0)")),
    lambda part: st.tuples(part, st.sampled_from("+-*"), part).map(_reckoned),
    max_leaves=3,
)
_SIGNS = st.sampled_from(["==", "!=", "<", "<=", ">", ">="])
_ATOMS = (
    st.sampled_from([Twin("gebeld", "gebeld"), Twin("yes", "True"), Twin("nee", "False")])
    | st.just(Twin('standpunt != "geen"', "standpunt != 'geen'"))
    | _IDS.map(lambda i: Twin(f"sent('{i}')", f"'{i}' in facts.minutes"))
    | st.sampled_from([*INJECTS, "vorm"]).map(lambda i: Twin(f'answered("{i}")', f"facts.answers.get('{i}', 0) > 0"))
    | _IDS.map(lambda i: Twin(f'late("{i}")', f"'{i}' in facts.missed"))
    | st.tuples(_NUMBERS, _SIGNS, _NUMBERS).map(_compared)
    | st.tuples(_NUMBERS, st.sampled_from(["in", "not in"]), st.lists(_NUMBERS, min_size=1, max_size=3)).map(_chosen)
)
_CONDITIONS = st.recursive(
    _ATOMS,
    lambda part: (
        st.tuples(part, part).map(lambda p: _both("({}) and ({})", *p))
        | st.tuples(part, part).map(lambda p: _both("({}) or ({})", *p))
        | st.tuples(part, part).map(lambda p: _both("({}) == ({})", *p))
        | part.map(lambda p: _both("not ({})", p))
    ),
    max_leaves=5,
)
_FACTS = st.builds(
    Told,
    minutes=st.dictionaries(_IDS, st.integers(0, 9)),
    answers=st.dictionaries(st.sampled_from([*INJECTS, "vorm"]), st.integers(0, 5)),
    missed=st.frozensets(_IDS),
)


@given(_CONDITIONS, _FACTS, st.booleans(), st.sampled_from(["geen", "meedoen"]), st.integers(-9, 9))
def test_a_condition_with_calls_means_what_python_means_by_it(
    twin: Twin, facts: Told, gebeld: bool, standpunt: str, vragen: int
) -> None:
    parsed = parse(twin.ours, NAMES)
    if not isinstance(parsed, Condition):
        assert {problem.code for problem in parsed} == {"E206"}, (twin.ours, parsed)
        return
    values: dict[str, Value] = {"gebeld": gebeld, "standpunt": standpunt, "vragen": vragen, "phase": "acuut"}

    def known(*numbers: Any) -> bool:
        return all(number is not None for number in numbers)

    assert holds(parsed, values, facts) is bool(eval(twin.python, {"facts": facts, "known": known, **values}))
