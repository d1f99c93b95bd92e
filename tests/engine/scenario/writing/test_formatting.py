"""The house style changes how a file looks and nothing else, and is there after one go."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from engine.scenario.reading import Reading, read_files
from engine.scenario.writing.formatting import Unsafe, formatted, formatted_beside, unreadable
from engine.scenario.writing.written import written
from tests.engine.scenario.test_findings import OTHERWISE, PLANTS, SOUND, planted
from tests.scenarios.evening import LIBRARY

NAMES = sorted(path.parent.name for path in LIBRARY.glob("*/scenario.yaml"))
SMALL = """\
# Kop van het bestand

# Tweede kop
format: 1
scenario: {id: proef, title: "Proef", starts: 'dag 1 08:00',   # zo begint het
  summary: "Een tekst
    van twee regels"}
# over de rollen
roles:
    wethouder:   # beste rol
        # haar naam
        name: 'An'
        title: Wethouder

        does: >-
            Een lange
            tekst

        # na het laatste
      # nog dieper dan de rol
    # bij de rollen
    griffier: {title: Griffier}
phases:
- {id: een, title: Een, session: 10 min, clock: {from: dag 1 08:00, to: dag 1 09:00}}
injects:
- # eerst
  title: T # kop
  id: a
  body: |  # remark
     Eerste regel.

       Ingesprongen.
  phase: een
  manual: yes
  channel: note
  from: P
  to: [ # wie
    wethouder,
    # en ook
    griffier ]
# einde
- {id: b, phase: een, manual: yes, channel: note, from: "P: Q", to: all, title: "T\\nU", body: 'Zij zei: "nee"'}

# slot
"""
NEAT = """\
# Kop van het bestand

# Tweede kop
format: 1

scenario:
  id: proef
  title: Proef
  summary: Een tekst van twee regels
  starts: dag 1 08:00                                          # zo begint het

# over de rollen
roles:
  wethouder:     # beste rol
    title: Wethouder
    # haar naam
    name: An

    does: >-
      Een lange
      tekst

    # na het laatste
    # nog dieper dan de rol
  # bij de rollen
  griffier: {title: Griffier}

phases:
  - {id: een, title: Een, session: 10 min, clock: {from: dag 1 08:00, to: dag 1 09:00}}

injects:
  # eerst
  - id: a
    phase: een
    manual: yes
    channel: note
    from: P
    to:  # wie
      - wethouder
      # en ook
      - griffier
    title: T  # kop
    body: |  # remark
      Eerste regel.

        Ingesprongen.

  # einde
  - id: b
    phase: een
    manual: yes
    channel: note
    from: "P: Q"
    to: all
    title: |
      T
      U
    body: 'Zij zei: "nee"'

# slot
"""


def reading(text: str) -> Reading:
    return read_files({"scenario.yaml": text.encode("utf-8", "surrogatepass")})


def neat(text: str) -> str:
    """The text in house style, after seeing that the style holds and that nothing else changed."""
    before = reading(text)
    made = formatted(before)
    assert made is not None, before.findings
    after = reading(made)
    assert formatted(after) == made
    assert (before.scenario is None) == (after.scenario is None)
    if before.scenario is not None and after.scenario is not None:
        assert replace(after.scenario, files=()) == replace(before.scenario, files=())
        assert [*after.scenario.roles, *after.scenario.injects] == [*before.scenario.roles, *before.scenario.injects]
    return made


def test_a_file_comes_out_in_house_style_with_every_comment_at_its_key() -> None:
    assert neat(SMALL) == NEAT


@pytest.mark.parametrize("name", NAMES)
def test_a_scenario_of_the_library_means_the_same_in_house_style(name: str) -> None:
    text = (LIBRARY / name / "scenario.yaml").read_text("utf-8")

    assert sorted(
        line.partition("#")[2] for line in neat(text).splitlines() if line.lstrip().startswith("#")
    ) == sorted(line.partition("#")[2] for line in text.splitlines() if line.lstrip().startswith("#"))


@pytest.mark.parametrize("plant", PLANTS, ids=lambda plant: f"{plant.code} {plant.new.strip()[:30]}")
def test_a_planted_mistake_is_kept_or_stops_the_formatter(plant: object) -> None:
    text, _ = planted(plant)  # type: ignore[arg-type]
    before = reading(text)

    if any(finding.code < "E100" for finding in before.findings):
        assert unreadable(before)
        assert formatted(before) is None
    else:
        assert [f.code for f in reading(neat(text)).findings] == [f.code for f in before.findings]


@pytest.mark.parametrize("code", [code for code in OTHERWISE if code.startswith("E")])
def test_a_file_that_is_wrong_as_a_whole_is_not_formatted(code: str) -> None:
    assert formatted(read_files({"scenario.yaml": OTHERWISE[code][0]})) is None


@pytest.mark.parametrize("text", ["- a\n", "tekst\n", "[a, b]\n"])
def test_a_file_that_is_no_block_of_keys_is_not_formatted(text: str) -> None:
    assert formatted(reading(text)) is None


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("body: Wat nu?", 'body: "Wat nu?"'),
        ("body: Wat nu?", "body: 'Wat nu?'"),
        ("body: Wat nu?", "body:   Wat nu?   "),
        ("body: Wat nu?", "body:\n      Wat\n      nu?"),
        ("    phase: acuut\n    at: +1 min\n", "    at: +1 min\n    phase: acuut\n"),
        ("to: [wethouder]", "to: [wethouder,]"),
        ("to: [wethouder]", "to: [\n      wethouder\n    ]"),
        ("format: 1\n", "---\nformat: 1\n"),
        ("format: 1\n", "\ufeffformat: 1\n"),
        ("phases:\n  - {id: acuut", "phases:\n\n\n  -   {id: acuut"),
        ("\n", "\r\n"),
    ],
)
def test_however_it_is_written_one_style_comes_out(old: str, new: str) -> None:
    assert old in SOUND
    assert neat(SOUND.replace(old, new)) == neat(SOUND)


@pytest.mark.parametrize(
    "value", ['"05"', '"1.0"', '"no"', '"12:30"', '" a"', '"a: b"', '"{{ x }}"', '"# a"', '""', '"a\\n"']
)
def test_quotes_stay_where_they_say_something(value: str) -> None:
    assert f"title: {value}\n" in neat(SOUND.replace("title: Een\n", f"title: {value}\n"))


def test_the_second_of_two_inject_blocks_is_set_apart() -> None:
    assert neat(SOUND).count("\n\n  - id: ") == 2


def test_a_long_text_of_several_lines_becomes_a_folded_block() -> None:
    made = neat(SOUND.replace("body: Wat nu?", "body: Wat\n" + "      nu dan toch\n" * 20))

    assert "    body: >-\n      Wat nu dan toch nu dan toch" in made
    assert max(map(len, made.splitlines())) <= 120


def test_a_text_without_its_last_line_end_is_the_same() -> None:
    assert neat(SMALL.removesuffix("\n")) == NEAT
    assert neat("format: 1\nscenario:\n  summary: |\n    Slot") == "format: 1\n\nscenario:\n  summary: |\n    Slot\n"


def test_unknown_keys_come_last_in_their_own_order() -> None:
    assert neat("zet: 1\nformat: 1\naap: 2\n") == "format: 1\n\nzet: 1\n\naap: 2\n"


def test_a_style_that_would_lose_something_writes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("engine.scenario.writing.formatting._tidy", lambda lines: [])

    with pytest.raises(Unsafe):
        formatted(reading(SMALL))


def test_a_file_as_it_is_written_keeps_every_comment() -> None:
    file = written(SMALL)

    assert file is not None
    assert sorted(file.comments()) == sorted(re.findall(r"#.*", SMALL))


# -- whatever somebody does to the looks of a file -----------------------------------------------------------------

LINES = st.integers(0, 10_000)
EDITS = st.one_of(
    st.tuples(st.just("blank"), LINES, st.integers(1, 3)),
    st.tuples(st.just("comment"), LINES, st.integers(0, 12)),
    st.tuples(st.just("behind"), LINES, st.integers(1, 9)),
    st.tuples(st.just("spaces"), LINES, st.integers(1, 6)),
    st.tuples(st.just("quote"), LINES, st.integers(0, 1)),
    st.tuples(st.just("break"), LINES, st.integers(0, 8)),
    st.tuples(st.just("swap"), LINES, st.integers(0, 1)),
    st.tuples(st.just("deeper"), LINES, st.integers(1, 4)),
    st.tuples(st.just("trail"), LINES, st.integers(1, 3)),
    st.tuples(st.just("block"), LINES, st.integers(0, 5)),
    st.tuples(st.just("drop"), LINES, st.integers(0, 1)),
)


def edited(text: str, edits: list[tuple[str, int, int]]) -> str:
    """The text after edits to its looks; some of them spoil it, as people do."""
    lines = text.split("\n")
    for kind, place, size in edits:
        at = place % len(lines)
        line = lines[at]
        indent = len(line) - len(line.lstrip(" "))
        key, colon, value = line.partition(": ")
        match kind:
            case "blank":
                lines[at:at] = [" " * (size - 1)] * size
            case "comment":
                lines[at:at] = [" " * size + f"# opmerking {place}"]
            case "behind":
                lines[at] = f"{line}{' ' * size}# achter {place}"
            case "spaces":
                lines[at] = f"{key}{' ' * (size - 1)}: {' ' * size}{value}" if colon else line
            case "quote" if colon and value:
                escaped = value.replace("'", "''") if size else value.replace("\\", "\\\\").replace('"', '\\"')
                lines[at] = f"{key}: '{escaped}'" if size else f'{key}: "{escaped}"'
            case "break":
                cuts = [match.end() for match in re.finditer(r"[,\[{ ]", line[indent:])]
                if cuts:
                    cut = indent + cuts[place % len(cuts)]
                    lines[at : at + 1] = [line[:cut], " " * (indent + size) + line[cut:]]
            case "swap" if at + 1 < len(lines):
                lines[at], lines[at + 1] = lines[at + 1], lines[at]
            case "deeper":
                end = next(
                    (n for n in range(at + 1, len(lines)) if lines[n].strip() and not lines[n].startswith(" ")), at
                )
                start = next((n for n in range(at, -1, -1) if lines[n] and not lines[n].startswith(" ")), at)
                lines[start + 1 : end] = [" " * size + other if other else other for other in lines[start + 1 : end]]
            case "trail":
                lines[at] = line + " " * size
            case "block" if colon and value and not value.startswith(("|", ">", "{", "[")):
                sign = ("|", ">", "|-", ">-", "|+", ">2")[size]
                lines[at : at + 1] = [f"{key}: {sign}", f"{' ' * (indent + 4)}{value}"]
            case "drop":
                del lines[at]
                lines = lines or [""]
    return "\n".join(lines)


@given(
    st.sampled_from([SOUND, SMALL, NEAT]),
    st.lists(EDITS, max_size=8),
)
@example(SMALL, [])
def test_whatever_somebody_does_to_its_looks_the_style_holds_and_nothing_else_changes(
    text: str, edits: list[tuple[str, int, int]]
) -> None:
    changed = edited(text, edits)
    before = reading(changed)

    if unreadable(before) or written(changed) is None:
        assert formatted(before) is None
    else:
        neat(changed)


@pytest.mark.parametrize("test", sorted(LIBRARY.glob("*/tests/*.yaml")), ids=lambda path: path.stem)
def test_the_tests_of_the_library_are_in_house_style(test: Path) -> None:
    content = test.read_bytes()

    assert formatted_beside(content, f"tests/{test.name}") == content.decode()


def test_a_test_keeps_its_comments_and_its_own_blank_lines() -> None:
    text = "test: A  # titel\nformat: 1\n\n# wat erna komt\nnever:   [b]\nseed: '3'\n"

    assert formatted_beside(text.encode(), "tests/a.yaml") == (
        'format: 1\ntest: A  # titel\nseed: "3"\n\n# wat erna komt\nnever: [b]\n'
    )


@pytest.mark.parametrize("name", ["notities.yaml", "media/a.yaml", "tests/a.yaml"])
def test_what_has_no_style_or_cannot_be_read_gets_none(name: str) -> None:
    assert formatted_beside(b"test: [", name) is None
