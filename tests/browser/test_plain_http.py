"""On the Wi-Fi of a hall the page is plain http to an address: no secure context, and all has to work all the same."""

from __future__ import annotations

from playwright.async_api import expect

from tests.browser.conftest import Curtain
from tests.browser.line import HALL, HOST
from tests.browser.stage import PHONE

CALL = "omroep-belt"


async def test_a_player_joins_answers_acts_and_comes_back_without_a_secure_context(curtain_up: Curtain) -> None:
    stage = await curtain_up()
    trainer = await stage.trainer()
    player = await stage.player("burgemeester", PHONE, arrives=False)
    page = player.page
    await page.goto(stage.program.link("burgemeester").replace(HOST, HALL))
    assert await page.evaluate("isSecureContext") is False
    await player.ready()
    await player.connected()
    await trainer.starts()

    await trainer.orders("fire", inject=CALL)
    await player.gets(CALL)
    await player.picks_up(CALL)
    await player.types(CALL, "Wij leven mee.")
    await page.reload()
    await player.connected()
    await expect(player.item(CALL).locator("textarea")).to_have_value("Wij leven mee.")
    await player.sends(CALL)
    await player.sees_receipt(CALL)

    await page.get_by_role("link", name="Zelf doen").click()
    await page.locator("summary", has_text="Nieuw bericht aan iemand").click()
    await page.get_by_label("Aan", exact=True).select_option("griffier")
    await page.get_by_label("Uw bericht").fill("Bel mij.")
    await page.locator("form[data-act=write] button[type=submit]").click()
    await player.see("Gedaan.")
    await trainer.orders("end")
    await player.see("Uw oefening in het kort")
    stage.nobody_complained()


async def test_somebody_comes_in_with_the_code_without_a_secure_context(curtain_up: Curtain) -> None:
    stage = await curtain_up()
    await stage.trainer()
    player = await stage.player("griffier", PHONE, arrives=False)
    await player.page.goto(f"{stage.program.said['url'].replace(HOST, HALL)}?code={stage.program.exercise['code']}")
    await player.page.get_by_text("Griffier").first.click()
    await player.connected()
    assert await player.page.evaluate("isSecureContext") is False
    stage.nobody_complained()
