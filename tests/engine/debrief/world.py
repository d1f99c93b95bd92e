"""An evening for the report: a literal record with a unique token in everything a report may not show.

Two phases, four injects, an answer in time, a late one, one missed, one never given, a question withdrawn.
"""

from __future__ import annotations

from dataclasses import replace

from engine.exercise import events as e
from engine.exercise.state import State, replay
from engine.scenario.model import DebriefQuestion, Escalation, Parameter, Role, Scenario, Team
from tests.engine.worlds import CREATED, MINUTE, PLAYERS, ask, inject, phase, world

TOKEN = "GEHEIM"
"""Stands in every name, party, typed text, note and ad-hoc message of this evening, and in the ids of its texts."""


def secret(place: str) -> str:
    return f"{TOKEN}-{place}"


def text(place: str) -> e.TextRef:
    return e.TextRef(secret(place), secret(f"{place}-sha"))


ROLES = (
    Role("burgemeester", "Burgemeester van {{ gemeente }}", names=(secret("name-b"),), group="college"),
    Role("wethouder", "Wethouder", names=(secret("name-w"),), parties=(secret("party-w"),), group="college"),
    Role(
        "raadslid",
        "Raadslid",
        seats=2,
        names=(secret("name-r1"), secret("name-r2")),
        parties=(secret("party-r1"), secret("party-r2")),
        group="raad",
        knows=secret("knows"),
    ),
    Role("voorlichter", "Voorlichter", names=(secret("name-v"),)),
)
TEAMS = (
    Team("college", "Het college", ("burgemeester", "wethouder")),
    Team("raad", "De raad", ("raadslid",)),
)

INJECTS = (
    inject(
        "mail",
        at=MINUTE,
        to=("raadslid-1", "raadslid-2"),
        title="Mail uit {{ gemeente }}",
        body=secret("body"),
        sender=secret("sender"),
        note=secret("inject-note"),
        ask=ask(by=("seat:raadslid-1", "seat:raadslid-2"), deadline=3 * MINUTE),
        escalation="e1",
    ),
    inject(
        "belt",
        at=2 * MINUTE,
        channel="phone",
        to=("burgemeester",),
        title="De omroep belt",
        note=secret("inject-note-2"),
        ask=ask(deadline=2 * MINUTE),
        escalation="e1",
    ),
    inject("krant", phase="twee", channel="news", to=(*PLAYERS, "plenary"), title="De krant"),
    inject(
        "bericht", phase="twee", to=("burgemeester", "wethouder"), title="Een bericht", ask=ask(by=("team:college",))
    ),
    inject("motie", phase="twee", to=("wethouder",), title="Een motie", ask=ask(by=("seat:wethouder",))),
)


def scenario() -> Scenario:
    made = world(
        INJECTS,
        [phase("een", 10, story=(9 * 60, 10 * 60)), phase("twee", 5, story=(11 * 60, 12 * 60), kind="plenary")],
        roles=ROLES,
        teams=TEAMS,
        escalations=[Escalation("e1", "Het eerste uur"), Escalation("e2", "Het debat in {{ gemeente }}")],
        parameters=[Parameter("gemeente", "Naam van de gemeente", "Hesselveld")],
    )
    return replace(
        made,
        summary="Een avond in {{ gemeente }}.",
        authors=(secret("author"),),
        objectives={"duiden": "Op tijd iets zeggen in {{ gemeente }}.", "privacy": "Namen blijven waar ze horen."},
        debrief=(
            DebriefQuestion("Wanneer wist u in {{ gemeente }} genoeg?", "duiden", ("mail", "motie")),
            DebriefQuestion("Wat neemt u mee?"),
        ),
    )


def answered(at_ms: int, inject_id: str, unit: str, seat: str, *, late: bool = False, revision: int = 1) -> e.Event:
    words = text(f"answer-{inject_id}-{seat}-{revision}")
    return e.ResponseSubmitted(at_ms, inject_id, unit, seat, revision, words, None, late, not late, "acuut")


def scored(moment: str, unit: str, dimension: str, position: int, rater: str = "trainer") -> e.Scored:
    return e.Scored(16 * MINUTE, rater, moment, unit, dimension, position, "typed", 1)


EVENING: tuple[e.Event, ...] = (
    replace(CREATED, parameters=(("gemeente", text("parameter")),)),
    e.PhaseStarted(0, "een", 10 * MINUTE, (("mail", MINUTE), ("belt", 2 * MINUTE))),
    e.ClockResumed(0, 1, 1),
    e.InjectDelivered(
        MINUTE,
        "mail",
        ("raadslid-1", "raadslid-2"),
        False,
        False,
        ("seat:raadslid-1", "seat:raadslid-2"),
        (("seat:raadslid-1", 4 * MINUTE), ("seat:raadslid-2", 4 * MINUTE)),
        "clock",
    ),
    e.VariableChanged(MINUTE, "mediadruk", 15, "mail"),
    e.VariableChanged(MINUTE, "mediadruk", 20, "mail"),
    e.ItemOpened(MINUTE + 1, "inject:mail", "raadslid-1"),
    e.InjectDelivered(
        2 * MINUTE,
        "belt",
        ("burgemeester",),
        False,
        True,
        ("seat:burgemeester",),
        (("seat:burgemeester", 4 * MINUTE),),
        "hand",
        1,
    ),
    answered(3 * MINUTE, "mail", "seat:raadslid-1", "raadslid-1"),
    e.ItemOpened(3 * MINUTE, "answer:mail:seat:raadslid-1", "trainer"),
    answered(3 * MINUTE + 1, "mail", "seat:raadslid-1", "raadslid-1", revision=2),
    e.ResponseMissed(4 * MINUTE, "mail", "seat:raadslid-2"),
    e.ResponseMissed(4 * MINUTE, "belt", "seat:burgemeester"),
    e.ClockPaused(5 * MINUTE, "facilitator"),
    e.MessageSent(
        5 * MINUTE,
        "m1",
        "note",
        text("adhoc-sender"),
        text("adhoc-title"),
        text("adhoc-body"),
        ("raadslid-1", "raadslid-2"),
        False,
    ),
    e.ClockResumed(5 * MINUTE, 2, 1),
    answered(7 * MINUTE, "mail", "seat:raadslid-2", "raadslid-2", late=True),
    e.PhaseEnded(12 * MINUTE, "een", ()),
    e.PhaseStarted(12 * MINUTE, "twee", 17 * MINUTE, ()),
    e.InjectDelivered(12 * MINUTE, "krant", PLAYERS, True, False, (), (), "clock"),
    e.VariableChanged(13 * MINUTE, "mediadruk", 10, "krant"),
    e.VariableChanged(13 * MINUTE, "standpunt", "meedoen", "krant"),
    e.InjectDelivered(
        13 * MINUTE, "bericht", ("burgemeester", "wethouder"), False, False, ("team:college",), (), "hand", 2
    ),
    e.InjectDelivered(13 * MINUTE, "motie", ("wethouder",), False, False, ("seat:wethouder",), (), "hand", 3),
    e.InjectCancelled(14 * MINUTE, "motie"),
    e.ItemOpened(14 * MINUTE, "inject:krant", "voorlichter"),
    scored("inject:mail", "seat:raadslid-1", "d9", 3),
    scored("inject:mail", "seat:raadslid-2", "d9", 4),
    scored("escalation:e1", "group:raad", "d2", 2, rater="waarnemer"),
    scored("escalation:e2", "group:college", "d1", 3),
    e.ScoreNoted(16 * MINUTE, "trainer", "inject:mail", "seat:raadslid-1", text("score-note")),
    e.PhaseEnded(16 * MINUTE, "twee", ()),
    e.ExerciseEnded(16 * MINUTE, 99),
)


def evening(*more: e.Event) -> tuple[Scenario, tuple[e.Event, ...], State]:
    """The scenario, the record and the state it folds to."""
    made = scenario()
    events = (*EVENING, *more)
    return made, events, replay(made, events)
