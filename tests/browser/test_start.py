"""From opening the program to a lobby: a phone that tests turns the trainer's page green by itself."""

from playwright.async_api import expect

from tests.browser.conftest import Curtain
from tests.browser.stage import PHONE, Person


async def test_a_phone_on_the_test_page_turns_the_trainers_page_green(curtain_up: Curtain) -> None:
    stage = await curtain_up()
    trainer = await stage.trainer()
    await trainer.page.goto(f"{trainer.base}/start")
    phone_line = trainer.page.locator("#telefoon")
    await expect(phone_line).to_have_attribute("data-state", "wait")
    await trainer.see("wacht op een telefoon")

    context, page = await stage._browser(PHONE, touch=True)
    phone = Person("phone", context, page)
    stage.people.append(phone)
    await page.goto(f"{stage.program.said['url']}test")
    await phone.see("Gelukt, deze telefoon bereikt de laptop")
    await phone.see("De vaste lijn werkt")

    await expect(phone_line).to_have_attribute("data-state", "ok")
    await trainer.see("1 telefoon")
    assert await context.cookies() == []
    stage.nobody_complained()


async def test_the_checklist_leads_to_the_start_and_ticks_stay(curtain_up: Curtain) -> None:
    stage = await curtain_up()
    trainer = await stage.trainer()
    line = trainer.page.locator("[data-check=cards]")
    await trainer.press("Rolkaarten geprint")
    await expect(line).to_have_attribute("data-state", "ok")
    await trainer.page.reload()
    await expect(line).to_have_attribute("data-state", "ok")
    assert await trainer.page.locator(".fc-lobby__start button").is_visible()
    stage.nobody_complained()


async def test_the_test_card_comes_on_the_projector_and_goes_at_the_start(curtain_up: Curtain) -> None:
    stage = await curtain_up()
    trainer = await stage.trainer()
    beamer = await stage.beamer()
    await expect(trainer.page.locator("[data-check=beamer]")).to_have_attribute("data-state", "ok")
    await trainer.press("Test beamer")
    await beamer.see("Leest de achterste rij dit?")
    await beamer.press("Klik hier één keer voor het geluid")
    await beamer.see("Speel het geluid nog eens")
    await trainer.see("Klik één keer op het beamervenster")
    await trainer.press("Beamer: geluid gehoord")
    await trainer.starts()
    await beamer.not_see("Leest de achterste rij dit?")
    stage.nobody_complained()


async def test_after_a_restart_the_page_leads_back_to_what_was_under_way(curtain_up: Curtain) -> None:
    stage = await curtain_up()
    trainer = await stage.trainer()
    await trainer.starts()
    trainer.line_may_break = True
    await stage.program.stop()
    await stage.program.start()
    await trainer.page.goto(f"{stage.program.said['trainer_link']}?start=1")
    choice = trainer.page.locator(".st-choice").first
    await expect(choice).to_contain_text("Ga verder met")
    await expect(choice).to_contain_text("Gestopt om")
    await choice.click()
    await trainer.is_paused()
    stage.nobody_complained()


async def test_an_empty_simulation_is_begun_with_one_click(curtain_up: Curtain) -> None:
    stage = await curtain_up()
    trainer = await stage.trainer()
    for made in ("own-simulatie", "own-simulatie-2"):
        await trainer.page.goto(f"{trainer.base}/start")
        await trainer.page.get_by_role("button", name="Lege simulatie").click()
        await trainer.page.wait_for_url(f"**/script/{made}/")
    stage.nobody_complained()


async def test_when_no_phone_comes_the_help_opens_by_itself(curtain_up: Curtain) -> None:
    stage = await curtain_up()
    trainer = await stage.trainer()
    await trainer.page.clock.install()
    await trainer.page.goto(f"{trainer.base}/start")
    await trainer.page.clock.run_for(20_000)
    await expect(trainer.page.locator("[data-help]")).not_to_have_attribute("open", "")
    await trainer.page.clock.run_for(15_000)
    await trainer.see("Gastnetwerk.")
    await trainer.see("Hotspot.")
    stage.nobody_complained()


async def test_a_network_that_lets_the_page_through_and_not_the_line_is_told_on_both_sides(curtain_up: Curtain) -> None:
    stage = await curtain_up()
    trainer = await stage.trainer()
    await trainer.page.goto(f"{trainer.base}/start")
    context, page = await stage._browser(PHONE, touch=True)
    phone = Person("phone", context, page)
    stage.people.append(phone)
    await page.route_web_socket("**/test/line", lambda socket: socket.close())
    await page.goto(f"{stage.program.said['url']}test")
    await phone.see("De vaste lijn komt er niet door")
    await trainer.see("Telefoon bereikt de laptop maar half")
    await expect(trainer.page.locator("#telefoon")).to_have_attribute("data-state", "warn")
    stage.nobody_complained()
