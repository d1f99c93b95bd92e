"""Doubts about a scenario that can be played: what was probably not meant.

Owns the warnings. Mistakes that stop a scenario are found while reading; how the evening itself would run is found
by rehearsing it.
"""

from __future__ import annotations

from engine.scenario.fields import Desk
from engine.scenario.model import Scenario


def look(scenario: Scenario, desk: Desk) -> None:
    """Note every doubt."""
