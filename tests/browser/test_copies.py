"""A message that comes more than once in the words that fit, and one that asks for GO, on the screens."""

from pathlib import Path

from playwright.async_api import expect

from tests.browser.conftest import Curtain

SCRIPT = """\
format: 1
scenario: {id: proef, title: Proef, starts: dag 1 08:00}
state: {druk: {type: yesno, start: no}}
roles: {wethouder: {title: Wethouder}, griffier: {title: Griffier}}
phases:
  - {id: een, title: Een, session: 30 min, clock: {from: dag 1 08:00, to: dag 1 09:00}}
injects:
  - id: belt
    phase: een
    manual: yes
    repeat: 2
    channel: email
    from: Pers
    to: wethouder
    title: De pers
    variants:
      - {if: druk == yes, body: Alweer de pers.}
      - {body: De pers meldt zich.}
    effects: [set: {druk: yes}]
  - id: vraagt
    phase: een
    at: +0 min
    release: confirm
    channel: email
    from: Raad
    to: griffier
    title: De raad
    body: Wanneer komt u?
"""


async def test_the_next_copy_comes_up_after_the_one_before_it_and_says_what_fits_then(
    curtain_up: Curtain, tmp_path: Path
) -> None:
    folder = tmp_path / "proef"
    folder.mkdir()
    (folder / "scenario.yaml").write_text(SCRIPT, encoding="utf-8")
    stage = await curtain_up(folder)
    trainer = await stage.trainer()
    alderman = await stage.player("wethouder")
    await trainer.starts(automatic=True)
    await expect(trainer.cue("vraagt")).to_have_attribute("data-status", "due")
    await expect(trainer.cue("belt.2")).to_have_count(0)

    await trainer.fires("belt")
    await alderman.gets("belt")
    await expect(trainer.cue("belt.2")).to_contain_text("met de hand")
    await trainer.puts_on_standby("belt.2")
    await trainer.see("variant 1 van 2, zoals het nu staat")
    await trainer.fires("belt.2")
    await alderman.gets("belt.2")

    await expect(alderman.item("belt")).to_contain_text("De pers meldt zich.")
    await expect(alderman.item("belt.2")).to_contain_text("Alweer de pers.")
    order = await trainer.page.locator("[data-region=cues] > [data-inject]").evaluate_all(
        "rows => rows.map(row => row.dataset.inject)"
    )
    assert order == ["belt", "belt.2", "vraagt"]
    stage.nobody_complained()
