import json
from dataclasses import fields
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from engine.debrief.after_action import (
    AfterAction,
    DebriefReport,
    EscalationReport,
    InjectLine,
    Participation,
    PhaseReport,
    after_action,
)
from engine.debrief.answers import AnswerTimes
from engine.exercise import events as e
from engine.exercise.state import replay
from engine.scenario.model import DebriefQuestion
from engine.scoring.scorecard import Profile, Spread
from tests.engine.debrief.world import EVENING, TOKEN, evening, scenario, scored
from tests.engine.worlds import CREATED, MINUTE, PLAYERS, Play, ask, condition, inject, variant, world


def spread(dimension: str, n: int, low: int, middle: int | Fraction, high: int) -> Spread:
    return Spread(dimension, n, Fraction(low), Fraction(high), Fraction(middle))


RAAD = (spread("d2", 1, 2, 2, 2), spread("d9", 2, 3, Fraction(7, 2), 4))
HOUR_ONE = (Profile("alle groepen", RAAD, "proportioneel"), Profile("raad", RAAD, "proportioneel"))
MAIL = InjectLine("01", "Mail uit Hesselveld", "email", MINUTE)


def report(*more: e.Event) -> AfterAction:
    return after_action(*evening(*more))


def test_the_cover_tells_what_was_played_and_by_how_many() -> None:
    made = after_action(*evening(), {"gemeente": "Dalwijk"}, held_on="2026-11-26")

    assert (made.title, made.municipality, made.held_on, made.language) == ("De proef", "Dalwijk", "2026-11-26", "nl")
    assert made.summary == "Een avond in Dalwijk."
    assert made.objectives == ("Op tijd iets zeggen in Dalwijk.", "Namen blijven waar ze horen.")
    assert (made.finished, made.duration_ms, made.planned_ms) == (True, 16 * MINUTE, 15 * MINUTE)


def test_only_players_who_opened_or_answered_something_took_part() -> None:
    assert report().participation == Participation(active=3, seats=5, raters=2)


def test_phases_stand_with_their_planned_and_their_real_length() -> None:
    college = (spread("d1", 1, 3, 3, 3),)

    assert report().phases == (
        PhaseReport("een", "Een", "simulation", 0, 10 * MINUTE, 12 * MINUTE, True, HOUR_ONE),
        PhaseReport(
            "twee",
            "Twee",
            "plenary",
            12 * MINUTE,
            5 * MINUTE,
            4 * MINUTE,
            True,
            (Profile("alle groepen", college, "proportioneel"), Profile("college", college, "proportioneel")),
        ),
    )


def test_an_exercise_that_still_runs_gives_the_report_so_far() -> None:
    part = EVENING[: EVENING.index(e.ClockPaused(5 * MINUTE, "facilitator"))]
    made = after_action(scenario(), part, replay(scenario(), part))

    assert (made.finished, made.duration_ms) == (False, 4 * MINUTE)
    assert [(p.started_at_ms, p.real_ms, p.ended) for p in made.phases] == [
        (0, 4 * MINUTE, False),
        (None, None, False),
    ]


def test_an_exercise_that_never_began_has_a_report_too() -> None:
    made = after_action(scenario(), [CREATED], replay(scenario(), [CREATED]))

    assert (made.duration_ms, made.course, made.participation.active) == (0, (), 0)
    assert made.profile == (Profile("alle groepen", (), None),)


def test_an_escalation_moment_shows_its_injects_its_answer_times_and_its_spread() -> None:
    assert report().escalations[0] == EscalationReport(
        "e1",
        "Het eerste uur",
        (MAIL, InjectLine("02", "De omroep belt", "phone", 2 * MINUTE)),
        AnswerTimes(2, 4 * MINUTE, 6 * MINUTE),
        HOUR_ONE,
    )
    assert report().escalations[1].title == "Het debat in Hesselveld"


def test_the_scenarios_own_variables_stand_as_they_ended_and_meters_apart() -> None:
    assert report().variables == (("paniek", False), ("vragen", 0), ("standpunt", "meedoen"), ("stand", 0))
    assert report().meters[0].points[-1] == (16 * MINUTE, 10)


def test_debrief_questions_bring_their_objective_and_the_injects_to_look_at() -> None:
    assert report().debrief == (
        DebriefReport(
            "Wanneer wist u in Hesselveld genoeg?",
            "Op tijd iets zeggen in Hesselveld.",
            (MAIL, InjectLine("05", "Een motie", "email", 13 * MINUTE)),
        ),
        DebriefReport("Wat neemt u mee?", "", ()),
    )


def test_the_json_is_plain_data_with_every_field_and_positions_in_halves() -> None:
    made = report(scored("inject:mail", "team:raad", "d9", 4, "w1"), scored("inject:mail", "team:raad", "d9", 5, "w2"))
    plain = made.as_json()

    assert json.loads(json.dumps(plain)) == plain
    assert list(plain) == [field.name for field in fields(made)]
    assert plain["profile"][0]["spreads"][2] == {"dimension": "d9", "n": 3, "min": 3, "max": 4.5, "median": 4}
    assert json.dumps(plain["phases"][0]["profiles"][0]["spreads"][0]) == (
        '{"dimension": "d2", "n": 1, "min": 2, "max": 2, "median": 2}'
    )


def test_nothing_that_names_or_quotes_a_person_stands_in_the_report() -> None:
    words = json.dumps(report().as_json(), ensure_ascii=False)

    assert TOKEN in repr(evening())
    assert TOKEN not in words
    # Roles of one seat have an id that is an ordinary word, so only the numbered ones can be looked for.
    assert not [seat for seat in PLAYERS if seat.startswith("raadslid-") and seat in words]
    assert not [word for word in ("seat:", "team:", "trainer", "waarnemer") if word in words]


PLAYERS_TEXTS = st.builds(
    lambda at_ms, ident, seat, plenary: e.MessageSent(
        at_ms,
        f"{TOKEN}-{ident}",
        f"{TOKEN}-channel",
        e.TextRef(f"{TOKEN}-{ident}", TOKEN),
        e.TextRef(f"{TOKEN}-{ident}", TOKEN),
        e.TextRef(f"{TOKEN}-{ident}", TOKEN),
        (seat,),
        plenary,
    ),
    st.integers(0, 20 * MINUTE),
    st.integers(0, 9),
    st.sampled_from(PLAYERS),
    st.booleans(),
)
SCORES = st.builds(
    e.Scored,
    st.integers(0, 20 * MINUTE),
    st.sampled_from([f"{TOKEN}-rater-1", f"{TOKEN}-rater-2"]),
    st.sampled_from(["inject:mail", "inject:krant", "escalation:e2", f"marker:{TOKEN}"]),
    st.sampled_from([*(f"seat:{seat}" for seat in PLAYERS), "team:raad", "group:college", f"group:{TOKEN}"]),
    st.sampled_from(["d1", "d10"]),
    st.none() | st.integers(1, 5),
    st.sampled_from(["typed", "said", "silent"]),
    st.none() | st.integers(1, 3),
)
NOTES = st.builds(
    e.ScoreNoted,
    st.integers(0, 20 * MINUTE),
    st.just(f"{TOKEN}-rater-1"),
    st.sampled_from(["inject:mail", f"marker:{TOKEN}"]),
    st.sampled_from([f"seat:{seat}" for seat in PLAYERS]),
    st.just(e.TextRef(TOKEN, TOKEN)),
)
OPENED = st.builds(
    e.ItemOpened, st.integers(0, 20 * MINUTE), st.just(f"message:{TOKEN}"), st.sampled_from([*PLAYERS, TOKEN])
)


@given(st.lists(PLAYERS_TEXTS | SCORES | NOTES | OPENED, max_size=30), st.integers(1, len(EVENING)))
def test_whatever_is_typed_scored_or_noted_never_shows_at_any_point_of_the_evening(
    more: list[e.Event], end: int
) -> None:
    events = (*EVENING[:end], *more)
    made = after_action(scenario(), events, replay(scenario(), events))

    assert TOKEN not in json.dumps(made.as_json(), ensure_ascii=False)


def test_a_question_is_asked_only_when_the_evening_ended_so() -> None:
    asked = [
        DebriefQuestion("Waarom zweeg u?", guard=condition("vragen == 0")),
        DebriefQuestion("Wat zei u?", guard=condition("vragen > 0")),
    ]
    play = Play.started(world([inject("brief", at=0)], debrief=asked))
    play.until(MINUTE)

    made = after_action(play.scenario, play.events, play.state)
    assert [question.ask for question in made.debrief] == ["Waarom zweeg u?"]


def test_every_line_about_an_inject_has_the_title_of_the_variant_that_was_sent() -> None:
    varied = inject("brief", title="Brief", at=0, ask=ask(deadline=MINUTE), variants=[variant(title="Boze brief")])
    play = Play.started(world([varied], debrief=[DebriefQuestion("Wat nu?", show=("brief",))]))
    play.until(MINUTE)
    made = after_action(play.scenario, play.events, play.state)

    assert [row.title for row in made.course if row.kind in ("inject", "missed")] == ["Boze brief", "Boze brief"]
    assert [line.title for line in made.unanswered] == ["Boze brief"]
    assert [line.title for line in made.debrief[0].injects] == ["Boze brief"]
