"""The words of a report: texts with the local words in them, and group words in place of people.

Owns how a unit or a seat is called in a report. Which groups may be named is decided in `engine.scoring.groups`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from engine.scenario.model import Scenario
from engine.scenario.texts import render
from engine.scoring.groups import OTHERS, groups


class Wording:
    """Words for one scenario. `parameters` are the local words that were filled in; the scenario has the others."""

    def __init__(self, scenario: Scenario, parameters: Mapping[str, str]) -> None:
        self._scenario = scenario
        self._groups = groups(scenario)
        self._local = {parameter.id: parameter.default for parameter in scenario.parameters.values()} | dict(parameters)

    def text(self, text: str) -> str:
        return render(text, self._local)

    def local(self, parameter: str) -> str:
        """One local word, or empty when the scenario has no such parameter."""
        return self._local.get(parameter, "")

    def group(self, unit: str) -> str:
        """The group word for who was asked; the same word for all whose own would point at one person."""
        return self.text(self._groups.word(unit) or OTHERS[self._scenario.language])

    def roles(self, seats: Iterable[str]) -> tuple[str, ...]:
        """The titles of the roles these seats have, each once, in the order of the scenario."""
        among = {self._scenario.seats[seat].role for seat in seats if seat in self._scenario.seats}
        return tuple(self.text(role.title) for role in self._scenario.roles.values() if role.id in among)
