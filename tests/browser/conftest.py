"""One Chromium for all browser tests, and a stage for each.

Without a Chromium on PATH these tests are skipped, with the reason; with `CI` set they fail.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, async_playwright

from tests.browser.line import HALL, HOST
from tests.browser.stage import MINI, Program, Stage

NAMES = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-quic",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    # Whatever a page may try, nothing leaves this machine.
    f"--host-resolver-rules=MAP {HALL} {HOST}, MAP * ~NOTFOUND, EXCLUDE {HOST}",
)
Curtain = Callable[..., Awaitable[Stage]]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder drives the one Chromium, on the loop that it lives on."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.slow)
            item.add_marker(pytest.mark.asyncio(loop_scope="session"), append=False)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def chromium() -> AsyncIterator[Browser]:
    path = next((found for name in NAMES if (found := shutil.which(name))), None)
    if path is None:
        reason = f"no Chromium on PATH ({', '.join(NAMES)})"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        await browser.close()


@pytest_asyncio.fixture(loop_scope="session")
async def curtain_up(chromium: Browser, tmp_path: Path) -> AsyncIterator[Curtain]:
    """Start the program on a scenario and open the stage: `await curtain_up(FAMILIEDRAMA)`."""
    stages: list[Stage] = []

    async def open_stage(scenario: Path = MINI, language: str = "nl") -> Stage:
        folder = tmp_path / f"stage{len(stages)}"
        folder.mkdir()
        program = Program(folder, scenario, language)
        stage = Stage(program, chromium)
        stages.append(stage)
        await program.start()
        return stage

    yield open_stage
    for stage in stages:
        # On a test that failed this tells more than the page that waited.
        print(f"{stage.program.folder.name}:", *stage.complaints(), sep="\n")
        await stage.close()
