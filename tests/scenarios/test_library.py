"""What holds for every scenario that comes with the program."""

from __future__ import annotations

import pytest

from engine.exercise.visibility import Sight
from engine.scenario.reading import read
from tests.scenarios.evening import LIBRARY, library, play

NAMES = sorted(path.parent.name for path in LIBRARY.glob("*/scenario.yaml"))


@pytest.mark.parametrize("name", NAMES)
def test_a_scenario_of_the_library_has_no_findings(name: str) -> None:
    assert read(LIBRARY / name).findings == ()


@pytest.mark.parametrize("name", NAMES)
def test_nobody_answering_still_ends_the_evening_with_every_inject_in_one_end_state(name: str) -> None:
    exercise = play(library(name))

    assert {inject.status for inject in exercise.state.injects.values()} <= {"delivered", "guarded", "lapsed"}


@pytest.mark.parametrize("name", NAMES)
def test_every_inject_reaches_a_screen_of_somebody(name: str) -> None:
    for inject in library(name).injects.values():
        assert inject.audience.seats or inject.audience.plenary or inject.audience.facilitator, inject.id


@pytest.mark.parametrize("name", NAMES)
def test_every_screen_can_be_shown_at_the_end(name: str) -> None:
    exercise = play(library(name))
    sight = Sight(exercise.scenario, exercise.state, exercise.words)

    for seat in (*exercise.scenario.seats, "trainer", "beamer"):
        assert sight.view(seat).nodes
