"""What only the trainer has: the console's surroundings, role cards, another address, the report, a copy.

Owns these pages and files. Orders go through `seat`, like everybody's.
"""

from __future__ import annotations

import asyncio
import io
import sys
import tempfile
from pathlib import Path

import segno
from fastapi import APIRouter, Request
from fastapi.responses import FileResponse, HTMLResponse, RedirectResponse, Response
from starlette.background import BackgroundTask

from engine.exercise.staff import KINDS, STAFF
from engine.exercise.view import Preparation
from engine.scenario.model import PLENARY, TRAINER
from facilitator_ui.emergency_print import EmergencyPage, emergency_page
from facilitator_ui.pages import (
    Address,
    CardSheet,
    CardsPage,
    ConsolePage,
    SeatLine,
    StaffLine,
    cards_page,
    console_page,
    staff_page,
)
from player_ui.pages import Page, message_page, player_page, plenary_page
from server.access import is_screen
from server.bodies import read_form
from server.hall import Closed, Hall
from server.hosting import Hosted
from server.journal.errors import JournalError
from server.opening import CannotStart
from server.readiness import lobby_checks
from server.routes.door import let_in
from server.security import own_origin
from server.wire import NotUnderstood
from shared_ui.words import translator

REPORT_TIMEOUT_S = 60.0
NO_ACCESS = ("Dit is de pagina van de trainer", "Open de regie met de link die het programma bij de start liet zien.")
NO_COPY = "Er kon geen kopie worden gemaakt. De oefening zelf gaat gewoon door."
NO_REPORT = "Het verslag kon niet worden gemaakt. De oefening zelf is bewaard; probeer het opnieuw."


def routes(hall: Hall) -> APIRouter:
    """Under `/e/EXERCISE/`: QR pictures, cards, address, report and copy."""
    router = APIRouter(prefix="/e/{exercise}")

    @router.get("/{seat}/qr.svg")
    async def join_qr(exercise: str, seat: str, request: Request) -> Response:
        hosted = hall.admitted(exercise, seat, request.cookies)
        if hosted is None or not is_screen(seat):
            return no_access(hall)
        return qr_picture(hall.join_link(hosted))

    @router.get("/trainer/qr/{seat}.svg")
    async def seat_qr(exercise: str, seat: str, request: Request) -> Response:
        hosted = hall.admitted(exercise, TRAINER, request.cookies)
        if hosted is None or not hosted.has_seat(seat):
            return no_access(hall)
        return qr_picture(hall.seat_link(hosted, seat))

    @router.get("/{staff}/look/{seat}/")
    async def look(exercise: str, staff: str, seat: str, request: Request) -> Response:
        hosted = hall.admitted(exercise, staff, request.cookies) if staff in KINDS else None
        if hosted is None or not (seat in hosted.scenario.seats or seat == PLENARY):
            return no_access(hall)
        return HTMLResponse(_look(hall, hosted, staff, seat))

    @router.post("/trainer/restart")
    async def restart(exercise: str, request: Request) -> Response:
        hosted = hall.admitted(exercise, TRAINER, request.cookies)
        if hosted is None or not own_origin(request.headers):
            return no_access(hall)
        try:
            new = await hall.begin_again(hosted)
        except (Closed, CannotStart, JournalError) as error:
            return _sentence("Niet opnieuw begonnen", f"De oefening staat er nog zoals zij was. {error}", 409)
        return let_in(new, TRAINER)

    @router.get("/trainer/staff")
    async def staff(exercise: str, request: Request) -> Response:
        hosted = hall.admitted(exercise, TRAINER, request.cookies)
        return no_access(hall) if hosted is None else HTMLResponse(_staff(hall, hosted))

    @router.get("/trainer/paper")
    async def paper(exercise: str, request: Request) -> Response:
        hosted = hall.admitted(exercise, TRAINER, request.cookies)
        if hosted is None:
            return no_access(hall)
        preparation = hosted.feeds.sight().node(TRAINER, "preparation")
        starts = preparation.starts if isinstance(preparation, Preparation) else ()
        page = EmergencyPage(
            hall.settings.language, f"{hosted.path(TRAINER)}/", tuple((s.name, s.value) for s in starts)
        )
        scenario = hosted.in_local_words(hosted.scenario)
        # Aside: a long script takes more than an exercise may wait.
        return HTMLResponse(await asyncio.to_thread(emergency_page, scenario, page))

    @router.get("/trainer/cards")
    async def cards(exercise: str, request: Request) -> Response:
        hosted = hall.admitted(exercise, TRAINER, request.cookies)
        return no_access(hall) if hosted is None else HTMLResponse(_cards(hall, hosted))

    @router.post("/trainer/address")
    async def address(exercise: str, request: Request) -> Response:
        hosted = hall.admitted(exercise, TRAINER, request.cookies)
        if hosted is None or not own_origin(request.headers):
            return no_access(hall)
        try:
            wanted = (await read_form(request)).get("address", [])
        except NotUnderstood as error:
            return _sentence("Niet gelukt", str(error), 422)
        for known in hall.addresses():
            if hall.base_url(known) in wanted:
                hall.chosen_address = known
        return RedirectResponse(f"{hosted.path(TRAINER)}/", 303)

    @router.get("/trainer/report")
    async def report(exercise: str, request: Request) -> Response:
        hosted = hall.admitted(exercise, TRAINER, request.cookies)
        if hosted is None:
            return no_access(hall)
        try:
            with tempfile.TemporaryDirectory(prefix="snelkookpan-") as folder:
                html = await _report(hosted, Path(folder), hall.settings.data)
        except (JournalError, OSError) as error:
            return _sentence("Geen verslag", f"{NO_REPORT} ({error})", 503)
        if html is None:
            return _sentence("Geen verslag", NO_REPORT, 500)
        # The report is one self-contained file with its style inside; nothing in it runs.
        return HTMLResponse(
            html, headers={"Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; img-src data:"}
        )

    @router.get("/trainer/copy")
    async def copy(exercise: str, request: Request) -> Response:
        hosted = hall.admitted(exercise, TRAINER, request.cookies)
        if hosted is None:
            return no_access(hall)
        folder = tempfile.TemporaryDirectory(prefix="snelkookpan-")
        path = Path(folder.name) / f"{hosted.scenario.id}-{hosted.id}.sqlite"
        try:
            await hosted.runner.journal.copy_to(path)
        except (JournalError, OSError) as error:
            folder.cleanup()
            return _sentence("Geen kopie", f"{NO_COPY} ({error})", 503)
        return FileResponse(path, filename=path.name, background=BackgroundTask(folder.cleanup))

    return router


def no_access(hall: Hall) -> Response:
    """What somebody sees who is not the trainer of this exercise."""
    return HTMLResponse(message_page(*NO_ACCESS, 403, language=hall.settings.language, way_out=None), 403)


def _sentence(title: str, sentence: str, status: int) -> Response:
    return HTMLResponse(message_page(title, sentence, status, way_out=None), status)


def qr_picture(text: str) -> Response:
    """This text as a QR picture, readable by any phone."""
    out = io.BytesIO()
    segno.make(text, error="m", micro=False).save(out, kind="svg", scale=8, border=2, xmldecl=False, svgns=True)
    return Response(out.getvalue(), media_type="image/svg+xml")


def console(hall: Hall, hosted: Hosted, seat: str, request: Request, notice: str, *, small: bool = False) -> str:
    """The whole page of a staff seat. What only trainers may open lies under the first trainer's address."""
    state = hosted.runner.exercise.state
    base, trainers = hosted.path(seat), hosted.path(TRAINER)
    query = request.query_params
    here = hall.base_url()
    page = ConsolePage(
        base=base,
        language=hall.settings.language,
        epoch=hosted.feeds.epoch,
        n=hosted.feeds.n(seat),
        at_ms=hosted.runner.at_ms(),
        running=state.status == "running",
        speed_num=state.speed_num,
        speed_den=state.speed_den,
        wall_ms=hosted.runner.host.wall_ms(),
        join_code=hosted.code,
        join_url=here,
        join_qr_url=f"{base}/qr.svg",
        addresses=tuple(Address(url, url == here) for url in map(hall.base_url, hall.addresses())),
        beamer_link=hall.seat_link(hosted, PLENARY),
        cards_link=f"{trainers}/cards",
        report_link=f"{trainers}/report",
        download_link=f"{trainers}/copy",
        script_link=f"{trainers}/script/",
        staff_link=f"{trainers}/staff",
        start_link=f"{trainers}/start",
        paper_link=f"{trainers}/paper",
        checks=tuple(lobby_checks(hall, hosted, translator(hall.settings.language))),
        beamer_test=hosted.beamer_test,
        small=small,
        seats=_seats(hosted),
        locked=hosted.locked,
        notice=notice,
        trouble=hosted.runner.trouble,
        carried=tuple(inject.id for inject in hosted.scenario.injects.values() if inject.carry),
        cue=query.get("cue", ""),
        answer=query.get("answer", ""),
        basis=query.get("basis", ""),
        all_dimensions="all" in query,
    )
    return console_page(hosted.feeds.sight().view(seat), page)


def _seats(hosted: Hosted) -> tuple[SeatLine, ...]:
    sight, here = hosted.feeds.sight(), hosted.connected()
    lines = []
    for seat in hosted.scenario.seats.values():
        team = hosted.scenario.teams[seat.team] if seat.team else None
        lines.append(
            SeatLine(
                seat=seat.id,
                role=seat.role,
                role_title=sight.text(seat.title),
                name=seat.name,
                person=hosted.people[seat.id].name if seat.id in hosted.people else "",
                team=seat.team or "",
                team_title=sight.text(team.title) if team else "",
                room=sight.text(team.room) if team else "",
                group=hosted.scenario.roles[seat.role].group,
                connected=seat.id in here,
                role_name=sight.text(hosted.scenario.roles[seat.role].title),
            )
        )
    return tuple(lines)


def _cards(hall: Hall, hosted: Hosted) -> str:
    sight = hosted.feeds.sight()
    sheets = [
        CardSheet(
            sight.card(seat),
            f"{hosted.path(TRAINER)}/qr/{seat}.svg",
            hosted.people[seat].name if seat in hosted.people else "",
        )
        for seat in hosted.scenario.seats
    ]
    page = CardsPage(
        sight.text(hosted.scenario.title),
        hall.settings.language,
        hosted.code,
        hall.base_url(),
        f"{hosted.path(TRAINER)}/",
    )
    return cards_page(sheets, page)


def _look(hall: Hall, hosted: Hosted, staff: str, seat: str) -> str:
    """A seat's own page for somebody of the desk to look at; nothing can be sent from it."""
    state = hosted.runner.exercise.state
    page = Page(
        base=f"{hosted.path(staff)}/look/{seat}",
        language=hall.settings.language,
        epoch=hosted.feeds.epoch,
        n=hosted.feeds.n(seat),
        at_ms=hosted.runner.at_ms(),
        running=state.status == "running",
        speed_num=state.speed_num,
        speed_den=state.speed_den,
        looking=True,
    )
    view = hosted.feeds.sight().view(seat)
    return plenary_page(view, page) if seat == PLENARY else player_page(view, page)


def _staff(hall: Hall, hosted: Hosted) -> str:
    here = hosted.connected()
    lines = [
        StaffLine(seat, hall.seat_link(hosted, seat), f"{hosted.path(TRAINER)}/qr/{seat}.svg", seat in here)
        for seat in STAFF
        if seat != TRAINER
    ]
    title = hosted.feeds.sight().text(hosted.scenario.title)
    page = CardsPage(title, hall.settings.language, hosted.code, hall.base_url(), f"{hosted.path(TRAINER)}/")
    return staff_page(lines, page)


async def _report(hosted: Hosted, folder: Path, data: Path) -> str | None:
    """The report as HTML, made by a process of its own from a copy, so that the exercise never waits for it."""
    copy, out = folder / "copy.sqlite", folder / "report.html"
    await hosted.runner.journal.copy_to(copy)
    words = ("report", str(copy), "--format", "html", "-o", str(out), "--data", str(data))
    # -P: what lies in the folder the program was started in is not ours to import.
    process = await asyncio.create_subprocess_exec(sys.executable, "-P", "-m", "server.cli", *words)
    try:
        code = await asyncio.wait_for(process.wait(), REPORT_TIMEOUT_S)
    except TimeoutError:
        return None
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    return out.read_text(encoding="utf-8") if code == 0 else None
