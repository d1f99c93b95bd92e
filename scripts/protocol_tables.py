"""The tables of docs/protocol.md: every command, every refusal, every node with its fields.

Owns how the engine's dataclasses are told in words. `python -m scripts.protocol_tables` writes them into the document;
`tests/server/test_protocol.py` holds the document to it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from engine.exercise import view as v
from engine.exercise.commands import PLAYER_COMMANDS, WIRE_NAMES, Command
from engine.exercise.refusals import SENTENCES
from engine.exercise.staff import RATES, RELEASES
from engine.scenario.model import DIMENSIONS, Channel
from server.runner import ID_TAKEN, NOT_STORED, STOPPED

DOCUMENT = Path(__file__).resolve().parents[1] / "docs" / "protocol.md"
BEGIN, END = "<!-- tables: begin -->", "<!-- tables: end -->"
EDGE_FIELDS = {"cause"}
"""Fields that only the program itself gives."""

DOES = {
    "start": "Leaves the lobby: the first phase begins and the clock runs.",
    "fill_in": "In the lobby: gives local words, by parameter. A blank one gets the scenario's own back.",
    "choose_start": "In the lobby: lets a declared variable start as `yes` or `no`, a number, or an option.",
    "pause": "Stops the clock.",
    "time_out": "Stops the clock for a talk: all screens but those of the desk say so and nothing else.",
    "resume": "Lets the clock run on.",
    "speed": "Runs the clock at `speed_num / speed_den` times the wall clock, from 1/4 to 60.",
    "mode": "`true`: injects go out when they come due. `false`: they wait for `fire`.",
    "fire": "Delivers this inject now. Refused within a second of any other.",
    "skip": "Takes a planned or due inject out of the running order, with a reason or without; it can still be fired.",
    "hold": "Lets an inject wait for `fire` when it comes due, in automatic mode too; `held: false` lets it go again.",
    "edit": "Gives an inject that was not sent other words, as the player will read them; `reset` its own again.",
    "take_back": (
        "Takes an inject or a made-up message off every screen: within 5 s of the clock at 1x, while nobody opened it "
        "and nobody answered. What its sending changed is undone."
    ),
    "move": "Lets a planned inject come due `by_ms` later, or earlier; `and_later` takes the later ones along.",
    "next_phase": "Ends `phase`, the one that runs, and begins the next, or `to`, a later one; what is between lapses.",
    "move_phase_end": "Moves the planned end of the phase that runs.",
    "move_deadline": "Moves the deadline of one answer that is still wanted.",
    "message": (
        "Sends a message made up on the spot. `to` holds roles, seats, `team TEAM`, `room ROOM`, `all`, `plenary`; "
        "`corrects` is the inject or message that it puts right."
    ),
    "call_hall": (
        "Calls everybody, or those in `room`, back to the hall within `seconds` (10 to 3600); 0 takes that call back. "
        "Rooms have calls beside each other; one for everybody takes their place."
    ),
    "beamer": (
        "What the projector shows: `story` as it comes, `black`, `phase`, one public `item`, or the `answer` of `unit` "
        "to `inject`, with `consent` and without a name, or the `result` of `inject`: how often each option was given. "
        "For afterwards the `minutes`, the `knowledge` of who knew what when, or the `question` with number `item`."
    ),
    "fold": "Lets the seat `into` play `seat` too: its items are on that screen as `ID@SEAT`, in orders as well.",
    "unfold": "Gives the seat a screen of its own again.",
    "open": "Says that an item was opened; for a trainer `answer:INJECT:UNIT`, that an answer was read.",
    "decline": "Lets a call go that this seat did not take: what is said stands on its voicemail, to open later.",
    "hang_up": "Ends a call that somebody of the staff plays: one's own, or for the staff that of `seat`.",
    "respond": (
        "Answers an inject, in the one part that its question asks for: `text` (kind `text` or `statement`), `option` "
        "(`choice`), `options` (`checklist`), `value` (`assessment`) or `fields` (`worksheet`: by field a text, an "
        "option, or a list of options). `based_on` is the revision that it replaces."
    ),
    "begin": "Begins something that is offered to this seat; it comes into the stream with its form.",
    "write": "Writes to seats, roles, teams or rooms, named as in `message`; `facts` that this seat holds go along.",
    "ask": "Asks the trainer for `help` or `time_out`, with a few words or none.",
    "settle": "Says that a request was seen to; it goes off the desk and off the phone.",
    "ladder": "Moves one of this role's ladders to a step, 0 for not (any more) scaled up; `reason` says why.",
    "score": "Places an answer, a silence or what was said on one dimension, 1 to 5; `null` takes the place away.",
    "note_score": "Keeps a trainer's note with a moment and a unit; an empty text takes it away.",
    "veto": (
        "Says that `privacy`, `power` or `danger` (data given away, a promise outside one's powers, a live danger "
        "left) happened, or with `holds: false` that it did not. The rater's own position goes along."
    ),
    "observe": (
        "Keeps what somebody at the desk saw or heard, at the time of now. `moment`, `unit` and `dimension` say what "
        "it is about; each may be empty. `marker:COMMAND_ID` is then a moment that can be scored."
    ),
    "end": "Ends the exercise. Within a minute `reopen` brings it back.",
    "reopen": "Brings an ended exercise back, paused, within a minute.",
}
SHOWS = {
    v.Header: ("player", "who you are and where the evening is"),
    v.Card: ("player", "the role card"),
    v.Intro: ("player", "a phase began"),
    v.Item: ("player, projector", "a message, with what it asks of this seat"),
    v.Recap: ("player", "after the end: what this seat saw and answered"),
    v.Stage: ("projector", "where the evening is"),
    v.Desk: ("trainer", "the clock and the programme"),
    v.Cue: ("trainer", "a line of the running order"),
    v.AnswerRow: ("trainer", "an answer that is wanted, given or missed"),
    v.Sent: ("trainer", "a message that a trainer made up on the spot"),
    v.Moment: ("trainer", "an escalation moment, scored by group"),
    v.Observation: ("trainer", "what somebody at the desk saw or heard"),
    v.Preparation: ("trainer", "what is filled in and chosen beforehand: local words, and how the story starts"),
    v.Seating: ("trainer", "who plays which seat, and who could play it too"),
    v.Pulse: ("trainer", "who was not heard of, which question stalls, how fast groups answer"),
    v.Meters: ("trainer", "the meters of the town"),
    v.Ladders: ("trainer", "the four ladders, who set them so, and what is expected"),
    v.Offers: ("player", "what this role may begin itself"),
    v.Writing: ("player", "to whom this seat may write, and what it may pass on"),
    v.Asking: ("player", "the way to the trainer"),
    v.Request: ("trainer", "what a player asks of the trainer"),
    v.OnTheLine: ("trainer", "a call that goes on, with the script for who plays the caller"),
    v.OwnLadders: ("player", "the ladders that this role may move"),
}
PLACE = {"key", "region", "order"}


def tables() -> str:
    """All generated sections as Markdown."""
    return "\n\n".join((_commands(), _refusals(), _nodes(), _parts()))


def written(document: str) -> str:
    """The document with the tables in their place."""
    head, _, rest = document.partition(BEGIN)
    _, _, tail = rest.partition(END)
    return f"{head}{BEGIN}\n\n{tables()}\n\n{END}{tail}"


def _commands() -> str:
    rows = [(f"`{name}`", _gives(kind), _fields(kind, EDGE_FIELDS), DOES[name]) for name, kind in WIRE_NAMES.items()]
    intro = (
        "A field with `=` may be left out. A moment is `inject:INJECT` or `escalation:ESCALATION`; a unit is "
        f"`seat:SEAT`, `team:TEAM` or `group:GROUP`. A channel is one of {_codes(get_args(Channel))}; a dimension one "
        f"of {_codes(DIMENSIONS)}. A trainer may also `open`."
    )
    return f"### Every command\n\n{intro}\n\n{_table(('type', 'from', 'fields', 'does'), rows)}"


def _refusals() -> str:
    rest = {
        "command.not_understood": "(what is wrong, and in which field)",
        **{refused.code: refused.sentence for refused in (ID_TAKEN, NOT_STORED, STOPPED)},
    }
    rows = [(f"`{code}`", sentence) for code, sentence in sorted({**SENTENCES, **rest}.items())]
    intro = "A code never changes its meaning; a sentence is for the person at the screen, in their language."
    return f"### Every refusal\n\n{intro}\n\n{_table(('code', 'sentence'), rows)}"


def _nodes() -> str:
    rows = [
        (f"`{kind.__name__.lower()}`", f"`{_default(kind, 'region')}`", who, what, _fields(kind, PLACE, defaults=False))
        for kind, (who, what) in SHOWS.items()
    ]
    intro = (
        "Times named `*_at_ms` are exercise time in milliseconds; `story` is the time in the story as people read it. "
        "Names of other shapes are explained below."
    )
    return f"### Every node\n\n{intro}\n\n{_table(('kind', 'region', 'seat', 'shows', 'data'), rows)}"


def _parts() -> str:
    rows = [(part.__name__, _fields(part, set(), defaults=False)) for part in _inside()]
    return f"### Shapes inside nodes\n\n{_table(('shape', 'fields'), rows)}\n\n{_STORY}"


_STORY = (
    "Story time runs along with exercise time: `story minute = from_min + (to_min - from_min) * "
    "min(at_ms - started_at_ms, length_ms) / length_ms`, counted from 0:00 on day 1, which is weekday `first_day` "
    "(Monday 0). A `label` is shown in place of the weekday."
)


def _inside() -> list[type[Any]]:
    """The dataclasses that nodes are made of, in the order in which they are met."""
    found: dict[type[Any], None] = {}
    todo: list[type[Any]] = list(SHOWS)
    while todo:
        for hint in get_type_hints(todo.pop(0)).values():
            for part in _classes(hint):
                if part not in found:
                    found[part] = None
                    todo.append(part)
    return list(found)


def _classes(hint: Any) -> Iterator[type[Any]]:
    if is_dataclass(hint) and isinstance(hint, type):
        yield hint
    for inner in get_args(hint):
        if not isinstance(inner, str):
            yield from _classes(inner)


def _gives(kind: type[Command]) -> str:
    """Who may give an order, besides trainers: they may give any."""
    if kind in PLAYER_COMMANDS:
        return "player"
    return "observer" if kind in RATES else "co-trainer" if kind in RELEASES else "trainer"


def _fields(kind: type[Any], hidden: set[str], *, defaults: bool = True) -> str:
    """The fields in words; with `defaults` also what they are when they are left out."""
    types = get_type_hints(kind)
    told = [_field(each, types[each.name], defaults) for each in fields(kind) if each.name not in hidden]
    return "<br>".join(told) or "–"


def _field(each: Field[Any], hint: Any, defaults: bool) -> str:
    default = "" if each.default is MISSING or not defaults else f" = `{_json(each.default)}`"
    return f"`{each.name}` {_words(hint)}{default}"


def _words(hint: Any) -> str:
    plain = {str: "text", int: "whole number", bool: "true or false", NoneType: "null"}
    if hint in plain:
        return plain[hint]
    origin, inner = get_origin(hint), get_args(hint)
    if origin is Literal:
        return " or ".join(f"`{value}`" for value in inner)
    if origin in (Union, UnionType):
        return " or ".join(_words(part) for part in inner)
    if origin is Mapping:
        return f"object of ({_words(inner[1])})"
    if origin is tuple and inner[-1] is Ellipsis:
        return f"list of ({_words(inner[0])})" if get_origin(inner[0]) else f"list of {_words(inner[0])}"
    if origin is tuple:
        return f"[{', '.join(_words(part) for part in inner)}]"
    return str(hint.__name__)


def _json(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value)


def _codes(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _default(kind: type[Any], name: str) -> object:
    return next(each.default for each in fields(kind) if each.name == name)


def _table(head: tuple[str, ...], rows: list[tuple[Any, ...]]) -> str:
    lines = [head, ("---",) * len(head), *rows]
    return "\n".join(f"| {' | '.join(str(cell) for cell in line)} |" for line in lines)


if __name__ == "__main__":
    DOCUMENT.write_text(written(DOCUMENT.read_text(encoding="utf-8")), encoding="utf-8")
