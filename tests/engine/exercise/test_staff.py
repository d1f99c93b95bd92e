"""Who sits at the desk, and what each of them may order."""

from __future__ import annotations

import pytest

from engine.exercise import view as v
from engine.exercise.commands import (
    Command,
    EndExercise,
    FireInject,
    NoteScore,
    Observe,
    OpenItem,
    PauseClock,
    SendMessage,
    SetScore,
    SetVeto,
    SkipInject,
    SubmitResponse,
)
from engine.exercise.staff import COTRAINERS, OBSERVERS, STAFF, TRAINERS
from engine.scenario.model import PLENARY, TRAINER
from engine.scoring.scorecard import scorecard
from tests.engine.worlds import MINUTE, Play, ask, inject, world

RATING: tuple[Command, ...] = (
    SetScore("inject:mail", "seat:burgemeester", "d2", 3),
    NoteScore("inject:mail", "seat:burgemeester", "stil"),
    SetVeto("inject:mail", "seat:burgemeester", "danger"),
    Observe("De zaal werd stil."),
)
STEERING: tuple[Command, ...] = (
    PauseClock(),
    SkipInject("later"),
    SendMessage(("all",), "chat", "Griffie", "", "Kom"),
    EndExercise(),
)


def started() -> Play:
    return Play.started(world([inject("mail", at=0, ask=ask(deadline=MINUTE)), inject("later", at=5 * MINUTE)]))


@pytest.mark.parametrize("seat", STAFF)
@pytest.mark.parametrize("command", RATING)
def test_all_of_the_desk_may_rate_and_note(seat: str, command: Command) -> None:
    assert isinstance(started().order(command, seat), list)


@pytest.mark.parametrize("command", STEERING)
def test_a_second_trainer_may_what_the_first_may(command: Command) -> None:
    assert isinstance(started().order(command, TRAINERS[1]), list)


@pytest.mark.parametrize("seat", COTRAINERS)
def test_a_co_trainer_releases_messages(seat: str) -> None:
    assert isinstance(started().order(FireInject("later"), seat), list)


@pytest.mark.parametrize("command", STEERING)
def test_a_co_trainer_does_not_steer_and_nothing_changes(command: Command) -> None:
    play = started()
    before = play.state.digest()
    assert play.refused(command, "co.1") == "cotrainer.may_not"
    assert play.state.digest() == before


@pytest.mark.parametrize("command", [*STEERING, FireInject("later"), OpenItem("answer:mail:seat:burgemeester")])
def test_an_observer_only_looks_and_rates(command: Command) -> None:
    play = started()
    before = play.state.digest()
    assert play.refused(command, "observer.3") == "observer.may_not"
    assert play.state.digest() == before


@pytest.mark.parametrize("seat", STAFF)
def test_everybody_at_the_desk_sees_the_same(seat: str) -> None:
    play = started()
    play.order(Observe("Let op de toon.", "inject:mail", "seat:burgemeester", "d2"), "observer.1")
    assert play.view(seat).nodes == play.view(TRAINER).nodes


@pytest.mark.parametrize("seat", ["burgemeester", "wethouder", PLENARY, "observer.7", "trainer.3"])
def test_a_note_is_for_the_desk_alone(seat: str) -> None:
    play = started()
    play.order(Observe("Geheim woord zalm", "inject:mail", "seat:burgemeester", "d2"), "observer.1")
    assert "zalm" not in repr(play.view(seat))


def test_a_note_carries_who_when_and_what_it_is_about() -> None:
    play = started()
    play.until(MINUTE // 2)
    play.order(Observe("Zocht eerst steun.", "inject:mail", "seat:burgemeester", "d4"), "observer.2")
    node = next(node for node in play.view(TRAINER).nodes if isinstance(node, v.Observation))
    assert (node.observer, node.text, node.noted_at_ms) == ("observer.2", "Zocht eerst steun.", MINUTE // 2)
    assert (node.about, node.who, node.dimension) == ("01 Mail", "Burgemeester", "d4")


def test_a_note_may_be_about_nothing_in_particular_or_about_a_group() -> None:
    play = started()
    play.order(Observe("Het liep storm."), TRAINER)
    play.order(Observe("De raad zweeg.", unit="group:raad"), TRAINER)
    about = [(n.about, n.who) for n in play.view(TRAINER).nodes if isinstance(n, v.Observation)]
    assert about == [("", ""), ("", "raad")]


@pytest.mark.parametrize(
    ("note", "code"),
    [
        (Observe("  "), "answer.empty"),
        (Observe("x" * 2_001), "answer.too_long"),
        (Observe("x", "inject:niets"), "score.moment"),
        (Observe("x", "marker:niets"), "score.moment"),
        (Observe("x", "", "seat:niemand"), "score.unit"),
        (Observe("x", "", "", "d11"), "score.dimension"),
    ],
)
def test_a_note_about_what_is_not_there_is_refused(note: Observe, code: str) -> None:
    assert started().refused(note, "observer.1") == code


def test_a_note_made_at_a_free_moment_can_be_scored() -> None:
    play = started()
    play.order(Observe("Liep even weg."), "observer.1")
    (name,) = play.state.observations
    play.order(SetScore(f"marker:{name}", "group:college", "d7", 2), "observer.1")
    node = next(node for node in play.view(TRAINER).nodes if isinstance(node, v.Observation))
    assert node.marks == (("group:college", v.Mark("observer.1", "d7", 2, "typed")),)


def test_each_rater_keeps_own_marks_and_notes() -> None:
    play = started()
    for rater, position in ((TRAINER, 2), ("co.1", 4)):
        play.order(SetScore("inject:mail", "seat:burgemeester", "d2", position), rater)
        play.order(NoteScore("inject:mail", "seat:burgemeester", f"van {rater}"), rater)
    row = next(node for node in play.view(TRAINER).nodes if isinstance(node, v.AnswerRow))
    assert {(mark.rater, mark.position) for mark in row.marks} == {(TRAINER, 2), ("co.1", 4)}
    assert dict(row.notes) == {TRAINER: "van trainer", "co.1": "van co.1"}


def test_a_player_sees_that_a_trainer_or_co_trainer_read_the_answer_but_not_who_else_looked() -> None:
    for seat, read in (("trainer.2", True), ("co.2", True)):
        play = started()
        play.order(SubmitResponse("mail", "Ja"), "burgemeester")
        play.order(OpenItem("answer:mail:seat:burgemeester"), seat)
        item = next(node for node in play.view("burgemeester").nodes if isinstance(node, v.Item))
        assert item.ask is not None
        assert item.ask.answer is not None
        assert item.ask.answer.read is read


def test_no_role_of_a_scenario_can_have_the_seat_of_somebody_at_the_desk() -> None:
    assert all("." in seat for seat in STAFF if seat != TRAINER)
    assert len({*TRAINERS, *COTRAINERS, *OBSERVERS}) == len(STAFF) == 10


# -- what no average makes up for ------------------------------------------------------------------------------


def position(play: Play, dimension: str, rater: str = TRAINER) -> int | None:
    scored = play.state.scores.get((rater, "inject:mail", "seat:burgemeester", dimension))
    return scored.position if scored else None


@pytest.mark.parametrize(
    ("veto", "dimension", "before", "after"),
    [
        ("privacy", "d9", 3, 5),
        ("power", "d7", 2, 4),
        ("power", "d7", 5, 5),
        ("power", "d7", None, 4),
        ("danger", "d10", 4, 1),
    ],
)
def test_a_veto_puts_the_own_score_of_its_dimension(veto: str, dimension: str, before: int | None, after: int) -> None:
    play = started()
    play.order(SetScore("inject:mail", "seat:burgemeester", dimension, before))
    play.order(SetScore("inject:mail", "seat:burgemeester", dimension, 2), "co.1")
    play.order(SetVeto("inject:mail", "seat:burgemeester", veto))

    assert (position(play, dimension), position(play, dimension, "co.1")) == (after, 2)


def test_a_veto_can_be_taken_back_and_leaves_the_score_to_the_rater() -> None:
    play = started()
    play.order(SetVeto("inject:mail", "seat:burgemeester", "danger"))
    play.order(SetVeto("inject:mail", "seat:burgemeester", "danger", False))

    assert (play.state.vetoes, position(play, "d10")) == ((), 1)
    assert play.order(SetVeto("inject:mail", "seat:burgemeester", "danger", False)) == []


def test_a_veto_that_is_not_one_is_refused() -> None:
    assert started().refused(SetVeto("inject:mail", "seat:burgemeester", "boosheid")) == "score.veto"


def test_with_given_away_data_a_whole_is_never_called_proportional() -> None:
    play = started()
    play.order(SetVeto("inject:mail", "seat:burgemeester", "privacy"), "co.1")
    for rater, mark in (("co.1", 3), (TRAINER, 3), ("trainer.2", 3)):
        play.order(SetScore("inject:mail", "seat:burgemeester", "d9", mark), rater)

    assert scorecard(play.scenario, play.state).whole[0].label == "gemengd"
    play.order(SetVeto("inject:mail", "seat:burgemeester", "privacy", False), "co.1")
    assert scorecard(play.scenario, play.state).whole[0].label == "proportioneel"


def test_the_row_tells_in_whose_mouth_examples_fit() -> None:
    row = next(node for node in started().view(TRAINER).nodes if isinstance(node, v.AnswerRow))
    assert (row.role, row.voice) == ("burgemeester", "")
