"""Scenario tests played and judged: what came out otherwise than the author expected, and what happened instead.

Owns the findings of a test that fails, each at the line of the expectation. Tests are read in
`engine.scenario.sections.testing`, played by `run`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from engine.exercise import events as e
from engine.exercise.commands import Command, FireInject, NextPhase, SkipInject, SubmitResponse
from engine.rehearsal.course import Course
from engine.rehearsal.run import MOST_WORK, Scripted, run
from engine.scenario.conditions.code import as_written
from engine.scenario.findings import Place, Report
from engine.scenario.model import TRAINER, Audience, Scenario, Value, When
from engine.scenario.sections.expected import ExpectedStep, Held, Named, Reply, ScenarioTest, TrainerAct


def play(scenario: Scenario, test: ScenarioTest, most_work: int = MOST_WORK) -> Course:
    """The run that a test describes."""
    script = [order for order, _ in _orders(test)]
    return run(given(scenario, test), script, seed=test.seed, most_work=most_work)


def given(scenario: Scenario, test: ScenarioTest) -> Scenario:
    """The scenario with the test's own start values and local words."""
    variables = {
        name: replace(variable, start=test.given[name], random=None) if name in test.given else variable
        for name, variable in scenario.variables.items()
    }
    parameters = {
        name: replace(parameter, default=test.parameters.get(name, parameter.default))
        for name, parameter in scenario.parameters.items()
    }
    return replace(scenario, variables=variables, parameters=parameters)


def judge(test: ScenarioTest, course: Course, report: Report) -> None:
    """Note everything that came out otherwise."""
    if course.cut_short:
        report.add("E529", Place(1, 1), count=len(course.events))
        return
    judging = _Judging(course, report)
    for number, (order, place) in enumerate(_orders(test)):
        judging.order(number, order, place)
    for step in test.steps:
        judging.step(step)
    for named in test.always_sent:
        judging.sent(named, len(course.events))
    for named in test.never:
        judging.never(named)
    judging.held(test.ends, course.values())


def _orders(test: ScenarioTest) -> Iterable[tuple[Scripted, Place]]:
    """Every order of the test with its place: the trainer's first, then the answers."""
    for act in test.trainer:
        yield Scripted(act.moment, TRAINER, _command(act)), act.place
    for answer in test.answers:
        for _, seat in answer.by:
            yield Scripted(answer.moment, seat, _submitted(answer.inject, answer.reply)), answer.place


def _submitted(inject: str, reply: Reply) -> SubmitResponse:
    fields = None if reply.fields is None else dict(reply.fields)
    return SubmitResponse(
        inject, text=reply.text, option=reply.option, options=reply.ticks, value=reply.number, fields=fields
    )


def _command(act: TrainerAct) -> Command:
    if act.does == "next_phase":
        return NextPhase(act.name)
    return FireInject(act.name) if act.does == "fire" else SkipInject(act.name)


_SET_ASIDE = (e.InjectGuarded, e.InjectSkipped, e.InjectCancelled, e.InjectLapsed)
_HINTS: Mapping[type[e.Event], str] = {
    e.InjectGuarded: "test_guarded",
    e.InjectSkipped: "test_skipped",
    e.InjectCancelled: "test_cancelled",
    e.InjectLapsed: "test_until",
}
"""Why an inject did not come, by the fact that set it aside."""


class _Judging:
    """One course beside one test."""

    def __init__(self, course: Course, report: Report) -> None:
        self._course = course
        self._report = report

    def order(self, number: int, order: Scripted, place: Place) -> None:
        """An order that was never given, or was refused."""
        course = self._course
        if number in course.refused:
            at_ms, refused = course.refused[number]
            self._report.add("E527", place, moment=course.in_words(at_ms), reason=refused.sentence)
        elif number not in course.carried_out:
            never_began = course.began_ms(order.moment) is None
            words = {"value": order.moment.name, "moment": course.in_words(course.state.at_ms)}
            self._report.add("E526", place, "test_no_inject" if never_began else "test_over", **words)

    def step(self, step: ExpectedStep) -> None:
        until = self._course.until(step.moment)
        if until is None:
            self._report.add("E528", step.place, phase=step.moment.name)
            return
        for named in step.sent:
            self.sent(named, until)
        for named in step.not_yet:
            self._not_yet(named, until)
        self.held(step.state, self._course.values(until))

    def sent(self, named: Named, until: int) -> None:
        """It came among the first `until` facts, and to whom it should."""
        delivery = self._course.delivery(named.inject)
        if delivery is None:
            hint, words = self._why_not(named.inject)
            self._report.add("E520", named.place, hint, value=named.inject, **words)
        elif delivery not in self._course.events[:until]:
            self._report.add("E521", named.place, value=named.inject, moment=self._course.in_words(delivery.at_ms))
        elif named.to is not None and not _reaches(delivery, named.to):
            got = ", ".join(_receivers(delivery))
            self._report.add("E524", named.place, value=named.inject, who=named.to.described[0], options=got)

    def never(self, named: Named) -> None:
        at_ms = self._course.came_at_ms(named.inject)
        if at_ms is not None:
            self._report.add("E523", named.place, value=named.inject, moment=self._course.in_words(at_ms))

    def held(self, expected: Iterable[Held], values: Mapping[str, Value]) -> None:
        for held in expected:
            if values[held.variable] != held.value:
                words = {"value": as_written(values[held.variable]), "expected": as_written(held.value)}
                self._report.add("E525", held.place, name=held.variable, **words)

    def _not_yet(self, named: Named, until: int) -> None:
        delivery = self._course.delivery(named.inject)
        if delivery is not None and delivery in self._course.events[:until]:
            self._report.add("E522", named.place, value=named.inject, moment=self._course.in_words(delivery.at_ms))

    def _why_not(self, inject: str) -> tuple[str, dict[str, object]]:
        """What happened to an inject instead of coming: a hint and its words."""
        course, now = self._course, self._course.state.injects[inject]
        for event in reversed(course.events):
            if isinstance(event, _SET_ASIDE) and event.inject == inject:
                return _HINTS[type(event)], {"moment": course.in_words(event.at_ms)}
        if now.due_at_ms is not None:
            return "test_lapsed", {"moment": course.in_words(now.due_at_ms)}
        if isinstance(course.scenario.injects[inject].trigger, When):
            return "test_when_false", {}
        return "test_not_set_off", {}


def _reaches(delivery: e.InjectDelivered, to: Audience) -> bool:
    if to.plenary or to.facilitator:
        return delivery.plenary if to.plenary else delivery.facilitator
    return set(to.seats) <= set(delivery.seats)


def _receivers(delivery: e.InjectDelivered) -> Iterable[str]:
    yield from delivery.seats
    if delivery.plenary:
        yield "plenary"
    if delivery.facilitator:
        yield "facilitator"
