"""Conditions in words, for paper."""

from __future__ import annotations

import pytest

from engine.scenario.model import Scenario
from engine.scenario.reading import read_files
from facilitator_ui.author import Filled
from facilitator_ui.conditions_said import condition_said, value_said
from shared_ui.words import dutch
from tests.engine.scenario.test_findings import SOUND


def scenario_with(condition: str) -> Scenario:
    text = SOUND.replace("    escalation: e1", f"    if: {condition}\n    escalation: e1", 1)
    assert text != SOUND
    reading = read_files({"scenario.yaml": text.encode()})
    assert reading.scenario is not None, reading.findings
    return reading.scenario


@pytest.mark.parametrize(
    ("condition", "said"),
    [
        ("onrust >= 60", "‘onrust’ is ten minste 60"),
        ("10 < onrust <= 60", "10 is minder dan ‘onrust’ is hoogstens 60"),
        ("onrust > 60 and mediadruk != 5", "‘onrust’ is meer dan 60 en ‘mediadruk’ is niet 5"),
        ("not onrust < 5 or onrust == 9", "niet: ‘onrust’ is minder dan 5 of ‘onrust’ is 9"),
        ("onrust + 5 > mediadruk", "‘onrust’ plus 5 is meer dan ‘mediadruk’"),
    ],
)
def test_a_condition_reads_as_a_clause(condition: str, said: str) -> None:
    scenario = scenario_with(condition)
    guard = next(inject.guard for inject in scenario.injects.values() if inject.guard)
    assert condition_said(guard, scenario, Filled(scenario), dutch) == said


def test_yes_and_no_are_words() -> None:
    assert (value_said(True, dutch), value_said(False, dutch), value_said(3, dutch)) == ("ja", "nee", "3")
