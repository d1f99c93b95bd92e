"""What an order comes to: facts, or a refusal.

Owns who may order what, and when. What an answer may hold is in `responses`, what follows from the facts in
`consequences`. Every check comes before the first fact, so that a refused order leaves nothing behind.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, get_args

from engine.exercise import clock, directing
from engine.exercise import commands as c
from engine.exercise import events as e
from engine.exercise import view as v
from engine.exercise.acts import knows, offers
from engine.exercise.chance import drawn_value
from engine.exercise.commands import Command, Refused
from engine.exercise.consequences import Deciding
from engine.exercise.folds import held, split
from engine.exercise.ladders import ladders_of
from engine.exercise.preparing import start_for, word_for
from engine.exercise.refusals import refuse
from engine.exercise.responses import Content, bad_answer, bad_text, content
from engine.exercise.staff import KINDS, READERS, may_order
from engine.exercise.state import answer_item, answer_may_change
from engine.exercise.step import Text
from engine.exercise.telling import Telling, in_one_text, local_words
from engine.scenario.model import DIMENSIONS, LADDERS, Channel, Form, Inject
from engine.scenario.texts import render
from engine.scoring.vetoes import VETOES

GO_GUARD_MS = 1_000
UNDO_END_MS = 60_000
MAX_MOVE_MS = 8 * 60 * 60 * 1000
MAX_NOTE = 2_000
MAX_REASON = 200
MAX_WRITTEN = 1_000
BY_HAND = "facilitator"
BY_PLAYER = "player"
"""The cause of a variable that the trainer changed."""


@dataclass(frozen=True, slots=True)
class Order:
    """Who orders, when, and with what chance: `command_id` names the texts, `salt` (32 hex digits) guards them."""

    seat: str
    command_id: str
    wall_ms: int
    salt: str

    def text(self, body: str, part: str = "") -> Text:
        return Text(self.command_id + part, self.seat, self.salt, body)


def decide(deciding: Deciding, command: Command, order: Order) -> Refused | None:
    """Carry out an order on the candidate, to completion; or refuse it and leave the candidate as it was."""
    player = order.seat in deciding.scenario.seats and isinstance(command, c.PLAYER_COMMANDS)
    if player and order.seat in deciding.state.folds:
        return refuse("seat.folded")
    if not player and not may_order(order.seat, command):
        return refuse(f"{KINDS[order.seat]}.may_not" if order.seat in KINDS else "seat.may_not")
    if deciding.state.status == "ended" and not isinstance(command, _AFTER_THE_END):
        return refuse("exercise.ended")
    refused = _RULES[type(command)](deciding, command, order)
    if refused is None:
        deciding.complete()
        # What falls at this same instant belongs to this decision: while paused nobody would come and ask for it.
        deciding.pass_time(deciding.at_ms)
    return refused


_AFTER_THE_END = (c.ReopenExercise, c.SetBeamer, c.SetScore, c.NoteScore, c.SetVeto, c.Observe, c.OpenItem)
_Rule = Callable[[Deciding, Any, Order], Refused | None]
_RULES: dict[type[Command], _Rule] = {}


def _rule(kind: type[Command]) -> Callable[[_Rule], _Rule]:
    def register(rule: _Rule) -> _Rule:
        _RULES[kind] = rule
        return rule

    return register


# -- the clock -------------------------------------------------------------------------------------------------


@_rule(c.StartExercise)
def _start(d: Deciding, command: c.StartExercise, _: Order) -> Refused | None:
    if d.state.status != "lobby":
        return refuse("exercise.started")
    phases = [phase.id for phase in d.scenario.phases]
    if command.phase and command.phase not in phases:
        return refuse("phase.unknown")
    d.emit(e.ClockResumed(d.at_ms, d.state.speed_num, d.state.speed_den))
    if d.state.unattended:
        _draw(d)
    d.start_phase(command.phase or phases[0])
    return None


def _draw(d: Deciding) -> None:
    """Let chance say where variables begin: with people there the trainer does, or the start counts."""
    for variable in d.scenario.variables.values():
        left_alone = d.state.variables[variable.id] == variable.start
        value = drawn_value(d.state.seed, variable)
        if left_alone and value != variable.start:
            d.emit(e.VariableChanged(d.at_ms, variable.id, value, "random"))


@_rule(c.PauseClock)
def _pause(d: Deciding, command: c.PauseClock, _: Order) -> Refused | None:
    if d.state.status != "running":
        return refuse("clock.not_running")
    d.emit(e.ClockPaused(d.at_ms, command.cause))
    return None


@_rule(c.TimeOut)
def _time_out(d: Deciding, _: c.TimeOut, __: Order) -> Refused | None:
    if (refused := _not_playing(d)) is not None:
        return refused
    if d.state.pause_cause == "time_out":
        return refuse("clock.time_out")
    d.emit(e.ClockPaused(d.at_ms, "time_out"))
    return None


@_rule(c.ResumeClock)
def _resume(d: Deciding, _: c.ResumeClock, __: Order) -> Refused | None:
    if d.state.status != "paused":
        return refuse("clock.not_paused")
    d.emit(e.ClockResumed(d.at_ms, d.state.speed_num, d.state.speed_den))
    return None


@_rule(c.ChangeSpeed)
def _speed(d: Deciding, command: c.ChangeSpeed, _: Order) -> Refused | None:
    if command.speed_den <= 0 or not (
        clock.MIN_SPEED <= Fraction(command.speed_num, command.speed_den) <= clock.MAX_SPEED
    ):
        return refuse("clock.speed")
    if (command.speed_num, command.speed_den) != (d.state.speed_num, d.state.speed_den):
        d.emit(e.SpeedChanged(d.at_ms, command.speed_num, command.speed_den))
    return None


@_rule(c.ChangeMode)
def _mode(d: Deciding, command: c.ChangeMode, _: Order) -> Refused | None:
    if command.automatic != d.state.automatic:
        d.emit(e.ModeChanged(d.at_ms, command.automatic))
    return None


# -- beforehand ------------------------------------------------------------------------------------------------


@_rule(c.FillIn)
def _fill_in(d: Deciding, command: c.FillIn, order: Order) -> Refused | None:
    if d.state.status != "lobby":
        return refuse("exercise.started")
    if not command.parameters.keys() <= d.scenario.parameters.keys():
        return refuse("word.unknown")
    texts: dict[str, Text] = {}
    for parameter in d.scenario.parameters.values():
        if parameter.id in command.parameters:
            word = word_for(parameter, command.parameters[parameter.id])
            if isinstance(word, Refused):
                return word
            texts[parameter.id] = order.text(word, f".{parameter.id}")
    if texts:
        d.texts.extend(texts.values())
        d.emit(e.ParametersFilledIn(d.at_ms, tuple((name, text.ref()) for name, text in texts.items())))
    return None


@_rule(c.ChooseStart)
def _choose_start(d: Deciding, command: c.ChooseStart, _: Order) -> Refused | None:
    if d.state.status != "lobby":
        return refuse("exercise.started")
    variable = d.scenario.variables.get(command.name)
    if variable is None or not variable.is_declared:
        return refuse("start.unknown")
    value = start_for(variable, command.value)
    if isinstance(value, Refused):
        return value
    if value != d.state.variables[variable.id]:
        d.emit(e.VariableChanged(d.at_ms, variable.id, value, BY_HAND))
    return None


# -- injects ---------------------------------------------------------------------------------------------------


@_rule(c.FireInject)
def _fire(d: Deciding, command: c.FireInject, order: Order) -> Refused | None:
    if (refused := _not_playing(d) or _unknown_inject(d, command.inject)) is not None:
        return refused
    if d.state.injects[command.inject].status == "delivered":
        return refuse("inject.delivered", number=d.scenario.injects[command.inject].number)
    last = d.state.last_go_wall_ms
    if last is not None and 0 <= order.wall_ms - last < GO_GUARD_MS:
        return refuse("go.too_soon")
    d.deliver(command.inject, "hand", order.wall_ms)
    return None


@_rule(c.SkipInject)
def _skip(d: Deciding, command: c.SkipInject, order: Order) -> Refused | None:
    if (refused := _not_playing(d) or _unknown_inject(d, command.inject)) is not None:
        return refused
    if (refused := bad_text(command.reason, MAX_REASON, True)) is not None:
        return refused
    if d.state.injects[command.inject].status not in ("planned", "due"):
        return refuse("inject.not_ahead", number=d.scenario.injects[command.inject].number)
    reason = order.text(command.reason) if command.reason.strip() else None
    d.texts.extend((reason,) if reason else ())
    d.emit(e.InjectSkipped(d.at_ms, command.inject, reason.ref() if reason else None))
    return None


@_rule(c.HoldInject)
def _hold(d: Deciding, command: c.HoldInject, _: Order) -> Refused | None:
    return _not_playing(d) or _unknown_inject(d, command.inject) or directing.hold(d, command)


@_rule(c.EditInject)
def _edit(d: Deciding, command: c.EditInject, order: Order) -> Refused | None:
    parts = {part: order.text(getattr(command, part), f".{part}") for part in directing.MESSAGE_LIMITS}
    return _unknown_inject(d, command.inject) or directing.edit(d, command, parts)


@_rule(c.TakeBack)
def _take_back(d: Deciding, command: c.TakeBack, _: Order) -> Refused | None:
    return _not_playing(d) or directing.take_back(d, command)


@_rule(c.CallHall)
def _call_hall(d: Deciding, command: c.CallHall, _: Order) -> Refused | None:
    return _not_playing(d) or directing.call_hall(d, command)


@_rule(c.SetBeamer)
def _set_beamer(d: Deciding, command: c.SetBeamer, _: Order) -> Refused | None:
    return directing.set_beamer(d, command)


@_rule(c.MoveInject)
def _move(d: Deciding, command: c.MoveInject, _: Order) -> Refused | None:
    if (refused := _not_playing(d) or _unknown_inject(d, command.inject) or _too_far(command.by_ms)) is not None:
        return refused
    moved = d.state.injects[command.inject]
    if moved.status != "planned" or moved.due_at_ms is None:
        return refuse("inject.no_time", number=d.scenario.injects[command.inject].number)
    phase = d.scenario.injects[command.inject].phase
    along = [
        (name, other.due_at_ms)
        for name, other in d.state.injects.items()
        if other.status == "planned"
        and other.due_at_ms is not None
        and (
            name == command.inject
            or (command.and_later and d.scenario.injects[name].phase == phase and other.due_at_ms >= moved.due_at_ms)
        )
    ]
    for name, due_at_ms in along:
        d.emit(e.InjectScheduled(d.at_ms, name, max(d.at_ms, due_at_ms + command.by_ms)))
    return None


@_rule(c.SendMessage)
def _message(d: Deciding, command: c.SendMessage, order: Order) -> Refused | None:
    if (refused := _not_playing(d)) is not None:
        return refused
    if command.channel not in get_args(Channel):
        return refuse("message.channel")
    if (refused := directing.bad_message(command)) is not None:
        return refused
    if command.corrects and not _was_sent(d, command.corrects):
        return refuse("message.corrects")
    seats = _seats_named(d, command.to)
    if seats is None:
        return refuse("message.to_unknown")
    plenary = "plenary" in command.to
    if not seats and not plenary:
        return refuse("message.to_nobody")
    parts = [order.text(getattr(command, part), f".{part}") for part in ("sender", "title", "body")]
    d.texts.extend(parts)
    sender, title, body = (part.ref() for part in parts)
    said = (sender, title, body)
    d.emit(e.MessageSent(d.at_ms, order.command_id, command.channel, *said, seats, plenary, command.corrects))
    return None


def _was_sent(d: Deciding, item: str) -> bool:
    life = d.state.injects.get(item)
    return bool(life and life.status == "delivered") or (item in d.state.messages and item not in d.state.withdrawn)


def _seats_named(d: Deciding, words: tuple[str, ...]) -> tuple[str, ...] | None:
    """Seats that the words name, in the order of the scenario; None when a word names nothing."""
    chosen: set[str] = set()
    for word in words:
        team = word.removeprefix("team ").strip()
        if word == "all":
            chosen.update(d.scenario.seats)
        elif word in d.scenario.seats:
            chosen.add(word)
        elif word in d.scenario.roles:
            chosen.update(seat.id for seat in d.scenario.seats.values() if seat.role == word)
        elif word.startswith("team ") and team in d.scenario.teams:
            chosen.update(d.scenario.team_seats(team))
        elif word.startswith("room ") and (seats := d.scenario.room_seats(word.removeprefix("room "))):
            chosen.update(seats)
        elif word != "plenary":
            return None
    return tuple(seat for seat in d.scenario.seats if seat in chosen)


# -- phases and minutes ----------------------------------------------------------------------------------------


@_rule(c.NextPhase)
def _next_phase(d: Deciding, command: c.NextPhase, _: Order) -> Refused | None:
    if (refused := _not_playing(d)) is not None:
        return refused
    if command.phase != d.state.phase:
        return refuse("phase.not_running")
    if d.scenario.phase_after(d.state.phase) is None:
        return refuse("phase.last")
    if command.to and command.to not in _later_phases(d):
        return refuse("phase.not_later")
    d.end_phase(command.to)
    return None


def _later_phases(d: Deciding) -> list[str]:
    ids = [phase.id for phase in d.scenario.phases]
    return ids[ids.index(d.state.phase or "") + 1 :]


@_rule(c.MovePhaseEnd)
def _move_phase_end(d: Deciding, command: c.MovePhaseEnd, _: Order) -> Refused | None:
    if (refused := _not_playing(d) or _too_far(command.by_ms)) is not None:
        return refused
    if command.phase != d.state.phase:
        return refuse("phase.not_running")
    planned = d.state.phases[command.phase].planned_end_ms
    moved = planned + command.by_ms
    if planned > d.at_ms:
        # A phase cannot have been planned to end before now; one that runs over may be planned nearer to now.
        moved = max(d.at_ms, moved)
    if moved != planned:
        d.emit(e.PhaseEndMoved(d.at_ms, command.phase, moved))
    return None


@_rule(c.MoveDeadline)
def _move_deadline(d: Deciding, command: c.MoveDeadline, _: Order) -> Refused | None:
    if (refused := _not_playing(d) or _too_far(command.by_ms)) is not None:
        return refused
    wanted = d.state.wanted.get((command.inject, command.unit))
    if wanted is None or wanted.deadline_at_ms is None or wanted.missed or wanted.answer is not None:
        return refuse("deadline.not_open")
    moved = max(d.at_ms, wanted.deadline_at_ms + command.by_ms)
    d.emit(e.DeadlineMoved(d.at_ms, command.inject, command.unit, moved))
    return None


# -- players ---------------------------------------------------------------------------------------------------


@_rule(c.Fold)
def _fold(d: Deciding, command: c.Fold, _: Order) -> Refused | None:
    if command.seat not in d.scenario.seats or command.into not in d.scenario.seats or command.seat == command.into:
        return refuse("fold.seat")
    if command.into in d.state.folds:
        return refuse("fold.into_folded")
    if held(d.state, command.seat):
        return refuse("fold.holds")
    before = d.state.folds.get(command.seat)
    if before != command.into:
        if before is not None:
            d.emit(e.SeatUnfolded(d.at_ms, command.seat, before))
        d.emit(e.SeatFolded(d.at_ms, command.seat, command.into))
    return None


@_rule(c.Unfold)
def _unfold(d: Deciding, command: c.Unfold, _: Order) -> Refused | None:
    if (into := d.state.folds.get(command.seat)) is not None:
        d.emit(e.SeatUnfolded(d.at_ms, command.seat, into))
    return None


@_rule(c.OpenItem)
def _open(d: Deciding, command: c.OpenItem, order: Order) -> Refused | None:
    item, seat = _for_whom(d, command.item, order.seat)
    if not _may_open(d, item, seat):
        return refuse("item.unknown")
    # News that somebody reads once is read for every role they play.
    for reader in (seat, *(held(d.state, seat) if seat == order.seat else ())):
        if _may_open(d, item, reader) and reader not in d.state.opened.get(item, ()):
            d.emit(e.ItemOpened(d.at_ms, item, reader))
    if item in d.scenario.injects and d.scenario.injects[item].live and (item, seat) not in d.state.lines:
        d.emit(e.CallTaken(d.at_ms, item, seat))
    return None


@_rule(c.DeclineCall)
def _decline(d: Deciding, command: c.DeclineCall, order: Order) -> Refused | None:
    item, seat = _for_whom(d, command.item, order.seat)
    if not _may_open(d, item, seat) or seat in (*d.state.opened.get(item, ()), *d.state.declined.get(item, ())):
        return refuse("call.not_ringing")
    inject, message = d.scenario.injects.get(item), d.state.messages.get(item)
    channel = inject.channel if inject is not None else message.channel if message is not None else ""
    if channel != "phone":
        return refuse("call.not_ringing")
    d.emit(e.CallDeclined(d.at_ms, item, seat))
    return None


@_rule(c.HangUp)
def _hang_up(d: Deciding, command: c.HangUp, order: Order) -> Refused | None:
    item, seat = (command.item, command.seat) if order.seat in KINDS else _for_whom(d, command.item, order.seat)
    line = d.state.lines.get((item, seat))
    if line is None or line.ended_at_ms is not None:
        return refuse("call.not_on")
    d.emit(e.CallEnded(d.at_ms, item, seat, order.seat))
    return None


def _for_whom(d: Deciding, item: str, seat: str) -> tuple[str, str]:
    """The item itself and the seat whose it is: one's own, or one that is played too. Nobody's when it is not."""
    name, other = split(item)
    if not other:
        return name, seat
    return name, other if d.state.folds.get(other) == seat else ""


def _may_open(d: Deciding, item: str, seat: str) -> bool:
    if seat in READERS:
        return any(wanted.answer is not None and answer_item(*key) == item for key, wanted in d.state.wanted.items())
    inject = d.state.injects.get(item)
    message = d.state.messages.get(item) if item not in d.state.withdrawn else None
    return bool((inject and seat in inject.seats) or (message and seat in message.seats))


@_rule(c.SubmitResponse)
def _respond(d: Deciding, command: c.SubmitResponse, order: Order) -> Refused | None:
    if (refused := _not_playing(d)) is not None:
        return refused
    name, seat = _for_whom(d, command.inject, order.seat)
    unit = _unit_of(d, name, seat)
    if unit is None:
        return refuse("response.not_asked")
    inject = d.scenario.injects[name]
    assert inject.response is not None
    form = d.scenario.forms[inject.response.form]
    if (refused := bad_answer(form, command, local_words(d.scenario, d.state, d.words))) is not None:
        return refused
    if (refused := _may_not_replace(d, inject, unit, command.based_on)) is not None:
        return refused
    _answer(d, name, unit, seat, content(form, command, order.text))
    _share(d, order, name, unit, seat)
    return None


def _unit_of(d: Deciding, inject: str, seat: str) -> str | None:
    """The unit this seat answers for; a seat that did not get the inject answers for none."""
    if inject not in d.state.injects or seat not in d.state.injects[inject].seats:
        return None
    for wanted_inject, unit in d.state.wanted:
        if wanted_inject == inject and seat in d.scenario.unit_seats(unit):
            return unit
    return None


def _may_not_replace(d: Deciding, inject: Inject, unit: str, based_on: int) -> Refused | None:
    was = d.state.wanted[inject.id, unit].answer
    if was is None:
        return None if based_on == 0 else refuse("answer.changed")
    if based_on != was.revision:
        return refuse("answer.changed")
    return None if answer_may_change(d.state, inject.id, unit) else refuse("answer.closed")


def _answer(d: Deciding, inject: str, unit: str, seat: str, said: Content) -> None:
    wanted = d.state.wanted[inject, unit]
    first_to_inject = all(other.answer is None for (name, _), other in d.state.wanted.items() if name == inject)
    revision = wanted.answer.revision + 1 if wanted.answer else 1
    counted = revision == 1 and not wanted.missed
    d.texts.extend(said.texts)
    d.emit(
        e.ResponseSubmitted(
            d.at_ms,
            inject,
            unit,
            seat,
            revision,
            said.text,
            said.option,
            wanted.deadline_at_ms is not None and d.at_ms >= wanted.deadline_at_ms,
            counted,
            clock.stage(d.scenario, d.state, d.at_ms),
            said.options,
            said.value,
            said.fields,
        )
    )
    if counted:
        d.answered(inject, unit, said.keys)
    if first_to_inject:
        d.follow_answer(inject)


@_rule(c.BeginInject)
def _begin(d: Deciding, command: c.BeginInject, order: Order) -> Refused | None:
    if (refused := _not_playing(d)) is not None:
        return refused
    if command.inject not in offers(d.scenario, d.state, order.seat):
        return refuse("offer.not_yours")
    if not d.may_go(command.inject):
        return refuse("offer.not_now")
    audience = d.scenario.injects[command.inject].audience.seats
    d.deliver(command.inject, "player", by=next(s for s in (order.seat, *held(d.state, order.seat)) if s in audience))
    return None


@_rule(c.Write)
def _write(d: Deciding, command: c.Write, order: Order) -> Refused | None:
    if (refused := _not_playing(d) or bad_text(command.text, MAX_WRITTEN, False)) is not None:
        return refused
    named = _seats_named(d, command.to)
    if named is None:
        return refuse("message.to_unknown")
    seats = tuple(seat for seat in named if seat != order.seat)
    if not seats:
        return refuse("message.to_nobody")
    if not set(command.facts) <= {*knows(d.scenario, d.state, order.seat)}:
        return refuse("write.fact")
    facts = tuple(fact for fact in d.scenario.facts if fact in command.facts)
    _send_as(d, order, order.seat, "message", "", command.text, seats, facts=facts)
    return None


def _send_as(
    d: Deciding,
    order: Order,
    seat: str,
    channel: str,
    title: str,
    body: str,
    seats: tuple[str, ...],
    plenary: bool = False,
    answer: str = "",
    facts: tuple[str, ...] = (),
) -> None:
    """Send a message in the name of the role on this seat."""
    chair = d.scenario.seats[seat]
    local = local_words(d.scenario, d.state, d.words)
    sender = " · ".join(part for part in (render(chair.title, local), chair.name) if part)
    texts = [order.text(words, f".sent.{n}") for n, words in enumerate((sender, title, body))]
    d.texts.extend(texts)
    said = (texts[0].ref(), texts[1].ref(), texts[2].ref())
    d.emit(e.MessageSent(d.at_ms, order.command_id, channel, *said, seats, plenary, "", seat, answer, facts))


def _share(d: Deciding, order: Order, name: str, unit: str, seat: str) -> None:
    """Send an answer on to those who read it, once: at its first revision."""
    inject = d.scenario.injects[name]
    answer = d.state.wanted[name, unit].answer
    if inject.response is None or inject.response.share is None or answer is None or answer.revision != 1:
        return
    share, form = inject.response.share, d.scenario.forms[inject.response.form]
    words = {**d.words, **{text.id: text.body for text in d.texts}}
    telling = Telling(d.scenario, d.state, words)
    body = _read_by_others(form, telling.said(form, answer))
    title = telling.text(share.title) if share.title else telling.title(inject, d.state.injects[name].variant)
    seats = tuple(each for each in share.audience.seats if each != seat)
    _send_as(d, order, seat, share.channel, title, body, seats, share.audience.plenary, answer=name)


def _read_by_others(form: Form, said: tuple[v.Said, ...]) -> str:
    """An answer as others read it: what was ticked for oneself stays out, and one text alone needs no label."""
    if form.kind != "worksheet":
        return in_one_text(said)
    given = [(field.kind, part) for field, part in zip(form.fields.values(), said, strict=True) if part.lines]
    parts = [part for kind, part in given if kind != "checklist"]
    texts = [part for kind, part in given if kind == "text"]
    if len(texts) == 1:
        rest = [f"{part.label} {'; '.join(part.lines)}" for part in parts if part is not texts[0]]
        return "\n\n".join([*texts[0].lines, *rest])
    return "\n\n".join(f"{part.label}\n{' '.join(part.lines)}" for part in parts)


@_rule(c.AskTrainer)
def _ask_trainer(d: Deciding, command: c.AskTrainer, order: Order) -> Refused | None:
    if (refused := _not_playing(d) or bad_text(command.text, MAX_REASON, True)) is not None:
        return refused
    if command.kind not in ("help", "time_out"):
        return refuse("help.kind")
    text = order.text(command.text)
    d.texts.append(text)
    d.emit(e.HelpAsked(d.at_ms, order.command_id, order.seat, command.kind, text.ref()))
    return None


@_rule(c.SettleHelp)
def _settle(d: Deciding, command: c.SettleHelp, order: Order) -> Refused | None:
    if command.request not in d.state.asked:
        return refuse("help.unknown")
    d.emit(e.HelpSettled(d.at_ms, command.request, order.seat))
    return None


@_rule(c.SetLadder)
def _ladder(d: Deciding, command: c.SetLadder, order: Order) -> Refused | None:
    if (refused := _not_playing(d)) is not None:
        return refused
    if command.ladder not in ladders_of(d.scenario, d.state, order.seat):
        return refuse("ladder.not_yours")
    if not 0 <= command.step <= LADDERS[command.ladder]:
        return refuse("ladder.step", highest=LADDERS[command.ladder])
    if (refused := bad_text(command.reason, MAX_REASON, False)) is not None:
        return refused
    if command.ladder in d.state.ladder_moves and d.state.variables[command.ladder] == command.step:
        return refuse("ladder.same")
    reason = order.text(command.reason)
    d.texts.append(reason)
    unit = f"seat:{order.seat}"
    d.emit(e.VariableChanged(d.at_ms, command.ladder, command.step, BY_PLAYER, unit, reason.ref()))
    return None


# -- scoring ---------------------------------------------------------------------------------------------------


@_rule(c.SetScore)
def _score(d: Deciding, command: c.SetScore, order: Order) -> Refused | None:
    if (refused := _bad_moment(d, command.moment, command.unit)) is not None:
        return refused
    if command.dimension not in DIMENSIONS:
        return refuse("score.dimension")
    if command.position is not None and command.position not in range(1, 6):
        return refuse("score.position")
    d.emit(
        e.Scored(
            d.at_ms,
            order.seat,
            command.moment,
            command.unit,
            command.dimension,
            command.position,
            command.basis,
            command.revision,
        )
    )
    return None


@_rule(c.NoteScore)
def _note(d: Deciding, command: c.NoteScore, order: Order) -> Refused | None:
    if (refused := _bad_moment(d, command.moment, command.unit)) is not None:
        return refused
    if (refused := bad_text(command.text, MAX_NOTE, True)) is not None:
        return refused
    text = order.text(command.text)
    d.texts.append(text)
    d.emit(e.ScoreNoted(d.at_ms, order.seat, command.moment, command.unit, text.ref()))
    return None


@_rule(c.SetVeto)
def _veto(d: Deciding, command: c.SetVeto, order: Order) -> Refused | None:
    if (refused := _bad_moment(d, command.moment, command.unit)) is not None:
        return refused
    veto = VETOES.get(command.veto)
    if veto is None:
        return refuse("score.veto")
    about = (command.moment, command.unit)
    if ((order.seat, *about, veto.id) in d.state.vetoes) == command.holds:
        return None
    d.emit(e.VetoSet(d.at_ms, order.seat, *about, veto.id, command.holds))
    scored = d.state.scores.get((order.seat, *about, veto.dimension))
    before = scored.position if scored is not None else None
    if command.holds and veto.puts(before) != before:
        basis, revision = (scored.basis, scored.revision) if scored is not None else ("said", None)
        d.emit(e.Scored(d.at_ms, order.seat, *about, veto.dimension, veto.puts(before), basis, revision))
    return None


@_rule(c.Observe)
def _observe(d: Deciding, command: c.Observe, order: Order) -> Refused | None:
    if (refused := _not_playing(d) or bad_text(command.text, MAX_NOTE, False)) is not None:
        return refused
    if command.moment and (refused := _unknown_moment(d, command.moment)) is not None:
        return refused
    if command.unit and (refused := _unknown_unit(d, command.unit)) is not None:
        return refused
    if command.dimension and command.dimension not in DIMENSIONS:
        return refuse("score.dimension")
    text = order.text(command.text)
    d.texts.append(text)
    about = (command.moment, command.unit, command.dimension)
    d.emit(e.ObservationNoted(d.at_ms, order.command_id, order.seat, text.ref(), *about))
    return None


def _bad_moment(d: Deciding, moment: str, unit: str) -> Refused | None:
    return _not_playing(d) or _unknown_moment(d, moment) or _unknown_unit(d, unit)


def _unknown_moment(d: Deciding, moment: str) -> Refused | None:
    kind, _, name = moment.partition(":")
    known_moments: dict[str, Collection[str]] = {
        "inject": d.scenario.injects,
        "escalation": d.scenario.escalations,
        "marker": d.state.observations,
    }
    return None if name in known_moments.get(kind, ()) else refuse("score.moment")


def _unknown_unit(d: Deciding, unit: str) -> Refused | None:
    kind, _, name = unit.partition(":")
    groups = {role.group: role for role in d.scenario.roles.values() if role.group}
    known_units = {"seat": d.scenario.seats, "team": d.scenario.teams, "group": groups}
    return None if name in known_units.get(kind, {}) else refuse("score.unit")


# -- the end ---------------------------------------------------------------------------------------------------


@_rule(c.EndExercise)
def _end(d: Deciding, _: c.EndExercise, order: Order) -> Refused | None:
    if (refused := _not_playing(d)) is not None:
        return refused
    d.end(order.wall_ms + UNDO_END_MS)
    return None


@_rule(c.ReopenExercise)
def _reopen(d: Deciding, _: c.ReopenExercise, order: Order) -> Refused | None:
    if d.state.status != "ended":
        return refuse("exercise.not_ended")
    if order.wall_ms > (d.state.undo_until_wall_ms or 0):
        return refuse("exercise.undo_over")
    planned, due = (
        tuple(inject for inject, was in d.state.open_at_end if was == status) for status in ("planned", "due")
    )
    d.emit(e.ExerciseReopened(d.at_ms, planned, due))
    return None


# -- checks that many share ------------------------------------------------------------------------------------


def _not_playing(d: Deciding) -> Refused | None:
    return refuse("exercise.not_started") if d.state.status == "lobby" else None


def _unknown_inject(d: Deciding, inject: str) -> Refused | None:
    return None if inject in d.scenario.injects else refuse("inject.unknown")


def _too_far(by_ms: int) -> Refused | None:
    return None if abs(by_ms) <= MAX_MOVE_MS else refuse("move.too_far")
