"""Checking in a process of its own, measured: how long, how much memory, and which files it opened."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

MOST_SECONDS = 5.0
MOST_MEGABYTES = 200
_HANGS_S = 30
_CHILD = """
import json, os, resource, sys, time
from pathlib import Path
import engine.scenario.reading
import engine.scenario.files.package, engine.scenario.files.zipped, engine.scenario.files.composing
from engine.rehearsal.checking import check
exec(sys.argv[2])
opened = set()
ours = [os.path.realpath(path) for path in (sys.prefix, sys.base_prefix, os.getcwd())]
def note(event, arguments):
    if event == "open" and isinstance(arguments[0], str | bytes | os.PathLike):
        opened.add(os.path.realpath(os.fsdecode(arguments[0])))
def most_megabytes():
    # Of this program alone: what the system counts for a process begins with what its parent took.
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1 << 10)
    line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM:"))
    return int(line.split()[1]) / 1024
sys.addaudithook(note)
began = time.process_time()
reading = check(Path(sys.argv[1]))
seconds = time.process_time() - began
if reading.package is not None:
    for name in reading.package.names():
        reading.package.sha256(name)
opened_by_reading = sorted(path for path in opened if not path.startswith(tuple(ours)))
print(json.dumps({
    "seconds": seconds,
    "megabytes": most_megabytes(),
    "codes": [finding.code for finding in reading.findings],
    "opened": opened_by_reading,
}))
"""


class Measured(NamedTuple):
    """Processor seconds, so that a busy machine does not count; the most memory at any time; what went wrong."""

    seconds: float
    megabytes: float
    codes: list[str]
    opened: list[str]
    """Files outside the program that were opened, links followed."""
    wrong: str


def measured(path: Path, plant: str = "", hangs_s: float = _HANGS_S) -> Measured:
    """Read what is at the path. `plant` runs first, to put a bug in the reader."""
    command = [sys.executable, "-c", _CHILD, str(path), plant]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=hangs_s, check=False)
    except subprocess.TimeoutExpired:
        return Measured(hangs_s, 0, [], [], "it hangs")
    if done.returncode:
        return Measured(0, 0, [], [], done.stderr)
    return Measured(**json.loads(done.stdout), wrong=done.stderr)


def complaints(found: Measured, inside: Path) -> list[str]:
    """What does not hold of a reading of files in `inside`; empty when all is well."""
    outside = [path for path in found.opened if not Path(path).is_relative_to(inside.resolve())]
    return [
        *([found.wrong] if found.wrong else []),
        *([f"took {found.seconds:.1f} s"] if found.seconds > MOST_SECONDS else []),
        *([f"took {found.megabytes:.0f} MB"] if found.megabytes > MOST_MEGABYTES else []),
        *[f"opened {path}" for path in outside],
    ]
