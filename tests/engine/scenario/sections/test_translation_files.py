"""Translations are of the texts that are there, with the same local words, and say when they are out of date."""

from __future__ import annotations

import pytest

from engine.scenario.reading import Reading, read_files
from engine.scenario.translation import source_of, texts_by_path
from tests.engine.scenario.test_findings import SOUND, Plant, planted

FILE = "i18n/en.yaml"


def reading_of(translation: str, name: str = FILE, script: str = SOUND) -> Reading:
    return read_files({"scenario.yaml": script.encode(), name: translation.encode()})


def whole() -> str:
    """A translation of every text, in which each is told by its path; local words stay."""
    scenario = read_files({"scenario.yaml": SOUND.encode()}).scenario
    assert scenario is not None
    lines = ["format: 1", "language: en", "texts:"]
    for path, text in texts_by_path(scenario).items():
        local = " {{ gemeente }}" if "{{ gemeente }}" in text else ""
        lines.append(f'  {path}: {{text: "{path}{local}", source: "{source_of(text)}"}}')
    return "\n".join(lines) + "\n"


WHOLE = whole()
EEN = '  injects.een.title: {text: "injects.een.title", source: "' + source_of("Een") + '"}\n'
PLANTS = [
    Plant("E501", "  injects.een.title: {", "  «»injects.een.titel: {", 'bedoelde u "injects.een.title"?'),
    Plant("E502", 'college.title {{ gemeente }}"', 'college.title"', "gemeente", (('text: "teams', 'text: «»"teams'),)),
    Plant("E502", '"injects.een.body"', '«»"{{ gemeente }}"', "precies: –"),
    Plant("E302", '"injects.een.body"', '"«»{{ gemente }}"', 'bedoelde u "gemeente"?'),
    Plant("E503", "language: en", "language: «»nl"),
    Plant("E504", "language: en", "language: «»Engels"),
    Plant("E505", "language: en", "language: «»de", "i18n/de.yaml"),
    Plant("E024", "format: 1", "format: «»9"),
    Plant("E102", "language: en\n", "", '"language"', (("format: 1", "«»format: 1"),)),
    Plant("W501", f'source: "{source_of("Een")}"', 'source: «»"000000"', f"source: {source_of('Een')}"),
    Plant("W501", EEN, '  «»injects.een.title: {text: "One"}\n', f"source: {source_of('Een')}"),
    Plant("W502", EEN, "", "1 teksten zijn niet vertaald: injects.een.title", (("texts:", "«»texts:"),)),
]


def test_a_whole_translation_gives_no_finding() -> None:
    reading = reading_of(WHOLE)

    assert reading.findings == ()
    assert reading.scenario is not None
    assert reading.scenario.translations["en"]["injects.een.title"] == "injects.een.title"
    assert [name for name, _ in reading.scenario.files] == [FILE, "scenario.yaml"]


@pytest.mark.parametrize("plant", PLANTS, ids=lambda plant: f"{plant.code} {plant.new.strip()[:30]}")
def test_a_planted_mistake_gives_one_finding_at_its_place(plant: Plant) -> None:
    text, place = planted(plant, WHOLE)

    found = reading_of(text).findings

    assert [(f.code, f.file, (f.line, f.column)) for f in found] == [(plant.code, FILE, place)], found
    assert plant.says in f"{found[0].message} — {found[0].hint}"


def test_what_is_missing_is_one_line_with_the_count_and_the_first_few() -> None:
    found = reading_of("format: 1\nlanguage: en\ntexts:\n  scenario.title: {text: T}\n").findings

    assert [f.code for f in found] == ["W502", "W501"]
    assert found[0].message == (
        "23 teksten zijn niet vertaald: scenario.objectives.leren, parameters.gemeente.label, roles.wethouder.title, …"
    )


def test_a_scenario_with_errors_is_mended_before_its_translations_are_looked_at() -> None:
    found = reading_of("format: 1\n", script=SOUND.replace("phase: stil", "phase: stiel")).findings

    assert [f.code for f in found] == ["E121"]


def test_a_remark_on_the_text_changes_no_source() -> None:
    assert source_of("Een") == source_of("Een")
    assert source_of("Een") != source_of("Een.")


@pytest.mark.parametrize(
    ("path", "hint"),
    [
        ("injects.een.titel", 'bedoelde u "injects.een.title"?'),  # of the same message
        ("injects.eeen.title", 'bedoelde u "injects.een.title"?'),  # of the same section
        ("scenes.een", "kijk of het id nog bestaat; scenario.title is er een"),
    ],
)
def test_a_path_that_is_not_there_is_compared_with_those_around_it(path: str, hint: str) -> None:
    found = reading_of(f"format: 1\nlanguage: en\ntexts:\n  {path}: {{text: T}}\n").findings

    assert [(f.code, f.hint) for f in found] == [("E501", hint)]
