"""Doubts about a scenario that can be played: what was probably not meant.

Owns the warnings. Mistakes that stop a scenario are found while reading; how the evening itself would run is found
by rehearsing it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from engine.scenario import secrets, texts
from engine.scenario.fields import Desk
from engine.scenario.model import AddToVariable, After, AfterPhase, At, Effect, Inject, Scenario, SetVariable, When
from engine.scenario.times import duration_in_words

TITLE_CHARACTERS = 60
"""What a phone shows of a title."""
PHONE_WORDS = 120
"""What somebody can take in from one phone call, about 50 seconds aloud."""
_TO_FILL_IN = re.compile(
    r"\bX{3,}\b|\bTODO\b|\[(?:naam|datum|tijd|plaats|straat|gemeente|functie|bedrag|telefoonnummer"
    r"|invullen|nog invullen)\b[^\]\n]{0,20}\]",
    re.IGNORECASE,
)


def look(scenario: Scenario, desk: Desk) -> None:
    """Note every doubt. Expects a scenario without errors and the places noted while reading it."""
    _variables(scenario, desk)
    _unused(scenario, desk)
    _times(scenario, desk)
    _texts(scenario, desk)
    secrets.look(scenario, desk)


def _variables(scenario: Scenario, desk: Desk) -> None:
    read = {name for inject in scenario.injects.values() for name in _names_read(inject)}
    changed = {
        effect.name
        for inject in scenario.injects.values()
        for effect in _effects(inject)
        if isinstance(effect, SetVariable | AddToVariable)
    }
    for variable in scenario.variables.values():
        if variable.is_meter or (variable.id in read and variable.id in changed):
            continue
        code = "W222" if variable.id in read else "W221" if variable.id in changed else "W223"
        desk.report.add(code, desk.places["state", variable.id], value=variable.id)


def _names_read(inject: Inject) -> Iterator[str]:
    if isinstance(inject.trigger, When):
        yield from inject.trigger.condition.names
    for condition in inject.asked_at_delivery():
        yield from condition.names


def _effects(inject: Inject) -> Iterator[Effect]:
    yield from inject.effects
    if inject.response is not None:
        yield from inject.response.no_answer
        for effects in inject.response.answers.values():
            yield from effects


def _unused(scenario: Scenario, desk: Desk) -> None:
    injects = scenario.injects.values()
    used: dict[str, tuple[Iterable[str], set[str]]] = {
        "parameters": (scenario.parameters, {name for _, text in desk.texts_read for name in texts.names(text)}),
        "media": (scenario.media, {name for inject in injects for name in inject.media}),
        "forms": (scenario.forms, {inject.response.form for inject in injects if inject.response}),
        "escalations": (scenario.escalations, {inject.escalation for inject in injects if inject.escalation}),
    }
    for section, (declared, wanted) in used.items():
        for ident in declared:
            if ident not in wanted:
                desk.report.add("W223", desk.places[section, ident], value=ident)


def _times(scenario: Scenario, desk: Desk) -> None:
    order = {phase.id: index for index, phase in enumerate(scenario.phases)}
    for inject in scenario.injects.values():
        trigger, phase = inject.trigger, scenario.phase(inject.phase)
        earliest_ms = _earliest_ms(scenario, inject)
        _spread(inject, desk)
        if inject.until_ms is not None and earliest_ms > inject.until_ms:
            desk.report.add("W231", desk.places["injects", inject.id, "until"])
        if inject.carry:
            continue
        if isinstance(trigger, After) and order[scenario.injects[trigger.inject].phase] > order[inject.phase]:
            desk.report.add("W220", desk.places["injects", inject.id, "after"], value=trigger.inject)
            continue
        rest_ms = phase.length_ms - earliest_ms
        if rest_ms < 0 and isinstance(trigger, After | AfterPhase):
            desk.report.add("W211", desk.places["injects", inject.id, "after"], phase=phase.id)
        elif inject.response is not None and (inject.response.deadline_ms or 0) > rest_ms:
            place = desk.places["injects", inject.id, "deadline"]
            desk.report.add("W210", place, phase=phase.id, rest=duration_in_words(max(rest_ms, 0)))


def _spread(inject: Inject, desk: Desk) -> None:
    """A delay cannot be drawn below zero, so all of what lies there would become the same moment."""
    trigger = inject.trigger
    if isinstance(trigger, After | AfterPhase | When) and trigger.spread_ms > trigger.delay_ms:
        place = desk.places["injects", inject.id, "spread"]
        desk.report.add("W230", place, spread=duration_in_words(trigger.spread_ms))


def _earliest_ms(scenario: Scenario, inject: Inject) -> int:
    """The earliest exercise time in its phase at which an inject can come."""
    later_ms = 0
    trigger = inject.trigger
    while isinstance(trigger, After):
        later_ms += _least_ms(trigger)
        before = scenario.injects[trigger.inject]
        if before.phase != inject.phase:
            return 0
        trigger = before.trigger
    if isinstance(trigger, At):
        return later_ms + trigger.offset_ms
    if isinstance(trigger, AfterPhase):
        return later_ms + max(0, _least_ms(trigger) - _between_ms(scenario, trigger.phase, inject.phase))
    return later_ms + (_least_ms(trigger) if isinstance(trigger, When) else 0)


def _least_ms(trigger: After | AfterPhase | When) -> int:
    """The shortest delay that can be drawn."""
    return max(0, trigger.delay_ms - trigger.spread_ms)


def _between_ms(scenario: Scenario, earlier: str, later: str) -> int:
    """The planned length of the phases between these two."""
    ids = [phase.id for phase in scenario.phases]
    return sum(phase.length_ms for phase in scenario.phases[ids.index(earlier) + 1 : ids.index(later)])


def _texts(scenario: Scenario, desk: Desk) -> None:
    defaults = {parameter.id: parameter.default for parameter in scenario.parameters.values()}
    for inject in scenario.injects.values():
        title = texts.render(inject.title, defaults)
        if len(title) > TITLE_CHARACTERS:
            place = desk.places["injects", inject.id, "title"]
            desk.report.add("W301", place, length=len(title), limit=TITLE_CHARACTERS)
        words = len(texts.render(inject.body, defaults).split())
        if inject.channel == "phone" and words > PHONE_WORDS:
            place = desk.places["injects", inject.id, "body"]
            desk.report.add("W302", place, length=words, limit=PHONE_WORDS)
    for word, text in desk.texts_read:
        for match in _TO_FILL_IN.finditer(text):
            desk.report.add("W304", word.place_of(match.start()), value=match[0])
