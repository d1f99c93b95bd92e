"""The four ladders: who may move them, and which steps fit at which moment.

Owns `ladders` of a role and `bands` of a phase or message. The ladders themselves are variables that always exist;
moving one while playing is in `engine.exercise.ladders`.
"""

from __future__ import annotations

from engine.scenario.files.nodes import Items, Node
from engine.scenario.model import LADDERS, Band
from engine.scenario.sections.fields import Desk

MEANT = {"onrust": "onrustfase", "fase": "onrustfase", "grip-fase": "grip"}
"""What authors write instead; only for hints."""


def read_ladders(desk: Desk, node: Node | None) -> tuple[str, ...]:
    """The ladders that a role may move."""
    words = desk.words(node) if node is not None else []
    for word in words:
        if word.value not in LADDERS:
            desk.unknown("E109", word, LADDERS, near=MEANT.get(word.value))
    return tuple(word.value for word in words if word.value in LADDERS)


def read_bands(desk: Desk, node: Node | None, *path: str) -> tuple[Band, ...]:
    """What fits from this moment on: for a ladder one step, or the lowest and the highest."""
    bands = []
    for key, value in desk.section(node, len(LADDERS), required=True):
        if key.value not in LADDERS:
            desk.unknown("E109", key, LADDERS, near=MEANT.get(key.value))
            continue
        desk.places[*path, "bands", key.value] = key.place
        band = _band(desk, key.value, value)
        if band is not None:
            bands.append(band)
    return tuple(bands)


def _band(desk: Desk, ladder: str, node: Node) -> Band | None:
    before = len(desk.report.findings)
    nodes = desk.items(node, 2) if isinstance(node, Items) else [node]
    steps = [desk.number(each, 0, LADDERS[ladder], 0) for each in nodes]
    if len(desk.report.findings) > before or not steps:
        return None
    if steps[0] > steps[-1]:
        desk.report.add("E108", nodes[-1].place, "at_least", value=steps[-1], low=steps[0])
        return None
    return Band(ladder, steps[0], steps[-1])
