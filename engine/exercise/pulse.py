"""How the room keeps up: who was not heard of, which question stalls, and how fast groups answer.

Owns what the desk reads of that, from the record alone. It names moments, and the browser counts from them, so that no
minute is an event. Response times are told per group and never rank a person.
"""

from __future__ import annotations

from collections.abc import Iterator
from statistics import median

from engine.exercise import view as v
from engine.exercise.telling import Telling


def pulse(t: Telling) -> v.Pulse:
    """The node for the desk."""
    return v.Pulse(tuple(_silent(t)), tuple(_stalled(t)), tuple(_times(t)))


def _silent(t: Telling) -> Iterator[v.Silent]:
    """Seats, in the order of the scenario, with something unread or unanswered since they were last heard of."""
    for seat in t.scenario.seats.values():
        heard_at_ms = t.state.heard.get(seat.id, -1)
        waiting = [at_ms for at_ms in _waits_for(t, seat.id) if at_ms > heard_at_ms]
        if waiting:
            yield v.Silent(seat.id, t.text(seat.title), min(waiting), len(waiting))


def _waits_for(t: Telling, seat: str) -> Iterator[int]:
    """When each thing came that this seat did not open, and that is not answered already by its team."""
    for name, life in t.state.injects.items():
        if life.delivered_at_ms is None or seat not in life.seats or seat in t.state.opened.get(name, ()):
            continue
        units = [unit for (asked, unit) in t.state.wanted if asked == name and seat in t.scenario.unit_seats(unit)]
        if not any(t.state.wanted[name, unit].answer for unit in units):
            yield life.delivered_at_ms
    for name, sent in t.state.messages.items():
        if name not in t.state.withdrawn and seat in sent.seats and seat not in t.state.opened.get(name, ()):
            yield sent.at_ms


def _stalled(t: Telling) -> Iterator[v.Stalled]:
    """Questions with answers to come and a deadline, with the moment at which half of the time is over."""
    asked: dict[str, list[int]] = {}
    for (asked_on, _), wanted in t.state.wanted.items():
        if wanted.answer is None and not wanted.missed and wanted.deadline_at_ms is not None:
            half = wanted.asked_at_ms + (wanted.deadline_at_ms - wanted.asked_at_ms) // 2
            asked.setdefault(asked_on, []).append(half)
    for inject_id, halves in asked.items():
        inject = t.scenario.injects[inject_id]
        title = t.title(inject, t.state.injects[inject_id].variant)
        of = sum(1 for name, _ in t.state.wanted if name == inject_id)
        yield v.Stalled(inject_id, inject.number, title, len(halves), of, min(halves))


def _times(t: Telling) -> Iterator[v.ResponseTime]:
    """Per group of roles how long the first answers took; a team counts for the group of its first chair."""
    took: dict[str, list[int]] = {}
    for (_, unit), wanted in t.state.wanted.items():
        seats = t.scenario.unit_seats(unit)
        group = t.scenario.roles[t.scenario.seats[seats[0]].role].group if seats else ""
        if wanted.answer is not None and group:
            took.setdefault(group, []).append(wanted.answer.first_at_ms - wanted.asked_at_ms)
    for group in dict.fromkeys(role.group for role in t.scenario.roles.values() if role.group):
        if group in took:
            yield v.ResponseTime(group, len(took[group]), int(median(took[group])))
