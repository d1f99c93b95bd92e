"""The facts: each has one stored name, and holds only what can be stored."""

import dataclasses
from typing import get_args

from engine.exercise import events as e


def test_every_event_has_one_stored_name() -> None:
    assert set(e.STORED_NAMES.values()) == set(get_args(e.Event))
    assert len(e.STORED_NAMES) == len(get_args(e.Event))


def test_every_event_begins_with_its_exercise_time() -> None:
    assert {dataclasses.fields(kind)[0].name for kind in e.STORED_NAMES.values()} == {"at_ms"}


def test_stored_names_are_what_they_were() -> None:
    assert list(e.STORED_NAMES) == [
        "exercise.created",
        "parameters.filled_in",
        "clock.resumed",
        "clock.paused",
        "clock.speed_changed",
        "mode.changed",
        "phase.started",
        "phase.end_moved",
        "phase.ended",
        "inject.scheduled",
        "inject.due",
        "inject.delivered",
        "inject.skipped",
        "inject.held",
        "inject.edited",
        "inject.withdrawn",
        "message.withdrawn",
        "inject.guarded",
        "inject.lapsed",
        "inject.cancelled",
        "inject.when_true",
        "inject.rearmed",
        "variable.changed",
        "message.sent",
        "help.asked",
        "help.settled",
        "hall.called",
        "beamer.set",
        "seat.folded",
        "seat.unfolded",
        "item.opened",
        "call.declined",
        "call.taken",
        "call.ended",
        "response.submitted",
        "response.missed",
        "deadline.moved",
        "score.set",
        "score.noted",
        "veto.set",
        "observation.noted",
        "exercise.ended",
        "exercise.reopened",
    ]
