"""Findings: what an author should mend, each with its place, in plain Dutch.

Owns the codes and every sentence an author may read, in one table so that a second language is a second table.
Does not look for mistakes (`reading`, `conditions`, `texts`, `lint` do). Codes are promises: they are explained
one by one in `docs/scenario-findings.md` and never get another meaning.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import Literal, NamedTuple

from engine.scenario.findings_en import ENGLISH, ENGLISH_HINTS, ENGLISH_TERMS
from engine.scenario.sentence import Language, Sentence, Term, Words, filled, kept, shown

__all__ = ["Language", "Sentence", "Term", "shown"]
Severity = Literal["error", "warning", "advice"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to mend. `line` and `column` count from 1, in characters; `advice` names a hint of HINTS, if any."""

    code: str
    severity: Severity
    file: str
    line: int
    column: int
    words: Words = ()
    advice: str | None = None

    def say(self, language: Language = "nl") -> Sentence:
        """The message and the hint, in this language."""
        return _say(self.code, self.advice, self.words, language)

    @property
    def message(self) -> str:
        """What is wrong, in Dutch."""
        return self.say().message

    @property
    def hint(self) -> str:
        """What to do, in Dutch."""
        return self.say().hint


class Place(NamedTuple):
    """Where something stands in the file; line and column count from 1, in characters.

    `file` is empty for the scenario file itself, and else the shown path of another file of the package.
    """

    line: int
    column: int
    file: str = ""

    def moved(self, characters: int) -> Place:
        return self._replace(column=self.column + characters)

    def within(self, file: str) -> Place:
        return self._replace(file=file)


class Problem(NamedTuple):
    """A mistake inside one text or condition; `offset` is in characters from its beginning."""

    code: str
    offset: int
    words: Words = ()
    advice: str | None = None

    @property
    def message(self) -> str:
        return _say(self.code, self.advice, self.words, "nl").message

    @property
    def hint(self) -> str:
        return _say(self.code, self.advice, self.words, "nl").hint


SENTENCES: Mapping[str, Sentence] = {
    # The file as such.
    "E001": Sentence("er staat een tab in het inspringen", "gebruik spaties, twee per niveau"),
    "E002": Sentence("het bestand is geen UTF-8", "sla het bestand op als UTF-8"),
    "E003": Sentence(
        "een tekst die met {{{{ begint, staat niet tussen aanhalingstekens", 'schrijf: "{{{{ naam }}}} …"'
    ),
    "E004": Sentence(
        "er staat een dubbele punt in een gewone tekst",
        "zet de tekst tussen aanhalingstekens, of begin met | en zet hem op de volgende regel",
    ),
    "E005": Sentence("een gewone tekst begint met {sign}", "laat {sign} weg of zet de tekst tussen aanhalingstekens"),
    "E006": Sentence('"{key}" staat er twee keer, ook op regel {line}', "voeg ze samen of haal er een weg"),
    "E007": Sentence(
        "{sign} aan het begin van een tekst heeft in YAML een eigen betekenis, die een scenario niet gebruikt",
        "schrijf de inhoud voluit of zet de tekst tussen aanhalingstekens",
    ),
    "E008": Sentence(
        "hier begint een tweede document", "haal de regel met --- of ... weg; een bestand is één scenario"
    ),
    "E009": Sentence("het bestand is te groot", "een scenario is hoogstens 4 MB en {limit} onderdelen"),
    "E010": Sentence("te veel niveaus in elkaar", "hoogstens 12 niveaus"),
    "E011": Sentence("er staat een onzichtbaar teken ({sign})", "wis de tekst rond deze plek en typ hem opnieuw"),
    "E012": Sentence("een aanhalingsteken wordt niet gesloten", "zet er een aan het eind van de tekst"),
    "E013": Sentence(
        "de haken [ ] of {{ }} kloppen niet", "kijk of elke haak gesloten is en of er komma's tussen staan"
    ),
    "E014": Sentence(
        "deze regel is niet goed ingesprongen",
        "laat sleutels die bij elkaar horen op dezelfde plaats beginnen",
    ),
    "E015": Sentence("hier ontbreekt een dubbele punt na de sleutel", "schrijf: sleutel: waarde"),
    "E016": Sentence(
        "een \\ tussen dubbele aanhalingstekens is onbekend", "gebruik enkele aanhalingstekens of schrijf \\\\"
    ),
    "E017": Sentence("na | of > staat nog tekst", "zet de tekst op de volgende regel, twee spaties verder"),
    "E018": Sentence("een sleutel moet één woord zijn", "zet teksten met haken tussen aanhalingstekens"),
    "E019": Sentence("dit kan niet gelezen worden als YAML", "kijk naar deze regel en de regel erboven"),
    "E020": Sentence("het bestand is er niet", "kijk of de naam klopt"),
    "E021": Sentence("het bestand mag niet gelezen worden", "vraag leesrechten voor dit bestand"),
    "E022": Sentence("in deze map staat geen scenario.yaml", "geef de map waar scenario.yaml in staat"),
    "E023": Sentence("het bestand is leeg", "begin met: format: 1"),
    "E024": Sentence("onbekende versie van het formaat: {value}", "schrijf: format: 1"),
    "E025": Sentence(
        "na een aanhalingsteken staat nog tekst", "zet de hele tekst tussen aanhalingstekens, of helemaal niet"
    ),
    "E026": Sentence("er zijn er meer; hier is gestopt met zoeken", "los deze eerst op en kijk dan opnieuw"),
    # The package: a folder or a zip, and what a file includes.
    "E027": Sentence("dit is geen zip, of hij is beschadigd", "pak de map van het scenario opnieuw in"),
    "E028": Sentence(
        'in de zip staat een naam die naar buiten wijst: "{name}"', "pak alleen de map van het scenario in"
    ),
    "E029": Sentence('"{name}" is een koppeling naar een andere plek', "zet het bestand zelf in de map"),
    "E030": Sentence('"{name}" staat twee keer in de zip', "pak de map van het scenario opnieuw in"),
    "E031": Sentence('"{name}" is versleuteld', "pak de map opnieuw in, zonder wachtwoord"),
    "E032": Sentence("er zijn te veel bestanden", "hoogstens {limit}, in lib, media, i18n en tests samen"),
    "E033": Sentence('"{name}" is te groot', "een bestand is hoogstens {limit} MB"),
    "E034": Sentence("de bestanden zijn samen te groot", "alles bij elkaar is hoogstens {limit} MB"),
    "E035": Sentence(
        "in de zip staat geen scenario.yaml, of meer dan één", "zet scenario.yaml bovenaan, of in de enige map"
    ),
    "E036": Sentence('"{name}" is geen gewoon bestand', "haal het weg, of zet er een bestand neer"),
    "E037": Sentence('"{name}" staat te diep', "hoogstens vier mappen in elkaar"),
    "E038": Sentence('"{name}" is op een ongewone manier ingepakt', "pak de map opnieuw in als gewone zip"),
    "E039": Sentence('"{name}" kan geen naam van een bestand zijn', "geef het bestand een naam zonder vreemde tekens"),
    "E040": Sentence(
        '"{name}" is uitgepakt meer dan {limit} keer zo groot', "kijk wat er in dit bestand staat, en pak opnieuw in"
    ),
    "E041": Sentence('"{value}" kan hier niet staan', "noem een bestand in lib, bijvoorbeeld lib/rollen.yaml"),
    "E042": Sentence('het bestand "{value}" is er niet', "kijk of de naam klopt"),
    "E043": Sentence("deze bestanden halen elkaar op: {cycle}", "haal een van de regels weg"),
    "E044": Sentence("te veel bestanden halen elkaar op", "hoogstens {limit} na elkaar"),
    "E045": Sentence('"{key}" hoort in scenario.yaml', "een bestand in lib heeft alleen: {options}"),
    "E046": Sentence(
        '"{value}" staat ook in {file}, regel {line}', "geef een van de twee een andere naam, of schrijf override: yes"
    ),
    "E047": Sentence('"{value}" vervangt niets', "haal override weg, of kijk of de naam klopt"),
    # Shape.
    "E101": Sentence('onbekende sleutel "{key}"', "hier kan: {options}"),
    "E102": Sentence('"{key}" ontbreekt', "voeg een regel toe: {key}: …"),
    "E103": Sentence("hier hoort {expected}", "kijk naar een voorbeeld in de beschrijving van het formaat"),
    "E104": Sentence(
        '"{value}" kan geen naam zijn', "begin met een letter; gebruik a-z, 0-9, _ en -, hoogstens 40 tekens"
    ),
    "E105": Sentence('"{value}" is al gebruikt', "kies een andere naam"),
    "E106": Sentence('"{value}" heeft een vaste betekenis', "kies een andere naam"),
    "E107": Sentence("de tekst is te lang: {length} tekens", "hoogstens {limit} tekens"),
    "E108": Sentence("{value} mag hier niet", "van {low} tot en met {high}"),
    "E109": Sentence('"{value}" kan hier niet', "kies uit: {options}"),
    "E110": Sentence(
        "dit bericht heeft {count} keer een begin", "kies precies één van at, after, when, manual, offered"
    ),
    "E111": Sentence("hier staat niets", "vul dit in of haal de regel weg"),
    "E112": Sentence('"{value}" is geen tijdsduur', "schrijf bijvoorbeeld 45 s, 3 min, 2 uur of 1 uur 30 min"),
    "E113": Sentence('"{value}" is geen tijdstip', "schrijf bijvoorbeeld dag 1 09:30"),
    "E114": Sentence("te veel: {count}", "hoogstens {limit}"),
    "E115": Sentence("delay hoort hier niet", "delay kan bij when, of binnen after en send"),
    "E116": Sentence("{count} namen voor {seats} plekken", "geef één naam voor elke plek"),
    "E117": Sentence('"{first}" en "{second}" staan er allebei', "kies er een"),
    "E118": Sentence("dit bericht kan niet vaker komen", "repeat kan alleen bij when en manual"),
    "E119": Sentence("spread hoort hier niet", "spread kan bij when, of binnen after"),
    # References.
    "E120": Sentence('onbekende rol of team "{value}"', "kies uit: {options}"),
    "E121": Sentence('onbekende fase "{value}"', "kies uit: {options}"),
    "E122": Sentence('onbekend formulier "{value}"', "kies uit: {options}"),
    "E123": Sentence('"{value}" is geen antwoord van formulier "{form}"', "kies uit: {options}"),
    "E124": Sentence('onbekend bericht "{value}"', "gebruik het id van een bericht"),
    "E125": Sentence('onbekend keermoment "{value}"', "kies uit: {options}"),
    "E126": Sentence('onbekend leerdoel "{value}"', "kies uit: {options}"),
    "E127": Sentence('rol "{value}" zit al in team "{team}"', "zet een rol in één team"),
    "E128": Sentence('"{value}" moet antwoorden maar krijgt het bericht niet', "zet hem ook bij to"),
    "E129": Sentence(
        'bericht "{value}" vraagt geen antwoord', "gebruik after: {{inject: …}}, of geef dat bericht een response"
    ),
    # Time.
    "E130": Sentence('{value} valt buiten fase "{phase}"', "kies een tijd van {low} tot en met {high}"),
    "E131": Sentence('dit komt na het eind van fase "{phase}"', "de fase duurt {length}"),
    "E132": Sentence(
        "de klok loopt achteruit of staat stil", "laat to later zijn dan from; een stille klok is speed: stil"
    ),
    "E133": Sentence('de klok van fase "{phase}" staat stil', "gebruik hier at: +… min"),
    "E134": Sentence("deze berichten wachten op elkaar: {cycle}", "geef er een een ander begin"),
    "E135": Sentence("een tijdsduur van nul kan hier niet", "maak hem langer of haal de regel weg"),
    "E136": Sentence(
        'fase "{value}" is nog niet voorbij als fase "{phase}" begint', "kies een fase die eerder komt dan die fase"
    ),
    "E137": Sentence("dit bericht vervalt voordat het komt", "laat until niet eerder zijn dan at"),
    "E138": Sentence(
        "als geen van deze voorwaarden klopt, is er niets om te sturen",
        "zet er een variant zonder if achter, of geef het bericht zelf een body",
    ),
    "E139": Sentence("live hoort alleen bij een telefoontje", "zet channel op phone, of haal live weg"),
    # Forms.
    "E140": Sentence('onbekend werkblad "{value}"', "kies uit: {options}"),
    "E141": Sentence("min is groter dan max: {low} en {high}", "laat min hoogstens zo groot zijn als max"),
    "E142": Sentence("{value} vinkjes, maar er zijn {count} mogelijkheden", "hoogstens {count}, of zet er meer bij"),
    "E143": Sentence("dit werkblad heeft geen velden", "kies template: bob of stappenplan, of zet er fields bij"),
    "E144": Sentence("de schaal loopt van {low} tot {high}", "laat to groter zijn dan from"),
    "E145": Sentence("de schaal heeft {count} treden", "hoogstens {limit}, anders kiest niemand nog bewust"),
    "E146": Sentence('"{value}" staat er twee keer, ook bij "{other}"', "geef elke mogelijkheid eigen woorden"),
    "E147": Sentence(
        "de velden van dit werkblad samen zijn te lang: {length} tekens",
        "samen hoogstens {limit}; geef teksten een kleinere max",
    ),
    "E148": Sentence('bericht "{value}" vraagt geen antwoord', "noem bij quotes een bericht met een response"),
    "E149": Sentence('"{value}" is geen veld van formulier "{form}"', "kies uit: {options}"),
    # Media.
    "E160": Sentence('onbekend medium "{value}"', "kies uit: {options}"),
    "E161": Sentence('bestand "{value}" is er niet', "zet het in de map media van het scenario"),
    "E162": Sentence(
        '"{value}" is geen pad naar een bestand in de map media', "schrijf bijvoorbeeld media/rook.jpg, zonder .. of \\"
    ),
    "E163": Sentence('een bestand dat op "{value}" eindigt, kan hier niet', "kies uit: {options}"),
    "E164": Sentence(
        'in "{value}" zit iets anders dan de naam zegt',
        "sla het opnieuw op in de goede soort; hernoemen is niet genoeg",
    ),
    "E165": Sentence('"{key}" hoort niet bij deze soort bestand', "haal de regel weg"),
    "E166": Sentence("het bestand is te groot: {value}", "hoogstens {limit}; maak het kleiner"),
    # Conditions and effects.
    "E201": Sentence(
        "de voorwaarde is niet te lezen", "vergelijk bijvoorbeeld zo: mediadruk >= 30 and raad_ingelicht == no"
    ),
    "E202": Sentence('onbekende naam "{value}"', "gebruik een naam uit state, een meter of phase"),
    "E203": Sentence('"{value}" is geen waarde van {name}', "kies uit: {options}"),
    "E204": Sentence(
        "{left} en {right} passen niet bij elkaar", "vergelijk getallen met getallen en keuzes met hun eigen waarden"
    ),
    "E205": Sentence("hier komt geen ja of nee uit", "vergelijk ergens mee, bijvoorbeeld … == …"),
    "E206": Sentence("de voorwaarde is te lang of te ingewikkeld", "één regel, hoogstens 300 tekens"),
    "E207": Sentence("{value} is geen getal dat hier kan", "gebruik hele getallen tot een miljard"),
    "E210": Sentence('onbekende variabele "{value}"', "noem hem eerst bij state"),
    "E211": Sentence('{name} kan niet "{value}" zijn', "kies uit: {options}"),
    "E212": Sentence('"{value}" is geen getal, dus er kan niets bij', "gebruik set"),
    "E213": Sentence("dit gevolg doet {count} dingen", "één per streepje: set, add, send, cancel of end_phase"),
    "E214": Sentence('onbekende functie "{value}"', "kies uit: {options}"),
    "E215": Sentence("tussen de haken van {call} hoort één id", 'schrijf {call}("id-van-een-bericht")'),
    "E216": Sentence('onbekend bericht "{value}" in {call}', "gebruik het id van een bericht"),
    "E217": Sentence(
        '"{value}" is geen bericht en geen formulier', "gebruik in answered het id van een bericht of een formulier"
    ),
    "E218": Sentence(
        'bericht "{value}" vraagt geen antwoord', "geef dat bericht een response, of vraag of het verstuurd is: sent"
    ),
    "E219": Sentence('"{value}" is een bericht en ook een formulier', "geef een van de twee een ander id"),
    "E220": Sentence(
        'bericht "{value}" heeft geen deadline en is dus nooit te laat', "zet bij zijn response een deadline"
    ),
    "E221": Sentence(
        'geen bericht vraagt om formulier "{value}"', "zet het bij een response, of gebruik het id van een bericht"
    ),
    "E230": Sentence(
        "alle gewichten zijn 0, dus er valt niets te loten", "geef minstens één waarde een gewicht boven 0"
    ),
    # Texts.
    "E301": Sentence(
        "dit kan niet in een tekst", "alleen {{{{ naam }}}}, of met upper, lower of capitalize: {{{{ naam|upper }}}}"
    ),
    "E302": Sentence('onbekend woord "{value}" in de tekst', "noem het eerst bij parameters"),
    # Exceptions.
    "E303": Sentence("{value} is een fout, en die kan niet worden genegeerd", "los de fout op"),
    "E304": Sentence('"{value}" is geen code van een opmerking', "gebruik een code met W of I, zoals check die noemt"),
    # Facts, translations.
    "E310": Sentence('onbekend feit "{value}"', "kies uit: {options}"),
    "E311": Sentence('onbekend criterium "{value}"', "schrijf rubriek.criterium; kies uit: {options}"),
    # Translations.
    "E501": Sentence(
        'er is geen tekst "{value}" om te vertalen', "kijk of het id nog bestaat; scenario.title is er een"
    ),
    "E502": Sentence(
        'in de vertaling van "{value}" staan andere woorden tussen {{{{ }}}}', "gebruik precies: {options}"
    ),
    "E503": Sentence('"{value}" is de taal van het scenario zelf', "haal dit bestand weg, of kies een andere taal"),
    "E504": Sentence('"{value}" is geen taal', "schrijf twee letters, bijvoorbeeld en"),
    "E505": Sentence('de taal "{value}" hoort in een ander bestand', "noem het bestand {name}"),
    # Scenario tests.
    "E520": Sentence('"{value}" kwam niet', "kijk wat het bericht op gang brengt"),
    "E521": Sentence('"{value}" kwam later: op {moment}', "kijk of de proef of het draaiboek anders moet"),
    "E522": Sentence('"{value}" kwam al: op {moment}', "kijk of de proef of het draaiboek anders moet"),
    "E523": Sentence('"{value}" kwam toch: op {moment}', "kijk wat het bericht op gang bracht"),
    "E524": Sentence('"{value}" kwam niet bij {who}', "het ging naar: {options}"),
    "E525": Sentence("{name} is {value}, verwacht {expected}", "kijk welk gevolg er te veel of te weinig was"),
    "E526": Sentence("dit is in de proef niet gebeurd", "kijk naar het moment dat hier staat"),
    "E527": Sentence("dit kon niet op {moment}", "{reason}"),
    "E528": Sentence('dit moment kwam niet: fase "{phase}" eindigde eerder', "kies een ander moment"),
    "E529": Sentence(
        "hier is na {count} gebeurtenissen gestopt met spelen",
        "kijk of berichten elkaar steeds weer op gang brengen, of maak minder proeven",
    ),
    "E530": Sentence(
        '"{value}" is geen moment', "schrijf een fase, met of zonder tijd erbij (avond +5 min), of dag 1 17:30"
    ),
    "E531": Sentence("{value} komt in geen enkele fase voor", "kies een tijd binnen de klok van een fase"),
    "E532": Sentence('van {value} vraagt "{inject}" geen antwoord', "antwoorden kan: {options}"),
    "E533": Sentence('dit past niet bij formulier "{form}"', "geef het antwoord met {key}, en alleen daarmee"),
    "E534": Sentence("de trainer doet hier {count} dingen", "één per streepje: fire, skip of next_phase"),
    # Warnings.
    "W210": Sentence(
        'de tijd om te antwoorden loopt door na fase "{phase}"', "er is dan nog {rest}; kies een kortere deadline"
    ),
    "W211": Sentence('dit komt pas na het geplande eind van fase "{phase}"', "begin eerder, of zet carry: yes"),
    "W212": Sentence("het verhaal gaat hier terug in de tijd", "kijk of de klok van deze fase klopt"),
    "W220": Sentence(
        'dit bericht komt nooit: het wacht op "{value}" uit een latere fase', "kies een andere fase, of zet carry: yes"
    ),
    "W221": Sentence(
        '"{value}" verandert, maar nergens hangt iets van af', "gebruik hem in when of if, of haal hem weg"
    ),
    "W222": Sentence('"{value}" wordt gelezen, maar verandert nooit', "geef hem ergens een waarde met set of add"),
    "W223": Sentence('"{value}" wordt nergens gebruikt', "gebruik het of haal het weg"),
    "W230": Sentence(
        "spread is groter dan delay ({spread}), en eerder dan meteen kan niet",
        "maak spread kleiner of delay groter",
    ),
    "W231": Sentence("dit bericht vervalt voordat het kan komen", "maak until later, of de wachttijd korter"),
    "W232": Sentence("deze variant gaat nooit uit: die ervoor geldt altijd", "zet de variant zonder if achteraan"),
    "W233": Sentence("deze tekst gaat nooit uit: er geldt altijd een variant", "haal hem weg"),
    "W234": Sentence(
        "deze berichten blijven elkaar oproepen tot ze op zijn: {cycle}",
        "laat er een later komen, of maak een voorwaarde die na het versturen niet meer waar is",
    ),
    "W240": Sentence(
        'rol "{role}" beslist hier zelf over iets wat niet aan de raad is: "{value}"',
        "vraag wat de raad kan: vragen stellen, kaders stellen, een motie, inwoners spreken",
    ),
    "W241": Sentence(
        '"{value}" is alleen aan de burgemeester, en hier beslist rol "{role}"',
        "vraag het de burgemeester, of vraag deze rol om advies",
    ),
    "W242": Sentence(
        'de raad moet hier in het openbaar iets zeggen over wat in een dossier staat: "{value}"',
        "vraag naar het proces, of laat dit besloten en via de griffier binnenkomen",
    ),
    "W243": Sentence(
        '"{value}": hier krijgt een deel van de raad geheime stukken',
        "geef ze aan alle raadsleden of aan geen van allen",
    ),
    "W244": Sentence(
        "bij alle {count} keuzevragen is niets doen het beste antwoord",
        "laat ten minste één keer een stevige maatregel het goede antwoord zijn",
    ),
    "W245": Sentence(
        'bij keermoment "{value}" wordt niemand iets gevraagd', "geef een van de berichten van dit moment een response"
    ),
    "W246": Sentence(
        '"{value}": dit bericht komt ook bij pers, inwoners of op de beamer', "beperk to tot wie het mag weten"
    ),
    "W247": Sentence(
        'rol "{role}" moet hier iets vinden van de inhoud: "{value}"',
        "de griffier bewaakt de procedure; vraag naar volgorde, vorm of geheimhouding, of vraag het een raadslid",
    ),
    "W250": Sentence(
        'rol "{role}" heeft in fase "{phase}" {length} niets te doen (vanaf {start})',
        "geef deze rol een bericht, of zet haar erbij in een bericht voor anderen",
    ),
    "W251": Sentence(
        'rol "{role}" heeft hier {count} vragen tegelijk open',
        "verdeel ze over rollen of over de tijd; meer dan drie houdt niemand uit elkaar",
    ),
    "W252": Sentence(
        "voor {role} komen hier {count} berichten in vijf minuten", "laat er een later komen, of naar een ander gaan"
    ),
    "W253": Sentence(
        "voor {role} komen hier {count} woorden in vijf minuten", "hoogstens {limit}; maak ze korter of verdeel ze"
    ),
    "W255": Sentence('rol "{role}" krijgt nergens een bericht', "zet haar bij to, of haal de rol weg"),
    "W256": Sentence(
        'rol "{role}" heeft geen rolkaart, andere rollen wel', "schrijf wat zij doet en weet: does, knows"
    ),
    "W258": Sentence(
        'leerdoel "{value}" komt in de nabespreking niet terug',
        "stel er een vraag over bij debrief, beoordeel er een antwoord op, of haal het leerdoel weg",
    ),
    "W259": Sentence(
        'in fase "{phase}" komt geen enkel bericht',
        "geef haar een bericht, of maak er kind: plenary, group, break of knowledge van",
    ),
    "W260": Sentence(
        'in fase "{phase}" gebeurt {length} niets (vanaf {start})', "zet er een bericht tussen, of maak de fase korter"
    ),
    "W261": Sentence(
        "de tijd om te antwoorden is te kort om {words} woorden te lezen",
        "alleen lezen duurt al {needed}; geef meer tijd of maak de tekst korter",
    ),
    "W263": Sentence('twee keermomenten heten "{value}"', "geef ze elk een eigen naam"),
    "W270": Sentence(
        "deze voorwaarde kan nooit waar worden: {value}", "kijk naar de waarden die set ergens geeft, en naar and en or"
    ),
    "W271": Sentence("deze voorwaarde is altijd waar: {value}", "haal haar weg, of kijk of or niet and moet zijn"),
    "W273": Sentence(
        '"{value}" krijgt alleen zijn beginwaarde', "geef hem ergens een andere waarde, of kies een ander begin"
    ),
    "W274": Sentence(
        'dit bericht en "{other}" komen tegelijk en geven "{value}" een andere waarde', "zet het in één van de twee"
    ),
    "W275": Sentence(
        'dit bericht wordt alleen gestuurd door "{value}" uit een latere fase, en is dan al vervallen',
        "kies een latere fase, of zet carry: yes",
    ),
    "W276": Sentence(
        'dit trekt "{value}" in, maar dat is dan al gekomen', "haal cancel weg, of laat dat bericht later komen"
    ),
    "W277": Sentence(
        "geen gevolg in dit scenario maakt deze voorwaarde waar: {value}",
        "laat een antwoord of bericht de waarde geven die hier staat; nu kan alleen een ander begin dat",
    ),
    "W278": Sentence(
        'niemand kan "{value}" zetten, en hier staat wat er past',
        "geef een rol ladders: [{value}], of laat een antwoord haar zetten",
    ),
    "W301": Sentence("de titel is lang: {length} tekens", "op een telefoon passen er {limit}"),
    "W302": Sentence("de tekst voor de telefoon is lang: {length} woorden", "een gesprek heeft er hoogstens {limit}"),
    "W304": Sentence('"{value}" lijkt nog in te vullen', "vul het in"),
    "W305": Sentence("er zijn er meer; hier is gestopt met zoeken", "los deze eerst op en kijk dan opnieuw"),
    "W310": Sentence(
        "het bestand is groot: {value}", "een telefoon laadt tot {limit} vlot; maak het kleiner als dat kan"
    ),
    "W311": Sentence('wie "{value}" niet kan horen, mist wat er gezegd wordt', "geef {wanted}"),
    "W312": Sentence('bij "{value}" ontbreekt {lacks}', "zeg wie het maakte en hoe u het mag gebruiken"),
    "W313": Sentence("in de map media staat wat niemand gebruikt: {value}", "noem het bij media of haal het weg"),
    "W320": Sentence('niemand komt "{value}" te weten', "geef known_by, of laat een bericht het vertellen met facts"),
    "W321": Sentence(
        'dit bericht vertelt "{value}" ({share}) aan wie het niet mag weten: {who}',
        "haal hen weg bij to, of kies een andere share; is het lekken de bedoeling, zeg dat dan bij lint",
    ),
    "W322": Sentence(
        'dit bericht vertelt "{value}" ({share}) aan iedereen',
        "kies een besloten kanaal zonder beamer; is het lekken de bedoeling, zeg dat dan bij lint",
    ),
    "W323": Sentence(
        '"{value}" is geheim voor de raad, maar deze raadsleden krijgen het niet: {who}',
        "geef het aan alle raadsleden of aan niemand",
    ),
    "W340": Sentence(
        "hier is geen {value} om te negeren", "haal deze uitzondering weg, of zet haar bij het goede onderdeel"
    ),
    "W341": Sentence(
        '"{value}" kan een echt telefoonnummer zijn',
        "laat het na 06 of het netnummer met een 0 beginnen: 06-01234567 of 020-0123456",
    ),
    "W342": Sentence('"{value}" kan een echt adres op internet zijn', "gebruik example.nl, of een naam op .example"),
    "W343": Sentence(
        '"{value}" is met het huisnummer erbij een echt adres',
        "laat de postcode weg, of gebruik de letters SA, SD of SS",
    ),
    "W344": Sentence('"{value}" kan een echt burgerservicenummer zijn', "verander het laatste cijfer, of laat het weg"),
    "W345": Sentence('"{value}" kan een echte bankrekening zijn', "verander de eerste twee cijfers, of laat het weg"),
    "W346": Sentence('"{value}" bestaat echt', "verzin een naam; echte zaken noemt u alleen met plaats en jaar"),
    "W347": Sentence(
        "één stuk van dit bericht is lang voor dit kanaal: {length} tekens",
        "hoogstens {limit}; knip het in stukken met een lege regel ertussen",
    ),
    "W348": Sentence('hier staat geen woord: "{value}"', "schrijf wat de lezer moet weten"),
    "W349": Sentence('"{value}" staat dubbel', "haal een van de twee weg"),
    "W350": Sentence(
        '"{value}" is te zien, maar niet te horen', "schrijf het in gesproken woorden, of kies een ander kanaal"
    ),
    "W501": Sentence(
        'de vertaling van "{value}" is niet van de tekst zoals die nu is',
        "kijk of zij nog klopt en schrijf dan source: {source}",
    ),
    "W502": Sentence("{count} teksten zijn niet vertaald: {value}", "tot dan staan die in de taal van het scenario"),
    "W520": Sentence("dit scenario heeft geen proeven", "maak er een: tests/niets-doen.yaml"),
    "W521": Sentence(
        'geen proef kiest bij formulier "{form}": {options}', "laat een proef dit antwoord geven en kijk wat ervan komt"
    ),
    "W522": Sentence(
        "in geen van de {count} proeflopen kwam dit bericht", "kijk wat het op gang brengt, of zet manual: yes"
    ),
    "W523": Sentence(
        "in geen van de {count} proeflopen werd deze voorwaarde waar", "kijk of een antwoord of gevolg haar waar maakt"
    ),
    "W524": Sentence("deze proef verwacht niets", "noem bij steps, always_sent, never of ends wat er moet uitkomen"),
    "I241": Sentence(
        "hier worden maatregelen gevraagd, en niets over hun einde",
        "vraag ook tot wanneer, en wie de maatregel afbouwt",
    ),
    "I242": Sentence(
        "{free} kost in dit scenario nooit iets",
        "geef er ergens een gevolg aan: {meters}",
    ),
    "I250": Sentence(
        'rol "{role}" heeft nog tijd voor "{first}" als dit komt', "laat dit later komen als het niet om de druk gaat"
    ),
    "I251": Sentence(
        "er zijn {count} stoelen", "met meer dan {limit} komt in de nabespreking niet iedereen aan het woord"
    ),
    "I252": Sentence(
        'alle berichten komen langs hetzelfde kanaal: "{channel}"', "wissel telefoon, mail, nieuws en gesprek af"
    ),
    "I253": Sentence(
        'team "{team}" krijgt nooit samen iets', "stuur een bericht aan team {team}, of laat het team samen antwoorden"
    ),
    "I260": Sentence(
        "de fasen duren samen {length}", "een bijeenkomst duurt hoogstens {limit}; maak een keuze of splits de avond"
    ),
    "I270": Sentence(
        "deze antwoorden hebben geen gevolg, andere wel: {value}",
        "geef ze een gevolg, of zet erbij waarom niet met lint",
    ),
    "I280": Sentence(
        "deze zin is lang: {length} woorden", "na {limit} woorden raakt een lezer het begin kwijt; maak er twee van"
    ),
    "I281": Sentence('"{value}" staat in hoofdletters', "schrijf het gewoon; nadruk komt van het woord"),
    "I282": Sentence('bericht "{other}" in deze fase heeft dezelfde titel', "geef ze elk een eigen titel"),
}
"""Every finding there is. The first letter of the code is its weight: error, warning or advice."""

HINTS: Mapping[str, str] = {
    "did_you_mean": 'bedoelde u "{guess}"?',
    "quote_text": "zet de hele tekst tussen aanhalingstekens",
    "only_in_body": "een variabele of meter kan alleen in de tekst van een bericht staan: body",
    "text_above": "hoort dit bij de tekst erboven? begin die tekst dan met | en spring hem in",
    "comma_in_text": "staat er een komma in de tekst? zet de tekst dan tussen aanhalingstekens",
    "of_this_kind": "bij kind: {kind} kan: {options}",
    "declare_variable_name": "begin met een letter; gebruik a-z, 0-9 en _, hoogstens 40 tekens",
    "newer_program": "dit bestand is voor een nieuwere Snelkookpan; werk het programma bij",
    "nothing_declared": "er is er nog geen; noem hem eerst",
    "day_first": "zet de dag ervoor: dag 1 {value}",
    "plus_first": "schrijf +{value}, gerekend vanaf het begin van de fase, of een tijdstip: dag 1 09:30",
    "at_forms": "schrijf +7 min, gerekend vanaf het begin van de fase, of een tijdstip: dag 1 09:30",
    "names_for_seats": "gebruik names: [..] met één naam voor elke plek",
    "each_or_team": "schrijf een rol, team x of each team x",
    "single_equals": "gebruik == om te vergelijken",
    "use_and": "schrijf and",
    "use_or": "schrijf or",
    "use_not": "schrijf not",
    "use_not_equal": "schrijf !=",
    "use_at_most": "schrijf <=",
    "use_at_least": "schrijf >=",
    "straight_quotes": "gebruik rechte aanhalingstekens: \" of '",
    "yes_or_no": "schrijf yes of no",
    "quote_id": 'zet aanhalingstekens om het id: {call}("{value}")',
    "use_call": 'schrijf {call}("…"), met het id van een bericht tussen de haken',
    "use_late": 'schrijf late("…"), met het id van een bericht tussen de haken',
    "use_brackets": 'zet haken om het id: sent("…")',
    "round_brackets": 'gebruik ronde haken: sent("…")',
    "form_is_no_inject": "dat is een formulier; geef het id van een bericht",
    "no_attributes": "een punt tussen namen bestaat hier niet",
    "no_division": "rekenen kan met +, - en *",
    "list_needed": "schrijf na in een lijst: in ['a', 'b']",
    "quote_value": 'zet aanhalingstekens om de waarde: "{value}"',
    "only_one_line": "zet de voorwaarde op één regel",
    "whole_number": "gebruik een heel getal",
    "at_least": "minstens {low}",
    "between": "van {low} tot en met {high}",
    "test_guarded": "zijn voorwaarde bij if was niet waar op {moment}",
    "test_skipped": "de trainer sloeg het over op {moment}",
    "test_cancelled": "het werd ingetrokken op {moment}",
    "test_until": "het gold maar tot {moment}",
    "test_lapsed": "het stond klaar voor {moment}, maar toen was zijn fase voorbij",
    "test_when_false": "zijn voorwaarde bij when werd niet waar",
    "test_not_set_off": "niets bracht het op gang",
    "test_no_inject": 'bericht "{value}" kwam niet',
    "test_over": "de oefening was voorbij op {moment}",
    "test_no_response": "kies een bericht met een response",
}
"""Other advice for the same finding, where more is known about what the author meant."""

WORDS: Mapping[str, Term] = {
    "text": Term("een tekst"),
    "number": Term("een heel getal"),
    "yesno": Term("yes of no"),
    "fields": Term("een blok met sleutels"),
    "items": Term("een lijst"),
    "choice": Term("een keuze"),
    "list": Term("een lijst"),
    "day": Term("dag"),
}
"""The words for kinds of values inside the sentences above."""


def say(code: str, hint: str | None = None, language: Language = "nl", **words: object) -> Sentence:
    """The message and the hint of a finding, each on one line. `hint` picks one from HINTS."""
    return _say(code, hint, kept(words), language)


def _say(code: str, advice: str | None, words: Words, language: Language) -> Sentence:
    sentence = SENTENCES[code]
    hint = HINTS[advice] if advice else sentence.hint
    if language == "nl":
        return filled(Sentence(sentence.message, hint), words, {})
    sentence = ENGLISH.get(code, sentence)
    hint = ENGLISH_HINTS.get(advice, hint) if advice else sentence.hint
    return filled(Sentence(sentence.message, hint), words, ENGLISH_TERMS)


def problem(code: str, offset: int, hint: str | None = None, **words: object) -> Problem:
    """A problem inside a text or condition."""
    return Problem(code, offset, kept(words), hint)


def guess(word: str, options: Iterable[str]) -> str | None:
    """The option somebody most likely meant, or None when nothing is near."""
    return next(iter(difflib.get_close_matches(word[:60], list(islice(options, _GUESSED_FROM)), n=1)), None)


class Enough(Exception):
    """More findings than anybody would read: looking further only costs time."""


MOST = 300
"""Findings in one file. A bound, so that a hostile file cannot keep the reader busy with suggestions."""
_GUESSED_FROM = 500


@dataclass(slots=True)
class Report:
    """Gathers the findings of one file while it is read, and raises `Enough` when there are too many."""

    file: str
    findings: list[Finding] = field(default_factory=list)

    def add(self, code: str, place: Place, hint: str | None = None, **words: object) -> None:
        """Note a finding; `hint` picks other advice than the usual."""
        self._put(code, place, kept(words), hint)

    def pass_on(self, found: Problem, place: Place) -> None:
        """Note a problem inside a text, at the place where it stands in the file."""
        self._put(found.code, place, found.words, found.advice)

    def close(self, code: str, place: Place) -> None:
        """Note one more after `Enough`, the last."""
        self.findings.append(self._finding(code, place))

    def _put(self, code: str, place: Place, words: Words, advice: str | None) -> None:
        if len(self.findings) >= MOST:
            raise Enough
        self.findings.append(self._finding(code, place, words, advice))

    def _finding(self, code: str, place: Place, words: Words = (), advice: str | None = None) -> Finding:
        return Finding(code, severity(code), place.file or self.file, place.line, place.column, words, advice)

    @property
    def has_errors(self) -> bool:
        return any(finding.severity == "error" for finding in self.findings)

    def in_order(self) -> tuple[Finding, ...]:
        """Every finding once, by place."""
        once = {(f.file, f.line, f.column, f.code, f.say()): f for f in self.findings}
        return tuple(once[key] for key in sorted(once))


def severity(code: str) -> Severity:
    """How heavy a code weighs, from its first letter."""
    weights: dict[str, Severity] = {"E": "error", "W": "warning", "I": "advice"}
    return weights[code[0]]
