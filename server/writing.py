"""Putting a text on the disk: all of it, or nothing.

Owns the one way in which the program writes over a file of somebody's own.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path


def write_whole(file: Path, text: str) -> None:
    """The new text takes the place of the file once it is on the disk. A link keeps pointing. Raises `OSError`."""
    target = file.resolve()
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    try:
        with open(handle, "w", encoding="utf-8", newline="\n") as beside:
            beside.write(text)
            beside.flush()
            os.fsync(beside.fileno())
        shutil.copymode(target, name)
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
