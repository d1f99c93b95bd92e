"""Rules about what is declared: is it used, does it change, is it there twice?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from engine.scenario import texts
from engine.scenario.lint.survey import Doubt, Survey


def never_read(survey: Survey) -> Iterator[Doubt]:
    """W221."""
    return _variables(survey, read=False, changed=True)


def never_changed(survey: Survey) -> Iterator[Doubt]:
    """W222."""
    return _variables(survey, read=True, changed=False)


def unused(survey: Survey) -> Iterator[Doubt]:
    """W223: variables, parameters, media, forms, escalations, rubrics and criteria that nothing refers to."""
    yield from _variables(survey, read=False, changed=False)
    injects = survey.injects
    used: Mapping[str, tuple[Iterable[str], set[str]]] = {
        "parameters": (survey.scenario.parameters, {name for _, text in survey.texts for name in texts.names(text)}),
        "media": (survey.scenario.media, {name for inject in injects for name in inject.media}),
        "forms": (survey.scenario.forms, {inject.response.form for inject in injects if inject.response}),
        "escalations": (survey.scenario.escalations, {inject.escalation for inject in injects if inject.escalation}),
    }
    for section, (declared, wanted) in used.items():
        for ident in declared:
            if ident not in wanted:
                yield Doubt(survey.place(section, ident), {"value": ident})
    yield from _unused_rubrics(survey)


def _unused_rubrics(survey: Survey) -> Iterator[Doubt]:
    """A rubric of which nothing is used is one doubt, not one for each criterion."""
    responses = (inject.response for inject in survey.injects if inject.response)
    wanted = {name for response in responses for name in response.rubric}
    for rubric in survey.scenario.rubrics.values():
        left = [f"{rubric.id}.{criterion}" for criterion in rubric.criteria]
        left = [name for name in left if name not in wanted]
        for name in [rubric.id] if len(left) == len(rubric.criteria) else left:
            yield Doubt(survey.place("rubrics", name), {"value": name})


def only_set_to_its_start(survey: Survey) -> Iterator[Doubt]:
    """W273: every change gives the value it had already."""
    for variable in survey.scenario.variables.values():
        if variable.is_declared and survey.values_given.get(variable.id) == {variable.start}:
            yield Doubt(survey.place("state", variable.id), {"value": variable.id})


def same_title_of_escalations(survey: Survey) -> Iterator[Doubt]:
    """W263: two moments nobody can tell apart in the report."""
    first: dict[str, str] = {}
    for escalation in survey.scenario.escalations.values():
        if first.setdefault(escalation.title, escalation.id) != escalation.id:
            yield Doubt(survey.place("escalations", escalation.id), {"value": escalation.title})


def _variables(survey: Survey, *, read: bool, changed: bool) -> Iterator[Doubt]:
    names, given = survey.names_read, survey.values_given
    for variable in survey.scenario.variables.values():
        if variable.is_declared and (variable.id in names, variable.id in given) == (read, changed):
            yield Doubt(survey.place("state", variable.id), {"value": variable.id})
