"""A scenario test is played as it says, and what its author gives is what the run begins with."""

from __future__ import annotations

import pytest

from engine.rehearsal.judging import given, judge, play
from engine.scenario.findings import Report
from engine.scenario.reading import read_files
from engine.scenario.sections.expected import ScenarioTest
from engine.scenario.sections.testing import read_test
from tests.engine.rehearsal.world import CALLS, SCENARIO, WAITS, sound


def read(text: str) -> ScenarioTest:
    test, findings = read_test(text.encode(), "tests/t.yaml", sound())
    assert test is not None, findings
    return test


def judged(text: str) -> list[str]:
    test, report = read(text), Report("tests/t.yaml")
    judge(test, play(sound(), test), report)
    return [f"{f.line} {f.code} {f.message} — {f.hint}" for f in report.in_order()]


@pytest.mark.parametrize("text", [CALLS, WAITS])
def test_a_test_that_comes_true_says_nothing(text: str) -> None:
    assert judged(text) == []


def test_what_is_given_takes_the_place_of_the_start() -> None:
    scenario = given(sound(), read(CALLS))

    assert scenario.variables["vragen"].start == 3
    assert scenario.variables["gebeld"].start is False
    assert scenario.parameters["gemeente"].default == "Lutterwoold"


def test_everything_that_differs_is_told_at_once() -> None:
    text = CALLS.replace("option: bellen", "option: wachten").replace("by: griffier, after: 1 min", "by: all")

    assert judged(text) == [
        '15 E525 gebeld is no, verwacht yes — kijk welk gevolg er te veel of te weinig was',
        '15 E525 vragen is 4, verwacht 3 — kijk welk gevolg er te veel of te weinig was',
        '17 E520 "raad-hoort" kwam niet — zijn voorwaarde bij when werd niet waar',
        '18 E525 vragen is 4, verwacht 5 — kijk welk gevolg er te veel of te weinig was',
        '21 E525 vragen is 4, verwacht 5 — kijk welk gevolg er te veel of te weinig was',
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("          - set: {gebeld: yes}", "          - add: {vragen: 1}", "gebeld is no, verwacht yes"),
        ("    delay: 1 min", "    delay: 2 min", '"raad-hoort" kwam later: op avond +4 min'),
        ("to: team raad\n    title: Even", "to: griffier\n    title: Even", '"raad-hoort" kwam niet bij team raad'),
        ("- add: {vragen: 2}", "- add: {vragen: 1}", "vragen is 4, verwacht 5"),
        ("    if: vragen > 0 or", "    if: vragen > 6 or", '"debat" kwam niet'),
        ("at: dag 1 08:50", "at: +2 min", '"mail" kwam al: op avond +2 min'),
    ],
)
def test_a_change_in_the_scenario_makes_a_test_fail(old: str, new: str, says: str) -> None:
    assert SCENARIO.count(old) == 1
    changed = read_files({"scenario.yaml": SCENARIO.replace(old, new).encode()}).scenario
    assert changed is not None
    test, report = read(CALLS), Report("tests/t.yaml")

    judge(test, play(changed, test), report)

    assert says in "; ".join(finding.message for finding in report.findings)
