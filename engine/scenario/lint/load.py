"""Rules about what one role gets on its plate: too little, too much, too much at once.

Too much is counted only in messages that come whatever anybody answers; too little also in those that may come.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import NamedTuple

from engine.scenario.lint.survey import Doubt, Survey
from engine.scenario.lint.times import longest_idle, quiet_stretches
from engine.scenario.model import Channel, Inject, Phase
from engine.scenario.times import MINUTE_MS, duration_in_words

SILENCE_MS = 12 * MINUTE_MS
"""A player who gets nothing and has nothing to answer for longer than this drops out of the exercise."""
AT_ONCE = 3
"""Open questions one person can keep apart."""
ANSWERING_MS = 5 * MINUTE_MS
"""How long a question without a deadline counts as open."""
WINDOW_MS = 5 * MINUTE_MS
BACKGROUND: tuple[Channel, ...] = ("news", "social", "tv", "radio")
MESSAGES, WORDS = 3, 250
"""What one role can take in within five minutes, beside talking it over (research A8)."""


class _Got(NamedTuple):
    """A message as one role gets it. `until_ms` is when its time to answer is over, `at_ms` when none is asked."""

    at_ms: int
    until_ms: int
    alone_by_ms: int | None
    """The deadline of an answer that nobody else can give."""
    inject: Inject

    @property
    def is_background(self) -> bool:
        """News for everybody that asks nothing: it colours the room, and is no task."""
        return self.until_ms == self.at_ms and self.inject.channel in BACKGROUND and self.inject.audience.plenary


def silence(survey: Survey) -> Iterator[Doubt]:
    """W250. Where nobody gets anything, that is told of the phase (W260), or the trainer leads it."""
    quiet = {phase for phase, _ in quiet_stretches(survey)}
    served = [role for role in survey.scenario.roles if role in survey.served]  # the others are told of in W255
    for phase in survey.simulations:
        got = _by_role(survey, phase, survey.may_come_ms)
        if phase.id in quiet or not any(got.values()):
            continue
        for role in served:
            start_ms, end_ms = longest_idle(((one.at_ms, one.until_ms) for one in got[role]), phase.length_ms)
            if end_ms - start_ms > SILENCE_MS:
                length = duration_in_words(end_ms - start_ms)
                words = {"phase": phase.id, "start": duration_in_words(start_ms), "length": length}
                yield Doubt(survey.place("roles", role), {"role": role, **words})


def too_many_open(survey: Survey) -> Iterator[Doubt]:
    """W251: at the message that makes it too many; once for each role and phase."""
    for role, got in _surely(survey):
        if (one := _one_too_many_open(got)) is not None:
            yield Doubt(survey.place("injects", one.inject.id), {"role": role, "count": AT_ONCE + 1})


def two_deadlines(survey: Survey) -> Iterator[Doubt]:
    """I250: the second comes while the first has run for less than half its time, and nobody else can take one over."""
    for role, got in _surely(survey):
        for first, second in pairwise(one for one in got if one.alone_by_ms is not None):
            if second.at_ms - first.at_ms < (first.until_ms - first.at_ms) / 2:
                words = {"role": role, "first": first.inject.id}
                yield Doubt(survey.place("injects", second.inject.id, "deadline"), words)


def too_many_messages(survey: Survey) -> Iterator[Doubt]:
    """W252: at the message that makes it too many; once for each role and phase. Open questions are told of in W251."""
    told: dict[str, list[str]] = {}
    for role, got in _surely(survey):
        if (over := _too_many(got)) is not None and _one_too_many_open(got) is None:
            told.setdefault(over.inject.id, []).append(role)
    for inject, roles in told.items():
        yield Doubt(survey.place("injects", inject), {"role": ", ".join(roles), "count": MESSAGES + 1})


def too_many_words(survey: Survey) -> Iterator[Doubt]:
    """W253: few messages, but together more than somebody reads. More messages are told of in W252."""
    told: dict[str, tuple[list[str], int]] = {}
    for role, got in _surely(survey):
        over = _first_over(got, [survey.words[one.inject.id] for one in got], WORDS)
        if over is not None and _too_many(got) is None:
            told.setdefault(over[0].inject.id, ([], over[1]))[0].append(role)
    for inject, (roles, count) in told.items():
        words = {"role": ", ".join(roles), "count": count, "limit": WORDS}
        yield Doubt(survey.place("injects", inject), words)


def _one_too_many_open(got: list[_Got]) -> _Got | None:
    """The message with which more questions are open than one person keeps apart."""
    open_until: list[int] = []
    for one in got:
        if one.until_ms > one.at_ms:
            open_until = [until for until in open_until if until > one.at_ms] + [one.until_ms]
            if len(open_until) > AT_ONCE:
                return one
    return None


def _too_many(got: list[_Got]) -> _Got | None:
    tasks = [one for one in got if not one.is_background]
    over = _first_over(tasks, [1] * len(tasks), MESSAGES)
    return over[0] if over else None


def _first_over(got: list[_Got], weights: list[int], limit: int) -> tuple[_Got, int] | None:
    """The first message with which the weights of the last five minutes go over the limit, and what they are then."""
    first, total = 0, 0
    for index, one in enumerate(got):
        total += weights[index]
        while got[first].at_ms <= one.at_ms - WINDOW_MS:
            total -= weights[first]
            first += 1
        if total > limit:
            return one, total
    return None


def _surely(survey: Survey) -> Iterator[tuple[str, list[_Got]]]:
    for phase in survey.simulations:
        yield from _by_role(survey, phase, survey.surely_come_ms).items()


def _by_role(survey: Survey, phase: Phase, comes_ms: Mapping[str, int]) -> Mapping[str, list[_Got]]:
    """What each role gets in a phase, in the order of coming."""
    found: dict[str, list[_Got]] = {role: [] for role in survey.scenario.roles}
    coming = [(comes_ms[i.id], i.position, i) for i in survey.in_phase[phase.id] if i.id in comes_ms]
    for at_ms, _, inject in sorted(coming, key=lambda one: one[:2]):
        if at_ms > phase.length_ms:
            continue
        answering = survey.answerers(inject)
        deadline_ms = inject.response.deadline_ms if inject.response else None
        for role in survey.receivers(inject):
            until_ms = at_ms + ((deadline_ms or ANSWERING_MS) if role in answering else 0)
            is_alone = deadline_ms is not None and role in answering and _is_alone(survey, inject)
            found[role].append(_Got(at_ms, until_ms, until_ms if is_alone else None, inject))
    return found


def _is_alone(survey: Survey, inject: Inject) -> bool:
    """Whether each answers for itself, so that nobody can take it over."""
    return inject.response is not None and all(len(survey.scenario.unit_seats(u)) == 1 for u in inject.response.units)
