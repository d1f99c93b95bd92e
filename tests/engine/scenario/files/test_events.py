"""Two parsers, one reading: where libyaml goes first it says what the judge would have said."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from engine.scenario.files import composing, events
from engine.scenario.files.composing import Room, _Composer, tree_of
from engine.scenario.files.events import Event, Unparsed, Unsure, is_large, is_plain, quick_events
from engine.scenario.files.slips import tabs, unprintable
from engine.scenario.findings import Enough, Report
from engine.scenario.writing import written as written_file
from tests.engine.scenario.test_findings import SOUND
from tests.scenarios.evening import LIBRARY


def nodes_by(source: Callable[[str], Iterator[Event]], text: str) -> tuple[str, object]:
    """Everything that nodes hold, as words, and what was noted while they were made."""
    report = Report("scenario.yaml")
    try:
        tree = _Composer(text, "").tree(source(text), report, Room())
    except Enough:
        tree = None
    return repr(tree), report.findings


def agree(text: str) -> bool:
    """Whether libyaml's nodes are the judge's. True too when the text goes to the judge in any case."""
    if unprintable(text) or tabs(text) or not is_plain(text):
        return True
    try:
        quick = nodes_by(quick_events, text)
    except (Unparsed, Unsure):
        return True
    return quick == nodes_by(events.events, text)


@pytest.mark.parametrize("path", sorted(LIBRARY.glob("*/scenario.yaml")), ids=lambda path: path.parent.name)
def test_libyaml_reads_the_library_as_the_judge_does(path: object) -> None:
    text = path.read_text("utf-8")  # type: ignore[attr-defined]

    assert is_plain(text)
    assert nodes_by(quick_events, text) == nodes_by(events.events, text)


SIGNS = st.sampled_from(
    [*" \n:-[]{}'\"|>,#?~\\éa1&*!%@`\t", "{{", "}}", "---\n", "...\n", ": ", "- ", "? ", "\n\n", "\n  ", "\n    ",
     ">-\n", "|2\n", "|+\n", "|-\n  a\n", ">\n  a\n\n   b\n", " \n", "\\/", "\\x41", "\\u00e9", "😷", " # c\n", "[]",
     "{}", "{a}", "[a: b]", "a: b", '"a"', "'b'", '"a":', "a,b", "''", "<<: ", "0o7", "a" * 1_030]
)  # fmt: skip
SNIPPETS = st.lists(SIGNS, min_size=1, max_size=14).map("".join)
FRAMES = st.sampled_from(
    ["{}", "{{{}}}", "[{}]", "a:\n  b: {}\n  c: d\n", "a:\n  - {}\n  - c: d\n", "a: {{b: [{}]}}\n"]
)


@given(FRAMES, SNIPPETS)
@example("{}", "[{}:a]")
@example("{}", "{?#\n}")
@example("{}", "['a':b]")
@example("{}", "['a' :b]")
@example("{}", "[[a] :]")
@example("{}", "a: |#\n  b\n")
@example("{}", "a: |\n   \n    b: c\n")
@example("{}", "a:\n")
@example("{}", "- \n- a")
@example("a:\n  b: {}\n  c: d\n", "\n...\n...\n---\n")
def test_libyaml_reads_any_snippet_as_the_judge_does_or_leaves_it_to_the_judge(frame: str, snippet: str) -> None:
    assert agree(frame.format(snippet))


@given(st.lists(st.tuples(st.integers(0, len(SOUND)), st.integers(0, 3), SIGNS), min_size=1, max_size=4))
def test_libyaml_reads_a_changed_scenario_as_the_judge_does(changes: list[tuple[int, int, str]]) -> None:
    text = SOUND
    for at, drop, sign in changes:
        text = text[:at] + sign + text[at + drop :]

    assert agree(text)


@pytest.mark.parametrize(
    "text", ["a: b\tc", "%YAML 1.2\n---\na: b", "? a\n: b", "[?a]", "a: |#\n", "a: |2\n   \n  b\n", "['a':b]", "[[]:b]"]
)
def test_what_the_two_versions_may_read_otherwise_goes_to_the_judge(text: str) -> None:
    assert not is_plain(text)


@pytest.mark.parametrize("text", ["a: &b c", "a: *b", "a: !b c"])
def test_what_a_scenario_does_not_use_goes_to_the_judge(text: str) -> None:
    with pytest.raises(Unsure):
        list(quick_events(text))


def test_usual_texts_do_not_need_the_judge() -> None:
    assert is_plain(
        "title: Wat nu?? Echt?\nbody: |\n  Zei zij 'ja'?\n\n  Nee: niets.\nto: ['a', \"b\"]\n'k': {a: 'b'}\n"
    )


def test_without_libyaml_everything_reads_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [SOUND, SOUND.replace("body: Wat nu?", "body: Let op: ja"), SOUND.replace("seats: 2", "seats: [")]
    quick = [nodes_of(text) for text in texts]

    monkeypatch.setattr(events, "HAS_LIBYAML", False)

    assert not is_plain(SOUND)
    assert [nodes_of(text) for text in texts] == quick


def nodes_of(text: str) -> tuple[str, object]:
    report = Report("scenario.yaml")
    return repr(tree_of(text.encode(), report)), report.findings


MISTAKES = [
    ("Wat zegt u?", "Wat zegt u?, {", "E013"),
    ("body: Wat nu?", 'body: "Wat nu?', "E012"),
    ("    channel: phone\n", "     channel: phone\n", "E014"),
    ("body: Wat nu?\n", "body: Wat nu?\nlos\n", "E015"),
    ("body: Wat nu?", 'body: "Wat \\d nu?"', "E016"),
    ("body: Wat nu?", "body: Wat: nu?", "E004"),
    ("body: |\n", "body: | Eerste\n", "E017"),
    ("to: [wethouder]", "to: [wethouder]]", "E013"),
    ("body: Wat nu?", "body: {[a]: b}", "E018"),
    ("body: Wat nu?", "body: *wat", "E007"),
]


@pytest.mark.parametrize(("old", "new", "code"), MISTAKES, ids=[new for _, new, _ in MISTAKES])
def test_a_mistake_in_a_large_text_is_told_as_in_a_small_one(
    old: str, new: str, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = SOUND.replace(old, new)
    small = nodes_of(text)[1]

    monkeypatch.setattr(events, "MOST_JUDGED", 800)

    assert is_large(text)
    assert nodes_of(text)[1] == small
    assert isinstance(small, list)
    assert code in [finding.code for finding in small]


def test_what_the_judge_cannot_see_from_nearby_is_told_in_the_words_of_libyaml(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(events, "MOST_JUDGED", 10)
    monkeypatch.setattr(composing, "MOST_JUDGED", 10)
    text = SOUND.replace("body: Wat nu?", 'body: "Wat \\d nu?"').encode()
    report = Report("scenario.yaml")

    tree_of(text, report)

    assert [(f.code, f.line) for f in report.findings] == [("E016", 34)]


def written_by_the_judge(text: str) -> str:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(written_file, "is_plain", lambda _: False)
        return repr(written_file.written(text))


REMARKS = st.sampled_from(
    [" # c", "\n# c\n", "\n\n", "\n    # c\n", "  # c\n", " ", "\n", ",", "]", "}", "'", "- ", ": "]
)


@given(st.lists(st.tuples(st.integers(0, len(SOUND)), st.integers(0, 1), REMARKS), max_size=4))
def test_a_file_as_written_is_the_same_by_libyaml_with_every_remark(changes: list[tuple[int, int, str]]) -> None:
    text = SOUND
    for at, drop, sign in changes:
        text = text[:at] + sign + text[at + drop :]

    assert repr(written_file.written(text)) == written_by_the_judge(text)
