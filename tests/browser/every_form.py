"""A scenario in which one message asks for each kind of answer, all at once; and the folder it stands in."""

from pathlib import Path

EVERY_FORM = """\
format: 1
scenario: {id: vormen, title: Alle vormen, starts: dag 1 08:00}
roles:
  burgemeester: {title: Burgemeester}
  wethouder: {title: Wethouder}
teams:
  kern: {title: Kernteam, roles: [burgemeester, wethouder]}
phases:
  - {id: een, title: Het eerste uur, session: 60 min, clock: {from: dag 1 08:00, to: dag 1 10:00}}
forms:
  inlichten:
    kind: checklist
    question: Wie licht u in?
    options: {raad: De raad, pers: De pers, buren: De omwonenden}
    max: 2
  meting: {kind: assessment, question: Hoe goed?, scale: {from: 1, to: 5, low: Helemaal niet, high: Volledig}}
  cijfer: {kind: assessment, question: Welk cijfer?, scale: {from: 1, to: 10, low: Zeer slecht, high: Uitstekend}}
  verklaring: {kind: statement, question: Wat zegt u straks in de raad?, seconds: 60, max: 1200}
  bob: {kind: worksheet, question: Vul dit werkblad samen in., template: bob}
  plan: {kind: worksheet, question: Loop de vijf stappen na., template: stappenplan}
injects:
"""
_INJECT = """\
  - id: {form}
    phase: een
    at: +0 s
    channel: assignment
    from: Kernteam
    to: all
    title: Opdracht {form}
    body: Dit vragen wij u.
    dimensions: [d1, d9]
    response: {{form: {form}, by: {by}}}
"""
ASKED = ("inlichten", "meting", "cijfer", "verklaring", "bob", "plan")
"""The forms, and the messages that ask for them."""
WRITTEN = {
    "beeld": "Er is rook.",
    "oordeel": "Het is vooral onrust.",
    "minder_ingrijpend": "Alleen de straat inlichten.",
    "besluit": "Wij lichten de straat in.",
    "uitvoering": "De wijkagent, voor 17.00 uur.",
}
"""What must be filled in on the worksheet `bob`."""


def every_form(folder: Path) -> Path:
    """The scenario in a folder of its own; a worksheet is asked of the team, the rest of the burgemeester."""
    scenario = folder / "vormen"
    scenario.mkdir()
    injects = "".join(_INJECT.format(form=form, by="team kern" if form == "bob" else "burgemeester") for form in ASKED)
    (scenario / "scenario.yaml").write_text(EVERY_FORM + injects, "utf-8")
    return scenario
