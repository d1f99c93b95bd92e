"""Which variant of a message goes, as things stand.

Owns the choice: the first whose condition holds. What was chosen is recorded at delivery and never asked again.
"""

from __future__ import annotations

from engine.exercise.facts import is_true
from engine.exercise.state import State
from engine.scenario.model import Inject, Scenario


def variant_now(inject: Inject, scenario: Scenario, state: State, at_ms: int) -> int | None:
    """The place, from 0, of the variant that would be sent at `at_ms`; None for the inject's own text."""
    for place, variant in enumerate(inject.variants):
        if variant.guard is None or is_true(variant.guard, scenario, state, at_ms):
            return place
    return None
