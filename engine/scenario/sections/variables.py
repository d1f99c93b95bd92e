"""Variables: what the scenario keeps track of, beside the seven meters and the four ladders that always exist.

Owns the `state` section and which values a variable can hold. Conditions over them are in `conditions`.
"""

from __future__ import annotations

import keyword
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from typing import Literal

from engine.scenario.conditions.parsing import MAX_NUMBER, PHASE, YES_NO
from engine.scenario.files.nodes import Node, Word
from engine.scenario.findings import shown
from engine.scenario.model import LADDERS, METERS, Between, Value, Variable, Weights
from engine.scenario.sections.fields import Block, Desk, keys

STATE = keys("type start", "options min max random lint")
BETWEEN = keys("from to")
HEAVIEST = 1_000_000
"""The largest weight in `random`."""
RESERVED: Collection[str] = {*keyword.kwlist, *YES_NO, *METERS, *LADDERS, PHASE, "en", "of", "niet", "none", "null"}
TYPES: tuple[Literal["yesno", "number", "choice"], ...] = ("yesno", "number", "choice")


def read_variables(desk: Desk, node: Node | None) -> tuple[Mapping[str, Variable], frozenset[str]]:
    """The meters, the ladders and the declared variables, and the names of those that could not be read well."""
    variables = {each.id: each for each in always_there()}
    ours = frozenset(variables)
    unclear: set[str] = set()
    for key, value in desk.section(node, 200):
        before = len(desk.report.findings)
        variable = _variable(desk, key, value)
        if len(desk.report.findings) > before:
            unclear.add(variable.id)
        if variable.id not in ours:
            variables[variable.id] = variable
    return variables, frozenset(unclear - ours)


def always_there() -> Iterator[Variable]:
    """The meters and the ladders."""
    for name, start in METERS.items():
        yield Variable(name, "number", start, min=0, max=100, is_meter=True)
    for name, steps in LADDERS.items():
        yield Variable(name, "number", 0, min=0, max=steps, is_ladder=True)


def _variable(desk: Desk, key: Word, node: Node) -> Variable:
    block = Block(desk, node, STATE)
    ident = desk.ident(key, RESERVED, variable=True)
    desk.places["state", ident] = key.place
    kind = desk.one_of(block.get("type"), TYPES, "yesno")
    options = _options(desk, block) if kind == "choice" else ()
    low = desk.number(block.get("min"), -MAX_NUMBER, MAX_NUMBER, -MAX_NUMBER) if "min" in block else None
    high = desk.number(block.get("max"), -MAX_NUMBER, MAX_NUMBER, MAX_NUMBER) if "max" in block else None
    if low is not None and high is not None and low > high:
        desk.report.add("E108", block.key_place("max"), "at_least", value=high, low=low)
    for extra in {"number": ("options",), "choice": ("min", "max"), "yesno": ("options", "min", "max")}[kind]:
        if extra in block and "type" in block:
            desk.report.add("E101", block.key_place(extra), key=extra, options="type, start")
    bare = Variable(ident, kind, False, options, low, high)
    start = value_for(desk, block.get("start"), bare) if kind != "choice" or options else None
    whole = Variable(ident, kind, _start(kind, options) if start is None else start, options, low, high)
    return replace(whole, random=_random(desk, block.get("random"), whole)) if "random" in block else whole


def _random(desk: Desk, node: Node | None, variable: Variable) -> Weights | Between | None:
    return _between(desk, node, variable) if variable.type == "number" else _weights(desk, node, variable)


def _between(desk: Desk, node: Node | None, variable: Variable) -> Between | None:
    block = Block(desk, node, BETWEEN)
    values = [value_for(desk, block.get(key), variable) for key in BETWEEN.required]
    numbers = [int(value) for value in values if value is not None]
    if len(numbers) < len(values):
        return None
    low, high = numbers
    if low > high:
        desk.report.add("E108", block.key_place("to"), "at_least", value=high, low=low)
    return Between(low, high)


def _weights(desk: Desk, node: Node | None, variable: Variable) -> Weights:
    weights = []
    for key, weight in desk.section(node, 100, required=True):
        value = value_for(desk, key, variable)
        count = desk.number(weight, 0, HEAVIEST, 1)
        if value is not None:
            weights.append((value, count))
    if weights and not any(count for _, count in weights):
        assert node is not None
        desk.report.add("E230", node.place)
    return Weights(tuple(weights))


def _options(desk: Desk, block: Block) -> tuple[str, ...]:
    if "options" not in block:
        desk.report.add("E102", block.place, key="options")
        return ()
    return tuple(desk.ident(word) for word in desk.words(block.get("options")))


def _start(kind: str, options: tuple[str, ...]) -> Value:
    return 0 if kind == "number" else options[0] if options else False


def value_for(desk: Desk, node: Node | None, variable: Variable) -> Value | None:
    """A value a variable can hold, or None after noting why not."""
    word = desk.word(node)
    if word is None:
        return None
    low = -MAX_NUMBER if variable.min is None else variable.min
    high = MAX_NUMBER if variable.max is None else variable.max
    match variable.type:
        case "yesno" if (yes := YES_NO.get(word.value.lower())) is not None:
            return yes
        case "number" if re.fullmatch(r"[+-]?(?:0|[1-9][0-9]{0,11})", word.value) and low <= int(word.value) <= high:
            return int(word.value)
        case "choice" if word.value in variable.options:
            return word.value
    words = {"name": variable.id}
    if variable.type == "number":
        desk.report.add("E211", word.place, "between", value=shown(word.value), low=low, high=high, **words)
    else:
        desk.unknown("E211", word, variable.options or ("yes", "no"), **words)
    return None
