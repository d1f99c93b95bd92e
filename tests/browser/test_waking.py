"""A phone that lay in a bag with its screen off: what happened meanwhile is there when somebody looks again."""

from __future__ import annotations

import asyncio
import time

from playwright.async_api import Page, expect

from tests.browser.conftest import Curtain
from tests.browser.stage import FAMILIEDRAMA

ASLEEP_S = 14
"""Longer than the page trusts a line it heard nothing of."""
CURRENT_WITHIN_S = 2
_SLEEPS = """
visible => {
  Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => visible ? 'visible' : 'hidden' });
  document.dispatchEvent(new Event('visibilitychange'));
}
"""


async def turns(page: Page, *, visible: bool) -> None:
    """The screen goes off, or on: the page hears of it as a browser tells it."""
    await page.evaluate(_SLEEPS, visible)


async def test_a_phone_that_slept_is_current_within_two_seconds(curtain_up: Curtain) -> None:
    stage = await curtain_up(FAMILIEDRAMA)
    trainer = await stage.trainer()
    mayor = await stage.player("burgemeester", over_a_line=True)
    await trainer.starts()
    await turns(mayor.page, visible=False)
    mayor.line.stall()  # the radio is off: nothing arrives, and nobody is told
    await trainer.orders("fire", inject="teamchef-belt")
    await asyncio.sleep(ASLEEP_S)
    await expect(mayor.item("teamchef-belt")).to_have_count(0)
    await mayor.line.cut()
    await mayor.line.mend()

    began = time.monotonic()
    await turns(mayor.page, visible=True)
    await mayor.gets("teamchef-belt")
    took_s = time.monotonic() - began

    print(f"a phone that slept {ASLEEP_S} s was current {took_s * 1000:.0f} ms after waking")
    assert took_s < CURRENT_WITHIN_S
    stage.nobody_complained()
