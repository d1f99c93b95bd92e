"""Propose, store or forget: the candidate and the state of one exercise."""

import pytest

from engine.exercise import decide as decide_module
from engine.exercise import events as e
from engine.exercise.commands import (
    ChangeMode,
    Command,
    EndExercise,
    FireInject,
    NextPhase,
    PauseClock,
    Refused,
    ReopenExercise,
    SkipInject,
    StartExercise,
    SubmitResponse,
)
from engine.exercise.consequences import Deciding
from engine.exercise.decide import Order
from engine.exercise.exercise import Exercise
from engine.exercise.refusals import refuse
from engine.exercise.step import Step
from engine.scenario.model import TRAINER, Scenario, SetVariable
from tests.engine.worlds import CREATED, HOUR, MINUTE, Play, ask, delivered, deliveries, inject, kinds, phase, world


def order(seat: str = TRAINER, wall_ms: int = 0, command_id: str = "c1") -> Order:
    return Order(seat, command_id, wall_ms, "0" * 32)


def started(scenario: Scenario) -> Exercise:
    exercise, _ = Exercise.create(scenario, CREATED)
    exercise.decide(StartExercise(), order(), 0)
    exercise.commit()
    return exercise


def test_a_new_exercise_stands_in_its_lobby_with_one_step_to_store() -> None:
    exercise, first = Exercise.create(world(), CREATED)

    assert first == Step((CREATED,))
    assert exercise.state.status == "lobby"
    assert exercise.next_due_ms() is None


def test_nothing_is_shown_before_it_is_stored() -> None:
    exercise = started(world([inject("mail", at=MINUTE)]))
    before = exercise.state
    step = exercise.due(MINUTE)

    assert step is not None
    assert deliveries(step.events) == [(MINUTE, "mail")]
    assert exercise.state is before
    assert exercise.candidate.injects["mail"].status == "delivered"
    assert exercise.pending == (step,)

    assert exercise.commit() == (step,)
    assert exercise.state is exercise.candidate
    assert not exercise.pending


def test_nothing_due_is_no_step() -> None:
    assert started(world([inject("mail", at=MINUTE)])).due(MINUTE - 1) is None


def test_what_came_due_is_proposed_before_an_order() -> None:
    exercise = started(world([inject("mail", at=MINUTE)]))
    exercise.decide(PauseClock(), order(), 2 * MINUTE)

    assert [kinds(step.events) for step in exercise.commit()] == [["InjectDelivered"], ["ClockPaused"]]


def test_what_came_due_stands_even_when_the_order_is_refused() -> None:
    exercise = started(world([inject("mail", at=MINUTE)]))
    refused = exercise.decide(SkipInject("mail"), order(), 2 * MINUTE)

    assert isinstance(refused, Refused)
    assert [kinds(step.events) for step in exercise.commit()] == [["InjectDelivered"]]


def test_a_step_says_whose_order_it_was() -> None:
    exercise = started(world([inject("vraag", at=0, ask=ask())]))
    step = exercise.decide(SubmitResponse("vraag", "ja"), order("burgemeester", 0, "c9"), MINUTE)

    assert isinstance(step, Step)
    assert (step.seat, step.command_id) == ("burgemeester", "c9")
    assert [(text.id, text.seat, text.body) for text in step.texts] == [("c9", "burgemeester", "ja")]


def test_words_are_known_when_they_are_stored() -> None:
    exercise = started(world([inject("vraag", at=0, ask=ask())]))
    exercise.decide(SubmitResponse("vraag", "ja"), order("burgemeester", 0, "c9"), MINUTE)
    assert exercise.words == {}

    exercise.commit()
    assert exercise.words == {"c9": "ja"}


def test_an_order_that_changes_nothing_has_nothing_to_store() -> None:
    exercise = started(world())

    assert exercise.decide(ChangeMode(True), order(), 0) == Step(())
    assert exercise.pending == ()


def test_several_orders_build_on_one_candidate() -> None:
    exercise = started(world([inject("a"), inject("b")], [phase("een"), phase("twee")]))
    outcomes = [
        exercise.decide(FireInject("a"), order(wall_ms=0), 5),
        exercise.decide(FireInject("a"), order(wall_ms=2_000), 5),
        exercise.decide(NextPhase("een"), order(), 5),
        exercise.decide(NextPhase("een"), order(), 5),
    ]

    assert [outcome.code if isinstance(outcome, Refused) else kinds(outcome.events) for outcome in outcomes] == [
        ["InjectDelivered"],
        "inject.delivered",
        ["PhaseEnded", "PhaseStarted"],
        "phase.not_running",
    ]
    assert len(exercise.commit()) == 2


def test_after_abandon_nothing_remains_and_what_follows_is_as_if_it_was_never_proposed() -> None:
    scenario = world(
        [
            inject("a", at=MINUTE, ask=ask(deadline=MINUTE)),
            inject("b", after=delivered("a", MINUTE)),
            inject("c", at=3 * MINUTE, effects=[SetVariable("paniek", True)]),
            inject("d", when="paniek == yes"),
        ],
        [phase("een", 10, itself=True), phase("twee")],
    )
    never, failed = started(scenario), started(scenario)
    before = failed.state
    failed.due(4 * MINUTE)
    failed.decide(SubmitResponse("a", "ja"), order("burgemeester"), 5 * MINUTE)
    failed.decide(NextPhase("een"), order(), 5 * MINUTE)
    failed.abandon()

    assert (failed.state, failed.candidate, failed.pending, failed.words) == (before, before, (), {})
    assert failed.next_due_ms() == never.next_due_ms() == MINUTE
    assert failed.due(HOUR) == never.due(HOUR)
    assert failed.candidate == never.candidate


def test_after_abandon_what_came_due_comes_again() -> None:
    exercise = started(world([inject("mail", at=MINUTE)]))
    first = exercise.due(MINUTE)
    exercise.abandon()

    assert exercise.due(MINUTE) == first


def test_an_exercise_rebuilt_from_its_steps_goes_on_as_if_it_never_stopped() -> None:
    play = Play.started(world([inject("a", at=MINUTE), inject("b", after=delivered("a", MINUTE))]))
    play.until(MINUTE)
    rebuilt = Exercise.rebuild(play.scenario, play.steps, play.exercise.words)

    assert rebuilt.state == play.state
    assert rebuilt.due(HOUR) == play.exercise.due(HOUR)


def test_what_lay_ahead_comes_back_when_an_exercise_is_restarted_after_its_end_and_then_reopened() -> None:
    play = Play.started(world([inject("mail", at=MINUTE)]))
    play.order(EndExercise(), wall_ms=1_000)
    play.exercise = Exercise.rebuild(play.scenario, play.steps, play.exercise.words)
    play.order(ReopenExercise(), wall_ms=2_000)
    play.until(HOUR)

    assert play.delivered() == [(MINUTE, "mail")]


@pytest.mark.parametrize("steps", [(), (Step(()),), (Step((e.ClockPaused(0, "gap"),)),)])
def test_a_record_that_does_not_start_with_its_creation_cannot_be_rebuilt(steps: tuple[Step, ...]) -> None:
    with pytest.raises(ValueError, match="starts with"):
        Exercise.rebuild(world(), steps, {})


def test_time_given_before_the_candidate_s_is_the_candidate_s() -> None:
    exercise = started(world([inject("mail", at=MINUTE), inject("hand")]))
    exercise.due(MINUTE)
    step = exercise.decide(FireInject("hand"), order(), 5)

    assert isinstance(step, Step)
    assert deliveries(step.events) == [(MINUTE, "hand")]


def test_a_rule_that_refuses_after_its_first_fact_is_a_bug(monkeypatch: pytest.MonkeyPatch) -> None:
    def halfway(deciding: Deciding, command: Command, order: Order) -> Refused:
        deciding.emit(e.ModeChanged(deciding.at_ms, False))
        return refuse("seat.may_not")

    monkeypatch.setitem(decide_module._RULES, PauseClock, halfway)
    exercise = started(world())

    with pytest.raises(AssertionError, match=r"refused \(seat.may_not\) after its first fact"):
        exercise.decide(PauseClock(), order(), 0)
