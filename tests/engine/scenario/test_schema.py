"""The schema knows the keys of the readers, accepts what they accept, and refuses what one value can show."""

from __future__ import annotations

import importlib
import json
import pkgutil
from collections.abc import Iterator
from typing import Any

import pytest
from ruamel.yaml.error import YAMLError

from engine.scenario import sections
from engine.scenario.explained import EXPLAINED
from engine.scenario.schema import _block, schema
from engine.scenario.sections.fields import Keys, keys
from tests.engine.scenario.json_schema import as_an_editor_sees, complaints
from tests.engine.scenario.test_findings import MANY_FIELDS, OTHERWISE, PLANTS, QUESTION, SOUND, Plant, planted
from tests.scenarios.evening import LIBRARY

SCHEMA: Any = json.loads(json.dumps(schema()))
OF_TESTS: Any = json.loads(json.dumps(schema("test")))
OF_TRANSLATIONS: Any = json.loads(json.dumps(schema("translation")))
TABLES = {
    f"{module.name}.{name}": value
    for module in pkgutil.iter_modules(sections.__path__, f"{sections.__name__}.")
    for name, value in vars(importlib.import_module(module.name)).items()
    if isinstance(value, Keys)
}
BLOCKS = {
    "top": SCHEMA,
    **SCHEMA["definitions"],
    "test": OF_TESTS,
    **OF_TESTS["definitions"],
    "translation": OF_TRANSLATIONS,
    **OF_TRANSLATIONS["definitions"],
}

KNOWN = {
    "E024", "E101", "E102", "E103", "E104", "E105", "E106", "E107", "E108", "E109", "E110", "E111", "E112", "E113",
    "E114", "E115", "E117", "E118", "E119", "E140", "E143", "E206", "E213", "E303", "E304",
}  # fmt: skip
"""Codes of mistakes that a schema can see, apart from `NOT_SEEN`. Not: how YAML is written (before E024), what refers
to something else, and what a time, a condition or a text with `{{ }}` means."""
NOT_SEEN = {
    ("E102", "variants: [«»{title: Veel}]"),  # the message has no text either
    ("E108", "start: 0, random: {from: 5, «»to: 4}"),  # two numbers beside each other
    ("E108", "dimensions: [d1]\n    bands: {ave: [3, «»2]}"),  # the same
    ("E103", "seats: «»02"),  # YAML's own guess is 2
    ("E105", "  - id: «»een"),  # ids of two blocks
    ("E105", "phases:\n  - {id: acuut, title: A, session: 5 min, kind: break}\n"),
    ("E105", "  griffier: {title: Griffier}\n  raadslid-1: {title: R}"),
    ("E108", "session: «»9 uur"),  # a duration is a text
    ("E114", f"kind: worksheet, {QUESTION}, fields: {{{MANY_FIELDS}}}"),  # entries of a block are not counted
}
ALSO_SEEN = {("E124", "show: [«»eén]")}  # an unknown inject, and no id either


def loaded() -> Iterator[tuple[Plant, Any]]:
    """Every plant that is no mistake in YAML itself."""
    for plant in PLANTS:
        if plant.code < "E024":
            continue
        try:
            yield plant, as_an_editor_sees(planted(plant)[0])
        except (YAMLError, ValueError):
            continue


READABLE = list(loaded())


def test_every_key_of_every_table_is_in_the_schema_and_every_key_of_the_schema_in_a_table() -> None:
    of_tables = {name: (set(table.required), {*table.required, *table.optional}) for name, table in TABLES.items()}
    of_blocks = [(set(block.get("required", [])), set(block["properties"])) for block in BLOCKS.values()]

    assert [name for name, table in of_tables.items() if table not in of_blocks] == []
    assert len(of_blocks) == len(of_tables)
    assert all(block["additionalProperties"] is False for block in BLOCKS.values())


def test_every_key_is_explained_in_dutch() -> None:
    for name, block in BLOCKS.items():
        for key, value in block["properties"].items():
            assert value["title"], f"{name}.{key}"
            assert value["description"].endswith("."), f"{name}.{key}"
    assert EXPLAINED.keys() | {"included"} == BLOCKS.keys()  # which takes its words from the top


def test_an_included_file_is_accepted_with_the_sections_that_can_be_shared() -> None:
    included = {**SCHEMA["definitions"]["included"], "definitions": SCHEMA["definitions"]}
    text = "format: 1\ninclude: lib/meer.yaml\nroles:\n  griffier: {title: Griffier, override: yes}\n"

    assert complaints(included, as_an_editor_sees(text)) == []
    assert complaints(included, as_an_editor_sees(f"{text}phases: []\n"))
    assert complaints(included, as_an_editor_sees(text.replace("format: 1\n", "")))


def test_a_key_without_words_or_without_a_reader_cannot_be_shown() -> None:
    with pytest.raises(KeyError, match="nieuw"):
        _block("send", keys("inject"), inject={}, nieuw={})
    with pytest.raises(ValueError, match="nieuw"):
        _block("send", keys("inject", "delay nieuw"), inject={}, delay={})


def test_every_block_is_used() -> None:
    for whole in (SCHEMA, OF_TESTS):
        written = json.dumps(whole)

        unused = [name for name in whole["definitions"] if f'"#/definitions/{name}"' not in written]
        # Files in lib point at `included` in their first line.
        assert unused == (["included"] if whole is SCHEMA else [])


def test_an_editor_is_told_which_draft_it_is() -> None:
    assert SCHEMA["$schema"] == "http://json-schema.org/draft-07/schema#"


@pytest.mark.parametrize("name", sorted(path.parent.name for path in LIBRARY.glob("*/scenario.yaml")))
def test_every_scenario_of_the_library_is_accepted(name: str) -> None:
    text = (LIBRARY / name / "scenario.yaml").read_text("utf-8")

    assert complaints(SCHEMA, as_an_editor_sees(text)) == []


def test_the_sound_scenario_is_accepted() -> None:
    assert complaints(SCHEMA, as_an_editor_sees(SOUND)) == []


@pytest.mark.parametrize(
    ("plant", "value"), READABLE, ids=[f"{plant.code} {plant.new.strip()[:30]}" for plant, _ in READABLE]
)
def test_a_planted_mistake_is_refused_when_a_schema_can_see_it(plant: Plant, value: Any) -> None:
    mistake = (plant.code, plant.new)
    seen = mistake in ALSO_SEEN or (plant.code in KNOWN and mistake not in NOT_SEEN)

    assert bool(complaints(SCHEMA, value)) == seen, complaints(SCHEMA, value)


def test_every_code_a_schema_can_see_has_a_plant() -> None:
    assert {plant.code for plant, _ in READABLE} >= KNOWN
    assert KNOWN.isdisjoint(OTHERWISE)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("manual: yes", "manual: Ja"),
        ("start: no", "start: NEE"),
        ("format: 1", 'format: "1"'),
        ("seats: 2", 'seats: "2"'),
        ("to: [wethouder]", "to: wethouder"),
        ("title: Een\n", "title: 1.10\n"),
        ("body: Wat nu?", "body: true"),
        ("at: +1 min", "at: dag 1 9:00"),
        ("deadline: 2 min", "deadline: 1 min 30 s"),
        ("speed: stil", "speed: 10x"),
        ("title: Een\n", f"title: {'a' * 200}\n"),
        ("by: griffier", "by: [griffier, each team college, team college]"),
        ("- add: {vragen: 1}", "- add: {vragen: -1}\n      - send: {inject: drie, delay: 4 min}\n      - send: drie"),
    ],
)
def test_other_ways_to_write_the_same_are_accepted(old: str, new: str) -> None:
    assert old in SOUND
    assert complaints(SCHEMA, as_an_editor_sees(SOUND.replace(old, new, 1))) == []
