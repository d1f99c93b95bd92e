"""Exceptions: doubts that an author has seen and answers, on the element they are about.

Owns `lint: {ignore: [W210], because: …}` and what it silences: findings of those codes between the first and the last
line of its element, in the same file. Only warnings and advice; an error stops the exercise whatever one thinks of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from engine.scenario.files.nodes import Fields, Word, last_line
from engine.scenario.findings import SENTENCES, Finding, Place
from engine.scenario.sections.fields import LINE, LINT, Block, Desk, keys

EXCEPTION = keys("ignore because")
REMARKS = tuple(code for code in SENTENCES if not code.startswith("E"))
"""The codes that may be ignored."""
_FOUND_BY_PLAYING = re.compile(r"[WI]5[2-4]\d")
"""Codes that come from headless runs, after reading: here nothing can be said about an exception for them."""


class Exempt(NamedTuple):
    """One code that is silent from line `first` to line `last` of a file, and the author's reason."""

    code: str
    file: str
    first: int
    last: int
    because: str
    place: Place
    """Where the code stands in the exception."""

    def covers(self, finding: Finding) -> bool:
        return finding.code == self.code and finding.file == self.file and self.first <= finding.line <= self.last


class Ignored(NamedTuple):
    """A finding that an author answered, with the reason."""

    finding: Finding
    because: str


def read_exceptions(desk: Desk) -> tuple[Exempt, ...]:
    """The exceptions of the blocks that were read; notes what is wrong with them."""
    return tuple(exempt for block in desk.excepting for exempt in _exception(desk, block))


def _exception(desk: Desk, element: Fields) -> list[Exempt]:
    block = Block(desk, element.entries[LINT][1], EXCEPTION)
    because = block.text("because", LINE, fill=False)
    file = element.place.file or desk.report.file
    first, last = desk.heads.get(element.place, element.place).line, last_line(element)
    words = desk.words(block.get("ignore")) if "ignore" in block else []
    return [Exempt(word.value, file, first, last, because, word.place) for word in words if _may_be_ignored(desk, word)]


def _may_be_ignored(desk: Desk, word: Word) -> bool:
    if word.value in REMARKS:
        return True
    if word.value in SENTENCES:
        desk.report.add("E303", word.place, value=word.value)
    else:
        desk.unknown("E304", word, REMARKS)
    return False


def note_unused(desk: Desk, exceptions: Iterable[Exempt]) -> None:
    """Note exceptions that silence nothing: what they were for is mended, or they stand at the wrong element."""
    for exempt in exceptions:
        if not _FOUND_BY_PLAYING.fullmatch(exempt.code) and not any(map(exempt.covers, desk.report.findings)):
            desk.report.add("W340", exempt.place, value=exempt.code)


def silence(
    findings: Iterable[Finding], exceptions: Sequence[Exempt]
) -> tuple[tuple[Finding, ...], tuple[Ignored, ...]]:
    """The findings that remain, and those that are silent with their reason; both in the order they came."""
    kept: list[Finding] = []
    ignored: list[Ignored] = []
    of_code: dict[str, list[Exempt]] = {}
    for exempt in exceptions:
        of_code.setdefault(exempt.code, []).append(exempt)
    for finding in findings:
        answer = next((exempt for exempt in of_code.get(finding.code, ()) if exempt.covers(finding)), None)
        if answer is None:
            kept.append(finding)
        else:
            ignored.append(Ignored(finding, answer.because))
    return tuple(kept), tuple(ignored)
