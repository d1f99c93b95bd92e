"""Which scenarios there are: the library that comes along, one's own in the data folder, and those named at the start.

Owns their addresses, and which may be changed here. A scenario is found by its key in this list and never by a path
from outside. Reading is `server.shelf`'s.
"""

from __future__ import annotations

import io
import os
import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from engine.scenario.files.package import MAX_FILE_BYTES, SCENARIO_FILE, Package, scenario_file_at
from engine.scenario.reading import read
from engine.scenario.sections.fields import ID
from server.cli_new import begin
from server.settings import BUNDLED, Settings

OWN = "scenarios"
"""Folder of one's own scenarios, inside the data folder."""
MOST_TRIED = 99
MADE_ON = (2026, 1, 1, 0, 0, 0)
"""Of every file in a zip, so that the same scenario gives the same zip."""
Kind = Literal["library", "own", "given"]


@dataclass(frozen=True, slots=True)
class Place:
    """A scenario somebody can look at. `key` is its name in addresses."""

    key: str
    kind: Kind
    path: Path

    @property
    def name(self) -> str:
        """What its folder or file is called."""
        return self.path.stem if self.path.is_file() else self.path.resolve().name

    @property
    def file(self) -> Path:
        return scenario_file_at(self.path)

    def may_change(self) -> bool:
        """Not the library that comes along, and only where this program may write."""
        file = self.file
        inside = file.resolve().is_relative_to(BUNDLED.resolve())
        is_text = file.suffix.lower() == ".yaml" and file.is_file()
        return not inside and is_text and os.access(file, os.W_OK) and os.access(file.parent, os.W_OK)


def places(settings: Settings, played: Path | None = None) -> tuple[Place, ...]:
    """Every scenario there is: one's own first, then those named at the start or being `played`, then the library."""
    found = [Place(f"own-{path.name}", "own", path) for path in _folders(settings.data / OWN)]
    library = [Place(f"library-{path.name}", "library", path) for path in _folders(BUNDLED)]
    known = {place.path.resolve() for place in (*found, *library)}
    named_paths = (*settings.scenarios, *([played] if played else []))
    given = [path for path in dict.fromkeys(path.resolve() for path in named_paths) if path not in known]
    named = [Place(f"given-{number}", "given", path) for number, path in enumerate(given, 1)]
    return (*found, *named, *library)


def place_of(settings: Settings, path: Path) -> Place | None:
    """The place of a scenario that is being played."""
    return next((place for place in places(settings, path) if place.path.resolve() == path.resolve()), None)


def copy_own(settings: Settings, source: Path, wanted: str) -> Place:
    """A copy of a folder or a zip under one's own scenarios, under `wanted` or a name like it that is still free.

    Only what a scenario may hold comes along. `ValueError` when there is no scenario in it, `OSError` as the disk says.
    """
    package = read(source).package
    if package is None or SCENARIO_FILE not in package.names():
        raise ValueError(str(source))
    folder = settings.data / OWN
    folder.mkdir(parents=True, exist_ok=True)
    target = _free(folder, wanted if ID.fullmatch(wanted) else "scenario")
    _put_down(package, target)
    return Place(f"own-{target.name}", "own", target)


def _put_down(package: Package, target: Path) -> None:
    """Every file of a package, whose names were looked at when it was read. All of it, or nothing is there."""
    with tempfile.TemporaryDirectory(prefix=".", dir=target.parent) as beside:
        made = Path(beside) / "made"
        for name in package.names():
            (made / name).parent.mkdir(parents=True, exist_ok=True)
            (made / name).write_bytes(package.read(name, MAX_FILE_BYTES))
        made.rename(target)


def begin_own(settings: Settings, name: str) -> Place:
    """A new scenario of one's own, from the starter.

    `ValueError` when `name` cannot be one, `OSError` when it is taken.
    """
    if not ID.fullmatch(name):
        raise ValueError(name)
    target = settings.data / OWN / name
    target.parent.mkdir(parents=True, exist_ok=True)
    begin(target, name)
    return Place(f"own-{name}", "own", target)


def packed(source: Path) -> bytes:
    """A scenario as a zip: everything that belongs to it. `ValueError` when there is no scenario."""
    package = read(source).package
    if package is None or SCENARIO_FILE not in package.names():
        raise ValueError(str(source))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in package.names():
            archive.writestr(zipfile.ZipInfo(name, MADE_ON), package.read(name, MAX_FILE_BYTES))
    return out.getvalue()


def text_of(source: Path) -> bytes:
    """The scenario file itself. `ValueError` when there is none."""
    content = read(source).files.get(SCENARIO_FILE)
    if content is None:
        raise ValueError(str(source))
    return content


def _free(folder: Path, wanted: str) -> Path:
    names = (wanted, *(f"{wanted[:36]}-{number}" for number in range(2, MOST_TRIED)))
    return next((folder / name for name in names if not (folder / name).exists()), folder / wanted)


def _folders(folder: Path) -> Iterator[Path]:
    if folder.is_dir():
        yield from sorted(path for path in folder.iterdir() if (path / SCENARIO_FILE).is_file())
