"""Whether a condition can be true, and whether it can be false: every case tried, or nothing said.

Owns which values are worth trying. A number that is only compared with fixed numbers can be tried just around those;
anything else is tried whole. Where that is too much, or a value cannot be known beforehand, there is no answer.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from math import prod
from typing import cast

from engine.scenario.conditions.code import Code, Condition
from engine.scenario.conditions.evaluation import Facts, holds
from engine.scenario.model import Value

MOST_CASES = 2_000
"""Cases tried for one condition."""
_NO_FACTS = cast(Facts, None)
"""Nothing is asked about messages: a condition with a call is not tried."""


@dataclass(slots=True)
class Work:
    """How many steps of conditions may still be taken, so that a scenario full of long ones takes a second at most."""

    left: int = 400_000


def outcomes(
    condition: Condition, domains: Mapping[str, Sequence[Value] | range], work: Work | None = None
) -> frozenset[bool] | None:
    """What it can give, for all values of `domains`; None when that cannot be told, or not within the `work` left."""
    if condition.calls or not condition.names <= domains.keys():
        return None
    work = work or Work()
    names = sorted(condition.names)
    choices = [_worth_trying(condition.code, name, domains[name]) for name in names]
    steps = sum(1 for _ in _codes(condition.code))
    cases = prod(len(values) for values in choices)
    if cases > MOST_CASES or cases * steps > work.left:
        return None
    given: set[bool] = set()
    for case in product(*choices):
        given.add(holds(condition, dict(zip(names, case, strict=True)), _NO_FACTS))
        work.left -= steps
        if len(given) == 2:
            break
    return frozenset(given)


def _worth_trying(code: Code, name: str, domain: Sequence[Value] | range) -> Sequence[Value]:
    if not isinstance(domain, range):
        return domain
    marks = _compared_with(code, name)
    if marks is None:
        return domain
    near = {mark + step for mark in marks for step in (-1, 0, 1)} | {domain[0], domain[-1]}
    return sorted(value for value in near if value in domain)


def _compared_with(code: Code, name: str) -> list[int] | None:
    """The fixed numbers a name is compared with, everywhere it stands; None when it stands anywhere else."""
    marks: list[int] = []
    for one in _codes(code):
        for index, part in enumerate(one.parts):
            if part.op != "name" or part.leaf != name:
                continue
            if one.op != "compare":
                return None
            beside = [*one.parts[max(index - 1, 0) : index], *one.parts[index + 1 : index + 2]]
            for other in beside:
                fixed = _fixed(other)
                if fixed is None:
                    return None
                marks += fixed
    return marks


def _fixed(code: Code) -> list[int] | None:
    if code.op == "value" and isinstance(code.leaf, int):
        return [code.leaf]
    if code.op == "neg" and code.parts[0].op == "value":
        return [-cast(int, code.parts[0].leaf)]
    if code.op == "list":
        found = [_fixed(part) for part in code.parts]
        return None if None in found else [number for part in found for number in part or ()]
    return None


def _codes(code: Code) -> Iterator[Code]:
    yield code
    for part in code.parts:
        yield from _codes(part)
