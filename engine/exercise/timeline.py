"""What comes due, and in which order: the only SimPy in the live path.

Owns a heap of moments still to come: minutes that rules count, injects, when they lapse, deadlines, ends of phases. It
holds no truth: `State` does. Each item is a hint that is checked against the state when it is popped, so a move, a skip
or a cancelled deadline needs no removal. Processes cannot be pickled or rolled back, so a timeline is thrown away and
rebuilt from the state at a start, a branch and after a failed append.

Order at one instant is a function of data: kind, then priority, then place in the scenario, then unit. SimPy breaks
ties by insertion only when priorities are equal, and ours never are for different items.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

import simpy

from engine.exercise import events as e
from engine.exercise.rules import Rules
from engine.exercise.state import State
from engine.scenario.model import PRIORITIES, Inject, Scenario

Kind: TypeAlias = Literal["minute", "deadline", "inject", "until", "phase_end"]
_KINDS: dict[Kind, int] = {"minute": 0, "deadline": 1, "inject": 2, "until": 3, "phase_end": 4}
"""What comes due at the very moment it is good until still goes."""
_PLACES = 1_000_000
_UNITS = 1_000


@dataclass(frozen=True, slots=True)
class Item:
    """A moment that may come: `name` is an inject or phase id, `unit` the answer a deadline is for.

    A `minute` is a whole one since `name` was delivered, at which a rule that counts them may turn. An `until` is the
    moment after which an inject that was not delivered lapses.
    """

    at_ms: int
    kind: Kind
    name: str
    unit: str = ""


class _Due(simpy.Event):
    """A SimPy event that happens at a set time with a set priority (SimPy's own Timeout has no priority)."""

    def __init__(self, env: simpy.Environment, item: Item, delay_ms: int, rank: int, out: list[Item]) -> None:
        super().__init__(env)
        self._ok = True
        self._value = item
        self.callbacks.append(lambda _: out.append(item))
        env.schedule(self, priority=rank, delay=delay_ms)  # type: ignore[arg-type]


class Timeline:
    """The moments ahead of one exercise. Lives as long as its candidate state is not thrown away."""

    def __init__(self, scenario: Scenario, state: State, rules: Rules) -> None:
        self._scenario = scenario
        self._rules = rules
        self._env = simpy.Environment(initial_time=state.at_ms)
        self._popped: list[Item] = []
        self._minutes: set[Item] = set()
        """Those in the heap, so that each is there once."""
        for item in _ahead(scenario, state):
            self._add(item)
        self._count(rules.counted(), state, state.at_ms)

    def next_at_ms(self) -> int | None:
        """Exercise time of the first moment ahead, or None. It may turn out to be stale when popped."""
        at = self._env.peek()
        return None if at == float("inf") else int(at)

    def pop(self, until_ms: int) -> Item | None:
        """The first moment at or before `until_ms`, taken off; None when there is none."""
        # run(until=t) would leave out what happens at exactly t, so step by hand.
        if self._env.peek() > until_ms:
            return None
        self._env.step()
        item = self._popped.pop()
        self._minutes.discard(item)
        return item

    def note(self, event: e.Event, state: State) -> None:
        """Take in what this fact, already folded into `state`, adds to the moments ahead."""
        for item in _added(self._scenario, state, event):
            self._add(item)
        if isinstance(event, e.ExerciseReopened):
            # A timeline that was rebuilt after the end does not hold what lapsed with it.
            for item in _ahead(self._scenario, state):
                self._add(item)
        self._count(self._rules.counted_from(event), state, state.at_ms)

    def count_on(self, minute: Item, state: State) -> None:
        """Add the next minute at which a rule may turn, now that this one has come."""
        self._count((minute.name,), state, minute.at_ms)

    def _count(self, injects: Iterable[str], state: State, after_ms: int) -> None:
        for inject in injects:
            at_ms = self._rules.next_minute_ms(inject, state, after_ms)
            if at_ms is not None and (item := Item(at_ms, "minute", inject)) not in self._minutes:
                self._minutes.add(item)
                self._add(item)

    def _add(self, item: Item) -> None:
        delay_ms = max(0, item.at_ms - int(self._env.now))
        _Due(self._env, item, delay_ms, self._rank(item), self._popped)

    def _rank(self, item: Item) -> int:
        kind = _KINDS[item.kind] * PRIORITIES.stop
        if item.kind == "phase_end":
            return kind * _PLACES * _UNITS
        inject = self._scenario.injects[item.name]
        rank = ((kind + inject.priority) * _PLACES + inject.position) * _UNITS
        if item.unit and inject.response is not None:
            rank += inject.response.units.index(item.unit)
        return rank


def _ahead(scenario: Scenario, state: State) -> Iterator[Item]:
    for name, inject in state.injects.items():
        if inject.status == "planned" and inject.due_at_ms is not None:
            yield Item(inject.due_at_ms, "inject", name)
    for phase in state.phases:
        yield from _untils(scenario, state, phase)
    for (name, unit), wanted in state.wanted.items():
        if wanted.deadline_at_ms is not None and wanted.answer is None and not wanted.missed:
            yield Item(wanted.deadline_at_ms, "deadline", name, unit)
    if state.phase is not None:
        yield from _end_of(scenario, state, state.phase)


def _added(scenario: Scenario, state: State, event: e.Event) -> Iterator[Item]:
    match event:
        case e.PhaseStarted(phase=phase, schedule=schedule):
            for inject, due_at_ms in schedule:
                yield Item(due_at_ms, "inject", inject)
            yield from _untils(scenario, state, phase)
            yield from _end_of(scenario, state, phase)
        case e.PhaseEndMoved(phase=phase):
            yield from _end_of(scenario, state, phase)
        case e.InjectScheduled(inject=inject, due_at_ms=due_at_ms):
            yield Item(due_at_ms, "inject", inject)
        case e.InjectDelivered(inject=inject, deadlines=deadlines):
            for unit, deadline_at_ms in deadlines:
                yield Item(deadline_at_ms, "deadline", inject, unit)
        case e.DeadlineMoved(inject=inject, unit=unit, deadline_at_ms=deadline_at_ms):
            yield Item(deadline_at_ms, "deadline", inject, unit)
        case _:
            return


def _untils(scenario: Scenario, state: State, phase: str) -> Iterator[Item]:
    for inject in scenario.injects.values():
        if inject.phase == phase and state.injects[inject.id].status in ("planned", "due"):
            until_at_ms = lapses_at_ms(state, inject)
            if until_at_ms is not None:
                yield Item(until_at_ms, "until", inject.id)


def lapses_at_ms(state: State, inject: Inject) -> int | None:
    """The moment after which this inject lapses; None without one, and while its phase has not begun."""
    run = state.phases.get(inject.phase)
    return None if run is None or inject.until_ms is None else run.started_at_ms + inject.until_ms


def _end_of(scenario: Scenario, state: State, phase: str) -> Iterator[Item]:
    if ends_of_itself(scenario, state, phase):
        yield Item(state.phases[phase].planned_end_ms, "phase_end", phase)


def ends_of_itself(scenario: Scenario, state: State, phase: str) -> bool:
    """Whether the phase ends at its planned end. The last one waits for the trainer, unless nobody is there."""
    if state.unattended:
        return True
    return scenario.phase(phase).ends_itself and scenario.phases[-1].id != phase
