"""One planted mistake for every code: exactly one finding, at the place marked with `«»`."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter
from typing import NamedTuple

import pytest

from engine.scenario.files.composing import MAX_BYTES
from engine.scenario.findings import HINTS, SENTENCES, WORDS, say
from engine.scenario.findings_en import ENGLISH, ENGLISH_HINTS, ENGLISH_TERMS
from engine.scenario.reading import read, read_files
from tests.engine.rehearsal.test_checking import PLANTS as OF_SCENARIO_TESTS
from tests.engine.scenario.files import test_package, test_zipped
from tests.engine.scenario.lint.planted import DOUBTS
from tests.engine.scenario.sections import test_including

SOUND = """\
format: 1
scenario: {id: proef, title: Proef, starts: dag 1 08:00, objectives: {leren: Wij leren.}}
parameters:
  gemeente: {label: Gemeente, default: Hesselveld}
state:
  gebeld: {type: yesno, start: no}
  standpunt: {type: choice, options: [geen, meedoen], start: geen}
  vragen: {type: number, start: 0, min: 0, max: 9}
roles:
  wethouder: {title: Wethouder}
  griffier: {title: Griffier}
  raadslid: {title: Raadslid, seats: 2, names: [An, Bo]}
teams:
  college: {title: College van {{ gemeente }}, roles: [wethouder]}
phases:
  - {id: acuut, title: Acuut, session: 11 min, clock: {from: dag 1 08:00, to: dag 1 10:00}}
  - {id: stil, title: Stil, session: 10 min, clock: {from: dag 2 08:00, speed: stil}}
forms:
  zeggen: {kind: text, question: Wat zegt u?}
  kiezen:
    kind: choice
    question: Wat doet u?
    options: {ja: Ja, nee: Nee}
escalations:
  e1: {title: De eerste}
injects:
  - id: een
    phase: acuut
    at: +1 min
    channel: phone
    from: Pers
    to: [wethouder]
    title: Een
    body: Wat nu?
    escalation: e1
    dimensions: [d1]
    effects:
      - set: {gebeld: yes, standpunt: meedoen}
    response: {form: zeggen, by: wethouder, deadline: 2 min}
  - id: twee
    phase: acuut
    when: gebeld == yes and standpunt == 'meedoen'
    channel: news
    from: Pers
    to: all
    title: Twee
    body: |
      Eerste regel.
      Tweede regel.
    effects:
      - add: {vragen: 1}
    response: {form: kiezen, by: griffier, answers: {ja: [{end_phase: yes}]}}
  - id: drie
    phase: stil
    if: vragen > 0
    manual: yes
    channel: note
    from: Pers
    to: facilitator
    title: Drie
    body: Klaar.
debrief:
  - {ask: Wat leerde u?, objective: leren, show: [een]}
""".replace("College van {{ gemeente }}", '"College van {{ gemeente }}"')


class Plant(NamedTuple):
    """`old` of the sound scenario becomes `new`; `«»` in it marks where the finding belongs."""

    code: str
    old: str
    new: str
    says: str = ""
    also: tuple[tuple[str, str], ...] = ()
    """More to replace, such as the mark when it belongs elsewhere."""


TEXT, QUESTION = "kind: text, question: Wat zegt u?", "question: Wat doet u?"
"""The form of `een`, for another kind in its place."""
SCALE = "scale: {from: 1, to: 3, low: Niet, high: Wel}"
DEADLINE = "deadline: 2 min"
MANY_FIELDS = ", ".join(
    f"{'«»' * (n == 24)}v{n}: {{label: V{n}, kind: checklist, options: {{a: A}}}}" for n in range(25)
)

PLANTS = [
    Plant("E001", "  gemeente: {label", "«»\tgemeente: {label"),
    Plant("E003", "title: Een\n", "title: «»{{ gemeente }}\n"),
    Plant("E003", "title: Een\n", "title: «»{{ gemeente }} belt\n"),
    Plant("E004", "body: Wat nu?", "body: Let op«»: wat nu?", "aanhalingstekens"),
    Plant("E005", "to: [wethouder]", "to: «»@wethouder"),
    Plant("E005", "body: Wat nu?", "body: «»`Wat` nu?"),
    Plant("E005", "body: Wat nu?", "body: «»%Wat nu?"),
    Plant("E005", "body: Wat nu?", "body: «»- Wat nu?"),
    Plant("E013", "to: [wethouder]", "to: [wethouder]«»]"),
    Plant("E006", "    title: Een\n", "    title: Een\n    «»title: Nogmaals\n", "regel 33"),
    Plant("E007", "body: Wat nu?", "body: «»*wat"),
    Plant("E007", "body: Wat nu?", "body: «»&wat nu?"),
    Plant("E007", "body: Wat nu?", "body: «»!wat nu?"),
    Plant("E007", "body: Wat nu?", "body: «»**Wat** nu?"),
    Plant("E008", "debrief:\n", "«»---\ndebrief:\n"),
    Plant("E010", "body: Wat nu?", "body: [[[[[[[[[[«»[]]]]]]]]]]]"),
    Plant("E011", "body: Wat nu?", "body: Wat «»\u2028nu?", "U+2028"),
    Plant("E011", "body: Wat nu?", 'body: «»"Wat \\0 nu?"', "U+0000"),
    Plant("E011", "body: Wat nu?", 'body: «»"\\ud800"', "U+D800"),
    Plant("E012", "body: Wat nu?", 'body: «»"Wat nu?'),
    Plant("E013", "to: [wethouder]", "to: «»[wethouder"),
    Plant("E014", "    channel: phone\n", "     «»channel: phone\n"),
    Plant("E014", "    channel: phone\n", "   «»channel: phone\n"),
    Plant("E014", "format: 1\n", "  format: 1\n«»"),
    Plant("E015", "body: Wat nu?\n", "body: Wat nu?\n«»los\n"),
    Plant("E016", "body: Wat nu?", 'body: "Wat \\«»d nu?"'),
    Plant("E016", "body: Wat nu?", 'body: "Wat «»\\U7fffffff nu?"'),
    Plant("E017", "body: |\n", "body: «»| Eerste\n"),
    Plant("E018", "body: Wat nu?", "body: «»{[a]: b}"),
    Plant("E024", "format: 1", "format: «»2"),
    Plant("E025", "body: Wat nu?", 'body: "Wat"«» nu?'),
    Plant("E101", "    channel: phone", "    channel: phone\n    «»kanaal: phone", 'bedoelde u "channel"?'),
    Plant("E101", "title: Wethouder}", "title: Wethouder, «»knowz: a}", 'bedoelde u "knows"?'),
    Plant("E101", "question: Wat zegt u?", "question: Wat zegt u, «»en wanneer?", "komma"),
    Plant("E101", "question: Wat zegt u?", "question: Wat zegt u?, «»options: {a: b}"),
    Plant("E102", "    channel: phone\n", "", '"channel" ontbreekt', (("  - id: een", "  - «»id: een"),)),
    Plant("E102", ", clock: {from: dag 1 08:00, to: dag 1 10:00}", "", '"clock"', (("{id: acuut", "«»{id: acuut"),)),
    Plant("E102", "    body: Wat nu?\n", "", '"body" ontbreekt', (("  - id: een", "  - «»id: een"),)),
    Plant("E102", "body: Wat nu?", "variants: [«»{title: Veel}]", '"body" ontbreekt'),
    Plant("E103", "body: Wat nu?", "body: «»[Wat nu?]", "een tekst"),
    Plant("E103", "seats: 2", "seats: «»twee", "een heel getal"),
    Plant("E103", "seats: 2", "seats: «»02", "een heel getal"),
    Plant("E103", "    dimensions: [d1]", "    dimensions: [d1]\n    carry: «»misschien", "yes of no"),
    Plant(
        "E103", "parameters:\n  gemeente: {label: Gemeente, default: Hesselveld}", "parameters: «»gemeente", "sleutels"
    ),
    Plant("E103", "effects:\n      - add: {vragen: 1}", "effects: «»{add: {vragen: 1}}", "een lijst"),
    Plant("E104", "escalations:\n", "escalations:\n  «»E2: {title: a}\n"),
    Plant("E105", "  - id: twee", "  - id: «»een"),
    Plant("E105", "to: [wethouder]", "to: [wethouder, «»wethouder]"),
    Plant(
        "E105",
        "phases:\n",
        "phases:\n  - {id: acuut, title: A, session: 5 min, kind: break}\n",
        "",
        (("id: acuut, title: Acuut", "id: «»acuut, title: Acuut"),),
    ),
    Plant(
        "E105",
        "  griffier: {title: Griffier}",
        "  griffier: {title: Griffier}\n  raadslid-1: {title: R}",
        "",
        (("  raadslid: ", "  «»raadslid: "),),
    ),
    Plant(
        "E106",
        "  gebeld: {type: yesno, start: no}",
        "  gebeld: {type: yesno, start: no}\n  «»onrust: {type: yesno, start: no}",
    ),
    Plant("E106", "  griffier: {title: Griffier}", "  griffier: {title: Griffier}\n  «»all: {title: A}"),
    Plant("E106", "  griffier: {title: Griffier}", "  griffier: {title: Griffier}\n  «»trainer: {title: T}"),
    Plant("E106", "  griffier: {title: Griffier}", "  griffier: {title: Griffier}\n  «»beamer: {title: B}"),
    Plant("E106", "{ja: Ja, nee: Nee}", "{ja: Ja, nee: Nee, «»any: Anders}"),
    Plant("E107", "title: Een\n", f"title: «»{'a' * 201}\n", "201"),
    Plant("E108", "seats: 2, names: [An, Bo]", "seats: «»41"),
    Plant("E108", "session: 10 min", "session: «»9 uur", "van 1 min tot en met 8 uur"),
    Plant("E109", "channel: phone", "channel: «»fone", 'bedoelde u "phone"?'),
    Plant("E108", "manual: yes", "manual: yes\n    repeat: «»10", "van 2 tot en met 9"),
    Plant("E108", "start: 0", "start: 0, random: {from: 5, «»to: 4}", "minstens 5"),
    Plant("E103", "start: geen}", "start: geen, random: {geen: «»veel}}", "een heel getal"),
    Plant("E108", "at: +1 min", "at: +1 min\n    priority: «»10", "van 1 tot en met 9"),
    Plant("E109", "at: +1 min", "at: +1 min\n    release: «»confirmm", 'bedoelde u "confirm"?'),
    Plant("E109", "dimensions: [d1]", "dimensions: [«»d11]"),
    Plant("E109", "by: wethouder", "by: «»plenary"),
    Plant("E109", "channel: phone", "channel: «»whatsapp", 'bedoelde u "chat"?'),
    Plant("E109", "manual: yes", "manual: «»no"),
    Plant("E109", "speed: stil", "speed: «»snel"),
    Plant("E109", "griffier: {title: Griffier}", "griffier: {title: Griffier, ladders: [«»onrust]}", "onrustfase"),
    Plant("E109", "dimensions: [d1]", "dimensions: [d1]\n    bands: {«»grib: 1}", 'bedoelde u "grip"?'),
    Plant("E108", "dimensions: [d1]", "dimensions: [d1]\n    bands: {onrustfase: «»4}", "van 0 tot en met 3"),
    Plant("E108", "dimensions: [d1]", "dimensions: [d1]\n    bands: {ave: [3, «»2]}", "minstens 3"),
    Plant("E114", "dimensions: [d1]", "dimensions: [d1]\n    bands: {ave: [1, 2, «»3]}"),
    Plant("E110", "    at: +1 min\n", "", "geen keer", (("  - id: een", "  - «»id: een"),)),
    Plant("E110", "    at: +1 min\n", "    at: +1 min\n    «»manual: yes\n", "2 keer"),
    Plant("E111", "body: Wat nu?", "«»body:"),
    Plant("E111", "roles: [wethouder]", "roles: «»[]"),
    Plant("E112", "deadline: 2 min", "deadline: «»2 minuutjes"),
    Plant("E112", "at: +1 min", "at: «»+1"),
    Plant("E113", "at: +1 min", "at: «»8:30", "dag 1 08:30"),
    Plant("E113", "at: +1 min", "at: «»1 min", "+1 min"),
    Plant("E113", "starts: dag 1 08:00", "starts: «»maandag"),
    Plant("E114", "{title: Griffier}", f"{{title: Griffier, may: [{'a, ' * 100}«»b]}}", "100"),
    Plant("E115", "    at: +1 min\n", "    at: +1 min\n    «»delay: 1 min\n"),
    Plant("E116", "names: [An, Bo]", "«»names: [An]"),
    Plant("E116", "names: [An, Bo]", "«»name: An"),
    Plant("E117", "names: [An, Bo]", "name: An, «»names: [An, Bo]"),
    Plant("E117", "speed: stil", "to: dag 2 09:00, «»speed: stil"),
    Plant("E117", "manual: yes", "after: {inject: een, «»phase: acuut}", '"inject" en "phase"'),
    Plant("E118", "    at: +1 min\n", "    at: +1 min\n    «»repeat: yes\n"),
    Plant("E119", "    at: +1 min\n", "    at: +1 min\n    «»spread: 1 min\n"),
    Plant("E120", "to: [wethouder]", "to: [wethouder, «»burgermeester]"),
    Plant("E120", "roles: [wethouder]", "roles: [«»wethouders]", 'bedoelde u "wethouder"?'),
    Plant("E120", "by: griffier", "by: «»team colege", 'bedoelde u "team college"?'),
    Plant("E121", "phase: stil", "phase: «»stiel", 'bedoelde u "stil"?'),
    Plant("E121", "manual: yes", "after: {phase: «»acuutt}", 'bedoelde u "acuut"?'),
    Plant("E122", "form: kiezen", "form: «»kies"),
    Plant("E123", "answers: {ja:", "answers: {«»jaa:", 'bedoelde u "ja"?'),
    Plant("E124", "show: [een]", "show: [«»eén]", 'bedoelde u "een"?'),
    Plant("E124", "manual: yes", "after: {inject: «»tweee}"),
    Plant("E124", "- add: {vragen: 1}", "- add: {vragen: 1}\n      - send: «»vier"),
    Plant("E124", "- add: {vragen: 1}", "- add: {vragen: 1}\n      - cancel: «»vier"),
    Plant("E125", "escalation: e1", "escalation: «»e2"),
    Plant("E126", "objective: leren", "objective: «»leuren"),
    Plant("E127", "roles: [wethouder]}", "roles: [wethouder]}\n  staf: {title: Staf, roles: [«»wethouder]}"),
    Plant("E128", "by: wethouder", "by: «»griffier"),
    Plant("E128", "by: wethouder", "by: «»all", "moet antwoorden"),
    Plant("E128", "by: griffier, answers", "by: «»each team college, answers", also=(("to: all", "to: griffier"),)),
    Plant("E129", "when: gebeld == yes and standpunt == 'meedoen'", "after: {answer: «»drie}"),
    Plant("E130", "at: +1 min", "at: «»dag 1 10:01", "van dag 1 08:00 tot en met dag 1 10:00"),
    Plant("E131", "at: +1 min", "at: «»+12 min", "11 min"),
    Plant("E132", "to: dag 1 10:00", "«»to: dag 1 07:00"),
    Plant("E133", "manual: yes", "at: «»dag 2 08:00"),
    Plant("E134", "at: +1 min", "after: «»{inject: een}", "een → een"),
    Plant("E135", "deadline: 2 min", "deadline: «»0 min"),
    Plant("E130", "at: +1 min", "at: +1 min\n    until: «»dag 1 10:01"),
    Plant("E131", "at: +1 min", "at: +1 min\n    until: «»+31 min"),
    Plant("E136", "manual: yes", "after: {phase: «»stil}", 'fase "stil" is nog niet voorbij'),
    Plant("E136", "at: +1 min", "after: {phase: «»stil}", 'als fase "acuut" begint'),
    Plant("E137", "at: +1 min", "at: +2 min\n    until: «»+1 min"),
    Plant("E101", TEXT, f"kind: worksheet, {QUESTION}, template: bob, «»scale: {{from: 1}}", "bij kind: worksheet kan"),
    Plant(
        "E101",
        TEXT,
        f"kind: worksheet, {QUESTION}, fields: {{a: {{label: A, kind: choice, «»max: 2, options: {{b: B}}}}}}",
    ),
    Plant("E102", f"{{{TEXT}", f"«»{{kind: checklist, {QUESTION}", '"options"'),
    Plant("E102", f"{{{TEXT}", f"«»{{kind: assessment, {QUESTION}", '"scale"'),
    Plant("E108", TEXT, f"kind: statement, {QUESTION}, seconds: «»5", "van 10 tot en met 600"),
    Plant("E109", TEXT, f"kind: «»vinkjes, {QUESTION}, options: {{a: A}}", "checklist"),
    Plant("E109", TEXT, f"kind: worksheet, {QUESTION}, fields: {{a: {{label: A, kind: «»scale}}}}", "checklist"),
    Plant("E114", TEXT, f"kind: worksheet, {QUESTION}, fields: {{{MANY_FIELDS}}}", "24"),
    Plant(
        "E123",
        TEXT,
        f"kind: assessment, {QUESTION}, {SCALE}",
        "1, 2, 3",
        ((DEADLINE, "answers: {«»4: [{end_phase: yes}]}"),),
    ),
    Plant(
        "E123",
        TEXT,
        f"kind: worksheet, {QUESTION}, template: bob",
        "any",
        ((DEADLINE, "answers: {«»beeld: [{end_phase: yes}]}"),),
    ),
    Plant("E140", TEXT, f"kind: worksheet, {QUESTION}, template: «»bop", 'bedoelde u "bob"?'),
    Plant("E141", TEXT, f"kind: checklist, {QUESTION}, options: {{a: A, b: B, c: C}}, min: «»3, max: 2", "3 en 2"),
    Plant("E142", TEXT, f"kind: checklist, {QUESTION}, options: {{a: A, b: B}}, min: «»3", "2 mogelijkheden"),
    Plant("E142", TEXT, f"kind: checklist, {QUESTION}, options: {{a: A, b: B}}, max: «»3", "2 mogelijkheden"),
    Plant(
        "E142",
        TEXT,
        f"kind: worksheet, {QUESTION}, fields: {{a: {{label: A, kind: checklist, min: «»2, options: {{b: B}}}}}}",
    ),
    Plant("E143", f"{{{TEXT}", f"«»{{kind: worksheet, {QUESTION}"),
    Plant(
        "E144", TEXT, f"kind: assessment, {QUESTION}, scale: {{from: 5, to: «»1, low: Niet, high: Wel}}", "van 5 tot 1"
    ),
    Plant("E144", TEXT, f"kind: assessment, {QUESTION}, scale: {{from: 3, to: «»3, low: Niet, high: Wel}}"),
    Plant(
        "E145", TEXT, f"kind: assessment, {QUESTION}, scale: {{from: 0, to: «»10, low: Niet, high: Wel}}", "11 treden"
    ),
    Plant("E146", TEXT, f"kind: checklist, {QUESTION}, options: {{a: Ik bel, b: «»ik  BEL}}", 'ook bij "a"'),
    Plant(
        "E147",
        TEXT,
        f"kind: worksheet, {QUESTION}, template: bob, «»fields: {{a: {{label: A, kind: text, max: 10000}}}}",
    ),
    Plant("E138", "body: Wat nu?", "variants:\n      - {«»if: vragen > 0, body: Veel}"),
    Plant("E139", "channel: news", "channel: news\n    «»live: yes"),
    Plant("E124", "title: Twee", "title: Twee\n    quotes: «»eem", 'bedoelde u "een"?'),
    Plant("E148", "title: Twee", "title: Twee\n    quotes: «»drie"),
    Plant("E149", "by: griffier, answers", "by: griffier, minutes: «»besluit, answers"),
    Plant("E201", "gebeld == yes", "gebeld «»= yes", "=="),
    Plant("E201", "gebeld == yes and", "gebeld == yes «»en", "and"),
    Plant("E202", "if: vragen", "if: «»vraag", 'bedoelde u "vragen"?'),
    Plant("E203", "'meedoen'", "«»'meedoem'", 'bedoelde u "meedoen"?'),
    Plant("E203", "if: vragen > 0", "if: 'phase == «»\"acuutt\"'", 'bedoelde u "acuut"?'),
    Plant("E204", "vragen > 0", "vragen > «»'a'"),
    Plant("E205", "if: vragen > 0", "if: «»vragen"),
    Plant("E206", "if: vragen > 0", f"if: «»vragen > 0{' or vragen > 0' * 30}"),
    Plant("E207", "vragen > 0", "vragen > «»0.5"),
    Plant("E210", "add: {vragen", "add: {«»vraagen", 'bedoelde u "vragen"?'),
    Plant("E211", "standpunt: meedoen}", "standpunt: «»meedoem}", 'bedoelde u "meedoen"?'),
    Plant("E211", "start: 0", "start: «»10", "van 0 tot en met 9"),
    Plant("E211", "start: geen}", "start: geen, random: {«»gean: 1, meedoen: 2}}", 'bedoelde u "geen"?'),
    Plant("E211", "start: 0", "start: 0, random: {from: 0, to: «»10}", "van 0 tot en met 9"),
    Plant("E230", "start: geen}", "start: geen, random: «»{geen: 0, meedoen: 0}}"),
    Plant("E212", "add: {vragen: 1}", "add: {«»gebeld: 1}"),
    Plant("E213", "- add: {vragen: 1}", "- «»add: {vragen: 1}\n        end_phase: yes"),
    Plant("E214", "if: vragen > 0", "if: «»verstuurd('een')", 'bedoelde u "sent"?'),
    Plant("E214", "if: vragen > 0", "if: vragen > 0 and «»random('een')", "kies uit: sent, answered"),
    Plant("E215", "if: vragen > 0", "if: vragen > 0 and sent(«»een)", 'sent("een")'),
    Plant("E216", "if: vragen > 0", "if: vragen > 0 and sent(«»'eem')", 'bedoelde u "een"?'),
    Plant("E216", "if: vragen > 0", "if: vragen > 0 and late(«»'kiezen')", "dat is een formulier"),
    Plant("E217", "if: vragen > 0", "if: vragen > 0 and answered(«»'kiesen')", 'bedoelde u "kiezen"?'),
    Plant("E218", "if: vragen > 0", "if: count_answered(«»'drie') > vragen", "response"),
    Plant(
        "E219",
        "if: vragen > 0",
        "if: answered(«»'twee') and vragen > 0",
        "",
        (("kiezen:", "twee:"), ("form: kiezen", "form: twee")),
    ),
    Plant("E220", "if: vragen > 0", "if: vragen > 0 and late(«»'twee')", "deadline"),
    Plant(
        "E221",
        "if: vragen > 0",
        "if: vragen > 0 and answered(«»'los')",
        "",
        (("forms:\n", "forms:\n  los: {kind: text, question: Wat?}\n"),),
    ),
    Plant("E301", "body: Wat nu?", "body: Wat «»{% if x %} nu?"),
    Plant("E301", "body: Wat nu?", "body: Wat «»{{ gemeente.x }} nu?"),
    Plant("E302", "body: Wat nu?", "body: Wat «»{{ gemente }} nu?", 'bedoelde u "gemeente"?'),
    Plant("E302", "      Tweede regel.", "      Tweede «»{{ regel }}."),
    Plant("E302", "body: Wat nu?", "body: Wat «»{{ vragn }} nu?", 'bedoelde u "vragen"?'),
    Plant("E302", "title: Een\n", "title: Na «»{{ vragen }} vragen\n", "alleen in de tekst van een bericht"),
    Plant("W210", "deadline: 2 min", "deadline: «»11 min", "10 min"),
    Plant(
        "W211",
        "    if: vragen > 0\n    manual: yes",
        "    if: vragen > 0\n    after: «»{inject: vier, delay: 6 min}",
        "",
        (
            (
                "debrief:",
                "  - {id: vier, phase: stil, at: +5 min, channel: note, from: P, to: all, title: V, body: V}\ndebrief:",
            ),
        ),
    ),
    Plant("W212", "clock: {from: dag 2", "«»clock: {from: dag 1"),
    Plant("W220", "at: +1 min", "after: «»{inject: drie}"),
    Plant("W221", "if: vragen > 0\n    manual", "manual", "", (("  vragen: {", "  «»vragen: {"),)),
    Plant("W222", "- add: {vragen: 1}", "- add: {onrust: 1}", "", (("  vragen: {", "  «»vragen: {"),)),
    Plant("W223", "body: Wat nu?\n    escalation: e1", "body: Wat nu?", "", (("  e1: {", "  «»e1: {"),)),
    Plant("W223", "van {{ gemeente }}", "", "", (("  gemeente: {", "  «»gemeente: {"),)),
    Plant("W223", "forms:\n", "forms:\n  «»los: {kind: text, question: Wat?}\n"),
    Plant("W230", "manual: yes", "after: {inject: een, delay: 1 min, spread: «»2 min}", "2 min"),
    Plant("W230", "'meedoen'\n", "'meedoen'\n    spread: «»30 s\n"),
    Plant("W231", "manual: yes", "after: {phase: acuut, delay: 6 min, spread: 1 min}\n    until: «»+4 min"),
    Plant(
        "W232",
        "body: Wat nu?",
        "variants: [{body: Wat nu}, «»{if: vragen > 0, body: A}, {body: B}]",
    ),
    Plant("W233", "body: Wat nu?", "body: «»Wat nu?\n    variants: [{if: vragen > 0, body: Veel}, {body: Weinig}]"),
    Plant(
        "W234",
        "      - add: {vragen: 1}",
        "      - add: {vragen: 1}\n      - send: drie",
        "drie → drie",
        (("manual: yes", "manual: yes\n    repeat: «»yes\n    effects: [send: drie]"),),
    ),
    Plant("W301", "title: Een\n", f"title: «»{'a' * 61}\n", "61"),
    Plant("W301", "    escalation: e1", f"    variants: [{{title: «»{'a' * 61}}}]\n    escalation: e1", "61"),
    Plant("W302", "body: Wat nu?", f"body: «»{'Wat nu? ' * 60}En?", "121"),
    Plant("W304", "body: Wat nu?", "body: Wat wil «»[naam] nu?"),
    Plant("W304", "      Tweede regel.", "      Tweede «»TODO regel."),
    Plant("W340", "{title: Griffier}", "{title: Griffier, lint: {ignore: «»W302, because: Zo bedoeld.}}"),
    Plant("E303", "{title: Griffier}", "{title: Griffier, lint: {ignore: «»E120, because: Zo bedoeld.}}"),
    Plant("E304", "{title: Griffier}", "{title: Griffier, lint: {ignore: [«»W299], because: Zo bedoeld.}}"),
]


def planted(plant: Plant, text: str = SOUND) -> tuple[str, tuple[int, int]]:
    """The scenario with the mistake in it, and where the finding must be."""
    for old, new in ((plant.old, plant.new), *plant.also):
        assert text.count(old) >= 1, old
        text = text.replace(old, new, 1)
    before, after = text.split("«»")
    return before + after, (before.count("\n") + 1, len(before) - before.rfind("\n"))


def test_the_sound_scenario_has_no_findings() -> None:
    reading = read_files({"scenario.yaml": SOUND.encode()})

    assert reading.findings == ()
    assert reading.scenario is not None


@pytest.mark.parametrize("plant", PLANTS, ids=lambda plant: f"{plant.code} {plant.new.strip()[:30]}")
def test_a_planted_mistake_gives_one_finding_at_its_place(plant: Plant) -> None:
    text, place = planted(plant)

    reading = read_files({"scenario.yaml": text.encode("utf-8", "surrogatepass")})

    found = [(f.code, (f.line, f.column)) for f in reading.findings]
    assert found == [(plant.code, place)], [
        f"{f.line}:{f.column} {f.code} {f.message} — {f.hint}" for f in reading.findings
    ]
    [finding] = reading.findings
    assert plant.says in f"{finding.message} — {finding.hint}"
    assert (reading.scenario is None) == plant.code.startswith("E")


OTHERWISE: dict[str, tuple[bytes, tuple[int, int]]] = {
    "E002": (SOUND.encode().replace(b"title: Een", "title: Één".encode("latin-1")), (33, 12)),
    "E009": (b"a" * (MAX_BYTES + 1), (1, 1)),
    "E019": (b"[a] b", (1, 5)),
    "E023": (b"# alleen een opmerking\n", (1, 1)),
    "E026": (b"format: 1\n" + b"format: 1\n" * 400, (301, 1)),
    "W305": (SOUND.replace("body: Wat nu?", f"body: {'TODO ' * 400}").encode(), (39, 55)),
}
"""Mistakes that are no change of a few characters: the file, and the place of the finding with this code."""


@pytest.mark.parametrize("code", OTHERWISE)
def test_a_file_that_is_wrong_as_a_whole_says_so(code: str) -> None:
    content, place = OTHERWISE[code]

    reading = read_files({"scenario.yaml": content})

    assert (code, place) in [(f.code, (f.line, f.column)) for f in reading.findings]


def test_a_file_that_is_not_there_is_unreadable(tmp_path: Path) -> None:
    reading = read(tmp_path / "weg.yaml")

    assert [f.code for f in reading.findings] == ["E020"]
    assert reading.unreadable


def test_a_folder_without_a_scenario_is_unreadable(tmp_path: Path) -> None:
    reading = read(tmp_path)

    assert [(f.code, f.file) for f in reading.findings] == [("E022", str(tmp_path))]
    assert reading.unreadable


def test_a_file_that_may_not_be_read_is_unreadable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def forbidden(*args: object, **named: object) -> None:
        raise PermissionError

    file = tmp_path / "proef.yaml"
    file.write_text(SOUND)
    monkeypatch.setattr("os.open", forbidden)  # permissions do not stop root, who may run this test

    reading = read(file)

    assert [f.code for f in reading.findings] == ["E021"]
    assert reading.unreadable


def test_every_code_has_a_planted_mistake() -> None:
    pages = [page.read_text("utf-8") for page in Path(__file__).parent.rglob("test_*.py")]
    planted_codes = {code for page in pages for code in re.findall(r'\bPlant\(\s*"([EWI]\d{3})"', page)}
    planted_codes |= {doubt.code for doubt in DOUBTS}
    planted_codes |= {plant[0] for plant in test_package.PLANTED} | {plant[0] for plant in test_zipped.PLANTED}
    planted_codes |= test_including.PLANTED.keys()
    planted_codes |= {"E027", "E031", "E032", "E033", "E034", "E035", "E044"}  # there too, each in a test of its own
    planted_codes |= {plant.code for plant in OF_SCENARIO_TESTS} | {"E529", "W520"}

    assert planted_codes | OTHERWISE.keys() | {"E020", "E021", "E022"} == SENTENCES.keys()


def test_every_code_has_a_heading_in_the_documentation() -> None:
    page = Path(__file__).parents[3].joinpath("docs", "scenario-findings.md").read_text("utf-8")

    assert sorted(re.findall(r"^### ([EWI]\d{3})\b", page, re.MULTILINE)) == sorted(SENTENCES)


def test_every_hint_can_be_said() -> None:
    words = {
        "guess": "a",
        "value": "b",
        "low": 1,
        "high": 2,
        "kind": "c",
        "options": "d",
        "call": "sent",
        "moment": "e",
    }

    assert all("{" not in hint.format(**words) for hint in HINTS.values())


def to_fill_in(*sentences: str) -> list[set[str | None]]:
    return [{name for _, name, _, _ in Formatter().parse(sentence)} - {None} for sentence in sentences]


@pytest.mark.parametrize("code", SENTENCES)
def test_every_finding_says_the_same_in_english(code: str) -> None:
    assert code in ENGLISH
    assert to_fill_in(*ENGLISH[code]) == to_fill_in(*SENTENCES[code])
    assert ENGLISH[code].message != SENTENCES[code].message


def test_every_hint_and_term_is_there_in_english_and_nothing_else_is() -> None:
    assert list(ENGLISH) == list(SENTENCES)
    assert list(ENGLISH_HINTS) == list(HINTS)
    assert [to_fill_in(hint) for hint in ENGLISH_HINTS.values()] == [to_fill_in(hint) for hint in HINTS.values()]
    assert set(WORDS.values()) <= ENGLISH_TERMS.keys()


def test_a_finding_is_said_in_the_language_that_is_asked() -> None:
    text = SOUND.replace("seats: 2", "seats: twee").replace("phase: stil", "phase: stiel")

    seats, phase = read_files({"scenario.yaml": text.encode()}).findings

    assert (seats.message, seats.hint) == ("hier hoort een heel getal", "gebruik een heel getal")
    assert seats.say("en") == ("a whole number belongs here", "use a whole number")
    assert phase.say("en") == ('unknown phase "stiel"', 'did you mean "stil"?')


def test_a_sentence_stays_short_and_on_one_line_whatever_the_author_wrote() -> None:
    message, hint = say("E109", value="a\nb" * 1000, options="c\x07" * 1000)

    assert len(message) < 400
    assert len(hint) < 400
    assert (message + hint).isprintable()


def test_all_mistakes_are_told_at_once_in_the_order_of_the_file() -> None:
    text = SOUND.replace("phase: stil", "phase: stiel").replace("body: Wat nu?", "body: Let op: ja")
    text = text.replace("channel: news", "channel: niews").replace("title: Een\n", "title: {{ gemeente }}\n")

    reading = read_files({"scenario.yaml": text.encode()})

    assert [(f.line, f.code) for f in reading.findings] == [(33, "E003"), (34, "E004"), (43, "E109"), (54, "E121")]
