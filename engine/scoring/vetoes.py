"""Three things that weigh so heavily that no average makes up for them (domain handbook 3.5).

Owns what they are called, where they put a score and what they do to a label. They are offered to raters, never applied
by the program: whether it happened is a person's judgement, and it can be taken back.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from engine.scoring.scale import Words


@dataclass(frozen=True, slots=True)
class Veto:
    """One of the three. The position on `dimension` becomes `position`, or is raised to it when `at_least`."""

    id: str
    dimension: str
    position: int
    at_least: bool
    words: Words
    consequence: Words

    def puts(self, position: int | None) -> int:
        """Where the score of the dimension goes from this position, or from none."""
        return max(self.position, position or 0) if self.at_least else self.position


VETOES: Mapping[str, Veto] = {
    veto.id: veto
    for veto in (
        Veto(
            "privacy",
            "d9",
            5,
            False,
            Words("Herleidbare gegevens van iemand gedeeld", "Shared data that can be traced to a person"),
            Words(
                "D9 wordt 5; het geheel heet nooit proportioneel",
                "D9 becomes 5; the whole is never called proportional",
            ),
        ),
        Veto(
            "power",
            "d7",
            4,
            True,
            Words("Iets toegezegd buiten de eigen bevoegdheid", "Promised something outside their own powers"),
            Words("D7 wordt ten minste 4", "D7 becomes at least 4"),
        ),
        Veto(
            "danger",
            "d10",
            1,
            False,
            Words("Levend gevaar laten liggen", "Left a live danger alone"),
            Words("D10 wordt 1", "D10 becomes 1"),
        ),
    )
}
NEVER_PROPORTIONAL = ("privacy",)
"""With one of these on any of its judgements a whole is never called proportional."""
