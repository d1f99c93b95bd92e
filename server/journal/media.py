"""Pictures, films and documents, kept under the SHA-256 of what is in them.

Owns the folder `media/`. The same content is kept once, a name never gets another content, and what is handed out is
what was put in. Which media an exercise uses stands in its first event.
"""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
from pathlib import Path

from server.journal.errors import CannotRead, Damaged, StoreFailed
from server.platform import settle_folder

_SHA = re.compile(r"[0-9a-f]{64}")


class Media:
    """The media folder of a data folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def put(self, content: bytes) -> str:
        """Keep it and return its SHA-256 in hex. `StoreFailed` when the disk refuses; then nothing is left behind."""
        sha = hashlib.sha256(content).hexdigest()
        try:
            if not self._holds(sha, content):
                self._write(sha, content)
        except OSError as wrong:
            raise StoreFailed(f"Het bestand is niet bewaard: {wrong.strerror}.") from wrong
        return sha

    def get(self, sha: str) -> bytes:
        """What was put under this SHA-256. `CannotRead` when it is not there, `Damaged` when it changed."""
        if not _SHA.fullmatch(sha):
            raise CannotRead("Dit bestand is er niet.")
        try:
            content = (self._folder / sha).read_bytes()
        except OSError as wrong:
            raise CannotRead(f"Het bestand {sha[:12]}… is er niet, of mag niet worden gelezen.") from wrong
        if hashlib.sha256(content).hexdigest() != sha:
            raise Damaged(f"Het bestand {sha[:12]}… is beschadigd. Voeg het opnieuw toe.")
        return content

    def path(self, sha: str) -> Path:
        """Where the file with this SHA-256 is, to hand it out in pieces. `CannotRead` when it is not there."""
        path = self._folder / sha
        if not _SHA.fullmatch(sha) or not path.is_file():
            raise CannotRead("Dit bestand is er niet.")
        return path

    def _holds(self, sha: str, content: bytes) -> bool:
        path = self._folder / sha
        return path.is_file() and path.read_bytes() == content

    def _write(self, sha: str, content: bytes) -> None:
        """Under its own name only once it is complete and on the disk."""
        descriptor, part = tempfile.mkstemp(dir=self._folder, prefix=".", suffix=".part")
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            Path(part).replace(self._folder / sha)
            settle_folder(self._folder)
        except BaseException:
            Path(part).unlink(missing_ok=True)
            raise
