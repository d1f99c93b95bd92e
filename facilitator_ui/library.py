"""The page with every scenario there is: what it is about, how it stands, and what can be done with it.

Owns what goes into that page. Which scenarios there are is the server's.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from engine.scenario.overview import Overview
from facilitator_ui.author import Exercise, Filled, author_environment
from shared_ui.rendering import render
from shared_ui.words import translator

KINDS = {"own": "Van uzelf", "given": "Genoemd bij de start", "library": "Hoort bij het programma"}
"""Where a scenario comes from."""


@dataclass(frozen=True, slots=True)
class LibraryLine:
    """One scenario. `overview` None: it could not be looked at now."""

    base: str
    name: str
    kind: str
    overview: Overview | None
    played: bool = False
    """Whether this exercise was begun with it."""
    hosted: bool = False
    """Whether an exercise of it is there, this one or another."""

    @property
    def say(self) -> Filled:
        return Filled(self.overview.scenario if self.overview else None)

    @property
    def exercise(self) -> Exercise:
        if self.hosted:
            return "hosted"
        return "new" if self.overview and self.overview.playable() else ""

    @property
    def errors(self) -> int:
        findings = self.overview.reading.findings if self.overview else ()
        return sum(1 for finding in findings if finding.severity == "error")

    @property
    def remarks(self) -> int:
        return len(self.overview.reading.findings) - self.errors if self.overview else 0


def library_page(
    lines: Sequence[LibraryLine],
    *,
    base: str,
    console: str,
    folder: str,
    language: str = "nl",
    notice: str = "",
    name: str = "",
) -> str:
    """The list. `base` is where a new one is begun or brought in; `folder` is where one's own scenarios lie."""
    return render(
        author_environment(),
        "facilitator/author/library.html",
        translator(language),
        lang=language,
        lines=lines,
        base=base,
        console=console,
        folder=folder,
        notice=notice,
        name=name,
        kinds=KINDS,
    )
