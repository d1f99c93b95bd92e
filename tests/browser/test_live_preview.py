"""The live preview in a real browser: it follows the file, and stays where one was looking."""

from __future__ import annotations

import shutil
from pathlib import Path

from playwright.async_api import Browser, expect

from server.preview import LOOPBACK, Preview, application
from server.watching import look
from tests.browser.stage import FAMILIEDRAMA, LAPTOP
from tests.server.live import on_a_port


async def test_the_page_comes_back_with_what_is_new_and_stays_where_one_was(chromium: Browser, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(FAMILIEDRAMA, tmp_path / "familiedrama"))
    scenario, preview = folder / "scenario.yaml", Preview()
    await preview.show(look(folder))
    async with on_a_port(application(preview)) as port:
        address = f"http://{LOOPBACK}:{port}"
        context = await chromium.new_context(viewport=LAPTOP)
        page = await context.new_page()
        complaints: list[str] = []
        page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        await page.goto(f"{address}/?bericht=teamchef-belt")
        await page.get_by_text("Toon als tabel").click()
        await page.locator(".au-tables a").nth(3).focus()
        where = "() => [document.querySelector('.au-order').scrollTop, document.activeElement.getAttribute('href')]"
        before = await page.evaluate(where)

        scenario.write_text(scenario.read_text("utf-8").replace("title: Familiedrama aan", "title: Drama aan"), "utf-8")
        await preview.show(look(folder))

        await expect(page.get_by_role("heading", name="Drama aan de Eschweg")).to_be_visible()
        assert page.url == f"{address}/?bericht=teamchef-belt"
        await page.wait_for_function("document.querySelector('.au-tables').open")
        assert await page.evaluate(where) == before
        assert before[0] > 0

        scenario.write_text("injects: [", "utf-8")
        await preview.show(look(folder))
        await expect(page.get_by_text("Er is geen draaiboek te tonen")).to_be_visible()
        await expect(page.get_by_text("De voorvertoning is gestopt")).to_be_hidden()
        assert complaints == []

        await preview.close()
        await expect(page.get_by_text("De voorvertoning is gestopt")).to_be_visible()
        await context.close()
