"""Counting who reaches the laptop: per device, in bounded memory, without keeping who it was."""

from __future__ import annotations

import pytest

from server.phone_test import MOST_DEVICES, Outcome, PhoneTest, is_this_machine


def test_before_anybody_came_there_is_nothing_to_tell() -> None:
    assert PhoneTest().outcome() == Outcome(0, 0, None)
    assert PhoneTest().outcome().state == "wait"


def test_a_page_alone_is_half_and_the_live_line_makes_it_whole() -> None:
    test = PhoneTest()
    test.page_opened("192.168.1.8")
    assert (test.outcome(), test.outcome().state) == (Outcome(1, 0, None), "half")
    test.line_worked("192.168.1.8", 12)
    assert (test.outcome(), test.outcome().state) == (Outcome(1, 1, 12), "ok")


def test_a_phone_that_comes_again_counts_once_and_the_middle_speed_is_told() -> None:
    test = PhoneTest()
    for address, ms in (("10.0.0.1", 5), ("10.0.0.2", 900), ("10.0.0.3", 14), ("10.0.0.3", 15)):
        test.page_opened(address)
        test.line_worked(address, ms)
    assert test.outcome() == Outcome(3, 3, 15)


def test_however_many_come_the_memory_is_bounded_and_who_is_known_still_counts() -> None:
    test = PhoneTest()
    for number in range(MOST_DEVICES * 3):
        test.page_opened(f"10.0.{number // 250}.{number % 250}")
    assert test.outcome().phones == MOST_DEVICES
    test.line_worked("10.0.0.0", 3)
    test.line_worked("10.9.9.9", 3)
    assert test.outcome() == Outcome(MOST_DEVICES, 1, 3)


def test_no_address_is_kept() -> None:
    test = PhoneTest()
    test.page_opened("192.168.77.88")
    assert all(b"192.168.77.88" not in key for key in test._devices)
    assert "192.168.77.88" not in repr(test)


def test_a_new_test_forgets_the_former_one() -> None:
    test = PhoneTest()
    test.page_opened("10.0.0.1")
    test.again()
    assert test.outcome().state == "wait"


@pytest.mark.parametrize(
    ("address", "own", "itself"),
    [
        ("127.0.0.1", ["192.168.1.5", "127.0.0.1"], True),
        ("192.168.1.5", ["192.168.1.5", "127.0.0.1"], True),
        ("192.168.1.9", ["192.168.1.5", "127.0.0.1"], False),
        ("127.0.0.1", ["127.0.0.1"], False),
    ],
)
def test_the_laptop_itself_proves_nothing_unless_nobody_else_can_come(
    address: str, own: list[str], itself: bool
) -> None:
    assert is_this_machine(address, own) is itself
