"""Files meant to hurt, and files broken by accident: always a scenario or findings, never an exception."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.scenario.files.composing import MAX_BYTES
from engine.scenario.findings import MOST, SENTENCES
from engine.scenario.reading import Reading, read, read_files

SOUND = """\
format: 1
scenario: {id: proef, title: Proef, starts: dag 1 08:00}
parameters:
  gemeente: {label: Gemeente, default: 'Ons Dorp'}
state:
  gebeld: {type: yesno, start: no}
roles:
  wethouder: {title: "Wethouder", seats: 1}
phases:
  - {id: acuut, title: Acuut, session: 10 min, clock: {from: dag 1 08:00, to: dag 1 10:00}}
forms:
  zeggen: {kind: text, question: Wat zegt u?}
injects:
  - id: een
    phase: acuut
    at: +1 min
    channel: phone
    from: Pers
    to: [wethouder]
    title: "{{ gemeente }} belt"
    body: |
      Wat nu?
    if: gebeld == no
    effects:
      - set: {gebeld: yes}
    response: {form: zeggen, by: wethouder, deadline: 2 min}
"""


def reading_of(content: bytes) -> Reading:
    """The reading, after checking what holds for every reading."""
    reading = read_files({"scenario.yaml": content})
    errors = [finding for finding in reading.findings if finding.severity == "error"]
    assert (reading.scenario is None) == bool(errors)
    assert len(reading.findings) <= 2 * MOST
    for finding in reading.findings:
        assert finding.code in SENTENCES
        assert finding.line >= 1
        assert finding.column >= 1
        assert (finding.message + finding.hint).isprintable()
        assert not any(
            word in finding.message for word in ("found", "expected", "while", "scanning", "<stream", "<block")
        )
    return reading


def codes(content: bytes) -> set[str]:
    return {finding.code for finding in reading_of(content).findings}


def test_the_sound_file_is_sound() -> None:
    assert codes(SOUND.encode()) == set()


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"[" * 100_000, "E010"),
        (b"{a: " * 100_000, "E010"),
        (b"- " * 100_000, "E010"),
        (b"? " * 100_000, "E010"),
        (b"\n".join(b" " * n + b"a:" for n in range(1_000)), "E010"),
        (b"a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nd: [*c, *c]\n", "E007"),
        (b"a: &a [*a]\n", "E007"),
        (b"a: !!python/object/apply:os.system ['ls']\n", "E007"),
        (b"<<: *a\n", "E007"),
        (b"%YAML 1.1\n---\n" + SOUND.encode(), "E005"),
        (b"%TAG ! tag:example.nl,2026:\n---\n" + SOUND.encode(), "E005"),
        (SOUND.encode() + b"---\n" + SOUND.encode(), "E008"),
        (SOUND.encode().replace(b"    at:", b"\tat:"), "E001"),
        (SOUND.encode().replace(b"    at:", b"    phase: acuut\n    at:"), "E006"),
        (SOUND.encode().replace(b"Wat zegt u?", b"{{ gemeente }}"), "E003"),
        (SOUND.replace("Pers", "Één").encode("latin-1"), "E002"),
        (SOUND.encode("utf-16"), "E002"),
        (SOUND.encode().replace(b"Pers", b"Pe\0rs"), "E011"),
        (SOUND.encode().replace(b"Pers", b"Pe\x1b[31mrs"), "E011"),
        (SOUND.replace("Pers", "Pe\u0085rs").encode(), "E011"),
        (b"\xef\xbb\xbf", "E023"),
        (b"", "E023"),
        (b"\0", "E011"),
        (b"#" * 1_000_000, "E023"),
        (b"'" + b"a " * 100_000, "E012"),
        (b"x" * (MAX_BYTES + 1), "E009"),
        (b"".join(b"k%d: v\n" % n for n in range(160_000)), "E009"),
        (b"a: b\n" * 100_000, "E026"),
        (b"a: @b\n" * 10_000, "E026"),
        (b"hallo", "E103"),
        (b"- a\n", "E103"),
        (b"null", "E103"),
    ],
    ids=lambda value: value[:24] if isinstance(value, bytes) else value,
)
def test_a_hostile_file_is_refused_with_a_reason(content: bytes, code: str) -> None:
    assert code in codes(content)


def test_a_file_of_ten_megabytes_is_not_read_to_its_end(tmp_path: Path) -> None:
    file = tmp_path / "scenario.yaml"
    file.write_bytes(b"a: b\n" * 2_000_000)

    reading = read(file)

    assert [finding.code for finding in reading.findings] == ["E009"]
    assert len(reading.files["scenario.yaml"]) == MAX_BYTES + 1


def test_a_byte_order_mark_is_no_part_of_the_file() -> None:
    assert codes(b"\xef\xbb\xbf" + SOUND.encode()) == set()


def test_one_document_may_be_marked_as_such() -> None:
    assert codes(b"---\n" + SOUND.encode() + b"...\n") == set()


def test_thousands_of_unknown_names_do_not_take_long_to_guess() -> None:
    many = "".join(f"  naam{n}: {{label: a, default: b}}\n" for n in range(2_000))
    text = SOUND.replace("parameters:\n", f"parameters:\n{many}").replace("Wat nu?", "{{ naamx }}" * 1_500)

    assert "E302" in codes(text.encode())


@given(st.binary(max_size=200))
def test_no_bytes_make_reading_fail(content: bytes) -> None:
    reading_of(content)


SIGNS = st.sampled_from(
    [*" \t\n:-[]{}'\"|>*&!%@`,#?~\\éa1\r\0\x85", "{{", "}}", "---\n", ": ", "- ", "&a ", "\n\n", "  "]
)


@given(st.lists(SIGNS, max_size=60).map("".join))
def test_no_signs_of_yaml_make_reading_fail(text: str) -> None:
    reading_of(text.encode())


@given(st.lists(st.tuples(st.integers(0, len(SOUND)), st.integers(0, 12), SIGNS), min_size=1, max_size=6))
def test_no_change_to_a_sound_file_makes_reading_fail(changes: list[tuple[int, int, str]]) -> None:
    text = SOUND
    for at, drop, sign in changes:
        text = text[:at] + sign + text[at + drop :]

    reading_of(text.encode())


@given(st.integers(0, len(SOUND)))
def test_no_half_file_makes_reading_fail(end: int) -> None:
    reading_of(SOUND[:end].encode())
