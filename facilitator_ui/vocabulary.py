"""The words and icons of the desk, as tables.

Owns what a state, a dimension, a position and a meter are called on the trainer's screens. The Dutch
words are the keys under which `shared_ui` finds another language. Where they stand is up to the templates.
"""

from __future__ import annotations

from collections.abc import Mapping

from engine.scoring.rubric import RUBRIC
from engine.scoring.scale import WORDS

CUE_STATES: Mapping[str, tuple[str, str, str]] = {
    "planned": ("circle", "gepland", ""),
    "due": ("hourglass", "wacht op GO", "due"),
    "delivered": ("check", "verstuurd", "done"),
    "skipped": ("skip-forward", "overgeslagen", "gone"),
    "guarded": ("ban", "niet nodig", "gone"),
    "lapsed": ("minus", "vervallen", "gone"),
    "withdrawn": ("undo-2", "teruggedraaid", "gone"),
}
"""Status of an inject → icon, word, variant of `sk-cue`."""

STATUSES: Mapping[str, tuple[str, str]] = {
    "lobby": ("hourglass", "nog niet begonnen"),
    "running": ("play", "loopt"),
    "paused": ("circle-pause", "staat stil"),
    "ended": ("square", "voorbij"),
}

PAUSES: Mapping[str, str] = {
    "facilitator": "u hebt de klok stilgezet",
    "restart": "het programma is opnieuw gestart",
    "gap": "de laptop heeft even geslapen",
    "time_out": "tijd uit: alle schermen staan stil",
}
"""Why the clock stands still."""

PHASE_KINDS: Mapping[str, str] = {
    "simulation": "simulatie",
    "plenary": "met zijn allen",
    "group": "in groepen",
    "break": "pauze",
    "knowledge": "kennisblok",
}

DIMENSIONS: Mapping[str, str] = {dimension.id: dimension.name.nl.lower() for dimension in RUBRIC.values()}
QUESTIONS: Mapping[str, str] = {dimension.id: dimension.question.nl for dimension in RUBRIC.values()}
ANCHORS: Mapping[str, Mapping[int, str]] = {
    dimension.id: {position: line.nl for position, line in dimension.anchors.items()} for dimension in RUBRIC.values()
}
"""What each position looks like, per dimension."""

POSITIONS: Mapping[int, str] = {position: words.nl for position, words in WORDS.items()}

STAFF: Mapping[str, tuple[str, str]] = {
    "trainer": ("Trainer 1", "T1"),
    "trainer.2": ("Trainer 2", "T2"),
    "co.1": ("Co-trainer 1", "C1"),
    "co.2": ("Co-trainer 2", "C2"),
    **{f"observer.{n}": (f"Waarnemer {n}", f"W{n}") for n in range(1, 7)},
}
"""Staff seat → its name, and that in two characters."""

BASES: Mapping[str, str] = {"typed": "getypt", "said": "gezegd", "silent": "gezwegen"}
"""What a score rests on."""

FORM_KINDS: Mapping[str, str] = {
    "text": "een antwoord",
    "choice": "een keuze",
    "checklist": "een lijst met vinkjes",
    "worksheet": "een werkblad",
    "assessment": "een getal",
    "statement": "een verklaring",
}
"""What a form asks for."""

MEDIA_KINDS: Mapping[str, str] = {"picture": "beeld", "sound": "geluid", "film": "film", "document": "document"}
STAGES: Mapping[str, str] = {
    "acuut": "acute fase",
    "dag": "eerste dagen",
    "nafase": "nafase",
    "rapport": "rapport",
}

LABELS: Mapping[str, str] = {
    "te_weinig": "neigt naar te weinig",
    "proportioneel": "proportioneel",
    "reflex": "neigt naar reflex",
    "gemengd": "gemengd: om over te praten",
}
"""What a profile as a whole leans to."""

MONTHS: tuple[str, ...] = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)

METERS: Mapping[str, str] = {
    "mediadruk": "Mediadruk",
    "onrust": "Onrust",
    "politieke_druk": "Politieke druk",
    "informatiegat": "Informatiegat",
    "vertrouwen": "Vertrouwen",
    "handelingsverlegenheid": "Verlegenheid",
    "regellast": "Regellast",
}

SCRIPT_WORDS: tuple[str, ...] = (
    "De uitslag van {}.",
    "1 bericht overgeslagen",
    "Alle toetsen zijn weer zoals ze waren.",
    "Bericht {} gaat weer vanzelf.",
    "Bericht {} wacht tot u GO geeft.",
    "Bewaard. Zo gaat het bericht uit.",
    "Correctie",
    "Dat is niet de code.",
    "De stand van de oefening.",
    "De tekst van het draaiboek geldt weer.",
    "De tijd van deze fase is om.",
    "Deze toets is al voor: {}.",
    "Dit bericht blijft staan: {}.",
    "Druk op de nieuwe toets, of op Esc.",
    "Een antwoord op {}.",
    "Er is niets om terug te draaien.",
    "Gekozen: {}.",
    "De besluitenlijst.",
    "Wie wist wat wanneer.",
    "Een vraag voor iedereen: {}",
    "Het scherm is zwart.",
    "Het verhaal: {}.",
    "Houd twee seconden ingedrukt",
    "Houd vast",
    "In deze fase nog {}.",
    "Kies een letter of teken; cijfers zijn voor scores.",
    "Laat los",
    "Om de tijd",
    "Ontgrendel",
    "Sla over wat is aangevinkt",
    "Sla {} over, scheelt ongeveer {} min",
    "Terugdraaien",
    "Teruggedraaid: niemand had het geopend.",
    "Tijd uit: de klok staat stil.",
    "U loopt op tijd",
    "Waar we zijn in het programma.",
    "We lopen {} min uit",
    "We zijn {} min voor",
    "druk…",
    "ongeveer {} min",
    "spatie",
    "{} berichten overgeslagen",
    "{} klaar",
    "{} klaar, {} past nu",
    "Teruggedraaid",
    "in deze fase",
    "fase loopt {} min uit",
    "sessie loopt {} min uit",
    "van de sessie",
    "{} min eerder klaar",
    "{} uur",
    "Volgende",
    "Wacht op GO",
    "Gekozen",
    "Verstuurd",
    "Overgeslagen",
    "Niet nodig",
    "Vervallen",
    "Dit bericht is grijs. Met F stuurt u het toch.",
    "Er is nu geen bericht om te versturen.",
    "Er komt geen bericht meer.",
    "Geen verbinding met het programma. GO gaat nu niet uit.",
    "even wachten",
    "spatiebalk",
    "Bericht {} verstuurd",
    "Bericht {} overgeslagen",
    "Bericht verstuurd",
    "Notitie bewaard",
    "scherm uit",
    "Zo klinkt het: ‘{}’",
    "{} gekozen",
    "nog niet",
    "Dit team speelt nu op één laptop.",
    "Kies bij een score ook het bericht, over wie het gaat en de dimensie.",
    "verschil {}: bespreek",
    "{} te scoren",
    "alles gescoord",
    "{} van {} verstuurd",
    "Iedereen is binnen.",
    "Nog niet: {}",
    "Nog {} plekken vrij.",
    "Start met 1 deelnemer",
    "Start met {} deelnemers",
    "Start de oefening",
    "weg {}",
    "de stand van de oefening",
    "nu",
    "Nog {} in deze fase.",
    "1 bericht vervalt.",
    "{} berichten vervallen.",
    "Naar ‘{}’?",
    "{} weg",
    "Fase",
    "en",
    "nog {}",
    "te laat",
    "verbinden",
    "verbonden",
    "verbinding weg, we proberen het opnieuw",
    "uur",
)
"""What `console.js` says; it gets them translated in `data-words`."""

SPEEDS: tuple[int, ...] = (1, 2, 5, 10, 20)


def level(value: int) -> str:
    """A meter's value as a word."""
    if value < 5:
        return "geen"
    if value < 34:
        return "laag"
    return "midden" if value < 67 else "hoog"


def trend(value: int, start: int) -> str:
    """Where a meter went since it began: the name of an arrow."""
    if value > start:
        return "arrow-up"
    return "arrow-down" if value < start else "arrow-right"


def minutes_words(ms: int) -> str:
    """A length in Dutch words: `10 minuten`, `1:30 minuten`."""
    minutes, seconds = divmod(ms // 1000, 60)
    if seconds:
        return f"{minutes}:{seconds:02d} minuten"
    return "1 minuut" if minutes == 1 else f"{minutes} minuten"


def spaced_code(code: str) -> str:
    """The code of a session in pairs, as it is read aloud: `4827` as `48 27`."""
    return f"{code[:2]} {code[2:]}" if len(code) == 4 and code.isdigit() else code
