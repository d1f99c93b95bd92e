"""Nothing depends on the order of sets or on the hash seed of the process."""

import os
import subprocess
import sys
from pathlib import Path
from random import Random

from tests.properties.evenings import Dice, Playing, evening_from

ROOT = Path(__file__).parents[2]
EVENINGS = 20


def traces() -> str:
    """Everything that happened on some fixed evenings, with the digest of where they ended."""
    lines = []
    for seed in range(EVENINGS):
        playing = Playing.whole(evening_from(Dice(Random(seed).randbytes(800))))
        lines += [repr(step) for step in playing.steps]
        lines.append(playing.state.digest())
    return "\n".join(lines)


def test_two_hash_seeds_play_the_same_evenings() -> None:
    program = "from tests.properties.test_hash_seeds import traces; print(traces())"
    played = [
        subprocess.run(
            [sys.executable, "-c", program],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]

    assert played[0].count("\n") > 5 * EVENINGS
    assert played[0] == played[1] == traces() + "\n"
