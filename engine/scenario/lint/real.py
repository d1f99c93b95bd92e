"""Rules about the real world: numbers, addresses and names that could reach or hurt somebody who is no part of this.

A scenario is played with invented people (handbook 5.1). Owns the lists of what is real, and of what is safely not:

- telephone: no Dutch number has a subscriber part that starts with 0, so `06-01234567` and `020-0123456` ring nowhere;
  the Netherlands have no range for films. Helplines (112, 113, 0800, 0900) may be real: people may need them.
- internet: `example.nl`, `example.com`, `example.org`, `example.net` and names that end in `.example`, `.test`,
  `.invalid` or `.localhost` belong to nobody.
- post: no postcode has the letters SA, SD or SS.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial

from engine.scenario.findings import Place
from engine.scenario.lint.survey import Doubt, Survey

_PHONE = re.compile(r"(?<![\w+-])\(?(?:\+31|0031|0)(?: ?\(0\))?[ -]?(?!800|90\d)([1-9](?:[) -]{0,2}\d){8})(?![\d-]*\d)")
_SAFE_SUBSCRIBER = re.compile(r"6[) -]*0|[1-578]\d[) -]*0|[1-578]\d\d[) -]*0")
"""The digits after the trunk 0: an area code of two or three digits, or 6 for mobile, and then a 0."""
_INTERNET = re.compile(
    r"(?<![\w.+@/-])(?:(?P<mail>[\w.+-]{1,64}@)|(?P<web>https?://|www\.))?"
    r"(?P<host>(?:[a-z0-9-]{1,63}\.){1,9}(?P<top>[a-z]{2,18}))\b"
)
_MAYBE_INTERNET = re.compile(r"@|www\.|https?:|\.(?:nl|com|org|net|eu|info)\b")
"""Looked for first: most texts have none, and the pattern itself is slow."""
_TOP_LEVEL = {"nl", "com", "org", "net", "eu", "info"}
"""Ends that make a word an internet address without `@` or `www.`; `straat.de` is a forgotten space."""
_SAFE_HOST = re.compile(r"(?:.+\.)?(?:example\.(?:nl|com|org|net)|[a-z0-9-]+\.(?:example|test|invalid|localhost))")
_POSTCODE = re.compile(r"\b[1-9]\d{3} ?(?!SA|SD|SS)[A-Z]{2}\b")
_HOUSE = re.compile(
    r"[A-Z][\w.’' -]{2,30}?(?:straat|weg|laan|plein|singel|kade|hof|dijk|gracht|pad) \d+[a-z]?\b[, \n]+$"
)
_NUMBER_AFTER = re.compile(r",? (?:nr\.? ?|nummer )?\d{1,4}\b(?! *[.:]?\d)")
_NINE_DIGITS = re.compile(
    r"(?<![\d+-])\d{9}(?!\d)|(?<![\d+-])\d{3}[. ]\d{3}[. ]\d{3}(?!\d)|(?<![\d+-])\d{4}\.\d{2}\.\d{3}(?!\d)"
)
_THREE_DIGITS = re.compile(r"\d{3}")
_IBAN = re.compile(r"\b[A-Z]{2}\d{2} ?[A-Z]{4}(?: ?\d){10}\b")

PARTIES = (
    "VVD", "PVV", "CDA", "D66", "PvdA", "GroenLinks", "GL-PvdA", "ChristenUnie", "SGP", "Partij voor de Dieren", "PvdD",
    "BoerBurgerBeweging", "BBB", "Nieuw Sociaal Contract", "NSC", "Forum voor Democratie", "FvD", "JA21", "50PLUS",
    "BIJ1",
)  # fmt: skip
MEDIA = (
    "NOS", "RTL Nieuws", "RTL Boulevard", "Hart van Nederland", "Nieuwsuur", "EenVandaag", "NU.nl", "GeenStijl",
    "De Telegraaf", "Algemeen Dagblad", "NRC", "de Volkskrant", "De Volkskrant", "Het Parool", "Nederlands Dagblad",
    "Reformatorisch Dagblad", "Tubantia", "De Stentor", "De Gelderlander", "Brabants Dagblad", "Eindhovens Dagblad",
    "BN DeStem", "Leeuwarder Courant", "Dagblad van het Noorden", "Noordhollands Dagblad", "RTV Oost", "RTV Noord",
    "RTV Drenthe", "RTV Utrecht", "Omroep Brabant", "Omroep Gelderland", "Omroep West", "RTV Rijnmond",
    "Omroep Zeeland",
)  # fmt: skip
CARE = (
    "Jeugdbescherming Brabant", "Jeugdbescherming Gelderland", "Jeugdbescherming Noord", "Jeugdbescherming Overijssel",
    "Jeugdbescherming west", "Jeugdbescherming Regio Amsterdam", "William Schrikker", "Samen Veilig Midden-Nederland",
    "Leger des Heils", "Pluryn", "Jarabee", "Entrea Lindenhout", "Levvel", "iHUB", "Veilig Thuis Twente",
)  # fmt: skip
CASES = ("Savanna", "Maasmeisje", "meisje van Nulde", "Ruben en Julian")
"""Children whose death is remembered; cite such a case by year only (handbook 5.1)."""
_MUNICIPALITIES = (
    "Amsterdam|Rotterdam|Den Haag|Utrecht|Eindhoven|Groningen|Tilburg|Almere|Breda|Nijmegen|Apeldoorn|Haarlem|Arnhem"
    "|Amersfoort|Zaanstad|Den Bosch|’s-Hertogenbosch|Zwolle|Leiden|Maastricht|Dordrecht|Ede|Leeuwarden|Deventer|Delft"
    "|Enschede|Hengelo|Almelo|Oldenzaal|Borne|Losser|Haaksbergen|Hellendoorn|Rijssen-Holten|Twenterand|Wierden"
    "|Tubbergen|Dinkelland|Hof van Twente|Dongen|Dronten|Leusden|Vlaardingen|Emmen|Boekel|Gooise Meren"
)
_NAMES = re.compile(
    rf"(?<![\w-])(?:{'|'.join(re.escape(name) for name in (*PARTIES, *MEDIA, *CARE, *CASES))}"
    rf"|[Gg]emeente (?:{_MUNICIPALITIES}))(?![\w-])"
)
"""The national parties and media, large youth care organisations, known cases, and larger towns called a municipality.
A short list: it catches what slips in, and cannot prove that a name is invented."""


def phone_number(survey: Survey) -> Iterator[Doubt]:
    """W341."""
    for place, text in _texts(survey):
        for found in _PHONE.finditer(_IBAN.sub(_blank, text)):
            if not _SAFE_SUBSCRIBER.match(found[1]):
                yield Doubt(place(found.start()), {"value": found[0]})


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])


def internet_address(survey: Survey) -> Iterator[Doubt]:
    """W342."""
    for place, text in _texts(survey):
        if not _MAYBE_INTERNET.search(text):
            continue
        for found in _INTERNET.finditer(text):
            marked = found["mail"] or found["web"] or found["top"] in _TOP_LEVEL
            if marked and not _SAFE_HOST.fullmatch(found["host"].removeprefix("www.")):
                yield Doubt(place(found.start()), {"value": found[0]})


def postal_address(survey: Survey) -> Iterator[Doubt]:
    """W343: a postcode with a number beside it is one front door."""
    for place, text in _texts(survey):
        for found in _POSTCODE.finditer(text):
            before = text[max(found.start() - 60, 0) : found.start()]
            if _HOUSE.search(before) or _NUMBER_AFTER.match(text, found.end()):
                yield Doubt(place(found.start()), {"value": found[0]})


def citizen_number(survey: Survey) -> Iterator[Doubt]:
    """W344: nine digits that a citizen number could be (the check by eleven)."""
    for place, text in _texts(survey):
        for found in _NINE_DIGITS.finditer(text) if _THREE_DIGITS.search(text) else ():
            digits = [int(character) for character in found[0] if character.isdigit()]
            weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
            total = sum(weight * digit for weight, digit in zip(weights, digits, strict=True))
            if total and total % 11 == 0:
                yield Doubt(place(found.start()), {"value": found[0]})


def bank_account(survey: Survey) -> Iterator[Doubt]:
    """W345: an IBAN whose check digits are right."""
    for place, text in _texts(survey):
        for found in _IBAN.finditer(text):
            bare = found[0].replace(" ", "")
            number = "".join(str(int(character, 36)) for character in bare[4:] + bare[:4])
            if int(number) % 97 == 1:
                yield Doubt(place(found.start()), {"value": found[0]})


def name(survey: Survey) -> Iterator[Doubt]:
    """W346."""
    for place, text in _texts(survey):
        for found in _NAMES.finditer(text):
            yield Doubt(place(found.start()), {"value": found[0]})


def _texts(survey: Survey) -> Iterator[tuple[Callable[[int], Place], str]]:
    """Every text somebody reads, with where its characters stand; also what parameters stand for."""
    for word, text in survey.texts:
        yield word.place_of, text
    for parameter in survey.scenario.parameters.values():
        yield partial(_at, survey.place("parameters", parameter.id, "default")), parameter.default


def _at(place: Place, _: int) -> Place:
    return place
