"""One person for more roles: what comes to whose screen, who may answer, and whom to fold into."""

from __future__ import annotations

import pytest

from engine.exercise import events as e
from engine.exercise import view as v
from engine.exercise.commands import Fold, OpenItem, SendMessage, SubmitResponse, Unfold
from engine.exercise.folds import as_seat, load, proposal
from engine.scenario.model import TRAINER
from tests.engine.worlds import MINUTE, Play, ask, inject, kinds, world

HERE, GONE = "burgemeester", "voorlichter"
AS = as_seat("mail", GONE)


def started(*injects: object) -> Play:
    """A play in which one seat plays another too."""
    play = Play.started(world(injects or [inject("mail", at=MINUTE, to=(GONE,), ask=ask(by=(f"seat:{GONE}",)))]))  # type: ignore[arg-type]
    play.order(Fold(GONE, HERE))
    return play


def item(play: Play, seat: str, name: str) -> v.Item | None:
    node = play.node(seat, f"item:{name}")
    assert node is None or isinstance(node, v.Item)
    return node


def test_what_goes_to_the_role_is_on_the_other_screen_with_whose_it_is() -> None:
    play = started()
    play.until(MINUTE)
    got = item(play, HERE, AS)
    assert got is not None

    assert (got.item, got.for_role) == (AS, "Voorlichter")
    assert item(play, GONE, "mail") is None
    assert [node.key for node in play.view(GONE).nodes] == ["header"]


def test_what_was_sent_before_comes_along_and_no_message_is_lost() -> None:
    play = Play.started(world([inject("mail", at=0, to=(GONE,))]))
    play.order(Fold(GONE, HERE))

    assert item(play, HERE, AS) is not None


def test_the_other_answers_for_the_role_and_the_record_says_for_which() -> None:
    play = started()
    play.until(MINUTE)
    play.order(OpenItem(AS), HERE)
    play.order(SubmitResponse(AS, "Komt goed"), HERE)

    answer = play.state.wanted["mail", f"seat:{GONE}"].answer
    assert answer is not None
    assert answer.seat == GONE
    assert play.state.opened["mail"] == (GONE,)
    assert (play.steps[-1].seat, play.refused(SubmitResponse("mail", "Nee"), HERE)) == (HERE, "response.not_asked")


def test_news_to_all_is_read_once_and_counts_for_every_role() -> None:
    everybody = ("burgemeester", "wethouder", GONE)
    play = started(inject("krant", at=MINUTE, to=everybody))
    play.until(MINUTE)

    assert item(play, HERE, "krant") is not None
    assert item(play, HERE, as_seat("krant", GONE)) is None
    play.order(OpenItem("krant"), HERE)
    assert play.state.opened["krant"] == (HERE, GONE)


def test_what_is_asked_of_both_roles_comes_twice() -> None:
    both = (f"seat:{HERE}", f"seat:{GONE}")
    play = started(inject("vraag", at=MINUTE, to=(HERE, GONE), ask=ask(by=both)))
    play.until(MINUTE)
    for name in ("vraag", as_seat("vraag", GONE)):
        play.order(SubmitResponse(name, "Ja"), HERE)

    assert all(play.state.wanted["vraag", unit].answer for unit in both)


def test_a_message_made_up_on_the_spot_follows_the_role() -> None:
    play = started()
    play.order(SendMessage((GONE,), "chat", "Griffie", "", "Kom"))
    (name,) = play.state.messages

    assert item(play, HERE, as_seat(name, GONE)) is not None


def test_the_folded_seat_reads_who_plays_it_and_may_order_nothing() -> None:
    play = started()
    play.until(MINUTE)
    header, other = play.node(GONE, "header"), play.node(HERE, "header")
    assert isinstance(header, v.Header)
    assert isinstance(other, v.Header)

    assert (header.played_by, other.plays) == ("Burgemeester", ("Voorlichter",))
    assert play.refused(SubmitResponse("mail", "Nee"), GONE) == "seat.folded"
    assert play.refused(OpenItem("mail"), GONE) == "seat.folded"


def test_the_card_of_the_role_comes_along() -> None:
    card = started().node(HERE, f"card:{GONE}")
    assert isinstance(card, v.Card)
    assert (card.role_title, card.played_too) == ("Voorlichter", True)


def test_who_comes_after_all_has_everything_back_and_the_other_no_longer() -> None:
    play = started()
    play.until(MINUTE)
    assert kinds(play.order(Unfold(GONE))) == ["SeatUnfolded"]

    assert item(play, HERE, AS) is None
    assert play.node(HERE, f"card:{GONE}") is None
    assert item(play, GONE, "mail") is not None
    assert play.refused(SubmitResponse(AS, "Nee"), HERE) == "response.not_asked"


@pytest.mark.parametrize("seat", ["wethouder", "raadslid-1"])
def test_nobody_else_may_answer_for_the_role(seat: str) -> None:
    play = started()
    play.until(MINUTE)

    assert play.refused(SubmitResponse(AS, "Nee"), seat) == "response.not_asked"
    assert play.refused(OpenItem(AS), seat) == "item.unknown"
    assert play.node(seat, f"item:{AS}") is None


def test_folding_into_another_seat_later_moves_everything() -> None:
    play = started()
    play.until(MINUTE)
    happened = play.order(Fold(GONE, "wethouder"))

    assert happened == [e.SeatUnfolded(MINUTE, GONE, HERE), e.SeatFolded(MINUTE, GONE, "wethouder")]
    assert item(play, HERE, AS) is None
    assert item(play, "wethouder", AS) is not None


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (Fold(GONE, GONE), "fold.seat"),
        (Fold(GONE, "niemand"), "fold.seat"),
        (Fold("niemand", HERE), "fold.seat"),
        (Fold("wethouder", GONE), "fold.into_folded"),
        (Fold(HERE, "wethouder"), "fold.holds"),
    ],
)
def test_who_is_played_plays_nobody_and_who_plays_is_not_folded(command: Fold, code: str) -> None:
    assert started().refused(command) == code


def test_folding_the_same_again_and_unfolding_who_is_not_folded_change_nothing() -> None:
    play = started()
    assert play.order(Fold(GONE, HERE)) == []
    assert play.order(Unfold("wethouder")) == []


def test_roles_can_be_folded_in_the_lobby() -> None:
    play = Play(world([]))
    assert kinds(play.order(Fold(GONE, HERE))) == ["SeatFolded"]


def test_one_laptop_for_a_team_is_all_its_chairs_in_one() -> None:
    by = ("team:raad",)
    play = Play.started(world([inject("vraag", at=0, to=("raadslid-1", "raadslid-2"), ask=ask(by=by))]))
    play.order(Fold("raadslid-2", "raadslid-1"))
    play.order(SubmitResponse("vraag", "Samen"), "raadslid-1")

    assert play.state.wanted["vraag", "team:raad"].answer is not None
    assert item(play, "raadslid-1", as_seat("vraag", "raadslid-2")) is None


def test_the_proposal_is_a_team_mate_with_the_least_to_do() -> None:
    busy = [inject(f"mail-{n}", at=n * MINUTE, to=("raadslid-1",)) for n in range(3)]
    scenario = world(busy)
    assert proposal(scenario, {}, "burgemeester") == "wethouder"
    assert proposal(scenario, {}, "raadslid-2") == "raadslid-1"
    assert proposal(scenario, {}, GONE) != "raadslid-1"
    assert proposal(scenario, {"wethouder": "burgemeester"}, "raadslid-1") == "raadslid-2"
    assert load(scenario, {"raadslid-1": GONE}, GONE) == 3


def test_the_desk_sees_who_plays_what() -> None:
    node = started().node(TRAINER, "seating")
    assert isinstance(node, v.Seating)
    place = next(place for place in node.places if place.seat == GONE)
    assert (place.into, place.into_title) == (HERE, "Burgemeester")
