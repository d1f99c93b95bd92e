"""Messages that come more than once: `repeat`, and the copies it stands for.

Owns how often, and the ids of the copies: `id.2`, `id.3` and so on, which no author can write. While playing each copy
is a message like any other; when the next one is armed is in `engine.exercise`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from engine.scenario.conditions.parsing import YES_NO
from engine.scenario.files.nodes import Word
from engine.scenario.model import Inject, Manual, Scenario, Trigger, When
from engine.scenario.sections.fields import Block, Desk

USUAL, MOST = 5, 9
"""How often a message comes in all with `repeat: yes`, and at most."""


def read_repeat(desk: Desk, ident: str, block: Block, trigger: Trigger) -> int:
    """How often a message comes in all."""
    node = block.get("repeat")
    if node is None:
        return 1
    desk.places.setdefault(("injects", ident, "repeat"), node.place)
    if not isinstance(trigger, When | Manual):
        desk.report.add("E118", block.key_place("repeat"))
        return 1
    word = node.value.lower() if isinstance(node, Word) else ""
    if word in YES_NO:
        return USUAL if YES_NO[word] else 1
    return desk.number(node, 2, MOST, 1)


def with_copies(scenario: Scenario) -> Scenario:
    """The scenario as it is played: each message that repeats is followed by its copies."""
    if all(inject.repeat == 1 for inject in scenario.injects.values()):
        return scenario
    injects = [copy for inject in scenario.injects.values() for copy in _copies(inject)]
    placed = {inject.id: replace(inject, position=position) for position, inject in enumerate(injects, start=1)}
    return replace(scenario, injects=placed)


def _copies(inject: Inject) -> Iterator[Inject]:
    yield inject
    for n in range(2, inject.repeat + 1):
        yield replace(inject, id=f"{inject.id}.{n}", number=f"{inject.number}.{n}", repeat=1, repeat_of=inject.id)
