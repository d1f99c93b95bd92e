"""The course of one run: its facts in order, and what can be asked of them.

Owns questions about a run that is over: when something came, what a variable held at a moment. How it is played is in
`run`; what an author expected of it is judged in `judging`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from engine.exercise import events as e
from engine.exercise.commands import Refused
from engine.exercise.state import State
from engine.scenario.model import Scenario, Value
from engine.scenario.sections.expected import Moment
from engine.scenario.times import duration_in_words


@dataclass(frozen=True, slots=True)
class Course:
    """What happened in a run. Orders of the script are told apart by their number in it, from 0."""

    scenario: Scenario
    events: tuple[e.Event, ...]
    state: State
    """How it ended."""
    carried_out: frozenset[int]
    """Orders that were given and not refused."""
    refused: Mapping[int, tuple[int, Refused]]
    """Orders that were refused: exercise time and reason."""
    cut_short: bool = False
    """More happened than a run may hold: this is only its beginning."""
    work: int = 0
    """How much playing it was, in the measure of `run.MOST_WORK`."""

    def came_at_ms(self, inject: str) -> int | None:
        """Exercise time at which an inject was delivered, or None."""
        return self.state.injects[inject].delivered_at_ms

    def delivery(self, inject: str) -> e.InjectDelivered | None:
        """How it was delivered: to whom, and when."""
        return next((v for v in self.events if isinstance(v, e.InjectDelivered) and v.inject == inject), None)

    def began_ms(self, moment: Moment) -> int | None:
        """Exercise time from which a moment counts, or None when the run never got there."""
        if moment.since == "inject":
            return self.came_at_ms(moment.name)
        phase = self.state.phases.get(moment.name)
        return phase.started_at_ms if phase is not None else None

    def until(self, moment: Moment) -> int | None:
        """How many facts there are up to and including a moment; None when the run never got there.

        A moment of a phase takes in nothing of the next one, although that begins at the instant at which it ends.
        """
        began_ms = self.began_ms(moment)
        if began_ms is None:
            return None
        at_ms = began_ms + moment.later_ms
        for number, event in enumerate(self.events):
            ends_here = isinstance(event, e.PhaseEnded) and (moment.since, moment.name) == ("phase", event.phase)
            if event.at_ms > at_ms:
                return number
            if ends_here:
                return number + 1 if event.at_ms == at_ms else None
        return len(self.events) if self.state.at_ms >= at_ms else None

    def values(self, until: int | None = None) -> dict[str, Value]:
        """What every variable holds after the first `until` facts; at the end of the run when that is None."""
        held = {name: variable.start for name, variable in self.scenario.variables.items()}
        for event in self.events[:until]:
            if isinstance(event, e.VariableChanged):
                held[event.name] = event.value
        return held

    def in_words(self, at_ms: int) -> str:
        """An exercise time as an author writes it: `avond +7 min`."""
        begun = [(run.started_at_ms, phase) for phase, run in self.state.phases.items() if run.started_at_ms <= at_ms]
        if not begun:
            return duration_in_words(at_ms)
        started_at_ms, phase = begun[-1]  # in the order in which they began
        return f"{phase} +{duration_in_words(at_ms - started_at_ms)}"
