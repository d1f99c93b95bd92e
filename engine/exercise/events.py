"""What happened: the facts of an exercise, in the order they were decided.

Owns the event types and their stored names. Does not decide them (`decide`), does not fold them (`state`), does not
turn them into bytes (`server.journal`). A stored name and its fields are promises: they stay readable for ever.

Events carry outcomes, not orders: who got it, which value it became, when the deadline falls. Whoever folds them
evaluates no condition, renders no text and reads no free text. Free text is a reference (`TextRef`); the words
themselves lie beside the record and can be erased without breaking it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from engine.scenario.model import Stage, Value


@dataclass(frozen=True, slots=True)
class TextRef:
    """Points at typed words: their id and SHA-256(salt + body) in hex."""

    id: str
    sha256: str


Filled: TypeAlias = tuple[tuple[str, TextRef | tuple[str, ...]], ...]
"""What was filled in on a worksheet: pairs of field and typed words, or field and options, in the order of the form."""

Shows: TypeAlias = Literal["story", "black", "phase", "item", "answer", "result", "minutes", "knowledge", "question"]
"""What the projector can show: the story as it comes, nothing, where the evening is, one message, an answer, how often
each option was given, the minutes, who knew what when, a question for afterwards."""

Schedule: TypeAlias = tuple[tuple[str, int], ...]
"""Pairs of inject id and the exercise time in ms at which it comes due."""


@dataclass(frozen=True, slots=True)
class ExerciseCreated:
    """The first event: pins everything the evening depends on.

    `files` are (path, SHA-256) of the scenario package; `parameters` are (id, text) of the words the trainer filled in
    (an id that is absent has the scenario's own word); `unattended` lets a phase that waits for the trainer end at its
    planned length.
    """

    at_ms: int
    exercise: str
    epoch: str
    scenario: str
    files: tuple[tuple[str, str], ...]
    parameters: tuple[tuple[str, TextRef], ...]
    seed: int
    engine: str
    society: str
    automatic: bool = False
    unattended: bool = False


@dataclass(frozen=True, slots=True)
class ParametersFilledIn:
    """The trainer gave these local words, as (id, text); the others stay what they were."""

    at_ms: int
    parameters: tuple[tuple[str, TextRef], ...]


@dataclass(frozen=True, slots=True)
class ClockResumed:
    """The exercise clock runs, from here at `speed_num / speed_den` times the wall clock."""

    at_ms: int
    speed_num: int
    speed_den: int


@dataclass(frozen=True, slots=True)
class ClockPaused:
    """The exercise clock stands. `cause`: the trainer, a time-out, a restart of the program, or a laptop that slept."""

    at_ms: int
    cause: Literal["facilitator", "restart", "gap", "time_out"]


@dataclass(frozen=True, slots=True)
class SpeedChanged:
    at_ms: int
    speed_num: int
    speed_den: int


@dataclass(frozen=True, slots=True)
class ModeChanged:
    """Automatic: injects go out when due. By hand: they wait for GO."""

    at_ms: int
    automatic: bool


@dataclass(frozen=True, slots=True)
class PhaseStarted:
    at_ms: int
    phase: str
    planned_end_ms: int
    schedule: Schedule


@dataclass(frozen=True, slots=True)
class PhaseEndMoved:
    at_ms: int
    phase: str
    planned_end_ms: int


@dataclass(frozen=True, slots=True)
class PhaseEnded:
    """The phase is over; `lapsed` are the injects that will not come of themselves any more."""

    at_ms: int
    phase: str
    lapsed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class InjectScheduled:
    """This inject now comes due at `due_at_ms` (`after`, `when`, a delayed `send`, or moved by the trainer)."""

    at_ms: int
    inject: str
    due_at_ms: int


@dataclass(frozen=True, slots=True)
class InjectDue:
    """Its moment came and it waits for GO. Happens once."""

    at_ms: int
    inject: str


@dataclass(frozen=True, slots=True)
class InjectDelivered:
    """On the screens of `seats`. `deadlines` are (unit, exercise ms); `go_wall_ms` is set when a hand pressed GO.

    `variant` is the place, from 0, of the variant that was sent; None when it was the inject's own text. `shown` holds
    the variables in its text, with what they were. `by` is the seat that began it of itself. `quoted` are the answers
    that it shows, as (inject, unit), as they are now.
    """

    at_ms: int
    inject: str
    seats: tuple[str, ...]
    plenary: bool
    facilitator: bool
    units: tuple[str, ...]
    deadlines: tuple[tuple[str, int], ...]
    cause: Literal["clock", "hand", "effect", "player"]
    go_wall_ms: int | None = None
    variant: int | None = None
    shown: tuple[tuple[str, Value], ...] = ()
    by: str = ""
    quoted: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class InjectSkipped:
    at_ms: int
    inject: str
    reason: TextRef | None = None


@dataclass(frozen=True, slots=True)
class InjectHeld:
    """It waits for GO when its moment comes, whatever the mode; or, with `held` false, no longer."""

    at_ms: int
    inject: str
    held: bool


@dataclass(frozen=True, slots=True)
class InjectEdited:
    """It will be sent in these words of the trainer; without any, in the script's own."""

    at_ms: int
    inject: str
    sender: TextRef | None = None
    title: TextRef | None = None
    body: TextRef | None = None


@dataclass(frozen=True, slots=True)
class InjectWithdrawn:
    """Taken back before anybody opened it. It can be sent again.

    `values` are the variables that its sending changed, with what they are now; `unscheduled` are the injects that it
    had set in motion and that did not come yet.
    """

    at_ms: int
    inject: str
    values: tuple[tuple[str, Value], ...] = ()
    unscheduled: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MessageWithdrawn:
    """A message made up on the spot was taken back before anybody opened it."""

    at_ms: int
    message: str


@dataclass(frozen=True, slots=True)
class InjectGuarded:
    """Its guard was not true when it came due; it stays grey and can still be fired."""

    at_ms: int
    inject: str


@dataclass(frozen=True, slots=True)
class InjectLapsed:
    """It was not delivered by the moment it was good until; it stays grey and can still be fired."""

    at_ms: int
    inject: str


@dataclass(frozen=True, slots=True)
class InjectCancelled:
    """Taken off the road by an effect: it lapses, or, when delivered, its open deadlines act no more."""

    at_ms: int
    inject: str


@dataclass(frozen=True, slots=True)
class WhenCameTrue:
    """The condition of a `when` inject turned true; it never fires again of itself."""

    at_ms: int
    inject: str


@dataclass(frozen=True, slots=True)
class InjectRearmed:
    """The condition of this copy of a repeating inject was seen false since the copy before it: it may fire again."""

    at_ms: int
    inject: str


@dataclass(frozen=True, slots=True)
class VariableChanged:
    """A variable, meter or ladder has a new value.

    `cause` is the inject whose effect it was, `facilitator` in the lobby, `random`, or `player` for a ladder moved by
    hand. `unit` is who moved it or whose answer did, when somebody's; `reason` what was typed with the move.
    """

    at_ms: int
    name: str
    value: Value
    cause: str
    unit: str = ""
    reason: TextRef | None = None


@dataclass(frozen=True, slots=True)
class MessageSent:
    """A message the trainer made up on the spot, or that a player wrote: then `by` is the seat.

    `answer` is the inject whose answer was sent on in it; `facts` are those that were passed on with it.
    """

    at_ms: int
    message: str
    channel: str
    sender: TextRef
    title: TextRef
    body: TextRef
    seats: tuple[str, ...]
    plenary: bool
    corrects: str = ""
    """The inject or message that it puts right."""
    by: str = ""
    answer: str = ""
    facts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class HelpAsked:
    """A player asks the trainer for help, or for the exercise to stand still. `text` may be empty."""

    at_ms: int
    request: str
    seat: str
    kind: Literal["help", "time_out"]
    text: TextRef


@dataclass(frozen=True, slots=True)
class HelpSettled:
    """Somebody of the staff has seen to it."""

    at_ms: int
    request: str
    by: str


@dataclass(frozen=True, slots=True)
class HallCalled:
    """These seats are asked to be back in the hall at `back_at_ms`; None takes the call back.

    Each room has its own call. No `room` is all: it takes the place of those before it, and a room's own may follow.
    """

    at_ms: int
    room: str
    seats: tuple[str, ...]
    back_at_ms: int | None


@dataclass(frozen=True, slots=True)
class BeamerSet:
    """What the projector shows from here, as in the command `beamer`; an answer is the revision of this moment."""

    at_ms: int
    shows: Shows
    item: str = ""
    inject: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class SeatFolded:
    """From here `into` plays this seat too: what goes to it is on that screen."""

    at_ms: int
    seat: str
    into: str


@dataclass(frozen=True, slots=True)
class SeatUnfolded:
    """This seat has a screen of its own again; until here `into` played it."""

    at_ms: int
    seat: str
    into: str


@dataclass(frozen=True, slots=True)
class ItemOpened:
    """A seat opened an item (an inject or a message) for the first time."""

    at_ms: int
    item: str
    seat: str


@dataclass(frozen=True, slots=True)
class CallDeclined:
    """A seat let a call go: what was to be said is a message on its voicemail."""

    at_ms: int
    item: str
    seat: str


@dataclass(frozen=True, slots=True)
class CallTaken:
    """A seat took a call in which somebody of the staff plays the caller."""

    at_ms: int
    item: str
    seat: str


@dataclass(frozen=True, slots=True)
class CallEnded:
    """Such a call is over; `by` hung up, the seat itself or one of the staff."""

    at_ms: int
    item: str
    seat: str
    by: str


@dataclass(frozen=True, slots=True)
class ResponseSubmitted:
    """An answer to an inject, for a seat or a team. Revision 1 is the first; only that one has effects.

    `late`: after the deadline. `counted`: its effects ran (false when `no_answer` had acted or it is a revision).
    Which of `text`, `option`, `options`, `value` and `fields` hold the answer follows from the kind of form.
    """

    at_ms: int
    inject: str
    unit: str
    seat: str
    revision: int
    text: TextRef | None
    option: str | None
    late: bool
    counted: bool
    stage: Stage
    options: tuple[str, ...] = ()
    value: int | None = None
    fields: Filled = ()


@dataclass(frozen=True, slots=True)
class ResponseMissed:
    """The deadline passed without an answer from this unit."""

    at_ms: int
    inject: str
    unit: str


@dataclass(frozen=True, slots=True)
class DeadlineMoved:
    at_ms: int
    inject: str
    unit: str
    deadline_at_ms: int


@dataclass(frozen=True, slots=True)
class Scored:
    """A position on the two-sided scale: 1 far too little, 3 proportional, 5 full reflex, None takes it back.

    `moment` is `inject:ID`, `escalation:ID` or `marker:ID`; `unit` is `seat:ID`, `team:ID` or `group:NAME`. `basis`
    says what was judged: typed words (then `revision` tells which), words said aloud, or silence.
    """

    at_ms: int
    rater: str
    moment: str
    unit: str
    dimension: str
    position: int | None
    basis: Literal["typed", "said", "silent"]
    revision: int | None = None


@dataclass(frozen=True, slots=True)
class ScoreNoted:
    """A remark of a rater at a moment, about a unit. Empty text means taken back."""

    at_ms: int
    rater: str
    moment: str
    unit: str
    text: TextRef


@dataclass(frozen=True, slots=True)
class VetoSet:
    """A rater says that this happened at a moment, or takes that back. What it does is in `engine.scoring.vetoes`."""

    at_ms: int
    rater: str
    moment: str
    unit: str
    veto: str
    holds: bool


@dataclass(frozen=True, slots=True)
class ObservationNoted:
    """Somebody at the desk kept what was seen or heard. `observation` names it; as `marker:ID` it can be scored.

    `moment`, `unit` and `dimension` are as in `Scored`, or empty when it is about none in particular.
    """

    at_ms: int
    observation: str
    observer: str
    text: TextRef
    moment: str = ""
    unit: str = ""
    dimension: str = ""


@dataclass(frozen=True, slots=True)
class ExerciseEnded:
    """It is over; `lapsed` are the injects that were still to come. Can be undone until `undo_until_wall_ms`."""

    at_ms: int
    undo_until_wall_ms: int
    lapsed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ExerciseReopened:
    """Ending was undone; the clock stands. `planned` and `due` are the injects that are to come again."""

    at_ms: int
    planned: tuple[str, ...] = ()
    due: tuple[str, ...] = ()


Event: TypeAlias = (
    ExerciseCreated
    | ParametersFilledIn
    | ClockResumed
    | ClockPaused
    | SpeedChanged
    | ModeChanged
    | PhaseStarted
    | PhaseEndMoved
    | PhaseEnded
    | InjectScheduled
    | InjectDue
    | InjectDelivered
    | InjectSkipped
    | InjectHeld
    | InjectEdited
    | InjectWithdrawn
    | MessageWithdrawn
    | InjectGuarded
    | InjectLapsed
    | InjectCancelled
    | WhenCameTrue
    | InjectRearmed
    | VariableChanged
    | MessageSent
    | HelpAsked
    | HelpSettled
    | HallCalled
    | BeamerSet
    | SeatFolded
    | SeatUnfolded
    | ItemOpened
    | CallDeclined
    | CallTaken
    | CallEnded
    | ResponseSubmitted
    | ResponseMissed
    | DeadlineMoved
    | Scored
    | ScoreNoted
    | VetoSet
    | ObservationNoted
    | ExerciseEnded
    | ExerciseReopened
)

STORED_NAMES: dict[str, type[Event]] = {
    "exercise.created": ExerciseCreated,
    "parameters.filled_in": ParametersFilledIn,
    "clock.resumed": ClockResumed,
    "clock.paused": ClockPaused,
    "clock.speed_changed": SpeedChanged,
    "mode.changed": ModeChanged,
    "phase.started": PhaseStarted,
    "phase.end_moved": PhaseEndMoved,
    "phase.ended": PhaseEnded,
    "inject.scheduled": InjectScheduled,
    "inject.due": InjectDue,
    "inject.delivered": InjectDelivered,
    "inject.skipped": InjectSkipped,
    "inject.held": InjectHeld,
    "inject.edited": InjectEdited,
    "inject.withdrawn": InjectWithdrawn,
    "message.withdrawn": MessageWithdrawn,
    "inject.guarded": InjectGuarded,
    "inject.lapsed": InjectLapsed,
    "inject.cancelled": InjectCancelled,
    "inject.when_true": WhenCameTrue,
    "inject.rearmed": InjectRearmed,
    "variable.changed": VariableChanged,
    "message.sent": MessageSent,
    "help.asked": HelpAsked,
    "help.settled": HelpSettled,
    "hall.called": HallCalled,
    "beamer.set": BeamerSet,
    "seat.folded": SeatFolded,
    "seat.unfolded": SeatUnfolded,
    "item.opened": ItemOpened,
    "call.declined": CallDeclined,
    "call.taken": CallTaken,
    "call.ended": CallEnded,
    "response.submitted": ResponseSubmitted,
    "response.missed": ResponseMissed,
    "deadline.moved": DeadlineMoved,
    "score.set": Scored,
    "score.noted": ScoreNoted,
    "veto.set": VetoSet,
    "observation.noted": ObservationNoted,
    "exercise.ended": ExerciseEnded,
    "exercise.reopened": ExerciseReopened,
}
"""Name in the journal → event. Names and fields are never reused for something else."""
