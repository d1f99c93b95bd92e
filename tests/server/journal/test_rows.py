from typing import Any

import pytest

from server.journal import rows
from server.journal.base import StoredStep
from server.journal.errors import Damaged
from tests.server.journal.contract import START, due, message

STEPS: list[StoredStep] = [
    due("a", 1, seat="wethouder", command_id="c1"),
    message("m1", "geen commentaar"),
    due("b", 2),
]


def linked() -> rows.Linked:
    return rows.link(rows.EMPTY, STEPS, START)


def test_rows_are_numbered_from_one_without_gaps() -> None:
    steps, events, texts, head = linked()
    assert [(row.step, row.first_seq, row.last_seq) for row in steps] == [(1, 1, 1), (2, 2, 2), (3, 3, 3)]
    assert [(row.seq, row.step, row.at_ms, row.type) for row in events] == [
        (1, 1, 1, "inject.due"),
        (2, 2, 0, "message.sent"),
        (3, 3, 2, "inject.due"),
    ]
    assert [row.id for row in texts] == ["m1-a", "m1-b", "m1-c"]
    assert head == (3, 3, events[-1].hash)


def test_linking_in_two_goes_gives_the_same_rows() -> None:
    first = rows.link(rows.EMPTY, STEPS[:1], START)
    second = rows.link(first.head, STEPS[1:], START)
    assert (first.steps + second.steps, first.events + second.events) == linked()[:2]


def test_a_part_is_verified_from_the_head_before_it() -> None:
    steps, events, _, _ = linked()
    head = rows.Head(1, 1, events[0].hash)
    assert rows.verify(head, steps[1:], events[1:]) == rows.verify(rows.EMPTY, steps, events)[1:]


def other(value: Any) -> Any:
    return value + 1 if isinstance(value, int) else "x" if value is None else value[:-1] + chr(ord(value[-1]) ^ 1)


@pytest.mark.parametrize("field", rows.StepRow._fields)
def test_a_change_in_any_field_of_a_step_is_found(field: str) -> None:
    steps, events, _, _ = linked()
    steps[1] = steps[1]._replace(**{field: other(getattr(steps[1], field))})
    with pytest.raises(Damaged, match="vanaf gebeurtenis 2"):
        rows.verify(rows.EMPTY, steps, events)


@pytest.mark.parametrize("field", rows.EventRow._fields)
def test_a_change_in_any_field_of_an_event_is_found(field: str) -> None:
    steps, events, _, _ = linked()
    events[1] = events[1]._replace(**{field: other(getattr(events[1], field))})
    with pytest.raises(Damaged, match="vanaf gebeurtenis 2"):
        rows.verify(rows.EMPTY, steps, events)


@pytest.mark.parametrize("taken", [(slice(1, 2), slice(1, 2)), (slice(1, 2), slice(0)), (slice(0), slice(1, 2))])
def test_rows_taken_out_of_the_middle_are_missed(taken: tuple[slice, slice]) -> None:
    steps, events, _, _ = linked()
    del steps[taken[0]], events[taken[1]]
    with pytest.raises(Damaged, match="vanaf gebeurtenis 2"):
        rows.verify(rows.EMPTY, steps, events)


def test_swapped_and_added_events_are_found() -> None:
    steps, events, _, _ = linked()
    with pytest.raises(Damaged, match="vanaf gebeurtenis 1"):
        rows.verify(rows.EMPTY, steps, [events[1], events[0], events[2]])
    with pytest.raises(Damaged, match="vanaf gebeurtenis 4"):
        rows.verify(rows.EMPTY, steps, [*events, events[-1]._replace(seq=4)])


def test_values_no_store_holds_are_damage_too() -> None:
    steps, events, _, _ = linked()
    with pytest.raises(Damaged, match="vanaf gebeurtenis 3"):
        rows.verify(rows.EMPTY, steps, [*events[:2], events[2]._replace(body=b"\xff")])  # type: ignore[arg-type]


def test_words_that_changed_or_went_missing_are_found() -> None:
    steps, events, texts, _ = linked()
    recorded = rows.verify(rows.EMPTY, steps, events)
    changed = [texts[0]._replace(body="wel commentaar"), *texts[1:]]
    with pytest.raises(Damaged, match="tekst m1-a "):
        rows.verify_texts(recorded, changed)
    with pytest.raises(Damaged, match="tekst m1-c "):
        rows.verify_texts(recorded, texts[:2])


def test_erased_words_break_nothing() -> None:
    steps, events, texts, _ = linked()
    erased = [texts[0]._replace(salt="", body=""), *texts[1:]]
    words = rows.verify_texts(rows.verify(rows.EMPTY, steps, events), erased)
    assert words == {"m1-a": "", "m1-b": "geen commentaar", "m1-c": "geen commentaar"}
