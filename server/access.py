"""Who is this browser: links, cookies and the code of the session.

Owns how a secret is made and compared. A seat's secret is derived from the server's own secret, so nothing has to be
stored per link, a role card can be printed again, and a copy of an exercise opens nothing. The trainer's link works
once; after that the trainer's cookie does.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from collections import deque
from dataclasses import dataclass, field

from engine.exercise.staff import KINDS
from engine.scenario.model import PLENARY

MAX_WRONG_CODES = 30
WRONG_CODES_WINDOW_MS = 60_000


def seat_secret(server_secret: bytes, session: str, seat: str) -> str:
    """The secret of a seat's link and cookie: 160 bits, 32 letters and digits."""
    mac = hmac.new(server_secret, f"seat\x1f{session}\x1f{seat}".encode(), hashlib.sha256).digest()[:20]
    return base64.b32encode(mac).decode().lower()


def same(one: str, other: str) -> bool:
    """Compare secrets without telling how far they agree."""
    return hmac.compare_digest(one.encode(), other.encode())


def cookie_name(seat: str) -> str:
    """Each seat has a cookie of its own, so that console, projector and a player share one browser."""
    return f"plek_{hashlib.sha256(seat.encode()).hexdigest()[:12]}"


def is_screen(seat: str) -> bool:
    """Staff and screens may connect many times; a player's seat is on one device."""
    return seat in KINDS or seat == PLENARY


def new_code() -> str:
    """Four digits that people type; with `WrongCodes` guarding it."""
    return f"{1000 + secrets.randbelow(9000)}"


@dataclass(slots=True)
class OneTimeLink:
    """The trainer's way in, printed at start. Used once."""

    secret: str = field(default_factory=lambda: secrets.token_urlsafe(24))
    used: bool = False

    def use(self, given: str) -> bool:
        """True the first time the right secret is given."""
        if self.used or not same(given, self.secret):
            return False
        self.used = True
        return True


@dataclass(slots=True)
class WrongCodes:
    """How many wrong codes came lately. Counted for everybody together: a hall shares one address.

    Personal links are never counted, so guessing locks nobody out who has a role card.
    """

    at_ms: deque[int] = field(default_factory=deque)

    def too_many(self, now_ms: int) -> bool:
        while self.at_ms and now_ms - self.at_ms[0] > WRONG_CODES_WINDOW_MS:
            self.at_ms.popleft()
        return len(self.at_ms) >= MAX_WRONG_CODES

    def add(self, now_ms: int) -> None:
        self.at_ms.append(now_ms)
