"""What the scores say about groups: the spread over the scale per dimension, and a label.

A fold over `State.scores`. Owns how raters are combined, and the label. Which groups may be shown is in `groups`.
Never says anything about one person: nothing here names a seat, and nothing is ranked.

Several raters of one thing are averaged first, so that a second observer changes no weight; what is spread out are
these means, one for each (moment, unit).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from statistics import median
from typing import Literal, TypeAlias

from engine.exercise.events import Scored
from engine.exercise.state import State
from engine.scenario.model import DIMENSIONS, Scenario
from engine.scoring.groups import EVERYONE, Groups, groups
from engine.scoring.scale import MIDDLE
from engine.scoring.vetoes import NEVER_PROPORTIONAL

Label: TypeAlias = Literal["te_weinig", "proportioneel", "reflex", "gemengd"]

_TURN = Fraction(1, 2)
"""How far the mean must lie from proportional to be called something else."""


@dataclass(frozen=True, slots=True)
class Spread:
    """How far apart a group lies on one dimension, in exact positions. `n` counts judgements, not people."""

    dimension: str
    n: int
    min: Fraction
    max: Fraction
    median: Fraction


@dataclass(frozen=True, slots=True)
class Profile:
    """One group over the dimensions that were scored; the others are absent. `label` is None when nothing was."""

    who: str
    spreads: tuple[Spread, ...]
    label: Label | None


@dataclass(frozen=True, slots=True)
class Section:
    """The profiles of an escalation moment or a phase: the whole first, then the groups that may be shown."""

    id: str
    title: str
    profiles: tuple[Profile, ...]


@dataclass(frozen=True, slots=True)
class Scorecard:
    """The exercise from end to end, and every escalation moment and phase of the scenario, in its order."""

    whole: tuple[Profile, ...]
    moments: tuple[Section, ...]
    phases: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class Judged:
    """One unit at one moment on one dimension: the mean of its raters. `at_ms` is when the first of them scored."""

    moment: str
    unit: str
    dimension: str
    position: Fraction
    at_ms: int


def scorecard(scenario: Scenario, state: State) -> Scorecard:
    """All spreads of an exercise. The order in which raters scored makes no difference."""
    judged = judgements(state.scores)
    heavy = {(moment, unit) for _, moment, unit, veto in state.vetoes if veto in NEVER_PROPORTIONAL}
    named = groups(scenario)
    escalations = _escalations(scenario)
    phases = _phases(scenario, state, judged)

    def profiles_of(place: Mapping[str, str | None], ident: str) -> tuple[Profile, ...]:
        return _profiles(scenario, named, heavy, [each for each in judged if place.get(each.moment) == ident])

    return Scorecard(
        whole=_profiles(scenario, named, heavy, judged),
        moments=tuple(Section(e.id, e.title, profiles_of(escalations, e.id)) for e in scenario.escalations.values()),
        phases=tuple(Section(p.id, p.title, profiles_of(phases, p.id)) for p in scenario.phases),
    )


def judgements(scores: Mapping[tuple[str, str, str, str], Scored]) -> tuple[Judged, ...]:
    """The mean over raters of each (moment, unit, dimension) that somebody scored, sorted."""
    gathered: dict[tuple[str, str, str], list[tuple[int, int]]] = {}
    for (_, moment, unit, dimension), scored in scores.items():
        if scored.position is not None:
            gathered.setdefault((moment, unit, dimension), []).append((scored.position, scored.at_ms))
    return tuple(
        Judged(*key, Fraction(sum(position for position, _ in found), len(found)), min(at_ms for _, at_ms in found))
        for key, found in sorted(gathered.items())
    )


def label(positions: Sequence[Fraction]) -> Label | None:
    """What these positions are called together, by handbook 3.5; None when there are none.

    m is the mean distance from 3, where an extreme counts double; m <= -1/2 is too little, m >= 1/2 is reflex. Both
    ends at once is mixed. One end with m in between is mixed as well: the handbook does not call it proportional (a
    name given away is never made good by nine careful sentences) and the mean does not call it anything else, so a
    trainer decides. With several raters an extreme is a mean nearer to the end than to the position beside it.
    """
    if not positions:
        return None
    low = any(position < 1 + _TURN for position in positions)
    high = any(position > 5 - _TURN for position in positions)
    weighed = [(position - MIDDLE, 2 if abs(position - MIDDLE) > 2 - _TURN else 1) for position in positions]
    m = sum((distance * weight for distance, weight in weighed), Fraction(0)) / sum(weight for _, weight in weighed)
    if low and high:
        return "gemengd"
    if abs(m) >= _TURN:
        return "reflex" if m > 0 else "te_weinig"
    return "gemengd" if low or high else "proportioneel"


def _profiles(
    scenario: Scenario, named: Groups, heavy: Collection[tuple[str, str]], judged: Sequence[Judged]
) -> tuple[Profile, ...]:
    """The whole, and each group over those dimensions on which it may be shown."""
    of_groups: dict[str, list[Judged]] = {}
    for cell in _by_dimension(judged):
        shown = named.shown([each.unit for each in cell])
        for each in cell:
            word = named.word(each.unit)
            if word in shown:
                of_groups.setdefault(word, []).append(each)
    whole = _profile(EVERYONE[scenario.language], judged, heavy)
    return (whole, *(_profile(word, of_groups[word], heavy) for word in named.words if word in of_groups))


def _profile(who: str, judged: Sequence[Judged], heavy: Collection[tuple[str, str]]) -> Profile:
    spreads = tuple(_spread(cell) for cell in _by_dimension(judged))
    called = label([each.position for each in judged])
    if called == "proportioneel" and any((each.moment, each.unit) in heavy for each in judged):
        called = "gemengd"  # raters may differ on the position, but not on whether this can be called proportional
    return Profile(who, spreads, called)


def _by_dimension(judged: Iterable[Judged]) -> list[list[Judged]]:
    """The judgements of each dimension that has any, in the order of the rubric."""
    cells: dict[str, list[Judged]] = {dimension: [] for dimension in DIMENSIONS}
    for each in judged:
        cells[each.dimension].append(each)
    return [cell for cell in cells.values() if cell]


def _spread(cell: Sequence[Judged]) -> Spread:
    positions = [each.position for each in cell]
    middle = Fraction(median(positions))
    return Spread(cell[0].dimension, len(cell), min(positions), max(positions), middle)


def _escalations(scenario: Scenario) -> dict[str, str | None]:
    """Moment → escalation moment it belongs to: itself, or the one of its inject."""
    of_injects = {f"inject:{inject.id}": inject.escalation for inject in scenario.injects.values()}
    return of_injects | {f"escalation:{escalation}": escalation for escalation in scenario.escalations}


def _phases(scenario: Scenario, state: State, judged: Iterable[Judged]) -> dict[str, str | None]:
    """Moment → phase: where the inject, or the first inject of the escalation moment, was delivered; for anything
    else the phase that ran when it was scored first."""
    phases: dict[str, str | None] = {}
    delivered = [i for i in scenario.injects.values() if state.injects[i.id].delivered_at_ms is not None]
    for inject in sorted(delivered, key=lambda i: state.injects[i.id].delivered_at_ms or 0):
        phases[f"inject:{inject.id}"] = state.injects[inject.id].story_phase
        phases.setdefault(f"escalation:{inject.escalation}", state.injects[inject.id].story_phase)
    for each in sorted(judged, key=lambda j: j.at_ms):
        phases.setdefault(each.moment, _phase_at(state, each.at_ms))
    return phases


def _phase_at(state: State, at_ms: int) -> str | None:
    begun = [phase for phase, run in state.phases.items() if run.started_at_ms <= at_ms]
    return begun[-1] if begun else None
