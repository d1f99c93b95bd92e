"""Saving a change to a scenario file: read again before it is written, and never over somebody else's change.

Owns the order of these steps. It is called through `server.worker`, since reading takes time. How a value is replaced
is `engine.scenario.writing.editing`'s.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from engine.scenario.files.package import SCENARIO_FILE, scenario_file_at
from engine.scenario.findings import Finding
from engine.scenario.overview import Overview, Subject, overview
from engine.scenario.reading import Reading, read, read_files
from engine.scenario.writing.editing import Edit, NotThere, Plain, edited, values
from engine.scenario.writing.formatting import Unsafe
from server.writing import write_whole


@dataclass(frozen=True, slots=True)
class Saved:
    """What came of it.

    `changed`: the file is not the one that was looked at; `refused`: the change makes the mistakes in `errors`;
    `lost`: what was to be changed is not there (any more), or cannot be written down; `failed`: the disk said no.
    """

    outcome: Literal["saved", "changed", "refused", "lost", "failed"]
    errors: tuple[tuple[Finding, Subject], ...] = ()
    reason: str = ""


def digest(content: bytes) -> str:
    """What a file was when it was looked at."""
    return hashlib.sha256(content).hexdigest()


def save(path: Path, seen: str, edits: Sequence[Edit]) -> Saved:
    """Make these changes in the scenario at `path`, when it still is what was `seen` and they make no mistake."""
    reading = read(path)
    content = reading.files.get(SCENARIO_FILE, b"")
    if digest(content) != seen:
        return Saved("changed")
    try:
        made = edited(content.decode("utf-8-sig"), edits)
    except (NotThere, Unsafe, UnicodeDecodeError):
        return Saved("lost")
    if errors := _new_errors(reading, read_files({**reading.files, SCENARIO_FILE: made.encode()}, reading.package)):
        return Saved("refused", errors)
    try:
        write_whole(scenario_file_at(path), made)
    except OSError as wrong:
        return Saved("failed", reason=wrong.strerror or "")
    return Saved("saved")


def _new_errors(before: Reading, after: Reading) -> tuple[tuple[Finding, Subject], ...]:
    """The errors that were not there: a mistake elsewhere in the file does not stop a change here."""
    known = Counter((finding.code, finding.message) for finding, _ in _errors(overview(before)))
    fresh = []
    for finding, subject in _errors(overview(after)):
        if known[finding.code, finding.message] > 0:
            known[finding.code, finding.message] -= 1
        else:
            fresh.append((finding, subject))
    return tuple(fresh)


def _errors(laid: Overview) -> list[tuple[Finding, Subject]]:
    pairs = zip(laid.reading.findings, laid.subjects, strict=True)
    return [(finding, subject) for finding, subject in pairs if finding.severity == "error"]


@dataclass(frozen=True, slots=True)
class Stored:
    """A message as it stands in the file, and which file that was."""

    seen: str
    values: Mapping[Subject, Plain]


def stored(path: Path, inject: str) -> Stored | None:
    """What the file has of this message; None when it is not there or cannot be read."""
    content = read(path).files.get(SCENARIO_FILE, b"")
    try:
        found = values(content.decode("utf-8-sig"), ("injects", inject))
    except (NotThere, UnicodeDecodeError):
        return None
    return Stored(digest(content), found)
