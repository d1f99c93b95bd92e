from playwright.async_api import expect

from tests.browser.conftest import Curtain
from tests.browser.stage import SMALL_PHONE

CALL = "omroep-belt"


async def test_a_seat_that_opens_on_a_second_device_leaves_the_first_and_stays_away(curtain_up: Curtain) -> None:
    stage = await curtain_up()
    trainer = await stage.trainer()
    first = await stage.player("griffier")
    await trainer.starts()

    second = await stage.player("griffier", SMALL_PHONE)

    await first.see("U speelt verder op een ander toestel.")
    await expect(first.page.locator("html")).to_have_attribute("data-connection", "taken_over")
    # What makes a page look for its line again makes this one stay away.
    await first.page.evaluate("['online', 'pageshow'].forEach(name => dispatchEvent(new Event(name)))")
    await first.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    await trainer.sends_message("iedereen", sender="Bode", title="Wie zit hier", body="Hallo")
    await second.see("Wie zit hier")
    await second.connected()
    assert len(first.sockets) == 1
    assert await first.shown() == []

    await first.page.get_by_role("link", name="Speel hier verder").click()

    await first.see("Wie zit hier")
    await second.see("U speelt verder op een ander toestel.")
    assert (len(first.sockets), len(second.sockets)) == (2, 1)
    stage.nobody_complained()


async def test_what_was_half_typed_is_still_there_on_a_device_that_was_taken_over(curtain_up: Curtain) -> None:
    stage = await curtain_up()
    trainer = await stage.trainer()
    first = await stage.player("burgemeester")
    await trainer.starts()
    await trainer.orders("fire", inject=CALL)
    await first.gets(CALL)
    await first.picks_up(CALL)
    await first.types(CALL, "Wij leven mee met de")
    await stage.player("burgemeester", SMALL_PHONE)
    await first.see("U speelt verder op een ander toestel.")

    await first.page.get_by_role("link", name="Speel hier verder").click()

    await first.connected()
    await expect(first.box(CALL)).to_have_value("Wij leven mee met de")
    stage.nobody_complained()
