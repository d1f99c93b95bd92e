"""Answers to questions with fixed answers are counted for all together, and only when enough answered."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from engine.debrief.tallies import LEAST_ANSWERS, Tally, tallies
from engine.debrief.wording import Wording
from engine.exercise.commands import SubmitResponse
from tests.engine.worlds import PLAYERS, Play, ask, inject, world

SOME = PLAYERS[:LEAST_ANSWERS]


def play(form: str) -> Play:
    """Everybody is asked this."""
    units = [f"seat:{seat}" for seat in PLAYERS]
    return Play.started(world([inject("vraag", at=0, to=PLAYERS, title="Vraag", ask=ask(form, by=units))]))


def counted(playing: Play) -> tuple[Tally, ...]:
    return tallies(playing.scenario, playing.state, Wording(playing.scenario, {}))


def answer(playing: Play, seat: str, **given: Any) -> None:
    assert isinstance(playing.order(SubmitResponse("vraag", **given), seat), list)


def test_ticks_are_counted_in_the_order_of_the_options() -> None:
    playing = play("wie")
    for seat in SOME:
        answer(playing, seat, options=("buren", "raad") if seat == SOME[0] else ("buren",))

    assert counted(playing) == (
        Tally("01", "Vraag", "Wie licht u in?", "checklist", 4, (("De raad", 1), ("De pers", 0), ("De buren", 4))),
    )


def test_numbers_have_a_middle() -> None:
    playing = play("meting")
    for seat, value in zip(SOME, (1, 2, 5, 5), strict=True):
        answer(playing, seat, value=value)
    (tally,) = counted(playing)

    assert tally.counts == (("1 = Niet", 1), ("2", 1), ("3", 0), ("4", 0), ("5 = Volledig", 2))
    assert tally.median == Fraction(7, 2)


def test_the_last_answer_counts() -> None:
    playing = play("delen")
    for seat in SOME:
        answer(playing, seat, option="delen")
    answer(playing, SOME[0], option="houden", based_on=1)

    assert counted(playing)[0].counts == (("Ik deel het", 3), ("Ik houd het", 1))


def test_too_few_answers_would_tell_who_gave_them() -> None:
    playing = play("delen")
    for seat in SOME[:-1]:
        answer(playing, seat, option="delen")
    assert counted(playing) == ()

    answer(playing, SOME[-1], option="delen")
    assert len(counted(playing)) == 1


@pytest.mark.parametrize(
    ("form", "given"), [("reactie", {"text": "Ja."}), ("blad", {"fields": {"beeld": "Rook.", "fase": "f1"}})]
)
def test_what_was_typed_is_never_counted(form: str, given: dict[str, Any]) -> None:
    playing = play(form)
    for seat in PLAYERS:
        answer(playing, seat, **given)

    assert counted(playing) == ()
