"""What runs beside ours: the plainest server that stores a row durably and tells 40 sockets.

The same stack (FastAPI, uvicorn, SQLite with FULL) without seats, visibility, rendering, resume or engine. Run with
`python -m benchmarks.plain PORT FOLDER`.
"""

from __future__ import annotations

import sqlite3
import sys
from pathlib import Path

import uvicorn
from fastapi import FastAPI, WebSocket, WebSocketDisconnect

TEXT = "x" * 1_200
"""About the size of one rendered message."""


def plain(database: Path) -> FastAPI:
    """The application: POST /go stores a row and sends a text to every socket."""
    app = FastAPI()
    sockets: list[WebSocket] = []
    connection = sqlite3.connect(database, isolation_level=None, check_same_thread=False)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("CREATE TABLE event (seq INTEGER PRIMARY KEY, body TEXT)")

    @app.post("/go")
    async def go() -> dict[str, bool]:
        connection.execute("INSERT INTO event (body) VALUES (?)", (TEXT,))
        for socket in sockets:
            await socket.send_text(TEXT)
        return {"ok": True}

    @app.websocket("/feed")
    async def feed(websocket: WebSocket) -> None:
        await websocket.accept()
        sockets.append(websocket)
        try:
            while True:
                await websocket.receive_text()
        except WebSocketDisconnect:
            sockets.remove(websocket)

    return app


if __name__ == "__main__":
    uvicorn.run(
        plain(Path(sys.argv[2]) / "plain.sqlite"),
        host="127.0.0.1",
        port=int(sys.argv[1]),
        log_level="error",
        ws_per_message_deflate=False,
        timeout_graceful_shutdown=1,
    )
