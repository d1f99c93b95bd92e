"""Heavy work, in a process of its own: reading and checking a scenario must not make an exercise wait.

Owns starting that process, how long it may take, and handing the question and the outcome over. What is done there is
an ordinary function of some other module, called with plain values.
"""

from __future__ import annotations

import asyncio
import pickle
import sys
from collections.abc import Callable
from typing import ParamSpec, TypeVar

TIMEOUT_S = 20.0

_PIPE = asyncio.subprocess.PIPE
_P = ParamSpec("_P")
_T = TypeVar("_T")


class NotDone(Exception):
    """The work was not finished: it took too long, or its process ended."""


async def away(function: Callable[_P, _T], *args: _P.args, **kwargs: _P.kwargs) -> _T:
    """What `function` gives, worked out elsewhere. It stands in a module by its own name; `NotDone` when it fails."""
    asked = pickle.dumps((function, args, kwargs))
    # -P: what lies in the folder the program was started in is not ours to import.
    words = (sys.executable, "-P", "-m", "server.worker")
    try:
        # A session of its own: Ctrl+C is for us, and we end it.
        process = await asyncio.create_subprocess_exec(*words, stdin=_PIPE, stdout=_PIPE, start_new_session=True)
    except OSError as wrong:
        raise NotDone(f"{function.__name__} could not be started: {wrong.strerror}") from wrong
    try:
        made, _ = await asyncio.wait_for(process.communicate(asked), TIMEOUT_S)
    except TimeoutError as late:
        raise NotDone(f"{function.__name__} took more than {TIMEOUT_S:.0f} s") from late
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    if process.returncode != 0:
        raise NotDone(f"{function.__name__} ended with {process.returncode}")
    outcome: _T = pickle.loads(made)
    return outcome


def main() -> None:
    """Do what stands on stdin and put the outcome on stdout. A mistake of ours ends with its trace on stderr."""
    function, args, kwargs = pickle.load(sys.stdin.buffer)
    pickle.dump(function(*args, **kwargs), sys.stdout.buffer)


if __name__ == "__main__":
    main()
