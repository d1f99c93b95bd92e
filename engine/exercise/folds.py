"""One person for more roles: who plays for whom, and who could.

Owns the rules of folding a role that nobody came for into another seat, so that no message is lost and the load stays
fair. What goes to the folded seat is on the other's screen as an item of its own, `ID@SEAT`, so that answers, deadlines
and readers stay those of the role. One laptop for a team is the same thing: all its chairs in one.
"""

from __future__ import annotations

from collections.abc import Mapping

from engine.exercise.state import State
from engine.scenario.model import Scenario

AS = "@"
"""Between an item and the seat it is for. No id of a scenario holds it."""


def as_seat(item: str, seat: str) -> str:
    """The name of an item on the screen of who plays for `seat`."""
    return f"{item}{AS}{seat}"


def split(item: str) -> tuple[str, str]:
    """The item, and the seat it is for when that is another's; empty when it is one's own."""
    name, _, seat = item.partition(AS)
    return name, seat


def held(state: State, seat: str) -> tuple[str, ...]:
    """The seats that this one plays besides its own, in the order in which they were folded."""
    return tuple(folded for folded, into in state.folds.items() if into == seat)


def wants_its_own(scenario: Scenario, item: str, seat: str, holder: str, receivers: tuple[str, ...]) -> bool:
    """Whether who plays for `seat` gets this item once more for it: it is asked of that seat, or the holder has it not.

    News to all is read once, however many roles somebody plays.
    """
    if seat not in receivers:
        return False
    inject = scenario.injects.get(item)
    units = inject.response.units if inject is not None and inject.response is not None else ()
    return holder not in receivers or any(
        seat in scenario.unit_seats(unit) and holder not in scenario.unit_seats(unit) for unit in units
    )


def load(scenario: Scenario, folds: Mapping[str, str], seat: str) -> int:
    """How many messages of the script come to this seat, those of the roles it plays besides included."""
    seats = {seat, *(folded for folded, into in folds.items() if into == seat)}
    return sum(1 for inject in scenario.injects.values() if seats & set(inject.audience.seats))


def proposal(scenario: Scenario, folds: Mapping[str, str], seat: str) -> str:
    """Who could best play this seat too: of its team, else of its group, else anybody, with the fewest messages.

    Empty when nobody is left.
    """
    chair = scenario.seats[seat]
    group = scenario.roles[chair.role].group
    free = [other for other in scenario.seats.values() if other.id != seat and other.id not in folds]

    def rank(other: str) -> tuple[bool, bool, int]:
        them = scenario.seats[other]
        same_team = bool(chair.team) and them.team == chair.team
        same_group = bool(group) and scenario.roles[them.role].group == group
        return not same_team, not same_group, load(scenario, folds, other)

    return min((other.id for other in free), key=rank, default="")
