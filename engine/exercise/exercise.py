"""One exercise, sans-I/O: orders and time go in, steps come out.

Owns the candidate: decisions not yet stored. The shell appends the steps, then calls `commit`; after a failed
append it calls `abandon` and nothing of them remains. It opens no socket, reads no clock and draws no number. A new
run, a restart, a replay, a rehearsal and a unit test all use this object.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from engine.exercise import events as e
from engine.exercise.commands import Command, Refused
from engine.exercise.consequences import Deciding
from engine.exercise.decide import Order, decide
from engine.exercise.rules import Rules
from engine.exercise.state import State, begin, evolve
from engine.exercise.step import Step
from engine.exercise.timeline import Timeline
from engine.scenario.model import Scenario


class Exercise:
    """A running exercise and the decisions it is making.

    `state` is what is stored and may be shown; `candidate` is what further decisions build on. They are the same but
    between a decision and its commit.
    """

    def __init__(self, scenario: Scenario, state: State, words: Mapping[str, str] | None = None) -> None:
        self.scenario = scenario
        self.state = state
        self.words: dict[str, str] = dict(words or {})
        """Typed texts by id: what events point at. An id that is not here was erased."""
        self._candidate = state
        self._rules = Rules(scenario)
        self._timeline = Timeline(scenario, state, self._rules)
        self._pending: list[Step] = []

    @classmethod
    def create(cls, scenario: Scenario, created: e.ExerciseCreated) -> tuple[Exercise, Step]:
        """A new exercise in its lobby, and the step to store first."""
        return cls(scenario, begin(scenario, created)), Step((created,))

    @classmethod
    def rebuild(cls, scenario: Scenario, steps: Iterable[Step], words: Mapping[str, str]) -> Exercise:
        """The exercise as it stood after these stored steps. ValueError when they do not start with its creation."""
        events = [event for step in steps for event in step.events]
        if not events or not isinstance(events[0], e.ExerciseCreated):
            raise ValueError("a record starts with exercise.created")
        state = begin(scenario, events[0])
        for event in events[1:]:
            state = evolve(state, event)
        return cls(scenario, state, words)

    @property
    def candidate(self) -> State:
        """Where the proposed steps lead."""
        return self._candidate

    @property
    def pending(self) -> tuple[Step, ...]:
        """The proposed steps that are not stored yet, in order."""
        return tuple(self._pending)

    def decide(self, command: Command, order: Order, at_ms: int) -> Step | Refused:
        """Propose what an order comes to at exercise time `at_ms`; what came due by then is proposed before it.

        A step without events is an order that changes nothing (an item opened twice): there is nothing to store.
        """
        self.due(at_ms)
        deciding = self._deciding(at_ms)
        refused = decide(deciding, command, order)
        if refused is None:
            return self._propose(deciding, order) if deciding.events else Step(())
        if deciding.events:
            raise AssertionError(f"{command} was refused ({refused.code}) after its first fact")
        return refused

    def due(self, until_ms: int) -> Step | None:
        """Propose everything that comes due up to and including `until_ms`; None when nothing does.

        Things due at the same instant come in the order of the scenario, so a rebuilt exercise agrees.
        """
        deciding = self._deciding(self._candidate.at_ms)
        deciding.pass_time(until_ms)
        return self._propose(deciding, None) if deciding.events else None

    def next_due_ms(self) -> int | None:
        """Exercise time at which `due` may have something to say; None when nothing lies ahead or it has ended."""
        return None if self._candidate.status == "ended" else self._timeline.next_at_ms()

    def commit(self) -> tuple[Step, ...]:
        """The proposed steps are stored: they are the state now. Returns them."""
        steps, self._pending = tuple(self._pending), []
        for step in steps:
            self.words.update((text.id, text.body) for text in step.texts)
        self.state = self._candidate
        return steps

    def abandon(self) -> None:
        """The proposed steps could not be stored: forget them."""
        self._pending = []
        self._candidate = self.state
        self._timeline = Timeline(self.scenario, self.state, self._rules)

    def _deciding(self, at_ms: int) -> Deciding:
        at_ms = max(at_ms, self._candidate.at_ms)
        return Deciding(self.scenario, self._candidate, self.words, self._rules, self._timeline, at_ms)

    def _propose(self, deciding: Deciding, order: Order | None) -> Step:
        step = Step(
            tuple(deciding.events),
            tuple(deciding.texts),
            order.seat if order else None,
            order.command_id if order else None,
        )
        self._candidate = deciding.state
        self._pending.append(step)
        return step
