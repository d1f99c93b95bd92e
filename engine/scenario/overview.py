"""What a maker wants to see of a scenario at once: its running order in time, and each finding at what it is about.

Owns putting these together, as one value that can be made elsewhere and kept. Reads no file; the reading is given.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from engine.scenario.axis import PhaseAxis, axis
from engine.scenario.files.composing import lines_alike
from engine.scenario.files.package import SCENARIO_FILE
from engine.scenario.findings import Finding
from engine.scenario.model import Scenario
from engine.scenario.reading import Reading
from engine.scenario.writing.written import Group, Written, written

Subject: TypeAlias = tuple[str, ...]
"""Where in the file something stands: `("injects", "omroep-belt", "title")`. Items of a list go by their id."""
AROUND = 3
"""Lines shown before and after the one a finding points at."""


@dataclass(frozen=True, slots=True)
class Overview:
    """A scenario laid out. `scenario` is what could be read of it, None when nothing could.

    `subjects` goes with the findings of the reading, one for one; empty where that cannot be told.
    """

    reading: Reading
    scenario: Scenario | None
    phases: tuple[PhaseAxis, ...]
    subjects: tuple[Subject, ...]

    def playable(self) -> bool:
        """Whether an exercise can begin with it: nothing that was found is an error."""
        return self.reading.scenario is not None and all(f.severity != "error" for f in self.reading.findings)

    def faulty(self) -> frozenset[str]:
        """Ids of the messages with an error in them."""
        return frozenset(
            subject[1]
            for subject, finding in zip(self.subjects, self.reading.findings, strict=True)
            if finding.severity == "error" and subject[:1] == ("injects",) and len(subject) > 1
        )


def overview(reading: Reading) -> Overview:
    """Lay out what was read, with errors or without."""
    scenario = reading.draft or reading.scenario
    return Overview(reading, scenario, axis(scenario) if scenario else (), _subjects(reading))


def around(reading: Reading, finding: Finding) -> tuple[tuple[int, str], ...]:
    """The lines of the file near a finding, by their number; none when its file was not read."""
    name = max((name for name in reading.files if finding.file.endswith(name)), key=len, default=None)
    if name is None:
        return ()
    lines = lines_alike(reading.files[name].decode("utf-8-sig", "replace")).split("\n")
    first = max(finding.line - AROUND, 1)
    return tuple(enumerate(lines[first - 1 : finding.line + AROUND], first))


def subject_at(file: Written, line: int) -> Subject:
    """What stands on this line, from the outside in."""
    found: list[str] = []
    group: object = file.root
    while isinstance(group, Group):
        before = [(number, entry) for number, entry in enumerate(group.entries) if entry.line <= line]
        if not before:
            break
        number, entry = before[-1]
        found.append(entry.name(number))
        group = entry.value
    return tuple(found)


def _subjects(reading: Reading) -> tuple[Subject, ...]:
    content = reading.files.get(SCENARIO_FILE, b"")
    file = written(lines_alike(content.decode("utf-8-sig", "replace"))) if reading.findings else None
    return tuple(
        subject_at(file, finding.line) if file and finding.file.endswith(SCENARIO_FILE) else ()
        for finding in reading.findings
    )
