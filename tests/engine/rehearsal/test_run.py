"""A headless run: the whole scenario from beginning to end, with the `Exercise` that people play with."""

from __future__ import annotations

from dataclasses import replace

from engine.exercise import events as e
from engine.exercise.commands import FireInject, NextPhase, SubmitResponse
from engine.exercise.state import replay
from engine.rehearsal.run import Scripted, run
from engine.scenario.model import TRAINER, Inject, Scenario
from engine.scenario.reading import read_files
from engine.scenario.sections.expected import Moment
from tests.engine.rehearsal.world import SCENARIO, sound
from tests.engine.worlds import MINUTE, SECOND
from tests.scenarios.evening import library, play


def answered(course_events: tuple[e.Event, ...]) -> list[tuple[int, str, str, bool]]:
    return [(v.at_ms, v.inject, v.seat, v.late) for v in course_events if isinstance(v, e.ResponseSubmitted)]


def test_nobody_answers_and_the_evening_ends_at_its_planned_time() -> None:
    course = run(sound())

    assert course.state.status == "ended"
    assert course.state.at_ms == 15 * MINUTE
    assert not course.cut_short
    came = {name: course.came_at_ms(name) for name in course.scenario.injects}
    assert came == {
        "pers-belt": MINUTE,
        "gemeente-zwijgt": 4 * MINUTE,
        "raad-hoort": None,
        "mail": 5 * MINUTE,
        "met-de-hand": None,
        "debat": 10 * MINUTE,
    }


def test_an_answer_comes_so_long_after_its_inject() -> None:
    answer = SubmitResponse("pers-belt", option="bellen")

    course = run(sound(), [Scripted(Moment("inject", "pers-belt", 30 * SECOND), "griffier", answer)])

    assert answered(course.events) == [(90 * SECOND, "pers-belt", "griffier", False)]
    assert course.came_at_ms("raad-hoort") == 150 * SECOND
    assert course.came_at_ms("gemeente-zwijgt") is None
    assert course.carried_out == {0}


def test_an_answer_at_the_deadline_is_late_and_the_silence_has_acted() -> None:
    answer = SubmitResponse("pers-belt", option="bellen")

    course = run(sound(), [Scripted(Moment("inject", "pers-belt", 3 * MINUTE), "griffier", answer)])

    assert answered(course.events) == [(4 * MINUTE, "pers-belt", "griffier", True)]
    assert course.came_at_ms("gemeente-zwijgt") == 4 * MINUTE


def test_a_trainer_may_send_two_messages_at_once_and_end_a_phase() -> None:
    at = Moment("phase", "avond", 2 * MINUTE)
    script = [
        Scripted(at, TRAINER, FireInject("mail")),
        Scripted(at, TRAINER, FireInject("met-de-hand")),
        Scripted(at, TRAINER, NextPhase("avond")),
    ]

    course = run(sound(), script)

    assert [course.came_at_ms(name) for name in ("mail", "met-de-hand", "debat")] == [2 * MINUTE] * 3
    assert course.state.at_ms == 7 * MINUTE
    assert course.carried_out == {0, 1, 2}


def test_a_refused_order_is_kept_with_its_reason() -> None:
    twice = [Scripted(Moment("phase", "avond", at_ms), TRAINER, FireInject("mail")) for at_ms in (0, 1)]

    course = run(sound(), twice)

    assert course.carried_out == {0}
    assert {number: (at_ms, refused.code) for number, (at_ms, refused) in course.refused.items()} == {
        1: (1, "inject.delivered")
    }


def test_an_order_whose_moment_never_comes_is_neither_given_nor_refused() -> None:
    course = run(sound(), [Scripted(Moment("inject", "raad-hoort"), TRAINER, FireInject("mail"))])

    assert (course.carried_out, course.refused) == (frozenset(), {})


def test_players_answer_by_rule_for_every_unit_that_is_asked() -> None:
    def says_something(inject: Inject, _: str) -> tuple[int, SubmitResponse] | None:
        return (MINUTE, SubmitResponse(inject.id, text="Ja")) if inject.id == "mail" else None

    course = run(sound(), players=says_something)

    assert answered(course.events) == [
        (6 * MINUTE, "mail", "raadslid-1", False),
        (6 * MINUTE, "mail", "raadslid-2", False),
    ]


def test_what_waits_for_go_gets_it_and_what_is_only_for_a_hand_does_not_come() -> None:
    asks = changed("    at: dag 1 08:50\n", "    at: dag 1 08:50\n    release: confirm\n")
    by_hand = changed("    at: dag 1 08:50\n", "    at: dag 1 08:50\n    release: manual\n")

    assert run(asks).came_at_ms("mail") == 5 * MINUTE
    assert run(by_hand).came_at_ms("mail") is None


def changed(old: str, new: str) -> Scenario:
    reading = read_files({"scenario.yaml": SCENARIO.replace(old, new).encode()})
    assert reading.scenario is not None
    return reading.scenario


def test_a_run_with_too_many_facts_is_cut_short() -> None:
    course = run(sound(), most_work=60)

    assert course.cut_short
    assert len(course.events) < 20


def test_equal_arguments_give_equal_courses() -> None:
    assert run(sound(), seed=3) == run(sound(), seed=3)


def test_the_facts_of_a_run_are_a_record_like_any_other() -> None:
    scenario = library("familiedrama")

    course = run(scenario)

    assert replay(scenario, course.events) == course.state
    assert replace(play(scenario).state, exercise="", epoch="") == replace(course.state, exercise="", epoch="")
