"""What people do of themselves: write, pass on, begin, ask; and how little their page weighs."""

from __future__ import annotations

import asyncio
import wave
from pathlib import Path

from playwright.async_api import Locator, Request, expect

from engine.exercise import events as e
from tests.browser.conftest import Curtain
from tests.browser.stage import FAMILIEDRAMA, PHONE, Player, Stage

OFFER = "zelf-raadsbericht"


async def to_acts(player: Player) -> None:
    await player.page.get_by_role("link", name="Zelf doen").click()


async def test_the_mayor_writes_and_the_council_reads_it_in_her_name(curtain_up: Curtain, tmp_path: Path) -> None:
    stage = await curtain_up(FAMILIEDRAMA)
    trainer = await stage.trainer()
    mayor, member = await stage.player("burgemeester"), await stage.player("raadslid_oppositie-1")
    alderman = await stage.player("wethouder")
    await trainer.starts()

    await to_acts(mayor)
    page = mayor.page
    await page.locator(f'form[data-owned="act:offer:{OFFER}"] button').click()
    letter = mayor.item(OFFER)
    text = letter.locator("textarea").first
    await expect(text).to_be_visible()
    await text.fill("Wij leven mee met de familie. U hoort morgen om 12.00 uur opnieuw van ons.")
    looks = letter.locator("[data-looks] > li")
    await expect(looks.filter(has_text="medeleven")).to_have_attribute("data-state", "met")
    await expect(looks.filter(has_text="wie de pers te woord staat")).to_have_attribute("data-state", "missing")
    await text.press_sequentially(" De dader is een 34-jarige man.")
    await expect(letter.locator("[data-looks] > [data-state=doubt]")).to_have_count(2)
    await text.fill("Wij leven mee met de familie. U hoort morgen om 12.00 uur opnieuw van ons.")
    await letter.get_by_text("Ja, openbaar").click()
    await mayor.sends(OFFER)

    await member.see("U hoort morgen om 12.00 uur opnieuw van ons.")
    await member.see("Burgemeester · Marijke Overdijk")
    await expect(alderman.page.get_by_text("U hoort morgen om 12.00 uur")).to_have_count(0)
    await trainer.sees_answer(OFFER, "seat:burgemeester")
    await expect(letter.get_by_text("Wijzig")).to_have_count(0)
    await trainer.orders("end")
    record = await trainer.downloads_copy(tmp_path)
    [sent] = record.all(e.MessageSent)
    assert (sent.by, sent.answer) == ("burgemeester", OFFER)
    stage.nobody_complained()


async def test_somebody_writes_to_a_team_and_a_half_written_message_survives(curtain_up: Curtain) -> None:
    stage = await curtain_up(FAMILIEDRAMA)
    trainer = await stage.trainer()
    clerk, member = await stage.player("griffier"), await stage.player("raadslid_coalitie-2")
    await trainer.starts()

    await to_acts(clerk)
    page = clerk.page
    await page.get_by_text("Nieuw bericht aan iemand in de oefening").click()
    await page.get_by_label("Uw bericht").fill("Vanavond om acht uur bijpraten, alle fracties.")
    await page.reload()
    await to_acts(clerk)
    await expect(page.get_by_label("Uw bericht")).to_have_value("Vanavond om acht uur bijpraten, alle fracties.")
    await page.locator("form[data-act=write] button[type=submit]").click()
    await expect(page.get_by_label("Uw bericht")).to_be_visible()  # the browser or the server wants to know to whom
    await page.get_by_label("Aan", exact=True).select_option("team coalitie")
    await page.locator("form[data-act=write] button[type=submit]").click()
    await clerk.see("Gedaan.")
    await member.see("Vanavond om acht uur bijpraten, alle fracties.")
    await expect(page.get_by_label("Uw bericht")).to_have_value("")
    await trainer.see("Losse berichten")
    stage.nobody_complained()


async def test_who_asks_for_time_out_gets_it_from_the_trainer(curtain_up: Curtain) -> None:
    stage = await curtain_up()
    trainer = await stage.trainer()
    member, mayor = await stage.player("raadslid-1"), await stage.player("burgemeester")
    await trainer.starts()

    await to_acts(member)
    await member.page.locator("summary", has_text="Vraag om tijd uit").click()
    await member.page.get_by_label("Waarover?").last.fill("Dit komt te dichtbij.")
    await member.page.locator('form[data-owned="act:ask:time_out"] button').click()
    await member.see("De trainer weet dat u tijd uit vraagt.")

    request = trainer.page.locator(".fc-request")
    await expect(request).to_contain_text("Raadslid 1 vraagt om tijd uit: Dit komt te dichtbij.")
    await request.get_by_role("button", name="Tijd uit").click()
    await mayor.see("Alles staat stil.")
    await request.get_by_role("button", name="Gedaan").click()
    await expect(request).to_have_count(0)
    await trainer.orders("resume")
    await to_acts(member)
    await expect(member.page.locator("summary", has_text="Vraag om tijd uit")).to_be_visible()
    stage.nobody_complained()


async def test_a_players_first_load_is_light(curtain_up: Curtain) -> None:
    """At most 100 kB over the line in 15 requests, from the link on the card to the role."""
    stage = await curtain_up(FAMILIEDRAMA)
    context = await stage.browser.new_context(viewport=PHONE)
    page = await context.new_page()
    taken: list[asyncio.Task[int]] = []

    async def weigh(request: Request) -> int:
        sizes = await request.sizes()
        return sizes["responseBodySize"] + sizes["responseHeadersSize"]

    page.on("requestfinished", lambda request: taken.append(asyncio.create_task(weigh(request))))
    await page.goto(stage.program.link("burgemeester"))
    await expect(page.locator("[data-ready]")).to_be_visible()
    await page.wait_for_load_state("networkidle")
    weights = await asyncio.gather(*taken)
    assert len(weights) <= 15, len(weights)
    assert sum(weights) <= 100_000, sum(weights)
    await context.close()


async def test_the_trainer_shows_how_often_each_option_was_given(curtain_up: Curtain) -> None:
    stage = await curtain_up(FAMILIEDRAMA)
    trainer, beamer = await stage.trainer(), await stage.beamer()
    members = [await stage.player(f"raadslid_oppositie-{n}") for n in (1, 2)]
    await trainer.starts()
    await trainer.orders("fire", inject="foto-lint")
    for member, words in zip(members, ("Ik reageer niet", "Ik bel de griffier"), strict=True):
        await member.gets("foto-lint")
        await member.chooses("foto-lint", words)

    await trainer.page.locator('[data-open="beamer-dialog"]').click()
    await trainer.page.locator("[data-result-list] button").first.click()
    wall = beamer.page.locator(".stage__result > li")
    await expect(wall).to_have_count(4)
    await expect(wall.filter(has_text="Ik reageer niet")).to_contain_text("1")
    await expect(beamer.page.locator(".stage")).to_contain_text("2 van 5 antwoorden")
    stage.nobody_complained()


async def test_a_call_that_is_let_go_is_on_the_voicemail(curtain_up: Curtain) -> None:
    stage = await curtain_up()
    trainer, mayor = await stage.trainer(), await stage.player("burgemeester")
    await trainer.starts()
    await trainer.orders("fire", inject="omroep-belt")
    await mayor.gets("omroep-belt")
    call = mayor.item("omroep-belt")
    await call.get_by_role("button", name="Nu niet opnemen").click()
    await expect(call.locator(".call")).to_have_attribute("data-call", "voicemail")
    await trainer.page.locator("[data-inject=omroep-belt] .sk-cue").click()
    await expect(trainer.page.locator("#standby-body")).to_contain_text("Niet opgenomen door Burgemeester")

    await call.get_by_text("Luister de voicemail af").click()
    await expect(call.locator(".call__quote")).to_be_visible()
    await expect(trainer.page.locator("#standby-body")).not_to_contain_text("Niet opgenomen door")
    await mayor.answers("omroep-belt", "Ik bel u over tien minuten terug.")
    await trainer.sees_answer("omroep-belt", "seat:burgemeester")
    stage.nobody_complained()


TOGETHER = """\
format: 1
scenario: {id: samen, title: Samen, starts: dag 1 08:00}
roles:
  wethouder: {title: Wethouder, name: Tom Hazeleger}
  burgemeester: {title: Burgemeester}
  griffier: {title: Griffier}
teams: {college: {title: Het college, roles: [wethouder, burgemeester]}}
phases:
  - {id: een, title: Een, session: 10 min, clock: {from: dag 1 08:00, to: dag 1 09:00}}
forms: {plan: {kind: worksheet, question: Wat doet u samen?, template: bob}}
injects:
  - {id: vraag, phase: een, at: +1 s, channel: email, from: Pers, to: [all], title: Vraag, body: Wat nu?,
     response: {form: plan, by: team college}}
"""


async def college(curtain_up: Curtain, folder: Path) -> tuple[Stage, Player, Player, Player]:
    """A mayor and an alderman who answer together, with the sheet open, and a clerk who does not."""
    (folder / "samen").mkdir()
    (folder / "samen" / "scenario.yaml").write_text(TOGETHER, encoding="utf-8")
    stage = await curtain_up(folder / "samen")
    trainer = await stage.trainer()
    mayor, alderman = await stage.player("burgemeester", over_a_line=True), await stage.player("wethouder")
    clerk = await stage.player("griffier")
    await trainer.starts()
    for player in (mayor, alderman, clerk):
        await player.gets("vraag")
    for player in (mayor, alderman):
        await player.item("vraag").locator(".answer__start").click()
    return stage, mayor, alderman, clerk


def field(player: Player, name: str) -> Locator:
    return player.item("vraag").locator(f"[name='fields.{name}']")


async def test_a_team_fills_in_one_sheet_and_sees_who_writes_where(curtain_up: Curtain, tmp_path: Path) -> None:
    stage, mayor, alderman, clerk = await college(curtain_up, tmp_path)
    await field(alderman, "beeld").fill("De school is dicht.")
    line = mayor.item("vraag").locator("[data-typing]")

    await expect(line).to_have_text("Tom Hazeleger schrijft ook aan dit antwoord.")
    await expect(mayor.item("vraag").locator("[data-field=beeld] .mate")).to_have_text("Tom Hazeleger")
    await expect(field(mayor, "beeld")).to_have_value("De school is dicht.")
    await field(mayor, "oordeel").fill("Ouders willen weten of het veilig is.")
    await expect(field(alderman, "oordeel")).to_have_value("Ouders willen weten of het veilig is.")
    await expect(alderman.item("vraag").locator("[data-field=oordeel] .mate")).to_have_text("Burgemeester")
    await expect(clerk.item("vraag").locator("form")).to_have_count(0)
    await expect(line).to_be_hidden()  # after a few seconds

    for name in ("minder_ingrijpend", "besluit", "uitvoering"):
        await field(mayor, name).fill(f"Samen: {name}")
    await mayor.item("vraag").get_by_role("button", name="Verstuur uw werkblad").click()
    await expect(alderman.item("vraag").locator(".readback")).to_contain_text("De school is dicht.")
    await expect(alderman.item("vraag").locator("[data-part=box]")).not_to_have_attribute("open", "")
    await alderman.page.reload()
    await expect(alderman.item("vraag").locator(".readback")).to_have_count(1)
    await expect(alderman.item("vraag").locator("[data-part=box]")).not_to_have_attribute("open", "")
    stage.nobody_complained()


async def test_two_who_write_in_one_place_lose_nothing(curtain_up: Curtain, tmp_path: Path) -> None:
    stage, mayor, alderman, _ = await college(curtain_up, tmp_path)
    await field(alderman, "beeld").fill("Samen begonnen.")
    await expect(field(mayor, "beeld")).to_have_value("Samen begonnen.")
    await mayor.line.cut()  # what both write now crosses
    await field(mayor, "beeld").fill("De burgemeester schreef verder.")
    await field(alderman, "beeld").fill("De wethouder schreef verder.")
    await asyncio.sleep(1)
    await mayor.line.mend()

    offer = mayor.item("vraag").locator(".mate-offer")
    await expect(offer).to_contain_text("De wethouder schreef verder.")
    await expect(field(mayor, "beeld")).to_have_value("De burgemeester schreef verder.")
    await offer.get_by_role("button", name="Neem over").click()
    await expect(field(mayor, "beeld")).to_have_value("De wethouder schreef verder.")
    await expect(offer).to_have_count(0)
    stage.nobody_complained()


async def test_who_comes_in_later_sees_what_the_team_has_already(curtain_up: Curtain, tmp_path: Path) -> None:
    stage, mayor, alderman, _ = await college(curtain_up, tmp_path)
    await field(alderman, "beeld").fill("De school is dicht.")
    await expect(field(mayor, "beeld")).to_have_value("De school is dicht.")
    await mayor.page.evaluate("localStorage.clear()")
    await mayor.page.reload()

    await expect(field(mayor, "beeld")).to_have_value("De school is dicht.")
    stage.nobody_complained()


RECORDED = """\
format: 1
scenario: {id: geluid, title: Geluid, starts: dag 1 08:00}
roles: {burgemeester: {title: Burgemeester}}
phases: [{id: een, title: Een, session: 10 min, clock: {from: dag 1 08:00, to: dag 1 09:00}}]
media: {stem: {file: media/stem.wav, alt: Henk Averink belt, transcript: Ik heb slecht nieuws., length: 4 s}}
injects:
  - {id: belt, phase: een, at: +1 s, channel: phone, from: Henk Averink, to: burgemeester, title: Nieuws,
     body: Drie doden., media: [stem]}
"""


async def test_a_recorded_call_is_heard_once_it_is_taken_and_can_be_read_along(
    curtain_up: Curtain, tmp_path: Path
) -> None:
    media = tmp_path / "geluid" / "media"
    media.mkdir(parents=True)
    (media.parent / "scenario.yaml").write_text(RECORDED, encoding="utf-8")
    with wave.open(str(media / "stem.wav"), "wb") as made:
        made.setnchannels(1)
        made.setsampwidth(2)
        made.setframerate(8_000)
        made.writeframes(bytes(2 * 8_000 * 4))
    stage = await curtain_up(media.parent)
    trainer, mayor = await stage.trainer(), await stage.player("burgemeester")
    await trainer.starts(automatic=True)
    await mayor.gets("belt")
    call = mayor.item("belt")
    await expect(call.locator("[data-call=ringing]")).to_be_visible()
    assert await call.locator("audio").evaluate("audio => audio.paused")

    await mayor.picks_up("belt")

    await mayor.page.wait_for_function("document.querySelector('.call audio').currentTime > 0")
    await expect(call.get_by_text("Ik heb slecht nieuws.")).to_be_hidden()
    await call.get_by_text("Lees wat er gezegd wordt").click()
    await expect(call.get_by_text("Ik heb slecht nieuws.")).to_be_visible()
    await call.get_by_text("Lees mee").click()
    await expect(call.get_by_text("Drie doden.")).to_be_visible()
    stage.nobody_complained()
