from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.exercise import commands as c
from engine.exercise.decide import Order
from engine.exercise.events import ExerciseCreated
from engine.exercise.exercise import Exercise
from engine.exercise.state import answer_item
from engine.exercise.step import Step
from engine.exercise.view import Node
from engine.scenario.model import PLENARY, TRAINER
from server import feeds as feeds_module
from server.feeds import Connection, Feeds
from server.hosting import Hosted
from tests.server import live
from tests.server.live import Hands, Line, Screen, moments, order

SCENARIO = live.scenario()
SEATS = (TRAINER, PLENARY, *SCENARIO.seats)
INJECTS = tuple(SCENARIO.injects)
CREATED = ExerciseCreated(0, "e1", "epoch", SCENARIO.id, (), (), 1, "0", "s", False)


def render(seat: str, node: Node) -> str:
    return f"<p>{node}</p>"


class Evening:
    """An exercise with feeds beside it: what a runner does, without waiting."""

    def __init__(self) -> None:
        self.exercise, first = Exercise.create(SCENARIO, CREATED)
        self.feeds = Feeds(SCENARIO, self.exercise.state, self.exercise.words, "epoch", render)
        self.steps: list[Step] = [first]
        self.now_ms = 0
        self.wall_ms = 0
        self.orders = 0

    def order(self, command: c.Command, seat: str = TRAINER, store: bool = True) -> None:
        self.orders += 1
        self.wall_ms += 2_000
        self.exercise.decide(command, Order(seat, f"{self.orders:032x}", self.wall_ms, "0" * 32), self.now_ms)
        self.store(store)

    def on(self, ms: int, store: bool = True) -> None:
        if self.exercise.state.status == "running":
            self.now_ms += ms
            self.exercise.due(self.now_ms)
            self.store(store)

    def store(self, store: bool) -> None:
        if not store:
            self.exercise.abandon()
            return
        for step in self.exercise.commit():
            self.steps.append(step)
            self.feeds.apply(step)

    def again(self) -> Feeds:
        """Feeds made from the record, as after a restart."""
        begun, _ = Exercise.create(SCENARIO, CREATED)
        feeds = Feeds(SCENARIO, begun.state, self.exercise.words, "epoch", render)
        for step in self.steps[1:]:
            feeds.apply(step)
        return feeds


def frame(feeds: Feeds, seat: str, since: int, as_html: bool = False) -> dict[str, Any]:
    found = json.loads(feeds.frame(seat, since, as_html))
    assert isinstance(found, dict)
    return found


def snapshot(feeds: Feeds, seat: str, as_html: bool = False) -> Screen:
    screen = Screen()
    screen.take(frame(feeds, seat, 0, as_html))
    return screen


Act = Callable[[bool], None]
"""Something that can be done now; the argument is whether it can be stored."""


def possible(evening: Evening) -> list[list[Act]]:
    """What may be done now, by kind, so that a random evening is not mostly refusals."""
    state = evening.exercise.state

    def each(commands: Iterable[c.Command], seat: str = TRAINER) -> list[Act]:
        return [partial(evening.order, command, seat) for command in commands]

    if state.status == "lobby":
        return [each([c.StartExercise()]), each([c.ChangeMode(True), c.ChangeSpeed(2)])]
    phase, wanted = state.phase or "", state.wanted.items()
    kinds: list[list[Act]] = [
        each([c.PauseClock()] if state.status == "running" else [c.ResumeClock(), c.ReopenExercise()]),
        each([c.ChangeMode(not state.automatic), c.ChangeSpeed(2), c.ChangeSpeed(60)]),
        each(c.FireInject(name) for name, life in state.injects.items() if life.status != "delivered"),
        each(c.SkipInject(name) for name, life in state.injects.items() if life.status in ("planned", "due")),
        each(c.MoveInject(name, by_ms, True) for name in INJECTS for by_ms in (-60_000, 60_000)),
        each([c.MovePhaseEnd(phase, 60_000), c.NextPhase(phase)]),
        each(c.MoveDeadline(inject, unit, by_ms) for inject, unit in state.wanted for by_ms in (-60_000, 60_000)),
        each(c.SendMessage((to,), "news", "Van", "Kop", "Tekst") for to in ("all", "plenary", "raadslid", "griffier")),
        each(c.SetScore(f"inject:{of}", unit, "d1", at) for of, unit in state.wanted for at in (None, 1, 3)),
        each(c.SetScore("escalation:e1", "group:raad", "d1", at) for at in (None, 1, 3)),
        each(c.NoteScore(f"inject:{of}", unit, text) for of, unit in state.wanted for text in ("", "Goed")),
        each(c.OpenItem(answer_item(*key)) for key, want in wanted if want.answer),
        [act for item, life in state.injects.items() for seat in life.seats for act in each([c.OpenItem(item)], seat)],
        [act for item, sent in state.messages.items() for seat in sent.seats for act in each([c.OpenItem(item)], seat)],
        [
            act
            for (inject, unit), want in wanted
            for seat in SCENARIO.unit_seats(unit)
            for act in each(answers(inject, want.answer.revision if want.answer else 0), seat)
        ],
        [partial(evening.on, ms) for ms in (500, 30_000, 90_000, 200_000)],
        [partial(evening.on, ms) for ms in (500, 30_000, 90_000, 200_000)],
        each([c.EndExercise()] if len(evening.steps) > 20 else []),
    ]
    return [kind for kind in kinds if kind]


def answers(inject: str, revision: int) -> list[c.Command]:
    response = SCENARIO.injects[inject].response
    options = SCENARIO.forms[response.form].options if response else {}
    texts = [] if options else [c.SubmitResponse(inject, "Ja", None, revision)]
    return [*texts, *(c.SubmitResponse(inject, None, option, revision) for option in options)]


STEPS = st.lists(st.tuples(st.integers(0, 719), st.integers(0, 719), st.integers(0, 9)), min_size=10, max_size=70)
"""Per step: which kind, which of that kind, and luck: at 0 it cannot be stored."""
STARTED = (0, 0, 1)


def act(evening: Evening, step: tuple[int, int, int]) -> None:
    kind, which, luck = step
    kinds = possible(evening)
    acts = kinds[kind % len(kinds)]
    acts[which % len(acts)](luck > 0)


@settings(max_examples=40)
@given(STEPS)
def test_frames_taken_at_any_moment_add_up_to_what_a_new_device_sees(steps: list[tuple[int, int, int]]) -> None:
    evening = Evening()
    screens = {seat: Screen() for seat in SEATS}
    for step in (STARTED, *steps):
        act(evening, step)
        seat = SEATS[step[1] % len(SEATS)]
        screens[seat] = screen = Screen() if step[2] > 7 else screens[seat]
        screen.take(frame(evening.feeds, seat, screen.n))
        assert screen == snapshot(evening.feeds, seat)
    for seat, screen in screens.items():
        screen.take(frame(evening.feeds, seat, screen.n))
        assert screen == snapshot(evening.feeds, seat)


@settings(max_examples=25)
@given(STEPS)
def test_counts_and_frames_are_a_function_of_the_record(steps: list[tuple[int, int, int]]) -> None:
    evening = Evening()
    for step in (STARTED, *steps):
        act(evening, step)
    again = evening.again()
    for seat in SEATS:
        assert again.n(seat) == evening.feeds.n(seat)
        for since in range(evening.feeds.n(seat) + 1):
            assert again.frame(seat, since, False) == evening.feeds.frame(seat, since, False)


@settings(max_examples=25)
@given(STEPS)
def test_the_count_of_a_seat_goes_up_by_one_when_its_screen_changes_and_only_then_may_it_change(
    steps: list[tuple[int, int, int]],
) -> None:
    evening = Evening()
    counts = {seat: evening.feeds.n(seat) for seat in SEATS}
    views = {seat: evening.feeds.sight().view(seat) for seat in SEATS}
    for step in (STARTED, *steps):
        stored = len(evening.steps)
        act(evening, step)
        new = len(evening.steps) - stored
        for seat in SEATS:
            grown = evening.feeds.n(seat) - counts[seat]
            view = evening.feeds.sight().view(seat)
            assert 0 <= grown <= new
            assert grown > 0 or view == views[seat]
            counts[seat], views[seat] = evening.feeds.n(seat), view


def test_a_screen_as_html_has_the_same_nodes_in_the_same_places() -> None:
    evening = Evening()
    evening.order(c.StartExercise())
    evening.order(c.FireInject("mail-bewoner"))
    for seat in SEATS:
        as_data, as_html = (frame(evening.feeds, seat, 0, html)["nodes"] for html in (False, True))
        assert [set(node) for node in as_html] == [{"key", "region", "order", "html"}] * len(as_html)
        places = [[(node["key"], node["region"], node["order"]) for node in nodes] for nodes in (as_data, as_html)]
        assert places[0] == places[1]


def test_what_is_not_for_a_seat_changes_nothing_there() -> None:
    evening = Evening()
    evening.order(c.StartExercise())
    before = {seat: evening.feeds.n(seat) for seat in SEATS}
    evening.order(c.FireInject("omroep-belt"))
    assert {seat for seat in SEATS if evening.feeds.n(seat) != before[seat]} == {TRAINER, "burgemeester"}


def test_equal_nodes_are_rendered_once_for_all_players_but_apart_for_the_screens() -> None:
    rendered: list[tuple[str, str]] = []

    def count(seat: str, node: Node) -> str:
        rendered.append((seat, node.key))
        return ""

    evening = Evening()
    evening.feeds = Feeds(SCENARIO, evening.exercise.state, evening.exercise.words, "epoch", count)
    evening.order(c.StartExercise())
    evening.order(c.FireInject("naam-online"))
    for seat in (*SEATS, *SEATS):
        evening.feeds.frame(seat, 0, True)
    assert [seat for seat, key in rendered if key == "item:naam-online"] == [PLENARY, "burgemeester"]
    assert len(rendered) == len(set(rendered))


def test_renderings_do_not_pile_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feeds_module, "KEPT_RENDERINGS", 3)
    evening = Evening()
    evening.feeds.frame(TRAINER, 0, False)
    assert len(evening.feeds._rendered) == 3
    assert snapshot(evening.feeds, TRAINER).nodes.keys() > {"desk", "meters"}


# -- connections -----------------------------------------------------------------------------------------------


async def following(evening: Evening, seat: str, line: Line, n: int = 0) -> tuple[Connection, asyncio.Task[None]]:
    connection = Connection(evening.feeds, seat, line, False, n)
    evening.feeds.connections.add(connection)
    writing = asyncio.create_task(connection.write())
    await moments()
    return connection, writing


async def test_a_device_that_is_behind_gets_one_frame_with_all_it_missed() -> None:
    evening = Evening()
    evening.order(c.StartExercise())
    n = evening.feeds.n("griffier")
    for command in (c.FireInject("mail-bewoner"), c.PauseClock(), c.FireInject("naam-online"), c.ResumeClock()):
        evening.order(command)
    line = Line()
    _, writing = await following(evening, "griffier", line, n)
    (only,) = line.frames()
    assert (only["from"], only["to"]) == (n, n + 4)
    assert sorted(node["key"] for node in only["nodes"]) == ["header", "item:mail-bewoner", "item:naam-online"]
    writing.cancel()


async def test_a_device_that_is_up_to_date_gets_no_frame() -> None:
    evening = Evening()
    line = Line()
    _, writing = await following(evening, "griffier", line, evening.feeds.n("griffier"))
    assert line.sent == []
    writing.cancel()


async def test_frames_follow_each_other_without_gaps() -> None:
    evening = Evening()
    line, screen = Line(), Screen()
    _, writing = await following(evening, TRAINER, line)
    for command in (c.StartExercise(), c.ChangeMode(True), c.FireInject("mail-bewoner"), c.EndExercise()):
        evening.order(command)
        evening.feeds.wake()
        await moments()
    for sent in line.frames():
        screen.take(sent)
    assert len(line.frames()) == 5
    assert screen == snapshot(evening.feeds, TRAINER)
    writing.cancel()


async def test_a_newer_passing_message_takes_the_place_of_an_older_one() -> None:
    evening = Evening()
    line = Line()
    connection, writing = await following(evening, TRAINER, line, 1)
    for number in range(100):
        connection.say({"type": "presence", "here": number})
    assert len(connection.aside) == 1
    await moments()
    assert line.messages() == [{"type": "presence", "here": 99}]
    writing.cancel()


async def test_a_silent_line_has_a_heartbeat(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feeds_module, "BEAT_S", 0.01)
    line = Line()
    _, writing = await following(Evening(), TRAINER, line, 1)
    await asyncio.sleep(0.05)
    assert {"type": "beat"} in line.messages()
    writing.cancel()


async def test_finishing_sends_what_is_left_and_stops() -> None:
    evening = Evening()
    line = Line()
    connection, writing = await following(evening, TRAINER, line, 1)
    connection.say({"type": "taken_over"})
    connection.finish()
    await asyncio.wait_for(writing, 1)
    assert line.messages() == [{"type": "taken_over"}]


async def test_a_device_that_takes_nothing_is_given_up_while_the_others_get_theirs(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(feeds_module, "SEND_TIMEOUT_S", 0.05)
    evening = Evening()
    lines = [Line(stuck=True), Line(), Line()]
    tasks = [(await following(evening, TRAINER, line))[1] for line in lines]
    evening.order(c.StartExercise())
    evening.feeds.wake()
    await moments()
    assert [len(line.frames()) for line in lines] == [0, 2, 2]
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(tasks[0], 1)
    assert not tasks[1].done()
    for task in tasks:
        task.cancel()


# -- devices of one seat ---------------------------------------------------------------------------------------


async def device(hosted: Hosted, seat: str) -> tuple[Line, Connection, asyncio.Task[None]]:
    line = Line()
    connection = Connection(hosted.feeds, seat, line, False, 0)
    hosted.join(connection)
    writing = asyncio.create_task(connection.write())
    await moments()
    return line, connection, writing


async def test_a_second_device_of_a_player_takes_the_seat_and_the_first_is_told() -> None:
    async with live.hosted(Hands()) as (_, hosted):
        first, connection, writing = await device(hosted, "griffier")
        second, _, other = await device(hosted, "griffier")
        await asyncio.wait_for(writing, 1)
        hosted.leave(connection)
        assert first.messages()[-1] == {"type": "taken_over"}
        await order(hosted, c.StartExercise())
        await moments()
        assert [len(line.frames()) for line in (first, second)] == [1, 2]
        assert hosted.connected() == {"griffier"}
        other.cancel()


@pytest.mark.parametrize("seat", [TRAINER, PLENARY])
async def test_trainers_and_the_projector_may_be_there_many_times(seat: str) -> None:
    async with live.hosted(Hands()) as (_, hosted):
        devices = [await device(hosted, seat) for _ in range(5)]
        await order(hosted, c.StartExercise())
        await moments()
        assert [len(line.frames()) for line, _, _ in devices] == [2] * 5
        assert not [line for line, _, _ in devices if {"type": "taken_over"} in line.messages()]
        for _, _, writing in devices:
            writing.cancel()


async def test_trainer_and_projector_hear_who_is_there_and_players_do_not() -> None:
    hands = Hands()
    async with live.hosted(hands) as (_, hosted):
        trainer, _, one = await device(hosted, TRAINER)
        wall, _, two = await device(hosted, PLENARY)
        player, connection, three = await device(hosted, "griffier")
        hands.on(12_000)
        hosted.leave(connection)
        hands.on(3_000)
        _, other, four = await device(hosted, "burgemeester")
        presence = [message for message in trainer.messages() if message["type"] == "presence"]
        assert presence[-1]["seats"] == {
            "burgemeester": {"connected": True, "visible": True, "since_s": 0},
            "griffier": {"connected": False, "visible": False, "since_s": 3},
        }
        assert [message for message in wall.messages() if message["type"] == "presence"][-1] == {
            "type": "presence",
            "here": 1,
            "seats": 4,
        }
        assert not [message for message in player.messages() if message["type"] == "presence"]
        hosted.leave(other)
        for task in (one, two, three, four):
            task.cancel()


async def test_a_poisoned_node_ends_only_the_line_it_is_for(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.CRITICAL)
    async with live.hosted(Hands()) as (_, hosted):

        def poisoned(seat: str, node: Node) -> str:
            if seat == "griffier":
                raise ValueError("dit bericht kan niet worden getoond")
            return ""

        hosted.feeds._render = poisoned
        lines = {seat: Line() for seat in ("griffier", "burgemeester")}
        tasks = {}
        for seat, line in lines.items():
            connection = Connection(hosted.feeds, seat, line, True, 0)
            hosted.join(connection)
            tasks[seat] = asyncio.create_task(connection.write())
        await moments()
        with pytest.raises(ValueError, match="kan niet worden getoond"):
            await tasks["griffier"]
        await order(hosted, c.StartExercise())
        await moments()
        assert len(lines["burgemeester"].frames()) == 2
        tasks["burgemeester"].cancel()


async def test_a_line_that_was_closed_meanwhile_is_a_device_that_went() -> None:
    class Closed:
        async def send_text(self, data: str) -> None:
            raise RuntimeError("after sending 'websocket.close'")

    async with live.hosted(Hands()) as (_, hosted):
        with pytest.raises(ConnectionError, match=r"websocket\.close"):
            await Connection(hosted.feeds, "griffier", Closed(), False, 0).write()


def test_an_erased_text_is_not_shown_again_from_memory() -> None:
    evening = Evening()
    evening.order(c.StartExercise())
    evening.order(c.SendMessage(("griffier",), "news", "Van", "Kop", "GEHEIM"))
    assert "GEHEIM" in evening.feeds.frame("griffier", 0, False)
    (text,) = [step.texts[2] for step in evening.steps if step.texts]
    evening.exercise.words[text.id] = ""
    assert "GEHEIM" not in evening.feeds.frame("griffier", 0, False)
