"""The running order laid out in time: per phase a row for each role, what is in it when, and where nothing is.

Owns the moments, the silences and how busy each minute is, as data over a `Scenario`. It plays nothing: what hangs on
answers or conditions has no moment here and stands apart, as `Loose`. Drawing it is the trainer's UI's.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from engine.scenario.lint.load import ANSWERING_MS, AT_ONCE, SILENCE_MS
from engine.scenario.model import (
    PLENARY,
    TRAINER,
    After,
    AfterPhase,
    At,
    CancelInject,
    Inject,
    Phase,
    Role,
    Scenario,
    SendInject,
    When,
)
from engine.scenario.times import MINUTE_MS, duration_in_words

EVERYBODY = "all"
"""Row of what goes to every player; it is not repeated in each role's own row."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A message in a row. `follows`: it has no time of its own, this is when it is expected."""

    inject: str
    at_ms: int
    busy_ms: int
    """How long this row may take to answer it; 0 when it asks this row nothing."""
    follows: bool = False


@dataclass(frozen=True, slots=True)
class Gap:
    """A stretch in which a role has nothing to do. `whole`: the phase holds no message of its own for it."""

    from_ms: int
    to_ms: int
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A role, everybody, the projector or the trainer, with what it gets in this phase, in time.

    `shared` is what a role gets with everybody: shown once, in that row, but it is something to do for all.
    """

    id: str
    title: str
    cells: tuple[Cell, ...]
    gaps: tuple[Gap, ...] = ()
    shared: tuple[Cell, ...] = ()


@dataclass(frozen=True, slots=True)
class Loose:
    """A message without a moment that is certain, and in words what sets it in motion."""

    inject: str
    why: str


@dataclass(frozen=True, slots=True)
class Load:
    """One minute: how many messages are new or still open, and the most that one role has before it."""

    minute: int
    messages: int
    most: int
    busiest: tuple[str, ...]
    """The roles that have the most."""

    @property
    def crowded(self) -> bool:
        return self.most > AT_ONCE


@dataclass(frozen=True, slots=True)
class PhaseAxis:
    phase: Phase
    count: int
    """Messages in this phase, with those that have no moment."""
    rows: tuple[Row, ...]
    loose: tuple[Loose, ...]
    load: tuple[Load, ...]


def axis(scenario: Scenario) -> tuple[PhaseAxis, ...]:
    """Every phase laid out. Also of a scenario with mistakes in it: what refers to nothing is left out."""
    moments = expected_ms(scenario)
    return tuple(_phase(scenario, phase, moments) for phase in scenario.phases)


def scripted(scenario: Scenario) -> tuple[Inject, ...]:
    """The messages as they stand in the file: one that repeats counts once."""
    return tuple(inject for inject in scenario.injects.values() if inject.repeat_of is None)


def expected_ms(scenario: Scenario) -> Mapping[str, int]:
    """When each message is expected, since its phase began; those that nobody can tell are not in it."""
    found: dict[str, int | None] = {}
    for start in scenario.injects:
        chain = []
        ident = start
        while ident not in found and ident in scenario.injects and ident not in chain:
            chain.append(ident)
            trigger = scenario.injects[ident].trigger
            ident = trigger.inject if isinstance(trigger, After) else ""
        for ident in reversed(chain):
            found[ident] = _moment(scenario, scenario.injects[ident], found)
    return {ident: at_ms for ident, at_ms in found.items() if at_ms is not None}


def why(scenario: Scenario, inject: Inject) -> str:
    """What sets a message in motion, in words; empty when it only has a time."""
    trigger = inject.trigger
    words = ""
    if isinstance(trigger, After):
        number = _number(scenario, trigger.inject)
        words = f"na het antwoord op {number}" if trigger.event == "answered" else f"na {number}"
        words = f"{_later(trigger)}{words}"
    elif isinstance(trigger, AfterPhase):
        words = f"{_later(trigger)}na het eind van fase {_phase_number(scenario, trigger.phase)}"
    elif isinstance(trigger, When):
        later = _later(trigger)
        words = f"{later}nadat {trigger.condition.source}" if later else f"als {trigger.condition.source}"
    elif not isinstance(trigger, At):
        words = "alleen met de hand"
    if senders := _senders(scenario, inject.id):
        numbers = ", ".join(_number(scenario, sender) for sender in senders)
        sent = words == "alleen met de hand"
        words = f"als gevolg van {numbers}" if sent else f"{words}{', ' if words else ''}of door {numbers}"
    if inject.guard is not None:
        words = f"{words}{', ' if words else ''}mits {inject.guard.source}"
    if inject.until_ms is not None:
        words = f"{words}{', ' if words else ''}uiterlijk na {duration_in_words(inject.until_ms)}"
    if inject.release != "auto":
        asks = "wacht altijd op GO" if inject.release == "confirm" else "met de hand"
        words = f"{words}{', ' if words else ''}{asks}"
    if inject.repeat > 1:
        words = f"{words}{', ' if words else ''}ten hoogste {inject.repeat} keer"
    return words


def referring(scenario: Scenario, ident: str) -> tuple[str, ...]:
    """The other messages that name this one, in file order: they wait for it, send it or take it back."""
    return tuple(
        inject.id
        for inject in scripted(scenario)
        if inject.id != ident
        and (
            (isinstance(inject.trigger, After) and inject.trigger.inject == ident)
            or any(isinstance(e, SendInject | CancelInject) and e.inject == ident for e in inject.all_effects())
        )
    )


def _later(trigger: After | AfterPhase | When) -> str:
    """`4 min `, or `4 min (± 30 s) ` where it is drawn; empty when it comes at once."""
    drawn = f" (± {duration_in_words(trigger.spread_ms)})" if trigger.spread_ms else ""
    return f"{duration_in_words(trigger.delay_ms)}{drawn} " if trigger.delay_ms else ""


def _phase_number(scenario: Scenario, ident: str) -> str:
    numbers = (str(number) for number, phase in enumerate(scenario.phases, 1) if phase.id == ident)
    return next(numbers, ident)


def _moment(scenario: Scenario, inject: Inject, earlier: Mapping[str, int | None]) -> int | None:
    trigger = inject.trigger
    if isinstance(trigger, At):
        return trigger.offset_ms
    if isinstance(trigger, AfterPhase):
        order = [phase.id for phase in scenario.phases]
        # The end of the phase just before is the beginning of this one.
        follows = (trigger.phase, inject.phase) in pairwise(order)
        return trigger.delay_ms if follows else None
    if not isinstance(trigger, After) or trigger.event != "delivered":
        return None
    cause = scenario.injects.get(trigger.inject)
    came = earlier.get(trigger.inject)
    # What its cause waits for may not be so, and then neither comes.
    if cause is None or came is None or cause.phase != inject.phase or cause.guard is not None:
        return None
    return came + trigger.delay_ms


def _phase(scenario: Scenario, phase: Phase, moments: Mapping[str, int]) -> PhaseAxis:
    inside = [inject for inject in scripted(scenario) if inject.phase == phase.id]
    placed = [inject for inject in inside if moments.get(inject.id, phase.length_ms + 1) <= phase.length_ms]
    rows = [_row(scenario, phase, role, placed, moments) for role in scenario.roles.values()]
    others = [
        Row(ident, "", cells)
        for ident in (EVERYBODY, PLENARY, TRAINER)
        if (cells := _in_time(_cell(inject, moments) for inject in placed if _is_for(scenario, inject, ident)))
    ]
    loose = tuple(Loose(inject.id, why(scenario, inject)) for inject in inside if inject not in placed)
    return PhaseAxis(phase, len(inside), (*rows, *others), loose, _load(phase, rows))


def _is_for(scenario: Scenario, inject: Inject, ident: str) -> bool:
    if ident == EVERYBODY:
        return len(scenario.seats) > 1 and len(inject.audience.seats) == len(scenario.seats)
    return inject.audience.plenary if ident == PLENARY else inject.audience.facilitator


def _row(scenario: Scenario, phase: Phase, role: Role, placed: Iterable[Inject], moments: Mapping[str, int]) -> Row:
    seats = {seat.id for seat in scenario.seats.values() if seat.role == role.id}
    own: list[Cell] = []
    shared: list[Cell] = []
    for inject in placed:
        if seats & set(inject.audience.seats):
            asked = {seat for unit in _units(inject) for seat in scenario.unit_seats(unit)}
            cells = shared if _is_for(scenario, inject, EVERYBODY) else own
            cells.append(_cell(inject, moments, asked=bool(seats & asked)))
    gaps = tuple(_gaps(phase, _in_time((*own, *shared))))
    return Row(role.id, role.title, _in_time(own), gaps, _in_time(shared))


def _units(inject: Inject) -> tuple[str, ...]:
    return inject.response.units if inject.response else ()


def _cell(inject: Inject, moments: Mapping[str, int], *, asked: bool = False) -> Cell:
    busy_ms = (inject.response.deadline_ms or ANSWERING_MS) if inject.response and asked else 0
    return Cell(inject.id, moments[inject.id], busy_ms, not isinstance(inject.trigger, At))


def _in_time(cells: Iterable[Cell]) -> tuple[Cell, ...]:
    return tuple(sorted(cells, key=lambda cell: cell.at_ms))


def _gaps(phase: Phase, cells: tuple[Cell, ...]) -> Iterable[Gap]:
    """Long silences of one role. In a break or with everybody together there is something else to do."""
    if phase.kind != "simulation":
        return
    since_ms = 0
    for cell in cells:
        if cell.at_ms - since_ms > SILENCE_MS:
            yield Gap(since_ms, cell.at_ms)
        since_ms = max(since_ms, cell.at_ms + cell.busy_ms)
    if phase.length_ms - since_ms > SILENCE_MS:
        yield Gap(since_ms, phase.length_ms, whole=not cells)


def _load(phase: Phase, rows: Sequence[Row]) -> tuple[Load, ...]:
    return tuple(_minute(minute, rows) for minute in range(-(-phase.length_ms // MINUTE_MS)))


def _minute(minute: int, rows: Sequence[Row]) -> Load:
    begin, end = minute * MINUTE_MS, (minute + 1) * MINUTE_MS
    per_row = {row.id: _at_hand(row, begin, end) for row in rows}
    most = max(map(len, per_row.values()), default=0)
    busiest = tuple(row for row, injects in per_row.items() if most and len(injects) == most)
    return Load(minute, len(frozenset().union(*per_row.values())), most, busiest)


def _at_hand(row: Row, begin: int, end: int) -> frozenset[str]:
    return frozenset(
        cell.inject
        for cell in (*row.cells, *row.shared)
        if begin <= cell.at_ms < end or (cell.at_ms < begin < cell.at_ms + cell.busy_ms)
    )


def _senders(scenario: Scenario, ident: str) -> tuple[str, ...]:
    return tuple(
        inject.id
        for inject in scripted(scenario)
        if any(isinstance(effect, SendInject) and effect.inject == ident for effect in inject.all_effects())
    )


def _number(scenario: Scenario, ident: str) -> str:
    found = scenario.injects.get(ident)
    return found.number if found else ident
