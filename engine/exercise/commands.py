"""What somebody orders. An order may be refused; what comes of it are events.

Owns the commands and the refusals. Who may give which order is in `decide`. Every command names its object, never
"the next one", so that a late or repeated order cannot hit something else.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from engine.exercise.events import Shows


@dataclass(frozen=True, slots=True)
class Refused:
    """The order is not carried out, and nothing changed. `code` is stable; `sentence` is Dutch, for a person.

    `field` is the id of the field of a worksheet, or of the local word, that it is about, when it is about one.
    """

    code: str
    sentence: str
    field: str = ""


@dataclass(frozen=True, slots=True)
class StartExercise:
    """Leave the lobby: the clock runs and the first phase begins, or `phase`; those before it are passed over."""

    phase: str = ""


@dataclass(frozen=True, slots=True)
class FillIn:
    """Give local words of the scenario, in the lobby. A blank one gets the scenario's own word back."""

    parameters: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ChooseStart:
    """Let a declared variable start at another value, in the lobby; written as in the scenario file."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class PauseClock:
    cause: Literal["facilitator", "restart", "gap"] = "facilitator"


@dataclass(frozen=True, slots=True)
class TimeOut:
    """Stop everything for a talk: the clock stands, and every screen but the desk's says so and nothing else."""


@dataclass(frozen=True, slots=True)
class ResumeClock:
    pass


@dataclass(frozen=True, slots=True)
class ChangeSpeed:
    """Run the clock at `speed_num / speed_den` times the wall clock, 1/4 to 60."""

    speed_num: int
    speed_den: int = 1


@dataclass(frozen=True, slots=True)
class ChangeMode:
    automatic: bool


@dataclass(frozen=True, slots=True)
class FireInject:
    """Deliver this inject now. Refused within 1 s (wall) of any other GO."""

    inject: str


@dataclass(frozen=True, slots=True)
class SkipInject:
    inject: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class HoldInject:
    """Let an inject wait for GO when its moment comes, in automatic mode too; `held` false lets it go again."""

    inject: str
    held: bool = True


@dataclass(frozen=True, slots=True)
class EditInject:
    """Other words for an inject that is not sent: plain text, as the player will read it. `reset`: the script's own."""

    inject: str
    sender: str = ""
    title: str = ""
    body: str = ""
    reset: bool = False


@dataclass(frozen=True, slots=True)
class TakeBack:
    """Take an inject or made-up message off every screen, within 5 s of the clock at 1x and while nobody opened it."""

    item: str


@dataclass(frozen=True, slots=True)
class MoveInject:
    """Let a planned inject come due at another exercise time; `and_later` shifts all later ones of its phase along."""

    inject: str
    by_ms: int
    and_later: bool = False


@dataclass(frozen=True, slots=True)
class NextPhase:
    """End `phase`, the one that runs, and begin the next, or `to`, a later one: those between are passed over."""

    phase: str
    to: str = ""


@dataclass(frozen=True, slots=True)
class MovePhaseEnd:
    phase: str
    by_ms: int


@dataclass(frozen=True, slots=True)
class MoveDeadline:
    inject: str
    unit: str
    by_ms: int


@dataclass(frozen=True, slots=True)
class SendMessage:
    """A message made up on the spot. `to` holds the words of the format: roles, `team x`, seats, `all`, `plenary`.

    `room x` is everybody of the teams in that room. `corrects` is the inject or message that it puts right.
    """

    to: tuple[str, ...]
    channel: str
    sender: str
    title: str
    body: str
    corrects: str = ""


@dataclass(frozen=True, slots=True)
class CallHall:
    """Call one room, or everybody, back to the hall in so many seconds of the clock at 1x; 0 takes that call back.

    Rooms have calls of their own beside each other: group work with a timer each. One for everybody replaces them.
    """

    seconds: int = 60
    room: str = ""


@dataclass(frozen=True, slots=True)
class SetBeamer:
    """What the projector shows: the story as it comes, nothing, where the evening is, one public item, or an answer.

    An answer (`inject` and `unit`) needs `consent`: whoever gave it said yes. It is shown without a name. A result is
    how often each option or number was given to `inject`, by nobody in particular. For afterwards: the minutes, who
    knew what when, or the question of the scenario with number `item`, from 1.
    """

    shows: Shows
    item: str = ""
    inject: str = ""
    unit: str = ""
    consent: bool = False


@dataclass(frozen=True, slots=True)
class Fold:
    """Let the seat `into` play `seat` too, because nobody came for it or because a team shares one laptop."""

    seat: str
    into: str


@dataclass(frozen=True, slots=True)
class Unfold:
    """Let this seat be played by its own device again."""

    seat: str


@dataclass(frozen=True, slots=True)
class OpenItem:
    item: str


@dataclass(frozen=True, slots=True)
class DeclineCall:
    """Do not take a call: the caller leaves a message instead."""

    item: str


@dataclass(frozen=True, slots=True)
class HangUp:
    """End a call that somebody of the staff plays: the own call of a player, or for the staff that of `seat`."""

    item: str
    seat: str = ""


@dataclass(frozen=True, slots=True)
class SubmitResponse:
    """Answer an inject, in the one part that its form asks for. `based_on` is the revision it replaces.

    `text` for an open question or a statement, `option` for a choice, `options` for a checklist, `value` for an
    assessment. `fields` holds what was filled in on a worksheet, by field: a text, an option or a list of options.
    """

    inject: str
    text: str | None = None
    option: str | None = None
    based_on: int = 0
    options: tuple[str, ...] | None = None
    value: int | None = None
    fields: Mapping[str, str | tuple[str, ...]] | None = None


@dataclass(frozen=True, slots=True)
class BeginInject:
    """Begin something that is offered to this seat."""

    inject: str


@dataclass(frozen=True, slots=True)
class Write:
    """Write to others in the exercise, as `message.to` names them without the projector; `facts` go along."""

    to: tuple[str, ...]
    text: str
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AskTrainer:
    """Ask for help, or for the exercise to stand still; a few words may go along."""

    kind: Literal["help", "time_out"]
    text: str


@dataclass(frozen=True, slots=True)
class SettleHelp:
    """It was seen to."""

    request: str


@dataclass(frozen=True, slots=True)
class SetLadder:
    """Move a ladder to a step, 0 for not (any more) scaled up, and say why."""

    ladder: str
    step: int
    reason: str


@dataclass(frozen=True, slots=True)
class SetScore:
    moment: str
    unit: str
    dimension: str
    position: int | None
    basis: Literal["typed", "said", "silent"] = "typed"
    revision: int | None = None


@dataclass(frozen=True, slots=True)
class NoteScore:
    moment: str
    unit: str
    text: str


@dataclass(frozen=True, slots=True)
class SetVeto:
    """Say that one of the three things happened that no average makes up for, or, with `holds` false, that it did not.

    The rater's own position on its dimension goes along.
    """

    moment: str
    unit: str
    veto: str
    holds: bool = True


@dataclass(frozen=True, slots=True)
class Observe:
    """Keep what was seen or heard now. `moment`, `unit` and `dimension` say what it is about; each may be empty."""

    text: str
    moment: str = ""
    unit: str = ""
    dimension: str = ""


@dataclass(frozen=True, slots=True)
class EndExercise:
    pass


@dataclass(frozen=True, slots=True)
class ReopenExercise:
    pass


Command: TypeAlias = (
    StartExercise
    | FillIn
    | ChooseStart
    | PauseClock
    | TimeOut
    | ResumeClock
    | ChangeSpeed
    | ChangeMode
    | FireInject
    | SkipInject
    | HoldInject
    | EditInject
    | TakeBack
    | MoveInject
    | NextPhase
    | MovePhaseEnd
    | MoveDeadline
    | SendMessage
    | CallHall
    | SetBeamer
    | Fold
    | Unfold
    | OpenItem
    | DeclineCall
    | HangUp
    | SubmitResponse
    | BeginInject
    | Write
    | AskTrainer
    | SettleHelp
    | SetLadder
    | SetScore
    | NoteScore
    | SetVeto
    | Observe
    | EndExercise
    | ReopenExercise
)

WIRE_NAMES: dict[str, type[Command]] = {
    "start": StartExercise,
    "fill_in": FillIn,
    "choose_start": ChooseStart,
    "pause": PauseClock,
    "time_out": TimeOut,
    "resume": ResumeClock,
    "speed": ChangeSpeed,
    "mode": ChangeMode,
    "fire": FireInject,
    "skip": SkipInject,
    "hold": HoldInject,
    "edit": EditInject,
    "take_back": TakeBack,
    "move": MoveInject,
    "next_phase": NextPhase,
    "move_phase_end": MovePhaseEnd,
    "move_deadline": MoveDeadline,
    "message": SendMessage,
    "call_hall": CallHall,
    "beamer": SetBeamer,
    "fold": Fold,
    "unfold": Unfold,
    "open": OpenItem,
    "decline": DeclineCall,
    "hang_up": HangUp,
    "respond": SubmitResponse,
    "begin": BeginInject,
    "write": Write,
    "ask": AskTrainer,
    "settle": SettleHelp,
    "ladder": SetLadder,
    "score": SetScore,
    "note_score": NoteScore,
    "veto": SetVeto,
    "observe": Observe,
    "end": EndExercise,
    "reopen": ReopenExercise,
}
"""Name in a POST → command. `docs/protocol.md` has a heading for each."""

PLAYER_COMMANDS: tuple[type[Command], ...] = (
    OpenItem,
    DeclineCall,
    HangUp,
    SubmitResponse,
    BeginInject,
    Write,
    AskTrainer,
    SetLadder,
)
"""The only orders a player's seat may give; everything else is the staff's."""
