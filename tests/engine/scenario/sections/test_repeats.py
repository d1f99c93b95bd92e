"""What repeats, as it is read and as it is played."""

from __future__ import annotations

from engine.scenario.sections.repeats import with_copies
from tests.engine.scenario.sections.test_triggers import read
from tests.engine.worlds import inject, world


def test_yes_is_five_times_in_all_and_a_number_is_that_number() -> None:
    injects = read(
        "phase: een, manual: yes, repeat: yes",
        "phase: een, when: gebeld, repeat: 3",
        "phase: een, manual: yes, repeat: no",
        "phase: een, manual: yes",
    )

    assert [ident for ident in injects if ident.startswith("i1")] == ["i1", "i1.2", "i1.3", "i1.4", "i1.5"]
    assert [ident for ident in injects if ident[:2] in ("i2", "i3", "i4")] == ["i2", "i2.2", "i2.3", "i3", "i4"]
    assert injects["i1"].repeat == 5


def test_a_copy_is_the_message_with_an_id_a_number_and_a_place_of_its_own() -> None:
    injects = read("phase: een, manual: yes, repeat: 2, number: '05'", "phase: een, at: +1 min")

    first, second = injects["i1"], injects["i1.2"]
    assert (first.number, second.number, second.repeat_of) == ("05", "05.2", "i1")
    assert (first.title, first.body, first.trigger) == (second.title, second.body, second.trigger)
    assert [each.position for each in injects.values()] == [1, 2, 3]


def test_without_repeats_a_scenario_is_what_it_was() -> None:
    plain = world([inject("a"), inject("b")])

    assert with_copies(plain) is plain
