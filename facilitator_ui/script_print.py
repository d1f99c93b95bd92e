"""The script on paper: every message in order with what the trainer must know, or what one role gets.

Owns what goes on that paper. It is made from the scenario alone, so it is there when nothing else works.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from engine.exercise.clock import minute_in, story_words
from engine.exercise.preview import versions
from engine.exercise.telling import addressees
from engine.scenario.axis import expected_ms, scripted, why
from engine.scenario.model import Inject, Phase, Role, Scenario
from facilitator_ui.author import AuthorPage, Filled, author_environment, when_words
from shared_ui.rendering import render
from shared_ui.words import Words, translator


@dataclass(frozen=True, slots=True)
class PaperText:
    """One of the texts a message can go out with; `when` is empty where there is only one."""

    when: str
    title: str
    body: str


@dataclass(frozen=True, slots=True)
class PaperMessage:
    inject: Inject
    at_ms: int | None
    story: str
    why: str
    to: str
    texts: tuple[PaperText, ...]
    question: str
    options: tuple[str, ...]
    escalation: str


@dataclass(frozen=True, slots=True)
class PaperPhase:
    number: int
    phase: Phase
    messages: tuple[PaperMessage, ...]


def script_page(scenario: Scenario, page: AuthorPage, role: str = "") -> str:
    """The whole script with the trainer's notes; with a `role` only what it gets, with its card and without notes."""
    words = translator(page.language)
    say = Filled(scenario)
    chosen = scenario.roles.get(role)
    return render(
        author_environment(),
        "facilitator/author/script.html",
        words,
        lang=page.language,
        page=page,
        scenario=scenario,
        say=say,
        role=chosen,
        phases=paper_phases(scenario, chosen, say, words),
    )


def paper_phases(scenario: Scenario, role: Role | None, say: Filled, words: Words) -> tuple[PaperPhase, ...]:
    """Every phase with its messages in time; with a role only the messages that it gets."""
    return tuple(_phases(scenario, role, say, words))


def _phases(scenario: Scenario, role: Role | None, say: Filled, words: Words) -> Iterable[PaperPhase]:
    moments = expected_ms(scenario)
    seats = {seat.id for seat in scenario.seats.values() if role and seat.role == role.id}
    for number, phase in enumerate(scenario.phases, 1):
        inside = [
            inject
            for inject in scripted(scenario)
            if inject.phase == phase.id and (role is None or seats & set(inject.audience.seats))
        ]
        # What has no moment comes after what has one: on paper nothing moves it.
        inside.sort(key=lambda inject: (inject.id not in moments, moments.get(inject.id, 0), inject.position))
        yield PaperPhase(
            number,
            phase,
            tuple(
                _message(scenario, phase, inject, moments.get(inject.id), say, words, inject.live and role is not None)
                for inject in inside
            ),
        )


def _message(
    scenario: Scenario, phase: Phase, inject: Inject, at_ms: int | None, say: Filled, words: Words, hidden: bool
) -> PaperMessage:
    """`hidden` leaves out the text: of a played call, on what a role may read."""
    form = scenario.forms.get(inject.response.form) if inject.response else None
    return PaperMessage(
        inject=inject,
        at_ms=at_ms,
        story="" if at_ms is None else story_words(scenario, minute_in(phase, at_ms), phase.label),
        why=why(scenario, inject),
        to=", ".join(addressees(scenario, inject, say, words)),
        texts=tuple(_text(inject, version, say, words, hidden) for version in versions(inject)),
        question=say(form.question) if form else "",
        options=tuple(say(label) for label in form.options.values()) if form else (),
        escalation=say(scenario.escalations[inject.escalation].title) if inject.escalation else "",
    )


def _text(inject: Inject, version: int | None, say: Filled, words: Words, hidden: bool) -> PaperText:
    body = "" if hidden else say(inject.body_of(version))
    return PaperText(when_words(inject, version, words), say(inject.title_of(version)), body)
