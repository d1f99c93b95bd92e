"""Rubrics: what a good answer shows, as criteria with levels, to keep in mind while playing.

Owns the `rubrics` section. Nothing is scored with them: positions on the ten dimensions are `engine.scoring`'s. Which
message asks for which criterion is in `script`.
"""

from __future__ import annotations

from engine.scenario.files.nodes import Fields, Node, Word, is_whole
from engine.scenario.model import Criterion, Rubric
from engine.scenario.sections.fields import LINE, NAME, Block, Desk, Names, keys

RUBRIC = keys("criteria", "objective override lint")
CRITERION = keys("label levels", "lint")
MOST_LEVELS = 7


def read_rubrics(desk: Desk, node: Node | None, objectives: Names) -> dict[str, Rubric]:
    """The rubrics of the file."""
    return {key.value: _rubric(desk, key, value, objectives) for key, value in desk.section(node, 50)}


def criterion_names(node: Node | None) -> Names:
    """What `rubric` of a response may hold: `rubric.criterion`. Known before any message is read."""
    names, whole = [], is_whole(node)
    for rubric, (_, value) in node.entries.items() if isinstance(node, Fields) else ():
        criteria = value.entries.get("criteria") if isinstance(value, Fields) else None
        if criteria is None or not isinstance(criteria[1], Fields):
            whole = False
            continue
        names += [f"{rubric}.{criterion}" for criterion in criteria[1].entries]
    return Names(names, whole)


def _rubric(desk: Desk, key: Word, node: Node, objectives: Names) -> Rubric:
    block = Block(desk, node, RUBRIC)
    ident = desk.ident(key)
    desk.places["rubrics", ident] = key.place
    objective = desk.known(desk.word(block.get("objective")), objectives, "E126")
    criteria = desk.section(block.get("criteria"), 20, required=True)
    return Rubric(ident, {name.value: _criterion(desk, ident, name, value) for name, value in criteria}, objective)


def _criterion(desk: Desk, rubric: str, key: Word, node: Node) -> Criterion:
    block = Block(desk, node, CRITERION)
    ident = desk.ident(key)
    desk.places["rubrics", f"{rubric}.{ident}"] = key.place
    levels = tuple(desk.text(item, NAME) for item in desk.items(block.get("levels"), MOST_LEVELS))
    return Criterion(ident, block.text("label", LINE), levels)
