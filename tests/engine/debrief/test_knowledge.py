"""Who knew what when, per team and without names."""

from __future__ import annotations

from engine.debrief.knowledge import FactKnown, TeamKnew, knowledge
from engine.debrief.wording import Wording
from engine.exercise.commands import FireInject, Write
from engine.scenario.model import Fact, Team
from tests.engine.worlds import MINUTE, Play, inject, world

SCHOOL = Fact("school", "De school is dicht", "feit", "team", ("wethouder",))
POLICE = Fact("politie", "De politie zoekt door", "vermoeden", "niemand")
ALONE = Team("staf", "De staf", ("voorlichter",))


def known(play: Play) -> tuple[FactKnown, ...]:
    return knowledge(play.scenario, play.state, Wording(play.scenario, {}))


def test_each_team_has_its_first_moment_and_how_many_know() -> None:
    play = Play.started(world([inject("belt", to=("burgemeester",), facts=("politie",))], facts=[SCHOOL, POLICE]))
    play.until(MINUTE)
    play.order(FireInject("belt"))
    play.until(3 * MINUTE)
    play.order(Write(("raadslid-1",), "Hoor eens", ("politie",)), "burgemeester")

    assert known(play) == (
        FactKnown("De school is dicht", "feit", (TeamKnew("Het college", 0, 1, 2), TeamKnew("De raad", None, 0, 2))),
        FactKnown(
            "De politie zoekt door",
            "vermoeden",
            (TeamKnew("Het college", MINUTE, 1, 2), TeamKnew("De raad", 3 * MINUTE, 1, 2)),
        ),
    )


def test_a_team_of_one_is_left_out() -> None:
    play = Play.started(world(teams=[ALONE], facts=[SCHOOL]))

    assert known(play) == (FactKnown("De school is dicht", "feit", ()),)
