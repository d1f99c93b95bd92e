"""The trainer's pages as HTML: the console and the printed role cards.

Owns what goes into the templates of this room and nothing of how a command is carried out. The same node template makes
the page and the pushed fragment. The after-action report is in `report`, the tables of words in `vocabulary`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Literal, TypeVar

from jinja2 import Environment

from engine.exercise.staff import KINDS, StaffKind
from engine.exercise.view import (
    AnswerRow,
    Card,
    Cue,
    Desk,
    Ladders,
    Meters,
    Moment,
    Node,
    Observation,
    OnTheLine,
    Preparation,
    Pulse,
    Request,
    Seating,
    Sent,
    View,
)
from engine.scenario.sections.forms import WORDS_PER_SECOND
from engine.scoring.examples import EXAMPLES
from engine.scoring.vetoes import VETOES
from facilitator_ui import vocabulary
from facilitator_ui.checks import Check
from facilitator_ui.keys import KEYS, shown
from facilitator_ui.message_templates import MESSAGE_TEMPLATES
from shared_ui import rendering
from shared_ui.rendering import environment, render
from shared_ui.words import CHANNELS, LADDER_STEPS, LADDERS, Words, translator

_Row = TypeVar("_Row", Cue, AnswerRow, Moment, Observation, OnTheLine, Request, Sent)
_TEMPLATES: Mapping[type[Node], str] = {
    Preparation: "facilitator/node_preparation.html",
    Desk: "facilitator/node_desk.html",
    Cue: "facilitator/node_cue.html",
    AnswerRow: "facilitator/node_answer.html",
    Moment: "facilitator/node_moment.html",
    Observation: "facilitator/node_observation.html",
    OnTheLine: "facilitator/node_line.html",
    Request: "facilitator/node_request.html",
    Sent: "facilitator/node_sent.html",
    Seating: "facilitator/node_seating.html",
    Pulse: "facilitator/node_pulse.html",
    Ladders: "facilitator/node_ladders.html",
    Meters: "facilitator/node_meters.html",
}


@dataclass(frozen=True, slots=True)
class SeatLine:
    """A chair, for the lobby, the presence list and the addresses of a message."""

    seat: str
    role: str
    role_title: str
    name: str
    team: str
    team_title: str
    room: str
    group: str
    connected: bool = False
    person: str = ""
    """Who sits there, when that was filled in."""
    role_name: str = ""
    """What the role is called, for all its chairs together; `role_title` may have the chair's own number."""


@dataclass(frozen=True, slots=True)
class Address:
    """An address of this computer that phones may reach."""

    url: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class ConsolePage:
    """What the console needs beside its View.

    `cue`, `answer`, `basis` and `all_dimensions` come from the query (`?cue=…&answer=…&basis=…&all=1`), for a page
    without JavaScript.
    """

    base: str
    language: str
    epoch: str
    n: int
    at_ms: int
    running: bool
    speed_num: int
    speed_den: int
    wall_ms: int
    join_code: str
    join_url: str
    join_qr_url: str
    addresses: tuple[Address, ...]
    beamer_link: str
    cards_link: str
    report_link: str
    download_link: str
    script_link: str
    staff_link: str
    seats: tuple[SeatLine, ...]
    start_link: str = ""
    paper_link: str = ""
    checks: tuple[Check, ...] = ()
    """The checklist before the start."""
    beamer_test: bool = False
    small: bool = False
    """Whether it is the small desk, for one thumb on a tablet or a phone."""
    locked: bool = False
    """Nobody new may choose a seat with the code."""
    notice: str = ""
    trouble: str = ""
    """Why nothing can be stored now; empty when it can."""
    carried: tuple[str, ...] = ()
    """Injects that stay when their phase ends."""
    cue: str = ""
    answer: str = ""
    basis: str = ""
    all_dimensions: bool = False


@dataclass(frozen=True, slots=True)
class CardSheet:
    """One role card on paper: the card, and the seat's own link as a QR picture and in words."""

    card: Card
    qr_url: str
    person: str = ""


@dataclass(frozen=True, slots=True)
class CardsPage:
    """What the role cards share."""

    title: str
    language: str
    join_code: str
    join_url: str
    console_link: str = ""


@dataclass(frozen=True, slots=True)
class StaffLine:
    """A seat at the desk, its link, the same as a QR picture, and whether somebody is there."""

    seat: str
    link: str
    qr_url: str
    connected: bool


@dataclass(frozen=True, slots=True)
class Target:
    """What the scoring panel scores: an answer, a silence, or a group at an escalation moment."""

    key: str
    moment: str
    unit: str
    revision: int | Literal[""]
    basis: str
    dimensions: tuple[str, ...]
    marked: Mapping[str, int]
    note: str
    node: AnswerRow | Moment
    group: str = ""


@dataclass(frozen=True, slots=True)
class _Room:
    """Chairs that stand together in the lobby and in the presence list."""

    title: str
    seats: tuple[SeatLine, ...] = field(default=())


def render_node(node: Node, words: Words) -> str:
    """One node as it stands on the console, for a frame. A node of another screen is a bug: KeyError."""
    return render(_environment(), _TEMPLATES[type(node)], words, node=node)


def environment_of_room() -> Environment:
    """What the templates of this room are rendered with, for its other modules."""
    return _environment()


def compile_templates() -> None:
    """Make ready what nodes are rendered with."""
    rendering.compile_templates(_environment(), ("facilitator/node_", "facilitator/parts"))


def console_page(view: View, page: ConsolePage) -> str:
    """The whole console, usable without JavaScript for starting, pausing, GO, next phase and scoring.

    For an observer it is the observers' own screen.
    """
    kind = KINDS[view.seat]
    desk = next(node for node in view.nodes if isinstance(node, Desk))
    cues = _in_order(node for node in view.nodes if isinstance(node, Cue))
    answers = _in_order(node for node in view.nodes if isinstance(node, AnswerRow))
    moments = _in_order(node for node in view.nodes if isinstance(node, Moment))
    words = translator(page.language)
    return render(
        _environment(),
        _desk_template(kind, page),
        words,
        kind=kind,
        lang=page.language,
        page=page,
        seat=view.seat,
        at_ms=page.at_ms,
        desk=desk,
        key_groups=KEYS,
        keys={a.id: {"key": a.key, "words": words(a.words), "fixed": a.fixed} for group in KEYS for a in group.actions},
        examples=_examples(page.language),
        vetoes=tuple(VETOES.values()),
        templates=[asdict(template) for template in MESSAGE_TEMPLATES],
        senders=tuple(dict.fromkeys(cue.sender for cue in cues if cue.sender)),
        phase_numbers={phase.id: number for number, phase in enumerate(desk.phases, 1)},
        phases={phase.id: phase for phase in desk.phases},
        cues=cues,
        script_words={sentence: words(sentence) for sentence in vocabulary.SCRIPT_WORDS},
        standby=standby(cues, page.cue),
        answers=answers,
        moments=moments,
        sent=_in_order(node for node in view.nodes if isinstance(node, Sent)),
        requests=_in_order(node for node in view.nodes if isinstance(node, Request)),
        lines=_in_order(node for node in view.nodes if isinstance(node, OnTheLine)),
        observations=_in_order(node for node in view.nodes if isinstance(node, Observation)),
        groups=tuple(dict.fromkeys(seat.group for seat in page.seats if seat.group)),
        preparation=next((node for node in view.nodes if isinstance(node, Preparation)), None),
        meters_node=next((node for node in view.nodes if isinstance(node, Meters)), None),
        ladders_node=next((node for node in view.nodes if isinstance(node, Ladders)), None),
        pulse=next((node for node in view.nodes if isinstance(node, Pulse)), None),
        seating=next((node for node in view.nodes if isinstance(node, Seating)), None),
        target=_target(view, cues, page),
        rooms=_rooms(page.seats),
        roles=_roles(page.seats),
        teams=_unique((f"team {seat.team}", seat.team_title) for seat in page.seats if seat.team),
    )


def _desk_template(kind: StaffKind, page: ConsolePage) -> str:
    if kind == "observer":
        return "facilitator/observer.html"
    return "facilitator/small.html" if page.small else "facilitator/console.html"


def staff_page(lines: Iterable[StaffLine], page: CardsPage) -> str:
    """The links with which others come to sit at the desk."""
    return render(
        _environment(),
        "facilitator/staff.html",
        translator(page.language),
        lang=page.language,
        page=page,
        lines=tuple((line, KINDS[line.seat]) for line in lines),
        may=_MAY,
    )


_MAY: Mapping[StaffKind, str] = {
    "trainer": "stuurt de oefening, net als u",
    "cotrainer": "scoort en geeft berichten vrij met GO; verandert verder niets",
    "observer": "noteert en scoort op een eigen scherm, ook op een telefoon",
}


def _examples(language: str) -> Mapping[str, Mapping[str, Mapping[int, str]]]:
    """By dimension and voice what positions 1, 3 and 5 sound like, in the language of the page."""
    spoken: Literal["nl", "en"] = "en" if language == "en" else "nl"
    return {
        dimension: {voice: {at: words[spoken] for at, words in lines.items()} for voice, lines in voices.items()}
        for dimension, voices in EXAMPLES.items()
    }


def cards_page(cards: Iterable[CardSheet], page: CardsPage) -> str:
    """The role cards for printing: one A4 for each seat."""
    sheets = tuple(cards)
    return render(
        _environment(),
        "facilitator/cards.html",
        translator(page.language),
        lang=page.language,
        page=page,
        sheets=sheets,
    )


def standby(cues: tuple[Cue, ...], chosen: str = "") -> Cue | None:
    """The cue that GO is about: the chosen one, else the first that waits for GO, else the first to come."""
    ahead = [cue for cue in cues if cue.status == "due"] + _by_time(cues)
    return next((cue for cue in cues if cue.inject == chosen), None) or next(iter(ahead), None)


def _by_time(cues: tuple[Cue, ...]) -> list[Cue]:
    """Planned cues: those with a time first, in time; then those that follow on something."""
    planned = [cue for cue in cues if cue.status == "planned"]
    timed = [cue for cue in planned if cue.due_at_ms is not None]
    timed.sort(key=lambda cue: (cue.due_at_ms or 0, cue.order))
    return timed + [cue for cue in planned if cue.due_at_ms is None and _follows(cue)]


def _follows(cue: Cue) -> bool:
    """Whether it comes of itself, sooner or later. What only a hand sends is never put forward for GO."""
    return cue.trigger in ("at", "after") and cue.release != "manual"


def _target(view: View, cues: tuple[Cue, ...], page: ConsolePage) -> Target | None:
    """What the scoring panel is about when the query names it."""
    for node in view.nodes:
        if isinstance(node, AnswerRow) and node.key == page.answer:
            return _answer_target(node, view.seat, page)
        if isinstance(node, Moment) and page.answer.startswith(f"{node.key}/"):
            return _moment_target(node, page.answer.removeprefix(f"{node.key}/"), view.seat, cues, page)
    return None


def _answer_target(row: AnswerRow, seat: str, page: ConsolePage) -> Target:
    typed = row.status == "answered"
    return Target(
        moment=f"inject:{row.inject}",
        unit=row.unit,
        revision=row.revision if typed else "",
        basis=page.basis or ("typed" if typed else "silent" if row.status == "missed" else "said"),
        dimensions=row.dimensions or tuple(vocabulary.DIMENSIONS),
        marked={mark.dimension: mark.position for mark in row.marks if mark.rater == seat},
        note=dict(row.notes).get(seat, ""),
        node=row,
        key=row.key,
    )


def _moment_target(moment: Moment, group: str, seat: str, cues: tuple[Cue, ...], page: ConsolePage) -> Target | None:
    if group not in moment.groups:
        return None
    unit = f"group:{group}"
    own = [mark for of, mark in moment.marks if of == unit and mark.rater == seat]
    return Target(
        moment=f"escalation:{moment.escalation}",
        unit=unit,
        revision="",
        basis=page.basis or "said",
        dimensions=_dimensions_of(moment, cues),
        marked={mark.dimension: mark.position for mark in own},
        note=next((note for of, rater, note in moment.notes if (of, rater) == (unit, seat)), ""),
        node=moment,
        key=page.answer,
        group=group,
    )


def _dimensions_of(moment: Moment, cues: tuple[Cue, ...]) -> tuple[str, ...]:
    """Those of the message that makes the moment; all ten when it names none."""
    makers = (cue.dimensions for cue in cues if cue.escalation and cue.escalation == moment.title)
    return next(makers, ()) or tuple(vocabulary.DIMENSIONS)


def _rooms(seats: tuple[SeatLine, ...]) -> tuple[_Room, ...]:
    """Chairs by team, in the order in which the teams first appear; those without a team last."""
    titles = [title for _, title in _unique((s.team or "~", s.team_title) for s in seats)]
    grouped = sorted(seats, key=lambda seat: (not seat.team, titles.index(seat.team_title)))
    return tuple(
        _Room(_room_title(title, room), tuple(members))
        for (title, room), members in groupby(grouped, key=lambda seat: (seat.team_title, seat.room))
    )


def _room_title(title: str, room: str) -> str:
    return ", ".join(part for part in (room, title) if part) or "Zonder team"


def _roles(seats: tuple[SeatLine, ...]) -> tuple[tuple[str, str, int], ...]:
    """Each role with its name and the number of its chairs."""
    names = _unique((seat.role, seat.role_name or seat.role_title) for seat in seats)
    return tuple((role, name, sum(seat.role == role for seat in seats)) for role, name in names)


def _unique(pairs: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    first: dict[str, str] = {}
    for value, title in pairs:
        first.setdefault(value, title)
    return tuple(first.items())


def _in_order(nodes: Iterable[_Row]) -> tuple[_Row, ...]:
    return tuple(sorted(nodes, key=lambda node: node.order))


@cache
def _environment() -> Environment:
    made = environment(Path(__file__).parent / "templates")
    made.globals.update(
        channels=CHANNELS,
        cue_states=vocabulary.CUE_STATES,
        statuses=vocabulary.STATUSES,
        pauses=vocabulary.PAUSES,
        phase_kinds=vocabulary.PHASE_KINDS,
        dimensions=vocabulary.DIMENSIONS,
        questions=vocabulary.QUESTIONS,
        anchors=vocabulary.ANCHORS,
        positions=vocabulary.POSITIONS,
        bases=vocabulary.BASES,
        staff=vocabulary.STAFF,
        stages=vocabulary.STAGES,
        media_kinds=vocabulary.MEDIA_KINDS,
        form_kinds=vocabulary.FORM_KINDS,
        words_per_second=WORDS_PER_SECOND,
        meters=vocabulary.METERS,
        ladder_names=LADDERS,
        ladder_steps=LADDER_STEPS,
        speeds=vocabulary.SPEEDS,
    )
    made.filters.update(
        level=vocabulary.level,
        trend=vocabulary.trend,
        minutes_words=vocabulary.minutes_words,
        code=vocabulary.spaced_code,
        key=shown,
    )
    return made
