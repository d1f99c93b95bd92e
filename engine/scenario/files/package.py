"""A scenario's folder, zip or kept bytes, seen alike: which files it has, and what is in them.

Owns the limits of a package, and that nothing outside it is ever read. Zips are opened in `zipped`; what the files mean
is said by their readers. Nothing here is believed before it was counted: sizes, links, sorts of files.
"""

from __future__ import annotations

import errno
import hashlib
import io
import os
import re
import stat
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager
from itertools import islice
from pathlib import Path
from typing import IO

from engine.scenario.findings import Place, Report, shown

SCENARIO_FILE = "scenario.yaml"
FOLDERS = ("i18n", "lib", "media", "tests")
"""The folders of a package. What else stands beside the scenario (notes, an old copy) is no part of it."""
MAX_FILES = 1_000
MAX_FILE_BYTES = 500_000_000
MAX_TOTAL_BYTES = 1_000_000_000
MAX_LEVELS = 5
"""Names in a path: four folders and a file."""
_CHUNK = 1 << 16
_OPEN = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
"""Without O_NONBLOCK, opening a pipe waits for somebody to write to it."""


class Unusable(Exception):
    """A file of the package that cannot be read; a finding's code and the file's name, to be said in a sentence."""

    def __init__(self, code: str, name: str) -> None:
        super().__init__(code, name)
        self.code = code
        self.name = name


class Package(ABC):
    """The files of one scenario, by paths with `/`. Reading one that changed in the meantime may be `Unusable`."""

    def __init__(self, sizes: Mapping[str, int]) -> None:
        self._sizes = dict(sorted(sizes.items()))

    def names(self) -> tuple[str, ...]:
        """The path of every file, sorted."""
        return tuple(self._sizes)

    def size(self, name: str) -> int:
        """How many bytes a file is said to have; KeyError when there is no such file."""
        return self._sizes[name]

    def read(self, name: str, limit: int) -> bytes:
        """What is in a file; one byte more than `limit` when it is larger. KeyError when there is no such file."""
        with self._opened(name) as file:
            return b"".join(_chunks(file, limit + 1))

    def sha256(self, name: str) -> str:
        """The hash that pins a file, in hex, without holding the file in memory. KeyError as `read`."""
        digest = hashlib.sha256()
        with self._opened(name) as file:
            for chunk in _chunks(file, MAX_FILE_BYTES):
                digest.update(chunk)
        return digest.hexdigest()

    @abstractmethod
    def shown(self, name: str) -> str:
        """How a finding calls a file."""

    @abstractmethod
    def _opened(self, name: str) -> AbstractContextManager[IO[bytes]]: ...


class Kept(Package):
    """Files held in memory: read before, or pinned by an exercise."""

    def __init__(self, files: Mapping[str, bytes], scenario_shown_as: str = SCENARIO_FILE) -> None:
        super().__init__({name: len(content) for name, content in files.items()})
        self._files = files
        self._scenario_shown_as = scenario_shown_as

    def shown(self, name: str) -> str:
        return self._scenario_shown_as if name == SCENARIO_FILE else name

    def _opened(self, name: str) -> AbstractContextManager[IO[bytes]]:
        return io.BytesIO(self._files[name])


class Folder(Package):
    """A folder on disk."""

    def __init__(self, root: Path, sizes: Mapping[str, int]) -> None:
        super().__init__(sizes)
        self._root = root

    def shown(self, name: str) -> str:
        return str(self._root / name)

    def _opened(self, name: str) -> AbstractContextManager[IO[bytes]]:
        self.size(name)
        return opened_inside(self._root, name)


def scenario_file_at(path: Path) -> Path:
    """The scenario file of a folder; a file is its own."""
    return path / SCENARIO_FILE if path.is_dir() else path


def folder(root: Path, report: Report) -> Folder | None:
    """The package in a folder, or None after noting what keeps it from being one."""
    before = len(report.findings)
    sizes: dict[str, int] = {}
    for name in islice(_walk(root, report), MAX_FILES + 1):
        try:
            with opened_inside(root, name) as file:
                sizes[name] = os.fstat(file.fileno()).st_size
        except Unusable as wrong:
            if (wrong.code, name) == ("E020", SCENARIO_FILE):
                report.add("E022", Place(1, 1, str(root)))
            else:
                report.add(wrong.code, Place(1, 1, str(root / name)), name=shown(name))
    check_sizes(sizes, report, str(root))
    return Folder(root, sizes) if len(report.findings) == before else None


def check_sizes(sizes: Mapping[str, int], report: Report, shown_as: str) -> None:
    """Note when so many files of these sizes cannot be a package."""
    place = Place(1, 1, shown_as)
    largest = max(sizes, key=lambda name: sizes[name], default="")
    if len(sizes) > MAX_FILES:
        report.add("E032", place, limit=MAX_FILES)
    elif largest and sizes[largest] > MAX_FILE_BYTES:
        report.add("E033", place, name=shown(largest), limit=MAX_FILE_BYTES // 1_000_000)
    elif sum(sizes.values()) > MAX_TOTAL_BYTES:
        report.add("E034", place, limit=MAX_TOTAL_BYTES // 1_000_000)


def stays_inside(name: str) -> bool:
    """Whether a path is plain: relative, with `/`, without `.` or `..`, and without a drive of Windows."""
    parts = name.split("/")
    return "\\" not in name and not re.match(r"[A-Za-z]:", name) and not {"", ".", ".."}.intersection(parts)


def belongs(name: str) -> bool:
    """Whether a path is that of a file of a package. Hidden files, which systems leave behind, are not."""
    parts = name.split("/")
    return name == SCENARIO_FILE or (len(parts) > 1 and parts[0] in FOLDERS and not any(p[0] == "." for p in parts))


def opened_inside(root: Path, name: str) -> IO[bytes]:
    """A plain file below `root`, open for reading. `Unusable` when it is anything else, or a link that leads out."""
    try:
        target = (root / name).resolve(strict=True)
        if not target.is_relative_to(root.resolve()):
            raise Unusable("E029", name)
        return opened_plain(target, name)
    except (OSError, RuntimeError) as error:  # RuntimeError: links in a ring
        raise Unusable(code_of(error), name) from error


def opened_plain(path: Path, name: str) -> IO[bytes]:
    """The file itself. `Unusable` for a device or a pipe, which could go on for ever; else an OSError."""
    handle = os.open(path, _OPEN)
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise Unusable("E036", name)
    return os.fdopen(handle, "rb")


def code_of(error: Exception) -> str:
    """The finding for a file that cannot be opened."""
    if isinstance(error, PermissionError):
        return "E021"
    in_a_ring = isinstance(error, RuntimeError) or getattr(error, "errno", None) == errno.ELOOP
    return "E029" if in_a_ring else "E020"


def _walk(root: Path, report: Report) -> Iterator[str]:
    """The paths of the files of a package, deepest last. A folder that is a link is noted and not entered."""
    yield SCENARIO_FILE
    waiting = list(FOLDERS)
    while waiting:
        inside = waiting.pop(0)
        place = Place(1, 1, str(root / inside))
        if (root / inside).is_symlink():
            report.add("E029", place, name=shown(inside))
        elif inside.count("/") + 1 >= MAX_LEVELS:
            report.add("E037", place, name=shown(inside))
        else:
            for name, is_folder in _listed(root, inside, report):
                if not name.isprintable():
                    report.add("E039", place, name=shown(name))
                elif is_folder:
                    waiting.append(name)
                else:
                    yield name


def _listed(root: Path, inside: str, report: Report) -> list[tuple[str, bool]]:
    """What is in a folder by name, and whether that is a folder too. No more than could ever be a package."""
    try:
        with os.scandir(root / inside) as entries:
            found = [(f"{inside}/{entry.name}", _is_folder(entry)) for entry in islice(entries, MAX_FILES + 1)]
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError:
        report.add("E021", Place(1, 1, str(root / inside)))
        return []
    return sorted(pair for pair in found if belongs(pair[0]))


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # links in a ring
        return False


def _chunks(file: IO[bytes], most: int) -> Iterator[bytes]:
    while most > 0 and (chunk := file.read(min(_CHUNK, most))):
        most -= len(chunk)
        yield chunk
