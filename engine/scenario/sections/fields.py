"""Taking values out of the YAML tree: each `Block` reads one set of keys and notes what is wrong with it.

Owns which Dutch guesses lead to which key, what a text, number, duration or id looks like, and the sentences' words.
A taker always gives a usable value back, so that one mistake gives one finding and reading goes on.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple, TypeVar

from engine.scenario import texts
from engine.scenario.conditions.parsing import YES_NO
from engine.scenario.files.nodes import Broken, Fields, Items, Node, Word
from engine.scenario.files.package import Package
from engine.scenario.findings import WORDS, Place, Report, guess, shown
from engine.scenario.times import LONGEST_MS, bare_clock, duration_in_words, duration_ms, story_minute

NAME, TITLE, LINE, CARD, BODY = 120, 200, 500, 4_000, 20_000
"""How many characters a text of each sort may hold."""
LINT = "lint"
"""The key of exceptions, in every block that may have them."""
ID = re.compile(r"[a-z][a-z0-9_-]{0,39}")
VARIABLE = re.compile(r"[a-z][a-z0-9_]{0,39}")
NUMBER = re.compile(r"[+-]?(?:0|[1-9][0-9]{0,11})")
_DUTCH_KEYS = {
    "aan": "to", "als": "if", "antwoord": "response", "antwoorden": "answers", "auteurs": "authors",
    "bericht": "body", "berichten": "injects", "beschrijving": "summary", "deadline": "deadline",
    "dimensies": "dimensions", "doel": "objective", "doelen": "objectives", "door": "by", "duur": "session",
    "eind": "end", "fase": "phase", "fasen": "phases", "fases": "phases", "formulier": "form",
    "formulieren": "forms", "geen_antwoord": "no_answer", "gevolgen": "effects", "groep": "group",
    "handmatig": "manual", "kanaal": "channel", "klok": "clock", "kleur": "label",
    "leerdoelen": "objectives", "licentie": "license", "mag": "may", "mag_niet": "may_not", "na": "after",
    "naam": "name", "namen": "names", "notitie": "note", "nummer": "number", "om": "at",
    "opties": "options", "parameter": "parameters", "partij": "party", "partijen": "parties",
    "plekken": "seats", "reactie": "response", "rol": "roles", "rollen": "roles", "ruimte": "room",
    "samenvatting": "summary", "soort": "kind", "stuur": "send", "taal": "language", "teams": "teams",
    "tekst": "body", "titel": "title", "toestand": "state", "tot": "to", "van": "from", "versie": "version",
    "vertraging": "delay", "voegtoe": "add", "vraag": "question", "wanneer": "when", "weet": "knows",
    "zaal": "room", "zet": "set", "doet": "does", "stop": "cancel", "eerste_dag": "first_day",
    "begint": "starts", "variabelen": "state", "escalaties": "escalations", "nabespreking": "debrief",
    "proef": "test", "gegeven": "given", "verwacht": "expect", "nooit": "never", "altijd": "always_sent",
    "stappen": "steps", "keuze": "option", "optie": "option", "nog_niet": "not_yet", "einde": "ends",
    "verstuur": "fire", "sla_over": "skip", "volgende_fase": "next_phase",
    "tijd": "at", "spreiding": "spread", "speling": "spread", "uiterlijk": "until", "voorrang": "priority",
    "vrijgave": "release", "varianten": "variants", "herhaal": "repeat", "variant": "variants",
    "text": "body", "sender": "from", "subject": "title", "type": "kind",
    "hoog": "high", "laag": "low", "maximum": "max", "minimum": "min", "schaal": "scale", "seconden": "seconds",
    "sjabloon": "template", "stap": "step", "velden": "fields", "verplicht": "required", "werkblad": "template",
}  # fmt: skip
"""What authors write instead of a key; only for hints, never accepted."""

_Choice = TypeVar("_Choice", bound=str)


class Keys(NamedTuple):
    """The keys one block may have, in the order they are shown in a hint."""

    required: tuple[str, ...]
    optional: tuple[str, ...] = ()


def keys(required: str, optional: str = "") -> Keys:
    return Keys(tuple(required.split()), tuple(optional.split()))


class Names(NamedTuple):
    """Ids of one sort. Not `complete`: part of the section could not be read, so an unknown id proves nothing."""

    ids: Collection[str] = ()
    complete: bool = True

    def lacks(self, ident: str) -> bool:
        return self.complete and ident not in self.ids


@dataclass(slots=True)
class Desk:
    """What reading one file shares: the findings so far, where things stand, and the parameters texts may use."""

    report: Report
    package: Package | None = None
    """Where the other files of the scenario are; None when nothing is known of them."""
    parameters: Names = field(default_factory=Names)
    variables: Names = field(default_factory=Names)
    """What the text of a message may show too."""
    places: dict[tuple[str, ...], Place] = field(default_factory=dict)
    texts_read: list[tuple[Word, str]] = field(default_factory=list)
    """Every text a player or trainer will read, for `lint`."""
    heads: dict[Place, Place] = field(default_factory=dict)
    """The key a block stands under, by the place of the block."""
    excepting: list[Fields] = field(default_factory=list)
    """Blocks that say which doubts about them are answered (`exceptions`)."""

    def text(
        self, node: Node | None, limit: int, *, fill: bool = True, live: bool = False, required: bool = True
    ) -> str:
        """A text of at most `limit` characters; with `fill` it may hold `{{ parameter }}`, `live` also a variable."""
        word = self.word(node, required=required)
        if word is None:
            return ""
        value = word.value.rstrip("\n") if word.style == "block" else word.value
        if len(value) > limit:
            self.report.add("E107", word.place, length=len(value), limit=limit)
        elif fill:
            self.texts_read.append((word, value))
            self._check_filled(word, value, live)
        return value

    def word(self, node: Node | None, *, required: bool = True, expected: str = "text") -> Word | None:
        """A scalar with something in it, or None after noting what stands there instead."""
        if node is None or isinstance(node, Broken):
            return None
        if not isinstance(node, Word):
            hint = "quote_text" if expected == "text" else None
            self.report.add("E103", node.place, hint, expected=WORDS[expected])
            return None
        if not node.value.strip():
            if required:
                self.report.add("E111", node.place)
            return None
        return node

    def number(self, node: Node | None, low: int, high: int, default: int) -> int:
        """A whole number from `low` to `high`."""
        word = self.word(node, expected="number")
        if word is None:
            return default
        if not NUMBER.fullmatch(word.value):
            self.report.add("E103", word.place, "whole_number", expected=WORDS["number"])
            return default
        value = int(word.value)
        if not low <= value <= high:
            self.report.add("E108", word.place, value=value, low=low, high=high)
            return default
        return value

    def yesno(self, node: Node | None, default: bool = False) -> bool:
        word = self.word(node, expected="yesno")
        if word is None:
            return default
        value = YES_NO.get(word.value.lower())
        if value is None:
            self.report.add("E103", word.place, "yes_or_no", expected=WORDS["yesno"])
            return default
        return value

    def yes(self, node: Node | None) -> None:
        """A key that can only be `yes`, such as `manual`."""
        word = self.word(node, expected="yesno")
        if word is not None and not YES_NO.get(word.value.lower(), False):
            self.report.add("E109", word.place, value=shown(word.value), options="yes")

    def one_of(
        self, node: Node | None, options: Collection[_Choice], default: _Choice, meant: Mapping[str, str] | None = None
    ) -> _Choice:
        """One of a fixed list of words; `meant` knows other words for them, only for the hint."""
        word = self.word(node)
        if word is None:
            return default
        for option in options:
            if option == word.value:
                return option
        self.unknown("E109", word, options, near=(meant or {}).get(word.value.lower()))
        return default

    def known(self, word: Word | None, names: Names, code: str, **words: object) -> str | None:
        """The id, when it is one of `names`; an unknown one is noted under `code`."""
        if word is None:
            return None
        if names.lacks(word.value):
            self.unknown(code, word, names.ids, **words)
            return None
        return word.value if word.value in names.ids else None

    def unknown(self, code: str, word: Word, options: Collection[str], near: object = None, **words: object) -> None:
        """Note a word that is not one of `options`, with what was probably meant: `near`, or the nearest of them."""
        near = near or guess(word.value, options)
        hint = "did_you_mean" if near else None if options else "nothing_declared"
        listed = ", ".join(list(options)[:20])
        self.report.add(code, word.place, hint, value=shown(word.value), guess=near, options=listed, **words)

    def duration_ms(self, node: Node | None, default: int = 0, *, low: int = 0, high: int = LONGEST_MS) -> int:
        """A duration in exercise milliseconds."""
        word = self.word(node)
        if word is None:
            return default
        value = duration_ms(word.value)
        if value is None:
            self.report.add("E112", word.place, value=shown(word.value))
        elif value == 0 and low > 0:
            self.report.add("E135", word.place)
        elif not low <= value <= high:
            words = {"low": duration_in_words(low), "high": duration_in_words(high)}
            self.report.add("E108", word.place, value=duration_in_words(value), **words)
        else:
            return value
        return default

    def story_minute(self, node: Node | None) -> int | None:
        """Minutes since day 1 00:00 of the story."""
        word = self.word(node)
        if word is None:
            return None
        minute = story_minute(word.value)
        if minute is None:
            clock = bare_clock(word.value)
            hint = "day_first" if clock else None
            self.report.add("E113", word.place, hint, value=clock or shown(word.value))
        return minute

    def items(self, node: Node | None, limit: int, *, required: bool = True) -> list[Node]:
        """A list with at most `limit` things in it."""
        if node is None or isinstance(node, Broken):
            return []
        if not isinstance(node, Items):
            self.report.add("E103", node.place, expected=WORDS["items"])
            return []
        if not node.items and required:
            self.report.add("E111", node.place)
        if len(node.items) > limit:
            self.report.add("E114", node.items[limit].place, count=len(node.items), limit=limit)
        return list(node.items[:limit])

    def texts(self, node: Node | None, limit: int, *, fill: bool = True) -> tuple[str, ...]:
        return tuple(self.text(item, limit, fill=fill) for item in self.items(node, 100))

    def words(self, node: Node | None) -> list[Word]:
        """A list of words, each once; one word alone may stand without brackets."""
        nodes = [node] if isinstance(node, Word) else self.items(node, 100)
        words = [word for item in nodes if (word := self.word(item)) is not None]
        seen: set[str] = set()
        for word in words:
            if word.value in seen:
                self.report.add("E105", word.place, value=shown(word.value))
            seen.add(word.value)
        return words

    def ident(self, word: Word, reserved: Collection[str] = (), *, variable: bool = False) -> str:
        """An id. A wrong one is noted and used all the same, so that what refers to it is not noted too."""
        if not (VARIABLE if variable else ID).fullmatch(word.value):
            hint = "declare_variable_name" if variable else None
            self.report.add("E104", word.place, hint, value=shown(word.value))
        elif word.value in reserved:
            self.report.add("E106", word.place, value=word.value)
        return word.value

    def section(self, node: Node | None, limit: int, *, required: bool = False) -> Iterator[tuple[Word, Node]]:
        """Key and value of each entry of a block whose keys the author chooses."""
        if node is None or isinstance(node, Broken):
            return
        if not isinstance(node, Fields):
            self.report.add("E103", node.place, expected=WORDS["fields"])
            return
        if not node.entries and required and not node.partial:
            self.report.add("E111", node.place)
        if len(node.entries) > limit:
            key = list(node.entries.values())[limit][0]
            self.report.add("E114", key.place, count=len(node.entries), limit=limit)
        for key, value in list(node.entries.values())[:limit]:
            self.heads[value.place] = key.place
            yield key, value

    def _check_filled(self, word: Word, value: str, live: bool) -> None:
        if not self.parameters.complete or (live and not self.variables.complete):
            return
        known = (*self.parameters.ids, *self.variables.ids) if live else self.parameters.ids
        for found in texts.problems(value, known, () if live else self.variables.ids):
            self.report.pass_on(found, word.place_of(found.offset))


class Block:
    """One set of keys. Unknown and missing keys are noted when it is opened."""

    def __init__(self, desk: Desk, node: Node | None, table: Keys) -> None:
        self.desk = desk
        self.place = node.place if node is not None else Place(1, 1)
        self._entries: Mapping[str, tuple[Word, Node]] = {}
        self._written = isinstance(node, Fields)
        if isinstance(node, Fields):
            self._entries = node.entries
            self._check(node, table)
            if LINT in table.optional and LINT in node.entries:
                desk.excepting.append(node)
        elif node is not None and not isinstance(node, Broken):
            desk.report.add("E103", node.place, expected=WORDS["fields"])

    def __contains__(self, key: str) -> bool:
        return key in self._entries

    def get(self, key: str) -> Node | None:
        """The value of a key, or None when the key is not there."""
        entry = self._entries.get(key)
        return entry[1] if entry else None

    def key_place(self, key: str) -> Place:
        """Where the key stands, or the block when it is not there."""
        entry = self._entries.get(key)
        return entry[0].place if entry else self.place

    def lacks(self, key: str) -> None:
        """Note a key that is only required because of what else stands here, or does not."""
        if self._written:
            self.desk.report.add("E102", self.place, key=key)

    def text(self, key: str, limit: int, default: str = "", *, fill: bool = True, live: bool = False) -> str:
        return self.desk.text(self.get(key), limit, fill=fill, live=live) if key in self else default

    def note_places(self, *path: str) -> None:
        """Note where the value of each key stands, under the path of this block; of a list of blocks also inside."""
        for key, (_, value) in self._entries.items():
            self.desk.places[(*path, key)] = value.place
            for number, item in enumerate(value.items if isinstance(value, Items) else ()):
                for inside, (_, part) in item.entries.items() if isinstance(item, Fields) else ():
                    self.desk.places[(*path, key, str(number), inside)] = part.place

    def _check(self, node: Fields, table: Keys) -> None:
        allowed = (*table.required, *table.optional)
        for name, (key, value) in node.entries.items():
            if name not in allowed:
                self._unknown_key(name, key, value, allowed, node.flow)
        for name in table.required:
            if name not in node.entries:
                self.desk.report.add("E102", node.place, key=name)

    def _unknown_key(self, name: str, key: Word, value: Node, allowed: tuple[str, ...], flow: bool) -> None:
        dutch = _DUTCH_KEYS.get(name.lower().replace(" ", "_"))
        near = dutch if dutch in allowed else guess(name.lower(), allowed)
        hint = "did_you_mean" if near else None
        if flow and isinstance(value, Word) and not value.value:
            hint = "comma_in_text"
        elif near is None and not ID.fullmatch(name):
            hint = "text_above"
        options = ", ".join(allowed)
        self.desk.report.add("E101", key.place, hint, key=shown(name), guess=near, options=options)
