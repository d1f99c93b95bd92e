"""Opening an exercise: the one that was under way, or a new one.

Owns the choice and the order of steps. What is in the files is `server.journal`'s; what is played comes from the stored copy of
the scenario, so editing the scenario later changes no exercise that began.
"""

from __future__ import annotations


class CannotStart(Exception):
    """The program cannot host what was asked; the argument is for a person."""
