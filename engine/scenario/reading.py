"""From files to a scenario: everything that is wrong at once, each with its place, or a `Scenario` to play.

Owns reading the folder, turning YAML into nodes, and the order in which the sections are read. YAML is taken as a
stream of events, so nothing is expanded or nested before it is checked. The sections themselves are read in
`people`, `programme`, `variables`, `forms` and `script`; doubts that are no mistakes come from `lint`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
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
from engine.scenario.declared import Declared
from engine.scenario.fields import BODY, LINE, NAME, TITLE, Block, Desk, Names, keys
from engine.scenario.findings import Finding, Place, Report, shown
from engine.scenario.forms import read_forms
from engine.scenario.model import DebriefQuestion, Escalation, Parameter, Scenario
from engine.scenario.nodes import Broken, Fields, Items, Node, Word
from engine.scenario.people import read_people
from engine.scenario.programme import read_programme
from engine.scenario.script import asking_injects, read_injects
from engine.scenario.slips import cause, repair, tabs, unprintable
from engine.scenario.variables import RESERVED, read_variables

SCENARIO_FILE = "scenario.yaml"
MAX_BYTES = 2_000_000
MAX_DEPTH = 12
MAX_NODES = 60_000

TOP = keys("format scenario roles phases injects", "parameters state teams forms escalations debrief")
ABOUT = keys("id title starts", "version language authors license summary objectives first_day")
PARAMETER = keys("label default", "max")
ESCALATION = keys("title")
DEBRIEF = keys("ask", "objective show")
WEEKDAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")


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
    tree = None if text is None else _tree_of(text, report)
    if tree is not None:
        pins = tuple((name, hashlib.sha256(content).hexdigest()) for name, content in sorted(files.items()))
        scenario = _scenario(desk, tree, pins)
        if not report.has_errors:
            lint.look(scenario, desk)
    return Reading(None if report.has_errors else scenario, report.in_order(), files)


# ---- bytes to nodes


def _decoded(content: bytes, report: Report) -> str | None:
    """The text, or None when it cannot be text. A byte order mark is no part of the text; every line ends in LF."""
    if len(content) > MAX_BYTES:
        report.add("E009", Place(1, 1), limit=MAX_NODES)
        return None
    try:
        text = _lines_alike(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        before = content[: error.start].decode("utf-8-sig", "replace")
        report.add("E002", _place_after(_lines_alike(before)))
        return None
    if (odd := unprintable(text)) is not None:
        report.add("E011", _place_after(text[: odd[0]]), sign=odd[1])
        return None
    if not text.strip():
        report.add("E023", Place(1, 1))
        return None
    return text


def _lines_alike(text: str) -> str:
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
            report.add(slip.code, slip.place, **slip.words)
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
        report.add("E016", composer.last)  # the one ValueError: an escape beyond the last character there is
        return
    found = cause(f"{error.context} {error.problem}")
    mark = (error.context_mark if found.at_start else None) or error.problem_mark or error.context_mark
    place = Place(mark.line + 1, mark.column + 1) if mark is not None else composer.last
    report.add(found.code, place, sign=composer.sign_at(place))


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

    def sign_at(self, place: Place) -> str:
        """The character at a place, to show in a sentence."""
        line = self._lines[place.line - 1] if place.line <= len(self._lines) else ""
        return line[place.column - 1 : place.column] or "dit teken"

    def tree(self, report: Report) -> Node | None:
        """The root, or None after noting why reading on makes no sense."""
        documents = nodes = 0
        for event in YAML(typ="safe", pure=True).parse(self._text):
            place = Place(event.start_mark.line + 1, event.start_mark.column + 1)
            self.last = place
            nodes += 1
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
        if isinstance(event, ScalarEvent | MappingStartEvent | SequenceStartEvent):
            if event.anchor is not None or event.tag is not None:
                report.add("E007", place, sign="&" if event.anchor is not None else "!")
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


# ---- nodes to a scenario


def _scenario(desk: Desk, tree: Node, pins: tuple[tuple[str, str], ...]) -> Scenario:
    """Reads the sections in the order in which they refer to each other; only fit to play without errors."""
    top = Block(desk, tree, TOP)
    desk.parameters = _names(top.get("parameters"))
    _check_format(desk, desk.word(top.get("format")))
    about = Block(desk, top.get("scenario"), ABOUT)
    starts_min = desk.story_minute(about.get("starts")) or 0
    variables, unclear = read_variables(desk, top.get("state"))
    people = read_people(desk, top.get("roles"), top.get("teams"))
    programme = read_programme(desk, top.get("phases"), starts_min)
    forms = read_forms(desk, top.get("forms"))
    escalations = {key.value: _escalation(desk, key, node) for key, node in desk.section(top.get("escalations"), 100)}
    inject_names, asking = asking_injects(top.get("injects"))
    declared = Declared(
        variables=variables,
        unclear=unclear,
        people=people,
        programme=programme,
        forms=forms,
        form_names=_names(top.get("forms")),
        escalations=_names(top.get("escalations")),
        injects=inject_names,
        asking=asking,
    )
    objectives = {desk.ident(key): desk.text(node, LINE) for key, node in desk.section(about.get("objectives"), 50)}
    return Scenario(
        id=desk.ident(word) if (word := desk.word(about.get("id"))) else "",
        title=about.text("title", TITLE),
        version=about.text("version", NAME, "1", fill=False),
        language=desk.one_of(about.get("language"), ("nl", "en"), "nl"),
        summary=about.text("summary", BODY),
        authors=desk.texts(about.get("authors"), NAME, fill=False),
        license=about.text("license", NAME, fill=False),
        objectives=objectives,
        first_day=WEEKDAYS.index(desk.one_of(about.get("first_day"), WEEKDAYS, WEEKDAYS[0])),
        parameters={key.value: _parameter(desk, key, node) for key, node in desk.section(top.get("parameters"), 100)},
        variables=variables,
        roles=people.roles,
        teams=people.teams,
        seats=people.seats,
        phases=programme.phases,
        forms=forms,
        escalations=escalations,
        injects=read_injects(desk, top.get("injects"), declared),
        debrief=tuple(
            _debrief(desk, n, _names(about.get("objectives")), inject_names)
            for n in desk.items(top.get("debrief"), 100)
        ),
        files=pins,
    )


def _names(node: Node | None) -> Names:
    return Names(list(node.entries) if isinstance(node, Fields) else (), isinstance(node, Fields | None))


def _check_format(desk: Desk, word: Word | None) -> None:
    if word is not None and word.value != "1":
        desk.report.add("E024", word.place, value=shown(word.value))


def _parameter(desk: Desk, key: Word, node: Node) -> Parameter:
    block = Block(desk, node, PARAMETER)
    ident = desk.ident(key, RESERVED, variable=True)
    desk.places["parameters", ident] = key.place
    longest = desk.number(block.get("max"), 1, 2000, default=200)
    label = block.text("label", TITLE, fill=False)
    return Parameter(ident, label, block.text("default", longest, fill=False), longest)


def _escalation(desk: Desk, key: Word, node: Node) -> Escalation:
    ident = desk.ident(key)
    desk.places["escalations", ident] = key.place
    return Escalation(ident, Block(desk, node, ESCALATION).text("title", TITLE, ident))


def _debrief(desk: Desk, node: Node, objectives: Names, injects: Names) -> DebriefQuestion:
    block = Block(desk, node, DEBRIEF)
    show = desk.words(block.get("show")) if "show" in block else []
    return DebriefQuestion(
        ask=block.text("ask", LINE),
        objective=desk.known(desk.word(block.get("objective")), objectives, "E126"),
        show=tuple(name for word in show if (name := desk.known(word, injects, "E124"))),
    )
