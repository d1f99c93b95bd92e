"""A scenario in another language: the same exercise in other words.

Owns which texts of a scenario can be translated, the path that names each, and putting other words in their place. Ids,
times and rules stay, so the record of an evening is the same in every language. What the words are comes from the
`i18n` files, read in `translation_files`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import TypeAlias

from engine.scenario.model import (
    DebriefQuestion,
    Form,
    FormField,
    Inject,
    Response,
    Role,
    Rubric,
    Scale,
    Scenario,
    Seat,
    Variant,
)

Say: TypeAlias = Callable[[str, str], str]
"""From the path of a text and the text to what is said instead."""


def texts_by_path(scenario: Scenario) -> dict[str, str]:
    """Every text that can be translated, by its path, in the order of the scenario; empty ones are left out."""
    found: dict[str, str] = {}

    def keep(path: str, text: str) -> str:
        if text:
            found[path] = text
        return text

    _said(scenario, keep)
    return found


def source_of(text: str) -> str:
    """What a translation remembers of the text it was made from: six signs that change when the text does."""
    return hashlib.sha256(text.encode()).hexdigest()[:6]


def in_language(scenario: Scenario, language: str) -> Scenario:
    """The scenario in this language as far as it is translated; as it is when there is no such translation."""
    words = scenario.translations.get(language)
    if words is None:
        return scenario
    return _said(scenario, words.get)


def _said(scenario: Scenario, say: Say) -> Scenario:
    """The scenario with every text replaced by what is said for it."""
    about = replace(
        scenario,
        title=say("scenario.title", scenario.title),
        summary=say("scenario.summary", scenario.summary),
        objectives=_options(scenario.objectives, "scenario.objectives", say),
        parameters={
            ident: replace(parameter, label=say(f"parameters.{ident}.label", parameter.label))
            for ident, parameter in scenario.parameters.items()
        },
    )
    roles = {ident: _role(role, f"roles.{ident}", say) for ident, role in scenario.roles.items()}
    return replace(
        about,
        roles=roles,
        teams={
            ident: replace(
                team, title=say(f"teams.{ident}.title", team.title), room=say(f"teams.{ident}.room", team.room)
            )
            for ident, team in scenario.teams.items()
        },
        seats={
            ident: _seat(seat, scenario.roles[seat.role], roles[seat.role]) for ident, seat in scenario.seats.items()
        },
        phases=tuple(
            replace(
                phase,
                title=say(f"phases.{phase.id}.title", phase.title),
                intro=say(f"phases.{phase.id}.intro", phase.intro),
                label=say(f"phases.{phase.id}.label", phase.label),
            )
            for phase in scenario.phases
        ),
        forms={ident: _form(form, f"forms.{ident}", say) for ident, form in scenario.forms.items()},
        media={
            ident: replace(
                medium,
                alt=say(f"media.{ident}.alt", medium.alt),
                credit=say(f"media.{ident}.credit", medium.credit),
                transcript=say(f"media.{ident}.transcript", medium.transcript),
            )
            for ident, medium in scenario.media.items()
        },
        facts={
            ident: replace(fact, text=say(f"facts.{ident}.text", fact.text)) for ident, fact in scenario.facts.items()
        },
        rubrics={ident: _rubric(rubric, f"rubrics.{ident}", say) for ident, rubric in scenario.rubrics.items()},
        escalations={
            ident: replace(
                escalation,
                title=say(f"escalations.{ident}.title", escalation.title),
                expects=say(f"escalations.{ident}.expects", escalation.expects),
            )
            for ident, escalation in scenario.escalations.items()
        },
        injects={ident: _inject(inject, say) for ident, inject in scenario.injects.items()},
        debrief=tuple(_question(question, f"debrief.{n}", say) for n, question in enumerate(scenario.debrief)),
    )


def _role(role: Role, path: str, say: Say) -> Role:
    return replace(
        role,
        title=say(f"{path}.title", role.title),
        does=say(f"{path}.does", role.does),
        may=_lines(role.may, f"{path}.may", say),
        may_not=_lines(role.may_not, f"{path}.may_not", say),
        knows=say(f"{path}.knows", role.knows),
    )


def _seat(seat: Seat, before: Role, after: Role) -> Seat:
    """A chair is called after its role, with its number when there are more."""
    return replace(seat, title=after.title + seat.title.removeprefix(before.title))


def _form(form: Form, path: str, say: Say) -> Form:
    return replace(
        form,
        question=say(f"{path}.question", form.question),
        options=_options(form.options, f"{path}.options", say),
        fields={ident: _field(one, f"{path}.fields.{ident}", say) for ident, one in form.fields.items()},
        scale=_scale(form.scale, f"{path}.scale", say) if form.scale else None,
    )


def _field(field: FormField, path: str, say: Say) -> FormField:
    return replace(
        field,
        label=say(f"{path}.label", field.label),
        options=_options(field.options, f"{path}.options", say),
        step=say(f"{path}.step", field.step),
    )


def _scale(scale: Scale, path: str, say: Say) -> Scale:
    return replace(scale, low=say(f"{path}.low", scale.low), high=say(f"{path}.high", scale.high))


def _rubric(rubric: Rubric, path: str, say: Say) -> Rubric:
    criteria = {
        ident: replace(
            criterion,
            label=say(f"{path}.criteria.{ident}.label", criterion.label),
            levels=_lines(criterion.levels, f"{path}.criteria.{ident}.levels", say),
        )
        for ident, criterion in rubric.criteria.items()
    }
    return replace(rubric, criteria=criteria)


def _inject(inject: Inject, say: Say) -> Inject:
    # A message that repeats is one text: its copies are called after it, with a dot.
    path = f"injects.{inject.id.partition('.')[0]}"
    return replace(
        inject,
        sender=say(f"{path}.from", inject.sender),
        title=say(f"{path}.title", inject.title),
        body=say(f"{path}.body", inject.body),
        note=say(f"{path}.note", inject.note),
        variants=tuple(_variant(variant, f"{path}.variants.{n}", say) for n, variant in enumerate(inject.variants)),
        response=_response(inject.response, f"{path}.response", say) if inject.response else None,
    )


def _response(response: Response, path: str, say: Say) -> Response:
    if response.share is None:
        return response
    title = say(f"{path}.share.title", response.share.title)
    return replace(response, share=replace(response.share, title=title))


def _variant(variant: Variant, path: str, say: Say) -> Variant:
    return replace(
        variant,
        title=None if variant.title is None else say(f"{path}.title", variant.title),
        body=None if variant.body is None else say(f"{path}.body", variant.body),
    )


def _question(question: DebriefQuestion, path: str, say: Say) -> DebriefQuestion:
    return replace(question, ask=say(f"{path}.ask", question.ask))


def _options(options: Mapping[str, str], path: str, say: Say) -> dict[str, str]:
    return {ident: say(f"{path}.{ident}", text) for ident, text in options.items()}


def _lines(lines: Iterable[str], path: str, say: Say) -> tuple[str, ...]:
    return tuple(say(f"{path}.{n}", line) for n, line in enumerate(lines))
