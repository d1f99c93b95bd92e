"""A message as somebody will see it, before any exercise begins.

Owns the few made-up facts that are needed: the phase began, the message went out, it was opened. What is shown follows
from them as in every exercise (`visibility`), so that a preview cannot differ from the evening itself.
"""

from __future__ import annotations

from engine.exercise import events as e
from engine.exercise.state import State, begin, evolve
from engine.exercise.view import Item
from engine.exercise.visibility import Sight
from engine.scenario import texts
from engine.scenario.model import PLENARY, Inject, Scenario


def receivers(scenario: Scenario, inject: Inject) -> tuple[str, ...]:
    """Who gets it: seats that must answer first, then the others, then the projector."""
    asked = {seat for unit in _units(inject) for seat in scenario.unit_seats(unit)}
    seats = sorted(inject.audience.seats, key=lambda seat: seat not in asked)
    return (*seats, PLENARY) if inject.audience.plenary else tuple(seats)


def can_be_seen(scenario: Scenario, inject: Inject) -> bool:
    """Whether enough of it is right: in a scenario with mistakes a message may name what is not there."""
    response = inject.response
    form = scenario.forms.get(response.form) if response else None
    varied = [text for variant in inject.variants for text in (variant.title, variant.body) if text is not None]
    said = [inject.sender, inject.title, inject.body, *varied, *(form.words if form else ())]
    return (
        any(phase.id == inject.phase and phase.length_ms for phase in scenario.phases)
        and (response is None or form is not None)
        and not any(texts.problems(text, {*scenario.parameters, *scenario.variables}) for text in said)
    )


def versions(inject: Inject) -> tuple[int | None, ...]:
    """The texts it can go out with: each variant by its place, and its own where it has one that can be reached."""
    places = tuple(range(len(inject.variants)))
    reached = all(variant.guard for variant in inject.variants)
    return (*places, None) if reached and (inject.body or not inject.variants) else places


def seen(scenario: Scenario, inject: Inject, seat: str, into_ms: int = 0, variant: int | None = None) -> Item | None:
    """The message on this seat's screen, opened, `into_ms` after its phase began; None when the seat never gets it.

    `variant` is one of `versions`; any other means the first.
    """
    known = versions(inject)
    sent = variant if variant in known else known[0]
    node = Sight(scenario, _state(scenario, inject, seat, into_ms, sent), {}).node(seat, f"item:{inject.id}")
    assert node is None or isinstance(node, Item)
    return node


def _state(scenario: Scenario, inject: Inject, seat: str, at_ms: int, variant: int | None) -> State:
    created = e.ExerciseCreated(0, "", "", scenario.id, scenario.files, (), 0, "", "")
    deadline_ms = inject.response.deadline_ms if inject.response else None
    deadlines = () if deadline_ms is None else tuple((unit, at_ms + deadline_ms) for unit in _units(inject))
    state = begin(scenario, created)
    for event in (
        e.ClockResumed(0, 1, 1),
        e.PhaseStarted(0, inject.phase, scenario.phase(inject.phase).length_ms, ()),
        e.InjectDelivered(
            at_ms=at_ms,
            inject=inject.id,
            seats=inject.audience.seats,
            plenary=inject.audience.plenary,
            facilitator=inject.audience.facilitator,
            units=_units(inject),
            deadlines=deadlines,
            cause="clock",
            variant=variant,
            shown=tuple((name, state.variables[name]) for name in inject.shows),
        ),
        e.ItemOpened(at_ms, inject.id, seat),
    ):
        state = evolve(state, event)
    return state


def _units(inject: Inject) -> tuple[str, ...]:
    return inject.response.units if inject.response else ()
