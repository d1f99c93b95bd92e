"""A scenario test as a value: what is given, who answers what and when, and what must come of it.

Owns the shapes. Read from `tests/*.yaml` by `testing`; played and judged by `engine.rehearsal`. Places say where a
thing stands in the file of the test, for the finding when it does not come true.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from engine.scenario.findings import Place
from engine.scenario.model import Audience, Value


@dataclass(frozen=True, slots=True)
class Moment:
    """`later_ms` of exercise time after a phase began or an inject was delivered: known once a run gets there."""

    since: Literal["phase", "inject"]
    name: str
    later_ms: int = 0


@dataclass(frozen=True, slots=True)
class Reply:
    """What is given back, in the one part that the form asks for: words, an option, ticks, a number, or fields."""

    option: str | None = None
    text: str | None = None
    ticks: tuple[str, ...] | None = None
    number: int | None = None
    fields: tuple[tuple[str, str | tuple[str, ...]], ...] | None = None
    """Of a worksheet, by field: a text, an option, or ticks."""

    @property
    def keys(self) -> tuple[str, ...]:
        """Under which keys of `answers` this has effects of its own."""
        if self.number is not None:
            return (str(self.number),)
        return (self.option,) if self.option is not None else self.ticks or ()


@dataclass(frozen=True, slots=True)
class GivenAnswer:
    """A scripted answer to an inject. `by` are the units that answer, each with the seat that does so."""

    moment: Moment
    inject: str
    by: tuple[tuple[str, str], ...]
    reply: Reply
    place: Place


@dataclass(frozen=True, slots=True)
class TrainerAct:
    """What the trainer does; `name` is an inject, or the phase that is ended."""

    moment: Moment
    does: Literal["fire", "skip", "next_phase"]
    name: str
    place: Place


@dataclass(frozen=True, slots=True)
class Named:
    """An inject that is expected, or is not; `to` only where the test says for whom."""

    inject: str
    place: Place
    to: Audience | None = None


@dataclass(frozen=True, slots=True)
class Held:
    """The value a variable must have."""

    variable: str
    value: Value
    place: Place


@dataclass(frozen=True, slots=True)
class ExpectedStep:
    """What must be so at a moment, with everything in it that happens at that same instant."""

    moment: Moment
    place: Place
    sent: tuple[Named, ...] = ()
    not_yet: tuple[Named, ...] = ()
    state: tuple[Held, ...] = ()


@dataclass(frozen=True, slots=True)
class ScenarioTest:
    """One file under `tests/`."""

    title: str
    seed: int = 1
    given: Mapping[str, Value] = field(default_factory=dict)
    parameters: Mapping[str, str] = field(default_factory=dict)
    answers: tuple[GivenAnswer, ...] = ()
    trainer: tuple[TrainerAct, ...] = ()
    steps: tuple[ExpectedStep, ...] = ()
    never: tuple[Named, ...] = ()
    always_sent: tuple[Named, ...] = ()
    ends: tuple[Held, ...] = ()

    @property
    def expects_nothing(self) -> bool:
        return not (self.steps or self.never or self.always_sent or self.ends)
