"""What a scenario takes from other files of its package, and whose word counts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

import pytest

from engine.scenario.files.composing import MAX_NODES
from engine.scenario.reading import Reading, read_files

SCENARIO = """\
format: 1
include: [lib/mensen.yaml, lib/vragen.yaml]
scenario: {id: proef, title: Proef, starts: dag 1 08:00}
parameters:
  gemeente: {label: Gemeente, default: Hesselveld}
roles:
  raadslid: {title: Raadslid}
phases:
  - {id: acuut, title: Acuut, session: 10 min, clock: {from: dag 1 08:00, to: dag 1 10:00}}
injects:
  - id: een
    phase: acuut
    at: +1 min
    channel: phone
    from: Pers
    to: [team college, raadslid]
    title: Een
    body: Wat nu?
    response: {form: zeggen, by: wethouder}
"""
PEOPLE = """\
format: 1
roles:
  wethouder: {title: "Wethouder van {{ gemeente }}"}
teams:
  college: {title: College, roles: [wethouder]}
"""
QUESTIONS = """\
format: 1
forms:
  zeggen: {kind: text, question: Wat zegt u?}
"""
FILES = {"scenario.yaml": SCENARIO, "lib/mensen.yaml": PEOPLE, "lib/vragen.yaml": QUESTIONS}


def reading(files: Mapping[str, str] = FILES, /, **changed: str) -> Reading:
    """The files with some of their texts changed: `mensen="old=>new"`."""
    names = {"scenario": "scenario.yaml", "mensen": "lib/mensen.yaml", "vragen": "lib/vragen.yaml"}
    texts = dict(files)
    for name, change in changed.items():
        old, new = change.split("=>")
        assert old in texts[names[name]]
        texts[names[name]] = texts[names[name]].replace(old, new)
    return read_files({name: text.encode() for name, text in texts.items()})


def found(made: Reading) -> list[tuple[str, str, int, int]]:
    return [(f.code, f.file, f.line, f.column) for f in made.findings]


def test_included_files_read_as_if_they_stood_in_the_scenario_before_its_own() -> None:
    made = reading()

    assert found(made) == []
    assert made.scenario is not None
    assert list(made.scenario.roles) == ["wethouder", "raadslid"]
    assert made.scenario.injects["een"].audience.seats == ("wethouder", "raadslid")
    assert made.scenario.forms["zeggen"].question == "Wat zegt u?"


ENGLISH = "format: 1\nlanguage: en\ntexts: {}\n"


def test_every_file_that_counts_is_kept_and_pinned_and_no_other() -> None:
    made = reading({**FILES, "lib/anders.yaml": "format: 1\n", "i18n/en.yaml": ENGLISH, "notes.md": "…"})

    assert sorted(made.files) == ["i18n/en.yaml", "lib/mensen.yaml", "lib/vragen.yaml", "scenario.yaml"]
    assert made.scenario is not None
    assert [name for name, _ in made.scenario.files] == sorted(made.files)
    assert read_files(made.files).scenario == made.scenario


def test_a_mistake_in_an_included_file_is_shown_in_that_file() -> None:
    made = reading(mensen="title: College=>titel: College")

    assert found(made) == [("E102", "lib/mensen.yaml", 5, 12), ("E101", "lib/mensen.yaml", 5, 13)]


def test_a_mistake_inside_a_text_of_an_included_file_is_shown_in_that_file() -> None:
    made = reading(mensen="{{ gemeente }}=>{{ plaats }}")

    assert found(made) == [("E302", "lib/mensen.yaml", 3, 37)]


def test_a_doubt_about_an_included_file_is_shown_in_that_file() -> None:
    made = reading(vragen="?}=>?}\n  over: {kind: text, question: Nog iets?}")

    assert found(made) == [("W223", "lib/vragen.yaml", 4, 3)]
    assert made.scenario is not None


def test_files_included_twice_are_read_once() -> None:
    made = reading(vragen="format: 1=>format: 1\ninclude: lib/mensen.yaml")

    assert found(made) == []


def test_the_same_id_in_two_files_shows_both_places() -> None:
    made = reading(scenario="title: Raadslid}=>title: Raadslid}\n  wethouder: {title: W}")

    assert found(made) == [("E046", "scenario.yaml", 8, 3)]
    assert "in lib/mensen.yaml, regel 3" in made.findings[0].message


def test_two_included_files_with_the_same_id_show_both_places() -> None:
    made = reading(vragen="forms:=>roles:\n  wethouder: {title: W}\nforms:")

    assert found(made) == [("E046", "lib/vragen.yaml", 3, 3)]
    assert "in lib/mensen.yaml, regel 3" in made.findings[0].message


def test_the_later_one_may_take_the_place_of_the_earlier() -> None:
    made = reading(scenario="title: Raadslid}=>title: R}\n  wethouder: {title: 'De {{ gemeente }}', override: ja}")

    assert found(made) == []
    assert made.scenario is not None
    assert made.scenario.roles["wethouder"].title == "De {{ gemeente }}"
    assert list(made.scenario.roles) == ["wethouder", "raadslid"]


Place: TypeAlias = tuple[int, int] | tuple[str, int, int]
PLANTED: dict[str, list[tuple[dict[str, str], Place]]] = {
    "E041": [
        ({"scenario": "lib/vragen.yaml=>../lib/vragen.yaml"}, (2, 28)),
        ({"scenario": "lib/vragen.yaml=>/etc/passwd"}, (2, 28)),
        ({"scenario": "lib/vragen.yaml=>lib/../lib/vragen.yaml"}, (2, 28)),
        ({"scenario": "lib/vragen.yaml=>C:/vragen.yaml"}, (2, 28)),
        ({"scenario": "lib/vragen.yaml=>lib\\vragen.yaml"}, (2, 28)),
        ({"scenario": "lib/vragen.yaml=>vragen.yaml"}, (2, 28)),
        ({"scenario": "lib/vragen.yaml=>lib/vragen.txt"}, (2, 28)),
    ],
    "E042": [({"scenario": "lib/vragen.yaml=>lib/vraag.yaml"}, (2, 28))],
    "E043": [({"mensen": "format: 1=>format: 1\ninclude: lib/mensen.yaml"}, ("lib/mensen.yaml", 2, 10))],
    "E045": [({"vragen": "format: 1=>format: 1\nphases: []"}, ("lib/vragen.yaml", 2, 1))],
    "E046": [({"vragen": "forms:=>roles:\n  wethouder: {title: W}\nforms:"}, ("lib/vragen.yaml", 3, 3))],
    "E047": [({"scenario": "title: Raadslid}=>title: Raadslid, override: yes}"}, (7, 31))],
    "E024": [({"vragen": "format: 1=>format: 2"}, ("lib/vragen.yaml", 1, 9))],
    "E023": [({"vragen": f"{QUESTIONS}=># niets"}, ("lib/vragen.yaml", 1, 1))],
    "E101": [({"vragen": "format: 1=>format: 1\nextra: []"}, ("lib/vragen.yaml", 2, 1))],
    "E102": [({"vragen": "format: 1\n=>"}, ("lib/vragen.yaml", 1, 1))],
    "E103": [
        ({"vragen": f"{QUESTIONS}=>hallo"}, ("lib/vragen.yaml", 1, 1)),
        ({"vragen": "forms:=>roles: [a]\nforms:"}, ("lib/vragen.yaml", 2, 8)),
        ({"scenario": "include: [lib/mensen.yaml, lib/vragen.yaml]=>include: {lib: ja}"}, (2, 10)),
    ],
}


@pytest.mark.parametrize(
    ("code", "changed", "place"), [(code, *plant) for code, plants in PLANTED.items() for plant in plants]
)
def test_a_planted_mistake_gives_one_finding_at_its_place(code: str, changed: Mapping[str, str], place: Place) -> None:
    made = reading(**changed)

    assert found(made) == [(code, *(place if len(place) == 3 else ("scenario.yaml", *place)))]


def test_only_three_files_include_one_another() -> None:
    chain = {f"lib/{n}.yaml": f"format: 1\ninclude: lib/{n + 1}.yaml\n" for n in range(1, 5)}
    files = {**FILES, **chain, "lib/5.yaml": "format: 1\n"}

    made = reading(files, scenario="[lib/mensen.yaml=>[lib/1.yaml, lib/mensen.yaml")

    assert found(made) == [("E044", "lib/3.yaml", 2, 10)]
    assert found(reading({**files, "lib/3.yaml": "format: 1\n"}, scenario="[lib=>[lib/1.yaml, lib")) == []


def test_a_ring_of_files_is_named() -> None:
    made = reading(mensen="format: 1=>format: 1\ninclude: scenario.yaml")

    assert "scenario.yaml → lib/mensen.yaml → scenario.yaml" in made.findings[0].message


def test_the_file_that_was_meant_is_named() -> None:
    assert 'bedoelde u "lib/vragen.yaml"?' in reading(scenario="lib/vragen=>vragen").findings[0].hint
    assert 'bedoelde u "lib/vragen.yaml"?' in reading(scenario="lib/vragen=>lib/vraagen").findings[0].hint


def test_files_that_belong_together_share_the_limit_of_parts() -> None:
    each = MAX_NODES // 8
    files = {
        f"lib/{n}.yaml": "format: 1\nroles:\n" + "".join(f"  r{n}-{m}: {{title: a}}\n" for m in range(each // 5))
        for n in range(9)
    }
    named = ", ".join(files)

    made = reading({**FILES, **files}, scenario=f"[lib/mensen.yaml=>[{named}, lib/mensen.yaml")

    assert [(f.code, f.file) for f in made.findings if f.code == "E009"] == [("E009", "lib/7.yaml")]
