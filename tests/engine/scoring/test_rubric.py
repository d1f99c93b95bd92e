import pytest

from engine.scenario.model import DIMENSIONS
from engine.scoring.rubric import RUBRIC, dimension
from engine.scoring.scale import POSITIONS, Words


def all_words() -> list[Words]:
    return [words for each in RUBRIC.values() for words in (each.name, each.question, *each.anchors.values())]


def test_the_ten_dimensions_stand_in_the_order_of_the_scenario_format() -> None:
    assert tuple(RUBRIC) == DIMENSIONS
    assert [each.id for each in RUBRIC.values()] == list(DIMENSIONS)


def test_every_dimension_has_an_anchor_at_each_of_the_five_positions() -> None:
    assert {tuple(each.anchors) for each in RUBRIC.values()} == {POSITIONS}


def test_every_question_is_one_sentence_that_asks() -> None:
    assert all(
        words.count("?") == 1 and words.endswith("?")
        for each in RUBRIC.values()
        for words in (each.question["nl"], each.question["en"])
    )


def test_everything_is_said_in_both_languages_and_nothing_twice() -> None:
    assert all(words.nl and words.en for words in all_words())
    assert len({words.nl for words in all_words()}) == len(all_words())
    assert len({words.en for words in all_words()}) == len(all_words())


def test_names_and_anchors_fit_on_the_console() -> None:
    assert max(len(each.name.nl) for each in RUBRIC.values()) <= 28
    assert max(len(words.nl) for words in all_words()) <= 110


def test_a_dimension_is_found_by_its_id() -> None:
    assert dimension("d9").name == Words("Privacy", "Privacy")
    with pytest.raises(KeyError):
        dimension("d11")
