"""The script: the messages with their audience and answers.

Owns the `injects` section and the references from it. Roles come from `people`, phases from `programme`, when a message
comes from `triggers`; what it changes is in `effects`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple, get_args

from engine.scenario import texts
from engine.scenario.conditions.parsing import YES_NO
from engine.scenario.files.nodes import Fields, Items, Node, Word
from engine.scenario.findings import Place, shown
from engine.scenario.model import (
    ANY_ANSWER,
    ORDINARY,
    PRIORITIES,
    Audience,
    Channel,
    Form,
    Inject,
    Release,
    Response,
    Sharing,
)
from engine.scenario.sections.declared import Declared
from engine.scenario.sections.effects import read_effects
from engine.scenario.sections.fields import BODY, NAME, TITLE, Block, Desk, Names, keys
from engine.scenario.sections.ladders import read_bands
from engine.scenario.sections.people import audience, units
from engine.scenario.sections.repeats import read_repeat
from engine.scenario.sections.triggers import check_cycles, read_condition, read_trigger, read_until
from engine.scenario.sections.variants import read_variants

INJECT = keys(
    "id phase channel from to title",
    "live number at after when manual offered delay spread repeat until priority release if body variants note media "
    "facts quotes dimensions escalation optional carry bands effects response lint",
)
RESPONSE = keys("form by", "deadline answers no_answer rubric minutes share")
SHARE = keys("to", "channel title")
CHANNELS: tuple[Channel, ...] = get_args(Channel)
MEANT: Mapping[str, str] = {
    "telefoon": "phone", "bellen": "phone", "call": "phone", "groepschat": "chat", "whatsapp": "chat", "app": "message",
    "sms": "message", "dm": "message", "mail": "email", "e-mail": "email", "nieuws": "news", "krant": "news",
    "liveblog": "news", "tijdlijn": "social", "facebook": "social", "twitter": "social", "x": "social",
    "instagram": "social", "film": "tv", "televisie": "tv", "brief": "letter", "raadsvraag": "council_question",
    "vraag": "council_question", "motie": "motion", "opdracht": "assignment", "vergadering": "meeting",
    "bijeenkomst": "meeting", "notitie": "note", "memo": "note", "grip": "note", "map": "note",
}  # fmt: skip
"""What authors write instead of a channel; only for hints, never accepted."""
RELEASES: tuple[Release, ...] = get_args(Release)
DIMENSIONS = tuple(f"d{number}" for number in range(1, 11))
MAX_INJECTS = 3_000


class Ahead(NamedTuple):
    """What is known of the injects before any is read: they refer forward too."""

    names: Names
    asking: frozenset[str]
    """Those that ask for an answer."""
    timed: frozenset[str]
    """Those that ask for one before a deadline."""
    asked: frozenset[str]
    """The forms that are asked for."""


def look_ahead(node: Node | None) -> Ahead:
    """The ids of all injects, and what they ask for."""
    items = node.items if isinstance(node, Items) else ()
    responses: dict[str, Node | None] = {}
    whole = isinstance(node, Items | None)
    for item in items:
        ident = _entry(item, "id")
        if isinstance(ident, Word):
            responses.setdefault(ident.value, _entry(item, "response"))
        else:
            whole = False
    forms = [form.value for response in responses.values() if isinstance(form := _entry(response, "form"), Word)]
    return Ahead(
        Names(responses.keys(), whole),
        frozenset(ident for ident, response in responses.items() if response is not None),
        frozenset(ident for ident, response in responses.items() if _entry(response, "deadline") is not None),
        frozenset(forms),
    )


def _entry(node: Node | None, key: str) -> Node | None:
    entry = node.entries.get(key) if isinstance(node, Fields) else None
    return entry[1] if entry else None


def read_injects(desk: Desk, node: Node | None, declared: Declared) -> dict[str, Inject]:
    """The messages in file order; an id that stands twice is noted and keeps its first message."""
    injects: dict[str, Inject] = {}
    for position, item in enumerate(desk.items(node, MAX_INJECTS), start=1):
        block = Block(desk, item, INJECT)
        word = desk.word(block.get("id"))
        ident = desk.ident(word) if word else ""
        if word and ident in injects:
            desk.report.add("E105", word.place, value=shown(ident))
        inject = _inject(desk, block, ident, position, declared)
        injects.setdefault(ident, inject)
    check_cycles(desk, injects)
    return injects


def _inject(desk: Desk, block: Block, ident: str, position: int, declared: Declared) -> Inject:
    if ("injects", ident) not in desk.places:
        desk.places["injects", ident] = _value_place(block, "id")
        block.note_places("injects", ident)
    phase_word = desk.word(block.get("phase"))
    phase = desk.known(phase_word, declared.programme.names, "E121")
    times = declared.programme.find(phase)
    trigger = read_trigger(desk, ident, block, declared, times)
    to = audience(desk, block.get("to"), declared.people)
    inject = Inject(
        id=ident,
        position=position,
        number=block.text("number", NAME, str(position), fill=False),
        phase=phase or "",
        trigger=trigger,
        channel=desk.one_of(block.get("channel"), CHANNELS, "note", MEANT),
        sender=block.text("from", NAME),
        audience=to,
        title=block.text("title", TITLE),
        body=block.text("body", BODY, live=True),
        note=block.text("note", BODY),
        guard=read_condition(desk, block, "if", declared),
        effects=read_effects(desk, block.get("effects"), declared),
        response=_response(desk, ident, block.get("response"), to, declared) if "response" in block else None,
        dimensions=_dimensions(desk, block.get("dimensions")),
        escalation=desk.known(desk.word(block.get("escalation")), declared.escalations, "E125"),
        optional=desk.yesno(block.get("optional")),
        carry=desk.yesno(block.get("carry")),
        bands=read_bands(desk, block.get("bands"), "injects", ident),
        until_ms=read_until(desk, block, trigger, times),
        priority=desk.number(block.get("priority"), PRIORITIES.start, PRIORITIES.stop - 1, ORDINARY),
        release=desk.one_of(block.get("release"), RELEASES, "auto"),
        media=_known_words(desk, block.get("media"), declared.media, "E160"),
        facts=_facts(desk, ident, block.get("facts"), declared.facts),
        quotes=_quotes(desk, block.get("quotes"), declared),
        live=_live(desk, block),
        variants=read_variants(desk, ident, block, declared),
        repeat=read_repeat(desk, ident, block, trigger),
    )
    return replace(inject, shows=_shows(desk, inject, declared))


def _quotes(desk: Desk, node: Node | None, declared: Declared) -> str:
    word = desk.word(node) if node is not None else None
    named = desk.known(word, declared.injects, "E124")
    if word and named and named not in declared.asking:
        desk.report.add("E148", word.place, value=named)
    return named or ""


def _live(desk: Desk, block: Block) -> bool:
    live = desk.yesno(block.get("live"))
    channel = block.get("channel")
    if live and isinstance(channel, Word) and channel.value != "phone":
        desk.report.add("E139", block.key_place("live"))
    return live


def _shows(desk: Desk, inject: Inject, declared: Declared) -> tuple[str, ...]:
    """The variables that stand in its text or in that of a variant. A parameter of the same name goes before."""
    bodies = (inject.body, *(variant.body or "" for variant in inject.variants))
    named = {name for body in bodies for name in texts.names(body)}
    return tuple(sorted(named & declared.variables.keys() - set(desk.parameters.ids)))


def _value_place(block: Block, key: str) -> Place:
    node = block.get(key)
    return node.place if node is not None else block.place


def _known_words(desk: Desk, node: Node | None, names: Names, code: str) -> tuple[str, ...]:
    """The words of a list that are among the names."""
    words = desk.words(node) if node is not None else []
    return tuple(name for word in words if (name := desk.known(word, names, code)))


def _facts(desk: Desk, inject: str, node: Node | None, names: Names) -> tuple[str, ...]:
    for word in desk.words(node) if node is not None else ():
        desk.places.setdefault(("injects", inject, "facts", word.value), word.place)
    return _known_words(desk, node, names, "E310")


def _dimensions(desk: Desk, node: Node | None) -> tuple[str, ...]:
    words = desk.words(node) if node is not None else []
    for word in words:
        if word.value not in DIMENSIONS:
            desk.report.add("E109", word.place, value=shown(word.value), options="d1 … d10")
    return tuple(word.value for word in words)


def _response(desk: Desk, inject: str, node: Node | None, to: Audience, declared: Declared) -> Response:
    block = Block(desk, node, RESPONSE)
    desk.places.setdefault(("injects", inject, "deadline"), _value_place(block, "deadline"))
    ident = desk.known(desk.word(block.get("form")), declared.form_names, "E122")
    form = declared.forms.get(ident or "")
    answers = {}
    for key, effects in desk.section(block.get("answers"), 21):
        options = (ANY_ANSWER, *form.answer_keys) if form else (ANY_ANSWER,)
        if form is not None and key.value not in options:
            desk.unknown("E123", key, options, form=form.id)
        answers[key.value] = read_effects(desk, effects, declared)
    return Response(
        form=ident or "",
        units=units(desk, block.get("by"), declared.people, to),
        deadline_ms=desk.duration_ms(block.get("deadline"), low=1) if "deadline" in block else None,
        answers=answers,
        no_answer=read_effects(desk, block.get("no_answer"), declared),
        rubric=_known_words(desk, block.get("rubric"), declared.criteria, "E311"),
        minutes=_minutes(desk, block.get("minutes"), form) if "minutes" in block else None,
        share=_share(desk, block.get("share"), declared) if "share" in block else None,
    )


def _minutes(desk: Desk, node: Node | None, form: Form | None) -> tuple[str, ...] | None:
    """Which fields stand in the minutes; none at all is the whole answer, and None not a word of it."""
    if isinstance(node, Word) and node.value.lower() in YES_NO:
        return () if YES_NO[node.value.lower()] else None
    named = desk.words(node)
    fields = form.fields if form else {}
    for word in named:
        if form is not None and word.value not in fields:
            desk.unknown("E149", word, fields, form=form.id)
    return tuple(word.value for word in named if word.value in fields)


def _share(desk: Desk, node: Node | None, declared: Declared) -> Sharing:
    block = Block(desk, node, SHARE)
    return Sharing(
        audience(desk, block.get("to"), declared.people),
        desk.one_of(block.get("channel"), CHANNELS, "message", MEANT),
        block.text("title", TITLE),
    )
