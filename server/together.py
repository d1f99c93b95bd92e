"""What people who answer together are filling in: passed on to the others while they write, and kept nowhere else.

Owns the drafts of teams: who gets them, and what a device that comes in is told. They are ephemeral: in no record, gone
when the program stops, and then each device still has its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Protocol, TypeAlias

from engine.exercise.folds import as_seat, held, split
from engine.exercise.state import State
from engine.scenario.model import Form, Scenario

MAX_TEXT = 16_384
"""Characters of one field that are passed on; a longer text stays on its own device until it is sent."""
MAX_TICKS = 60

Filled: TypeAlias = str | list[str]
"""What stands in one control: a text, the chosen option, or the boxes that are ticked."""


class Device(Protocol):
    """A connection, as far as this room needs it."""

    seat: str
    looks: bool

    def say(self, message: dict[str, object], about: str = "") -> None: ...


@dataclass(slots=True)
class _Sheet:
    """The fields of one answer as the team has them now. `revision` is the answer they would replace."""

    revision: int
    fields: dict[str, Filled] = field(default_factory=dict)


@dataclass(slots=True)
class Together:
    """The drafts of one exercise, by inject and team."""

    scenario: Scenario
    sheets: dict[tuple[str, str], _Sheet] = field(default_factory=dict)

    def take(self, state: State, devices: Iterable[Device], seat: str, item: str, name: str, filled: Filled) -> None:
        """Keep what a seat filled in, pass it on to its mates and tell it that this was done, in one order for all.

        What is not theirs to fill in means nothing.
        """
        inject, other = split(item)
        chair = other if other and state.folds.get(other) == seat else seat
        unit = self._unit(state, inject, chair)
        if unit is None or not self._fits(inject, name, filled):
            return
        sheet = self._sheet(state, inject, unit)
        sheet.fields[name] = filled
        who = self.scenario.seats[chair].name or self.scenario.seats[chair].title
        for device in devices:
            if device.seat == seat and not device.looks:
                _say(device, item, name, filled, "", mine=True)
            elif not device.looks:
                for known_as in self._known_as(state, inject, unit, device.seat):
                    _say(device, known_as, name, filled, who)

    def greet(self, state: State, device: Device) -> None:
        """Tell a device that comes in what its team filled in so far."""
        if device.looks or device.seat not in self.scenario.seats:
            return
        for (inject, unit), sheet in self.sheets.items():
            if sheet.revision == _revision(state, inject, unit):
                for known_as in self._known_as(state, inject, unit, device.seat):
                    for name, filled in sheet.fields.items():
                        _say(device, known_as, name, filled, "")

    def _unit(self, state: State, inject: str, seat: str) -> str | None:
        """The team with which this seat answers this inject, when it has it."""
        if inject not in state.injects or seat not in state.injects[inject].seats:
            return None
        units = (unit for name, unit in state.wanted if name == inject and unit.startswith("team:"))
        return next((unit for unit in units if seat in self.scenario.unit_seats(unit)), None)

    def _known_as(self, state: State, inject: str, unit: str, seat: str) -> Iterator[str]:
        """What the item is called on the screen of this seat: its own, and that of each role it plays too."""
        members = set(self.scenario.unit_seats(unit))
        if seat in members and seat not in state.folds:
            yield inject
        yield from (as_seat(inject, folded) for folded in held(state, seat) if folded in members)

    def _fits(self, inject: str, name: str, filled: Filled) -> bool:
        response = self.scenario.injects[inject].response
        return response is not None and name in _names(self.scenario.forms[response.form]) and _is_small(filled)

    def _sheet(self, state: State, inject: str, unit: str) -> _Sheet:
        revision = _revision(state, inject, unit)
        sheet = self.sheets.get((inject, unit))
        if sheet is None or sheet.revision != revision:
            sheet = self.sheets[inject, unit] = _Sheet(revision)
        return sheet


def _revision(state: State, inject: str, unit: str) -> int:
    wanted = state.wanted.get((inject, unit))
    return wanted.answer.revision if wanted is not None and wanted.answer is not None else 0


def _names(form: Form) -> set[str]:
    """The controls of a form, by the names that its page gives them."""
    match form.kind:
        case "choice":
            return {"option"}
        case "checklist":
            return {"options"}
        case "assessment":
            return {"value"}
        case "worksheet":
            return {f"{'fields' if each.kind == 'text' else 'ticks'}.{each.id}" for each in form.fields.values()}
        case "text" | "statement":
            return {"text"}


def _is_small(filled: Filled) -> bool:
    if isinstance(filled, str):
        return len(filled) <= MAX_TEXT
    return len(filled) <= MAX_TICKS and all(len(each) <= MAX_TEXT // MAX_TICKS for each in filled)


def _say(device: Device, item: str, name: str, filled: Filled, who: str, mine: bool = False) -> None:
    message: dict[str, object] = {"type": "draft", "item": item, "field": name, "filled": filled, "who": who}
    # What came back of one's own may not take the place of what a mate wrote, nor the other way round.
    device.say({**message, "mine": mine}, f"{item} {name} {mine}")
