"""Time: what fits in a phase, in an evening, and in the reading time of a person."""

from __future__ import annotations

from engine.scenario.lint.times import longest_idle
from tests.engine.scenario.lint.planted import EVENING, found


def codes(text: str) -> list[str]:
    return [finding.code for finding in found(text)]


def test_the_longest_idle_stretch_may_be_at_the_beginning_between_or_at_the_end() -> None:
    assert longest_idle([(7, 8)], 10) == (0, 7)
    assert longest_idle([(1, 2), (9, 9)], 10) == (2, 9)
    assert longest_idle([(1, 3), (2, 2)], 10) == (3, 10)
    assert longest_idle([], 10) == (0, 10)


def test_what_lies_behind_the_end_of_the_phase_makes_it_no_shorter() -> None:
    assert longest_idle([(2, 3), (14, 20)], 10) == (3, 10)
    assert longest_idle([(2, 30)], 10) == (0, 2)


def test_a_room_that_works_on_an_answer_is_not_quiet() -> None:
    longer = EVENING.replace("session: 8 min", "session: 20 min").replace("at: +5 min", "at: +16 min")

    assert codes(longer) == ["W260"]
    working = longer.replace("by: team college, deadline: 4 min", "by: team college, deadline: 14 min")
    assert set(codes(working)) == {"W250"}  # the team works; the others wait


def test_three_hours_are_an_evening() -> None:
    pause = "  - {id: pauze, title: Pauze, kind: break, session: 2 uur 32 min}\n"
    whole = EVENING.replace("  - {id: later, title", f"{pause}  - {{id: later, title")

    assert codes(whole) == []
    assert codes(whole.replace("2 uur 32 min", "2 uur 33 min")) == ["I260"]


def test_the_options_are_to_be_read_too() -> None:
    many = ", ".join(f"{name}: {'woord ' * 30}" for name in ("ja", "nee"))
    text = EVENING.replace(
        "    options:\n      ja: Ik ga mee.\n      nee: Ik blijf thuis.\n", f"    options: {{{many}}}\n"
    )
    text = text.replace("woord woord", "ander woord", 1)
    short = text.replace("by: burgemeester\n      deadline: 2 min", "by: burgemeester\n      deadline: 15 s")

    assert codes(text) == []
    assert codes(short) == ["W261"]
