"""What a role can do of itself: begin what is offered to it, write to others, pass on what it knows.

Owns what is offered to a seat now and which facts a seat holds, both derived from what happened. An offer is a message
of the script that its receivers may begin themselves, so its form, effects and scores are those of any message.
"""

from __future__ import annotations

from engine.exercise.copies import copies
from engine.exercise.folds import held
from engine.exercise.remembering import told
from engine.exercise.state import State
from engine.scenario.model import Inject, Manual, Scenario


def is_offered(inject: Inject) -> bool:
    """Whether those it is for may begin it."""
    return isinstance(inject.trigger, Manual) and inject.trigger.offered


def may_ever_begin(scenario: Scenario, state: State, seat: str) -> bool:
    """Whether the script has anything that this seat may begin, now or at another moment."""
    plays = {seat, *held(state, seat)}
    return any(
        is_offered(inject) and not plays.isdisjoint(inject.audience.seats) for inject in scenario.injects.values()
    )


def offers(scenario: Scenario, state: State, seat: str) -> tuple[str, ...]:
    """What this seat may begin now, for its own role and those it plays too; of what repeats the next one."""
    if state.phase is None or state.status == "ended" or seat in state.folds:
        return ()
    plays = {seat, *held(state, seat)}
    mine = (
        inject
        for inject in scenario.injects.values()
        if is_offered(inject) and inject.repeat_of is None and not plays.isdisjoint(inject.audience.seats)
    )
    return tuple(copy for inject in mine if _is_open(state, inject) and (copy := _next(state, inject.id)) is not None)


def _is_open(state: State, inject: Inject) -> bool:
    return inject.phase == state.phase or (inject.carry and inject.phase in state.phases)


def _next(state: State, inject: str) -> str | None:
    return next((copy for copy in copies(state, inject) if state.injects[copy].status in ("planned", "due")), None)


def quotable(state: State, inject: str) -> tuple[tuple[str, str], ...]:
    """The answers to this message as (inject, unit), in the order of the record; of one that repeats, the last."""
    answered = [
        (wanted.answer.at_ms, place, name)
        for place, name in enumerate(copies(state, inject))
        for (of, _), wanted in state.wanted.items()
        if of == name and wanted.answer is not None
    ]
    if not answered:
        return ()
    _, _, last = max(answered)
    return tuple((of, unit) for (of, unit), wanted in state.wanted.items() if of == last and wanted.answer is not None)


def knows(scenario: Scenario, state: State, seat: str) -> tuple[str, ...]:
    """The facts this seat holds, in the order of the scenario: known at the start, told, or passed on."""
    plays = {seat, *held(state, seat)}
    mine = {each.fact for each in told(scenario, state) if each.seat in plays}
    return tuple(fact for fact in scenario.facts if fact in mine)
