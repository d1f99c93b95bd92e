"""Rules about time: does everything fit in its phase, in the evening, and in the reading time of a person?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from engine.scenario.lint.survey import Doubt, Survey, least_ms
from engine.scenario.model import After, AfterPhase, At, Inject, Scenario, When
from engine.scenario.times import MINUTE_MS, duration_in_words

QUIET_MS = 10 * MINUTE_MS
"""Longer without any message and a simulation phase stands still (research A8)."""
EVENING_MS = 3 * 60 * MINUTE_MS
"""One session is at most three hours: what a council gives, and how long people stay sharp (handbook 6.1)."""
WORDS_A_MINUTE = 200
"""How fast somebody reads on a phone in a full room; in quiet, adults read some 240 words a minute."""


def deadline_after_phase(survey: Survey) -> Iterator[Doubt]:
    """W210: the phase ends while somebody still has time to answer."""
    for inject, rest_ms in _with_rest(survey):
        if rest_ms < 0 and isinstance(inject.trigger, After | AfterPhase):
            continue  # too late as a whole: W211
        if inject.response is not None and (inject.response.deadline_ms or 0) > rest_ms:
            rest = duration_in_words(max(rest_ms, 0))
            yield Doubt(survey.place("injects", inject.id, "deadline"), {"phase": inject.phase, "rest": rest})


def after_phase(survey: Survey) -> Iterator[Doubt]:
    """W211: a chain of messages that outlasts its phase."""
    for inject, rest_ms in _with_rest(survey):
        if rest_ms < 0 and isinstance(inject.trigger, After | AfterPhase):
            yield Doubt(survey.place("injects", inject.id, "after"), {"phase": inject.phase})


def waits_for_later_phase(survey: Survey) -> Iterator[Doubt]:
    """W220: it has lapsed before what it waits for can come."""
    order = _order(survey.scenario)
    for inject in survey.injects:
        if not inject.carry and _waits_for_later(survey.scenario, order, inject):
            trigger = inject.trigger
            value = trigger.inject if isinstance(trigger, After) else ""
            yield Doubt(survey.place("injects", inject.id, "after"), {"value": value})


def spread_beyond_delay(survey: Survey) -> Iterator[Doubt]:
    """W230: a delay cannot be drawn below zero, so all of what lies there would become the same moment."""
    for inject in survey.injects:
        trigger = inject.trigger
        if isinstance(trigger, After | AfterPhase | When) and trigger.spread_ms > trigger.delay_ms:
            spread = duration_in_words(trigger.spread_ms)
            yield Doubt(survey.place("injects", inject.id, "spread"), {"spread": spread})


def lapses_before_it_comes(survey: Survey) -> Iterator[Doubt]:
    """W231."""
    for inject in survey.injects:
        if inject.until_ms is not None and _earliest_ms(survey, inject) > inject.until_ms:
            yield Doubt(survey.place("injects", inject.id, "until"), {})


def nothing_happens(survey: Survey) -> Iterator[Doubt]:
    """W260: for more than ten minutes of a simulation phase nobody can get anything, and nobody has to answer."""
    for phase, (from_ms, to_ms) in quiet_stretches(survey):
        start, length = duration_in_words(from_ms), duration_in_words(to_ms - from_ms)
        yield Doubt(survey.place("phases", phase), {"phase": phase, "start": start, "length": length})


def quiet_stretches(survey: Survey) -> Iterator[tuple[str, tuple[int, int]]]:
    """The longest stretch of each simulation phase in which nothing goes on, where that is too long.

    Where no message has a time of its own the trainer leads the phase, and nothing can be told.
    """
    for phase in survey.simulations:
        spans = []
        for inject in survey.in_phase[phase.id]:
            if inject.id in survey.may_come_ms and (inject.audience.seats or inject.audience.plenary):
                at_ms = survey.may_come_ms[inject.id]
                deadline_ms = inject.response.deadline_ms if inject.response else None
                spans.append((at_ms, at_ms + (deadline_ms or 0)))
        stretch = longest_idle(spans, phase.length_ms)
        if spans and stretch[1] - stretch[0] > QUIET_MS:
            yield phase.id, stretch


def longest_idle(spans: Iterable[tuple[int, int]], length_ms: int) -> tuple[int, int]:
    """From when to when nothing goes on for longest, in a phase of this length with things to do in these spans."""
    longest, busy_until = (0, 0), 0
    for from_ms, until_ms in [*sorted(span for span in spans if span[0] < length_ms), (length_ms, length_ms)]:
        if from_ms - busy_until > longest[1] - longest[0]:
            longest = (busy_until, from_ms)
        busy_until = max(busy_until, until_ms)
    return longest


def longer_than_an_evening(survey: Survey) -> Iterator[Doubt]:
    """I260: all phases together."""
    total_ms = sum(phase.length_ms for phase in survey.scenario.phases)
    if total_ms > EVENING_MS:
        words = {"length": duration_in_words(total_ms), "limit": duration_in_words(EVENING_MS)}
        yield Doubt(survey.place("phases", survey.scenario.phases[-1].id), words)


def no_time_to_read(survey: Survey) -> Iterator[Doubt]:
    """W261: the time to answer is shorter than it takes to read the message and what can be chosen."""
    for inject in survey.injects:
        if inject.response is None or inject.response.deadline_ms is None:
            continue
        form = survey.scenario.forms[inject.response.form]
        asked = " ".join([form.question, *form.options.values()])
        words = survey.words[inject.id] + len(survey.filled(asked).split())
        if words * MINUTE_MS > inject.response.deadline_ms * WORDS_A_MINUTE:
            yield Doubt(
                survey.place("injects", inject.id, "deadline"),
                {"words": words, "needed": duration_in_words(-(-words * 60 // WORDS_A_MINUTE) * 1000)},
            )


def _with_rest(survey: Survey) -> Iterator[tuple[Inject, int]]:
    """Each message that lapses with its phase, and how much of the phase is left when it can come."""
    order = _order(survey.scenario)
    for inject in survey.injects:
        if not inject.carry and not _waits_for_later(survey.scenario, order, inject):
            yield inject, survey.scenario.phases[order[inject.phase]].length_ms - _earliest_ms(survey, inject)


def _order(scenario: Scenario) -> dict[str, int]:
    return {phase.id: index for index, phase in enumerate(scenario.phases)}


def _waits_for_later(scenario: Scenario, order: dict[str, int], inject: Inject) -> bool:
    trigger = inject.trigger
    before = scenario.injects.get(trigger.inject) if isinstance(trigger, After) else None
    return before is not None and order[before.phase] > order[inject.phase]


def _earliest_ms(survey: Survey, inject: Inject) -> int:
    """The earliest exercise time in its phase at which an inject can come, along its own trigger."""
    later_ms = 0
    trigger = inject.trigger
    while isinstance(trigger, After):
        later_ms += least_ms(trigger)
        before = survey.scenario.injects.get(trigger.inject)
        if before is None or before.phase != inject.phase:
            return 0
        trigger = before.trigger
    if isinstance(trigger, At):
        return later_ms + trigger.offset_ms
    if isinstance(trigger, AfterPhase):
        return later_ms + max(0, least_ms(trigger) - survey.between_ms(trigger.phase, inject.phase))
    return later_ms + (least_ms(trigger) if isinstance(trigger, When) else 0)
