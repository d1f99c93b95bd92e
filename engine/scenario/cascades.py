"""Endless cascades: messages that keep setting each other off within one instant, until their copies run out.

Owns the search. Every cascade ends at play, because a message comes a limited number of times; but one that only ends
there was not meant. The search plays single instants on the values of the variables alone: effects, then rules that
became true, as `engine.exercise` does. What it cannot be sure of (an answer, minutes that pass, GO) it leaves out, so
that what it finds does happen.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice, product

from engine.scenario.conditions.parsing import PHASE, Condition, holds
from engine.scenario.model import (
    AddToVariable,
    Effect,
    EndPhase,
    Inject,
    Scenario,
    SendInject,
    SetVariable,
    Value,
    When,
)

MOST_LOOKS = 8_000
"""Conditions and effects in the whole search: about a tenth of a second, whatever the scenario."""
MOST_SITUATIONS = 64
"""Combinations of values from which is searched, beside the start."""


def endless(scenario: Scenario) -> list[tuple[str, ...]]:
    """Rings of messages that set each other off, each once, from its first message in the file round to it again."""
    if all(inject.repeat == 1 for inject in scenario.injects.values()):
        return []
    search = _Search(scenario)
    found: dict[frozenset[str], tuple[str, ...]] = {}
    for values in search.situations():
        for phase in scenario.phases:
            for first in (None, *(i for i in scenario.injects.values() if i.phase == phase.id)):
                ring = _Instant(search, {**values, PHASE: phase.id}).ring(first)
                if ring:
                    found.setdefault(frozenset(ring), search.from_its_first(ring))
                if search.looks > MOST_LOOKS:
                    return list(found.values())
    return list(found.values())


class _Search:
    """What all instants share: the rules by what they read, and how much was looked at."""

    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario
        self.looks = 0
        self.rules: dict[str, list[Inject]] = defaultdict(list)
        """By the name or `sent` id that they read, and by phase."""
        for inject in sorted(scenario.injects.values(), key=lambda inject: (inject.priority, inject.position)):
            trigger = inject.trigger
            if isinstance(trigger, When) and trigger.delay_ms == 0 and _is_certain(trigger.condition):
                for name in (*trigger.condition.names, *(ident for _, ident in trigger.condition.calls)):
                    self.rules[name].append(inject)
                self.rules[f"{PHASE} {inject.phase}"].append(inject)

    def situations(self) -> Iterator[Mapping[str, Value]]:
        """The start, then combinations of the values that what repeats reads and something sets."""
        start = {variable.id: variable.start for variable in self.scenario.variables.values()}
        yield start
        read = {
            name for inject in self.scenario.injects.values() if inject.repeat > 1 for name in _conditions_read(inject)
        }
        values: dict[str, list[Value]] = {name: [start[name]] for name in start if name in read}
        for inject in self.scenario.injects.values():
            for effect in inject.all_effects():
                if isinstance(effect, SetVariable) and effect.value not in values.get(effect.name, [effect.value]):
                    values[effect.name].append(effect.value)
        for combination in islice(product(*values.values()), 1, MOST_SITUATIONS):
            yield {**start, **dict(zip(values, combination, strict=True))}

    def from_its_first(self, ring: tuple[str, ...]) -> tuple[str, ...]:
        at = min(range(len(ring)), key=lambda place: self.scenario.injects[ring[place]].position)
        return (*ring[at:], *ring[:at], ring[at])


@dataclass(slots=True)
class _Instant:
    """One instant being played. A message that was sent knows which one brought it about, by its place in `sent`."""

    search: _Search
    values: dict[str, Value]
    sent: list[tuple[str, int | None]] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    disarmed: set[str] = field(default_factory=set)
    to_look_at: list[Inject] = field(default_factory=list)
    changed_by: dict[str, int] = field(default_factory=dict)
    effects: deque[tuple[Effect, int]] = field(default_factory=deque)

    def ring(self, first: Inject | None) -> tuple[str, ...]:
        """The messages that set each other off when `first` is sent, or the phase begins; empty when that ends."""
        if first is None:
            self.to_look_at = list(self.search.rules[f"{PHASE} {self.values[PHASE]}"])
        elif ring := self._send(first, None, by_hand=True):
            return ring
        while self.search.looks <= MOST_LOOKS:
            while self.effects:
                if ring := self._apply(*self.effects.popleft()):
                    return ring
            rule = self._next_true()
            if rule is None:
                return ()
            if ring := self._fire(rule):
                return ring
        return ()

    def _apply(self, effect: Effect, cause: int) -> tuple[str, ...]:
        self.search.looks += 1
        match effect:
            case SetVariable(name=name, value=value):
                self._change(name, value, cause)
            case AddToVariable(name=name, amount=amount):
                variable = self.search.scenario.variables[name]
                self._change(name, variable.within(int(self.values[name]) + amount), cause)
            case SendInject(inject=ident, delay_ms=0):
                return self._send(self.search.scenario.injects[ident], cause)
            case EndPhase():
                self.effects.clear()
                self.to_look_at.clear()
        return ()

    def _change(self, name: str, value: Value, cause: int) -> None:
        if self.values[name] != value:
            self.values[name] = value
            self._touch(name, cause)

    def _touch(self, name: str, cause: int) -> None:
        self.changed_by[name] = cause
        known = {rule.id for rule in self.to_look_at}
        self.to_look_at += [rule for rule in self.search.rules[name] if rule.id not in known]

    def _next_true(self) -> Inject | None:
        rules = [rule for rule in self.to_look_at if rule.phase == self.values[PHASE]]
        true = [rule for rule in rules if isinstance(rule.trigger, When) and self._holds(rule.trigger.condition)]
        self.disarmed -= {rule.id for rule in rules} - {rule.id for rule in true}
        self.to_look_at = sorted(true, key=lambda rule: (rule.priority, rule.position))
        while self.to_look_at:
            rule = self.to_look_at.pop(0)
            if rule.id not in self.disarmed:
                return rule
        return None

    def _fire(self, rule: Inject) -> tuple[str, ...]:
        assert isinstance(rule.trigger, When)
        self.disarmed.add(rule.id)
        condition = rule.trigger.condition
        causes = [self.changed_by.get(name) for name in (*condition.names, *(ident for _, ident in condition.calls))]
        return self._send(rule, max((cause for cause in causes if cause is not None), default=None))

    def _send(self, inject: Inject, cause: int | None, *, by_hand: bool = False) -> tuple[str, ...]:
        """Send it, unless it waits for GO or its guard is not certainly true; the ring when there is no copy left."""
        certain = inject.release == "auto" and (
            inject.guard is None or (_is_certain(inject.guard) and self._holds(inject.guard))
        )
        if not (certain or by_hand):
            return ()
        if self.counts[inject.id] == inject.repeat:
            return self._round_to(inject.id, cause) if inject.repeat > 1 else ()
        self.counts[inject.id] += 1
        self.sent.append((inject.id, cause))
        here = len(self.sent) - 1
        self.effects.extend((effect, here) for effect in inject.effects)
        self._touch(inject.id, here)
        return ()

    def _round_to(self, ident: str, cause: int | None) -> tuple[str, ...]:
        """From the message that is sent once more back along what brought it about; empty when it is not in there."""
        back = [ident]
        while cause is not None:
            name, cause = self.sent[cause]
            if name == ident:
                return tuple(reversed(back))
            back.append(name)
        return ()

    def _holds(self, condition: Condition) -> bool:
        self.search.looks += 1
        return holds(condition, self.values, _Sent(self.counts))


@dataclass(frozen=True, slots=True)
class _Sent:
    """What a condition may ask within the instant: only whether something was sent is certain."""

    counts: Mapping[str, int]

    def sent(self, inject: str) -> bool:
        return self.counts.get(inject, 0) > 0

    def answered(self, name: str) -> bool:
        raise AssertionError(name)

    def late(self, inject: str) -> bool:
        raise AssertionError(inject)

    def minutes_since(self, inject: str) -> int | None:
        raise AssertionError(inject)

    def count_answered(self, inject: str) -> int:
        raise AssertionError(inject)


def _is_certain(condition: Condition) -> bool:
    return all(call == "sent" for call, _ in condition.calls)


def _conditions_read(inject: Inject) -> Iterator[str]:
    if isinstance(inject.trigger, When):
        yield from inject.trigger.condition.names
    if inject.guard is not None:
        yield from inject.guard.names
