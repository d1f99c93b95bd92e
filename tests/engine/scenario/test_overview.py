"""Findings with what they are about, and the lines around them."""

from __future__ import annotations

from pathlib import Path

from engine.scenario.overview import around, overview, subject_at
from engine.scenario.reading import read, read_files
from engine.scenario.writing.written import written
from tests.engine.scenario.test_findings import SOUND


def test_a_sound_scenario_is_laid_out_and_has_nothing_to_mend() -> None:
    made = overview(read_files({"scenario.yaml": SOUND.encode()}))
    assert [phase.phase.id for phase in made.phases] == ["acuut", "stil"]
    assert made.subjects == ()
    assert made.faulty() == frozenset()


def test_a_finding_knows_what_it_is_about_and_the_rest_is_still_shown() -> None:
    text = SOUND.replace("channel: phone", "channel: telefoon", 1).replace("{title: Griffier}", "{titel: Griffier}")
    made = overview(read_files({"scenario.yaml": text.encode()}))
    assert made.reading.scenario is None
    assert set(made.subjects) == {("roles", "griffier", "titel"), ("injects", "een", "channel")}
    assert made.faulty() == {"een"}
    assert made.scenario is not None
    assert "twee" in made.scenario.injects


def test_what_cannot_be_read_at_all_still_has_its_findings() -> None:
    made = overview(read_files({"scenario.yaml": b"format: 1\n\tscenario: {id: proef\n"}))
    assert made.scenario is None
    assert made.phases == ()
    assert made.subjects == ((),) * len(made.reading.findings)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    made = overview(read(tmp_path / "weg"))
    assert [finding.code for finding in made.reading.findings] == ["E020"]
    assert around(made.reading, made.reading.findings[0]) == ()


def test_lines_around_a_finding_stop_at_the_ends_of_the_file() -> None:
    reading = read_files({"scenario.yaml": b"format: 1\n\tx: 1\r\ny: \xff\n"})
    assert reading.findings[0].line == 3
    assert around(reading, reading.findings[0]) == ((1, "format: 1"), (2, "\tx: 1"), (3, "y: \ufffd"), (4, ""))


def test_a_line_leads_to_the_innermost_key_wherever_it_begins() -> None:
    file = written(
        "a: 1\nlijst:\n  - x: 1\n    id: eerste\n    in:\n      diep: [1, 2]\n  - los\nb: |\n  tekst\n\n  meer\n"
    )
    assert file is not None
    assert [subject_at(file, line) for line in range(1, 12)] == [
        ("a",),
        ("lijst",),
        ("lijst", "eerste", "x"),
        ("lijst", "eerste", "id"),
        ("lijst", "eerste", "in"),
        ("lijst", "eerste", "in", "diep", "1"),
        ("lijst", "1"),
        ("b",),
        ("b",),
        ("b",),
        ("b",),
    ]
