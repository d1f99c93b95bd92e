"""docs/protocol.md is complete and true: its tables are the engine's, and a client made from it alone can play."""

from __future__ import annotations

import asyncio
import json
import re
import secrets
from collections.abc import Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass, field, fields
from typing import Any

import httpx
from websockets.asyncio.client import ClientConnection, connect

from engine.exercise.commands import WIRE_NAMES
from engine.exercise.refusals import SENTENCES
from engine.exercise.view import Node
from scripts.protocol_tables import DOCUMENT, SHOWS, written
from server.runner import ID_TAKEN, NOT_STORED, STOPPED
from tests.server import live
from tests.server.live import Hands, Screen

TEXT = DOCUMENT.read_text(encoding="utf-8")
ROWS = {row.split("`")[1]: row for row in TEXT.splitlines() if row.startswith("| `")}


def test_the_tables_in_the_document_are_those_of_the_program() -> None:
    assert written(TEXT) == TEXT, "run: python -m scripts.protocol_tables"


def test_every_command_has_a_row_with_its_fields() -> None:
    hidden = {("pause", "cause")}
    for name, kind in WIRE_NAMES.items():
        for each in fields(kind):
            assert (f"`{each.name}`" in ROWS[name]) is ((name, each.name) not in hidden)


def test_every_refusal_has_a_row_with_its_sentence() -> None:
    for code, sentence in SENTENCES.items():
        assert sentence in ROWS[code]
    for refused in (ID_TAKEN, NOT_STORED, STOPPED):
        assert refused.sentence in ROWS[refused.code]
    assert "command.not_understood" in ROWS


def test_every_node_has_a_row() -> None:
    assert set(SHOWS) == set(Node.__args__)
    for kind in SHOWS:
        assert kind.__name__.lower() in ROWS


def test_every_message_close_code_and_address_that_the_program_has_is_told() -> None:
    sources = [
        (live.ROOT / "server" / name).read_text("utf-8")
        for name in ("hosting.py", "runner.py", "feeds.py", "together.py")
    ]
    said = set(re.findall(r'\{"type": "([a-z_]+)"', "".join(sources))) | {"frame", "clock"}
    assert said == {"presence", "taken_over", "beat", "trouble", "beamer_test", "draft", "frame", "clock"}
    assert said <= ROWS.keys()
    codes = set(re.findall(r"\b4\d{3}\b", (live.ROOT / "server/routes/seat.py").read_text("utf-8"))) - {"4403"}
    assert all(f"| {code} |" in TEXT for code in codes)


# -- a client made from the document ---------------------------------------------------------------------------


@dataclass(slots=True)
class Robot:
    """Somebody who was let in with a link, and knows docs/protocol.md only."""

    http: httpx.AsyncClient
    base: str
    line: ClientConnection
    screen: Screen = field(default_factory=Screen)

    @classmethod
    async def enter(cls, link: str, stack: AsyncExitStack, seat: str = "") -> Robot:
        """Come in with a personal link, or with the link to the list of seats and a choice from it."""
        http = await stack.enter_async_context(httpx.AsyncClient(trust_env=False))
        answer = await (http.post(link, data={"seat": seat}) if seat else http.get(link))
        assert answer.status_code == 303
        base = str(answer.url.join(answer.headers["location"]))
        cookies = [(await http.get(base)).request.headers["cookie"]]
        line = await stack.enter_async_context(
            connect(
                f"{base.replace('http', 'ws')}feed",
                additional_headers={"Cookie": cookies[0]},
                proxy=None,
                max_queue=None,
            )
        )
        robot = cls(http, base, line)
        await line.send(robot.screen.hello())
        await robot.until(lambda: robot.screen.n > 0)
        return robot

    async def until(self, happened: Callable[[], object]) -> None:
        """Take what the line brings until this is so."""
        async with asyncio.timeout(5):
            while not happened():
                await self.listen()

    async def listen(self) -> None:
        message = json.loads(await self.line.recv())
        if message["type"] == "frame":
            self.screen.take(message)

    async def sees(self, key: str, **words: object) -> None:
        """Wait until this node says this."""
        await self.until(lambda: key in self.screen.nodes and words.items() <= self.screen.data(key).items())

    async def send(self, kind: str, **given: object) -> None:
        body = {"command_id": secrets.token_hex(16), "type": kind, **given}
        answer = await self.http.post(f"{self.base}commands", json=body)
        said = answer.json()
        assert (answer.status_code, said["ok"], said["command_id"]) == (200, True, body["command_id"]), said

    def data(self, kind: str) -> list[dict[str, Any]]:
        """What nodes of this kind say, in their order."""
        found = [node for node in self.screen.nodes.values() if node["kind"] == kind]
        return [node["data"] for node in sorted(found, key=lambda node: node["order"])]

    async def play(self) -> int:
        """Open whatever comes and answer what is asked, until the evening is over; how many answers that were."""
        opened, answered = set(), set()
        while not self.data("recap"):
            for item in self.data("item"):
                name, ask = item["item"], item["ask"]
                if name not in opened:
                    opened.add(name)
                    await self.send("open", item=name)
                if ask and ask["open"] and name not in answered:
                    answered.add(name)
                    choice = ask["kind"] == "choice"
                    answer = {"option": ask["options"][0][0]} if choice else {"text": "Wij komen hierop terug."}
                    await self.send("respond", inject=name, **answer)
            await self.listen()
        return len(answered)


async def direct(trainer: Robot, hands: Hands) -> None:
    """Send every inject of every phase, wait for what it asks, score it, and end the evening."""
    await trainer.send("start")
    await trainer.sees("desk", status="running")
    while True:
        (desk,) = trainer.data("desk")
        for cue in trainer.data("cue"):
            if cue["phase"] == desk["phase"] and not cue["blocked"]:
                hands.on(1_000)
                await trainer.send("fire", inject=cue["inject"])
                await trainer.sees(f"cue:{cue['inject']}", status="delivered", answered=cue["units"])
        if desk["next_phase"] is None:
            break
        await trainer.send("next_phase", phase=desk["phase"])
        await trainer.sees("desk", phase=desk["next_phase"])
    for row in trainer.data("answerrow"):
        about = {"moment": f"inject:{row['inject']}", "unit": row["unit"]}
        await trainer.send("open", item=f"answer:{row['inject']}:{row['unit']}")
        await trainer.send("score", **about, dimension=row["dimensions"][0], position=3)
        await trainer.send("note_score", **about, text="Rustig gedaan.")
        await trainer.sees(f"answer:{row['inject']}:{row['unit']}", read=True, notes=[["trainer", "Rustig gedaan."]])
    await trainer.send("end")
    await trainer.sees("desk", status="ended")


async def test_a_client_made_from_the_document_alone_plays_an_evening_to_its_end() -> None:
    hands = Hands()
    async with live.hosted(hands) as (app, hosted), live.listening(app), AsyncExitStack() as stack:
        hall = live.hall_of(app)
        trainer = await Robot.enter(hall.trainer_link(hosted), stack)
        wall = await Robot.enter(hall.seat_link(hosted, "beamer"), stack)
        players = [await Robot.enter(hall.seat_link(hosted, seat), stack) for seat in ("burgemeester", "raadslid-1")]
        players += [await Robot.enter(hall.join_link(hosted), stack, seat) for seat in ("raadslid-2", "griffier")]
        async with asyncio.timeout(20):
            _, *answered = await asyncio.gather(direct(trainer, hands), *(player.play() for player in players))
        assert answered == [1, 1, 1, 1]
        assert [player.data("recap")[0]["answered"] for player in players] == [1, 1, 1, 1]
        assert [player.data("recap")[0]["asked"] for player in players] == [1, 1, 1, 1]
        assert len(trainer.data("answerrow")) == 4
        await wall.sees("stage", status="ended")
        assert [item["item"] for item in wall.data("item")] == ["naam-online", "omroep-zonder-reactie"]
