"""What can be looked back at while the evening still runs: decisions for the minutes, and who knew what when.

Owns both, derived from the state alone, so that the projector and the report cannot differ. How they read on a screen
is `visibility`'s, in a report `engine.debrief`'s.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple, TypeAlias

from engine.exercise.state import Answer, State
from engine.scenario.model import Fact, Scenario

How: TypeAlias = Literal["start", "message", "passed_on"]
"""Known at the start, told by a message of the script, or passed on by another player."""


class Decision(NamedTuple):
    """An answer that stands in the minutes."""

    inject: str
    unit: str
    answer: Answer


@dataclass(frozen=True, slots=True)
class Learned:
    """That a seat came to know a fact, for the first time: `item` is the message, `phase` the one that ran then."""

    fact: str
    seat: str
    at_ms: int
    phase: str | None
    how: How
    item: str = ""
    by: str = ""
    """The seat that passed it on."""


def minutes(scenario: Scenario, state: State) -> tuple[Decision, ...]:
    """Every answer that its message puts in the minutes, in the order in which it was first given."""
    found = (
        Decision(inject, unit, wanted.answer)
        for (inject, unit), wanted in state.wanted.items()
        if wanted.answer is not None and is_minuted(scenario, inject)
    )
    return tuple(sorted(found, key=lambda each: each.answer.first_at_ms))


def is_minuted(scenario: Scenario, inject: str) -> bool:
    """Whether what is answered to this message stands in the minutes."""
    response = scenario.injects[inject].response
    return response is not None and response.minutes is not None


def learned(scenario: Scenario, state: State) -> tuple[Learned, ...]:
    """Who knew what when: once for each fact and seat, by fact in the order of the scenario and then by time."""
    first: dict[tuple[str, str], Learned] = {}
    for each in sorted(told(scenario, state), key=lambda each: each.at_ms):
        first.setdefault((each.fact, each.seat), each)
    place = {fact: number for number, fact in enumerate(scenario.facts)}
    return tuple(sorted(first.values(), key=lambda each: (place[each.fact], each.at_ms)))


def known_by(
    scenario: Scenario, state: State, groups: Sequence[Collection[str]]
) -> Iterator[tuple[Fact, tuple[tuple[Learned, ...], ...]]]:
    """Every fact of the scenario in its order, with for each group of seats who of it learned it, in order of time."""
    known = learned(scenario, state)
    for fact in scenario.facts.values():
        of_it = [each for each in known if each.fact == fact.id]
        yield fact, tuple(tuple(each for each in of_it if each.seat in seats) for seats in groups)


def told(scenario: Scenario, state: State) -> Iterator[Learned]:
    """Every time that a seat is told a fact, also when it knew it already."""
    for fact in scenario.facts.values():
        yield from (Learned(fact.id, seat, 0, None, "start") for seat in fact.known_by)
    for inject in scenario.injects.values():
        life = state.injects[inject.id]
        if life.delivered_at_ms is not None:
            for fact_id in inject.facts:
                for seat in life.seats:
                    yield Learned(fact_id, seat, life.delivered_at_ms, life.story_phase, "message", inject.id)
    for name, sent in state.messages.items():
        if name not in state.withdrawn:
            for fact_id in sent.facts:
                for seat in sent.seats:
                    phase = state.message_phases[name]
                    yield Learned(fact_id, seat, sent.at_ms, phase, "passed_on", name, sent.by)
