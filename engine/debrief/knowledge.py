"""Who knew what when, for the report: per team, without anybody's name.

Owns how what was learned is gathered per team. That it was learned is `engine.exercise.remembering`'s.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from engine.debrief.wording import Wording
from engine.exercise.remembering import known_by
from engine.exercise.state import State
from engine.scenario.model import Scenario


@dataclass(frozen=True, slots=True)
class TeamKnew:
    """Of a team of `of` seats `know` came to know it; the first at `first_at_ms` (0 at the start, None when nobody)."""

    who: str
    first_at_ms: int | None
    know: int
    of: int


@dataclass(frozen=True, slots=True)
class FactKnown:
    """A fact of the scenario, how certain it is, and which teams knew it when."""

    text: str
    status: Literal["feit", "vermoeden", "gerucht"]
    teams: tuple[TeamKnew, ...]


def knowledge(scenario: Scenario, state: State, wording: Wording) -> tuple[FactKnown, ...]:
    """Every fact of the scenario in its order. A team of one seat is left out: it would point at one person."""
    teams = {team.id: seats for team in scenario.teams.values() if len(seats := scenario.team_seats(team.id)) > 1}
    titles = [wording.text(scenario.teams[team].title) for team in teams]
    rows = []
    for fact, knew in known_by(scenario, state, [*teams.values()]):
        lines = (
            TeamKnew(who, first[0].at_ms if first else None, len(first), len(seats))
            for who, seats, first in zip(titles, teams.values(), knew, strict=True)
        )
        rows.append(FactKnown(wording.text(fact.text), fact.status, tuple(lines)))
    return tuple(rows)
