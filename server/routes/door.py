"""The way in: the code, the list of seats, personal links, the trainer's one-time link.

Owns cookies being set. Pages are `player_ui`'s; what a secret is worth is `server.access`'s.
"""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from engine.exercise.staff import TRAINERS
from engine.scenario.model import TRAINER
from player_ui.pages import SeatChoice, code_page, message_page, seat_list_page
from server.access import cookie_name, same
from server.bodies import read_form
from server.hall import Hall
from server.hosting import Hosted
from server.security import own_origin
from server.wire import NotUnderstood

WRONG_CODE = "Deze code kennen we niet. Kijk op het scherm in de zaal en typ de vier cijfers."
TOO_MANY = "Er zijn te veel verkeerde codes getypt. Wacht een minuut, of scan de QR-code op uw rolkaart."
TAKEN = "Deze plek is net door iemand anders gekozen. Kies een andere plek."
LOCKED = "De deur is dicht: er komt nu niemand bij. Hebt u een rolkaart, scan dan die. Of vraag de trainer."
ELSEWHERE = "Deze keuze kwam van een andere website. Typ de code van de sessie hier en kies dan uw plek."
A_SEAT_LASTS_S = 60 * 60 * 24 * 7


def routes(hall: Hall) -> APIRouter:
    """The public addresses: `/`, `/join/CODE`, `/k/SECRET`, `/trainer/SECRET`, `/healthz`."""
    router = APIRouter(default_response_class=HTMLResponse)

    @router.get("/")
    async def home(code: str = "") -> Response:
        digits = "".join(code.split())[:12]
        if not digits:
            return HTMLResponse(code_page(language=hall.settings.language))
        if _by_code(hall, digits) is not None:
            return RedirectResponse(f"/join/{digits}", 303)
        return _wrong_code(hall, digits)

    @router.get("/join/{code}")
    async def seats(code: str, request: Request) -> Response:
        hosted = _by_code(hall, code)
        if hosted is None:
            return _wrong_code(hall, code[:12])
        return HTMLResponse(_seat_list(hall, hosted, request, LOCKED if hosted.locked else ""))

    @router.post("/join/{code}")
    async def choose(code: str, request: Request) -> Response:
        if not own_origin(request.headers):
            return HTMLResponse(message_page("Dat kan hier niet", ELSEWHERE, 403, language=hall.settings.language), 403)
        hosted = _by_code(hall, code)
        if hosted is None:
            return _wrong_code(hall, code[:12])
        seat = await _chosen(request)
        if seat not in hosted.scenario.seats:
            return HTMLResponse(_seat_list(hall, hosted, request, "Kies een plek uit de lijst."), 422)
        if hosted.locked and not _is_yours(hosted, seat, request):
            return HTMLResponse(_seat_list(hall, hosted, request, LOCKED), 423)
        if seat in hosted.connected() and not _is_yours(hosted, seat, request):
            return HTMLResponse(_seat_list(hall, hosted, request, TAKEN), 409)
        return _sit_down(hosted, seat)

    @router.get("/k/{secret}")
    async def personal(secret: str) -> Response:
        found = hall.by_seat_secret(secret.lower())
        if found is None:
            return HTMLResponse(
                message_page(
                    "Deze link kennen we niet",
                    "Misschien hoort hij bij een andere sessie. Scan de QR-code op uw rolkaart opnieuw, "
                    "of typ de code van vandaag.",
                    404,
                ),
                404,
            )
        return _sit_down(*found)

    @router.get("/trainer/{secret}")
    async def trainer(secret: str, request: Request, start: str = "") -> Response:
        for hosted in hall.exercises.values():
            # The link opens again in the browser that used it: a second click must not shut the trainer out.
            known = same(hosted.trainer_link.secret, secret) and _is_yours(hosted, TRAINER, request)
            if known or hosted.trainer_link.use(secret):
                answer = _sit_down(hosted, TRAINER)
                if start:
                    answer.headers["location"] = f"{hosted.path(TRAINER)}/start"
                return answer
        return HTMLResponse(
            message_page(
                "Deze trainerslink is al gebruikt",
                "Hij werkt één keer. Open de regie in de browser waarin u hem het eerst gebruikte, of start het "
                "programma opnieuw voor een nieuwe link. De oefening gaat dan verder waar zij was.",
                403,
                way_out=None,
            ),
            403,
        )

    @router.get("/healthz")
    async def healthz() -> Response:
        running = all(hosted.runner.runs() for hosted in hall.exercises.values())
        return JSONResponse({"ok": running, "exercises": len(hall.exercises)}, 200 if running else 503)

    return router


async def _chosen(request: Request) -> str:
    """The seat in the form; empty when there is none."""
    try:
        return "".join((await read_form(request)).get("seat", [])[-1:])
    except NotUnderstood:
        return ""


def _by_code(hall: Hall, code: str) -> Hosted | None:
    return None if hall.wrong_codes.too_many(_now_ms(hall)) else hall.by_code(code)


def _wrong_code(hall: Hall, code: str) -> Response:
    now = _now_ms(hall)
    if hall.wrong_codes.too_many(now):
        return HTMLResponse(code_page(language=hall.settings.language, code=code, notice=TOO_MANY), 429)
    hall.wrong_codes.add(now)
    return HTMLResponse(code_page(language=hall.settings.language, code=code, notice=WRONG_CODE), 404)


def _now_ms(hall: Hall) -> int:
    return next(iter(hall.exercises.values())).runner.host.steady_ms() if hall.exercises else 0


def _seat_list(hall: Hall, hosted: Hosted, request: Request, notice: str = "") -> str:
    here = hosted.connected()
    teams = hosted.scenario.teams
    sight = hosted.feeds.sight()
    choices = [
        SeatChoice(
            seat=seat.id,
            role_title=sight.text(seat.title),
            name=seat.name,
            person=hosted.people[seat.id].name if seat.id in hosted.people else "",
            party=seat.party,
            team_title=sight.text(teams[seat.team].title) if seat.team else "",
            free=seat.id not in here and not hosted.locked,
            locked=hosted.locked and seat.id not in here,
            yours=_is_yours(hosted, seat.id, request),
        )
        for seat in hosted.scenario.seats.values()
    ]
    return seat_list_page(
        sight.text(hosted.scenario.title), hosted.code, choices, language=hall.settings.language, notice=notice
    )


def _is_yours(hosted: Hosted, seat: str, request: Request) -> bool:
    # The seat's own cookie goes to its own path only, so the door has a copy.
    return hosted.owns(seat, request.cookies.get(f"deur_{cookie_name(seat)}", ""))


def let_in(hosted: Hosted, seat: str) -> Response:
    """To the page of a seat, with its cookie. Whoever calls this has seen that this browser may sit there."""
    path = f"{hosted.path(seat)}/"
    answer = RedirectResponse(path, 303)
    _give(answer, cookie_name(seat), hosted.secret(seat), path)
    return answer


def _sit_down(hosted: Hosted, seat: str) -> Response:
    answer = let_in(hosted, seat)
    if seat in TRAINERS:
        # A second trainer may open what the first may, and it lies under that address.
        _give(answer, cookie_name(TRAINER), hosted.secret(TRAINER), f"{hosted.path(TRAINER)}/")
    for where in ("/join/", "/trainer/"):
        _give(answer, f"deur_{cookie_name(seat)}", hosted.secret(seat), where)
    return answer


def _give(answer: Response, name: str, secret: str, where: str) -> None:
    answer.set_cookie(name, secret, max_age=A_SEAT_LASTS_S, path=where, httponly=True, samesite="lax")
