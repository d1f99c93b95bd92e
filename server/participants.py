"""A list of participants as somebody has it: read, or refused with row and column; and who fits which seat.

Owns what a list may look like (pasted from a spreadsheet or a file, in the encodings that offices use) and the proposal
of seats. It keeps nothing: names are `server.journal.library`'s, apart from every record.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass

MOST_BYTES = 64 * 1024
MOST_ROWS = 200
MOST_LETTERS = 80
COLUMNS = ("naam", "functie", "partij", "kant")
_HEADS = {
    "naam": ("naam", "deelnemer", "name", "voor- en achternaam"),
    "functie": ("functie", "rol", "role", "function"),
    "partij": ("partij", "fractie", "party"),
    "kant": ("kant", "coalitie/oppositie", "coalitie of oppositie", "coalitie", "blok"),
}
_FORMULA = ("=", "+", "-", "@")
_NOTHING = ("-", "–", "n.v.t.", "nvt")


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a list, where, and what to do. `row` and `column` count from 1; 0 is the whole."""

    row: int
    column: int
    sentence: str


@dataclass(frozen=True, slots=True)
class Participant:
    """Somebody on the list. `side` is `coalitie`, `oppositie` or empty; `row` is where it stood."""

    row: int
    name: str
    function: str = ""
    party: str = ""
    side: str = ""


@dataclass(frozen=True, slots=True)
class Chair:
    """A seat that somebody can be put on, with the words that tell which it is."""

    seat: str
    title: str
    role: str
    group: str
    team: str


def read_list(content: bytes) -> tuple[tuple[Participant, ...], tuple[Problem, ...]]:
    """Who is on the list, or everything that is wrong with it; never a part of it. Empty rows are passed over."""
    if len(content) > MOST_BYTES:
        return (), (Problem(0, 0, f"De lijst is te groot: ten hoogste {MOST_BYTES // 1024} kB."),)
    text = _decoded(content)
    if text is None:
        return (), (Problem(0, 0, "Dit is geen tekst. Bewaar het rekenblad als CSV, of kopieer en plak de rijen."),)
    try:
        rows = _rows(text)
    except csv.Error:
        return (), (Problem(0, 0, "De rijen zijn niet uit elkaar te houden. Kopieer en plak ze uit het rekenblad."),)
    if not rows:
        return (), (Problem(0, 0, "De lijst is leeg. Plak ten minste één rij met een naam."),)
    if len(rows) > MOST_ROWS:
        return (), (Problem(rows[MOST_ROWS][0], 0, f"De lijst is te lang: ten hoogste {MOST_ROWS} rijen."),)
    order = _heading(rows[0][1])
    if order is not None:
        rows = rows[1:]
    return _people(rows, order or COLUMNS)


def _decoded(content: bytes) -> str | None:
    """The text, by its mark, else as UTF-8, else as Windows writes it; None when it is something else than text."""
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        encodings: tuple[str, ...] = ("utf-16",)
    else:
        encodings = ("utf-8-sig", "cp1252")
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return None if "\0" in text else text
    return None


def _rows(text: str) -> list[tuple[int, list[str]]]:
    """Rows that hold anything, with their number."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max("\t;,", key=first.count) if any(mark in first for mark in "\t;,") else "\t"
    found = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    return [(number, cells) for number, row in enumerate(found, 1) if any(cells := [cell.strip() for cell in row])]


def _heading(cells: Sequence[str]) -> tuple[str, ...] | None:
    """Which column is what, when the first row says so; None when it is somebody's row."""
    words = [cell.casefold() for cell in cells]
    named = tuple(next((column for column, heads in _HEADS.items() if word in heads), "") for word in words)
    return named if "naam" in named else None


def _people(
    rows: Sequence[tuple[int, list[str]]], order: Sequence[str]
) -> tuple[tuple[Participant, ...], tuple[Problem, ...]]:
    people: list[Participant] = []
    problems: list[Problem] = []
    seen: dict[str, int] = {}
    for row, cells in rows:
        values = dict.fromkeys(COLUMNS, "")
        wrong = len(problems)
        for number, (column, cell) in enumerate(zip(order, cells, strict=False), 1):
            if cell.casefold() in _NOTHING:
                continue
            if (sentence := _bad_cell(cell)) is not None:
                problems.append(Problem(row, number, sentence))
            elif column:
                values[column] = " ".join(cell.split())
        place = order.index("naam") + 1
        if not values["naam"] and len(problems) == wrong:
            problems.append(Problem(row, place, "Hier staat geen naam. Vul een naam in, of haal de rij weg."))
        side = _side(values["kant"])
        if side is None:
            problems.append(Problem(row, order.index("kant") + 1, "Schrijf hier ‘coalitie’ of ‘oppositie’, of niets."))
        if len(problems) > wrong:
            continue
        key = values["naam"].casefold()
        if key in seen:
            sentence = f"Deze naam staat ook in rij {seen[key]}. Zet er een letter of een voorletter bij."
            problems.append(Problem(row, place, sentence))
            continue
        seen[key] = row
        people.append(Participant(row, values["naam"], values["functie"], values["partij"], side or ""))
    return ((), tuple(problems)) if problems else (tuple(people), ())


def _bad_cell(cell: str) -> str | None:
    if cell.startswith(_FORMULA):
        return "Dit begint als een formule. Schrijf de woorden zelf, zonder = + - of @ ervoor."
    if any(not char.isprintable() for char in cell):
        return "Hier staat een teken dat niet te lezen is. Typ de cel opnieuw."
    if len(cell) > MOST_LETTERS:
        return f"Dit is te lang: {len(cell)} tekens, er passen er {MOST_LETTERS}."
    return None


def _side(cell: str) -> str | None:
    """`coalitie`, `oppositie` or nothing; None when it is neither."""
    word = cell.casefold()
    if not word:
        return ""
    return next((side for side in ("coalitie", "oppositie") if word.startswith(side[:4])), None)


def propose(people: Sequence[Participant], chairs: Sequence[Chair]) -> dict[int, str]:
    """Row → seat. First whose function names a role, then whose side names a group, then the next chair that is free.

    Who is left over when the chairs are full has no seat.
    """
    free = {chair.seat: chair for chair in chairs}
    placed: dict[int, str] = {}
    for score in (_by_function, _by_side, _anywhere):
        for person in people:
            if person.row in placed:
                continue
            best = max(free.values(), key=lambda chair: score(person, chair), default=None)
            if best is not None and score(person, best) > 0:
                placed[person.row] = best.seat
                del free[best.seat]
    return placed


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w{3,}", text.casefold()))


def _by_function(person: Participant, chair: Chair) -> float:
    """How much of the function is in the name of the role; the side and team break a tie."""
    wanted = _words(person.function)
    common = len(wanted & _words(f"{chair.title} {chair.role}"))
    return common + 0.5 * _by_side(person, chair) if common else 0


def _by_side(person: Participant, chair: Chair) -> float:
    words = f"{chair.group} {chair.team} {chair.title} {chair.role}".casefold()
    return 1 if person.side and person.side in words else 0


def _anywhere(_: Participant, __: Chair) -> float:
    return 1
