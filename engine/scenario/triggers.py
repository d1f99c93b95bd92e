"""Triggers: when a message comes, and under which condition.

Owns `at`, `after`, `when` and `manual`, and how a condition is read where one may stand. The message itself is in
`script`; what a trigger does while playing is in `engine.exercise`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from engine.scenario import conditions
from engine.scenario.conditions import Condition
from engine.scenario.declared import Declared
from engine.scenario.fields import Block, Desk, keys
from engine.scenario.findings import Term, shown
from engine.scenario.model import After, At, Inject, Manual, Phase, Trigger, When
from engine.scenario.nodes import Fields, Node, Word
from engine.scenario.times import duration_in_words, duration_ms, offset_ms, story_in_words, story_minute

AFTER = keys("", "inject answer delay")
TRIGGERS = ("at", "after", "when", "manual")


def read_trigger(desk: Desk, block: Block, declared: Declared, phase: Phase | None) -> Trigger:
    """The one trigger of a message; none or several is noted and gives `Manual`."""
    present = [key for key in TRIGGERS if key in block]
    if len(present) != 1:
        place = block.key_place(present[1]) if present else block.place
        desk.report.add("E110", place, count=len(present) or Term("geen"))
        return Manual()
    if "delay" in block and present != ["when"]:
        desk.report.add("E115", block.key_place("delay"))
    match present[0]:
        case "at":
            return _at(desk, desk.word(block.get("at")), phase)
        case "after":
            return _after(desk, block.get("after"), declared)
        case "when":
            condition = read_condition(desk, block, "when", declared)
            delay_ms = desk.duration_ms(block.get("delay"))
            return When(condition, delay_ms) if condition else Manual()
    desk.yes(block.get("manual"))
    return Manual()


def read_condition(desk: Desk, block: Block, key: str, declared: Declared) -> Condition | None:
    """The condition under `key`, or None after noting what is wrong with it."""
    word = desk.word(block.get(key))
    if word is None:
        return None
    if declared.unclear & set(re.findall(r"\w+", word.value)) or not declared.programme.names.complete:
        return None
    value = word.value.rstrip("\n")
    parsed = conditions.parse(value, declared.variables, declared.programme.names.ids)
    if isinstance(parsed, Condition):
        return parsed
    for found in parsed:
        # A condition is one line, so the text of a block is no place to point into.
        place = block.key_place(key) if word.style == "block" else word.place_of(found.offset)
        desk.report.pass_on(found, place)
    return None


def check_cycles(desk: Desk, injects: Mapping[str, Inject]) -> None:
    """Injects that wait on each other in a ring; each ring is noted once, at its first message."""
    settled: set[str] = {""}
    for start in injects:
        path: list[str] = []
        ident = start
        while ident in injects and ident not in settled and ident not in path:
            path.append(ident)
            trigger = injects[ident].trigger
            ident = trigger.inject if isinstance(trigger, After) else ""
        if ident in path:
            ring = path[path.index(ident) :]
            first = min(ring, key=lambda name: injects[name].position)
            at = ring.index(first)
            names = [*ring[at:], *ring[:at], first]
            desk.report.add("E134", desk.places["injects", first, "after"], cycle=" → ".join(names[:8]))
        settled.update(path)


def _at(desk: Desk, word: Word | None, phase: Phase | None) -> At:
    if word is None:
        return At(0)
    if word.value.startswith("+"):
        offset = duration_ms(word.value[1:].strip())
        if offset is None:
            desk.report.add("E112", word.place, "at_forms", value=shown(word.value))
        elif phase is not None and offset > phase.length_ms:
            desk.report.add("E131", word.place, phase=phase.id, length=duration_in_words(phase.length_ms))
        return At(offset or 0)
    if duration_ms(word.value) is not None:
        desk.report.add("E113", word.place, "plus_first", value=shown(word.value))
        return At(0)
    minute = story_minute(word.value)
    if minute is None:
        desk.story_minute(word)
    return At(_story_offset(desk, word, minute, phase) if minute is not None and phase else 0)


def _story_offset(desk: Desk, word: Word, minute: int, phase: Phase) -> int:
    begin, end = phase.story_from_min, phase.story_to_min
    if begin == end:
        desk.report.add("E133", word.place, phase=phase.id)
    elif not begin <= minute <= end:
        bounds = {"low": story_in_words(begin), "high": story_in_words(end)}
        desk.report.add("E130", word.place, value=story_in_words(minute), phase=phase.id, **bounds)
    else:
        return offset_ms(minute, begin, end, phase.length_ms)
    return 0


def _after(desk: Desk, node: Node | None, declared: Declared) -> Trigger:
    block = Block(desk, node, AFTER)
    if "inject" in block and "answer" in block:
        desk.report.add("E117", block.key_place("answer"), first="inject", second="answer")
    elif "inject" not in block and "answer" not in block and isinstance(node, Fields):
        desk.report.add("E102", block.place, key="inject")
    key = "answer" if "answer" in block else "inject"
    word = desk.word(block.get(key))
    target = desk.known(word, declared.injects, "E124")
    if word and target and key == "answer" and target not in declared.asking:
        desk.report.add("E129", word.place, value=target)
    return After(target or "", "answered" if key == "answer" else "delivered", desk.duration_ms(block.get("delay")))
