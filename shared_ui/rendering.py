"""How our pages are made: one kind of Jinja environment, its filters, and where the static files are.

Every text is escaped, a misspelt name is an error, and the same template makes the page and the pushed fragment. Knows
no node and no role; the UIs hand over their own template folders. For the words of another language see `words`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from contextvars import ContextVar
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Protocol

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from shared_ui.phrases import SAID_BY_ENGINE, Phrases
from shared_ui.words import CERTAINTIES, SHARES, SOURCE, Words, dutch

_ROOMS = Path(__file__).parent.parent
STATIC_FOLDERS: Mapping[str, Path] = {
    "/static/shared": _ROOMS / "shared_ui" / "static",
    "/static/player": _ROOMS / "player_ui" / "static",
    "/static/facilitator": _ROOMS / "facilitator_ui" / "static",
}
"""URL prefix → folder, for the server to mount."""

WEEKDAYS = ("ma", "di", "wo", "do", "vr", "za", "zo")
LONG_WEEKDAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
_DAY_MIN = 24 * 60
WRAPPED_AT = 72
_OWN_LINE = re.compile(r"\d{1,2}[.)] |[-–•*] |[A-ZÀ-Þ][^:.!?]{0,40}: ")

_words: ContextVar[Words] = ContextVar("words", default=dutch)


class StoryMap(Protocol):
    """What the filter `story` needs to know; `engine.exercise.view.StoryMap` is one."""

    @property
    def started_at_ms(self) -> int: ...
    @property
    def length_ms(self) -> int: ...
    @property
    def from_min(self) -> int: ...
    @property
    def to_min(self) -> int: ...
    @property
    def first_day(self) -> int: ...
    @property
    def label(self) -> str: ...


class Worn:
    """The theme of this program, chosen once at its start; no address is our own look."""

    url = ""


WORN = Worn()


def environment(*template_folders: Path) -> Environment:
    """A Jinja environment over these folders and the shared templates; the first folder that has a name wins."""
    made = Environment(
        loader=FileSystemLoader([*template_folders, Path(__file__).parent / "templates"]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.globals.update({"_": _translate, "lang": SOURCE, "worn": WORN})
    made.globals.update(certainties=CERTAINTIES, shares=SHARES)
    made.filters.update(
        clock=clock,
        minutes=minutes,
        story=story,
        long_story=long_story,
        in_story=in_story,
        phrase=phrase,
        paragraphs=paragraphs,
        steps=steps,
        as_json=as_json,
    )
    return made


def compile_templates(made: Environment, beginnings: tuple[str, ...]) -> None:
    """Compile templates with such names now, so that the first message is as quick as the others."""
    for name in made.list_templates():
        if name.startswith((*beginnings, "shared/")):
            made.get_template(name)


def render(made: Environment, template: str, words: Words, **values: object) -> str:
    """Render a template in the language of `words`; `_` works in the template and in every macro it calls."""
    before = _words.set(words)
    try:
        return made.get_template(template).render(**values)
    finally:
        _words.reset(before)


def clock(ms: int) -> str:
    """Running time as a clock: `6:40`, or `1:02:03` from an hour on; below zero is `0:00`."""
    minutes_, seconds = divmod(max(0, ms) // 1000, 60)
    hours, minutes_ = divmod(minutes_, 60)
    return f"{hours}:{minutes_:02d}:{seconds:02d}" if hours else f"{minutes_}:{seconds:02d}"


def minutes(ms: int) -> str:
    """A length in whole minutes, rounded up: `12 min`."""
    return f"{-(-max(0, ms) // 60_000)} min"


def story(where: StoryMap, at_ms: int) -> str:
    """Story time at an exercise time: `za 17.05`, or `acht maanden later, 9.00 uur` where a phase has a label."""
    into = min(max(0, at_ms - where.started_at_ms), where.length_ms)
    passed = (where.to_min - where.from_min) * into // where.length_ms if where.length_ms else 0
    day, of_day = divmod(where.from_min + passed, _DAY_MIN)
    hour = f"{of_day // 60}.{of_day % 60:02d}"
    if where.label:
        return f"{where.label}, {hour} {_translate('uur')}"
    return f"{_translate(WEEKDAYS[(where.first_day + day) % 7])} {hour}"


def in_story(said: str) -> str:
    """Story time as the engine says it (`za 17.05`, `acht maanden later, 9.00 uur`), in the language of the page."""
    day, _, hour = said.partition(" ")
    if day in WEEKDAYS and hour:
        return f"{_translate(day)} {hour}"
    begin, _, last = said.rpartition(" ")
    return f"{begin} {_translate(last)}" if last == "uur" else said


def phrase(said: str) -> str:
    """What the engine says of a message on the desk, in the language of the page; parts are joined with `; `."""
    words = _words.get()
    whole = _WHOLE.say(said, words)
    return whole if whole != said else "; ".join(_PART.say(part, words) for part in said.split("; "))


_WHOLE = Phrases(template for template in SAID_BY_ENGINE if "; " in template)
_PART = Phrases(SAID_BY_ENGINE)


def long_story(short: str) -> str:
    """Story time in full words: `za 17.05` becomes `zaterdag 17.05 uur`; anything else stays as it is."""
    day, _, hour = short.partition(" ")
    if day in WEEKDAYS and hour:
        return f"{_translate(LONG_WEEKDAYS[WEEKDAYS.index(day)])} {hour} {_translate('uur')}"
    return short


class Stepped(Protocol):
    """Something that stands under a heading: a field of a worksheet, or what was said of it."""

    @property
    def step(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Step:
    """A heading, empty when there is none, and what stands under it."""

    title: str
    fields: tuple[Stepped, ...]


def steps(fields: Iterable[Stepped]) -> tuple[Step, ...]:
    """What stands under the same heading together, in order."""
    return tuple(Step(title, tuple(together)) for title, together in groupby(fields, key=lambda field: field.step))


def paragraphs(text: str) -> list[list[str]]:
    """A text as paragraphs (a blank line parts them) of lines.

    Authors wrap their files, so a line of `WRAPPED_AT` characters or more runs on in the next one; a short line (a
    greeting, a signature), and one that starts a list or a speaker's turn, stands by itself.
    """
    found: list[list[str]] = [[]]
    runs_on = False
    for line in (line.strip() for line in text.strip().splitlines()):
        if not line:
            found.append([])
        elif runs_on and found[-1] and not _OWN_LINE.match(line):
            found[-1][-1] += f" {line}"
        else:
            found[-1].append(line)
        runs_on = len(line) >= WRAPPED_AT
    return [lines for lines in found if lines]


def as_json(value: object) -> str:
    """JSON to put in an attribute; it is escaped like any other text."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _translate(sentence: str) -> str:
    return _words.get()(sentence)
