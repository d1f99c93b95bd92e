"""A long scenario made up for measuring: as rich as one that people write, with as many messages as asked.

Owns only the text. Every message has a body of some lines, most ask for an answer with consequences, and some wait for
another message or for a condition.
"""

from __future__ import annotations

from collections.abc import Iterator

ROLES = (
    "burgemeester", "wethouder", "griffier", "raadslid-oost", "raadslid-west", "secretaris", "woordvoerder",
    "jurist", "wijkmanager", "veiligheidsadviseur", "politiechef", "directeur-ggd",
)  # fmt: skip
CHANNELS = ("phone", "email", "news", "social", "letter", "council_question")
PHASES = 20
FORMS = 60
VARIABLES = 40

_HEAD = """\
# Verzonnen, om te meten.
format: 1
scenario:
  id: lang-draaiboek
  title: Een lang draaiboek
  version: "1.0"
  language: nl
  summary: Zoveel berichten als gevraagd.
  starts: dag 1 08:00
parameters:
  gemeente: {label: Naam van de gemeente, default: Hesselveld}
teams:
  college: {title: Het college, roles: [burgemeester, wethouder, secretaris]}
  raad: {title: De raad, roles: [griffier, raadslid-oost, raadslid-west]}
"""
_BODY = """\
      In {{{{ gemeente }}}} vragen steeds meer bewoners wat er aan de hand is. Dit is bericht {number}.
      Een verslaggever staat voor het gemeentehuis en wil binnen een kwartier een reactie.

      "Waarom horen wij niets?" zegt een buurvrouw. Er staan inmiddels veertig mensen op het plein.
"""


def long_script(injects: int) -> str:
    """A sound scenario with this many messages."""
    return "".join([_HEAD, *_sections(), "injects:\n", *(_inject(number, injects) for number in range(injects))])


def _sections() -> Iterator[str]:
    yield "state:\n"
    for number in range(VARIABLES):
        yield f"  stand_{number}: {{type: number, start: 0, min: 0, max: 100}}\n"
    yield "roles:\n"
    for role in ROLES:
        yield f"  {role}:\n    title: {role.capitalize()}\n    does: U bent {role} en overlegt met de anderen.\n"
    yield "phases:\n"
    for number in range(PHASES):
        yield f"  - {{id: fase-{number}, title: Fase {number + 1}, session: 8 uur, clock: "
        yield f"{{from: dag {number + 1} 08:00, to: dag {number + 1} 20:00}}}}\n"
    yield "forms:\n"
    for number in range(FORMS):
        yield f"  keuze-{number}:\n    kind: choice\n    question: Wat doet u nu, bij vraag {number}?\n    options:\n"
        yield "      wachten: Wij wachten op de veiligheidsregio\n      reageren: Wij geven nu een eerste reactie\n"
        yield "      bellen: Wij bellen eerst de burgemeester\n"


def _inject(number: int, injects: int) -> str:
    phase = number * PHASES // injects
    role = ROLES[number % len(ROLES)]
    lines = [
        f"  - id: bericht-{number}\n    phase: fase-{phase}\n    {_trigger(number, phase, injects)}\n",
        f"    channel: {CHANNELS[number % len(CHANNELS)]}\n    from: Omroep Oostmark, redactie {number % 7}\n",
        f"    to: [{role}, team college]\n    title: Vraag {number} over de toestand op het plein\n    body: |\n",
        _BODY.format(number=number),
        f"    note: Let op of {role} de anderen erbij betrekt.\n    dimensions: [d{number % 10 + 1}]\n",
    ]
    if number % 3 == 0:
        lines.append(f"    if: stand_{number % VARIABLES} < 90 and phase == 'fase-{phase}'\n")
    if number % 4:
        lines += [
            f"    response:\n      form: keuze-{number % FORMS}\n      by: {role}\n      deadline: 10 min\n",
            f"      answers:\n        wachten:\n          - add: {{stand_{(number + 1) % VARIABLES}: 1}}\n",
            "        reageren:\n          - add: {mediadruk: -1}\n",
            f"      no_answer:\n        - set: {{stand_{number % VARIABLES}: 5}}\n",
        ]
    return "".join(lines)


def _trigger(number: int, phase: int, injects: int) -> str:
    """Mostly a time; every fifth waits for the message before it, every seventh for a condition."""
    first = number == 0 or (number - 1) * PHASES // injects != phase
    if number % 5 == 0 and not first:
        return f"after: {{inject: bericht-{number - 1}, delay: 2 min}}"
    if number % 7 == 0:
        return f"when: stand_{number % VARIABLES} >= 10 or mediadruk > 60"
    return f"at: +{1 + number % 400} min"
