"""From files to a scenario: everything that is wrong at once, each with its place, or a `Scenario` to play.

Owns the order of steps. A file becomes nodes in `composing`, what the nodes mean is in `assembly`; doubts that are no
mistakes come from `lint`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from engine.scenario import lint
from engine.scenario.assembly import assemble
from engine.scenario.composing import MAX_BYTES, tree_of
from engine.scenario.exceptions import Exempt, Ignored, note_unused, read_exceptions, silence
from engine.scenario.fields import Desk
from engine.scenario.findings import Enough, Finding, Place, Report
from engine.scenario.model import Scenario

SCENARIO_FILE = "scenario.yaml"


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of reading. No scenario when there is an error; `unreadable` when there was nothing to read."""

    scenario: Scenario | None
    findings: tuple[Finding, ...]
    files: Mapping[str, bytes] = field(default_factory=dict)
    """What was read, by its path inside the folder: enough to read the same scenario again with `read_files`."""
    unreadable: bool = False
    exceptions: tuple[Exempt, ...] = ()
    """Doubts the author answered in the file; what is found later than by reading goes past them too."""
    ignored: tuple[Ignored, ...] = ()
    """What was found and is silent, with the reason."""
    draft: Scenario | None = None
    """What could be made of it, for looking at while it is being written: also with errors, and then with holes."""


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
    exceptions: tuple[Exempt, ...] = ()
    try:
        tree = tree_of(files[SCENARIO_FILE], report)
        if tree is not None:
            pins = tuple((name, hashlib.sha256(content).hexdigest()) for name, content in sorted(files.items()))
            scenario = assemble(desk, tree, pins)
            exceptions = read_exceptions(desk)
            if not report.has_errors:
                lint.look(scenario, desk)
                note_unused(desk, exceptions)
    except Enough:
        last = report.in_order()[-1]
        report.close("E026" if report.has_errors else "W305", Place(last.line, last.column, last.file))
    findings, ignored = silence(report.in_order(), exceptions)
    whole = None if report.has_errors else scenario
    return Reading(whole, findings, files, False, exceptions, ignored, scenario)
