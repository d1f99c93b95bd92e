"""What a checked condition is: a value that can be pickled, compared and evaluated.

Owns the limits, the words with a fixed meaning and the calls there are. How a line is read is in `conditions`, what may
stand in it in `condition_checking`, what it comes to in `condition_evaluation`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias, cast

if TYPE_CHECKING:
    from engine.scenario.model import Variable

MAX_LENGTH = 300
MAX_DEPTH = 20
MAX_NUMBER = 1_000_000_000
PHASE = "phase"
"""The name that stands for the phase that runs."""
YES_NO: Mapping[str, bool] = {"yes": True, "ja": True, "true": True, "no": False, "nee": False, "false": False}


def as_written(value: bool | int | str) -> str:
    """A value as it stands in a scenario file."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


Call: TypeAlias = Literal["sent", "answered", "late", "minutes_since", "count_answered"]
CALLS: Mapping[Call, Literal["yesno", "number"]] = {
    "sent": "yesno",
    "answered": "yesno",
    "late": "yesno",
    "minutes_since": "number",
    "count_answered": "number",
}
"""What a condition may ask about a message, and what comes out. `docs/scenario-format.md` has a heading for each."""


class Code(NamedTuple):
    """A condition ready to evaluate: plain nested tuples, so that it can be pickled, hashed and compared."""

    op: str
    parts: tuple[Code, ...] = ()
    leaf: bool | int | str = False


@dataclass(frozen=True, slots=True)
class Condition:
    """A checked condition, with what it reads.

    `names` are the variables and meters, with `phase` where it reads that; `calls` are pairs of a call and its id.
    """

    source: str
    names: frozenset[str]
    code: Code
    calls: frozenset[tuple[Call, str]] = frozenset()


@dataclass(frozen=True, slots=True)
class ConditionNames:
    """What a condition may name. Ids are kept in the order of the file, for the suggestions.

    `asking` are the injects that ask for an answer, `timed` those of them with a deadline, `asked` the forms that some
    inject asks for. Not `complete`: part of the file could not be read, so the ids in calls are taken on trust.
    """

    variables: Mapping[str, Variable]
    phases: Collection[str]
    injects: Collection[str] = ()
    asking: Collection[str] = ()
    timed: Collection[str] = ()
    forms: Collection[str] = ()
    asked: Collection[str] = ()
    complete: bool = True


def turning_minutes(condition: Condition) -> Mapping[str, frozenset[int] | None]:
    """By inject: the whole minutes since its delivery at which the condition may turn. None is every minute.

    Between `minutes_since("a") >= 10` and whatever else happens, only minutes 10 and 11 make a difference.
    """
    minutes: dict[str, frozenset[int] | None] = {
        ident: frozenset() for call, ident in condition.calls if call == "minutes_since"
    }
    for ident, turns in _turns(condition.code):
        so_far = minutes[ident]
        minutes[ident] = None if turns is None or so_far is None else so_far | turns
    return minutes


def _turns(code: Code) -> Iterator[tuple[str, frozenset[int] | None]]:
    if code.op == "minutes_since":
        yield cast(str, code.leaf), None
    elif code.op == "compare" and [part.op for part in code.parts].count("minutes_since") == 1:
        [asked] = (part for part in code.parts if part.op == "minutes_since")
        others = [part for part in code.parts if part is not asked]
        numbers = _numbers(others)
        yield cast(str, asked.leaf), numbers and frozenset(turn for n in numbers for turn in (n, n + 1))
        for part in others:
            yield from _turns(part)
    else:
        for part in code.parts:
            yield from _turns(part)


def _numbers(parts: Iterable[Code]) -> frozenset[int] | None:
    """The literal numbers these parts are; None when one of them is anything else."""
    numbers: set[int] = set()
    for part in parts:
        found = _numbers(part.parts) if part.op == "list" else {int(part.leaf)} if part.op == "value" else None
        if found is None:
            return None
        numbers |= found
    return frozenset(numbers)
