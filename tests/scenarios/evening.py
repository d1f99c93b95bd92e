"""An evening without people: a scenario played headless, with answers given by rule."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

from engine.exercise.commands import Refused, StartExercise, SubmitResponse
from engine.exercise.decide import Order
from engine.exercise.events import ExerciseCreated
from engine.exercise.exercise import Exercise
from engine.scenario.model import TRAINER, Form, Inject, Scenario
from engine.scenario.reading import read

LIBRARY = Path(__file__).resolve().parents[2] / "scenarios"
Policy = Callable[[Inject, Form], str | None]
"""What a unit answers: an option, or some text; None is silence."""


@cache
def library(name: str) -> Scenario:
    """A scenario of the library; a finding fails the test."""
    reading = read(LIBRARY / name)
    assert reading.scenario is not None, reading.findings
    return reading.scenario


def silence(_: Inject, __: Form) -> str | None:
    """Nobody answers anything."""
    return None


def play(scenario: Scenario, policy: Policy = silence) -> Exercise:
    """The whole evening, unattended: every unit answers at once what the policy says."""
    created = ExerciseCreated(0, "avond", "e", scenario.id, scenario.files, (), 1, "test", "plain/1", True, True)
    exercise, _ = Exercise.create(scenario, created)
    orders = (f"{number:032x}" for number in range(1_000_000))
    exercise.decide(StartExercise(), Order(TRAINER, next(orders), 0, "0" * 32), 0)
    exercise.commit()
    while (at_ms := exercise.next_due_ms()) is not None and exercise.state.status != "ended":
        exercise.due(at_ms)
        exercise.commit()
        for inject, unit in [key for key, wanted in exercise.state.wanted.items() if _open(exercise, *key)]:
            answer = _answer(scenario, policy, inject, unit)
            if answer is not None:
                seat = scenario.unit_seats(unit)[0]
                result = exercise.decide(answer, Order(seat, next(orders), 0, "0" * 32), exercise.state.at_ms)
                assert not isinstance(result, Refused), result
                exercise.commit()
    assert exercise.state.status == "ended"
    return exercise


def _open(exercise: Exercise, inject: str, unit: str) -> bool:
    wanted = exercise.state.wanted[inject, unit]
    return wanted.answer is None and not wanted.missed


def _answer(scenario: Scenario, policy: Policy, inject_id: str, unit: str) -> SubmitResponse | None:
    inject = scenario.injects[inject_id]
    assert inject.response is not None, unit
    form = scenario.forms[inject.response.form]
    given = policy(inject, form)
    if given is None:
        return None
    return SubmitResponse(inject_id, option=given) if form.kind == "choice" else SubmitResponse(inject_id, text=given)


def delivered(exercise: Exercise) -> set[str]:
    """Numbers of the injects that reached somebody."""
    return {
        exercise.scenario.injects[name].number
        for name, inject in exercise.state.injects.items()
        if inject.status == "delivered"
    }
