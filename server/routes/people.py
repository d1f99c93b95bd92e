"""Who sits where: the page with the list of participants, and the lock on the door.

Owns these addresses, for whoever has the trainer's cookie. What a list may look like is `server.participants`'s; the
page is `facilitator_ui.people`'s. Nothing here is in the record of an exercise.
"""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from engine.scenario.model import TRAINER
from facilitator_ui.people import PeoplePage, Placed, people_page
from server.bodies import is_form, read_file, read_form
from server.hall import Hall
from server.hosting import Hosted
from server.journal.library import Person
from server.participants import MOST_BYTES, Chair, Problem, propose, read_list
from server.routes.trainer import no_access
from server.security import own_origin
from server.wire import NotUnderstood


def routes(hall: Hall) -> APIRouter:
    """Under `/e/EXERCISE/trainer/people`."""
    router = APIRouter(prefix="/e/{exercise}/trainer")

    @router.get("/people")
    async def people(exercise: str, request: Request) -> Response:
        hosted = hall.admitted(exercise, TRAINER, request.cookies)
        return no_access(hall) if hosted is None else HTMLResponse(_page(hall, hosted, _placed(hosted)))

    @router.post("/people/list")
    async def listed(exercise: str, request: Request) -> Response:
        hosted = hall.admitted(exercise, TRAINER, request.cookies)
        if hosted is None or not own_origin(request.headers):
            return no_access(hall)
        try:
            content = await _content(request)
        except NotUnderstood as error:
            return HTMLResponse(_page(hall, hosted, _placed(hosted), (Problem(0, 0, str(error)),)), 422)
        found, problems = read_list(content)
        if problems:
            return HTMLResponse(_page(hall, hosted, _placed(hosted), problems), 422)
        seats = propose(found, _chairs(hosted))
        rows = tuple(
            Placed(each.name, each.party, " · ".join(filter(None, (each.function, each.side))), seats.get(each.row, ""))
            for each in found
        )
        return HTMLResponse(_page(hall, hosted, rows, proposed=True))

    @router.post("/people")
    async def seat(exercise: str, request: Request) -> Response:
        hosted = hall.admitted(exercise, TRAINER, request.cookies)
        if hosted is None or not own_origin(request.headers):
            return no_access(hall)
        try:
            form = await read_form(request)
        except NotUnderstood as error:
            return HTMLResponse(_page(hall, hosted, _placed(hosted), (Problem(0, 0, str(error)),)), 422)
        columns = (form.get(name, []) for name in ("name", "party", "seat"))
        rows = tuple(Placed(name, party, "", seat) for name, party, seat in zip(*columns, strict=False))
        problems = tuple(_wrong(hosted, rows))
        if problems:
            return HTMLResponse(_page(hall, hosted, rows, problems, proposed=True), 422)
        with_party = "party_too" in form
        hall.seat_people(hosted, (Person(r.seat, r.name, r.party if with_party else "") for r in rows if r.seat))
        return RedirectResponse(f"{hosted.path(TRAINER)}/people", 303)

    @router.post("/people/erase")
    async def erase(exercise: str, request: Request) -> Response:
        hosted = hall.admitted(exercise, TRAINER, request.cookies)
        if hosted is None or not own_origin(request.headers):
            return no_access(hall)
        hall.seat_people(hosted, ())
        return RedirectResponse(f"{hosted.path(TRAINER)}/people", 303)

    @router.post("/lock")
    async def lock(exercise: str, request: Request) -> Response:
        hosted = hall.admitted(exercise, TRAINER, request.cookies)
        if hosted is None or not own_origin(request.headers):
            return no_access(hall)
        hall.lock(hosted, "yes" in (await read_form(request)).get("locked", []))
        return RedirectResponse(f"{hosted.path(TRAINER)}/", 303)

    return router


async def _content(request: Request) -> bytes:
    """What was pasted, or the file that was chosen."""
    if is_form(request):
        return "".join((await read_form(request)).get("list", [])).encode("utf-8", "replace")
    return (await read_file(request, "file", MOST_BYTES))[1]


def _chairs(hosted: Hosted) -> tuple[Chair, ...]:
    sight, scenario = hosted.feeds.sight(), hosted.scenario
    return tuple(
        Chair(
            seat.id,
            sight.text(seat.title),
            seat.role,
            scenario.roles[seat.role].group,
            sight.text(scenario.teams[seat.team].title) if seat.team else "",
        )
        for seat in scenario.seats.values()
    )


def _placed(hosted: Hosted) -> tuple[Placed, ...]:
    """Who sits there now, in the order of the seats."""
    return tuple(
        Placed(hosted.people[seat].name, hosted.people[seat].party, "", seat)
        for seat in hosted.scenario.seats
        if seat in hosted.people
    )


def _wrong(hosted: Hosted, rows: tuple[Placed, ...]) -> list[Problem]:
    """What is wrong with a form of names and seats: it may have been made by hand."""
    found, taken = [], set()
    for number, row in enumerate(rows, 1):
        _, problems = read_list(f"naam\tpartij\n{row.name}\t{row.party}".encode("utf-8", "replace"))
        found += [Problem(number, problem.column, problem.sentence) for problem in problems]
        if row.seat and row.seat not in hosted.scenario.seats:
            found.append(Problem(number, 3, "Deze plek is er niet. Kies een plek uit de lijst."))
        elif row.seat in taken:
            found.append(Problem(number, 3, "Deze plek is al aan een ander gegeven. Kies een andere plek."))
        taken |= {row.seat} - {""}
    return found


def _page(
    hall: Hall,
    hosted: Hosted,
    rows: tuple[Placed, ...],
    problems: tuple[Problem, ...] = (),
    *,
    proposed: bool = False,
) -> str:
    page = PeoplePage(
        base=hosted.path(TRAINER),
        language=hall.settings.language,
        title=hosted.feeds.sight().text(hosted.scenario.title),
        rows=rows,
        seats=tuple((chair.seat, chair.title) for chair in _chairs(hosted)),
        problems=tuple((problem.row, problem.column, problem.sentence) for problem in problems),
        proposed=proposed,
        with_party=any(person.party for person in hosted.people.values()),
    )
    return people_page(page)
