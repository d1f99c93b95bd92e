"""Who plays, and what they came for: told when somebody or something was forgotten."""

from __future__ import annotations

from tests.engine.scenario.lint.planted import EVENING, found, message, more


def codes(text: str) -> list[str]:
    return [finding.code for finding in found(text)]


def test_a_script_without_any_card_is_a_sketch() -> None:
    sketch = EVENING
    for does in ("U leidt.", "U bestuurt.", "U controleert.", "U controleert.", "U helpt de raad.", "U bericht."):
        sketch = sketch.replace(f", does: {does}", "", 1)

    assert codes(sketch) == []


def test_seventeen_seats_are_a_full_room() -> None:
    assert codes(EVENING.replace("U helpt de raad., seats: 1", "U helpt de raad., seats: 11")) == []
    assert codes(EVENING.replace("U helpt de raad., seats: 1", "U helpt de raad., seats: 12")) == ["I251"]


def test_an_objective_that_answers_are_judged_by_comes_back() -> None:
    rubric = (
        "rubrics:\n  duiding:\n    objective: duiden\n    criteria:\n      kort: {label: Kort, levels: [nee, ja]}\n"
    )
    text = EVENING.replace("objective: duiden", "objective: leren")
    judged = text.replace("forms:\n", f"{rubric}forms:\n", 1).replace(
        "{form: zeggen, by: burgemeester, deadline: 3 min}",
        "{form: zeggen, by: burgemeester, deadline: 3 min, rubric: [duiding.kort]}",
    )

    assert codes(text) == ["W258"]
    assert codes(judged) == []


def test_a_team_that_answers_together_is_addressed() -> None:
    team = EVENING.replace(
        "  college: {title", "  griffie: {title: Griffie, roles: [griffier, omroep]}\n  college: {title"
    )
    together = message("samen", manual="yes", to="[griffier, omroep]", response="{form: zeggen, by: team griffie}")

    assert codes(team) == ["I253"]
    assert codes(team.replace("debrief:\n", more(together))) == []
