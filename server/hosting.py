"""The exercises this program hosts: making them, taking them up again, finding them.

Owns what belongs to one hosted exercise (`Hosted`): its session's code and links, its runner, who is connected. Files
and tables are `server.journal`'s.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

from engine.exercise.commands import Command, PauseClock
from engine.exercise.decide import Order
from engine.exercise.events import ExerciseCreated
from engine.exercise.exercise import Exercise
from engine.exercise.staff import KINDS, STAFF
from engine.exercise.step import Step
from engine.scenario.model import PLENARY, TRAINER, Scenario
from server.access import OneTimeLink, same, seat_secret
from server.feeds import Connection, Feeds, Render
from server.journal.base import Journal, StoredStep
from server.journal.errors import StoreFailed
from server.journal.library import Person
from server.runner import DONE, HostClock, Runner
from server.together import Filled, Together

ENGINE = "0.1"
"""Version of the rules of play, pinned in the first event."""
SOCIETY = "plain/1"
"""Until the town exists the meters are plain numbers that the script moves."""


@dataclass(eq=False, slots=True)
class Hosted:
    """One exercise of a session, as people meet it."""

    id: str
    session: str
    code: str
    scenario: Scenario
    runner: Runner
    server_secret: bytes
    source: Path
    """Where the scenario lies that was asked for. It may have changed since this exercise began."""
    trainer_link: OneTimeLink = field(default_factory=OneTimeLink)
    people: dict[str, Person] = field(default_factory=dict)
    """By seat who sits there, as far as it was filled in."""
    locked: bool = False
    """Nobody new may choose a seat with the code."""
    last_seen_ms: dict[str, int] = field(default_factory=dict)
    """Steady time at which a seat's last connection came or went."""
    ticked: set[str] = field(default_factory=set)
    """What the trainer ticked by hand before the start. Passing: a program that starts again asks again."""
    together: Together = field(init=False)
    beamer_test: bool = False
    """Whether the projectors show the test card. Passing, and only before the start."""

    def __post_init__(self) -> None:
        self.together = Together(self.scenario)

    @property
    def feeds(self) -> Feeds:
        return self.runner.feeds

    def has_seat(self, seat: str) -> bool:
        return seat in self.scenario.seats or seat in KINDS or seat == PLENARY

    def path(self, seat: str) -> str:
        """Where a seat's page is, without the slash at its end."""
        return f"/e/{self.id}/{seat}"

    def secret(self, seat: str) -> str:
        return seat_secret(self.server_secret, self.session, seat)

    def owns(self, seat: str, secret: str) -> bool:
        """Whether this is the secret of that seat."""
        return same(self.secret(seat), secret)

    def in_local_words(self, scenario: Scenario) -> Scenario:
        """This scenario with the words of the place as its own, where they were filled in for this exercise."""
        sight = self.feeds.sight()
        filled_in = {ident for ident, _ in self.runner.exercise.state.parameters}
        parameters = {
            ident: replace(parameter, default=sight.local_word(ident)) if ident in filled_in else parameter
            for ident, parameter in scenario.parameters.items()
        }
        return replace(scenario, parameters=parameters)

    def connected(self) -> set[str]:
        """Seats with at least one device on the line."""
        return {connection.seat for connection in self.feeds.connections if not connection.looks}

    def in_sight(self) -> set[str]:
        """Seats of which a page is in sight now, as the devices say."""
        return {each.seat for each in self.feeds.connections if each.visible and not each.looks}

    def tell_presence(self) -> None:
        """Let trainers and the projector know who is here. Ephemeral: no count, no journal."""
        here, awake = self.connected(), self.in_sight()
        now = self.runner.host.steady_ms()
        seats = {
            seat: {
                "connected": seat in here,
                "visible": seat in awake,
                "since_s": (now - self.last_seen_ms.get(seat, now)) // 1000,
            }
            for seat in self.scenario.seats
            if seat in here or seat in self.last_seen_ms
        }
        staff = [seat for seat in STAFF if seat in here]
        count = {"type": "presence", "here": len(here & self.scenario.seats.keys()), "seats": len(self.scenario.seats)}
        for connection in self.feeds.connections:
            if connection.looks:
                continue
            if connection.seat in KINDS:
                connection.say({"type": "presence", "seats": seats, "staff": staff, "beamer": PLENARY in here})
            elif connection.seat == PLENARY:
                connection.say(dict(count))

    def take_draft(self, seat: str, item: str, name: str, filled: Filled) -> None:
        """Pass on what somebody fills in to those who answer together with them."""
        state = self.runner.exercise.state
        self.together.take(state, self.feeds.connections, seat, item, name, filled)

    def join(self, connection: Connection) -> None:
        """A device follows its seat; a player's earlier device is told that it was taken over."""
        if connection.looks:
            self.feeds.connections.add(connection)
            connection.say(self.runner.clock())
            return
        if connection.seat in self.scenario.seats:
            for other in self.feeds.connections:
                if other.seat == connection.seat and not other.looks:
                    other.say({"type": "taken_over"})
                    other.finish()
        self.feeds.connections.add(connection)
        self.together.greet(self.runner.exercise.state, connection)
        self.last_seen_ms[connection.seat] = self.runner.host.steady_ms()
        connection.say(self.runner.clock())
        if connection.seat in KINDS:
            # Also when there is none: it may have ended while this line was down.
            connection.say({"type": "trouble", "sentence": self.runner.trouble})
        if connection.seat == PLENARY and self.beamer_test and self.runner.exercise.state.status == "lobby":
            self._tell_test(connection)
        self.tell_presence()

    def test_beamer(self, show: bool) -> None:
        """Put the test card on every projector that is open, or take it away. Shown before the start only."""
        self.beamer_test = show and self.runner.exercise.state.status == "lobby"
        for connection in self.feeds.connections:
            if connection.seat == PLENARY:
                self._tell_test(connection)

    def _tell_test(self, connection: Connection) -> None:
        connection.say({"type": "beamer_test", "show": self.beamer_test})

    def leave(self, connection: Connection) -> None:
        self.feeds.connections.discard(connection)
        if connection.looks:
            return
        self.last_seen_ms[connection.seat] = self.runner.host.steady_ms()
        self.tell_presence()


async def create(
    scenario: Scenario, journal: Journal, exercise_id: str, render: Render, host: HostClock, *, automatic: bool = False
) -> Runner:
    """A new exercise in its lobby, stored and ready to run. `automatic`: injects go out when due, without GO."""
    created = ExerciseCreated(
        at_ms=0,
        exercise=exercise_id,
        epoch=secrets.token_hex(8),
        scenario=scenario.id,
        files=scenario.files,
        parameters=(),
        seed=secrets.randbits(48),
        engine=ENGINE,
        society=SOCIETY,
        automatic=automatic,
    )
    exercise, step = Exercise.create(scenario, created)
    await journal.append(1, [StoredStep(step, DONE)])
    feeds = Feeds(scenario, exercise.state, exercise.words, _epoch(exercise), render)
    return Runner(exercise, journal, feeds, host, 1, {})


async def prepare(runner: Runner, orders: Iterable[Command]) -> None:
    """Carry out what the trainer ordered in an earlier lobby, before this one opens; what fits no more is left out."""
    for order in orders:
        runner.exercise.decide(
            order, Order(TRAINER, secrets.token_hex(16), runner.host.wall_ms(), secrets.token_hex(16)), 0
        )
    await runner.store_pending(0)


async def take_up(scenario: Scenario, journal: Journal, render: Render, host: HostClock) -> Runner:
    """An exercise from its journal, as if the program had never stopped; one that ran is paused where it last stood.

    StoreFailed when that pause cannot be stored: an exercise nobody watches must not run on by itself.
    """
    records = await journal.read()
    words = await journal.texts()
    steps = [Step(record.events, (), record.seat, record.command_id) for record in records]
    exercise = Exercise.rebuild(scenario, steps, words)
    first, *rest = steps
    begun, _ = Exercise.create(scenario, _created(first.events[0]))
    feeds = Feeds(scenario, begun.state, exercise.words, _epoch(exercise), render)
    for step in rest:
        feeds.apply(step)
    answered = {
        (record.seat, record.command_id): record.number
        for record in records
        if record.seat is not None and record.command_id is not None
    }
    runner = Runner(exercise, journal, feeds, host, len(records), answered)
    if exercise.state.status == "running":
        await _pause_where_it_stood(runner)
    return runner


async def _pause_where_it_stood(runner: Runner) -> None:
    pulse = await runner.journal.last_pulse()
    at_ms = max(runner.exercise.state.at_ms, pulse[0] if pulse else 0)
    order = Order(TRAINER, secrets.token_hex(16), runner.host.wall_ms(), secrets.token_hex(16))
    runner.exercise.decide(PauseClock("restart"), order, at_ms)
    if not await runner.store_pending(at_ms):
        raise StoreFailed(runner.trouble)


def _created(event: object) -> ExerciseCreated:
    if not isinstance(event, ExerciseCreated):
        raise ValueError("a record starts with exercise.created")
    return event


def _epoch(exercise: Exercise) -> str:
    return f"{exercise.state.epoch}.{ENGINE}"
