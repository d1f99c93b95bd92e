"""Whether everything is ready before the start: what the program can find out, and what the trainer ticked.

Owns the checks and their sentences. It reads what there is and changes nothing; which steps a trainer takes by hand is
in `facilitator_ui.checks`, kept with the hosted exercise while the program runs.
"""

from __future__ import annotations

import shutil

from engine.scenario.axis import scripted
from engine.scenario.model import PLENARY, Scenario
from facilitator_ui.checks import BY_HAND, HALF, RECORDS, Check, CheckState
from server.hall import Hall
from server.hosting import Hosted
from server.phone_test import LOOPBACK
from server.platform import on_mains
from shared_ui.words import Words

ENOUGH_BYTES = 500_000_000
"""Free on the disk: an evening's record and its copies take far less."""


def computer_checks(hall: Hall, hosted: Hosted, words: Words) -> list[Check]:
    """What must be right on this laptop: scenario, films and sound, address, record and disk, power."""
    found = [
        _scenario(hosted.scenario, words),
        _media(hosted.scenario, words),
        _address(hall, words),
        _record(hall, hosted, words),
        _power(words),
    ]
    return [check for check in found if check is not None]


def lobby_checks(hall: Hall, hosted: Hosted, words: Words) -> list[Check]:
    """The checklist before the start, in the order of the steps."""
    computer = {check.id: check for check in computer_checks(hall, hosted, words)}
    hand = {ident: _hand(ident, hosted, words) for ident in BY_HAND}
    steps = (
        computer.get("scenario"),
        computer.get("media"),
        hand["words"] if hosted.scenario.parameters else None,
        _people(hosted, words),
        phone_check(hall, words),
        _beamer(hosted, words),
        hand["picture"],
        hand["sound"],
        hand["cards"],
        computer.get("record"),
        computer.get("power"),
        hand["care"],
    )
    return [step for step in steps if step is not None]


def phone_check(hall: Hall, words: Words) -> Check:
    """How the phone test stands."""
    outcome = hall.phone_test.outcome()
    if outcome.state == "wait":
        return Check("phone", "wait", words("Telefoon-test"), words("wacht op een telefoon"))
    phones = words("1 telefoon") if outcome.phones == 1 else words("{n} telefoons").format(n=outcome.phones)
    if outcome.state == "half":
        todo = words(
            "De pagina opent wel, maar de vaste lijn niet. Dit netwerk houdt haar tegen: zet een VPN of proxy uit "
            "of kies een ander netwerk. Nieuwe berichten komen anders pas na verversen."
        )
        return Check("phone", "warn", words(HALF), phones, todo)
    speed = words("{ms} ms heen en terug").format(ms=outcome.round_trip_ms)
    return Check("phone", "ok", words("Telefoon bereikt de laptop"), f"{phones} · {speed}")


def _scenario(scenario: Scenario, words: Words) -> Check:
    count = words("{n} berichten").format(n=len(scripted(scenario)))
    return Check("scenario", "ok", words("Scenario gelezen, geen fouten"), count)


def _media(scenario: Scenario, words: Words) -> Check | None:
    """Films and sounds were read with the scenario; one without words shuts out who cannot hear it."""
    heard = [medium for medium in scenario.media.values() if medium.kind in ("film", "sound")]
    if not heard:
        return None
    told = sum(bool(medium.captions or medium.transcript) for medium in heard)
    count = words("{n} van {m}, met ondertitels of tekst").format(n=told, m=len(heard))
    if told == len(heard):
        return Check("media", "ok", words("Films en geluid gevonden"), count)
    todo = words("Wie slecht hoort, mist de rest. Voeg ondertitels toe, of lees de tekst voor.")
    return Check("media", "warn", words("Films en geluid gevonden"), count, todo)


def _address(hall: Hall, words: Words) -> Check:
    url = hall.base_url().removeprefix("http://")
    if any(url.startswith(f"{local}:") for local in (*LOOPBACK, "[::1]")):
        todo = words("Deze laptop zit in geen netwerk. Ga eerst op de Wi-Fi van de zaal, en laad deze pagina opnieuw.")
        return Check("address", "warn", words("Alleen deze laptop"), url, todo)
    return Check("address", "ok", words("Adres in dit netwerk"), url)


def _record(hall: Hall, hosted: Hosted, words: Words) -> Check:
    if hosted.runner.trouble:
        return Check("record", "warn", words("Logboek schrijft niet"), "", hosted.runner.trouble)
    try:
        free = shutil.disk_usage(hall.settings.data).free
    except OSError:
        return Check("record", "ok", words(RECORDS))
    amount = f"{free / 1e9:.{0 if free >= 10e9 else 1}f}".replace(".", ",")
    gigabytes = words("{n} GB vrij").format(n=amount)
    if free < ENOUGH_BYTES:
        todo = words("De schijf is bijna vol. Maak ruimte voordat u begint, anders stopt het opslaan onderweg.")
        return Check("record", "warn", words("Bijna geen ruimte meer"), gigabytes, todo)
    return Check("record", "ok", words(RECORDS), gigabytes)


def _power(words: Words) -> Check | None:
    plugged = on_mains()
    if plugged is None:
        return None
    if plugged:
        return Check("power", "ok", words("Laptop aan de stroom"))
    return Check(
        "power", "warn", words("Laptop op de accu"), "", words("Steek de stekker erin en zet de slaapstand uit.")
    )


def _beamer(hosted: Hosted, words: Words) -> Check:
    if PLENARY in hosted.connected():
        click = words("Klik één keer op het beamervenster, dan klinken er tonen.") if hosted.beamer_test else ""
        return Check("beamer", "ok", words("Beamer open"), click)
    return Check("beamer", "wait", words("Beamer nog niet open"))


def _people(hosted: Hosted, words: Words) -> Check:
    """Whether everybody who has a seat is in; who comes later still can."""
    seats = hosted.scenario.seats.keys()
    here = len(hosted.connected() & seats)
    state: CheckState = "ok" if here == len(seats) else "wait"
    return Check("people", state, words("Deelnemers binnen"), words("{n} van {m}").format(n=here, m=len(seats)))


def _hand(ident: str, hosted: Hosted, words: Words) -> Check:
    return Check(ident, "ok" if ident in hosted.ticked else "wait", words(BY_HAND[ident]), by_hand=True)
