"""One YAML file as a tree of nodes, or what keeps it from being read, in the author's words.

Owns the limits of a file and how YAML's events become nodes. YAML is taken as a stream of events, so nothing is
expanded or nested before it is checked. What the slips are is in `slips`, what the nodes mean in `assembly`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from engine.scenario.files.events import (
    MOST_JUDGED,
    EscapeTooFar,
    Event,
    Spot,
    Unparsed,
    Unsure,
    events,
    is_large,
    is_plain,
    quick_events,
)
from engine.scenario.files.nodes import Broken, Fields, Items, Node, Word
from engine.scenario.files.slips import cause, looks_like_a_key, repair, tabs, unprintable
from engine.scenario.findings import Place, Report, shown

MAX_BYTES = 4_000_000
MAX_DEPTH = 12
MAX_NODES = 300_000
_LINES_JUDGED = 100
"""Lines of a large text that the judge is shown, from the place where libyaml gave up."""


@dataclass(slots=True)
class Room:
    """How many parts may still be read; files that belong together share it."""

    parts: int = MAX_NODES


def tree_of(content: bytes, report: Report, file: str = "", room: Room | None = None) -> Node | None:
    """The nodes of a file, or None after noting why there are none. `file` is the one its places name."""
    before = len(report.findings)
    text = _decoded(content, report, file)
    tree = None if text is None else _tree_of(text, report, file, room or Room())
    if tree is None and len(report.findings) == before:
        report.add("E023", Place(1, 1, file))  # nothing but remarks
    return tree


def _decoded(content: bytes, report: Report, file: str) -> str | None:
    """The text, or None when it cannot be text. A byte order mark is no part of the text; every line ends in LF."""
    if len(content) > MAX_BYTES:
        report.add("E009", Place(1, 1, file), limit=MAX_NODES)
        return None
    try:
        text = lines_alike(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        before = content[: error.start].decode("utf-8-sig", "replace")
        report.add("E002", _place_after(lines_alike(before), file))
        return None
    if (odd := unprintable(text)) is not None:
        report.add("E011", _place_after(text[: odd[0]], file), sign=odd[1])
        return None
    return text if text.strip() else None


def lines_alike(text: str) -> str:
    """Every line ends in LF."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _place_after(before: str, file: str) -> Place:
    return Place(before.count("\n") + 1, len(before) - before.rfind("\n"), file)


def _tree_of(text: str, report: Report, file: str, room: Room) -> Node | None:
    """The nodes of the file, or None when too little of it can be read.

    Where a text lacks quotes, that is noted, mended in memory and the rest is read all the same: one forgotten
    quote must not hide the other findings.
    """
    if slips := tabs(text):
        for slip in slips:
            report.add(slip.code, slip.place.within(file))
        return None
    try:
        return _composed(text, report, file, room)
    except Unparsed as error:
        wrong = error.with_traceback(None)  # which holds on to all that was read
    mended = repair(text)
    for slip in mended.slips:
        report.add(slip.code, slip.place.within(file), sign=slip.sign)
    if not mended.slips:
        _note_cause(wrong, text, report, file)
        return None
    return _tree_of_mended(mended.text, report, file, room)


def _tree_of_mended(text: str, report: Report, file: str, room: Room) -> Node | None:
    rest = Report(report.file)
    try:
        tree = _composed(text, rest, file, room)
    except Unparsed as error:
        _note_cause(error, text, rest, file)
        tree = None
    noted = {(finding.file, finding.line) for finding in report.findings}
    report.findings += [finding for finding in rest.findings if (finding.file, finding.line) not in noted]
    return tree


def _composed(text: str, report: Report, file: str, room: Room) -> Node | None:
    """The nodes as the judge reads them, by the fast parser where it can; `Unparsed` after noting what was read."""
    large = is_large(text)
    before, parts = len(report.findings), room.parts
    if large or is_plain(text):
        try:
            return _Composer(text, file).tree(quick_events(text, picky=not large), report, room)
        except (Unparsed, Unsure) as error:
            refused = error.with_traceback(None)
        if large and isinstance(refused, Unparsed):
            raise _looked_at_closely(refused, text)
        del report.findings[before:]
        room.parts = parts
    return _Composer(text, file).tree(events(text), report, room)


def _looked_at_closely(error: Unparsed, text: str) -> Unparsed:
    """What the judge says of a large text, from the lines around the place where it went wrong; else the same error."""
    lines = text.split("\n")
    spots = [spot[0] for spot in (error.began, error.gave_up) if spot is not None]
    at = min(spots, default=0)
    begin = next((n for n in range(at - 1, -1, -1) if re.match(r" {0,2}[^\s#]", lines[n])), 0)
    heading = next((n for n in range(begin, -1, -1) if re.match(r"[^\s#-]", lines[n])), 0)
    near = [line if n == heading or n >= begin else "" for n, line in enumerate(lines[:at])]
    window = "\n".join([*near, *lines[at : at + _LINES_JUDGED]])
    try:
        for _ in events(window if len(window.strip()) < MOST_JUDGED else ""):
            pass
    except Unparsed as judged:
        return judged
    return error


def _note_cause(error: Unparsed, text: str, report: Report, file: str) -> None:
    if isinstance(error, EscapeTooFar):
        report.add("E016", _too_far(text, error.after, file))
        return
    found = cause(error.said)
    spot = (error.began if found.at_start else None) or error.gave_up or error.began or error.after
    place = Place(spot[0] + 1, spot[1] + 1, file)
    lines = text.split("\n")
    line = lines[place.line - 1] if place.line <= len(lines) else ""
    sign = line[place.column - 1 : place.column] or "dit teken"
    if found.code == "E004" and looks_like_a_key(line, place.column):
        report.add("E014", place._replace(column=len(line) - len(line.lstrip()) + 1))
    else:
        report.add("E001" if sign == "\t" else found.code, place, sign=sign)


def _too_far(text: str, after: Spot, file: str) -> Place:
    """The first escape after what was read that names no character, or what was read last."""
    for number, line in enumerate(text.split("\n")[after[0] :], start=after[0] + 1):
        if escape := re.search(r"\\U(?!000|0010)", line):
            return Place(number, escape.start() + 1, file)
    return Place(after[0] + 1, after[1] + 1, file)


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

    def __init__(self, text: str, file: str) -> None:
        self._file = file
        self._lines = text.split("\n")
        self._stack: list[_Open] = []
        self._root: Node | None = None

    def tree(self, events: Iterable[Event], report: Report, room: Room) -> Node | None:
        """The root, or None after noting why reading on makes no sense."""
        documents = 0
        for event in events:
            place = Place(event.line + 1, event.column + 1, self._file)
            if event.kind == "document":
                documents += 1
                if documents > 1 or event.sign:
                    code = "E008" if documents > 1 else "E005"
                    report.add(code, place if documents > 1 else Place(1, 1, self._file), sign="%")
                    return None
            room.parts -= 1
            if room.parts < 0 or len(self._stack) > MAX_DEPTH:
                report.add("E009" if room.parts < 0 else "E010", place, limit=MAX_NODES)
                return None
            self._take(event, place, report)
        return self._root

    def _take(self, event: Event, place: Place, report: Report) -> None:
        if event.kind == "alias":
            report.add("E007", place, sign="*")
            self._put(Broken(place), report)
            return
        if event.sign in ("&", "!"):
            report.add("E007", place, sign=event.sign)
        if event.kind == "scalar":
            self._put(self._word(event, place, report), report)
        elif event.kind in ("block", "list"):
            self._stack.append(_Open(place, event.kind == "block", event.flow))
        elif event.kind == "end":
            self._put(self._stack.pop().closed(), report)

    def _word(self, event: Event, place: Place, report: Report) -> Node:
        if (odd := unprintable(event.value)) is not None:  # written as an escape, such as "\\0"
            report.add("E011", place, sign=odd[1])
            return Broken(place)
        style: Literal["plain", "quoted", "block"] = "plain"
        if event.style:
            style = "block" if event.style in "|>" else "quoted"
        lines = tuple(self._lines[place.line - 1 : event.end_line + 1])
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
                    node = replace(node, place=parent.key.place, lines=parent.key.lines)
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
