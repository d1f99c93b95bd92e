"""Which variant of a message would go now."""

from collections.abc import Sequence
from dataclasses import replace

from engine.exercise.variants import variant_now
from engine.scenario.model import Variant
from tests.engine.worlds import Play, inject, variant, world

VARIED = [variant("Veel", "vragen >= 2"), variant("Weinig", "vragen >= 1")]


def now(varied: Sequence[Variant], vragen: int) -> int | None:
    play = Play.started(world([inject("brief", variants=varied)]))
    state = replace(play.state, variables={**play.state.variables, "vragen": vragen})
    return variant_now(play.scenario.injects["brief"], play.scenario, state, 0)


def test_the_first_that_holds_goes() -> None:
    assert [now(VARIED, vragen) for vragen in (2, 1)] == [0, 1]


def test_when_none_holds_the_own_text_goes() -> None:
    assert now(VARIED, 0) is None
    assert now([], 0) is None


def test_one_without_a_condition_always_holds() -> None:
    assert now([variant("Altijd"), *VARIED], 2) == 0
