"""A scenario in a zip: its files are read from it one by one, within limits, and never written anywhere.

Owns what is refused about a zip. A zip can lie about everything: names that lead elsewhere, sizes, ten thousand times
as much inside as outside. All names are looked at before any file is, and bytes are counted while they come out.
"""

from __future__ import annotations

import os
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from engine.scenario.files.package import (
    MAX_FILES,
    MAX_LEVELS,
    SCENARIO_FILE,
    Package,
    Unusable,
    belongs,
    check_sizes,
    code_of,
    opened_plain,
    stays_inside,
)
from engine.scenario.findings import Place, Report, shown

MAX_LIST_BYTES = 1_000_000
"""Of the list of names at the end of a zip, which is read as a whole."""
MAX_RATIO = 200
"""Times as large as it is packed. Text rarely reaches 20; what packs better is made to fill a memory."""
RATIO_FROM_BYTES = 1_000_000
"""Smaller files do no harm, however well they pack: a file of blanks, an empty picture."""
_END, _END_BYTES = b"PK\x05\x06", 22
_LOCATOR, _LOCATOR_BYTES = b"PK\x06\x07", 20
_TAIL_BYTES = _END_BYTES + (1 << 16)
_ENCRYPTED = 0x1
_LEFT_BEHIND = "__MACOSX/"
_KINDS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""The other ways of packing can be read only by unpacking far more than was asked for."""
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, struct.error)
"""What the standard library raises for zips that are damaged on purpose or by accident."""


class Zipped(Package):
    """A zip on disk, opened anew for each file."""

    def __init__(self, path: Path, top: str, sizes: dict[str, int]) -> None:
        super().__init__(sizes)
        self._path = path
        self._top = top
        """The one folder that holds everything, with its `/`; often there is none."""

    def shown(self, name: str) -> str:
        return str(self._path / self._top / name)

    @contextmanager
    def _opened(self, name: str) -> Iterator[IO[bytes]]:
        self.size(name)
        try:
            with (
                opened_plain(self._path.resolve(strict=True), name) as file,
                zipfile.ZipFile(file) as archive,
                archive.open(self._top + name) as inside,
            ):
                yield inside
        except (OSError, KeyError, *_BROKEN) as error:  # damaged on purpose, or changed since its names were read
            raise Unusable("E027", name) from error


def zipped(path: Path, report: Report) -> Zipped | None:
    """The package in a zip, or None after noting why it is refused."""
    place = Place(1, 1, str(path))
    before = len(report.findings)
    entries = _entries(path, report, place)
    sizes = _sizes(entries, report, place)
    if len(report.findings) > before:
        return None
    top = _top(sizes)
    if top is None:
        report.add("E035", place)
        return None
    inside = {name.removeprefix(top): size for name, size in sizes.items() if name.startswith(top)}
    mine = {name: size for name, size in inside.items() if belongs(name)}
    check_sizes(mine, report, str(path))
    if deep := next((name for name in mine if name.count("/") >= MAX_LEVELS), None):
        report.add("E037", place, name=shown(deep))
    return Zipped(path, top, mine) if len(report.findings) == before else None


def _entries(path: Path, report: Report, place: Place) -> list[zipfile.ZipInfo]:
    try:
        with opened_plain(path.resolve(strict=True), path.name) as file:
            if not _has_long_list(file):
                with zipfile.ZipFile(file) as archive:
                    return archive.infolist()
        report.add("E032", place, limit=MAX_FILES)
    except (FileNotFoundError, PermissionError) as error:
        report.add(code_of(error), place)
    except Unusable as wrong:
        report.add(wrong.code, place, name=shown(wrong.name))
    except (OSError, *_BROKEN):
        report.add("E027", place)
    return []


def _has_long_list(file: IO[bytes]) -> bool:
    """Whether the list of names is longer than any scenario needs; it is not read to find out."""
    size = file.seek(0, os.SEEK_END)
    file.seek(max(size - _TAIL_BYTES - _LOCATOR_BYTES, 0))
    tail = file.read()
    file.seek(0)
    plain_end = len(tail) - _END_BYTES
    # A zip without a comment ends here; else the last mark counts. The standard library looks in the same order.
    start = plain_end if tail[plain_end:].startswith(_END) and tail.endswith(b"\0\0") else tail.rfind(_END)
    if start < 0 or start + _END_BYTES > len(tail):
        return False  # not a zip, as opening it will tell
    bytes_in_list: int = struct.unpack_from("<L", tail, start + 12)[0]
    for_huge_zips = tail[max(start - _LOCATOR_BYTES, 0) : start].startswith(_LOCATOR)
    return bytes_in_list > MAX_LIST_BYTES or for_huge_zips


def _sizes(entries: Iterable[zipfile.ZipInfo], report: Report, place: Place) -> dict[str, int]:
    """The files of the zip by their names, after noting every entry that is refused."""
    sizes: dict[str, int] = {}
    for entry in entries:
        name = entry.orig_filename.removesuffix("/")
        if code := _refused(entry, name):
            report.add(code, place, name=shown(name), limit=MAX_RATIO)
        elif name in sizes:
            report.add("E030", place, name=shown(name))
        elif not entry.orig_filename.endswith("/") and not name.startswith(_LEFT_BEHIND):
            sizes[name] = entry.file_size
    return sizes


def _refused(entry: zipfile.ZipInfo, name: str) -> str | None:
    """The code of what is wrong with an entry."""
    kind = stat.S_IFMT(entry.external_attr >> 16)
    if not stays_inside(name):
        return "E028"
    if not name.isprintable():
        return "E039"
    if kind == stat.S_IFLNK:
        return "E029"
    if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
        return "E036"
    if entry.flag_bits & _ENCRYPTED:
        return "E031"
    if entry.compress_type not in _KINDS:
        return "E038"
    packs_too_well = entry.file_size > RATIO_FROM_BYTES and entry.file_size > MAX_RATIO * entry.compress_size
    return "E040" if packs_too_well else None


def _top(names: Iterable[str]) -> str | None:
    """The folder in which the scenario file stands, with a `/`; empty when it stands at the top."""
    found = [name for name in names if name == SCENARIO_FILE or name.endswith(f"/{SCENARIO_FILE}")]
    tops = [name.removesuffix(SCENARIO_FILE) for name in found if name.count("/") <= 1]
    return "" if "" in tops else tops[0] if len(tops) == 1 else None
