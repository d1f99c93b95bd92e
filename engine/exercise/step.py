"""One decision: the facts that came of it and the words typed with it.

A step is the unit of append, prefix, replay, branch and publish: all of it happened, or none of it.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from engine.exercise.events import Event, TextRef


@dataclass(frozen=True, slots=True)
class Text:
    """Typed words, kept beside the record so that they can be erased. `salt` is 32 hex digits."""

    id: str
    seat: str
    salt: str
    body: str

    def ref(self) -> TextRef:
        """The reference that events hold: id and SHA-256(salt + body)."""
        return TextRef(self.id, hashlib.sha256((self.salt + self.body).encode()).hexdigest())


@dataclass(frozen=True, slots=True)
class Step:
    """Facts of one decision, in order. `seat` and `command_id` say whose order it was, when it was one."""

    events: tuple[Event, ...]
    texts: tuple[Text, ...] = ()
    seat: str | None = None
    command_id: str | None = None
