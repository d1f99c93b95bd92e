"""What the running program holds: the hosted exercises and the address people type.

Owns looking them up and the links to them. Made once by `server.app` and handed to the routes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from engine.scenario.model import PLENARY
from server.access import WrongCodes, cookie_name
from server.hosting import Hosted
from server.platform import lan_addresses
from server.settings import Settings


@dataclass(eq=False, slots=True)
class Hall:
    """The exercises by id, and where this machine can be reached."""

    settings: Settings
    exercises: dict[str, Hosted] = field(default_factory=dict)
    wrong_codes: WrongCodes = field(default_factory=WrongCodes)
    chosen_address: str = ""

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
        """Whose link this is. Secrets are compared for every seat, so the time taken tells nothing."""
        found = None
        for hosted in self.exercises.values():
            for seat in (*hosted.scenario.seats, PLENARY):
                if hosted.owns(seat, secret):
                    found = (hosted, seat)
        return found

    def join_link(self, hosted: Hosted) -> str:
        return f"{self.base_url()}/join/{hosted.code}"

    def seat_link(self, hosted: Hosted, seat: str) -> str:
        return f"{self.base_url()}/k/{hosted.secret(seat)}"

    def trainer_link(self, hosted: Hosted) -> str:
        """The trainer's way in. It opens the console on this very machine."""
        address = "127.0.0.1" if self._listens_everywhere() else self.settings.host
        return f"{self.base_url(address)}/trainer/{hosted.trainer_link.secret}"

    def _listens_everywhere(self) -> bool:
        return self.settings.host in ("0.0.0.0", "::")

    def _chosen(self) -> str:
        known = self.addresses()
        return self.chosen_address if self.chosen_address in known else known[0]
