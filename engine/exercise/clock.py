"""From wall clock to exercise time, and from exercise time to story time.

Owns the two maps and nothing that ticks: the time is always given. Exercise time is an integer of running
milliseconds; it stands still while paused and never jumps. Story time is minutes since day 1 00:00 of the story.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from engine.exercise.state import State
from engine.scenario.model import Phase, Scenario, Stage

MIN_SPEED = Fraction(1, 4)
MAX_SPEED = Fraction(60)
DAY_MIN = 24 * 60
WEEKDAYS = ("ma", "di", "wo", "do", "vr", "za", "zo")


@dataclass(frozen=True, slots=True)
class Segment:
    """A straight piece of wall → exercise time: from an anchor on, at one speed. Speed 0 stands still.

    Milliseconds are floored from the anchor, so that a chain of readings never drifts.
    """

    wall_ms: int
    at_ms: int
    speed_num: int
    speed_den: int = 1

    def at(self, wall_ms: int) -> int:
        """Exercise time at this wall time; a wall clock that went back gives the anchor."""
        return self.at_ms + max(0, wall_ms - self.wall_ms) * self.speed_num // self.speed_den

    def wall(self, at_ms: int) -> int | None:
        """First wall time at which exercise time reaches `at_ms`; None while it stands still."""
        if at_ms <= self.at_ms:
            return self.wall_ms
        if self.speed_num == 0:
            return None
        return self.wall_ms - (-(at_ms - self.at_ms) * self.speed_den // self.speed_num)


def story_minute(scenario: Scenario, state: State, at_ms: int) -> int:
    """Story time in minutes since day 1 00:00: linear inside a phase, still when the phase runs over."""
    if state.phase is None:
        return scenario.phases[0].story_from_min
    phase = scenario.phase(state.phase)
    return minute_in(phase, at_ms - state.phases[phase.id].started_at_ms)


def minute_in(phase: Phase, into_ms: int) -> int:
    into_ms = min(max(0, into_ms), phase.length_ms)
    return phase.story_from_min + (phase.story_to_min - phase.story_from_min) * into_ms // phase.length_ms


def story_words(scenario: Scenario, minute: int, label: str = "") -> str:
    """Story time as people read it: `za 17.05`, or `acht maanden later, 9.00 uur` where a phase has a label."""
    day, of_day = divmod(minute, DAY_MIN)
    hour, minutes = divmod(of_day, 60)
    if label:
        return f"{label}, {hour}.{minutes:02d} uur"
    return f"{WEEKDAYS[(scenario.first_day + day) % 7]} {hour}.{minutes:02d}"


def story_at(scenario: Scenario, state: State, at_ms: int) -> str:
    """Story time in words at an exercise time of the phase that runs."""
    label = scenario.phase(state.phase).label if state.phase else ""
    return story_words(scenario, story_minute(scenario, state, at_ms), label)


def stage(scenario: Scenario, state: State, at_ms: int) -> Stage:
    """The stage of the aftermath: what the phase says, else from story time since the story began.

    acuut: the first 24 hours; dag: to day 7; nafase: to three months; then rapport (handbook 3.5).
    """
    if state.phase is not None:
        own = scenario.phase(state.phase).stage
        if own is not None:
            return own
    began = next((p for p in scenario.phases if p.kind == "simulation"), scenario.phases[0]).story_from_min
    passed = story_minute(scenario, state, at_ms) - began
    if passed < DAY_MIN:
        return "acuut"
    if passed < 7 * DAY_MIN:
        return "dag"
    return "nafase" if passed < 90 * DAY_MIN else "rapport"
