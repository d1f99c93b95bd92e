"""A full hall: seventeen phones, one of them on a slow line, an exercise in fast motion, and a vote on the wall."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from playwright.async_api import expect

from tests.browser.conftest import Curtain
from tests.browser.stage import SMALL_PHONE, Player, Stage

pytestmark = pytest.mark.slow
SEATS = 17
SLOW_3G = {"offline": False, "latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 50_000}
SPEED, MINUTES = 20, 10


def full_hall(folder: Path) -> Path:
    """Ten minutes with a message to all every half minute, and then a vote of everybody."""
    made = folder / "vol"
    made.mkdir()
    lines = [
        "format: 1",
        "scenario: {id: vol, title: Een volle zaal, starts: dag 1 19:30}",
        f"roles:\n  raadslid: {{title: Raadslid, seats: {SEATS}}}",
        "phases:\n  - {id: avond, title: De avond, session: 30 min, clock: {from: dag 1 19:30, to: dag 1 21:00}}",
        "forms:\n  stem: {kind: choice, question: Stemt u voor?, options: {voor: Voor, tegen: Tegen}}",
        "injects:",
    ]
    lines += [
        f"  - {{id: n{number}, phase: avond, at: +{30 * number} s, channel: chat, from: Griffie, to: [all], "
        f"title: Bericht {number}, body: Bericht {number} voor iedereen.}}"
        for number in range(1, 2 * MINUTES)
    ]
    lines.append(
        f"  - {{id: stemming, phase: avond, at: +{MINUTES} min, channel: motion, from: Voorzitter, to: [all], "
        "title: Motie, body: De raad zegt dat het genoeg is., response: {form: stem, by: all}}"
    )
    (made / "scenario.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return made


async def slow_player(stage: Stage, seat: str) -> Player:
    """Somebody whose phone is on a slow line from the first byte on."""
    player = await stage.player(seat, SMALL_PHONE, arrives=False)
    line = await player.context.new_cdp_session(player.page)
    await line.send("Network.enable")
    await line.send("Network.emulateNetworkConditions", SLOW_3G)
    await player.page.goto(stage.program.link(seat))
    await player.ready()
    await player.connected()
    return player


async def test_seventeen_join_play_ten_minutes_at_20_times_and_vote(curtain_up: Curtain, tmp_path: Path) -> None:
    stage = await curtain_up(full_hall(tmp_path))
    trainer, beamer = await stage.trainer(), await stage.beamer()
    slow = await slow_player(stage, f"raadslid-{SEATS}")
    players = [await stage.player(f"raadslid-{n}", SMALL_PHONE) for n in range(1, SEATS)] + [slow]
    await trainer.see(f"Start met {SEATS} deelnemers")
    await trainer.starts()
    await trainer.orders("speed", speed_num=SPEED, speed_den=1)

    await asyncio.sleep(MINUTES * 60 / SPEED)
    await asyncio.gather(*(player.gets("stemming") for player in players))
    for player in players:
        assert await player.page.locator("[data-region=stream] > [data-item^=n]").count() == 2 * MINUTES - 1
    await trainer.orders("beamer", shows="result", inject="stemming")
    for number, player in enumerate(players):
        await player.chooses("stemming", "Voor" if number % 3 else "Tegen")
    await expect(beamer.page.locator(".stage")).to_contain_text(f"{SEATS} van {SEATS} antwoorden")
    for words, count in (("Voor", 11), ("Tegen", 6)):
        row = beamer.page.locator(".stage__result > li").filter(has_text=words)
        await expect(row.locator("b")).to_have_text(str(count))
    stage.nobody_complained()
