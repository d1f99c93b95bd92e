"""What one screen may show, as plain data made of nodes.

Owns the shapes of the nodes. Who gets which node is decided in `visibility`, and nowhere else; the UIs turn nodes into
HTML. A node has a `key` that stays the same while it lives, a `region` of the screen and an `order` inside it, so that
a changed node replaces only itself. Times named `*_at_ms` are exercise time; `story` is story time as people read it
("za 17.05"). Counting down is left to the screen, which knows the running clock.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from engine.exercise.events import Shows
from engine.scenario.model import FieldKind, FormKind, ParameterType, Value

Status: TypeAlias = Literal["lobby", "running", "paused", "ended"]


@dataclass(frozen=True, slots=True)
class StoryMap:
    """How to go from exercise time to story time in the phase that runs.

    story minute = from_min + (to_min - from_min) * min(at_ms - started_at_ms, length_ms) / length_ms, counted from
    day 1 00:00. `first_day` is the weekday of day 1 (Monday 0); a `label` is shown in place of the weekday.
    """

    started_at_ms: int
    length_ms: int
    from_min: int
    to_min: int
    first_day: int
    label: str


@dataclass(frozen=True, slots=True)
class PhaseLine:
    """A phase in the programme. `planned_end_at_ms` moves when the trainer gives or takes minutes."""

    id: str
    title: str
    kind: str
    length_ms: int
    started_at_ms: int | None
    planned_end_at_ms: int | None
    ended_at_ms: int | None


@dataclass(frozen=True, slots=True)
class Header:
    """Top of a player's screen: who you are, where the evening is."""

    seat: str
    role_title: str
    name: str
    party: str
    team_title: str
    room: str
    status: Status
    phase: PhaseLine | None
    phase_number: int
    phase_count: int
    story: StoryMap | None
    title: str
    time_out: bool = False
    """Everything stands still for a talk."""
    back_at_ms: int | None = None
    """When this seat is asked to be back in the hall."""
    played_by: str = ""
    """Who plays this role at the moment, when that is another seat; then this screen shows nothing more."""
    plays: tuple[str, ...] = ()
    """The roles that this seat plays besides its own."""
    key: str = "header"
    region: str = "header"
    order: int = 0


@dataclass(frozen=True, slots=True)
class Fact:
    """Something this seat knows, how certain it is, and with whom it may be shared."""

    fact: str
    text: str
    status: Literal["feit", "vermoeden", "gerucht"]
    share: Literal["niemand", "team", "raad_geheim", "raad_openbaar", "pers"]


@dataclass(frozen=True, slots=True)
class Card:
    """The role card: what I do, may, may not, and know at the start."""

    role_title: str
    name: str
    party: str
    team_title: str
    room: str
    does: str
    may: tuple[str, ...]
    may_not: tuple[str, ...]
    knows: str
    facts: tuple[Fact, ...] = ()
    played_too: bool = False
    """It is the card of a role that this seat plays besides its own."""
    key: str = "card"
    region: str = "card"
    order: int = 0


@dataclass(frozen=True, slots=True)
class Intro:
    """A phase began, with what its makers tell everybody."""

    phase: str
    title: str
    kind: str
    text: str
    story: str
    key: str
    order: int
    region: str = "stream"


@dataclass(frozen=True, slots=True)
class Said:
    """A part of an answer, to read: the words of one field of a worksheet, under its label and the heading `step`.

    Any other answer is one part without a label. `lines` holds one text, or a line for each option; nothing when the
    field was left empty.
    """

    label: str
    lines: tuple[str, ...]
    step: str = ""


@dataclass(frozen=True, slots=True)
class GivenAnswer:
    """An answer as its own players see it. `by_me` is false when a team mate gave it; `read`: the trainer saw it.

    `said` is what to read. The parts as they were given, to start from when it is changed, are in `text`, `option`,
    `options`, `value` and `fields`, as in the command `respond`.
    """

    text: str | None
    option: str | None
    option_label: str | None
    by_me: bool
    by_name: str
    revision: int
    story: str
    late: bool
    read: bool
    may_change: bool
    said: tuple[Said, ...] = ()
    options: tuple[str, ...] = ()
    value: int | None = None
    fields: tuple[tuple[str, str | tuple[str, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class AskField:
    """A field of a worksheet; `step` is the heading it stands under, with fields of the same step beside it."""

    id: str
    label: str
    kind: FieldKind
    required: bool
    options: tuple[tuple[str, str], ...]
    max_length: int
    min_ticks: int
    max_ticks: int
    step: str
    looks_at: str = ""
    """A list of points that what is typed is held against, on the device itself."""


@dataclass(frozen=True, slots=True)
class AskScale:
    """Whole numbers from `first` to `last`, with what the ends mean."""

    first: int
    last: int
    low: str
    high: str


@dataclass(frozen=True, slots=True)
class Ask:
    """What an item asks of this seat. `together` names the team when it gives one answer.

    `min_ticks` to `max_ticks` are how many options of a checklist are ticked; `seconds` is how long a statement may
    take when it is read aloud.
    """

    kind: FormKind
    question: str
    options: tuple[tuple[str, str], ...]
    max_length: int
    together: str
    deadline_at_ms: int | None
    missed: bool
    answer: GivenAnswer | None
    open: bool
    """Whether an answer can be given or changed now."""
    min_ticks: int = 0
    max_ticks: int = 0
    fields: tuple[AskField, ...] = ()
    scale: AskScale | None = None
    seconds: int = 0
    minuted: bool = False
    """What is answered stands in the minutes."""


@dataclass(frozen=True, slots=True)
class Quote:
    """An answer that an item shows: by whom, to which message, and what. `mine`: this seat's own, or of its team."""

    who: str
    about: str
    said: tuple[Said, ...]
    mine: bool


@dataclass(frozen=True, slots=True)
class Medium:
    """A picture, sound, film or document with an item. `path` and `captions` count from the seat's own page.

    `captions` is empty when there are none; `length_ms` is null when the script does not say.
    """

    medium: str
    kind: Literal["picture", "sound", "film", "document"]
    path: str
    content_type: str
    alt: str
    credit: str
    transcript: str
    captions: str
    length_ms: int | None


@dataclass(frozen=True, slots=True)
class Item:
    """One message on a player's or the plenary screen, in the look of its channel."""

    item: str
    channel: str
    sender: str
    title: str
    body: str
    at_ms: int
    story: str
    opened: bool
    ask: Ask | None
    key: str
    order: int
    media: tuple[Medium, ...] = ()
    facts: tuple[Fact, ...] = ()
    corrects: str = ""
    """Title of the message that this one puts right, when that is on this screen too."""
    corrected: bool = False
    """A later message on this screen puts it right."""
    for_role: str = ""
    """Which role it is for, when that is not this seat's own. `item` is then `ID@SEAT`, in orders too."""
    declined: bool = False
    """A call that this seat let go."""
    quotes: tuple[Quote, ...] = ()
    live: bool = False
    """A call in which somebody of the staff plays the caller; there is no text."""
    taken_at_ms: int | None = None
    ended_at_ms: int | None = None
    """Of a played call."""
    region: str = "stream"


@dataclass(frozen=True, slots=True)
class RecapRow:
    story: str
    channel: str
    sender: str
    title: str
    answer: str | None
    said: tuple[Said, ...] = ()


@dataclass(frozen=True, slots=True)
class Recap:
    """After the end: what this seat saw and answered."""

    rows: tuple[RecapRow, ...]
    answered: int
    asked: int
    key: str = "recap"
    region: str = "recap"
    order: int = 0


@dataclass(frozen=True, slots=True)
class ShownAnswer:
    """An answer on the projector, with consent and without a name. `about` is the title of the message it is on.

    A statement is read aloud: `until_at_ms` is when its time is up.
    """

    about: str
    question: str
    said: tuple[Said, ...]
    until_at_ms: int | None = None


@dataclass(frozen=True, slots=True)
class ShownResult:
    """How often each option or number was given, in the order of the form; of `asked` answers, `answered` came in."""

    about: str
    question: str
    rows: tuple[tuple[str, int], ...]
    answered: int
    asked: int


@dataclass(frozen=True, slots=True)
class Decided:
    """A line of the minutes: when in the story, who, on which message, and what."""

    story: str
    who: str
    about: str
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class KnownBy:
    """Of a team, or of a seat without one: how many of it know something, and since when in the story the first did.

    `since` is empty for who knew it at the start.
    """

    who: str
    since: str
    know: int
    of: int


@dataclass(frozen=True, slots=True)
class Knowledge:
    """Who knew a fact when, per team in the order of the scenario; a team of which nobody ever knew it has `know` 0."""

    text: str
    status: Literal["feit", "vermoeden", "gerucht"]
    teams: tuple[KnownBy, ...]


@dataclass(frozen=True, slots=True)
class Stage:
    """The projector's frame: where the evening is. Its items are what is public so far.

    `shows` is what the trainer chose; with `item` one of the items alone, with `answer` that answer.
    """

    title: str
    status: Status
    phase: PhaseLine | None
    phase_number: int
    phase_count: int
    story: StoryMap | None
    intro: str
    time_out: bool = False
    calls: tuple[tuple[str, int], ...] = ()
    """Which room, empty for everybody, is asked to be back in the hall, and when."""
    shows: Shows = "story"
    item: str = ""
    answer: ShownAnswer | None = None
    result: ShownResult | None = None
    minutes: tuple[Decided, ...] = ()
    knowledge: tuple[Knowledge, ...] = ()
    question: str = ""
    """A question to talk about afterwards."""
    key: str = "stage"
    region: str = "stage"
    order: int = 0


@dataclass(frozen=True, slots=True)
class Desk:
    """The trainer's top bar: state of the clock, the programme, what can be done now."""

    title: str
    status: Status
    automatic: bool
    speed_num: int
    speed_den: int
    phases: tuple[PhaseLine, ...]
    phase: str | None
    next_phase: str | None
    story: StoryMap | None
    undo_until_wall_ms: int | None
    pause_cause: str
    calls: tuple[tuple[str, str, int], ...] = ()
    """The calls to the hall that stand: the room as `call_hall` names it (empty is all), in words, and back when."""
    beamer: Shows = "story"
    beamer_words: str = ""
    """What the projector shows, when the trainer chose an item or an answer."""
    beamer_item: str = ""
    beamer_result: str = ""
    """The inject of which the projector shows the result."""
    questions: tuple[str, ...] = ()
    """The questions for afterwards, in order."""
    afterwards: tuple[str, ...] = ()
    """What else there is to show then: `minutes` and `knowledge`, where the scenario has them."""
    rooms: tuple[tuple[str, str], ...] = ()
    """Each room as `call_hall` and `message` name it, and in words."""
    key: str = "desk"
    region: str = "desk"
    order: int = 0


@dataclass(frozen=True, slots=True)
class Criterion:
    """What to look for in an answer, with words from little to much."""

    label: str
    levels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cue:
    """A line of the running order, with all the trainer needs when it is on standby.

    `title` and `body` are those of the variant that was sent, or would be sent now; `variant_words` says which.
    Of `release`, `confirm` waits for GO in either mode, and the own moment of `manual` does nothing.
    `until_at_ms` is when it lapses if it was not delivered. `blocked` is empty when it can be fired, and otherwise the
    reason in words. `options` are what can be answered, in words: options, numbers, or the fields of a worksheet.
    """

    inject: str
    number: str
    title: str
    channel: str
    sender: str
    to: tuple[str, ...]
    phase: str
    status: Literal["planned", "due", "delivered", "skipped", "guarded", "lapsed", "withdrawn"]
    trigger: Literal["at", "after", "when", "manual", "offered"]
    trigger_words: str
    release: Literal["auto", "confirm", "manual"]
    due_at_ms: int | None
    until_at_ms: int | None
    delivered_at_ms: int | None
    story: str
    body: str
    variant_words: str
    note: str
    question: str
    options: tuple[str, ...]
    deadline_ms: int | None
    optional: bool
    escalation: str
    dimensions: tuple[str, ...]
    plenary: bool
    seats: int
    opened: int
    units: int
    answered: int
    missed: int
    blocked: str
    key: str
    order: int
    media: tuple[Medium, ...] = ()
    facts: tuple[Fact, ...] = ()
    asks: FormKind | None = None
    """The kind of form, when it asks for an answer."""
    criteria: tuple[Criterion, ...] = ()
    expects: str = ""
    """What a proportional response looks like, where this message is an escalation moment."""
    held: bool = False
    edited: bool = False
    """The trainer gave it other words."""
    reason: str = ""
    """Why it was skipped."""
    declined: tuple[str, ...] = ()
    """Who let this call go and has not heard it since."""
    reserve: bool = False
    """Only a hand sends it."""
    fits: str = ""
    """Of a reserve message: why it fits now; empty when nothing says so."""
    corrected: bool = False
    receivers: tuple[str, ...] = ()
    """Who it is for, as `message.to` names them."""
    region: str = "cues"


@dataclass(frozen=True, slots=True)
class Mark:
    """One position on one dimension by one rater."""

    rater: str
    dimension: str
    position: int
    basis: str


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """A wanted answer on the console: waiting, given or missed; with its marks.

    `text` is the whole answer in one text; `said` the same in parts, and `kind` that of its form.
    """

    inject: str
    unit: str
    number: str
    title: str
    who: str
    group: str
    status: Literal["waiting", "answered", "missed"]
    text: str
    revision: int
    late: bool
    stage: str
    answered_at_ms: int | None
    asked_at_ms: int
    deadline_at_ms: int | None
    read: bool
    dimensions: tuple[str, ...]
    marks: tuple[Mark, ...]
    notes: tuple[tuple[str, str], ...]
    """Pairs (rater, note)."""
    escalation: str
    key: str
    order: int
    kind: FormKind = "text"
    said: tuple[Said, ...] = ()
    criteria: tuple[Criterion, ...] = ()
    vetoes: tuple[tuple[str, str], ...] = ()
    """Pairs (rater, veto) that stand."""
    voice: str = ""
    """In whose mouth examples fit: `b`, `w` or `r`."""
    role: str = ""
    """The role of a seat; empty for a team."""
    region: str = "answers"


@dataclass(frozen=True, slots=True)
class Moment:
    """An escalation moment, scored per group without a typed answer."""

    escalation: str
    title: str
    reached: bool
    groups: tuple[str, ...]
    marks: tuple[tuple[str, Mark], ...]
    notes: tuple[tuple[str, str, str], ...]
    """Triples (unit, rater, note)."""
    key: str
    order: int
    expects: str = ""
    vetoes: tuple[tuple[str, str, str], ...] = ()
    """Triples (unit, rater, veto) that stand."""
    region: str = "moments"


@dataclass(frozen=True, slots=True)
class Observation:
    """What somebody at the desk saw or heard, for the staff alone. `about` is the message or moment in words.

    `who` is the unit in words. Each of `moment`, `unit` and `dimension` may be empty, as in the command `observe`.
    """

    observation: str
    observer: str
    text: str
    moment: str
    about: str
    unit: str
    who: str
    dimension: str
    noted_at_ms: int
    story: str
    marks: tuple[tuple[str, Mark], ...]
    """Pairs (unit, mark) at this moment, when it was scored as `marker:OBSERVATION`."""
    key: str
    order: int
    region: str = "observations"


@dataclass(frozen=True, slots=True)
class Sent:
    """A message that the trainer made up, with how many opened it."""

    message: str
    channel: str
    sender: str
    title: str
    body: str
    to: tuple[str, ...]
    plenary: bool
    sent_at_ms: int
    story: str
    opened: int
    key: str
    order: int
    withdrawn: bool = False
    corrects: str = ""
    """Number or title of what it puts right."""
    receivers: tuple[str, ...] = ()
    """Who it was for, as `message.to` names them."""
    by: str = ""
    """The seat that wrote it; empty for the trainer."""
    region: str = "sent"


@dataclass(frozen=True, slots=True)
class SeatPlace:
    """Who plays a seat. `into` is another seat, or empty; `proposal` is who could best play it too."""

    seat: str
    title: str
    name: str
    team: str
    team_title: str
    group: str
    into: str
    into_title: str
    proposal: str
    load: int
    """How many messages come to it, those of the roles it plays besides included."""


@dataclass(frozen=True, slots=True)
class Seating:
    """Who plays what, for the desk: to fold a role that nobody came for into another seat."""

    places: tuple[SeatPlace, ...]
    key: str = "seating"
    region: str = "seating"
    order: int = 0


@dataclass(frozen=True, slots=True)
class Silent:
    """A seat that something waits for since `since_ms`, and that was not heard of after it; `waiting` is how much."""

    seat: str
    title: str
    since_ms: int
    waiting: int


@dataclass(frozen=True, slots=True)
class Stalled:
    """A question with `waiting` of `of` answers to come; at `half_at_ms` half of the time is over."""

    inject: str
    number: str
    title: str
    waiting: int
    of: int
    half_at_ms: int


@dataclass(frozen=True, slots=True)
class ResponseTime:
    """How long the first answers of a group took, in the middle; `n` is how many there were."""

    group: str
    n: int
    median_ms: int


@dataclass(frozen=True, slots=True)
class Pulse:
    """How the room keeps up. What shows when is for the screen, which knows the time."""

    silent: tuple[Silent, ...]
    stalled: tuple[Stalled, ...]
    times: tuple[ResponseTime, ...]
    key: str = "pulse"
    region: str = "pulse"
    order: int = 0


@dataclass(frozen=True, slots=True)
class MeterLine:
    """A meter, 0 to 100, with where it began."""

    id: str
    value: int
    start: int


@dataclass(frozen=True, slots=True)
class Meters:
    lines: tuple[MeterLine, ...]
    key: str = "meters"
    region: str = "meters"
    order: int = 0


@dataclass(frozen=True, slots=True)
class LadderLine:
    """Where a ladder stands, who set it so and why, and what is expected now; `fits` is None where nothing is.

    `by` is empty when the script did; `reason` when none was typed. It stands at 0 while nobody set it.
    """

    id: str
    step: int
    steps: int
    is_set: bool
    by: str
    at_ms: int | None
    story: str
    reason: str
    low: int | None
    high: int | None
    fits: bool | None


@dataclass(frozen=True, slots=True)
class Ladders:
    """The four ladders, for the staff."""

    lines: tuple[LadderLine, ...]
    key: str = "ladders"
    region: str = "ladders"
    order: int = 0


@dataclass(frozen=True, slots=True)
class OwnLadder:
    id: str
    step: int
    steps: int
    is_set: bool


@dataclass(frozen=True, slots=True)
class OwnLadders:
    """The ladders that a player may move."""

    lines: tuple[OwnLadder, ...]
    key: str = "ladders"
    region: str = "acts"
    order: int = 0


@dataclass(frozen=True, slots=True)
class Offer:
    """Something this seat may begin; `text` says what it is for."""

    inject: str
    title: str
    text: str
    channel: str


@dataclass(frozen=True, slots=True)
class Offers:
    lines: tuple[Offer, ...]
    key: str = "offers"
    region: str = "acts"
    order: int = 1


@dataclass(frozen=True, slots=True)
class Written:
    """What this seat wrote: when in the story, to whom, and the facts that it passed on with it."""

    story: str
    to: tuple[str, ...]
    text: str
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Writing:
    """To whom this seat may write (word of `write.to`, and what it is called), and the facts that it may pass on.

    `written` is what it wrote so far, the latest first.
    """

    to: tuple[tuple[str, str], ...]
    facts: tuple[Fact, ...]
    written: tuple[Written, ...] = ()
    key: str = "writing"
    region: str = "acts"
    order: int = 2


@dataclass(frozen=True, slots=True)
class Asking:
    """The way to the trainer; `waits` holds the kinds that were asked and that nobody has seen to yet."""

    waits: tuple[str, ...]
    key: str = "asking"
    region: str = "acts"
    order: int = 3


@dataclass(frozen=True, slots=True)
class Request:
    """What a player asks of the trainer."""

    request: str
    kind: Literal["help", "time_out"]
    who: str
    seat: str
    text: str
    at_ms: int
    key: str
    order: int
    region: str = "requests"


@dataclass(frozen=True, slots=True)
class OnTheLine:
    """A call that goes on and in which somebody of the staff plays `sender`, by the script in `body`."""

    inject: str
    number: str
    seat: str
    who: str
    sender: str
    title: str
    body: str
    note: str
    taken_at_ms: int
    key: str
    order: int
    region: str = "requests"


@dataclass(frozen=True, slots=True)
class LocalWord:
    """A word of the place where the exercise is held. `own` is the scenario's own, shown when nothing is filled in."""

    id: str
    label: str
    type: ParameterType
    text: str
    own: str
    max_length: int
    min: int | None
    max: int | None
    options: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StartValue:
    """What the story begins with, where the scenario leaves that to chance or to the trainer."""

    name: str
    type: Literal["yesno", "number", "choice"]
    value: Value
    options: tuple[str, ...]
    min: int | None
    max: int | None


@dataclass(frozen=True, slots=True)
class Preparation:
    """What the trainer fills in and chooses before the start. It stays there to be read."""

    words: tuple[LocalWord, ...]
    starts: tuple[StartValue, ...] = ()
    key: str = "preparation"
    region: str = "preparation"
    order: int = 0


Node: TypeAlias = (
    Header
    | Card
    | Intro
    | Item
    | Recap
    | Stage
    | Desk
    | Cue
    | AnswerRow
    | Moment
    | Observation
    | Sent
    | Meters
    | Ladders
    | OwnLadders
    | Offers
    | Writing
    | Asking
    | Request
    | OnTheLine
    | Seating
    | Pulse
    | Preparation
)


@dataclass(frozen=True, slots=True)
class View:
    """Everything one screen shows, in order."""

    seat: str
    nodes: tuple[Node, ...]
