"""YAML as nodes: every place names its file, and what stands where."""

from __future__ import annotations

import pytest

from engine.scenario.files.composing import tree_of
from engine.scenario.files.nodes import Fields, Node, Word
from engine.scenario.findings import Place, Report


def entry(tree: Node | None, key: str) -> tuple[Word, Node]:
    assert isinstance(tree, Fields)
    return tree.entries[key]


def test_a_node_knows_the_file_it_stands_in() -> None:
    tree = tree_of(b"a: {b: c}\n", Report("scenario.yaml"), "lib/rollen.yaml")

    key, value = entry(tree, "a")

    assert key.place == Place(1, 1, "lib/rollen.yaml")
    assert value.place == Place(1, 4, "lib/rollen.yaml")


@pytest.mark.parametrize(
    ("written", "offset", "place"),
    [
        (b"a: een twee\n", 4, (1, 8)),
        (b'a: "een twee"\n', 4, (1, 9)),
        (b"a: |\n  een\n  twee\n", 4, (3, 3)),
        (b"a: >\n  een\n  twee\n", 4, (1, 4)),
    ],
    ids=["plain", "quoted", "block", "folded"],
)
def test_a_place_inside_a_text_is_in_the_same_file(written: bytes, offset: int, place: tuple[int, int]) -> None:
    word = entry(tree_of(written, Report("scenario.yaml"), "lib/rollen.yaml"), "a")[1]
    assert isinstance(word, Word)

    assert word.place_of(offset) == Place(*place, "lib/rollen.yaml")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"\ta: b\n", "E001"),
        (b"a: \xff\n", "E002"),
        (b"a: b: c\n", "E004"),
        (b"a: 'b\n", "E012"),
        (b"a: b\na: c\n", "E006"),
        (b"a: b\x07\n", "E011"),
        (b"%YAML 1.1\n---\na: b\n", "E005"),
        (b"a: \"\\U7fffffff\"\n", "E016"),
        (b"", "E023"),
        (b"# niets\n", "E023"),
    ],
)  # fmt: skip
def test_a_finding_names_the_file_it_is_in(content: bytes, code: str) -> None:
    report = Report("scenario.yaml")

    tree_of(content, report, "lib/rollen.yaml")

    assert [(finding.code, finding.file) for finding in report.findings] == [(code, "lib/rollen.yaml")]


def test_one_file_does_not_silence_the_lines_of_another() -> None:
    report = Report("scenario.yaml")
    tree_of(b"a: b: c\n", report, "lib/een.yaml")

    tree_of(b"a: 'b\nc: @d\n", report, "lib/twee.yaml")

    assert [(f.file, f.line, f.code) for f in report.in_order()] == [
        ("lib/een.yaml", 1, "E004"),
        ("lib/twee.yaml", 1, "E012"),
    ]
