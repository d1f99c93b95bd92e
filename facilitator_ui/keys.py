"""The keys of the desk: what can be done with one key, and which key that is until somebody chooses another.

Owns the table behind the list on screen (`?`) and the browser's own listening. An action is a press on whatever carries
`data-key-action="ID"`, or one of a few things only the script can do. Single letters can be switched off and chosen
anew, as WCAG 2.1.4 asks; they do nothing while somebody types or while a button has the focus.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Action:
    """Something one key does. `key` is as the browser names it (`KeyboardEvent.key`); a capital is with Shift."""

    id: str
    key: str
    words: str
    fixed: bool = False
    """It cannot be given another key."""


@dataclass(frozen=True, slots=True)
class KeyGroup:
    """Actions that stand together in the list."""

    title: str
    actions: tuple[Action, ...]


KEYS: tuple[KeyGroup, ...] = (
    KeyGroup(
        "Berichten",
        (
            Action("go", " ", "GO: verstuur het bericht dat klaarstaat", fixed=True),
            Action("up", "ArrowUp", "kies het vorige bericht", fixed=True),
            Action("down", "ArrowDown", "kies het volgende bericht", fixed=True),
            Action("skip", "s", "sla het bericht over"),
            Action("skip_why", "x", "sla over met een reden"),
            Action("fire", "f", "vuur dit bericht nu af, ook een grijs bericht"),
            Action("edit", "e", "pas het bericht aan voordat het gaat"),
            Action("hold", "h", "houd het bericht vast, of laat het los"),
            Action("take_back", "z", "draai het laatste bericht terug (ook Ctrl Z)"),
            Action("message", "n", "nieuw bericht"),
        ),
    ),
    KeyGroup(
        "Klok en zaal",
        (
            Action("pause", "p", "pauze of hervat"),
            Action("time_out", "t", "tijd uit: alles en iedereen stil"),
            Action("next_phase", ">", "volgende fase"),
            Action("later", "+", "einde van de fase 1 minuut later"),
            Action("earlier", "-", "einde van de fase 1 minuut eerder"),
            Action("overrun", "o", "uitloop: wat kan weg?"),
            Action("call_hall", "c", "roep iedereen terug naar de zaal"),
            Action("beamer", "b", "wat er op de beamer staat"),
            Action("black", "k", "beamer zwart, of weer aan (ook twee keer Esc)"),
        ),
    ),
    KeyGroup(
        "Reacties",
        (
            Action("oldest", "r", "open de oudste reactie"),
            Action("score", "1", "score 1 tot en met 5 op de dimensie die aan de beurt is", fixed=True),
            Action("empty", "0", "laat de dimensie leeg", fixed=True),
            Action("previous_dimension", "[", "vorige dimensie"),
            Action("next_dimension", "]", "volgende dimensie"),
            Action("note", "m", "notitie: bij de open score, of los met de tijd van nu"),
            Action("close", "Escape", "sluit de score, of terug naar het eerstvolgende bericht", fixed=True),
        ),
    ),
    KeyGroup(
        "Scherm",
        (
            Action("people", "w", "wie er is: toon iedereen"),
            Action("look", "v", "kijk mee als een deelnemer"),
            Action("lock", "l", "vergrendel dit scherm"),
            Action("end", "q", "beëindig de oefening (vraagt eerst)"),
            Action("keys", "?", "deze lijst", fixed=True),
        ),
    ),
)

NAMES = {" ": "spatie", "ArrowUp": "↑", "ArrowDown": "↓", "Escape": "Esc", "-": "−"}
"""How a key is written where its name is not what is on it."""


def shown(key: str) -> str:
    """A key as people read it: a letter as on the keyboard, a capital with Shift."""
    if key in NAMES:
        return NAMES[key]
    return f"Shift {key}" if key.isalpha() and key.isupper() else key.upper()
