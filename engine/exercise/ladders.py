"""The four ladders while playing: who may move them, where they stand, and which band fits now.

Owns what is read from the state about them. A step is a variable, so conditions read it and effects set it; a move by
hand is `decide`'s. The four are independent: often one goes up and another does not (handbook 2.2).
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.exercise.folds import held
from engine.exercise.state import State
from engine.scenario.model import LADDERS, Band, Scenario, SetVariable


def ladders_of(scenario: Scenario, state: State, seat: str) -> tuple[str, ...]:
    """The ladders that this seat may move now, for its own role and for those it plays too."""
    if seat in state.folds:
        return ()
    roles = (scenario.roles[scenario.seats[each].role] for each in (seat, *held(state, seat)))
    allowed = {ladder for role in roles for ladder in role.ladders}
    return tuple(ladder for ladder in LADDERS if ladder in allowed)


def in_use(scenario: Scenario) -> bool:
    """Whether anything in the scenario sets a ladder, lets somebody set one, or says what fits."""
    if any(role.ladders for role in scenario.roles.values()) or any(phase.bands for phase in scenario.phases):
        return True
    injects = scenario.injects.values()
    return any(
        inject.bands
        or any(isinstance(effect, SetVariable) and effect.name in LADDERS for effect in inject.all_effects())
        for inject in injects
    )


def band_now(scenario: Scenario, state: State, ladder: str) -> Band | None:
    """What fits on a ladder now: what a phase or message said last; None as long as none did."""
    said = ((when, band) for when, bands in _said(scenario, state) for band in bands if band.ladder == ladder)
    latest = max(said, key=lambda each: each[0], default=None)
    return latest[1] if latest else None


def _said(scenario: Scenario, state: State) -> Iterator[tuple[tuple[int, int, int], tuple[Band, ...]]]:
    """When what was said to fit: exercise time, phase, and place in the phase, which begins before its messages."""
    order = {phase.id: place for place, phase in enumerate(scenario.phases)}
    for phase in scenario.phases:
        if phase.bands and (run := state.phases.get(phase.id)) is not None:
            yield (run.started_at_ms, order[phase.id], -1), phase.bands
    for inject in scenario.injects.values():
        life = state.injects[inject.id]
        if inject.bands and life.delivered_at_ms is not None:
            yield (life.delivered_at_ms, order[life.story_phase or inject.phase], inject.position), inject.bands
