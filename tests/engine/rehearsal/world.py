"""A small scenario with two tests that pass, for everything that plays, judges or doubts."""

from __future__ import annotations

from pathlib import Path

from engine.scenario.model import Scenario
from engine.scenario.reading import read_files

SCENARIO = """\
format: 1
scenario: {id: proef, title: Proef, starts: dag 1 08:00}
parameters:
  gemeente: {label: Gemeente, default: Hesselveld}
state:
  gebeld: {type: yesno, start: no}
  vragen: {type: number, start: 0, min: 0, max: 9}
roles:
  wethouder: {title: Wethouder}
  griffier: {title: Griffier}
  raadslid: {title: Raadslid, seats: 2, names: [An, Bo]}
teams:
  raad: {title: De raad, roles: [raadslid]}
phases:
  - {id: avond, title: Avond, session: 10 min, clock: {from: dag 1 08:00, to: dag 1 09:40}}
  - {id: ochtend, title: Ochtend, session: 5 min, clock: {from: dag 2 08:00, speed: stil}}
forms:
  kiezen: {kind: choice, question: Wat doet u?, options: {bellen: Ik bel, wachten: Ik wacht}}
  zeggen: {kind: text, question: Wat zegt u?, max: 40}
injects:
  - id: pers-belt
    phase: avond
    at: +1 min
    channel: phone
    from: Pers
    to: [griffier]
    title: De pers belt
    body: Wat weet {{ gemeente }}?
    response:
      form: kiezen
      by: griffier
      deadline: 3 min
      answers:
        bellen:
          - set: {gebeld: yes}
        wachten:
          - add: {vragen: 1}
      no_answer:
        - send: gemeente-zwijgt
  - id: gemeente-zwijgt
    phase: avond
    manual: yes
    if: gebeld == no
    channel: news
    from: Pers
    to: [all, plenary]
    title: Stilte
    body: Geen antwoord.
  - id: raad-hoort
    phase: avond
    when: gebeld == yes
    delay: 1 min
    channel: chat
    from: Griffier
    to: team raad
    title: Even bellen
    body: Ik heb gebeld.
    effects:
      - add: {vragen: 2}
  - id: mail
    phase: avond
    at: dag 1 08:50
    channel: email
    from: Bewoner
    to: team raad
    title: Een mail
    body: En nu?
    response: {form: zeggen, by: each team raad, deadline: 2 min}
  - id: met-de-hand
    phase: avond
    manual: yes
    channel: note
    from: Trainer
    to: facilitator
    title: Let op
    body: Kijk mee.
  - id: debat
    phase: ochtend
    at: +0 s
    if: vragen > 0 or gebeld == no
    channel: meeting
    from: Griffier
    to: all
    title: Debat
    body: U debatteert.
"""

CALLS = """\
format: 1
test: De griffier belt
seed: 7
given: {vragen: 3}
parameters: {gemeente: Lutterwoold}
answers:
  - {inject: pers-belt, by: griffier, after: 1 min, option: bellen}
  - {inject: mail, by: team raad, at: avond +6 min, text: Wij weten het}
trainer:
  - {at: avond +8 min, fire: met-de-hand}
steps:
  - at: avond +2 min
    expect: [pers-belt to griffier]
    not_yet: [raad-hoort, mail]
    state: {gebeld: yes, vragen: 3}
  - at: dag 1 08:30
    expect: raad-hoort to team raad
    state: {vragen: 5}
never: [gemeente-zwijgt]
always_sent: [met-de-hand to facilitator, debat]
ends: {state: {vragen: 5}}
"""

WAITS = """\
format: 1
test: De griffier wacht
answers:
  - {inject: pers-belt, by: griffier, option: wachten}
never: [raad-hoort, gemeente-zwijgt]
"""


def sound() -> Scenario:
    """The scenario of this world."""
    reading = read_files({"scenario.yaml": SCENARIO.encode()})
    assert reading.scenario is not None, reading.findings
    assert reading.findings == ()
    return reading.scenario


def written(folder: Path, scenario: str = SCENARIO, **tests: str) -> Path:
    """A scenario folder with these tests: by name, without `.yaml`."""
    folder.joinpath("scenario.yaml").write_text(scenario, "utf-8")
    folder.joinpath("tests").mkdir(exist_ok=True)
    for name, text in tests.items():
        folder.joinpath("tests", f"{name}.yaml").write_text(text, "utf-8")
    return folder
