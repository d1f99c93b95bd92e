"""Where an exercise stands, as an immutable value, and how one fact changes it.

Owns `State` and `evolve`. `evolve` is pure and total: it evaluates no condition, draws nothing and never refuses,
because an event already happened. Deciding what happens is `decide`'s.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any, Literal, TypeAlias, TypeVar

from engine.exercise import events as e
from engine.scenario.model import LADDERS, Scenario, Stage, Value

InjectStatus: TypeAlias = Literal["planned", "due", "delivered", "skipped", "guarded", "lapsed", "withdrawn"]


@dataclass(frozen=True, slots=True)
class Answer:
    """The latest answer of a unit. `first_at_ms` is when its first revision came."""

    seat: str
    revision: int
    text: e.TextRef | None
    option: str | None
    at_ms: int
    first_at_ms: int
    late: bool
    stage: Stage
    phase: str | None
    options: tuple[str, ...] = ()
    value: int | None = None
    fields: e.Filled = ()


@dataclass(frozen=True, slots=True)
class InjectState:
    """One inject's life. `due_at_ms` is when it will come, or came, due; None while nothing set it in motion."""

    status: InjectStatus = "planned"
    due_at_ms: int | None = None
    delivered_at_ms: int | None = None
    story_phase: str | None = None
    """The phase that ran when it was delivered."""
    seats: tuple[str, ...] = ()
    plenary: bool = False
    facilitator: bool = False
    cancelled: bool = False
    when_came_true: bool = False
    rearmed: bool = False
    """Of a copy: its condition was seen false since the copy before it."""
    variant: int | None = None
    """Which of its variants was sent."""
    shown: tuple[tuple[str, Value], ...] = ()
    """The variables in its text, as they were when it was sent."""
    held: bool = False
    """It waits for GO, whatever the mode."""
    reason: e.TextRef | None = None
    """Why it was skipped."""
    sender: e.TextRef | None = None
    title: e.TextRef | None = None
    body: e.TextRef | None = None
    """The trainer's own words for it; None is the script's."""
    changed: tuple[tuple[str, Value, Value], ...] = ()
    """What it changed since it was sent: variable, before, after."""
    quoted: tuple[tuple[str, str, Answer], ...] = ()
    """The answers that it shows, as they were when it was sent: (inject, unit, answer)."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """An answer that an inject asks of a unit."""

    asked_at_ms: int
    deadline_at_ms: int | None = None
    missed: bool = False
    answer: Answer | None = None


@dataclass(frozen=True, slots=True)
class PhaseRun:
    started_at_ms: int
    planned_end_ms: int
    ended_at_ms: int | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A call in which somebody of the staff plays the caller; None while it goes on."""

    taken_at_ms: int
    ended_at_ms: int | None = None


@dataclass(frozen=True, slots=True)
class LadderMove:
    """The latest move of a ladder: when, in which phase, by whom when somebody did, and why when that was said."""

    at_ms: int
    phase: str | None
    unit: str = ""
    reason: e.TextRef | None = None


@dataclass(frozen=True, slots=True)
class State:
    """The whole exercise. Mappings are never changed in place; `at_ms` is the time of the latest event."""

    exercise: str
    epoch: str
    status: Literal["lobby", "running", "paused", "ended"]
    at_ms: int
    automatic: bool
    unattended: bool
    injects: Mapping[str, InjectState]
    variables: Mapping[str, Value]
    seed: int = 0
    """What chance is drawn from, together with the name of the element."""
    speed_num: int = 1
    speed_den: int = 1
    pause_cause: str = ""
    ladder_moves: Mapping[str, LadderMove] = field(default_factory=dict)
    """By ladder that anybody or anything set, its latest move."""
    phase: str | None = None
    phases: Mapping[str, PhaseRun] = field(default_factory=dict)
    wanted: Mapping[tuple[str, str], Wanted] = field(default_factory=dict)
    """Keyed (inject, unit)."""
    messages: Mapping[str, e.MessageSent] = field(default_factory=dict)
    message_phases: Mapping[str, str | None] = field(default_factory=dict)
    """The phase that ran when each message was sent."""
    withdrawn: tuple[str, ...] = ()
    """Messages that were taken back."""
    asked: Mapping[str, e.HelpAsked] = field(default_factory=dict)
    """What players asked of the trainer and nobody has seen to yet."""
    called: Mapping[str, e.HallCalled] = field(default_factory=dict)
    """The calls to come back to the hall that stand: by room, or under the empty name one for everybody."""
    beamer: e.BeamerSet | None = None
    """What the trainer lets the projector show; None is the story."""
    beamer_answer: Answer | None = None
    """The revision of an answer that the projector shows."""
    folds: Mapping[str, str] = field(default_factory=dict)
    """Folded seat → the seat that plays it too."""
    heard: Mapping[str, int] = field(default_factory=dict)
    """Seat → exercise time at which it last opened or answered something."""
    opened: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Item → seats that opened it, in that order."""
    declined: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Call → seats that let it go."""
    lines: Mapping[tuple[str, str], Line] = field(default_factory=dict)
    """Keyed (inject, seat): the played calls that were taken."""
    scores: Mapping[tuple[str, str, str, str], e.Scored] = field(default_factory=dict)
    """Keyed (rater, moment, unit, dimension); only positions that stand."""
    notes: Mapping[tuple[str, str, str], e.TextRef] = field(default_factory=dict)
    """Keyed (rater, moment, unit)."""
    vetoes: tuple[tuple[str, str, str, str], ...] = ()
    """(rater, moment, unit, veto) that stand."""
    observations: Mapping[str, e.ObservationNoted] = field(default_factory=dict)
    """In the order in which they were made."""
    observation_phases: Mapping[str, str | None] = field(default_factory=dict)
    """The phase that ran when each was made."""
    parameters: tuple[tuple[str, e.TextRef], ...] = ()
    last_go_wall_ms: int | None = None
    undo_until_wall_ms: int | None = None
    open_at_end: tuple[tuple[str, InjectStatus], ...] = ()
    """Injects that were still to come when it ended, with what they were: for undoing the end."""

    def digest(self) -> str:
        """SHA-256 of the state in canonical JSON: equal digests, equal exercises."""
        plain = asdict(self)
        for name in ("wanted", "lines", "scores", "notes"):
            plain[name] = {"\x1f".join(key): value for key, value in plain[name].items()}
        return hashlib.sha256(
            json.dumps(plain, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
        ).hexdigest()


def begin(scenario: Scenario, created: e.ExerciseCreated) -> State:
    """The lobby: nothing happened yet, every variable at its start."""
    return State(
        exercise=created.exercise,
        epoch=created.epoch,
        status="lobby",
        at_ms=created.at_ms,
        automatic=created.automatic,
        unattended=created.unattended,
        injects={inject: InjectState() for inject in scenario.injects},
        variables={name: variable.start for name, variable in scenario.variables.items()},
        seed=created.seed,
        parameters=created.parameters,
    )


def evolve(state: State, event: e.Event) -> State:
    """The state after this fact. Every stored event type is understood; an unknown one is a bug and raises KeyError."""
    return _EVOLVE[type(event)](replace(state, at_ms=max(state.at_ms, event.at_ms)), event)


def replay(scenario: Scenario, events: Iterable[e.Event]) -> State:
    """Fold a whole record, from its `ExerciseCreated` on."""
    rest = iter(events)
    first = next(rest)
    if not isinstance(first, e.ExerciseCreated):
        raise ValueError(f"a record starts with exercise.created, not {type(first).__name__}")
    state = begin(scenario, first)
    for event in rest:
        state = evolve(state, event)
    return state


_E = TypeVar("_E", bound=e.Event)
_EVOLVE: dict[type[Any], Callable[[State, Any], State]] = {}


def _folds(kind: type[_E]) -> Callable[[Callable[[State, _E], State]], Callable[[State, _E], State]]:
    def register(fold: Callable[[State, _E], State]) -> Callable[[State, _E], State]:
        _EVOLVE[kind] = fold
        return fold

    return register


def _inject(state: State, inject: str, **changes: Any) -> State:
    now = replace(state.injects.get(inject, InjectState()), **changes)
    return replace(state, injects={**state.injects, inject: now})


def _all(state: State, injects: Iterable[str], status: InjectStatus) -> State:
    changed = {inject: replace(state.injects[inject], status=status) for inject in injects}
    return replace(state, injects={**state.injects, **changed})


def _want(state: State, inject: str, unit: str, **changes: Any) -> State:
    was = state.wanted.get((inject, unit), Wanted(state.at_ms))
    return replace(state, wanted={**state.wanted, (inject, unit): replace(was, **changes)})


@_folds(e.ParametersFilledIn)
def _filled_in(state: State, event: e.ParametersFilledIn) -> State:
    return replace(state, parameters=tuple({**dict(state.parameters), **dict(event.parameters)}.items()))


@_folds(e.ClockResumed)
def _resumed(state: State, event: e.ClockResumed) -> State:
    return replace(state, status="running", speed_num=event.speed_num, speed_den=event.speed_den, pause_cause="")


@_folds(e.ClockPaused)
def _paused(state: State, event: e.ClockPaused) -> State:
    return replace(state, status="paused", pause_cause=event.cause)


@_folds(e.SpeedChanged)
def _speed(state: State, event: e.SpeedChanged) -> State:
    return replace(state, speed_num=event.speed_num, speed_den=event.speed_den)


@_folds(e.ModeChanged)
def _mode(state: State, event: e.ModeChanged) -> State:
    return replace(state, automatic=event.automatic)


@_folds(e.PhaseStarted)
def _phase_started(state: State, event: e.PhaseStarted) -> State:
    injects = dict(state.injects)
    for inject, due_at_ms in event.schedule:
        injects[inject] = replace(injects.get(inject, InjectState()), due_at_ms=due_at_ms)
    run = PhaseRun(event.at_ms, event.planned_end_ms)
    return replace(state, phase=event.phase, phases={**state.phases, event.phase: run}, injects=injects, called={})


@_folds(e.PhaseEndMoved)
def _phase_end_moved(state: State, event: e.PhaseEndMoved) -> State:
    run = replace(state.phases[event.phase], planned_end_ms=event.planned_end_ms)
    return replace(state, phases={**state.phases, event.phase: run})


@_folds(e.PhaseEnded)
def _phase_ended(state: State, event: e.PhaseEnded) -> State:
    run = replace(state.phases[event.phase], ended_at_ms=event.at_ms)
    return _all(replace(state, phases={**state.phases, event.phase: run}), event.lapsed, "lapsed")


@_folds(e.InjectScheduled)
def _scheduled(state: State, event: e.InjectScheduled) -> State:
    return _inject(state, event.inject, due_at_ms=event.due_at_ms)


@_folds(e.InjectDue)
def _due(state: State, event: e.InjectDue) -> State:
    return _inject(state, event.inject, status="due", due_at_ms=event.at_ms)


@_folds(e.InjectDelivered)
def _delivered(state: State, event: e.InjectDelivered) -> State:
    state = _inject(
        state,
        event.inject,
        status="delivered",
        delivered_at_ms=event.at_ms,
        story_phase=state.phase,
        seats=event.seats,
        plenary=event.plenary,
        facilitator=event.facilitator,
        cancelled=False,
        variant=event.variant,
        shown=event.shown,
        held=False,
        changed=(),
        quoted=tuple(
            (name, unit, answer)
            for name, unit in event.quoted
            if (answer := state.wanted[name, unit].answer) is not None
        ),
    )
    deadlines = dict(event.deadlines)
    wanted = {(event.inject, unit): Wanted(event.at_ms, deadlines.get(unit)) for unit in event.units}
    state = replace(state, wanted={**state.wanted, **wanted})
    return state if event.go_wall_ms is None else replace(state, last_go_wall_ms=event.go_wall_ms)


@_folds(e.InjectSkipped)
def _skipped(state: State, event: e.InjectSkipped) -> State:
    return _inject(state, event.inject, status="skipped", reason=event.reason)


@_folds(e.InjectHeld)
def _held(state: State, event: e.InjectHeld) -> State:
    return _inject(state, event.inject, held=event.held)


@_folds(e.InjectEdited)
def _edited(state: State, event: e.InjectEdited) -> State:
    return _inject(state, event.inject, sender=event.sender, title=event.title, body=event.body)


@_folds(e.InjectWithdrawn)
def _withdrawn(state: State, event: e.InjectWithdrawn) -> State:
    state = _inject(
        state,
        event.inject,
        status="withdrawn",
        delivered_at_ms=None,
        story_phase=None,
        seats=(),
        plenary=False,
        facilitator=False,
        changed=(),
        quoted=(),
    )
    for inject in event.unscheduled:
        state = _inject(state, inject, due_at_ms=None)
    wanted = {key: want for key, want in state.wanted.items() if key[0] != event.inject}
    opened = {item: seats for item, seats in state.opened.items() if item != event.inject}
    return replace(state, wanted=wanted, opened=opened, variables={**state.variables, **dict(event.values)})


@_folds(e.MessageWithdrawn)
def _message_withdrawn(state: State, event: e.MessageWithdrawn) -> State:
    return replace(state, withdrawn=(*state.withdrawn, event.message))


@_folds(e.HallCalled)
def _called(state: State, event: e.HallCalled) -> State:
    if event.room == "":
        return replace(state, called={} if event.back_at_ms is None else {"": event})
    others = {room: call for room, call in state.called.items() if room != event.room}
    return replace(state, called=others if event.back_at_ms is None else {**others, event.room: event})


@_folds(e.BeamerSet)
def _beamer(state: State, event: e.BeamerSet) -> State:
    # The answer as it is now: a revision that comes later is not what was agreed to be shown.
    wanted = state.wanted.get((event.inject, event.unit))
    answer = wanted.answer if wanted is not None and event.shows == "answer" else None
    return replace(state, beamer=None if event.shows == "story" else event, beamer_answer=answer)


@_folds(e.InjectGuarded)
def _guarded(state: State, event: e.InjectGuarded) -> State:
    return _inject(state, event.inject, status="guarded", due_at_ms=event.at_ms)


@_folds(e.InjectLapsed)
def _lapsed(state: State, event: e.InjectLapsed) -> State:
    return _inject(state, event.inject, status="lapsed")


@_folds(e.InjectCancelled)
def _cancelled(state: State, event: e.InjectCancelled) -> State:
    if state.injects[event.inject].status == "delivered":
        return _inject(state, event.inject, cancelled=True)
    return _inject(state, event.inject, status="lapsed", cancelled=True)


@_folds(e.WhenCameTrue)
def _when_came_true(state: State, event: e.WhenCameTrue) -> State:
    return _inject(state, event.inject, when_came_true=True)


@_folds(e.InjectRearmed)
def _rearmed(state: State, event: e.InjectRearmed) -> State:
    return _inject(state, event.inject, rearmed=True)


@_folds(e.VariableChanged)
def _variable(state: State, event: e.VariableChanged) -> State:
    before = state.variables[event.name]
    if event.cause in state.injects:
        changed = (*state.injects[event.cause].changed, (event.name, before, event.value))
        state = _inject(state, event.cause, changed=changed)
    state = replace(state, variables={**state.variables, event.name: event.value})
    if event.name not in LADDERS:
        return state
    move = LadderMove(event.at_ms, state.phase, event.unit, event.reason)
    return replace(state, ladder_moves={**state.ladder_moves, event.name: move})


@_folds(e.MessageSent)
def _message(state: State, event: e.MessageSent) -> State:
    return replace(
        state,
        messages={**state.messages, event.message: event},
        message_phases={**state.message_phases, event.message: state.phase},
    )


@_folds(e.HelpAsked)
def _help_asked(state: State, event: e.HelpAsked) -> State:
    return replace(state, asked={**state.asked, event.request: event})


@_folds(e.HelpSettled)
def _help_settled(state: State, event: e.HelpSettled) -> State:
    return replace(state, asked={name: asked for name, asked in state.asked.items() if name != event.request})


@_folds(e.SeatFolded)
def _folded(state: State, event: e.SeatFolded) -> State:
    return replace(state, folds={**state.folds, event.seat: event.into})


@_folds(e.SeatUnfolded)
def _unfolded(state: State, event: e.SeatUnfolded) -> State:
    return replace(state, folds={seat: into for seat, into in state.folds.items() if seat != event.seat})


@_folds(e.ItemOpened)
def _opened(state: State, event: e.ItemOpened) -> State:
    seats = (*state.opened.get(event.item, ()), event.seat)
    heard = {**state.heard, event.seat: event.at_ms}
    return replace(state, opened={**state.opened, event.item: seats}, heard=heard)


@_folds(e.CallDeclined)
def _declined(state: State, event: e.CallDeclined) -> State:
    heard = {**state.heard, event.seat: event.at_ms}
    seats = (*state.declined.get(event.item, ()), event.seat)
    return replace(state, heard=heard, declined={**state.declined, event.item: seats})


@_folds(e.CallTaken)
def _taken(state: State, event: e.CallTaken) -> State:
    return replace(state, lines={**state.lines, (event.item, event.seat): Line(event.at_ms)})


@_folds(e.CallEnded)
def _call_ended(state: State, event: e.CallEnded) -> State:
    line = replace(state.lines[event.item, event.seat], ended_at_ms=event.at_ms)
    return replace(state, lines={**state.lines, (event.item, event.seat): line})


@_folds(e.ResponseSubmitted)
def _response(state: State, event: e.ResponseSubmitted) -> State:
    before = state.wanted[event.inject, event.unit].answer
    answer = Answer(
        seat=event.seat,
        revision=event.revision,
        text=event.text,
        option=event.option,
        at_ms=event.at_ms,
        first_at_ms=before.first_at_ms if before else event.at_ms,
        late=event.late,
        stage=event.stage,
        phase=state.phase,
        options=event.options,
        value=event.value,
        fields=event.fields,
    )
    state = _want(state, event.inject, event.unit, answer=answer)
    # A new revision has not been read yet, whoever read the old one.
    opened = {**state.opened, answer_item(event.inject, event.unit): ()}
    return replace(state, opened=opened, heard={**state.heard, event.seat: event.at_ms})


@_folds(e.ResponseMissed)
def _missed(state: State, event: e.ResponseMissed) -> State:
    return _want(state, event.inject, event.unit, missed=True)


@_folds(e.DeadlineMoved)
def _deadline(state: State, event: e.DeadlineMoved) -> State:
    return _want(state, event.inject, event.unit, deadline_at_ms=event.deadline_at_ms)


@_folds(e.Scored)
def _scored(state: State, event: e.Scored) -> State:
    key = (event.rater, event.moment, event.unit, event.dimension)
    scores = {k: v for k, v in state.scores.items() if k != key}
    if event.position is not None:
        scores[key] = event
    return replace(state, scores=scores)


@_folds(e.ScoreNoted)
def _noted(state: State, event: e.ScoreNoted) -> State:
    return replace(state, notes={**state.notes, (event.rater, event.moment, event.unit): event.text})


@_folds(e.VetoSet)
def _veto(state: State, event: e.VetoSet) -> State:
    key = (event.rater, event.moment, event.unit, event.veto)
    others = tuple(veto for veto in state.vetoes if veto != key)
    return replace(state, vetoes=(*others, key) if event.holds else others)


@_folds(e.ObservationNoted)
def _observed(state: State, event: e.ObservationNoted) -> State:
    return replace(
        state,
        observations={**state.observations, event.observation: event},
        observation_phases={**state.observation_phases, event.observation: state.phase},
    )


@_folds(e.ExerciseEnded)
def _ended(state: State, event: e.ExerciseEnded) -> State:
    open_at_end = tuple((inject, state.injects[inject].status) for inject in event.lapsed)
    state = _all(state, event.lapsed, "lapsed")
    ended = replace(state, status="ended", called={})
    return replace(ended, undo_until_wall_ms=event.undo_until_wall_ms, open_at_end=open_at_end)


@_folds(e.ExerciseReopened)
def _reopened(state: State, event: e.ExerciseReopened) -> State:
    state = _all(_all(state, event.planned, "planned"), event.due, "due")
    return replace(state, status="paused", pause_cause="facilitator", undo_until_wall_ms=None, open_at_end=())


def answer_item(inject: str, unit: str) -> str:
    """The item id under which a trainer opens an answer."""
    return f"answer:{inject}:{unit}"


def answer_may_change(state: State, inject: str, unit: str) -> bool:
    """Whether a given answer may be replaced: until it is scored, or the phase it was given in ends (design 6).

    One that was sent on to others is out.
    """
    answer = state.wanted[inject, unit].answer
    if answer is None or answer.phase != state.phase or state.status == "ended":
        return False
    if any((sent.answer, sent.by) == (inject, answer.seat) for sent in state.messages.values()):
        return False
    scored = ((moment, of) for (_, moment, of, _) in state.scores)
    return (f"inject:{inject}", unit) not in scored
