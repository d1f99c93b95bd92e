"""A sound file becomes exactly these values."""

from __future__ import annotations

import hashlib
import pickle
from pathlib import Path

import pytest

from engine.scenario.conditions.parsing import Condition, holds
from engine.scenario.model import (
    LADDERS,
    METERS,
    AddToVariable,
    After,
    At,
    Audience,
    CancelInject,
    DebriefQuestion,
    EndPhase,
    Escalation,
    Form,
    Inject,
    Manual,
    Parameter,
    Phase,
    Response,
    Role,
    Scenario,
    Seat,
    SendInject,
    SetVariable,
    Team,
    Variable,
    When,
)
from engine.scenario.reading import read, read_files
from tests.engine.scenario.test_findings import SOUND
from tests.engine.worlds import Told

LIBRARY = Path(__file__).parents[3] / "scenarios"
HEAD = """\
format: 1
scenario: {id: proef, title: Proef, starts: dag 1 08:00}
"""
ROLES = "roles: {wethouder: {title: Wethouder}, raadslid: {title: Raadslid, seats: 2}}\n"
PHASES = "phases: [{id: een, title: Een, session: 10 min, clock: {from: dag 1 08:00, to: dag 1 09:00}}]\n"
INJECTS = "injects: [{id: a, phase: een, manual: yes, channel: note, from: P, to: all, title: T, body: B}]\n"


def scenario(text: str) -> Scenario:
    reading = read_files({"scenario.yaml": text.encode()})
    assert reading.scenario is not None, reading.findings
    return reading.scenario


def inject(keys: str, rest: str = "") -> Inject:
    """The one inject with these keys beside the fixed ones."""
    keys = keys if "to:" in keys else f"{keys}, to: all"
    line = f"injects: [{{id: a, phase: een, channel: note, from: P, title: T, body: B, {keys}}}]\n"
    return scenario(HEAD + ROLES + PHASES + line + rest).injects["a"]


def test_a_small_scenario_is_read_whole() -> None:
    text = """\
format: 1
scenario:
  id: proef
  title: Proef in {{ gemeente }}
  version: 1.10
  language: nl
  authors: [An, Bo]
  license: CC-BY-4.0
  summary: Kort.
  objectives: {leren: Wij leren.}
  starts: dag 1 16:40
  first_day: zaterdag
parameters:
  gemeente: {label: Gemeente, default: Ons Dorp, max: 40}
state:
  gebeld: {type: yesno, start: no}
  standpunt: {type: choice, options: [geen, meedoen], start: geen}
  vragen: {type: number, start: 2, min: 0, max: 9}
roles:
  wethouder:
    title: Wethouder
    name: Tom
    party: Lokaal
    group: college
    does: U doet.
    may: [Dit, "Dat: ook"]
    may_not: [Zo]
    knows: U weet niets.
  raadslid: {title: Raadslid, seats: 2, names: [An, Bo], parties: [X, Y]}
teams:
  college: {title: College, room: Zaal A, roles: [wethouder]}
phases:
  - id: acuut
    title: Het eerste uur
    session: 30 min
    clock: {from: dag 1 16:40, to: dag 1 20:40}
    stage: acuut
    end: auto
    intro: |
      Het is zaterdag.

      Nog steeds.
    label: nu
  - {id: pauze, title: Pauze, kind: break, session: 10 min}
forms:
  zeggen: {kind: text, question: Wat zegt u?, max: 600}
  delen: {kind: choice, question: Wat doet u?, options: {griffier: Geven, nee: Niets}}
escalations:
  e1: {title: De pers}
injects:
  - id: pers
    number: "05"
    phase: acuut
    at: dag 1 17:40
    channel: phone
    from: Pers
    to: [raadslid, wethouder, plenary]
    title: Pers
    body: Wat nu?
    note: Let op.
    dimensions: [d2, d10]
    escalation: e1
    optional: yes
    carry: ja
    if: gebeld == no
    effects:
      - set: {gebeld: yes, standpunt: meedoen, vragen: 3}
      - add: {mediadruk: -10, vragen: +1}
      - send: later
      - send: {inject: later, delay: 4 min}
      - cancel: later
      - end_phase: yes
    response:
      form: delen
      by: [team college, raadslid]
      deadline: 2 min
      answers:
        nee: [{add: {onrust: 5}}]
        any: [{add: {onrust: 1}}]
      no_answer: [{add: {onrust: 9}}]
  - id: later
    phase: pauze
    when: standpunt == 'meedoen' and vragen > 0
    delay: 3 min
    channel: news
    from: Krant
    to: facilitator
    title: Later
    body: Nog iets.
debrief:
  - {ask: Wat leerde u?, objective: leren, show: [pers, later]}
"""
    got = scenario(text)

    guard, when = got.injects["pers"].guard, got.injects["later"].trigger
    assert isinstance(guard, Condition)
    assert isinstance(when, When)
    assert guard.source == "gebeld == no"
    assert holds(when.condition, {"standpunt": "meedoen", "vragen": 1}, Told())
    assert got == Scenario(
        id="proef",
        title="Proef in {{ gemeente }}",
        version="1.10",
        language="nl",
        summary="Kort.",
        authors=("An", "Bo"),
        license="CC-BY-4.0",
        objectives={"leren": "Wij leren."},
        first_day=5,
        parameters={"gemeente": Parameter("gemeente", "Gemeente", "Ons Dorp", 40)},
        variables={
            **{name: Variable(name, "number", start, (), 0, 100, True) for name, start in METERS.items()},
            **{name: Variable(name, "number", 0, (), 0, steps, is_ladder=True) for name, steps in LADDERS.items()},
            "gebeld": Variable("gebeld", "yesno", False),
            "standpunt": Variable("standpunt", "choice", "geen", ("geen", "meedoen")),
            "vragen": Variable("vragen", "number", 2, (), 0, 9),
        },
        roles={
            "wethouder": Role(
                "wethouder", "Wethouder", 1, ("Tom",), ("Lokaal",), "college", "U doet.", ("Dit", "Dat: ook"), ("Zo",),
                "U weet niets.",
            ),
            "raadslid": Role("raadslid", "Raadslid", 2, ("An", "Bo"), ("X", "Y")),
        },
        teams={"college": Team("college", "College", ("wethouder",), "Zaal A")},
        seats={
            "wethouder": Seat("wethouder", "wethouder", "college", "Wethouder", "Tom", "Lokaal"),
            "raadslid-1": Seat("raadslid-1", "raadslid", None, "Raadslid 1", "An", "X"),
            "raadslid-2": Seat("raadslid-2", "raadslid", None, "Raadslid 2", "Bo", "Y"),
        },
        phases=(
            Phase(
                "acuut", "Het eerste uur", "simulation", 1_800_000, 1000, 1240, True, "acuut",
                "Het is zaterdag.\n\nNog steeds.", "nu",
            ),
            Phase("pauze", "Pauze", "break", 600_000, 1240, 1240),
        ),
        forms={
            "zeggen": Form("zeggen", "text", "Wat zegt u?", {}, 600),
            "delen": Form("delen", "choice", "Wat doet u?", {"griffier": "Geven", "nee": "Niets"}),
        },
        escalations={"e1": Escalation("e1", "De pers")},
        injects={
            "pers": Inject(
                id="pers",
                position=1,
                number="05",
                phase="acuut",
                trigger=At(450_000),
                channel="phone",
                sender="Pers",
                audience=Audience(
                    ("wethouder", "raadslid-1", "raadslid-2"), True, False, ("raadslid", "wethouder", "plenary")
                ),
                title="Pers",
                body="Wat nu?",
                note="Let op.",
                guard=guard,
                effects=(
                    SetVariable("gebeld", True),
                    SetVariable("standpunt", "meedoen"),
                    SetVariable("vragen", 3),
                    AddToVariable("mediadruk", -10),
                    AddToVariable("vragen", 1),
                    SendInject("later"),
                    SendInject("later", 240_000),
                    CancelInject("later"),
                    EndPhase(),
                ),
                response=Response(
                    form="delen",
                    units=("team:college", "seat:raadslid-1", "seat:raadslid-2"),
                    deadline_ms=120_000,
                    answers={"nee": (AddToVariable("onrust", 5),), "any": (AddToVariable("onrust", 1),)},
                    no_answer=(AddToVariable("onrust", 9),),
                ),
                dimensions=("d2", "d10"),
                escalation="e1",
                optional=True,
                carry=True,
            ),
            "later": Inject(
                "later", 2, "2", "pauze", When(when.condition, 180_000), "news", "Krant",
                Audience((), False, True, ("facilitator",)), "Later", "Nog iets.",
            ),
        },
        debrief=(DebriefQuestion("Wat leerde u?", "leren", ("pers", "later")),),
        files=(("scenario.yaml", hashlib.sha256(text.encode()).hexdigest()),),
    )  # fmt: skip


def test_of_a_team_that_answers_together_somebody_must_get_the_message() -> None:
    text = SOUND.replace("roles: [wethouder]}", "roles: [wethouder, raadslid]}").replace(
        "response: {form: zeggen, by: wethouder", "response: {form: zeggen, by: team college"
    )
    reading = read_files({"scenario.yaml": text.encode()})

    assert reading.scenario is not None, reading.findings
    response = reading.scenario.injects["een"].response
    assert response is not None
    assert response.units == ("team:college",)


@pytest.mark.parametrize("everybody", ["all", "each all"])
def test_everybody_may_be_asked_each_for_an_answer_of_their_own(everybody: str) -> None:
    reading = read_files({"scenario.yaml": SOUND.replace("by: griffier", f"by: {everybody}").encode()})

    assert reading.scenario is not None, reading.findings
    response = reading.scenario.injects["twee"].response
    assert response is not None
    assert response.units == ("seat:wethouder", "seat:griffier", "seat:raadslid-1", "seat:raadslid-2")


def test_a_question_afterwards_may_hang_on_how_it_ended_and_look_back_at_a_form() -> None:
    asked = "debrief:\n  - {ask: Wat leerde u?, if: vragen > 3, show: [kiezen, een, twee], objective: leren}"
    reading = read_files({"scenario.yaml": (SOUND[: SOUND.index("debrief:")] + asked).encode()})

    assert reading.scenario is not None, reading.findings
    question = reading.scenario.debrief[0]
    assert question.show == ("twee", "een")
    assert question.guard is not None
    assert question.guard.source == "vragen > 3"


def test_a_message_knows_which_variables_its_texts_show() -> None:
    text = SOUND.replace("body: Wat nu?", "body: '{{ vragen }} vragen in {{ gemeente }}, mediadruk {{ mediadruk }}'")
    reading = read_files({"scenario.yaml": text.encode()})

    assert reading.scenario is not None, reading.findings
    assert reading.scenario.injects["een"].shows == ("mediadruk", "vragen")
    assert reading.scenario.injects["drie"].shows == ()


def test_what_yaml_would_guess_stays_as_written() -> None:
    got = scenario(
        HEAD.replace("title: Proef", "title: no, version: 010")
        + ROLES + PHASES
        + INJECTS.replace("title: T", "title: on").replace("body: B", "body: 12:30").replace("from: P", "from: ~")
    )  # fmt: skip

    assert (got.title, got.version) == ("no", "010")
    assert (got.injects["a"].title, got.injects["a"].body, got.injects["a"].sender) == ("on", "12:30", "~")


@pytest.mark.parametrize(
    ("written", "trigger"),
    [
        ("at: +0 min", At(0)),
        ("at: +1 min 30 s", At(90_000)),
        ("at: dag 1 08:00", At(0)),
        ("at: dag 1 08:01", At(10_000)),
        ("at: dag 1 09:00", At(600_000)),
        ("manual: yes", Manual()),
    ],
)
def test_a_trigger_is_exercise_time(written: str, trigger: At | Manual) -> None:
    assert inject(written).trigger == trigger


def test_after_counts_from_a_message_or_its_answer() -> None:
    line = (
        "injects:\n"
        "  - {id: a, phase: een, manual: yes, channel: note, from: P, to: all, title: T, body: B, "
        "response: {form: f, by: wethouder}}\n"
        "  - {id: b, phase: een, after: {inject: a, delay: 3 min}, channel: note, from: P, to: all, "
        "title: T, body: B}\n"
        "  - {id: c, phase: een, after: {answer: a}, channel: note, from: P, to: all, title: T, body: B}\n"
        "forms: {f: {kind: text, question: Wat?}}\n"
    )
    got = scenario(HEAD + ROLES + PHASES + line).injects

    assert (got["b"].trigger, got["c"].trigger) == (After("a", "delivered", 180_000), After("a", "answered", 0))


@pytest.mark.parametrize(
    ("by", "units"),
    [
        ("wethouder", ("seat:wethouder",)),
        ("raadslid", ("seat:raadslid-1", "seat:raadslid-2")),
        ("team raad", ("team:raad",)),
        ("each team raad", ("seat:raadslid-1", "seat:raadslid-2")),
        ("[raadslid, each team raad]", ("seat:raadslid-1", "seat:raadslid-2")),
    ],
)
def test_who_answers_is_a_unit(by: str, units: tuple[str, ...]) -> None:
    rest = "forms: {f: {kind: text, question: Wat?}}\nteams: {raad: {title: Raad, roles: [raadslid]}}\n"

    response = inject(f"manual: yes, response: {{form: f, by: {by}}}", rest).response

    assert response is not None
    assert response.units == units


@pytest.mark.parametrize(
    ("to", "seats"),
    [
        ("all", ("wethouder", "raadslid-1", "raadslid-2")),
        ("[raadslid, wethouder]", ("wethouder", "raadslid-1", "raadslid-2")),
        ("team raad", ("raadslid-1", "raadslid-2")),
        ("facilitator", ()),
    ],
)
def test_who_receives_stands_in_the_order_of_the_roles(to: str, seats: tuple[str, ...]) -> None:
    teams = "teams: {raad: {title: Raad, roles: [raadslid]}}\n"

    assert inject(f"manual: yes, to: {to}", teams).audience.seats == seats


def test_the_story_clock_can_run_at_a_speed_or_stand_still() -> None:
    phases = """\
phases:
  - {id: kennis, title: Kennis, kind: knowledge, session: 5 min}
  - {id: een, title: Een, session: 10 min, clock: {from: dag 1 08:00, speed: 6x}}
  - {id: twee, title: Twee, session: 10 min, clock: {from: dag 2 09:00, speed: stil}}
  - {id: pauze, title: Pauze, kind: break, session: 10 min}
"""
    got = scenario(HEAD + ROLES + phases + INJECTS)

    assert [(p.id, p.story_from_min, p.story_to_min) for p in got.phases] == [
        ("kennis", 480, 480),
        ("een", 480, 540),
        ("twee", 1980, 1980),
        ("pauze", 1980, 1980),
    ]


def test_the_same_bytes_give_the_same_scenario_from_disk_and_from_memory(tmp_path: Path) -> None:
    text = HEAD + ROLES + PHASES + INJECTS
    (tmp_path / "scenario.yaml").write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())

    folder, file = read(tmp_path), read(tmp_path / "scenario.yaml")
    again = read_files(folder.files)

    assert folder.scenario == file.scenario == again.scenario
    assert folder.scenario is not None
    assert pickle.loads(pickle.dumps(folder.scenario)) == folder.scenario


def test_a_place_counts_characters_and_not_bytes() -> None:
    title = "title: '🔥 één {{ weg }}'"

    reading = read_files({"scenario.yaml": (HEAD + ROLES + PHASES + INJECTS.replace("title: T", title)).encode()})

    [finding] = reading.findings
    line = (HEAD + ROLES + PHASES + INJECTS.replace("title: T", title)).split("\n")[finding.line - 1]
    assert line[finding.column - 1 :].startswith("{{ weg }}")


@pytest.mark.parametrize("folder", sorted(path.parent.name for path in LIBRARY.glob("*/scenario.yaml")))
def test_a_scenario_of_the_library_has_no_errors(folder: str) -> None:
    reading = read(LIBRARY / folder)

    assert [f for f in reading.findings if f.severity == "error"] == []
