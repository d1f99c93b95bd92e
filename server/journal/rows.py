"""Steps ↔ rows with hashes: what every store keeps, whatever it keeps it in.

Owns the numbering, the SHA-256 chain and its verification. Each row's hash covers the hash before it and the row, so
that nothing can be changed, swapped, added or taken out unseen; only whoever kept the last hash can tell that an end
was cut off. Typed words stay outside: an event holds their hash, so a changed word shows and an erased one breaks
nothing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from itertools import islice
from typing import NamedTuple

from engine.exercise.events import Event
from engine.exercise.step import Text
from server.journal import codec
from server.journal.base import RecordedStep, StoredStep
from server.journal.errors import Damaged, Unstorable

LARGEST = 2**63 - 1
"""Numbers beyond this fit in no column."""


class Head(NamedTuple):
    """Where the record ends: its last step, last event and last hash."""

    step: int
    seq: int
    hash: str


EMPTY = Head(0, 0, "0" * 64)


class StepRow(NamedTuple):
    step: int
    seat: str | None
    command_id: str | None
    based_on: int | None
    first_seq: int
    last_seq: int
    recorded_at: str
    outcome: str
    hash: str


class EventRow(NamedTuple):
    seq: int
    step: int
    at_ms: int
    type: str
    v: int
    body: str
    hash: str


class TextRow(NamedTuple):
    id: str
    seat: str
    salt: str
    body: str


class Linked(NamedTuple):
    """Rows ready to be stored, and the head once they are."""

    steps: list[StepRow]
    events: list[EventRow]
    texts: list[TextRow]
    head: Head


def link(head: Head, steps: Sequence[StoredStep], recorded_at: datetime) -> Linked:
    """The rows that come after `head`. `Unstorable` when one of them could not be read back."""
    linked = Linked([], [], [], head)
    for stored in steps:
        linked = _link_one(linked, stored, recorded_at.astimezone(UTC).isoformat(timespec="microseconds"))
    return linked


def _link_one(linked: Linked, stored: StoredStep, recorded_at: str) -> Linked:
    number, seq, step = linked.head.step + 1, linked.head.seq, stored.step
    _check_size(stored.based_on or 0)
    row = StepRow(
        step=number,
        seat=step.seat,
        command_id=step.command_id,
        based_on=stored.based_on,
        first_seq=seq + 1,
        last_seq=seq + len(step.events),
        recorded_at=recorded_at,
        outcome=codec.sound_text(stored.outcome),
        hash="",
    )
    digest = _digest(linked.head.hash, row[:-1])
    linked.steps.append(row._replace(hash=digest))
    for event in step.events:
        seq += 1
        _check_size(event.at_ms)
        event_row = (seq, number, event.at_ms, *codec.encode(event))
        digest = _digest(digest, event_row)
        linked.events.append(EventRow(*event_row, digest))
    linked.texts.extend(_text_row(text) for text in step.texts)
    return linked._replace(head=Head(number, seq, digest))


def _check_size(number: int) -> None:
    if not -LARGEST <= number <= LARGEST:
        raise Unstorable("Dit kan niet worden vastgelegd: er staat een te groot getal in.")


def _text_row(text: Text) -> TextRow:
    return TextRow(*map(codec.sound_text, (text.id, text.seat, text.salt, text.body)))


def _digest(before: str, row: Sequence[int | str | None]) -> str:
    return hashlib.sha256((before + codec.canonical_json(row)).encode()).hexdigest()


def verify(head: Head, steps: Iterable[StepRow], events: Iterable[EventRow]) -> list[RecordedStep]:
    """The steps after `head` as they were recorded. `Damaged`, naming the seq, where the chain is broken."""
    recorded = []
    waiting = iter(events)
    for row in steps:
        try:
            step, head = _verify_one(head, row, list(islice(waiting, _length(row))))
        except Unstorable as wrong:
            raise _broken(head.seq + 1) from wrong
        recorded.append(step)
    if (left := next(waiting, None)) is not None:
        raise _broken(left.seq)
    return recorded


def _length(row: StepRow) -> int:
    return max(0, row.last_seq - row.first_seq + 1)


def _verify_one(head: Head, row: StepRow, events: list[EventRow]) -> tuple[RecordedStep, Head]:
    digest = _digest(head.hash, row[:-1])
    if (row.step, row.first_seq, row.hash) != (head.step + 1, head.seq + 1, digest) or _length(row) != len(events):
        raise _broken(head.seq + 1)
    decoded: list[Event] = []
    for seq, event_row in enumerate(events, row.first_seq):
        digest = _digest(digest, event_row[:-1])
        if (event_row.seq, event_row.step, event_row.hash) != (seq, row.step, digest):
            raise _broken(seq)
        decoded.append(codec.decode(event_row.type, event_row.v, event_row.body))
    step = RecordedStep(
        number=row.step,
        recorded_at=datetime.fromisoformat(row.recorded_at),
        events=tuple(decoded),
        seat=row.seat,
        command_id=row.command_id,
        based_on=row.based_on,
        outcome=row.outcome,
        hash=digest,
    )
    return step, Head(row.step, row.last_seq, digest)


def _broken(seq: int) -> Damaged:
    return Damaged(
        f"Het logboek is beschadigd of gewijzigd: vanaf gebeurtenis {seq} klopt de keten niet meer. "
        "Gebruik een reservekopie."
    )


def verify_texts(steps: Iterable[RecordedStep], texts: Iterable[TextRow]) -> dict[str, str]:
    """The words by id; an erased text is empty. `Damaged` when words are not those that an event refers to."""
    rows = {text.id: text for text in texts}
    for step in steps:
        for ref in (ref for event in step.events for ref in codec.text_refs(event)):
            row = rows.get(ref.id)
            if row is not None and (_is_erased(row) or Text(*row).ref() == ref):
                continue
            raise Damaged(f"Het logboek is beschadigd of gewijzigd: tekst {ref.id} is niet de tekst van toen.")
    return {row.id: row.body for row in rows.values()}


def _is_erased(row: TextRow) -> bool:
    return not row.salt and not row.body
