"""`snelkookpan check`: read scenarios and print everything that is wrong with them.

Owns the three ways of printing findings and the exit code. What is wrong is found by `engine.scenario.reading`;
the command is registered in `server.cli`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from pathlib import Path

import click

from engine.scenario.findings import Finding, Severity
from engine.scenario.reading import Reading, read

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
def check(paths: Sequence[Path], style: str) -> None:
    """Read scenarios and print what is wrong with them.

    PATH is a scenario folder or a scenario file. Ends with 0 when there are no errors (warnings may be there),
    1 when there are, 2 when a file could not be read.
    """
    readings = [read(path) for path in paths]
    findings = list(dict.fromkeys(finding for reading in readings for finding in reading.findings))
    if style == "json":
        click.echo(json.dumps({"findings": [asdict(finding) for finding in findings]}, ensure_ascii=False, indent=2))
    else:
        for finding in findings:
            click.echo(_for_people(finding) if style == "text" else _for_github(finding))
    if style == "text":
        click.echo(_summary(findings, len(paths)), err=True)
    raise SystemExit(_exit_code(readings))


def _exit_code(readings: Iterable[Reading]) -> int:
    return max(UNREADABLE if r.unreadable else ERRORS if r.scenario is None else CLEAN for r in readings)


def _for_people(finding: Finding) -> str:
    place = f"{finding.file}:{finding.line}:{finding.column}"
    return f"{place} {finding.code} {finding.message} — {finding.hint}"


def _for_github(finding: Finding) -> str:
    """A workflow command; its own separators are escaped as GitHub asks."""
    file = _escaped(finding.file).replace(":", "%3A").replace(",", "%2C")
    place = f"file={file},line={finding.line},col={finding.column},title={finding.code}"
    return f"::{_ON_GITHUB[finding.severity]} {place}::{_escaped(f'{finding.message} — {finding.hint}')}"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _summary(findings: Iterable[Finding], files: int) -> str:
    weights = [finding.severity for finding in findings]
    errors, warnings = weights.count("error"), weights.count("warning")
    scenarios = "1 scenario" if files == 1 else f"{files} scenario's"
    fout = "1 fout" if errors == 1 else f"{errors} fouten"
    return f"{scenarios}: {fout}, {warnings} waarschuwing{'' if warnings == 1 else 'en'}"
