"""One fact at a time: what it changes in the state, and nothing else."""

from dataclasses import replace
from typing import get_args

import pytest

from engine.exercise import events as e
from engine.exercise.commands import SetScore, SubmitResponse
from engine.exercise.state import (
    _EVOLVE,
    Answer,
    InjectState,
    PhaseRun,
    State,
    Wanted,
    answer_item,
    answer_may_change,
    begin,
    evolve,
    replay,
)
from tests.engine.worlds import CREATED, Play, ask, inject, phase, world

REF = e.TextRef("t1", "0" * 64)
WORLD = world([inject("mail"), inject("vraag", ask=ask())], [phase("een"), phase("twee")])
LOBBY = begin(WORLD, CREATED)


def after(*events: e.Event) -> State:
    return replay(WORLD, [CREATED, *events])


def delivered(at_ms: int = 5, name: str = "vraag", go_wall_ms: int | None = None) -> e.InjectDelivered:
    unit = "seat:burgemeester"
    return e.InjectDelivered(
        at_ms, name, ("burgemeester",), True, False, (unit,), ((unit, at_ms + 10),), "hand", go_wall_ms
    )


def submitted(revision: int = 1, at_ms: int = 7, late: bool = False) -> e.ResponseSubmitted:
    return e.ResponseSubmitted(
        at_ms, "vraag", "seat:burgemeester", "burgemeester", revision, REF, None, late, revision == 1, "acuut"
    )


def test_the_lobby_has_every_inject_planned_and_every_variable_at_its_start() -> None:
    assert LOBBY.status == "lobby"
    assert LOBBY.injects == {"mail": InjectState(), "vraag": InjectState()}
    assert (LOBBY.variables["vertrouwen"], LOBBY.variables["paniek"], LOBBY.variables["standpunt"]) == (
        60,
        False,
        "geen",
    )


def test_every_event_is_understood() -> None:
    assert set(_EVOLVE) == set(get_args(e.Event)) - {e.ExerciseCreated}


def test_an_unknown_event_is_a_bug() -> None:
    with pytest.raises(KeyError):
        evolve(LOBBY, CREATED)


def test_a_record_that_does_not_start_with_its_creation_is_refused() -> None:
    with pytest.raises(ValueError, match=r"starts with exercise\.created, not ClockPaused"):
        replay(WORLD, [e.ClockPaused(0, "gap")])


def test_folding_leaves_the_state_before_as_it_was() -> None:
    before = after(e.PhaseStarted(0, "een", 100, (("mail", 50),)), delivered(), submitted())
    digest = before.digest()
    for event in (
        delivered(9, "mail"),
        submitted(2),
        e.PhaseEnded(9, "een", ("mail",)),
        e.VariableChanged(9, "paniek", True, "mail"),
        e.ItemOpened(9, "vraag", "burgemeester"),
        e.Scored(9, "trainer", "inject:vraag", "seat:burgemeester", "d1", 3, "typed"),
    ):
        evolve(before, event)

    assert before.digest() == digest


def test_time_is_that_of_the_latest_event_and_never_goes_back() -> None:
    assert after(e.ModeChanged(50, False), e.ModeChanged(20, True)).at_ms == 50


def test_the_clock_runs_pauses_and_keeps_its_speed() -> None:
    running = after(e.ClockResumed(0, 3, 2))
    paused = evolve(running, e.ClockPaused(9, "gap"))
    faster = evolve(paused, e.SpeedChanged(9, 20, 1))
    resumed = evolve(faster, e.ClockResumed(9, 20, 1))

    assert [(s.status, s.speed_num, s.speed_den, s.pause_cause) for s in (running, paused, faster, resumed)] == [
        ("running", 3, 2, ""),
        ("paused", 3, 2, "gap"),
        ("paused", 20, 1, "gap"),
        ("running", 20, 1, ""),
    ]


def test_a_phase_that_begins_gives_its_injects_their_time() -> None:
    state = after(e.PhaseStarted(5, "een", 100, (("mail", 50),)))

    assert (state.phase, state.phases) == ("een", {"een": PhaseRun(5, 100)})
    assert state.injects == {"mail": InjectState(due_at_ms=50), "vraag": InjectState()}


def test_a_phase_that_ends_lets_its_injects_lapse() -> None:
    state = after(e.PhaseStarted(0, "een", 100, ()), e.PhaseEndMoved(5, "een", 120), e.PhaseEnded(9, "een", ("mail",)))

    assert state.phases == {"een": PhaseRun(0, 120, 9)}
    assert state.injects == {"mail": InjectState("lapsed"), "vraag": InjectState()}


@pytest.mark.parametrize(
    ("event", "life"),
    [
        (e.InjectScheduled(3, "mail", 9), InjectState(due_at_ms=9)),
        (e.InjectDue(3, "mail"), InjectState("due", 3)),
        (e.InjectSkipped(3, "mail"), InjectState("skipped")),
        (e.InjectGuarded(3, "mail"), InjectState("guarded", 3)),
        (e.InjectCancelled(3, "mail"), InjectState("lapsed", cancelled=True)),
        (e.WhenCameTrue(3, "mail"), InjectState(when_came_true=True)),
    ],
)
def test_a_fact_about_an_inject_changes_its_life(event: e.Event, life: InjectState) -> None:
    assert after(event).injects == {"mail": life, "vraag": InjectState()}


def test_a_delivery_says_who_got_it_and_asks_for_answers() -> None:
    state = after(e.PhaseStarted(0, "een", 100, ()), delivered(go_wall_ms=777))

    assert state.injects["vraag"] == InjectState(
        "delivered", delivered_at_ms=5, story_phase="een", seats=("burgemeester",), plenary=True
    )
    assert state.wanted == {("vraag", "seat:burgemeester"): Wanted(5, 15)}
    assert state.last_go_wall_ms == 777


def test_what_the_clock_delivers_leaves_the_last_go_alone() -> None:
    assert after(delivered(go_wall_ms=777), delivered(9, "mail")).last_go_wall_ms == 777


def test_a_cancelled_delivery_stays_delivered() -> None:
    life = after(delivered(), e.InjectCancelled(8, "vraag")).injects["vraag"]

    assert (life.status, life.cancelled) == ("delivered", True)


def test_the_latest_revision_stands_with_the_time_of_the_first() -> None:
    state = after(e.PhaseStarted(0, "een", 100, ()), delivered(), submitted(), submitted(2, 9, late=True))

    assert state.wanted["vraag", "seat:burgemeester"].answer == Answer(
        "burgemeester", 2, REF, None, 9, 7, True, "acuut", "een"
    )


def test_a_new_revision_has_not_been_read() -> None:
    item = answer_item("vraag", "seat:burgemeester")
    read = after(delivered(), submitted(), e.ItemOpened(8, item, "trainer"))

    assert read.opened[item] == ("trainer",)
    assert evolve(read, submitted(2)).opened[item] == ()


def test_a_missed_answer_and_a_moved_deadline_are_kept_with_what_was_wanted() -> None:
    moved = after(delivered(), e.DeadlineMoved(6, "vraag", "seat:burgemeester", 40))
    missed = evolve(moved, e.ResponseMissed(40, "vraag", "seat:burgemeester"))

    assert moved.wanted["vraag", "seat:burgemeester"] == Wanted(5, 40)
    assert missed.wanted["vraag", "seat:burgemeester"] == Wanted(5, 40, missed=True)


def test_the_latest_score_counts_and_none_takes_it_back() -> None:
    def scored(position: int | None, dimension: str = "d1") -> e.Scored:
        return e.Scored(9, "trainer", "inject:vraag", "team:raad", dimension, position, "said")

    twice = after(scored(3), scored(5), scored(1, "d2"))
    assert {key[3]: score.position for key, score in twice.scores.items()} == {"d1": 5, "d2": 1}
    assert {key[3] for key in evolve(twice, scored(None)).scores} == {"d2"}


def test_notes_messages_and_opened_are_kept() -> None:
    note = e.ScoreNoted(3, "trainer", "inject:vraag", "team:raad", REF)
    message = e.MessageSent(4, "m1", "note", REF, REF, REF, ("burgemeester",), False)
    state = after(note, message, e.ItemOpened(5, "m1", "burgemeester"), e.ItemOpened(6, "m1", "wethouder"))

    assert state.notes == {("trainer", "inject:vraag", "team:raad"): REF}
    assert state.messages == {"m1": message}
    assert state.opened == {"m1": ("burgemeester", "wethouder")}


def test_ending_can_be_undone_and_leaves_the_clock_standing() -> None:
    ended = after(e.ClockResumed(0, 1, 1), e.ExerciseEnded(9, 60_009))
    reopened = evolve(ended, e.ExerciseReopened(9))

    assert (ended.status, ended.undo_until_wall_ms) == ("ended", 60_009)
    assert (reopened.status, reopened.undo_until_wall_ms, reopened.pause_cause) == ("paused", None, "facilitator")


def test_equal_states_have_equal_digests_whatever_the_order_of_their_mappings() -> None:
    state = after(delivered(), submitted())
    turned = replace(state, injects=dict(reversed(list(state.injects.items()))))

    assert state == turned
    assert state.digest() == turned.digest()


def test_any_difference_changes_the_digest() -> None:
    state = after(delivered(), submitted())

    assert evolve(state, e.VariableChanged(7, "paniek", True, "mail")).digest() != state.digest()
    assert evolve(state, e.ModeChanged(7, False)).digest() != state.digest()


def test_the_digest_does_not_depend_on_typed_words_that_were_erased() -> None:
    play = Play.started(world([inject("vraag", at=0, ask=ask())]))
    play.order(SubmitResponse("vraag", "geheim"), "burgemeester")
    digest = play.state.digest()
    play.exercise.words.clear()

    assert replay(play.scenario, play.events).digest() == digest


def test_an_answer_of_any_kind_is_kept_as_it_was_given() -> None:
    ref = e.TextRef("t1", "0" * 64)
    filled: e.Filled = (("beeld", ref), ("fase", ("f1",)))
    ticks = replace(submitted(), text=None, options=("raad", "buren"))
    number = replace(submitted(), text=None, value=4)
    sheet = replace(submitted(), text=None, fields=filled)

    given = [after(delivered(), event).wanted["vraag", "seat:burgemeester"].answer for event in (ticks, number, sheet)]
    assert [(each.options, each.value, each.fields) for each in given if each] == [
        (("raad", "buren"), None, ()),
        ((), 4, ()),
        ((), None, filled),
    ]


def test_an_answer_may_change_until_it_is_scored_or_its_phase_or_the_exercise_is_over() -> None:
    unit = "seat:burgemeester"
    given = after(e.PhaseStarted(0, "een", 100, ()), delivered(), submitted())
    other = e.Scored(9, "trainer", "inject:vraag", "group:college", "d1", 3, "typed")
    score = e.Scored(9, "trainer", "inject:vraag", unit, "d1", 3, "typed")

    assert answer_may_change(given, "vraag", unit)
    assert answer_may_change(evolve(given, other), "vraag", unit)
    assert not answer_may_change(evolve(given, score), "vraag", unit)
    assert not answer_may_change(evolve(given, e.PhaseStarted(9, "twee", 100, ())), "vraag", unit)
    assert not answer_may_change(evolve(given, e.ExerciseEnded(9, 0)), "vraag", unit)
    assert not answer_may_change(after(delivered()), "vraag", unit)


def test_a_score_of_another_rater_locks_the_answer_too() -> None:
    play = Play.started(world([inject("vraag", at=0, ask=ask())]))
    play.order(SubmitResponse("vraag", "ja"), "burgemeester")
    play.order(SetScore("inject:vraag", "seat:burgemeester", "d2", 1))

    assert not answer_may_change(play.state, "vraag", "seat:burgemeester")
