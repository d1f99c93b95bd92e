"""Exceptions: a doubt stays silent on its own element, with a reason, and nowhere else."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.scenario.reading import Reading, read, read_files
from engine.scenario.sections.exceptions import silence

SOUND = """\
format: 1
scenario: {id: proef, title: Proef, starts: dag 1 08:00}
roles:
  wethouder:
    title: Wethouder
    does: |
      U bent er.
      Altijd.
phases:
  - {id: een, title: Een, session: 5 min, clock: {from: dag 1 08:00, to: dag 1 09:00}}
forms:
  los:
    kind: text
    question: Wat zegt u?
injects:
  - id: a
    phase: een
    at: +1 min
    channel: note
    from: Pers
    to: wethouder
    title: Een
    body: |
      Nog een TODO.

      En nog een.
  - id: b
    phase: een
    at: +2 min
    channel: note
    from: Pers
    to: wethouder
    title: Twee
    body: Nog een TODO
"""


def reading(text: str) -> Reading:
    return read_files({"scenario.yaml": text.encode()})


def codes(read: Reading) -> list[tuple[str, int]]:
    return [(finding.code, finding.line) for finding in read.findings]


def with_lint(text: str, above: str, lint: str) -> str:
    indent = " " * (len(above) - len(above.lstrip()))
    assert above in text
    return text.replace(above, f"{indent}lint: {lint}\n{above}", 1)


ANSWERED = "{ignore: [W304], because: De trainer vult dit in.}"


def test_without_exceptions_every_doubt_is_told() -> None:
    assert codes(reading(SOUND)) == [("W223", 12), ("W304", 24), ("W304", 34)]


def test_an_exception_silences_its_own_element_only() -> None:
    found = reading(with_lint(SOUND, "    phase: een\n", ANSWERED))

    assert codes(found) == [("W223", 12), ("W304", 35)]
    assert [(i.finding.code, i.finding.line, i.because) for i in found.ignored] == [
        ("W304", 25, "De trainer vult dit in.")
    ]


def test_a_finding_at_the_key_of_an_element_is_inside_it() -> None:
    text = with_lint(SOUND, "    kind: text\n", "{ignore: W223, because: Voor later.}")

    assert codes(reading(text)) == [("W304", 25), ("W304", 35)]


def test_a_text_of_several_lines_belongs_to_its_element_to_the_end() -> None:
    text = with_lint(SOUND, "    phase: een\n", ANSWERED).replace("En nog een.", "En nog een XXXX.")

    assert codes(reading(text)) == [("W223", 12), ("W304", 35)]


def test_an_exception_of_another_code_silences_nothing_and_is_found() -> None:
    text = with_lint(SOUND, "    phase: een\n", "{ignore: [W304, W302], because: Zo bedoeld.}")

    found = reading(text).findings

    assert [(f.code, f.line, f.column) for f in found] == [("W223", 12, 3), ("W340", 17, 27), ("W304", 35, 19)]


def test_what_only_a_rehearsal_finds_is_not_called_unused() -> None:
    text = with_lint(SOUND, "    phase: een\n", "{ignore: [W304, W520], because: Zo bedoeld.}")
    known = [finding.code for finding in reading(text).findings]

    assert "W340" not in known


def test_an_exception_for_an_error_is_an_error_and_silences_nothing() -> None:
    text = with_lint(SOUND, "    phase: een\n", "{ignore: [E121], because: Zo bedoeld.}").replace(
        "een\n    at", "eeen\n    at"
    )

    assert codes(reading(text)) == [("E303", 17), ("E121", 18), ("E121", 29)]


@pytest.mark.parametrize(
    ("lint", "code"),
    [
        ("{ignore: [W304]}", "E102"),
        ("{because: Zo bedoeld.}", "E102"),
        ("{ignore: [W304], because: ''}", "E111"),
        ("{ignore: [], because: Zo bedoeld.}", "E111"),
        ("{ignore: [W999], because: Zo bedoeld.}", "E304"),
        ("{ignore: [w304], because: Zo bedoeld.}", "E304"),
        ("nee", "E103"),
        ("{ignore: [W304], because: Zo bedoeld., tot: morgen}", "E101"),
    ],
)
def test_an_exception_needs_known_codes_and_a_reason(lint: str, code: str) -> None:
    assert [found for found, line in codes(reading(with_lint(SOUND, "    phase: een\n", lint))) if line == 17] == [code]


def test_a_form_that_is_called_lint_is_no_exception() -> None:
    assert codes(reading(SOUND.replace("  los:", "  lint:")))[0] == ("W223", 12)


def test_findings_that_come_later_go_past_the_exceptions_too(tmp_path: Path) -> None:
    (tmp_path / "scenario.yaml").write_text(with_lint(SOUND, "    phase: een\n", ANSWERED))
    found = read(tmp_path)
    answered = found.ignored[0].finding

    kept, ignored = silence([answered, *found.findings], found.exceptions)

    assert kept == found.findings
    assert [i.finding for i in ignored] == [answered]


def test_an_exception_in_a_shared_file_counts_in_that_file_only() -> None:
    shared = f"format: 1\nroles:\n  wethouder: {{title: Wethouder TODO, lint: {ANSWERED}}}\n"
    scenario = SOUND.replace("format: 1\n", "format: 1\ninclude: [lib/rollen.yaml]\n")
    start, end = scenario.index("roles:\n"), scenario.index("phases:\n")
    files = {"scenario.yaml": scenario[:start] + scenario[end:], "lib/rollen.yaml": shared}

    found = read_files({name: text.encode() for name, text in files.items()})

    assert [(f.code, f.file) for f in found.findings] == [
        ("W223", "scenario.yaml"),
        ("W304", "scenario.yaml"),
        ("W304", "scenario.yaml"),
    ]
    assert [(i.finding.code, i.finding.file, i.finding.line) for i in found.ignored] == [("W304", "lib/rollen.yaml", 3)]
