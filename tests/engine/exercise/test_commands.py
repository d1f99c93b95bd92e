"""The orders: each has one name in a POST, and a rule."""

from typing import get_args

from engine.exercise.commands import PLAYER_COMMANDS, WIRE_NAMES, Command
from engine.exercise.decide import _RULES


def test_every_order_has_one_name_and_a_rule() -> None:
    assert set(WIRE_NAMES.values()) == set(get_args(Command)) == set(_RULES)
    assert len(WIRE_NAMES) == len(get_args(Command))


def test_players_may_open_answer_and_do_what_is_theirs() -> None:
    assert [name for name, kind in WIRE_NAMES.items() if kind in PLAYER_COMMANDS] == [
        "open",
        "decline",
        "hang_up",
        "respond",
        "begin",
        "write",
        "ask",
        "ladder",
    ]
