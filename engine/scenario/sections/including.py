"""What a scenario takes from other files of its package: roles, teams and forms that several scenarios share.

Owns the key `include`, and whose entry counts when two files have the same id. The files become one tree before
anybody asks what it means; every word keeps the place where it was written.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from engine.scenario.files.composing import MAX_BYTES, Room, tree_of
from engine.scenario.files.nodes import Fields, Items, Node, Word
from engine.scenario.files.package import SCENARIO_FILE, Package, Unusable, stays_inside
from engine.scenario.findings import guess, shown
from engine.scenario.sections import assembly
from engine.scenario.sections.fields import Block, Desk, Keys
from engine.scenario.sections.migration import FORMAT, STEPS, Step, up_to_date

FOLDER = "lib/"
INCLUDE, OVERRIDE = "include", "override"
_ALL = (*assembly.TOP.required, *assembly.TOP.optional)
SHARED = tuple(key for key in ("roles", "teams", "forms", "media", "rubrics") if key in _ALL)
"""The sections that a file may bring."""
INCLUDED = Keys((FORMAT,), (INCLUDE, *SHARED))
_MOST_ENTRIES = 1_000
"""More than any section may have; what is too much for it is noted where it is read."""
DEEPEST = 3
"""Files that include one another, below the scenario itself."""


def with_included(
    desk: Desk, tree: Node, package: Package, files: dict[str, bytes], room: Room, steps: Mapping[int, Step] = STEPS
) -> Node:
    """The tree of the scenario with what it includes. Adds the files that were read to `files`."""
    if not isinstance(tree, Fields):
        return tree
    gathering = _Gathering(desk, package, files, room, steps)
    gathering.take(tree)
    return gathering.merged_into(tree)


@dataclass(slots=True)
class _Gathering:
    """The shared sections so far, from the deepest file up: what includes comes after what it includes."""

    desk: Desk
    package: Package
    files: dict[str, bytes]
    room: Room
    steps: Mapping[int, Step]
    chain: list[str] = field(default_factory=lambda: [SCENARIO_FILE])
    """The files that include one another, from the scenario to the one being read."""
    sections: dict[str, Fields] = field(default_factory=dict)
    headings: dict[str, Word] = field(default_factory=dict)
    whole: bool = True
    """Nothing that should be in the sections could not be read."""

    def take(self, tree: Fields) -> None:
        """What one file includes, and then its own."""
        if INCLUDE in tree.entries:
            node = tree.entries[INCLUDE][1]
            self.whole &= isinstance(node, Word | Items)
            for word in self.desk.words(node):
                self._include(word)
        for section in SHARED:
            if section in tree.entries:
                self._add(section, *tree.entries[section])

    def merged_into(self, tree: Fields) -> Fields:
        entries = dict(tree.entries)
        for section, fields in self.sections.items():
            entries[section] = (self.headings[section], fields if self.whole else replace(fields, partial=True))
        if not self.whole:
            include = tree.entries[INCLUDE][0]
            for section in SHARED:
                entries.setdefault(section, (include, Fields(include.place, {}, partial=True)))
        return replace(tree, entries=entries)

    def _include(self, word: Word) -> None:
        """Read a file once, however often it is named. What cannot be read makes the whole incomplete."""
        name = word.value
        if name in self.chain:
            ring = [*self.chain[self.chain.index(name) :], name]
            self.desk.report.add("E043", word.place, cycle=" → ".join(ring))
        elif name not in self.files:
            tree = self._tree(word)
            self.whole &= tree is not None
            if tree is not None:
                self.chain.append(name)
                self.take(tree)
                self.chain.pop()

    def _tree(self, word: Word) -> Fields | None:
        name, report = word.value, self.desk.report
        if not stays_inside(name) or not name.startswith(FOLDER) or not name.endswith(".yaml"):
            near = f"{FOLDER}{name}" if f"{FOLDER}{name}" in self.package.names() else None
            report.add("E041", word.place, "did_you_mean" if near else None, value=shown(name), guess=near)
            return None
        if self.room.parts < 0:
            return None  # which was noted already
        if len(self.chain) > DEEPEST:
            report.add("E044", word.place, limit=DEEPEST)
            return None
        if name not in self.package.names():
            near = guess(name, [other for other in self.package.names() if other.startswith(FOLDER)])
            report.add("E042", word.place, "did_you_mean" if near else None, value=shown(name), guess=near)
            return None
        try:
            content = self.files[name] = self.package.read(name, MAX_BYTES)
        except Unusable as wrong:
            report.add(wrong.code, word.place, name=shown(name))
            return None
        return self._fields(content, self.package.shown(name))

    def _fields(self, content: bytes, shown_as: str) -> Fields | None:
        tree = tree_of(content, self.desk.report, shown_as, self.room)
        if tree is None:
            return None
        tree = up_to_date(self.desk, tree, self.steps)
        if isinstance(tree, Fields):
            elsewhere = [name for name in tree.entries if name in _ALL and name not in (FORMAT, INCLUDE, *SHARED)]
            for name in elsewhere:
                self.desk.report.add("E045", tree.entries[name][0].place, key=name, options=", ".join(SHARED))
            tree = replace(tree, entries={name: tree.entries[name] for name in tree.entries if name not in elsewhere})
        Block(self.desk, tree, INCLUDED)
        return tree if isinstance(tree, Fields) else None

    def _add(self, section: str, heading: Word, node: Node) -> None:
        """One section of one file, after the same section of the files it includes."""
        before = self.sections.get(section)
        entries = dict(before.entries) if before else {}
        for key, value in self.desk.section(node, _MOST_ENTRIES):
            earlier = entries.get(key.value)
            if self._overrides(key, value, earlier) or earlier is None:
                entries[key.value] = (key, value)
            else:
                first = earlier[0].place
                file = first.file or self.desk.report.file
                self.desk.report.add("E046", key.place, value=shown(key.value), file=shown(file, 80), line=first.line)
        partial = not isinstance(node, Fields) or (before is not None and before.partial)
        flow = isinstance(node, Fields) and node.flow
        self.sections[section] = Fields(node.place, entries, flow, partial)
        self.headings[section] = heading

    def _overrides(self, key: Word, value: Node, earlier: tuple[Word, Node] | None) -> bool:
        entry = value.entries.get(OVERRIDE) if isinstance(value, Fields) else None
        if entry is None:
            return False
        self.desk.yes(entry[1])
        if earlier is None:
            self.desk.report.add("E047", entry[0].place, value=shown(key.value))
        return True
