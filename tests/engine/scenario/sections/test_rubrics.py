"""Rubrics help a trainer to look: criteria with levels, at the messages that ask for an answer."""

from __future__ import annotations

import pytest

from engine.scenario.model import Criterion, Rubric
from engine.scenario.reading import Reading, read_files
from tests.engine.scenario.test_findings import SOUND, Plant, planted

WITH_RUBRICS = SOUND.replace(
    "escalations:\n",
    """rubrics:
  duiding:
    objective: leren
    criteria:
      moment: {label: Noemt een moment, levels: [niet, vaag, met een tijd]}
      rol: {label: Verwijst door, levels: [niet, ja]}
escalations:
""",
    1,
).replace(
    "by: wethouder, deadline: 2 min}", "by: wethouder, deadline: 2 min, rubric: [duiding.moment, duiding.rol]}", 1
)

PLANTS = [
    Plant("E311", "rubric: [duiding.moment,", "rubric: [«»duiding.moent,", 'bedoelde u "duiding.moment"?'),
    Plant("E311", "rubric: [duiding.moment,", "rubric: [«»moment,", 'bedoelde u "duiding.moment"?'),
    Plant("E126", "objective: leren\n    criteria", "objective: «»leuren\n    criteria"),
    Plant("E111", "levels: [niet, ja]", "levels: «»[]"),
    Plant("E114", "levels: [niet, ja]", "levels: [a, b, c, d, e, f, g, «»h]"),
    Plant("E102", ", levels: [niet, ja]", "", '"levels"', (("rol: {label", "rol: «»{label"),)),
    Plant("W223", ", duiding.rol]", "]", '"duiding.rol"', (("      rol: {", "      «»rol: {"),)),
    Plant("W223", ", rubric: [duiding.moment, duiding.rol]", "", '"duiding"', (("  duiding:\n", "  «»duiding:\n"),)),
]


def reading_of(text: str) -> Reading:
    return read_files({"scenario.yaml": text.encode()})


@pytest.mark.parametrize("plant", PLANTS, ids=lambda plant: f"{plant.code} {plant.new.strip()[:30]}")
def test_a_planted_mistake_gives_one_finding_at_its_place(plant: Plant) -> None:
    text, place = planted(plant, WITH_RUBRICS)

    found = reading_of(text).findings

    assert [(f.code, (f.line, f.column)) for f in found] == [(plant.code, place)], found
    assert plant.says in f"{found[0].message} — {found[0].hint}"


def test_a_response_points_at_criteria() -> None:
    scenario = reading_of(WITH_RUBRICS).scenario

    assert scenario is not None
    moment = Criterion("moment", "Noemt een moment", ("niet", "vaag", "met een tijd"))
    rol = Criterion("rol", "Verwijst door", ("niet", "ja"))
    assert scenario.rubrics == {"duiding": Rubric("duiding", {"moment": moment, "rol": rol}, "leren")}
    response = scenario.injects["een"].response
    assert response is not None
    assert [scenario.criterion(name) for name in response.rubric] == [moment, rol]


def test_a_rubric_that_cannot_be_read_gives_no_second_finding_where_it_is_used() -> None:
    broken = WITH_RUBRICS.replace("    criteria:\n", "    critera:\n", 1)

    assert {f.code for f in reading_of(broken).findings} == {"E101", "E102"}


def test_an_escalation_moment_may_say_what_is_expected() -> None:
    scenario = reading_of(
        SOUND.replace("e1: {title: De eerste}", "e1: {title: De eerste, expects: Medeleven.}")
    ).scenario

    assert scenario is not None
    assert scenario.escalations["e1"].expects == "Medeleven."
