"""Scenarios of an older format: read with the steps from their version to this one."""

from __future__ import annotations

import pytest

from engine.scenario.files.nodes import Fields
from engine.scenario.reading import Reading, read_files
from engine.scenario.sections.migration import CURRENT, STEPS, renamed
from tests.engine.scenario.test_findings import SOUND

OLD = SOUND.replace("format: 1", "format: 0").replace("\ninjects:", "\nmessages:")


def messages_became_injects(tree: Fields) -> Fields:
    return renamed(tree, "messages", "injects")


def reading(text: str) -> Reading:
    return read_files({"scenario.yaml": text.encode()}, steps={0: messages_became_injects})


def test_an_older_scenario_plays_as_one_of_this_format() -> None:
    old, new = reading(OLD).scenario, reading(SOUND).scenario

    assert old is not None
    assert new is not None
    assert old.injects == new.injects
    assert old.files != new.files


def test_a_mistake_in_an_older_scenario_is_shown_where_it_stands() -> None:
    made = reading(OLD.replace("channel: news", "channel: niews"))

    assert [(f.code, f.line, f.column) for f in made.findings] == [("E109", 43, 14)]


def test_an_older_file_can_be_included_in_a_newer_scenario() -> None:
    files = {"scenario.yaml": SOUND.replace("format: 1", "format: 1\ninclude: lib/a.yaml"), "lib/a.yaml": "format: 0\n"}

    made = read_files({name: text.encode() for name, text in files.items()}, steps={0: messages_became_injects})

    assert made.findings == ()


@pytest.mark.parametrize(
    ("version", "hint"),
    [
        ("2", "dit bestand is voor een nieuwere Snelkookpan; werk het programma bij"),
        ("999999", "dit bestand is voor een nieuwere Snelkookpan; werk het programma bij"),
        ("-1", "schrijf: format: 1"),
        ("1.0", "schrijf: format: 1"),
        ("een", "schrijf: format: 1"),
        ("-99999999999", "schrijf: format: 1"),
    ],
)
def test_a_version_nobody_knows_is_the_only_finding(version: str, hint: str) -> None:
    made = reading(SOUND.replace("format: 1", f"format: {version}"))

    assert [(f.code, f.line, f.column, f.hint) for f in made.findings] == [("E024", 1, 9, hint)]


def test_every_older_version_has_its_step() -> None:
    assert sorted(STEPS) == list(range(CURRENT - len(STEPS), CURRENT))
