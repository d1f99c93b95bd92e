"""What holds for every scenario that comes with the program."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from engine.exercise.visibility import Sight
from engine.rehearsal.checking import check, checked
from engine.scenario.reading import read
from engine.scenario.writing.formatting import formatted
from tests.scenarios.evening import LIBRARY, library, play

NAMES = sorted(path.parent.name for path in LIBRARY.glob("*/scenario.yaml"))


@pytest.mark.parametrize("name", NAMES)
def test_a_scenario_of_the_library_has_no_findings(name: str) -> None:
    assert read(LIBRARY / name).findings == ()


@pytest.mark.parametrize("name", NAMES)
def test_it_is_in_the_house_style(name: str) -> None:
    assert formatted(read(LIBRARY / name)) == (LIBRARY / name / "scenario.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_its_own_tests_pass_and_leave_no_doubt(name: str) -> None:
    found = checked(LIBRARY / name)

    assert [f"{f.file}:{f.line} {f.code} {f.message}" for f in found.reading.findings] == []
    assert found.tests == found.passed >= 2


@pytest.mark.parametrize(
    ("name", "old", "new", "fails"),
    [
        ("mini", "          - set: {mail_doorgestuurd: yes}\n", "          - add: {onrust: 5}\n", "doorsturen.yaml"),
        ("mini", "    if: reactie_gegeven == no\n", "    if: reactie_gegeven == yes\n", "doorsturen.yaml"),
        ("mini", "    delay: 1 min\n", "    delay: 2 min\n", "doorsturen.yaml"),
        ("mini", "    to: [raadslid, griffier]\n", "    to: [raadslid]\n", "doorsturen.yaml"),
        ("mini", "          - set: {reactie_gegeven: yes}\n", "", "binnen-de-griffie.yaml"),
        (
            "familiedrama",
            "          - send: {inject: foto-geplaatst, delay: 1 min}\n",
            "          - add: {onrust: 1}\n",
            "reflex.yaml",
        ),
        ("familiedrama", "    if: raad_te_laat == yes\n", "    if: raad_ingelicht == yes\n", "niets-doen.yaml"),
        ("familiedrama", "    when: namen_gelekt == yes\n", "    when: hulp_bevestigd == yes\n", "een-lid-lekt.yaml"),
        ("familiedrama", "    if: garantie_gegeven == yes\n", "    if: garantie_gegeven == no\n", "proportioneel.yaml"),
        (
            "familiedrama",
            "          - set: {debatvorm: besloten}\n",
            "          - set: {debatvorm: open}\n",
            "verdeeld.yaml",
        ),
        (
            "familiedrama",
            "          - set: {debatvorm: uitstel}\n",
            "          - set: {debatvorm: open}\n",
            "wegkijken.yaml",
        ),
    ],
)
def test_a_change_of_what_happens_makes_its_test_fail(
    name: str, old: str, new: str, fails: str, tmp_path: Path
) -> None:
    folder = Path(shutil.copytree(LIBRARY / name, tmp_path / name))
    text = (folder / "scenario.yaml").read_text("utf-8")
    assert text.count(old) == 1
    (folder / "scenario.yaml").write_text(text.replace(old, new), "utf-8")

    reading = check(folder)

    assert str(folder / "tests" / fails) in {f.file for f in reading.findings if f.severity == "error"}


@pytest.mark.parametrize("name", NAMES)
def test_nobody_answering_still_ends_the_evening_with_every_inject_in_one_end_state(name: str) -> None:
    exercise = play(library(name))

    assert {inject.status for inject in exercise.state.injects.values()} <= {"delivered", "guarded", "lapsed"}


@pytest.mark.parametrize("name", NAMES)
def test_every_inject_reaches_a_screen_of_somebody(name: str) -> None:
    for inject in library(name).injects.values():
        assert inject.audience.seats or inject.audience.plenary or inject.audience.facilitator, inject.id


@pytest.mark.parametrize("name", NAMES)
def test_every_screen_can_be_shown_at_the_end(name: str) -> None:
    exercise = play(library(name))
    sight = Sight(exercise.scenario, exercise.state, exercise.words)

    for seat in (*exercise.scenario.seats, "trainer", "beamer"):
        assert sight.view(seat).nodes
