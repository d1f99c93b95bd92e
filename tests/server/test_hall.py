from __future__ import annotations

import pytest

from server import hall as hall_module
from server.hall import Hall
from server.settings import Settings
from tests.server import live


def lan(monkeypatch: pytest.MonkeyPatch, *addresses: str) -> None:
    monkeypatch.setattr(hall_module, "lan_addresses", lambda: list(addresses))


def test_people_are_sent_to_the_most_likely_address_or_the_one_the_trainer_picked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    lan(monkeypatch, "192.168.1.5", "10.0.0.7", "127.0.0.1")
    hall = Hall(Settings(port=8001))
    assert hall.base_url() == "http://192.168.1.5:8001"
    hall.chosen_address = "10.0.0.7"
    assert hall.base_url() == "http://10.0.0.7:8001"
    assert hall.base_url("127.0.0.1") == "http://127.0.0.1:8001"
    lan(monkeypatch, "192.168.1.5", "127.0.0.1")
    assert hall.base_url() == "http://192.168.1.5:8001"


def test_a_host_that_was_set_is_the_only_address() -> None:
    assert Hall(Settings(host="192.168.1.9")).addresses() == ["192.168.1.9"]


def test_an_ipv6_address_stands_in_brackets() -> None:
    assert Hall(Settings(host="fd00::7", port=8001)).base_url() == "http://[fd00::7]:8001"


async def test_links_open_what_they_are_for() -> None:
    async with live.hosted(live.Hands()) as (app, hosted):
        hall = live.hall_of(app)
        assert hall.by_code("4827") is hosted
        assert hall.by_code("0000") is None
        assert hall.join_link(hosted) == "http://127.0.0.1:8000/join/4827"
        assert hall.seat_link(hosted, "griffier") == f"http://127.0.0.1:8000/k/{hosted.secret('griffier')}"
        assert hall.by_seat_secret(hosted.secret("griffier")) == (hosted, "griffier")
        assert hall.by_seat_secret(hosted.secret("beamer")) == (hosted, "beamer")
        assert hall.by_seat_secret(hosted.secret("trainer")) is None
        assert hall.by_seat_secret("") is None


async def test_the_trainers_link_is_for_this_very_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    lan(monkeypatch, "192.168.1.5", "127.0.0.1")
    async with live.hosted(live.Hands(), host="0.0.0.0") as (app, hosted):
        link = live.hall_of(app).trainer_link(hosted)
        assert link == f"http://127.0.0.1:8000/trainer/{hosted.trainer_link.secret}"
