"""A scenario file as it was written: values with their styles, comments and blank lines, each at the key it belongs to.

Owns where a comment belongs. What the values mean is in `nodes` and after; how they are written down again is in
`formatting`. Expects a file that `reading` can read, without anchors, tags or a second document.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TypeAlias

import yaml  # type: ignore[import-untyped]
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.events import (
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from engine.scenario.files.events import is_plain

# Both parsers give the same events, each in classes of its own.
_SCALAR = (ScalarEvent, yaml.ScalarEvent)
_BLOCK = (MappingStartEvent, yaml.MappingStartEvent)
_LIST = (SequenceStartEvent, yaml.SequenceStartEvent)
_END = (MappingEndEvent, SequenceEndEvent, yaml.MappingEndEvent, yaml.SequenceEndEvent)
_NEVER = "[]{},#&*!|>'\"%@`"
"""Signs with which no text begins that has no quotes."""
_MAYBE = "-?:"
"""Signs with which it may, depending on what follows."""


@dataclass(frozen=True, slots=True)
class Scalar:
    """A word or text. `style` is the sign it was written with, empty when plain."""

    value: str
    style: str = ""
    lines: tuple[str, ...] = ()
    """Of a block, what stands below its header, without the indentation that all lines share."""
    chomped: bool = False
    """A block whose header says that its last line break is not meant."""
    spread: bool = False
    """It took several lines without being a block."""


@dataclass(slots=True)
class Entry:
    """A key with its value, or an item of a list (no key), with the remarks that belong to it."""

    key: Scalar | None
    value: Value | None = None
    above: list[str] = field(default_factory=list)
    """Comments on lines of their own, and `""` for a blank line."""
    beside: list[tuple[int, str]] = field(default_factory=list)
    """Comments behind it, with the column they start at, from 0."""
    line: int = 0
    """The line it begins on, from 1; 0 when it was not read from a file."""

    def name(self, number: int) -> str:
        """How it is called: its key, the id of an item, or the item's `number` in the list."""
        if self.key is not None:
            return self.key.value
        inside = self.value.entries if isinstance(self.value, Group) and self.value.is_block else ()
        ids = (each.value for each in inside if each.key is not None and each.key.value == "id")
        return next((ident.value for ident in ids if isinstance(ident, Scalar)), str(number))


@dataclass(slots=True)
class Group:
    """A block of keys or a list. `below` are comments after its last entry."""

    is_block: bool
    flow: bool
    column: int
    entries: list[Entry] = field(default_factory=list)
    below: list[str] = field(default_factory=list)


Value: TypeAlias = Scalar | Group


@dataclass(slots=True)
class Written:
    """A file: the comments it opens with, and its keys."""

    head: list[str]
    root: Group

    def comments(self) -> Iterator[str]:
        """Every comment, in no order that matters."""
        yield from (line for line in self.head if line)
        yield from _comments(self.root)


def written(text: str) -> Written | None:
    """The file as written; None when it cannot be read, or is not one block of keys."""
    text = text if text.endswith("\n") else f"{text}\n"
    if is_plain(text):
        with suppress(yaml.YAMLError):  # of what libyaml refuses, the judge has the last word
            return _taken(text, yaml.parse(text, Loader=yaml.CLoader))
    try:
        return _taken(text, _events(text))
    except (YAMLError, ValueError, OverflowError):
        return None


def _taken(text: str, events: Iterable[Event]) -> Written | None:
    taker = _Taker(text)
    for event in events:
        taker.take(event)
    return taker.done()


@lru_cache(maxsize=4096)
def stays_plain(value: str, flow: bool) -> bool:
    """Whether this text means the same without quotes: as a value, or between brackets when `flow`."""
    if "\n" in value or value != value.strip() or not value:
        return False
    if value[0] not in _MAYBE:
        return value[0] not in _NEVER and not re.search(r":(?: |$)| #|\t" + (r"|[\[\]{},]" if flow else ""), value)
    try:
        events = list(_events(f"{{k: {value}, l: m}}\n" if flow else f"k: {value}\n"))
    except (YAMLError, ValueError, OverflowError):
        return False
    found = [(event.value, event.style) for event in events if isinstance(event, ScalarEvent)]
    plain = all(getattr(event, "anchor", None) is None and getattr(event, "tag", None) is None for event in events)
    wanted = [("k", None), (value, None), *([("l", None), ("m", None)] if flow else [])]
    return plain and [(text, style or None) for text, style in found] == wanted


def _events(text: str) -> Iterator[Event]:
    yield from YAML(typ="safe", pure=True).parse(text)


def _comments(group: Group) -> Iterator[str]:
    for entry in group.entries:
        yield from (line for line in entry.above if line)
        yield from (comment for _, comment in entry.beside)
        if isinstance(entry.value, Group):
            yield from _comments(entry.value)
    yield from (line for line in group.below if line)


class _Taker:
    """Takes the parser's events one by one. What lies between two of them is signs, blank lines and comments."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._at = 0
        """How far the text was looked at."""
        self._line = 0
        """Where what is taken begins."""
        self._head: list[str] = []
        self._root: Value | None = None
        self._stack: list[Group] = []
        self._closed: list[Group] = []
        """Blocks that ended since the last word, the deepest first; a comment may still belong to one."""
        self._last: Entry | None = None
        """Where a comment behind what was just read belongs."""

    def take(self, event: Event) -> None:
        self._line = event.start_mark.line + 1
        if isinstance(event, _SCALAR):
            self._scalar(event)
        elif isinstance(event, (*_BLOCK, *_LIST)):
            self._open(event)
        elif isinstance(event, _END):
            self._close(event)

    def done(self) -> Written | None:
        if not isinstance(self._root, Group) or not self._root.is_block:
            return None
        self._between(len(self.text), self._root.below, -1)
        return Written(self._head, self._root)

    def _scalar(self, event: ScalarEvent) -> None:
        start, end = event.start_mark.index, event.end_mark.index
        entry = self._entry_for(scalar := self._written_scalar(event))
        if not event.style and not event.value:
            return  # nothing stands there, so it has no place of its own
        self._before(entry, scalar, start)
        written_as = self.text[start:end]
        if event.style and event.style in "|>":
            written_as = written_as.rstrip(" \t\n")
            header, hash_sign, comment = written_as.partition("\n")[0].partition("#")
            if hash_sign and entry is not None:
                entry.beside.append((event.start_mark.column + len(header), f"#{comment}".rstrip()))
        self._at = start + len(written_as)
        self._last = entry

    def _entry_for(self, value: Value) -> Entry | None:
        """The entry this is the key or the value of; a new one for a key and for an item. None for the root."""
        if not self._stack:
            self._root = value
            return None
        group = self._stack[-1]
        waiting = group.entries[-1] if group.entries else None
        if group.is_block and waiting is not None and waiting.value is None:
            waiting.value = value
            return waiting
        entry = Entry(value, None) if group.is_block and isinstance(value, Scalar) else Entry(None, value)
        entry.line = self._line
        group.entries.append(entry)
        return entry

    def _before(self, entry: Entry | None, value: Value, start: int) -> None:
        """Give away what stands before `value`, which begins at `start`."""
        if entry is None:
            self._between(start, self._head, -1)
        elif entry.key is not None and entry.value is value:  # between a key and its value
            self._between(start, entry.above, -1, blanks=False)
        elif len(self._stack) == 1 and entry is self._stack[0].entries[0]:
            self._between(start, self._head, -1)
        else:
            self._between(start, entry.above, self._stack[-1].column)

    def _open(self, event: MappingStartEvent | SequenceStartEvent) -> None:
        flow = bool(event.flow_style)
        mark = event.start_mark
        group = Group(isinstance(event, _BLOCK), flow, -1 if flow else mark.column)
        entry = self._entry_for(group)
        if flow or (entry is not None and entry.key is None):
            self._before(entry, group, mark.index)
        if flow:
            self._last = entry
            self._at = mark.index + (self.text[mark.index] in "[{")
        self._stack.append(group)

    def _close(self, event: MappingEndEvent | SequenceEndEvent) -> None:
        group = self._stack.pop()
        end = event.end_mark.index
        if not group.flow:
            self._closed.append(group)
        elif self.text[end - 1 : end] in ("]", "}") and end > self._at:
            self._between(end - 1, group.below, -1)
            self._at = end
            self._last = self._stack[-1].entries[-1] if self._stack else None

    def _between(self, until: int, above: list[str], column: int, *, blanks: bool = True) -> None:
        """Give away the comments before `until`, where something starts that stands at `column` and has `above`."""
        blank = False
        offset = self._at
        pieces = self.text[self._at : until].split("\n")
        for number, piece in enumerate(pieces):
            before, hash_sign, comment = piece.partition("#")
            comment = f"#{comment}".rstrip()
            if not hash_sign:
                blank |= not piece.strip() and 0 < number < len(pieces) - 1
            elif number == 0 and self._at > 0 and self.text[self._at - 1] != "\n":
                self._beside(offset + len(before), comment)
            else:
                stands_at = len(before) if not before.strip() else -1  # behind a dash it is about the item
                target = self._target(stands_at, above, column)
                target += [""] * (blank and blanks) + [comment]
                blank = False
            offset += len(piece) + 1
        if blank and blanks:
            above.append("")
        self._closed = []
        self._at = until

    def _beside(self, index: int, comment: str) -> None:
        if self._last is None:
            self._head.append(comment)
        else:
            start = self.text.rfind("\n", 0, index) + 1
            self._last.beside.append((index - start, comment))

    def _target(self, stands_at: int, above: list[str], column: int) -> list[str]:
        """A comment further to the right than what follows belongs to the block that ended there."""
        if not self._closed or stands_at <= column:
            self._closed = []
            return above
        fitting = [n for n, group in enumerate(self._closed) if group.column <= stands_at]
        # A list may start in the column of its key; a comment there is about what is outside.
        nearest = max(fitting, key=lambda n: (self._closed[n].column, n), default=len(self._closed) - 1)
        self._closed = self._closed[nearest:]
        return self._closed[0].below

    def _written_scalar(self, event: ScalarEvent) -> Scalar:
        raw = self.text[event.start_mark.index : event.end_mark.index]
        style = event.style or ""
        if not style or style not in "|>":
            return Scalar(event.value, style, spread="\n" in raw)
        header, _, rest = raw.partition("\n")
        sign = re.match(r"[-+0-9]*", header[1:])
        said = sign[0] if sign else ""
        lines = rest.split("\n")
        while lines and not lines[-1].strip(" "):
            del lines[-1]
        given = re.search(r"\d", said)
        if given:
            indent = max(self._stack[-1].column if self._stack else 0, 0) + int(given[0])
        else:
            indent = next((len(line) - len(line.lstrip(" ")) for line in lines if line.strip(" ")), 0)
        return Scalar(event.value, style, tuple(line[indent:] for line in lines), "-" in said)
