"""A bad network: the line between one browser and the server, in the hands of a test.

Owns a TCP port of its own that passes everything on to the server until told otherwise. Knows no WebSocket and hardly
any HTTP: only where a POST begins and ends, to send it twice.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

HOST = "127.0.0.1"
HALL = "zaal.test"
"""This machine under a name that is not its own: plain http to it is no secure context, as on the Wi-Fi of a hall."""
CHUNK = 64 * 1024
_LENGTH = re.compile(rb"(?i)\r\ncontent-length: *(\d+)")
_BROKEN = (OSError, asyncio.IncompleteReadError)


class Line:
    """Listens on `port` and passes on to `target`. Whole until cut, held or told to repeat."""

    def __init__(self, target: int) -> None:
        self.target = target
        self.port = 0
        self.repeats_posts = False
        self.repeated = 0
        """How many POSTs the server got twice."""
        self._server: asyncio.Server | None = None
        self._calls: set[asyncio.Task[None]] = set()
        self._writers: set[asyncio.StreamWriter] = set()
        self._up, self._down = asyncio.Event(), asyncio.Event()

    @property
    def address(self) -> str:
        return f"http://{HOST}:{self.port}"

    async def mend(self) -> None:
        """Everything passes again: what was held, and new calls on the same port as before."""
        self._up.set()
        self._down.set()
        if self._server is None:
            self._server = await asyncio.start_server(self._call, HOST, self.port)
            self.port = self._server.sockets[0].getsockname()[1]

    async def cut(self) -> None:
        """Calls under way break off and new ones are refused."""
        if self._server is not None:
            self._server.close()
            self._server = None
        for writer in self._writers:
            writer.transport.abort()
        for call in self._calls:
            call.cancel()
        await asyncio.gather(*self._calls, return_exceptions=True)

    def stall(self) -> None:
        """Half open: nothing arrives on either side, and nobody is told."""
        self._up.clear()
        self._down.clear()

    def hold_replies(self) -> None:
        """What the browser says arrives; it hears nothing back."""
        self._down.clear()

    async def _call(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        call = asyncio.current_task()
        assert call is not None
        self._calls.add(call)
        call.add_done_callback(self._calls.discard)
        self._writers.add(writer)
        try:
            await self._pass_on(reader, writer)
        except (*_BROKEN, asyncio.CancelledError):
            # A cut line: the test has its own hand in it, and asyncio's server would report a cancelled call.
            pass
        finally:
            self._writers.discard(writer)
            writer.transport.abort()

    async def _pass_on(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        server_reader, server_writer = await asyncio.open_connection(HOST, self.target)
        self._writers.add(server_writer)
        ways = [
            asyncio.create_task(self._pump(reader, server_writer, self._up, upwards=True)),
            asyncio.create_task(self._pump(server_reader, writer, self._down, upwards=False)),
        ]
        try:
            await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for way in ways:
                way.cancel()
            await asyncio.gather(*ways, return_exceptions=True)
            self._writers.discard(server_writer)
            server_writer.transport.abort()

    async def _pump(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, flows: asyncio.Event, *, upwards: bool
    ) -> None:
        with suppress(*_BROKEN):
            while chunk := await reader.read(CHUNK):
                if upwards and self.repeats_posts and chunk.startswith(b"POST "):
                    chunk = await _whole(chunk, reader)
                    await self._once_before(chunk)
                await flows.wait()
                writer.write(chunk)
                await writer.drain()

    async def _once_before(self, request: bytes) -> None:
        """Let the server carry out this request on a call of its own, and throw its reply away."""
        reader, writer = await asyncio.open_connection(HOST, self.target)
        try:
            writer.write(request)
            reply = await asyncio.wait_for(reader.read(CHUNK), 10)
            assert reply.startswith(b"HTTP/1.1 "), reply
            self.repeated += 1
        finally:
            writer.transport.abort()


async def _whole(chunk: bytes, reader: asyncio.StreamReader) -> bytes:
    """A request with all of its body, of which `chunk` is the beginning."""
    while b"\r\n\r\n" not in chunk:
        chunk += await reader.read(CHUNK)
    length = _LENGTH.search(chunk)
    missing = chunk.index(b"\r\n\r\n") + 4 + int(length[1] if length else 0) - len(chunk)
    return chunk + (await reader.readexactly(missing) if missing > 0 else b"")


@asynccontextmanager
async def line_to(port: int) -> AsyncIterator[Line]:
    """A whole line to the server on this port; cut when the test is over."""
    line = Line(port)
    await line.mend()
    try:
        yield line
    finally:
        await line.cut()
