"""Chance: what is drawn, each from a stream of its own.

Owns the draws. A stream is seeded with the exercise's seed and the name of the element, so that adding an inject never
changes what another draws. Drawing happens while deciding; what came out is an event, so replay never draws.
"""

from __future__ import annotations

import random

from engine.scenario.model import Value, Variable, Weights

SECOND_MS = 1_000


def drawn_delay_ms(seed: int, inject: str, delay_ms: int, spread_ms: int) -> int:
    """A delay, evenly in whole seconds from `spread_ms` shorter to `spread_ms` longer; never below zero."""
    if spread_ms == 0:
        return delay_ms
    seconds = spread_ms // SECOND_MS
    return max(0, delay_ms + SECOND_MS * random.Random(f"{seed}:{inject}").randint(-seconds, seconds))


def drawn_value(seed: int, variable: Variable) -> Value:
    """What a variable with `random` begins with where nobody attends; its `start` without."""
    stream = random.Random(f"{seed}:state:{variable.id}")
    chances = variable.random
    if chances is None:
        return variable.start
    if not isinstance(chances, Weights):
        return stream.randint(chances.low, chances.high)
    left = stream.randrange(sum(weight for _, weight in chances.of))
    for value, weight in chances.of:
        if left < weight:
            return value
        left -= weight
    raise AssertionError(chances)
