"""The scenario an exercise was played with, found again by the hashes in its first event.

Owns where to look: a media folder beside the record, one that was pointed at, the library that comes with the program.
What stands under another hash is another scenario, however alike its name. Reading it is `engine.scenario.reading`'s.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path

from engine.exercise.events import ExerciseCreated
from engine.scenario.model import Scenario
from engine.scenario.reading import read_pinned
from engine.scenario.sections.media import FOLDER
from server.journal.errors import CannotRead, Damaged
from server.journal.media import Media


def media_folders(record: Path, *data_folders: Path) -> tuple[Path, ...]:
    """Where the files of a record may be: beside `exercises/`, beside the record itself, in these data folders."""
    beside = (record.absolute().parent.parent, record.absolute().parent, *data_folders)
    return tuple(folder / "media" for folder in beside)


def pinned_scenario(created: ExerciseCreated, folders: Sequence[Path], library: Path | None = None) -> Scenario:
    """The scenario exactly as it was. `CannotRead` when a file is gone, `Damaged` when it is no scenario any more."""
    texts = {name: _content(name, sha, folders, library) for name, sha in texts_of(created)}
    reading = read_pinned(texts, created.files)
    if reading.scenario is None:
        wrong = reading.findings[0].message if reading.findings else ""
        raise Damaged(f"Het scenario van deze oefening is niet te lezen met deze Snelkookpan. {wrong}".strip())
    return reading.scenario


def texts_of(created: ExerciseCreated) -> tuple[tuple[str, str], ...]:
    """The files that say what is played, with their SHA-256: all that were pinned but the media."""
    return tuple((name, sha) for name, sha in created.files if not name.startswith(FOLDER))


def _content(name: str, sha: str, folders: Iterable[Path], library: Path | None) -> bytes:
    for folder in folders:
        try:
            return Media(folder).get(sha)
        except (CannotRead, Damaged):
            continue
    for path in sorted(library.glob(f"*/{name}")) if library else ():
        content = path.read_bytes()
        if hashlib.sha256(content).hexdigest() == sha:
            return content
    raise CannotRead(
        f"Bij dit logboek is {name} van het scenario niet gevonden. "
        "Wijs met --data de map aan waarin de oefening is gespeeld."
    )
