"""Slips of the pen in YAML: what a parser trips over, said in the author's words.

Owns the causes: a forgotten quote, a tab, a colon in a text. Looks at lines only; the parser itself is called in
`composing`. The parser's own messages never reach an author.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import NamedTuple

from engine.scenario.findings import Place

_UNPRINTABLE = re.compile("[^\n\t\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
"""Beside the control characters also the line breaks that only some programs see, and lone surrogates."""


def unprintable(text: str) -> tuple[int, str] | None:
    """Where the first character stands that nobody can see or type, with its name, or None."""
    found = _UNPRINTABLE.search(text)
    return (found.start(), f"U+{ord(found[0]):04X}") if found else None


class Slip(NamedTuple):
    """A cause found on a line; `sign` is the character it is about."""

    code: str
    place: Place
    sign: str = ""


@dataclass(slots=True)
class Repair:
    """The slips on all lines, and the text as it reads with quotes around the values that lacked them.

    Only for reading on in memory: every place stays on its own line, and nothing is written back.
    """

    slips: list[Slip] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "\n".join(self.lines)


_ENTRY = re.compile(r"(?P<lead> *(?:- +)*(?:[^\s#:'\"\[\]{},][^#:'\"\[\]{}]*:(?: +|$))?)(?P<value>.*)")
_BLOCK_HEADER = re.compile(r"[|>][-+0-9]{0,2} *(?:#.*)?$")
_QUOTED = re.compile(r"\"(?:[^\"\\]|\\.)*+\"|'(?:[^']|'')*+'")
_BRACKET_OR_QUOTE = re.compile(r"[\[\]{}\"']")
_COLON = re.compile(r":(?= |$)")
_TAB = re.compile(r" *(?:- +)*\t")


_MOST = 1_000
"""More than anybody is told."""


def tabs(text: str) -> list[Slip]:
    """Tabs in the indentation, outside the texts where they are just spaces."""
    if "\t" not in text:
        return []
    found = (
        Slip("E001", Place(number, match.end()))
        for number, line, _ in _outside_texts(text.split("\n"))
        if (match := _TAB.match(line)) and line.strip()
    )
    return list(islice(found, _MOST))


def repair(text: str) -> Repair:
    """Every value that a parser cannot read because it has no quotes, all at once."""
    done = Repair(lines=text.split("\n"))
    for number, line, entry in _outside_texts(tuple(done.lines)):
        value = entry["value"].rstrip()
        column = len(entry["lead"]) + 1
        slip = _slip_in(value, Place(number, column))
        if slip is None:
            continue
        done.slips.append(slip)
        if len(done.slips) > _MOST:
            break
        done.lines[number - 1] = line[: column - 1] + _mended(slip, value)
    return done


def _mended(slip: Slip, value: str) -> str:
    """The value as the hint of the slip advises to write it."""
    if slip.code == "E017":
        return value[0]
    return "'" + value.lstrip(slip.sign + " ").replace("'", "''") + "'"


def _slip_in(value: str, place: Place) -> Slip | None:
    if not value or value.startswith("#") or _BLOCK_HEADER.match(value):
        return None
    if value.startswith("{{"):
        return Slip("E003", place)
    if value[0] in "@`%":
        return Slip("E005", place, value[0])
    if value.startswith(("- ", "? ")):
        return Slip("E005", place, value[0])
    if value[0] in "&*!":
        return Slip("E007", place, value[0])
    if value[0] in "|>":
        return Slip("E017", place)
    if value[0] in "\"'":
        quoted = _QUOTED.match(value)
        rest = value[quoted.end() :].strip() if quoted else ""
        return Slip("E025", place.moved(quoted.end())) if quoted and rest and rest[0] not in "#:" else None
    if value[0] in "[{":
        return None
    bare = re.split(r" #", value, maxsplit=1)[0]
    colon = _COLON.search(bare)
    return Slip("E004", place.moved(colon.start())) if colon else None


def _outside_texts(lines: Sequence[str]) -> Iterator[tuple[int, str, re.Match[str]]]:
    """The lines that hold keys and short values: not those inside a text or between brackets of several lines."""
    block_indent: int | None = None
    closing: re.Pattern[str] | None = None
    open_brackets = 0
    for number, line in enumerate(lines, start=1):
        if open_brackets > 0:
            open_brackets += _opened(line)
            continue
        if closing is not None:
            closing = None if closing.search(line) else closing
            continue
        indent = len(line) - len(line.lstrip(" "))
        if block_indent is not None and (not line.strip() or indent > block_indent):
            continue
        block_indent = None
        entry = _ENTRY.match(line)
        if entry is None or not line.strip() or line.lstrip().startswith("#"):
            continue
        value = entry["value"]
        if _BLOCK_HEADER.match(value):
            block_indent = indent
        elif value[:1] in ("'", '"') and not _QUOTED.match(value):
            closing = re.compile(r"(?<!\\)\"" if value[0] == '"' else r"(?<!')'(?!')")
        elif value[:1] in ("[", "{") and not value.startswith("{{"):
            open_brackets = _opened(value)
        yield number, line, entry


def _opened(line: str) -> int:
    """How many more brackets a line opens than it closes, outside quotes. Looks once for what closes a quote."""
    opened = at = 0
    unclosed = set()
    while found := _BRACKET_OR_QUOTE.search(line, at):
        sign, at = found[0], found.end()
        if sign in "[{":
            opened += 1
        elif sign in "]}":
            opened -= 1
        elif sign not in unclosed:
            quoted = _QUOTED.match(line, found.start())
            at = quoted.end() if quoted else at
            unclosed |= set() if quoted else {sign}
    return opened


class Cause(NamedTuple):
    code: str
    at_start: bool = False
    """The finding belongs where the thing began, not where the parser gave up."""


_CAUSES: tuple[tuple[str, Cause], ...] = (
    ("but found ']'", Cause("E013")),
    ("but found '}'", Cause("E013")),
    ("but found ','", Cause("E013")),
    ("that cannot start any token", Cause("E005")),
    ("mapping values are not allowed", Cause("E004")),
    ("while scanning a quoted scalar", Cause("E012", at_start=True)),
    ("while scanning a double-quoted scalar", Cause("E016")),
    ("while parsing a quoted scalar", Cause("E016")),
    ("while scanning a simple key", Cause("E015", at_start=True)),
    ("while scanning a block scalar", Cause("E017")),
    ("while scanning an alias", Cause("E007", at_start=True)),
    ("while scanning an anchor", Cause("E007", at_start=True)),
    ("while scanning a tag", Cause("E007", at_start=True)),
    ("while parsing an tag", Cause("E007", at_start=True)),
    ("undefined tag handle", Cause("E007")),
    ("while scanning a directive", Cause("E005", at_start=True)),
    ("directive", Cause("E005")),
    ("incompatible YAML document", Cause("E005")),
    ("'<document start>', but found ('<block", Cause("E014")),
    ("<document start>", Cause("E019")),
    ("while parsing a flow", Cause("E013", at_start=True)),
    ("while parsing a block", Cause("E014")),
    ("not allowed here", Cause("E014")),
    ("not allowed in this context", Cause("E014")),
    ("document", Cause("E008")),
)


def looks_like_a_key(line: str, column: int) -> bool:
    """Whether the colon at `column` (from 1) ends the only word before it, so that it was meant as a key."""
    return re.fullmatch(r" *(?:- +)*[a-z_]+ *", line[: column - 1]) is not None


def cause(said: str) -> Cause:
    """What the parser's words mean for an author; `E019` when they are none of the known ones."""
    return next((cause for words, cause in _CAUSES if words in said), Cause("E019"))
