"""What must be right before the start, each with what to do when it is not."""

from __future__ import annotations

import shutil
from types import SimpleNamespace

import pytest

from server import hall as hall_module
from server import readiness
from server.feeds import Connection
from server.readiness import computer_checks, lobby_checks
from shared_ui.words import dutch
from tests.server import live


async def test_the_address_is_right_once_this_laptop_is_in_a_network(monkeypatch: pytest.MonkeyPatch) -> None:
    addresses = ["127.0.0.1"]
    monkeypatch.setattr(hall_module, "lan_addresses", lambda: addresses)
    async with live.hosted(live.Hands(), host="0.0.0.0") as (app, hosted):
        hall = live.hall_of(app)
        check = next(c for c in computer_checks(hall, hosted, dutch) if c.id == "address")
        assert (check.state, bool(check.todo)) == ("warn", True)
        addresses.insert(0, "192.168.1.20")
        check = next(c for c in computer_checks(hall, hosted, dutch) if c.id == "address")
        assert (check.state, check.meta) == ("ok", "192.168.1.20:8000")


@pytest.mark.parametrize(
    ("free", "state", "meta"), [(38e9, "ok", "38 GB vrij"), (2.04e9, "ok", "2,0 GB vrij"), (1e8, "warn", "0,1 GB vrij")]
)
async def test_a_disk_that_is_nearly_full_is_told(
    free: float, state: str, meta: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=free))
    async with live.hosted(live.Hands()) as (app, hosted):
        check = next(c for c in computer_checks(live.hall_of(app), hosted, dutch) if c.id == "record")
        assert (check.state, check.meta, bool(check.todo)) == (state, meta, state == "warn")


@pytest.mark.parametrize(("plugged", "states"), [(None, []), (True, ["ok"]), (False, ["warn"])])
async def test_mains_power_is_told_where_it_can_be_known(
    plugged: bool | None, states: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(readiness, "on_mains", lambda: plugged)
    async with live.hosted(live.Hands()) as (app, hosted):
        checks = computer_checks(live.hall_of(app), hosted, dutch)
        assert [c.state for c in checks if c.id == "power"] == states


SHOWN = ("phone", "beamer", "picture", "sound")


async def test_who_is_in_is_counted_and_green_when_nobody_lacks() -> None:
    async with live.hosted(live.Hands()) as (app, hosted):

        def people() -> tuple[str, str]:
            check = next(c for c in lobby_checks(live.hall_of(app), hosted, dutch) if c.id == "people")
            return check.state, check.meta

        seats = list(hosted.scenario.seats)
        assert people() == ("wait", f"0 van {len(seats)}")
        for seat in (*seats, "beamer"):
            hosted.join(Connection(hosted.feeds, seat, live.Line(), True, 0))
        assert people() == ("ok", f"{len(seats)} van {len(seats)}")


async def test_the_lobby_has_every_step_once_and_says_which_are_by_hand() -> None:
    async with live.hosted(live.Hands()) as (app, hosted):
        checks = lobby_checks(live.hall_of(app), hosted, dutch)
        idents = [check.id for check in checks if check.id not in ("power", "media")]
        assert idents == ["scenario", "words", "people", *SHOWN, "cards", "record", "care"]
        by_hand = [check.id for check in checks if check.by_hand]
        assert by_hand == ["words", "picture", "sound", "cards", "care"]
