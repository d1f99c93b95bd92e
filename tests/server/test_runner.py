from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable

import pytest

from engine.exercise import commands as c
from engine.exercise.commands import Command, Refused
from engine.exercise.events import InjectDelivered
from server.feeds import Connection
from server.hosting import Hosted
from server.journal.base import Journal
from server.journal.errors import StoreFailed
from server.runner import ID_TAKEN, NOT_STORED, PULSE_MS, RETRY_MS, STOPPED, Done, Runner
from tests.server import live
from tests.server.live import MINUTE, Hands, Line, MoodyJournal, moments, order, settle

MAIL, CALL = "mail-bewoner", "omroep-belt"
MAIL_AT = MINUTE
FULL = StoreFailed("De schijf is vol.")


async def play(hosted: Hosted, hands: Hands, ms: int, step: int = 4_000) -> None:
    """Let the host's clock run on, in steps that are no gap."""
    while ms > 0:
        hands.on(min(step, ms))
        ms -= step
        await settle(hosted)


def follow(hosted: Hosted, seat: str) -> tuple[Line, Connection]:
    line = Line()
    connection = Connection(hosted.feeds, seat, line, False, 0)
    hosted.join(connection)
    return line, connection


async def deliveries(journal: Journal) -> list[tuple[str, int]]:
    """What went out according to the record, with its exercise time."""
    return [
        (event.inject, event.at_ms)
        for record in await journal.read()
        for event in record.events
        if isinstance(event, InjectDelivered)
    ]


# -- decide, append, apply, publish, reply ---------------------------------------------------------------------


async def test_orders_that_wait_are_stored_together_and_each_is_answered_with_its_own_step() -> None:
    hands = Hands()
    journal = MoodyJournal(hands)
    async with live.hosted(hands, journal=journal) as (_, hosted):
        journal.hold()
        first = asyncio.create_task(order(hosted, c.StartExercise()))
        await journal.asked.wait()
        others = [asyncio.create_task(order(hosted, c.ChangeSpeed(speed))) for speed in (2, 3, 4)]
        await moments()
        journal.open.set()
        assert await first == Done(2)
        assert await asyncio.gather(*others) == [Done(3), Done(4), Done(5)]
        assert journal.transactions == [1, 1, 3]


async def test_nothing_is_shown_or_answered_before_it_is_stored() -> None:
    hands = Hands()
    journal = MoodyJournal(hands)
    async with live.hosted(hands, journal=journal) as (_, hosted):
        line, connection = follow(hosted, "griffier")
        writing = asyncio.create_task(connection.write())
        await moments()
        before = (len(line.sent), hosted.feeds.n("griffier"), hosted.feeds.sight().view("griffier"))
        journal.hold()
        reply = asyncio.create_task(order(hosted, c.StartExercise()))
        await journal.asked.wait()
        await moments()
        assert (len(line.sent), hosted.feeds.n("griffier"), hosted.feeds.sight().view("griffier")) == before
        assert hosted.runner.exercise.state.status == "lobby"
        assert not reply.done()
        journal.open.set()
        assert await reply == Done(2)
        await moments()
        assert line.frames()[-1]["to"] == hosted.feeds.n("griffier") == 2
        writing.cancel()


async def test_a_refused_order_stores_nothing() -> None:
    async with live.hosted(Hands()) as (_, hosted):
        reply = await order(hosted, c.PauseClock())
        assert isinstance(reply, Refused)
        assert (reply.code, hosted.runner.stored) == ("clock.not_running", 1)


# -- repeats ---------------------------------------------------------------------------------------------------


async def test_a_repeated_order_gets_the_same_reply_and_no_second_effect() -> None:
    async with live.hosted(Hands()) as (_, hosted):
        assert await order(hosted, c.StartExercise(), command_id="1" * 32) == Done(2)
        assert await order(hosted, c.PauseClock(), command_id="2" * 32) == Done(3)
        assert await order(hosted, c.StartExercise(), command_id="1" * 32) == Done(2)
        assert hosted.runner.stored == 3


async def test_a_repeat_that_waits_beside_its_first_has_no_second_effect() -> None:
    hands = Hands()
    async with live.hosted(hands) as (_, hosted):
        replies = await asyncio.gather(*(order(hosted, c.StartExercise(), command_id="1" * 32) for _ in range(5)))
        assert replies == [Done(2)] * 5


async def test_an_order_that_changed_nothing_still_changes_nothing_when_it_is_repeated_later() -> None:
    async with live.hosted(Hands()) as (_, hosted):
        await order(hosted, c.StartExercise())
        assert await order(hosted, c.ChangeSpeed(1), command_id="1" * 32) == Done(0)
        await order(hosted, c.ChangeSpeed(4))
        assert await order(hosted, c.ChangeSpeed(1), command_id="1" * 32) == Done(0)
        assert hosted.runner.exercise.state.speed_num == 4


async def test_two_seats_with_one_command_id_do_not_get_in_each_others_way() -> None:
    async with live.hosted(Hands()) as (_, hosted):
        await order(hosted, c.StartExercise())
        for inject in (MAIL, CALL):
            hosted.runner.host = Hands(wall=1_900_000_000_000 + len(inject) * 10_000).clock()
            await order(hosted, c.FireInject(inject))
        answers = [
            order(hosted, c.SubmitResponse(CALL, "Ik leef mee."), "burgemeester", "7" * 32),
            order(hosted, c.SubmitResponse(MAIL, option="griffier"), "raadslid-1", "7" * 32),
        ]
        first, second = await asyncio.gather(*answers)
        assert isinstance(first, Done)
        assert second == ID_TAKEN
        assert await order(hosted, c.SubmitResponse(MAIL, option="griffier"), "raadslid-1", "7" * 32) == ID_TAKEN
        assert isinstance(await order(hosted, c.SubmitResponse(MAIL, option="griffier"), "raadslid-1"), Done)


# -- what cannot be stored -------------------------------------------------------------------------------------


async def test_when_nothing_can_be_stored_every_order_is_refused_nothing_is_shown_and_it_goes_on_afterwards() -> None:
    hands = Hands()
    journal = MoodyJournal(hands)
    async with live.hosted(hands, journal=journal) as (_, hosted):
        journal.hold()
        journal.failing = FULL
        before = hosted.runner.exercise.state
        # The second would be refused and the fourth change nothing, but only if the first had been stored.
        orders: list[Command] = [c.StartExercise(), c.StartExercise(), c.ChangeSpeed(2), c.ChangeSpeed(2)]
        replies = [asyncio.create_task(order(hosted, each, command_id=str(n) * 32)) for n, each in enumerate(orders)]
        await journal.asked.wait()
        await moments()
        journal.open.set()
        assert await asyncio.gather(*replies) == [NOT_STORED] * 4
        assert hosted.runner.exercise.state is before
        assert hosted.runner.exercise.candidate is before
        assert hosted.feeds.n("trainer") == 1
        journal.failing = None
        again = [order(hosted, each, command_id=str(n) * 32) for n, each in enumerate(orders)]
        first, second, third, fourth = await asyncio.gather(*again)
        assert [first, third, fourth] == [Done(2), Done(3), Done(0)]
        assert isinstance(second, Refused)
        assert second.code == "exercise.started"


async def test_a_repeat_of_something_stored_earlier_is_answered_while_nothing_can_be_stored() -> None:
    hands = Hands()
    journal = MoodyJournal(hands)
    async with live.hosted(hands, journal=journal) as (_, hosted):
        await order(hosted, c.StartExercise(), command_id="1" * 32)
        journal.failing = FULL
        fresh, repeat = order(hosted, c.PauseClock()), order(hosted, c.StartExercise(), command_id="1" * 32)
        assert list(await asyncio.gather(fresh, repeat)) == [NOT_STORED, Done(2)]


async def test_an_inject_that_came_due_while_nothing_could_be_stored_still_leaves_at_its_own_time() -> None:
    hands = Hands()
    journal = MoodyJournal(hands)
    async with live.hosted(hands, journal=journal) as (_, hosted):
        await order(hosted, c.StartExercise())
        await order(hosted, c.ChangeMode(True))
        await play(hosted, hands, MAIL_AT - 1_000)
        journal.failing = FULL
        for _ in range(5):
            await play(hosted, hands, RETRY_MS)
        assert await deliveries(journal) == []
        assert hosted.runner.exercise.state.injects[MAIL].status == "planned"
        journal.failing = None
        await play(hosted, hands, RETRY_MS)
        assert await deliveries(journal) == [(MAIL, MAIL_AT)]


async def test_the_trainer_is_told_what_is_wrong_with_the_disk_and_when_it_is_over() -> None:
    hands = Hands()
    journal = MoodyJournal(hands)
    async with live.hosted(hands, journal=journal) as (_, hosted):
        (line, connection), (other, theirs) = follow(hosted, "trainer"), follow(hosted, "griffier")
        writing = [asyncio.create_task(each.write()) for each in (connection, theirs)]
        journal.failing = FULL
        await order(hosted, c.StartExercise())
        await moments()
        late, tardy = follow(hosted, "trainer")
        writing.append(asyncio.create_task(tardy.write()))
        await moments()
        assert {"type": "trouble", "sentence": "De schijf is vol."} in late.messages()
        journal.failing = None
        await order(hosted, c.StartExercise())
        await moments()
        said = [message for message in line.messages() if message["type"] == "trouble"]
        assert [message["sentence"] for message in said] == ["", "De schijf is vol.", ""]
        assert not [message for message in other.messages() if message["type"] == "trouble"]
        for task in writing:
            task.cancel()


# -- time ------------------------------------------------------------------------------------------------------


async def test_pausing_resuming_and_changing_speed_keep_exercise_time() -> None:
    hands = Hands()
    async with live.hosted(hands) as (_, hosted):
        at_ms = []

        async def then(command: c.Command, ms: int) -> None:
            await order(hosted, command)
            await play(hosted, hands, ms)
            at_ms.append(hosted.runner.at_ms())

        await play(hosted, hands, 3_000)
        await then(c.StartExercise(), 10_000)
        await then(c.ChangeSpeed(5, 2), 4_000)
        await then(c.PauseClock(), 60_000)
        await then(c.ChangeSpeed(1, 4), 8_000)
        await then(c.ResumeClock(), 8_000)
        await then(c.ChangeSpeed(60), 1_000)
        await then(c.EndExercise(), 9_000)
        await then(c.ReopenExercise(), 0)
        assert at_ms == [10_000, 20_000, 20_000, 20_000, 22_000, 82_000, 82_000, 82_000]


async def test_reading_the_clock_says_how_it_goes_on() -> None:
    hands = Hands()
    async with live.hosted(hands) as (_, hosted):
        assert hosted.runner.clock() == {"type": "clock", "at_ms": 0, "running": False, "speed": [1, 1]}
        await order(hosted, c.StartExercise())
        await order(hosted, c.ChangeSpeed(5, 2))
        hands.on(1_000)
        assert hosted.runner.clock() == {"type": "clock", "at_ms": 2_500, "running": True, "speed": [5, 2]}


async def test_every_device_is_told_when_the_clock_starts_or_stops_or_changes_speed() -> None:
    async with live.hosted(Hands()) as (_, hosted):
        line, connection = follow(hosted, "griffier")
        writing = asyncio.create_task(connection.write())
        for command in (c.StartExercise(), c.ChangeMode(True), c.ChangeSpeed(2), c.PauseClock()):
            await order(hosted, command)
            await moments()
        clocks = [(m["running"], m["speed"]) for m in line.messages() if m["type"] == "clock"]
        assert clocks == [(False, [1, 1]), (True, [1, 1]), (True, [2, 1]), (False, [2, 1])]
        writing.cancel()


async def test_a_timed_inject_leaves_at_its_exercise_time_however_late_the_loop_looks() -> None:
    hands = Hands()
    journal = MoodyJournal(hands)
    async with live.hosted(hands, journal=journal) as (_, hosted):
        await order(hosted, c.StartExercise())
        await order(hosted, c.ChangeMode(True))
        await play(hosted, hands, MAIL_AT - 1)
        assert await deliveries(journal) == []
        hands.on(4_000)
        await settle(hosted)
        assert await deliveries(journal) == [(MAIL, MAIL_AT)]


async def test_the_runner_wakes_by_itself_when_something_comes_due() -> None:
    hands = Hands()
    journal = MoodyJournal(hands)
    async with live.hosted(hands, journal=journal) as (_, hosted):
        await order(hosted, c.StartExercise())
        await order(hosted, c.ChangeMode(True))
        await play(hosted, hands, MAIL_AT - 20)
        journal.asked.clear()
        hands.on(15)
        await settle(hosted)
        hands.on(5)
        await asyncio.wait_for(journal.asked.wait(), 0.5)
        await moments()
        assert await deliveries(journal) == [(MAIL, MAIL_AT)]


async def test_what_comes_after_a_half_hours_pause_is_now() -> None:
    hands = Hands()
    journal = MoodyJournal(hands)
    async with live.hosted(hands, journal=journal) as (_, hosted):
        await order(hosted, c.StartExercise())
        await play(hosted, hands, 20_000)
        await order(hosted, c.PauseClock())
        for _ in range(30):
            hands.on(MINUTE)
            await settle(hosted)
        await order(hosted, c.ResumeClock())
        await play(hosted, hands, 5_000)
        await order(hosted, c.FireInject(CALL))
        assert await deliveries(journal) == [(CALL, 25_000)]
        assert hosted.runner.exercise.state.wanted[CALL, "seat:burgemeester"].deadline_at_ms == 25_000 + 3 * MINUTE


GAPS: dict[str, Callable[[Hands], None]] = {
    "both clocks went on": lambda hands: hands.on(5_001),
    "the steady clock stood still": lambda hands: setattr(hands, "wall", hands.wall + 3_600_000),
    "the wall clock was set back": lambda hands: setattr(hands, "wall", hands.wall - 3_600_000),
}


@pytest.mark.parametrize("gap", GAPS.values(), ids=GAPS)
async def test_a_gap_in_the_hosts_clock_pauses_where_it_stood_and_says_why(gap: Callable[[Hands], None]) -> None:
    hands = Hands()
    async with live.hosted(hands) as (_, hosted):
        await order(hosted, c.StartExercise())
        await play(hosted, hands, 20_000)
        gap(hands)
        await settle(hosted)
        state = hosted.runner.exercise.state
        assert (state.status, state.pause_cause, state.at_ms, hosted.runner.at_ms()) == (
            "paused",
            "gap",
            20_000,
            20_000,
        )
        await order(hosted, c.ResumeClock())
        await play(hosted, hands, 1_000)
        assert hosted.runner.at_ms() == 21_000


async def test_five_seconds_are_no_gap_and_while_paused_there_is_none() -> None:
    hands = Hands()
    async with live.hosted(hands) as (_, hosted):
        await order(hosted, c.StartExercise())
        await play(hosted, hands, 10_000, step=5_000)
        assert hosted.runner.exercise.state.status == "running"
        await order(hosted, c.PauseClock())
        stored = hosted.runner.stored
        hands.on(3_600_000)
        await settle(hosted)
        assert hosted.runner.stored == stored


async def test_an_inject_does_not_leave_during_a_gap() -> None:
    hands = Hands()
    journal = MoodyJournal(hands)
    async with live.hosted(hands, journal=journal) as (_, hosted):
        await order(hosted, c.StartExercise())
        await order(hosted, c.ChangeMode(True))
        hands.on(MAIL_AT + 1)
        await settle(hosted)
        assert await deliveries(journal) == []


async def test_when_the_pause_after_a_gap_cannot_be_stored_the_gap_is_not_counted_as_play() -> None:
    hands = Hands()
    journal = MoodyJournal(hands)
    async with live.hosted(hands, journal=journal) as (_, hosted):
        await order(hosted, c.StartExercise())
        await order(hosted, c.ChangeMode(True))
        await play(hosted, hands, 20_000)
        journal.failing = FULL
        hands.on(3_600_000)
        await settle(hosted)
        hands.on(RETRY_MS)
        journal.failing = None
        await settle(hosted)
        state = hosted.runner.exercise.state
        assert (state.status, state.pause_cause, state.at_ms) == ("paused", "gap", 20_000)
        assert await deliveries(journal) == []


async def test_while_it_runs_the_clock_is_left_behind_every_second() -> None:
    hands = Hands()
    journal = MoodyJournal(hands)
    async with live.hosted(hands, journal=journal) as (_, hosted):
        await play(hosted, hands, 3_000)
        assert await journal.last_pulse() is None
        await order(hosted, c.StartExercise())
        await play(hosted, hands, 2 * PULSE_MS, step=PULSE_MS)
        pulse = await journal.last_pulse()
        assert pulse is not None
        assert pulse[0] == 2 * PULSE_MS
        hands.on(300)
        await hosted.runner.stop()
        pulse = await journal.last_pulse()
        assert pulse is not None
        assert pulse[0] == 2 * PULSE_MS + 300


# -- bugs ------------------------------------------------------------------------------------------------------


def broken(journal: MoodyJournal) -> None:
    journal.failing = RuntimeError("een fout in het programma")


async def test_a_bug_ends_only_its_own_exercise_and_whoever_waits_gets_an_answer(
    caplog: pytest.LogCaptureFixture,
) -> None:
    hands = Hands()
    journal = MoodyJournal(hands)
    async with live.hosted(hands, journal=journal) as (_, hosted), live.hosted(hands) as (_, other):
        broken(journal)
        journal.hold()
        first = asyncio.create_task(order(hosted, c.StartExercise()))
        await journal.asked.wait()
        queued = [asyncio.create_task(order(hosted, c.ChangeSpeed(speed))) for speed in (2, 3)]
        await moments()
        journal.open.set()
        with caplog.at_level(logging.CRITICAL):
            assert await asyncio.gather(first, *queued) == [STOPPED] * 3
            await moments()
        assert "een fout in het programma" in caplog.text
        assert await order(hosted, c.StartExercise()) == STOPPED
        assert await order(other, c.StartExercise()) == Done(2)


async def test_after_a_bug_the_clock_stands_so_that_a_restart_goes_on_from_there() -> None:
    hands = Hands()
    journal = MoodyJournal(hands)
    async with live.hosted(hands, journal=journal) as (_, hosted):
        line, connection = follow(hosted, "griffier")
        writing = asyncio.create_task(connection.write())
        await order(hosted, c.StartExercise())
        await play(hosted, hands, 10_000)
        broken(journal)
        assert await order(hosted, c.ChangeSpeed(2)) == STOPPED
        await moments()
        hands.on(10 * MINUTE)
        assert hosted.runner.at_ms() == 10_000
        assert [m for m in line.messages() if m["type"] == "clock"][-1]["running"] is False
        await hosted.runner.stop()
        pulse = await journal.last_pulse()
        assert pulse is not None
        assert pulse[0] == 10_000
        writing.cancel()


async def test_an_order_that_meets_a_bug_right_after_a_gap_gets_an_answer_too() -> None:
    hands = Hands()
    journal = MoodyJournal(hands)
    async with live.hosted(hands, journal=journal) as (_, hosted):
        await order(hosted, c.StartExercise())
        broken(journal)
        hands.on(6_000)
        assert await order(hosted, c.ChangeSpeed(2)) == STOPPED


async def test_orders_that_still_stood_before_a_full_queue_get_an_answer_when_the_runner_ends() -> None:
    hands = Hands()
    journal = MoodyJournal(hands)
    async with live.hosted(hands, journal=journal) as (_, hosted):
        broken(journal)
        journal.hold()
        waiting: list[Awaitable[object]] = [asyncio.create_task(order(hosted, c.ChangeSpeed(2))) for _ in range(1_200)]
        await journal.asked.wait()
        await moments()
        journal.open.set()
        assert set(await asyncio.gather(*waiting)) == {STOPPED}


async def test_before_it_starts_and_after_it_stops_an_order_is_answered() -> None:
    hands = Hands()
    journal = MoodyJournal(hands)
    async with live.hosted(hands, journal=journal) as (_, hosted):
        asleep = Runner(hosted.runner.exercise, journal, hosted.feeds, hands.clock(), 1, {})
        assert await order(asleep, c.StartExercise()) == STOPPED
        journal.hold()
        waiting = asyncio.create_task(order(hosted, c.StartExercise()))
        await journal.asked.wait()
        await hosted.runner.stop()
        assert await waiting == STOPPED
        assert await order(hosted, c.StartExercise()) == STOPPED


async def test_stopping_at_the_moment_an_order_comes_in_does_not_hang() -> None:
    async with live.hosted(Hands()) as (_, hosted):
        await moments()
        waiting = asyncio.create_task(order(hosted, c.StartExercise()))
        await asyncio.sleep(0)
        await asyncio.wait_for(hosted.runner.stop(), 1)
        assert await waiting in (STOPPED, Done(2))
