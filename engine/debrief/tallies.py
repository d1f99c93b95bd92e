"""How often each answer was given, where a question has a few fixed ones: choices, ticks and numbers on a scale.

Counts over all who were asked together, never per group, and only when enough answered. The last answer of a unit
counts: it is what they stood by. How fast answers came is in `answers`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from statistics import median

from engine.debrief.wording import Wording
from engine.exercise.state import Answer, State
from engine.scenario.model import Form, FormKind, Inject, Scenario

LEAST_ANSWERS = 4
"""Answers below which nothing is counted. With two, who knows their own answer knows the other; with three, a talk with
one neighbour is enough."""


@dataclass(frozen=True, slots=True)
class Tally:
    """A question and how often each answer was given, in the order of the form. `median` is that of the numbers."""

    number: str
    title: str
    question: str
    kind: FormKind
    answered: int
    counts: tuple[tuple[str, int], ...]
    median: Fraction | None = None


def tallies(scenario: Scenario, state: State, wording: Wording) -> tuple[Tally, ...]:
    """The questions with fixed answers that enough answered, in the order of the script."""
    return tuple(tally for inject in scenario.injects.values() if (tally := _tally(scenario, state, inject, wording)))


def _tally(scenario: Scenario, state: State, inject: Inject, wording: Wording) -> Tally | None:
    form = scenario.forms[inject.response.form] if inject.response else None
    if form is None or not form.answer_keys:
        return None
    given = [wanted.answer for (name, _), wanted in state.wanted.items() if name == inject.id and wanted.answer]
    if len(given) < LEAST_ANSWERS:
        return None
    keys = [key for answer in given for key in _keys(answer)]
    numbers = [answer.value for answer in given if answer.value is not None]
    return Tally(
        number=inject.number,
        title=wording.text(inject.title),
        question=wording.text(form.question),
        kind=form.kind,
        answered=len(given),
        counts=tuple((wording.text(words), keys.count(key)) for key, words in _answers(form)),
        median=Fraction(median(numbers)) if numbers else None,
    )


def _keys(answer: Answer) -> tuple[str, ...]:
    if answer.value is not None:
        return (str(answer.value),)
    return (answer.option,) if answer.option is not None else answer.options


def _answers(form: Form) -> Iterator[tuple[str, str]]:
    """What can be answered: its key and its words."""
    yield from form.options.items()
    if form.scale is not None:
        ends = {form.scale.first: form.scale.low, form.scale.last: form.scale.high}
        for number in form.scale.numbers:
            yield str(number), f"{number} = {ends[number]}" if number in ends else str(number)
