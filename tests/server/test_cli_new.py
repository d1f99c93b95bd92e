"""The command `new`: a folder that can be checked, explained by an editor and played at once."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from engine.scenario.reading import read
from engine.scenario.schema import schema
from server.cli import main
from server.cli_new import new
from tests.engine.scenario.json_schema import as_an_editor_sees, complaints
from tests.scenarios.evening import play


@pytest.fixture(autouse=True)
def in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def made(name: str = "brand-buurthuis") -> Path:
    result = CliRunner().invoke(new, [name])
    assert (result.exit_code, result.stderr) == (0, "")
    return Path(name)


def test_the_new_scenario_has_no_findings() -> None:
    result = CliRunner().invoke(main, ["check", str(made())])

    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "1 scenario: 0 fouten, 0 waarschuwingen, 1 uitgezonderd, 2 van 2 proeven geslaagd\n"


def test_the_new_scenario_has_the_name_it_was_given() -> None:
    scenario = read(made("brand_in-de-haven")).scenario

    assert scenario is not None
    assert (scenario.id, scenario.title) == ("brand_in-de-haven", "Brand in de haven")


def test_the_new_scenario_plays_to_its_end_whether_or_not_people_answer() -> None:
    scenario = read(made()).scenario
    assert scenario is not None

    for policy in (lambda inject, form: None, lambda inject, form: "gesprek" if form.options else "Wij komen terug."):
        exercise = play(scenario, policy)
        assert {state.status for state in exercise.state.injects.values()} <= {"delivered", "guarded", "lapsed"}


def test_the_first_line_points_an_editor_to_the_schema_beside_it() -> None:
    folder = made()
    text = (folder / "scenario.yaml").read_text("utf-8")
    kept = json.loads((folder / "scenario.schema.json").read_text("utf-8"))

    assert text.splitlines()[0] == "# yaml-language-server: $schema=./scenario.schema.json"
    assert sorted(str(path.relative_to(folder)) for path in folder.rglob("*.*")) == [
        "scenario-test.schema.json",
        "scenario.schema.json",
        "scenario.yaml",
        "tests/op-tijd.yaml",
        "tests/te-laat.yaml",
    ]
    assert kept == schema()
    assert complaints(kept, as_an_editor_sees(text)) == []


def test_the_tests_beside_it_point_an_editor_to_their_own_schema() -> None:
    folder = made()
    kept = json.loads((folder / "scenario-test.schema.json").read_text("utf-8"))

    assert kept == schema("test")
    for test in (folder / "tests").iterdir():
        text = test.read_text("utf-8")
        assert text.splitlines()[0] == "# yaml-language-server: $schema=../scenario-test.schema.json"
        assert complaints(kept, as_an_editor_sees(text)) == []


@pytest.mark.parametrize(
    ("old", "new", "fails"),
    [
        ("          - set: {keuze_raad: gesprek}\n", "          - add: {politieke_druk: 1}\n", "te-laat.yaml"),
        ("        - send: krant-zonder-reactie\n", "        - add: {mediadruk: 10}\n", "te-laat.yaml"),
        ("          - set: {krant_gesproken: yes}\n", "", "op-tijd.yaml"),
        ("    to: [griffier, raadslid]\n", "    to: [griffier]\n", "op-tijd.yaml"),
    ],
)
def test_a_change_of_what_happens_makes_a_test_fail(old: str, new: str, fails: str) -> None:
    scenario = made() / "scenario.yaml"
    text = scenario.read_text("utf-8")
    assert text.count(old) == 1
    scenario.write_text(text.replace(old, new), "utf-8")

    result = CliRunner().invoke(main, ["check", "brand-buurthuis"])

    assert result.exit_code == 1
    assert f"brand-buurthuis/tests/{fails}:" in result.stdout


def test_the_longest_name_fits() -> None:
    assert read(made("a" * 40)).findings == ()


def test_a_folder_that_exists_is_left_alone() -> None:
    (made() / "scenario.yaml").write_text("van mij", "utf-8")

    result = CliRunner().invoke(new, ["brand-buurthuis"])

    assert result.exit_code == 2
    assert result.stderr == "brand-buurthuis bestaat al. Kies een andere naam, of haal wat er staat eerst weg.\n"
    assert Path("brand-buurthuis/scenario.yaml").read_text("utf-8") == "van mij"


@pytest.mark.parametrize("name", ["Brand", "brand in de haven", "1brand", "../brand", "a/b", "é", "", "a" * 41])
def test_a_bad_name_is_refused_with_a_sentence(name: str) -> None:
    result = CliRunner().invoke(new, ["--", name])

    assert result.exit_code == 2
    assert result.stderr.startswith(f'"{name}" kan geen naam zijn. Gebruik hoogstens 40 kleine letters')
    assert list(Path().iterdir()) == []


def test_a_folder_that_cannot_be_made_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(self: Path, *_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "mkdir", full)

    result = CliRunner().invoke(new, ["brand"])

    assert (result.exit_code, result.stderr) == (2, "brand kan niet worden gemaakt (No space left on device).\n")
