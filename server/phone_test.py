"""Whether phones reach this laptop: who came to the test page lately, and how fast the line was.

Owns the counting, in bounded memory and without keeping who it was: a device is a keyed digest of its address, made
anew at every start of the program and never shown, logged or stored. The page is in `routes/phone_test`.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Collection
from dataclasses import dataclass, field

MOST_DEVICES = 64
"""Devices that are counted; what comes after them can test, and is not counted."""
MOST_LINES = 24
"""Tests of the live line that may be open at a time."""
ROUNDS = 3
LOOPBACK = ("127.0.0.1", "::1")


@dataclass(slots=True)
class Reached:
    """How far one device came: by a page (HTTP), by the live line (WebSocket), and how fast that went."""

    page: bool = False
    line: bool = False
    round_trip_ms: int | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the trainer is told: how many devices came, how many have the live line too, and the middle speed."""

    phones: int
    lines: int
    round_trip_ms: int | None

    @property
    def state(self) -> str:
        """`wait` nothing came yet; `half` a page opens but no device has the live line; `ok` at least one has both."""
        if not self.phones:
            return "wait"
        return "ok" if self.lines else "half"


@dataclass(eq=False, slots=True)
class PhoneTest:
    """One for the whole program. `lines` is how many tests of the live line are open now."""

    lines: int = 0
    _key: bytes = field(default_factory=lambda: secrets.token_bytes(16))
    _devices: dict[bytes, Reached] = field(default_factory=dict)

    def page_opened(self, address: str) -> None:
        """A device opened the test page."""
        if (found := self._of(address)) is not None:
            found.page = True

    def line_worked(self, address: str, round_trip_ms: int) -> None:
        """A device answered over the live line, its fastest round in this many milliseconds."""
        if (found := self._of(address)) is not None:
            found.page, found.line, found.round_trip_ms = True, True, round_trip_ms

    def outcome(self) -> Outcome:
        """How it stands."""
        speeds = sorted(d.round_trip_ms for d in self._devices.values() if d.round_trip_ms is not None)
        return Outcome(
            sum(device.page for device in self._devices.values()),
            sum(device.line for device in self._devices.values()),
            speeds[len(speeds) // 2] if speeds else None,
        )

    def again(self) -> None:
        """Forget who came: the trainer tries another network."""
        self._devices.clear()

    def _of(self, address: str) -> Reached | None:
        digest = hashlib.blake2b(address.encode(), key=self._key, digest_size=16).digest()
        if digest not in self._devices and len(self._devices) >= MOST_DEVICES:
            return None
        return self._devices.setdefault(digest, Reached())


def is_this_machine(address: str, own: Collection[str]) -> bool:
    """Whether a test comes from the laptop itself, which says nothing about phones.

    A program that listens on this machine only has no other visitors, so there it counts.
    """
    only_here = set(own) <= set(LOOPBACK)
    return not only_here and (address in LOOPBACK or address in own)
