"""The whole scenario from its sections, in the order in which they refer to each other.

Owns the top level, `scenario`, `escalations` and `debrief`. The larger sections are read in `parameters`, `variables`,
`people`, `programme`, `forms`, `media`, `facts`, `rubrics` and
`script`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal

from engine.scenario.conditions.parsing import ConditionNames
from engine.scenario.files.nodes import Fields, Node, Word, is_whole
from engine.scenario.findings import Place
from engine.scenario.model import DebriefQuestion, Escalation, Inject, Scenario
from engine.scenario.sections.declared import Declared
from engine.scenario.sections.facts import read_facts
from engine.scenario.sections.fields import BODY, LINE, NAME, TITLE, Block, Desk, Names, keys
from engine.scenario.sections.forms import read_forms
from engine.scenario.sections.media import note_unnamed, read_media, used_pins
from engine.scenario.sections.parameters import read_parameters
from engine.scenario.sections.people import read_people
from engine.scenario.sections.programme import read_programme
from engine.scenario.sections.rubrics import criterion_names, read_rubrics
from engine.scenario.sections.script import look_ahead, read_injects
from engine.scenario.sections.triggers import read_condition
from engine.scenario.sections.variables import read_variables

TOP = keys(
    "format scenario roles phases injects",
    "parameters state teams forms media facts rubrics escalations debrief include",
)
ABOUT = keys("id title starts", "version language authors license summary objectives first_day lint")
ESCALATION = keys("title", "expects lint")
DEBRIEF = keys("ask", "if objective show lint")
LANGUAGES: tuple[Literal["nl", "en"], ...] = ("nl", "en")
WEEKDAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")


def assemble(desk: Desk, tree: Node, pins: tuple[tuple[str, str], ...]) -> Scenario:
    """Reads the sections in the order in which they refer to each other; only fit to play without errors."""
    top = Block(desk, tree, TOP)
    desk.parameters = _names(top.get("parameters"))
    about = Block(desk, top.get("scenario"), ABOUT)
    desk.heads[about.place] = top.key_place("scenario")
    starts_min = desk.story_minute(about.get("starts")) or 0
    variables, unclear = read_variables(desk, top.get("state"))
    desk.variables = Names(variables.keys(), is_whole(top.get("state")))
    people = read_people(desk, top.get("roles"), top.get("teams"))
    programme = read_programme(desk, top.get("phases"), starts_min)
    forms = read_forms(desk, top.get("forms"))
    escalations = {key.value: _escalation(desk, key, node) for key, node in desk.section(top.get("escalations"), 100)}
    form_names = _names(top.get("forms"))
    media = read_media(desk, top.get("media"))
    ahead = look_ahead(top.get("injects"))
    declared = Declared(
        variables=variables,
        unclear=unclear,
        people=people,
        programme=programme,
        forms=forms,
        form_names=form_names,
        media=_names(top.get("media")),
        facts=_names(top.get("facts")),
        criteria=criterion_names(top.get("rubrics")),
        escalations=_names(top.get("escalations")),
        injects=ahead.names,
        asking=ahead.asking,
        conditions=ConditionNames(
            variables=variables,
            phases=programme.names.ids,
            injects=ahead.names.ids,
            asking=ahead.asking,
            timed=ahead.timed,
            forms=dict.fromkeys(form_names.ids),
            asked=ahead.asked,
            complete=ahead.names.complete and form_names.complete,
        ),
    )
    objectives = {
        _objective(desk, key): desk.text(node, LINE) for key, node in desk.section(about.get("objectives"), 50)
    }
    injects = read_injects(desk, top.get("injects"), declared)
    if not desk.report.has_errors:
        note_unnamed(desk, media, top.key_place("media") if "media" in top else Place(1, 1))
    return Scenario(
        id=desk.ident(word) if (word := desk.word(about.get("id"))) else "",
        title=about.text("title", TITLE),
        version=about.text("version", NAME, "1", fill=False),
        language=desk.one_of(about.get("language"), LANGUAGES, "nl"),
        summary=about.text("summary", BODY),
        authors=desk.texts(about.get("authors"), NAME, fill=False),
        license=about.text("license", NAME, fill=False),
        objectives=objectives,
        first_day=WEEKDAYS.index(desk.one_of(about.get("first_day"), WEEKDAYS, WEEKDAYS[0])),
        parameters=read_parameters(desk, top.get("parameters")),
        variables=variables,
        roles=people.roles,
        teams=people.teams,
        seats=people.seats,
        phases=programme.phases,
        forms=forms,
        escalations=escalations,
        injects=injects,
        debrief=tuple(
            _debrief(desk, n, _names(about.get("objectives")), injects, declared)
            for n in desk.items(top.get("debrief"), 100)
        ),
        files=(*pins, *used_pins(desk, media, {name for inject in injects.values() for name in inject.media})),
        media=media,
        facts=read_facts(desk, top.get("facts"), people),
        rubrics=read_rubrics(desk, top.get("rubrics"), _names(about.get("objectives"))),
    )


def _names(node: Node | None) -> Names:
    return Names(list(node.entries) if isinstance(node, Fields) else (), is_whole(node))


def _escalation(desk: Desk, key: Word, node: Node) -> Escalation:
    ident = desk.ident(key)
    desk.places["escalations", ident] = key.place
    block = Block(desk, node, ESCALATION)
    return Escalation(ident, block.text("title", TITLE, ident), block.text("expects", LINE))


def _objective(desk: Desk, key: Word) -> str:
    desk.places["objectives", key.value] = key.place
    return desk.ident(key)


def _debrief(
    desk: Desk, node: Node, objectives: Names, injects: Mapping[str, Inject], declared: Declared
) -> DebriefQuestion:
    block = Block(desk, node, DEBRIEF)
    return DebriefQuestion(
        ask=block.text("ask", LINE),
        objective=desk.known(desk.word(block.get("objective")), objectives, "E126"),
        show=tuple(dict.fromkeys(_shown(desk, block.get("show"), injects, declared))),
        guard=read_condition(desk, block, "if", declared),
    )


def _shown(desk: Desk, node: Node | None, injects: Mapping[str, Inject], declared: Declared) -> Iterator[str]:
    """The messages to look back at. A form stands for every message that asks for it."""
    known = Names(
        (*declared.injects.ids, *declared.form_names.ids), declared.injects.complete and declared.form_names.complete
    )
    for word in desk.words(node) if node is not None else ():
        name = desk.known(word, known, "E124")
        if name in declared.injects.ids:
            yield word.value
        elif name is not None:
            yield from (each.id for each in injects.values() if each.response and each.response.form == name)
