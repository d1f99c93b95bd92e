"""One thing changes, and nothing else: not a comment, not a value, not the order."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.scenario.reading import read_files
from engine.scenario.writing.editing import Copy, NotThere, Plain, Put, Remove, edited, values
from engine.scenario.writing.formatting import formatted
from engine.scenario.writing.written import written
from tests.engine.scenario.writing.test_formatting import SMALL

TIDY = """\
# Kop
format: 1

# Over het scenario
scenario: {id: proef, title: Proef}

injects:
  # de eerste ronde
  - id: een  # het begin
    number: "01"
    at: +5 min
    to: [wethouder, griffier]  # samen
    title: Een
    # let op de toon
    body: |
      Eerste regel.

      Tweede alinea.
    response: {form: zeggen, deadline: 2 min}

  # na de eerste
  - id: twee
    to: all
    body: >-
      Een lange tekst die over meer regels gaat dan er op een regel passen, want zo schreef de maker hem, met de hand
      en met aandacht.
# einde
"""


def put(*at: str, value: Plain | None) -> str:
    return edited(TIDY, [Put(at, value)])


def changed_lines(text: str, before: str = TIDY) -> tuple[list[str], list[str]]:
    """Lines that went and lines that came."""
    was, now = Counter(before.splitlines()), Counter(text.splitlines())
    return list((was - now).elements()), list((now - was).elements())


def test_without_a_change_a_tidy_file_stays_as_it_is() -> None:
    assert edited(TIDY, []) == TIDY


def test_a_value_changes_on_its_own_line() -> None:
    assert changed_lines(put("injects", "een", "title", value="Anders")) == (["    title: Een"], ["    title: Anders"])
    assert changed_lines(put("injects", "een", "response", "deadline", value="3 min")) == (
        ["    response: {form: zeggen, deadline: 2 min}"],
        ["    response: {form: zeggen, deadline: 3 min}"],
    )
    assert changed_lines(put("scenario", "title", value="Brand: nu")) == (
        ["scenario: {id: proef, title: Proef}"],
        ['scenario: {id: proef, title: "Brand: nu"}'],
    )


def test_a_block_stays_a_block_and_a_longer_text_becomes_one() -> None:
    assert "    body: |\n      Kort.\n    response:" in put("injects", "een", "body", value="Kort.")
    assert "    title: |\n      Een\n      en nog wat\n" in put("injects", "een", "title", value="Een\r\nen nog wat")


def test_a_folded_text_is_folded_again() -> None:
    made = put("injects", "twee", "body", value="woord " * 40 + "slot")
    assert "    body: >-\n" in made
    assert max(map(len, made.splitlines())) <= 120
    assert "    body: Kort.\n" in put("injects", "twee", "body", value="Kort.")
    assert "    body: |-\n      Een.\n      Twee.\n" in put("injects", "twee", "body", value="Een.\nTwee.")


def test_a_number_stays_a_text() -> None:
    assert '    number: "02"\n' in put("injects", "een", "number", value="02")
    assert '    number: "12"\n' in put("injects", "twee", "number", value="12")


def test_a_new_key_comes_where_the_style_has_it_and_an_old_one_goes() -> None:
    lines = put("injects", "een", "note", value="Let op.").splitlines()
    assert lines.index("    note: Let op.") > lines.index("    title: Een")
    assert changed_lines(put("injects", "een", "at", value=None)) == (["    at: +5 min"], [])
    assert put("injects", "een", "note", value=None) == TIDY


def test_a_list_of_words_keeps_its_form() -> None:
    assert changed_lines(put("injects", "een", "to", value=("griffier",)))[1] == [
        "    to: [griffier]             # samen"
    ]
    assert changed_lines(put("injects", "twee", "to", value=("griffier",)))[1] == ["    to: griffier"]
    assert changed_lines(put("injects", "twee", "to", value=("griffier", "team raad")))[1] == [
        "    to: [griffier, team raad]"
    ]


def test_comments_in_a_list_outlive_the_word_they_stood_at() -> None:
    text = "injects:\n  - id: een\n    to:\n      - wethouder  # zij\n      # de tweede\n      - griffier\n"
    made = edited(text, [Put(("injects", "een", "to"), ("griffier", "raadslid"))])
    assert "# zij" in made
    assert made.index("# de tweede") < made.index("griffier") < made.index("raadslid")


def test_a_copy_comes_right_after_with_everything_but_its_name() -> None:
    made = edited(TIDY, [Copy("een", "een-b")])
    assert changed_lines(made)[0] == []
    assert values(made, ("injects", "een-b")) == {**values(made, ("injects", "een")), ("id",): "een-b"}
    assert made.index("- id: een ") < made.index("- id: een-b") < made.index("- id: twee")


def test_a_message_goes_and_nothing_else() -> None:
    made = edited(TIDY, [Remove("een")])
    assert changed_lines(made)[1] == []
    assert "- id: twee" in made
    assert "# de eerste ronde" not in made
    assert "# einde" in made


def test_several_changes_are_one() -> None:
    both = [Put(("injects", "een", "title"), "Anders"), Put(("injects", "twee", "to"), ("griffier",))]
    assert edited(TIDY, both) == edited(edited(TIDY, both[:1]), both[1:])


@pytest.mark.parametrize(
    "edit",
    [
        Put(("injects", "drie", "title"), "x"),
        Put(("format", "in"), "x"),
        Put(("nergens", "x"), "x"),
        Copy("drie", "vier"),
        Remove("drie"),
    ],
)
def test_what_is_not_there_cannot_change(edit: Put | Copy | Remove) -> None:
    with pytest.raises(NotThere):
        edited(TIDY, [edit])


@pytest.mark.parametrize("text", ["", "\tx", "- los", "a: [1"])
def test_a_file_that_cannot_be_read_is_left_alone(text: str) -> None:
    with pytest.raises(NotThere):
        edited(text, [Remove("een")])


def test_values_are_what_stands_in_the_file() -> None:
    assert values(TIDY, ("injects", "een")) == {
        ("id",): "een",
        ("number",): "01",
        ("at",): "+5 min",
        ("to",): ("wethouder", "griffier"),
        ("title",): "Een",
        ("body",): "Eerste regel.\n\nTweede alinea.",
        ("response", "form"): "zeggen",
        ("response", "deadline"): "2 min",
    }
    with pytest.raises(NotThere):
        values(TIDY, ("format",))


PLACES = sorted(
    ("injects", ident, *at)
    for ident in ("een", "twee")
    for at, value in values(TIDY, ("injects", ident)).items()
    if isinstance(value, str) and at != ("id",)
)
UNFOLDED = [at for at in PLACES if at != ("injects", "twee", "body")]
"""At which words a text was folded says nothing, so that is not kept."""
ANY_TEXT = st.text(st.characters(exclude_categories=["C"], exclude_characters="\u2028\u2029\x85"), max_size=200)
"""What somebody can type; line breaks are added apart."""


def rest(text: str, at: tuple[str, ...]) -> tuple[object, object]:
    """Everything the file says but at one place, and all its comments."""
    file = written(text)
    assert file is not None
    sections = [entry.name(0) for entry in file.root.entries if entry.name(0) not in ("format", "debrief")]
    said = {(section, *inside): v for section in sections for inside, v in values(text, (section,)).items()}
    return {place: value for place, value in said.items() if place != at}, Counter(file.comments())


@settings(max_examples=60)
@given(st.sampled_from(PLACES), st.lists(ANY_TEXT, min_size=1, max_size=4).map("\n".join))
def test_whatever_is_typed_nothing_else_changes_and_it_says_what_was_typed(at: tuple[str, ...], typed: str) -> None:
    made = edited(TIDY, [Put(at, typed)])
    assert rest(made, at) == rest(TIDY, at)
    said = values(made, at[:2])[at[2:]]
    assert said == typed.strip("\n") or not typed.strip()
    assert formatted(read_files({"scenario.yaml": made.encode()})) in (made, None)


@settings(max_examples=60)
@given(
    st.sampled_from(UNFOLDED),
    st.from_regex(r"[a-z]{1,8}( [a-z0-9]{1,8})?", fullmatch=True),
)
def test_changing_it_back_gives_the_same_bytes(at: tuple[str, ...], typed: str) -> None:
    before = values(TIDY, at[:2])[at[2:]]
    assert edited(edited(TIDY, [Put(at, typed)]), [Put(at, before)]) == TIDY


def test_an_untidy_file_is_put_in_style_with_every_comment() -> None:
    made = edited(SMALL, [Put(("injects", "a", "title"), "Anders")])
    before, after = written(SMALL), written(made)
    assert before is not None
    assert after is not None
    assert Counter(before.comments()) == Counter(after.comments())
    assert "title: Anders  # kop" in made
