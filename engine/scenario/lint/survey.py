"""What the rules look at: a scenario, where everything in it stands, and what several rules ask of it.

Owns when a message comes as far as the file alone can tell, and whose eyes it reaches. How an evening really goes,
with its answers and its trainer, is found by rehearsing it.
"""

from __future__ import annotations

import heapq
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple, TypeAlias

from engine.scenario import texts
from engine.scenario.conditions.code import Condition
from engine.scenario.conditions.parsing import MAX_NUMBER, PHASE
from engine.scenario.files.nodes import Word
from engine.scenario.findings import Place
from engine.scenario.lint.possible import Work, outcomes
from engine.scenario.model import (
    AddToVariable,
    After,
    AfterPhase,
    At,
    Effect,
    Inject,
    Organ,
    Phase,
    Role,
    Scenario,
    SendInject,
    SetVariable,
    Value,
    Variable,
    Weights,
    When,
)
from engine.scenario.sections.fields import Desk


class Doubt(NamedTuple):
    """Something that was probably not meant: where, with the words of its sentence. The code is in the table."""

    place: Place
    words: Mapping[str, object]
    hint: str | None = None


class _Step(NamedTuple):
    """One message sets another in motion. Not `sure`: it takes an answer, or a silence."""

    target: str
    delay_ms: int
    sure: bool


_ORGAN_BY_TITLE: tuple[tuple[re.Pattern[str], Organ], ...] = (
    (re.compile(r"raadslid|raadsleden|fractie", re.IGNORECASE), "raad"),
    (re.compile(r"burgemeester|wethouder", re.IGNORECASE), "college"),
    (re.compile(r"griffier", re.IGNORECASE), "griffie"),
)
_MAYOR = re.compile(r"burgemeester", re.IGNORECASE)


Values: TypeAlias = Mapping[str, Sequence[Value] | range]
"""What each variable can be."""


class Outcome(NamedTuple):
    """What a condition can come to, with the path to it; None when that cannot be told."""

    path: tuple[str, ...]
    condition: Condition
    given: frozenset[bool] | None


class Survey:
    """A scenario without errors, with the places and texts noted while it was read. Asks nothing twice."""

    def __init__(self, scenario: Scenario, desk: Desk) -> None:
        self.scenario = scenario
        self.texts = desk.texts_read
        self._places = desk.places
        self.injects = tuple(inject for inject in scenario.injects.values() if inject.repeat_of is None)
        """The messages as they are written; one that repeats has copies in the scenario, at the same place."""

    def place(self, *path: str) -> Place:
        """Where something stands; the nearest thing around it when that was not noted."""
        if path[0] == "injects" and (inject := self.scenario.injects.get(path[1])) and inject.repeat_of:
            path = (path[0], inject.repeat_of, *path[2:])
        while path not in self._places and path:
            path = path[:-1]
        return self._places.get(path, Place(1, 1))

    def inside(self, offset: int, *path: str) -> Place:
        """Where the character at `offset` of a text stands."""
        word = self._word_at.get(self.place(*path))
        return word.place_of(offset) if word else self.place(*path)

    @cached_property
    def _word_at(self) -> Mapping[Place, Word]:
        return {word.place: word for word, _ in self.texts}

    @cached_property
    def defaults(self) -> Mapping[str, str]:
        """Words for everything that may stand in a text: those of the start."""
        scenario = self.scenario
        starts = {each.id: texts.value_in_words(each.start, scenario.language) for each in scenario.variables.values()}
        return starts | {parameter.id: parameter.default for parameter in scenario.parameters.values()}

    def filled(self, text: str) -> str:
        """A text as it is read with the default words."""
        return texts.render(text, self.defaults)

    @cached_property
    def words(self) -> Mapping[str, int]:
        """How many words the body of each message has, in its longest variant."""
        return {
            inject.id: max(len(self.filled(text).split()) for _, text in self.bodies(inject))
            for inject in self.scenario.injects.values()
        }

    def bodies(self, inject: Inject) -> Iterator[tuple[tuple[str, ...], str]]:
        """Every text that a message can come with, its own and those of its variants, with the path to it."""
        yield ("injects", inject.id, "body"), inject.body
        for number, variant in enumerate(inject.variants):
            if variant.body is not None:
                yield ("injects", inject.id, "variants", str(number), "body"), variant.body

    def titles(self, inject: Inject) -> Iterator[tuple[tuple[str, ...], str]]:
        """The same for its titles."""
        yield ("injects", inject.id, "title"), inject.title
        for number, variant in enumerate(inject.variants):
            if variant.title is not None:
                yield ("injects", inject.id, "variants", str(number), "title"), variant.title

    @cached_property
    def in_phase(self) -> Mapping[str, list[Inject]]:
        """The messages of each phase, in file order."""
        found: dict[str, list[Inject]] = {phase.id: [] for phase in self.scenario.phases}
        for inject in self.scenario.injects.values():
            found[inject.phase].append(inject)
        return found

    @cached_property
    def names_read(self) -> frozenset[str]:
        """Every name that a condition reads or a text shows."""
        scenario = self.scenario
        at_play = (one for inject in scenario.injects.values() for _, one in conditions_of(inject))
        afterwards = (question.guard for question in scenario.debrief if question.guard)
        in_texts = (name for inject in scenario.injects.values() for name in inject.shows)
        return frozenset(name for one in (*at_play, *afterwards) for name in one.names).union(in_texts)

    @cached_property
    def values(self) -> Values:
        """What every variable can be. Without those that never change: they are told of as such (W222, W273)."""
        values: dict[str, Sequence[Value] | range] = {}
        for variable in self.scenario.variables.values():
            if not self._may_change(variable):
                continue
            low = -MAX_NUMBER if variable.min is None else variable.min
            high = MAX_NUMBER if variable.max is None else variable.max
            if variable.type == "number":
                values[variable.id] = range(low, high + 1)
            else:
                values[variable.id] = variable.options if variable.type == "choice" else (False, True)
        return values

    def _may_change(self, variable: Variable) -> bool:
        if variable.is_meter or variable.id in self.ladders_of_roles:
            return True
        return self.values_given.get(variable.id, {variable.start}) != {variable.start}

    @cached_property
    def ladders_of_roles(self) -> frozenset[str]:
        """The ladders that somebody may move."""
        return frozenset(ladder for role in self.scenario.roles.values() for ladder in role.ladders)

    @cached_property
    def can_give(self) -> tuple[Outcome, ...]:
        """What each condition can come to, with any start the trainer may choose and whatever anybody answers."""
        return tuple(self.outcomes(self.values))

    def outcomes(self, values: Values) -> Iterator[Outcome]:
        """What each condition can come to for these values, in the phases in which it is looked at."""
        phases = tuple(phase.id for phase in self.scenario.phases)
        work = Work()
        for inject in self.injects:
            for path, condition in conditions_of(inject):
                # What is sent by hand can come in any phase; a rule is looked at while its own phase runs.
                may_run = (inject.phase,) if path[-1] == "when" and not inject.carry else phases
                yield Outcome(path, condition, outcomes(condition, {**values, PHASE: may_run}, work))

    @cached_property
    def values_given(self) -> Mapping[str, set[Value] | None]:
        """What each variable is set to or drawn from; None when it can be anything: something is added to it."""
        given: dict[str, set[Value] | None] = {}
        for variable in self.scenario.variables.values():
            if isinstance(variable.random, Weights):
                given[variable.id] = {value for value, weight in variable.random.of if weight}
            elif variable.random is not None:
                given[variable.id] = None
        for inject in self.scenario.injects.values():
            for effect in inject.all_effects():
                if isinstance(effect, AddToVariable):
                    given[effect.name] = None
                elif isinstance(effect, SetVariable):
                    values = given.setdefault(effect.name, set())
                    if values is not None:
                        values.add(effect.value)
        return given

    @property
    def simulations(self) -> Iterator[Phase]:
        return (phase for phase in self.scenario.phases if phase.kind == "simulation")

    # -- people

    def receivers(self, inject: Inject) -> frozenset[str]:
        """The roles that get a message."""
        return frozenset(self.scenario.seats[seat].role for seat in inject.audience.seats)

    @cached_property
    def served(self) -> frozenset[str]:
        """The roles that get something somewhere."""
        return frozenset(role for inject in self.scenario.injects.values() for role in self.receivers(inject))

    def answerers(self, inject: Inject) -> frozenset[str]:
        """The roles that must answer a message, alone or with their team."""
        if inject.response is None:
            return frozenset()
        seats = (seat for unit in inject.response.units for seat in self.scenario.unit_seats(unit))
        return frozenset(self.scenario.seats[seat].role for seat in seats)

    def organ(self, role: Role) -> Organ | None:
        """Where a role stands: as the file says, or else as its title does."""
        return role.organ or next((organ for title, organ in _ORGAN_BY_TITLE if title.search(role.title)), None)

    def is_mayor(self, role: Role) -> bool:
        return self.organ(role) == "college" and _MAYOR.search(role.title) is not None

    # -- time

    @cached_property
    def may_come_ms(self) -> Mapping[str, int]:
        """The earliest time in its phase at which a message can come. Lacks what waits for a condition or a hand."""
        return self._earliest(self.scenario.injects.keys(), sure=False)

    @cached_property
    def surely_come_ms(self) -> Mapping[str, int]:
        """The same for messages that come whatever anybody answers."""
        injects = self.scenario.injects.values()
        free = [inject.id for inject in injects if inject.guard is None and inject.release == "auto"]
        return self._earliest(free, sure=True)

    def _earliest(self, allowed: Collection[str], *, sure: bool) -> Mapping[str, int]:
        injects = self.scenario.injects
        queue = [
            (at_ms, inject.position, ident)
            for ident, inject in injects.items()
            if ident in allowed and (at_ms := self._own_time_ms(inject)) is not None
        ]
        heapq.heapify(queue)
        found: dict[str, int] = {}
        while queue:
            at_ms, _, ident = heapq.heappop(queue)
            if ident in found:
                continue
            found[ident] = at_ms
            for step in self._steps.get(ident, ()):
                target = injects[step.target]
                if step.target in found or step.target not in allowed or (sure and not step.sure):
                    continue
                if target.phase == injects[ident].phase:
                    heapq.heappush(queue, (at_ms + step.delay_ms, target.position, step.target))
        return found

    def _own_time_ms(self, inject: Inject) -> int | None:
        """When it comes by the clock alone."""
        trigger = inject.trigger
        if inject.release == "manual":
            return None
        if isinstance(trigger, At):
            return trigger.offset_ms
        if isinstance(trigger, AfterPhase):
            return max(0, least_ms(trigger) - self.between_ms(trigger.phase, inject.phase))
        return None

    def between_ms(self, earlier: str, later: str) -> int:
        """The planned length of the phases between these two."""
        phases = self.scenario.phases
        ids = [phase.id for phase in phases]
        return sum(phase.length_ms for phase in phases[ids.index(earlier) + 1 : ids.index(later)])

    @cached_property
    def _steps(self) -> Mapping[str, list[_Step]]:
        """What each message sets in motion."""
        steps: dict[str, list[_Step]] = {}
        for inject in self.scenario.injects.values():
            trigger = inject.trigger
            if isinstance(trigger, After) and trigger.inject in self.scenario.injects:
                step = _Step(inject.id, least_ms(trigger), trigger.event == "delivered")
                steps.setdefault(trigger.inject, []).append(step)
            for effect in inject.effects:
                if isinstance(effect, SendInject):
                    steps.setdefault(inject.id, []).append(_Step(effect.inject, effect.delay_ms, True))
            for effect, wait_ms in _after_asking(inject):
                if isinstance(effect, SendInject):
                    steps.setdefault(inject.id, []).append(_Step(effect.inject, wait_ms + effect.delay_ms, False))
        return steps


def least_ms(trigger: After | AfterPhase | When) -> int:
    """The shortest delay that can be drawn."""
    return max(0, trigger.delay_ms - trigger.spread_ms)


def _after_asking(inject: Inject) -> Iterator[tuple[Effect, int]]:
    """The effects of answers and of silence, with how long they take at least."""
    if inject.response is not None:
        yield from ((effect, 0) for effects in inject.response.answers.values() for effect in effects)
        yield from ((effect, inject.response.deadline_ms or 0) for effect in inject.response.no_answer)


def conditions_of(inject: Inject) -> Iterator[tuple[tuple[str, ...], Condition]]:
    """Every condition of a message, with the path to it."""
    if isinstance(inject.trigger, When):
        yield ("injects", inject.id, "when"), inject.trigger.condition
    if inject.guard is not None:
        yield ("injects", inject.id, "if"), inject.guard
    for number, variant in enumerate(inject.variants):
        if variant.guard is not None:
            yield ("injects", inject.id, "variants", str(number), "if"), variant.guard
