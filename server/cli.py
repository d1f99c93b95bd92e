"""The commands of the program.

Owns flags and exit codes, and what is printed at the start. Each command is a thin call into the room that does the
work.
"""

from __future__ import annotations

import asyncio
import json
import logging
import os
import signal
import socket
import sys
import webbrowser
from dataclasses import replace
from pathlib import Path
from typing import NoReturn

import click
import segno
import uvicorn

from engine.exercise.staff import STAFF
from engine.scenario.model import PLENARY
from server.app import application, hosting_of
from server.cli_check import check
from server.cli_fmt import fmt
from server.cli_new import new
from server.cli_report import report
from server.cli_schema import print_schema
from server.hall import Hall
from server.journal.errors import JournalError
from server.opening import CannotStart
from server.platform import has_display, listening_socket
from server.settings import Settings, data_folder, environment, opens_browser

STOP_AFTER_S = 3
MAX_MESSAGE = 64 * 1024
CANNOT_START = 2


@click.group(invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="snelkookpan")
@click.pass_context
def main(context: click.Context) -> None:
    """Snelkookpan: bestuurlijke oefeningen op één laptop.

    Zonder opdracht start het programma met het meegeleverde scenario.
    """
    if context.invoked_subcommand is None:
        context.invoke(serve)


@main.command()
@click.argument("scenarios", metavar="[SCENARIO…]", nargs=-1, type=click.Path(path_type=Path))
@click.option("--host", help="Adres om op te luisteren; standaard alle adressen van deze laptop.")
@click.option("--port", type=click.IntRange(0, 65535), help="Poort; standaard 8000. 0 kiest een vrije poort.")
@click.option(
    "--data", type=click.Path(path_type=Path), help="Map voor de oefeningen; standaard Snelkookpan in uw eigen map."
)
@click.option("--no-browser", is_flag=True, help="Open geen browser.")
@click.option("--theme", help="Huisstijl: hesselveld, oostmark of een eigen CSS-bestand.")
@click.option("--format", "style", type=click.Choice(["text", "json"]), default="text", show_default=True)
def serve(
    scenarios: tuple[Path, ...],
    host: str | None,
    port: int | None,
    data: Path | None,
    no_browser: bool,
    theme: str | None,
    style: str,
) -> None:
    """Host exercises. A running exercise in the data folder is taken up again, paused where it stood."""
    settings = _settings(scenarios, host, port, data, no_browser)
    logging.basicConfig(stream=sys.stderr, level=logging.WARNING, format="%(levelname)s %(name)s %(message)s")
    try:
        sock = listening_socket(settings.host, settings.port)
    except OSError as error:
        _stop(_cannot_listen(settings, error))
    settings = replace(settings, port=sock.getsockname()[1], theme=theme or settings.theme)
    hall = Hall(settings)
    try:
        app = application(hall)
    except CannotStart as error:
        sock.close()
        _stop(str(error))
    config = uvicorn.Config(
        app,
        lifespan="off",
        log_config=None,
        access_log=False,
        ws_max_size=MAX_MESSAGE,
        ws_per_message_deflate=False,
        # A phone that fell asleep with its line open is noticed within 25 s (design 6).
        ws_ping_interval=10.0,
        ws_ping_timeout=14.0,
        timeout_graceful_shutdown=STOP_AFTER_S,
        server_header=False,
    )
    try:
        asyncio.run(_serve(_Announcing(config, hall, style), hall, sock))
    except (CannotStart, JournalError) as error:
        _stop(str(error))
    finally:
        sock.close()


main.add_command(check)
main.add_command(report)
main.add_command(print_schema)
main.add_command(new)
main.add_command(fmt)


async def _serve(server: uvicorn.Server, hall: Hall, sock: socket.socket) -> None:
    # The server raises the signal that stopped it once more, and that would end us before the records are closed.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: None)
    async with hosting_of(hall):
        await server.serve([sock])


class _Announcing(uvicorn.Server):
    """A server that tells the trainer where it is, once it listens."""

    def __init__(self, config: uvicorn.Config, hall: Hall, style: str) -> None:
        super().__init__(config)
        self._hall = hall
        self._style = style

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.should_exit:
            return
        if self._style == "json":
            click.echo(json.dumps(_announcement(self._hall), ensure_ascii=False))
        else:
            click.echo(_welcome(self._hall))
        sys.stdout.flush()
        if self._hall.settings.open_browser and has_display():
            first = next(iter(self._hall.exercises.values()))
            await asyncio.to_thread(webbrowser.open, self._hall.start_link(first))

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        for hosted in self._hall.exercises.values():
            for connection in hosted.feeds.connections:
                connection.finish()
        await super().shutdown(sockets)


def _announcement(hall: Hall) -> dict[str, object]:
    exercises = [
        {
            "id": hosted.id,
            "code": hosted.code,
            "title": hosted.feeds.sight().text(hosted.scenario.title),
            "trainer_link": hall.trainer_link(hosted),
            "beamer_link": hall.seat_link(hosted, PLENARY),
            "seats": [
                {"seat": seat.id, "role": seat.role, "link": hall.seat_link(hosted, seat.id)}
                for seat in hosted.scenario.seats.values()
            ],
            "staff": [{"seat": seat, "link": hall.seat_link(hosted, seat)} for seat in STAFF[1:]],
        }
        for hosted in hall.exercises.values()
    ]
    first = next(iter(hall.exercises.values()))
    return {"url": f"{hall.base_url()}/", "trainer_link": hall.trainer_link(first), "exercises": exercises}


def _welcome(hall: Hall) -> str:
    lines = []
    for hosted in hall.exercises.values():
        state = hosted.runner.exercise.state
        qr = segno.make(hall.join_link(hosted), error="l", micro=False)
        lines += [
            "",
            f"  {hosted.feeds.sight().text(hosted.scenario.title)}",
            *(
                ["  Deze oefening was al begonnen. Zij staat stil waar zij was; hervat in de regie."]
                if state.status == "paused"
                else []
            ),
            "",
            *([_terminal(qr), ""] if _draws_blocks() else []),
            f"  Deelnemers   {hall.base_url()}   code {hosted.code[:2]} {hosted.code[2:]}",
            f"  Trainer      {hall.start_link(hosted)}   (werkt één keer)",
            f"  Beamer       {hall.seat_link(hosted, PLENARY)}",
        ]
    lines += ["", f"  De oefeningen staan in {hall.settings.data}", "  Stoppen: Ctrl+C. Er gaat niets verloren.", ""]
    return "\n".join(lines)


def _draws_blocks() -> bool:
    """Whether this terminal can show the QR; an old code page cannot, and the address is enough."""
    try:
        "█▀▄".encode(sys.stdout.encoding or "ascii")
    except UnicodeEncodeError:
        return False
    return True


def _terminal(qr: segno.QRCode) -> str:
    """The QR in half blocks, dark on light, so that a phone reads it from any terminal."""
    rows = [[bool(cell) for cell in row] for row in qr.matrix_iter(border=2)]
    rows += [[False] * len(rows[0])] * (len(rows) % 2)
    blocks = {(False, False): "█", (False, True): "▀", (True, False): "▄", (True, True): " "}
    pairs = zip(rows[::2], rows[1::2], strict=True)
    return "\n".join("  " + "".join(blocks[pair] for pair in zip(upper, lower, strict=True)) for upper, lower in pairs)


def _settings(
    scenarios: tuple[Path, ...], host: str | None, port: int | None, data: Path | None, no_browser: bool
) -> Settings:
    """Flags first, then the environment and `.env`, then the defaults."""
    env, default = environment(), Settings()
    named = tuple(Path(part) for part in env.get("scenarios", "").split(os.pathsep) if part)
    return Settings(
        host=host or env.get("host", default.host),
        port=port if port is not None else _number(env.get("port"), default.port),
        data=data_folder(data, env),
        scenarios=scenarios or named or default.scenarios,
        open_browser=not no_browser and opens_browser(env),
        language=env.get("language", default.language),
        theme=env.get("theme", default.theme),
    )


def _number(text: str | None, default: int) -> int:
    if text is None:
        return default
    if not text.isdecimal() or int(text) > 65535:
        _stop(f"SNELKOOKPAN_PORT is {text}; geef een poort van 0 tot 65535.")
    return int(text)


def _cannot_listen(settings: Settings, error: OSError) -> str:
    return (
        f"Op {settings.host} poort {settings.port} kan het programma niet luisteren ({error.strerror or error}). "
        "Waarschijnlijk draait er al een ander programma: sluit dat, of kies een andere poort met --port 8001."
    )


def _stop(sentence: str) -> NoReturn:
    click.echo(sentence, err=True)
    raise SystemExit(CANNOT_START)


if __name__ == "__main__":
    main()
