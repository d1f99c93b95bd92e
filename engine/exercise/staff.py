"""Who is at the desk: trainers, co-trainers and observers, each on a seat of their own.

Owns their seats and what each kind may order. A staff seat has a dot in its name, which no role of a scenario can have,
so the two never meet. Staff share one View of the desk; marks and notes are each person's own, by seat.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, TypeAlias

from engine.exercise import commands as c
from engine.scenario.model import TRAINER

StaffKind: TypeAlias = Literal["trainer", "cotrainer", "observer"]

TRAINERS = (TRAINER, "trainer.2")
COTRAINERS = ("co.1", "co.2")
OBSERVERS = tuple(f"observer.{number}" for number in range(1, 7))

KINDS: Mapping[str, StaffKind] = {
    **dict.fromkeys(TRAINERS, "trainer"),
    **dict.fromkeys(COTRAINERS, "cotrainer"),
    **dict.fromkeys(OBSERVERS, "observer"),
}
STAFF = tuple(KINDS)
"""Every staff seat, trainers first."""
READERS = (*TRAINERS, *COTRAINERS)
"""Who reads an answer: the player then sees that it was read. An observer looks on unseen."""

RATES: tuple[type[c.Command], ...] = (c.SetScore, c.NoteScore, c.SetVeto, c.Observe)
"""What an observer may order."""
RELEASES: tuple[type[c.Command], ...] = (c.FireInject, c.OpenItem, c.SettleHelp, c.HangUp)
"""What a co-trainer may order besides."""


def may_order(seat: str, command: c.Command) -> bool:
    """Whether this staff seat may give this order: a trainer any, a co-trainer scores and releases, an observer rates.

    False for a seat that is not the staff's.
    """
    match KINDS.get(seat):
        case "trainer":
            return True
        case "cotrainer":
            return isinstance(command, (*RELEASES, *RATES))
        case "observer":
            return isinstance(command, RATES)
        case None:
            return False
