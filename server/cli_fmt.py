"""`snelkookpan fmt`: scenario files in one house style.

Owns which files are written, how, and the exit code. The style is `engine.scenario.writing.formatting`'s; the command
is registered in `server.cli`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import click

from engine.scenario.files.package import SCENARIO_FILE, scenario_file_at
from engine.scenario.files.zipped import Zipped
from engine.scenario.reading import Reading, read
from engine.scenario.writing.formatting import Unsafe, formatted, formatted_beside, unreadable
from server.writing import write_whole

DONE, NOT_NEAT, NOT_DONE = 0, 1, 2
BESIDE = ("i18n/", "lib/", "tests/")


@click.command(name="fmt")
@click.argument("paths", metavar="PATH…", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--check", "only_tell", is_flag=True, help="Write nothing; only tell which files would change.")
def fmt(paths: Sequence[Path], only_tell: bool) -> None:
    """Put scenarios in house style: two spaces, keys in one order, quotes only where needed. Comments stay.

    PATH is a scenario folder, with what lies in its i18n, lib and tests, or a scenario file. Ends with 0 when all are
    in style, 1 when --check found one that is not, 2 when one could not be read or written; that one stays as it was.
    """
    raise SystemExit(max(_fmt(path, only_tell) for path in paths))


def _fmt(path: Path, only_tell: bool) -> int:
    file = scenario_file_at(path)
    reading = read(path)
    if isinstance(reading.package, Zipped):
        return _refused(f"{file} is een zip. Pak hem uit, en maak de map op.")
    if unreadable(reading):
        return _unread(file, reading)
    done = [_put(file, reading.files[SCENARIO_FILE], lambda: formatted(reading), only_tell)]
    for name, content in sorted(reading.files.items()) if path.is_dir() else ():
        if name.startswith(BESIDE):
            done.append(_put(path / name, content, partial(formatted_beside, content, name), only_tell))
    return max(done)


def _put(file: Path, content: bytes, style: Callable[[], str | None], only_tell: bool) -> int:
    """One file in house style, if it is not yet; what cannot be read there is left as it is."""
    try:
        made = style()
    except Unsafe:
        return _refused(f"{file} kan niet worden opgemaakt zonder iets te verliezen. Er is niets veranderd.")
    if made is None:
        return _refused(f"{file} kan zo niet worden opgemaakt. snelkookpan check zegt wat er mis is.")
    if made.encode() == content:
        return DONE
    if only_tell:
        click.echo(f"{file} is nog niet in de huisstijl.")
        return NOT_NEAT
    try:
        write_whole(file, made)
    except OSError as wrong:
        return _refused(f"{file} kan niet worden geschreven ({wrong.strerror}). Er is niets veranderd.")
    click.echo(f"{file} is opgemaakt.")
    return DONE


def _unread(file: Path, reading: Reading) -> int:
    for finding in reading.findings:
        place = f"{finding.file}:{finding.line}:{finding.column}"
        click.echo(f"{place} {finding.code} {finding.message} — {finding.hint}", err=True)
    return _refused(f"{file} kan zo niet worden opgemaakt. Herstel dit eerst; er is niets veranderd.")


def _refused(sentence: str) -> int:
    click.echo(sentence, err=True)
    return NOT_DONE
