"""The page on which a trainer puts people on seats.

Owns what goes into the template. Reading a list is `server.participants`'s.
"""

from __future__ import annotations

from dataclasses import dataclass

from facilitator_ui.pages import environment_of_room
from shared_ui.rendering import render
from shared_ui.words import translator


@dataclass(frozen=True, slots=True)
class Placed:
    """Somebody and the seat they get; `about` is what the list said of them. No seat is `""`."""

    name: str
    party: str
    about: str
    seat: str


@dataclass(frozen=True, slots=True)
class PeoplePage:
    """Who sits where, or is proposed to. `problems` are (row, column, sentence); 0 is the whole list."""

    base: str
    language: str
    title: str
    rows: tuple[Placed, ...]
    seats: tuple[tuple[str, str], ...]
    problems: tuple[tuple[int, int, str], ...] = ()
    proposed: bool = False
    with_party: bool = False


def people_page(page: PeoplePage) -> str:
    """The list to paste or upload, and who sits where."""
    words = translator(page.language)
    return render(environment_of_room(), "facilitator/people.html", words, lang=page.language, page=page)
