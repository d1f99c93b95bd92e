"""A worksheet on a phone: filled in while the network goes, the page is loaded again, and sent once."""

from pathlib import Path

from playwright.async_api import expect

from engine.exercise.events import ResponseSubmitted, TextRef
from tests.browser.conftest import Curtain
from tests.browser.stage import SMALL_PHONE

MEETING = """\
format: 1
scenario: {id: overleg, title: Het overleg, starts: dag 1 08:00}
roles:
  burgemeester: {title: Burgemeester}
  wethouder: {title: Wethouder}
teams:
  kern: {title: Kernteam, roles: [burgemeester, wethouder]}
phases:
  - {id: een, title: Het eerste uur, session: 60 min, clock: {from: dag 1 08:00, to: dag 1 10:00}}
forms:
  bob: {kind: worksheet, question: Vul dit werkblad samen in., template: bob}
injects:
  - id: overleg
    phase: een
    at: +0 s
    channel: assignment
    from: Kernteam
    to: all
    title: Het overleg begint
    body: Leg vast wat u weet en wat u besluit.
    response: {form: bob, by: team kern}
"""
WRITTEN = {
    "beeld": "Er is rook.",
    "oordeel": "Het is vooral onrust.",
    "minder_ingrijpend": "Alleen de straat inlichten.",
    "besluit": "Wij lichten de straat in.",
    "uitvoering": "De wijkagent, voor 17.00 uur.",
}


async def test_a_worksheet_survives_a_lost_network_and_a_reload_and_is_kept_once(
    curtain_up: Curtain, tmp_path: Path
) -> None:
    scenario = tmp_path / "overleg"
    scenario.mkdir()
    (scenario / "scenario.yaml").write_text(MEETING, "utf-8")
    stage = await curtain_up(scenario)
    trainer = await stage.trainer()
    mayor = await stage.player("burgemeester", SMALL_PHONE, over_a_line=True)
    mate = await stage.player("wethouder")
    await trainer.starts(automatic=True)
    await mayor.gets("overleg")
    sheet = mayor.item("overleg")
    await sheet.locator(".answer__start").click()
    for field in ("beeld", "oordeel"):
        await sheet.locator(f'[data-field="{field}"] textarea').press_sequentially(WRITTEN[field])

    await mayor.line.cut()
    await mayor.disconnected()
    for field in ("minder_ingrijpend", "besluit"):
        await sheet.locator(f'[data-field="{field}"] textarea').press_sequentially(WRITTEN[field])
    await mayor.sends("overleg")
    await expect(sheet.locator('[data-field="uitvoering"] [data-error]')).to_have_text("Vul dit nog in.")
    await mayor.line.mend()
    await mayor.page.reload()
    await mayor.connected()
    for field in ("beeld", "oordeel", "minder_ingrijpend", "besluit"):
        await expect(sheet.locator(f'[data-field="{field}"] textarea')).to_have_value(WRITTEN[field])
    await sheet.locator('[data-field="uitvoering"] textarea').press_sequentially(WRITTEN["uitvoering"])

    mayor.line.hold_replies()
    await mayor.sends("overleg")
    await trainer.sees_answer("overleg", "team:kern")
    await mayor.line.cut()
    await mayor.line.mend()
    await mayor.sees_receipt("overleg")
    await mate.see("Geantwoord door Burgemeester")
    await mate.see("Uw werkblad: 5 van 7 ingevuld")

    await trainer.opens_answer("overleg", "team:kern")
    await trainer.see("Alleen de straat inlichten.")
    await mayor.sees_receipt("overleg", "gelezen")
    await trainer.ends()
    await mayor.see("De wijkagent, voor 17.00 uur.")
    record = await trainer.downloads_copy(tmp_path)
    (answer,) = record.all(ResponseSubmitted)
    assert answer.revision == 1
    refs = {field: given for field, given in answer.fields if isinstance(given, TextRef)}
    assert {field: record.texts[ref.id] for field, ref in refs.items()} == WRITTEN
    assert len({ref.id for ref in refs.values()}) == len(WRITTEN)
    stage.nobody_complained()
