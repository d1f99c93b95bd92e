"""Looking at a scenario again whenever a file of it changes, for whoever is writing it.

Owns when to look and what became different since. What is found is `engine.rehearsal.checking`'s, the page of it is in
`preview`, what is printed in `cli_watch`.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

from engine.rehearsal.checking import checked
from engine.scenario.files.package import FOLDERS, SCENARIO_FILE
from engine.scenario.findings import Finding
from engine.scenario.overview import Overview, overview
from server.shelf import fingerprint
from server.worker import NotDone, away

POLL_S = 0.25
"""A change is looked at when two polls see the same: a file that is still being saved is left alone."""


@dataclass(frozen=True, slots=True)
class Look:
    """The scenario as it was at one moment, with everything that was found."""

    overview: Overview
    tests: int
    passed: int

    @property
    def findings(self) -> tuple[Finding, ...]:
        return self.overview.reading.findings


def look(path: Path) -> Look:
    """Check the scenario and lay it out."""
    found = checked(path)
    return Look(overview(found.reading), found.tests, found.passed)


async def look_elsewhere(path: Path) -> Look:
    """As `look`, in a process of its own. Raises `NotDone`."""
    return await away(look, path)


async def looks(
    path: Path,
    look: Callable[[Path], Awaitable[Look]] = look_elsewhere,
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
) -> AsyncIterator[Look | NotDone]:
    """What is seen at once, and again after each change, without end."""
    looked_at = ""
    before = await asyncio.to_thread(fingerprint_of, path)
    while True:
        now = await asyncio.to_thread(fingerprint_of, path)
        if now == before != looked_at:
            looked_at = now
            try:
                yield await look(path)
            except NotDone as wrong:
                yield wrong
        else:
            await sleep(POLL_S)
        before = now


def fingerprint_of(path: Path) -> str:
    """Changes when any file that belongs to the scenario does."""
    if path.name == SCENARIO_FILE:
        path = path.parent
    if not path.is_dir():
        return fingerprint(path)
    parts = [path / name for name in (SCENARIO_FILE, *FOLDERS)]
    return " ".join(fingerprint(part) for part in parts if part.exists())


def changes(before: Look, after: Look) -> tuple[list[Finding], list[Finding]]:
    """The findings that are gone and those that are new. One that only moved to another line is neither."""
    return _without(before.findings, after.findings), _without(after.findings, before.findings)


def _without(findings: tuple[Finding, ...], others: tuple[Finding, ...]) -> list[Finding]:
    left = Counter(_said(finding) for finding in others)
    kept = []
    for finding in findings:
        left[_said(finding)] -= 1
        if left[_said(finding)] < 0:
            kept.append(finding)
    return kept


def _said(finding: Finding) -> tuple[str, str, str]:
    return finding.file, finding.code, finding.message
