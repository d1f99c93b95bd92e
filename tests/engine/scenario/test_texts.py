"""Texts: which words may be filled in, and that nothing in a text is ever carried out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.scenario.texts import names, problems, render


def test_local_words_are_filled_in() -> None:
    text = "De burgemeester van {{ gemeente }} ({{gemeente|upper}}) belt {{ omroep | lower | capitalize }}.\n"

    shown = render(text, {"gemeente": "den Haag", "omroep": "RTV"})

    assert shown == "De burgemeester van den Haag (DEN HAAG) belt Rtv.\n"


def test_capitalize_changes_only_the_first_letter() -> None:
    assert render("{{ gemeente|capitalize }}", {"gemeente": "den Haag"}) == "Den Haag"


def test_what_is_filled_in_is_not_read_again() -> None:
    assert render("{{ gemeente }}", {"gemeente": "{{ gemeente }}"}) == "{{ gemeente }}"


def test_a_text_is_not_html_here() -> None:
    assert render("<b>{{ gemeente }}", {"gemeente": "<i>"}) == "<b><i>"


@pytest.mark.parametrize("text", ["", "geen { } woorden", "}} {", "a\n\nb\n", "{ {gemeente} }", "100% #1"])
def test_an_ordinary_text_stays_as_it_is(text: str) -> None:
    assert problems(text, []) == ()
    assert render(text, {}) == text


def test_a_text_knows_its_words() -> None:
    assert names("{{ a }} en {{ b|upper }}") == {"a", "b"}


@pytest.mark.parametrize(
    "inside",
    [
        "{{ gemeente.x }}", "{{ gemeente['x'] }}", "{{ gemeente() }}", "{{ 1 + 1 }}", "{{ 'a' }}",
        "{{ 'a' * 10**9 }}", "{{ }}",
        "{{ gemeente|safe }}", "{{ gemeente|upper(1) }}", "{{ gemeente if gemeente }}", "{{ a, b }}",
        "{{ [gemeente] }}", "{{",
        "{{ true }}", "{% raw %}", "{% for a in b %}{% endfor %}", "{# weg #}", "{{- gemeente }}",
        "{{ gemeente -}}", "{{ a }",
        "{{ not gemeente }}", "{{ gemeente ~ gemeente }}", "{{ " + "(" * 60 + "a" + ")" * 60 + " }}",
        "{{" + " " * 200 + "a }}",
        "{{ gemeente is defined }}", "{{ gemeente|upper|safe }}", "{{ ().__class__ }}",
    ],
)  # fmt: skip
def test_nothing_but_a_word_and_three_filters_may_stand_there(inside: str) -> None:
    [problem, *_] = problems(f"Een {inside}", ["gemeente", "a", "b"])

    assert (problem.code, problem.offset) == ("E301", 4)
    with pytest.raises(ValueError, match="cannot be shown"):
        render(f"Een {inside}", {"gemeente": "x", "a": "", "b": ""})


def test_an_unknown_word_gives_a_suggestion_at_its_place() -> None:
    found = problems("{{ gemeente }}\n{{ gemente }}", ["gemeente"])

    assert [(p.code, p.offset, p.hint) for p in found] == [("E302", 15, 'bedoelde u "gemeente"?')]


def test_a_word_without_a_value_is_a_bug_of_the_caller() -> None:
    with pytest.raises(KeyError):
        render("{{ gemeente }}", {})


@given(st.text(alphabet="{}%#-+ a|.()'\"\n\\é", max_size=60))
def test_no_text_makes_looking_fail(text: str) -> None:
    found = problems(text, ["a"])

    assert all(0 <= problem.offset <= len(text) for problem in found)
    if not found:
        render(text, {"a": "x"})
