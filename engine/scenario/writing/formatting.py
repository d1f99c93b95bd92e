"""One house style for scenario files: two spaces, keys in the order of the documentation, quotes only where needed.

Owns the style. Nothing is added to what a file says or taken from it: comments stay at their key, and the scenario read
from the new text is compared with the one read before. What was written where is in `written`.
"""

from __future__ import annotations

import re
import textwrap
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from typing import TypeAlias

from engine.scenario.files.composing import lines_alike, tree_of
from engine.scenario.files.package import SCENARIO_FILE
from engine.scenario.findings import Report
from engine.scenario.reading import Reading, read_files
from engine.scenario.schema import ROOTS, schema
from engine.scenario.writing.written import Entry, Group, Scalar, Value, Written, stays_plain, written

WIDTH = 120
_STEP = 2
_GAP = 2
"""Spaces before a comment behind a value, at least."""
_NOT_A_TEXT_ELSEWHERE = re.compile(
    r"true|false|null|~|yes|no|on|off|y|n|[-+]?\.?[0-9][0-9_.,:+a-f-]*|0[xo].*|[-+]?\.(?:inf|nan)|<<|=", re.IGNORECASE
)
"""What other programs take for a number, a date or a truth: an author's quotes around it stay."""

_SORTS: Mapping[str, str] = {"i18n/": "translation", "lib/": "included", "tests/": "test"}
"""Folder of a package → the block of the schema that a file in it is."""

_Lines: TypeAlias = list[str]
_Shape: TypeAlias = Mapping[str, object]


class Unsafe(Exception):
    """The new text would not say the same. A mistake of ours; the file must stay as it is."""


def unreadable(reading: Reading) -> bool:
    """Whether there is too little to read to write it down again: a mistake in the YAML itself, or another version."""
    return SCENARIO_FILE not in reading.files or any(finding.code.startswith("E0") for finding in reading.findings)


def formatted(reading: Reading) -> str | None:
    """The file that was read, in house style; None when it is `unreadable`. `Unsafe` when something would be lost."""
    if unreadable(reading):
        return None
    text = lines_alike(reading.files[SCENARIO_FILE].decode("utf-8-sig"))
    before = written(text)
    if before is None:
        return None
    made = _Style().file(before)
    _check_same(reading, before, made)
    return made


def formatted_beside(content: bytes, name: str) -> str | None:
    """Another file of a package in house style: `name` is its path there. None when its YAML cannot be read, or when
    files of its sort have no style. `Unsafe` as `formatted`."""
    root = next((root for folder, root in _SORTS.items() if name.startswith(folder)), None)
    report = Report(name)
    if root is None or tree_of(content, report) is None or report.has_errors:
        return None
    before = written(lines_alike(content.decode("utf-8-sig")))
    if before is None:
        return None
    made = _Style(root).file(before)
    _check_says_the_same(before, made)
    return made


def styled(file: Written) -> str:
    """A file that was changed as written, in house style. `Unsafe` when the text would not say what it holds."""
    made = _Style().file(file)
    _check_says_the_same(file, made)
    return made


def _check_says_the_same(before: Written, made: str) -> None:
    after = written(made)
    if (
        after is None
        or _meaning(before.root) != _meaning(after.root)
        or Counter(before.comments()) != Counter(after.comments())
    ):
        raise Unsafe


def _check_same(reading: Reading, before: Written, made: str) -> None:
    _check_says_the_same(before, made)
    again = read_files({**reading.files, SCENARIO_FILE: made.encode()}, reading.package)
    found, left = (Counter(f.code for f in each.findings) for each in (reading, again))
    if _played(reading) != _played(again) or found != left:
        raise Unsafe


def _played(reading: Reading) -> object:
    """The scenario without the hash of its file; as words, so that order counts too."""
    return repr(replace(reading.scenario, files=())) if reading.scenario else None


def _meaning(value: Value | None) -> object:
    """What a value says to the reader. Of a block with fixed keys the order says nothing."""
    if value is None:
        return ""
    if isinstance(value, Scalar):
        return value.value.rstrip("\n") if value.value.strip() else ""
    if value.is_block:
        return {entry.key.value if entry.key else "": _meaning(entry.value) for entry in value.entries}
    return [_meaning(entry.value) for entry in value.entries]


class _Style:
    """Writes one file. The order of keys is that of the schema of its sort."""

    def __init__(self, sort: str = "top") -> None:
        self._schema = schema(sort if sort in ROOTS else "top")
        self._whole: _Shape = self._schema if sort in ROOTS else {"$ref": f"#/definitions/{sort}"}
        self._apart = sort != "test"  # a test is a page of short keys, grouped as its author likes

    def file(self, file: Written) -> str:
        above, lines = self._group(file.root, 0, self._whole, apart=self._apart)
        opening = _tidy([*file.head, *above])
        while opening and not opening[0]:
            del opening[0]
        return "\n".join([*opening, *lines]) + "\n"

    def _group(self, group: Group, indent: int, shape: _Shape, *, apart: bool = False) -> tuple[_Lines, _Lines]:
        """What belongs above a block or list, and its lines. `apart` puts a blank line between the entries."""
        shape = self._resolved(shape, "object" if group.is_block else "array")
        opening: _Lines = []
        lines: _Lines = []
        for number, entry in enumerate(_in_order(group, shape)):
            inside = _part(shape, entry.key.value if entry.key else None)
            above, own = self._item(entry, indent, inside) if entry.key is None else self._key(entry, indent, inside)
            if number == 0:
                opening = [line for line in above if line]
            else:
                lines += _indented(_tidy([*([""] if apart else []), *above]), indent)
            lines += own
        lines += _indented(_tidy(group.below), indent)
        return opening, lines

    def _key(self, entry: Entry, indent: int, shape: _Shape) -> tuple[_Lines, _Lines]:
        key = _inline_scalar(entry.key or Scalar(""), flow=False, key=True)
        above, beside = _remarks(entry)
        head = f"{' ' * indent}{key}:"
        if isinstance(entry.value, Group) and not self._fits(entry.value, len(head) + 1, shape):
            apart = indent == 0 and key == "injects"
            opening, lines = self._group(entry.value, indent + _STEP, shape, apart=apart)
            return above, [_with(head, beside), *_indented(opening, indent + _STEP), *lines]
        first, rest, more = self._value(entry.value, len(head) + 1, indent, shape)
        return above + more, [_with(f"{head} {first}".rstrip(), beside), *rest]

    def _item(self, entry: Entry, indent: int, shape: _Shape) -> tuple[_Lines, _Lines]:
        above, beside = _remarks(entry)
        dash = f"{' ' * indent}-"
        if isinstance(entry.value, Group) and not self._fits(entry.value, indent + _STEP, shape):
            opening, lines = self._group(entry.value, indent + _STEP, shape)
            return above + [comment for _, comment in beside] + opening, [f"{dash} {lines[0].lstrip(' ')}", *lines[1:]]
        first, rest, more = self._value(entry.value, indent + _STEP, indent, shape)
        return above + more, [_with(f"{dash} {first}".rstrip(), beside), *rest]

    def _value(self, value: Value | None, column: int, indent: int, shape: _Shape) -> tuple[str, _Lines, _Lines]:
        """What stands behind the key, the lines below it, and comments that find no place inside."""
        if isinstance(value, Group):
            return self._inline(value, shape), [], [line for line in value.below if line]
        header, lines = _scalar(value or Scalar(""), column, indent + _STEP)
        return header, [" " * (indent + _STEP) + line if line else "" for line in lines], []

    def _fits(self, group: Group, column: int, shape: _Shape) -> bool:
        """Whether it was written between brackets and can stay so, on one line."""
        if not group.entries:
            return True
        return group.flow and _can_be_inline(group) and column + len(self._inline(group, shape)) <= WIDTH

    def _inline(self, group: Group, shape: _Shape) -> str:
        shape = self._resolved(shape, "object" if group.is_block else "array")
        parts = []
        for entry in _in_order(group, shape):
            inside = _part(shape, entry.key.value if entry.key else None)
            value = entry.value
            said = self._inline(value, inside) if isinstance(value, Group) else _inline_scalar(value or Scalar(""))
            if entry.key is None:
                parts.append(said)
            else:
                key = _inline_scalar(entry.key, key=True)
                parts.append(f"{key}: {said}" if said else key)
        return f"{{{', '.join(parts)}}}" if group.is_block else f"[{', '.join(parts)}]"

    def _resolved(self, shape: _Shape, kind: str) -> _Shape:
        """The part of the schema that speaks of a value of this kind; empty when it says nothing."""
        if shape.get("type") == kind:
            return shape
        refer = shape.get("$ref")
        if isinstance(refer, str):
            definitions = self._schema["definitions"]
            assert isinstance(definitions, dict)
            return self._resolved(definitions[refer.rpartition("/")[2]], kind)
        for keyword in ("allOf", "anyOf"):
            parts = shape.get(keyword)
            for part in parts if isinstance(parts, list) else ():
                if found := self._resolved(part, kind):
                    return found
        return {}


def _part(shape: _Shape, key: str | None) -> _Shape:
    """What the schema says of the value behind a key, or of an item."""
    properties = shape.get("properties")
    if key is None:
        part = shape.get("items")
    elif isinstance(properties, dict) and key in properties:
        part = properties[key]
    else:
        part = shape.get("additionalProperties")
    return part if isinstance(part, dict) else {}


def _in_order(group: Group, shape: _Shape) -> list[Entry]:
    """Fixed keys in the order of the documentation, then what no reader knows; the author's own order otherwise."""
    properties = shape.get("properties")
    if not group.is_block or not isinstance(properties, dict):
        return group.entries
    places = {key: place for place, key in enumerate(properties)}
    return sorted(group.entries, key=lambda entry: places.get(entry.key.value if entry.key else "", len(places)))


def _can_be_inline(group: Group) -> bool:
    """No comments inside, and no text of several lines."""
    if any(group.below):
        return False
    for entry in group.entries:
        if entry.beside or any(entry.above):
            return False
        if isinstance(entry.value, Group) and not _can_be_inline(entry.value):
            return False
        if isinstance(entry.value, Scalar) and "\n" in entry.value.value:
            return False
    return True


def _scalar(scalar: Scalar, column: int, indent: int) -> tuple[str, _Lines]:
    """What stands behind the key and, for a block, the lines below it without their indentation."""
    value = scalar.value
    if scalar.style == "|":
        return _as_block(value, "-" if scalar.chomped else "")
    if scalar.style == ">":
        if not value.strip():
            return _as_block(value, "")
        shifted = next(line for line in scalar.lines if line.strip(" ")).startswith(" ")
        return f">{_STEP if shifted else ''}{'-' if scalar.chomped else ''}", list(scalar.lines)
    if "\n" in value and value.strip() and not value.endswith("\n"):
        return _as_block(value, "")
    short = _inline_scalar(scalar, flow=False)
    if scalar.spread and column + len(short) > WIDTH:
        lines = textwrap.wrap(value, WIDTH - indent, break_long_words=False, break_on_hyphens=False)
        if " ".join(lines) == value:
            return ">-", lines
    return short, []


def _as_block(value: str, chomp: str) -> tuple[str, _Lines]:
    if not value.strip():
        return '""', []
    lines = value.rstrip("\n").split("\n")
    shifted = value.lstrip("\n").startswith(" ")
    return f"|{_STEP if shifted else ''}{chomp}", lines


def _inline_scalar(scalar: Scalar, flow: bool = True, key: bool = False) -> str:
    """On one line, without quotes where these say nothing."""
    value = scalar.value
    if not value and not scalar.style and not key:
        return ""
    plain = stays_plain(value, flow) and not (key and (value.startswith("?") or len(value) > 1000))
    if plain and not (scalar.style and _NOT_A_TEXT_ELSEWHERE.fullmatch(value)):
        return value
    if "\n" not in value and "\t" not in value and ('"' in value or "\\" in value):
        return "'" + value.replace("'", "''") + "'"
    escaped = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    return f'"{escaped}"'


def _remarks(entry: Entry) -> tuple[_Lines, list[tuple[int, str]]]:
    """Above and beside an entry; one comment fits beside it, the others go above."""
    return [*entry.above, *(comment for _, comment in entry.beside[:-1])], entry.beside[-1:]


def _with(line: str, beside: list[tuple[int, str]]) -> str:
    """The line with the comment where it stood, so that comments below each other stay so."""
    for column, comment in beside:
        line = f"{line.ljust(max(column, len(line) + _GAP))}{comment}"
    return line


def _indented(lines: _Lines, indent: int) -> _Lines:
    return [" " * indent + line if line else "" for line in lines]


def _tidy(lines: _Lines) -> _Lines:
    """Never two blank lines after each other."""
    return [line for number, line in enumerate(lines) if line or number == 0 or lines[number - 1]]
