"""A picture in real browsers: under the page's own policy, for who got it and for nobody else."""

from playwright.async_api import Page, expect

from tests.browser.conftest import Curtain

NEWS = "omroep-zonder-reactie"
WIDTH = 960


async def sees_the_picture(page: Page) -> None:
    picture = page.get_by_role("img", name="een donkere straat met een politieauto")
    await expect(picture).to_be_visible()
    await expect(picture).to_have_js_property("naturalWidth", WIDTH)


async def test_a_picture_is_on_the_phone_and_on_the_wall_and_stays_when_it_is_shown_again(curtain_up: Curtain) -> None:
    stage = await curtain_up()
    trainer, beamer, mayor = await stage.trainer(), await stage.beamer(), await stage.player("burgemeester")
    await trainer.starts()
    early = await mayor.page.request.get(f"{mayor.page.url}media/straat")
    await trainer.fires(NEWS)
    await mayor.gets(NEWS)

    await sees_the_picture(mayor.page)
    await sees_the_picture(beamer.page)
    await mayor.page.reload()
    await sees_the_picture(mayor.page)
    assert early.status == 404
    stage.nobody_complained()
