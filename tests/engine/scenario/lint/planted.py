"""A small evening about which nothing can be doubted, and one planted doubt for every rule of `lint`."""

from __future__ import annotations

from typing import NamedTuple

from engine.scenario.findings import Finding
from engine.scenario.reading import read_files

EVENING = """\
format: 1
scenario:
  id: proef
  title: Proef
  starts: dag 1 08:00
  objectives: {leren: Wij leren., duiden: Wij duiden.}
parameters:
  krant: {label: Krant, default: De Hesselvelder}
state:
  gebeld: {type: yesno, start: no}
  keuze: {type: choice, options: [geen, nu, later], start: geen}
  vragen: {type: number, start: 0, min: 0, max: 9}
roles:
  burgemeester: {title: Burgemeester, does: U leidt., seats: 1}
  wethouder: {title: Wethouder, does: U bestuurt., seats: 1}
  raadslid: {title: Raadslid, does: U controleert., seats: 2}
  raadslid-klein: {title: Raadslid van een kleine fractie, does: U controleert., seats: 1}
  griffier: {title: Griffier, does: U helpt de raad., seats: 1}
  omroep: {title: Verslaggever, organ: pers, does: U bericht., seats: 1}
teams:
  college: {title: College, roles: [burgemeester, wethouder]}
phases:
  - {id: acuut, title: Acuut, session: 20 min, clock: {from: dag 1 08:00, to: dag 1 10:00}}
  - {id: later, title: Later, session: 8 min, clock: {from: dag 2 08:00, to: dag 2 10:00}}
forms:
  zeggen: {kind: text, question: Wat zegt u?}
  maatregelen: {kind: text, question: Welke maatregelen neemt u en wie is eigenaar?}
  school:
    kind: choice
    question: Wat spreekt u af?
    options:
      helpen: Er komt extra begeleiding.
      wachten: Dat is aan de school.
      alles: De school gaat dicht.
  mail:
    kind: choice
    question: Wat doet u met de mail?
    options:
      griffier: Ik geef hem aan de griffier.
      sturen: Ik stuur hem door.
      niets: Ik doe er niets mee.
  tocht:
    kind: choice
    question: Gaat u mee?
    options:
      ja: Ik ga mee.
      nee: Ik blijf thuis.
escalations:
  e1: {title: De pers belt}
injects:
  - id: pers-belt
    phase: acuut
    at: +1 min
    channel: phone
    from: "{{ krant }}"
    to: [burgemeester]
    title: Klopt het?
    body: Goedemorgen, klopt het wat wij horen?
    escalation: e1
    effects:
      - set: {gebeld: yes}
    response: {form: zeggen, by: burgemeester, deadline: 3 min}
  - id: school-belt
    phase: acuut
    at: +2 min
    channel: phone
    from: Directeur
    to: [wethouder]
    title: Wat doe ik morgen?
    body: Morgen staan hier tweehonderd kinderen.
    response:
      form: school
      by: wethouder
      deadline: 3 min
      answers:
        helpen:
          - set: {keuze: nu}
          - add: {vertrouwen: 2}
        wachten:
          - set: {keuze: later}
          - add: {onrust: 4}
        alles:
          - add: {regellast: 4}
  - id: krant
    phase: acuut
    at: +8 min
    channel: news
    from: "{{ krant }}"
    to: [all, plenary]
    title: Drie doden
    body: Er zijn drie doden. De politie doet onderzoek.
  - id: mail-komt
    phase: acuut
    at: +9 min
    channel: email
    from: Bewoner
    to: [raadslid, raadslid-klein]
    title: Een vraag
    body: |
      Beste raadsleden,

      Wat gebeurt er in onze straat?
    response:
      form: mail
      by: [raadslid, raadslid-klein]
      deadline: 4 min
      answers:
        griffier:
          - add: {vragen: 1}
          - add: {vertrouwen: 1}
        sturen:
          - add: {onrust: 3}
        niets:
          - add: {informatiegat: 2}
  - id: online
    phase: acuut
    when: keuze == 'later' and gebeld == yes
    channel: social
    from: Groep
    to: [all]
    title: School alleen
    body: Niemand helpt ons.
  - id: gevolg
    phase: acuut
    at: +14 min
    if: vragen > 1
    channel: chat
    from: Fractie
    to: [griffier]
    title: En nu?
    body: Komt er nog iets?
  - id: opdracht
    phase: later
    at: +1 min
    channel: assignment
    from: Spelleiding
    to: [team college]
    title: Maatregelen
    body: Noem bij elke maatregel ook de einddatum.
    response: {form: maatregelen, by: team college, deadline: 4 min}
  - id: tocht-komt
    phase: later
    at: +5 min
    channel: message
    from: Organisator
    to: [burgemeester]
    title: De tocht
    body: Loopt u morgen mee?
    response:
      form: tocht
      by: burgemeester
      deadline: 2 min
      answers:
        ja:
          - add: {vertrouwen: 1}
        nee:
          - add: {onrust: 1}
debrief:
  - {ask: Wat leerde u?, objective: leren, show: [krant]}
  - {ask: Wat zei u?, objective: duiden, show: [pers-belt]}
"""


class Doubt(NamedTuple):
    """`old` of the evening becomes `new`; `«»` in it, or in what else changes, marks where the finding belongs."""

    code: str
    old: str
    new: str
    also: tuple[tuple[str, str], ...] = ()


def message(ident: str, **keys: str) -> str:
    """One more message for the evening, at the end of the script."""
    usual = {"phase": "later", "channel": "note", "from": "Pers", "to": "[griffier]", "title": ident, "body": "Kort."}
    lines = [f"    {key}: {value}\n" for key, value in {**usual, **keys}.items()]
    return f"  - id: {ident}\n{''.join(lines)}"


def more(*messages: str) -> str:
    return "".join(messages) + "debrief:\n"


_ASK = "{form: zeggen, by: griffier}"
_LONG = " ".join(["Er is veel te doen en te lezen."] * 18)

DOUBTS = [
    # Time.
    Doubt("W260", "id: acuut, title: Acuut, session: 20 min", "id: «»acuut, title: Acuut, session: 26 min"),
    Doubt("W261", "deadline: 4 min}\n  - id: tocht", "deadline: «»4 s}\n  - id: tocht"),
    Doubt(
        "I260",
        "  - {id: later, title",
        "  - {id: extra, title: Extra, kind: break, session: 3 uur}\n  - {id: «»later, title",
    ),
    # What is declared.
    Doubt(
        "W263",
        "  e1: {title: De pers belt}\n",
        "  e1: {title: De pers belt}\n  «»e2: {title: De pers belt}\n",
        (("    at: +2 min\n", "    at: +2 min\n    escalation: e2\n"),),
    ),
    Doubt("W273", "set: {gebeld: yes}", "set: {gebeld: no}", (("  gebeld: {", "  «»gebeld: {"),)),
    # What it is about.
    Doubt("W240", "question: Wat doet u met de mail?", "question: «»Sluit u het pand?"),
    Doubt("W240", "sturen: Ik stuur hem door.", "sturen: Ik zet de wethouder «»op non-actief."),
    Doubt("W240", "Wat gebeurt er in onze straat?", "Kunt u mijn kind «»uit huis plaatsen?"),
    Doubt("W240", "sturen: Ik stuur hem door.", "sturen: Ik «»regel vandaag nog opvang voor het gezin."),
    Doubt("W241", "alles: De school gaat dicht.", "alles: Ik kondig een «»noodverordening af."),
    Doubt("W241", "Morgen staan hier tweehonderd kinderen.", "«»Schaalt u op naar GRIP 3?"),
    Doubt(
        "W242",
        "to: [raadslid, raadslid-klein]",
        "to: [raadslid, raadslid-klein, plenary]",
        (("Wat gebeurt er in onze straat?", "Wat staat er in het «»dossier van het gezin?"),),
    ),
    Doubt(
        "W243",
        "debrief:\n",
        more(message("stuk", manual="yes", to="[raadslid]", body="Bijgaand «»geheime stukken van het college.")),
    ),
    Doubt(
        "W244",
        "- add: {vertrouwen: 2}\n",
        "- add: {onrust: 2}\n",
        (
            ("- add: {onrust: 4}", "- add: {vertrouwen: 4}"),
            ("      wachten: Dat is aan de school.", "      wachten: «»Ik wacht op de school."),
            ("- add: {informatiegat: 2}", "- add: {informatiegat: -2}"),
            ("nee: Ik blijf thuis.", "nee: Ik reageer niet."),
            ("          - add: {vertrouwen: 1}\n        nee:", "          - add: {onrust: 2}\n        nee:"),
        ),
    ),
    Doubt(
        "W244",
        "      alles: De school gaat dicht.\n",
        "      alles: De school gaat dicht.\n    positions: {helpen: 4, wachten: 3, alles: 5}\n",
        (
            ("      wachten: Dat is aan de school.", "      wachten: «»Ik wacht op de school."),
            ("      niets: Ik doe er niets mee.\n", "      niets: Ik doe er niets mee.\n    positions: {niets: 3}\n"),
            ("nee: Ik blijf thuis.\n", "nee: Ik zwijg.\n    positions: {ja: 5, nee: 3}\n"),
        ),
    ),
    Doubt(
        "W245",
        "  e1: {title: De pers belt}\n",
        "  e1: {title: De pers belt}\n  «»e2: {title: Het nieuws}\n",
        (("    at: +8 min\n", "    at: +8 min\n    escalation: e2\n"),),
    ),
    Doubt("W246", "debrief:\n", more(message("brief", manual="yes", to="[omroep]", title="«»Strikt vertrouwelijk"))),
    Doubt("W247", "debrief:\n", more(message(
        "mening", manual="yes", response="{form: zeggen, by: griffier}", body="«»Vindt u dat de wethouder weg moet?",
    ))),
    Doubt("I241", "ook de einddatum", "ook het doel", (("Welke maatregelen neemt", "Welke «»maatregelen neemt"),)),
    Doubt("I242", "- add: {regellast: 4}", "- add: {onrust: 4}", (
        ("    response:\n      form: school", "    response:\n      «»form: school"),
    )),
    # Who plays.
    Doubt("W250", "to: [raadslid, raadslid-klein]", "to: [raadslid-klein]", (
        ("by: [raadslid, raadslid-klein]", "by: raadslid-klein"),
        ("    at: +8 min", "    at: +10 min"),
        ("to: [all, plenary]", "to: [burgemeester, wethouder, griffier, omroep]"),
        ("    to: [griffier]\n    title: En nu?", "    to: [griffier, omroep]\n    title: En nu?"),
        ("  raadslid: {", "  «»raadslid: {"),
    )),
    Doubt("W251", "debrief:\n", more(
        message("a", at="+10 s", response=_ASK),
        message("b", at="+1 min 10 s", response=_ASK),
        message("c", at="+2 min 10 s", response=_ASK),
        message("d", at="+2 min 40 s", response=_ASK).replace("id: ", "id: «»"),
    )),
    Doubt("W252", "debrief:\n", more(
        *(message(name, at="+1 min") for name in ("a", "b", "c")),
        message("d", at="+1 min").replace("id: ", "id: «»"),
    )),
    Doubt("W253", "debrief:\n", more(
        message("a", at="+1 min", body=_LONG),
        message("b", at="+1 min", body=_LONG).replace("id: ", "id: «»"),
    )),
    Doubt("W255", "  griffier: {", "  «»gast: {title: Gast, does: U kijkt.}\n  griffier: {", (
        ("to: [all, plenary]", "to: [burgemeester, wethouder, raadslid, raadslid-klein, griffier, omroep]"),
        ("to: [all]", "to: [griffier]"),
    )),
    Doubt("W256", "  omroep: {title: Verslaggever, organ: pers, does: U bericht., seats: 1}",
          "  «»omroep: {title: Verslaggever, organ: pers}"),
    Doubt("W258", "objectives: {leren", "objectives: {«»luisteren: Wij luisteren., leren"),
    Doubt("W259", "  - {id: later, title",
          "  - {id: «»leeg, title: Leeg, session: 5 min, clock: {from: dag 1 11:00, to: dag 1 12:00}}\n"
          "  - {id: later, title"),
    Doubt("I250", "debrief:\n", more(
        message("a", at="+10 s", response="{form: zeggen, by: griffier, deadline: 4 min}"),
        message("b", at="+1 min", response="{form: zeggen, by: griffier, deadline: «»2 min}"),
    )),
    Doubt("I251", "  griffier: {title: Griffier, does: U helpt de raad., seats: 1}",
          "  «»griffier: {title: Griffier, does: U helpt de raad., seats: 13}"),
    Doubt("I252", "channel: phone", "channel: «»meeting", tuple(
        (f"channel: {channel}", "channel: meeting")
        for channel in ("phone", "news", "email", "social", "chat", "assignment", "message")
    )),
    Doubt("I253", "  college: {title", "  «»griffie: {title: Griffie, roles: [griffier, omroep]}\n  college: {title"),
    # What follows from what.
    Doubt("W270", "keuze == 'later' and gebeld == yes", "«»keuze == 'later' and keuze == 'nu' and gebeld == yes"),
    Doubt("W270", "if: vragen > 1", "if: «»vragen > 9"),
    Doubt("W270", "keuze == 'later' and gebeld", "«»keuze == 'later' and mediadruk > 100 and gebeld"),
    Doubt("W277", "set: {keuze: later}", "set: {keuze: nu}", (("when: keuze == 'later'", "when: «»keuze == 'later'"),)),
    Doubt("W278", "  griffier: {title: Griffier", "  griffier: {title: Griffier, ladders: [ave]", (
        ("    at: +1 min\n", "    at: +1 min\n    bands: {ave: 2, «»grip: 0}\n"),
    )),
    Doubt("W271", "if: vragen > 1", "if: «»vragen >= 0 or keuze == 'nu'"),
    Doubt("W274", "debrief:\n", more(
        message("regel-a", when="vragen == 3", effects="[{set: {keuze: nu}}]"),
        message("regel-b", when="«»vragen == 3", effects="[{set: {keuze: later}}]"),
    )),
    Doubt("W275", "debrief:\n", more(
        message("terug", phase="acuut", manual="yes").replace("id: ", "id: «»"),
        message("stuurt", manual="yes", effects="[{send: terug}]"),
    )),
    Doubt("W276", "debrief:\n", more(
        message("eerst", at="+2 min"),
        message("dan", at="+3 min", effects="[{cancel: eerst}]").replace("id: ", "id: «»"),
    )),
    Doubt("I270", "        alles:\n          - add: {regellast: 4}\n", "", (
        ("    response:\n      form: school", "    response:\n      «»form: school"),
        ("- add: {onrust: 3}", "- add: {regellast: 3}"),
    )),
    # Texts.
    Doubt("W341", "Niemand helpt ons.", "Bel «»06-12345678."),
    Doubt("W341", "Niemand helpt ons.", "Bel «»(0541) 12 34 56."),
    Doubt("W341", "Niemand helpt ons.", "Bel «»+31 6 1234 5678."),
    Doubt("W342", "Niemand helpt ons.", "Mail «»anja@hesselveld.nl."),
    Doubt("W342", "Niemand helpt ons.", "Kijk op «»www.hesselveld.nl."),
    Doubt("W343", "Niemand helpt ons.", "Het was aan de Eschweg 12, «»7641 AB Zandhorst."),
    Doubt("W344", "Niemand helpt ons.", "Zijn nummer is «»123456782."),
    Doubt("W345", "Niemand helpt ons.", "Geef op «»NL91 ABNA 0417 1643 00."),
    Doubt("W346", "Niemand helpt ons.", "De fractie van de «»VVD helpt niet."),
    Doubt("W346", "default: De Hesselvelder", "default: «»De Telegraaf"),
    Doubt("W347", "Niemand helpt ons.", f"«»{'Niemand helpt ons. ' * 22}"),
    Doubt("W348", "Niemand helpt ons.", "«»…!"),
    Doubt("W349", "Niemand helpt ons.", "Niemand van «»de de school helpt ons."),
    Doubt("W350", "Morgen staan hier tweehonderd kinderen.", "Kijk op «»https://example.nl."),
    Doubt("W350", "Morgen staan hier tweehonderd kinderen.", "Hallo. «»[zucht] Wat nu?"),
    Doubt("I280", "Wat gebeurt er in onze straat?", f"Hallo. «»Ik {'vraag mij af of ' * 8} u komt?"),
    Doubt("I281", "Wat gebeurt er in onze straat?", "Ik vind: «»DIT MAG ECHT NIET."),
    Doubt("I282", "debrief:\n", more(
        message("a", at="+10 s", title="Nieuws"), message("b", at="+7 min", title="«»Nieuws"),
    )),
]  # fmt: skip


def found(text: str) -> tuple[Finding, ...]:
    return read_files({"scenario.yaml": text.encode()}).findings


def planted(doubt: Doubt) -> tuple[str, tuple[int, int]]:
    """The evening with the doubt in it, and where the finding must be."""
    text = EVENING
    for old, new in ((doubt.old, doubt.new), *doubt.also):
        assert old in text, old
        text = text.replace(old, new, 1)
    before, after = text.split("«»")
    return before + after, (before.count("\n") + 1, len(before) - before.rfind("\n"))
