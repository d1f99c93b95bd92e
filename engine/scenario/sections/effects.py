"""Effects: what happens to variables and messages when an inject comes, an answer comes in, or a deadline passes.

Owns the closed list of effects as written in the file. What they do while playing is in `engine.exercise`.
"""

from __future__ import annotations

from engine.scenario.conditions.parsing import MAX_NUMBER
from engine.scenario.files.nodes import Fields, Node, Word
from engine.scenario.model import (
    AddToVariable,
    CancelInject,
    Effect,
    EndPhase,
    SendInject,
    SetVariable,
    Variable,
)
from engine.scenario.sections.declared import Declared
from engine.scenario.sections.fields import Block, Desk, keys
from engine.scenario.sections.variables import value_for

EFFECT = keys("", "set add send cancel end_phase")
SEND = keys("inject", "delay")


def read_effects(desk: Desk, node: Node | None, declared: Declared) -> tuple[Effect, ...]:
    return tuple(effect for item in desk.items(node, 50) for effect in _effect(desk, item, declared))


def _effect(desk: Desk, node: Node, declared: Declared) -> list[Effect]:
    """One dash gives one sort of effect; `set` and `add` may name several variables."""
    block = Block(desk, node, EFFECT)
    verbs = [verb for verb in EFFECT.optional if verb in block]
    if not isinstance(node, Fields):
        return []
    if len(verbs) != 1:
        if len(verbs) > 1 or not node.entries:
            desk.report.add("E213", node.place, count=len(verbs))
        return []
    value = block.get(verbs[0])
    match verbs[0]:
        case "set":
            changes = [_set(desk, key, to, declared) for key, to in desk.section(value, 50, required=True)]
            return [change for change in changes if change is not None]
        case "add":
            additions = [_add(desk, key, by, declared) for key, by in desk.section(value, 50, required=True)]
            return [addition for addition in additions if addition is not None]
        case "send":
            return _send(desk, value, declared)
        case "cancel":
            target = desk.known(desk.word(value), declared.injects, "E124")
            return [CancelInject(target)] if target else []
    desk.yes(value)
    return [EndPhase()]


def _send(desk: Desk, node: Node | None, declared: Declared) -> list[Effect]:
    if not isinstance(node, Fields):
        target = desk.known(desk.word(node), declared.injects, "E124")
        return [SendInject(target)] if target else []
    block = Block(desk, node, SEND)
    target = desk.known(desk.word(block.get("inject")), declared.injects, "E124")
    delay_ms = desk.duration_ms(block.get("delay"))
    return [SendInject(target, delay_ms)] if target else []


def _set(desk: Desk, key: Word, node: Node, declared: Declared) -> SetVariable | None:
    variable = _variable(desk, key, declared)
    if variable is None:
        return None
    value = value_for(desk, node, variable)
    return None if value is None else SetVariable(variable.id, value)


def _add(desk: Desk, key: Word, node: Node, declared: Declared) -> AddToVariable | None:
    variable = _variable(desk, key, declared)
    if variable is None:
        return None
    if variable.type != "number":
        desk.report.add("E212", key.place, value=variable.id)
        return None
    return AddToVariable(variable.id, desk.number(node, -MAX_NUMBER, MAX_NUMBER, default=0))


def _variable(desk: Desk, key: Word, declared: Declared) -> Variable | None:
    variable = declared.variables.get(key.value)
    if variable is None and key.value not in declared.unclear:
        desk.unknown("E210", key, tuple(declared.variables))
    return None if key.value in declared.unclear else variable
