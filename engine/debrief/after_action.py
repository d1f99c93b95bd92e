"""The after-action report as data: what happened at group level, without anybody's name.

Owns the shape of the report and puts it together from the record. The course in time is folded in `course`, answers
are counted in `answers` and `tallies`, positions in `engine.scoring`. Does not lay out pages (`facilitator_ui`).

Left out on purpose, wherever it stands in the record: seat ids, names, parties, everything players typed, the words of
messages made up on the spot, and trainers' notes. Local words (`{{ gemeente }}`) are shown: the trainer filled them in
to be read.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from fractions import Fraction
from typing import Any, Literal, TypeAlias

from engine.debrief import answers
from engine.debrief.answers import AnswerTimes, Asked, Deadlines, PerPart, Unanswered
from engine.debrief.course import CourseRow, MeterCourse, course, meters
from engine.debrief.knowledge import FactKnown, knowledge
from engine.debrief.tallies import Tally, tallies
from engine.debrief.wording import Wording
from engine.exercise.events import Event, ResponseSubmitted
from engine.exercise.facts import is_true
from engine.exercise.state import State
from engine.scenario.model import DebriefQuestion, Inject, Scenario, Value
from engine.scoring.scale import to_half
from engine.scoring.scorecard import Profile, Section, scorecard

Json: TypeAlias = dict[str, Any]

MUNICIPALITY = "gemeente"
"""The parameter by which scenarios name the municipality."""


@dataclass(frozen=True, slots=True)
class PhaseReport:
    """A phase of the programme. Times are exercise ms; `real_ms` is None when it never began.

    `ended` is False for the phase that the record stops in. `profiles` are the scores given to its moments.
    """

    id: str
    title: str
    kind: str
    started_at_ms: int | None
    planned_ms: int
    real_ms: int | None
    ended: bool
    profiles: tuple[Profile, ...]


@dataclass(frozen=True, slots=True)
class InjectLine:
    """An inject as a report refers to it. `delivered_at_ms` is None when it never came."""

    number: str
    title: str
    channel: str
    delivered_at_ms: int | None


@dataclass(frozen=True, slots=True)
class EscalationReport:
    """A moment the evening turned on: its injects, how fast answers came, and the spread over the scale."""

    id: str
    title: str
    injects: tuple[InjectLine, ...]
    answer_times: AnswerTimes
    profiles: tuple[Profile, ...]


@dataclass(frozen=True, slots=True)
class DebriefReport:
    """A question for afterwards, what it is about, and the injects to look at again."""

    ask: str
    objective: str
    injects: tuple[InjectLine, ...]


@dataclass(frozen=True, slots=True)
class Participation:
    """How many took part: seats that opened or answered anything, of all seats; and how many people scored."""

    active: int
    seats: int
    raters: int


@dataclass(frozen=True, slots=True)
class AfterAction:
    """The whole report. Positions are exact fractions here and halves in `as_json`. Times are exercise ms."""

    exercise: str
    title: str
    municipality: str
    """The local word for the municipality; empty when the scenario has none."""
    held_on: str
    """The date as the shell gives it (`2026-11-26`), or empty."""
    language: Literal["nl", "en"]
    summary: str
    objectives: tuple[str, ...]
    finished: bool
    """False when the record stops before the exercise ended."""
    duration_ms: int
    planned_ms: int
    participation: Participation
    phases: tuple[PhaseReport, ...]
    course: tuple[CourseRow, ...]
    meters: tuple[MeterCourse, ...]
    escalations: tuple[EscalationReport, ...]
    profile: tuple[Profile, ...]
    """All scores of the exercise: the whole first, then the groups that may be shown."""
    answer_times: AnswerTimes
    answer_times_per_phase: tuple[PerPart, ...]
    answer_times_per_channel: tuple[PerPart, ...]
    unanswered: tuple[Unanswered, ...]
    deadlines: Deadlines
    variables: tuple[tuple[str, Value], ...]
    """The scenario's own variables where the record stops, in its order; meters are in `meters`."""
    debrief: tuple[DebriefReport, ...]
    tallies: tuple[Tally, ...] = ()
    """How often each answer was given to questions with fixed answers, when enough answered."""
    knowledge: tuple[FactKnown, ...] = ()
    """Which teams knew each fact of the scenario when."""

    def as_json(self) -> Json:
        """Plain data for `json.dumps`: positions rounded to halves, so no figure looks finer than it was scored."""
        plain: Json = _plain(self)
        return plain


def after_action(
    scenario: Scenario,
    steps_events: Sequence[Event],
    state: State,
    parameters: Mapping[str, str] | None = None,
    held_on: str = "",
) -> AfterAction:
    """The report of a record: its events from `ExerciseCreated` on, and the state they fold to.

    `parameters` are the local words that were filled in, by id; the scenario has its own for the others. A record that
    stops half-way gives the report so far.
    """
    wording = Wording(scenario, parameters or {})
    asked = answers.all_asked(steps_events)
    card = scorecard(scenario, state)
    return AfterAction(
        exercise=state.exercise,
        title=wording.text(scenario.title),
        municipality=wording.local(MUNICIPALITY),
        held_on=held_on,
        language=scenario.language,
        summary=wording.text(scenario.summary),
        objectives=tuple(wording.text(each) for each in scenario.objectives.values()),
        finished=state.status == "ended",
        duration_ms=state.at_ms,
        planned_ms=sum(phase.length_ms for phase in scenario.phases),
        participation=_participation(scenario, steps_events, state),
        phases=tuple(_phase(scenario, state, section, wording) for section in card.phases),
        course=course(scenario, steps_events, wording),
        meters=meters(scenario, steps_events, state.at_ms),
        escalations=tuple(_escalation(scenario, state, section, asked, wording) for section in card.moments),
        profile=_worded(card.whole, wording),
        answer_times=answers.answer_times(asked),
        answer_times_per_phase=answers.per_phase(scenario, asked, wording),
        answer_times_per_channel=answers.per_channel(scenario, asked),
        unanswered=answers.unanswered(scenario, asked, wording),
        deadlines=answers.deadlines(asked),
        variables=tuple((v.id, state.variables[v.id]) for v in scenario.variables.values() if v.is_declared),
        debrief=tuple(
            _debrief(scenario, state, question, wording)
            for question in scenario.debrief
            if question.guard is None or is_true(question.guard, scenario, state, state.at_ms)
        ),
        tallies=tallies(scenario, state, wording),
        knowledge=knowledge(scenario, state, wording),
    )


def _participation(scenario: Scenario, events: Sequence[Event], state: State) -> Participation:
    opened = {seat for seats in state.opened.values() for seat in seats}
    answered = {event.seat for event in events if isinstance(event, ResponseSubmitted)}
    active = (opened | answered) & set(scenario.seats)
    return Participation(len(active), len(scenario.seats), len({rater for (rater, *_) in state.scores}))


def _phase(scenario: Scenario, state: State, section: Section, wording: Wording) -> PhaseReport:
    phase = scenario.phase(section.id)
    run = state.phases.get(phase.id)
    stopped_at_ms = state.at_ms if run is None or run.ended_at_ms is None else run.ended_at_ms
    return PhaseReport(
        id=phase.id,
        title=wording.text(phase.title),
        kind=phase.kind,
        started_at_ms=run.started_at_ms if run else None,
        planned_ms=phase.length_ms,
        real_ms=stopped_at_ms - run.started_at_ms if run else None,
        ended=run is not None and (run.ended_at_ms is not None or state.status == "ended"),
        profiles=_worded(section.profiles, wording),
    )


def _escalation(
    scenario: Scenario, state: State, section: Section, asked: Sequence[Asked], wording: Wording
) -> EscalationReport:
    injects = [inject for inject in scenario.injects.values() if inject.escalation == section.id]
    ids = {inject.id for inject in injects}
    # A copy of what repeats is a line of its own once it came.
    told = [i for i in injects if i.repeat_of is None or state.injects[i.id].delivered_at_ms is not None]
    return EscalationReport(
        id=section.id,
        title=wording.text(section.title),
        injects=tuple(_line(state, inject, wording) for inject in told),
        answer_times=answers.answer_times(each for each in asked if each.inject in ids),
        profiles=_worded(section.profiles, wording),
    )


def _debrief(scenario: Scenario, state: State, question: DebriefQuestion, wording: Wording) -> DebriefReport:
    objective = scenario.objectives.get(question.objective or "", "")
    injects = tuple(_line(state, scenario.injects[inject], wording) for inject in question.show)
    return DebriefReport(wording.text(question.ask), wording.text(objective), injects)


def _line(state: State, inject: Inject, wording: Wording) -> InjectLine:
    life = state.injects[inject.id]
    title = wording.text(inject.title_of(life.variant))
    return InjectLine(inject.number, title, inject.channel, life.delivered_at_ms)


def _worded(profiles: tuple[Profile, ...], wording: Wording) -> tuple[Profile, ...]:
    """A role without a group lends its title, which may hold a local word."""
    return tuple(replace(profile, who=wording.text(profile.who)) for profile in profiles)


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if isinstance(value, Fraction):
        half = to_half(value)
        return int(half) if half.denominator == 1 else float(half)
    return value
