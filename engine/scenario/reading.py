"""From files to a scenario: everything that is wrong at once, each with its place, or a `Scenario` to play.

Owns reading the folder and turning YAML into nodes. YAML is taken as a stream of events, so nothing is expanded or
nested before it is checked. What the nodes mean is in `assembly`; doubts that are no mistakes come from `lint`.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from engine.scenario import lint
from engine.scenario.assembly import assemble
from engine.scenario.fields import Desk
from engine.scenario.findings import Enough, Finding, Place, Report, shown
from engine.scenario.model import Scenario
from engine.scenario.nodes import Broken, Fields, Items, Node, Word
from engine.scenario.slips import cause, looks_like_a_key, repair, tabs, unprintable

SCENARIO_FILE = "scenario.yaml"
MAX_BYTES = 2_000_000
MAX_DEPTH = 12
MAX_NODES = 60_000


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of reading. No scenario when there is an error; `unreadable` when there was nothing to read."""

    scenario: Scenario | None
    findings: tuple[Finding, ...]
    files: Mapping[str, bytes] = field(default_factory=dict)
    """What was read, by its path inside the folder: enough to read the same scenario again with `read_files`."""
    unreadable: bool = False


def read(path: Path) -> Reading:
    """Read a scenario folder, or the YAML file in it. Never raises for what is in the file or for a missing one."""
    source = path / SCENARIO_FILE if path.is_dir() else path
    try:
        with source.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except OSError as error:
        return _not_there(path, error)
    return _read({SCENARIO_FILE: content}, str(source))


def read_files(files: Mapping[str, bytes]) -> Reading:
    """Read a scenario from bytes kept earlier; findings carry the path inside the folder."""
    if SCENARIO_FILE not in files:
        return _not_there(Path(SCENARIO_FILE), FileNotFoundError())
    return _read(files, SCENARIO_FILE)


def _not_there(path: Path, error: OSError) -> Reading:
    report = Report(str(path))
    code = "E022" if path.is_dir() else "E020"
    report.add("E021" if isinstance(error, PermissionError) else code, Place(1, 1))
    return Reading(None, report.in_order(), unreadable=True)


def _read(files: Mapping[str, bytes], shown_as: str) -> Reading:
    report = Report(shown_as)
    desk = Desk(report)
    scenario = None
    text = _decoded(files[SCENARIO_FILE], report)
    try:
        tree = None if text is None else _tree_of(text, report)
        if tree is None and not report.has_errors:
            report.add("E023", Place(1, 1))  # nothing but remarks
        if tree is not None:
            pins = tuple((name, hashlib.sha256(content).hexdigest()) for name, content in sorted(files.items()))
            scenario = assemble(desk, tree, pins)
            if not report.has_errors:
                lint.look(scenario, desk)
    except Enough:
        last = max(Place(finding.line, finding.column) for finding in report.findings)
        report.close("E026" if report.has_errors else "W305", last)
    return Reading(None if report.has_errors else scenario, report.in_order(), files)


def _decoded(content: bytes, report: Report) -> str | None:
    """The text, or None when it cannot be text. A byte order mark is no part of the text; every line ends in LF."""
    if len(content) > MAX_BYTES:
        report.add("E009", Place(1, 1), limit=MAX_NODES)
        return None
    try:
        text = lines_alike(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        before = content[: error.start].decode("utf-8-sig", "replace")
        report.add("E002", _place_after(lines_alike(before)))
        return None
    if (odd := unprintable(text)) is not None:
        report.add("E011", _place_after(text[: odd[0]]), sign=odd[1])
        return None
    if not text.strip():
        report.add("E023", Place(1, 1))
        return None
    return text


def lines_alike(text: str) -> str:
    """Every line ends in LF."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _place_after(before: str) -> Place:
    return Place(before.count("\n") + 1, len(before) - before.rfind("\n"))


def _tree_of(text: str, report: Report) -> Node | None:
    """The nodes of the file, or None when too little of it can be read.

    Where a text lacks quotes, that is noted, mended in memory and the rest is read all the same: one forgotten
    quote must not hide the other findings.
    """
    if slips := tabs(text):
        for slip in slips:
            report.add(slip.code, slip.place)
        return None
    composer = _Composer(text)
    try:
        tree = composer.tree(report)
    except (YAMLError, ValueError, OverflowError) as error:
        mended = repair(text)
        for slip in mended.slips:
            report.add(slip.code, slip.place, sign=slip.sign)
        if not mended.slips:
            _note_cause(error, composer, report)
            return None
        return _tree_of_mended(mended.text, report)
    return tree


def _tree_of_mended(text: str, report: Report) -> Node | None:
    composer = _Composer(text)
    rest = Report(report.file)
    try:
        tree = composer.tree(rest)
    except (YAMLError, ValueError, OverflowError) as error:
        _note_cause(error, composer, rest)
        tree = None
    noted = {finding.line for finding in report.findings}
    report.findings += [finding for finding in rest.findings if finding.line not in noted]
    return tree


def _note_cause(error: Exception, composer: _Composer, report: Report) -> None:
    if not isinstance(error, MarkedYAMLError):
        report.add("E016", composer.too_far())  # the one ValueError: an escape beyond the last character there is
        return
    found = cause(f"{error.context} {error.problem}")
    mark = (error.context_mark if found.at_start else None) or error.problem_mark or error.context_mark
    place = Place(mark.line + 1, mark.column + 1) if mark is not None else composer.last
    line, sign = composer.seen_at(place)
    if found.code == "E004" and looks_like_a_key(line, place.column):
        report.add("E014", Place(place.line, len(line) - len(line.lstrip()) + 1))
    else:
        report.add("E001" if sign == "\t" else found.code, place, sign=sign)


class _Open:
    """A list or a block that is still being read."""

    def __init__(self, place: Place, is_block: bool, flow: bool) -> None:
        self.place = place
        self.is_block = is_block
        self.flow = flow
        self.items: list[Node] = []
        self.entries: dict[str, tuple[Word, Node]] = {}
        self.key: Node | None = None
        self.broken = False

    def closed(self) -> Node:
        if self.broken:
            return Broken(self.place)
        return Fields(self.place, self.entries, self.flow) if self.is_block else Items(self.place, self.items)


class _Composer:
    """Builds nodes from the parser's events, one by one, with its own stack: hostile nesting meets a limit, and
    aliases are never followed."""

    def __init__(self, text: str) -> None:
        self.last = Place(1, 1)
        self._text = text
        self._lines = text.split("\n")
        self._stack: list[_Open] = []
        self._root: Node | None = None

    def seen_at(self, place: Place) -> tuple[str, str]:
        """The line and the character at a place, to show in a sentence."""
        line = self._lines[place.line - 1] if place.line <= len(self._lines) else ""
        return line, line[place.column - 1 : place.column] or "dit teken"

    def too_far(self) -> Place:
        """The first escape after what was read that names no character, or what was read last."""
        for number, line in enumerate(self._lines[self.last.line - 1 :], start=self.last.line):
            if escape := re.search(r"\\U(?!000|0010)", line):
                return Place(number, escape.start() + 1)
        return self.last

    def tree(self, report: Report) -> Node | None:
        """The root, or None after noting why reading on makes no sense."""
        documents = 0
        for nodes, event in enumerate(YAML(typ="safe", pure=True).parse(self._text)):
            place = Place(event.start_mark.line + 1, event.start_mark.column + 1)
            self.last = place
            if isinstance(event, DocumentStartEvent):
                documents += 1
                if documents > 1 or event.version or event.tags:
                    code = "E008" if documents > 1 else "E005"
                    report.add(code, place if documents > 1 else Place(1, 1), sign="%")
                    return None
            if nodes > MAX_NODES or len(self._stack) > MAX_DEPTH:
                report.add("E009" if nodes > MAX_NODES else "E010", place, limit=MAX_NODES)
                return None
            self._take(event, place, report)
        return self._root

    def _take(self, event: Event, place: Place, report: Report) -> None:
        if isinstance(event, AliasEvent):
            report.add("E007", place, sign="*")
            self._put(Broken(place), report)
            return
        anchor, tag = getattr(event, "anchor", None), getattr(event, "tag", None)
        if anchor is not None or tag is not None:
            report.add("E007", place, sign="&" if anchor is not None else "!")
        if isinstance(event, ScalarEvent):
            self._put(self._word(event, place, report), report)
        elif isinstance(event, MappingStartEvent | SequenceStartEvent):
            is_block = isinstance(event, MappingStartEvent)
            self._stack.append(_Open(place, is_block, bool(event.flow_style)))
        elif isinstance(event, MappingEndEvent | SequenceEndEvent):
            self._put(self._stack.pop().closed(), report)

    def _word(self, event: ScalarEvent, place: Place, report: Report) -> Node:
        if (odd := unprintable(event.value)) is not None:  # written as an escape, such as "\\0"
            report.add("E011", place, sign=odd[1])
            return Broken(place)
        style: Literal["plain", "quoted", "block"] = "plain"
        if event.style:
            style = "block" if event.style in "|>" else "quoted"
        lines = tuple(self._lines[place.line - 1 : event.end_mark.line + 1])
        return Word(place, event.value, style, lines)

    def _put(self, node: Node, report: Report) -> None:
        """Give a finished node to what it stands in."""
        if not self._stack:
            self._root = node
            return
        parent = self._stack[-1]
        if not parent.is_block:
            parent.items.append(node)
        elif parent.key is None:
            parent.key = node
            self._check_key(parent, node, report)
        else:
            if isinstance(parent.key, Word):
                if isinstance(node, Word) and not node.value:  # the parser puts nothing on the line after it
                    node = replace(node, place=parent.key.place)
                parent.entries.setdefault(parent.key.value, (parent.key, node))
            parent.key = None

    def _check_key(self, parent: _Open, key: Node, report: Report) -> None:
        if isinstance(key, Word):
            if key.value in parent.entries:
                first = parent.entries[key.value][0].place.line
                report.add("E006", key.place, key=shown(key.value), line=first)
        elif not parent.broken:
            parent.broken = True
            written = self._lines[parent.place.line - 1][parent.place.column - 1 :]
            if not isinstance(key, Broken):
                report.add("E003" if written.startswith("{{") else "E018", parent.place)
