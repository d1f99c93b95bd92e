"""A network that says things twice, or keeps the answer to itself: one order has one effect."""

from pathlib import Path

from playwright.async_api import Route

from engine.exercise.events import InjectDelivered, ItemOpened, ResponseSubmitted
from tests.browser.conftest import Curtain
from tests.browser.stage import once_each

CALL = "omroep-belt"
MAIL = "mail-bewoner"


async def test_a_post_that_arrives_twice_has_one_effect(curtain_up: Curtain, tmp_path: Path) -> None:
    stage = await curtain_up()
    trainer = await stage.trainer(over_a_line=True)
    mayor = await stage.player("burgemeester", over_a_line=True)
    trainer.line.repeats_posts = mayor.line.repeats_posts = True
    await trainer.starts()

    await trainer.fires(CALL)
    await mayor.gets(CALL)
    await mayor.picks_up(CALL)
    await mayor.answers(CALL, "Ik bel u terug.")
    await mayor.sees_receipt(CALL)
    await trainer.sends_message("iedereen", sender="Bode", title="Eén keer", body="Dit komt één keer.")
    await mayor.see("Eén keer")
    await trainer.ends()

    record = await trainer.downloads_copy(tmp_path)
    assert trainer.line.repeated >= 4
    assert mayor.line.repeated >= 2
    assert [event.inject for event in record.all(InjectDelivered)] == [CALL]
    assert [event.revision for event in record.all(ResponseSubmitted)] == [1]
    assert once_each(f"{event.seat} {event.item}" for event in record.all(ItemOpened))
    assert len(await mayor.shown()) == 2
    stage.nobody_complained()


async def test_an_answer_whose_receipt_got_lost_is_sent_again_and_kept_once(
    curtain_up: Curtain, tmp_path: Path
) -> None:
    stage = await curtain_up()
    trainer = await stage.trainer()
    mayor = await stage.player("burgemeester", over_a_line=True)
    await trainer.starts()
    await trainer.fires(CALL)
    await mayor.gets(CALL)
    await mayor.picks_up(CALL)

    mayor.line.hold_replies()
    await mayor.answers(CALL, "Ik bel u terug.")
    await trainer.sees_answer(CALL, "seat:burgemeester")
    await mayor.sees_pending(CALL, "wordt verstuurd")
    await mayor.line.cut()
    await mayor.line.mend()

    await mayor.sees_receipt(CALL)
    await trainer.ends()
    record = await trainer.downloads_copy(tmp_path)
    assert [(event.revision, record.texts[event.text.id]) for event in record.all(ResponseSubmitted)] == [
        (1, "Ik bel u terug.")
    ]
    stage.nobody_complained()


async def test_an_answer_does_not_wait_for_the_word_that_something_was_read(curtain_up: Curtain) -> None:
    stage = await curtain_up()
    trainer = await stage.trainer()
    mayor = await stage.player("burgemeester")
    swallowed: list[Route] = []

    async def swallow(route: Route) -> None:
        said = route.request.post_data_json
        if said and said["type"] == "open":
            swallowed.append(route)
        else:
            await route.continue_()

    await mayor.page.route("**/commands", swallow)
    await trainer.starts()
    await trainer.fires(CALL)
    await mayor.gets(CALL)
    await mayor.item(CALL).get_by_text("Opnemen", exact=True).click()
    await mayor.answers(CALL, "Ik bel u terug.")

    await mayor.sees_receipt(CALL)
    assert swallowed
