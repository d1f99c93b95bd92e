"""Every key of a scenario in Dutch: what it is called and what an author should know of it.

Owns the words an editor shows, and the order in which keys stand: that of `docs/scenario-format.md`. Which keys exist
is said by the `keys(…)` tables of the readers; `schema` puts the two together, and `formatting` follows the order.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class Words(NamedTuple):
    """The name of a key, and one or two sentences about it."""

    title: str
    description: str


_OVERRIDE = Words("Vervangt een gedeelde", "yes: komt in de plaats van wat een opgehaald bestand onder dit id heeft.")
_LINT = Words(
    "Beantwoorde opmerkingen", "Opmerkingen van check die u gezien heeft en die hier niet gelden, met de reden."
)

EXPLAINED: Mapping[str, Mapping[str, Words]] = {
    "top": {
        "format": Words("Versie van het formaat", "Altijd 1."),
        "scenario": Words("Het scenario", "Wat het is: vast id, titel, makers en de leerdoelen."),
        "include": Words(
            "Gedeelde bestanden",
            "Bestanden in lib met rollen, teams, formulieren, media en rubrics die u deelt.",
        ),
        "parameters": Words(
            "Plaatselijke woorden", "Woorden die u per gemeente aanpast. In teksten schrijft u {{ naam }}."
        ),
        "state": Words(
            "Variabelen",
            "Wat tijdens de oefening verandert, naast de zeven meters. Voorwaarden en gevolgen gebruiken deze namen.",
        ),
        "roles": Words("Rollen", "Wie er meespelen, elk met een vast id."),
        "teams": Words("Teams", "Rollen die bij elkaar zitten. Een rol zit in hoogstens één team."),
        "phases": Words("Fasen", "Het programma, op volgorde."),
        "forms": Words("Formulieren", "Wat een deelnemer teruggeeft: een tekst, een keuze, een werkblad."),
        "media": Words(
            "Media", "Beeld, geluid, film en documenten die bij berichten horen. De bestanden staan in media/."
        ),
        "facts": Words("Feiten", "Wat er te weten valt, hoe zeker het is en met wie het gedeeld mag worden."),
        "rubrics": Words(
            "Beoordeling", "Waar een goed antwoord aan te herkennen is; de trainer ziet het bij het bericht."
        ),
        "escalations": Words("Escalatiemomenten", "De momenten waarop de avond kantelt."),
        "injects": Words("Berichten", "Het draaiboek, op volgorde."),
        "debrief": Words("Nabespreking", "Vragen voor na afloop."),
    },
    "scenario": {
        "id": Words("Vast id", "Kleine letters, cijfers, - en _. Verander het niet meer als er mee is geoefend."),
        "title": Words("Titel", "Staat op elk scherm."),
        "version": Words("Uw versie", 'Uw eigen versienummer, tussen aanhalingstekens: "1.0".'),
        "language": Words("Taal", "De taal van de teksten: nl of en."),
        "authors": Words("Makers", "Een lijst van namen."),
        "license": Words("Licentie", "Een SPDX-id, bijvoorbeeld CC-BY-4.0."),
        "summary": Words("Samenvatting", "Een paar zinnen over wat er gebeurt."),
        "objectives": Words("Leerdoelen", "Per leerdoel een id en één zin: wat de oefening traint."),
        "starts": Words("Begin van het verhaal", "Verhaaltijd van het eerste moment, bijvoorbeeld dag 1 16:40."),
        "first_day": Words("Weekdag van dag 1", "Bijvoorbeeld zaterdag. Zonder deze sleutel is het maandag."),
        "lint": _LINT,
    },
    "parameter": {
        "type": Words("Soort", "text (standaard), number (heel getal) of choice (een van een paar woorden)."),
        "label": Words("Omschrijving", "Wat de trainer bij dit woord leest."),
        "options": Words("Mogelijke woorden", "Alleen bij choice: de woorden waaruit de trainer er een kiest."),
        "default": Words("Standaardwoord", "Staat in de teksten zolang niemand iets anders kiest."),
        "min": Words("Kleinste getal", "Alleen bij number."),
        "max": Words("Grens", "Bij text het hoogste aantal tekens (standaard 200), bij number het grootste getal."),
        "lint": _LINT,
    },
    "state": {
        "type": Words("Soort", "yesno (ja of nee), number (heel getal) of choice (een van een paar woorden)."),
        "options": Words("Mogelijke waarden", "Alleen bij choice: de woorden waaruit één geldt."),
        "start": Words("Beginwaarde", "De waarde aan het begin van de oefening."),
        "min": Words("Kleinste waarde", "Alleen bij number; daaronder stopt het getal."),
        "max": Words("Grootste waarde", "Alleen bij number; daarboven stopt het getal."),
        "random": Words(
            "Loting",
            "Alleen als er niemand bij is: per waarde een gewicht, zoals {west: 70, oost: 30}, of bij number "
            "{from: 1, to: 6}. Met mensen erbij geldt start.",
        ),
        "lint": _LINT,
    },
    "random": {
        "from": Words("Van", "Het kleinste getal dat geloot kan worden."),
        "to": Words("Tot en met", "Het grootste getal dat geloot kan worden."),
    },
    "role": {
        "title": Words("Functie", "Bijvoorbeeld Burgemeester."),
        "name": Words("Naam", "De verzonnen persoon, bij één stoel. Kies een naam die niemand in de zaal heeft."),
        "party": Words("Partij", "Een verzonnen partij; bij meer stoelen delen allen haar."),
        "seats": Words("Stoelen", "Hoeveel mensen deze rol spelen, 1 tot 40. Standaard 1."),
        "names": Words("Namen", "Bij meer stoelen: voor elke stoel één naam."),
        "parties": Words("Partijen", "Bij meer stoelen: voor elke stoel één partij."),
        "group": Words("Groep in verslagen", "Het woord voor deze rol in het verslag; rollen mogen het delen."),
        "organ": Words(
            "Plaats in het bestuur",
            "raad, college, griffie, organisatie, partner, pers of bewoner. check ziet dan of een vraag past.",
        ),
        "does": Words("Taak", "Wat deze rol doet, in de u-vorm."),
        "may": Words("Mag wel", "Een lijst van zinnen."),
        "may_not": Words("Mag niet", "Een lijst van zinnen."),
        "ladders": Words("Ladders", "Welke ladders deze rol zelf mag zetten: ave, onrustfase, grip en rdm."),
        "knows": Words("Weet bij het begin", "Waar deze rol is en wat zij weet als de oefening begint."),
        "override": _OVERRIDE,
        "lint": _LINT,
    },
    "team": {
        "title": Words("Naam van het team", "Zoals deelnemers het lezen."),
        "room": Words("Ruimte", "Waar het team zit."),
        "roles": Words("Rollen", "De rollen in dit team."),
        "override": _OVERRIDE,
        "lint": _LINT,
    },
    "phase": {
        "id": Words("Vast id", "Berichten verwijzen ernaar met phase."),
        "title": Words("Titel", "Staat op elk scherm zolang de fase duurt."),
        "kind": Words(
            "Soort", "simulation (standaard), plenary (samen), group (in groepen), break (pauze) of knowledge (uitleg)."
        ),
        "session": Words("Duur in de zaal", "Van 1 minuut tot 8 uur, bijvoorbeeld 30 min."),
        "clock": Words("Verhaalklok", "Van welk tot welk moment van het verhaal deze fase loopt."),
        "stage": Words(
            "Periode", "acuut, dag, nafase of rapport. Zonder deze sleutel volgt zij uit de tijd sinds het begin."
        ),
        "end": Words("Einde", "facilitator (standaard: wacht op de trainer) of auto (eindigt vanzelf)."),
        "intro": Words("Inleiding", "Krijgt iedereen te zien als de fase begint."),
        "bands": Words(
            "Verwacht op de ladders",
            "Welke trede past vanaf hier, bijvoorbeeld {onrustfase: 2, ave: [3, 4], grip: 0}. Alleen voor de trainer.",
        ),
        "label": Words("Woord voor de dag", "Staat in plaats van de weekdag, bijvoorbeeld acht maanden later."),
        "lint": _LINT,
    },
    "clock": {
        "from": Words("Van", "Verhaaltijd aan het begin van de fase, bijvoorbeeld dag 1 16:40."),
        "to": Words("Tot", "Verhaaltijd aan het eind van de fase. Of gebruik speed."),
        "speed": Words("Snelheid", "stil, of bijvoorbeeld 10x: tien minuten verhaal in één minuut in de zaal."),
    },
    "form": {
        "kind": Words(
            "Soort",
            "text (eigen woorden), choice (een keuze), checklist (vinkjes), worksheet (een werkblad), "
            "assessment (een getal op een schaal) of statement (een verklaring om voor te lezen).",
        ),
        "question": Words("Vraag", "Wat de deelnemer boven het antwoord leest. Een werkblad kan zonder."),
        "options": Words(
            "Mogelijkheden", "Bij choice en checklist: per mogelijkheid een id en wat de deelnemer leest."
        ),
        "positions": Words(
            "Plaats op de schaal",
            "Alleen bij choice: per mogelijkheid 1 (veel te weinig) tot 5 (volle reflex); 3 is proportioneel.",
        ),
        "min": Words("Laagste aantal vinkjes", "Alleen bij checklist. Standaard 1; met 0 mag het ook leeg blijven."),
        "max": Words(
            "Hoogste aantal",
            "Bij text en statement: tekens, standaard 2000. Bij checklist: vinkjes, standaard alle mogelijkheden.",
        ),
        "template": Words(
            "Vast werkblad",
            "Alleen bij worksheet: bob, stappenplan, onrustfase, raadsbericht, maatregel, geheimhouding of motie.",
        ),
        "fields": Words(
            "Velden",
            "Alleen bij worksheet. Een id van het vaste werkblad vervangt dat veld; een ander komt erbij.",
        ),
        "scale": Words("Schaal", "Alleen bij assessment: van welk tot welk getal, met woorden aan beide einden."),
        "seconds": Words("Spreektijd", "Alleen bij statement: hoeveel seconden er zijn. Standaard 90."),
        "override": _OVERRIDE,
        "lint": _LINT,
    },
    "field": {
        "label": Words("Vraag", "Wat de deelnemer boven dit veld leest."),
        "kind": Words("Soort", "text (eigen woorden), choice (een keuze) of checklist (vinkjes)."),
        "required": Words("Verplicht", "yes: zonder dit veld kan het werkblad niet weg."),
        "options": Words(
            "Mogelijkheden", "Bij choice en checklist: per mogelijkheid een id en wat de deelnemer leest."
        ),
        "min": Words(
            "Laagste aantal vinkjes", "Alleen bij checklist. Een veld dat niet verplicht is, mag altijd leeg blijven."
        ),
        "max": Words(
            "Hoogste aantal",
            "Bij text: tekens, standaard 1000. Bij checklist: vinkjes, standaard alle mogelijkheden.",
        ),
        "step": Words("Stap", "De kop waar dit veld onder staat. Zonder deze sleutel is het die van het veld ervoor."),
    },
    "scale": {
        "from": Words("Van", "Het laagste getal, bijvoorbeeld 1."),
        "to": Words("Tot en met", "Het hoogste getal, bijvoorbeeld 5."),
        "low": Words("Woord bij het laagste", "Bijvoorbeeld helemaal niet."),
        "high": Words("Woord bij het hoogste", "Bijvoorbeeld helemaal wel."),
    },
    "medium": {
        "file": Words("Bestand", "Het pad in de map van het scenario, bijvoorbeeld media/rook.jpg."),
        "alt": Words("Beschrijving", "Wat er te zien of te horen is, voor wie het niet ziet of hoort."),
        "credit": Words("Maker", "Wie het maakte; staat bij het beeld."),
        "license": Words("Licentie", "Een SPDX-id, of hoe u het recht hebt om het te gebruiken."),
        "captions": Words("Ondertitels", "Alleen bij film: een vtt-bestand, bijvoorbeeld media/journaal.nl.vtt."),
        "transcript": Words("Uitgeschreven tekst", "Bij geluid en film: wat er gezegd wordt."),
        "length": Words("Duur", "Bij geluid en film, bijvoorbeeld 45 s."),
        "override": _OVERRIDE,
        "lint": _LINT,
    },
    "fact": {
        "text": Words("Tekst", "Eén zin, zoals de deelnemer hem leest."),
        "status": Words("Zekerheid", "feit (staat vast), vermoeden (waarschijnlijk) of gerucht (iemand zegt het)."),
        "share": Words("Delen mag met", "niemand, team, raad_geheim (besloten), raad_openbaar of pers (iedereen)."),
        "known_by": Words(
            "Weten het al", "Rollen, teams of all die dit bij het begin weten; het staat op hun rolkaart."
        ),
        "lint": _LINT,
    },
    "rubric": {
        "objective": Words("Leerdoel", "Het id van het leerdoel waar dit bij hoort."),
        "criteria": Words("Criteria", "Per criterium een id, een zin en de niveaus."),
        "override": _OVERRIDE,
        "lint": _LINT,
    },
    "criterion": {
        "label": Words("Criterium", "Wat u in een antwoord zoekt, bijvoorbeeld: noemt een volgend moment."),
        "levels": Words("Niveaus", "Woorden van weinig naar veel, bijvoorbeeld [niet, deels, ja]."),
        "lint": _LINT,
    },
    "escalation": {
        "title": Words("Titel", "Hoe dit moment heet, in de regie en in het verslag."),
        "expects": Words("Wat u verwacht", "Eén zin voor de trainer: hoe een proportionele reactie eruitziet."),
        "lint": _LINT,
    },
    "inject": {
        "id": Words("Vast id", "Andere berichten en gevolgen verwijzen ernaar."),
        "number": Words("Nummer", "In de regie, bijvoorbeeld 05. Zonder deze sleutel is het de plaats in het bestand."),
        "phase": Words("Fase", "Het id van de fase waarin het bericht komt."),
        "at": Words(
            "Moment",
            "+7 min na het begin van de fase, of een verhaaltijd zoals dag 1 17:30. Kies één: at, after, when, manual.",
        ),
        "after": Words(
            "Na iets anders", "Zoveel tijd na een bericht, na het eerste antwoord erop, of na het eind van een fase."
        ),
        "when": Words(
            "Zodra dit waar is",
            'Een voorwaarde, bijvoorbeeld mediadruk >= 30 of not answered("rtv-belt"). Het bericht komt één keer.',
        ),
        "delay": Words("Wachttijd", "Alleen naast when: zoveel later, bijvoorbeeld 3 min."),
        "spread": Words("Speling", "Alleen naast when: de wachttijd wordt geloot, hooguit zoveel korter of langer."),
        "manual": Words("Met de hand", "yes: het bericht komt alleen als de trainer of een gevolg het stuurt."),
        "offered": Words("Zelf te beginnen", "yes: wie het krijgt, begint er zelf aan, onder Zelf doen."),
        "repeat": Words(
            "Herhaling",
            "Alleen bij when en manual: hoe vaak het in totaal komt, 2 tot en met 9; yes is 5. Bij when telt het pas "
            "opnieuw als de voorwaarde tussendoor niet waar was.",
        ),
        "until": Words(
            "Uiterlijk", "Zoals at. Is het bericht dan nog niet verstuurd, dan vervalt het; met de hand kan het nog."
        ),
        "priority": Words("Voorrang", "1 tot en met 9, standaard 5. Wat 1 heeft gaat voor, als meer tegelijk komt."),
        "release": Words(
            "Vrijgave",
            "auto (standaard: volgt de stand), confirm (wacht altijd op GO) of manual (alleen met de hand).",
        ),
        "if": Words("Alleen als", "Een voorwaarde bij het versturen. Is zij niet waar, dan blijft het bericht achter."),
        "channel": Words("Kanaal", "Hoe het bericht binnenkomt."),
        "live": Words(
            "Gespeeld gesprek",
            "yes: iemand van de spelleiding speelt de beller. De tekst is het script, alleen voor hen.",
        ),
        "from": Words("Afzender", "Van wie het komt, zoals de deelnemer het leest."),
        "to": Words(
            "Aan",
            "Een rol, team en een id, all (iedere deelnemer), plenary (beamer), facilitator (trainer), of een lijst.",
        ),
        "title": Words("Kop", "Hooguit 60 tekens passen op een telefoon."),
        "body": Words("Tekst", "Wat de deelnemer leest. Mag weg als er varianten zijn."),
        "variants": Words(
            "Varianten", "Andere teksten voor hetzelfde bericht; de eerste die bij het versturen klopt, gaat uit."
        ),
        "note": Words("Voor de trainer", "Alleen de trainer leest dit."),
        "media": Words("Media", "De id's van beeld, geluid, film of document bij dit bericht."),
        "facts": Words("Feiten", "De id's van de feiten die dit bericht vertelt."),
        "quotes": Words(
            "Laat antwoord lezen",
            "Het id van een eerder bericht: wat daarop is doorgestuurd, of anders voor ieder het eigen antwoord.",
        ),
        "dimensions": Words("Dimensies", "Waar u op let bij het scoren: d1 tot en met d10."),
        "escalation": Words("Escalatiemoment", "Het id van het moment waar dit bericht bij hoort."),
        "optional": Words("Mag vervallen", "yes: de trainer mag het laten vallen als de tijd op is."),
        "carry": Words("Blijft open", "yes: het blijft open als de fase eindigt. Anders vervalt het."),
        "bands": Words("Verwacht op de ladders", "Welke trede past zodra dit bericht er is; verder als bij een fase."),
        "effects": Words("Gevolgen", "Wat er verandert als het bericht is bezorgd."),
        "response": Words("Gevraagd antwoord", "Wie er antwoordt, met welk formulier en binnen welke tijd."),
        "lint": _LINT,
    },
    "variant": {
        "if": Words("Als", "Een voorwaarde bij het versturen. Zonder if geldt deze variant altijd."),
        "title": Words("Kop", "Zonder deze sleutel de kop van het bericht."),
        "body": Words("Tekst", "Zonder deze sleutel de tekst van het bericht."),
    },
    "after": {
        "inject": Words("Na bezorging van", "Het id van het andere bericht."),
        "answer": Words("Na het eerste antwoord op", "Het id van een bericht dat om een antwoord vraagt."),
        "phase": Words("Na het eind van", "Het id van een fase die eerder komt dan die van dit bericht."),
        "delay": Words("Wachttijd", "Zoveel later, bijvoorbeeld 3 min."),
        "spread": Words("Speling", "De wachttijd wordt geloot: hooguit zoveel korter of langer, in hele seconden."),
    },
    "response": {
        "form": Words("Formulier", "Het id van een formulier."),
        "by": Words(
            "Door",
            "Een rol, all, each team en een id (iedere stoel apart), team en een id (één antwoord), of een lijst.",
        ),
        "deadline": Words("Binnen", "Hoe lang men heeft, bijvoorbeeld 2 min."),
        "answers": Words("Na een antwoord", "Per mogelijkheid of getal de gevolgen; any geldt voor elk antwoord."),
        "no_answer": Words("Zonder antwoord", "De gevolgen als de tijd voorbij is en er niets kwam."),
        "rubric": Words("Waar u op let", "Criteria voor de trainer, bijvoorbeeld besluitvorming.tijdig."),
        "minutes": Words("In de besluitenlijst", "yes, of de id's van de velden van het werkblad die erin komen."),
        "share": Words(
            "Stuur het antwoord door", "Wie het antwoord leest, als bericht van de gever. Dan ligt het vast."
        ),
    },
    "share": {
        "to": Words("Aan", "Zoals bij een bericht: een rol, team en een id, all, plenary, of een lijst."),
        "channel": Words("Kanaal", "Zoals bij een bericht; zonder deze sleutel message."),
        "title": Words("Titel", "Wat erboven staat; zonder deze sleutel de titel van het bericht."),
    },
    "effect": {
        "set": Words("Zet", "Geeft een variabele een waarde, bijvoorbeeld {raad_ingelicht: yes}."),
        "add": Words("Tel op", "Telt op bij een getal of meter, bijvoorbeeld {mediadruk: 10} of {vertrouwen: -5}."),
        "send": Words("Stuur", "Brengt een ander bericht op gang: een id, of {inject: id, delay: 4 min}."),
        "cancel": Words("Trek in", "Een bericht dat nog niet kwam, komt niet meer."),
        "end_phase": Words("Beëindig de fase", "yes: de fase die loopt, eindigt."),
    },
    "send": {
        "inject": Words("Bericht", "Het id van het bericht."),
        "delay": Words("Wachttijd", "Zoveel later, bijvoorbeeld 4 min."),
    },
    "lint": {
        "ignore": Words("Welke opmerkingen", "Een code of een lijst van codes, alleen W en I."),
        "because": Words("Waarom", "Waarom het hier zo bedoeld is. Staat in de uitvoer van check --format json."),
    },
    "debrief": {
        "ask": Words("Vraag", "Wat u na afloop vraagt."),
        "if": Words("Alleen als", "Een voorwaarde aan het eind. Is zij niet waar, dan vervalt de vraag."),
        "objective": Words("Leerdoel", "Het id van het leerdoel waar de vraag bij hoort."),
        "show": Words("Toon", "Berichten die u erbij laat zien; een formulier staat voor elk bericht dat erom vraagt."),
        "lint": _LINT,
    },
    "translation": {
        "format": Words("Versie van het formaat", "Altijd 1."),
        "language": Words("Taal", "Twee letters, zoals de naam van het bestand: en."),
        "texts": Words("Teksten", "Per pad van een tekst de vertaling, bijvoorbeeld injects.eerste-melding.title."),
    },
    "translated": {
        "text": Words("Vertaling", "De tekst in deze taal, met dezelfde {{ woorden }} als de brontekst."),
        "source": Words("Gemaakt van", "Zes tekens van de brontekst; check geeft ze, en zegt wanneer die veranderde."),
    },
    "test": {
        "format": Words("Versie van het formaat", "Altijd 1."),
        "test": Words("Titel van de proef", "Wat deze proef laat zien, in een paar woorden."),
        "seed": Words("Lotnummer", "Hetzelfde nummer geeft hetzelfde toeval. Standaard 1."),
        "given": Words("Gegeven", "Beginwaarden die in deze proef anders zijn: {variabele: waarde}."),
        "parameters": Words("Plaatselijke woorden", "Woorden die in deze proef anders zijn: {naam: woord}."),
        "answers": Words("Antwoorden", "Wie wat antwoordt, en wanneer. Wie hier niet staat, zwijgt."),
        "trainer": Words("Trainer", "Wat de trainer doet: een bericht sturen of overslaan, of de volgende fase."),
        "steps": Words("Stappen", "Wat er op een moment moet zijn gekomen, en hoe de variabelen dan staan."),
        "never": Words("Nooit", "Berichten die in deze proef niet mogen komen."),
        "always_sent": Words("Altijd", "Berichten die in deze proef moeten komen, wanneer dan ook."),
        "ends": Words("Aan het eind", "Hoe de variabelen aan het eind staan."),
    },
    "test_answer": {
        "inject": Words("Bericht", "Het id van het bericht waarop wordt geantwoord."),
        "by": Words("Door", "Een rol, een stoel, team en een id, all, of een lijst. Wie gevraagd is, antwoordt."),
        "after": Words("Zo lang erna", "Zoveel tijd na het bericht, bijvoorbeeld 2 min. Zonder after en at: meteen."),
        "at": Words("Moment", "Een fase met een tijd erbij (avond +5 min), of een verhaaltijd."),
        "option": Words("Keuze", "Bij een formulier met mogelijkheden: het id van een ervan."),
        "text": Words("Tekst", "Bij een formulier voor een eigen tekst of een verklaring."),
        "ticks": Words("Vinkjes", "Bij een checklist: een lijst van ids."),
        "number": Words("Getal", "Bij een schaal: een getal ervan."),
        "fields": Words("Velden", "Bij een werkblad: per veld wat er wordt ingevuld."),
    },
    "test_trainer": {
        "at": Words("Moment", "Een fase met een tijd erbij (avond +5 min), of een verhaaltijd."),
        "fire": Words("Stuur", "Het id van een bericht dat de trainer nu stuurt."),
        "skip": Words("Sla over", "Het id van een bericht dat de trainer overslaat."),
        "next_phase": Words("Volgende fase", "yes: de fase van dit moment eindigt hier."),
    },
    "test_step": {
        "at": Words("Moment", "Een fase met een tijd erbij (avond +5 min), of een verhaaltijd."),
        "expect": Words("Gekomen", "Berichten die er dan zijn: een id, of id to rol als u ook wilt weten bij wie."),
        "not_yet": Words("Nog niet", "Berichten die er dan nog niet zijn."),
        "state": Words("Stand", "Hoe de variabelen dan staan: {variabele: waarde}."),
    },
    "test_ends": {
        "state": Words("Stand", "Hoe de variabelen aan het eind staan: {variabele: waarde}."),
    },
}
"""Per table of keys, in the order of the documentation."""
