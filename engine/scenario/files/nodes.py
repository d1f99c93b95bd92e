"""What a YAML file looks like to the reader: keys, lists and words, each with its place.

Owns only these shapes. Every scalar is kept as the text the author wrote, because YAML's own guesses (`no`, `1.10`,
`12:30`) are wrong half of the time; the field decides. Made in `composing`, read through `fields`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from engine.scenario.findings import Place


@dataclass(frozen=True, slots=True)
class Word:
    """A scalar. `style` tells how it was written; a `block` begins on the line after its key."""

    place: Place
    value: str
    style: Literal["plain", "quoted", "block"] = "plain"
    lines: tuple[str, ...] = ()
    """The lines of the file it stands on, to find a place inside it."""

    def place_of(self, offset: int) -> Place:
        """Where the character at `offset` of the value stands; the beginning when that cannot be told."""
        if self.style == "block":
            return self._in_block(offset)
        if len(self.lines) > 1 or "\\" in self.lines[0][self.place.column - 1 :]:
            return self.place
        return self.place.moved(offset + (self.style == "quoted"))

    def _in_block(self, offset: int) -> Place:
        before = self.value[:offset]
        row = before.count("\n") + 1
        written = self.lines[row] if row < len(self.lines) else ""
        line = self.value.split("\n")[row - 1]
        indent = written.find(line) if line else -1
        if indent < 0:  # folded with >: its lines are not those of the file
            return self.place
        column = indent + 1 + offset - (before.rfind("\n") + 1)
        return self.place._replace(line=self.place.line + row, column=column)


@dataclass(frozen=True, slots=True)
class Items:
    place: Place
    items: Sequence[Node]


@dataclass(frozen=True, slots=True)
class Fields:
    """Keys with their values, in file order. `flow` tells that it was written as `{a: b}`."""

    place: Place
    entries: Mapping[str, tuple[Word, Node]]
    flow: bool = False
    partial: bool = False
    """More belongs here that could not be read, so what is not here proves nothing."""


@dataclass(frozen=True, slots=True)
class Broken:
    """Something that was reported already; every reader of a field lets it pass in silence."""

    place: Place


Node: TypeAlias = Word | Items | Fields | Broken


def is_whole(node: Node | None) -> bool:
    """Whether everything that belongs in a block is known. It is when the block is not there at all."""
    return node is None or (isinstance(node, Fields) and not node.partial)


def last_line(node: Node) -> int:
    """The last line of the file that a value stands on; a closing bracket may stand below it."""
    if isinstance(node, Word):
        return node.place.line + (_rows_below(node.lines) if node.style == "block" else max(len(node.lines) - 1, 0))
    if isinstance(node, Fields) and node.entries:
        return max(last_line(value) for _, value in node.entries.values())
    if isinstance(node, Items) and node.items:
        return last_line(node.items[-1])
    return node.place.line


def _rows_below(lines: tuple[str, ...]) -> int:
    """How many lines below its header belong to a block: those as far to the right as its first."""
    written = [(row, len(line) - len(line.lstrip(" "))) for row, line in enumerate(lines[1:], 1) if line.strip()]
    if not written:
        return 0
    outside = next((row for row, column in written if column < written[0][1]), None)
    return max(row for row, _ in written if outside is None or row < outside)
