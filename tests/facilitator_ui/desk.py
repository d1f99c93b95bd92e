"""Literal nodes of a desk, to render: nothing of an engine runs here."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from engine.exercise.view import (
    AnswerRow,
    Cue,
    Desk,
    LadderLine,
    Ladders,
    LocalWord,
    Mark,
    MeterLine,
    Meters,
    Moment,
    Observation,
    PhaseLine,
    Preparation,
    Sent,
    StartValue,
    StoryMap,
    View,
)
from facilitator_ui.pages import Address, ConsolePage, SeatLine

MINUTE = 60_000
NASTY = "<script>alert('x')</script>\"'&"

PHASES = (
    PhaseLine("acuut", "Acuut", "simulation", 30 * MINUTE, 0, 31 * MINUTE, None),
    PhaseLine("dag", "Dag 1 tot en met 4", "group", 25 * MINUTE, None, None, None),
)
DESK = Desk(
    title="Familiedrama aan de Eschweg",
    status="running",
    automatic=False,
    speed_num=1,
    speed_den=1,
    phases=PHASES,
    phase="acuut",
    next_phase="dag",
    story=StoryMap(0, 30 * MINUTE, 1000, 1240, 5, ""),
    undo_until_wall_ms=None,
    pause_cause="",
)
LOBBY = replace(
    DESK,
    status="lobby",
    phase=None,
    story=None,
    phases=tuple(replace(p, started_at_ms=None, planned_end_at_ms=None) for p in PHASES),
)
CUE = Cue(
    inject="rtv",
    number="05",
    title="RTV: was het bekend?",
    channel="phone",
    sender="Verslaggever",
    to=("Burgemeester",),
    phase="acuut",
    status="planned",
    trigger="at",
    trigger_words="",
    release="auto",
    due_at_ms=6 * MINUTE,
    until_at_ms=None,
    delivered_at_ms=None,
    story="",
    body="Klopt het dat het om een gezin gaat?",
    variant_words="",
    note="Vraag eerst naar de afweging.",
    question="Wat zegt u?",
    options=(),
    deadline_ms=5 * MINUTE,
    optional=True,
    escalation="RTV belt",
    dimensions=("d2", "d9"),
    plenary=False,
    seats=1,
    opened=0,
    units=1,
    answered=0,
    missed=0,
    blocked="",
    key="cue:rtv",
    order=5,
)
SENT = replace(
    CUE,
    inject="krant",
    number="04",
    title="Meerdere doden",
    channel="news",
    status="delivered",
    delivered_at_ms=5 * MINUTE,
    plenary=True,
    units=0,
    question="",
    deadline_ms=None,
    escalation="",
    seats=17,
    opened=12,
    blocked="Dit bericht is al verstuurd.",
    key="cue:krant",
    order=4,
)
ANSWER = AnswerRow(
    inject="rtv",
    unit="seat:burgemeester",
    number="05",
    title="RTV: was het bekend?",
    who="Burgemeester",
    group="college",
    status="answered",
    text="Over hulp zeg ik nooit iets.",
    revision=2,
    late=False,
    stage="acuut",
    answered_at_ms=8 * MINUTE,
    asked_at_ms=6 * MINUTE,
    deadline_at_ms=11 * MINUTE,
    read=False,
    dimensions=("d2", "d9"),
    marks=(Mark("trainer", "d2", 3, "typed"), Mark("waarnemer", "d9", 5, "typed")),
    notes=(),
    escalation="e1",
    key="answer:rtv:seat:burgemeester",
    order=8 * MINUTE,
)
WAITING = replace(ANSWER, status="waiting", text="", revision=0, answered_at_ms=None, marks=(), stage="")
MISSED = replace(WAITING, status="missed")
MOMENT = Moment(
    escalation="e1",
    title="RTV belt",
    reached=True,
    groups=("college", "raad"),
    marks=(("group:college", Mark("trainer", "d2", 4, "said")),),
    notes=(("group:college", "trainer", "Sprak over de afweging."),),
    key="moment:e1",
    order=0,
)
OBSERVATION = Observation(
    observation="o1",
    observer="observer.1",
    text="De burgemeester liet eerst de anderen aan het woord.",
    moment="inject:rtv",
    about="05 RTV: was het bekend?",
    unit="seat:burgemeester",
    who="Burgemeester",
    dimension="d1",
    noted_at_ms=9 * MINUTE,
    story="za 17.09",
    marks=(("seat:burgemeester", Mark("observer.1", "d1", 3, "said")),),
    key="observation:o1",
    order=0,
)
LOOSE = Sent(
    message="m1",
    channel="chat",
    sender="Griffie",
    title="Kom naar zaal B",
    body="Nu graag.",
    to=("Burgemeester", "Raadslid 1", "Raadslid 2", "Griffier"),
    plenary=False,
    sent_at_ms=7 * MINUTE,
    story="za 17.02",
    opened=3,
    key="sent:m1",
    order=7 * MINUTE,
)
LADDERS = Ladders(
    (
        LadderLine("ave", 0, 4, False, "", None, "", "", 3, 3, False),
        LadderLine("onrustfase", 2, 3, True, "Burgemeester", 60_000, "ma 8.10", "Er is <b>rumoer</b>.", 1, 2, True),
        LadderLine("grip", 3, 5, True, "", 60_000, "ma 8.10", "", 0, 0, False),
        LadderLine("rdm", 0, 4, True, "Wethouder", 90_000, "ma 8.20", "Er is een plek.", 0, 0, True),
    )
)
METERS = Meters((MeterLine("mediadruk", 72, 5), MeterLine("vertrouwen", 52, 60), MeterLine("regellast", 0, 0)))
PREPARATION = Preparation(
    (
        LocalWord("gemeente", "Naam van de gemeente", "text", "Maasdorp", "Hesselveld", 40, None, None, ()),
        LocalWord("inwoners", "Aantal inwoners", "number", "4200", "4200", 200, 1, 90_000, ()),
        LocalWord("omroep", "Omroep", "choice", "Radio Oost", "RTV", 200, None, None, ("RTV", "Radio Oost")),
        LocalWord("verhaal", "Wat er speelt", "text", "Niets", "Niets", 1_000, None, None, ()),
    ),
    (
        StartValue("wind_richting", "choice", "oost", ("west", "oost"), None, None),
        StartValue("bekend", "yesno", False, (), None, None),
        StartValue("vragen", "number", 3, (), 0, 9),
    ),
)
SEATS = (
    SeatLine(
        "burgemeester", "burgemeester", "Burgemeester", "M. Overdijk", "college", "College", "Zaal A", "college", True
    ),
    SeatLine("raadslid-1", "raadslid", "Raadslid", "B. Hendriks", "raad", "De raad", "Zaal B", "raad"),
    SeatLine("raadslid-2", "raadslid", "Raadslid", "L. de Wit", "raad", "De raad", "Zaal B", "raad"),
    SeatLine("griffier", "griffier", "Griffier", "J. Wesseling", "", "", "", "griffie"),
)


def view(desk: Desk = DESK, *more: Any) -> View:
    return View("trainer", (desk, METERS, SENT, CUE, ANSWER, MOMENT, *more))


def page(**changes: Any) -> ConsolePage:
    plain = ConsolePage(
        base="/e/x/trainer",
        language="nl",
        epoch="ep",
        n=7,
        at_ms=19 * MINUTE,
        running=True,
        speed_num=1,
        speed_den=1,
        wall_ms=1_795_700_000_000,
        join_code="48 27",
        join_url="http://192.168.1.20:8000",
        join_qr_url="/qr/join.svg",
        addresses=(Address("http://192.168.1.20:8000", True), Address("http://10.0.0.7:8000", False)),
        beamer_link="/e/x/beamer/",
        cards_link="/e/x/trainer/cards",
        report_link="/e/x/trainer/report",
        download_link="/e/x/trainer/copy",
        script_link="/e/x/trainer/script/",
        staff_link="/e/x/trainer/staff",
        seats=SEATS,
    )
    return replace(plain, **changes)
