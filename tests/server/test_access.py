from __future__ import annotations

from itertools import product

import pytest

from engine.scenario.model import PLENARY, TRAINER
from server.access import (
    MAX_WRONG_CODES,
    WRONG_CODES_WINDOW_MS,
    OneTimeLink,
    WrongCodes,
    cookie_name,
    is_screen,
    new_code,
    same,
    seat_secret,
)

SEATS = ("burgemeester", "raadslid-1", "raadslid-2", TRAINER, PLENARY)


def test_every_seat_of_every_session_on_every_server_has_a_secret_of_its_own() -> None:
    secrets = {seat_secret(*parts) for parts in product((b"a" * 32, b"b" * 32), ("s1", "s2"), SEATS)}
    assert len(secrets) == 2 * 2 * len(SEATS)


def test_a_session_and_a_seat_cannot_be_run_together_into_another_pair() -> None:
    assert seat_secret(b"a", "s1", "x") != seat_secret(b"a", "s", "1x")


def test_a_role_card_can_be_printed_again() -> None:
    assert seat_secret(b"a" * 32, "s1", "griffier") == seat_secret(b"a" * 32, "s1", "griffier")


def test_a_secret_is_32_small_letters_and_digits() -> None:
    secret = seat_secret(b"a" * 32, "s1", "griffier")
    assert len(secret) == 32
    assert set(secret) <= set("abcdefghijklmnopqrstuvwxyz234567")


def test_secrets_of_any_characters_can_be_compared() -> None:
    assert same("é", "é")
    assert not same("é", "e")
    assert not same("", "a")


def test_every_seat_has_a_cookie_of_its_own_that_is_a_plain_word() -> None:
    names = {cookie_name(seat) for seat in (*SEATS, "één plek; met=tekens")}
    assert len(names) == len(SEATS) + 1
    assert all(name.replace("_", "").isalnum() for name in names)


@pytest.mark.parametrize(("seat", "screen"), [(TRAINER, True), (PLENARY, True), ("burgemeester", False)])
def test_trainers_and_the_projector_are_screens(seat: str, screen: bool) -> None:
    assert is_screen(seat) is screen


def test_a_code_is_four_digits() -> None:
    assert all(code.isdigit() and len(code) == 4 for code in (new_code() for _ in range(50)))


def test_the_trainers_link_works_once_and_a_wrong_guess_does_not_use_it() -> None:
    link = OneTimeLink()
    assert [link.use("geraden"), link.use(""), link.use(link.secret), link.use(link.secret)] == [
        False,
        False,
        True,
        False,
    ]
    assert OneTimeLink().secret != link.secret


def test_wrong_codes_are_counted_for_everybody_together_and_forgotten_after_a_minute() -> None:
    wrong = WrongCodes()
    for at_ms in range(MAX_WRONG_CODES):
        assert not wrong.too_many(at_ms)
        wrong.add(at_ms)
    assert wrong.too_many(MAX_WRONG_CODES)
    assert wrong.too_many(WRONG_CODES_WINDOW_MS)
    assert not wrong.too_many(WRONG_CODES_WINDOW_MS + 1)
