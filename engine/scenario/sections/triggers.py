"""Triggers: when a message comes, until when, and under which condition.

Owns `at`, `after`, `when`, `manual`, `offered` and `until`, and how a condition is read where one may stand. The
message itself is in `script`; what a trigger does while playing is in `engine.exercise`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from engine.scenario.conditions import parsing as conditions
from engine.scenario.conditions.parsing import Condition
from engine.scenario.files.nodes import Fields, Word
from engine.scenario.findings import Term, shown
from engine.scenario.model import After, AfterPhase, At, Inject, Manual, Phase, Trigger, When
from engine.scenario.sections.declared import Declared
from engine.scenario.sections.fields import Block, Desk, keys
from engine.scenario.times import duration_in_words, duration_ms, offset_ms, story_in_words, story_minute

AFTER = keys("", "inject answer phase delay spread")
SOURCES = ("inject", "answer", "phase")
TRIGGERS = ("at", "after", "when", "manual", "offered")


def read_trigger(desk: Desk, ident: str, block: Block, declared: Declared, phase: Phase | None) -> Trigger:
    """The one trigger of a message; none or several is noted and gives `Manual`."""
    present = [key for key in TRIGGERS if key in block]
    if len(present) != 1:
        place = block.key_place(present[1]) if present else block.place
        desk.report.add("E110", place, count=len(present) or Term("geen"))
        return Manual()
    for key, code in (("delay", "E115"), ("spread", "E119")):
        if key in block and present != ["when"]:
            desk.report.add(code, block.key_place(key))
    match present[0]:
        case "at":
            return At(_moment(desk, desk.word(block.get("at")), phase) or 0)
        case "after":
            return _after(desk, ident, block, declared)
        case "when":
            condition = read_condition(desk, block, "when", declared)
            delay = _delay(desk, ident, block)
            return When(condition, *delay) if condition else Manual()
    desk.yes(block.get(present[0]))
    return Manual(offered=present[0] == "offered")


def read_condition(desk: Desk, block: Block, key: str, declared: Declared) -> Condition | None:
    """The condition under `key`, or None after noting what is wrong with it."""
    word = desk.word(block.get(key))
    if word is None:
        return None
    if declared.unclear & set(re.findall(r"\w+", word.value)) or not declared.programme.names.complete:
        return None
    value = word.value.rstrip("\n")
    parsed = conditions.parse(value, declared.conditions)
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


def _moment(desk: Desk, word: Word | None, phase: Phase | None) -> int | None:
    """Exercise ms since the phase began; None after noting what is wrong, and when the phase is unclear."""
    if word is None:
        return None
    if word.value.startswith("+"):
        return _offset(desk, word, phase)
    if duration_ms(word.value) is not None:
        desk.report.add("E113", word.place, "plus_first", value=shown(word.value))
        return None
    minute = story_minute(word.value)
    if minute is None:
        desk.story_minute(word)
    return _story_offset(desk, word, minute, phase) if minute is not None and phase else None


def _offset(desk: Desk, word: Word, phase: Phase | None) -> int | None:
    offset = duration_ms(word.value[1:].strip())
    if offset is None:
        desk.report.add("E112", word.place, "at_forms", value=shown(word.value))
    elif phase is not None and offset > phase.length_ms:
        desk.report.add("E131", word.place, phase=phase.id, length=duration_in_words(phase.length_ms))
        return None
    return offset


def _story_offset(desk: Desk, word: Word, minute: int, phase: Phase) -> int | None:
    begin, end = phase.story_from_min, phase.story_to_min
    if begin == end:
        desk.report.add("E133", word.place, phase=phase.id)
    elif not begin <= minute <= end:
        bounds = {"low": story_in_words(begin), "high": story_in_words(end)}
        desk.report.add("E130", word.place, value=story_in_words(minute), phase=phase.id, **bounds)
    else:
        return offset_ms(minute, begin, end, phase.length_ms)
    return None


def _after(desk: Desk, ident: str, of: Block, declared: Declared) -> Trigger:
    node = of.get("after")
    block = Block(desk, node, AFTER)
    named = [key for key in SOURCES if key in block]
    if len(named) > 1:
        desk.report.add("E117", block.key_place(named[1]), first=named[0], second=named[1])
    elif not named and isinstance(node, Fields):
        desk.report.add("E102", block.place, key="inject")
    delay = _delay(desk, ident, block)
    key = named[0] if named else "inject"
    word = desk.word(block.get(key))
    if key == "phase":
        return AfterPhase(_earlier(desk, word, of, declared), *delay)
    target = desk.known(word, declared.injects, "E124")
    if word and target and key == "answer" and target not in declared.asking:
        desk.report.add("E129", word.place, value=target)
    return After(target or "", "answered" if key == "answer" else "delivered", *delay)


def _earlier(desk: Desk, word: Word | None, of: Block, declared: Declared) -> str:
    """The phase to wait for: over before the message's own begins, for an inject lives in one phase."""
    target = desk.known(word, declared.programme.names, "E121")
    own = of.get("phase")
    order = declared.programme.order()
    if word and target and isinstance(own, Word) and order[target] >= order.get(own.value, len(order)):
        desk.report.add("E136", word.place, value=target, phase=shown(own.value))
    return target or ""


def _delay(desk: Desk, ident: str, block: Block) -> tuple[int, int]:
    """`delay` and `spread` of this block, in ms."""
    if (spread := block.get("spread")) is not None:
        desk.places.setdefault(("injects", ident, "spread"), spread.place)
    return desk.duration_ms(block.get("delay")), desk.duration_ms(block.get("spread"))


def read_until(desk: Desk, block: Block, trigger: Trigger, phase: Phase | None) -> int | None:
    """The moment after which the message lapses, in ms since its phase began; None without one."""
    word = desk.word(block.get("until"))
    until_ms = _moment(desk, word, phase)
    if word and until_ms is not None and isinstance(trigger, At) and until_ms < trigger.offset_ms:
        desk.report.add("E137", word.place)
    return until_ms
