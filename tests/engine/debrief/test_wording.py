from dataclasses import replace

from engine.debrief.wording import Wording
from tests.engine.debrief.world import scenario


def test_local_words_are_those_filled_in_and_else_those_of_the_scenario() -> None:
    assert Wording(scenario(), {}).text("Mail uit {{ gemeente }}") == "Mail uit Hesselveld"
    assert Wording(scenario(), {"gemeente": "Dalwijk"}).text("Mail uit {{ gemeente }}") == "Mail uit Dalwijk"
    assert Wording(scenario(), {"gemeente": "Dalwijk"}).local("gemeente") == "Dalwijk"
    assert Wording(scenario(), {}).local("straat") == ""


def test_a_unit_is_called_by_its_group_and_a_lone_role_by_a_word_for_several() -> None:
    wording = Wording(scenario(), {})

    assert [wording.group(unit) for unit in ("seat:burgemeester", "team:raad", "seat:voorlichter")] == [
        "college",
        "De raad",
        "overige rollen",
    ]
    assert Wording(replace(scenario(), language="en"), {}).group("seat:voorlichter") == "other roles"


def test_seats_are_called_by_their_roles_once_each_in_the_order_of_the_scenario() -> None:
    wording = Wording(scenario(), {"gemeente": "Dalwijk"})

    assert wording.roles(("raadslid-2", "raadslid-1", "burgemeester", "trainer")) == (
        "Burgemeester van Dalwijk",
        "Raadslid",
    )
