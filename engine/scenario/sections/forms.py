"""Forms: what a player is asked to give back.

Owns the `forms` section. Which inject asks for which form is in `script`; the words of the ready-made worksheets are in
`worksheets`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import get_args

from engine.scenario.files.nodes import Fields, Node, Word
from engine.scenario.findings import shown
from engine.scenario.model import ANY_ANSWER, FieldKind, Form, FormField, FormKind, Scale
from engine.scenario.sections.fields import LINE, NAME, TITLE, Block, Desk, Keys, keys
from engine.scenario.sections.worksheets import FIELD_LENGTH, TEMPLATES

FORM = keys("kind", "question options positions min max template fields scale seconds override lint")
FIELD = keys("label kind", "required options min max step")
SCALE = keys("from to low high")
KINDS: tuple[FormKind, ...] = get_args(FormKind)
FIELD_KINDS: tuple[FieldKind, ...] = get_args(FieldKind)
KEYS_OF_KIND: Mapping[str, tuple[str, ...]] = {
    "text": ("max",),
    "choice": ("options", "positions"),
    "checklist": ("options", "min", "max"),
    "worksheet": ("template", "fields"),
    "assessment": ("scale",),
    "statement": ("seconds", "max"),
}
"""The keys that only some kinds have."""
KEYS_OF_SOME = tuple(dict.fromkeys(key for own in KEYS_OF_KIND.values() for key in own))
NEEDED: Mapping[str, tuple[str, ...]] = {
    "text": ("question",),
    "choice": ("question", "options"),
    "checklist": ("question", "options"),
    "worksheet": (),
    "assessment": ("question", "scale"),
    "statement": ("question",),
}
"""What a kind cannot do without. A worksheet asks in its fields."""
FILL_IN = "Vul het werkblad in."
"""What a worksheet without a question of its own asks."""
LONGEST_ANSWER = 10_000
POSITIONS = range(1, 6)
"""From far too little (1) over proportional (3) to full reflex (5), as in `engine.scoring.scale`."""
MOST_OPTIONS = 20
MOST_FIELDS = 24
LONGEST_WORKSHEET = 15_000
"""Characters of all texts of a worksheet together: what fits in one order, also with four bytes a character."""
MOST_STEPS = 10
"""Numbers on a scale. Every number is a large cell to press, and two rows of five fit on the smallest phone."""
MAX_NUMBER_ON_SCALE = 100
SECONDS, LEAST_SECONDS, MOST_SECONDS = 90, 10, 600
WORDS_PER_SECOND = 2.3
"""How fast a statement is read aloud to a room: 138 words a minute. Practised newsreaders in Dutch do 160 to 180; a
governor who has just written the text, with grave news and a pause after each sentence, is a fifth slower."""


def read_forms(desk: Desk, node: Node | None) -> dict[str, Form]:
    return {key.value: _form(desk, key, value) for key, value in desk.section(node, 200)}


def _form(desk: Desk, key: Word, node: Node) -> Form:
    block = Block(desk, node, FORM)
    ident = desk.ident(key)
    desk.places["forms", ident] = key.place
    block.note_places("forms", ident)
    kind = desk.one_of(block.get("kind"), KINDS, "text")
    _check_kind(desk, block, node)
    options = _options(desk, block, "forms", ident, "options")
    low, high = _ticks(desk, block, 1) if kind == "checklist" else (0, 0)
    return Form(
        id=ident,
        kind=kind,
        question=block.text("question", LINE, FILL_IN),
        options=options if kind in ("choice", "checklist") else {},
        positions=_positions(desk, block, ident, options) if kind == "choice" else {},
        max_length=_length(desk, block, LONGEST_ANSWER, 2000) if kind in ("text", "statement") else 2000,
        min_ticks=low,
        max_ticks=high,
        fields=_fields(desk, block) if kind == "worksheet" else {},
        scale=_scale(desk, block.get("scale")) if kind == "assessment" else None,
        seconds=desk.number(block.get("seconds"), LEAST_SECONDS, MOST_SECONDS, SECONDS) if kind == "statement" else 0,
    )


def _check_kind(desk: Desk, block: Block, node: Node, table: Keys = FORM) -> None:
    """Note keys of another kind, and the one that this kind cannot do without. Of an unknown kind nothing is known."""
    word = block.get("kind")
    kind = word.value if isinstance(word, Word) else ""
    if kind not in KEYS_OF_KIND:
        return
    own = KEYS_OF_KIND[kind]
    for key in KEYS_OF_SOME:
        if key in block and key not in own:
            desk.report.add("E101", block.key_place(key), "of_this_kind", key=key, kind=kind, options=", ".join(own))
    for needed in NEEDED[kind]:
        if needed in table.optional and needed not in block and isinstance(node, Fields):
            desk.report.add("E102", block.place, key=needed)


def _options(desk: Desk, block: Block, *path: str) -> dict[str, str]:
    options: dict[str, str] = {}
    said: dict[str, str] = {}
    for key, node in desk.section(block.get("options"), MOST_OPTIONS, required=True):
        ident = desk.ident(key, (ANY_ANSWER,))
        options[ident] = words = desk.text(node, LINE)
        desk.places[(*path, ident)] = node.place
        alike = " ".join(words.casefold().split())
        if alike and said.setdefault(alike, ident) != ident:
            desk.report.add("E146", node.place, value=shown(words), other=said[alike])
    return options


def _positions(desk: Desk, block: Block, form: str, options: Mapping[str, str]) -> dict[str, int]:
    """Where options stand between far too little (1), proportional (3) and full reflex (5)."""
    positions: dict[str, int] = {}
    for key, node in desk.section(block.get("positions"), MOST_OPTIONS, required=True):
        if key.value not in options:
            desk.unknown("E123", key, tuple(options), form=form)
        positions[key.value] = desk.number(node, POSITIONS[0], POSITIONS[-1], default=3)
    return positions


def _ticks(desk: Desk, block: Block, least: int) -> tuple[int, int]:
    """How many options are ticked, at least and at most."""
    listed = block.get("options")
    count = min(len(listed.entries), MOST_OPTIONS) if isinstance(listed, Fields) else MOST_OPTIONS
    low = desk.number(block.get("min"), 0, MOST_OPTIONS, min(least, count))
    high = desk.number(block.get("max"), 1, MOST_OPTIONS, count)
    for key, value in (("min", low), ("max", high)):
        if value > count and (node := block.get(key)) is not None:
            desk.report.add("E142", node.place, value=value, count=count)
            return min(low, count), min(high, count)
    if low > high and (node := block.get("min")) is not None:
        desk.report.add("E141", node.place, low=low, high=high)
    return min(low, high), high


def _length(desk: Desk, block: Block, limit: int, default: int) -> int:
    return desk.number(block.get("max"), 1, limit, default=default)


def _scale(desk: Desk, node: Node | None) -> Scale:
    block = Block(desk, node, SCALE)
    first = desk.number(block.get("from"), 0, MAX_NUMBER_ON_SCALE, 1)
    last = desk.number(block.get("to"), 0, MAX_NUMBER_ON_SCALE, max(5, first + 1))
    to = block.get("to")
    if first >= last and to is not None:
        desk.report.add("E144", to.place, low=first, high=last)
        last = first + 1
    elif last - first >= MOST_STEPS and to is not None:
        desk.report.add("E145", to.place, count=last - first + 1, limit=MOST_STEPS)
        last = first + MOST_STEPS - 1
    return Scale(first, last, block.text("low", NAME), block.text("high", NAME))


# -- worksheets --------------------------------------------------------------------------------------------------


def _fields(desk: Desk, block: Block) -> dict[str, FormField]:
    """The fields of a worksheet: those of its template, with the file's own in their place or after them."""
    if "template" not in block and "fields" not in block:
        desk.report.add("E143", block.place)
    fields = dict(TEMPLATES.get(_template(desk, block) or "", {}))
    step = list(fields.values())[-1].step if fields else ""
    for key, node in desk.section(block.get("fields"), MOST_FIELDS, required=True):
        before = fields.get(key.value)
        field = _field(desk, key, node, before.step if before else step)
        fields[field.id] = field
        step = field.step
    length = sum(field.max_length for field in fields.values())
    if length > LONGEST_WORKSHEET:
        desk.report.add("E147", block.key_place("fields"), length=length, limit=LONGEST_WORKSHEET)
    steps = list(dict.fromkeys(field.step for field in fields.values()))
    return {field.id: field for field in sorted(fields.values(), key=lambda field: steps.index(field.step))}


def _template(desk: Desk, block: Block) -> str | None:
    word = desk.word(block.get("template"))
    if word is not None and word.value not in TEMPLATES:
        desk.unknown("E140", word, tuple(TEMPLATES))
    return word.value if word is not None else None


def _field(desk: Desk, key: Word, node: Node, step: str) -> FormField:
    block = Block(desk, node, FIELD)
    ident = desk.ident(key)
    kind = desk.one_of(block.get("kind"), FIELD_KINDS, "text")
    if isinstance(word := block.get("kind"), Word) and word.value in FIELD_KINDS:
        _check_kind(desk, block, node, FIELD)
    required = desk.yesno(block.get("required"))
    options = _options(desk, block)
    low, high = _ticks(desk, block, int(required)) if kind == "checklist" else (0, 0)
    return FormField(
        id=ident,
        label=block.text("label", LINE),
        kind=kind,
        required=required,
        options=options if kind != "text" else {},
        max_length=_length(desk, block, LONGEST_ANSWER, FIELD_LENGTH) if kind == "text" else 0,
        min_ticks=low,
        max_ticks=high,
        step=block.text("step", TITLE, step),
    )
