from dataclasses import dataclass
from pathlib import Path

import pytest
from jinja2 import UndefinedError

from shared_ui.rendering import (
    STATIC_FOLDERS,
    as_json,
    clock,
    environment,
    long_story,
    minutes,
    paragraphs,
    render,
    steps,
    story,
)
from shared_ui.words import translator


@dataclass(frozen=True)
class Map:
    started_at_ms: int = 60_000
    length_ms: int = 600_000
    from_min: int = 19 * 60
    to_min: int = 20 * 60
    first_day: int = 5
    label: str = ""


def one(folder: Path, source: str, language: str = "nl", **values: object) -> str:
    (folder / "page.html").write_text(source, encoding="utf-8")
    return render(environment(folder), "page.html", translator(language), **values)


@dataclass(frozen=True)
class Field:
    label: str
    step: str


def test_what_stands_under_one_heading_is_together() -> None:
    fields = [Field("a", "Een"), Field("b", "Een"), Field("c", ""), Field("d", "Twee")]

    assert [
        (step.title, [field.label for field in step.fields if isinstance(field, Field)]) for step in steps(fields)
    ] == [
        ("Een", ["a", "b"]),
        ("", ["c"]),
        ("Twee", ["d"]),
    ]


def test_every_text_is_escaped(tmp_path: Path) -> None:
    assert one(tmp_path, "{{ text }}", text="<b a='\"'>&") == "&lt;b a=&#39;&#34;&#39;&gt;&amp;"


def test_a_misspelt_name_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(UndefinedError):
        one(tmp_path, "{{ titel }}")


def test_words_reach_a_macro_that_was_imported_without_context(tmp_path: Path) -> None:
    (tmp_path / "macros.html").write_text('{% macro word() %}{{ _("verbonden") }}{% endmacro %}', encoding="utf-8")
    source = '{% import "macros.html" as m %}{{ m.word() }}'
    assert one(tmp_path, source, "en") == "connected"
    assert one(tmp_path, source, "nl") == "verbonden"


def test_the_words_of_one_page_do_not_stick_to_the_next(tmp_path: Path) -> None:
    one(tmp_path, "x", "en")
    assert story(Map(), 60_000) == "za 19.00"


def test_a_ui_finds_the_shared_templates(tmp_path: Path) -> None:
    assert "sk-mark" in one(tmp_path, '{% import "shared/macros.html" as ui %}{{ ui.mark() }}')


def test_static_folders_have_their_own_addresses() -> None:
    assert set(STATIC_FOLDERS) == {"/static/shared", "/static/player", "/static/facilitator"}
    assert (STATIC_FOLDERS["/static/shared"] / "feed.js").is_file()


@pytest.mark.parametrize(
    ("ms", "shown"), [(0, "0:00"), (-5, "0:00"), (400_999, "6:40"), (3_599_000, "59:59"), (3_723_000, "1:02:03")]
)
def test_a_clock(ms: int, shown: str) -> None:
    assert clock(ms) == shown


def test_minutes_are_rounded_up() -> None:
    assert [minutes(ms) for ms in (0, 1, 60_000, 90_000)] == ["0 min", "1 min", "1 min", "2 min"]


@pytest.mark.parametrize(
    ("at_ms", "shown"), [(0, "za 19.00"), (60_000, "za 19.00"), (360_000, "za 19.30"), (9_000_000, "za 20.00")]
)
def test_story_time_runs_inside_its_phase_and_stands_still_after_it(at_ms: int, shown: str) -> None:
    assert story(Map(), at_ms) == shown


def test_story_time_of_a_later_day_and_of_a_labelled_phase() -> None:
    assert story(Map(from_min=24 * 60 + 65, to_min=24 * 60 + 65), 0) == "zo 1.05"
    assert story(Map(label="acht maanden later", from_min=540, to_min=540), 0) == "acht maanden later, 9.00 uur"
    assert story(Map(length_ms=0), 60_000) == "za 19.00"


def test_story_time_in_full() -> None:
    assert long_story("za 17.05") == "zaterdag 17.05 uur"
    assert long_story("acht maanden later, 9.00 uur") == "acht maanden later, 9.00 uur"
    assert long_story("") == ""


def test_a_wrapped_line_runs_on_and_a_signature_does_not() -> None:
    text = (
        "Geachte raadsleden,\n\n"
        "Bij de woongroep aan de Brinkweg staan sinds zes uur twee politieauto's en\n"
        "een ambulance.\n\n"
        "Met vriendelijke groet,\nWilma\n"
    )
    assert paragraphs(text) == [
        ["Geachte raadsleden,"],
        ["Bij de woongroep aan de Brinkweg staan sinds zes uur twee politieauto's en een ambulance."],
        ["Met vriendelijke groet,", "Wilma"],
    ]


def test_a_list_and_a_turn_of_a_chat_start_their_own_line() -> None:
    long = "Noor: " + "woord " * 15
    assert paragraphs(f"{long}\nTom: ja\n- een") == [[long.strip(), "Tom: ja", "- een"]]
    assert paragraphs("") == []


def test_json_for_an_attribute_is_text_like_any_other(tmp_path: Path) -> None:
    assert as_json({"a": "é<"}) == '{"a":"é<"}'
    assert one(tmp_path, '<p data-x="{{ x|as_json }}">', x={"a": '"<'}) == (
        '<p data-x="{&#34;a&#34;:&#34;\\&#34;&lt;&#34;}">'
    )
