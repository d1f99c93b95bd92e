"""The trainer's desk in a real browser, as large as it gets: 300 messages, 17 seats, 400 answers in the queue.

Owns what the first load weighs, what an update costs the browser (the handler with style and layout, as it holds up
the screen), and how long two desks disagree after a GO.
"""

from __future__ import annotations

import asyncio
import json
import secrets
import shutil
import time
from pathlib import Path
from typing import Any

import httpx
from playwright.async_api import BrowserContext, Page, async_playwright

from benchmarks import hall
from benchmarks.figures import line

SEATS, INJECTS, ANSWERED, UPDATES, GOS = 17, 300, 24, 60, 12
QUEUE = SEATS * ANSWERED
BROWSERS = ("chromium", "chromium-browser", "google-chrome")

# A frame's cost: everything its handler does, and the style and layout that the next picture needs.
_WATCH = """
window.costs = [];
const given = Object.getOwnPropertyDescriptor(WebSocket.prototype, 'onmessage');
Object.defineProperty(WebSocket.prototype, 'onmessage', {
  ...given,
  set(handler) {
    given.set.call(this, (event) => {
      const began = performance.now();
      handler(event);
      document.body.getBoundingClientRect();
      if (event.data.startsWith('{"type":"frame"')) window.costs.push(performance.now() - began);
    });
  },
});
"""


def script(folder: Path) -> Path:
    """A scenario folder with as many messages as a desk may have to show; the first ones ask everybody to answer."""
    lines = [
        "format: 1",
        "scenario: {id: regie, title: Een volle regie, language: nl, starts: dag 1 09:00}",
        f"roles:\n  speler: {{title: Speler, seats: {SEATS}}}",
        "phases:\n  - {id: fase, title: Fase, session: 120 min, clock: {from: dag 1 09:00, to: dag 1 11:00}}",
        "forms:\n  reactie: {kind: text, question: Wat doet u?}",
        "injects:",
    ]
    body = "Er is een bericht voor u, en u wilt er iets mee. " * 8
    for number in range(INJECTS):
        at = f"+{number + 1} s" if number < ANSWERED else f"+{30 + number // 4} min"
        asks = ", response: {form: reactie, by: speler}" if number < ANSWERED else ""
        lines.append(
            f"  - {{id: bericht-{number}, phase: fase, at: {at}, channel: email, from: Meting, to: [all],"
            f" title: Bericht {number}, body: '{body}', note: Let op de toon., dimensions: [d1, d2, d4]{asks}}}"
        )
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "scenario.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


async def measure(folder: Path) -> None:
    """Print the figures of the desk; without a browser on this machine say that there are none."""
    path = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    if path is None:
        print("the desk in a browser: no Chromium on PATH")
        return
    with hall.served(script(folder / "desk"), folder / "desk-data") as served:
        exercise = served.said["exercises"][0]
        async with httpx.AsyncClient() as http, async_playwright() as playwright:
            browser = await playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
            context = await browser.new_context(viewport={"width": 1366, "height": 768})
            page = await context.new_page()
            await page.add_init_script(_WATCH)
            await page.goto(served.said["trainer_link"])
            base = page.url.rstrip("/")
            await _order(context, base, type="start")
            players = [await hall.sit_down(http, seat["link"]) for seat in exercise["seats"]]
            await asyncio.sleep(ANSWERED + 2)
            for number in range(ANSWERED):
                for player in players:
                    await hall.order(http, player, type="respond", inject=f"bericht-{number}", text="Dat pak ik zo op.")
            await _weigh(browser, context, base)
            await page.reload()
            await page.wait_for_timeout(1_000)
            await page.evaluate("window.costs = []")
            for number in range(UPDATES):
                player, inject = players[number % SEATS], f"bericht-{number % ANSWERED}"
                await hall.order(http, player, type="respond", inject=inject, text="Anders.", based_on=1)
                await page.wait_for_timeout(40)
            costs = await page.evaluate("window.costs")
            print(line(f"desk: an answer among {QUEUE}, in the browser", costs))
            await _two_desks(browser, exercise, context, page, base)
            await browser.close()


async def _order(context: BrowserContext, base: str, **command: Any) -> None:
    answer = await context.request.post(f"{base}/commands", data={"command_id": secrets.token_hex(16), **command})
    assert answer.ok, await answer.text()


async def _weigh(browser: Any, context: BrowserContext, base: str) -> None:
    """What a browser that never saw the desk takes in, as it comes over the line."""
    fresh = await browser.new_context(storage_state=await context.storage_state())
    page = await fresh.new_page()
    weights: dict[str, int] = {}

    async def note(request: Any) -> None:
        sizes = await request.sizes()
        weights[request.url] = sizes["responseBodySize"]

    taken: list[asyncio.Task[None]] = []
    page.on("requestfinished", lambda request: taken.append(asyncio.create_task(note(request))))
    await page.goto(f"{base}/")
    await page.wait_for_timeout(1_500)
    await asyncio.gather(*taken)
    document = weights[f"{base}/"]
    total = sum(weights.values())
    print(f"{'desk: first load over the line':<52} {total / 1000:.0f} kB, the page itself {document / 1000:.0f} kB")
    await fresh.close()


async def _two_desks(browser: Any, exercise: Any, context: BrowserContext, page: Page, base: str) -> None:
    """From GO on one desk to the same row on the other."""
    other_context = await browser.new_context(viewport={"width": 1366, "height": 768})
    other = await other_context.new_page()
    await other.goto(next(line["link"] for line in exercise["staff"] if line["seat"] == "trainer.2"))
    await other.wait_for_timeout(1_000)
    apart, costs = [], []
    for number in range(GOS):
        await asyncio.sleep(1.1)
        inject = f"bericht-{ANSWERED + number}"
        await page.evaluate("window.costs = []")
        waiting = [asyncio.create_task(_shows(desk, inject)) for desk in (page, other)]
        await _order(context, base, type="fire", inject=inject)
        one, two = await asyncio.gather(*waiting)
        apart.append(abs(one - two) * 1000)
        costs += await page.evaluate("window.costs")
    print(line("desk: a GO, in the browser", costs))
    print(line("two desks: between the same row on one and the other", apart))


async def _shows(desk: Page, inject: str) -> float:
    """When this desk shows that it was sent."""
    row = json.dumps(f'[data-inject="{inject}"][data-status="delivered"]')
    for _ in range(2_000):
        if await desk.evaluate(f"document.querySelector({row}) !== null"):
            return time.perf_counter()
        await asyncio.sleep(0.002)
    raise TimeoutError(inject)
