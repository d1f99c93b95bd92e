"""Before the start: the words of the place, typed on the desk and read by everybody."""

import shutil
from pathlib import Path

from playwright.async_api import Locator, expect

from tests.browser.conftest import Curtain
from tests.browser.stage import MINI, Person, Stage, Trainer

TOWN, STREET = "Naam van de gemeente", "Straat van de woongroep"


def field(trainer: Person, label: str) -> Locator:
    return trainer.page.get_by_label(label, exact=True)


async def beside(stage: Stage, trainer: Trainer) -> Person:
    """The same desk once more, in another window."""
    person = Person("desk beside", trainer.context, await trainer.context.new_page())
    stage.people.append(person)
    await person.page.goto(trainer.page.url)
    return person


async def test_words_are_kept_and_a_blank_one_is_the_scenarios_own(curtain_up: Curtain) -> None:
    stage = await curtain_up()
    trainer = await stage.trainer()
    other = await beside(stage, trainer)
    await field(trainer, TOWN).fill("Maasdorp")
    await expect(trainer.page.locator("[data-part=gemeente] [data-count]")).to_have_text("8/40")
    await field(trainer, STREET).fill("")

    await trainer.press("Bewaar de woorden")

    await trainer.see("Woorden bewaard")
    await trainer.see("in het scenario: Hesselveld")
    await expect(field(trainer, STREET)).to_have_value("Brinkweg")
    await expect(field(other, TOWN)).to_have_value("Maasdorp")
    stage.nobody_complained()


async def test_what_somebody_types_stays_when_another_desk_saves(curtain_up: Curtain) -> None:
    stage = await curtain_up()
    trainer = await stage.trainer()
    other = await beside(stage, trainer)
    await field(other, STREET).fill("Kerkstr")

    await field(trainer, TOWN).fill("Maasdorp")
    await trainer.press("Bewaar de woorden")
    await trainer.see("Woorden bewaard")

    await expect(field(other, STREET)).to_have_value("Kerkstr")
    stage.nobody_complained()


async def test_starting_saves_what_was_typed_first(curtain_up: Curtain) -> None:
    stage = await curtain_up()
    trainer = await stage.trainer()
    await field(trainer, TOWN).fill("Maasdorp")

    await trainer.starts()

    await trainer.page.reload()
    await expect(field(trainer, TOWN)).to_have_value("Maasdorp")
    stage.nobody_complained()


async def test_what_does_not_fit_is_told_at_its_field_and_nothing_starts(curtain_up: Curtain) -> None:
    stage = await curtain_up()
    trainer = await stage.trainer()
    await field(trainer, TOWN).evaluate("field => field.removeAttribute('maxlength')")
    await field(trainer, TOWN).fill("x" * 41)

    await trainer.page.locator("[data-start-word]").click()

    await trainer.see("Bij ‘Naam van de gemeente’ is de tekst te lang")
    await expect(field(trainer, TOWN)).to_be_focused()
    await trainer.see("nog niet begonnen")


async def test_how_the_story_starts_is_chosen_at_once(curtain_up: Curtain, tmp_path: Path) -> None:
    open_ended = tmp_path / "scenario"
    shutil.copytree(MINI, open_ended)
    script = open_ended / "scenario.yaml"
    start = "reactie_gegeven: {type: yesno, start: no"
    assert start in script.read_text("utf-8")
    script.write_text(script.read_text("utf-8").replace(start, f"{start}, random: {{yes: 1, no: 3}}"), "utf-8")
    stage = await curtain_up(open_ended)
    trainer = await stage.trainer()
    other = await beside(stage, trainer)

    await field(trainer, "Reactie gegeven").select_option("ja")

    await expect(field(other, "Reactie gegeven")).to_have_value("yes")
    await trainer.page.reload()
    await expect(field(trainer, "Reactie gegeven")).to_have_value("yes")
    stage.nobody_complained()
