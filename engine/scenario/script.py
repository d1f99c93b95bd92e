"""The script: the messages with their triggers, audience and answers.

Owns the `injects` section and the references from it. Roles come from `people`, phases from `programme`, what a
message changes is in `effects`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import get_args

from engine.scenario import conditions
from engine.scenario.conditions import Condition
from engine.scenario.declared import Declared
from engine.scenario.effects import read_effects
from engine.scenario.fields import BODY, NAME, TITLE, Block, Desk, Names, keys
from engine.scenario.findings import Place, shown
from engine.scenario.model import (
    ANY_ANSWER,
    After,
    At,
    Audience,
    Channel,
    Inject,
    Manual,
    Phase,
    Response,
    Trigger,
    When,
)
from engine.scenario.nodes import Fields, Items, Node, Word
from engine.scenario.people import audience, units
from engine.scenario.times import duration_in_words, duration_ms, offset_ms, story_in_words, story_minute

INJECT = keys(
    "id phase channel from to title body",
    "number at after when manual delay if note dimensions escalation optional carry effects response",
)
RESPONSE = keys("form by", "deadline answers no_answer")
AFTER = keys("", "inject answer delay")
CHANNELS: tuple[Channel, ...] = get_args(Channel)
DIMENSIONS = tuple(f"d{number}" for number in range(1, 11))
TRIGGERS = ("at", "after", "when", "manual")
MAX_INJECTS = 500


def asking_injects(node: Node | None) -> tuple[Names, frozenset[str]]:
    """The ids of all injects, and of those that ask for an answer, before any is read: they refer forward too."""
    items = node.items if isinstance(node, Items) else ()
    idents, asking, whole = [], set(), isinstance(node, Items | None)
    for item in items:
        entry = item.entries.get("id") if isinstance(item, Fields) else None
        if entry is None or not isinstance(item, Fields) or not isinstance(entry[1], Word):
            whole = False
            continue
        idents.append(entry[1].value)
        if "response" in item.entries:
            asking.add(entry[1].value)
    return Names(idents, whole), frozenset(asking)


def read_injects(desk: Desk, node: Node | None, declared: Declared) -> dict[str, Inject]:
    """The messages in file order; an id that stands twice is noted and keeps its first message."""
    injects: dict[str, Inject] = {}
    for position, item in enumerate(desk.items(node, MAX_INJECTS), start=1):
        block = Block(desk, item, INJECT)
        word = desk.word(block.get("id"))
        ident = desk.ident(word) if word else ""
        if word and ident in injects:
            desk.report.add("E105", word.place, value=shown(ident))
        inject = _inject(desk, block, ident, position, declared)
        injects.setdefault(ident, inject)
    _check_cycles(desk, injects)
    return injects


def _inject(desk: Desk, block: Block, ident: str, position: int, declared: Declared) -> Inject:
    for key in ("title", "body", "after"):
        desk.places.setdefault(("injects", ident, key), _value_place(block, key))
    phase_word = desk.word(block.get("phase"))
    phase = desk.known(phase_word, declared.programme.names, "E121")
    to = audience(desk, block.get("to"), declared.people)
    return Inject(
        id=ident,
        position=position,
        number=block.text("number", NAME, str(position), fill=False),
        phase=phase or "",
        trigger=_trigger(desk, block, declared, declared.programme.find(phase)),
        channel=desk.one_of(block.get("channel"), CHANNELS, "note"),
        sender=block.text("from", NAME),
        audience=to,
        title=block.text("title", TITLE),
        body=block.text("body", BODY),
        note=block.text("note", BODY),
        guard=_condition(desk, block, "if", declared),
        effects=read_effects(desk, block.get("effects"), declared),
        response=_response(desk, ident, block.get("response"), to, declared) if "response" in block else None,
        dimensions=_dimensions(desk, block.get("dimensions")),
        escalation=desk.known(desk.word(block.get("escalation")), declared.escalations, "E125"),
        optional=desk.yesno(block.get("optional")),
        carry=desk.yesno(block.get("carry")),
    )


def _value_place(block: Block, key: str) -> Place:
    node = block.get(key)
    return node.place if node is not None else block.place


def _dimensions(desk: Desk, node: Node | None) -> tuple[str, ...]:
    words = desk.words(node) if node is not None else []
    for word in words:
        if word.value not in DIMENSIONS:
            desk.report.add("E109", word.place, value=shown(word.value), options="d1 … d10")
    return tuple(word.value for word in words)


def _trigger(desk: Desk, block: Block, declared: Declared, phase: Phase | None) -> Trigger:
    present = [key for key in TRIGGERS if key in block]
    if len(present) != 1:
        place = block.key_place(present[1]) if present else block.place
        desk.report.add("E110", place, count=len(present) or "geen")
        return Manual()
    if "delay" in block and present != ["when"]:
        desk.report.add("E115", block.key_place("delay"))
    match present[0]:
        case "at":
            return _at(desk, desk.word(block.get("at")), phase)
        case "after":
            return _after(desk, block.get("after"), declared)
        case "when":
            condition = _condition(desk, block, "when", declared)
            delay_ms = desk.duration_ms(block.get("delay"))
            return When(condition, delay_ms) if condition else Manual()
    desk.yes(block.get("manual"))
    return Manual()


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


def _condition(desk: Desk, block: Block, key: str, declared: Declared) -> Condition | None:
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
        desk.report.put(found.code, place, found.message, found.hint)
    return None


def _response(desk: Desk, inject: str, node: Node | None, to: Audience, declared: Declared) -> Response:
    block = Block(desk, node, RESPONSE)
    desk.places.setdefault(("injects", inject, "deadline"), _value_place(block, "deadline"))
    ident = desk.known(desk.word(block.get("form")), declared.form_names, "E122")
    form = declared.forms.get(ident or "")
    answers = {}
    for key, effects in desk.section(block.get("answers"), 21):
        options = (ANY_ANSWER, *form.options) if form else (ANY_ANSWER,)
        if form is not None and key.value not in options:
            desk.unknown("E123", key, options, form=form.id)
        answers[key.value] = read_effects(desk, effects, declared)
    return Response(
        form=ident or "",
        units=units(desk, block.get("by"), declared.people, to),
        deadline_ms=desk.duration_ms(block.get("deadline"), low=1) if "deadline" in block else None,
        answers=answers,
        no_answer=read_effects(desk, block.get("no_answer"), declared),
    )


def _check_cycles(desk: Desk, injects: Mapping[str, Inject]) -> None:
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
