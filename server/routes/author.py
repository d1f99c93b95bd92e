"""The scenario in the trainer's browser: running order, findings, each message as players see it, and changing it.

Owns these addresses, for whoever has the trainer's cookie. The pages are `facilitator_ui`'s and, for what players see,
`player_ui`'s. Nothing here touches an exercise that goes on: it plays its own stored copy of the scenario. Another one
is opened by the hall.
"""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path, PurePosixPath
from urllib.parse import quote, urlencode

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from engine.exercise.preview import can_be_seen, seen
from engine.scenario.axis import expected_ms, referring
from engine.scenario.files.package import Unusable
from engine.scenario.model import PLENARY, TRAINER, Inject, Scenario
from engine.scenario.overview import Overview, Subject
from engine.scenario.sections.media import content_type
from engine.scenario.writing.editing import Copy, Edit, Remove
from facilitator_ui.author import AuthorPage, Exercise, author_page
from facilitator_ui.library import LibraryLine, library_page
from facilitator_ui.message_form import Posted, edits, elsewhere, fields, message_form_page, new_ident, remove_page
from facilitator_ui.script_print import script_page
from player_ui.pages import message_page, plenary_preview_page, preview_page
from server.bodies import read_file, read_form
from server.hall import Closed, Hall
from server.hosting import Hosted
from server.journal.errors import JournalError
from server.opening import CannotStart
from server.routes.door import let_in
from server.saving import Saved, Stored, save, stored
from server.scenarios import OWN, Place, begin_own, copy_own, packed, place_of, places, text_of
from server.security import FRAMES, READ_ONLY, own_origin
from server.shelf import Shelf
from server.wire import NotUnderstood
from server.worker import NotDone, away
from shared_ui.words import translator

NO_ACCESS = ("Dit is de pagina van de trainer", "Open de regie met de link die het programma bij de start liet zien.")
NOT_READ = "Het scenario kon nu niet worden nagekeken. De oefening zelf gaat gewoon door; probeer het opnieuw."
NO_MESSAGE = "Dit bericht is er niet, of het is zo nog niet te tonen."
NO_SCENARIO = "Dit scenario is er niet meer. Kijk in de lijst welke er zijn."
NOT_HERE = "Dit scenario hoort bij het programma. Maak er eerst een eigen kopie van, dan kunt u die aanpassen."
NOT_COPIED = "De kopie kon niet worden gemaakt. Kijk of er ruimte is in de gegevensmap."
NO_NAME = "Dit kan geen naam zijn. Gebruik hoogstens 40 kleine letters, cijfers en streepjes, en begin met een letter."
TAKEN = "Er is al een scenario met deze naam. Kies een andere naam."
NOT_MADE = "Het scenario kon niet worden gemaakt."
NO_ZIP = "In dit bestand zit geen scenario dat te lezen is. Een zip heeft scenario.yaml bovenin of in één map."
MOST_UPLOADED = 50_000_000
MOST_SHOWN = 100_000_000
"""Bytes of one picture or film in a preview."""
SAVED = "Bewaard. Uw volgende oefening met dit scenario speelt het zo."
COPIED = "Dit is uw eigen kopie. Wat u hier aanpast, verandert het meegeleverde scenario niet."
NOT_PLAYABLE = (
    "Er zitten nog fouten in dit scenario. Los eerst op wat bij de bevindingen staat. Er is geen oefening klaargezet."
)
NOT_OPENED = "Er is geen oefening klaargezet."
STOPPING = "Het programma sluit net af."
NOT_ON_PAPER = "Er zitten nog fouten in dit scenario. Los die eerst op, dan kunt u het printen."
_CHANGED = "Het bestand is intussen veranderd. Kijk eerst hoe het er nu uitziet en doe het dan opnieuw."
_LOST = "Dit kan zo niet in het bestand worden gezet. Het bestand is niet veranderd."


@dataclass(frozen=True, slots=True)
class _Desk:
    """Who asks, about which scenario."""

    hosted: Hosted
    place: Place
    base: str

    def back(self, inject: str = "", notice: str = "") -> Response:
        query = urlencode({name: word for name, word in (("bericht", inject), ("melding", notice)) if word})
        return RedirectResponse(f"{self.base}?{query}" if query else self.base, 303)


_Answer = Callable[[_Desk], Awaitable[Response]]


def routes(hall: Hall) -> APIRouter:
    """Under `/e/EXERCISE/trainer/script/`."""
    router = APIRouter(prefix="/e/{exercise}/trainer/script", default_response_class=HTMLResponse)
    shelf = Shelf()

    @router.get("")
    @router.get("/")
    async def own(exercise: str, request: Request) -> Response:
        hosted = hall.admitted(exercise, TRAINER, request.cookies)
        if hosted is None:
            return _no_access(hall)
        place = place_of(hall.settings, hosted.source)
        return _gone() if place is None else RedirectResponse(_base(hosted, place), 303)

    @router.get("/library")
    async def library(exercise: str, request: Request, melding: str = "", naam: str = "") -> Response:
        hosted = hall.admitted(exercise, TRAINER, request.cookies)
        if hosted is None:
            return _no_access(hall)
        found = places(hall.settings, hosted.source)
        lines = await asyncio.gather(*(_line(shelf, hall, hosted, place) for place in found))
        return HTMLResponse(
            library_page(
                lines,
                base=f"{hosted.path(TRAINER)}/script/",
                console=f"{hosted.path(TRAINER)}/",
                folder=str(hall.settings.data / OWN),
                language=hall.settings.language,
                notice=melding,
                name=naam,
            )
        )

    @router.post("/new")
    async def begin(exercise: str, request: Request) -> Response:
        hosted = hall.admitted(exercise, TRAINER, request.cookies)
        if hosted is None or not own_origin(request.headers):
            return _no_access(hall)
        try:
            name = "".join((await read_form(request)).get("name", [])[-1:]).strip()
            made = begin_own(hall.settings, name)
        except NotUnderstood as error:
            return _to_library(hosted, str(error))
        except ValueError:
            return _to_library(hosted, NO_NAME, name)
        except OSError as wrong:
            taken = isinstance(wrong, FileExistsError)
            return _to_library(hosted, TAKEN if taken else f"{NOT_MADE} ({wrong.strerror})", name)
        return RedirectResponse(_base(hosted, made), 303)

    @router.post("/upload")
    async def upload(exercise: str, request: Request) -> Response:
        hosted = hall.admitted(exercise, TRAINER, request.cookies)
        if hosted is None or not own_origin(request.headers):
            return _no_access(hall)
        try:
            name, content = await read_file(request, "file", MOST_UPLOADED)
            made = await _brought_in(hall, name, content)
        except NotUnderstood as error:
            return _to_library(hosted, str(error))
        except (NotDone, OSError):
            return _to_library(hosted, NO_ZIP)
        return RedirectResponse(_base(hosted, made), 303)

    @router.get("/{key}/media/{medium}")
    async def medium(exercise: str, key: str, medium: str, request: Request) -> Response:
        return await _at(hall, exercise, key, request, partial(_medium, shelf, medium, captions=False))

    @router.get("/{key}/media/{medium}/captions")
    async def captions(exercise: str, key: str, medium: str, request: Request) -> Response:
        return await _at(hall, exercise, key, request, partial(_medium, shelf, medium, captions=True))

    @router.get("/{key}/print")
    async def paper(exercise: str, key: str, request: Request, rol: str = "") -> Response:
        async def answer(desk: _Desk) -> Response:
            overview = _in_local_words(desk, await shelf.overview(desk.place.path))
            if overview.scenario is None or overview.reading.scenario is None:
                return _sentence("Niet te printen", NOT_ON_PAPER, 409)
            html = await asyncio.to_thread(script_page, overview.scenario, _page(hall, desk, overview), rol)
            return HTMLResponse(html)

        return await _at(hall, exercise, key, request, answer)

    @router.get("/{key}/zip")
    async def as_zip(exercise: str, key: str, request: Request) -> Response:
        async def answer(desk: _Desk) -> Response:
            content = await away(packed, desk.place.path)
            return _file(content, f"{desk.place.name}.zip", "application/zip")

        return await _at(hall, exercise, key, request, answer)

    @router.get("/{key}/yaml")
    async def as_yaml(exercise: str, key: str, request: Request) -> Response:
        async def answer(desk: _Desk) -> Response:
            content = await away(text_of, desk.place.path)
            return _file(content, f"{desk.place.name}.yaml", "application/yaml; charset=utf-8")

        return await _at(hall, exercise, key, request, answer)

    @router.get("/{key}/")
    async def page(
        exercise: str, key: str, request: Request, fase: str = "", bericht: str = "", plek: str = "", melding: str = ""
    ) -> Response:
        async def answer(desk: _Desk) -> Response:
            overview = _in_local_words(desk, await shelf.overview(desk.place.path))
            values = replace(_page(hall, desk, overview), phase=fase, inject=bericht, seat=plek, notice=melding)
            # A long page takes more than an exercise may wait.
            return HTMLResponse(await asyncio.to_thread(author_page, overview, values), headers=FRAMES)

        return await _at(hall, exercise, key, request, answer)

    @router.get("/{key}/preview")
    async def preview(
        exercise: str, key: str, request: Request, bericht: str = "", plek: str = "", variant: str = ""
    ) -> Response:
        async def answer(desk: _Desk) -> Response:
            overview = _in_local_words(desk, await shelf.overview(desk.place.path))
            html = preview_of(overview, bericht, plek, hall.settings.language, variant)
            return HTMLResponse(html, headers=READ_ONLY) if html else _sentence("Niet te tonen", NO_MESSAGE, 404)

        return await _at(hall, exercise, key, request, answer)

    @router.post("/{key}/copy")
    async def copy(exercise: str, key: str, request: Request) -> Response:
        async def answer(desk: _Desk) -> Response:
            message = "".join((await read_form(request)).get("bericht", [])[-1:])
            try:
                made = await away(copy_own, hall.settings, desk.place.path, desk.place.name)
            except NotDone:
                return _sentence("Geen kopie", NOT_COPIED, 503)
            return _Desk(desk.hosted, made, _base(desk.hosted, made)).back(message, COPIED)

        return await _at(hall, exercise, key, request, answer)

    @router.post("/{key}/exercise")
    async def prepare(exercise: str, key: str, request: Request) -> Response:
        async def answer(desk: _Desk) -> Response:
            if hall.of_scenario(desk.place.path) is None and not (await shelf.overview(desk.place.path)).playable():
                return desk.back(notice=NOT_PLAYABLE)
            try:
                # The trainer of one exercise is the trainer of them all: it is one program, on their own laptop.
                return let_in(await hall.host(desk.place.path), TRAINER)
            except Closed:
                return desk.back(notice=f"{NOT_OPENED} {STOPPING}")
            except CannotStart as wrong:
                first_line, _, _ = str(wrong).partition("\n")
                return desk.back(notice=f"{NOT_OPENED} {first_line}")
            except JournalError as wrong:
                return desk.back(notice=f"{NOT_OPENED} {wrong.sentence}")

        return await _at(hall, exercise, key, request, answer)

    @router.get("/{key}/message/{ident}")
    async def form(exercise: str, key: str, ident: str, request: Request) -> Response:
        async def answer(desk: _Desk) -> Response:
            overview, inject, there = await _message(shelf, desk, ident)
            return _form(hall, desk, overview, inject, there)

        return await _at(hall, exercise, key, request, answer, changes=True)

    @router.post("/{key}/message/{ident}")
    async def change(exercise: str, key: str, ident: str, request: Request) -> Response:
        async def answer(desk: _Desk) -> Response:
            posted = await read_form(request)
            overview, inject, there = await _message(shelf, desk, ident)
            if there.seen != _seen(posted):
                return _form(hall, desk, overview, inject, there, posted, changed=True)
            wanted = edits(inject.id, there.values, posted)
            saved = await away(save, desk.place.path, there.seen, wanted) if wanted else Saved("saved")
            if saved.outcome == "saved":
                return desk.back(inject.id, SAVED if wanted else "")
            if saved.outcome == "changed":
                overview, inject, there = await _message(shelf, desk, ident)
                return _form(hall, desk, overview, inject, there, posted, changed=True)
            return _form(hall, desk, overview, inject, there, posted, errors=_told(saved, inject))

        return await _at(hall, exercise, key, request, answer, changes=True)

    @router.post("/{key}/message/{ident}/copy")
    async def copy_message(exercise: str, key: str, ident: str, request: Request) -> Response:
        async def answer(desk: _Desk) -> Response:
            posted = await read_form(request)
            overview, inject, _ = await _message(shelf, desk, ident)
            assert overview.scenario is not None
            made = new_ident(overview.scenario, inject.id)
            saved = await away(save, desk.place.path, _seen(posted), (Copy(inject.id, made),))
            if saved.outcome != "saved":
                return desk.back(inject.id, _why(saved))
            return RedirectResponse(f"{desk.base}message/{quote(made)}", 303)

        return await _at(hall, exercise, key, request, answer, changes=True)

    @router.get("/{key}/message/{ident}/remove")
    async def ask_remove(exercise: str, key: str, ident: str, request: Request) -> Response:
        async def answer(desk: _Desk) -> Response:
            return _ask_remove(hall, desk, *await _message(shelf, desk, ident))

        return await _at(hall, exercise, key, request, answer, changes=True)

    @router.post("/{key}/message/{ident}/remove")
    async def remove(exercise: str, key: str, ident: str, request: Request) -> Response:
        async def answer(desk: _Desk) -> Response:
            posted = await read_form(request)
            overview, inject, there = await _message(shelf, desk, ident)
            assert overview.scenario is not None
            if referring(overview.scenario, inject.id):
                return _ask_remove(hall, desk, overview, inject, there)
            edit: tuple[Edit, ...] = (Remove(inject.id),)
            saved = await away(save, desk.place.path, _seen(posted), edit)
            if saved.outcome != "saved":
                return desk.back(inject.id, _why(saved))
            return desk.back(notice=SAVED)

        return await _at(hall, exercise, key, request, answer, changes=True)

    return router


def preview_of(overview: Overview, inject_id: str, seat: str, language: str, variant: str = "") -> str | None:
    """One message as this seat sees it, on a page that can do nothing; None when it is not there to be seen."""
    scenario = overview.scenario
    inject = scenario.injects.get(inject_id) if scenario else None
    if scenario is None or inject is None or not can_be_seen(scenario, inject):
        return None
    item = seen(scenario, inject, seat, expected_ms(scenario).get(inject.id, 0), _place_in_list(variant))
    if item is None:
        return None
    return plenary_preview_page(item, language=language) if seat == PLENARY else preview_page(item, language=language)


async def _medium(shelf: Shelf, ident: str, desk: _Desk, *, captions: bool) -> Response:
    return await medium_of(await shelf.overview(desk.place.path), ident, captions=captions)


async def medium_of(overview: Overview, ident: str, *, captions: bool) -> Response:
    """A picture, sound or film of a message that is looked at, from the scenario's own files."""
    found = overview.scenario.media.get(ident) if overview.scenario else None
    name = "" if found is None else found.captions if captions else found.file
    package = overview.reading.package
    if package is None or name not in package.names():
        return Response(status_code=404)
    try:
        content = await asyncio.to_thread(package.read, name, MOST_SHOWN)
    except Unusable:
        return Response(status_code=404)
    return Response(content, media_type=content_type(name))


async def _line(shelf: Shelf, hall: Hall, hosted: Hosted, place: Place) -> LibraryLine:
    try:
        overview = await shelf.overview(place.path)
    except NotDone:
        overview = None
    played = place.path.resolve() == hosted.source.resolve()
    other = hall.of_scenario(place.path) is not None
    return LibraryLine(_base(hosted, place), place.name, place.kind, overview, played, other)


async def _brought_in(hall: Hall, name: str, content: bytes) -> Place:
    """A zip that came from a browser, put down as a scenario of one's own. `NotDone` when it is none."""
    stem = PurePosixPath(name.replace("\\", "/")).stem.lower().replace(" ", "-")
    with tempfile.TemporaryDirectory(prefix="snelkookpan-") as folder:
        file = Path(folder) / "scenario.zip"
        await asyncio.to_thread(file.write_bytes, content)
        return await away(copy_own, hall.settings, file, stem)


def _to_library(hosted: Hosted, notice: str, name: str = "") -> Response:
    query = urlencode({"melding": notice, **({"naam": name[:40]} if name else {})})
    return RedirectResponse(f"{hosted.path(TRAINER)}/script/library?{query}", 303)


def _file(content: bytes, name: str, kind: str) -> Response:
    return Response(
        content, media_type=kind, headers={"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name)}"}
    )


def _place_in_list(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 4 else None


class _Missing(Exception):
    """The message that is asked for is not in the file."""


async def _at(
    hall: Hall, exercise: str, key: str, request: Request, answer: _Answer, *, changes: bool = False
) -> Response:
    """Let the trainer in, find the scenario, and turn what can go wrong into a sentence."""
    hosted = hall.admitted(exercise, TRAINER, request.cookies)
    if hosted is None or (request.method == "POST" and not own_origin(request.headers)):
        return _no_access(hall)
    place = next((place for place in places(hall.settings, hosted.source) if place.key == key), None)
    if place is None:
        return _gone()
    if changes and not place.may_change():
        return _sentence("Niet aan te passen", NOT_HERE, 403)
    try:
        return await answer(_Desk(hosted, place, _base(hosted, place)))
    except NotUnderstood as error:
        return _sentence("Niet gelukt", str(error), 422)
    except NotDone as wrong:
        return _sentence("Niet gelukt", f"{NOT_READ} ({wrong})", 503)
    except _Missing:
        return _sentence("Niet gevonden", NO_MESSAGE, 404)


def _base(hosted: Hosted, place: Place) -> str:
    return f"{hosted.path(TRAINER)}/script/{quote(place.key)}/"


def _page(hall: Hall, desk: _Desk, overview: Overview) -> AuthorPage:
    return AuthorPage(
        language=hall.settings.language,
        preview=f"{desk.base}preview",
        console=f"{desk.hosted.path(TRAINER)}/",
        base=desk.base,
        library=f"{desk.hosted.path(TRAINER)}/script/library",
        may_change=desk.place.may_change(),
        about=_about(desk, overview),
        exercise=_exercise(hall, desk, overview),
    )


def _is_played(desk: _Desk) -> bool:
    """Whether this is the scenario of the exercise from which it is looked at."""
    return desk.place.path.resolve() == desk.hosted.source.resolve()


def _about(desk: _Desk, overview: Overview) -> str:
    """Which scenario this is beside the exercise that is going on."""
    if not _is_played(desk):
        return "Niet het scenario van deze oefening"
    if overview.scenario is not None and overview.scenario.files == desk.hosted.scenario.files:
        return "Dit wordt gespeeld"
    return "Deze oefening speelt een eerdere versie; wat hier staat, geldt voor de volgende"


def _exercise(hall: Hall, desk: _Desk, overview: Overview) -> Exercise:
    """Which exercise the page offers. The one it is looked at from has its own way back."""
    if _is_played(desk):
        return ""
    if hall.of_scenario(desk.place.path) is not None:
        return "hosted"
    return "new" if overview.playable() else ""


def _in_local_words(desk: _Desk, overview: Overview) -> Overview:
    """With the words that were filled in for this exercise, when it is its scenario that is looked at."""
    scenario = overview.scenario
    if scenario is None or not _is_played(desk):
        return overview
    return replace(overview, scenario=desk.hosted.in_local_words(scenario))


async def _message(shelf: Shelf, desk: _Desk, ident: str) -> tuple[Overview, Inject, Stored]:
    overview = await shelf.overview(desk.place.path)
    inject = overview.scenario.injects.get(ident) if overview.scenario else None
    there = await away(stored, desk.place.path, ident) if inject else None
    if inject is None or there is None:
        raise _Missing
    return overview, inject, there


def _form(
    hall: Hall,
    desk: _Desk,
    overview: Overview,
    inject: Inject,
    there: Stored,
    posted: Posted | None = None,
    *,
    errors: Sequence[tuple[Subject, str]] = (),
    changed: bool = False,
) -> Response:
    scenario = overview.scenario
    assert scenario is not None
    words = translator(hall.settings.language)
    shown = fields(scenario, there.values, words, posted=posted, errors=errors, compare=changed)
    page = _page(hall, desk, overview)
    html = message_form_page(
        scenario, inject, shown, page, seen=there.seen, errors=elsewhere(shown, errors), changed=changed
    )
    return HTMLResponse(html, 409 if changed else 422 if errors else 200, headers=FRAMES)


def _ask_remove(hall: Hall, desk: _Desk, overview: Overview, inject: Inject, there: Stored) -> Response:
    scenario: Scenario | None = overview.scenario
    assert scenario is not None
    others = [scenario.injects[ident] for ident in referring(scenario, inject.id)]
    return HTMLResponse(
        remove_page(scenario, inject, _page(hall, desk, overview), seen=there.seen, referring=others),
        409 if others else 200,
    )


def _seen(posted: Posted) -> str:
    return "".join(posted.get("seen", ())[-1:])


def _told(saved: Saved, inject: Inject) -> list[tuple[Subject, str]]:
    """What is wrong, each at its place in the message; elsewhere in the file, or on the disk, at no place."""
    if saved.outcome != "refused":
        return [((), _why(saved))]
    return [
        (subject[2:] if subject[:2] == ("injects", inject.id) else (), _as_sentence(finding.message, finding.hint))
        for finding, subject in saved.errors
    ]


def _as_sentence(*parts: str) -> str:
    return " ".join(f"{part[:1].upper()}{part[1:]}{'' if part[-1:] in '.?!…' else '.'}" for part in parts if part)


def _why(saved: Saved) -> str:
    """Why nothing was saved, in a sentence."""
    match saved.outcome:
        case "changed":
            return _CHANGED
        case "failed":
            return f"Het bestand kon niet worden geschreven ({saved.reason}). Er is niets veranderd."
        case "refused":
            return " ".join(_as_sentence(finding.message, finding.hint) for finding, _ in saved.errors)
    return _LOST


def _gone() -> Response:
    return _sentence("Niet gevonden", NO_SCENARIO, 404)


def _no_access(hall: Hall) -> Response:
    return HTMLResponse(message_page(*NO_ACCESS, 403, language=hall.settings.language, way_out=None), 403)


def _sentence(title: str, sentence: str, status: int) -> Response:
    return HTMLResponse(message_page(title, sentence, status, way_out=None), status)
