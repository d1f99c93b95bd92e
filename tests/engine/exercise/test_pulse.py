"""Who was not heard of, which question stalls, and how fast groups answer."""

from __future__ import annotations

from engine.exercise import view as v
from engine.exercise.commands import Fold, OpenItem, SendMessage, SubmitResponse, TakeBack
from engine.scenario.model import TRAINER
from tests.engine.worlds import MINUTE, Play, ask, inject, world


def pulse(play: Play) -> v.Pulse:
    node = play.node(TRAINER, "pulse")
    assert isinstance(node, v.Pulse)
    return node


def silent(play: Play) -> dict[str, tuple[int, int]]:
    return {one.seat: (one.since_ms, one.waiting) for one in pulse(play).silent}


def test_who_did_not_open_what_came_is_waited_for_since_the_first_of_it() -> None:
    play = Play.started(world([inject("mail", at=MINUTE), inject("later", at=2 * MINUTE)]))
    play.until(3 * MINUTE)

    assert silent(play) == {"burgemeester": (MINUTE, 2)}


def test_whoever_opens_or_answers_something_is_heard_of() -> None:
    play = Play.started(world([inject("mail", at=0, ask=ask()), inject("later", at=2 * MINUTE)]))
    play.until(MINUTE)
    play.order(OpenItem("mail"), "burgemeester")
    assert silent(play) == {}
    play.until(2 * MINUTE)
    assert silent(play) == {"burgemeester": (2 * MINUTE, 1)}
    play.order(SubmitResponse("mail", "Ja"), "burgemeester")
    assert silent(play) == {}


def test_what_a_team_mate_answered_is_not_waited_for() -> None:
    team = ask(by=("team:raad",))
    play = Play.started(world([inject("vraag", at=0, to=("raadslid-1", "raadslid-2"), ask=team)]))
    play.order(SubmitResponse("vraag", "Ja"), "raadslid-1")

    assert silent(play) == {}


def test_a_message_that_was_taken_back_is_not_waited_for() -> None:
    play = Play.started(world())
    play.order(SendMessage(("burgemeester",), "chat", "Griffie", "", "Kom"))
    assert list(silent(play)) == ["burgemeester"]
    (name,) = play.state.messages
    play.order(TakeBack(name))
    assert silent(play) == {}


def test_who_plays_two_roles_is_heard_of_for_both() -> None:
    play = Play.started(world([inject("krant", at=0, to=("burgemeester", "voorlichter"))]))
    play.order(Fold("voorlichter", "burgemeester"))
    play.order(OpenItem("krant"), "burgemeester")

    assert silent(play) == {}


def test_a_question_stalls_when_half_of_its_time_is_over() -> None:
    both = ask(by=("seat:burgemeester", "seat:wethouder"), deadline=4 * MINUTE)
    play = Play.started(world([inject("vraag", at=MINUTE, to=("burgemeester", "wethouder"), ask=both)]))
    play.until(2 * MINUTE)
    play.order(SubmitResponse("vraag", "Ja"), "wethouder")

    assert pulse(play).stalled == (v.Stalled("vraag", "01", "Vraag", 1, 2, 3 * MINUTE),)
    play.until(5 * MINUTE)
    assert pulse(play).stalled == ()


def test_response_times_are_told_per_group_and_name_nobody() -> None:
    by = ("seat:burgemeester", "seat:wethouder", "seat:raadslid-1")
    play = Play.started(world([inject("vraag", at=0, to=("burgemeester", "wethouder", "raadslid-1"), ask=ask(by=by))]))
    for seat, at_ms in (("burgemeester", MINUTE), ("wethouder", 3 * MINUTE), ("raadslid-1", 5 * MINUTE)):
        play.until(at_ms)
        play.order(SubmitResponse("vraag", "Ja"), seat)

    assert pulse(play).times == (v.ResponseTime("college", 2, 2 * MINUTE), v.ResponseTime("raad", 1, 5 * MINUTE))


def test_players_see_nothing_of_it() -> None:
    play = Play.started(world([inject("mail", at=0)]))
    assert all(play.node(seat, "pulse") is None for seat in ("burgemeester", "beamer"))
