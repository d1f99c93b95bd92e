"""Rules about what follows from what: conditions, answers and their consequences."""

from __future__ import annotations

from collections.abc import Iterator

from engine.scenario.cascades import endless
from engine.scenario.lint.survey import Doubt, Survey, Values
from engine.scenario.model import ANY_ANSWER, CancelInject, Inject, Manual, SendInject, SetVariable, Value, When


def never_true(survey: Survey) -> Iterator[Doubt]:
    """W270: not with any start the trainer may choose, and whatever anybody answers."""
    for path, condition, given in survey.can_give:
        if given == frozenset({False}):
            yield Doubt(survey.place(*path), {"value": condition.source})


def always_true(survey: Survey) -> Iterator[Doubt]:
    """W271."""
    for path, condition, given in survey.can_give:
        if given == frozenset({True}):
            yield Doubt(survey.place(*path), {"value": condition.source})


def never_made_true(survey: Survey) -> Iterator[Doubt]:
    """W277: only another start could make it so; no effect does."""
    can_be = {path: given for path, _, given in survey.can_give}
    for path, condition, given in survey.outcomes(_reached_values(survey)):
        if given == frozenset({False}) and can_be[path] != given:
            yield Doubt(survey.place(*path), {"value": condition.source})


def _reached_values(survey: Survey) -> Values:
    """What they can become when nobody chooses another start: the start, and what effects set or add up to."""
    values = dict(survey.values)
    for variable in survey.scenario.variables.values():
        given = survey.values_given.get(variable.id)
        if given is not None and variable.id in values:
            values[variable.id] = tuple(dict.fromkeys((variable.start, *given)))
    return values


def endless_cascade(survey: Survey) -> Iterator[Doubt]:
    """W234: messages that set each other off within one instant until they run out."""
    for ring in endless(survey.scenario):
        yield Doubt(survey.place("injects", ring[0], "repeat"), {"cycle": " → ".join(ring[:8])})


def rules_that_disagree(survey: Survey) -> Iterator[Doubt]:
    """W274: two rules that fire at the same moment and set one variable to different values."""
    first: dict[object, tuple[str, Value]] = {}
    for inject in survey.injects:
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
    for inject in survey.injects:
        for effect in inject.all_effects():
            if isinstance(effect, SendInject):
                senders.setdefault(effect.inject, []).append(inject)
    for ident, sending in senders.items():
        inject = survey.scenario.injects[ident]
        later = [sender for sender in sending if order[sender.phase] > order[inject.phase]]
        if isinstance(inject.trigger, Manual) and not inject.carry and len(later) == len(sending):
            yield Doubt(survey.place("injects", ident), {"value": later[0].id})


def cancelled_too_late(survey: Survey) -> Iterator[Doubt]:
    """W276: what is cancelled came already, whatever anybody answers, and asked for nothing."""
    for inject in survey.injects:
        at_ms = survey.may_come_ms.get(inject.id)
        for effect in inject.all_effects():
            if not isinstance(effect, CancelInject) or at_ms is None:
                continue
            target = survey.scenario.injects[effect.inject]
            came_ms = survey.surely_come_ms.get(target.id)
            if target.response is None and target.phase == inject.phase and came_ms is not None and came_ms < at_ms:
                yield Doubt(survey.place("injects", inject.id), {"value": target.id})


def band_nobody_can_reach(survey: Survey) -> Iterator[Doubt]:
    """W278: what fits on a ladder is said, and nobody can move it. Once for each ladder."""
    seen: set[str] = set()
    paths = [*((("phases", phase.id), phase.bands) for phase in survey.scenario.phases)]
    paths += [(("injects", inject.id), inject.bands) for inject in survey.injects]
    for path, bands in paths:
        for band in bands:
            can_be_set = band.ladder in survey.ladders_of_roles or band.ladder in survey.values_given
            if not can_be_set and band.ladder not in seen:
                yield Doubt(survey.place(*path, "bands", band.ladder), {"value": band.ladder})
            seen.add(band.ladder)


def option_without_consequence(survey: Survey) -> Iterator[Doubt]:
    """I270: at least two other options of the same question change something, this one nothing."""
    for inject in survey.injects:
        if inject.response is None or ANY_ANSWER in inject.response.answers:
            continue
        options = survey.scenario.forms[inject.response.form].options
        without = [option for option in options if not inject.response.answers.get(option)]
        if without and len(options) - len(without) >= 2:
            place = survey.place("injects", inject.id, "response")
            yield Doubt(place, {"value": ", ".join(without)})
