"""Scenarios as somebody looks at them: read in a process of their own, and kept until the file changes.

Owns what was looked at lately, by the bytes of its files. What is played is another matter: an exercise keeps its own
copy.
"""

from __future__ import annotations

import asyncio
import hashlib
from collections import OrderedDict
from pathlib import Path

from engine.rehearsal.checking import check
from engine.scenario.files.composing import MAX_BYTES
from engine.scenario.overview import Overview, overview
from server.worker import away

KEPT = 24
"""Scenarios whose overview is kept; each is some hundreds of kilobytes."""
AT_ONCE = 2
"""Scenarios that are read at a time, so that a long list leaves the machine to the exercise."""
_TEXTS = (".yaml", ".yml")
_MOST_FILES = 2_000


class Shelf:
    """What was read lately. One for the whole program."""

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[Path, str], Overview] = OrderedDict()
        self._reading: dict[tuple[Path, str], asyncio.Lock] = {}
        self._desks = asyncio.Semaphore(AT_ONCE)

    async def overview(self, path: Path) -> Overview:
        """The scenario in this folder, laid out as it is on the disk now. Raises `server.worker.NotDone`."""
        key = (path, await asyncio.to_thread(fingerprint, path))
        # Two windows on the same scenario wait for one reading.
        async with self._reading.setdefault(key, asyncio.Lock()):
            if key not in self._kept:
                async with self._desks:
                    self._kept[key] = await away(look, path)
                while len(self._kept) > KEPT:
                    self._kept.popitem(last=False)
            self._kept.move_to_end(key)
            found = self._kept[key]
        self._reading.pop(key, None)
        return found


def look(path: Path) -> Overview:
    """Check the scenario and lay it out."""
    return overview(check(path))


def fingerprint(path: Path) -> str:
    """Changes when any file of the scenario does: the bytes of its texts, the sizes and times of the rest."""
    digest = hashlib.sha256()
    files = sorted(path.rglob("*"))[:_MOST_FILES] if path.is_dir() else [path]
    for file in files:
        if file.is_file():
            digest.update(str(file.relative_to(path.parent)).encode("utf-8", "surrogateescape") + b"\0")
            digest.update(_content(file))
    return digest.hexdigest()


def _content(file: Path) -> bytes:
    try:
        if file.suffix in _TEXTS:
            with file.open("rb") as text:
                return text.read(MAX_BYTES + 1)
        found = file.stat()
        return f"{found.st_size} {found.st_mtime_ns}".encode()
    except OSError as unreadable:  # it is told as a finding when it is read
        return f"{unreadable.errno}".encode()
