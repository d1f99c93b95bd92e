"""The words on screen in another language than Dutch.

Dutch is the source: templates hold the Dutch sentence, and `_("...")` looks it up. A catalogue is a plain JSON file
beside this one, `words.LANGUAGE.json`, from the Dutch sentence to its translation. A sentence that is not in it stays
Dutch: better a Dutch word on screen than none. Texts of a scenario are not in here; they come from its `i18n/`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import TypeAlias

Words: TypeAlias = Callable[[str], str]
"""From the Dutch sentence to the one to show."""

CHANNELS: Mapping[str, str] = {
    "phone": "Telefoon",
    "chat": "Groepschat",
    "message": "App",
    "email": "Mail",
    "news": "Nieuws",
    "social": "Tijdlijn",
    "tv": "Tv",
    "radio": "Radio",
    "letter": "Brief",
    "council_question": "Raadsvraag",
    "motion": "Motie",
    "assignment": "Opdracht",
    "meeting": "Bijeenkomst",
    "note": "Notitie",
}
"""What a person calls the channel; the source for translation too."""

CERTAINTIES: Mapping[str, str] = {"feit": "feit", "vermoeden": "vermoeden", "gerucht": "gerucht"}
"""How certain something is that somebody knows."""

SHARES: Mapping[str, str] = {
    "niemand": "met niemand",
    "team": "alleen in uw team",
    "raad_geheim": "met de raad, geheim",
    "raad_openbaar": "met de raad, openbaar",
    "pers": "met iedereen, ook de pers",
}
"""With whom it may be shared."""

LADDERS: Mapping[str, str] = {"ave": "AVE", "onrustfase": "Onrustfase", "grip": "GRIP", "rdm": "RDM"}
"""What the four ladders are called."""

LADDER_STEPS: Mapping[str, tuple[str, ...]] = {
    "ave": ("niet gezet", "regulier leven", "wijkteam", "procesregie", "burgemeester"),
    "onrustfase": ("geen onrust", "dreigend", "onrust", "escalatie"),
    "grip": ("geen GRIP", "ter plaatse", "regionaal team", "beleidsteam", "veiligheidsregio", "meer regio’s"),
    "rdm": ("niet opgeschaald", "regionaal", "bovenregionaal", "bestuurlijk", "bewindspersoon"),
}
"""What their steps are called, from 0 (handbook 2.2)."""

SOURCE = "nl"
_FOLDER = Path(__file__).parent


def dutch(sentence: str) -> str:
    """The source language: every sentence is itself."""
    return sentence


def translator(language: str) -> Words:
    """How to say a Dutch sentence in this language (`nl`, `en`, `en-GB`); Dutch where no catalogue has it."""
    catalogue = _catalogue(language.split("-")[0].lower())
    if not catalogue:
        return dutch

    def translated(sentence: str) -> str:
        return catalogue.get(sentence, sentence)

    return translated


def languages() -> tuple[str, ...]:
    """The languages there are, Dutch first."""
    return (SOURCE, *sorted(path.name.split(".")[1] for path in _FOLDER.glob("words.*.json")))


@cache
def _catalogue(language: str) -> Mapping[str, str]:
    if language == SOURCE or language not in languages():
        return {}
    sentences: dict[str, str] = json.loads((_FOLDER / f"words.{language}.json").read_text(encoding="utf-8"))
    return sentences
