"""Random small evenings: a scenario full of coincidences, and what people do to it.

Owns what is drawn and the driver that plays it as the shell does: wall time in, a map of segments to exercise time,
orders decided together on one candidate, stored or, when the disk fails, forgotten. What must hold of an evening is in
`laws`. Times lie on a coarse grid, so that things fall together often. Every private text carries a token of its own
(`z12z`), so that a leak can be seen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import count
from typing import TypeVar

from hypothesis import strategies as st

from engine.exercise import commands as c
from engine.exercise import events as e
from engine.exercise.clock import Segment
from engine.exercise.commands import Command, Refused
from engine.exercise.decide import Order
from engine.exercise.exercise import Exercise
from engine.exercise.folds import as_seat
from engine.exercise.staff import STAFF
from engine.exercise.state import State, begin, evolve
from engine.exercise.step import Step
from engine.scenario.conditions.parsing import Condition
from engine.scenario.model import (
    TRAINER,
    AddToVariable,
    After,
    AfterPhase,
    At,
    Audience,
    Band,
    Between,
    CancelInject,
    DebriefQuestion,
    Effect,
    EndPhase,
    Escalation,
    Fact,
    Form,
    FormField,
    FormKind,
    Inject,
    Manual,
    Medium,
    Parameter,
    Phase,
    Release,
    Response,
    Role,
    Scale,
    Scenario,
    SendInject,
    SetVariable,
    Sharing,
    Team,
    Trigger,
    Variant,
    When,
)
from engine.scenario.sections.repeats import with_copies
from tests.engine import worlds
from tests.engine.worlds import CREATED, MINUTE, SECOND, VARIABLES

_T = TypeVar("_T")
HALF = 30 * SECOND
TOKEN = re.compile(r"z\d+z")
SEATS = ("aa", "bb", "cc-1", "cc-2")
TEAM = ("aa", "bb")
UNITS = tuple(f"seat:{seat}" for seat in SEATS)
CONDITIONS = (
    "paniek == yes",
    "paniek == no",
    "vragen >= 1",
    "vragen > 2 or mediadruk >= 15",
    'standpunt != "geen"',
    'phase == "twee" and vragen < 2',
    'sent("{a}")',
    'answered("{a}")',
    'answered("{a}") and not sent("{b}")',
    'answered("vorm-{a}")',
    'late("{a}") or late("{b}")',
    'late("{a}")',
    'count_answered("{a}") >= 2',
    'minutes_since("{a}") >= 1',
    'minutes_since("{a}") in [1, 3] and paniek == no',
    'minutes_since("{a}") + vragen > 2',
    'sent("{a}") and not minutes_since("{b}") < 2',
)
"""`a` and `b` are messages of the evening."""


@dataclass(frozen=True)
class Turn:
    """One turn of the shell: time passes, orders are decided together, and all of it is stored or none of it."""

    wall_ms: int
    orders: tuple[tuple[str, Command], ...] = ()
    stored: bool = True
    number: int = 0
    """Names the orders, so that leaving out a turn leaves the names of the others as they are."""


@dataclass(frozen=True)
class Evening:
    scenario: Scenario
    created: e.ExerciseCreated
    turns: tuple[Turn, ...]


# -- scenarios -------------------------------------------------------------------------------------------------


@lru_cache(maxsize=1_000)
def _condition(source: str) -> Condition:
    return worlds.condition(source)


class _Tokens:
    """Texts with a token of their own."""

    def __init__(self) -> None:
        self._numbers = count(1)

    def __call__(self, word: str) -> str:
        return f"{word} z{next(self._numbers)}z"


def _people(token: _Tokens) -> tuple[tuple[Role, ...], tuple[Team, ...]]:
    def role(ident: str, seats: int = 1) -> Role:
        return Role(
            ident,
            token("Rol in {{ plaats }}"),
            seats,
            tuple(token("Naam") for _ in range(seats)),
            tuple(token("Partij") for _ in range(seats)),
            "college" if seats == 1 else "raad",
            token("Doet"),
            (token("Mag"),),
            (token("Mag niet"),),
            token("Weet"),
            ladders=("grip", "ave") if seats == 1 else (),
        )

    return (role("aa"), role("bb"), role("cc", 2)), (Team("team", token("Team"), ("aa", "bb"), token("Zaal")),)


class Dice:
    """Choices read from bytes that hypothesis draws: quick to draw, and small bytes are the dull choices."""

    def __init__(self, drawn: bytes) -> None:
        self._drawn = iter(drawn)

    def pick(self, options: Sequence[_T]) -> _T:
        """One of the options; the first when the bytes have run out."""
        return options[next(self._drawn, 0) % len(options)]

    def some(self, options: Sequence[_T], most: int) -> tuple[_T, ...]:
        """None to `most` of the options, without doubles, in their own order."""
        chosen = {self.pick(range(len(options))) for _ in range(self.pick(range(most + 1)))}
        return tuple(options[n] for n in sorted(chosen))

    def chance(self, one_in: int) -> bool:
        return self.pick(range(one_in)) == one_in - 1


_GRID = (0, 0, HALF, MINUTE, 90 * SECOND, 2 * MINUTE)
_DELAYS = (0, HALF, 0, MINUTE)
_SPREADS = (0, 0, 7 * SECOND, HALF)
_UNTILS = (None, None, None, HALF, MINUTE, 2 * MINUTE)
_PRIORITIES = (5, 5, 5, 1, 9)
_DRAWN = replace(VARIABLES["vragen"], random=Between(0, 3))
_RELEASES: tuple[Release, ...] = ("auto", "auto", "auto", "auto", "confirm", "manual")


def _trigger(dice: Dice, names: Sequence[str], phase: str) -> Trigger:
    kind = dice.pick(("at", "at", "at", "at", "delivered", "answered", "when", "when", "manual", "manual", "phase"))
    match kind:
        case "at":
            return At(dice.pick(_GRID))
        case "delivered":
            return After(dice.pick(names), "delivered", dice.pick(_DELAYS), dice.pick(_SPREADS))
        case "answered":
            return After(dice.pick(names), "answered", dice.pick(_DELAYS))
        case "when":
            return _rule(dice, names)
        case "phase" if phase != worlds.PHASES[0]:
            earlier = worlds.PHASES[: worlds.PHASES.index(phase)]
            return AfterPhase(dice.pick(earlier), dice.pick(_DELAYS), dice.pick(_SPREADS))
        case _:
            return Manual(offered=dice.chance(2))


def _rule(dice: Dice, names: Sequence[str]) -> When:
    return When(_drawn_condition(dice, names), dice.pick(_DELAYS), dice.pick(_SPREADS))


def _drawn_condition(dice: Dice, names: Sequence[str]) -> Condition:
    """One of the conditions, about one of a few messages, so that something often comes of it."""
    source, few = dice.pick(CONDITIONS), names[:3]
    return _condition(source.format(a=dice.pick(few), b=dice.pick(few)) if "{a}" in source else source)


def _effects(dice: Dice, names: Sequence[str], most: int) -> tuple[Effect, ...]:
    return tuple(_effect(dice, names) for _ in range(dice.pick(range(most + 1))))


def _effect(dice: Dice, names: Sequence[str]) -> Effect:
    kind = dice.pick(("add", "set", "choose", "climb", "send", "send", "cancel", "add", "end"))
    match kind:
        case "add":
            return AddToVariable(dice.pick(("vragen", "mediadruk")), dice.pick((1, 2, 10, -5)))
        case "set":
            return SetVariable("paniek", dice.pick((True, True, False)))
        case "climb":
            return SetVariable("grip", dice.pick(range(6)))
        case "choose":
            return SetVariable("standpunt", dice.pick(VARIABLES["standpunt"].options))
        case "send":
            return SendInject(dice.pick(names), dice.pick(_DELAYS))
        case "cancel":
            return CancelInject(dice.pick(names))
        case _:
            return EndPhase()


def _response(dice: Dice, name: str, names: Sequence[str], receivers: tuple[str, ...]) -> Response | None:
    possible = [f"seat:{seat}" for seat in receivers]
    if set(TEAM) & set(receivers):
        possible.insert(0, "team:team")
    if not possible or dice.chance(3):
        return None
    return Response(
        form=f"vorm-{name}",
        units=dice.some(possible, 2) or (possible[0],),
        deadline_ms=dice.pick((None, HALF, MINUTE)),
        answers={key: _effects(dice, names, 2) for key in dice.some(("any", "ja", "nee", "1"), 3)},
        no_answer=_effects(dice, names, 2),
        minutes=dice.pick((None, None, ())),
        share=dice.pick((None, None, Sharing(Audience(dice.some(SEATS, 2), dice.chance(2), False), "message"))),
    )


_KINDS: tuple[FormKind, ...] = ("text", "choice", "text", "choice", "worksheet", "checklist", "assessment", "statement")


def _variants(dice: Dice, token: _Tokens) -> tuple[Variant, ...]:
    """None, or two with a text of their own; the last may hold always."""
    if not dice.chance(3):
        return ()
    last = None if dice.chance(2) else _condition(dice.pick(CONDITIONS))
    return (
        Variant(_condition(dice.pick(CONDITIONS)), token("Kop"), token("Tekst")),
        Variant(last, None, token("Tekst")),
    )


def _form(token: _Tokens, ident: str, kind: FormKind) -> Form:
    options = {"ja": token("Ja"), "nee": token("Nee")}
    match kind:
        case "choice":
            return Form(ident, kind, token("Kies"), options)
        case "checklist":
            return Form(ident, kind, token("Vink"), options, min_ticks=0, max_ticks=2)
        case "assessment":
            return Form(ident, kind, token("Hoe"), scale=Scale(1, 3, token("Niet"), token("Wel")))
        case "worksheet":
            fields = (
                FormField("een", token("Veld"), "text", True, max_length=200, step=token("Stap")),
                FormField("twee", token("Veld"), "checklist", False, options, 0, 1, 2, token("Stap")),
                FormField("drie", token("Veld"), "text", max_length=200),
            )
            return Form(ident, kind, token("Vul"), fields={field.id: field for field in fields})
        case "text" | "statement":
            return Form(ident, kind, token("Zeg"), max_length=200)


def scenario_from(dice: Dice, *, plain: bool = False) -> Scenario:
    """Two or three short phases and three to eight messages of every sort; `plain` ones have no effects or guards."""
    token = _Tokens()
    phases = tuple(
        Phase(
            ident,
            token("Fase"),
            "simulation",
            dice.pick((2 * MINUTE, 3 * MINUTE, 5 * MINUTE)),
            n * 1_000,
            n * 1_000 + dice.pick((60, 0)),
            dice.pick((False, True)),
            intro=token("Intro"),
            bands=dice.pick(((), (Band("grip", 0, n),))),
        )
        for n, ident in enumerate(worlds.PHASES[: dice.pick((2, 3))])
    )
    names = tuple(f"z90{n}z" for n in range(dice.pick(range(3, 9))))
    facts = [Fact(ident, token("Feit"), "gerucht", "team", dice.some(SEATS, 2)) for ident in ("f1", "f2")]
    media = [Medium(ident, "media/a.png", "picture", token("Beeld")) for ident in ("m1", "m2")]
    injects: list[Inject] = []
    forms: dict[str, Form] = {}
    for name in names:
        seats = dice.some(SEATS, 3)
        response = _response(dice, name, names, seats)
        # The first message and the last, a rule, share the first phase: what a rule reads must be there to happen.
        phase = phases[0].id if name in (names[0], names[-1]) else dice.pick(phases).id
        trigger = _rule(dice, names) if name == names[-1] else _trigger(dice, names, phase)
        if response is not None:
            forms[response.form] = _form(token, response.form, dice.pick(_KINDS))
        injects.append(
            Inject(
                id=name,
                position=0,
                number="",
                phase=phase,
                trigger=trigger,
                channel=dice.pick(("email", "phone")),
                sender=token("Van"),
                audience=Audience(seats, dice.chance(3), False, (*seats, "plenary")),
                title=token("Titel {{ plaats }}"),
                body=token("Tekst {{ vragen }}" if len(injects) % 2 else "Tekst"),
                note=token("Noot"),
                guard=_drawn_condition(dice, names) if dice.chance(5) and not plain else None,
                effects=() if plain else _effects(dice, names, 2),
                response=response,
                escalation=dice.pick((None, "e1")),
                carry=dice.chance(3),
                until_ms=dice.pick(_UNTILS),
                priority=dice.pick(_PRIORITIES),
                release=dice.pick(_RELEASES),
                bands=dice.pick(((), (Band("ave", 1, 3),))),
                variants=_variants(dice, token),
                media=dice.pick(((), ("m1",))),
                facts=dice.pick(((), ("f1",), ("f1", "f2"))),
                repeat=dice.pick((1, 1, 3)) if isinstance(trigger, When | Manual) else 1,
                shows=("vragen",) if len(injects) % 2 else (),
            )
        )
    asking = [inject.id for inject in injects if inject.response is not None]
    injects = [
        replace(
            inject,
            live=inject.channel == "phone" and dice.chance(2),
            quotes=dice.pick(("", *asking)) if inject.repeat == 1 else "",
        )
        for inject in injects
    ]
    roles, teams = _people(token)
    written = worlds.world(
        injects,
        phases,
        roles=roles,
        teams=teams,
        escalations=[Escalation("e1", token("Moment in {{ plaats }}"), token("Noot"))],
        parameters=[Parameter("plaats", "Plaats", "Ons dorp")],
        forms=forms,
        variables={**VARIABLES, "vragen": _DRAWN},
        media=media,
        facts=facts,
    )
    written = replace(written, debrief=(DebriefQuestion(token("Vraag in {{ plaats }}")),))
    return with_copies(written)


# -- what people do --------------------------------------------------------------------------------------------

_RECEIVERS = (*SEATS, "cc", "team team", "plenary", "all")
_MOVES = (HALF, MINUTE, -HALF, -MINUTE, 0)
_WALL = (0, 1, 700, 5 * SECOND, HALF - 1, HALF, HALF, MINUTE, 2 * MINUTE)


def _order(dice: Dice, scenario: Scenario, state: State) -> tuple[str, Command]:
    """An order of the trainer or a player; most fit where the exercise stands, some are refused."""
    if state.status == "lobby" and dice.chance(2):
        prepared: tuple[Command, ...] = (
            c.FillIn({"plaats": "z0z"}),
            c.ChooseStart("vragen", "2"),
            c.ChooseStart("paniek", "yes"),
        )
        return TRAINER, dice.pick(prepared)
    if state.status == "ended" and not dice.chance(3):
        return TRAINER, c.ReopenExercise()
    if state.status == "paused" and dice.chance(3):
        return TRAINER, c.ResumeClock()
    on_the_line = [(item, seat) for (item, seat), line in state.lines.items() if line.ended_at_ms is None]
    if on_the_line and dice.chance(2):
        return TRAINER, c.HangUp(*dice.pick(on_the_line))
    latest = _latest(state)
    if latest in state.messages and dice.chance(2):
        return TRAINER, c.TakeBack(latest)
    return dice.pick((_trainer, _trainer, _player))(dice, scenario, state)


def _trainer(dice: Dice, scenario: Scenario, state: State) -> tuple[str, Command]:
    inject, phase, by = dice.pick(list(scenario.injects)), state.phase or "een", dice.pick(_MOVES)
    asked, unit = dice.pick(list(state.wanted) or [(inject, "seat:aa")])
    orders: tuple[Command, ...] = (
        c.FireInject(inject),
        c.FireInject(inject),
        c.PauseClock(),
        c.ResumeClock(),
        dice.pick((c.ChangeSpeed(1), c.ChangeSpeed(20), c.ChangeSpeed(7, 3), c.ChangeSpeed(1, 4))),
        c.ChangeMode(dice.chance(2)),
        c.SkipInject(inject, dice.pick(("", "z0z"))),
        c.MoveInject(inject, by, dice.chance(2)),
        c.MoveInject(inject, by, dice.chance(2)),
        c.NextPhase(phase, dice.pick(("", "", *(each.id for each in scenario.phases)))),
        c.TimeOut(),
        c.HoldInject(inject, dice.chance(2)),
        c.EditInject(inject, "z0z", "z0z", "z0z", reset=dice.chance(3)),
        c.TakeBack(_latest(state) or inject),
        c.TakeBack(_latest(state) or inject),
        c.Fold(dice.pick(SEATS), dice.pick(SEATS)),
        c.Fold(dice.pick(SEATS), dice.pick(SEATS)),
        c.Unfold(dice.pick(list(state.folds) or SEATS)),
        c.CallHall(dice.pick((60, 10, 0)), dice.pick(("", *(team.room for team in scenario.teams.values())))),
        c.SetBeamer(dice.pick(("story", "black", "phase"))),
        c.SetBeamer("item", dice.pick([inject, *state.messages])),
        c.SetBeamer("result", inject=asked),
        c.SetBeamer(dice.pick(("minutes", "knowledge"))),
        c.SetBeamer("question", dice.pick(("1", "2"))),
        c.HangUp(dice.pick([*(item for item, _ in state.lines), inject]), dice.pick(SEATS)),
        c.SetBeamer("answer", inject=asked, unit=unit, consent=True),
        c.MovePhaseEnd(phase, by),
        c.MoveDeadline(asked, unit, by),
        c.MoveDeadline(asked, unit, by),
        c.SendMessage(
            dice.some((*SEATS, "cc", "team team", "plenary", "all"), 2), "note", "z0z", "z0z", "z0z", _sent(dice, state)
        ),
        c.OpenItem(f"answer:{asked}:{unit}"),
        c.SetScore(f"inject:{asked}", unit, "d1", dice.pick((3, 1, None))),
        c.SetScore("escalation:e1", dice.pick((*UNITS, "team:team", "group:raad")), "d2", dice.pick((3, 5, None))),
        c.NoteScore(f"inject:{asked}", unit, "z0z"),
        c.NoteScore(f"inject:{inject}", dice.pick(UNITS), "z0z"),
        c.SetVeto(f"inject:{asked}", unit, dice.pick(("privacy", "power", "danger")), dice.chance(2)),
        c.Observe("z0z", dice.pick(("", f"inject:{inject}")), dice.pick(("", *UNITS)), dice.pick(("", "d4"))),
        c.SettleHelp(dice.pick(list(state.asked) or ["x"])),
        c.SetScore(f"marker:{dice.pick(list(state.observations) or ['x'])}", dice.pick(UNITS), "d3", 4),
    )
    return dice.pick((TRAINER, TRAINER, *STAFF)), c.EndExercise() if dice.chance(30) else dice.pick(orders)


def _latest(state: State) -> str:
    """What went out last: the one that may still be taken back."""
    sent = [(life.delivered_at_ms, name) for name, life in state.injects.items() if life.delivered_at_ms is not None]
    sent += [(message.at_ms, name) for name, message in state.messages.items() if name not in state.withdrawn]
    return max(sent, default=(0, ""))[1]


def _sent(dice: Dice, state: State) -> str:
    """Something that was sent, to put right; mostly nothing."""
    return dice.pick(["", "", "", _latest(state), *state.messages])


def _player(dice: Dice, scenario: Scenario, state: State) -> tuple[str, Command]:
    if dice.chance(4):
        return dice.pick(SEATS), _act(dice, scenario, state)
    if dice.chance(6):
        return dice.pick(SEATS), c.SetLadder(dice.pick(("grip", "ave", "rdm")), dice.pick(range(6)), "z0z")
    if dice.chance(4) or not state.wanted:
        if state.folds and dice.chance(2):
            seat, holder = dice.pick(list(state.folds.items()))
            return holder, c.OpenItem(as_seat(dice.pick([*scenario.injects, *state.messages]), seat))
        delivered = [inject for inject, life in state.injects.items() if life.seats] or list(scenario.injects)
        return dice.pick(SEATS), c.OpenItem(dice.pick([*delivered, *state.messages]))
    inject, unit = dice.pick(list(state.wanted))
    seat = dice.pick(scenario.unit_seats(unit))
    wanted = state.wanted.get((inject, unit))
    revision = wanted.answer.revision if wanted is not None and wanted.answer is not None else 0
    response = scenario.injects[inject].response
    based_on = revision if not dice.chance(6) else dice.pick((0, 1))
    form = scenario.forms[response.form] if response is not None else None
    name = inject
    if seat in state.folds and not dice.chance(8):
        seat, name = state.folds[seat], as_seat(inject, seat)
    return seat, _answer(dice, form.kind if form else "text", name, based_on)


def _act(dice: Dice, scenario: Scenario, state: State) -> Command:
    """Something a player does of itself; often what is not theirs."""
    acts: tuple[Command, ...] = (
        c.BeginInject(dice.pick(list(scenario.injects))),
        c.BeginInject(dice.pick(list(scenario.injects))),
        c.Write(dice.some((*SEATS, "team team"), 2), "z0z", ()),
        c.Write(dice.some(SEATS, 2), "z0z", dice.some(("f1", "f2"), 2)),
        c.DeclineCall(dice.pick([*scenario.injects, *state.messages])),
        c.HangUp(dice.pick([*(item for item, _ in state.lines), *scenario.injects])),
        c.AskTrainer(dice.pick(("help", "time_out")), "z0z"),
    )
    return dice.pick(acts)


def _answer(dice: Dice, kind: FormKind, inject: str, based_on: int) -> c.SubmitResponse:
    """An answer that fits the kind of form, or nearly."""
    match kind:
        case "choice":
            return c.SubmitResponse(inject, None, dice.pick(("ja", "nee")), based_on)
        case "checklist":
            return c.SubmitResponse(inject, based_on=based_on, options=dice.some(("nee", "ja"), 2))
        case "assessment":
            return c.SubmitResponse(inject, based_on=based_on, value=dice.pick((1, 3, 0)))
        case "worksheet":
            ticked = dice.some(("ja", "nee"), 2)
            fields: dict[str, str | tuple[str, ...]] = {
                "een": dice.pick(("z0z", "z0z", " ")),
                "twee": ticked,
                "drie": dice.pick(("", "z0z")),
            }
            return c.SubmitResponse(inject, based_on=based_on, fields=fields)
        case "text" | "statement":
            return c.SubmitResponse(inject, "z0z", None, based_on)


def evening_from(dice: Dice) -> Evening:
    """A scenario, a mode, and eight to twenty turns of the shell; one turn in six cannot be stored.

    Played while it is made, so that most orders fit where the exercise stands.
    """
    scenario = scenario_from(dice)
    created = replace(CREATED, automatic=not dice.chance(4), unattended=dice.chance(5))
    first = dice.pick(("", "", scenario.phases[-1].id))
    start = Turn(0, ((TRAINER, c.StartExercise(first)),))
    turns: list[Turn] = []
    playing = Playing.begin(Evening(scenario, created, ()))
    for n in range(dice.pick(range(8, 21))):
        orders = tuple(_order(dice, scenario, playing.state) for _ in range(dice.pick((1, 0, 1, 2, 3))))
        # One evening in four begins with what people do in the lobby.
        turn = start if n == 0 and not dice.chance(4) else Turn(dice.pick(_WALL), orders, not dice.chance(6), n)
        turn = start if n == 1 and playing.state.status == "lobby" else turn
        turns.append(turn)
        playing.take(turn)
    return Evening(scenario, created, tuple(turns))


def evenings() -> st.SearchStrategy[Evening]:
    return st.binary(min_size=800, max_size=800).map(lambda drawn: evening_from(Dice(drawn)))


# -- playing ---------------------------------------------------------------------------------------------------


@dataclass
class Playing:
    """An evening under way, played as the shell does. `said` holds codes of refusals, and `""` for what was taken."""

    evening: Evening
    exercise: Exercise
    steps: list[Step]
    wall_ms: int = 0
    segment: Segment = field(default_factory=lambda: Segment(0, 0, 0))
    said: list[str] = field(default_factory=list)

    @classmethod
    def begin(cls, evening: Evening) -> Playing:
        exercise, first = Exercise.create(evening.scenario, evening.created)
        return cls(evening, exercise, [first])

    @classmethod
    def whole(cls, evening: Evening) -> Playing:
        """Played to the last turn."""
        playing = cls.begin(evening)
        for turn in evening.turns:
            playing.take(turn)
        return playing

    @property
    def state(self) -> State:
        return self.exercise.state

    @property
    def events(self) -> list[e.Event]:
        return [event for step in self.steps for event in step.events]

    @property
    def at_ms(self) -> int:
        return self.segment.at(self.wall_ms)

    def restart(self) -> None:
        """The program stops and is started again: all that is left are the stored steps and the words."""
        self.exercise = Exercise.rebuild(self.evening.scenario, self.steps, self.exercise.words)

    def take(self, turn: Turn) -> None:
        self.wall_ms += turn.wall_ms
        at_ms = self.at_ms
        if self.state.status == "running":
            self.exercise.due(at_ms)
        for place, (seat, command) in enumerate(turn.orders):
            number = 10_000 + 10 * turn.number + place
            order = Order(seat, f"c-z{number}0z", self.wall_ms, "0" * 32)
            outcome = self.exercise.decide(_with_tokens(command, number), order, at_ms)
            self.said.append(outcome.code if isinstance(outcome, Refused) else "")
        if turn.stored:
            before = _pace(self.state)
            self.steps.extend(self.exercise.commit())
            if _pace(self.state) != before:
                self.segment = Segment(self.wall_ms, at_ms, *_pace(self.state))
        else:
            self.exercise.abandon()


def _pace(state: State) -> tuple[int, int]:
    return (state.speed_num, state.speed_den) if state.status == "running" else (0, 1)


def _with_tokens(command: Command, number: int) -> Command:
    """Every text somebody types gets a token of its own."""
    if isinstance(command, c.SendMessage):
        return replace(command, sender=f"z{number}1z", title=f"z{number}2z", body=f"z{number}3z")
    if isinstance(command, c.FillIn):
        return replace(command, parameters=dict.fromkeys(command.parameters, f"z{number}5z"))
    if isinstance(command, c.NoteScore) or (isinstance(command, c.SubmitResponse) and command.text is not None):
        return replace(command, text=f"z{number}4z")
    if isinstance(command, c.SubmitResponse) and command.fields is not None:
        tokens = {"een": f"z{number}5z", "drie": f"z{number}6z"}
        return replace(
            command,
            fields={
                name: tokens.get(name, given) if given == "z0z" else given for name, given in command.fields.items()
            },
        )
    return command


def prefixes(playing: Playing) -> Iterator[tuple[e.Event, State, State]]:
    """Every fact with the state before and after it."""
    state = begin(playing.evening.scenario, playing.evening.created)
    for event in playing.events[1:]:
        before, state = state, evolve(state, event)
        yield event, before, state


def clock_handlings() -> st.SearchStrategy[Evening]:
    """Evenings on which nothing is done but pausing, resuming and changing the speed."""
    return st.binary(min_size=300, max_size=300).map(lambda drawn: _clock_handling(Dice(drawn)))


def _clock_handling(dice: Dice) -> Evening:
    orders: tuple[Command, ...] = (
        c.PauseClock(),
        c.ResumeClock(),
        c.ResumeClock(),
        c.ChangeSpeed(20),
        c.ChangeSpeed(1),
        c.ChangeSpeed(7, 3),
        c.ChangeSpeed(1, 4),
    )
    scenario = scenario_from(dice)
    turns = [
        Turn(dice.pick(_WALL) + dice.pick(range(100)), tuple((TRAINER, order) for order in dice.some(orders, 2)))
        for _ in range(dice.pick(range(4, 14)))
    ]
    created = replace(CREATED, unattended=dice.chance(2))
    return Evening(scenario, created, (Turn(0, ((TRAINER, c.StartExercise()),)), *turns))
