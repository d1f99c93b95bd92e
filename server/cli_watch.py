"""`snelkookpan check --watch`: look again at every change, print what became different, and show the page of it.

Owns what is printed and the server of the preview. When to look is in `watching`, what the browser gets in `preview`,
how a finding reads in `cli_check`.
"""

from __future__ import annotations

import asyncio
import signal
import socket
import webbrowser
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import click
import uvicorn

from engine.scenario.findings import Finding, Language
from server.platform import has_display, listening_socket
from server.preview import LOOPBACK, Preview, application
from server.watching import Look, changes, looks
from server.worker import NotDone

STOP_AFTER_S = 2
_WORDS: Mapping[Language, Mapping[str, str]] = {
    "nl": {
        "page": "Voorvertoning: {}   Stoppen: Ctrl+C",
        "solved": "opgelost: {}",
        "same": "Veranderd; er is niets nieuws gevonden.",
        "not_done": "Nakijken lukte nu niet ({}). Bij de volgende verandering wordt opnieuw gekeken.",
    },
    "en": {
        "page": "Preview: {}   Stop: Ctrl+C",
        "solved": "solved: {}",
        "same": "Changed; nothing new was found.",
        "not_done": "The check did not finish ({}). The next change will be looked at again.",
    },
}


@dataclass(slots=True)
class Telling:
    """What is printed of one look after another: everything of the first, and then what became different."""

    language: Language
    line: Callable[[Finding], str]
    summary: Callable[[Look], str]
    _before: Look | None = field(default=None)

    def of(self, seen: Look | NotDone) -> Iterator[str]:
        """The lines to print for this look."""
        words = _WORDS[self.language]
        if isinstance(seen, NotDone):
            yield words["not_done"].format(seen)
            return
        if self._before is None:
            yield from (self.line(finding) for finding in seen.findings)
        else:
            gone, new = changes(self._before, seen)
            yield ""
            yield from (words["solved"].format(self.line(finding)) for finding in gone)
            yield from (self.line(finding) for finding in new)
            if not gone and not new:
                yield words["same"]
        yield self.summary(seen)
        self._before = seen


def watch(path: Path, telling: Telling, browser: bool) -> None:
    """Watch until Ctrl+C. `browser` opens the preview where there is a display."""
    # The server raises the signal that stopped it once more, when everything is closed.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: None)
    sock = listening_socket(LOOPBACK, 0)
    try:
        asyncio.run(_serve(looks(path), telling, sock, browser))
    finally:
        sock.close()


async def _serve(seen: AsyncIterator[Look | NotDone], telling: Telling, sock: socket.socket, browser: bool) -> None:
    preview = Preview(telling.language)
    config = uvicorn.Config(
        application(preview),
        lifespan="off",
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=STOP_AFTER_S,
    )
    url = f"http://{LOOPBACK}:{sock.getsockname()[1]}/"
    server = _Server(config, preview, url, telling.language, browser)
    following = asyncio.create_task(_follow(seen, telling, preview))
    following.add_done_callback(lambda _: server.stop())  # it ends by a mistake of ours only
    await server.serve([sock])
    following.cancel()
    with suppress(asyncio.CancelledError):
        await following


async def _follow(seen: AsyncIterator[Look | NotDone], telling: Telling, preview: Preview) -> None:
    async for found in seen:
        for line in telling.of(found):
            click.echo(line)
        if isinstance(found, Look):
            await preview.show(found)


class _Server(uvicorn.Server):
    """A server that says where its page is once it listens, and lets go of the pages that listen to it."""

    def __init__(self, config: uvicorn.Config, preview: Preview, url: str, language: Language, browser: bool) -> None:
        super().__init__(config)
        self._preview = preview
        self._url = url
        self._language = language
        self._browser = browser

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        click.echo(_WORDS[self._language]["page"].format(self._url))
        if self._browser and has_display():
            await asyncio.to_thread(webbrowser.open, self._url)

    def stop(self) -> None:
        self.should_exit = True

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        await self._preview.close()
        await super().shutdown(sockets)
