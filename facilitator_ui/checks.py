"""One line of a checklist before the start, as it stands on a screen.

Owns its shape and the lines that a person ticks. What is right is `server.readiness`'s to find out; the start page and
the lobby show it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

BY_HAND: Mapping[str, str] = {
    "words": "Plaatselijke woorden nagekeken",
    "picture": "Beamer: beeld goed",
    "sound": "Beamer: geluid gehoord",
    "cards": "Rolkaarten geprint",
    "care": "Opvang genoemd: wie geraakt is, mag even weg",
}
"""What only people can see → its line."""
RECORDS = "Logboek schrijft"
HALF = "Telefoon bereikt de laptop maar half"

CheckState = Literal["ok", "wait", "warn"]
"""In order; still to do or not known yet; something to look at."""


@dataclass(frozen=True, slots=True)
class Check:
    """One line of the checklist, in the language of the page. `todo` says what to do as long as it is not in order."""

    id: str
    state: CheckState
    word: str
    meta: str = ""
    todo: str = ""
    by_hand: bool = False
    """Whether the trainer ticks it, because the program cannot know."""
