"""What the trainer does with messages and with the room while the exercise runs.

Owns holding, other words, taking back, the call to the hall and the projector. The plain orders (GO, skip, move,
minutes) are in `decide`, which knows who may give them; what follows from the facts is in `consequences`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from engine.exercise import commands as c
from engine.exercise import events as e
from engine.exercise.commands import Refused
from engine.exercise.consequences import Deciding
from engine.exercise.refusals import refuse
from engine.exercise.responses import bad_text
from engine.exercise.step import Text
from engine.scenario.model import COUNTED, After, At, SendInject, Value

TAKE_BACK_MS = 5_000
"""How long a message can be taken back, in exercise time at 1x (design 4: withdrawn; the desk's undo)."""
CALL_SECONDS = range(10, 3_601)
MESSAGE_LIMITS: Mapping[str, int] = {"sender": 80, "title": 120, "body": 4_000}


def hold(d: Deciding, command: c.HoldInject) -> Refused | None:
    """Let an inject wait, or no longer."""
    life = d.state.injects[command.inject]
    if life.status not in ("planned", "due"):
        return refuse("inject.not_held", number=d.scenario.injects[command.inject].number)
    if life.held != command.held:
        d.emit(e.InjectHeld(d.at_ms, command.inject, command.held))
        if not command.held:
            d.let_go(command.inject)
    return None


def edit(d: Deciding, command: c.EditInject, parts: Mapping[str, Text]) -> Refused | None:
    """Give an inject other words, or its own again. `parts` are the typed words by `sender`, `title` and `body`."""
    life = d.state.injects[command.inject]
    if life.status == "delivered":
        return refuse("edit.delivered", number=d.scenario.injects[command.inject].number)
    if command.reset:
        if life.sender or life.title or life.body:
            d.emit(e.InjectEdited(d.at_ms, command.inject))
        return None
    if (refused := bad_message(command)) is not None:
        return refused
    d.texts.extend(parts.values())
    d.emit(e.InjectEdited(d.at_ms, command.inject, **{part: text.ref() for part, text in parts.items()}))
    return None


def bad_message(command: c.EditInject | c.SendMessage) -> Refused | None:
    """Why these words cannot be a message: a part is empty or too long. Only the title may be empty."""
    for part, limit in MESSAGE_LIMITS.items():
        if (refused := bad_text(getattr(command, part), limit, part == "title")) is not None:
            return refused
    return None


def take_back(d: Deciding, command: c.TakeBack) -> Refused | None:
    """Take a message off every screen again, as long as it is fresh and nobody opened it."""
    if command.item in d.state.messages and command.item not in d.state.withdrawn:
        refused = _read_or_old(d, command.item, d.state.messages[command.item].at_ms)
        if refused is None:
            d.emit(e.MessageWithdrawn(d.at_ms, command.item))
        return refused
    life = d.state.injects.get(command.item)
    if life is None or life.delivered_at_ms is None:
        return refuse("takeback.not_sent")
    if life.story_phase != d.state.phase:
        return refuse("takeback.too_late")
    asked = [wanted for (inject, _), wanted in d.state.wanted.items() if inject == command.item]
    if any(wanted.answer is not None or wanted.missed for wanted in asked):
        return refuse("takeback.answered")
    refused = _read_or_old(d, command.item, life.delivered_at_ms)
    if refused is None:
        d.emit(e.InjectWithdrawn(d.at_ms, command.item, _put_back(d, command.item), tuple(_followers(d, command.item))))
    return refused


def _read_or_old(d: Deciding, item: str, sent_at_ms: int) -> Refused | None:
    if readers := len(d.state.opened.get(item, ())):
        return refuse("takeback.read", count=readers)
    # In the time that people lived through: a fast clock takes nobody's seconds away.
    if (d.at_ms - sent_at_ms) * d.state.speed_den > TAKE_BACK_MS * d.state.speed_num:
        return refuse("takeback.too_late")
    return None


def _put_back(d: Deciding, inject: str) -> tuple[tuple[str, Value], ...]:
    """The variables that sending it changed, with what they are without it; what others changed meanwhile stays."""
    values: dict[str, Value] = {}
    for name, before, after in reversed(d.state.injects[inject].changed):
        now = values.get(name, d.state.variables[name])
        numbers = [value for value in (now, before, after) if isinstance(value, int) and not isinstance(value, bool)]
        if len(numbers) == 3:
            values[name] = d.scenario.variables[name].within(numbers[0] - (numbers[2] - numbers[1]))
        elif now == after:
            values[name] = before
    return tuple(values.items())


def _followers(d: Deciding, inject: str) -> Iterator[str]:
    """What it set in motion and has not come yet; what has a moment of its own keeps that."""
    sent = {effect.inject for effect in d.scenario.injects[inject].effects if isinstance(effect, SendInject)}
    for name, life in d.state.injects.items():
        trigger = d.scenario.injects[name].trigger
        follows = isinstance(trigger, After) and (trigger.inject, trigger.event) == (inject, "delivered")
        sent_by_it = name in sent and not isinstance(trigger, At)
        if life.status == "planned" and life.due_at_ms is not None and (follows or sent_by_it):
            yield name


def call_hall(d: Deciding, command: c.CallHall) -> Refused | None:
    """Ask one room, or everybody, to come back; or take that back."""
    if command.seconds == 0:
        if d.state.called if command.room == "" else command.room in d.state.called:
            d.emit(e.HallCalled(d.at_ms, command.room, (), None))
        return None
    if command.seconds not in CALL_SECONDS:
        return refuse("call.seconds")
    seats = tuple(d.scenario.seats) if command.room == "" else d.scenario.room_seats(command.room)
    if not seats:
        return refuse("call.room")
    back_at_ms = d.at_ms + command.seconds * 1_000 * d.state.speed_num // d.state.speed_den
    d.emit(e.HallCalled(d.at_ms, command.room, seats, back_at_ms))
    return None


def set_beamer(d: Deciding, command: c.SetBeamer) -> Refused | None:
    """Let the projector show something else."""
    item, inject, unit = "", "", ""
    match command.shows:
        case "item":
            item = command.item
            life, sent = d.state.injects.get(item), d.state.messages.get(item)
            if not ((life and life.plenary) or (sent and sent.plenary and item not in d.state.withdrawn)):
                return refuse("beamer.item")
        case "answer":
            inject, unit = command.inject, command.unit
            wanted = d.state.wanted.get((inject, unit))
            if wanted is None or wanted.answer is None:
                return refuse("beamer.answer")
            if not command.consent:
                return refuse("beamer.consent")
        case "knowledge" if not d.scenario.facts:
            return refuse("beamer.knowledge")
        case "question":
            item = command.item
            if item not in (str(number) for number in range(1, len(d.scenario.debrief) + 1)):
                return refuse("beamer.question")
        case "result":
            inject = command.inject
            if not _can_be_counted(d, inject):
                return refuse("beamer.result")
    d.emit(e.BeamerSet(d.at_ms, command.shows, item, inject, unit))
    return None


def _can_be_counted(d: Deciding, inject: str) -> bool:
    """Whether it was sent and asks for something of which there are counts."""
    if not any(name == inject for name, _ in d.state.wanted):
        return False
    response = d.scenario.injects[inject].response
    return response is not None and d.scenario.forms[response.form].kind in COUNTED
