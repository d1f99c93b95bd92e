"""Rules about what follows from what: conditions, answers and their consequences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from engine.scenario.condition_code import Condition
from engine.scenario.conditions import MAX_NUMBER, PHASE
from engine.scenario.lint.possible import outcomes
from engine.scenario.lint.survey import Doubt, Survey, effects_of
from engine.scenario.model import ANY_ANSWER, CancelInject, Inject, Manual, SendInject, SetVariable, Value, When


def never_true(survey: Survey) -> Iterator[Doubt]:
    """W270."""
    return _that_only_give(survey, False)


def always_true(survey: Survey) -> Iterator[Doubt]:
    """W271."""
    return _that_only_give(survey, True)


def _that_only_give(survey: Survey, outcome: bool) -> Iterator[Doubt]:
    values = _possible_values(survey)
    phases = tuple(phase.id for phase in survey.scenario.phases)
    for inject in survey.scenario.injects.values():
        for key, condition, may_run in _conditions(inject, phases):
            if outcomes(condition, {**values, PHASE: may_run}) == frozenset({outcome}):
                yield Doubt(survey.place("injects", inject.id, key), {"value": condition.source})


def _conditions(inject: Inject, phases: tuple[str, ...]) -> Iterator[tuple[str, Condition, tuple[str, ...]]]:
    """Each condition of a message with its key and the phases in which it is looked at."""
    if isinstance(inject.trigger, When):
        yield "when", inject.trigger.condition, phases if inject.carry else (inject.phase,)
    if inject.guard is not None:
        yield "if", inject.guard, phases


def _possible_values(survey: Survey) -> Mapping[str, Sequence[Value] | range]:
    """What every variable can be while playing. Without those that never change: they are told of as such."""
    values: dict[str, Sequence[Value] | range] = {}
    for variable in survey.scenario.variables.values():
        low = -MAX_NUMBER if variable.min is None else variable.min
        high = MAX_NUMBER if variable.max is None else variable.max
        given = survey.values_given.get(variable.id)
        if variable.is_meter or (variable.id in survey.values_given and given is None):
            values[variable.id] = range(low, high + 1)
        elif given is not None and given != {variable.start}:
            values[variable.id] = tuple({variable.start: None} | dict.fromkeys(given))
    return values


def rules_that_disagree(survey: Survey) -> Iterator[Doubt]:
    """W274: two rules that fire at the same moment and set one variable to different values."""
    first: dict[object, tuple[str, Value]] = {}
    for inject in survey.scenario.injects.values():
        trigger = inject.trigger
        if not isinstance(trigger, When) or inject.guard is not None:
            continue
        for effect in inject.effects:
            if not isinstance(effect, SetVariable):
                continue
            moment = (inject.phase, trigger.condition.code, trigger.delay_ms, effect.name)
            other, value = first.setdefault(moment, (inject.id, effect.value))
            if value != effect.value and other != inject.id:
                words = {"value": effect.name, "other": other}
                yield Doubt(survey.place("injects", inject.id, "when"), words)
                break


def sent_too_late(survey: Survey) -> Iterator[Doubt]:
    """W275: a message that only messages of later phases send, when it has lapsed."""
    order = {phase.id: index for index, phase in enumerate(survey.scenario.phases)}
    senders: dict[str, list[Inject]] = {}
    for inject in survey.scenario.injects.values():
        for effect in effects_of(inject):
            if isinstance(effect, SendInject):
                senders.setdefault(effect.inject, []).append(inject)
    for ident, sending in senders.items():
        inject = survey.scenario.injects[ident]
        later = [sender for sender in sending if order[sender.phase] > order[inject.phase]]
        if isinstance(inject.trigger, Manual) and not inject.carry and len(later) == len(sending):
            yield Doubt(survey.place("injects", ident), {"value": later[0].id})


def cancelled_too_late(survey: Survey) -> Iterator[Doubt]:
    """W276: what is cancelled came already, whatever anybody answers, and asked for nothing."""
    for inject in survey.scenario.injects.values():
        at_ms = survey.may_come_ms.get(inject.id)
        for effect in effects_of(inject):
            if not isinstance(effect, CancelInject) or at_ms is None:
                continue
            target = survey.scenario.injects[effect.inject]
            came_ms = survey.surely_come_ms.get(target.id)
            if target.response is None and target.phase == inject.phase and came_ms is not None and came_ms < at_ms:
                yield Doubt(survey.place("injects", inject.id), {"value": target.id})


def option_without_consequence(survey: Survey) -> Iterator[Doubt]:
    """I270: at least two other options of the same question change something, this one nothing."""
    for inject in survey.scenario.injects.values():
        if inject.response is None or ANY_ANSWER in inject.response.answers:
            continue
        options = survey.scenario.forms[inject.response.form].options
        without = [option for option in options if not inject.response.answers.get(option)]
        if without and len(options) - len(without) >= 2:
            place = survey.place("injects", inject.id, "response")
            yield Doubt(place, {"value": ", ".join(without)})
