import asyncio

from playwright.async_api import Route, expect

from tests.browser.conftest import Curtain


async def test_whoever_is_ready_before_the_scripts_came_in_is_heard(curtain_up: Curtain) -> None:
    stage = await curtain_up()
    player = await stage.player("griffier", arrives=False)
    tapped = asyncio.Event()

    async def after_the_tap(route: Route) -> None:
        await tapped.wait()
        await route.continue_()

    await player.page.route("**/player.js", after_the_tap)
    await player.page.goto(stage.program.link("griffier"), wait_until="commit")
    await player.ready()
    tapped.set()
    await player.connected()

    await player.see("De trainer begint zo.")
    await player.page.reload()
    await player.see("De trainer begint zo.")
    await expect(player.page.get_by_role("button", name="Ik ben klaar")).to_be_hidden()
    stage.nobody_complained()
