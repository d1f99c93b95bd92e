"""The evening on stage: a real server process on a real file, and people in real browsers.

Builds the world so that a test reads as a story. Owns the server process, what each person can do with a page, and the
complaints that a page makes (errors, violations of the policy, requests to elsewhere). What is right is the tests'.
"""

from __future__ import annotations

import asyncio
import json
import os
import re
import secrets
import signal
import sys
from collections.abc import Iterable
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.async_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Dialog,
    Locator,
    Page,
    Request,
    ViewportSize,
    WebSocket,
    expect,
)

from engine.exercise.events import Event
from server.journal.reading import read_all
from shared_ui.words import translator
from tests.browser.line import HALL, HOST, Line, line_to

ROOT = Path(__file__).resolve().parents[2]
MINI = ROOT / "scenarios" / "mini"
FAMILIEDRAMA = ROOT / "scenarios" / "familiedrama"

PHONE: ViewportSize = {"width": 412, "height": 915}
SMALL_PHONE: ViewportSize = {"width": 320, "height": 640}
LAPTOP: ViewportSize = {"width": 1366, "height": 768}
PROJECTOR: ViewportSize = {"width": 1920, "height": 1080}

START_WITHIN_S = 20.0
STOP_WITHIN_S = 10.0
WITHIN_MS = 15_000
"""How long anything that has to happen may take on a slow machine."""
expect.set_options(timeout=WITHIN_MS)

_LINE_IS_DOWN = re.compile(r"net::ERR_|WebSocket connection to .* failed")
"""What Chromium itself says when it cannot reach the server; our own errors look different."""


class Program:
    """`snelkookpan serve` as a process of its own, on a data folder."""

    def __init__(self, folder: Path, scenario: Path, language: str = "nl") -> None:
        self.folder = folder
        self.scenario = scenario
        self.language = language
        self.port = 0
        self.said: dict[str, Any] = {}
        self._process: asyncio.subprocess.Process | None = None

    @property
    def log(self) -> Path:
        return self.folder / "stderr.txt"

    @property
    def data(self) -> Path:
        return self.folder / "data"

    @property
    def exercise(self) -> dict[str, Any]:
        found: dict[str, Any] = self.said["exercises"][0]
        return found

    def link(self, seat: str) -> str:
        """A seat's personal link."""
        return str(next(line["link"] for line in self.exercise["seats"] if line["seat"] == seat))

    async def start(self) -> None:
        """Start, or start again on the same data and the same port; returns when it listens."""
        words = ("serve", str(self.scenario), "--host", HOST, "--port", str(self.port), "--data", str(self.data))
        env = {name: value for name, value in os.environ.items() if not name.startswith("SNELKOOKPAN_")}
        env["SNELKOOKPAN_LANGUAGE"] = self.language
        with self.log.open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "server.cli", *words, "--no-browser", "--format", "json"),
                cwd=ROOT,
                env=env,
                stdin=asyncio.subprocess.DEVNULL,
                stdout=asyncio.subprocess.PIPE,
                stderr=log,
            )
        assert self._process.stdout is not None
        line = await asyncio.wait_for(self._process.stdout.readline(), START_WITHIN_S)
        assert line, self.log.read_text()
        self.said = json.loads(line)
        self.port = urlsplit(self.said["url"]).port or 0

    async def kill(self) -> None:
        """As a power cut: nothing is written, nobody is told."""
        await self._end(signal.SIGKILL)

    async def stop(self) -> None:
        """As Ctrl+C. Harmless when it does not run."""
        await self._end(signal.SIGINT)

    async def _end(self, how: signal.Signals) -> None:
        if self._process is None or self._process.returncode is not None:
            return
        self._process.send_signal(how)
        try:
            await asyncio.wait_for(self._process.wait(), STOP_WITHIN_S)
        except TimeoutError:
            self._process.kill()
            await self._process.wait()
            raise AssertionError("the program did not stop") from None

    def complaints(self) -> str:
        """What it logged, or that it is gone; on a good evening nothing."""
        gone = self._process.returncode if self._process is not None else None
        return self.log.read_text() + (f"the program ended with {gone}" if gone is not None else "")


@dataclass(frozen=True, slots=True)
class Record:
    """The journal of the evening, read as anybody can: every event in order, and the typed words by their id."""

    events: tuple[Event, ...]
    texts: dict[str, str]

    @classmethod
    def of(cls, path: Path) -> Record:
        steps, texts = read_all(path)
        return cls(tuple(event for step in steps for event in step.events), texts)

    def all(self, *kinds: type[Any]) -> list[Any]:
        return [event for event in self.events if isinstance(event, kinds)]


class Person:
    """Somebody with a browser of their own. `complaints` holds everything the page should not have done."""

    def __init__(self, name: str, context: BrowserContext, page: Page, line: Line | None = None) -> None:
        self.name = name
        self.context = context
        self.page = page
        self._line = line
        self.complaints: list[str] = []
        self.sockets: list[WebSocket] = []
        self.line_may_break = False
        self.words = translator("nl")
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.complaints.append(f"{name}: {error}"))
        page.on("dialog", self._dialog)
        page.on("websocket", self._socket)
        context.on("request", self._request)

    @property
    def line(self) -> Line:
        """The line between this browser and the server; asking for it means that it is going to break."""
        assert self._line is not None, "let this person come in with over_a_line=True"
        self.line_may_break = True
        return self._line

    def _console(self, message: ConsoleMessage) -> None:
        if message.type not in ("error", "warning", "assert"):
            return
        if self.line_may_break and _LINE_IS_DOWN.search(message.text):
            return
        self.complaints.append(f"{self.name}: {message.type} {message.text}")

    def _socket(self, socket: WebSocket) -> None:
        self.sockets.append(socket)

    async def _dialog(self, dialog: Dialog) -> None:
        self.complaints.append(f"{self.name}: a dialog said {dialog.message!r}")
        await dialog.dismiss()

    def _request(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme not in ("data", "blob") and parts.hostname not in (HOST, HALL):
            self.complaints.append(f"{self.name}: asked {request.url}")

    async def see(self, words: str) -> None:
        """Wait until these words are on screen; Dutch ones in the language of the page."""
        await expect(self.page.get_by_text(self.words(words)).filter(visible=True).first).to_be_visible()

    async def not_see(self, words: str) -> None:
        await expect(self.page.get_by_text(words).filter(visible=True)).to_have_count(0)

    async def press(self, name: str, *, within: Locator | None = None) -> None:
        """Press the button of this name."""
        await (within or self.page).get_by_role("button", name=self.words(name), exact=True).click()

    def items(self) -> Locator:
        """What came in on a player's page, or on the projector."""
        return self.page.locator("[data-region=stream] > [data-key^='item:']")

    async def shown(self) -> list[str]:
        """The ids of the items on the page, in their order."""
        keys = await self.items().evaluate_all("items => items.map(item => item.dataset.key)")
        return [key.removeprefix("item:") for key in keys]


class Player(Person):
    """Somebody on a seat, with a phone."""

    def __init__(self, seat: str, context: BrowserContext, page: Page, line: Line | None) -> None:
        super().__init__(seat, context, page, line)
        self.seat = seat

    async def ready(self) -> None:
        await self.press("Ik ben klaar")

    async def connected(self) -> None:
        await expect(self.page.locator("html")).to_have_attribute("data-connection", "open")

    async def disconnected(self) -> None:
        await expect(self.page.locator("html")).to_have_attribute("data-connection", "lost")

    def item(self, inject: str) -> Locator:
        return self.page.locator(f'[data-region=stream] > [data-item="{inject}"]')

    async def gets(self, inject: str, within_ms: int = WITHIN_MS) -> None:
        await expect(self.item(inject)).to_have_count(1, timeout=within_ms)

    def box(self, inject: str) -> Locator:
        return self.item(inject).get_by_role("textbox")

    async def picks_up(self, inject: str) -> None:
        """Answer the telephone."""
        await self.item(inject).get_by_text(self.words("Opnemen"), exact=True).click()
        await expect(self.item(inject)).to_have_attribute("data-opened", "yes")

    async def types(self, inject: str, words: str) -> None:
        """Open the answer box and type after what is there."""
        if not await self.box(inject).is_visible():
            await self.item(inject).locator(".answer__start").click()
        await self.box(inject).press_sequentially(words)

    async def sends(self, inject: str) -> None:
        await self.item(inject).locator("form[data-kind] button[type=submit]").click()

    async def answers(self, inject: str, words: str) -> None:
        await self.types(inject, words)
        await self.sends(inject)

    async def chooses(self, inject: str, words: str) -> None:
        """Answer with the option that begins with these words; of two, each is a button of its own."""
        ways = self.item(inject).locator(".dilemma__way")
        if await ways.count():
            await ways.filter(has_text=re.compile(rf"^\s*{re.escape(words)}")).click()
            return
        await self.item(inject).locator(".answer__start").click()
        await self.item(inject).locator(".sk-choice", has_text=re.compile(rf"^\s*{re.escape(words)}")).click()
        await self.sends(inject)

    async def sees_receipt(self, inject: str, word: str = "verstuurd") -> None:
        """Wait until the answer is on record, as the server says."""
        await expect(self.item(inject).locator("[data-part=receipt]")).to_contain_text(self.words(word))

    async def sees_pending(self, inject: str, words: str) -> None:
        """Wait until the answer is shown as on its way, in these words."""
        pending = self.item(inject).locator("[data-pending]")
        await expect(pending).to_be_visible()
        await expect(pending.locator("[data-pending-word]")).to_contain_text(words)


class Trainer(Person):
    """Who runs the exercise, on a laptop."""

    def __init__(self, context: BrowserContext, page: Page, line: Line | None) -> None:
        super().__init__("trainer", context, page, line)

    async def orders(self, order: str, **fields: object) -> None:
        """Give an order without the buttons, where the buttons are not what matters."""
        command = {"type": order, "command_id": secrets.token_hex(16), **fields}
        answer = await self.context.request.post(f"{self.base}/commands", data=command)
        assert answer.ok, await answer.text()

    @property
    def base(self) -> str:
        return f"{self.page.url.partition('/trainer/')[0]}/trainer"

    async def starts(self, speed: int = 1, *, automatic: bool = False, phase: str = "acuut") -> None:
        """Begin with the simulation, or with another phase where the scenario has it; otherwise with the first."""
        if await self.page.locator(f"#start-phase option[value={phase}]").count():
            await self.page.locator("#start-phase").select_option(phase)
        await self.page.locator(".fc-lobby__start button").click()
        await self.is_running()
        if automatic:
            await self.press("automatisch")
            await expect(self.page.locator(".fc-desk")).to_have_attribute("data-automatic", "yes")
        if speed != 1:
            await self.press(f"{speed}×")
            await expect(self.page.locator(f".fc-desk [name=speed_num][value='{speed}']")).to_have_attribute(
                "aria-pressed", "true"
            )

    async def pauses(self) -> None:
        await self.page.locator(".fc-desk").get_by_role("button", name=self.words("Pauze")).click()
        await self.is_paused()

    async def resumes(self) -> None:
        await self.page.locator(".fc-desk").get_by_role("button", name=self.words("Hervat")).click()
        await self.is_running()

    async def is_running(self) -> None:
        await expect(self.page.locator("#fc")).to_have_attribute("data-status", "running")

    async def is_paused(self) -> None:
        await expect(self.page.locator("#fc")).to_have_attribute("data-status", "paused")

    async def goes_on(self) -> None:
        """To the next phase."""
        phase = await self.page.locator(".fc-desk").get_attribute("data-phase")
        await self.page.locator(".fc-desk").get_by_role("button", name=self.words("Volgende fase")).click()
        asks = self.page.locator("#next-dialog")
        if await asks.is_visible():
            await self.press("Naar de volgende fase", within=asks)
        await expect(self.page.locator(".fc-desk")).not_to_have_attribute("data-phase", phase or "")

    async def ends(self) -> None:
        """Asks once, then ends."""
        await self.page.locator("#more > summary").click()
        await self.press("Beëindig oefening", within=self.page.locator("#more"))
        asks = self.page.locator("#end-dialog")
        await expect(asks).to_be_visible()
        await self.press("Beëindig oefening", within=asks)
        await expect(self.page.locator("#fc")).to_have_attribute("data-status", "ended")

    def cue(self, inject: str) -> Locator:
        return self.page.locator(f'[data-region=cues] > [data-inject="{inject}"]')

    async def puts_on_standby(self, inject: str) -> None:
        row = self.cue(inject)
        if await row.get_attribute("data-reserve") == "yes" and await row.is_hidden():
            fold = self.page.locator("[data-reserve-list]")
            if await fold.get_attribute("open") is None:
                await fold.locator("summary").click()
            await fold.locator(f'[data-choose="{inject}"]').click()
        else:
            await row.locator(".sk-cue").click()
        await expect(self.cue(inject).locator(".sk-cue")).to_have_attribute("aria-current", "true")

    async def fires(self, inject: str) -> None:
        """Put it on standby, press GO, and see it go out."""
        await self.puts_on_standby(inject)
        await expect(self.page.locator("#go")).not_to_have_attribute("aria-disabled", "true")
        await self.page.locator("#go").click()
        await expect(self.cue(inject)).to_have_attribute("data-status", "delivered")

    async def sends_message(self, to: str, *, sender: str, title: str, body: str) -> None:
        """A message made up on the spot, to the box with this name."""
        await self.page.locator("[data-new-message]").click()
        form = self.page.locator("#message-dialog form")
        await form.get_by_label(to, exact=True).first.check()
        await form.get_by_label("Van", exact=True).fill(sender)
        await form.get_by_label("Kop", exact=True).fill(title)
        await form.get_by_label("Tekst", exact=True).fill(body)
        await self.press("Verstuur bericht", within=form)
        await expect(self.page.locator("#message-dialog")).to_be_hidden()

    def answer(self, inject: str, unit: str) -> Locator:
        return self.page.locator(f'[data-answer="answer:{inject}:{unit}"]')

    async def sees_answer(self, inject: str, unit: str) -> None:
        await expect(self.answer(inject, unit)).to_have_attribute("data-status", "answered")

    async def opens_answer(self, inject: str, unit: str) -> None:
        await self.answer(inject, unit).locator(".fc-answer__line").click()
        await expect(self.page.locator("#score")).to_be_visible()

    async def scores(self, dimension: str, position: int) -> None:
        scale = self.page.locator(f'#scales [data-dimension="{dimension}"]')
        cell = scale.locator(f'button[value="{position}"]')
        await cell.click()
        await expect(cell).to_have_attribute("aria-pressed", "true")

    async def notes(self, words: str) -> None:
        await self.page.locator("#note").fill(words)
        await self.press("Bewaar", within=self.page.locator(".fc-scorenote"))
        await self.see("Notitie bewaard")

    async def downloads_copy(self, folder: Path) -> Record:
        """The journal as the trainer takes it home."""
        async with self.page.expect_download() as coming:
            await self.page.locator(".fc-ended__links a", has_text="Download kopie").click()
        path = folder / "kopie.sqlite"
        await (await coming.value).save_as(path)
        return Record.of(path)

    async def opens_report(self) -> Page:
        """The report, in a tab of its own."""
        async with self.context.expect_page() as coming:
            await self.page.locator("a", has_text=self.words("Open het verslag")).click()
        report = await coming.value
        await report.wait_for_load_state()
        return report


@dataclass(eq=False)
class Stage:
    """One evening: the program and everybody who came."""

    program: Program
    browser: Browser
    people: list[Person] = field(default_factory=list)
    _closing: AsyncExitStack = field(default_factory=AsyncExitStack)

    async def trainer(self, viewport: ViewportSize = LAPTOP, *, over_a_line: bool = False) -> Trainer:
        """The trainer, let in by the one-time link."""
        line = await self._new_line() if over_a_line else None
        context, page = await self._browser(viewport)
        trainer = Trainer(context, page, line)
        self._comes(trainer)
        await page.goto(_over(line, self.program.said["trainer_link"]))
        return trainer

    async def beamer(self) -> Person:
        context, page = await self._browser(PROJECTOR)
        beamer = Person("beamer", context, page)
        self._comes(beamer)
        await page.goto(self.program.exercise["beamer_link"])
        return beamer

    async def player(
        self, seat: str, viewport: ViewportSize = PHONE, *, over_a_line: bool = False, arrives: bool = True
    ) -> Player:
        """Somebody for this seat; unless told otherwise let in by the personal link and ready."""
        line = await self._new_line() if over_a_line else None
        context, page = await self._browser(viewport, touch=True)
        player = Player(seat, context, page, line)
        self._comes(player)
        if arrives:
            await page.goto(_over(line, self.program.link(seat)))
            await player.ready()
            await player.connected()
        return player

    def _comes(self, person: Person) -> None:
        person.words = translator(self.program.language)
        self.people.append(person)

    async def _new_line(self) -> Line:
        return await self._closing.enter_async_context(line_to(self.program.port))

    async def _browser(self, viewport: ViewportSize, *, touch: bool = False) -> tuple[BrowserContext, Page]:
        """A browser as on a device of its own."""
        context = await self.browser.new_context(
            viewport=viewport, locale="nl-NL", reduced_motion="reduce", has_touch=touch, accept_downloads=True
        )
        self._closing.push_async_callback(context.close)
        context.set_default_timeout(WITHIN_MS)
        return context, await context.new_page()

    def complaints(self) -> list[str]:
        """What the pages did that they should not have, and what the program logged."""
        said = [words for person in self.people for words in person.complaints]
        return said + self.program.complaints().splitlines()

    def nobody_complained(self) -> None:
        """No page had an error, broke the policy or asked another host; the program logged nothing."""
        assert self.complaints() == []

    async def close(self) -> None:
        await self._closing.aclose()
        await self.program.stop()


def _over(line: Line | None, link: str) -> str:
    """The same link, by way of the line."""
    return link if line is None else line.address + urlsplit(link).path


async def both(*doings: Any) -> None:
    """Do these at the same time."""
    await asyncio.gather(*doings)


def once_each(things: Iterable[str]) -> bool:
    """Whether nothing is there twice."""
    found = list(things)
    return len(found) == len(set(found))
