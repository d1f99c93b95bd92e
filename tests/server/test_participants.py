"""Lists of participants as offices make them: read, or refused with row and column."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.participants import MOST_BYTES, Chair, Participant, Problem, propose, read_list

PLAIN = "Naam;Functie;Partij;Kant\nJan de Vries;Burgemeester;;\nÉva Öz;Raadslid;Lokaal;coalitie\n"
CHAIRS = (
    Chair("burgemeester", "Burgemeester", "burgemeester", "college", "College"),
    Chair("wethouder-jeugd", "Wethouder jeugd en zorg", "wethouder-jeugd", "college", "College"),
    Chair("coalitie-1", "Raadslid coalitie 1", "coalitie", "coalitie", "Coalitie"),
    Chair("oppositie-1", "Raadslid oppositie 1", "oppositie", "oppositie", "Oppositie"),
)


def names(content: bytes | str) -> list[str]:
    people, problems = read_list(content.encode() if isinstance(content, str) else content)
    assert problems == ()
    return [person.name for person in people]


def problems(content: bytes | str) -> list[tuple[int, int]]:
    people, found = read_list(content.encode() if isinstance(content, str) else content)
    assert people == ()
    assert all(each.sentence.endswith(".") for each in found)
    return [(each.row, each.column) for each in found]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_the_encodings_and_separators_of_offices_are_read(encoding: str, delimiter: str) -> None:
    people, found = read_list(PLAIN.replace(";", delimiter).encode(encoding))

    assert found == ()
    assert people == (
        Participant(2, "Jan de Vries", "Burgemeester"),
        Participant(3, "Éva Öz", "Raadslid", "Lokaal", "coalitie"),
    )


def test_columns_may_stand_in_any_order_and_unknown_ones_are_passed_over() -> None:
    people, _ = read_list(b"Telefoon;Rol;Deelnemer\n06;Griffier;Noor Bos\n")
    assert people == (Participant(2, "Noor Bos", "Griffier"),)


def test_without_a_heading_the_name_comes_first() -> None:
    people, _ = read_list(b"Noor Bos\tGriffier\nJan Smit\n")
    assert people == (Participant(1, "Noor Bos", "Griffier"), Participant(2, "Jan Smit"))


def test_empty_rows_spaces_and_quotes_are_no_trouble() -> None:
    assert names('Naam,Functie\n\n , \n"Bos, Noor"  ,Griffier\n\n') == ["Bos, Noor"]


def test_a_dash_is_nothing_filled_in() -> None:
    people, found = read_list(b"Naam;Partij;Kant\nNoor Bos;-;n.v.t.\n")
    assert (people, found) == ((Participant(2, "Noor Bos"),), ())


@pytest.mark.parametrize("formula", ['=HYPERLINK("http://x")', "+31", "@SUM(A1)", "-2+3", "=cmd|' /C calc'!A0"])
def test_a_formula_is_refused_and_never_worked_out(formula: str) -> None:
    quoted = formula.replace('"', '""')
    assert problems(f'Naam;Functie\nNoor;Griffier\nJan;"{quoted}"\n') == [(3, 2)]


@pytest.mark.parametrize(
    ("content", "places"),
    [
        ("Naam;Functie\n;Griffier\n", [(2, 1)]),
        ("Naam\nNoor Bos\nnoor bos\n", [(3, 1)]),
        ("Naam;Kant\nNoor;midden\n", [(2, 2)]),
        (f"Naam\n{'x' * 81}\n", [(2, 1)]),
        ("Naam\nNo\x07or\n", [(2, 1)]),
        ("Naam;Kant\n;coalitie\n=1;x\n", [(2, 1), (3, 1), (3, 2)]),
        ("", [(0, 0)]),
        (" \n;;\n", [(0, 0)]),
        (b"PK\x03\x04\x00\x00xlsx", [(0, 0)]),
        (b"x" * (MOST_BYTES + 1), [(0, 0)]),
        ("Naam\n" + "\n".join(f"P{n}" for n in range(300)), [(201, 0)]),
    ],
)
def test_what_cannot_be_read_is_told_all_at_once_with_its_place(content: bytes | str, places: list[object]) -> None:
    assert problems(content) == places


@given(st.binary(max_size=400))
def test_whatever_comes_in_is_read_or_refused(content: bytes) -> None:
    people, found = read_list(content)
    assert bool(people) != bool(found) or (people, found) == ((), ())
    assert all(isinstance(problem, Problem) for problem in found)


def test_functions_find_their_role_and_sides_their_group() -> None:
    people, _ = read_list(
        b"Naam;Functie;Kant\nA;raadslid;oppositie\nB;wethouder jeugd;\nC;burgemeester;\nD;fractievoorzitter;coalitie\n"
    )
    assert propose(people, CHAIRS) == {2: "oppositie-1", 3: "wethouder-jeugd", 4: "burgemeester", 5: "coalitie-1"}


def test_forty_people_for_four_chairs_fill_them_and_the_rest_waits() -> None:
    people, _ = read_list(("Naam\n" + "\n".join(f"Persoon {n}" for n in range(40))).encode())
    placed = propose(people, CHAIRS)

    assert len(people) == 40
    assert sorted(placed.values()) == sorted(chair.seat for chair in CHAIRS)


def test_nobody_gets_a_chair_twice_and_an_empty_hall_gives_none() -> None:
    people, _ = read_list(PLAIN.encode())
    assert propose(people, ()) == {}
    assert len(set(propose(people, CHAIRS).values())) == 2
