"""The desk under the hands: a round by keyboard alone, two people at it, and everything standing still in a pause."""

from __future__ import annotations

import asyncio
import math
import shutil
import struct
import wave
from pathlib import Path

from playwright.async_api import Locator, Page, expect

from engine.exercise import events as e
from tests.browser.conftest import Curtain
from tests.browser.stage import LAPTOP, MINI, Stage, Trainer

FIRST, CALL = "mail-bewoner", "omroep-belt"


async def tab_to(page: Page, selector: str, key: str = "Tab") -> None:
    """Press Tab until this has the focus, as somebody without a mouse does."""
    for _ in range(80):
        if await page.evaluate("(selector) => document.activeElement?.matches(selector) ?? false", selector):
            return
        await page.keyboard.press(key)
    raise AssertionError(f"{selector} cannot be reached with {key}")


async def is_so(trainer: Trainer, inject: str, status: str) -> None:
    await expect(trainer.cue(inject)).to_have_attribute("data-status", status)


async def test_a_full_round_by_keyboard_alone(curtain_up: Curtain, tmp_path: Path) -> None:
    stage = await curtain_up()
    trainer = await stage.trainer()
    mayor = await stage.player("burgemeester")
    await trainer.see("Start met 1 deelnemer")
    page, keys = trainer.page, trainer.page.keyboard

    await tab_to(page, ".fc-lobby__start button")
    await keys.press("Enter")
    await trainer.is_running()
    await page.evaluate("document.activeElement.blur()")

    await keys.press("Space")
    await is_so(trainer, FIRST, "delivered")
    await keys.press("z")
    await trainer.see("Teruggedraaid: niemand had het geopend.")
    await is_so(trainer, FIRST, "withdrawn")

    standing = await page.locator("[aria-current=true]").locator("..").get_attribute("data-inject")
    assert standing is not None
    await keys.press("s")
    await is_so(trainer, standing, "skipped")
    await keys.press("Home")
    await asyncio.sleep(1)  # the guard between two GOs
    await keys.press("f")
    await is_so(trainer, FIRST, "delivered")

    await keys.press("n")
    await tab_to(page, '[name="to"][value="burgemeester"]', "Shift+Tab")
    await keys.press("Space")
    await tab_to(page, "#m-sender")
    await keys.type("Bode")
    await tab_to(page, "#m-body")
    await keys.type("Kom even langs in zaal B.")
    await tab_to(page, "#message-dialog .sk-button--primary")
    await keys.press("Enter")
    await expect(page.locator("#message-dialog")).to_be_hidden()
    await mayor.see("Kom even langs in zaal B.")

    await keys.press("p")
    await trainer.is_paused()
    await keys.press("p")
    await trainer.is_running()

    await asyncio.sleep(1)
    await trainer.orders("fire", inject=CALL)
    await mayor.gets(CALL)
    await mayor.picks_up(CALL)
    await mayor.answers(CALL, "Ik kom naar buiten en vertel wat vaststaat.")
    await trainer.sees_answer(CALL, "seat:burgemeester")
    await keys.press("r")
    await expect(page.locator("#score")).to_be_visible()
    await keys.press("3")
    await expect(page.locator("#scales [aria-pressed=true][value='3']").first).to_be_visible()
    await keys.press("]")
    await keys.press("4")
    await keys.press("m")
    await keys.type("Zocht eerst steun.")
    await keys.press("Escape")
    await trainer.see("Notitie bewaard")
    await keys.press("Escape")
    await keys.press("m")
    await keys.type("De zaal was stil.")
    await tab_to(page, "#note-dialog .sk-button--primary")
    await keys.press("Enter")
    await expect(page.locator(".fc-noted")).to_have_count(1)
    await expect(page.locator("#note-dialog")).to_be_hidden()

    phase = await page.locator(".fc-desk").get_attribute("data-phase")
    await keys.press(">")
    await tab_to(page, "#next-dialog .sk-button--primary")
    await keys.press("Enter")
    await expect(page.locator(".fc-desk")).not_to_have_attribute("data-phase", phase or "")

    await keys.press("q")
    await tab_to(page, "#end-dialog .sk-button--stop")
    await keys.press("Enter")
    await expect(page.locator("#fc")).to_have_attribute("data-status", "ended")

    record = await trainer.downloads_copy(tmp_path)
    assert [type(event).__name__ for event in record.all(e.InjectSkipped, e.InjectWithdrawn, e.MessageSent)] == [
        "InjectWithdrawn", "InjectSkipped", "MessageSent",
    ]  # fmt: skip
    assert [scored.position for scored in record.all(e.Scored)] == [3, 4]
    stage.nobody_complained()


async def second_trainer(stage: Stage) -> Trainer:
    """Somebody who came in with the link of the second trainer."""
    return await at_the_desk(stage, "trainer.2")


async def at_the_desk(stage: Stage, seat: str) -> Trainer:
    """Somebody who came in with the link of this seat of the staff."""
    link = next(line["link"] for line in stage.program.exercise["staff"] if line["seat"] == seat)
    context = await stage.browser.new_context(viewport=LAPTOP)
    page = await context.new_page()
    other = Trainer(context, page, None)
    stage.people.append(other)
    await page.goto(link)
    return other


async def test_two_consoles_pressing_go_at_once_send_one_message_and_see_the_same(
    curtain_up: Curtain, tmp_path: Path
) -> None:
    stage = await curtain_up()
    first = await stage.trainer()
    other = await second_trainer(stage)
    await first.starts()
    await other.is_running()
    for trainer in (first, other):
        await expect(trainer.page.locator("#go")).not_to_have_attribute("aria-disabled", "true")

    go = "document.getElementById('go').click()"
    await asyncio.gather(first.page.evaluate(go), other.page.evaluate(go), first.page.evaluate(go))
    for trainer in (first, other):
        await is_so(trainer, FIRST, "delivered")
    sent = ".fc-cue[data-status=delivered]"
    assert await first.page.locator(sent).count() == await other.page.locator(sent).count() == 1

    await other.page.keyboard.press("t")
    for trainer in (first, other):
        await trainer.is_paused()
    await other.page.keyboard.press("p")
    await first.is_running()
    await first.ends()
    record = await first.downloads_copy(tmp_path)
    assert [delivered.inject for delivered in record.all(e.InjectDelivered)] == [FIRST]
    # The browser itself notes that the second GO was refused.
    assert all("409" in words for words in stage.complaints())


def with_a_sound(folder: Path) -> Path:
    """The small scenario, with twenty seconds of sound in the first message."""
    made = folder / "geluid"
    shutil.copytree(MINI, made)
    tone = (int(3_000 * math.sin(place / 9)) for place in range(8_000 * 20))
    with wave.open(str(made / "media" / "toon.wav"), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(8_000)
        file.writeframes(b"".join(struct.pack("<h", sample) for sample in tone))
    script = made / "scenario.yaml"
    text = script.read_text(encoding="utf-8")
    text = text.replace(
        "media:\n  straat:", "media:\n  toon: {file: media/toon.wav, alt: een toon, license: CC0-1.0}\n  straat:"
    )
    head = "  - id: mail-bewoner\n"
    script.write_text(text.replace(head, f"{head}    media: [toon]\n"), encoding="utf-8")
    return made


async def plays_past(sound: Locator, second: float) -> None:
    """Wait until the sound is past this second."""
    for _ in range(300):
        if await sound.evaluate("(sound) => sound.currentTime") > second:
            return
        await asyncio.sleep(0.05)
    raise AssertionError(f"the sound does not come past {second} s")


async def test_in_a_pause_sound_ringing_and_deadlines_stand_still_and_go_on_from_there(
    curtain_up: Curtain, tmp_path: Path
) -> None:
    stage = await curtain_up(with_a_sound(tmp_path))
    trainer = await stage.trainer()
    member = await stage.player("raadslid-1")
    mayor = await stage.player("burgemeester")
    await trainer.starts()
    await trainer.fires(FIRST)
    await asyncio.sleep(1)
    await trainer.fires(CALL)
    await member.gets(FIRST)
    await mayor.gets(CALL)
    sound = member.page.locator("audio")
    await sound.evaluate("(sound) => sound.play()")
    await plays_past(sound, 0.3)
    left = mayor.item(CALL).locator("[data-deadline-at]").first

    await trainer.page.keyboard.press("t")
    await member.see("Tijd uit")
    await expect(mayor.page.locator("html")).to_have_attribute("data-still", "")
    at = await sound.evaluate("(sound) => [sound.paused, sound.currentTime]")
    still = await left.text_content()
    moving = "() => document.getAnimations().filter((each) => each.playState === 'running').length"
    await asyncio.sleep(2)
    assert at[0] is True
    assert await sound.evaluate("(sound) => [sound.paused, sound.currentTime]") == at
    assert await left.text_content() == still
    assert await mayor.page.evaluate(moving) == 0
    # Pressing play meanwhile changes nothing either.
    await sound.evaluate("(sound) => sound.play().catch(() => {})")
    assert await sound.evaluate("(sound) => sound.paused") is True

    await trainer.page.keyboard.press("t" if await trainer.page.locator("[data-key-action=time_out]").count() else "p")
    await trainer.is_running()
    await plays_past(sound, at[1] + 0.2)
    assert await sound.evaluate("(sound) => sound.currentTime") < at[1] + 2
    await expect(left).not_to_have_text(still or "")
    stage.nobody_complained()


async def test_what_somebody_types_survives_a_time_out(curtain_up: Curtain) -> None:
    stage = await curtain_up()
    trainer = await stage.trainer()
    mayor = await stage.player("burgemeester")
    await trainer.starts()
    await trainer.fires(CALL)
    await mayor.gets(CALL)
    await mayor.picks_up(CALL)
    await mayor.types(CALL, "Ik ben onder")
    await trainer.page.keyboard.press("t")
    await mayor.see("Wat u aan het typen was, staat er straks nog.")
    await trainer.page.keyboard.press("p")
    await mayor.not_see("Wat u aan het typen was, staat er straks nog.")

    await expect(mayor.box(CALL)).to_have_value("Ik ben onder")
    stage.nobody_complained()


async def test_a_locked_desk_shows_the_clock_and_takes_no_keys(curtain_up: Curtain) -> None:
    stage = await curtain_up()
    trainer = await stage.trainer()
    page, keys = trainer.page, trainer.page.keyboard
    await trainer.starts()
    await keys.press("l")
    await keys.type("4711")
    await keys.press("Enter")
    curtain = page.locator("#curtain")
    await expect(curtain).to_be_visible()
    for key in ("Escape", "p", "Control+Enter"):
        await keys.press(key)
    await page.reload()
    await expect(curtain).to_be_visible()
    await trainer.is_running()
    assert await page.locator(".fc-cue[data-status=delivered]").count() == 0
    await page.locator("#unlock-code").fill("1234")
    await keys.press("Enter")
    await trainer.see("Dat is niet de code.")
    await page.locator("#unlock-code").fill("4711")
    await keys.press("Enter")
    await expect(curtain).to_be_hidden()
    stage.nobody_complained()


async def test_a_key_can_be_chosen_anew_and_switched_off(curtain_up: Curtain) -> None:
    stage = await curtain_up()
    trainer = await stage.trainer()
    page, keys = trainer.page, trainer.page.keyboard
    await trainer.starts()
    await keys.press("?")
    await page.locator("[data-rekey=pause]").click()
    await keys.press("t")
    await trainer.see("Deze toets is al voor")
    await page.locator("[data-rekey=pause]").click()
    await keys.press("g")
    await page.locator("#keys-dialog [data-close]").click()
    await keys.press("g")
    await trainer.is_paused()
    await keys.press("p")
    await asyncio.sleep(0.3)
    await trainer.is_paused()

    await keys.press("?")
    await page.locator("#keys-on").uncheck()
    await page.locator("#keys-dialog [data-close]").click()
    await keys.press("g")
    await asyncio.sleep(0.3)
    await trainer.is_paused()
    stage.nobody_complained()


async def test_a_ladder_that_a_player_moves_is_on_the_desk_with_who_and_what_was_expected(curtain_up: Curtain) -> None:
    stage = await curtain_up()
    trainer = await stage.trainer()
    mayor = await stage.player("burgemeester")
    await trainer.starts()
    await expect(trainer.page.locator(".fc-ladder[data-fits=no]")).to_contain_text("verwacht: 1")

    await mayor.page.get_by_role("link", name="Zelf doen").click()
    await mayor.page.get_by_text("Onrustfase").first.click()
    await mayor.page.get_by_label("Waarom?").fill("Er staan veertig mensen voor de deur.")
    await mayor.page.reload()
    await mayor.page.get_by_role("link", name="Zelf doen").click()
    reason = mayor.page.get_by_label("Waarom?")
    await expect(reason).to_have_value("Er staan veertig mensen voor de deur.")
    await mayor.page.get_by_text("1 · dreigend").click()
    await mayor.page.get_by_role("button", name="Zet Onrustfase").click()

    await expect(mayor.page.locator(".act__now")).to_have_text("1 · dreigend")
    await expect(reason).to_have_value("")
    line = trainer.page.locator(".fc-ladder", has_text="Onrustfase")
    await expect(line).to_contain_text("past: 1")
    await expect(line).to_contain_text("Burgemeester")
    await expect(line).to_contain_text("Er staan veertig mensen voor de deur.")
    assert stage.complaints() == []


async def test_words_that_one_desk_changes_stand_on_the_other_and_with_an_observer(curtain_up: Curtain) -> None:
    stage = await curtain_up()
    first = await stage.trainer()
    other = await second_trainer(stage)
    await first.starts()
    await other.is_running()
    observer = await at_the_desk(stage, "observer.1")
    words = "De mail komt later, en van iemand anders."
    await first.orders("edit", inject=FIRST, sender="Bode", title="Toch anders", body=words)

    for trainer in (first, other):
        await trainer.page.locator(f"[data-inject={FIRST}] .sk-cue").click()
        await expect(trainer.page.locator("#standby-body")).to_contain_text(words)
        await expect(trainer.page.locator("#standby-head")).to_contain_text("Toch anders")
    line = observer.page.locator(f"[data-inject={FIRST}]")
    await line.locator(".sk-cue").click()
    await expect(line).to_contain_text(words)
    await line.locator(".sk-cue").click()
    await expect(line).not_to_contain_text(words)
    stage.nobody_complained()
