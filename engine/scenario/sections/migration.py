"""Scenarios of an older format, read as if written in this one.

Owns the version number and the steps from each version to the next. A step changes the tree that was read, keeping the
place of every word; files stay as they are. What is in a tree is `nodes`'; what it means is only asked afterwards.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeAlias

from engine.scenario.files.nodes import Fields, Node, Word
from engine.scenario.findings import shown
from engine.scenario.sections.fields import NUMBER, Desk

CURRENT = 1
FORMAT = "format"
Step: TypeAlias = Callable[[Fields], Fields]
STEPS: Mapping[int, Step] = {}
"""From the tree of this version to that of the next. A version that was ever published stays in here."""


def up_to_date(desk: Desk, tree: Node, steps: Mapping[int, Step] = STEPS) -> Node:
    """The tree as this format has it. A version nobody knows is noted, and read as if it were this one."""
    entry = tree.entries.get(FORMAT) if isinstance(tree, Fields) else None
    word = desk.word(entry[1]) if entry else None
    if word is None or not isinstance(tree, Fields):
        return tree  # that it lacks is noted where all keys are checked
    version = int(word.value) if NUMBER.fullmatch(word.value) else None
    if version == CURRENT:
        return tree
    if version is None or any(step not in steps for step in range(version, CURRENT)) or version > CURRENT:
        newer = version is not None and version > CURRENT
        desk.report.add("E024", word.place, "newer_program" if newer else None, value=shown(word.value))
        return tree
    for step in range(version, CURRENT):
        tree = steps[step](tree)
    return tree


def renamed(tree: Fields, old: str, new: str) -> Fields:
    """The block with one key called otherwise; the key and its value keep their places."""
    entries = dict(tree.entries)
    if old in entries:
        key, value = entries.pop(old)
        entries[new] = (Word(key.place, new, key.style, key.lines), value)
    return Fields(tree.place, entries, tree.flow)
