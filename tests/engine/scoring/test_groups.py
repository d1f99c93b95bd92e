from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from engine.scenario.model import Role, Team
from engine.scoring.groups import LEAST_SEATS, groups
from tests.engine.worlds import PLAYERS, world

BOTH_OF_RAAD = ("seat:raadslid-1", "seat:raadslid-2")
BOTH_OF_COLLEGE = ("seat:burgemeester", "seat:wethouder")


def test_role_groups_come_first_then_teams_and_a_single_seat_has_no_word() -> None:
    named = groups(world())

    assert named.words == ("college", "raad", "Het college", "De raad")
    assert named.word("seat:burgemeester") == "college"
    assert named.word("group:raad") == "raad"
    assert named.word("team:raad") == "De raad"
    assert named.word("seat:voorlichter") is None
    assert named.word("group:Voorlichter") is None


def test_a_role_without_a_group_lends_its_title() -> None:
    named = groups(world(roles=(Role("raadslid", "Raadslid", seats=3),), teams=()))

    assert named.words == ("Raadslid",)
    assert named.word("seat:raadslid-3") == "Raadslid"


def test_a_team_of_one_is_not_named() -> None:
    named = groups(world(roles=(Role("griffier", "Griffier"),), teams=(Team("staf", "De staf", ("griffier",)),)))

    assert named.words == ()


def test_two_seats_of_a_group_may_be_shown_and_one_may_not() -> None:
    named = groups(world())

    assert named.shown(BOTH_OF_RAAD) == ("raad",)
    assert named.shown(("seat:raadslid-1",)) == ()


def test_a_team_or_a_group_scored_as_one_stands_for_all_its_seats() -> None:
    assert groups(world()).shown(("team:raad", "group:college")) == ("college", "De raad")


def test_a_group_is_hidden_when_the_whole_without_it_would_be_one_seat() -> None:
    named = groups(world())

    assert named.shown((*BOTH_OF_RAAD, "seat:burgemeester")) == ()
    assert named.shown((*BOTH_OF_RAAD, *BOTH_OF_COLLEGE)) == ("college", "raad")
    assert named.shown((*BOTH_OF_RAAD, *BOTH_OF_COLLEGE, "seat:voorlichter")) == ("college",)
    assert named.shown((*BOTH_OF_RAAD, "seat:burgemeester", "seat:voorlichter")) == ("raad",)


def test_a_unit_nobody_knows_counts_as_one_seat() -> None:
    assert groups(world()).shown((*BOTH_OF_RAAD, "seat:gast")) == ()


@given(st.sets(st.sampled_from([*(f"seat:{seat}" for seat in PLAYERS), "team:college", "team:raad", "group:raad"])))
def test_neither_a_shown_group_nor_what_is_left_of_the_whole_is_ever_one_seat(units: set[str]) -> None:
    named = groups(world())
    shown = named.shown(sorted(units))

    for word in shown:
        assert len(named.seats([unit for unit in units if named.word(unit) == word])) >= LEAST_SEATS
    rest = named.seats([unit for unit in units if named.word(unit) not in shown])
    assert not shown or len(rest) != 1


def test_the_words_are_those_of_the_file_in_any_language() -> None:
    assert groups(replace(world(), language="en")).words == groups(world()).words
