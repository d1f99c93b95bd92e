"""What conditions ask, answered from the state of an exercise; and which answers a fact may change.

Owns the meaning of `sent`, `answered`, `late`, `minutes_since` and `count_answered` at play. What a condition makes of
them is in `engine.scenario.conditions.parsing`; when a rule is looked at again is in `rules`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from engine.exercise import events as e
from engine.exercise.copies import copies, original
from engine.exercise.state import State, Wanted
from engine.scenario.conditions.parsing import PHASE, Condition, holds
from engine.scenario.model import Scenario

MINUTE_MS = 60_000

Read: TypeAlias = tuple[str, str]
"""Something a condition reads: `("name", variable or phase)`, or a call with its id: `("sent", "rtv-belt")`."""


def is_true(condition: Condition, scenario: Scenario, state: State, at_ms: int) -> bool:
    """Whether a condition holds at exercise time `at_ms`."""
    return holds(condition, {**state.variables, PHASE: state.phase or ""}, StateFacts(scenario, state, at_ms))


def reads(condition: Condition) -> Iterator[Read]:
    """Everything a condition reads."""
    yield from (("name", name) for name in condition.names)
    yield from condition.calls


def reads_the_clock(condition: Condition) -> bool:
    """Whether it may turn by time passing alone."""
    return any(call == "minutes_since" for call, _ in condition.calls)


def may_change(scenario: Scenario, event: e.Event) -> tuple[Read, ...]:
    """What this fact may change of all that conditions read."""
    match event:
        case e.VariableChanged(name=name):
            return (("name", name),)
        case e.PhaseStarted():
            return (("name", PHASE),)
        case e.InjectDelivered(inject=inject):
            return ("sent", original(inject)), ("minutes_since", original(inject))
        case e.InjectWithdrawn(inject=inject, values=values):
            form = response.form if (response := scenario.injects[inject].response) else ""
            gone = [("sent", original(inject)), ("minutes_since", original(inject)), ("late", original(inject))]
            gone += [("answered", original(inject)), ("answered", form), ("count_answered", original(inject))]
            return (*gone, *(("name", name) for name, _ in values))
        case e.ResponseSubmitted(inject=inject):
            response = scenario.injects[inject].response
            form = response.form if response else ""
            return ("answered", original(inject)), ("answered", form), ("count_answered", original(inject))
        case e.ResponseMissed(inject=inject):
            return (("late", original(inject)),)
        case _:
            return ()


def last_delivered_ms(state: State, inject: str) -> int | None:
    """Exercise time at which it, or the latest copy of one that repeats, was delivered; None before that."""
    moments = [state.injects[copy].delivered_at_ms for copy in copies(state, inject)]
    return max((moment for moment in moments if moment is not None), default=None)


@dataclass(frozen=True, slots=True)
class StateFacts:
    """The facts of one exercise at one moment. Cheap to make: it holds references only."""

    scenario: Scenario
    state: State
    at_ms: int

    def sent(self, inject: str) -> bool:
        return last_delivered_ms(self.state, inject) is not None

    def answered(self, name: str) -> bool:
        injects: Iterable[str] = copies(self.state, name)
        if name not in self.state.injects:
            injects = (i.id for i in self.scenario.injects.values() if i.response and i.response.form == name)
        return any(wanted.answer is not None for _, wanted in self._wanted(injects))

    def late(self, inject: str) -> bool:
        # An answer that comes after the deadline was missed first.
        return any(wanted.missed for _, wanted in self._wanted(copies(self.state, inject)))

    def minutes_since(self, inject: str) -> int | None:
        delivered_at_ms = last_delivered_ms(self.state, inject)
        return None if delivered_at_ms is None else (self.at_ms - delivered_at_ms) // MINUTE_MS

    def count_answered(self, inject: str) -> int:
        units = {unit for unit, wanted in self._wanted(copies(self.state, inject)) if wanted.answer is not None}
        return len(units)

    def _wanted(self, injects: Iterable[str]) -> Iterator[tuple[str, Wanted]]:
        for inject in injects:
            response = self.scenario.injects[inject].response
            for unit in response.units if response else ():
                if (wanted := self.state.wanted.get((inject, unit))) is not None:
                    yield unit, wanted
