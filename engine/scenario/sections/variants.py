"""Variants: other words for the same message, depending on how the evening goes.

Owns the `variants` of a message. They are whole texts, so that they can be read and translated; which one goes is
decided at delivery, in `engine.exercise`.
"""

from __future__ import annotations

from collections.abc import Sequence

from engine.scenario.model import Variant
from engine.scenario.sections.declared import Declared
from engine.scenario.sections.fields import BODY, TITLE, Block, Desk, keys
from engine.scenario.sections.triggers import read_condition

VARIANT = keys("", "if title body")
MOST = 20


def read_variants(desk: Desk, ident: str, message: Block, declared: Declared) -> tuple[Variant, ...]:
    """The variants of a message in the order in which they are tried; something must always be left to send."""
    blocks = [Block(desk, item, VARIANT) for item in desk.items(message.get("variants"), MOST)]
    for number, block in enumerate(blocks):
        for key in VARIANT.optional:
            if (text := block.get(key)) is not None:
                desk.places.setdefault(("injects", ident, "variants", str(number), key), text.place)
    _check_text(desk, message, blocks)
    _check_reach(desk, message, blocks)
    return tuple(_variant(desk, block, declared) for block in blocks)


def _variant(desk: Desk, block: Block, declared: Declared) -> Variant:
    return Variant(
        guard=read_condition(desk, block, "if", declared),
        title=block.text("title", TITLE) if "title" in block else None,
        body=block.text("body", BODY, live=True) if "body" in block else None,
    )


def _check_text(desk: Desk, message: Block, blocks: Sequence[Block]) -> None:
    """Every variant has a text, its own or that of the message; a message without one has a variant for every case."""
    if "body" in message:
        return
    if not blocks and "variants" not in message:
        message.lacks("body")
    for block in blocks:
        if "body" not in block:
            block.lacks("body")
    if blocks and "if" in blocks[-1]:
        desk.report.add("E138", blocks[-1].key_place("if"))


def _check_reach(desk: Desk, message: Block, blocks: Sequence[Block]) -> None:
    """Nothing is tried after a variant without a condition."""
    always = next((index for index, block in enumerate(blocks) if "if" not in block), None)
    if always is None:
        return
    if always + 1 < len(blocks):
        desk.report.add("W232", blocks[always + 1].place)
    body = message.get("body")
    if body is not None and all("body" in block for block in blocks[: always + 1]):
        desk.report.add("W233", body.place)
