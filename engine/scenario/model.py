"""The script as a value: everything `scenario.yaml` says, checked and ready to play.

Owns the shapes and the names of the format. Does not read files (`reading`), does not judge them (`lint`),
does not play them (`engine.exercise`). The keys are explained to authors in `docs/scenario-format.md`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from engine.scenario.conditions.parsing import Condition

Value: TypeAlias = bool | int | str
"""What a variable holds: yes or no, a whole number, or one of the options of a choice."""

ParameterType = Literal["text", "number", "choice"]
MediumKind = Literal["picture", "sound", "film", "document"]
Certainty = Literal["feit", "vermoeden", "gerucht"]
Share = Literal["niemand", "team", "raad_geheim", "raad_openbaar", "pers"]
PhaseKind = Literal["simulation", "plenary", "group", "break", "knowledge"]
Organ = Literal["raad", "college", "griffie", "organisatie", "partner", "pers", "bewoner"]
Stage = Literal["acuut", "dag", "nafase", "rapport"]
Channel = Literal[
    "phone", "chat", "message", "email", "news", "social", "tv", "radio",
    "letter", "council_question", "motion", "assignment", "meeting", "note",
]  # fmt: skip
FormKind = Literal["text", "choice", "checklist", "worksheet", "assessment", "statement"]
FieldKind = Literal["text", "choice", "checklist"]
TRAINER = "trainer"
"""Seat of the trainers. Everyone else in the scenario is a player."""
PLENARY = "beamer"
"""Seat of the projector."""
COUNTED = ("choice", "checklist", "assessment")
"""Kinds of form of which one can say how often each option or number was given."""
ANY_ANSWER = "any"
"""Key under `answers` that stands for every answer."""

DIMENSIONS: tuple[str, ...] = tuple(f"d{n}" for n in range(1, 11))
"""Ids of the ten dimensions answers are scored on (handbook 3.2); their words are in `engine.scoring.rubric`."""

METERS: Mapping[str, int] = {
    "mediadruk": 5,
    "onrust": 5,
    "politieke_druk": 10,
    "informatiegat": 0,
    "vertrouwen": 60,
    "handelingsverlegenheid": 20,
    "regellast": 0,
}
"""The seven reserved meters and where they start, 0 to 100 (handbook 4.4; didactic figures, not measurements)."""

LADDERS: Mapping[str, int] = {"ave": 4, "onrustfase": 3, "grip": 5, "rdm": 4}
"""The four ladders by which local government scales up, each apart, with the highest step (handbook 2.2). 0 is off."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """A local word the trainer fills in. It is shown in texts and never steers the exercise.

    A value is always the word that texts show. A text has at most `max_length` characters, a number is a whole one from
    `min` to `max` (None is no limit), a choice is one of `options`.
    """

    id: str
    label: str
    default: str
    max_length: int = 200
    type: ParameterType = "text"
    min: int | None = None
    max: int | None = None
    options: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Weights:
    """Values with how often each is drawn, in proportion."""

    of: tuple[tuple[Value, int], ...]


@dataclass(frozen=True, slots=True)
class Between:
    """Whole numbers from `low` up to and including `high`, each drawn as often."""

    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Variable:
    """Something that changes while playing. A meter is a number from 0 to 100 that no scenario declares."""

    id: str
    type: Literal["yesno", "number", "choice"]
    start: Value
    options: tuple[str, ...] = ()
    min: int | None = None
    max: int | None = None
    is_meter: bool = False
    is_ladder: bool = False
    """One of `LADDERS`, which no scenario declares either."""
    random: Weights | Between | None = None
    """What it is drawn from where nobody attends; with people there the `start` counts."""

    @property
    def is_declared(self) -> bool:
        """Whether it is the scenario's own: no meter and no ladder."""
        return not (self.is_meter or self.is_ladder)

    def within(self, number: int) -> int:
        """A number kept inside the limits of this variable."""
        number = number if self.min is None else max(self.min, number)
        return number if self.max is None else min(self.max, number)


@dataclass(frozen=True, slots=True)
class Role:
    """A part to play, with the card its players get. `group` is its word in reports."""

    id: str
    title: str
    seats: int = 1
    names: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    group: str = ""
    does: str = ""
    may: tuple[str, ...] = ()
    may_not: tuple[str, ...] = ()
    knows: str = ""
    organ: Organ | None = None
    """Where the role stands in local government; only `lint` looks at it."""
    ladders: tuple[str, ...] = ()
    """The ladders that this role may move."""


@dataclass(frozen=True, slots=True)
class Team:
    """Roles that sit together, and where."""

    id: str
    title: str
    roles: tuple[str, ...]
    room: str = ""


@dataclass(frozen=True, slots=True)
class Seat:
    """One chair in a role. A role with one seat lends it its id, otherwise `role-1`, `role-2`, ..."""

    id: str
    role: str
    team: str | None
    title: str
    name: str
    party: str


@dataclass(frozen=True, slots=True)
class Band:
    """The steps of a ladder, `low` up to and including `high`, that fit from some moment on."""

    ladder: str
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Phase:
    """A stretch of the programme. Story times are minutes since day 1 00:00 of the story."""

    id: str
    title: str
    kind: PhaseKind
    length_ms: int
    story_from_min: int
    story_to_min: int
    ends_itself: bool = False
    stage: Stage | None = None
    intro: str = ""
    label: str = ""
    bands: tuple[Band, ...] = ()


@dataclass(frozen=True, slots=True)
class FormField:
    """One thing to fill in on a worksheet; `step` is the heading it stands under.

    What is typed in a text may be held against a list of points while typing, named by `looks_at`; it never blocks.

    Of a checklist `min_ticks` to `max_ticks` options are ticked; when it is not required, ticking none is fine too.
    """

    id: str
    label: str
    kind: FieldKind
    required: bool = False
    options: Mapping[str, str] = field(default_factory=dict)
    max_length: int = 0
    min_ticks: int = 0
    max_ticks: int = 0
    step: str = ""
    looks_at: Literal["", "raadsbericht"] = ""


@dataclass(frozen=True, slots=True)
class Scale:
    """Whole numbers from `first` to `last`, with words at both ends."""

    first: int
    last: int
    low: str
    high: str

    @property
    def numbers(self) -> range:
        return range(self.first, self.last + 1)


@dataclass(frozen=True, slots=True)
class Form:
    """What a player is asked to give back.

    A text or statement has at most `max_length` characters; a statement is read aloud and has `seconds` for that. A
    choice takes one of `options`, a checklist `min_ticks` to `max_ticks` of them. A worksheet has `fields`, those of
    one step after each other; an assessment takes a number of its `scale`.
    """

    id: str
    kind: FormKind
    question: str
    options: Mapping[str, str] = field(default_factory=dict)
    max_length: int = 2000
    min_ticks: int = 0
    max_ticks: int = 0
    fields: Mapping[str, FormField] = field(default_factory=dict)
    scale: Scale | None = None
    seconds: int = 0
    positions: Mapping[str, int] = field(default_factory=dict)
    """Where the author sees an option, from 1 (far too little) over 3 (proportional) to 5 (full reflex)."""

    @property
    def answer_keys(self) -> tuple[str, ...]:
        """What an answer can be, where that is one of a few: under these keys `answers` may hold effects."""
        return (*self.options, *(str(number) for number in (self.scale.numbers if self.scale else ())))

    @property
    def words(self) -> tuple[str, ...]:
        """Every text of it that a player reads."""
        fields = [
            words for field in self.fields.values() for words in (field.label, *field.options.values(), field.step)
        ]
        ends = (self.scale.low, self.scale.high) if self.scale else ()
        return (self.question, *self.options.values(), *ends, *fields)


@dataclass(frozen=True, slots=True)
class Medium:
    """A picture, sound, film or document. `file` and `captions` are paths that `Scenario.files` pins."""

    id: str
    file: str
    kind: MediumKind
    alt: str
    credit: str = ""
    license: str = ""
    captions: str = ""
    transcript: str = ""
    length_ms: int | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """Something to know in the story. `known_by` are the seats that know it at the start; messages tell others."""

    id: str
    text: str
    status: Certainty
    share: Share
    known_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Criterion:
    """One thing to look for in an answer, with words for how far it is there, from little to much."""

    id: str
    label: str
    levels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rubric:
    """Criteria that belong together, with the learning objective they serve."""

    id: str
    criteria: Mapping[str, Criterion]
    objective: str | None = None


@dataclass(frozen=True, slots=True)
class At:
    """Fires `offset_ms` of exercise time after its phase began (story times are turned into this while reading)."""

    offset_ms: int


@dataclass(frozen=True, slots=True)
class After:
    """Fires `delay_ms` after `inject` was delivered, or after its first answer.

    `spread_ms` makes the delay a draw, evenly in whole seconds, from that much shorter to that much longer.
    """

    inject: str
    event: Literal["delivered", "answered"]
    delay_ms: int = 0
    spread_ms: int = 0


@dataclass(frozen=True, slots=True)
class AfterPhase:
    """Fires `delay_ms` (give or take `spread_ms`) after `phase`, an earlier one than its own, ended."""

    phase: str
    delay_ms: int = 0
    spread_ms: int = 0


@dataclass(frozen=True, slots=True)
class When:
    """Fires `delay_ms` (give or take `spread_ms`) after the condition turned true while the phase runs, once."""

    condition: Condition
    delay_ms: int = 0
    spread_ms: int = 0


@dataclass(frozen=True, slots=True)
class Manual:
    """Fires only by hand or by a `send` effect. When `offered`, those it is for may begin it themselves."""

    offered: bool = False


Trigger: TypeAlias = At | After | AfterPhase | When | Manual
Release = Literal["auto", "confirm", "manual"]
"""What its moment does: `auto` follows the mode, `confirm` waits for GO in automatic mode too, and with `manual` its
own moment does nothing: only GO sends it, or an effect makes it wait for GO."""
PRIORITIES = range(1, 10)
ORDINARY = 5
"""The priority of an inject that names none. What has priority 1 comes first of all that falls at one instant."""


@dataclass(frozen=True, slots=True)
class SetVariable:
    name: str
    value: Value


@dataclass(frozen=True, slots=True)
class AddToVariable:
    name: str
    amount: int


@dataclass(frozen=True, slots=True)
class SendInject:
    inject: str
    delay_ms: int = 0


@dataclass(frozen=True, slots=True)
class CancelInject:
    inject: str


@dataclass(frozen=True, slots=True)
class EndPhase:
    pass


Effect: TypeAlias = SetVariable | AddToVariable | SendInject | CancelInject | EndPhase


@dataclass(frozen=True, slots=True)
class Audience:
    """Who gets an inject: seat ids in the order of the roles, the projector, the trainer."""

    seats: tuple[str, ...]
    plenary: bool = False
    facilitator: bool = False
    described: tuple[str, ...] = ()
    """The words of the file (`wethouder`, `team college`, `all`), for the running order."""


@dataclass(frozen=True, slots=True)
class Sharing:
    """Where an answer goes: the seats and the projector behind `to`, over which channel."""

    audience: Audience
    channel: Channel
    title: str = ""


@dataclass(frozen=True, slots=True)
class Response:
    """What an inject asks. `units` are the answers wanted: `seat:wethouder`, or `team:college` for one together."""

    form: str
    units: tuple[str, ...]
    deadline_ms: int | None = None
    answers: Mapping[str, tuple[Effect, ...]] = field(default_factory=dict)
    no_answer: tuple[Effect, ...] = ()
    rubric: tuple[str, ...] = ()
    """What a good answer shows: `rubric.criterion`, for the trainer."""
    minutes: tuple[str, ...] | None = None
    """Whether answers stand in the minutes: not (None), whole, or of a worksheet these fields alone."""
    share: Sharing | None = None
    """Who reads the answer, as a message of whoever gave it. What was sent is sent: it cannot be changed."""


@dataclass(frozen=True, slots=True)
class Variant:
    """Other words for the same message, for when `guard` holds or without one. None: those of the message itself."""

    guard: Condition | None = None
    title: str | None = None
    body: str | None = None


@dataclass(frozen=True, slots=True)
class Inject:
    """One scripted message. At one instant the order is `priority`, then `position`, its place in the file.

    `until_ms` counts from the beginning of its phase: what was not delivered by then lapses.
    """

    id: str
    position: int
    number: str
    phase: str
    trigger: Trigger
    channel: Channel
    sender: str
    audience: Audience
    title: str
    body: str
    note: str = ""
    guard: Condition | None = None
    effects: tuple[Effect, ...] = ()
    response: Response | None = None
    dimensions: tuple[str, ...] = ()
    escalation: str | None = None
    optional: bool = False
    carry: bool = False
    until_ms: int | None = None
    priority: int = ORDINARY
    release: Release = "auto"
    media: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    variants: tuple[Variant, ...] = ()
    """Tried in this order at delivery; the first that holds is what is sent."""
    repeat: int = 1
    """How often it comes in all."""
    repeat_of: str | None = None
    """Of a copy: the id of the message that repeats."""
    shows: tuple[str, ...] = ()
    """The variables that its text, or that of a variant, holds; sorted."""
    bands: tuple[Band, ...] = ()
    """What fits on the ladders from its delivery on."""
    quotes: str = ""
    """The message of which it shows the answers: those that were shared to all it is for, others to who gave them."""
    live: bool = False
    """Of a call: somebody of the staff plays the caller, and the text is the script for that."""

    def title_of(self, variant: int | None) -> str:
        """The title that is sent as this variant; None for the message's own."""
        title = None if variant is None else self.variants[variant].title
        return self.title if title is None else title

    def body_of(self, variant: int | None) -> str:
        """The text that is sent as this variant; None for the message's own."""
        body = None if variant is None else self.variants[variant].body
        return self.body if body is None else body

    def all_effects(self) -> Iterator[Effect]:
        """Everything it can bring about: when it comes, by silence, by an answer."""
        yield from self.effects
        if self.response is not None:
            yield from self.response.no_answer
            for effects in self.response.answers.values():
                yield from effects

    def asked_at_delivery(self) -> tuple[Condition, ...]:
        """The conditions that are looked at when it is delivered: its own and those of its variants."""
        return tuple(guard for guard in (self.guard, *(variant.guard for variant in self.variants)) if guard)


@dataclass(frozen=True, slots=True)
class Escalation:
    """A moment the evening turns on; scores are gathered per escalation moment."""

    id: str
    title: str
    expects: str = ""
    """What a proportional response looks like, in a sentence for the trainer."""


@dataclass(frozen=True, slots=True)
class DebriefQuestion:
    """A question for afterwards, with the messages to look back at; only asked when `guard` holds at the end."""

    ask: str
    objective: str | None = None
    show: tuple[str, ...] = ()
    guard: Condition | None = None


@dataclass(frozen=True, slots=True)
class Scenario:
    """A whole script, in file order. `files` pins what was read: (path inside the folder, SHA-256 in hex)."""

    id: str
    title: str
    version: str
    language: Literal["nl", "en"]
    summary: str
    authors: tuple[str, ...]
    license: str
    objectives: Mapping[str, str]
    first_day: int
    """Weekday of story day 1, Monday is 0."""
    parameters: Mapping[str, Parameter]
    variables: Mapping[str, Variable]
    roles: Mapping[str, Role]
    teams: Mapping[str, Team]
    seats: Mapping[str, Seat]
    phases: tuple[Phase, ...]
    forms: Mapping[str, Form]
    escalations: Mapping[str, Escalation]
    injects: Mapping[str, Inject]
    debrief: tuple[DebriefQuestion, ...]
    files: tuple[tuple[str, str], ...] = ()
    media: Mapping[str, Medium] = field(default_factory=dict)
    facts: Mapping[str, Fact] = field(default_factory=dict)
    rubrics: Mapping[str, Rubric] = field(default_factory=dict)
    translations: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Language → path of a text → that text in it; the paths are `translation`'s."""

    def phase(self, phase_id: str) -> Phase:
        """The phase with this id; KeyError when there is none."""
        for phase in self.phases:
            if phase.id == phase_id:
                return phase
        raise KeyError(phase_id)

    def phase_after(self, phase_id: str | None) -> str | None:
        """Id of the phase that follows, of the first one after None; None after the last."""
        ids = [None, *(phase.id for phase in self.phases), None]
        return ids[ids.index(phase_id) + 1]

    def phases_between(self, first: str, last: str) -> tuple[str, ...]:
        """Ids of the phases after `first` and before `last`."""
        ids = [phase.id for phase in self.phases]
        return tuple(ids[ids.index(first) + 1 : ids.index(last)])

    def room_seats(self, room: str) -> tuple[str, ...]:
        """Seats of the teams in this room, in the order of the scenario; none for a room that no team has."""
        of_room = {team.id for team in self.teams.values() if team.room == room and room}
        return tuple(seat.id for seat in self.seats.values() if seat.team in of_room)

    def criterion(self, name: str) -> Criterion:
        """The criterion that a response calls `rubric.criterion`; KeyError when there is none."""
        rubric, _, criterion = name.partition(".")
        return self.rubrics[rubric].criteria[criterion]

    def sha256(self, file: str) -> str:
        """The SHA-256 that pins this file of the package; KeyError when it pins no such file."""
        return dict(self.files)[file]

    def team_seats(self, team_id: str) -> tuple[str, ...]:
        """Ids of the seats in a team, in the order of the roles."""
        return tuple(seat.id for seat in self.seats.values() if seat.team == team_id)

    def unit_seats(self, unit: str) -> tuple[str, ...]:
        """The seats that may answer for a unit such as `seat:wethouder` or `team:college`."""
        kind, _, ident = unit.partition(":")
        return (ident,) if kind == "seat" else self.team_seats(ident)
