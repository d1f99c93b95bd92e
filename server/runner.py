"""One task per exercise: it waits, it decides, it stores, and only then it shows and answers.

Owns the order decide → append → apply → publish → reply, and the only clock readings of the live path. All orders
that wait are decided together and stored in one transaction. A runner that fails ends its own exercise's task,
nobody else's.
"""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from engine.exercise.clock import Segment
from engine.exercise.commands import Command, PauseClock, Refused
from engine.exercise.decide import Order
from engine.exercise.exercise import Exercise
from engine.exercise.staff import KINDS
from engine.exercise.state import State
from engine.exercise.step import Step
from engine.scenario.model import TRAINER
from server.feeds import Feeds
from server.journal.base import Journal, StoredStep
from server.journal.errors import Damaged, StoreFailed

GAP_MS = 5_000
"""A host clock that jumps further than this slept; the exercise pauses and says so (design 4)."""
PULSE_MS = 1_000
RETRY_MS = 1_000
MAX_BATCH = 64
DONE = '{"ok":true}'
"""What a carried out order is answered with in the journal; the step itself tells the rest."""
NOT_STORED = Refused(
    "store.failed", "Dit kon niet worden bewaard, dus het is niet gebeurd. Kijk of de schijf vol is en probeer opnieuw."
)
STOPPED = Refused(
    "exercise.stopped",
    "Het programma draait deze oefening nu niet, dus dit is niet gebeurd. Start het programma opnieuw: de oefening "
    "gaat verder waar zij was.",
)
ID_TAKEN = Refused(
    "command.id_taken",
    "Deze opdracht heeft een nummer dat al gebruikt is. Laad de pagina opnieuw en verstuur nog eens.",
)

log = logging.getLogger("snelkookpan.runner")


@dataclass(frozen=True, slots=True)
class HostClock:
    """The machine's clocks, in ms. `steady_ms` never goes back; `wall_ms` is UTC and jumps over sleep."""

    steady_ms: Callable[[], int]
    wall_ms: Callable[[], int]

    def wall_time(self) -> datetime:
        return datetime.fromtimestamp(self.wall_ms() / 1000, UTC)


@dataclass(frozen=True, slots=True)
class Done:
    """The order is carried out and stored, as this step; 0 when there was nothing to store."""

    step: int


Reply = Done | Refused


@dataclass(eq=False, slots=True)
class _Waiting:
    command: Command
    seat: str
    command_id: str
    reply: asyncio.Future[Reply]

    @property
    def key(self) -> tuple[str, str]:
        return self.seat, self.command_id

    def answer(self, reply: Reply) -> None:
        if not self.reply.done():
            self.reply.set_result(reply)


class Runner:
    """The life of one open exercise. `stored` is the number of steps in the journal."""

    def __init__(
        self,
        exercise: Exercise,
        journal: Journal,
        feeds: Feeds,
        host: HostClock,
        stored: int,
        answered: dict[tuple[str, str], int],
    ) -> None:
        self.exercise = exercise
        self.journal = journal
        self.feeds = feeds
        self.host = host
        self.stored = stored
        self._answered = answered
        """Steps by (seat, command id); 0 for an order that changed nothing, which is not in the journal."""
        self._seat_of = {command_id: seat for seat, command_id in answered}
        self._orders: asyncio.Queue[_Waiting] = asyncio.Queue(maxsize=1_000)
        self._segment = self._anchor(exercise.state)
        self._seen = (host.steady_ms(), host.wall_ms())
        self._pulse_at = 0
        self._retry_at = 0
        self._batch: list[_Waiting] = []
        self.task: asyncio.Task[None] | None = None
        self._stopped = False
        self.trouble = ""
        """A sentence for the trainer while nothing can be stored."""

    def start(self) -> None:
        """Begin to run, as a task of its own."""
        self.task = asyncio.create_task(self._run(), name=f"exercise {self.exercise.state.exercise}")
        self.task.add_done_callback(self._over)

    async def stop(self) -> None:
        """Stop running and store where the clock stands; the exercise can be taken up again. Stopping twice is fine."""
        if self._stopped:
            return
        self._stopped = True
        if self.task is not None:
            self.task.cancel()
            await asyncio.gather(self.task, return_exceptions=True)
        await self._store_pulse(self.at_ms())
        await self.journal.close()

    async def order(self, command: Command, seat: str, command_id: str) -> Reply:
        """Carry out an order; the reply comes after it is stored. A repeat gets the same reply and does nothing."""
        waiting = _Waiting(command, seat, command_id, asyncio.get_running_loop().create_future())
        if self.runs():
            await self._orders.put(waiting)
        if not self.runs():
            waiting.answer(STOPPED)
        return await waiting.reply

    def runs(self) -> bool:
        """Whether orders are taken: not before the start, nor after the end of the task."""
        return self.task is not None and not self.task.done()

    def at_ms(self) -> int:
        """Exercise time now."""
        return self._segment.at(self.host.steady_ms())

    def clock(self) -> dict[str, object]:
        """The ephemeral clock message: exercise time now, and how it goes on."""
        state = self.exercise.state
        return {
            "type": "clock",
            "at_ms": self.at_ms(),
            "running": self._segment.speed_num > 0,
            "speed": [state.speed_num, state.speed_den],
        }

    def _over(self, task: asyncio.Task[None]) -> None:
        """The task ended: whoever still waits is told so, and a bug is logged in full."""
        if not task.cancelled() and (error := task.exception()) is not None:
            log.critical("exercise %s stopped on a bug", self.exercise.state.exercise, exc_info=error)
            self._stand_still()
            self.trouble = STOPPED.sentence
            self._tell_trouble()
        for waiting in [*self._batch, *(self._orders.get_nowait() for _ in range(self._orders.qsize()))]:
            waiting.answer(STOPPED)

    def _stand_still(self) -> None:
        """Nobody plays on while nobody decides: the clock stays where the loop last looked."""
        at_ms = max(self._segment.at(self._seen[0]), self.exercise.state.at_ms)
        self._segment = Segment(self.host.steady_ms(), at_ms, 0)
        self._tell_clock()

    # -- the loop ----------------------------------------------------------------------------------------------

    async def _run(self) -> None:
        while True:
            self._batch = await self._next_batch()
            at_ms = self.at_ms()
            slept = self._gap() and self.exercise.state.status == "running"
            if slept:
                at_ms = self._segment.at(self._seen[0])
                slept = not await self._take([self._own(PauseClock("gap"))], at_ms)
            if not slept:
                self._seen = (self.host.steady_ms(), self.host.wall_ms())
            await self._take(self._batch, at_ms)
            await self._pulse(at_ms)

    async def _next_batch(self) -> list[_Waiting]:
        """The orders that wait now; an empty list when it is time to look at the clock."""
        try:
            async with asyncio.timeout(self._patience_s()):
                batch = [await self._orders.get()]
        except TimeoutError:
            return []
        while len(batch) < MAX_BATCH and not self._orders.empty():
            batch.append(self._orders.get_nowait())
        return batch

    def _patience_s(self) -> float:
        """How long to wait for an order: until something comes due, at most a second."""
        now = self.host.steady_ms()
        due = self.exercise.next_due_ms()
        wake = self._segment.wall(due) if due is not None else None
        until = PULSE_MS if wake is None else max(wake - now, self._retry_at - now, 0)
        return min(until, PULSE_MS) / 1000

    def _gap(self) -> bool:
        """Whether the machine slept, or its clock was set, since the last turn of the loop."""
        steady, wall = self.host.steady_ms() - self._seen[0], self.host.wall_ms() - self._seen[1]
        return steady > GAP_MS or abs(wall - steady) > GAP_MS

    async def _take(self, batch: list[_Waiting], at_ms: int) -> bool:
        """Decide what is due and what is ordered; store it; show it; answer. False when it could not be stored."""
        if self.exercise.state.status == "running":
            self.exercise.due(at_ms)
        fresh = [waiting for waiting in batch if not self._repeats(waiting)]
        outcomes: dict[tuple[str, str], Refused | None] = {}
        for waiting in fresh:
            if waiting.key not in outcomes:
                outcomes[waiting.key] = self._decide(waiting, at_ms)
        stored = await self.store_pending(at_ms)
        for waiting in fresh:
            # A refusal rests on the candidate: it is worth nothing when that was not stored.
            waiting.answer(self._reply(waiting, outcomes[waiting.key]) if stored else NOT_STORED)
        return stored

    def _repeats(self, waiting: _Waiting) -> bool:
        """Answer an order that was carried out before."""
        if (step := self._answered.get(waiting.key)) is None:
            return False
        waiting.answer(Done(step))
        return True

    def _decide(self, waiting: _Waiting, at_ms: int) -> Refused | None:
        """Propose what the order comes to; None when it will be carried out."""
        # Texts are named by the command id, so it may not come from two seats.
        if self._seat_of.get(waiting.command_id, waiting.seat) != waiting.seat:
            return ID_TAKEN
        order = Order(waiting.seat, waiting.command_id, self.host.wall_ms(), secrets.token_hex(16))
        result = self.exercise.decide(waiting.command, order, at_ms)
        if isinstance(result, Refused):
            return result
        self._seat_of[waiting.command_id] = waiting.seat
        return None

    def _reply(self, waiting: _Waiting, refused: Refused | None) -> Reply:
        return refused or Done(self._answered.setdefault(waiting.key, 0))

    async def store_pending(self, at_ms: int) -> bool:
        """Store what was proposed, then make it the state and show it. False when it could not be stored."""
        pending = self.exercise.pending
        if not pending:
            return True
        try:
            await self.journal.append(self.stored + 1, [StoredStep(step, DONE) for step in pending])
        except (StoreFailed, Damaged) as error:
            log.error("could not store: %s", error)
            self.exercise.abandon()
            self.trouble = str(error)
            self._retry_at = self.host.steady_ms() + RETRY_MS
            self._tell_trouble()
            return False
        # Append first: nobody may see what a crash could undo.
        before = self.exercise.state
        self._publish(self.exercise.commit(), before, at_ms)
        return True

    def _publish(self, steps: tuple[Step, ...], before: State, at_ms: int) -> None:
        for step in steps:
            self.stored += 1
            if step.seat is not None and step.command_id is not None:
                self._answered[step.seat, step.command_id] = self.stored
            self.feeds.apply(step)
        if _clock_of(before) != _clock_of(self.exercise.state):
            self._segment = self._anchor(self.exercise.state, at_ms)
            self._tell_clock()
        if self.trouble:
            self.trouble = ""
            self._tell_trouble()
        self.feeds.wake()

    def _anchor(self, state: State, at_ms: int | None = None) -> Segment:
        """From now on, exercise time goes like this."""
        num, den = (state.speed_num, state.speed_den) if state.status == "running" else (0, 1)
        return Segment(self.host.steady_ms(), state.at_ms if at_ms is None else max(at_ms, state.at_ms), num, den)

    def _own(self, command: Command) -> _Waiting:
        return _Waiting(command, TRAINER, secrets.token_hex(16), asyncio.get_running_loop().create_future())

    def _tell_clock(self) -> None:
        for connection in self.feeds.connections:
            connection.say(self.clock())

    def _tell_trouble(self) -> None:
        for connection in self.feeds.connections:
            if connection.seat in KINDS:
                connection.say({"type": "trouble", "sentence": self.trouble})

    # -- the pulse ---------------------------------------------------------------------------------------------

    async def _pulse(self, at_ms: int) -> None:
        now = self.host.steady_ms()
        if self.exercise.state.status == "running" and now - self._pulse_at >= PULSE_MS:
            self._pulse_at = now
            await self._store_pulse(at_ms)

    async def _store_pulse(self, at_ms: int) -> None:
        """Leave where the clock stands, for a restart. A full disk here loses a second of clock, nothing else."""
        try:
            await self.journal.pulse(at_ms, self.host.wall_time())
        except (StoreFailed, Damaged) as error:
            log.warning("could not store the clock: %s", error)


def _clock_of(state: State) -> tuple[str, int, int]:
    return state.status, state.speed_num, state.speed_den
