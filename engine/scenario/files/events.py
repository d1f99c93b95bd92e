"""YAML taken as a stream of events, from one of two parsers that must agree.

Owns which parser reads a text. ruamel.yaml (YAML 1.2) is the judge: what it says holds, also about what is wrong.
libyaml (by PyYAML) reads the same events some seventeen times faster, so it goes first wherever the two cannot differ;
nobody asks it what a word means. Nothing is expanded here: an alias is an event like any other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Literal, NamedTuple, TypeAlias

import yaml  # type: ignore[import-untyped]
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError

HAS_LIBYAML = hasattr(yaml, "CLoader")
MOST_JUDGED = 100_000
"""Characters of a text that the judge reads in two seconds. Of a larger one it is shown the lines that matter."""
Kind: TypeAlias = Literal["document", "alias", "scalar", "block", "list", "end", "stream"]
Spot: TypeAlias = tuple[int, int]
"""Line and column as parsers count them, from 0."""


class Event(NamedTuple):
    """What the parser came to. `sign` is of an anchor, an alias, a tag or a directive, which scenarios do not use."""

    kind: Kind
    line: int
    column: int
    end_line: int = 0
    value: str = ""
    style: str = ""
    flow: bool = False
    sign: str = ""


class Unparsed(Exception):
    """What a parser tripped over: its words, where that began, where it gave up, and the last event before."""

    def __init__(self, said: str, began: Spot | None, gave_up: Spot | None, after: Spot) -> None:
        super().__init__(said)
        self.said = said
        self.began = began
        self.gave_up = gave_up
        self.after = after


class EscapeTooFar(Unparsed):
    """An escape beyond the last character there is. Where it stands is not told."""


class Unsure(Exception):
    """The fast parser came across what the judge may read otherwise."""


_ODD = re.compile(
    r"""\t | ^% | ^\.\.\.               # tabs separate in one version and not in the other; directives; ends
    | (?:^|[\s\[{,]) \?                # keys with a question mark
    | [|>][-+0-9]* (?:\#|[ ]*\n[ ]+\n)  # a remark at a block's header; blanks before its first line
    | ["'\]}]\s*:\S                    # a colon behind a quote or a bracket, right before a word
    """,
    re.MULTILINE | re.VERBOSE,
)


def is_plain(text: str) -> bool:
    """Whether libyaml is there, and nothing in the text is of the sort that the two versions of YAML read otherwise."""
    return HAS_LIBYAML and _ODD.search(text) is None


def is_large(text: str) -> bool:
    """Whether the judge would take too long over a text, so that libyaml's word has to do."""
    return HAS_LIBYAML and len(text) > MOST_JUDGED


def events(text: str) -> Iterator[Event]:
    """What the judge reads, or `Unparsed`."""
    last = (0, 0)
    try:
        for event in YAML(typ="safe", pure=True).parse(text):
            made = _event(event)
            last = made.line, made.column
            yield made
    except MarkedYAMLError as error:
        raise _unparsed(error, last) from error
    except (YAMLError, ValueError, OverflowError) as error:
        raise EscapeTooFar(str(error), None, None, last) from error


def quick_events(text: str, *, picky: bool = True) -> Iterator[Event]:
    """What libyaml reads: of an `is_plain` text the same, unless it ends in `Unsure` or `Unparsed`.

    Not `picky` for texts that are too large for the judge.
    """
    last = (0, 0)
    try:
        for event in yaml.parse(text, Loader=yaml.CLoader):
            made = _event(event)
            if picky and made.sign:
                raise Unsure
            last = made.line, made.column
            yield made
    except yaml.MarkedYAMLError as error:
        raise _unparsed(error, last) from error
    except yaml.YAMLError as error:
        raise Unparsed(str(error), None, None, last) from error


def _unparsed(error: MarkedYAMLError | yaml.MarkedYAMLError, last: Spot) -> Unparsed:
    began, gave_up = (
        (mark.line, mark.column) if mark is not None else None for mark in (error.context_mark, error.problem_mark)
    )
    return Unparsed(f"{error.context} {error.problem}", began, gave_up, last)


_KINDS: dict[str, Kind] = {
    "DocumentStartEvent": "document",
    "AliasEvent": "alias",
    "ScalarEvent": "scalar",
    "MappingStartEvent": "block",
    "SequenceStartEvent": "list",
    "MappingEndEvent": "end",
    "SequenceEndEvent": "end",
}
"""Both parsers give their events the same names and attributes, but not the same classes."""


def _event(event: Any) -> Event:
    kind = _KINDS.get(type(event).__name__, "stream")
    start, end = event.start_mark, event.end_mark
    if kind == "scalar":
        return Event(kind, start.line, start.column, end.line, event.value, event.style or "", False, _sign(event))
    if kind in ("block", "list"):
        return Event(kind, start.line, start.column, flow=bool(event.flow_style), sign=_sign(event))
    if kind == "document":
        return Event(kind, start.line, start.column, sign="%" if event.version or event.tags else "")
    return Event(kind, start.line, start.column, sign="*" if kind == "alias" else "")


def _sign(event: Any) -> str:
    return "&" if event.anchor is not None else "!" if event.tag is not None else ""
