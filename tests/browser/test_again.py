"""Beginning again after the technical test: everybody comes along, and what was played stays."""

from __future__ import annotations

from playwright.async_api import expect

from engine.exercise import events as e
from tests.browser.conftest import Curtain
from tests.browser.stage import Record


async def test_everybody_goes_along_to_a_new_lobby_with_the_same_links(curtain_up: Curtain) -> None:
    stage = await curtain_up()
    trainer, beamer, mayor = await stage.trainer(), await stage.beamer(), await stage.player("burgemeester")
    before = trainer.page.url
    await trainer.orders("fold", seat="griffier", into="burgemeester")
    await trainer.orders("fill_in", parameters={"straat": "Proefstraat"})
    await trainer.starts()
    await trainer.fires("mail-bewoner")

    await trainer.page.locator("#more > summary").click()
    await trainer.press("Begin opnieuw", within=trainer.page.locator("#more"))
    await trainer.press("Ja, begin opnieuw", within=trainer.page.locator("#restart-dialog"))

    await expect(trainer.page.locator("#fc")).to_have_attribute("data-status", "lobby")
    assert trainer.page.url != before
    await beamer.see("Straks begint de oefening")
    await mayor.see("speelt ook Griffier")
    await trainer.see("Start met 1 deelnemer")
    assert await mayor.page.request.get(stage.program.link("raadslid-1")) is not None
    await trainer.starts()
    await trainer.fires("omroep-belt")
    await mayor.gets("omroep-belt")
    await expect(mayor.item("omroep-belt")).to_contain_text("Proefstraat")
    await stage.program.stop()
    records = [Record.of(path) for path in sorted((stage.program.data / "exercises").glob("*.sqlite"))]
    sent = sorted([delivered.inject for delivered in record.all(e.InjectDelivered)] for record in records)
    assert sent == [["mail-bewoner"], ["omroep-belt"]]
