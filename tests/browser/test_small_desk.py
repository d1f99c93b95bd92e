"""The small desk: one thumb on a phone, beside the big desk."""

from playwright.async_api import expect

from tests.browser.conftest import Curtain
from tests.browser.stage import PHONE, Person


async def test_one_thumb_sends_what_is_next_once_and_pauses_for_all(curtain_up: Curtain) -> None:
    stage = await curtain_up()
    trainer = await stage.trainer()
    await trainer.starts()
    await trainer.press("met de hand")
    context, page = await stage._browser(PHONE, touch=True)
    walker = Person("walking trainer", context, page)
    stage.people.append(walker)
    link = next(s["link"] for s in stage.program.exercise["staff"] if s["seat"] == "trainer.2")
    await page.goto(link)
    await page.goto(f"{page.url}klein/")
    go = page.locator("#go")
    box = await go.bounding_box()
    assert box is not None
    assert box["height"] >= 88
    assert box["y"] + box["height"] <= PHONE["height"]

    first = await page.locator("[data-go-what]").text_content()
    await go.dblclick()
    await walker.see(f"Bericht {first} verstuurd")
    await expect(trainer.page.locator('[data-region=cues] > [data-status="delivered"]')).to_have_count(1)
    await walker.press("Pauze")
    await trainer.is_paused()
    await walker.press("Hervat")
    await trainer.is_running()
    await walker.press("Tijd uit")
    await trainer.is_paused()
    stage.nobody_complained()
