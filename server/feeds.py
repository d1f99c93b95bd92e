"""What each device still has to see, and sending it.

Owns the gapless count of changes per seat and one writer task per connection. No frame is stored: a connection that is
behind gets the current rendering of every node that changed since its own count, in one frame. So a slow device costs
nobody anything, and a lost line resumes where it was. Who may see a node is `engine.exercise.visibility`'s.
"""

from __future__ import annotations

import asyncio
import json
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Protocol

from engine.exercise.changes import touched
from engine.exercise.staff import KINDS
from engine.exercise.state import State, evolve
from engine.exercise.step import Step
from engine.exercise.view import Node
from engine.exercise.visibility import Sight
from engine.scenario.model import TRAINER, Scenario
from server.access import is_screen
from server.wire import node_data

SEND_TIMEOUT_S = 15.0
BEAT_S = 10.0
KEPT_RENDERINGS = 2_000

Render = Callable[[str, Node], str]
"""(seat, node) → HTML."""


class Wire(Protocol):
    """The one thing a connection needs of a WebSocket."""

    async def send_text(self, data: str) -> None: ...


class Feeds:
    """Counts of changes for all seats of one exercise, and the connections that follow them."""

    def __init__(self, scenario: Scenario, state: State, words: dict[str, str], epoch: str, render: Render) -> None:
        self.epoch = epoch
        self.scenario = scenario
        self._words = words
        self._state = state
        self._render = render
        self._n: dict[str, int] = {}
        self._changed: dict[str, dict[str, int]] = {}
        self._rendered: OrderedDict[tuple[str, bool, Node], str] = OrderedDict()
        self._sight: Sight | None = None
        self.connections: set[Connection] = set()

    def apply(self, step: Step) -> None:
        """Fold a stored step and count what it changed for whom. Connections are not woken yet."""
        hit: dict[str, dict[str, None]] = {}
        self._sight = None
        for event in step.events:
            self._state = evolve(self._state, event)
            for seat, key in touched(self.scenario, self._state, event):
                hit.setdefault(seat, {})[key] = None
        for seat, keys in hit.items():
            n = self._n.get(seat, 1) + 1
            self._n[seat] = n
            self._changed.setdefault(seat, {}).update(dict.fromkeys(keys, n))

    def wake(self) -> None:
        """Let every connection look whether it is behind."""
        for connection in self.connections:
            connection.wake()

    def n(self, seat: str) -> int:
        """How many changes this seat has had; its being there at all is the first. The staff count together."""
        return self._n.get(_counted_as(seat), 1)

    def sight(self) -> Sight:
        """What can be seen now, of what is stored."""
        if self._sight is None:
            self._sight = Sight(self.scenario, self._state, self._words)
        return self._sight

    def frame(self, seat: str, since: int, as_html: bool) -> str:
        """The JSON of the changes after `since`; from 0 it is the whole screen."""
        sight, n = self.sight(), self.n(seat)
        if since == 0:
            nodes = [self._piece(seat, node, as_html) for node in sight.view(seat).nodes]
            return _frame(self.epoch, 0, n, nodes, [])
        keys = [key for key, at in self._changed.get(_counted_as(seat), {}).items() if at > since]
        found = {key: sight.node(seat, key) for key in keys}
        nodes = [self._piece(seat, node, as_html) for node in found.values() if node is not None]
        return _frame(self.epoch, since, n, nodes, [key for key, node in found.items() if node is None])

    def _piece(self, seat: str, node: Node, as_html: bool) -> str:
        """One node as JSON. Equal nodes of equal screens are rendered once: a message to all is one piece of work."""
        key = (_counted_as(seat) if is_screen(seat) else "", as_html, node)
        text = self._rendered.get(key)
        if text is None:
            if as_html:
                place = {"key": node.key, "region": node.region, "order": node.order}
                text = _json({**place, "html": self._render(seat, node)})
            else:
                text = _json(node_data(node))
            self._rendered[key] = text
            if len(self._rendered) > KEPT_RENDERINGS:
                self._rendered.popitem(last=False)
        return text


def _counted_as(seat: str) -> str:
    """The staff see one View: what changes for one of them changes for all, and is counted and rendered once."""
    return TRAINER if seat in KINDS else seat


_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
"""Made once: `json.dumps` with separators builds an encoder at every call, and a GO makes hundreds."""


def _frame(epoch: str, since: int, to: int, nodes: list[str], removed: list[str]) -> str:
    head = f'{{"type":"frame","epoch":{_json(epoch)},"from":{since},"to":{to},'
    return f'{head}"nodes":[{",".join(nodes)}],"removed":{_json(removed) if removed else "[]"}}}'


@dataclass(eq=False, slots=True)
class Connection:
    """One device following one seat. `aside` holds the latest ephemeral message of each type and
    thing: they never queue up."""

    feeds: Feeds
    seat: str
    wire: Wire
    as_html: bool
    n: int
    looks: bool = False
    """Somebody of the desk looks at this seat's screen: it takes nobody's place and counts as nobody."""
    visible: bool = True
    """Whether the page is in sight, as the device says."""
    aside: dict[str, dict[str, Any]] = field(default_factory=dict)
    _woken: asyncio.Event = field(default_factory=asyncio.Event)
    _over: bool = False

    def wake(self) -> None:
        self._woken.set()

    def say(self, message: dict[str, Any], about: str = "") -> None:
        """Send an ephemeral message soon; a newer one of the same type, about the same thing, takes its place."""
        self.aside[f"{message['type']} {about}" if about else message["type"]] = message
        self.wake()

    def finish(self) -> None:
        """Send what is left and stop."""
        self._over = True
        self.wake()

    async def write(self) -> None:
        """Keep the device up to date until it is gone or too slow. TimeoutError when it does not take a message."""
        while True:
            self._woken.clear()
            for text in self._outgoing():
                await self._send(text)
            if self._over and not self.aside:
                return
            if not self._woken.is_set():
                try:
                    async with asyncio.timeout(BEAT_S):
                        await self._woken.wait()
                except TimeoutError:
                    self.say({"type": "beat"})

    async def _send(self, text: str) -> None:
        try:
            async with asyncio.timeout(SEND_TIMEOUT_S):
                await self.wire.send_text(text)
        except RuntimeError as error:
            # That is how the server says that the line was closed meanwhile; elsewhere it would be a bug of ours.
            raise ConnectionError(str(error)) from error

    def _outgoing(self) -> list[str]:
        texts = []
        if self.n < self.feeds.n(self.seat):
            texts.append(self.feeds.frame(self.seat, self.n, self.as_html))
            self.n = self.feeds.n(self.seat)
        aside, self.aside = self.aside, {}
        return texts + [_json(message) for message in aside.values()]
