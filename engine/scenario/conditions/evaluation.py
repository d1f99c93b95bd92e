"""What a condition comes to, given what holds now.

Owns the meaning of operators and calls. It asks `Facts` about messages and knows nothing of an exercise.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Protocol, cast

from engine.scenario.conditions.code import Code, Condition

if TYPE_CHECKING:
    from engine.scenario.model import Value


class Facts(Protocol):
    """What a condition may ask about the messages of an exercise, by inject id (`answered` also by form id)."""

    def sent(self, inject: str) -> bool:
        """Whether it was delivered, or any copy of one that repeats."""

    def answered(self, name: str) -> bool:
        """Whether an answer came in to this inject, or to any inject that asks for this form."""

    def late(self, inject: str) -> bool:
        """Whether its deadline passed without an answer from somebody who was to give one."""

    def minutes_since(self, inject: str) -> int | None:
        """Whole minutes of exercise time since it was (last) delivered, rounded down; None before that."""

    def count_answered(self, inject: str) -> int:
        """How many seats and teams answered it."""


def holds(condition: Condition, values: Mapping[str, Value], facts: Facts) -> bool:
    """Whether it is true now. `values` holds every variable, every meter and `phase`; KeyError when one lacks."""
    return bool(_evaluate(condition.code, values, facts))


_OPERATORS: Mapping[str, Callable[[int, int], int | bool]] = {
    "==": operator.eq, "!=": operator.ne, "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge,
    "+": operator.add, "-": operator.sub, "*": operator.mul,
}  # fmt: skip


def _evaluate(code: Code, values: Mapping[str, Value], facts: Facts) -> Value | None:
    """The value of a part. None is a number that is not there: minutes since what was not sent, and sums with it."""
    match code.op:
        case "value":
            return code.leaf
        case "name":
            return values[cast(str, code.leaf)]
        case "and":
            return all(_evaluate(part, values, facts) for part in code.parts)
        case "or":
            return any(_evaluate(part, values, facts) for part in code.parts)
        case "not":
            return not _evaluate(code.parts[0], values, facts)
        case "compare":
            return _compares(code, values, facts)
        case "neg" | "+" | "-" | "*":
            return _reckons(code, values, facts)
    return _asks(code.op, cast(str, code.leaf), facts)


def _asks(call: str, ident: str, facts: Facts) -> Value | None:
    match call:
        case "sent":
            return facts.sent(ident)
        case "answered":
            return facts.answered(ident)
        case "late":
            return facts.late(ident)
        case "minutes_since":
            return facts.minutes_since(ident)
        case "count_answered":
            return facts.count_answered(ident)
    raise AssertionError(call)


def _reckons(code: Code, values: Mapping[str, Value], facts: Facts) -> int | None:
    numbers = [cast("int | None", _evaluate(part, values, facts)) for part in code.parts]
    present = [number for number in numbers if number is not None]
    if len(present) < len(numbers):
        return None
    return -present[0] if code.op == "neg" else _OPERATORS[code.op](*present)


def _compares(code: Code, values: Mapping[str, Value], facts: Facts) -> bool:
    """A chain such as `1 < vragen <= 5`: true when every link is, and no number in it lacks."""
    sides = [_side(part, values, facts) for part in code.parts]
    if any(None in side for side in sides):
        return False
    return all(
        _links(name, left, right)
        for name, left, right in zip(cast(str, code.leaf).split(), sides, sides[1:], strict=False)
    )


def _side(code: Code, values: Mapping[str, Value], facts: Facts) -> list[Value | None]:
    """The values of one side of a comparison: one, or those of a list."""
    return [_evaluate(part, values, facts) for part in (code.parts if code.op == "list" else (code,))]


def _links(name: str, left: list[Value | None], right: list[Value | None]) -> bool:
    if name in ("in", "not-in"):
        return (left[0] in right) == (name == "in")
    return bool(_OPERATORS[name](cast(int, left[0]), cast(int, right[0])))
