"""One headless run: a scenario from the first phase to the last, with a script of orders and players that answer.

Owns the loop. It plays with the `Exercise` that people play with, automatic and unattended, and jumps from one moment
to the next. Time and chance are given. What came of it is a `Course`.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from engine.exercise import events as e
from engine.exercise.commands import Command, Refused, StartExercise, SubmitResponse
from engine.exercise.decide import GO_GUARD_MS, Order
from engine.exercise.exercise import Exercise
from engine.rehearsal.course import Course
from engine.scenario.model import TRAINER, Inject, Scenario
from engine.scenario.sections.expected import Moment

MOST_WORK = 20_000_000
"""How much playing is enough: every fact counts for as many injects and wanted answers as there are. Counted rather
than timed, so that every machine stops at the same fact; it is two or three seconds. The demo is a hundred thousand."""


@dataclass(frozen=True, slots=True)
class Scripted:
    """An order at a moment."""

    moment: Moment
    seat: str
    command: Command


Players: TypeAlias = Callable[[Inject, str], tuple[int, SubmitResponse] | None]
"""What a unit answers to an inject, and how many ms after it came; None when it stays silent."""


def silent(_: Inject, __: str) -> None:
    """Players who answer nothing."""


def run(
    scenario: Scenario,
    script: Sequence[Scripted] = (),
    players: Players = silent,
    seed: int = 1,
    most_work: int = MOST_WORK,
) -> Course:
    """Play the whole scenario. Equal arguments give equal courses."""
    return _Evening(scenario, script, players, seed, most_work).play()


class _Evening:
    """A run under way: the exercise, and the orders whose moment is known."""

    def __init__(
        self, scenario: Scenario, script: Sequence[Scripted], players: Players, seed: int, most_work: int
    ) -> None:
        created = e.ExerciseCreated(
            at_ms=0,
            exercise="rehearsal",
            epoch="rehearsal",
            scenario=scenario.id,
            files=scenario.files,
            parameters=(),
            seed=seed,
            engine="rehearsal",
            society="rehearsal",
            automatic=True,
            unattended=True,
        )
        self._scenario = scenario
        self._exercise, _ = Exercise.create(scenario, created)
        self._script = script
        self._players = players
        self._most_work = most_work
        self._work = 0
        self._events: list[e.Event] = [created]
        self._ahead: list[tuple[int, int, int, int | None, str, Command]] = []
        self._orders = 0
        self._carried_out: set[int] = set()
        self._refused: dict[int, tuple[int, Refused]] = {}

    def play(self) -> Course:
        self._order(0, None, TRAINER, StartExercise())
        while (at_ms := self._next_ms()) is not None and self._work <= self._most_work:
            due_ms = self._exercise.next_due_ms()
            if due_ms is not None and due_ms <= at_ms:
                self._exercise.due(due_ms)
                self._take_in()
            else:
                _, _, _, number, seat, command = heapq.heappop(self._ahead)
                self._order(at_ms, number, seat, command)
        return Course(
            self._scenario,
            tuple(self._events),
            self._exercise.state,
            frozenset(self._carried_out),
            self._refused,
            cut_short=self._exercise.state.status != "ended",
            work=self._work,
        )

    def _next_ms(self) -> int | None:
        if self._exercise.state.status == "ended":
            return None
        due_ms = self._exercise.next_due_ms()
        moments = [ahead[0] for ahead in self._ahead[:1]] + ([] if due_ms is None else [due_ms])
        return min(moments, default=None)

    def _order(self, at_ms: int, number: int | None, seat: str, command: Command) -> None:
        # Each order has a second of wall time to itself: nobody's finger slips here.
        self._orders += 1
        order = Order(seat, f"{self._orders:032x}", self._orders * GO_GUARD_MS, "0" * 32)
        result = self._exercise.decide(command, order, at_ms)
        self._take_in()
        if number is None:
            return
        if isinstance(result, Refused):
            self._refused[number] = (at_ms, result)
        else:
            self._carried_out.add(number)

    def _take_in(self) -> None:
        """Keep the new facts, and plan the orders whose moment they make known."""
        size = len(self._scenario.injects) + len(self._exercise.candidate.wanted)
        for step in self._exercise.commit():
            self._work += size * len(step.events)
            for event in step.events:
                self._events.append(event)
                if isinstance(event, e.PhaseStarted):
                    self._plan("phase", event.phase, event.at_ms)
                elif isinstance(event, e.InjectDelivered):
                    self._plan("inject", event.inject, event.at_ms)
                    self._ask(event)

    def _plan(self, since: str, name: str, at_ms: int) -> None:
        for number, scripted in enumerate(self._script):
            moment = scripted.moment
            if (moment.since, moment.name) == (since, name):
                ahead = (at_ms + moment.later_ms, 0, number, number, scripted.seat, scripted.command)
                heapq.heappush(self._ahead, ahead)

    def _ask(self, event: e.InjectDelivered) -> None:
        inject = self._scenario.injects[event.inject]
        for place, unit in enumerate(event.units):
            answer = self._players(inject, unit)
            if answer is not None:
                seat = self._scenario.unit_seats(unit)[0]
                ahead = (event.at_ms + answer[0], inject.position, place, None, seat, answer[1])
                heapq.heappush(self._ahead, ahead)
