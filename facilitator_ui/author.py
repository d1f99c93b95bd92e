"""The page of whoever writes a scenario: the running order on a time axis, the findings, a message as players see it.

Owns what goes into that page, as a function of values: it knows no exercise, no folder and no address of its own. The
places on the axis are `running_order`'s; what a player sees is a page of the players' own UI, shown in a frame.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path, PurePath
from typing import Literal

from jinja2 import Environment

from engine.exercise.clock import minute_in, story_words
from engine.exercise.preview import can_be_seen, receivers, versions
from engine.exercise.telling import addressees
from engine.scenario import texts
from engine.scenario.axis import EVERYBODY, PhaseAxis, expected_ms, scripted, why
from engine.scenario.findings import Finding
from engine.scenario.model import PLENARY, TRAINER, Inject, Scenario
from engine.scenario.overview import Overview, Subject, around
from facilitator_ui import vocabulary
from facilitator_ui.running_order import chart
from shared_ui.rendering import environment, render
from shared_ui.words import CHANNELS, Words, translator

SEVERITIES: Mapping[str, tuple[str, str, str]] = {
    "error": ("Fout", "circle-x", "stop"),
    "warning": ("Let op", "triangle-alert", "ink"),
    "advice": ("Advies", "info", "ink"),
}
"""Weight of a finding → word, icon, tone."""

SECTIONS: Mapping[str, str] = {
    "scenario": "over het scenario",
    "include": "include",
    "parameters": "lokale woorden",
    "state": "gegevens",
    "roles": "rol",
    "teams": "team",
    "forms": "formulier",
    "media": "beeld of geluid",
    "facts": "feit",
    "rubrics": "beoordeling",
    "phases": "fase",
    "escalations": "keermoment",
    "injects": "bericht",
    "debrief": "nabespreking",
}
"""What a section of the file is called."""


Exercise = Literal["", "new", "hosted"]
"""What can be done with a scenario: nothing, prepare an exercise of it, or go to the one that is there."""


@dataclass(frozen=True, slots=True)
class AuthorPage:
    """What the page needs beside the overview. What has no address is not offered.

    `phase`, `inject` and `seat` come from the query (`?fase=…&bericht=…&plek=…`). `preview` is where one message stands
    by itself; the page adds `?bericht=…&plek=…`.
    """

    language: str = "nl"
    phase: str = ""
    inject: str = ""
    seat: str = ""
    preview: str = ""
    console: str = ""
    base: str = ""
    """Address of this scenario, for what can be done with it: change, copy, print, save. Ends with a slash."""
    may_change: bool = False
    library: str = ""
    about: str = ""
    """Which scenario this is and when it will be played, in one sentence."""
    exercise: Exercise = ""
    notice: str = ""
    live: str = ""
    """Where a page that follows the file hears of newer versions than its own, `version`."""
    version: str = ""


@dataclass(frozen=True, slots=True)
class OrderLine:
    """A message in the running order as a table. Without `at_ms` it has no moment that is certain."""

    inject: Inject
    at_ms: int | None
    why: str
    to: str


@dataclass(frozen=True, slots=True)
class FindingLine:
    """One finding with what it is about. `inject` or `phase` is where a click goes."""

    finding: Finding
    word: str
    icon: str
    tone: str
    subject: str
    place: str
    inject: str
    phase: str
    lines: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Sight:
    """A screen on which the chosen message is shown. `variant` counts from 0; `when` is its condition in words."""

    seat: str
    who: str
    wall: bool
    variant: int | None = None
    when: str = ""


@dataclass(frozen=True, slots=True)
class Chosen:
    """The chosen message: what stands in the file, and on which screens it can be seen."""

    inject: Inject
    at_ms: int | None
    story: str
    why: str
    to: str
    question: str
    escalation: str
    sights: tuple[Sight, ...]
    others: tuple[Sight, ...]
    """Other screens that show it differently: without the question."""


def author_page(overview: Overview, page: AuthorPage) -> str:
    """The whole page. Whatever is in the file, there is a page: without a running order the findings stand alone."""
    words = translator(page.language)
    scenario = overview.scenario
    chosen = scenario.injects.get(page.inject) if scenario else None
    shown = _shown_phase(overview, page, chosen)
    say = Filled(scenario)
    return render(
        author_environment(),
        f"facilitator/author/{'live' if page.live else 'page'}.html",
        words,
        lang=page.language,
        page=page,
        scenario=scenario,
        say=say,
        findings=_finding_lines(overview, words),
        errors=sum(1 for finding in overview.reading.findings if finding.severity == "error"),
        phases=overview.phases,
        shown=shown,
        chart=chart(scenario, shown) if scenario and shown else None,
        order=_in_order(scenario, shown, say, words) if scenario and shown else (),
        faulty=overview.faulty(),
        chosen=chosen_message(scenario, chosen, page, say) if scenario and chosen else None,
    )


class Filled:
    """Texts of a scenario with its own local words filled in, and `[name]` where a variable is shown.

    A text with a mistake in it stays as it was written.
    """

    def __init__(self, scenario: Scenario | None) -> None:
        variables = {name: f"[{name}]" for name in scenario.variables} if scenario else {}
        self._words = variables | ({p.id: p.default for p in scenario.parameters.values()} if scenario else {})

    def __call__(self, text: str) -> str:
        return text if texts.problems(text, self._words) else texts.render(text, self._words)


def _shown_phase(overview: Overview, page: AuthorPage, chosen: Inject | None) -> PhaseAxis | None:
    """The phase of the query, else that of the chosen message, else the first that holds a message."""
    wanted = page.phase or (chosen.phase if chosen else "")
    named = next((phase for phase in overview.phases if phase.phase.id == wanted), None)
    filled = next((phase for phase in overview.phases if phase.count), None)
    return named or filled or next(iter(overview.phases), None)


def _in_order(scenario: Scenario, phase: PhaseAxis, say: Filled, words: Words) -> tuple[OrderLine, ...]:
    """Every message of a phase: by time, then by place in the file; those without a moment last."""
    moments = {cell.inject: cell.at_ms for row in phase.rows for cell in row.cells}
    inside = [inject for inject in scripted(scenario) if inject.phase == phase.phase.id]
    inside.sort(key=lambda inject: (inject.id not in moments, moments.get(inject.id, 0), inject.position))
    return tuple(
        OrderLine(
            inject, moments.get(inject.id), why(scenario, inject), ", ".join(addressees(scenario, inject, say, words))
        )
        for inject in inside
    )


def _finding_lines(overview: Overview, words: Words) -> tuple[FindingLine, ...]:
    weights = list(SEVERITIES)
    pairs = list(zip(overview.reading.findings, overview.subjects, strict=True))
    pairs.sort(key=lambda pair: weights.index(pair[0].severity))
    return tuple(_finding_line(overview, finding, subject, words) for finding, subject in pairs)


def _finding_line(overview: Overview, finding: Finding, subject: Subject, words: Words) -> FindingLine:
    word, icon, tone = SEVERITIES[finding.severity]
    section, ident = (*subject, "", "")[:2]
    scenario = overview.scenario
    inject = scenario.injects.get(ident) if scenario and section == "injects" else None
    phase = ident if section == "phases" and any(p.phase.id == ident for p in overview.phases) else ""
    return FindingLine(
        finding=finding,
        word=words(word),
        icon=icon,
        tone=tone,
        subject=_subject(scenario, section, ident, words),
        place=f"{PurePath(finding.file).name}:{finding.line}:{finding.column}",
        inject=inject.id if inject else "",
        phase=phase,
        lines=around(overview.reading, finding) if scenario is None else (),
    )


def _subject(scenario: Scenario | None, section: str, ident: str, words: Words) -> str:
    name = ident
    if scenario and section == "injects" and ident in scenario.injects:
        name = scenario.injects[ident].number
    elif scenario and section == "roles" and ident in scenario.roles:
        name = Filled(scenario)(scenario.roles[ident].title)
    elif scenario and section == "phases":
        name = next((Filled(scenario)(phase.title) for phase in scenario.phases if phase.id == ident), ident)
    elif section in ("scenario", "debrief"):
        name = ""
    return f"{words(SECTIONS[section])} {name}".strip() if section in SECTIONS else section


def chosen_message(scenario: Scenario, inject: Inject, page: AuthorPage, say: Filled) -> Chosen:
    """A message with what stands around it: when, to whom, and on which screens it can be seen."""
    words = translator(page.language)
    at_ms = expected_ms(scenario).get(inject.id)
    phase = next((phase for phase in scenario.phases if phase.id == inject.phase), None)
    form = scenario.forms.get(inject.response.form) if inject.response else None
    shown, others = _sights(scenario, inject, page.seat, say, words)
    story = ""
    if at_ms is not None and phase is not None and phase.length_ms:
        story = story_words(scenario, minute_in(phase, at_ms), phase.label)
    return Chosen(
        inject=inject,
        at_ms=at_ms,
        story=story,
        why=why(scenario, inject),
        to=", ".join(addressees(scenario, inject, say, words)),
        question=say(form.question) if form else "",
        escalation=say(scenario.escalations[inject.escalation].title) if inject.escalation else "",
        sights=shown,
        others=others,
    )


def _sights(
    scenario: Scenario, inject: Inject, wanted: str, say: Filled, words: Words
) -> tuple[tuple[Sight, ...], tuple[Sight, ...]]:
    """The screens to show it on, and the others: one seat that is asked, one that only reads, and the projector."""
    if not can_be_seen(scenario, inject):
        return (), ()
    everybody = receivers(scenario, inject)
    asked = {seat for unit in (inject.response.units if inject.response else ()) for seat in scenario.unit_seats(unit)}
    seats = [seat for seat in everybody if seat != PLENARY]
    kinds = [
        next(iter(group), "") for group in ([s for s in seats if s in asked], [s for s in seats if s not in asked])
    ]
    first = wanted if wanted in seats else next(filter(None, kinds), "")
    shown = [first, *([PLENARY] if inject.audience.plenary else [])]
    others = [seat for seat in kinds if seat and (seat in asked) != (first in asked)]
    return (
        tuple(
            replace(_sight(scenario, seat, say, words), variant=version, when=when_words(inject, version, words))
            for version in versions(inject)
            for seat in shown
            if seat
        ),
        tuple(_sight(scenario, seat, say, words) for seat in others),
    )


def when_words(inject: Inject, version: int | None, words: Words) -> str:
    """Under which condition this version goes out; empty for a message that has one."""
    if not inject.variants:
        return ""
    guard = inject.variants[version].guard if version is not None else None
    return f"{words('Als')} {guard.source}" if guard else words("Anders")


def _sight(scenario: Scenario, seat: str, say: Filled, words: Words) -> Sight:
    if seat == PLENARY:
        return Sight(seat, words("de beamer"), True)
    return Sight(seat, say(scenario.seats[seat].title), False)


@cache
def author_environment() -> Environment:
    """The templates of the author's pages."""
    made = environment(Path(__file__).parent / "templates")
    made.globals.update(
        channels=CHANNELS,
        dimensions=vocabulary.DIMENSIONS,
        phase_kinds=vocabulary.PHASE_KINDS,
        scripted=scripted,
        rows={EVERYBODY: "Iedereen", PLENARY: "Beamer", TRAINER: "Trainer"},
    )
    return made
