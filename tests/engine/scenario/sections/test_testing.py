"""Reading a scenario test: answers on every kind of form, moments, and who is meant."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from engine.exercise import events as e
from engine.rehearsal.checking import checked
from engine.rehearsal.doubts import all_choose, at_random
from engine.rehearsal.judging import play
from engine.rehearsal.run import run
from engine.scenario.findings import Finding
from engine.scenario.model import Scenario
from engine.scenario.reading import read_files
from engine.scenario.schema import schema
from engine.scenario.sections.expected import Moment, Reply, ScenarioTest
from engine.scenario.sections.testing import REPLY, read_test
from tests.engine.rehearsal.world import written
from tests.engine.scenario.json_schema import as_an_editor_sees, complaints
from tests.engine.worlds import MINUTE

ASKED = "channel: note, from: P, to: [raadslid, griffier], title: T, body: B"
SCENARIO = f"""\
format: 1
scenario: {{id: proef, title: Proef, starts: dag 1 08:00}}
roles:
  raadslid: {{title: Raadslid, seats: 2, names: [An, Bo]}}
  griffier: {{title: Griffier}}
teams:
  samen: {{title: Samen, roles: [griffier, raadslid]}}
phases:
  - {{id: dag, title: Dag, session: 10 min, clock: {{from: dag 1 08:00, to: dag 1 09:40}}}}
  - {{id: stil, title: Stil, session: 5 min, clock: {{from: dag 2 08:00, speed: stil}}}}
forms:
  keuze: {{kind: choice, question: Wat?, options: {{ja: Ja, nee: Nee}}}}
  tekst: {{kind: text, question: Wat?, max: 20}}
  verklaring: {{kind: statement, question: Wat?, seconds: 60}}
  lijst: {{kind: checklist, question: Wat?, options: {{een: Een, twee: Twee, drie: Drie}}, min: 1, max: 2}}
  meting: {{kind: assessment, question: Wat?, scale: {{from: 1, to: 5, low: Laag, high: Hoog}}}}
  blad:
    kind: worksheet
    question: Wat?
    fields:
      beeld: {{label: Beeld, kind: text, required: yes}}
      besluit: {{label: Besluit, kind: checklist, options: {{open: Open, dicht: Dicht}}}}
injects:
  - {{id: een, phase: dag, at: +1 min, {ASKED}, response: {{form: keuze, by: each team samen}}}}
  - {{id: twee, phase: dag, at: +1 min, {ASKED}, response: {{form: tekst, by: griffier}}}}
  - {{id: drie, phase: dag, at: +1 min, {ASKED}, response: {{form: verklaring, by: griffier}}}}
  - {{id: vier, phase: dag, at: +1 min, {ASKED}, response: {{form: lijst, by: griffier}}}}
  - {{id: vijf, phase: dag, at: +1 min, {ASKED}, response: {{form: meting, by: griffier}}}}
  - {{id: zes, phase: dag, at: +1 min, {ASKED}, response: {{form: blad, by: team samen}}}}
"""


def scenario() -> Scenario:
    reading = read_files({"scenario.yaml": SCENARIO.encode()})
    assert reading.scenario is not None, reading.findings
    return reading.scenario


def read(*answers: str, rest: str) -> tuple[ScenarioTest | None, tuple[Finding, ...]]:
    lines = "".join(f"  - {answer}\n" for answer in answers)
    given = f"answers:\n{lines}" if answers else ""
    return read_test(f"format: 1\ntest: T\n{given}{rest}\n".encode(), "tests/t.yaml", scenario())


def sound(*answers: str, rest: str = "always_sent: [een]") -> ScenarioTest:
    test, findings = read(*answers, rest=rest)
    assert test is not None, [finding.message for finding in findings]
    return test


ANSWERS = [
    ("een", "option: ja", Reply(option="ja")),
    ("twee", "text: Wij zeggen dit", Reply(text="Wij zeggen dit")),
    ("drie", "text: Mijn verklaring", Reply(text="Mijn verklaring")),
    ("vier", "ticks: [twee, een]", Reply(ticks=("twee", "een"))),
    ("vijf", "number: 4", Reply(number=4)),
    (
        "zes",
        "fields: {beeld: Rook, besluit: [dicht]}",
        Reply(fields=(("beeld", "Rook"), ("besluit", ("dicht",)))),
    ),
]


@pytest.mark.parametrize(("inject", "answer", "reply"), ANSWERS)
def test_every_kind_of_form_can_be_answered(inject: str, answer: str, reply: Reply) -> None:
    test = sound(f"{{inject: {inject}, by: griffier, {answer}}}")

    assert [given.reply for given in test.answers] == [reply]
    course = play(scenario(), test)
    assert course.refused == {}
    assert [v.inject for v in course.events if isinstance(v, e.ResponseSubmitted)] == [inject]


def test_every_kind_of_form_has_a_key_and_an_example() -> None:
    kinds = {form.kind for form in scenario().forms.values()}

    assert kinds == REPLY.keys()
    assert len(ANSWERS) == len(kinds)


@pytest.mark.parametrize(
    ("inject", "answer", "code", "at"),
    [
        ("vier", "ticks: [vijf]", "E123", "vijf]"),
        ("vier", "ticks: [een, twee, drie]", "E108", "[een"),
        ("vier", "option: een", "E533", "option"),
        ("vijf", "number: 6", "E108", "6"),
        ("vijf", "number: 1.5", "E103", "1.5"),
        ("zes", "fields: {besluit: [open]}", "E102", "{besluit"),
        ("zes", "fields: {beeld: Rook, oordeel: Ja}", "E109", "oordeel"),
        ("zes", "fields: {beeld: Rook, besluit: [anders]}", "E123", "anders"),
        ("twee", "text: Meer dan twintig tekens", "E107", "Meer"),
        ("drie", "text: [a]", "E103", "[a]"),
    ],
)
def test_an_answer_that_does_not_fit_is_found_at_its_place(inject: str, answer: str, code: str, at: str) -> None:
    line = f"{{inject: {inject}, by: griffier, {answer}}}"

    test, findings = read(line, rest="always_sent: [een]")

    assert test is None
    assert [(f.code, f.line, f.column) for f in findings] == [(code, 4, 5 + line.rindex(at))]


@pytest.mark.parametrize(
    ("by", "units"),
    [
        ("griffier", [("seat:griffier", "griffier")]),
        ("raadslid", [("seat:raadslid-1", "raadslid-1"), ("seat:raadslid-2", "raadslid-2")]),
        ("raadslid-2", [("seat:raadslid-2", "raadslid-2")]),
        ("[griffier, raadslid-1]", [("seat:griffier", "griffier"), ("seat:raadslid-1", "raadslid-1")]),
    ],
)
def test_by_means_everybody_of_these_who_is_asked(by: str, units: list[tuple[str, str]]) -> None:
    assert sorted(sound(f"{{inject: een, by: {by}, option: ja}}").answers[0].by) == units


@pytest.mark.parametrize("by", ["all", "team samen"])
def test_by_all_or_by_a_team_means_each_who_is_asked(by: str) -> None:
    assert len(sound(f"{{inject: een, by: {by}, option: ja}}").answers[0].by) == 3
    assert len(sound(f"{{inject: zes, by: {by}, fields: {{beeld: Rook}}}}").answers[0].by) == 1


def test_one_of_a_team_answers_for_it() -> None:
    test = sound("{inject: zes, by: raadslid-2, fields: {beeld: Rook}}")

    assert test.answers[0].by == (("team:samen", "raadslid-2"),)
    assert play(scenario(), test).refused == {}


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("dag", Moment("phase", "dag")),
        ("dag +0 s", Moment("phase", "dag")),
        ("dag + 1 min 30 s", Moment("phase", "dag", 90_000)),
        ("dag 1 08:50", Moment("phase", "dag", 5 * MINUTE)),
        ("dag 2 08:00", Moment("phase", "stil")),
        ("stil +5 min", Moment("phase", "stil", 5 * MINUTE)),
    ],
)
def test_a_moment_is_a_phase_with_a_time_or_a_story_time(written: str, moment: Moment) -> None:
    test = sound(rest=f"steps:\n  - {{at: {written}, expect: [een]}}")

    assert [step.moment for step in test.steps] == [moment]


def test_an_answer_without_a_moment_comes_at_once_and_with_after_later() -> None:
    test = sound(
        "{inject: een, by: griffier, option: ja}",
        "{inject: twee, by: griffier, after: 2 min, text: Ja}",
        "{inject: vijf, by: griffier, at: dag 1 08:50, number: 1}",
    )

    assert [answer.moment for answer in test.answers] == [
        Moment("inject", "een", 0),
        Moment("inject", "twee", 2 * MINUTE),
        Moment("phase", "dag", 5 * MINUTE),
    ]


def test_robots_fill_in_every_form_as_it_asks() -> None:
    for players in (all_choose(scenario(), 0), all_choose(scenario(), 4)):
        course = run(scenario(), players=players)
        assert sum(isinstance(event, e.ResponseSubmitted) for event in course.events) == 8
    by_chance = [run(scenario(), players=at_random(scenario(), seed)) for seed in range(20)]
    assert max(sum(isinstance(v, e.ResponseSubmitted) for v in course.events) for course in by_chance) == 8


def test_ticks_and_numbers_with_consequences_are_to_be_chosen_by_some_test(tmp_path: Path) -> None:
    text = SCENARIO.replace("form: lijst, by: griffier", "form: lijst, by: griffier, answers: {een: [{cancel: zes}]}")
    text = text.replace("form: meting, by: griffier", "form: meting, by: griffier, answers: {'2': [{cancel: zes}]}")
    stays_silent = "format: 1\ntest: Stil\nalways_sent: [een]\n"

    found = checked(written(tmp_path, text, stil=stays_silent)).reading.findings
    assert [(f.code, f.message) for f in found if f.code.startswith("W5")] == [
        ("W521", 'geen proef kiest bij formulier "lijst": een'),
        ("W521", 'geen proef kiest bij formulier "meting": 2'),
    ]


def test_each_time_of_a_message_that_repeats_can_be_expected(tmp_path: Path) -> None:
    folder = written(tmp_path, REPEATS, keer="format: 1\ntest: Keer op keer\nsteps:\n" + EXPECTS)

    found = checked(folder)

    assert [f.message for f in found.reading.findings if f.file.endswith("keer.yaml")] == ['"klacht.3" kwam niet']
    kept = json.loads(json.dumps(schema("test")))
    assert complaints(kept, as_an_editor_sees((folder / "tests" / "keer.yaml").read_text("utf-8"))) == []


REPEATS = f"""\
format: 1
scenario: {{id: proef, title: Proef, starts: dag 1 08:00}}
roles: {{raadslid: {{title: Raadslid}}, griffier: {{title: Griffier}}}}
phases: [{{id: dag, title: Dag, session: 10 min, clock: {{from: dag 1 08:00, to: dag 1 09:40}}}}]
injects:
  - {{id: klacht, phase: dag, manual: yes, repeat: 3, {ASKED}}}
  - {{id: een, phase: dag, at: +1 min, {ASKED}, effects: [{{send: klacht}}]}}
  - {{id: twee, phase: dag, at: +2 min, {ASKED}, effects: [{{send: klacht}}]}}
"""
EXPECTS = """\
  - at: dag +1 min
    expect: klacht to griffier
    not_yet: [klacht.2]
  - at: dag +2 min
    expect: [klacht.2, klacht.3]
"""


def test_what_chance_draws_can_be_given(tmp_path: Path) -> None:
    drawn = SCENARIO.replace("roles:", "state:\n  wind: {type: yesno, start: no, random: {yes: 1, no: 1}}\nroles:", 1)
    drawn = drawn.replace("at: +1 min, channel", "at: +1 min, if: wind == yes, channel", 1)

    def said(given: str, seed: int) -> list[str]:
        test = f"format: 1\ntest: Wind\nseed: {seed}\n{given}always_sent: [een]\n"
        found = checked(written(tmp_path, drawn, wind=test)).reading.findings
        return [f.code for f in found if f.file.endswith("wind.yaml")]

    assert {tuple(said("", seed)) for seed in range(6)} == {(), ("E520",)}
    assert [said("given: {wind: yes}\n", seed) for seed in range(6)] == [[]] * 6
    assert [said("given: {wind: no}\n", seed) for seed in range(6)] == [["E520"]] * 6
