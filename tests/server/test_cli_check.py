"""The command `check`: what it prints and how it ends."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from server.cli_check import check

SOUND = """\
format: 1
scenario: {id: proef, title: Proef, starts: dag 1 08:00}
roles: {wethouder: {title: Wethouder}}
phases: [{id: een, title: Een, session: 10 min, clock: {from: dag 1 08:00, to: dag 1 09:00}}]
injects: [{id: a, phase: een, manual: yes, channel: note, from: P, to: all, title: T, body: B}]
"""
DOUBTFUL = SOUND.replace("body: B", "body: TODO")
WRONG = SOUND.replace("phase: een", "phase: eem").replace("channel: note", "channel: nota")


@pytest.fixture(autouse=True)
def in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def write(name: str, text: str) -> str:
    Path(name).write_text(text, "utf-8")
    return name


def test_a_sound_scenario_ends_with_zero_and_prints_no_findings() -> None:
    result = CliRunner().invoke(check, [write("a.yaml", SOUND)])

    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "1 scenario: 0 fouten, 0 waarschuwingen\n"


def test_a_warning_does_not_stop_anything() -> None:
    result = CliRunner().invoke(check, [write("a.yaml", DOUBTFUL)])

    assert result.exit_code == 0
    assert result.stdout == 'a.yaml:5:93 W304 "TODO" lijkt nog in te vullen — vul het in\n'
    assert result.stderr == "1 scenario: 0 fouten, 1 waarschuwing\n"


def test_errors_are_one_line_each_and_end_with_one() -> None:
    result = CliRunner().invoke(check, [write("a.yaml", WRONG), write("b.yaml", SOUND)])

    assert result.exit_code == 1
    assert result.stdout == (
        'a.yaml:5:26 E121 onbekende fase "eem" — bedoelde u "een"?\n'
        'a.yaml:5:53 E109 "nota" kan hier niet — bedoelde u "note"?\n'
    )


def test_what_is_not_there_ends_with_two() -> None:
    result = CliRunner().invoke(check, ["weg.yaml", write("a.yaml", WRONG)])

    assert result.exit_code == 2
    assert result.stdout.startswith("weg.yaml:1:1 E020 ")
    assert "a.yaml:5:26 E121" in result.stdout


def test_json_is_one_object() -> None:
    result = CliRunner().invoke(check, ["--format", "json", write("a.yaml", WRONG)])

    assert result.exit_code == 1
    assert json.loads(result.stdout)["findings"][0] == {
        "code": "E121",
        "severity": "error",
        "file": "a.yaml",
        "line": 5,
        "column": 26,
        "message": 'onbekende fase "eem"',
        "hint": 'bedoelde u "een"?',
    }


def test_json_of_a_sound_scenario_has_no_findings() -> None:
    result = CliRunner().invoke(check, ["--format", "json", write("a.yaml", SOUND)])

    assert json.loads(result.stdout) == {
        "findings": [],
        "ignored": [],
        "tests": {"passed": 0, "count": 0},
    }


def test_github_gets_workflow_commands() -> None:
    result = CliRunner().invoke(check, ["--format", "github", write("a,b.yaml", WRONG)])

    assert result.stdout.splitlines()[0] == (
        '::error file=a%2Cb.yaml,line=5,col=26,title=E121::onbekende fase "eem" — bedoelde u "een"?'
    )


ANSWERED = DOUBTFUL.replace("body: TODO", "body: TODO, lint: {ignore: W304, because: De trainer vult dit in.}")


def test_what_the_author_answered_is_counted_only() -> None:
    result = CliRunner().invoke(check, [write("a.yaml", ANSWERED)])

    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "1 scenario: 0 fouten, 0 waarschuwingen, 1 uitgezonderd\n"


def test_json_lists_what_the_author_answered_with_the_reason() -> None:
    result = CliRunner().invoke(check, ["--format", "json", write("a.yaml", ANSWERED)])

    assert json.loads(result.stdout) == {
        "findings": [],
        "ignored": [
            {
                "code": "W304",
                "severity": "warning",
                "file": "a.yaml",
                "line": 5,
                "column": 93,
                "message": '"TODO" lijkt nog in te vullen',
                "hint": "vul het in",
                "because": "De trainer vult dit in.",
            }
        ],
        "tests": {"passed": 0, "count": 0},
    }


def with_tests(**tests: str) -> str:
    """The name of a folder with the sound scenario and these tests."""
    Path("map/tests").mkdir(parents=True)
    write("map/scenario.yaml", SOUND)
    for name, text in tests.items():
        write(f"map/tests/{name}.yaml", f"format: 1\ntest: {name}\n{text}\n")
    return "map"


def test_the_tests_of_a_scenario_are_played_and_counted() -> None:
    result = CliRunner().invoke(check, [with_tests(stil="never: [a]")])

    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "1 scenario: 0 fouten, 0 waarschuwingen, 1 van 1 proeven geslaagd\n"


def test_a_test_that_fails_is_an_error_at_its_line() -> None:
    folder = with_tests(stil="never: [a]", druk="always_sent: [a]")

    result = CliRunner().invoke(check, [folder])

    assert result.exit_code == 1
    assert result.stdout == 'map/tests/druk.yaml:3:15 E520 "a" kwam niet — niets bracht het op gang\n'
    assert result.stderr == "1 scenario: 1 fout, 0 waarschuwingen, 1 van 2 proeven geslaagd\n"


def test_the_tests_are_counted_in_english_too() -> None:
    result = CliRunner().invoke(check, ["--lang", "en", with_tests(stil="never: [a]")])

    assert result.stderr == "1 scenario: 0 errors, 0 warnings, 1 of 1 tests passed\n"


@pytest.mark.parametrize(("asked", "environment"), [(["--lang", "en"], {}), ([], {"SNELKOOKPAN_LANGUAGE": "en"})])
def test_findings_are_said_in_english_when_asked(asked: list[str], environment: dict[str, str]) -> None:
    result = CliRunner().invoke(check, [*asked, write("a.yaml", WRONG)], env=environment)

    assert result.stdout.splitlines()[0] == 'a.yaml:5:26 E121 unknown phase "eem" — did you mean "een"?'
    assert result.stderr == "1 scenario: 2 errors, 0 warnings\n"


def test_a_path_is_needed() -> None:
    assert CliRunner().invoke(check, []).exit_code == 2
