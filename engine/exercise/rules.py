"""Which rules to look at again: after a fact, and as minutes pass.

Owns an index of every `when` by what it reads, made once from the scenario. It evaluates nothing and holds nothing that
happened; what a true rule does is in `consequences`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping

from engine.exercise import events as e
from engine.exercise.copies import following, had_its_turn, preceding
from engine.exercise.facts import MINUTE_MS, Read, last_delivered_ms, may_change, reads
from engine.exercise.state import State
from engine.scenario.conditions import turning_minutes
from engine.scenario.model import Scenario, When

_TURNS = (e.WhenCameTrue, e.InjectDelivered, e.InjectSkipped, e.InjectGuarded)
"""After these it is the turn of the next copy."""


class Rules:
    """The `when` rules of a scenario, by phase and by what they read; not of what only a hand sends."""

    def __init__(self, scenario: Scenario) -> None:
        self._scenario = scenario
        self._of_phase: dict[str, list[str]] = defaultdict(list)
        self._reading: dict[Read, list[str]] = defaultdict(list)
        self._turns: dict[str, Mapping[str, frozenset[int] | None]] = {}
        for inject in scenario.injects.values():
            if isinstance(inject.trigger, When) and inject.release != "manual":
                self._of_phase[inject.phase].append(inject.id)
                self._turns[inject.id] = turning_minutes(inject.trigger.condition)
                for read in reads(inject.trigger.condition):
                    self._reading[read].append(inject.id)

    def after(self, event: e.Event, state: State) -> Collection[str]:
        """The rules that this fact, already folded into `state`, may have made true."""
        if isinstance(event, e.PhaseStarted | e.ExerciseReopened):
            return self._of_phase.get(state.phase or "", ())
        rules = {rule for read in may_change(self._scenario, event) for rule in self._reading.get(read, ())}
        if isinstance(event, _TURNS) and (copy := following(event.inject)) in self._turns:
            rules.add(copy)
        return rules

    def counting(self, inject: str) -> Collection[str]:
        """The rules that read how many minutes ago this inject was sent."""
        return self._reading.get(("minutes_since", inject), ())

    def counted(self) -> Collection[str]:
        """The injects whose minutes some rule reads."""
        return [ident for call, ident in self._reading if call == "minutes_since"]

    def waits(self, rule: str, state: State) -> bool:
        """Whether this rule can still come true of itself: its phase runs, it is its turn, nothing set it in motion."""
        now, before = state.injects[rule], preceding(rule)
        return (before is None or had_its_turn(state, before)) and (
            self._scenario.injects[rule].phase == state.phase
            and now.status == "planned"
            and now.due_at_ms is None
            and not now.when_came_true
        )

    def next_minute_ms(self, inject: str, state: State, after_ms: int) -> int | None:
        """The first exercise time after `after_ms` at which a waiting rule may turn by the minutes since `inject`."""
        delivered_at_ms = last_delivered_ms(state, inject)
        if delivered_at_ms is None:
            return None
        next_minute = (after_ms - delivered_at_ms) // MINUTE_MS + 1
        minutes = [
            turn
            for rule in self.counting(inject)
            if self.waits(rule, state)
            for turn in self._turning(rule, inject, next_minute)
        ]
        return delivered_at_ms + min(minutes) * MINUTE_MS if minutes else None

    def _turning(self, rule: str, inject: str, from_minute: int) -> Collection[int]:
        turns = self._turns[rule][inject]
        return (from_minute,) if turns is None else [minute for minute in turns if minute >= from_minute]
