"""`snelkookpan check`: read scenarios, play their tests, and print everything that is wrong with them.

Owns the three ways of printing findings and the exit code. What is wrong is found by `engine.rehearsal.checking`;
the command is registered in `server.cli`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path

import click

from engine.rehearsal.checking import checked
from engine.scenario.findings import Finding, Language, Severity
from engine.scenario.reading import Reading
from engine.scenario.sections.exceptions import Ignored
from server.cli_watch import Telling, watch
from server.settings import environment, opens_browser
from server.watching import Look

CLEAN, ERRORS, UNREADABLE = 0, 1, 2
_ON_GITHUB: dict[Severity, str] = {"error": "error", "warning": "warning", "advice": "notice"}


@click.command(name="check")
@click.argument("paths", metavar="PATH…", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--format",
    "style",
    type=click.Choice(["text", "json", "github"]),
    default="text",
    show_default=True,
    help="How to print: for people, for programs, or as remarks in a pull request.",
)
@click.option(
    "--lang",
    "language",
    type=click.Choice(["nl", "en"]),
    default="nl",
    show_default=True,
    envvar="SNELKOOKPAN_LANGUAGE",
    help="The language of the findings.",
)
@click.option("--watch", "keep_on", is_flag=True, help="Look again at every change, with a live preview, until Ctrl+C.")
@click.option("--no-browser", is_flag=True, help="With --watch: open no browser.")
def check(paths: Sequence[Path], style: str, language: Language, keep_on: bool, no_browser: bool) -> None:
    """Read scenarios, play their tests and print what is wrong with them.

    PATH is a scenario folder, a zip of one or a scenario file. Ends with 0 when there are no errors (warnings may be
    there), 1 when there are, 2 when a file could not be read. With --watch it takes one PATH, and ends with 0.
    """
    if keep_on:
        _watch(paths, style, language, not no_browser and opens_browser(environment()))
        return
    looked_at = [checked(path) for path in paths]
    readings = [found.reading for found in looked_at]
    findings = list(dict.fromkeys(finding for reading in readings for finding in reading.findings))
    ignored = list(dict.fromkeys(answered for reading in readings for answered in reading.ignored))
    tests = (sum(found.passed for found in looked_at), sum(found.tests for found in looked_at))
    if style == "json":
        click.echo(json.dumps(_for_programs(findings, ignored, tests, language), ensure_ascii=False, indent=2))
    else:
        for finding in findings:
            click.echo(_for_people(finding, language) if style == "text" else _for_github(finding, language))
    if style == "text":
        click.echo(_summary(findings, len(ignored), len(paths), tests, language), err=True)
    raise SystemExit(_exit_code(readings))


def _watch(paths: Sequence[Path], style: str, language: Language, browser: bool) -> None:
    if len(paths) > 1:
        raise click.UsageError("--watch takes one PATH")
    if style != "text":
        raise click.UsageError("--watch prints for people: leave --format out")

    def summary(seen: Look) -> str:
        ignored = len(seen.overview.reading.ignored)
        return _summary(seen.findings, ignored, 1, (seen.passed, seen.tests), language)

    watch(paths[0], Telling(language, lambda finding: _for_people(finding, language), summary), browser)


def _exit_code(readings: Iterable[Reading]) -> int:
    return max(UNREADABLE if r.unreadable else ERRORS if _has_errors(r) else CLEAN for r in readings)


def _has_errors(reading: Reading) -> bool:
    return any(finding.severity == "error" for finding in reading.findings)


def _for_programs(
    findings: Iterable[Finding], ignored: Iterable[Ignored], tests: tuple[int, int], language: Language
) -> object:
    return {
        "findings": [_as_fields(finding, language) for finding in findings],
        "ignored": [{**_as_fields(finding, language), "because": because} for finding, because in ignored],
        "tests": {"passed": tests[0], "count": tests[1]},
    }


def _as_fields(finding: Finding, language: Language) -> dict[str, object]:
    message, hint = finding.say(language)
    return {
        "code": finding.code,
        "severity": finding.severity,
        "file": finding.file,
        "line": finding.line,
        "column": finding.column,
        "message": message,
        "hint": hint,
    }


def _for_people(finding: Finding, language: Language) -> str:
    place = f"{finding.file}:{finding.line}:{finding.column}"
    message, hint = finding.say(language)
    return f"{place} {finding.code} {message} — {hint}"


def _for_github(finding: Finding, language: Language) -> str:
    """A workflow command; its own separators are escaped as GitHub asks."""
    file = _escaped(finding.file).replace(":", "%3A").replace(",", "%2C")
    place = f"file={file},line={finding.line},col={finding.column},title={finding.code}"
    message, hint = finding.say(language)
    return f"::{_ON_GITHUB[finding.severity]} {place}::{_escaped(f'{message} — {hint}')}"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


_COUNTED: dict[Language, tuple[tuple[str, str], ...]] = {
    "nl": (
        ("{} scenario", "{} scenario's"),
        ("{} fout", "{} fouten"),
        ("{} waarschuwing", "{} waarschuwingen"),
        ("{} advies", "{} adviezen"),
        ("{} uitgezonderd", "{} uitgezonderd"),
    ),
    "en": (
        ("{} scenario", "{} scenarios"),
        ("{} error", "{} errors"),
        ("{} warning", "{} warnings"),
        ("{} piece of advice", "{} pieces of advice"),
        ("{} excepted", "{} excepted"),
    ),
}
"""One and several scenarios, errors, warnings, pieces of advice, exceptions."""


_PASSED: dict[Language, str] = {
    "nl": "{} van {} proeven geslaagd",
    "en": "{} of {} tests passed",
}


def _summary(findings: Iterable[Finding], ignored: int, files: int, tests: tuple[int, int], language: Language) -> str:
    weights = [finding.severity for finding in findings]
    counts = (files, weights.count("error"), weights.count("warning"), weights.count("advice"), ignored)
    scenarios, *others = (
        (one if count == 1 else several).format(count)
        for count, (one, several) in zip(counts, _COUNTED[language], strict=True)
    )
    shown = [
        said
        for said, count, always in zip(others, counts[1:], (True, True, False, False), strict=True)
        if count or always
    ]
    if tests[1]:
        shown.append(_PASSED[language].format(*tests))
    return f"{scenarios}: {', '.join(shown)}"
