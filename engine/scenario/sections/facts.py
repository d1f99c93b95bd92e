"""Facts: what there is to know in the story, how certain it is, and with whom it may be shared.

Owns the `facts` section. Which message tells a fact is in `script`; whether it reaches somebody who must not know it is
looked at in `secrets`.
"""

from __future__ import annotations

from typing import get_args

from engine.scenario.files.nodes import Node, Word
from engine.scenario.model import Certainty, Fact, Share
from engine.scenario.sections.fields import LINE, Block, Desk, keys
from engine.scenario.sections.people import People, knowers

FACT = keys("text status share", "known_by lint")
CERTAINTIES: tuple[Certainty, ...] = get_args(Certainty)
SHARES: tuple[Share, ...] = get_args(Share)


def read_facts(desk: Desk, node: Node | None, people: People) -> dict[str, Fact]:
    """The facts of the file."""
    return {key.value: _fact(desk, key, value, people) for key, value in desk.section(node, 200)}


def _fact(desk: Desk, key: Word, node: Node, people: People) -> Fact:
    block = Block(desk, node, FACT)
    ident = desk.ident(key)
    desk.places["facts", ident] = key.place
    return Fact(
        id=ident,
        text=block.text("text", LINE),
        status=desk.one_of(block.get("status"), CERTAINTIES, "feit"),
        share=desk.one_of(block.get("share"), SHARES, "niemand"),
        known_by=knowers(desk, block.get("known_by"), people) if "known_by" in block else (),
    )
