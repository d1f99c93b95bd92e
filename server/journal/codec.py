"""One event ↔ its stored name, version and canonical JSON.

Owns the bytes of an event and the place where old versions are brought up to date. Does not link them into a
chain (`rows`) and does not know where they are kept (`memory`, `sqlite`). Names and fields are promises: what was
ever released stays readable for ever.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, fields
from functools import cache
from typing import Any, NamedTuple

from pydantic import TypeAdapter, ValidationError

from engine.exercise.events import STORED_NAMES, Event, TextRef
from server.journal.errors import Damaged, TooNew, Unstorable

Upcast = Callable[[dict[str, Any]], dict[str, Any]]

UPCASTS: Mapping[tuple[str, int], Upcast] = {}
"""(stored name, version) → how its fields become those of the next version. Empty: every event is still at 1."""

_NUL = re.compile(r"(?<!\\)(?:\\\\)*\\u0000")
"""How NUL stands in JSON text: the escape itself, not a written backslash followed by the same letters."""

_NAMES = {event_type: name for name, event_type in STORED_NAMES.items()}


class Encoded(NamedTuple):
    name: str
    version: int
    body: str


def encode(event: Event) -> Encoded:
    """The event as it is stored. `Unstorable` when reading it back would not give the same event."""
    name = _NAMES[type(event)]
    encoded = Encoded(name, current_version(name), canonical_json(asdict(event)))
    try:
        same = decode(*encoded) == event
    except Damaged as wrong:
        raise Unstorable(f"Dit kan niet worden vastgelegd ({name}): {wrong.__cause__ or wrong}") from wrong
    if not same:
        raise Unstorable(f"Dit kan niet worden vastgelegd: {name} komt anders terug dan het erin ging.")
    return encoded


def decode(name: str, version: int, body: str) -> Event:
    """The event that was stored, upcast to today's fields. `TooNew` or `Damaged` when that cannot be."""
    if name not in STORED_NAMES or version > current_version(name):
        raise TooNew(
            f"Dit logboek bevat '{name}' (versie {version}), en dat kent deze Snelkookpan nog niet. "
            "Open het met de nieuwste versie."
        )
    try:
        return _adapter(name).validate_json(_upcast(name, version, body), strict=True, extra="forbid")
    except (ValidationError, UnicodeEncodeError) as wrong:
        raise Damaged(f"In het logboek staat een '{name}' die niet te lezen is.") from wrong


def current_version(name: str) -> int:
    """The version in which an event is stored today: 1 until the first upcast for it exists."""
    return max((version + 1 for known, version in UPCASTS if known == name), default=1)


def canonical_json(value: Any) -> str:
    """One text per value: keys sorted, no spaces, no escapes for letters. NaN, NUL and half characters are refused."""
    try:
        text = json.dumps(
            value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False, check_circular=False
        )
    except (ValueError, TypeError) as wrong:
        raise Unstorable(f"Dit kan niet worden vastgelegd: {wrong}.") from wrong
    if _NUL.search(text):
        raise Unstorable("Dit kan niet worden vastgelegd: er staat een NUL-teken in.")
    return sound_text(text)


def sound_text(text: str) -> str:
    """The text itself, when every store can hold it: no NUL and no half of a surrogate pair."""
    if "\0" in text:
        raise Unstorable("Dit kan niet worden vastgelegd: er staat een NUL-teken in de tekst.")
    try:
        text.encode()
    except UnicodeEncodeError as wrong:
        raise Unstorable("Dit kan niet worden vastgelegd: er staat een half teken in de tekst.") from wrong
    return text


def text_refs(value: object) -> Iterator[TextRef]:
    """Every reference to typed words in an event, in field order."""
    if isinstance(value, TextRef):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from text_refs(part)
    elif type(value) in _NAMES:
        for field in fields(value):  # type: ignore[arg-type]
            yield from text_refs(getattr(value, field.name))


def _upcast(name: str, version: int, body: str) -> str:
    if version == current_version(name):
        return body
    value = json.loads(body)
    for step in range(version, current_version(name)):
        value = UPCASTS[name, step](value)
    return canonical_json(value)


@cache
def _adapter(name: str) -> TypeAdapter[Event]:
    return TypeAdapter(STORED_NAMES[name])
