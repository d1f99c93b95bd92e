import time
from pathlib import Path

from playwright.async_api import expect

from engine.exercise.events import ClockPaused, ClockResumed, ResponseSubmitted
from tests.browser.conftest import Curtain
from tests.browser.stage import Trainer, both

CALL = "omroep-belt"
MAIL = "mail-bewoner"
SPEED = 20
CLOCK_MAY_LOSE_S = 2
"""It is stored each second, by a program that may be busy."""


async def test_a_program_that_is_killed_goes_on_where_it_was(curtain_up: Curtain, tmp_path: Path) -> None:
    stage = await curtain_up()
    trainer = await stage.trainer()
    beamer = await stage.beamer()
    mayor = await stage.player("burgemeester")
    councillor = await stage.player("raadslid-1")
    await trainer.starts(speed=SPEED, automatic=True)
    await both(mayor.gets(CALL), councillor.gets(MAIL))
    await mayor.picks_up(CALL)
    await mayor.types(CALL, "Wij leven mee")
    shown = {person.name: await person.shown() for person in (mayor, councillor)}
    people = (trainer, beamer, mayor, councillor)
    for person in people:
        person.line_may_break = True
        await person.page.evaluate("window.sameAsBefore = true")

    seen_at = time.monotonic()
    clock_s = await exercise_s(trainer)
    await stage.program.kill()
    ran_on_s = SPEED * (time.monotonic() - seen_at)
    await mayor.disconnected()
    await councillor.chooses(MAIL, "Ik geef de mail aan de griffier")
    await councillor.sees_pending(MAIL, "Nog niet verstuurd")
    await stage.program.start()

    # Nobody does anything, and everybody is back.
    await both(mayor.connected(), councillor.connected(), trainer.is_paused())
    await both(mayor.see("De oefening staat stil."), beamer.see("Tijd uit"))
    await trainer.see("het programma is opnieuw gestart")
    assert [await person.page.evaluate("window.sameAsBefore") for person in people] == [True] * 4
    assert {person.name: await person.shown() for person in (mayor, councillor)} == shown
    await expect(mayor.box(CALL)).to_be_focused()
    await expect(mayor.box(CALL)).to_have_value("Wij leven mee")
    await councillor.sees_receipt(MAIL)
    assert clock_s - SPEED * CLOCK_MAY_LOSE_S <= await exercise_s(trainer) <= clock_s + ran_on_s + 1

    await mayor.types(CALL, ", om acht uur hoort u ons weer.")
    await mayor.sends(CALL)
    await mayor.sees_receipt(CALL)
    await trainer.resumes()
    await trainer.goes_on()
    await trainer.ends()
    record = await trainer.downloads_copy(tmp_path)

    pauses = record.all(ClockPaused)
    assert [event.cause for event in pauses] == ["restart"]
    assert record.all(ClockResumed)[-1].at_ms == pauses[0].at_ms
    assert [(event.inject, event.unit, event.revision) for event in record.all(ResponseSubmitted)] == [
        (MAIL, "seat:raadslid-1", 1),
        (CALL, "seat:burgemeester", 1),
    ]
    assert "Wij leven mee, om acht uur hoort u ons weer." in record.texts.values()
    stage.nobody_complained()


async def exercise_s(trainer: Trainer) -> int:
    """What the trainer's clock says, in seconds."""
    *hours, minutes, seconds = (await trainer.page.locator(".fc-desk [data-exercise-clock]").inner_text()).split(":")
    return int(seconds) + 60 * int(minutes) + 3600 * int(hours[0] if hours else 0)
