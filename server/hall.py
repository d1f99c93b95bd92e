"""What the running program holds: the hosted exercises and the address people type.

Owns looking them up, the links to them, and that a scenario is hosted once. Made once by `server.app`, which says how
an exercise is opened, and handed to the routes.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from engine.exercise.staff import STAFF
from engine.scenario.model import PLENARY, TRAINER
from server.access import WrongCodes, cookie_name
from server.hosting import Hosted
from server.journal.library import DataFolder, Person
from server.phone_test import PhoneTest
from server.platform import lan_addresses
from server.settings import Settings


class Opening(Protocol):
    """Opens the exercise of a scenario, or a new one `instead` of one that was closed; puts it in the hall to run."""

    async def __call__(self, path: Path, instead: Hosted | None = None) -> Hosted: ...


class Closed(Exception):
    """Nothing is opened now: the program is not hosting yet, or it is stopping."""


@dataclass(eq=False, slots=True)
class Hall:
    """The exercises by id, and where this machine can be reached."""

    settings: Settings
    exercises: dict[str, Hosted] = field(default_factory=dict)
    wrong_codes: WrongCodes = field(default_factory=WrongCodes)
    phone_test: PhoneTest = field(default_factory=PhoneTest)
    chosen_address: str = ""
    data: DataFolder | None = None
    """Where names and locks are kept; None while nothing is kept."""
    _open: Opening | None = None
    _opening: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def host(self, scenario: Path) -> Hosted:
        """The exercise of the scenario in this folder or file: the one that is hosted, or one that is opened now.

        One at a time, so that two who ask at once get the same. `Closed`, or what opening it raises.
        """
        async with self._opening:
            found = self.of_scenario(scenario)
            if found is not None:
                return found
            if self._open is None:
                raise Closed
            return await self._open(scenario)

    async def begin_again(self, hosted: Hosted) -> Hosted:
        """A new exercise of the same session, in its lobby: same code, links, names, words and folded roles.

        What was played stays in its own file. Every device is told where to go. `Closed`, or what opening it raises;
        then the old one is taken up again.
        """
        async with self._opening:
            if self._open is None:
                raise Closed
            await hosted.runner.stop()
            del self.exercises[hosted.id]
            try:
                new = await self._open(hosted.source, hosted)
            except BaseException:
                await self._open(hosted.source)
                raise
            for connection in hosted.feeds.connections:
                own = f"/k/{hosted.secret(connection.seat)}"
                connection.say({"type": "moved", "to": f"{new.path(TRAINER)}/" if connection.seat == TRAINER else own})
                connection.finish()
            return new

    def opens(self, opening: Opening) -> None:
        """From now on exercises are opened in this way."""
        self._open = opening

    async def close(self) -> None:
        """Open nothing any more. What is being opened is awaited, so that it is stopped like the others."""
        async with self._opening:
            self._open = None

    def of_scenario(self, path: Path) -> Hosted | None:
        """The exercise that was opened from this folder or file."""
        asked = path.resolve()
        return next((hosted for hosted in self.exercises.values() if hosted.source.resolve() == asked), None)

    def seat_people(self, hosted: Hosted, people: Iterable[Person]) -> None:
        """These people sit on the seats of this session from now on; nobody else does."""
        found = {person.seat: person for person in people}
        if self.data is not None:
            self.data.set_people(hosted.session, found.values())
        hosted.people = found

    def lock(self, hosted: Hosted, locked: bool) -> None:
        """Let nobody new choose a seat with the code of this session, or let them again."""
        if self.data is not None:
            self.data.lock(hosted.session, locked)
        hosted.locked = locked

    def addresses(self) -> list[str]:
        """Addresses that a phone may use, best first; only the one we listen on when that was set."""
        return lan_addresses() if self._listens_everywhere() else [self.settings.host]

    def base_url(self, address: str | None = None) -> str:
        """Where people go, without a slash at the end: the address the trainer picked, or the most likely one."""
        chosen = address or self._chosen()
        host = f"[{chosen}]" if ":" in chosen else chosen
        return f"http://{host}:{self.settings.port}"

    def admitted(self, exercise: str, seat: str, cookies: Mapping[str, str]) -> Hosted | None:
        """The exercise, when this browser has the cookie of this seat in it."""
        hosted = self.exercises.get(exercise)
        if hosted is None or not hosted.has_seat(seat):
            return None
        return hosted if hosted.owns(seat, cookies.get(cookie_name(seat), "")) else None

    def by_code(self, code: str) -> Hosted | None:
        return next((hosted for hosted in self.exercises.values() if hosted.code == code), None)

    def by_seat_secret(self, secret: str) -> tuple[Hosted, str] | None:
        """Whose link this is; never the first trainer's, which works once.

        Secrets are compared for every seat, so the time taken tells nothing.
        """
        found = None
        for hosted in self.exercises.values():
            for seat in (*hosted.scenario.seats, PLENARY, *STAFF[1:]):
                if hosted.owns(seat, secret):
                    found = (hosted, seat)
        return found

    def join_link(self, hosted: Hosted) -> str:
        return f"{self.base_url()}/join/{hosted.code}"

    def seat_link(self, hosted: Hosted, seat: str) -> str:
        return f"{self.base_url()}/k/{hosted.secret(seat)}"

    def test_link(self) -> str:
        """Where a phone sees whether it reaches this laptop."""
        return f"{self.base_url()}/test"

    def start_link(self, hosted: Hosted) -> str:
        """The trainer's way in for a person: by way of the page to start from."""
        return f"{self.trainer_link(hosted)}?start=1"

    def trainer_link(self, hosted: Hosted) -> str:
        """The trainer's way in. It opens the console on this very machine."""
        address = "127.0.0.1" if self._listens_everywhere() else self.settings.host
        return f"{self.base_url(address)}/trainer/{hosted.trainer_link.secret}"

    def _listens_everywhere(self) -> bool:
        return self.settings.host in ("0.0.0.0", "::")

    def _chosen(self) -> str:
        known = self.addresses()
        return self.chosen_address if self.chosen_address in known else known[0]
