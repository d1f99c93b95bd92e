"""How each dimension sounds in the mouth of a mayor, an alderman and a council member.

Owns an example at positions 1, 3 and 5 for each of the three (domain handbook 3.2, which gives them by role; the
sentences are our own). They help a rater hear the direction; they are no list to tick off.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, TypeAlias

from engine.scenario.model import Role
from engine.scoring.scale import Words

Voice: TypeAlias = Literal["", "b", "w", "r"]
"""Mayor (b), alderman (w), council member (r); empty for everybody else."""


def voice(role: Role) -> Voice:
    """In whose mouth examples fit for this role: by its organ, and in the college by whether it is the mayor."""
    if role.organ == "raad":
        return "r"
    if role.organ == "college":
        return "b" if role.id.startswith("burgemeester") else "w"
    return ""


def _said(*lines: tuple[str, str]) -> Mapping[int, Words]:
    return {position: Words(*line) for position, line in zip((1, 3, 5), lines, strict=True)}


EXAMPLES: Mapping[str, Mapping[str, Mapping[int, Words]]] = {
    "d1": {
        "b": _said(
            ("Mijn woordvoerder neemt de telefoon wel op.", "My spokesperson will pick up the phone."),
            (
                "Ik vertel over de opvang; over het onderzoek gaat het OM.",
                "I speak about the support; the prosecutor speaks on the inquiry.",
            ),
            (
                "Ik geef elk uur een verklaring over hoe het gebeurd is.",
                "I give a statement every hour on how it happened.",
            ),
        ),
        "w": _said(
            ("Ik ben voorlopig voor niemand bereikbaar.", "I cannot be reached by anybody for now."),
            (
                "Een paar zinnen, en dan laat ik de mensen hun werk doen.",
                "A few sentences, and then I let people do their work.",
            ),
            ("Ik schuif aan bij elke talkshow die mij wil hebben.", "I join every talk show that will have me."),
        ),
        "r": _said(
            ("Mijn fractie zegt hier nooit meer iets over.", "My party will never say anything about this again."),
            (
                "Eerst zijn de hulpdiensten aan zet, daarna stel ik mijn vragen.",
                "First the emergency services, then I will ask my questions.",
            ),
            ("Ik sta live voor de deur en neem u mee.", "I am live at the door and take you along."),
        ),
    },
    "d2": {
        "b": _said(
            ("Er valt niets te melden.", "There is nothing to report."),
            (
                "Dit staat vast, dit nog niet, en om zes uur weet u meer.",
                "This is certain, this is not yet, and at six you will know more.",
            ),
            ("Iedereen kon dit zien aankomen.", "Everybody could see this coming."),
        ),
        "w": _said(
            ("Het valt allemaal wel mee.", "It is not as bad as it seems."),
            (
                "Zij woonden hier; wat er gebeurd is weten wij nog niet.",
                "They lived here; what happened we do not know yet.",
            ),
            ("De hulpverlening heeft dit laten gebeuren.", "The helpers let this happen."),
        ),
        "r": _said(
            ("Er zal wel niets aan de hand zijn.", "It will be nothing."),
            (
                "Ik wacht op de feiten van het college voor ik oordeel.",
                "I wait for the college's facts before I judge.",
            ),
            ("Ik hoor dat het college dit al maanden wist.", "I hear the college knew this for months."),
        ),
    },
    "d3": {
        "b": _said(
            ("Over ons team stelt niemand vragen.", "Nobody asks questions about our team."),
            (
                "De mensen van het team zijn ook geraakt; leren doen we samen.",
                "The team is hit too; we learn together.",
            ),
            ("Voortaan beslis ik wie daar over de vloer komt.", "From now on I decide who visits that home."),
        ),
        "w": _said(
            ("Bij ons gaat nooit iets fout.", "Nothing ever goes wrong with us."),
            (
                "Ik sta achter hen, en straks kijken wij wat beter kan.",
                "I stand behind them, and later we look at what can be better.",
            ),
            ("De medewerker zit thuis, in afwachting van maatregelen.", "The worker is at home, awaiting measures."),
        ),
        "r": _said(
            ("Wie vragen stelt, valt hulpverleners af.", "Who asks questions lets the helpers down."),
            (
                "Het oordeel over de aanpak laat ik aan vakmensen.",
                "The judgement on the approach is for professionals.",
            ),
            ("Kunnen die mensen hun werk wel aan?", "Are these people up to their job?"),
        ),
    },
    "d4": {
        "b": _said(
            ("De weg is weer vrij voor het verkeer.", "The road is open to traffic again."),
            (
                "Vanavond ben ik in het buurthuis, voor wie wil praten.",
                "Tonight I am in the community centre, for who wants to talk.",
            ),
            ("Als vader zeg ik: hier gaan mensen voor boeten.", "As a father I say: people will pay for this."),
        ),
        "w": _said(
            ("De stappen uit het protocol lopen.", "The steps of the protocol are under way."),
            (
                "Ik denk aan de familie, en aan de juf die morgen voor de klas staat.",
                "I think of the family, and of the teacher in class tomorrow.",
            ),
            ("Ik slaap niet voordat de schuldige gevonden is.", "I will not sleep before the culprit is found."),
        ),
        "r": _said(
            ("Wat gaat dit de gemeente kosten?", "What will this cost the town?"),
            (
                "Wij leven mee met wie iemand mist en met wie erbij was.",
                "We feel with those who lost somebody and who were there.",
            ),
            ("Uit eerbied voor dit kind moet er nu iemand weg.", "Out of respect for this child somebody must go now."),
        ),
    },
    "d5": {
        "b": _said(
            ("Morgen praat niemand er meer over.", "Tomorrow nobody will talk about it."),
            (
                "Ik begrijp de boosheid, en ik vraag u elkaar heel te laten.",
                "I understand the anger, and I ask you to spare each other.",
            ),
            ("De politie had beter moeten opletten.", "The police should have paid attention."),
        ),
        "w": _said(
            ("Die buurt klaagt altijd.", "That neighbourhood always complains."),
            (
                "Schuld zoeken helpt vandaag niemand; wij doen wat nodig is.",
                "Looking for blame helps nobody today; we do what is needed.",
            ),
            ("Dit komt op het bord van de aanbieder.", "This is the provider's fault."),
        ),
        "r": _said(
            ("De pers blaast het op.", "The press blows it up."),
            ("Mijn fractie wijst vandaag niemand aan.", "My party points at nobody today."),
            ("Wanneer stapt de wethouder op?", "When does the alderman resign?"),
        ),
    },
    "d6": {
        "b": _said(
            ("Het dossier gaat dicht.", "The file is closed."),
            (
                "Met allen die erbij waren kijken wij in het voorjaar terug.",
                "In spring we look back with everybody who was there.",
            ),
            ("Alles gaat op de schop.", "Everything will be overturned."),
        ),
        "w": _said(
            ("Zulke dingen gebeuren nu eenmaal.", "Such things just happen."),
            ("In maart hoort u wat het stelsel hiervan leert.", "In March you hear what the system learns from this."),
            ("Het wijkteam wordt opgeheven en begint opnieuw.", "The neighbourhood team is disbanded and starts anew."),
        ),
        "r": _said(
            ("Wat mij betreft is het klaar.", "As far as I am concerned it is done."),
            ("Ik wil straks weten of dit vaker speelt.", "Later I want to know whether this happens more."),
            ("Motie: morgen een andere aanbieder.", "Motion: another provider tomorrow."),
        ),
    },
    "d7": {
        "b": _said(
            (
                "Laat de ambtenaar maar naar de driehoek gaan.",
                "Let an official go to the meeting with police and prosecutor.",
            ),
            (
                "De openbare orde is van mij, de opsporing van het OM.",
                "Public order is mine, the investigation is the prosecutor's.",
            ),
            ("Ik heb de recherche gezegd wie zij moeten horen.", "I told the detectives whom to question."),
        ),
        "w": _said(
            ("Dat is niet mijn afdeling.", "That is not my department."),
            (
                "De opvang en de inkoop zijn van mij, het oordeel is aan de inspectie.",
                "Support and contracts are mine, the judgement is the inspectorate's.",
            ),
            ("Ik heb het dossier zelf doorgenomen.", "I went through the file myself."),
        ),
        "r": _said(
            ("Controleren doe ik nu even niet.", "I will not scrutinise for now."),
            ("Ik controleer straks, op hoofdlijnen.", "I will scrutinise later, on the main lines."),
            ("Ik heb de hulpverlener gebeld om het na te vragen.", "I phoned the care worker to ask."),
        ),
    },
    "d8": {
        "b": _said(
            ("U hoort het wel als het rapport er is.", "You will hear when the report is there."),
            (
                "Donderdag is er een bewonersavond, ook als er weinig nieuws is.",
                "On Thursday there is an evening for residents, even with little news.",
            ),
            ("De pers wist het eerder dan de familie.", "The press knew before the family."),
        ),
        "w": _said(
            ("Het komt in de volgende nieuwsbrief.", "It will be in the next newsletter."),
            (
                "Alle fracties krijgen nu hetzelfde, en morgen om twaalf uur weer.",
                "All parties get the same now, and again at noon tomorrow.",
            ),
            ("Hier is het hele verslag, met alle bijlagen.", "Here is the whole record, with every appendix."),
        ),
        "r": _said(
            ("Ik houd voor mij wat ik weet.", "I keep what I know to myself."),
            ("Ik heb de andere fracties meteen gebeld.", "I called the other parties at once."),
            ("Ik heb de mail aan de krant gegeven.", "I gave the mail to the paper."),
        ),
    },
    "d9": {
        "b": _said(
            ("Geen commentaar, vanwege de privacy.", "No comment, because of privacy."),
            ("Over dit gezin zwijg ik, en ik leg u uit waarom.", "On this family I am silent, and I will explain why."),
            ("Het gaat om het gezin op de hoek.", "It is the family on the corner."),
        ),
        "w": _said(
            ("Privacy, dus ik zeg niets.", "Privacy, so I say nothing."),
            (
                "Of er hulp was zeg ik nooit; wel hoe hulp in het algemeen loopt.",
                "Whether there was help I never say; how help works in general I do.",
            ),
            ("Zij stonden sinds het voorjaar bij ons op de lijst.", "They were on our list since spring."),
        ),
        "r": _said(
            ("Dan vraag ik maar niet verder.", "Then I will not ask on."),
            ("De mail met namen ligt bij de griffier.", "The mail with names is with the clerk."),
            ("Ik citeer uit het dossier.", "I quote from the file."),
        ),
    },
    "d10": {
        "b": _said(
            ("Extra toezicht is nergens voor nodig.", "No extra watch is needed."),
            (
                "Toezicht in deze straat tot zondag; dan bouwen wij af.",
                "A watch in this street until Sunday; then we scale down.",
            ),
            (
                "Ik kondig voor de hele gemeente een noodverordening af.",
                "I declare an emergency order for the whole town.",
            ),
        ),
        "w": _said(
            ("Wij doen niets tot het rapport er is.", "We do nothing until the report is there."),
            (
                "Twee weken extra bereikbaar, en dan kijken wij of het nog nodig is.",
                "Two weeks of extra availability, and then we see if it is still needed.",
            ),
            ("Binnen een week zijn alle gezinnen bezocht.", "Within a week every family has been visited."),
        ),
        "r": _said(
            ("Laat maar waaien.", "Let it blow over."),
            ("Welk effect verwacht u, en welke bijwerking?", "What effect do you expect, and what side effect?"),
            ("Voortaan nul risico.", "From now on zero risk."),
        ),
    },
}
"""Dimension → voice → position → words."""
