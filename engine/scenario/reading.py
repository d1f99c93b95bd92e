"""From files to a scenario: everything that is wrong at once, each with its place, or a `Scenario` to play.

Owns the order of steps, and which texts of a package count. The files come from `package`, become nodes in `composing`
and one tree in `including`; what the nodes mean is in `assembly`, and doubts that are no mistakes come from `lint`.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from engine.scenario import lint
from engine.scenario.files.composing import MAX_BYTES, MAX_NODES, Room, tree_of
from engine.scenario.files.nodes import Node
from engine.scenario.files.package import SCENARIO_FILE, Kept, Package, Unusable, code_of, folder, opened_plain
from engine.scenario.files.zipped import zipped
from engine.scenario.findings import Enough, Finding, Place, Report, shown
from engine.scenario.model import Scenario
from engine.scenario.sections.assembly import assemble
from engine.scenario.sections.exceptions import Exempt, Ignored, note_unused, read_exceptions, silence
from engine.scenario.sections.fields import Desk
from engine.scenario.sections.including import with_included
from engine.scenario.sections.migration import STEPS, Step, up_to_date
from engine.scenario.sections.repeats import with_copies
from engine.scenario.sections.translation_files import with_translations

BESIDE = ("i18n/", "tests/")
"""Folders of which every YAML file counts; of `lib` only what is included does."""
MOST_TEXT_BYTES = 2 * MAX_BYTES
"""Of the scenario, its translations and its tests together."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of reading. No scenario when there is an error; `unreadable` when there was nothing to read."""

    scenario: Scenario | None
    findings: tuple[Finding, ...]
    files: Mapping[str, bytes] = field(default_factory=dict)
    """What was read, by its path inside the package: enough to read the same scenario again with `read_files`."""
    unreadable: bool = False
    exceptions: tuple[Exempt, ...] = ()
    """Doubts the author answered in the file; what is found later than by reading goes past them too."""
    ignored: tuple[Ignored, ...] = ()
    """What was found and is silent, with the reason."""
    draft: Scenario | None = None
    """What could be made of it, for looking at while it is being written: also with errors, and then with holes."""
    package: Package | None = None
    """Where the files came from, for what is no text: pictures and films."""
    places: Mapping[tuple[str, ...], Place] = field(default_factory=dict)
    """Where things stand, such as `("injects", ID, "id")` and `("forms", ID)`, for doubts that come later."""


def read(path: Path) -> Reading:
    """Read a scenario folder, a zip of one, or a YAML file. Never raises for what is in it or for a missing one."""
    report = Report(str(path))
    try:
        package = _package_at(path, report)
    except Enough:
        package = None
    if package is None:
        return Reading(None, report.in_order(), unreadable=True)
    return _read(package, package, STEPS)


def read_files(
    files: Mapping[str, bytes], package: Package | None = None, steps: Mapping[int, Step] = STEPS
) -> Reading:
    """Read a scenario from texts kept earlier; findings carry the path inside the package.

    `package` has what is no text, when that is kept too. `steps` are those of `migration`.
    """
    if SCENARIO_FILE not in files:
        report = Report(SCENARIO_FILE)
        report.add("E020", Place(1, 1))
        return Reading(None, report.in_order(), unreadable=True)
    texts = Kept(files)
    return _read(texts, package or texts, steps)


def read_pinned(texts: Mapping[str, bytes], pins: tuple[tuple[str, str], ...]) -> Reading:
    """Read the texts of a scenario that an exercise pins; its media were looked at when it began."""
    reading = _read(Kept(texts), None, STEPS)
    return replace(reading, scenario=reading.scenario and replace(reading.scenario, files=pins))


def _package_at(path: Path, report: Report) -> Package | None:
    """The package at a path, or None after noting why there is none. A file of another name is all there is to it."""
    if os.path.isdir(path):  # unlike Path.is_dir never an exception, however odd the path
        return folder(path, report)
    if path.suffix.lower() == ".zip":
        return zipped(path, report)
    try:
        with opened_plain(path.resolve(strict=True), path.name) as file:
            content = file.read(MAX_BYTES + 1)
    except (OSError, RuntimeError) as error:
        report.add(code_of(error), Place(1, 1), name=shown(path.name))
    except Unusable as wrong:
        report.add(wrong.code, Place(1, 1), name=shown(wrong.name))
    else:
        return folder(path.parent, report) if path.name == SCENARIO_FILE else Kept({SCENARIO_FILE: content}, str(path))
    return None


def _read(texts: Package, package: Package | None, steps: Mapping[int, Step]) -> Reading:
    report = Report(texts.shown(SCENARIO_FILE))
    desk = Desk(report, package)
    scenario = None
    exceptions: tuple[Exempt, ...] = ()
    files: dict[str, bytes] = {}
    try:
        tree = _tree(desk, texts, files, steps)
        if tree is not None:
            pins = tuple((name, hashlib.sha256(content).hexdigest()) for name, content in sorted(files.items()))
            scenario = assemble(desk, tree, pins)
            exceptions = read_exceptions(desk)
            if not report.has_errors:
                lint.look(scenario, desk)
                scenario = with_translations(desk, scenario, files, {name: texts.shown(name) for name in files})
                note_unused(desk, exceptions)
    except Enough:
        last = report.in_order()[-1]
        report.close("E026" if report.has_errors else "W305", Place(last.line, last.column, last.file))
    findings, ignored = silence(report.in_order(), exceptions)
    whole = None if report.has_errors or scenario is None else with_copies(scenario)
    return Reading(whole, findings, files, False, exceptions, ignored, scenario, package, desk.places)


def _tree(desk: Desk, texts: Package, files: dict[str, bytes], steps: Mapping[int, Step]) -> Node | None:
    """The scenario file with what it includes. Every text that counts goes into `files`."""
    for name in texts.names():
        if name.endswith(".yaml") and name.startswith((SCENARIO_FILE, *BESIDE)) and not desk.report.has_errors:
            _keep(desk, texts, name, files)
    if SCENARIO_FILE not in files:
        return None
    room = Room()
    tree = tree_of(files[SCENARIO_FILE], desk.report, "", room)
    return tree and with_included(desk, up_to_date(desk, tree, steps), texts, files, room, steps)


def _keep(desk: Desk, texts: Package, name: str, files: dict[str, bytes]) -> None:
    left = MOST_TEXT_BYTES - sum(len(content) for content in files.values())
    try:
        content = texts.read(name, min(MAX_BYTES, left))
        if len(content) > left:
            desk.report.add("E009", Place(1, 1, texts.shown(name)), limit=MAX_NODES)
        else:
            files[name] = content
    except Unusable as wrong:
        desk.report.add(wrong.code, Place(1, 1, texts.shown(name)), name=shown(name))
