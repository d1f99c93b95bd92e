"""How the script unfolds: what follows from a fact, and from time passing.

Owns the rules of play. A `Deciding` folds its own proposals onto a candidate state as it goes, to completion:
effects run, then rules that became true, until nothing changes. It stores nothing and shows nothing;
`exercise` keeps it or throws it away. What people order is in `decide`; who may see what is in `visibility`.

An inject is delivered once, a `when` fires once, an answer has effects once and a silence acts once, so every cascade
ends; what repeats has so many copies and no more.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal, TypeAlias

from engine.exercise import events as e
from engine.exercise.acts import quotable
from engine.exercise.chance import drawn_delay_ms
from engine.exercise.copies import copies, is_armed
from engine.exercise.facts import is_true
from engine.exercise.rules import Rules
from engine.exercise.state import State, evolve
from engine.exercise.step import Text
from engine.exercise.timeline import Item, Timeline, ends_of_itself, lapses_at_ms
from engine.exercise.variants import variant_now
from engine.scenario.conditions.parsing import Condition
from engine.scenario.model import (
    ANY_ANSWER,
    LADDERS,
    AddToVariable,
    After,
    AfterPhase,
    At,
    CancelInject,
    Effect,
    EndPhase,
    Inject,
    Scenario,
    SendInject,
    SetVariable,
    When,
)

Cause: TypeAlias = Literal["clock", "hand", "effect", "player"]


class Deciding:
    """One decision under way: the events so far and the candidate state they lead to."""

    def __init__(
        self, scenario: Scenario, state: State, words: Mapping[str, str], rules: Rules, timeline: Timeline, at_ms: int
    ) -> None:
        self.scenario = scenario
        self.state = state
        self.words = words
        """Typed texts that are stored, only to be said again in a refusal: nothing is decided by them."""
        self.rules = rules
        self.timeline = timeline
        self.at_ms = at_ms
        self.events: list[e.Event] = []
        self.texts: list[Text] = []
        self._effects: deque[tuple[Effect, str, str]] = deque()
        """Each with the inject that causes it, and the unit whose answer does."""
        self._to_look_at: set[str] = set()
        """Rules that a fact or a minute may have made true since they were last looked at."""

    # -- time passing ------------------------------------------------------------------------------------------

    def pass_time(self, until_ms: int) -> None:
        """Take every moment up to and including `until_ms`, in order, each at its own exercise time."""
        while self.state.status != "ended" and (item := self.timeline.pop(until_ms)) is not None:
            if self._still_stands(item):
                self.at_ms = max(self.at_ms, item.at_ms)
                self._take(item)
                self.complete()

    def _still_stands(self, item: Item) -> bool:
        state = self.state
        if item.kind == "inject":
            inject = state.injects[item.name]
            return inject.status == "planned" and inject.due_at_ms == item.at_ms
        if item.kind == "until":
            inject_now = state.injects[item.name]
            moment = lapses_at_ms(state, self.scenario.injects[item.name])
            return inject_now.status in ("planned", "due") and moment == item.at_ms
        if item.kind == "deadline":
            wanted = state.wanted.get((item.name, item.unit))
            if wanted is None:
                return False  # what it was about was taken back
            return wanted.answer is None and not wanted.missed and wanted.deadline_at_ms == item.at_ms
        if item.kind == "minute":
            return True
        return (
            state.phase == item.name
            and state.phases[item.name].ended_at_ms is None
            and state.phases[item.name].planned_end_ms == item.at_ms
            and ends_of_itself(self.scenario, state, item.name)
        )

    def _take(self, item: Item) -> None:
        if item.kind == "inject":
            self.come_due(item.name, "clock")
        elif item.kind == "deadline":
            self._miss(item.name, item.unit)
        elif item.kind == "until":
            self.emit(e.InjectLapsed(self.at_ms, item.name))
        elif item.kind == "minute":
            self._to_look_at.update(self.rules.turning(item.name, self.state, item.at_ms))
            self.timeline.count_on(item, self.state)
        else:
            self.end_phase()

    def _miss(self, inject: str, unit: str) -> None:
        self.emit(e.ResponseMissed(self.at_ms, inject, unit))
        response = self.scenario.injects[inject].response
        if response is not None and not self.state.injects[inject].cancelled:
            self._queue(response.no_answer, inject)

    # -- facts and their consequences --------------------------------------------------------------------------

    def emit(self, event: e.Event) -> None:
        """Propose a fact: fold it onto the candidate and let the timeline and the rules take it in."""
        self.events.append(event)
        self.state = evolve(self.state, event)
        self._to_look_at.update(self.rules.after(event, self.state))
        self.timeline.note(event, self.state)

    def complete(self) -> None:
        """Run effects, then rules that became true, until nothing changes or the exercise has ended."""
        while True:
            while self._effects and self.state.status != "ended":
                self._apply(*self._effects.popleft())
            if self.state.status == "ended":
                self._effects.clear()
                return
            if (inject := self._next_true_when()) is None:
                return
            self._fire_when(inject)

    def _queue(self, effects: tuple[Effect, ...], cause: str, unit: str = "") -> None:
        self._effects.extend((effect, cause, unit) for effect in effects)

    def _apply(self, effect: Effect, cause: str, unit: str) -> None:
        match effect:
            case SetVariable(name=name, value=value):
                if self.state.variables[name] != value or self._is_first_move(name):
                    self.emit(e.VariableChanged(self.at_ms, name, value, cause, unit))
            case AddToVariable(name=name, amount=amount):
                self._add(name, amount, cause, unit)
            case SendInject(inject=inject, delay_ms=delay_ms):
                planned = (copy for copy in copies(self.state, inject) if self.state.injects[copy].status == "planned")
                if (copy := next(planned, None)) is not None:
                    self._set_in_motion(copy, delay_ms, "effect")
            case CancelInject(inject=inject):
                for copy in copies(self.state, inject):
                    now = self.state.injects[copy]
                    if not now.cancelled and now.status in ("planned", "due", "delivered"):
                        self.emit(e.InjectCancelled(self.at_ms, copy))
            case EndPhase():
                self.end_phase()

    def _is_first_move(self, name: str) -> bool:
        """Whether this is a ladder nobody set yet: leaving it where it stands says something too."""
        return name in LADDERS and name not in self.state.ladder_moves

    def _add(self, name: str, amount: int, cause: str, unit: str) -> None:
        variable = self.scenario.variables[name]
        value = variable.within(int(self.state.variables[name]) + amount)
        if value != self.state.variables[name]:
            self.emit(e.VariableChanged(self.at_ms, name, value, cause, unit))

    def _next_true_when(self) -> Inject | None:
        """The first rule that became true, by priority and place. One that is not true now is done with."""
        injects = self.scenario.injects
        waiting = [rule for rule in self._to_look_at if self.rules.waits(rule, self.state)]
        self._to_look_at = set(waiting)
        in_order = sorted(waiting, key=lambda rule: (injects[rule].priority, injects[rule].position))
        self._rearm(in_order)
        for rule in in_order:
            self._to_look_at.discard(rule)
            if is_armed(self.state, rule) and self._rule_is_true(rule):
                return injects[rule]
        return None

    def _rearm(self, rules: Sequence[str]) -> None:
        """A copy of a rule that repeats may fire once the rule was seen false since the copy before it."""
        for rule in rules:
            if not is_armed(self.state, rule) and not self._rule_is_true(rule):
                self.emit(e.InjectRearmed(self.at_ms, rule))

    def _rule_is_true(self, rule: str) -> bool:
        trigger = self.scenario.injects[rule].trigger
        assert isinstance(trigger, When)
        return self._is_true(trigger.condition)

    def _is_true(self, condition: Condition) -> bool:
        return is_true(condition, self.scenario, self.state, self.at_ms)

    def _fire_when(self, inject: Inject) -> None:
        assert isinstance(inject.trigger, When)
        self.emit(e.WhenCameTrue(self.at_ms, inject.id))
        self._set_in_motion(inject.id, self._delay_ms(inject.id, inject.trigger), "effect")

    def _delay_ms(self, inject: str, trigger: After | AfterPhase | When) -> int:
        return drawn_delay_ms(self.state.seed, inject, trigger.delay_ms, trigger.spread_ms)

    def _set_in_motion(self, inject: str, delay_ms: int, cause: Cause) -> None:
        if delay_ms > 0:
            self.emit(e.InjectScheduled(self.at_ms, inject, self.at_ms + delay_ms))
        else:
            self.come_due(inject, cause)

    def come_due(self, inject_id: str, cause: Cause) -> None:
        """Its moment is here: aside when its guard is not true, out in automatic mode, waiting for GO by hand.

        What is to be confirmed waits for GO in either mode, but where nobody attends it goes: nobody could press GO.
        """
        if not self.may_go(inject_id):
            self.emit(e.InjectGuarded(self.at_ms, inject_id))
        elif self._goes_of_itself(inject_id):
            self.deliver(inject_id, cause)
        else:
            self.emit(e.InjectDue(self.at_ms, inject_id))

    def _goes_of_itself(self, inject_id: str) -> bool:
        if self.state.injects[inject_id].held or not self.state.automatic:
            return False
        return self.scenario.injects[inject_id].release == "auto" or self.state.unattended

    def let_go(self, inject_id: str) -> None:
        """It is held no longer: what waited only for that goes out."""
        if self.state.injects[inject_id].status == "due" and self._goes_of_itself(inject_id):
            self.deliver(inject_id, "clock")

    def may_go(self, inject_id: str) -> bool:
        """Whether its guard lets it go now."""
        guard = self.scenario.injects[inject_id].guard
        return guard is None or self._is_true(guard)

    def deliver(self, inject_id: str, cause: Cause, go_wall_ms: int | None = None, by: str = "") -> None:
        """Put it on the screens it is for; its effects follow."""
        inject = self.scenario.injects[inject_id]
        response = inject.response
        units = response.units if response else ()
        audience = inject.audience
        seats = audience.seats
        if by:
            # Who begins something does so alone, or with those it answers together with.
            units = tuple(unit for unit in units if by in self.scenario.unit_seats(unit))
            together = {by, *(seat for unit in units for seat in self.scenario.unit_seats(unit))}
            seats = tuple(seat for seat in seats if seat in together)
        deadline = response.deadline_ms if response else None
        deadlines = () if deadline is None else tuple((unit, self.at_ms + deadline) for unit in units)
        self.emit(
            e.InjectDelivered(
                self.at_ms,
                inject_id,
                seats,
                audience.plenary,
                audience.facilitator,
                units,
                deadlines,
                cause,
                go_wall_ms,
                variant_now(inject, self.scenario, self.state, self.at_ms),
                tuple((name, self.state.variables[name]) for name in inject.shows),
                by,
                quotable(self.state, inject.quotes),
            )
        )
        self._queue(inject.effects, inject_id)
        self._follow(inject_id, "delivered")

    def _follow(self, source: str, happened: str) -> None:
        """Schedule what comes after `source`; in a phase that did not begin yet it waits for that phase."""
        for inject in self.scenario.injects.values():
            trigger = inject.trigger
            if not isinstance(trigger, After) or (trigger.inject, trigger.event) != (source, happened):
                continue
            now = self.state.injects[inject.id]
            ahead = now.status == "planned" and now.due_at_ms is None and inject.release != "manual"
            if ahead and inject.phase in self.state.phases:
                due_at_ms = self.at_ms + self._delay_ms(inject.id, trigger)
                self.emit(e.InjectScheduled(self.at_ms, inject.id, due_at_ms))

    def answered(self, inject_id: str, unit: str, keys: tuple[str, ...]) -> None:
        """This unit's answer counts: the effects of these options or this number, in that order, then those of any."""
        response = self.scenario.injects[inject_id].response
        if response is not None:
            for key in keys:
                self._queue(response.answers.get(key, ()), inject_id, unit)
            self._queue(response.answers.get(ANY_ANSWER, ()), inject_id, unit)

    def follow_answer(self, inject_id: str) -> None:
        """Set in motion what waits for the first answer to this inject."""
        self._follow(inject_id, "answered")

    # -- phases ------------------------------------------------------------------------------------------------

    def start_phase(self, phase_id: str) -> None:
        """Begin a phase: its timed injects get their exercise time."""
        phase = self.scenario.phase(phase_id)
        schedule = tuple(self._schedule(phase_id))
        self.emit(e.PhaseStarted(self.at_ms, phase_id, self.at_ms + phase.length_ms, schedule))

    def _schedule(self, phase_id: str) -> Iterator[tuple[str, int]]:
        for inject in self.scenario.injects.values():
            if inject.phase != phase_id or self.state.injects[inject.id].status != "planned":
                continue
            if inject.release == "manual":
                continue  # its moment is not the clock's: there is nothing to come due
            if isinstance(inject.trigger, At):
                yield inject.id, self.at_ms + inject.trigger.offset_ms
            elif isinstance(inject.trigger, After | AfterPhase):
                happened_at = self._when_happened(inject.trigger)
                if happened_at is not None:
                    yield inject.id, max(self.at_ms, happened_at + self._delay_ms(inject.id, inject.trigger))

    def _when_happened(self, after: After | AfterPhase) -> int | None:
        if isinstance(after, AfterPhase):
            run = self.state.phases.get(after.phase)
            return None if run is None else run.ended_at_ms
        if after.event == "delivered":
            return self.state.injects[after.inject].delivered_at_ms
        times = [
            wanted.answer.first_at_ms
            for (inject, _), wanted in self.state.wanted.items()
            if inject == after.inject and wanted.answer is not None
        ]
        return min(times, default=None)

    def end_phase(self, to: str = "") -> None:
        """End the phase that runs and begin the next, or `to`; after the last one it is over when nobody attends.

        What belongs to a phase that is passed over lapses with it.
        """
        phase_id = self.state.phase
        assert phase_id is not None
        following = to or self.scenario.phase_after(phase_id)
        passed = self.scenario.phases_between(phase_id, to) if to else ()
        lapsed = tuple(
            inject.id
            for inject in self.scenario.injects.values()
            if ((inject.phase == phase_id and not inject.carry) or inject.phase in passed)
            and self.state.injects[inject.id].status in ("planned", "due")
        )
        if following is None and not self.state.unattended:
            return
        self.emit(e.PhaseEnded(self.at_ms, phase_id, lapsed))
        if following is not None:
            self.start_phase(following)
        else:
            self.end(undo_until_wall_ms=0)

    def end(self, undo_until_wall_ms: int) -> None:
        """The exercise is over: what was still to come lapses."""
        ahead = tuple(name for name, inject in self.state.injects.items() if inject.status in ("planned", "due"))
        self.emit(e.ExerciseEnded(self.at_ms, undo_until_wall_ms, ahead))
