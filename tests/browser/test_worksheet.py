"""A worksheet on a phone: filled in while the network goes, the page is loaded again, and sent once."""

from pathlib import Path

from playwright.async_api import expect

from engine.exercise.events import ResponseSubmitted, TextRef
from tests.browser.conftest import Curtain
from tests.browser.every_form import WRITTEN, every_form
from tests.browser.stage import SMALL_PHONE


async def test_a_worksheet_survives_a_lost_network_and_a_reload_and_is_kept_once(
    curtain_up: Curtain, tmp_path: Path
) -> None:
    stage = await curtain_up(every_form(tmp_path))
    trainer = await stage.trainer()
    mayor = await stage.player("burgemeester", SMALL_PHONE, over_a_line=True)
    mate = await stage.player("wethouder")
    await trainer.starts(automatic=True)
    await mayor.gets("bob")
    sheet = mayor.item("bob")
    await sheet.locator(".answer__start").click()
    for field in ("beeld", "oordeel"):
        await sheet.locator(f'[data-field="{field}"] textarea').press_sequentially(WRITTEN[field])

    await mayor.line.cut()
    await mayor.disconnected()
    for field in ("minder_ingrijpend", "besluit"):
        await sheet.locator(f'[data-field="{field}"] textarea').press_sequentially(WRITTEN[field])
    await mayor.sends("bob")
    await expect(sheet.locator('[data-field="uitvoering"] [data-error]')).to_have_text("Vul dit nog in.")
    await mayor.line.mend()
    await mayor.page.reload()
    await mayor.connected()
    for field in ("beeld", "oordeel", "minder_ingrijpend", "besluit"):
        await expect(sheet.locator(f'[data-field="{field}"] textarea')).to_have_value(WRITTEN[field])
    await sheet.locator('[data-field="uitvoering"] textarea').press_sequentially(WRITTEN["uitvoering"])

    mayor.line.hold_replies()
    await mayor.sends("bob")
    await trainer.sees_answer("bob", "team:kern")
    await mayor.line.cut()
    await mayor.line.mend()
    await mayor.sees_receipt("bob")
    await mate.see("Geantwoord door Burgemeester")
    await mate.see("Uw werkblad: 5 van 7 ingevuld")

    await trainer.opens_answer("bob", "team:kern")
    await trainer.see("Alleen de straat inlichten.")
    await mayor.sees_receipt("bob", "gelezen")
    await trainer.ends()
    await mayor.see("De wijkagent, voor 17.00 uur.")
    record = await trainer.downloads_copy(tmp_path)
    (answer,) = record.all(ResponseSubmitted)
    assert answer.revision == 1
    refs = {field: given for field, given in answer.fields if isinstance(given, TextRef)}
    assert {field: record.texts[ref.id] for field, ref in refs.items()} == WRITTEN
    assert len({ref.id for ref in refs.values()}) == len(WRITTEN)
    stage.nobody_complained()


async def test_every_form_is_filled_in_and_sent_without_scripts(curtain_up: Curtain, tmp_path: Path) -> None:
    stage = await curtain_up(every_form(tmp_path))
    trainer = await stage.trainer()
    await trainer.starts(automatic=True)
    context = await stage.browser.new_context(viewport=SMALL_PHONE, java_script_enabled=False)
    page = await context.new_page()
    await page.goto(stage.program.link("burgemeester"))

    async def answer(inject: str, *controls: tuple[str, str]) -> None:
        """Tick these boxes and cells, or fill in these texts, and send."""
        item = page.locator(f'[data-item="{inject}"]')
        await item.locator(".answer__start").click()
        for control, words in controls:
            found = item.locator(control)
            await (found.fill(words) if words else found.check(force=True))
        await item.locator("button[type=submit]").click()
        await expect(item.locator("[data-part=receipt]")).to_contain_text("verstuurd")

    await answer("inlichten", ("input[value=raad]", ""), ("input[value=buren]", ""))
    await answer("meting", ("input[value='4']", ""))
    await answer("verklaring", ("textarea", "Wij leven mee."))
    await answer("bob", *((f"[name='fields.{field}']", words) for field, words in WRITTEN.items()))
    await expect(page.locator("[data-item=bob]")).to_contain_text("Uw werkblad: 5 van 7 ingevuld")
    await expect(page.locator("[data-item=inlichten] .readback__list li")).to_have_text(["De raad", "De omwonenden"])
    await context.close()
    await trainer.ends()
    record = await trainer.downloads_copy(tmp_path)
    given = {event.inject: event for event in record.all(ResponseSubmitted)}
    assert given["inlichten"].options == ("raad", "buren")
    assert given["meting"].value == 4
    assert [field for field, _ in given["bob"].fields] == list(WRITTEN)
    stage.nobody_complained()
