"""What a fact may change on whose screen.

Owns `touched`, from which every seat's gapless count is made: a pure function of the record. What a node then shows,
and whether a seat may see it at all, is `visibility`'s. A property test holds the two together: what differs between
two views was touched.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.exercise import events as e
from engine.exercise.acts import is_offered
from engine.exercise.copies import following, is_shown
from engine.exercise.facts import may_change, reads
from engine.exercise.folds import as_seat, wants_its_own
from engine.exercise.ladders import in_use, ladders_of
from engine.exercise.preparing import left_open
from engine.exercise.remembering import is_minuted
from engine.exercise.staff import READERS
from engine.exercise.state import State
from engine.scenario.model import LADDERS, PLENARY, TRAINER, Scenario, When


def touched(scenario: Scenario, state: State, event: e.Event) -> Iterator[tuple[str, str]]:
    """Pairs (seat, node key) that this fact may have changed; `state` is the state after it.

    More than changed is allowed, less is not. A node that a seat may not see is never named for it. The staff see one
    View, which goes by the name of the first trainer.
    """
    for seat, key in _touched(scenario, state, event):
        kind, _, ident = key.partition(":")
        if kind == "cue" and not is_shown(state, ident):
            continue
        if seat in state.folds and not isinstance(event, e.SeatFolded):
            yield from _on_the_other(scenario, state, seat, key)
        else:
            yield seat, key


def _on_the_other(scenario: Scenario, state: State, seat: str, key: str) -> Iterator[tuple[str, str]]:
    """A folded seat has a header alone; what goes to it may be on the screen of who plays it."""
    kind, _, item = key.partition(":")
    holder = state.folds[seat]
    if kind == "header":
        yield seat, key
    elif kind == "card":
        yield holder, f"card:{seat}"
    elif kind in ("recap", "ladders", "offers", "writing", "asking"):
        yield holder, key
    elif kind == "item" and wants_its_own(scenario, item, seat, holder, _addressed(scenario, state, item)):
        yield holder, f"item:{as_seat(item, seat)}"


def _addressed(scenario: Scenario, state: State, item: str) -> tuple[str, ...]:
    """Who an item is or was for, also when it was taken back since."""
    return state.messages[item].seats if item in state.messages else scenario.injects[item].audience.seats


def _folding(scenario: Scenario, state: State, seat: str, into: str) -> Iterator[tuple[str, str]]:
    """A seat's screen empties or fills, and what was on it comes to another or goes from there."""
    yield TRAINER, "seating"
    yield from ((each, "header") for each in (seat, into))
    if scenario.roles[scenario.seats[seat].role].ladders and state.phase is not None:
        yield from ((each, "ladders") for each in (seat, into))
    yield seat, "card"
    yield into, f"card:{seat}"
    if state.status == "ended":
        yield from ((each, "recap") for each in (seat, into))
    yield from ((seat, f"intro:{phase}") for phase in state.phases)
    for item in (*state.injects, *state.messages):
        if item in state.messages:
            receivers = () if item in state.withdrawn else state.messages[item].seats
        else:
            receivers = state.injects[item].seats
        if seat in receivers:
            yield seat, f"item:{item}"
            if wants_its_own(scenario, item, seat, into, receivers):
                yield into, f"item:{as_seat(item, seat)}"


def _touched(scenario: Scenario, state: State, event: e.Event) -> Iterator[tuple[str, str]]:
    yield from _guarded_cues(scenario, event)
    yield from _acts(scenario, state, event)
    if isinstance(event, _KEEPING_UP):
        yield TRAINER, "pulse"
    if isinstance(event, _TELLING) and state.beamer is not None and state.beamer.shows == "knowledge":
        yield PLENARY, "stage"
    players = scenario.seats
    match event:
        case e.ExerciseCreated():
            return
        case e.ParametersFilledIn():
            yield from _all_with_local_words(scenario)
        case e.ClockResumed() | e.ClockPaused() | e.SpeedChanged() | e.ModeChanged() | e.PhaseEndMoved():
            yield from _frame_of_all(scenario)
            if isinstance(event, e.ClockResumed | e.PhaseEndMoved):
                yield from _all_cues(scenario)
        case e.PhaseStarted(phase=phase):
            yield from _frame_of_all(scenario)
            yield from _all_cues(scenario)
            yield from ((seat, f"intro:{phase}") for seat in players)
            yield from _all_ladders(scenario)
            yield from _items_with_answers(scenario, state)
        case e.PhaseEnded():
            yield from _all_cues(scenario)
            yield from _frame_of_all(scenario)
        case e.ExerciseEnded() | e.ExerciseReopened():
            yield from _frame_of_all(scenario)
            going_on = (key for key, line in state.lines.items() if line.ended_at_ms is None)
            yield from ((TRAINER, f"line:{item}:{seat}") for item, seat in going_on)
            yield from _all_cues(scenario)
            yield from ((seat, "recap") for seat in players)
            yield from _all_ladders(scenario)
            for inject, life in state.injects.items():
                yield from ((seat, f"item:{inject}") for seat in life.seats)
        case e.VariableChanged(name=name):
            yield from _variable(scenario, state, name)
        case e.MessageSent(message=message):
            yield from _message(scenario, state, message)
        case e.MessageWithdrawn(message=message):
            yield from _message(scenario, state, message)
        case e.SeatFolded(seat=seat, into=into) | e.SeatUnfolded(seat=seat, into=into):
            yield from _folding(scenario, state, seat, into)
        case e.HelpAsked(request=request) | e.HelpSettled(request=request):
            yield TRAINER, f"request:{request}"
        case e.HallCalled() | e.BeamerSet():
            yield from _frame_of_all(scenario)
        case e.InjectWithdrawn(inject=inject):
            yield from _taken_back(scenario, state, event)
        case e.ItemOpened(item=item, seat=seat) | e.CallDeclined(item=item, seat=seat):
            yield from _opened(scenario, state, item, seat)
        case (
            e.Scored(moment=moment, unit=unit)
            | e.ScoreNoted(moment=moment, unit=unit)
            | e.VetoSet(moment=moment, unit=unit)
        ):
            yield from _scored(scenario, state, moment, unit)
        case e.ObservationNoted(observation=observation):
            yield TRAINER, f"observation:{observation}"
        case e.InjectSkipped(inject=inject) | e.InjectGuarded(inject=inject):
            yield from _cue(scenario, inject)
        case e.InjectDelivered(inject=inject):
            yield from _cue(scenario, inject)
            yield from _item(state, inject)
            yield from ((TRAINER, f"answer:{inject}:{unit}") for unit in event.units)
            escalation = scenario.injects[inject].escalation
            if escalation:
                yield TRAINER, f"moment:{escalation}"
            if scenario.injects[inject].bands:
                yield TRAINER, "ladders"
        case e.CallTaken(item=item, seat=seat) | e.CallEnded(item=item, seat=seat):
            yield seat, f"item:{item}"
            yield TRAINER, f"line:{item}:{seat}"
        case e.ResponseSubmitted() | e.ResponseMissed() | e.DeadlineMoved():
            if _is_on_the_wall(scenario, state, event.inject):
                yield PLENARY, "stage"
            yield from _wanted(scenario, state, event.inject, event.unit)
        case _:
            yield TRAINER, f"cue:{event.inject}"


def _is_on_the_wall(scenario: Scenario, state: State, inject: str) -> bool:
    """Whether the projector shows something that answers to this message change."""
    if state.beamer is None:
        return False
    if state.beamer.shows == "minutes":
        return is_minuted(scenario, inject)
    return (state.beamer.shows, state.beamer.inject) == ("result", inject)


def _message(scenario: Scenario, state: State, message: str) -> Iterator[tuple[str, str]]:
    """A made-up message, and what it put right."""
    sent = state.messages[message]
    yield TRAINER, f"sent:{message}"
    if sent.answer:
        # What was sent on can no longer be changed by those who gave it.
        yield from _for_unit_of(scenario, state, sent.answer, sent.by)
    if sent.corrects:
        yield TRAINER, f"{'sent' if sent.corrects in state.messages else 'cue'}:{sent.corrects}"
    for item in (message, sent.corrects):
        if item:
            yield from ((seat, f"item:{item}") for seat in _receivers(state, item) if seat in sent.seats)
            if sent.plenary and _on_the_wall(state, item):
                yield PLENARY, f"item:{item}"


def _receivers(state: State, item: str) -> tuple[str, ...]:
    return state.messages[item].seats if item in state.messages else state.injects[item].seats


def _on_the_wall(state: State, item: str) -> bool:
    return state.messages[item].plenary if item in state.messages else state.injects[item].plenary


def _taken_back(scenario: Scenario, state: State, event: e.InjectWithdrawn) -> Iterator[tuple[str, str]]:
    """Off every screen it was on; the desk also sees what came of it undone."""
    inject = scenario.injects[event.inject]
    yield from _cue(scenario, event.inject)
    if state.beamer is not None and state.beamer.inject == event.inject:
        yield PLENARY, "stage"
    yield from ((TRAINER, f"cue:{name}") for name in event.unscheduled)
    yield from ((seat, f"item:{event.inject}") for seat in inject.audience.seats)
    if inject.audience.plenary:
        yield PLENARY, f"item:{event.inject}"
        yield PLENARY, "stage"
    yield from (
        (TRAINER, f"answer:{event.inject}:{unit}") for unit in (inject.response.units if inject.response else ())
    )
    if inject.escalation:
        yield TRAINER, f"moment:{inject.escalation}"
    if inject.bands:
        yield TRAINER, "ladders"
    for name, _ in event.values:
        yield from _variable(scenario, state, name)
    for sent in state.messages.values():
        if sent.corrects == event.inject:
            yield from _message(scenario, state, sent.message)


def _variable(scenario: Scenario, state: State, name: str) -> Iterator[tuple[str, str]]:
    if name in LADDERS:
        yield TRAINER, "ladders"
        yield from ((seat, "ladders") for seat in scenario.seats if name in ladders_of(scenario, state, seat))
    else:
        yield TRAINER, "meters"
    if any(variable.id == name for variable in left_open(scenario)):
        yield TRAINER, "preparation"
    playing = _playing(state)
    for inject in scenario.injects.values():
        if name in inject.shows:
            yield TRAINER, f"cue:{inject.id}"
            if playing and is_offered(inject):
                yield from _offered_again(scenario, inject.id)


_KEEPING_UP = (
    e.ParametersFilledIn,
    e.InjectDelivered,
    e.InjectWithdrawn,
    e.MessageSent,
    e.MessageWithdrawn,
    e.ItemOpened,
    e.CallDeclined,
    e.ResponseSubmitted,
    e.ResponseMissed,
    e.DeadlineMoved,
)
"""What may change who is waited for."""


_TELLING = (e.InjectDelivered, e.InjectWithdrawn, e.MessageSent, e.MessageWithdrawn)
"""What may change who knows what."""


def _playing(state: State) -> bool:
    return state.phase is not None and state.status != "ended"


def _frame_of_all(scenario: Scenario) -> Iterator[tuple[str, str]]:
    yield TRAINER, "desk"
    yield PLENARY, "stage"
    yield from ((seat, "header") for seat in scenario.seats)


def _acts(scenario: Scenario, state: State, event: e.Event) -> Iterator[tuple[str, str]]:
    """What players may do of themselves, and what they may pass on."""
    playing = _playing(state)
    if isinstance(event, e.MessageSent | e.MessageWithdrawn) and playing and (by := state.messages[event.message].by):
        yield by, "writing"
    match event:
        case e.PhaseStarted() | e.ExerciseEnded() | e.ExerciseReopened():
            if state.phase is not None:
                yield from ((seat, key) for seat in scenario.seats for key in ("writing", "asking"))
                yield from _offered_again(scenario)
        case e.PhaseEnded() if playing:
            yield from _offered_again(scenario)
        case e.SeatFolded(seat=seat, into=into) | e.SeatUnfolded(seat=seat, into=into) if playing:
            yield from ((each, key) for each in (seat, into) for key in ("writing", "asking"))
            if any(seat in inject.audience.seats for inject in scenario.injects.values() if is_offered(inject)):
                yield from ((each, "offers") for each in (seat, into))
        case e.HelpAsked(seat=seat):
            yield seat, "asking"
        case e.HelpSettled() if playing:
            yield from ((seat, "asking") for seat in scenario.seats)
        case e.MessageSent(facts=facts, seats=seats) if facts and playing:
            yield from ((seat, "writing") for seat in seats)
        case e.MessageWithdrawn(message=message) if state.messages[message].facts and playing:
            yield from ((seat, "writing") for seat in state.messages[message].seats)
        case e.InjectDelivered(inject=inject) | e.InjectWithdrawn(inject=inject) if scenario.injects[inject].facts:
            if playing:
                yield from ((seat, "writing") for seat in scenario.injects[inject].audience.seats)
        case _:
            pass
    named = getattr(event, "inject", "")
    if playing and named in scenario.injects and is_offered(scenario.injects[named]):
        yield from _offered_again(scenario, named)


def _offered_again(scenario: Scenario, name: str = "") -> Iterator[tuple[str, str]]:
    injects = [scenario.injects[name]] if name else list(scenario.injects.values())
    seats = {seat for inject in injects if is_offered(inject) for seat in inject.audience.seats}
    yield from ((seat, "offers") for seat in scenario.seats if seat in seats)


def _all_ladders(scenario: Scenario) -> Iterator[tuple[str, str]]:
    if in_use(scenario):
        yield TRAINER, "ladders"
    yield from ((seat.id, "ladders") for seat in scenario.seats.values() if scenario.roles[seat.role].ladders)


def _guarded_cues(scenario: Scenario, event: e.Event) -> Iterator[tuple[str, str]]:
    """The running order says of each guard whether it is true now, and shows the variant that would go."""
    changed = set(may_change(scenario, event))
    if changed:
        for name, inject in scenario.injects.items():
            asked = [*inject.asked_at_delivery()]
            if isinstance(inject.trigger, When) and inject.release == "manual":
                asked.append(inject.trigger.condition)  # a reserve message says whether it fits
            if any(not changed.isdisjoint(reads(condition)) for condition in asked):
                yield TRAINER, f"cue:{name}"


def _all_with_local_words(scenario: Scenario) -> Iterator[tuple[str, str]]:
    """All that is on a screen in the lobby, where words are filled in."""
    yield from _frame_of_all(scenario)
    yield from ((seat, "card") for seat in scenario.seats)
    yield from _all_cues(scenario)
    yield from ((TRAINER, f"moment:{escalation}") for escalation in scenario.escalations)
    yield TRAINER, "seating"
    yield TRAINER, "preparation"  # there are words to fill in, or this would not have happened


def _cue(scenario: Scenario, inject: str) -> Iterator[tuple[str, str]]:
    """Its row, and that of the copy for which it made room."""
    yield TRAINER, f"cue:{inject}"
    if (copy := following(inject)) in scenario.injects:
        yield TRAINER, f"cue:{copy}"


def _all_cues(scenario: Scenario) -> Iterator[tuple[str, str]]:
    yield from ((TRAINER, f"cue:{inject}") for inject in scenario.injects)


def _items_with_answers(scenario: Scenario, state: State) -> Iterator[tuple[str, str]]:
    """A new phase closes the answers of the one before."""
    for (inject, unit), wanted in state.wanted.items():
        if wanted.answer is not None:
            yield from _for_unit(scenario, state, inject, unit)


def _for_unit(scenario: Scenario, state: State, inject: str, unit: str) -> Iterator[tuple[str, str]]:
    receivers = state.injects[inject].seats
    yield from ((seat, f"item:{inject}") for seat in scenario.unit_seats(unit) if seat in receivers)


def _for_unit_of(scenario: Scenario, state: State, inject: str, seat: str) -> Iterator[tuple[str, str]]:
    units = [unit for name, unit in state.wanted if name == inject and seat in scenario.unit_seats(unit)]
    for unit in units:
        yield from _for_unit(scenario, state, inject, unit)


def _item(state: State, inject: str) -> Iterator[tuple[str, str]]:
    life = state.injects[inject]
    yield from ((seat, f"item:{inject}") for seat in life.seats)
    if life.plenary:
        yield PLENARY, f"item:{inject}"


def _wanted(scenario: Scenario, state: State, inject: str, unit: str) -> Iterator[tuple[str, str]]:
    yield TRAINER, f"cue:{inject}"
    yield TRAINER, f"answer:{inject}:{unit}"
    yield from _for_unit(scenario, state, inject, unit)


def _opened(scenario: Scenario, state: State, item: str, seat: str) -> Iterator[tuple[str, str]]:
    if seat in READERS:
        _, inject, unit = item.split(":", 2)
        yield from _wanted(scenario, state, inject, unit)
        return
    yield seat, f"item:{item}"
    yield TRAINER, f"cue:{item}" if item in scenario.injects else f"sent:{item}"


def _scored(scenario: Scenario, state: State, moment: str, unit: str) -> Iterator[tuple[str, str]]:
    kind, _, name = moment.partition(":")
    if kind == "escalation":
        yield TRAINER, f"moment:{name}"
    elif kind == "marker":
        yield TRAINER, f"observation:{name}"
    elif (name, unit) in state.wanted:
        yield TRAINER, f"answer:{name}:{unit}"
        yield from _for_unit(scenario, state, name, unit)
