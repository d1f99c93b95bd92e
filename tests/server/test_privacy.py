"""What passes over the wire: every private text holds a token, which is looked for at the seats that may not see it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

import httpx
import pytest

from engine.exercise import commands as c
from engine.scenario.model import PLENARY, TRAINER, Form, Inject, Scenario
from server.hosting import Hosted
from tests.server import live
from tests.server.live import FAMILIEDRAMA, MINI, Hands, order

TOKEN = re.compile(r"geheim\d+x")


@dataclass(slots=True)
class Secrets:
    """Tokens, and the seats that may ever see each."""

    may_see: dict[str, set[str]] = field(default_factory=dict)

    def new(self, seats: Iterable[str]) -> str:
        token = f"geheim{len(self.may_see)}x"
        self.may_see[token] = {TRAINER, *seats}
        return token


def planted(script: Scenario, secrets: Secrets) -> Scenario:
    """The scenario with tokens for private texts; a form of its own for each inject that asks something."""
    roles, forms, injects = {}, dict(script.forms), {}
    for role in script.roles.values():
        card = secrets.new(seat.id for seat in script.seats.values() if seat.role == role.id)
        roles[role.id] = replace(role, does=card, knows=card, may=(card,), may_not=(card,))
    for inject in script.injects.values():
        seats = (*inject.audience.seats, *([PLENARY] if inject.audience.plenary else []))
        note, said = (
            secrets.new(()),
            [secrets.new(seats), secrets.new(seats), secrets.new(() if inject.live else seats)],
        )
        new = replace(inject, note=note, sender=said[0], title=said[1], body=said[2])
        if inject.response is not None:
            form = _form(script, inject, secrets)
            forms[form.id] = form
            new = replace(new, response=replace(inject.response, form=form.id))
        injects[inject.id] = new
    escalations = {name: replace(each, title=secrets.new(())) for name, each in script.escalations.items()}
    return replace(script, roles=roles, forms=forms, injects=injects, escalations=escalations)


def _form(script: Scenario, inject: Inject, secrets: Secrets) -> Form:
    assert inject.response is not None
    form = script.forms[inject.response.form]
    asked = {seat for unit in inject.response.units for seat in script.unit_seats(unit)} & set(inject.audience.seats)
    options = {option: secrets.new(asked) for option in form.options}
    return replace(form, id=f"form-{inject.id}", question=secrets.new(asked), options=options)


@dataclass(slots=True)
class Watcher:
    """Takes the frames of every seat, as data and as HTML, and reads their pages."""

    hosted: Hosted
    browser: httpx.AsyncClient
    seen: dict[str, set[str]] = field(default_factory=dict)
    n: dict[str, int] = field(default_factory=dict)

    async def look(self) -> None:
        """Gather what every seat has been told since the last look."""
        for seat in (TRAINER, PLENARY, *self.hosted.scenario.seats):
            frames = [self.hosted.feeds.frame(seat, self.n.get(seat, 0), as_html) for as_html in (False, True)]
            self.n[seat] = self.hosted.feeds.n(seat)
            page = await self.browser.get(f"/e/e1/{seat}/")
            assert page.status_code == 200
            self.seen.setdefault(seat, set()).update(TOKEN.findall("".join([*frames, page.text])))

    def leaks(self, secrets: Secrets) -> list[tuple[str, str]]:
        return [
            (seat, token)
            for seat, tokens in self.seen.items()
            for token in tokens
            if seat not in secrets.may_see[token]
        ]


async def answer_all(hosted: Hosted, inject: Inject, secrets: Secrets) -> None:
    """Every unit answers and gets a note; a text holds a token for the unit and the trainer alone."""
    if inject.response is None:
        return
    form = hosted.scenario.forms[inject.response.form]
    for unit in inject.response.units:
        seats = [seat for seat in hosted.scenario.unit_seats(unit) if seat in inject.audience.seats]
        option = next(iter(form.options), None)
        share = inject.response.share
        readers = (*share.audience.seats, *([PLENARY] if share.audience.plenary else [])) if share else ()
        token = secrets.new([*seats, *readers]) if not option else ""
        answer = c.SubmitResponse(inject.id, token or None, option)
        if form.kind == "worksheet":
            asked = [field for field in form.fields.values() if field.required]
            filled: dict[str, str | tuple[str, ...]] = {
                field.id: token if field.kind == "text" else (next(iter(field.options)),) for field in asked
            }
            answer = c.SubmitResponse(inject.id, fields=filled)
        await order(hosted, answer, seats[0])
        await order(hosted, c.NoteScore(f"inject:{inject.id}", unit, secrets.new(())))
        await order(hosted, c.SetScore(f"inject:{inject.id}", unit, "d1", 3))


@pytest.mark.parametrize("path", [MINI, FAMILIEDRAMA], ids=lambda path: path.name)
async def test_no_frame_and_no_page_holds_a_private_text_of_another_seat(path: Path) -> None:
    hands, secrets = Hands(), Secrets()
    script = planted(live.scenario(path), secrets)
    players = tuple(script.seats)
    async with (
        live.hosted(hands, script=script) as (app, hosted),
        live.client(app, hosted, TRAINER, PLENARY, *players) as browser,
    ):
        watcher = Watcher(hosted, browser)
        await watcher.look()
        undelivered = {token for seat in (PLENARY, *players) for token in watcher.seen[seat]}
        assert all(token in TOKEN.findall(str(script.roles)) for token in undelivered)
        await order(hosted, c.StartExercise())
        for phase in script.phases:
            for inject in script.injects.values():
                if inject.phase == phase.id:
                    hands.on(1_500)
                    await order(hosted, c.FireInject(inject.id))
                    await answer_all(hosted, inject, secrets)
            for seat in players[:3]:
                said = [secrets.new([seat]) for _ in range(3)]
                await order(hosted, c.SendMessage((seat,), "news", *said))
            await watcher.look()
            await order(hosted, c.NextPhase(phase.id))
        await order(hosted, c.EndExercise())
        await watcher.look()
        # A device that comes last sees the whole evening at once.
        watcher.n.clear()
        await watcher.look()
        assert watcher.leaks(secrets) == []
        hidden = {(seat, token) for token, seats in secrets.may_see.items() for seat in seats - {TRAINER}}
        shown = {(seat, token) for seat, tokens in watcher.seen.items() for token in tokens}
        assert hidden <= shown, "a seat misses something that is for it"


async def test_the_lists_of_seats_and_links_tell_no_role_card() -> None:
    secrets = Secrets()
    script = planted(live.scenario(), secrets)
    async with live.hosted(Hands(), script=script) as (app, hosted), live.client(app) as browser:
        for path in ("/", "/join/4827", "/?code=0000", "/k/x", "/trainer/x", "/healthz", "/e/e1/griffier/", "/niets"):
            page = (await browser.get(path)).text
            assert TOKEN.findall(page) == []
            assert not [seat for seat in hosted.scenario.seats if hosted.secret(seat) in page]


async def test_the_role_cards_hold_each_seats_own_card_and_no_inject() -> None:
    secrets = Secrets()
    script = planted(live.scenario(), secrets)
    async with live.hosted(Hands(), script=script) as (app, hosted), live.client(app, hosted, TRAINER) as browser:
        page = (await browser.get("/e/e1/trainer/cards")).text
        assert set(TOKEN.findall(page)) == set(TOKEN.findall(str(script.roles)))
