"""Words that YAML guesses about mean what a Dutch author thinks, because the field decides."""

from __future__ import annotations

import pytest

from engine.scenario.model import At, Scenario
from engine.scenario.reading import Reading, read_files
from engine.scenario.times import offset_ms
from tests.engine.scenario.test_findings import SOUND


def reading(old: str, new: str) -> Reading:
    assert old in SOUND
    return read_files({"scenario.yaml": SOUND.replace(old, new, 1).encode()})


def played(old: str, new: str) -> Scenario:
    made = reading(old, new)
    assert made.scenario is not None, [f.message for f in made.findings]
    return made.scenario


def codes(old: str, new: str) -> list[str]:
    return [finding.code for finding in reading(old, new).findings]


WORDS = [
    "12:30", "09:15", "9:15", "010", "0o10", "0x1F", "1e3", "1_000", "1.10", "2.0", "007", ".5", "-0", "no", "No", "on",
    "off", "y", "n", "ja", "nee", "yes", "true", "null", "Null", "~", "NaN", ".inf", "2026-11-22", "=", "190:20:30",
    "dag 1 09:15", "10 min", "+31", "10%", "€ 12,50", "#1", "a#b", "1:1", "NL", "NO", "<<", "e3", "0", "1",
]  # fmt: skip


@pytest.mark.parametrize("word", WORDS)
@pytest.mark.parametrize("quote", ["", "'", '"'])
def test_in_a_text_every_word_is_the_text_as_written(word: str, quote: str) -> None:
    written = f"{quote}{word}{quote}" if not word.startswith("#") or quote else f"'{word}'"

    scenario = played("title: Een\n", f"title: {written}\n")

    assert scenario.injects["een"].title == word


@pytest.mark.parametrize(
    ("word", "meaning"),
    [("yes", True), ("no", False), ("ja", True), ("nee", False), ("true", True), ("false", False), ("Ja", True),
     ("NEE", False), ("Yes", True), ("FALSE", False), ("'no'", False), ('"ja"', True)],
)  # fmt: skip
def test_yes_and_no_may_be_dutch_or_english(word: str, meaning: bool) -> None:
    scenario = played("gebeld: {type: yesno, start: no}", f"gebeld: {{type: yesno, start: {word}}}")

    assert scenario.variables["gebeld"].start is meaning
    assert played("    escalation: e1", f"    escalation: e1\n    carry: {word}").injects["een"].carry is meaning


@pytest.mark.parametrize("word", ["on", "off", "y", "n", "1", "0", "null", "~", "aan", "uit", "waar", "ok"])
def test_other_words_are_neither_yes_nor_no(word: str) -> None:
    assert codes("    escalation: e1", f"    escalation: e1\n    carry: {word}") == ["E103"]


@pytest.mark.parametrize("ident", ["no", "ja", "on", "null", "true", "y", "n", "nee", "e3", "o10"])
def test_an_id_may_be_any_word(ident: str) -> None:
    text = SOUND.replace("id: een", f"id: {ident}").replace("show: [een]", f"show: [{ident}]")

    scenario = read_files({"scenario.yaml": text.encode()}).scenario

    assert scenario is not None
    assert ident in scenario.injects
    assert scenario.debrief[0].show == (ident,)


@pytest.mark.parametrize("ident", ["010", "1.10", "12:30", "~", "2026-11-22", "Ja", "é", "a b"])
def test_a_number_or_a_time_is_no_id(ident: str) -> None:
    text = SOUND.replace("id: een", f"id: {ident}").replace("show: [een]", "show: [twee]")

    assert [f.code for f in read_files({"scenario.yaml": text.encode()}).findings] == ["E104"]


@pytest.mark.parametrize(("word", "number"), [("2", 2), ("'2'", 2), ('"2"', 2), ("+2", 2)])
def test_a_number_is_a_whole_one_in_digits(word: str, number: int) -> None:
    assert played("seats: 2", f"seats: {word}").roles["raadslid"].seats == number


@pytest.mark.parametrize("word", ["010", "02", "0x2", "0o2", "2.0", "2,0", "1e1", "1_0", "2:00", "twee", "yes", "~"])
def test_what_looks_like_another_number_is_none(word: str) -> None:
    assert codes("seats: 2", f"seats: '{word}'" if "," in word else f"seats: {word}") == ["E103"]


def test_the_number_of_a_message_is_a_text() -> None:
    for number in ("010", "1.10", "12:30", "1e3"):
        assert played("  - id: een\n", f"  - id: een\n    number: {number}\n").injects["een"].number == number


@pytest.mark.parametrize("written", ["dag 1 8:30", "dag 1 08:30", "'dag 1 08:30'", "day 1 08:30"])
def test_half_past_eight_is_half_past_eight_however_it_is_written(written: str) -> None:
    scenario = played("at: +1 min", f"at: {written}")
    phase = scenario.phases[0]

    expected = offset_ms(8 * 60 + 30, phase.story_from_min, phase.story_to_min, phase.length_ms)
    assert scenario.injects["een"].trigger == At(expected)


@pytest.mark.parametrize(
    ("word", "hint"),
    [("12:30", "dag 1 12:30"), ("09:15", "dag 1 09:15"), ("9:15", "dag 1 09:15"), ("8.30", "dag 1 08:30"),
     ("010", "dag 1 09:30"), ("0", "dag 1 09:30"), ("no", "dag 1 09:30"), ("2026-11-22", "dag 1 09:30")],
)  # fmt: skip
def test_a_bare_clock_is_no_number_and_asks_for_its_day(word: str, hint: str) -> None:
    made = reading("at: +1 min", f"at: {word}")

    assert [f.code for f in made.findings] == ["E113"]
    assert hint in made.findings[0].hint


def test_an_option_of_a_choice_may_be_called_yes_or_no() -> None:
    assert list(played("title: Een\n", "title: ja\n").forms["kiezen"].options) == ["ja", "nee"]
