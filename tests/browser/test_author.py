"""Whoever writes a scenario: looks at it, changes a message, and sees it as the player will."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from playwright.async_api import ViewportSize, expect

from tests.browser.conftest import Curtain
from tests.browser.stage import FAMILIEDRAMA, LAPTOP, MINI, PHONE
from tests.browser.test_accessibility import LARGE_TEXT, Inspector

FIRST = re.compile(r"^01 .*, 1:00, Mail")
"""The first message, as its cell is called."""
SMALL_LAPTOP: ViewportSize = {"width": 1024, "height": 768}
SIZES = (PHONE, SMALL_LAPTOP, LARGE_TEXT)


async def test_a_message_is_changed_and_seen_as_the_player_will_get_it(curtain_up: Curtain, tmp_path: Path) -> None:
    own = shutil.copytree(MINI, tmp_path / "mijn-mini")
    stage = await curtain_up(own)
    trainer = await stage.trainer()
    page = trainer.page

    await page.get_by_role("link", name="Bekijk het scenario").click()
    await page.get_by_role("link", name=FIRST).first.click()
    await page.get_by_role("link", name="Pas dit bericht aan").click()
    await page.get_by_label("Titel").fill("In {{ nergens }}")
    await trainer.press("Bewaar dit bericht")
    await expect(page.get_by_text("Onbekend woord")).to_be_visible()
    await expect(page.get_by_label("Titel")).to_have_value("In {{ nergens }}")
    trainer.complaints.clear()  # Chromium itself notes the status 422
    await page.get_by_label("Titel").fill("Bericht over de {{ straat }}")
    await trainer.press("Bewaar dit bericht")
    await expect(page.get_by_text("Bewaard.")).to_be_visible()
    frame = page.frame_locator("iframe").first
    await expect(frame.get_by_text("Bericht over de Brinkweg").first).to_be_visible()
    await expect(frame.get_by_text("OEFENING").first).to_be_visible()
    assert "Bericht over de {{ straat }}" in (own / "scenario.yaml").read_text("utf-8")
    # What already began is not touched: the lobby still has the scenario of before.
    assert "Bericht over de" not in await (await page.request.get(trainer.page.url.split("script/")[0])).text()
    stage.nobody_complained()


async def test_an_exercise_of_another_scenario_is_prepared_from_the_list_and_started(curtain_up: Curtain) -> None:
    stage = await curtain_up()
    trainer = await stage.trainer()
    page = trainer.page
    first = trainer.base

    await page.get_by_role("link", name="Bekijk het scenario").click()
    await page.get_by_role("link", name="Alle scenario’s").click()
    await trainer.press("Zet een oefening klaar van Familiedrama aan de Eschweg")
    await expect(page.locator(".fc-lobby__start button")).to_be_visible()
    assert trainer.base != first
    await trainer.see("Familiedrama aan de Eschweg")
    await trainer.starts()

    await page.goto(f"{trainer.base}/script/library")
    await trainer.press("Ga naar de oefening van Bericht uit de buurt")
    await expect(page.locator(".fc-lobby__start button")).to_be_visible()
    assert trainer.base == first
    stage.nobody_complained()


async def test_the_running_order_is_walked_by_keyboard(curtain_up: Curtain) -> None:
    stage = await curtain_up()
    trainer = await stage.trainer()
    page = trainer.page
    await page.get_by_role("link", name="Bekijk het scenario").click()
    first = page.get_by_role("link", name=FIRST).first
    await first.focus()
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("heading", name="Bericht 01")).to_be_visible()
    await page.get_by_text("Toon als tabel").click()
    await expect(page.get_by_role("row", name="1:00 01").first).to_be_visible()
    stage.nobody_complained()


async def test_the_page_of_a_long_scenario(curtain_up: Curtain) -> None:
    stage = await curtain_up(FAMILIEDRAMA)
    inspector = Inspector()
    trainer = await stage.trainer(LAPTOP)
    page = trainer.page
    await page.goto(f"{page.url.split('?')[0]}script/library-familiedrama/?bericht=krant-eerste-bericht")
    await page.get_by_text("Toon als tabel").click()
    await page.get_by_text("Printen en bewaren").click()
    await inspector.looks_at("running order", page)
    await inspector.finds_no_sideways_scroll("running order", page, *SIZES)
    assert inspector.found == []
    stage.nobody_complained()


async def test_every_page_of_the_author(curtain_up: Curtain, tmp_path: Path) -> None:
    own = shutil.copytree(MINI, tmp_path / "mijn")
    stage = await curtain_up(own)
    inspector = Inspector()
    trainer = await stage.trainer(LAPTOP)
    page = trainer.page
    base = f"{page.url.split('?')[0]}script/given-1/"

    async def inspect(state: str, where: str) -> None:
        await page.goto(f"{base}{where}")
        await inspector.looks_at(state, page)
        await inspector.finds_no_sideways_scroll(state, page, *SIZES)

    await inspect("message", "?bericht=omroep-zonder-reactie")
    await inspect("change", "message/omroep-belt")
    await inspect("remove", "message/naam-online/remove")
    await inspect("paper", "print")
    await inspect("paper of a role", "print?rol=griffier")
    await inspect("library", "../library")
    file = own / "scenario.yaml"
    sound = file.read_text("utf-8")
    file.write_text(sound.replace("channel: phone", "channel: telefoon", 1), "utf-8")
    await inspect("mistakes", "?bericht=omroep-belt")
    file.write_text(sound.replace("injects:\n", "injects:\n\t- x\n"), "utf-8")
    await inspect("unreadable", "")

    assert inspector.found == []
    trainer.complaints.clear()
    stage.nobody_complained()
