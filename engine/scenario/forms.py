"""Forms: what a player is asked to give back.

Owns the `forms` section. Which inject asks for which form is in `script`.
"""

from __future__ import annotations

from typing import Literal

from engine.scenario.fields import LINE, Block, Desk, keys
from engine.scenario.model import ANY_ANSWER, Form
from engine.scenario.nodes import Fields, Node, Word

FORM = keys("kind question", "options max lint")
LONGEST_ANSWER = 10_000
KINDS: tuple[Literal["text", "choice"], ...] = ("text", "choice")


def read_forms(desk: Desk, node: Node | None) -> dict[str, Form]:
    return {key.value: _form(desk, key, value) for key, value in desk.section(node, 200)}


def _form(desk: Desk, key: Word, node: Node) -> Form:
    block = Block(desk, node, FORM)
    ident = desk.ident(key)
    desk.places["forms", ident] = key.place
    kind = desk.one_of(block.get("kind"), KINDS, "text")
    if kind == "choice" and "options" not in block and isinstance(node, Fields):
        desk.report.add("E102", block.place, key="options")
    other = "options" if kind == "text" else "max"
    if other in block and "kind" in block:
        desk.report.add("E101", block.key_place(other), key=other, options="options" if kind == "choice" else "max")
    options = {}
    for option, text in desk.section(block.get("options"), 20, required=True):
        options[desk.ident(option, (ANY_ANSWER,))] = desk.text(text, LINE)
    return Form(
        id=ident,
        kind=kind,
        question=block.text("question", LINE),
        options=options,
        max_length=desk.number(block.get("max"), 1, LONGEST_ANSWER, default=2000) if kind == "text" else 2000,
    )
