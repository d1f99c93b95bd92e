"""How answers came in: how fast, in time or late, and which never came.

Counts at group level; the course in time is in `course`, positions on the scale in `engine.scoring`. The first answer
of a unit counts: what was improved later was answered before. A question that was withdrawn and not answered by then
was not missed by anybody, so it is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from statistics import median

from engine.debrief.wording import Wording
from engine.exercise import events as e
from engine.scenario.model import Scenario


@dataclass(frozen=True, slots=True)
class AnswerTimes:
    """Exercise ms from delivery to first answer. Both are None when nothing was answered."""

    answered: int
    median_ms: int | None
    slowest_ms: int | None


@dataclass(frozen=True, slots=True)
class PerPart:
    """The answer times of a phase (`id` and `title`) or of a channel (`id`; the screen has its word)."""

    id: str
    title: str
    times: AnswerTimes


@dataclass(frozen=True, slots=True)
class Unanswered:
    """An inject that asked `asked` answers and never got `missing` of them, from these groups."""

    number: str
    title: str
    channel: str
    groups: tuple[str, ...]
    asked: int
    missing: int


@dataclass(frozen=True, slots=True)
class Deadlines:
    """Answers asked with a deadline: `asked` = `in_time` + `late` + `missed` + `still_open`."""

    asked: int
    in_time: int
    late: int
    missed: int
    still_open: int


@dataclass(frozen=True, slots=True)
class Asked:
    """One answer that was asked, and what became of it. `phase` is the one that ran when it was asked."""

    inject: str
    unit: str
    phase: str
    asked_at_ms: int
    has_deadline: bool
    answered_at_ms: int | None = None
    late: bool = False
    missed: bool = False
    variant: int | None = None
    """In which variant it was asked."""


def all_asked(events: Iterable[e.Event]) -> tuple[Asked, ...]:
    """Every answer asked in this record, in the order of asking, without the withdrawn ones."""
    asked: dict[tuple[str, str], Asked] = {}
    phase = ""
    for event in events:
        match event:
            case e.PhaseStarted():
                phase = event.phase
            case e.InjectDelivered():
                timed = {unit for unit, _ in event.deadlines}
                for unit in event.units:
                    asked[event.inject, unit] = Asked(
                        event.inject, unit, phase, event.at_ms, unit in timed, variant=event.variant
                    )
            case e.ResponseSubmitted(revision=1) if (event.inject, event.unit) in asked:
                was = asked[event.inject, event.unit]
                asked[event.inject, event.unit] = replace(was, answered_at_ms=event.at_ms, late=event.late)
            case e.ResponseMissed() if (event.inject, event.unit) in asked:
                asked[event.inject, event.unit] = replace(asked[event.inject, event.unit], missed=True)
            case e.InjectWithdrawn():
                asked = {key: each for key, each in asked.items() if key[0] != event.inject}
            case e.InjectCancelled():
                asked = {key: each for key, each in asked.items() if key[0] != event.inject or _settled(each)}
            case _:
                pass
    return tuple(asked.values())


def answer_times(asked: Iterable[Asked]) -> AnswerTimes:
    took = [each.answered_at_ms - each.asked_at_ms for each in asked if each.answered_at_ms is not None]
    return AnswerTimes(len(took), int(median(took)) if took else None, max(took, default=None))


def per_phase(scenario: Scenario, asked: Sequence[Asked], wording: Wording) -> tuple[PerPart, ...]:
    """Phases in which anything was asked, in their order."""
    return tuple(
        PerPart(phase.id, wording.text(phase.title), answer_times(here))
        for phase in scenario.phases
        if (here := [each for each in asked if each.phase == phase.id])
    )


def per_channel(scenario: Scenario, asked: Sequence[Asked]) -> tuple[PerPart, ...]:
    """Channels by which anything was asked, in order of first use in the script."""
    channels = dict.fromkeys(inject.channel for inject in scenario.injects.values())
    return tuple(
        PerPart(channel, "", answer_times(here))
        for channel in channels
        if (here := [each for each in asked if scenario.injects[each.inject].channel == channel])
    )


def unanswered(scenario: Scenario, asked: Sequence[Asked], wording: Wording) -> tuple[Unanswered, ...]:
    """Injects with an answer that never came, in the order of the script."""
    found = []
    for inject in scenario.injects.values():
        wanted = [each for each in asked if each.inject == inject.id]
        missing = [each for each in wanted if each.answered_at_ms is None]
        if missing:
            words = tuple(dict.fromkeys(wording.group(each.unit) for each in missing))
            title = wording.text(inject.title_of(missing[0].variant))
            found.append(Unanswered(inject.number, title, inject.channel, words, len(wanted), len(missing)))
    return tuple(found)


def deadlines(asked: Iterable[Asked]) -> Deadlines:
    timed = [each for each in asked if each.has_deadline]
    answered = [each for each in timed if each.answered_at_ms is not None]
    late = sum(each.late for each in answered)
    missed = sum(each.missed and each.answered_at_ms is None for each in timed)
    return Deadlines(len(timed), len(answered) - late, late, missed, len(timed) - len(answered) - missed)


def _settled(asked: Asked) -> bool:
    return asked.missed or asked.answered_at_ms is not None
