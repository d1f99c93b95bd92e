"""Endless cascades: found where they are certain, named round, and nowhere else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from time import perf_counter

from engine.scenario.cascades import endless
from engine.scenario.model import AddToVariable, Effect, EndPhase, Inject, SendInject, SetVariable
from tests.engine.worlds import MINUTE, ask, inject, phase, world


def often(ident: str, effects: Sequence[Effect] = (), times: int = 5, **named: object) -> Inject:
    return replace(inject(ident, effects=effects, **named), repeat=times)  # type: ignore[arg-type]


def test_messages_that_send_each_other_are_named_round_from_the_first_in_the_file() -> None:
    script = world([often("paniek", [SendInject("pers-belt")]), often("pers-belt", [SendInject("paniek")])])

    assert endless(script) == [("paniek", "pers-belt", "paniek")]


def test_a_message_that_sends_itself() -> None:
    assert endless(world([often("echo", [SendInject("echo")], when="paniek == yes")])) == [("echo", "echo")]


def test_rules_that_turn_each_others_conditions() -> None:
    script = world(
        [
            often("aan", [SetVariable("paniek", True)], when="paniek == no"),
            often("uit", [SetVariable("paniek", False)], when="paniek == yes"),
        ]
    )

    assert endless(script) == [("aan", "uit", "aan")]


def test_rules_that_only_turn_each_other_in_another_situation_than_the_start() -> None:
    script = world(
        [
            inject("besluit", effects=[SetVariable("standpunt", "meedoen")]),
            often("aan", [SetVariable("paniek", True)], when='standpunt == "meedoen" and paniek == no'),
            often("uit", [SetVariable("paniek", False)], when='standpunt == "meedoen" and paniek == yes'),
        ]
    )

    assert endless(script) == [("aan", "uit", "aan")]


def test_a_cascade_that_runs_dry_is_no_ring() -> None:
    counts = often("tel", [AddToVariable("vragen", 1)], when="vragen == 1 or vragen == 3")
    once = [inject("a", effects=[SendInject("b")]), inject("b", effects=[SendInject("a")]), often("los")]

    assert endless(world([counts, *once])) == []


def test_a_rule_that_stays_true_does_not_fire_again() -> None:
    assert endless(world([often("druk", [AddToVariable("mediadruk", 10)], when="mediadruk >= 5")])) == []


def test_many_sends_of_one_message_are_no_ring() -> None:
    assert endless(world([inject("stuurt", effects=[SendInject("vaak")] * 9), often("vaak", times=3)])) == []


def test_what_waits_breaks_the_ring() -> None:
    back = [SendInject("a")]
    for b in (
        often("b", back, release="confirm"),
        often("b", back, guard="paniek == yes"),
        often("b", back, guard='answered("vraag")'),
        often("b", [SendInject("a", MINUTE)]),
        often("b", [EndPhase(), *back]),
    ):
        script = world([often("a", [SendInject("b")]), b, inject("vraag", ask=ask())])
        assert endless(script) == [], b


def test_a_rule_of_another_phase_breaks_the_ring() -> None:
    rules = [
        often("aan", [SetVariable("paniek", True)], when="paniek == no"),
        often("uit", [SetVariable("paniek", False)], when="paniek == yes", phase="twee"),
    ]

    assert endless(world(rules, [phase("een"), phase("twee")])) == []


def test_the_search_is_bounded() -> None:
    rules = [
        often(
            f"r{n}", [AddToVariable("stand", 1)], 9, when=f"stand * {n + 2} >= 0 or stand == {n} or vragen == {n % 3}"
        )
        for n in range(400)
    ]
    began = perf_counter()
    endless(world(rules))

    assert perf_counter() - began < 5
