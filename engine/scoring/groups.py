"""Which word stands for a unit in a report, and when a group is too small to be shown.

Owns the rule that no figure betrays a person: fewer than two seats are never shown apart, and neither is a group when
whole minus group would leave one seat. Counting and spreading is in `scorecard`.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from engine.scenario.model import Scenario
from engine.scoring.scale import Words

EVERYONE = Words("alle groepen", "all groups")
"""The whole: what is left when a group may not be shown apart."""
OTHERS = Words("overige rollen", "other roles")
"""Units whose own word would point at one person, in lists where the whole would be misread."""
LEAST_SEATS = 2


@dataclass(frozen=True, slots=True)
class Groups:
    """The groups of a scenario that may be named: words in its order, and what they stand for.

    `seats_of` gives the seats behind any unit (`seat:ID`, `team:ID`, `group:WORD`); it is for counting only.
    """

    words: tuple[str, ...]
    word_of: Mapping[str, str]
    seats_of: Mapping[str, frozenset[str]]

    def word(self, unit: str) -> str | None:
        """The word for this unit, or None when it stands for fewer than two seats."""
        return self.word_of.get(unit)

    def seats(self, units: Collection[str]) -> frozenset[str]:
        """The seats behind these units. A unit nobody knows counts as one seat, to be on the safe side."""
        return frozenset[str]().union(*(self.seats_of.get(unit, frozenset((unit,))) for unit in units))

    def shown(self, units: Collection[str]) -> tuple[str, ...]:
        """The words that may stand beside the whole of these units without betraying one seat."""
        by_word: dict[str, list[str]] = {}
        for unit in units:
            by_word.setdefault(self.word(unit) or "", []).append(unit)
        shown = [w for w in self.words if len(self.seats(by_word.get(w, ()))) >= LEAST_SEATS]
        rest = self.seats([unit for unit in units if self.word(unit) not in shown])
        if shown and 0 < len(rest) < LEAST_SEATS:
            # The smallest joins the rest, the last of equals, so that subtracting gives a crowd.
            shown.remove(min(reversed(shown), key=lambda w: len(self.seats(by_word[w]))))
        return tuple(shown)


def groups(scenario: Scenario) -> Groups:
    """Role groups (a role without one lends its title) and teams, as far as they have two seats or more."""
    seats_of: dict[str, frozenset[str]] = {f"seat:{seat}": frozenset((seat,)) for seat in scenario.seats}
    for seat in scenario.seats.values():
        unit = f"group:{_group(scenario, seat.role)}"
        seats_of[unit] = seats_of.get(unit, frozenset()) | {seat.id}
    seats_of |= {f"team:{team}": frozenset(scenario.team_seats(team)) for team in scenario.teams}

    named = {unit: _word(scenario, unit) for unit in seats_of}
    wide = {unit: word for unit, word in named.items() if len(_behind(scenario, unit, seats_of)) >= LEAST_SEATS}
    return Groups(tuple(dict.fromkeys(_in_order(wide))), wide, seats_of)


def _in_order(wide: Mapping[str, str]) -> list[str]:
    """Role groups first, then teams."""
    return [word for unit, word in wide.items() if unit.startswith("group:")] + [
        word for unit, word in wide.items() if unit.startswith("team:")
    ]


def _behind(scenario: Scenario, unit: str, seats_of: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """The seats that share the word of this unit: a single seat hides in its group."""
    kind, _, ident = unit.partition(":")
    return seats_of[f"group:{_group(scenario, scenario.seats[ident].role)}"] if kind == "seat" else seats_of[unit]


def _word(scenario: Scenario, unit: str) -> str:
    kind, _, ident = unit.partition(":")
    if kind == "seat":
        return _group(scenario, scenario.seats[ident].role)
    return scenario.teams[ident].title if kind == "team" else ident


def _group(scenario: Scenario, role_id: str) -> str:
    role = scenario.roles[role_id]
    return role.group or role.title
