"""Texts with words to fill in: `De burgemeester van {{ gemeente }}`.

Owns what may stand between `{{ }}`: a declared parameter or variable and the filters `upper`, `lower`, `capitalize`.
Parsed by Jinja2's own parser, but nothing is executed: only the allowed nodes are walked. Does not escape for HTML;
templates do.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from jinja2 import Environment, TemplateSyntaxError, nodes

from engine.scenario.findings import Problem, guess, problem, shown

if TYPE_CHECKING:
    from engine.scenario.model import Value

MAX_EXPRESSION = 120
"""Characters between `{{` and `}}`."""
MOST_UNKNOWN = 20
"""Unknown words told about in one text."""

FILTERS: Mapping[str, Callable[[str], str]] = {
    "upper": str.upper,
    "lower": str.lower,
    # Only the first letter: "den Haag" must not become "Den haag".
    "capitalize": lambda word: word[:1].upper() + word[1:],
}


class Slot(NamedTuple):
    """A parameter to fill in, and the filters to put it through, innermost first."""

    name: str
    filters: tuple[str, ...]
    offset: int


class _Parsed(NamedTuple):
    pieces: tuple[str | Slot, ...]
    problems: tuple[Problem, ...]


def problems(text: str, known: Collection[str], elsewhere: Collection[str] = ()) -> tuple[Problem, ...]:
    """Everything that may not stand in this text. Never raises, whatever the text.

    `elsewhere` are the names that only other texts may hold.
    """
    parsed = _parse(text)
    unknown = [slot for slot in parsed.pieces if isinstance(slot, Slot) and slot.name not in known]
    return parsed.problems + tuple(_unknown(slot, known, elsewhere) for slot in unknown[:MOST_UNKNOWN])


def value_in_words(value: Value, language: str) -> str:
    """How the value of a variable is read in a text."""
    if isinstance(value, bool):
        return _YES_AND_NO[language][not value]
    return str(value)


_YES_AND_NO: Mapping[str, tuple[str, str]] = {"nl": ("ja", "nee"), "en": ("yes", "no")}


def names(text: str) -> frozenset[str]:
    """The parameters and variables a text uses."""
    return frozenset(piece.name for piece in _parse(text).pieces if isinstance(piece, Slot))


def render(text: str, values: Mapping[str, str]) -> str:
    """The text with these words in it. KeyError when a value lacks, ValueError when `problems` has some."""
    parsed = _parse(text)
    if parsed.problems:
        raise ValueError(f"a text with problems cannot be shown: {parsed.problems[0].message}")
    return "".join(piece if isinstance(piece, str) else _filled(piece, values) for piece in parsed.pieces)


def _filled(slot: Slot, values: Mapping[str, str]) -> str:
    word = values[slot.name]
    for name in slot.filters:
        word = FILTERS[name](word)
    return word


def _unknown(slot: Slot, known: Collection[str], elsewhere: Collection[str]) -> Problem:
    near = guess(slot.name, known)
    hint = "only_in_body" if slot.name in elsewhere else "did_you_mean" if near else None
    return problem("E302", slot.offset, hint, value=shown(slot.name), guess=near)


@lru_cache(maxsize=1)
def _environment() -> Environment:
    """Only its parser is used."""
    return Environment(keep_trailing_newline=True, autoescape=False)


_OTHER_TAGS = re.compile(r"\{%|\{#|\{\{[-+]|[-+]\}\}")
_SLOTS = re.compile(r"\{\{")


def _parse(text: str) -> _Parsed:
    if "{{" not in text and "{%" not in text and "{#" not in text:
        return _Parsed((text,), ())
    return _parse_filled(text)


@lru_cache(maxsize=4096)
def _parse_filled(text: str) -> _Parsed:
    """Kept for as many texts as the longest scenario has: each is looked at several times."""
    if other := _OTHER_TAGS.search(text):
        start = text.rfind("{{", 0, other.start()) if other[0].endswith("}}") else other.start()
        return _Parsed((), (problem("E301", max(start, 0)),))
    starts = [match.start() for match in _SLOTS.finditer(text)]
    for start in starts:
        if not 0 <= text.find("}}", start) - start <= MAX_EXPRESSION:
            return _Parsed((), (problem("E301", start),))
    try:
        template = _environment().parse(text)
    except TemplateSyntaxError as error:
        return _Parsed((), (problem("E301", _on_line(text, starts, error.lineno)),))
    except RecursionError:
        return _Parsed((), (problem("E301", starts[0]),))
    return _walk(template, starts)


def _walk(template: nodes.Template, starts: list[int]) -> _Parsed:
    """Takes the allowed nodes only. Every `{{` is one expression, in order, which gives each its place."""
    pieces: list[str | Slot] = []
    found: list[Problem] = []
    waiting = iter(starts)
    for output in template.body:
        for node in output.nodes if isinstance(output, nodes.Output) else [output]:
            if isinstance(node, nodes.TemplateData):
                pieces.append(node.data)
                continue
            offset = next(waiting, 0)
            slot = _slot(node, offset)
            if slot is None:
                found.append(problem("E301", offset))
            else:
                pieces.append(slot)
    return _Parsed(tuple(pieces), tuple(found))


def _slot(node: nodes.Node | None, offset: int) -> Slot | None:
    filters: list[str] = []
    while isinstance(node, nodes.Filter):
        if node.name not in FILTERS or node.args or node.kwargs or node.dyn_args or node.dyn_kwargs:
            return None
        filters.insert(0, node.name)
        node = node.node
    return Slot(node.name, tuple(filters), offset) if isinstance(node, nodes.Name) else None


def _on_line(text: str, starts: list[int], line: int) -> int:
    """The expression on the line where Jinja2 lost the thread, or the first one."""
    return next((start for start in starts if text.count("\n", 0, start) + 1 == line), starts[0])
