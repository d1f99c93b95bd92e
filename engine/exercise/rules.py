"""Which rules to look at again: after a fact, and as minutes pass.

Owns an index of every `when` by what it reads, made once from the scenario. It evaluates nothing and holds nothing that
happened; what a true rule does is in `consequences`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from engine.exercise import events as e
from engine.exercise.copies import following, had_its_turn, original, preceding
from engine.exercise.facts import MINUTE_MS, Read, last_delivered_ms, may_change, reads
from engine.exercise.state import State
from engine.scenario.conditions.parsing import turning_minutes
from engine.scenario.model import Scenario, When

_TURNS = (e.WhenCameTrue, e.InjectDelivered, e.InjectSkipped, e.InjectGuarded)
"""After these it is the turn of the next copy."""
EVERY_MINUTE = -1
"""In place of a minute: the rule may turn at any."""


class Rules:
    """The `when` rules of a scenario, by phase and by what they read; not of what only a hand sends."""

    def __init__(self, scenario: Scenario) -> None:
        self._scenario = scenario
        self._of_phase: dict[str, list[str]] = defaultdict(list)
        self._reading: dict[Read, list[str]] = defaultdict(list)
        self._counts: dict[str, Collection[str]] = {}
        """Of each rule: the injects whose minutes it reads."""
        self._turning: dict[str, dict[int, list[str]]] = defaultdict(lambda: defaultdict(list))
        """By inject and minute: the rules that may turn then."""
        for inject in scenario.injects.values():
            if isinstance(inject.trigger, When) and inject.release != "manual":
                self._of_phase[inject.phase].append(inject.id)
                minutes = turning_minutes(inject.trigger.condition)
                self._counts[inject.id] = minutes.keys()
                for counted, turns in minutes.items():
                    for minute in (EVERY_MINUTE,) if turns is None else turns:
                        self._turning[counted][minute].append(inject.id)
                for read in reads(inject.trigger.condition):
                    self._reading[read].append(inject.id)

    def after(self, event: e.Event, state: State) -> Collection[str]:
        """The rules that this fact, already folded into `state`, may have made true."""
        if isinstance(event, e.PhaseStarted | e.ExerciseReopened):
            return self._of_phase.get(state.phase or "", ())
        rules = {rule for read in may_change(self._scenario, event) for rule in self._reading.get(read, ())}
        if isinstance(event, _TURNS) and (copy := following(event.inject)) in self._counts:
            rules.add(copy)
        return rules

    def counted(self) -> Collection[str]:
        """The injects whose minutes some rule reads."""
        return self._turning.keys()

    def counted_from(self, event: e.Event) -> Collection[str]:
        """The injects whose minutes to wait for from this fact on: they were sent, or a rule that reads them waits."""
        if isinstance(event, e.PhaseStarted | e.ExerciseReopened):
            return self.counted()
        sent = [original(event.inject)] if isinstance(event, e.InjectDelivered) else []
        next_copy = self._counts.get(following(event.inject), ()) if isinstance(event, _TURNS) else ()
        return [*sent, *next_copy]

    def turning(self, inject: str, state: State, at_ms: int) -> Collection[str]:
        """The rules that may turn at exercise time `at_ms`, by the minutes since this inject was sent."""
        delivered_at_ms, rules = last_delivered_ms(state, inject), self._turning.get(inject, {})
        if delivered_at_ms is None:
            return ()
        minute = (at_ms - delivered_at_ms) // MINUTE_MS
        return [*rules.get(minute, ()), *rules.get(EVERY_MINUTE, ())]

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
        delivered_at_ms, rules = last_delivered_ms(state, inject), self._turning.get(inject, {})
        if delivered_at_ms is None:
            return None
        following_minute = (after_ms - delivered_at_ms) // MINUTE_MS + 1
        for minute in sorted(rules):
            ahead = minute == EVERY_MINUTE or minute >= following_minute
            if ahead and any(self.waits(rule, state) for rule in rules[minute]):
                return delivered_at_ms + max(minute, following_minute) * MINUTE_MS
        return None
