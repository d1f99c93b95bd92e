"""Words that want to be more than words: on every screen they are read, and nothing else."""

from playwright.async_api import Page, expect

from tests.browser.conftest import Curtain
from tests.browser.stage import both

CALL = "omroep-belt"
HOSTILE = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(2)>",
    '"><svg onload=alert(3)>',
    "'-alert(4)-'",
    "</textarea></template><iframe srcdoc='<script>parent.alert(5)</script>'></iframe>",
    "{{ 7 * 7 }}${alert(6)}{% raw %}",
    "<a href=javascript:alert(7)>klik</a><style>*{display:none}</style>",
)
WORDS = " ".join(HOSTILE)
MADE = "script:not([src]), iframe, object, embed, [onerror], [onload], [onclick], [href^='javascript:']"


async def test_words_stay_words_on_every_screen(curtain_up: Curtain) -> None:
    stage = await curtain_up()
    trainer = await stage.trainer()
    beamer = await stage.beamer()
    mayor = await stage.player("burgemeester")
    await trainer.starts()
    await trainer.fires(CALL)
    await mayor.gets(CALL)
    await mayor.picks_up(CALL)

    await mayor.answers(CALL, WORDS)
    await mayor.sees_receipt(CALL)
    for to in ("iedereen", "beamer"):
        await trainer.sends_message(to, sender=HOSTILE[1], title=f"{HOSTILE[0]} {HOSTILE[2]}", body=WORDS)
    await trainer.opens_answer(CALL, "seat:burgemeester")
    await trainer.scores("d2", 3)
    await trainer.notes(WORDS)

    await both(mayor.see(f"{HOSTILE[0]} {HOSTILE[2]}"), beamer.see(f"{HOSTILE[0]} {HOSTILE[2]}"))
    await expect(mayor.item(CALL).locator("[data-part=given]")).to_contain_text(WORDS)
    await expect(trainer.page.locator("#score-detail")).to_contain_text(WORDS)
    for person in (trainer, beamer, mayor):
        await person.page.reload()
        assert await made_of_words(person.page) == 0
    await trainer.ends()
    await mayor.see("Uw oefening in het kort")
    await expect(mayor.page.locator(".recap")).to_contain_text(WORDS)
    report = await trainer.opens_report()
    for page in (trainer.page, beamer.page, mayor.page, report):
        assert await made_of_words(page) == 0
    stage.nobody_complained()


async def made_of_words(page: Page) -> int:
    """How many elements there are that only hostile words could have made."""
    return await page.locator(MADE).count()
