"""The runs that `check` makes of its own: few, chosen, and the same every time."""

from __future__ import annotations

import pytest

from engine.exercise.commands import SubmitResponse
from engine.rehearsal import doubts
from engine.rehearsal.doubts import all_choose, at_random, come_by_themselves, never_came
from engine.scenario.findings import Report
from engine.scenario.reading import read_files
from tests.engine.rehearsal.world import SCENARIO, sound


def found(text: str) -> list[tuple[str, int, str]]:
    reading = read_files({"scenario.yaml": text.encode()})
    assert reading.scenario is not None
    report = Report("scenario.yaml")
    never_came(reading.scenario, [], reading.places, report)
    return [(f.code, f.line, f.message) for f in report.in_order()]


def line_of(text: str, part: str) -> int:
    return text[: text.index(part)].count("\n") + 1


def test_a_scenario_in_which_everything_can_come_leaves_no_doubt() -> None:
    assert found(SCENARIO) == []


def test_a_when_that_never_turned_true_is_told_at_its_condition() -> None:
    text = SCENARIO.replace("when: gebeld == yes", "when: gebeld == yes and mediadruk > 90")

    assert found(text) == [
        ("W523", line_of(text, "when: gebeld"), "in geen van de 8 proeflopen werd deze voorwaarde waar")
    ]


def test_a_when_that_did_turn_true_but_whose_message_never_came_is_told_at_the_message() -> None:
    text = SCENARIO.replace("when: gebeld == yes\n", "when: gebeld == yes\n    if: mediadruk > 90\n")

    assert found(text) == [("W522", line_of(text, "id: raad-hoort"), "in geen van de 8 proeflopen kwam dit bericht")]


def test_what_comes_only_by_hand_is_sent_by_hand_so_that_what_follows_it_can_come() -> None:
    text = SCENARIO.replace("at: +0 s\n    if: vragen > 0 or gebeld == no", "at: +0 s\n    if: mediadruk > 90").replace(
        "body: Kijk mee.", "body: Kijk mee.\n    effects:\n      - set: {mediadruk: 95}"
    )

    assert found(text) == []


def test_what_everybody_has_to_choose_alike_is_found() -> None:
    text = SCENARIO.replace("if: vragen > 0 or gebeld == no", "if: vragen == 1 and gebeld == no")

    assert found(text) == []


def test_a_message_only_the_trainer_sends_is_not_missed() -> None:
    scenario = sound()

    assert [name for name in scenario.injects if name not in come_by_themselves(scenario)] == ["met-de-hand"]


def test_what_is_released_by_hand_is_not_missed_either() -> None:
    assert found(SCENARIO.replace("at: dag 1 08:50\n", "at: dag 1 08:50\n    release: manual\n")) == []


def test_robots_choose_alike_or_by_chance_and_the_same_every_time() -> None:
    scenario = sound()
    asked = scenario.injects["pers-belt"]

    assert [all_choose(scenario, nth)(asked, "seat:griffier") for nth in (0, 1, 2)] == [
        (90_000, SubmitResponse("pers-belt", option="bellen")),
        (90_000, SubmitResponse("pers-belt", option="wachten")),
        (90_000, SubmitResponse("pers-belt", option="bellen")),
    ]
    by_chance = [at_random(scenario, seed)(asked, "seat:griffier") for seed in range(60)]
    assert by_chance == [at_random(scenario, seed)(asked, "seat:griffier") for seed in range(60)]
    assert None in by_chance
    assert {answer[0] for answer in by_chance if answer} == {90_000, 360_000}


def test_a_large_scenario_gets_fewer_runs_and_a_hopeless_one_no_doubts(monkeypatch: pytest.MonkeyPatch) -> None:
    text = SCENARIO.replace("if: vragen > 0 or gebeld == no", "if: mediadruk > 99")

    for effort, messages in ((8_000, ["in geen van de 8 proeflopen kwam dit bericht"]),
                             (300, ["in geen van de 3 proeflopen kwam dit bericht"]),
                             (30, [])):  # fmt: skip
        monkeypatch.setattr(doubts, "EFFORT", effort)
        assert [message for _, _, message in found(text)] == messages
