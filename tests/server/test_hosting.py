from __future__ import annotations

import asyncio
import json

import pytest

from engine.exercise import commands as c
from engine.exercise.commands import Refused
from engine.exercise.events import ExerciseCreated
from engine.exercise.exercise import Exercise
from engine.exercise.step import Step
from engine.scenario.model import PLENARY, TRAINER
from server import hosting
from server.app import renderer
from server.feeds import Feeds
from server.hosting import Hosted
from server.journal.errors import StoreFailed
from server.runner import Done, Runner
from tests.server import live
from tests.server.live import MINUTE, Hands, MoodyJournal, Screen, order, settle

SEATS = (TRAINER, PLENARY, *live.scenario().seats)


async def half_an_evening(hosted: Hosted, hands: Hands) -> None:
    """Seventy seconds: started, automatic, a mail delivered, opened, answered and scored, a message, other speeds."""
    await order(hosted, c.StartExercise(), command_id="1" * 32)
    await order(hosted, c.ChangeMode(True))
    for _ in range(16):
        hands.on(4_000)
        await settle(hosted)
    await order(hosted, c.OpenItem("mail-bewoner"), "griffier")
    await order(hosted, c.SubmitResponse("mail-bewoner", option="doorsturen"), "raadslid-1", "a" * 32)
    await order(hosted, c.SetScore("inject:mail-bewoner", "team:raad", "d1", 4))
    await order(hosted, c.NoteScore("inject:mail-bewoner", "team:raad", "Snel gedaan"))
    await order(hosted, c.SendMessage(("griffier", "plenary"), "news", "Van", "Kop", "Tekst"))
    await order(hosted, c.ChangeSpeed(2))
    hands.on(3_000)
    await settle(hosted)


async def crash(hosted: Hosted) -> None:
    """End the runner without a word to its journal."""
    assert hosted.runner.task is not None
    hosted.runner.task.cancel()
    await asyncio.gather(hosted.runner.task, return_exceptions=True)


async def taken_up(journal: MoodyJournal, hands: Hands) -> Runner:
    return await hosting.take_up(live.scenario(), journal, renderer("nl"), hands.clock())


async def test_taken_up_after_a_crash_it_stands_paused_where_the_pulse_stood() -> None:
    hands = Hands()
    journal = MoodyJournal(hands)
    async with live.hosted(hands, journal=journal) as (_, hosted):
        await half_an_evening(hosted, hands)
        before = hosted.runner.exercise.state
        await crash(hosted)
    pulse = await journal.last_pulse()
    assert pulse is not None
    hands.on(3_600_000)
    runner = await taken_up(journal, hands)
    state = runner.exercise.state
    assert (state.status, state.pause_cause, state.at_ms) == ("paused", "restart", pulse[0])
    assert runner.at_ms() == pulse[0] == 64_000 + 2 * 3_000
    assert state.injects == before.injects
    assert state.variables == before.variables


async def test_taken_up_everything_is_as_if_it_had_never_stopped() -> None:
    hands = Hands()
    journal = MoodyJournal(hands)
    async with live.hosted(hands, journal=journal) as (_, hosted):
        await half_an_evening(hosted, hands)
        await order(hosted, c.PauseClock())
        await crash(hosted)
    runner = await taken_up(journal, hands)
    assert runner.exercise.state == hosted.runner.exercise.state
    assert runner.exercise.words == hosted.runner.exercise.words
    assert runner.stored == hosted.runner.stored
    assert runner.feeds.epoch == hosted.feeds.epoch
    for seat in SEATS:
        assert runner.feeds.n(seat) == hosted.feeds.n(seat)
        for since in (0, 1, hosted.feeds.n(seat) - 1):
            for as_html in (False, True):
                assert runner.feeds.frame(seat, since, as_html) == hosted.feeds.frame(seat, since, as_html)


async def test_a_device_resumes_over_a_restart_without_a_snapshot_and_misses_nothing() -> None:
    hands = Hands()
    journal = MoodyJournal(hands)
    screens = {seat: Screen() for seat in SEATS}
    async with live.hosted(hands, journal=journal) as (_, hosted):
        await half_an_evening(hosted, hands)
        for seat, screen in screens.items():
            screen.take(json.loads(hosted.feeds.frame(seat, 0, False)))
        await order(hosted, c.FireInject("omroep-belt"))
        await crash(hosted)
    runner = await taken_up(journal, hands)
    for seat, screen in screens.items():
        frame = json.loads(runner.feeds.frame(seat, screen.n, False))
        assert frame["from"] == screen.n > 0
        screen.take(frame)
        whole = Screen()
        whole.take(json.loads(runner.feeds.frame(seat, 0, False)))
        assert screen == whole


async def test_an_order_from_before_the_restart_gets_the_same_reply_and_no_second_effect() -> None:
    hands = Hands()
    journal = MoodyJournal(hands)
    async with live.hosted(hands, journal=journal) as (_, hosted):
        await half_an_evening(hosted, hands)
        answer = c.SubmitResponse("mail-bewoner", option="doorsturen")
        first = await order(hosted, answer, "raadslid-1", "a" * 32)
    runner = await taken_up(journal, hands)
    async with live.hosting_of(runner, live.scenario()) as (_, again):
        stored = runner.stored
        assert await order(again, answer, "raadslid-1", "a" * 32) == first
        assert await order(again, c.StartExercise(), command_id="1" * 32) == Done(2)
        assert runner.stored == stored


async def test_what_came_due_between_the_last_step_and_the_pulse_leaves_at_its_own_time() -> None:
    hands = Hands()
    journal = MoodyJournal(hands)
    async with live.hosted(hands, journal=journal) as (_, hosted):
        await order(hosted, c.StartExercise())
        await order(hosted, c.ChangeMode(True))
        for _ in range(14):
            hands.on(4_000)
            await settle(hosted)
        hands.on(4_500)
        await hosted.runner.stop()
    runner = await taken_up(journal, hands)
    assert runner.exercise.state.injects["mail-bewoner"].delivered_at_ms == MINUTE
    assert runner.exercise.state.at_ms == 60_500


async def test_resumed_after_a_restart_the_evening_goes_on_from_there() -> None:
    hands = Hands()
    journal = MoodyJournal(hands)
    async with live.hosted(hands, journal=journal) as (_, hosted):
        await half_an_evening(hosted, hands)
    hands.on(7 * MINUTE)
    async with live.hosting_of(await taken_up(journal, hands), live.scenario()) as (_, again):
        at_ms = again.runner.at_ms()
        assert isinstance(await order(again, c.ResumeClock()), Done)
        hands.on(1_000)
        await settle(again)
        assert again.runner.at_ms() == at_ms + 2_000
        assert again.runner.exercise.state.status == "running"


@pytest.mark.parametrize("commands", [[], [c.StartExercise(), c.PauseClock()], [c.StartExercise(), c.EndExercise()]])
async def test_an_exercise_that_did_not_run_is_taken_up_without_a_new_step(commands: list[c.Command]) -> None:
    hands = Hands()
    journal = MoodyJournal(hands)
    async with live.hosted(hands, journal=journal) as (_, hosted):
        for command in commands:
            await order(hosted, command)
        state = hosted.runner.exercise.state
    runner = await taken_up(journal, hands)
    assert runner.exercise.state == state
    assert runner.stored == 1 + len(commands)


async def test_every_prefix_of_the_record_can_be_taken_up_and_shown() -> None:
    hands = Hands()
    journal = MoodyJournal(hands)
    async with live.hosted(hands, journal=journal) as (_, hosted):
        await half_an_evening(hosted, hands)
    records = await journal.read()
    words = await journal.texts()
    for last in range(1, len(records) + 1):
        steps = [Step(record.events, (), record.seat, record.command_id) for record in records[:last]]
        exercise = Exercise.rebuild(live.scenario(), steps, words)
        prefix = Feeds(live.scenario(), exercise.state, exercise.words, "e", renderer("nl"))
        for seat in SEATS:
            assert json.loads(prefix.frame(seat, 0, True))["nodes"]


async def test_when_the_pause_of_a_restart_cannot_be_stored_the_evening_can_still_be_taken_up_later() -> None:
    hands = Hands()
    journal = MoodyJournal(hands)
    async with live.hosted(hands, journal=journal) as (_, hosted):
        await half_an_evening(hosted, hands)
        await crash(hosted)
    at_ms = (await journal.last_pulse() or (0, None))[0]
    journal.failing = StoreFailed("De schijf is vol.")
    with pytest.raises(StoreFailed, match="De schijf is vol"):
        await taken_up(journal, hands)
    journal.failing = None
    runner = await taken_up(journal, hands)
    assert (runner.exercise.state.status, runner.at_ms()) == ("paused", at_ms)


async def test_two_exercises_do_not_disturb_each_other() -> None:
    hands = Hands()
    slow = MoodyJournal(hands)
    async with live.hosted(hands, journal=slow) as (_, one), live.hosted(hands) as (_, other):
        slow.hold()
        stuck = asyncio.create_task(order(one, c.StartExercise()))
        await slow.asked.wait()
        assert await order(other, c.StartExercise()) == Done(2)
        assert one.runner.exercise.state.status == "lobby"
        assert one.feeds.n("griffier") == 1
        assert other.feeds.n("griffier") == 2
        slow.open.set()
        await stuck
        refused = await order(other, c.ResumeClock())
        assert isinstance(refused, Refused)


async def test_a_new_exercise_waits_in_its_lobby_by_hand_with_its_scenario_pinned() -> None:
    async with live.hosted(Hands()) as (_, hosted):
        state = hosted.runner.exercise.state
        assert (state.status, state.automatic, state.at_ms) == ("lobby", False, 0)
        (first,) = await hosted.runner.journal.read()
        (created,) = first.events
        assert isinstance(created, ExerciseCreated)
        assert created.files == live.scenario().files != ()


async def test_a_seat_is_a_chair_of_the_scenario_a_trainer_or_the_projector() -> None:
    async with live.hosted(Hands()) as (_, hosted):
        assert [seat for seat in (*SEATS, "koning", "") if hosted.has_seat(seat)] == list(SEATS)
        assert hosted.owns("griffier", hosted.secret("griffier"))
        assert not hosted.owns("griffier", hosted.secret("burgemeester"))
        assert not hosted.owns("griffier", "")
