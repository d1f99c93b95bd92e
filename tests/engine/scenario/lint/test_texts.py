"""How a text reads: told only where a reader would stumble."""

from __future__ import annotations

import pytest

from tests.engine.scenario.lint.planted import EVENING, found, message, more

TEXT = "Niemand helpt ons."
CALL = "Morgen staan hier tweehonderd kinderen."
MAIL = "Wat gebeurt er in onze straat?"


def codes(old: str, new: str) -> list[str]:
    assert old in EVENING
    return [finding.code for finding in found(EVENING.replace(old, new, 1))]


@pytest.mark.parametrize(
    "said",
    [
        "Ik denk dat dat klopt en dat die die dag niet kwam",
        "Weet u wat u u wenst?",
        "Wie wie hielp weet ik wel, ja ja",
        "Het is de dag van De de Vries",
    ],
)
def test_words_that_may_stand_twice_are_left_alone(said: str) -> None:
    assert codes(TEXT, said) == []


def test_a_word_on_two_lines_stands_twice_too() -> None:
    assert codes(f"      {MAIL}", "      Wat gebeurt er met\n      met onze straat?") == ["W349"]


def test_several_short_posts_are_not_one_long_one() -> None:
    posts = "|\n" + "\n\n".join(f"      {'Niemand helpt ons. ' * 10}" for _ in range(4))

    assert codes(f"body: {TEXT}", f"body: {posts}") == []


def test_a_phone_call_may_hold_numbers_and_quotes() -> None:
    assert codes(CALL, "'Om 8.30 uur – ja, half negen – zei hij: ''kom'' (en ik kwam).'") == []


def test_a_list_is_fine_in_a_letter_and_not_in_a_call() -> None:
    listed = "|\n      Er zijn twee dingen:\n      - de school\n      - de buurt"

    assert codes(f"body: {CALL}", f"body: {listed}") == ["W350"]
    assert codes(f"      {MAIL}", "      Er zijn twee dingen:\n      - de school\n      - de buurt") == []


def test_a_long_list_is_no_long_sentence() -> None:
    rows = "\n".join(f"      - punt {n} van het plan dat wij maken" for n in range(9))

    assert codes(f"      {MAIL}", f"      Dit is het plan:\n{rows}") == []


def test_thirty_words_are_just_a_sentence() -> None:
    assert codes(MAIL, f"{'woord ' * 30}.") == []
    assert codes(MAIL, f"{'woord ' * 31}.") == ["I280"]


def test_a_post_and_an_abbreviation_may_have_capitals() -> None:
    assert codes(TEXT, "DIT MAG ECHT NOOIT MEER") == []
    assert codes(MAIL, "GGD, OM en GRIP zijn er. Ook de BTO en het OM.") == []


def test_a_picture_with_words_is_a_text() -> None:
    assert codes(TEXT, "💔 wat erg") == []


def test_two_roles_may_get_the_same_title() -> None:
    two = more(message("a", at="+10 s", title="Stem"), message("b", at="+7 min", title="Stem", to="[omroep]"))

    assert codes("debrief:\n", two) == []


def test_a_variant_is_measured_like_any_text() -> None:
    long = " ".join(["Er is veel te doen."] * 30)
    text = EVENING.replace(CALL, f"{CALL}\n    variants: [{{if: vragen > 1, title: {'a' * 61}, body: {long}}}]")

    assert [(f.code, f.column) for f in found(text)] == [("W301", 40), ("W302", 109)]
