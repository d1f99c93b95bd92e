"""The two-sided scale: five positions from far too little, over proportional, to the full reflex.

Owns the positions, their words, direction and quality. What each position looks like per dimension is in `rubric`;
gathering scores is `scorecard`'s. Nothing scored is None everywhere, never a 3: no evidence is not "proportional".
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, TypeAlias

Language: TypeAlias = Literal["nl", "en"]
Direction: TypeAlias = Literal["te_weinig", "proportioneel", "reflex"]

POSITIONS: tuple[int, ...] = (1, 2, 3, 4, 5)
MIDDLE = 3


@dataclass(frozen=True, slots=True)
class Words:
    """The same words in both languages."""

    nl: str
    en: str

    def __getitem__(self, language: Language) -> str:
        return self.nl if language == "nl" else self.en


WORDS: Mapping[int, Words] = {
    1: Words("veel te weinig", "far too little"),
    2: Words("iets te weinig", "a little too little"),
    3: Words("proportioneel", "proportional"),
    4: Words("neiging tot reflex", "leaning to reflex"),
    5: Words("volle reflex", "full reflex"),
}
"""Position → what it is called (source: domain handbook 3.1)."""


def quality(position: int | None) -> int | None:
    """5 at proportional, 3 when leaning, 1 at either end; None stays None.

    For figures only. Trainers see the position, because the direction teaches and a mark does not.
    """
    return None if position is None else 5 - 2 * abs(_checked(position) - MIDDLE)


def direction(position: int | None) -> Direction | None:
    """The side of proportional this position lies on; None stays None."""
    if position is None:
        return None
    if _checked(position) == MIDDLE:
        return "proportioneel"
    return "te_weinig" if position < MIDDLE else "reflex"


def to_half(value: Fraction) -> Fraction:
    """The nearest half, for showing a mean or a middle.

    A tie goes towards 3: a report never says more than was scored.
    """
    twice = value * 2
    below = Fraction(twice.numerator // twice.denominator)
    rest = twice - below
    up = rest > Fraction(1, 2) or (rest == Fraction(1, 2) and value < MIDDLE)
    return (below + up) / 2


def _checked(position: int) -> int:
    if position not in POSITIONS:
        raise ValueError(f"a position is one of 1 to 5, not {position}")
    return position
