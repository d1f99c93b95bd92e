"""Parameters: the local words of a scenario, such as the name of the town, and which words fit.

Owns the `parameters` section. A parameter is only ever a word in texts, whatever its type: the type and the limits are
for the person who fills it in. What stands between `{{ }}` is in `texts`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import get_args

from engine.scenario.conditions.parsing import MAX_NUMBER
from engine.scenario.files.nodes import Node, Word
from engine.scenario.model import Parameter, ParameterType
from engine.scenario.sections.fields import NAME, TITLE, Block, Desk, keys
from engine.scenario.sections.variables import RESERVED

PARAMETER = keys("label default", "type max min options lint")
TYPES: tuple[ParameterType, ...] = get_args(ParameterType)
LONGEST_WORD = 2000
"""Characters of a parameter's value, whatever its `max`."""
USUAL_LENGTH = 200
_LIMITS: Mapping[ParameterType, tuple[str, ...]] = {"text": ("max",), "number": ("min", "max"), "choice": ("options",)}
"""Which limits belong to which type."""


def read_parameters(desk: Desk, node: Node | None) -> dict[str, Parameter]:
    """The parameters of the file, each with a default that fits it."""
    return {key.value: _parameter(desk, key, value) for key, value in desk.section(node, 100)}


def _parameter(desk: Desk, key: Word, node: Node) -> Parameter:
    block = Block(desk, node, PARAMETER)
    ident = desk.ident(key, RESERVED, variable=True)
    desk.places["parameters", ident] = key.place
    block.note_places("parameters", ident)
    label = block.text("label", TITLE, fill=False)
    kind = desk.one_of(block.get("type"), TYPES, "text")
    for limit in ("max", "min", "options"):
        if limit in block and limit not in _LIMITS[kind]:
            allowed = ", ".join(("label", "type", "default", *_LIMITS[kind]))
            desk.report.add("E101", block.key_place(limit), key=limit, options=allowed)
    if kind == "number":
        return _number(desk, block, ident, label)
    if kind == "choice":
        return _choice(desk, block, ident, label)
    longest = desk.number(block.get("max"), 1, LONGEST_WORD, USUAL_LENGTH)
    return Parameter(ident, label, block.text("default", longest, fill=False), max_length=longest)


def _number(desk: Desk, block: Block, ident: str, label: str) -> Parameter:
    low = desk.number(block.get("min"), -MAX_NUMBER, MAX_NUMBER, -MAX_NUMBER)
    high = desk.number(block.get("max"), -MAX_NUMBER, MAX_NUMBER, MAX_NUMBER)
    if low > high:
        desk.report.add("E108", block.key_place("max"), "at_least", value=high, low=low)
        low, high = -MAX_NUMBER, MAX_NUMBER
    default = str(desk.number(block.get("default"), low, high, low))
    return Parameter(
        ident, label, default, type="number", min=low if "min" in block else None, max=high if "max" in block else None
    )


def _choice(desk: Desk, block: Block, ident: str, label: str) -> Parameter:
    if "options" not in block:
        desk.report.add("E102", block.place, key="options")
    options = tuple(desk.text(word, NAME, fill=False) for word in _option_words(desk, block.get("options")))
    default = desk.word(block.get("default"))
    if default is not None and options and default.value not in options:
        desk.unknown("E109", default, options)
    return Parameter(ident, label, default.value if default else "", type="choice", options=options)


def _option_words(desk: Desk, node: Node | None) -> list[Word]:
    return desk.words(node) if node is not None else []
