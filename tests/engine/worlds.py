"""Small literal worlds for the tests: a scenario in a few lines, and somebody who plays it.

Owns the people, forms and variables that every test world has, so that a test shows only what it is about. Constructs
the dataclasses directly: these tests do not depend on YAML. The people are a burgemeester and a wethouder (team
`college`), two raadsleden (team `raad`) and a voorlichter without a team.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import count
from typing import Any, TypeVar

from engine.exercise import events as e
from engine.exercise.commands import ChangeMode, Command, Refused, StartExercise
from engine.exercise.decide import Order
from engine.exercise.exercise import Exercise
from engine.exercise.state import State
from engine.exercise.step import Step
from engine.exercise.view import Node, View
from engine.exercise.visibility import Sight
from engine.scenario.conditions.parsing import Condition, ConditionNames, parse
from engine.scenario.model import (
    ORDINARY,
    TRAINER,
    After,
    AfterPhase,
    At,
    Audience,
    Channel,
    DebriefQuestion,
    Effect,
    Escalation,
    Fact,
    Form,
    FormField,
    Inject,
    Manual,
    Medium,
    Parameter,
    Phase,
    PhaseKind,
    Release,
    Response,
    Role,
    Scale,
    Scenario,
    Seat,
    Stage,
    Team,
    Trigger,
    Value,
    Variable,
    Variant,
    When,
)
from engine.scenario.sections.repeats import with_copies
from engine.scenario.sections.variables import always_there

_N = TypeVar("_N", bound=Node)

SECOND = 1_000
MINUTE = 60 * SECOND
HOUR = 60 * MINUTE

VARIABLES: Mapping[str, Variable] = {
    **{each.id: each for each in always_there()},
    "paniek": Variable("paniek", "yesno", False),
    "vragen": Variable("vragen", "number", 0, min=0, max=3),
    "standpunt": Variable("standpunt", "choice", "geen", options=("geen", "meedoen", "afwijzen")),
    "stand": Variable("stand", "number", 0),
}
PHASES = ("een", "twee", "drie")

FORMS: Mapping[str, Form] = {
    "reactie": Form("reactie", "text", "Wat zegt u?", max_length=20),
    "delen": Form("delen", "choice", "Wat doet u ermee?", {"delen": "Ik deel het", "houden": "Ik houd het"}),
    "wie": Form(
        "wie",
        "checklist",
        "Wie licht u in?",
        {"raad": "De raad", "pers": "De pers", "buren": "De buren"},
        min_ticks=1,
        max_ticks=2,
    ),
    "meting": Form("meting", "assessment", "Hoe goed?", scale=Scale(1, 5, "Niet", "Volledig")),
    "verklaring": Form("verklaring", "statement", "Wat zegt u?", max_length=40, seconds=30),
    "blad": Form(
        "blad",
        "worksheet",
        "Vul in.",
        fields={
            "beeld": FormField("beeld", "Wat weet u?", "text", True, max_length=20, step="Beeld"),
            "fase": FormField("fase", "Welke fase?", "choice", True, {"f1": "Dreigend", "f2": "Onrust"}, step="Beeld"),
            "punten": FormField(
                "punten", "Wat woog u af?", "checklist", False, {"a": "Het doel", "b": "De tijd"}, 0, 1, 2, "Oordeel"
            ),
            "rest": FormField("rest", "Wat nog?", "text", max_length=20, step="Oordeel"),
        },
    ),
}

ROLES = (
    Role("burgemeester", "Burgemeester", names=("Bea Burg",), group="college", does="Besturen", knows="Niets"),
    Role("wethouder", "Wethouder", names=("Wil Weth",), parties=("Lokaal",), group="college"),
    Role("raadslid", "Raadslid", seats=2, names=("Rik Een", "Ria Twee"), group="raad"),
    Role("voorlichter", "Voorlichter", names=("Vera Voor",)),
)
TEAMS = (
    Team("college", "Het college", ("burgemeester", "wethouder"), room="Zaal A"),
    Team("raad", "De raad", ("raadslid",)),
)
PLAYERS = ("burgemeester", "wethouder", "raadslid-1", "raadslid-2", "voorlichter")

CREATED = e.ExerciseCreated(
    at_ms=0,
    exercise="oefening",
    epoch="epoch",
    scenario="proef",
    files=(),
    parameters=(),
    seed=1,
    engine="0",
    society="society/1",
    automatic=True,
)


def condition(source: str) -> Condition:
    """A condition over the variables and phases of these worlds; the ids in its calls are taken on trust."""
    parsed = parse(source, ConditionNames(VARIABLES, PHASES, complete=False))
    if not isinstance(parsed, Condition):
        raise AssertionError(parsed)
    return parsed


@dataclass(frozen=True, slots=True)
class Told:
    """Facts as a test tells them: how many minutes ago what was sent, how many answers came in, what was missed."""

    minutes: Mapping[str, int] = field(default_factory=dict)
    answers: Mapping[str, int] = field(default_factory=dict)
    missed: Collection[str] = ()

    def sent(self, inject: str) -> bool:
        return inject in self.minutes

    def answered(self, name: str) -> bool:
        return self.count_answered(name) > 0

    def late(self, inject: str) -> bool:
        return inject in self.missed

    def minutes_since(self, inject: str) -> int | None:
        return self.minutes.get(inject)

    def count_answered(self, inject: str) -> int:
        return self.answers.get(inject, 0)


def phase(
    ident: str,
    minutes: int = 10,
    *,
    story: tuple[int, int] = (0, 60),
    itself: bool = False,
    kind: PhaseKind = "simulation",
    stage: Stage | None = None,
    intro: str = "",
    label: str = "",
) -> Phase:
    return Phase(
        ident, ident.capitalize(), kind, minutes * MINUTE, story[0], story[1], itself, stage, intro=intro, label=label
    )


def inject(
    ident: str,
    *,
    at: int | None = None,
    after: After | AfterPhase | None = None,
    when: str | None = None,
    delay: int = 0,
    spread: int = 0,
    until: int | None = None,
    priority: int = ORDINARY,
    release: Release = "auto",
    variants: Sequence[Variant] = (),
    phase: str = "een",
    to: Sequence[str] = ("burgemeester",),
    channel: Channel = "email",
    sender: str = "Afzender",
    title: str = "",
    body: str = "",
    note: str = "",
    guard: str | None = None,
    effects: Iterable[Effect] = (),
    ask: Response | None = None,
    escalation: str | None = None,
    carry: bool = False,
    media: Sequence[str] = (),
    facts: Sequence[str] = (),
    shows: Sequence[str] = (),
) -> Inject:
    """An inject that fires `at` ms after its phase began, `after` another, `when` something is true, or by hand.

    `to` holds seats, `plenary` and `facilitator`. Its place in the file is set by `world`.
    """
    trigger: Trigger = Manual()
    if at is not None:
        trigger = At(at)
    elif after is not None:
        trigger = after
    elif when is not None:
        trigger = When(condition(when), delay, spread)
    seats = tuple(word for word in to if word not in ("plenary", "facilitator"))
    return Inject(
        id=ident,
        position=0,
        number="",
        phase=phase,
        trigger=trigger,
        channel=channel,
        sender=sender,
        audience=Audience(seats, "plenary" in to, "facilitator" in to, tuple(to)),
        title=title or ident.capitalize(),
        body=body,
        note=note,
        guard=condition(guard) if guard else None,
        effects=tuple(effects),
        response=ask,
        escalation=escalation,
        carry=carry,
        until_ms=until,
        priority=priority,
        release=release,
        media=tuple(media),
        facts=tuple(facts),
        variants=tuple(variants),
        shows=tuple(shows),
    )


def ask(
    form: str = "reactie",
    *,
    by: Sequence[str] = ("seat:burgemeester",),
    deadline: int | None = None,
    answers: Mapping[str, Iterable[Effect]] | None = None,
    silence: Iterable[Effect] = (),
) -> Response:
    """A question to these units, with what follows from answers and from silence."""
    effects = {key: tuple(value) for key, value in (answers or {}).items()}
    return Response(form, tuple(by), deadline, effects, tuple(silence))


def delivered(source: str, delay: int = 0, spread: int = 0) -> After:
    return After(source, "delivered", delay, spread)


def answered(source: str, delay: int = 0) -> After:
    return After(source, "answered", delay)


def variant(body: str | None = None, when: str | None = None, title: str | None = None) -> Variant:
    return Variant(condition(when) if when else None, title, body)


def ended(source: str, delay: int = 0, spread: int = 0) -> AfterPhase:
    return AfterPhase(source, delay, spread)


def world(
    injects: Iterable[Inject] = (),
    phases: Iterable[Phase] = (phase("een"),),
    *,
    roles: Iterable[Role] = ROLES,
    teams: Iterable[Team] = TEAMS,
    escalations: Iterable[Escalation] = (),
    parameters: Iterable[Parameter] = (),
    forms: Mapping[str, Form] = FORMS,
    media: Iterable[Medium] = (),
    facts: Iterable[Fact] = (),
    debrief: Iterable[DebriefQuestion] = (),
    variables: Mapping[str, Variable] = VARIABLES,
) -> Scenario:
    """A scenario with these messages and phases; people, forms and variables are the same in every test."""
    placed = {item.id: replace(item, position=n, number=f"{n + 1:02d}") for n, item in enumerate(injects)}
    return Scenario(
        id="proef",
        title="De proef",
        version="1.0",
        language="nl",
        summary="",
        authors=(),
        license="",
        objectives={},
        first_day=5,
        parameters={parameter.id: parameter for parameter in parameters},
        variables=variables,
        roles={role.id: role for role in roles},
        teams={team.id: team for team in teams},
        seats={seat.id: seat for seat in _seats(tuple(roles), tuple(teams))},
        phases=tuple(phases),
        forms=forms,
        escalations={escalation.id: escalation for escalation in escalations},
        injects=placed,
        media={medium.id: medium for medium in media},
        facts={fact.id: fact for fact in facts},
        debrief=tuple(debrief),
    )


def repeating(scenario: Scenario, **times: int) -> Scenario:
    """The scenario in which these messages come so often in all."""
    injects = {name: replace(item, repeat=times.get(name, 1)) for name, item in scenario.injects.items()}
    return with_copies(replace(scenario, injects=injects))


def _seats(roles: Sequence[Role], teams: Sequence[Team]) -> Iterable[Seat]:
    team_of = {role: team.id for team in teams for role in team.roles}
    for role in roles:
        for n in range(role.seats):
            several = role.seats > 1
            yield Seat(
                id=f"{role.id}-{n + 1}" if several else role.id,
                role=role.id,
                team=team_of.get(role.id),
                title=f"{role.title} {n + 1}" if several else role.title,
                name=role.names[n] if role.names else "",
                party=role.parties[n] if role.parties else "",
            )


class Play:
    """An exercise that is played by a test: every decision is stored at once, in `steps`.

    Wall time is `wall_ms` of the order, a minute further for each order unless the test says otherwise, so that one
    GO never stands in the way of the next.
    """

    def __init__(
        self, scenario: Scenario, *, automatic: bool = True, unattended: bool = False, seed: int = CREATED.seed
    ) -> None:
        created = replace(CREATED, automatic=automatic, unattended=unattended, seed=seed)
        self.scenario = scenario
        self.exercise, first = Exercise.create(scenario, created)
        self.steps: list[Step] = [first]
        self.at_ms = 0
        self.wall_ms = 0
        self._command_ids = count(1)

    @classmethod
    def started(
        cls, scenario: Scenario, *, automatic: bool = True, unattended: bool = False, seed: int = CREATED.seed
    ) -> Play:
        """A play whose first phase runs, with what comes at exactly its beginning delivered."""
        play = cls(scenario, automatic=automatic, unattended=unattended, seed=seed)
        play.order(StartExercise())
        play.until(0)
        return play

    @property
    def state(self) -> State:
        return self.exercise.state

    @property
    def events(self) -> list[e.Event]:
        """Everything that happened, from the creation on."""
        return [event for step in self.steps for event in step.events]

    @property
    def values(self) -> Mapping[str, Value]:
        return self.state.variables

    def until(self, at_ms: int) -> list[e.Event]:
        """Let exercise time pass up to and including `at_ms`; what happened."""
        self.at_ms = at_ms
        self.exercise.due(at_ms)
        return self._store()

    def order(self, command: Command, seat: str = TRAINER, wall_ms: int | None = None) -> list[e.Event] | Refused:
        """Give an order now; what came of it."""
        self.wall_ms = self.wall_ms + MINUTE if wall_ms is None else wall_ms
        command_id = f"c{next(self._command_ids)}"
        outcome = self.exercise.decide(command, Order(seat, command_id, self.wall_ms, "0" * 32), self.at_ms)
        happened = self._store()
        return outcome if isinstance(outcome, Refused) else happened

    def refused(self, command: Command, seat: str = TRAINER, wall_ms: int | None = None) -> str:
        """The code with which an order given now is refused; nothing may come of it."""
        before = (self.state, len(self.steps))
        outcome = self.order(command, seat, wall_ms)
        assert isinstance(outcome, Refused), outcome
        assert (self.state, len(self.steps)) == before
        return outcome.code

    def by_hand(self) -> None:
        self.order(ChangeMode(False))

    def sight(self) -> Sight:
        return Sight(self.scenario, self.state, self.exercise.words)

    def view(self, seat: str) -> View:
        return self.sight().view(seat)

    def node(self, seat: str, key: str) -> Node | None:
        return self.sight().node(seat, key)

    def status(self) -> dict[str, str]:
        """How each inject stands."""
        return {name: life.status for name, life in self.state.injects.items()}

    def delivered(self) -> list[tuple[int, str]]:
        """What went out, with its exercise time, in the order in which it went."""
        return deliveries(self.events)

    def _store(self) -> list[e.Event]:
        stored = self.exercise.commit()
        self.steps.extend(stored)
        return [event for step in stored for event in step.events]


def deliveries(events: Iterable[e.Event]) -> list[tuple[int, str]]:
    """Exercise time and inject of each delivery."""
    return [(event.at_ms, event.inject) for event in events if isinstance(event, e.InjectDelivered)]


def kinds(events: Iterable[Any] | Refused) -> list[str]:
    """The names of these events, to compare with a literal list."""
    assert not isinstance(events, Refused), events
    return [type(event).__name__ for event in events]


def shown(play: Play, seat: str, key: str, kind: type[_N]) -> _N:
    """A node that is there and of this kind."""
    node = play.node(seat, key)
    assert isinstance(node, kind), node
    return node
