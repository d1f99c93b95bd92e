"""Questions to a run that is over."""

from __future__ import annotations

from engine.exercise import events as e
from engine.exercise.commands import NextPhase, SubmitResponse
from engine.rehearsal.run import Scripted, run
from engine.scenario.model import TRAINER
from engine.scenario.sections.expected import Moment
from tests.engine.rehearsal.world import sound
from tests.engine.worlds import MINUTE

CALLS = Scripted(Moment("inject", "pers-belt", MINUTE), "griffier", SubmitResponse("pers-belt", option="bellen"))


def test_a_moment_takes_in_everything_of_its_instant() -> None:
    course = run(sound())

    until = course.until(Moment("phase", "avond", MINUTE))

    assert until is not None
    assert course.delivery("pers-belt") in course.events[:until]
    assert course.events[until].at_ms > MINUTE


def test_the_last_moment_of_a_phase_takes_in_nothing_of_the_next() -> None:
    course = run(sound())

    end = course.until(Moment("phase", "avond", 10 * MINUTE))
    begin = course.until(Moment("phase", "ochtend"))

    assert end is not None
    assert isinstance(course.events[end - 1], e.PhaseEnded)
    assert course.delivery("debat") not in course.events[:end]
    assert course.delivery("debat") in course.events[:begin]


def test_a_moment_after_its_phase_ended_never_came() -> None:
    course = run(sound(), [Scripted(Moment("phase", "avond", MINUTE), TRAINER, NextPhase("avond"))])

    assert course.until(Moment("phase", "avond", MINUTE)) is not None
    assert course.until(Moment("phase", "avond", 2 * MINUTE)) is None


def test_a_moment_after_an_inject_that_did_not_come_never_came() -> None:
    course = run(sound())

    assert course.until(Moment("inject", "raad-hoort")) is None
    assert course.until(Moment("inject", "mail", 20 * MINUTE)) is None
    assert course.until(Moment("inject", "debat", 5 * MINUTE)) == len(course.events)


def test_values_are_those_of_the_moment() -> None:
    course = run(sound(), [CALLS])

    def vragen_and_gebeld(later_ms: int) -> tuple[object, object]:
        values = course.values(course.until(Moment("phase", "avond", later_ms)))
        return values["vragen"], values["gebeld"]

    assert vragen_and_gebeld(MINUTE) == (0, False)
    assert vragen_and_gebeld(2 * MINUTE) == (0, True)
    assert vragen_and_gebeld(3 * MINUTE) == (2, True)
    assert course.values()["vragen"] == 2
    assert course.values()["vertrouwen"] == 60


def test_exercise_time_is_told_from_the_phase_that_ran() -> None:
    course = run(sound())

    assert course.in_words(0) == "avond +0 min"
    assert course.in_words(7 * MINUTE + 30_000) == "avond +7 min 30 s"
    assert course.in_words(10 * MINUTE) == "ochtend +0 min"
