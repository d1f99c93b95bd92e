"""Before the start: the page to begin from, whether all is ready, ticks, and the tests of phones and beamer.

Owns these addresses, for whoever has the trainer's cookie. Nothing here is recorded. What is right is
`server.readiness`'s; the page phones open is in `routes/phone_test`.
"""

from __future__ import annotations

from dataclasses import asdict
from importlib.metadata import version

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from engine.scenario.model import TRAINER
from facilitator_ui.checks import BY_HAND
from facilitator_ui.pages import Address
from facilitator_ui.start import DEMO, EMPTY, OWN_SCRIPT, Choice, StartPage, start_page
from server.bodies import read_form
from server.hall import Hall
from server.hosting import Hosted
from server.readiness import computer_checks, lobby_checks, phone_check
from server.routes.trainer import no_access, qr_picture
from server.scenarios import OWN, place_of
from server.security import own_origin
from server.settings import Settings
from server.wire import NotUnderstood
from shared_ui.words import Words, translator

NEW = "simulatie"
"""What an empty simulation is called, with a number when that is taken."""


def routes(hall: Hall) -> APIRouter:
    """Under `/e/EXERCISE/trainer/`: `start`, `ready`, `test-qr.svg`, and what is posted from them."""
    router = APIRouter(prefix="/e/{exercise}/trainer")

    @router.get("/start")
    async def start(exercise: str, request: Request) -> Response:
        hosted = hall.admitted(exercise, TRAINER, request.cookies)
        if hosted is None:
            return no_access(hall)
        words = translator(hall.settings.language)
        here = hall.base_url()
        page = StartPage(
            language=hall.settings.language,
            base=f"{hosted.path(TRAINER)}/",
            title=_title(hosted),
            choices=await _choices(hall, hosted, words),
            checks=computer_checks(hall, hosted, words),
            phone=phone_check(hall, words),
            test_url=hall.test_link(),
            addresses=tuple(Address(url, url == here) for url in map(hall.base_url, hall.addresses())),
            version=version("snelkookpan"),
        )
        return HTMLResponse(start_page(page))

    @router.get("/ready")
    async def ready(exercise: str, request: Request) -> Response:
        hosted = hall.admitted(exercise, TRAINER, request.cookies)
        if hosted is None:
            return JSONResponse({"ok": False}, 403)
        words = translator(hall.settings.language)
        checks = {
            check.id: check for check in (*computer_checks(hall, hosted, words), *lobby_checks(hall, hosted, words))
        }
        return JSONResponse(
            {"ok": True, "beamer_test": hosted.beamer_test, "checks": [asdict(check) for check in checks.values()]}
        )

    @router.get("/test-qr.svg")
    async def test_qr(exercise: str, request: Request) -> Response:
        hosted = hall.admitted(exercise, TRAINER, request.cookies)
        return no_access(hall) if hosted is None else qr_picture(hall.test_link())

    @router.post("/phone-test")
    async def again(exercise: str, request: Request) -> Response:
        """Begin the phone test anew, with another address when one was chosen."""
        hosted, posted = await _posted(hall, exercise, request)
        if hosted is None:
            return no_access(hall)
        for known in hall.addresses():
            if hall.base_url(known) == posted.get("address"):
                hall.chosen_address = known
        hall.phone_test.again()
        return RedirectResponse(f"{hosted.path(TRAINER)}/start#telefoon", 303)

    @router.post("/tick")
    async def tick(exercise: str, request: Request) -> Response:
        hosted, posted = await _posted(hall, exercise, request)
        if hosted is None:
            return no_access(hall)
        step = posted.get("step", "")
        if step in BY_HAND and posted.get("on") == "yes":
            hosted.ticked.add(step)
        else:
            hosted.ticked.discard(step)
        return RedirectResponse(f"{hosted.path(TRAINER)}/", 303)

    @router.post("/beamer-test")
    async def beamer_test(exercise: str, request: Request) -> Response:
        hosted, posted = await _posted(hall, exercise, request)
        if hosted is None:
            return no_access(hall)
        hosted.test_beamer(posted.get("show") == "yes")
        return RedirectResponse(f"{hosted.path(TRAINER)}/", 303)

    return router


async def _posted(hall: Hall, exercise: str, request: Request) -> tuple[Hosted | None, dict[str, str]]:
    """Whose page posted this, and the last value of each field; nobody when it may not."""
    hosted = hall.admitted(exercise, TRAINER, request.cookies)
    if hosted is None or not own_origin(request.headers):
        return None, {}
    try:
        return hosted, {name: values[-1] for name, values in (await read_form(request)).items() if values}
    except NotUnderstood:
        return hosted, {}


def _title(hosted: Hosted) -> str:
    return hosted.feeds.sight().text(hosted.scenario.title)


async def _choices(hall: Hall, here: Hosted, words: Words) -> list[Choice]:
    """What was under way first, then what stands ready, the demo, one's own script, an empty one."""
    base = f"{here.path(TRAINER)}/"
    demo = Settings().scenarios[0].resolve()
    going, standing, shown = [], [], set()
    for hosted in hall.exercises.values():
        to = _to(hall, here, hosted)
        if to is None:
            continue
        link, post = to
        status = hosted.runner.exercise.state.status
        if status in ("running", "paused"):
            title = words("Ga verder met {title}").format(title=_title(hosted))
            going.append(Choice("history", title, await _stopped(hosted, words), link, post))
            shown.add(hosted.source.resolve())
        elif status == "lobby" and hosted.source.resolve() != demo:
            title = words("Open {title}").format(title=_title(hosted))
            standing.append(Choice("play", title, words("Staat klaar in de lobby"), link, post))
    found = place_of(hall.settings, demo)
    trial = []
    if found is not None and demo not in shown:
        text = words("Familiedrama aan de Eschweg, 17 plekken")
        trial.append(Choice("play", words(DEMO), text, f"{base}script/{found.key}/exercise", True))
    return [
        *going,
        *standing,
        *trial,
        Choice(
            "list-checks",
            words(OWN_SCRIPT),
            words("Kies een scenario, of breng een zip binnen"),
            f"{base}script/library",
        ),
        Choice(
            "file-pen-line",
            words(EMPTY),
            words("Begin met een klein scenario met uitleg erin"),
            f"{base}script/new",
            True,
            _free_name(hall),
        ),
    ]


def _to(hall: Hall, here: Hosted, hosted: Hosted) -> tuple[str, bool] | None:
    """How this browser comes to that exercise: its own console, or let in by way of the scenario's page."""
    if hosted is here:
        return f"{here.path(TRAINER)}/", False
    place = place_of(hall.settings, hosted.source)
    return None if place is None else (f"{here.path(TRAINER)}/script/{place.key}/exercise", True)


async def _stopped(hosted: Hosted, words: Words) -> str:
    """When its clock last ran, in this machine's local time."""
    if hosted.runner.exercise.state.status == "running":
        return words("De klok loopt")
    pulse = await hosted.runner.journal.last_pulse()
    if pulse is None:
        return words("Staat stil waar zij was")
    return words("Gestopt om {time}, staat stil waar zij was").format(time=f"{pulse[1].astimezone():%H.%M}")


def _free_name(hall: Hall) -> str:
    own = hall.settings.data / OWN
    names = (NEW, *(f"{NEW}-{number}" for number in range(2, 100)))
    return next((name for name in names if not (own / name).exists()), NEW)
