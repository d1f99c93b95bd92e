"""The copies of a message that repeats: their ids, their turn, and when the running order shows them."""

from engine.exercise.commands import FireInject, SkipInject
from engine.exercise.copies import copies, following, had_its_turn, is_armed, is_shown, original, preceding
from tests.engine.worlds import MINUTE, Play, inject, repeating, world


def test_copies_are_numbered_from_two() -> None:
    assert [following(name) for name in ("belt", "belt.2", "belt.9")] == ["belt.2", "belt.3", "belt.10"]
    assert [preceding(name) for name in ("belt", "belt.2", "belt.10")] == [None, "belt", "belt.9"]
    assert [original(name) for name in ("belt", "belt.2")] == ["belt", "belt"]


def test_copies_come_in_order() -> None:
    play = Play.started(repeating(world([inject("belt")]), belt=3))

    assert list(copies(play.state, "belt")) == ["belt", "belt.2", "belt.3"]


def test_the_next_copy_is_shown_once_the_one_before_it_is_gone() -> None:
    play = Play.started(repeating(world([inject("belt"), inject("weg")]), belt=3, weg=2))
    shown = [name for name in play.state.injects if is_shown(play.state, name)]
    assert shown == ["belt", "weg"]

    play.order(FireInject("belt"))
    play.order(SkipInject("weg"))
    assert [name for name in play.state.injects if is_shown(play.state, name)] == ["belt", "belt.2", "weg", "weg.2"]
    assert had_its_turn(play.state, "weg")
    assert not had_its_turn(play.state, "belt.2")


def test_a_copy_that_is_on_its_way_is_shown() -> None:
    script = repeating(world([inject("belt", when="vragen >= 0", delay=MINUTE)]), belt=2)
    play = Play.started(script)

    assert not is_shown(play.state, "belt.2")
    assert had_its_turn(play.state, "belt")
    assert (is_armed(play.state, "belt"), is_armed(play.state, "belt.2")) == (True, False)
