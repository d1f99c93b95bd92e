"""Every screen in every state against WCAG 2.2 A and AA, as far as a machine can tell; and nothing out of reach."""

import asyncio
from pathlib import Path

import html5lib
import pytest
from playwright.async_api import Page, ViewportSize, expect

from tests.browser.conftest import Curtain
from tests.browser.every_form import ASKED, WRITTEN, every_form
from tests.browser.stage import FAMILIEDRAMA, LAPTOP, PHONE, SMALL_PHONE, Player, Trainer

AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text(encoding="utf-8")
AT_REST = """
async () => {
  await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
  const passing = document.getAnimations().filter(one => one.effect.getComputedTiming().endTime < Infinity);
  await Promise.allSettled(passing.map(one => one.finished));
}
"""
"""A colour halfway to another one is nobody's choice."""
TAGS = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]
LARGE_TEXT: ViewportSize = {"width": 640, "height": 360}
"""A small laptop window at 200 %."""
ALL_AT_ONCE: ViewportSize = {"width": 412, "height": 12_000}
"""No target is half under a bar because of where the page happens to be scrolled to."""
CALL, MAIL = "omroep-belt", "mail-bewoner"
CHANNELS = (
    *("phone", "chat", "message", "email", "news", "social", "tv", "radio", "letter"),
    *("council_question", "motion", "assignment", "meeting", "note"),
)


def wrong_in(html: str) -> list[str]:
    """Where the page, as the server sends it, is not valid HTML; and ids that stand in it twice."""
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    tree = parser.parse(html)
    wrong = [f"line {line}: {code} {said}" for (line, _), code, said in parser.errors]
    ids = [element.get("id") for element in tree.iter() if element.get("id")]
    return wrong + [f"id {ident} twice" for ident in sorted(set(ids)) if ids.count(ident) > 1]


async def test_a_page_that_is_no_valid_html_is_found() -> None:
    start = "<!doctype html><html lang=nl><title>x</title>"

    assert wrong_in(f"{start}<p id=a>goed</p>") == []
    for planted in (
        "<p><div id=a></p></div>",
        "<p id=a></p><p id=a></p>",
        "<ul><li></ol></ul>",
        '<p id="a" id="b">x</p>',
    ):
        assert wrong_in(f"{start}{planted}") != [], planted


class Inspector:
    """Goes from screen to screen and writes down what is wrong, so that one run tells everything."""

    def __init__(self) -> None:
        self.found: list[str] = []

    async def looks_at(self, state: str, page: Page) -> None:
        await page.evaluate(AT_REST)
        await page.evaluate(AXE)
        options = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}
        result = await page.evaluate("options => axe.run(document, options)", options)
        self.found += [f"{state}: {wrong}" for wrong in wrong_in(await (await page.request.get(page.url)).text())]
        for violation in result["violations"]:
            for node in violation["nodes"]:
                why = " ".join(node["failureSummary"].split())
                self.found.append(f"{state}: {violation['id']} {node['target']} {why}")

    async def finds_no_sideways_scroll(self, state: str, page: Page, *sizes: ViewportSize) -> None:
        """On these sizes everything fits in the width."""
        was = page.viewport_size or PHONE
        for size in sizes:
            await page.set_viewport_size(size)
            wide = await page.evaluate("document.documentElement.scrollWidth")
            if wide > size["width"]:
                self.found.append(f"{state}: {wide} px wide on a screen of {size['width']}")
        await page.set_viewport_size(was)


@pytest.mark.parametrize("language", ["nl", "en"])
async def test_the_way_in_and_a_players_evening(curtain_up: Curtain, language: str) -> None:
    stage = await curtain_up(language=language)
    inspector = Inspector()
    trainer = await stage.trainer()
    player = await stage.player("burgemeester", arrives=False)
    sizes = (SMALL_PHONE, LARGE_TEXT)

    async def inspect(state: str) -> None:
        await inspector.looks_at(state, player.page)
        await inspector.finds_no_sideways_scroll(state, player.page, *sizes)

    await player.page.goto(stage.program.said["url"])
    await inspect("code")
    await player.page.goto(f"{stage.program.said['url']}?code=0000")
    await inspect("wrong code")
    player.complaints.clear()  # Chromium itself notes the status 404
    await player.page.goto(f"{stage.program.said['url']}join/{stage.program.exercise['code']}")
    await inspect("seats")
    await player.page.goto(stage.program.link("burgemeester"))
    await player.connected()
    await inspect("role card")
    await player.ready()
    await inspect("lobby")
    await trainer.starts()
    await player.see("Nog geen berichten")
    await inspect("no messages yet")
    await one_of_each_channel(trainer, player)
    await inspect("channels")
    await trainer.orders("fire", inject=CALL)
    await player.gets(CALL)
    await player.picks_up(CALL)
    await player.types(CALL, "Wij leven mee.")
    await inspect("open question")
    await player.sends(CALL)
    await player.sees_receipt(CALL)
    await inspect("answered")
    await trainer.orders("pause")
    await player.see("De oefening staat stil.")
    await inspect("paused")
    await trainer.orders("end")
    await player.see("Uw oefening in het kort")
    await inspect("ended")
    await stage.player("burgemeester")
    await player.see("U speelt verder op een ander toestel.")
    await inspect("taken over")

    assert inspector.found == []
    stage.nobody_complained()


@pytest.mark.parametrize("language", ["nl", "en"])
async def test_every_kind_of_answer(curtain_up: Curtain, language: str, tmp_path: Path) -> None:
    stage = await curtain_up(every_form(tmp_path), language)
    inspector = Inspector()
    trainer = await stage.trainer()
    mayor = await stage.player("burgemeester", ALL_AT_ONCE)
    await trainer.starts(automatic=True)
    for form in ASKED:
        await mayor.gets(form)
        item = mayor.item(form)
        await item.locator(".answer__start").click()
        await mayor.sends(form)
        await expect(item.locator("[data-error]:visible")).to_have_count(1)
        await inspector.looks_at(f"{form}, nothing filled in", mayor.page)
        await inspector.finds_no_sideways_scroll(form, mayor.page, SMALL_PHONE, LARGE_TEXT)
    await mayor.item("inlichten").locator(".sk-choice").first.click()
    await mayor.item("meting").locator(".rate__cell").last.click()
    for field, words in WRITTEN.items():
        await mayor.item("bob").locator(f'[data-field="{field}"] textarea').fill(words)
    for form in ("inlichten", "meting", "bob"):
        await mayor.sends(form)
        await mayor.sees_receipt(form)
    await mayor.item("bob").locator(".readback__start").click()
    await inspector.looks_at("answered", mayor.page)
    for form, unit in (("inlichten", "seat:burgemeester"), ("bob", "team:kern")):
        await trainer.sees_answer(form, unit)
        await trainer.opens_answer(form, unit)
        await inspector.looks_at(f"desk, {form}", trainer.page)
    await trainer.orders("end")
    await mayor.see("Uw oefening in het kort")
    await inspector.looks_at("ended", mayor.page)
    await inspector.finds_no_sideways_scroll("ended", mayor.page, SMALL_PHONE, LARGE_TEXT)

    assert inspector.found == []
    stage.nobody_complained()


@pytest.mark.parametrize("language", ["nl", "en"])
async def test_the_wall(curtain_up: Curtain, language: str) -> None:
    stage = await curtain_up(language=language)
    inspector = Inspector()
    trainer = await stage.trainer()
    beamer = await stage.beamer()

    await beamer.see("Straks begint de oefening")
    await inspector.looks_at("lobby", beamer.page)
    await trainer.starts()
    await beamer.see("Woensdagavond")
    await inspector.looks_at("phase", beamer.page)
    await trainer.orders("fire", inject="omroep-zonder-reactie")
    await beamer.see("Gemeente zwijgt over woongroep")
    await inspector.looks_at("news", beamer.page)
    await trainer.orders("pause")
    await beamer.see("Tijd uit")
    await inspector.looks_at("paused", beamer.page)
    await trainer.orders("end")
    await beamer.see("De oefening is afgelopen.")
    await inspector.looks_at("ended", beamer.page)

    assert inspector.found == []
    stage.nobody_complained()


@pytest.mark.parametrize("language", ["nl", "en"])
async def test_the_trainers_desk_the_cards_and_the_report(curtain_up: Curtain, language: str) -> None:
    stage = await curtain_up(FAMILIEDRAMA, language)
    inspector = Inspector()
    trainer = await stage.trainer()
    mayor = await stage.player("burgemeester")

    await trainer.see("Start met 1 deelnemer")
    await inspector.looks_at("desk, lobby", trainer.page)
    await trainer.starts()
    await trainer.fires("teamchef-belt")
    await inspector.looks_at("desk, running", trainer.page)
    await mayor.gets("teamchef-belt")
    await mayor.picks_up("teamchef-belt")
    await mayor.answers("teamchef-belt", "Ik bel de gemeentesecretaris.")
    await trainer.sees_answer("teamchef-belt", "seat:burgemeester")
    await trainer.opens_answer("teamchef-belt", "seat:burgemeester")
    await trainer.scores("d8", 3)
    await inspector.looks_at("desk, scoring", trainer.page)
    menu = trainer.page.locator("#more > summary")
    await menu.click()
    await inspector.looks_at("desk, menu", trainer.page)
    await menu.click()
    await menu.evaluate("summary => summary.blur()")  # on a button a letter is no key of the desk
    await trainer.page.keyboard.press("Escape")  # the score closes
    dialogs = {"n": "message", "?": "keys", "q": "end", "e": "edit", "x": "skip", "o": "overrun", "c": "call"}
    for key, dialog in {**dialogs, "b": "beamer", "m": "note", "l": "lock"}.items():
        await trainer.page.locator("body").press(key)
        await inspector.looks_at(f"desk, dialog {dialog}", trainer.page)
        await trainer.page.locator(f"#{dialog}-dialog [data-close]").first.click()
    await trainer.page.locator("body").press("t")
    await mayor.see("Tijd uit")
    await inspector.looks_at("phone, time-out", mayor.page)
    await trainer.page.locator("body").press("p")
    await trainer.pauses()
    await inspector.looks_at("desk, paused", trainer.page)
    await trainer.ends()
    await inspector.looks_at("desk, ended", trainer.page)
    await inspector.looks_at("report", await trainer.opens_report())
    await trainer.page.goto(f"{trainer.page.url.split('?')[0]}cards")
    await inspector.looks_at("cards", trainer.page)

    assert inspector.found == []
    stage.nobody_complained()


async def test_what_matters_is_in_sight(curtain_up: Curtain) -> None:
    stage = await curtain_up(FAMILIEDRAMA)
    trainer = await stage.trainer(LAPTOP)
    councillor = await stage.player("raadslid_oppositie-1", SMALL_PHONE)
    mayor = await stage.player("burgemeester", SMALL_PHONE)
    await trainer.starts()
    await expect(trainer.page.locator("#go")).to_be_in_viewport(ratio=1)

    # A message that is longer than the screen: the button to answer it is there all the time.
    await trainer.fires("foto-lint")
    start = councillor.item("foto-lint").locator(".answer__start")
    await expect(start).to_be_in_viewport(ratio=1)
    await start.click()
    await expect(councillor.item("foto-lint").locator(".sk-choice").first).to_be_in_viewport(ratio=1)

    await trainer.fires("teamchef-belt")
    await mayor.gets("teamchef-belt")
    await mayor.picks_up("teamchef-belt")
    start = mayor.item("teamchef-belt").locator(".answer__start")
    await expect(start).to_be_in_viewport(ratio=1)
    await start.click()
    await expect(mayor.box("teamchef-belt")).to_be_in_viewport(ratio=1)
    await expect(mayor.item("teamchef-belt").locator("button[type=submit]")).to_be_in_viewport(ratio=1)
    stage.nobody_complained()


async def one_of_each_channel(trainer: Trainer, player: Player) -> None:
    for channel in CHANNELS:
        body = "Ria: Weet jij iets?\nBert: Nee.\n\nMet groet,\nRia\n\n57 reacties"
        await trainer.orders("message", to=["all"], channel=channel, sender="Ria", title=f"Over {channel}", body=body)
    await expect(player.items()).to_have_count(len(CHANNELS))


@pytest.mark.parametrize("language", ["nl", "en"])
async def test_before_the_start_the_small_desk_and_the_emergency_set(curtain_up: Curtain, language: str) -> None:
    stage = await curtain_up(language=language)
    inspector = Inspector()
    trainer = await stage.trainer()
    beamer = await stage.beamer()
    await trainer.page.locator(".st-ready").wait_for()
    await inspector.looks_at("lobby with its checklist", trainer.page)
    await trainer.press("Test beamer")
    await beamer.see("Leest de achterste rij dit?")
    await inspector.looks_at("test card", beamer.page)
    base = trainer.base
    sizes = (PHONE, LARGE_TEXT)
    for state, path in (("start page", "/start"), ("small desk, lobby", "/klein/"), ("emergency set", "/paper")):
        await trainer.page.goto(f"{base}{path}")
        await inspector.looks_at(state, trainer.page)
        await inspector.finds_no_sideways_scroll(state, trainer.page, *sizes)
    await trainer.page.goto(f"{base}/start")
    await trainer.page.locator(".st-help > summary").click()
    await inspector.looks_at("start page with help", trainer.page)
    await trainer.page.goto(f"{stage.program.said['url']}test")
    await trainer.see("De vaste lijn werkt")
    await inspector.looks_at("phone test", trainer.page)
    await inspector.finds_no_sideways_scroll("phone test", trainer.page, SMALL_PHONE, LARGE_TEXT)
    await trainer.page.goto(f"{base}/klein/")
    await trainer.orders("start")
    await trainer.is_running()
    await inspector.looks_at("small desk", trainer.page)
    await inspector.finds_no_sideways_scroll("small desk", trainer.page, SMALL_PHONE, LARGE_TEXT)

    assert inspector.found == []
    stage.nobody_complained()


@pytest.mark.parametrize("language", ["nl", "en"])
async def test_what_a_role_does_itself_and_what_comes_of_it(curtain_up: Curtain, language: str) -> None:
    stage = await curtain_up(FAMILIEDRAMA, language)
    inspector = Inspector()
    trainer, beamer = await stage.trainer(), await stage.beamer()
    await inspector.looks_at("lobby", trainer.page)
    player = await stage.player("burgemeester", SMALL_PHONE, arrives=False)
    page = player.page
    await page.goto(stage.program.link("burgemeester"))
    await expect(page.locator("html")).to_have_attribute("lang", language)
    await page.locator("[data-ready]").click()
    await page.locator("[data-tab=acts]").wait_for(state="attached")
    await trainer.orders("start", phase="acuut")
    await page.locator("[data-tab=acts]").click()
    await inspector.looks_at("acts", page)
    for summary in await page.locator(".act > summary").all():
        await summary.click()
    await inspector.looks_at("acts, all open", page)
    await inspector.finds_no_sideways_scroll("acts, all open", page, SMALL_PHONE, LARGE_TEXT)

    await page.locator('form[data-owned="act:ask:time_out"] button').click()
    await expect(page.locator(".act--told")).to_be_visible()
    await inspector.looks_at("asked", page)
    await page.locator('form[data-owned="act:offer:zelf-raadsbericht"] button').click()
    await player.item("zelf-raadsbericht").locator("textarea").first.fill("Wij leven mee. Hij was 34 jaar oud.")
    await expect(page.locator("[data-looks] > li").first).to_be_visible()
    await inspector.looks_at("looking along", page)

    await trainer.orders("fire", inject="foto-lint")
    await trainer.orders("beamer", shows="result", inject="foto-lint")
    await expect(beamer.page.locator(".stage__result")).to_be_visible()
    await inspector.looks_at("result", beamer.page)
    await trainer.page.locator('[data-open="beamer-dialog"]').click()
    await inspector.looks_at("request and projector", trainer.page)
    assert inspector.found == []
    stage.nobody_complained()


async def a_go_later() -> None:
    """Past the second in which a second GO is refused."""
    await asyncio.sleep(1.1)


@pytest.mark.parametrize("language", ["nl", "en"])
async def test_the_evening_around_the_simulation(curtain_up: Curtain, language: str) -> None:
    stage = await curtain_up(FAMILIEDRAMA, language)
    inspector = Inspector()
    trainer, beamer = await stage.trainer(), await stage.beamer()
    player = await stage.player("burgemeester", ALL_AT_ONCE, arrives=False)
    page = player.page
    await page.goto(stage.program.link("burgemeester"))
    await page.locator("[data-ready]").click()
    await trainer.orders("start")
    await trainer.orders("fire", inject="eerste-woorden")
    await player.gets("eerste-woorden")
    await player.item("eerste-woorden").locator(".answer__start").click()
    await player.item("eerste-woorden").locator("textarea").fill("Ik ga nu naar de school.")
    await player.item("eerste-woorden").locator("button[type=submit]").click()
    await expect(player.item("eerste-woorden").locator("[data-part=receipt]")).to_be_visible()
    await trainer.orders("next_phase", phase="inloop")
    await a_go_later()
    await trainer.orders("fire", inject="woorden-terug")
    back = player.item("woorden-terug")
    await expect(back.locator(".quoted")).to_contain_text("Ik ga nu naar de school.")
    await inspector.looks_at("quote and two ways to go", page)
    await inspector.finds_no_sideways_scroll("quote and two ways to go", page, SMALL_PHONE, LARGE_TEXT)
    await back.locator(".dilemma__way").first.focus()
    await page.keyboard.press("Enter")
    await expect(back.locator("[data-part=given]")).to_be_visible()
    await inspector.looks_at("one way chosen", page)

    await trainer.orders("next_phase", phase="terugkijken", to="acuut")
    await a_go_later()
    await trainer.orders("fire", inject="verslaggever-belt-door")
    call = player.item("verslaggever-belt-door")
    await expect(call.locator("[data-call=ringing]")).to_be_visible()
    await inspector.looks_at("a played call rings", page)
    await call.locator("form[data-act=open] button").click()
    await expect(call.locator("[data-call=on] [data-since-at]")).to_be_visible()
    await inspector.looks_at("a played call goes on", page)
    line = trainer.page.locator(".fc-line-on")
    await expect(line.locator("blockquote")).to_contain_text("U bent Joris Wiarda")
    await inspector.looks_at("the script on the desk", trainer.page)
    await expect(page.get_by_text("U bent Joris Wiarda")).to_have_count(0)
    await call.locator("form[data-act=hang_up] button").click()
    await expect(call.locator("[data-call=done]")).to_be_visible()
    await expect(line).to_have_count(0)
    await inspector.looks_at("a played call is over", page)

    await trainer.orders("call_hall", seconds=600, room="Zaal A")
    await trainer.orders("call_hall", seconds=900, room="Zaal B")
    for shows, sign in (("minutes", ".stage__question"), ("knowledge", ".stage__knew"), ("phase", ".stage__back")):
        await trainer.orders("beamer", shows=shows)
        await expect(beamer.page.locator(sign)).to_be_visible()
        await inspector.looks_at(shows, beamer.page)
    await trainer.orders("beamer", shows="question", item="1")
    await expect(beamer.page.locator(".stage__asks")).to_be_visible()
    await inspector.looks_at("question", beamer.page)
    await trainer.page.locator('[data-open="call-dialog"]').click()
    await expect(trainer.page.locator("[data-called-list] > li")).to_have_count(2)
    await inspector.looks_at("who is called back", trainer.page)
    await trainer.page.locator("#call-dialog [data-close]").click()
    await trainer.page.locator('[data-open="beamer-dialog"]').click()
    await trainer.page.locator("[data-afterwards] > summary").click()
    await inspector.looks_at("looking back", trainer.page)

    assert inspector.found == []
    stage.nobody_complained()


async def test_a_phone_in_the_dark(curtain_up: Curtain) -> None:
    stage = await curtain_up(FAMILIEDRAMA)
    inspector = Inspector()
    trainer = await stage.trainer()
    player = await stage.player("burgemeester", SMALL_PHONE, arrives=False)
    page = player.page
    await page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    await page.goto(stage.program.link("burgemeester"))
    await expect(page.locator("html")).to_have_attribute("data-theme", "night")
    await inspector.looks_at("role card in the dark", page)
    await player.ready()
    await player.connected()
    await trainer.starts()
    await one_of_each_channel(trainer, player)
    await trainer.orders("fire", inject="school-belt")
    await a_go_later()
    await trainer.orders("fire", inject="bericht-schrijven")
    await player.gets("bericht-schrijven")
    await player.item("bericht-schrijven").locator(".answer__start").click()
    await inspector.looks_at("channels in the dark", page)
    await page.locator("[data-tab=acts]").click()
    for summary in await page.locator(".act > summary").all():
        await summary.click()
    await inspector.looks_at("acts in the dark", page)
    await trainer.orders("time_out")
    await player.see("Alles staat stil.")
    await inspector.looks_at("time out in the dark", page)
    await trainer.orders("end")
    await player.see("Uw oefening in het kort")
    await inspector.looks_at("ended in the dark", page)
    await page.emulate_media(color_scheme="light", reduced_motion="reduce")
    await expect(page.locator("html")).not_to_have_attribute("data-theme", "night")

    assert inspector.found == []
    stage.nobody_complained()
