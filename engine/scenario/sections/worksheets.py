"""The worksheets that come with the program: a meeting in three steps, a plan in five, and papers of local government.

Owns these words. A scenario takes one with `template` and adds or replaces fields by id (`forms`). What follows from
practice: teams jump from the picture to the decision, so judging is a step of its own with required questions, and both
ask which alternative would be less intrusive (handbook 2.4).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from engine.scenario.model import FormField

FIELD_LENGTH = 1000
"""Characters of a text on a worksheet, unless it says otherwise: some 150 words, as much as a team reads back."""


def _step(title: str, *fields: FormField) -> tuple[FormField, ...]:
    return tuple(replace(field, step=title) for field in fields)


def _text(ident: str, label: str, *, required: bool = False) -> FormField:
    return FormField(ident, label, "text", required, max_length=FIELD_LENGTH)


def _choice(ident: str, label: str, **options: str) -> FormField:
    return FormField(ident, label, "choice", True, options)


def _ticks(ident: str, label: str, **options: str) -> FormField:
    return FormField(ident, label, "checklist", False, options, max_ticks=len(options))


def _sheet(*steps: Iterable[FormField]) -> Mapping[str, FormField]:
    return {field.id: field for fields in steps for field in fields}


_LESS_INTRUSIVE = "Welk alternatief is minder ingrijpend?"

TEMPLATES: Mapping[str, Mapping[str, FormField]] = {
    "bob": _sheet(
        _step(
            "Beeldvorming",
            _text("beeld", "Wat weet u zeker, en van wie weet u dat?", required=True),
            _text("onbekend", "Wat weet u nog niet, en wie kan het u vertellen?"),
        ),
        _step(
            "Oordeelsvorming",
            _text("oordeel", "Wat betekent dit? Wat is het probleem, en van wie is het?", required=True),
            _text("minder_ingrijpend", _LESS_INTRUSIVE, required=True),
        ),
        _step(
            "Besluitvorming",
            _text("besluit", "Wat besluit u?", required=True),
            _text("uitvoering", "Wie doet wat, en wanneer is het klaar?", required=True),
            _text("terug", "Wanneer kijkt u opnieuw, en wanneer stopt de maatregel?"),
        ),
    ),
    "stappenplan": _sheet(
        _step(
            "Beeldvorming",
            _text("beeld", "Wat is er gebeurd, en wat maakt het moeilijk?", required=True),
            _ticks(
                "beeld_punten",
                "Waar heeft u een beeld van?",
                b1="Van wie het signaal komt",
                b2="Wie erbij betrokken zijn en hoe zij tot elkaar staan",
                b3="Wat er precies gebeurde",
                b4="Waar en wanneer het was",
                b5="Wat de onrust wekt, en tegen wie zij zich richt",
                b6="Hoe inwoners, bestuur en media het horen",
                b7="Wat de media erover melden",
                b8="Welke signalen er eerder waren, en wat ermee is gedaan",
                b9="Of dit op zichzelf staat, of hoort bij meer",
                b10="Of één mens dit voelt, of een hele groep",
                b11="Of het hier eerder gebeurde, en wat toen hielp",
                b12="Wie het vertrouwen heeft in de buurt",
                b13="Welke organisaties meedoen",
                b14="Hoe anderen ernaar kijken",
                b15="Wat er op sociale media leeft",
                b16="Of de juiste mensen aan tafel zitten",
            ),
            _text("onbekend", "Wat weet u nog niet, en wie kan het u vertellen?"),
        ),
        _step(
            "Fase bepalen",
            _choice(
                "fase",
                "In welke fase zit de onrust?",
                f1="Fase 1: dreigend. Er is zorg, met weinig aandacht van buiten.",
                f2="Fase 2: onrust. Er zijn felle reacties en er is druk van media en politiek.",
                f3="Fase 3: escalatie. Meer mensen zijn onveilig of de openbare orde is in gevaar.",
            ),
            _text("fase_reden", "Waarom deze fase? Noteer ook wie er anders over denkt.", required=True),
        ),
        _step(
            "Oordeelsvorming",
            _text("oordeel", "Wat is het probleem, en van wie is het?", required=True),
            _text("ergste", "Wat kan er nog gebeuren, en wat is het ergste daarvan?"),
            _ticks(
                "oordeel_punten",
                "Wat heeft u afgewogen?",
                o1="Hoe het verder kan gaan",
                o2="Wat elk verloop zou aanrichten",
                o3="Het ergste dat kan gebeuren",
                o4="Wat u zelf kunt, en van wie u hulp nodig heeft",
                o5="Wat er nog kan gebeuren, en wanneer",
                o6="Wat voor en tegen elke keuze pleit",
            ),
            _text("minder_ingrijpend", _LESS_INTRUSIVE, required=True),
        ),
        _step(
            "Besluitvorming",
            _text("besluit", "Wat wilt u bereiken, en welke maatregelen passen daarbij?", required=True),
            _ticks(
                "besluit_punten",
                "Wat heeft u afgesproken?",
                s1="Welk doel u heeft",
                s2="Welke maatregelen bij dat doel passen",
                s3="Welke informatie nog mist en wie die haalt",
                s4="Of er meer mensen aan tafel moeten",
                s5="Wie de acties leidt",
                s6="Wanneer u weer bij elkaar komt",
            ),
        ),
        _step(
            "Uitvoering",
            _text("uitvoering", "Wie doet wat, en wanneer is het klaar?", required=True),
            _ticks(
                "uitvoering_punten",
                "Waar let u op?",
                u1="U houdt het klein",
                u2="U treedt op waar het moet en voorkomt waar het kan",
                u3="De maatregelen zijn niet zwaarder dan nodig",
                u4="Partners denken mee over de oplossing",
                u5="Ook andere geluiden krijgen ruimte",
                u6="Mensen met vertrouwen in de buurt helpen mee",
                u7="Uw houding is opbouwend",
                u8="U kiest: eerst dit probleem, of ook de oorzaken",
                u9="Er is gekeken naar wat minder ingrijpt",
                u10="U blijft volgen wat er gebeurt en begint zo nodig opnieuw bij stap 1",
            ),
            _text("terug", "Wanneer bouwt u de maatregelen af?"),
        ),
    ),
    # A message to the council: what it must and must not hold is looked at while it is written (handbook 2.6).
    "onrustfase": _sheet(
        _step(
            "Wat u ziet",
            _text("tekenen", "Wat ziet u op straat, online, in de media en bij medewerkers?", required=True),
            _text("bron", "Van wie weet u dat, en wat is alleen een gerucht?"),
        ),
        _step(
            "Welke fase",
            _choice(
                "fase",
                "In welke fase zit de onrust?",
                geen="Geen: er is weinig aan de hand",
                een="1, dreigend: iets kleins, één aanleiding, nog weinig aandacht",
                twee="2, onrust: felle zorgen in groepen, media of politiek, of iemand is onveilig",
                drie="3, escalatie: meer mensen zijn onveilig, of de orde dreigt weg te vallen",
            ),
            _text("waarom", "Waarom deze fase, en niet die eronder?", required=True),
            _text("anders", "Wie ziet het anders, en waarom?", required=True),
        ),
        _step(
            "Wat volgt",
            _text("besluit", "Wie moet er nu aan tafel, en wat doet u?", required=True),
            _text("terug", "Waaraan ziet u dat het minder wordt, en wanneer kijkt u opnieuw?", required=True),
        ),
    ),
    "raadsbericht": _sheet(
        (
            replace(
                _text("bericht", "Wat schrijft u aan de raad?", required=True),
                max_length=2_500,
                looks_at="raadsbericht",
            ),
            _choice("openbaar", "Is dit bericht openbaar?", openbaar="Ja, openbaar", geheim="Nee, geheim met grond"),
        ),
    ),
    # A measure with its end (handbook 3.4: seven questions, and what happens when nothing is done).
    "maatregel": _sheet(
        _step(
            "De maatregel",
            _text("wat", "Welke maatregel neemt u?", required=True),
            _text("doel", "Wat wilt u ermee bereiken?", required=True),
            _text("eigenaar", "Wie is de eigenaar?", required=True),
            _text("tot", "Tot wanneer geldt de maatregel?", required=True),
            _text("afbouw", "Hoe en door wie wordt de maatregel afgebouwd?", required=True),
        ),
        _step(
            "Zeven vragen",
            _ticks(
                "toets",
                "Waarop kunt u ja zeggen?",
                feit="Het feit staat vast, en ik weet van wie",
                oorzaak="De maatregel raakt een oorzaak die vaststaat",
                betrokken="Alleen wie het aangaat, merkt ervan",
                lichter="Er is geen lichter middel",
                bijwerking="Ik ken de gevolgen voor gezinnen, professionals, wachttijd en privacy",
                einde="Er is een einddatum, en iemand die afbouwt",
                bevoegd="Wij mogen dit besluiten",
            ),
            _text("niets", "Wat gebeurt er als u deze week niets doet, en met wie?"),
        ),
    ),
    # Secrecy asks a ground and an organ; when council members get it, all of them do (Gemeentewet 87 to 89).
    "geheimhouding": _sheet(
        (
            _text("wat", "Over welk stuk of welke informatie gaat het?", required=True),
            _choice(
                "grond",
                "Op welke grond?",
                persoonlijk="Bescherming van de persoonlijke levenssfeer",
                onderzoek="Opsporing en vervolging",
                toezicht="Controle en toezicht door een inspectie",
                belang="Goed functioneren van het bestuur",
            ),
            _choice(
                "orgaan",
                "Wie legt de geheimhouding op?",
                burgemeester="De burgemeester",
                college="Het college",
                raad="De raad",
            ),
            _choice("raad", "Welke raadsleden krijgen het?", alle="Alle raadsleden", geen="Geen raadslid"),
        ),
    ),
    "motie": _sheet(
        (
            _text("overwegend", "Wat overweegt u?", required=True),
            _text("draagt_op", "Wat vraagt u aan het college?", required=True),
            _text("tot", "Tot wanneer, en wanneer kijkt de raad ernaar terug?"),
        ),
    ),
}
"""By the name that a scenario uses."""
