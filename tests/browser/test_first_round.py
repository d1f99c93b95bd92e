"""The first round of the familiedrama, from the door to the score, as people play it."""

from pathlib import Path

from playwright.async_api import expect

from engine.exercise.events import ClockPaused, InjectDelivered, MessageSent, ResponseSubmitted, Scored
from tests.browser.conftest import Curtain
from tests.browser.stage import FAMILIEDRAMA, SMALL_PHONE, Player, Record, Stage, both

ROUND_MS = 120_000
"""The round takes a minute and a half at twenty times."""
CALL, PHOTO, RADIO = "teamchef-belt", "foto-lint", "omroep-belt-burgemeester"
POST, COUNCIL, HOTLINE, GGD = "facebook-vader", "fractie-belt-griffier", "eigen-meldpunt", "ggd-staat-klaar"


async def test_the_first_round_is_played_and_nothing_is_lost_or_doubled(curtain_up: Curtain, tmp_path: Path) -> None:
    stage = await curtain_up(FAMILIEDRAMA)
    trainer = await stage.trainer()
    beamer = await stage.beamer()
    await beamer.see("Familiedrama aan de Eschweg")

    # Everybody comes in: two by the link on their card, one by the code on the wall.
    mayor = await stage.player("burgemeester")
    councillor = await stage.player("raadslid_oppositie-1", SMALL_PHONE, over_a_line=True)
    clerk = await stage.player("griffier", over_a_line=True, arrives=False)
    await comes_in_by_code(stage, clerk, "Griffier")
    await both(*(player.see("De trainer begint zo.") for player in (mayor, councillor, clerk)))
    await trainer.see("Start met 3 deelnemers")

    await trainer.starts(speed=20, automatic=True)

    # The mayor picks up the telephone and answers; the councillor answers while the network is gone.
    await mayor.gets(CALL)
    await mayor.picks_up(CALL)
    await mayor.answers(CALL, "Ik bel de gemeentesecretaris: kom naar het gemeentehuis.")
    await councillor.gets(PHOTO)
    await councillor.line.cut()
    await councillor.disconnected()
    await councillor.chooses(PHOTO, "Ik bel de griffier")
    await councillor.sees_pending(PHOTO, "Nog niet verstuurd")
    await mayor.sees_receipt(CALL)
    await mayor.gets("krant-eerste-bericht")
    await beamer.see("Grote politie-inzet, meerdere doden")
    await councillor.line.mend()
    await councillor.sees_receipt(PHOTO)
    await councillor.gets("krant-eerste-bericht")

    # The mayor's phone reloads in the middle of a sentence.
    await mayor.gets(RADIO, ROUND_MS)
    await mayor.picks_up(RADIO)
    await mayor.types(RADIO, "Wij leven mee. ")
    await mayor.page.reload()
    await mayor.connected()
    await expect(mayor.box(RADIO)).to_have_value("Wij leven mee. ")
    await mayor.answers(RADIO, "Om acht uur hoort u ons weer.")
    await mayor.sees_receipt(RADIO)

    # The trainer sends one by hand, stops the clock, and says something of the moment.
    await trainer.fires("foto-geplaatst")
    await beamer.see("Raadslid plaatst foto van het huis")
    await trainer.pauses()
    await both(mayor.see("De oefening staat stil."), beamer.see("Tijd uit"))
    await trainer.sends_message("iedereen", sender="De trainer", title="Even luisteren", body="We gaan zo verder.")
    await both(*(player.see("Even luisteren") for player in (mayor, councillor, clerk)))
    await trainer.resumes()
    await both(mayor.not_see("De oefening staat stil."), beamer.not_see("Tijd uit"))

    await councillor.gets(POST, ROUND_MS)
    await councillor.chooses(POST, "Ik vraag de beheerder")
    await councillor.sees_receipt(POST)

    # The clerk's line goes dead without a word; the answer goes out once it is whole again.
    await clerk.gets(COUNCIL, ROUND_MS)
    await clerk.picks_up(COUNCIL)
    clerk.line.stall()
    await clerk.answers(COUNCIL, "U hoort het tegelijk met de anderen, om zeven uur.")
    await clerk.sees_pending(COUNCIL, "wordt verstuurd")
    await councillor.gets(HOTLINE, ROUND_MS)
    await councillor.chooses(HOTLINE, "Niet doen.")
    await clerk.line.cut()
    await clerk.line.mend()
    await clerk.sees_receipt(COUNCIL)
    await clerk.connected()

    # The last message of the round; then the mayor hears that an answer was read and scored.
    await mayor.gets(GGD, ROUND_MS)
    await mayor.chooses(GGD, "Morgen een inloop")
    await mayor.sees_receipt(GGD)
    await trainer.opens_answer(RADIO, "seat:burgemeester")
    await mayor.sees_receipt(RADIO, "gelezen")
    await trainer.scores("d2", 3)
    await trainer.scores("d4", 4)
    await trainer.goes_on()
    await both(mayor.see("Wat weet u echt?"), beamer.see("Wat weet u echt?"))

    # The end, one time too early.
    await trainer.ends()
    await mayor.see("De oefening is afgelopen.")
    await trainer.press("Maak ongedaan")
    await trainer.is_paused()
    await mayor.not_see("De oefening is afgelopen.")
    await trainer.ends()

    for player in (mayor, councillor, clerk):
        await player.see("Uw oefening in het kort")
    await expect(mayor.page.locator(".recap")).to_contain_text("Wij leven mee. Om acht uur hoort u ons weer.")
    report = await trainer.opens_report()
    await expect(report.get_by_role("heading", name="Evaluatieverslag")).to_be_visible()
    await expect(report.locator("body")).not_to_contain_text("Marijke Overdijk")

    record = await trainer.downloads_copy(tmp_path)
    for player in (mayor, councillor, clerk):
        assert await player.shown() == delivered(record, player.seat)
    assert sorted(await beamer.shown()) == sorted(made_public(record))
    assert answers(record) == {
        (CALL, "seat:burgemeester"): ["Ik bel de gemeentesecretaris: kom naar het gemeentehuis."],
        (PHOTO, "seat:raadslid_oppositie-1"): ["griffier"],
        (RADIO, "seat:burgemeester"): ["Wij leven mee. Om acht uur hoort u ons weer."],
        (POST, "seat:raadslid_oppositie-1"): ["beheerder"],
        (COUNCIL, "seat:griffier"): ["U hoort het tegelijk met de anderen, om zeven uur."],
        (HOTLINE, "seat:raadslid_oppositie-1"): ["verwijzen"],
        (GGD, "seat:burgemeester"): ["klein"],
    }
    assert [(mark.dimension, mark.position) for mark in record.all(Scored)] == [("d2", 3), ("d4", 4)]
    assert [event.cause for event in record.all(ClockPaused)] == ["facilitator"]
    stage.nobody_complained()


async def comes_in_by_code(stage: Stage, player: Player, role: str) -> None:
    """Type the code that is on the wall, and choose the role from the list."""
    await player.page.goto(player.line.address)
    await player.page.get_by_label("Code van de sessie").fill(stage.program.exercise["code"])
    await player.press("Ga naar binnen")
    await player.page.get_by_role("button", name=role).first.click()
    await player.ready()
    await player.connected()


def delivered(record: Record, seat: str) -> list[str]:
    """What went to this seat, in the order in which it went."""
    return [item_of(event) for event in record.all(InjectDelivered, MessageSent) if seat in event.seats]


def made_public(record: Record) -> list[str]:
    return [item_of(event) for event in record.all(InjectDelivered, MessageSent) if event.plenary]


def item_of(event: InjectDelivered | MessageSent) -> str:
    return event.message if isinstance(event, MessageSent) else event.inject


def answers(record: Record) -> dict[tuple[str, str], list[str]]:
    """Per question and unit everything that was answered, each revision."""
    found: dict[tuple[str, str], list[str]] = {}
    for event in record.all(ResponseSubmitted):
        words = record.texts[event.text.id] if event.text else event.option
        found.setdefault((event.inject, event.unit), []).append(words)
    return found
