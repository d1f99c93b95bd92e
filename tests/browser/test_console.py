"""The trainer's desk: what helps while the exercise runs, and what fits on the screens it runs on."""

import json

from playwright.async_api import Locator, Page, ViewportSize, WebSocketRoute, expect

from tests.browser.conftest import Curtain
from tests.browser.stage import FAMILIEDRAMA, LAPTOP, Stage, Trainer

TABLET: ViewportSize = {"width": 1024, "height": 768}
FULL = "De schijf is vol: dit is niet vastgelegd."
CALL, LEAD = "teamchef-belt", "seat:burgemeester"


async def test_messages_sent_by_hand_stay_in_sight_with_who_opened_them(curtain_up: Curtain) -> None:
    stage = await curtain_up()
    trainer = await stage.trainer()
    mayor = await stage.player("burgemeester")
    await trainer.starts()
    loose = trainer.page.locator("[data-loose]")
    await expect(loose).to_be_hidden()

    await trainer.sends_message("Burgemeester", sender="Bode", title="Kom even langs", body="In zaal B.")
    await loose.get_by_text("Losse berichten").click()
    row = loose.locator(".fc-sent")
    await expect(row).to_contain_text("aan Burgemeester")
    await row.locator("summary").click()
    await expect(row.locator(".fc-sent__reads")).to_contain_text("In zaal B.")
    await mayor.see("Kom even langs")
    message = (await mayor.shown())[-1]
    command = {"type": "open", "command_id": "0" * 32, "item": message}
    await mayor.context.request.post(f"{mayor.page.url.rstrip('/')}/commands", data=command)

    await expect(row).to_contain_text("1/1")
    await expect(row.locator(".fc-sent__reads")).to_be_visible()
    stage.nobody_complained()


async def test_trouble_with_the_disk_stays_until_it_is_over(curtain_up: Curtain) -> None:
    stage = await curtain_up()
    trainer = await stage.trainer()
    lines: list[WebSocketRoute] = []

    def tap(line: WebSocketRoute) -> None:
        line.connect_to_server()
        lines.append(line)

    await trainer.page.route_web_socket("**/feed", tap)
    await trainer.page.reload()
    await trainer.see("Nog niet:")  # the last that the server says of itself to who comes in
    notice = trainer.page.locator("#trouble")
    await expect(notice).to_be_hidden()

    lines[-1].send(json.dumps({"type": "trouble", "sentence": FULL}))
    await expect(notice).to_be_visible()
    await expect(notice).to_contain_text(FULL)
    await trainer.starts()
    await expect(notice).to_be_visible()
    await expect(trainer.page.locator("#go")).to_be_in_viewport(ratio=1)
    lines[-1].send(json.dumps({"type": "trouble", "sentence": ""}))
    await expect(notice).to_be_hidden()

    # It may also end while the line is down.
    lines[-1].send(json.dumps({"type": "trouble", "sentence": FULL}))
    await expect(notice).to_be_visible()
    await lines[-1].close()
    await expect(notice).to_be_hidden()
    stage.nobody_complained()


async def test_the_menu_opens_in_every_state_and_without_scripts(curtain_up: Curtain) -> None:
    stage = await curtain_up()
    trainer = await stage.trainer()
    bare = await stage.browser.new_context(
        java_script_enabled=False, viewport=LAPTOP, storage_state=await trainer.context.storage_state()
    )
    page = await bare.new_page()
    await page.goto(trainer.page.url)
    await page.locator("#more > summary").click()
    await has_all(page)
    await bare.close()

    await menu_works(trainer)
    await trainer.starts()
    await menu_works(trainer)
    await trainer.pauses()
    await menu_works(trainer)
    await trainer.ends()
    await menu_works(trainer)
    stage.nobody_complained()


async def menu_works(trainer: Trainer) -> None:
    menu = trainer.page.locator("#more")
    await menu.locator("summary").focus()
    await trainer.page.keyboard.press("Enter")
    await has_all(trainer.page)
    await expect(menu.get_by_role("button", name="Toetsen")).to_be_in_viewport()
    await trainer.page.keyboard.press("Escape")
    await expect(menu.locator(".fc-more__menu")).to_be_hidden()
    await expect(menu.locator("summary")).to_be_focused()


async def has_all(page: Page) -> None:
    menu = page.locator("#more")
    for name in ("Rolkaarten printen", "Verslag tot nu toe", "Download kopie"):
        link = menu.get_by_role("link", name=name)
        await expect(link).to_be_in_viewport(ratio=1)
        answer = await page.context.request.get(await link.evaluate("link => link.href"))
        assert answer.ok, name
    await expect(menu.get_by_role("heading", name="Adres en code")).to_be_in_viewport()
    await expect(menu.locator(".fc-door__qr")).to_be_in_viewport(ratio=1)


async def test_going_on_is_asked_once_when_something_would_be_lost(curtain_up: Curtain) -> None:
    stage = await curtain_up()
    trainer = await stage.trainer()
    await trainer.starts()
    desk, asks = trainer.page.locator(".fc-desk"), trainer.page.locator("#next-dialog")
    goes_on = desk.get_by_role("button", name="Volgende fase")

    await goes_on.click()
    await expect(asks.get_by_role("heading")).to_have_text("Naar ‘De volgende ochtend’?")
    await expect(asks.locator("#next-words")).to_contain_text("berichten vervallen.")
    await expect(asks.locator("#next-words")).to_contain_text("in deze fase.")
    await trainer.press("Blijf in deze fase", within=asks)
    await expect(asks).to_be_hidden()
    await expect(desk).to_have_attribute("data-phase", "avond")
    await goes_on.click()
    await trainer.press("Naar de volgende fase", within=asks)
    await expect(desk).to_have_attribute("data-phase", "ochtend")


async def test_going_on_is_not_asked_when_nothing_is_lost(curtain_up: Curtain) -> None:
    stage = await curtain_up()
    trainer = await stage.trainer()
    await trainer.starts()
    for cue in await trainer.page.locator("[data-region=cues] > [data-phase=avond][data-inject]").all():
        await trainer.orders("skip", inject=await cue.get_attribute("data-inject"))
    await trainer.orders("move_phase_end", phase="avond", by_ms=-60 * 60_000)
    await expect(trainer.page.locator(".fc-left").first).to_contain_text("fase is om")

    await trainer.page.locator(".fc-desk").get_by_role("button", name="Volgende fase").click()

    await expect(trainer.page.locator(".fc-desk")).to_have_attribute("data-phase", "ochtend")
    await expect(trainer.page.locator("#next-dialog")).to_be_hidden()


async def test_plus_and_minus_move_the_end_of_the_phase_by_a_minute(curtain_up: Curtain) -> None:
    stage = await curtain_up()
    trainer = await stage.trainer()
    await trainer.starts()
    desk = trainer.page.locator(".fc-desk")
    end = int(await desk.get_attribute("data-phase-end") or "")
    for key, minutes in (("+", 1), ("Shift++", 2), ("NumpadAdd", 3), ("-", 2), ("_", 2), ("NumpadSubtract", 1)):
        await trainer.page.keyboard.press(key)
        await expect(desk).to_have_attribute("data-phase-end", str(end + minutes * 60_000))


async def test_taking_back_the_end_never_says_more_than_a_minute(curtain_up: Curtain) -> None:
    stage = await curtain_up()
    trainer = await stage.trainer()
    await trainer.starts()
    # The laptop's clock stands five minutes behind the server's.
    await trainer.page.locator("#fc").evaluate("fc => { fc.dataset.wallMs = Number(fc.dataset.wallMs) - 300000; }")
    await trainer.ends()
    await expect(trainer.page.locator("[data-undo-left]")).to_have_text("nog 1:00")


async def test_a_note_at_a_moment_is_there_when_its_group_is_opened_again(curtain_up: Curtain) -> None:
    stage = await curtain_up()
    trainer = await stage.trainer()
    await trainer.starts()
    groups = trainer.page.locator(".fc-moment [data-group]")
    await groups.first.click()
    await trainer.notes("Sprak over de afweging.")
    await groups.nth(1).click()
    await expect(trainer.page.locator("#note")).to_have_value("")
    await groups.first.click()
    await expect(trainer.page.locator("#note")).to_have_value("Sprak over de afweging.")
    await trainer.page.reload()
    await groups.first.click()
    await expect(trainer.page.locator("#note")).to_have_value("Sprak over de afweging.")


async def test_an_answer_can_be_scored_on_a_small_laptop_without_losing_a_button(curtain_up: Curtain) -> None:
    stage = await curtain_up(FAMILIEDRAMA)
    trainer, page = await with_an_answer(stage)
    await expect(page.locator(".sk-presence").first).to_be_visible()
    await trainer.opens_answer(CALL, LEAD)
    for step in ("its own dimensions", "all ten"):
        if step == "all ten":
            await page.locator("[data-all-dimensions]").click()
        for thing in ("#score-detail", "[data-close-score]", "#note", ".fc-scorenote button", "[data-basis=silent]"):
            await expect(page.locator(thing)).to_be_in_viewport(ratio=1)
            await nothing_over(page.locator(thing))
    last = page.locator("#scales > form").last.locator("button").last
    await last.focus()
    await expect(last).to_be_in_viewport(ratio=1)
    await nothing_over(last)

    await expect(page.locator(".sk-presence").first).to_be_hidden()
    await expect(page.locator(".fc-presence")).to_contain_text("1 van 17 verbonden")
    await page.locator("[data-everybody]").click()
    await expect(page.locator(".sk-presence").first).to_be_visible()
    assert not await clipped(page, ".fc-who__title, .fc-who__phase")
    stage.nobody_complained()


async def test_nothing_is_cut_off_or_runs_over_on_a_tablet(curtain_up: Curtain) -> None:
    stage = await curtain_up(FAMILIEDRAMA)
    trainer, page = await with_an_answer(stage)
    press = await stage.player("communicatie")
    await press.page.close()
    await expect(page.locator("[data-chip=communicatie]")).to_have_attribute("data-chip-state", "gone")
    await page.set_viewport_size(TABLET)

    assert not await clipped(page, ".fc-who__title, .fc-who__phase, .sk-cue__title")
    chip, column = page.locator("[data-chip=communicatie]"), page.locator(".fc-presence")
    chip_box, column_box = await chip.bounding_box(), await column.bounding_box()
    assert chip_box
    assert column_box
    assert chip_box["x"] + chip_box["width"] <= column_box["x"] + column_box["width"]
    for room in await page.locator(".sk-presence__group").all():
        name, count = (
            await room.locator(".sk-presence__name").bounding_box(),
            await room.locator(".fc-room-count").bounding_box(),
        )
        assert name
        assert count
        assert name["x"] + name["width"] <= count["x"]
    await trainer.opens_answer(CALL, LEAD)
    for thing in ("[data-close-score]", "#note", ".fc-scorenote button", "[data-basis=silent]"):
        await expect(page.locator(thing)).to_be_in_viewport(ratio=1)
        await nothing_over(page.locator(thing))


async def with_an_answer(stage: Stage) -> tuple[Trainer, Page]:
    trainer = await stage.trainer(LAPTOP)
    mayor = await stage.player("burgemeester")
    await trainer.starts()
    await trainer.fires(CALL)
    await mayor.gets(CALL)
    await mayor.picks_up(CALL)
    await mayor.answers(
        CALL, "Ik bel de gemeentesecretaris. Over personen zeggen wij niets, ook niet als u het vraagt."
    )
    await trainer.sees_answer(CALL, LEAD)
    return trainer, trainer.page


async def nothing_over(thing: Locator) -> None:
    """What is in the middle of it is the thing itself."""
    assert await thing.evaluate(
        """thing => {
          const box = thing.getBoundingClientRect();
          return thing.contains(document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2));
        }"""
    ), str(thing)


async def clipped(page: Page, selector: str) -> list[str]:
    """Texts of which a part does not show."""
    found: list[str] = await page.locator(selector).evaluate_all(
        """all => all.filter(one => one.offsetParent && (one.scrollWidth > one.clientWidth + 1
          || one.scrollHeight > one.clientHeight + 3)).map(one => one.textContent.trim())"""
    )
    return found
